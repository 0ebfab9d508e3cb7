"""A stranger's package: built, installed beside the library, and used in a process that knows nothing of it.

The package is tests/plugin. It is installed into a folder of its own, which only the processes started here see.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import textwrap
import zipfile
from pathlib import Path

import pytest

from transcripts import NoticeCode, PluginError, formats, parse
from transcripts.formats.nameline import NameLine
from transcripts.formats.plain import Plain

PATIENCE = 120  # seconds; nothing here takes more than a few


def run(*arguments: str | Path, path: tuple[Path, ...], cwd: Path) -> tuple[int, str, str]:
    """Python with some folders to import from, outside the checkout: exit code, stdout, stderr."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_", "COVERAGE_"))}
    answer = subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=cwd,
        env=clean
        | {
            "PYTHONPATH": os.pathsep.join(map(str, path)),
            "PYTHONIOENCODING": "utf-8",
            "PYTHONDONTWRITEBYTECODE": "1",
            "COLUMNS": "200",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        },
        check=False,
        capture_output=True,
        timeout=PATIENCE,
    )
    return answer.returncode, answer.stdout.decode(), answer.stderr.decode()


def ask(code: str, *, path: tuple[Path, ...], cwd: Path) -> object:
    """What a program prints as JSON."""
    status, out, err = run("-c", textwrap.dedent(code), path=path, cwd=cwd)
    assert (status, err) == (0, "")
    answer: object = json.loads(out)
    return answer


@pytest.fixture(scope="session")
def plugin(root: Path) -> Path:
    return root / "tests" / "plugin"


