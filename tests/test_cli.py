"""The command line as its users meet it: what it prints, what it says when it cannot, and its exit codes."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text
from typer.testing import CliRunner, Result

import transcripts
from transcripts import Call, Evidence, QAPair, Question, Segment, Source, Span, __main__, formats, parse
from transcripts.cli import app
from transcripts.show import Look, _line_ends, find_positions, show_call

ROOT = Path(__file__).resolve().parents[1]
AURORA, BOREALIS = "examples/aurora-2025q2.txt", "examples/borealis-2025q1.txt"
PATIENCE = 60  # seconds; nothing here takes more than a few, and a hang takes for ever


@pytest.fixture(autouse=True)
def _in_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


def run(*arguments: str | Path, stdin: bytes = b"", **env: str) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments], input=stdin, env={"COLUMNS": "80"} | env)


def start(*arguments: str | Path, **env: str) -> subprocess.Popen[bytes]:
    """The command in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "transcripts", *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"} | env,
    )


def finish(process: subprocess.Popen[bytes], stdin: bytes = b"") -> tuple[int, bytes, bytes]:
    out, err = process.communicate(stdin, timeout=PATIENCE)
    return process.returncode, out, err


def lines(parts: Iterable[object]) -> list[str]:
    return [part.plain for part in parts if isinstance(part, Text)]


# --- show: what a reader of the examples would say ---------------------------------------------------------------


def test_the_head_says_what_call_it_is() -> None:
    shown = run("show", BOREALIS).stdout.splitlines()
    assert shown[:4] == [
        "北风轮渡（BRFY.US）2025年第一季度业绩电话会全文",
        "  company    北风轮渡",
        "  listed as  BRFY.US",
        "  period     2025Q1",
    ]
    assert f"  page       {BOREALIS}, 1,319 characters, utf-8" in shown


def test_the_cast_says_who_they_are_and_how_that_is_known() -> None:
    shown = [re.split(r"\s{2,}", line.strip()) for line in run("show", BOREALIS, COLUMNS="120").stdout.splitlines()]
    assert ["普丽娅·纳伊尔", "Priya Nair, 普丽娅", "executive (listed)", "首席财务官", "3"] in shown
    assert ["接线员", "operator (stated)", "6"] in shown
    assert ["吴格蕾", "analyst (introduced)", "海湾研究", "3"] in shown


def test_an_exchange_shows_under_each_part_what_answers_it() -> None:
    shown = run("show", AURORA).stdout
    assert (
        " 5. 维克多·桑托斯 asks · line 64\n"
        "    1. 第一,数据订阅的续费率是多少?\n"
        "       ↳ 丹尼尔·科尔 (topic, line 70): 维克多,订阅的续费率是 91%,和上个季度持\n"
        "         平。\n"
        "    2. 第二,你们在智利的试点有什么进展?\n"
        "       ↳ 丹尼尔·科尔 (topic, line 72): 智利的试点进展顺利,当地的港口已经把我们的\n"
        "         潮汐预报接入调度系统。我们会在十一月公布第一批结果。\n"
        "    3. 最后,董事会是否考虑过回购股票?\n"
        "       ↳ no answer found\n"
    ) in shown
    assert "\n 4. 娜塔莉·福斯特 follows up 3 · line 56\n" in shown
    assert "    1. to 丹尼尔·科尔: 丹尼尔,我想了解一下家用气象站。" in shown
    assert "topic = words of the part come back" in " ".join(shown.split())
    assert "whole =" not in shown


def test_prepared_remarks_are_a_list_and_turns_of_no_exchange_are_counted() -> None:
    shown = run("show", BOREALIS).stdout
    assert "Prepared remarks\n  接线员, 66 characters · line 9\n  海蒂·索尔贝格, 70 characters · line 13\n" in shown
    assert "Not shown: 8 turns of no exchange" in shown


