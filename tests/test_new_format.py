"""The package that `transcripts new-format` writes works, and passes its own tests, before a line of it is changed."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from transcripts import PluginError, formats
from transcripts.cli import app
from transcripts.kit.skeleton import FILES, class_name, module_name, write_package

PATIENCE = 120  # seconds; nothing here takes more than a few
# Five calls a law show that the package works; its author's hypothesis tries a hundred.
QUICK = """
from hypothesis import settings
settings.register_profile("quick", max_examples=5, deadline=None, database=None, derandomize=True)
settings.load_profile("quick")
"""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["new-format", *map(str, arguments)], env={"COLUMNS": "80"})


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_it_passes_its_own_tests(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "transcripts-north-quay"
    before = [plugin.name for plugin in formats.known()]
    assert run("north-quay").exit_code == 0
    assert [plugin.name for plugin in formats.known()] == before
    (folder / "conftest.py").write_text(QUICK, "utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_"))}
    answer = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-W", "error", "-p", "no:cacheprovider", str(folder)],
        cwd=folder,
        env=environment | {"PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8"},
        check=False,
        capture_output=True,
        timeout=PATIENCE,
    )
    assert answer.returncode == 0, answer.stdout.decode()
    assert b" passed" in answer.stdout


def test_it_is_a_package_under_the_name_that_was_asked_for(tmp_path: Path) -> None:
    answer = run("north-quay", "there")
    assert (answer.exit_code, answer.stderr) == (0, "")
    shown, _, steps = answer.stdout.partition("\n\n")
    names = [
        "README.md", "pyproject.toml", "transcripts_north_quay.py", "tests/test_north_quay.py", "tests/pages/plain.txt",
        "tests/pages/plain.json",
    ]  # fmt: skip
    assert shown.splitlines() == [f"there/{name}" for name in names]
    assert sorted(p.relative_to("there").as_posix() for p in Path("there").rglob("*") if p.is_file()) == sorted(names)
    assert "pip install -e 'there[test]'\ntranscripts show there/tests/pages/plain.txt\npytest there\n" in steps
    project = tomllib.loads(Path("there/pyproject.toml").read_text("utf-8"))["project"]
    assert project["name"] == "transcripts-north-quay"
    assert project["entry-points"]["transcripts.formats"] == {"north-quay": "transcripts_north_quay:NorthQuay"}
    texts = [Path("there", name).read_text("utf-8") for name in names]
    assert not any("mybroker" in text.lower() for text in texts)
    assert '\n    name = "north-quay"\n' in texts[2]
    assert "from transcripts_north_quay import NorthQuay\n" in texts[3]


def test_what_it_writes_is_clean() -> None:
    write_package("quay", Path("quay"))
    for command in (["check", "--select", "B,E,F,I,UP,W"], ["format", "--check"]):
        answer = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--no-cache", "--isolated", "--line-length", "120", "."],
            cwd="quay",
            check=False,
            capture_output=True,
            timeout=PATIENCE,
        )
        assert answer.returncode == 0, answer.stdout.decode()


def test_every_template_is_used(root: Path) -> None:
    assert {path.name for path in (root / "transcripts" / "kit" / "skeleton").iterdir()} == set(FILES.values())


@pytest.mark.parametrize(
    ("name", "module", "named"),
    [("quay", "quay", "Quay"), ("north-quay", "north_quay", "NorthQuay"), ("q4_notes", "q4_notes", "Q4Notes")],
)
def test_names_in_python(name: str, module: str, named: str) -> None:
    assert (module_name(name), class_name(name)) == (module, named)


@pytest.mark.parametrize("name", ["North", "north quay", "4th", "-quay", "../quay", "quay-", "a" * 40, "码头"])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(PluginError, match="is no name for a format"):
        write_package(name, Path("there"))
    assert not Path("there").exists()


def test_wrong_use_is_exit_code_2(tmp_path: Path) -> None:
    Path("full").mkdir()
    Path("full/notes.txt").write_text("mine", "utf-8")
    Path("file").write_text("mine", "utf-8")
    for arguments, said in (
        ((), "Missing argument 'NAME'"),
        (("North Quay",), "'North Quay' is no name for a format: small letters and digits, as in north-quay"),
        (("nameline",), "a format named 'nameline' exists already; take another name"),
        (("quay", "full"), "full is not empty; name a new folder"),
        (("quay", "file"), "file is no folder"),
    ):
        answer = run(*arguments)
        assert (answer.exit_code, answer.stdout) == (2, "")
        assert said in answer.stderr
    assert [path.name for path in Path("full").iterdir()] == ["notes.txt"]


def test_a_folder_that_cannot_be_written_costs_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Path, __: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    answer = run("quay")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr == "transcripts-quay: cannot write there: No space left on device\n"
    assert "quay" not in [plugin.name for plugin in formats.known()]


def test_help_is_ascii_for_every_terminal() -> None:
    answer = run("--help")
    assert answer.exit_code == 0
    assert answer.stdout.isascii()
