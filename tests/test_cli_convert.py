"""``transcripts convert`` as its users meet it: what it says, how it ends, and what an interrupt leaves."""

from __future__ import annotations

import builtins
import contextlib
import gzip
import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

import transcripts.export
from transcripts.batch import converting
from transcripts.cli import app
from transcripts.cli import converting as command

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 60  # seconds; nothing here takes more than a few, and a hang takes for ever
PAGE = (
    "接线员:\n第一个问题来自云杉证券的安娜·李。\n\n安娜·李:\n第一,收入如何?第二,利润呢?\n\n"
    "王珂·吴:\n第一个问题,收入很好。\n\n接线员:\n谢谢,今天的会到此结束。\n"
)


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.txt").write_text(PAGE, "utf-8")
    return folder


@pytest.fixture
def bad(pages: Path) -> Path:
    (pages / "3.txt").write_bytes(b"%PDF-1.7 no")
    return pages


def run(*arguments: str | Path, stdin: bytes = b"", workers: str = "1") -> Result:
    """The command in this process, with one worker."""
    given = ["convert", *map(str, arguments), "--workers", workers]
    return CliRunner().invoke(app, given, input=stdin, env={"COLUMNS": "200"})


def start(*arguments: str | Path, **streams: Any) -> subprocess.Popen[bytes]:
    """The command in a process of its own, in a group of its own, as a shell starts it."""
    pipes: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(
        [sys.executable, "-m", "transcripts", "convert", *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "80", "PYTHONIOENCODING": "utf-8", "TERM": "xterm"},
        start_new_session=True,
        **pipes | streams,
    )


def summary(shown: str) -> dict[str, str]:
    """The table at the end, by the word in front."""
    rows = [re.split(r"\s{2,}", line.strip(), maxsplit=1) for line in shown.splitlines()]
    return {row[0]: row[1] for row in rows if len(row) == 2}


# --- what it says -------------------------------------------------------------------------------------------------