def test_turns_shows_every_turn_in_its_section() -> None:
    shown = run("show", "--turns", BOREALIS).stdout
    assert shown.index("\nPrepared remarks\n") < shown.index("\n  2. 海蒂·索尔贝格 (moderator) · line 13\n")
    assert shown.index("\nQuestions and answers\n") < shown.index("\n 21. 接线员 (operator) · line 97\n")
    assert "How passages were matched" not in shown


def test_text_is_clipped_and_says_by_how_much_unless_full(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    said = "甲乙丙丁戊己庚。" * 100
    page.write_text(f"安娜·李\n请问收入如何?\n\n王珂·吴\n{said}\n\n安娜·李\n请问成本呢?\n\n王珂·吴\n低。\n", "utf-8")
    clipped, full = ("".join(run("show", *o, page).stdout.split()) for o in ((), ("--full",)))
    (shown,) = re.findall(r"line5\):([^…]+)…", clipped)
    assert said.startswith(shown)
    assert 60 < len(shown) < 120, "three lines"
    assert f"{shown}…{800 - len(shown)}more" in clipped
    assert said in full


def test_a_page_without_pairs_shows_its_turns(tmp_path: Path) -> None:
    page = tmp_path / "speech.txt"
    page.write_text("安娜·李:\n大家好,我们开始。\n\n王珂·吴:\n谢谢安娜。\n\n安娜·李:\n再见。\n", "utf-8")
    answer = run("show", page)
    assert answer.exit_code == 0
    assert "     谢谢安娜。\n" in answer.stdout


@pytest.mark.parametrize("columns", [30, 59, 60, 80, 132])
@pytest.mark.parametrize("options", [(), ("--turns",), ("--full",)])
def test_no_line_is_wider_than_the_terminal(columns: int, options: tuple[str, ...]) -> None:
    shown = run("show", *options, AURORA, BOREALIS, COLUMNS=str(columns)).stdout.splitlines()
    assert max(map(cell_len, shown)) <= columns
    assert not [line for line in shown if line != line.rstrip()]


def test_colour_is_for_terminals() -> None:
    assert "\x1b" not in run("show", AURORA).stdout
    assert "\x1b[32m丹尼尔·科尔" in run("show", AURORA, FORCE_COLOR="1", TERM="xterm").stdout
    assert not re.search(r"\x1b\[(?:\d+;)*3\dm", run("show", AURORA, FORCE_COLOR="1", NO_COLOR="1").stdout)


def test_what_would_steer_the_terminal_stays_on_the_page(tmp_path: Path) -> None:
    page = tmp_path / "bad\x1b[2Jname.txt"
    page.write_text(
        "安娜·李\n大家\x1b[31m好\u202e,我们开始。\n\n王珂·吴\n谢谢\x9b2J安娜。\n\n安娜·李\n再见。\n", "utf-8"
    )
    for answer in (run("show", page), run("show", f"{page}\x1b"), run("detect", page)):
        assert not re.search("[\x1b\x9b\u202e]", answer.stdout + answer.stderr)


@pytest.fixture(scope="module")
def told() -> dict[str, list[list[str]]]:
    """What ``examples/read_call.py`` prints for each page, exchange by exchange, without the offsets."""
    found = {}
    for page in (AURORA, BOREALIS):
        answer = subprocess.run(
            [sys.executable, "examples/read_call.py", page],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
            check=True,
            capture_output=True,
            timeout=PATIENCE,
        )
        text = re.sub(r"\d+:\d+ ", "", answer.stdout.decode())
        found[page] = [block.splitlines()[1:] for block in re.split(r"\nExchange \d+: ", text)[1:]]
    return found


# A line a part, "head > addressee", and a line a passage, "speaker: head". Heads are enough: what begins elsewhere
# begins otherwise.
READ = {
    (AURORA, 1): "丹尼尔,你在致 > 丹尼尔·科尔 | 丹尼尔·科尔: 第一个问题 | 第二个问题给梅 > Mei | Mei: 奥利弗,",
    (AURORA, 2): "丹尼尔,我想了 > 丹尼尔·科尔 | 丹尼尔·科尔: 我们不打算 | Mei: 我补充一点",
    (AURORA, 3): "首先, > anybody | Mei: 回到第一个 | 其次, > anybody | Mei: 我先回答第二个",
    (AURORA, 4): "那么招聘 > anybody | Mei: 不会。",
    (AURORA, 5): "第一, > anybody | 丹尼尔·科尔: 维克多, | 第二, > anybody | 丹尼尔·科尔: 智利的"
    " | 最后, > anybody | nobody answers",
    (AURORA, 6): "我想问问 > anybody | 丹尼尔·科尔: 模型是",
    (AURORA, 7): "丹尼尔,美国 > 丹尼尔·科尔 | 丹尼尔·科尔: 影响不大 | 然后,梅, > Mei | Mei: 明年的资本",
    (BOREALIS, 1): "第一， > anybody | 埃里克·伦德: 早上好 | 第二，普丽娅 > 普丽娅·纳伊尔 | 普丽娅·纳伊尔: 关于第二",
    (BOREALIS, 2): "埃里克， > 埃里克·伦德 | 埃里克·伦德: 我们没有",
    (BOREALIS, 3): "那两份合同 > anybody | 普丽娅·纳伊尔: 有，",
    (BOREALIS, 4): "我想请你们 > anybody | 埃里克·伦德: 到目前为止没有 | 另外， > anybody | 埃里克·伦德: 工会方面",
}


@pytest.mark.parametrize(
    ("page", "number"),
    [
        pytest.param(
            page,
            number,
            id=f"{Path(page).stem}-{number}",
        )
        for page, number in READ
    ],
)
def test_the_script_tells_what_a_careful_reader_would(told: dict[str, list[list[str]]], page: str, number: int) -> None:
    said = [line.strip() for line in told[page][number - 1] if line.strip()]
    for line, want in zip(said, READ[page, number].split(" | "), strict=True):
        head, _, addressee = want.partition(" > ")
        speaker, colon, passage = want.partition(": ")
        if addressee:
            assert line.startswith(head)
            assert line.endswith(f"(to {addressee})")
        elif colon:
            assert re.match(rf"{speaker}, \w+: {passage}", line)
        else:
            assert line == want


def test_the_script_looks_up_names_and_writes_the_call(tmp_path: Path) -> None:
    out = tmp_path / "call.json"
    answer = subprocess.run(
        [sys.executable, "examples/read_call.py", AURORA, "丹尼尔", "里德", "MEI", "大卫", "--json", str(out)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        check=True,
        capture_output=True,
        timeout=PATIENCE,
    ).stdout.decode()
    assert "丹尼尔 is 丹尼尔·科尔 (executive)\n里德 is 丹尼尔·里德 (analyst)\nMEI is Mei (executive)\n" in answer
    assert "大卫 is nobody who speaks here\n" in answer
    assert f"{out} holds the call and reads back the same\n" in answer
    assert Call.from_json(out.read_bytes()).title == "AUIN 2025Q2业绩电话会议问答实录"


def test_the_readme_shows_what_the_command_prints() -> None:
    blocks = re.findall(r"^```console\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    seen = 0
    for block in blocks:
        command, _, shown = block.partition("\n")
        words = command.removeprefix("$ ").rpartition("&& ")[2].split()
        if not shown or Path(words[0]).name != "transcripts":
            continue
        printed = run(*words[1:]).stdout
        for piece in re.split(r"^\[…\]\n", shown, flags=re.MULTILINE):
            assert piece in printed
            seen += 1
    assert seen


# --- show: JSON --------------------------------------------------------------------------------------------------


def test_json_is_one_call_a_line() -> None:
    answer = run("show", "--json", AURORA, "missing.txt", BOREALIS)
    assert answer.exit_code == 1
    calls = [Call.from_dict(json.loads(line)) for line in answer.stdout.splitlines()]
    assert [call.source.name for call in calls] == [AURORA, BOREALIS]
    assert run("show", "--json", AURORA).stdout == transcripts.read(AURORA).to_json() + "\n"


def test_json_is_utf_8_whatever_the_terminal_is() -> None:
    code, out, err = finish(start("show", "--json", AURORA, PYTHONIOENCODING="ascii"))
    assert (code, err) == (0, b"")
    assert out.decode() == transcripts.read(AURORA).to_json() + "\n"


def test_detect_and_show_agree() -> None:
    answer = json.loads(run("detect", "--json", AURORA).stdout)
    assert (answer["file"], answer["encoding"], answer["format"]) == (AURORA, "utf-8", "nameline")
    assert answer["candidates"][0]["format"] == "nameline"
    assert answer["candidates"][0]["evidence"]


# --- input -------------------------------------------------------------------------------------------------------


def test_standard_input_is_bytes() -> None:
    page = (ROOT / AURORA).read_text("utf-8")
    answer = run("show", "-", stdin=page.encode("gb18030"))
    assert answer.exit_code == 0
    assert "  page       <stdin>, 1,541 characters, gb18030 (a guess, " in answer.stdout
    assert "guessed-encoding" in answer.stdout
    given = run("show", "--encoding", "gb18030", "-", stdin=page.encode("gb18030"))
    assert "  page       <stdin>, 1,541 characters, gb18030\n" in given.stdout


def test_one_page_that_cannot_be_read_does_not_cost_the_others() -> None:
    answer = run("show", "missing.txt", AURORA, ".", BOREALIS)
    assert answer.exit_code == 1
    assert "AUIN 2025Q2" in answer.stdout
    assert "北风轮渡" in answer.stdout
    assert answer.stderr == (
        "missing.txt: there is no such file\n.: this is a directory; name the files in it, as in DIR/*.txt\n"
    )


@pytest.mark.parametrize("command", ["show", "detect"])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7\n", "page: this PDF is cut off, its end is missing; get the whole file"),
        (b"\x89PNG\r\n\x1a\n\0\0", "page: this is not text but a picture;"),
        (bytes(range(256)) * 4, "page: NUL byte at offset 0"),
    ],
)
def test_a_file_that_is_no_text_costs_one_line(tmp_path: Path, command: str, content: bytes, said: str) -> None:
    (tmp_path / "page").write_bytes(content)
    answer = run(command, tmp_path / "page")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr.removeprefix(f"{tmp_path}/").startswith(said)
    assert answer.stderr.count("\n") == 1


def test_bytes_that_are_not_in_the_encoding_asked_for(tmp_path: Path) -> None:
    (tmp_path / "page").write_bytes("安娜".encode())
    answer = run("show", "--encoding", "ascii", tmp_path / "page")
    assert answer.exit_code == 1
    assert "page: byte 0xe5 at offset 0 is not ascii" in answer.stderr
    assert "pass another --encoding" in answer.stderr


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(13, "Permission denied"), "no permission to read this file"),
        (OSError(5, "Input/output error"), "Input/output error"),
        (KeyError("x"), "KeyError: 'x'; this is a bug in transcripts, please report it"),
    ],
)
def test_what_else_goes_wrong_is_a_line_too(monkeypatch: pytest.MonkeyPatch, error: Exception, said: str) -> None:
    def fail(_: Path) -> bytes:
        raise error

    monkeypatch.setattr(Path, "read_bytes", fail)
    answer = run("show", AURORA)
    assert (answer.exit_code, answer.stdout, answer.stderr) == (1, "", f"{AURORA}: {said}\n")


