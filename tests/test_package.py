"""What is installed is what the checkout holds: the wheel, the sdist, the version and the command."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pytest

import transcripts


@pytest.fixture(scope="session")
def project(root: Path) -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    return table


@pytest.fixture(scope="session")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one wheel and one sdist of the checkout, built without a network."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(folder)], cwd=root, check=True, capture_output=True
    )
    return folder


def files_of(root: Path, *tops: str) -> set[str]:
    found = (path for top in tops for path in (root / top).rglob("*") if path.is_file())
    return {
        path.relative_to(root).as_posix()
        for path in found
        if not {"__pycache__", "_build"} & set(path.parts) and path.name != ".DS_Store"
    }


def test_the_wheel_holds_the_package_and_nothing_else(root: Path, built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    packed = {name for name in names if ".dist-info/" not in name}
    assert packed == files_of(root, "transcripts")
    assert "transcripts/py.typed" in packed
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_the_sdist_can_be_tested_and_read(root: Path, built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        packed = {name.partition("/")[2] for name in archive.getnames()}
    wanted = files_of(root, "transcripts", "tests", "docs", "examples")
    wanted |= {"pyproject.toml", "conftest.py", "README.md", "CHANGELOG.md", "LICENSE"}
    assert wanted <= packed


def test_the_version_is_written_once(project: dict[str, Any]) -> None:
    try:
        installed = version("call-transcripts")
    except PackageNotFoundError:
        pytest.skip("the package runs from a checkout that is not installed, so it has no metadata")
    assert transcripts.__version__ == installed == project["version"]


def test_the_changelog_knows_the_version_or_awaits_it(root: Path) -> None:
    headings = re.findall(r"^## \[(.+?)\]", (root / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert headings[0] == "Unreleased"
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", heading) for heading in headings[1:])


def test_the_command_is_there(project: dict[str, Any]) -> None:
    module, _, function = project["scripts"]["transcripts"].partition(":")
    assert callable(getattr(import_module(module), function))


@pytest.mark.parametrize("missing", ["typer", "rich"])
def test_without_the_extra_the_command_says_what_to_install(missing: str) -> None:
    blocked = f"import sys; sys.modules[{missing!r}] = None; from transcripts.__main__ import main; sys.exit(main())"
    answer = subprocess.run([sys.executable, "-c", blocked, "formats"], check=False, capture_output=True, text=True)
    assert answer.returncode != 0
    assert "call-transcripts[cli]" in answer.stderr
    assert len(answer.stderr.splitlines()) == 1
