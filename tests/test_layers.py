"""Imports point one way. These tests read them, all of them, and fail on an arrow that points back."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "transcripts"

# The house, ground floor first. A room may import any room on a floor below its own; rooms on one floor do not know
# each other. "__init__" is the public face, which only the command line goes through.
FLOORS = (
    ("fold", "spans", "weighing", "failure"),
    ("errors",),
    ("model",),
    ("saved",),
    ("source",),
    ("names",),
    ("given",),
    ("formats", "export"),
    ("turns", "metadata"),
    ("speakers",),
    ("qa",),
    ("align",),
    ("pipeline",),
    ("batch", "testing", "kit"),
    ("__init__",),
    ("show",),
    ("cli",),
    ("__main__",),
)

# Walls that the floors alone would not give.
WALLS = {
    ("align", "formats"): "a translation and its original are two calls, whatever pages they stood on",
    ("qa", "formats"): "pairs come out of turns and speakers alone, whatever page they stood on",
}

# Arrows that point back on purpose, (importing module, imported module): why. A door opens inside a function, so that
# loading the importing module never loads the imported one.
DOORS = {
    ("model", "export.json"): (
        "call.to_dict() and Call.from_dict() are where everybody looks for them; export.json knows the model, "
        "and the model knows only that there is such a room"
    ),
    ("export.arrow", "batch.inputs"): "the same places of pages, as batches",
    ("export.arrow", "batch.outcomes"): (
        "parse_batch is where its schemas are; everything else there knows calls, and not where they come from"
    ),
}

# Libraries that not everybody has installed, or that cost time to load: the rooms that may import them.
KEPT_IN = {
    "typer": {"cli", "__main__"},
    "click": {"cli", "__main__"},
    "rich": {"cli", "show", "__main__"},
    "cattrs": {"export"},
    "opencc": {"fold", "testing"},
    "pyarrow": {"export", "batch"},
    "distributed": set(),  # what runs us, we do not run
    "duckdb": set(),
    "matplotlib": set(),
    "pandas": set(),
    "pyspark": set(),
    "docx": {"saved"},
    "pypdfium2": {"saved"},
    "pypinyin": {"names"},  # training only
    "hypothesis": {"testing"},
    "pytest": {"testing"},
}


class Arrow(NamedTuple):
    """One import: ``source`` and ``target`` are module paths below ``transcripts``, or a foreign library."""

    source: str
    target: str
    line: int
    within: bool  # inside a function: made when the function is called

    def __str__(self) -> str:
        return f"{self.source}:{self.line} imports {self.target}"


def module_name(path: Path) -> str:
    """``qa/parts.py`` → ``qa.parts``; ``qa/__init__.py`` → ``qa``; the face is ``__init__``."""
    names = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(names[:-1] if len(names) > 1 and names[-1] == "__init__" else names)


PATHS = sorted(PACKAGE.rglob("*.py"))
MODULES = {module_name(path): path for path in PATHS}
FLOOR_OF = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}


def room_of(module: str) -> str:
    return module.partition(".")[0]


def arrows(module: str, text: str, *, is_package: bool = False) -> Iterator[Arrow]:
    """Every import of a module, at whatever depth it stands, ``if TYPE_CHECKING`` included."""
    home = [] if module == "__init__" else module.split(".")
    package = home if is_package else home[:-1]
    for node, within in imports(ast.parse(text), within=False):
        if isinstance(node, ast.Import):
            for alias in node.names:
                first, _, rest = alias.name.partition(".")
                target = (rest or "__init__") if first == "transcripts" else first
                yield Arrow(module, target, node.lineno, within)
            continue
        names = (node.module or "").split(".") if node.module else []
        if node.level:
            base = package[: len(package) - node.level + 1] + names
        elif names[0] == "transcripts":
            base = names[1:]
        else:
            yield Arrow(module, names[0], node.lineno, within)
            continue
        for alias in node.names:  # `from . import qa` is a module where there is one, else a name in the package
            longer = ".".join([*base, alias.name])
            yield Arrow(module, longer if longer in MODULES else ".".join(base) or "__init__", node.lineno, within)


def imports(node: ast.AST, *, within: bool) -> Iterator[tuple[ast.Import | ast.ImportFrom, bool]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child, within
        else:
            inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from imports(child, within=within or inside)


def fault(arrow: Arrow) -> str | None:
    """What is wrong with an arrow, None for one that may stand."""
    here, there = room_of(arrow.source), room_of(arrow.target)
    if there not in FLOOR_OF:
        kept = KEPT_IN.get(there)
        return f"{arrow}, which is kept in {', '.join(sorted(kept))}" if kept and here not in kept else None
    if here == there:
        return None
    if (arrow.source, arrow.target) in DOORS:
        return None if arrow.within else f"{arrow} at its top: that door opens inside a function only"
    if FLOOR_OF[there] > FLOOR_OF[here]:
        return f"{arrow}, which stands above it"
    if FLOOR_OF[there] == FLOOR_OF[here]:
        return f"{arrow}, which stands beside it"
    why = WALLS.get((here, there))
    return f"{arrow}: {why}" if why else None


def arrows_of(module: str) -> list[Arrow]:
    path = MODULES[module]
    return list(arrows(module, path.read_text("utf-8"), is_package=path.name == "__init__.py"))


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_one_way(module: str) -> None:
    assert room_of(module) in FLOOR_OF, f"transcripts/{module} has no place in FLOORS: on which floor does it stand?"
    assert [wrong for arrow in arrows_of(module) if (wrong := fault(arrow))] == []


def test_every_door_is_used() -> None:
    used = {(arrow.source, arrow.target) for module in MODULES for arrow in arrows_of(module)}
    assert {door for door in DOORS if door[1] in MODULES} - used == set()


@pytest.mark.parametrize(
    ("module", "text", "wrong"),
    [
        ("model", "from .pipeline import parse", "model:1 imports pipeline, which stands above it"),
        ("model", "from . import pipeline", "model:1 imports pipeline, which stands above it"),
        ("model", "from . import parse", "model:1 imports __init__, which stands above it"),
        ("model", "import transcripts", "model:1 imports __init__, which stands above it"),
        ("model", "import transcripts.pipeline as p", "model:1 imports pipeline, which stands above it"),
        (
            "names.label",
            "from ..fold import fold\nfrom ..qa import cut",
            "names.label:2 imports qa, which stands above",
        ),
        ("names.label", "from transcripts.qa.parts import cut", "names.label:1 imports qa.parts, which stands above"),
        ("model", "def f():\n    from .pipeline import parse", "model:2 imports pipeline, which stands above it"),
        ("model", "if TYPE_CHECKING:\n    from .source import load", "model:2 imports source, which stands above it"),
        ("model", "from .export.json import to_dict", "model:1 imports export.json at its top: that door opens inside"),
        ("turns", "from .metadata import read", "turns:1 imports metadata, which stands beside it"),
        ("qa.parts", "from ..formats.base import Page", "qa.parts:1 imports formats.base: pairs come out"),
        ("pipeline", "import typer.testing", "pipeline:1 imports typer, which is kept in __main__, cli"),
    ],
)
def test_an_arrow_that_points_back_is_seen(module: str, text: str, wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pipeline", "qa.parts", "export.json"):  # whether or not these rooms are cut up so
        monkeypatch.setitem(MODULES, name, PACKAGE)
    assert [said for arrow in arrows(module, text) if (said := fault(arrow)) and said.startswith(wrong)]


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("model", "import typing, attrs\nfrom .spans import Span"),
        ("model", "def to_dict(self):\n    from .export.json import to_dict"),
        ("qa.parts", "from .cues import CUES\nfrom ..model import Call"),
        ("cli", "import typer\nimport transcripts\nfrom . import parse"),
    ],
)
def test_an_arrow_that_points_down_may_stand(module: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(MODULES, "export.json", PACKAGE)
    assert [fault(arrow) for arrow in arrows(module, text)].count(None) == len(list(arrows(module, text))) > 0


def test_importing_the_package_loads_nothing_heavy() -> None:
    asked = f"import sys, transcripts; print(*sorted({set(KEPT_IN)!r} & set(sys.modules)))"
    answer = subprocess.run(
        [sys.executable, "-c", asked], check=True, capture_output=True, text=True, cwd=PACKAGE.parent
    )
    assert answer.stdout.split() == []