def test_an_error_with_a_place_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> Call:
        raise transcripts.TranscriptError("a wrong word", source=Source(text="one\ntwo three"), span=Span(8, 13))

    monkeypatch.setattr(transcripts, "parse", fail)
    assert run("show", AURORA).stderr == f"{AURORA}:2:5: a wrong word\n"


@pytest.mark.parametrize("content", [b"", b" \n\n", "\ufeff".encode()])
def test_an_empty_page_is_a_call_with_a_notice(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "page").write_bytes(content)
    answer = run("show", tmp_path / "page")
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert "  warning empty-page " in answer.stdout
    assert run("show", "--json", tmp_path / "page").exit_code == 0


def test_strict_turns_doubts_into_lines_with_their_place(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    text = "安娜·李\n请问收入如何?\n\n王珂·吴\n很好。\n\n安娜·李\n请问成本呢?\n\n王珂·吴\n低。"
    page.write_bytes(text.encode() + b"\xe5\xae")  # cut inside a character
    answer = run("show", "--strict", page, AURORA)
    assert answer.exit_code == 1
    assert "AUIN 2025Q2" in answer.stdout
    notices = parse(page.read_bytes()).notices
    assert len(answer.stderr.splitlines()) == len(notices)
    assert re.search(rf"^{page}:11:3: warning: the file ends inside .+ \[cut-character\]$", answer.stderr, re.MULTILINE)


def test_strict_refuses_a_page_of_no_format(tmp_path: Path) -> None:
    page = tmp_path / "prose.txt"
    page.write_text("Nobody speaks on this page.\n", "utf-8")
    assert run("show", page).exit_code == 0
    answer = run("show", "--strict", page)
    assert answer.exit_code == 1
    assert "no format claims this page" in answer.stderr
    assert "--format" in answer.stderr
    assert "none scores 0.35 or more: the page would be read as plain" in run("detect", page).stdout
    assert json.loads(run("detect", "--json", page).stdout)["format"] == "plain"


@pytest.mark.parametrize("options", [(), ("--turns",), ("--json",)])
@pytest.mark.parametrize(
    "text", ["中" * 3_500_000, "安娜·李\n" + "我们今年的收入增长了," * 330_000 + "\n\n王珂·吴\n谢谢。\n"]
)
def test_ten_megabytes_on_one_line_do_not_hang(tmp_path: Path, text: str, options: tuple[str, ...]) -> None:
    page = tmp_path / "page.txt"
    page.write_text(text, "utf-8")
    code, out, err = finish(start("show", *options, page))
    assert (code, err) == (0, b"")
    assert out


# --- use and misuse ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show",), "Missing argument 'FILE'"),
        (("show", "--colour", AURORA), "No such option: --colour"),
        (("show", "--format", "nosuch", AURORA), "no format is named 'nosuch'; there are: "),
        (("show", "--encoding", "nosuch", AURORA), "'nosuch' is no encoding that Python reads text with"),
        (("detect", "--encoding", "hex", AURORA), "'hex' is no encoding that Python reads text with"),
        (("show", "-", "-"), "standard input (-) can be read once only"),
        (("nosuch",), "No such command 'nosuch'"),
    ],
)
def test_wrong_use_is_exit_code_2(arguments: tuple[str, ...], said: str) -> None:
    answer = run(*arguments)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert said in answer.stderr