@pytest.fixture(scope="session")
def wheel(plugin: Path, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    options = ("--no-build-isolation", "--no-deps", "--no-index", "--quiet")
    status, _, err = run("-m", "pip", "wheel", *options, "-w", folder, plugin, path=(root,), cwd=folder)
    assert status == 0, err
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Where to import from: the library, and the folder in which the plugin is installed."""
    target = tmp_path_factory.mktemp("site")
    options = ("--no-deps", "--no-index", "--no-compile", "--quiet")
    status, _, err = run("-m", "pip", "install", *options, "--target", target, wheel, path=(root,), cwd=target)
    assert status == 0, err
    return root, target


def test_the_wheel_holds_a_module_and_an_entry_point(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    assert [name for name in archive.namelist() if ".dist-info/" not in name] == ["transcripts_luyu.py"]
    (points,) = [name for name in archive.namelist() if name.endswith("entry_points.txt")]
    assert archive.read(points).decode().split() == ["[transcripts.formats]", "luyu", "=", "transcripts_luyu:Luyu"]


def test_it_is_about_thirty_lines(plugin: Path) -> None:
    text = (plugin / "transcripts_luyu.py").read_text("utf-8")
    body = text[text.index("class Luyu") :].splitlines()
    assert len([line for line in body if line.strip()]) <= 38


def test_the_command_lists_and_detects_it(installed: tuple[Path, ...], plugin: Path, tmp_path: Path) -> None:
    status, out, err = run("-m", "transcripts", "formats", path=installed, cwd=tmp_path)
    assert (status, err) == (0, "")
    listed = dict(line.split(maxsplit=1) for line in out.splitlines())
    assert listed["luyu"] == "Numbered turns of Luyu Securities, a » between label and speech."
    page = plugin / "pages" / "plain.txt"
    status, out, err = run("-m", "transcripts", "detect", "--json", page, path=installed, cwd=tmp_path)
    assert (status, err, json.loads(out)["format"]) == (0, "", "luyu")


def test_a_page_is_detected_read_and_written(installed: tuple[Path, ...], plugin: Path, tmp_path: Path) -> None:
    answer = ask(
        f"""
        import json, transcripts
        from pathlib import Path

        text = Path({str(plugin / "pages" / "plain.txt")!r}).read_text("utf-8")
        call = transcripts.parse(text)
        again = transcripts.parse(transcripts.render(call))
        print(json.dumps({{
            "detected": [c.format for c in transcripts.detect(text) if c.score >= transcripts.formats.FLOOR],
            "format": call.format,
            "labels": [turn.label for turn in call.turns],
            "again": [turn.label for turn in again.turns],
            "same": [t.text for t in again.turns] == [t.text for t in call.turns],
            "tiled": "".join(call.source[block.span] for block in call.blocks) == text,
            "notices": [notice.message for notice in call.notices],
        }}))
        """,
        path=installed,
        cwd=tmp_path,
    )
    labels = [
        "主持人", "伊莲娜·沃斯(Elena Voss)", "顾知远（首席财务官）", "主持人", "马丁·费尔(石桥资本)",
        "伊莲娜·沃斯(Elena Voss)", "顾知远（首席财务官）", "主持人",
    ]  # fmt: skip
    assert answer == {
        "detected": ["luyu"],
        "format": "luyu",
        "labels": labels,
        "again": labels,
        "same": True,
        "tiled": True,
        "notices": [],
    }


def test_its_pages_agree_with_their_golden_files(installed: tuple[Path, ...], plugin: Path, tmp_path: Path) -> None:
    command = ("-m", "transcripts", "golden", "test", plugin / "pages")
    assert run(*command, path=installed, cwd=tmp_path) == (0, "pages: 2 as they should be\n", "")


def test_it_passes_its_own_tests(installed: tuple[Path, ...], plugin: Path, tmp_path: Path) -> None:
    for part in ("tests", "pages"):  # without the module: the one that is installed is tested
        shutil.copytree(plugin / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(plugin / "pyproject.toml", tmp_path)
    status, out, err = run("-m", "pytest", "-q", "-p", "no:cacheprovider", path=installed, cwd=tmp_path)
    assert (status, err) == (0, ""), out
    assert " passed" in out


def test_the_suite_does_not_collect_it_by_accident(root: Path) -> None:
    """It is not installed where the suite runs; its tests would fail to import it."""
    command = ("-m", "pytest", "-q", "--collect-only", "-p", "no:cacheprovider", "tests/plugin")
    _, out, _ = run(*command, path=(root,), cwd=root)
    assert "no tests collected" in out


# --- names that are taken ----------------------------------------------------------------------------------------

# Formats with a name of the house: one line is a turn, of whoever the class says.
TAKES = """
    from transcripts import BlockKind
    from transcripts.formats import Sniff

    class Base:
        def sniff(self, page):
            return Sniff(0.9, ("I am " + type(self).__name__,))
        def segment(self, page):
            for start, line in page.rows:
                yield BlockKind.LABEL, start, start + 2
                yield BlockKind.SPEECH, start + 2, start + len(line)
        def render(self, script):
            return ""

    class First(Base):
        name = "nameline"

    class Plain(Base):
        name = "plain"

    class Second(Base):
        name = "nameline"
"""


def install(folder: Path, module: str, code: str, **points: str) -> Path:
    """A distribution as an installer leaves it: a module, and the metadata that names its entry points."""
    (folder / f"{module}.py").write_text(textwrap.dedent(code), "utf-8")
    info = folder / f"{module}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n", "utf-8")
    lines = ["[transcripts.formats]", *[f"{name} = {module}:{target}" for name, target in points.items()]]
    (info / "entry_points.txt").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def test_registered_goes_before_installed_and_installed_before_built_in(root: Path, tmp_path: Path) -> None:
    install(tmp_path, "takes", TAKES, a_first="First", b_second="Second", c_plain="Plain")
    answer = ask(
        """
        import json, transcripts, takes
        from transcripts import formats
        from transcripts.formats.nameline import NameLine

        def who():
            return type(formats.get("nameline")).__name__, [type(f).__name__ for f in formats.known() if f.name == "nameline"]

        seen = [who()]
        try:
            formats.register(NameLine())
        except transcripts.PluginError as error:
            seen.append(error.message)
        formats.register(NameLine(), replace=True)
        seen.append(who())
        formats.unregister("nameline")
        seen.append(who())
        call = transcripts.parse("a: b\\nc: d")
        print(json.dumps([seen, call.format, len(call.turns), type(formats.get("plain")).__module__,
                          [notice.message for notice in call.notices if notice.code == "broken-plugin"]]))
        """,
        path=(root, tmp_path),
        cwd=tmp_path,
    )
    assert answer == [
        [
            ["First", ["First"]],
            "a format named 'nameline' is registered already; pass replace=True to take its place",
            ["NameLine", ["NameLine"]],
            ["First", ["First"]],
        ],
        "nameline",
        2,
        "transcripts.formats.plain",
        [
            "the format 'b_second' was left out, it raised PluginError: a format named 'nameline' is installed already",
            (
                "the format 'c_plain' was left out, it raised PluginError: no format takes the place of 'plain', "
                "which reads what others broke on"
            ),
        ],
    ]


class Other(NameLine):
    """Claims what ``nameline`` claims, as strongly."""

    name = "other"


def test_a_registered_format_goes_before_one_built_in_that_claims_a_page_alike() -> None:
    page = "安娜·李\n请问收入为什么下降?\n\n王珂·吴\n因为运费。\n"
    assert parse(page).format == "nameline"
    formats.register(Other())
    try:
        call = parse(page)
    finally:
        formats.unregister("other")
    assert call.format == "other"
    assert NoticeCode.TIED_FORMATS in [notice.code for notice in call.notices]


def test_nothing_takes_the_place_of_the_fallback() -> None:
    with pytest.raises(PluginError, match="no format takes the place of 'plain'"):
        formats.register(Plain(), replace=True)


@pytest.mark.parametrize("name", ["nameline", "plain"])
def test_only_what_was_registered_is_forgotten(name: str) -> None:
    with pytest.raises(PluginError, match="was not registered"):
        formats.unregister(name)
    assert formats.get(name).name == name


def test_of_two_installed_under_one_name_the_first_by_entry_point_is_taken() -> None:
    class Point:
        def __init__(self, name: str, plugin: object) -> None:
            self.name, self.plugin = name, plugin

        def load(self) -> object:
            return self.plugin

    first, second = Other(), Other()
    found, notices = formats.load_installed([Point("b", second), Point("a", first), Point("c", Plain())])
    assert found == {"other": first}
    assert [notice.message.partition(" was")[0] for notice in notices] == ["the format 'b'", "the format 'c'"]


# --- plugins that break ------------------------------------------------------------------------------------------

BREAKS = """
    from transcripts import BlockKind
    from transcripts.formats import Sniff

    class Sniffs:
        name = "sniffs"
        def sniff(self, page):
            raise LookupError("no table of brokers")
        def segment(self, page):
            return []
        def render(self, script):
            return ""

    class Segments(Sniffs):
        name = "segments"
        def sniff(self, page):
            return Sniff(1.0, ("all mine",))
        def segment(self, page):
            yield BlockKind.LABEL, 0, 2
            raise RuntimeError("lost count")
"""


def test_a_plugin_that_breaks_costs_a_notice_that_names_it(
    installed: tuple[Path, ...], plugin: Path, tmp_path: Path
) -> None:
    install(tmp_path, "breaks", BREAKS, sniffs="Sniffs", segments="Segments", gone="Gone")
    install(tmp_path, "falls", "raise OSError('no licence file')", imports="Anything")
    page = plugin / "pages" / "plain.txt"
    path = (*installed, tmp_path)
    answer = ask(
        f"""
        import json, transcripts
        call = transcripts.read({str(page)!r})
        named = transcripts.read({str(page)!r}, format="luyu")
        print(json.dumps([call.format, call.blocks[-1].span.end == len(call.source.text), named.format, len(named.turns),
                          [notice.message for notice in call.notices if notice.code == "broken-plugin"]]))
        """,
        path=path,
        cwd=tmp_path,
    )
    assert isinstance(answer, list)
    *facts, messages = answer
    assert facts == ["luyu", True, "luyu", 8]
    assert sorted(message.removeprefix("the format ") for message in messages) == [
        "'gone' was left out, it raised AttributeError: module 'breaks' has no attribute 'Gone'",
        "'imports' was left out, it raised OSError: no licence file",
        "'segments' was left out, it raised RuntimeError: lost count",
        "'sniffs' was left out, it raised LookupError: no table of brokers",
    ]
    status, out, err = run("-m", "transcripts", "formats", path=path, cwd=tmp_path)
    assert status == 1
    assert {"luyu", "segments", "sniffs"} < {line.split()[0] for line in out.splitlines() if line[0] != " "}
    assert err.splitlines() == [
        "transcripts: the format 'gone' was left out, it raised AttributeError: module 'breaks' has no attribute 'Gone'",
        "transcripts: the format 'imports' was left out, it raised OSError: no licence file",
        "transcripts: the format 'sniffs' was left out, it raised LookupError: no table of brokers",
    ]