def test_the_summary_and_exit_code_of_pages_that_can_be_read(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    answer = run(pages, "-o", out)
    assert (answer.exit_code, answer.stderr) == (0, "")
    found = summary(answer.stdout)
    assert found.pop("read").startswith(f"{len(PAGE) * 6:,} characters in ")
    assert found == {
        "pages": "6",
        "failed": "0",
        "turns": "24 by 18 speakers",
        "exchanges": "6, 12 parts, 6 without an answer",
        "notices": found["notices"],
        "written": str(out),
    }


def test_pages_that_cannot_be_read_are_a_line_each_and_exit_code_1(bad: Path, tmp_path: Path) -> None:
    answer = run(bad, bad / "none.txt", "-o", tmp_path / "out.csv")
    assert answer.exit_code == 1
    lines = answer.stderr.splitlines()
    assert [line.split(": ")[:2] for line in lines] == [
        [f"{bad}/3.txt", "DecodeError"],
        [f"{bad}/none.txt", "FileNotFoundError"],
    ]
    assert summary(answer.stdout)["failed"] == "2, 1 DecodeError, 1 FileNotFoundError"
    assert (tmp_path / "out.csv").read_text("utf-8").count("DecodeError") == 1


def test_many_failures_are_listed_in_a_file(bad: Path, tmp_path: Path) -> None:
    for number in range(12):
        (bad / f"x{number:02}.txt").write_bytes(b"%PDF-")
    answer = run(bad, "-o", tmp_path / "out.csv")
    assert answer.stderr.splitlines()[10:] == ["and 3 more; --failures FILE lists them all"]
    answer = run(bad, "-o", tmp_path / "out.csv", "--failures", tmp_path / "failures.jsonl")
    assert (answer.exit_code, answer.stderr) == (1, "")
    listed = [json.loads(line) for line in (tmp_path / "failures.jsonl").read_text("utf-8").splitlines()]
    assert len(listed) == 13
    assert set(listed[0]) == {"name", "kind", "message"}


def test_what_would_steer_the_terminal_stays_in_the_names(tmp_path: Path) -> None:
    page = tmp_path / "bad\x1b[2J\nname.txt"
    page.write_bytes(b"%PDF-")
    answer = run(page, "-o", tmp_path / "out\x1b.csv")
    assert answer.exit_code == 1
    assert not re.search("[\x1b\x9b]", answer.stdout + answer.stderr)
    assert len(answer.stderr.splitlines()) == 1


def test_progress_is_a_line_now_and_then_where_nobody_watches(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "_EVERY", 0.0)
    monkeypatch.setattr(converting, "_PAGES", 2)
    lines = run(pages, "-o", tmp_path / "out.jsonl").stderr.splitlines()
    shown = [re.sub(r"[\d,]+ a second", "N a second", line) for line in lines]
    assert shown == [f"transcripts: {n} of 6 pages, N a second, 0 failed" for n in (2, 4, 6)]
    lines = run("-", pages, "-o", tmp_path / "out.jsonl", stdin=PAGE.encode()).stderr.splitlines()
    assert lines[0].startswith("transcripts: 2 pages, "), "nobody knows how many there are in a pipe"


# --- what is used wrongly -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "out.xlsx"), "nothing is written as .xlsx"),
        (("-o", "out.csv", "--table", "nosuch"), "no table is named 'nosuch'"),
        (("-o", "out.csv", "--table", "pages"), "CSV is flat"),
        (("-o", "out.csv", "--workers", "0"), "--workers"),
        (("-o", "out.csv", "--format", "nosuch"), "no format is named 'nosuch'"),
        (("-o", "out.csv", "--roster", "nosuch.csv"), "nosuch.csv"),
        (("-o", "nowhere/out.csv"), "No such file or directory"),
        (("-o", "pages"), "there is something in this folder already"),
        (("-o", "pages/0.txt/out.csv"), "Not a directory"),
        ((), "Missing option"),
    ],
)
def test_what_is_used_wrongly_is_exit_code_2_and_writes_nothing(
    arguments: tuple[str, ...], said: str, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = CliRunner().invoke(app, ["convert", "pages", *arguments], env={"COLUMNS": "200"})
    shown = " ".join(answer.stderr.split())
    assert (answer.exit_code, "Traceback" in shown) == (1 if said == "Not a directory" else 2, False)
    assert said in shown
    assert {path.name for path in tmp_path.iterdir()} == {"pages"}


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("none/*.txt", None, "none/*.txt: no file matches"),
        ("empty", None, "empty: no page in this folder"),
        ("t.parquet", b"PAR1 no", "t.parquet"),
        ("t.jsonl.gz", gzip.compress(b'{"text": "a"}\n' * 99, mtime=0)[:-5], "t.jsonl.gz: Compressed file ended"),
        ("t.jsonl.gz", b"not packed", "t.jsonl.gz: Not a gzipped file"),
        ("missing.parquet", None, "missing.parquet"),
    ],
)
def test_places_without_pages_are_said(
    name: str, data: bytes | None, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    if data is not None:
        (tmp_path / name).write_bytes(data)
    answer = run(name, "-o", "out.csv")
    assert answer.exit_code == 2
    assert said in " ".join(answer.stderr.split())
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(("source", "out"), [("pages", "out.parquet"), ("pages", "out"), ("in.parquet", "out.csv")])
def test_without_pyarrow_it_says_what_to_install(
    source: str, out: str, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pq.write_table(pa.table({"text": [PAGE]}), tmp_path / "in.parquet")
    for module in [name for name in sys.modules if name.partition(".")[0] == "pyarrow"]:
        monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.delitem(sys.modules, "transcripts.export.arrow", raising=False)
    monkeypatch.delattr(transcripts.export, "arrow", raising=False)
    monkeypatch.chdir(tmp_path)
    answer = run(source, "-o", out)
    assert answer.exit_code == 2
    assert "tables need pyarrow: pip install 'call-transcripts[arrow]'" in " ".join(answer.stderr.split())
    assert {path.name for path in tmp_path.iterdir()} == {"pages", "in.parquet"}
    assert run(pages, "-o", "out.csv").exit_code == 0


def test_a_disk_that_is_full_is_exit_code_1(pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(converting, "_put", full)
    answer = run(pages, "-o", tmp_path / "out.csv")
    assert (answer.exit_code, answer.stderr) == (1, "transcripts: No space left on device\n")
    assert not (tmp_path / "out.csv").exists()


# --- options ------------------------------------------------------------------------------------------------------


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_table_roster_strict_and_format_are_passed_on(pages: Path, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("name,role\n王珂·吴,executive\n", "utf-8")
    out = tmp_path / "out.jsonl"
    given = ("-o", out, "--table", "speakers", "--roster", tmp_path / "people.csv", "--format", "colon")
    assert run(pages / "0.txt", *given).exit_code == 0
    assert [row["role_source"] for row in rows(out) if row["speaker"] == "王珂·吴"] == ["roster"]
    (tmp_path / "doubtful.txt").write_text("nobody speaks here\n")
    assert run(tmp_path / "doubtful.txt", "-o", out).exit_code == 0
    answer = run(tmp_path / "doubtful.txt", "-o", out, "--strict")
    assert (answer.exit_code, rows(out)[0]["error"][:13]) == (1, "UnknownFormat")


def test_columns_are_named_and_one_page_is_one_call(pages: Path, tmp_path: Path) -> None:
    pq.write_table(pa.table({"key": ["甲", "乙"], "words": [PAGE, None]}), tmp_path / "in.parquet")
    answer = run(tmp_path / "in.parquet", "-o", tmp_path / "out.json", "--id", "key", "--page", "words")
    assert answer.exit_code == 1
    assert [row["id"] for row in json.loads((tmp_path / "out.json").read_bytes())] == ["甲", "乙"]
    run(pages / "0.txt", "-o", tmp_path / "one.json")
    assert json.loads((tmp_path / "one.json").read_bytes())["schema"] == "transcripts.call/1"
    answer = run(tmp_path / "in.parquet", "-o", tmp_path / "out.json")
    assert answer.exit_code == 2
    assert "there are: key, words" in " ".join(answer.stderr.split())


def test_standard_input_is_a_page_or_lines_of_json(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert run("-", "-o", out, stdin=PAGE.encode("gb18030")).exit_code == 0
    assert [(row["id"], len(row["turns"])) for row in rows(out)] == [("<stdin>", 4)]
    lines = "".join([json.dumps({"id": f"p{n}", "text": PAGE}) + "\n" for n in range(3)]).encode()
    assert run(pages / "0.txt", "-", "-o", out, stdin=lines).exit_code == 0
    assert [row["id"] for row in rows(out)] == [f"{pages}/0.txt", "p0", "p1", "p2"]
    one = json.dumps({"key": "k", "body": PAGE}).encode()
    assert run("-", "-o", out, "--id", "key", stdin=one).exit_code == 0
    assert [row["id"] for row in rows(out)] == ["k"]
    assert run("-", "-o", out, stdin=b"").exit_code == 0
    assert [row["text"] for row in rows(out)] == [""]
    assert run("-", "-o", out, stdin=json.dumps({"id": "only", "text": PAGE}).encode()).exit_code == 0
    assert '"id":"only"' in out.read_text("utf-8")


def test_a_folder_that_holds_what_was_written_is_converted_again(pages: Path, tmp_path: Path) -> None:
    given = (pages, "-o", pages / "out.jsonl", "--failures", pages / "failed.jsonl")
    assert [summary(run(*given).stdout)["pages"] for _ in range(2)] == ["6", "6"]


def test_resume_goes_on_and_says_so(bad: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converting, "_PAGES", 2)
    out = tmp_path / "out.jsonl"
    run(bad, "-o", tmp_path / "whole.jsonl")
    chunks = iter(range(2))
    real: Callable[..., object] = converting._Work._write

    def interrupt(*arguments: object) -> object:
        if next(chunks, None) is None:
            raise KeyboardInterrupt
        return real(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(converting._Work, "_write", interrupt)
        answer = run(bad, "-o", out)
    assert answer.exit_code == 130
    told = f"transcripts: interrupted; what is done is in {out}.partial, and --resume goes on from there\n"
    assert answer.stderr == told
    answer = run(bad, "-o", out, "--resume")
    assert answer.exit_code == 1
    assert summary(answer.stdout)["pages"] == "6, 4 of them done before"
    assert out.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
    assert answer.stderr.startswith(f"{bad}/3.txt: DecodeError"), "a failure of the first run is said again"


# --- processes ----------------------------------------------------------------------------------------------------


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Pages enough for several chunks, and for an interrupt in the middle."""
    folder = tmp_path / "many"
    folder.mkdir()
    text = (ROOT / "examples" / "borealis-2025q1.txt").read_text("utf-8")
    for number in range(200):
        (folder / f"{number:03}.txt").write_text(text, "utf-8")
    return folder


@pytest.mark.slow
def test_ctrl_c_leaves_the_work_and_resume_ends_it_with_the_same_bytes(many: Path, tmp_path: Path) -> None:
    out, partial = tmp_path / "out.csv", tmp_path / "out.csv.partial"
    process = start(many, "-o", out, "--workers", "2")
    until = time.monotonic() + PATIENCE
    while not list(partial.glob("*.done")) and time.monotonic() < until:
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: the workers get it too
    stdout, stderr = process.communicate(timeout=PATIENCE)
    told = f"transcripts: interrupted; what is done is in {out}.partial, and --resume goes on from there\n"
    assert (process.returncode, stdout, stderr.decode()) == (130, b"", told)
    assert not out.exists()
    assert not list(partial.glob("*.new"))
    answer = run(many, "-o", out, "--resume")
    assert answer.exit_code == 0
    assert re.fullmatch(r"200, \d+ of them done before", summary(answer.stdout)["pages"])
    assert not partial.exists()
    run(many, "-o", tmp_path / "whole.csv")
    assert out.read_bytes() == (tmp_path / "whole.csv").read_bytes()


def test_ctrl_c_before_the_workers_are_there_is_one_line(many: Path, tmp_path: Path) -> None:
    process = start(many, "-o", tmp_path / "out.csv", "--workers", "2")
    until = time.monotonic() + PATIENCE
    while not (tmp_path / "out.csv.partial").exists() and time.monotonic() < until:
        time.sleep(0.005)
    time.sleep(0.2)  # they import by now, and none of them has to say anything about it
    os.killpg(process.pid, signal.SIGINT)
    stdout, stderr = process.communicate(timeout=PATIENCE)
    assert (process.returncode, stdout, len(stderr.splitlines())) == (130, b"", 1)


def test_a_terminal_shows_a_bar_and_nothing_is_left_of_it(pages: Path, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    process = start(pages, "-o", tmp_path / "out.csv", "--workers", "1", stderr=theirs)
    os.close(theirs)
    shown = b""
    until = time.monotonic() + PATIENCE
    with contextlib.suppress(OSError):  # EIO: nobody writes to it any more
        while time.monotonic() < until and select.select([ours], [], [], PATIENCE)[0] and (some := os.read(ours, 4096)):
            shown += some
    os.close(ours)
    stdout = process.communicate(timeout=PATIENCE)[0].decode()
    assert process.returncode == 0
    assert summary(stdout)["pages"] == "6"
    assert "\x1b" not in stdout, "standard output is no terminal"
    text = shown.decode()
    assert "6/6" in text
    assert text.count("\x1b[?25l") == text.count("\x1b[?25h") == 1, "the cursor is hidden, and shown again"
    left = re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", text.rpartition("\x1b[2K")[2])
    assert left.strip() == "", "the last thing that happens to the bar is that its line is cleared"
    assert builtins.all(word not in text for word in ("Traceback", "Error"))