def test_without_a_command_it_says_what_there_is() -> None:
    answer = run()
    assert answer.exit_code == 2
    assert {"show", "detect", "formats"} <= set(re.findall(r"^  (\w+)", answer.output, re.MULTILINE))


@pytest.mark.parametrize("command", [(), ("show",), ("detect",), ("formats",)])
def test_help_is_ascii_for_every_terminal(command: tuple[str, ...]) -> None:
    answer = run(*command, "--help")
    assert answer.exit_code == 0
    assert answer.stdout.isascii()
    assert answer.stdout == run(*command, "-h").stdout


def test_the_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.version", lambda _: "1.2.3")
    assert run("--version").stdout == "transcripts 1.2.3\n"

    def unknown(_: str) -> str:
        raise PackageNotFoundError

    monkeypatch.setattr("importlib.metadata.version", unknown)
    answer = run("--version")
    assert (answer.exit_code, answer.stdout) == (0, "transcripts, from a checkout that is not installed\n")


class Logbook:
    """Minutes of a meeting, for this test.

    A second line that no list shows.
    """

    name = "logbook"

    def sniff(self, page: formats.Page) -> formats.Sniff:
        return formats.Sniff(0.2, ("two\nlines",))

    def segment(self, page: formats.Page) -> Iterator[formats.Piece]:
        return iter(())

    def render(self, script: formats.Script) -> str:
        return ""


