"""Golden files: what is written beside a page, what a difference looks like, and what cannot be compared."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import transcripts
from transcripts import parse
from transcripts.cli import app
from transcripts.export.summary import summary, to_text
from transcripts.kit.golden import NoGolden, beside, compare, generate, pages_in

PAGE = "青禾 2025Q1业绩会\n\n安娜·李\n\n请问收入为什么下降?\n\n王珂·吴\n\n因为运费。\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["golden", *map(str, arguments)], env={"COLUMNS": "80"})


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page in the current folder."""
    monkeypatch.chdir(tmp_path)
    page = Path("call.txt")
    page.write_text(PAGE, "utf-8")
    return page


def test_what_is_written_is_what_a_reader_would_jot_down(page: Path) -> None:
    assert generate(page) == "new"
    text = Path("call.json").read_text("utf-8")
    assert json.loads(text) == summary(parse(PAGE))
    assert ' "turns": [\n  "qa 安娜·李: 请问收入为什么下降?",\n  "qa 王珂·吴: 因为运费。"\n ],\n' in text
    assert '"王珂·吴 on [0] (only): 因为运费。"' in text
    assert generate(page) == "same"
    assert compare(page) == ""


def test_two_people_of_one_name_are_two() -> None:
    call = parse(PAGE)
    one, two = call.speakers
    assert one.aliases
    twins = transcripts.Call.from_dict(call.to_dict() | {"speakers": [
        {**s, "name": one.name} for s in call.to_dict()["speakers"]
    ]}, text=PAGE)  # fmt: skip
    assert list(summary(twins)["speakers"]) == [one.name, f"{one.name} ({two.id})"]


def test_it_can_be_written_whatever_stands_on_the_page() -> None:
    text = to_text({"turns": ["\ud800 中"]})
    assert text == '{\n "turns": [\n  "\\ud800 中"\n ]\n}\n'
    assert json.loads(text) == {"turns": ["\ud800 中"]}


def test_the_layout_of_the_json_makes_no_difference(page: Path) -> None:
    generate(page)
    golden = beside(page)
    golden.write_text(json.dumps(json.loads(golden.read_text("utf-8")), sort_keys=True), "utf-8")
    assert compare(page) == ""


def test_generate_says_what_became_of_each(page: Path) -> None:
    Path("more").mkdir()
    shutil.copy(page, "more/other.txt")
    answer = run("generate", ".")
    assert (answer.exit_code, answer.stdout, answer.stderr) == (0, "new      call.json\nnew      more/other.json\n", "")
    page.write_text(PAGE.replace("运费", "汇率"), "utf-8")
    assert run("generate", page, "more").stdout == "changed  call.json\nsame     more/other.json\n"
    assert "汇率" in Path("call.json").read_text("utf-8")


def test_a_difference_is_shown_as_lines(page: Path) -> None:
    generate(page)
    page.write_text(PAGE.replace("因为运费", "因为\u3000汇率"), "utf-8")
    answer = run("test", ".")
    assert (answer.exit_code, answer.stderr) == (1, "")
    assert answer.stdout.splitlines()[:2] == ["--- call.json (golden)", "+++ call.txt (found)"]
    assert '-  "qa 王珂·吴: 因为运费。"\n+  "qa 王珂·吴: 因为\\u3000汇率。"\n' in answer.stdout
    assert answer.stdout.endswith("pages: 1 differ\n")
    assert page.read_text("utf-8") != PAGE
    assert json.loads(Path("call.json").read_bytes()) == summary(parse(PAGE)), "a test writes nothing"


def test_where_all_is_well_it_says_so_in_a_line(page: Path) -> None:
    generate(page)
    assert (run("test", page).exit_code, run("test", page).stdout) == (0, "pages: 1 as they should be\n")


def test_a_long_difference_is_cut(page: Path) -> None:
    generate(page)
    golden = beside(page)
    golden.write_text(json.dumps({"turns": list(range(1000))}), "utf-8")
    assert compare(page).splitlines()[-1].endswith(" more lines")
    assert len(compare(page).splitlines()) == 201


def test_one_page_that_cannot_be_compared_does_not_cost_the_others(page: Path) -> None:
    generate(page)
    Path("bare.txt").write_text(PAGE, "utf-8")
    Path("wrong.txt").write_text(PAGE, "utf-8")
    Path("wrong.json").write_text("{,", "utf-8")
    Path("bytes.txt").write_bytes(b"%PDF-1.7\n")
    Path("empty").mkdir()
    answer = run("test", ".", "missing.txt", "empty")
    assert answer.exit_code == 1
    assert answer.stdout == "pages: 1 as they should be, 5 could not be compared\n"
    said = dict(line.split(": ", 1) for line in answer.stderr.splitlines())
    assert list(said) == ["bare.txt", "bytes.txt", "wrong.txt", "missing.txt", "empty"]
    assert said["bare.txt"] == "there is no bare.json beside it; `transcripts golden generate` writes it"
    assert said["bytes.txt"].startswith("this PDF is cut off")
    assert said["wrong.txt"].startswith("wrong.json is not JSON: Expecting property name")
    assert said["missing.txt"] == "there is no such file"
    assert said["empty"] == "there is no page (*.txt) in this folder"


def test_a_page_that_cannot_be_read_leaves_its_golden_file_alone(page: Path) -> None:
    generate(page)
    before = beside(page).read_bytes()
    page.write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    answer = run("generate", page)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr.startswith("call.txt: this is not text but a picture")
    assert beside(page).read_bytes() == before


def test_a_page_is_never_written_over(page: Path) -> None:
    page.rename("call.json")
    answer = run("generate", "call.json")
    assert answer.exit_code == 1
    assert answer.stderr == "call.json: its golden file would be the page itself; name the page call.txt\n"
    assert Path("call.json").read_text("utf-8") == PAGE


def test_a_golden_file_that_cannot_be_written(page: Path) -> None:
    beside(page).mkdir()
    with pytest.raises((NoGolden, OSError)):
        generate(page)
    Path("call.json").rmdir()
    Path("call.json").symlink_to("no/such/folder/call.json")
    answer = run("generate", page)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr == "call.txt: cannot write call.json: No such file or directory\n"


def test_pages_are_found_in_folders_of_folders(page: Path) -> None:
    Path("b/a.txt").parent.mkdir()
    shutil.copy(page, "b/a.txt")
    Path("a.json").write_text("{}")
    Path("folder.txt").mkdir()
    assert pages_in(Path()) == [Path("b/a.txt"), Path("call.txt")]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("generate",), "Missing argument 'PAGE"),
        (("test", "-"), "a golden file stands beside its page, and standard input (-) has no place"),
        (("prove", "x"), "No such command 'prove'"),
    ],
)
def test_wrong_use_is_exit_code_2(arguments: tuple[str, ...], said: str) -> None:
    answer = run(*arguments)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert said in answer.stderr


@pytest.mark.parametrize("command", [(), ("generate",), ("test",)])
def test_help_is_ascii_for_every_terminal(command: tuple[str, ...]) -> None:
    answer = run(*command, "--help")
    assert answer.exit_code == 0
    assert answer.stdout.isascii()
    assert answer.stdout == run(*command, "-h").stdout
