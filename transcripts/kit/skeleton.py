"""A package with a page format to start from: it works, and passes its own tests, before a line of it is changed.

The files stand in ``skeleton/`` as they are written, but for the names ``mybroker`` and ``MyBroker``.
"""

from __future__ import annotations

import re
import runpy
from importlib.resources import files
from pathlib import Path

from .. import formats
from ..errors import PluginError
from .golden import beside, generate

__all__ = ["class_name", "module_name", "write_package"]

NAME = re.compile(r"[a-z][a-z0-9]{0,30}(?:[-_][a-z0-9]{1,30}){0,4}")
MODULE, PAGE = "transcripts_mybroker.py", "tests/pages/plain.txt"
FILES = {  # in the package that is written: in skeleton/
    "README.md": "README.md",
    "pyproject.toml": "pyproject.toml.txt",
    MODULE: "module.py.txt",
    "tests/test_mybroker.py": "test_module.py.txt",
    PAGE: "page.txt",
}


def module_name(name: str) -> str:
    """How the name of a format is written in Python: ``north-quay`` is ``north_quay``."""
    return name.replace("-", "_")


def class_name(name: str) -> str:
    """The class of a format: ``north-quay`` is ``NorthQuay``."""
    return "".join([part.capitalize() for part in re.split("[-_]", name)])


def write_package(name: str, folder: Path) -> list[Path]:
    """Write a package with a format of that name into a folder, and give the paths of its files.

    The folder is made where there is none. Raises ``PluginError`` for a name that is none or is taken,
    ``FileExistsError`` for a folder with something in it or a file, ``OSError`` where it cannot be written.
    """
    if not NAME.fullmatch(name):
        raise PluginError(f"{name!r} is no name for a format: small letters and digits, as in north-quay", plugin=name)
    if name in [plugin.name for plugin in formats.known()]:
        raise PluginError(f"a format named {name!r} exists already; take another name", plugin=name)
    if folder.exists() and not folder.is_dir():
        raise FileExistsError(f"{folder} is no folder; name a new one")
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty; name a new folder")
    written = []
    for path, template in FILES.items():
        target = folder / _named(path, name, module_name(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        text = files(__package__).joinpath("skeleton", template).read_bytes().decode()
        # Python's names have no hyphen; the format's, the distribution's and what people read keep it
        text = re.sub(
            r"transcripts_mybroker|test_mybroker", lambda found: _named(found[0], name, module_name(name)), text
        )
        target.write_bytes(_named(text, name, name).encode())
        written.append(target)
    page = folder / PAGE
    plugin = runpy.run_path(str(folder / _named(MODULE, name, module_name(name))))[class_name(name)]()
    formats.register(plugin)
    try:
        generate(page)
    finally:
        formats.unregister(name)
    return [*written, beside(page)]


def _named(text: str, name: str, small: str) -> str:
    return text.replace("mybroker", small).replace("MyBroker", class_name(name))