def test_formats_are_listed_with_what_they_are_and_detected_with_what_speaks_for_them() -> None:
    formats.register(Logbook())
    try:
        assert re.search(r"^logbook +Minutes of a meeting, for this test\.$", run("formats").stdout, re.MULTILINE)
        found = run("detect", AURORA).stdout
    finally:
        formats.unregister("logbook")
    assert re.search(rf"^{AURORA}\n  nameline +\d\.\d\d  .+\n(?:  .+\n)*  logbook +0\.20  two lines\n", found)


def test_a_roster_gives_names_and_a_bad_one_is_refused(tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("name,title\nDaniel Cole,CEO\n", "utf-8")
    shown = run("show", "--roster", people, AURORA).stdout
    assert re.search(r"丹尼尔·科尔 +Daniel Cole \(by the +executive \(roster\) +CEO", shown)
    people.write_text("who\nDaniel Cole\n", "utf-8")
    result = run("show", "--roster", people, AURORA)
    assert result.exit_code == 2
    assert "people.csv: no column holds names (columns: who)" in result.output
    result = run("show", "--roster", tmp_path / "none.csv", AURORA)
    assert result.exit_code == 2
    assert "cannot read" in result.output


def test_turns_have_their_times_and_say_for_whom_an_interpreter_speaks() -> None:
    page = (
        "**Nora Hale - CEO**\n(00:00:05) [外语]\n\n**Ida Brandt - Investor Relations**\n(01:02:08) [口译] 订单多了一成。\n\n"
        "**Leo Hartman - Quarry Securities, Analyst**\n(01:03:00) 谢谢，新的产线什么时候启用？\n"
    )
    shown = run("show", "--turns", "-", stdin=page.encode()).stdout
    assert "Nora Hale (executive) · line 1 · 0:00:05\n" in shown
    assert "Ida Brandt (moderator) for Nora Hale · line 4 · 1:02:08\n" in shown


# --- the process -------------------------------------------------------------------------------------------------


def test_a_terminal_without_chinese_is_told_so() -> None:
    code, out, err = finish(start("show", AURORA, PYTHONIOENCODING="ascii"))
    assert code == 0
    assert b"  company    Aurora Instruments\n" in out
    assert out.isascii()
    assert b"-> Mei (ordinal, line 32): ???," in out
    assert err.count(b"\n") == 1
    assert b"ascii, which has no Chinese" in err


def test_a_reader_that_stops_is_no_error(tmp_path: Path) -> None:
    page = tmp_path / "long.txt"
    page.write_text("".join(f"安娜·李\n第{i}段,我们开始。\n\n王珂·吴\n谢谢安娜。\n\n" for i in range(3000)), "utf-8")
    for options in ((), ("--json",)):
        process = start("show", *options, page)
        assert process.stdout
        assert process.stdout.read(10)
        process.stdout.close()
        assert process.stderr
        assert (process.stderr.read(), process.wait(PATIENCE)) == (b"", 0)
        assert process.stdin
        process.stdin.close()
        process.stderr.close()


@pytest.mark.skipif(os.name == "nt", reason="sends a POSIX signal")
def test_interrupted_it_goes_quietly() -> None:
    # a shell that runs the tests in the background has them ignore the signal, and what they start as well
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        process = start("show", "missing.txt", "-")
    finally:
        signal.signal(signal.SIGINT, before)
    assert process.stderr
    process.stderr.readline()  # it is at work; what comes next is that it waits for its input
    process.send_signal(signal.SIGINT)
    assert finish(process) == (130, b"", b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        process = subprocess.run(
            [sys.executable, "-m", "transcripts", "formats"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=PATIENCE,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )
    assert process.returncode == 1
    assert process.stderr == b"transcripts: cannot write to standard output: No space left on device\n"


@pytest.mark.skipif(os.name == "nt", reason="closes streams as a POSIX shell does")
def test_closed_streams_are_no_traceback() -> None:
    command = f'"{sys.executable}" -m transcripts show {AURORA} - <&- >&-'
    process = subprocess.run(
        ["/bin/sh", "-c", command],
        stderr=subprocess.PIPE,
        check=False,
        timeout=PATIENCE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert (process.returncode, process.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("arguments", "code"), [(("formats",), 0), (("show", "missing.txt"), 1), (("show",), 2), (("show", AURORA), 0)]
)
def test_main_gives_the_exit_code(
    arguments: tuple[str, ...], code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["transcripts", *arguments])
    assert __main__.main() == code
    assert bool(capsys.readouterr().err) == bool(code)


def test_main_is_interrupted_quietly(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(_: Path) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys, "argv", ["transcripts", "show", AURORA])
    monkeypatch.setattr(Path, "read_bytes", interrupt)
    assert __main__.main() == 130
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("missing", ["typer", "attrs"])
def test_without_its_libraries_it_says_what_to_install(
    missing: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for module in (
        "transcripts.cli",
        "transcripts.cli.commands",
        "transcripts.cli.converting",
        "transcripts.show",
        "attrs",
    ):
        monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.setitem(sys.modules, missing, None)
    if missing == "attrs":  # no library of the command line: the installation is broken, and says how
        with pytest.raises(ModuleNotFoundError):
            __main__.main()
        return
    assert __main__.main() == 2
    said = f"transcripts: the command line needs {missing}: pip install 'call-transcripts[cli]'\n"
    assert capsys.readouterr() == ("", said)


# --- how it is set -----------------------------------------------------------------------------------------------


def odd_call() -> Call:
    """A call with what pages seldom have: a passage on two parts, one on none, a pair without a part."""
    call = parse(
        "安娜·李\n第一,收入如何?第二,利润如何?\n\n王珂·吴\n这两个问题放在一起说,都好。\n\n安娜·李\n成本呢?\n\n王珂·吴\n低。\n"
    )
    first, second, third, fourth = call.turns
    text = call.source.text
    parts = tuple(
        Question(source=call.source, span=Span(text.index(a), text.index(b)), addressees=(fourth.speaker,) * n)
        for n, (a, b) in enumerate((("第一", "第二"), ("第二", "\n\n王珂")))
    )
    both = Segment(source=call.source, span=second.paragraphs[0].span, questions=parts, evidence=Evidence.WHOLE)
    none = Segment(source=call.source, span=fourth.paragraphs[0].span, questions=(), evidence=Evidence.ORDER)
    pairs = (
        QAPair(
            index=0,
            asker=attrs.evolve(first.speaker, firm="某证券"),
            question_turns=(first,),
            questions=parts,
            answers=(transcripts.Answer(turn=second, segments=(both,)),),
        ),
        QAPair(
            index=1,
            asker=third.speaker,
            question_turns=(third,),
            questions=(),
            answers=(transcripts.Answer(turn=fourth, segments=(none,)),),
            follows=0,
        ),
    )
    return attrs.evolve(call, qa_pairs=pairs)


def test_what_pages_seldom_have_is_shown_too() -> None:
    shown = lines(show_call(odd_call(), Look(ascii=True)))
    start = shown.index(" 1. 安娜·李, 某证券 asks - line 1")
    assert shown[start + 1 : start + 10] == [
        "    1. 第一,收入如何?",
        "       -> 王珂·吴 (whole, line 5): 这两个问题放在一起说,都好。",
        "    2. to 王珂·吴: 第二,利润如何?",
        "       -> 王珂·吴: as under 1",
        "",
        " 2. 安娜·李 follows up 1 - line 7",
        "    成本呢?",
        "       no question was found in it",
        "       -> 王珂·吴 (on no part, line 11): 低。",
    ]


def test_a_terminal_too_narrow_is_not_believed() -> None:
    assert lines(show_call(odd_call(), Look(width=1))) == lines(show_call(odd_call(), Look(width=20)))


WORDS = st.text(st.sampled_from("中文。，、（）“”Word wörd 12%,.-·\u200b\u0301🙂\n"), max_size=300)


@given(WORDS, st.integers(2, 40))
def test_lines_hold_the_text_and_fit(text: str, width: int) -> None:
    ends = list(_line_ends(text, width))
    pieces = [text[a:b] for a, b in zip([0, *ends], [*ends, len(text)], strict=True)]
    assert "".join(pieces) == text
    assert ends == sorted(set(ends))
    assert all(cell_len(piece.rstrip()) <= width for piece in pieces if piece.strip())
    assert all("\n" not in piece[:-1] for piece in pieces)


@given(WORDS.map(lambda text: text.replace(" ", "")), st.integers(8, 40))
def test_no_line_begins_with_a_closing_mark(text: str, width: int) -> None:
    text = re.sub(r"[\n.，。、）”]+", "，", text)  # one at a time: a row of marks may be longer than the line
    ends = [end for end in _line_ends(text, width) if end < len(text)]
    long = re.search(r"[!-~]{7,}", text)
    assert long or not [end for end in ends if text[end] in "，。、）”"]


@given(st.text(st.sampled_from("a中\n\u2028\x0c "), max_size=60))
def test_positions_are_those_of_the_source(text: str) -> None:
    source = Source(text=text)
    position = find_positions(source)
    assert all(position(at) == source.position(at) for at in range(len(text) + 1))


def test_a_translation_is_shown_beside_its_original(tmp_path: Path) -> None:
    chinese, english = tmp_path / "zh.txt", tmp_path / "en.txt"
    chinese.write_text("安娜·李：\n谢谢。毛利率会回到42%吗？\n\n王珂：\n会，明年就回到42%。\n", "utf-8")
    english.write_text(
        "Operator:\nOur first question comes from Anna Lee with Spruce Securities.\n\n"
        "Anna Lee - Spruce Securities:\nThanks. Will margins be back at 42%?\n\n"
        "Ke Wang - Chief Financial Officer:\nYes, they will be at 42% next year.\n",
        "utf-8",
    )
    shown = run("align", chinese, english).stdout
    assert re.search(r"^ +0 Operator +dropped", shown, re.MULTILINE)
    assert re.search(r"^ +0 安娜·李 +1 Anna Lee - Spruce Securities +one-to-one +1:1", shown, re.MULTILINE)
    assert re.search(r"^ +王珂 +Ke Wang +1 turn +the names are one", shown, re.MULTILINE)
    rows = [json.loads(line) for line in run("align", "--json", chinese, english).stdout.splitlines()]
    assert [(row["kind"], row["chinese"], row["english"]) for row in rows] == [
        ("dropped", [], [0]),
        ("one-to-one", [0], [1]),
        ("one-to-one", [1], [2]),
    ]
    assert "executive (original)" in run("show", "--original", english, chinese).stdout
    result = run("align", chinese, tmp_path / "none.txt")
    assert result.exit_code == 2
    assert "cannot read" in result.output
