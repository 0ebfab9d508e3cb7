"""Many pages into one file: whole or not there, the same bytes however it was made, and no page is lost on the way."""

from __future__ import annotations

import csv
import json
import multiprocessing
import os
import shutil
import signal
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

import transcripts
from transcripts import Call, Failure, formats
from transcripts.batch import Summary, convert, converting
from transcripts.batch.inputs import Item
from transcripts.batch.reading import Reader
from transcripts.batch.targets import SUFFIXES, TABLE_NAMES
from transcripts.export import flat
from transcripts.export.markdown import to_markdown

from .killers import DEADLY, Killer

PAGE = (
    '接线员:\n第一个问题来自云杉证券的安娜·李。\n\n安娜·李:\n第一,收入如何?第二,"利润"呢?\n\n'
    "王珂·吴:\n第一个问题,收入很好。\n\n接线员:\n谢谢,今天的会到此结束。\n"
)
COUNT = 70


def page(number: int) -> str:
    return PAGE.replace("很好", f"是 {number} 亿元")


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(converting, "_PAGES", 8)
    yield
    assert multiprocessing.active_children() == []


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Small pages, among them some that cannot be read."""
    folder = tmp_path_factory.mktemp("pages")
    for number in range(COUNT):
        bad = number in (3, 40, 41)
        (folder / f"{number:03}.txt").write_bytes(b"%PDF-1.7 no" if bad else page(number).encode())
    return folder


def everything(out: Path) -> dict[str, bytes]:
    """A file, or each file of a folder."""
    if out.is_file():
        return {out.suffix: out.read_bytes()}
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


@pytest.fixture(scope="module")
def outs(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What the pages become, by suffix, "" for the folder, and for CSV by table."""
    folder = tmp_path_factory.mktemp("outs")
    found = {suffix: folder / f"out{suffix}" for suffix in ("", *SUFFIXES)}
    for out in found.values():
        convert(pages, out)
    for table in flat.TABLES:
        found[table] = folder / f"{table}.csv"
        convert(pages, found[table], table=table)
    assert {path for path in folder.iterdir() if ".partial" in path.name} == set()
    return found


def names(count: int = COUNT, folder: Path | None = None) -> list[str]:
    return [f"{folder}/{n:03}.txt" if folder else f"{n:03}.txt" for n in range(count)]


# --- targets ------------------------------------------------------------------------------------------------------


def test_the_table_of_pages_has_a_row_a_page(pages: Path, outs: dict[str, Path]) -> None:
    table = pq.read_table(outs[".parquet"])
    assert table.column("id").to_pylist() == names(folder=pages)
    errors = [error for error in table.column("error").to_pylist() if error]
    assert len(errors) == 3
    assert errors[0].startswith("DecodeError: ")


def test_a_folder_has_every_table(pages: Path, outs: dict[str, Path]) -> None:
    assert sorted(everything(outs[""])) == sorted(f"{name}.parquet" for name in TABLE_NAMES)
    pairs = pq.read_table(outs[""] / "qa_pairs.parquet")
    assert pairs.num_rows == COUNT
    assert set(pairs.column("id").to_pylist()) == set(names(folder=pages))
    assert everything(outs[""])["pages.parquet"] == outs[".parquet"].read_bytes()


def test_lines_and_lists_of_json_hold_calls(pages: Path, outs: dict[str, Path]) -> None:
    lines = outs[".jsonl"].read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert rows == json.loads(outs[".json"].read_text("utf-8"))
    assert outs[".ndjson"].read_bytes() == outs[".jsonl"].read_bytes()
    assert [row["id"] for row in rows] == names(folder=pages)
    assert [len(row) for row in rows if row["error"]] == [2, 2, 2]
    for row in (rows[0], rows[-1]):
        call = transcripts.read(row["id"])
        assert Call.from_dict(row, text=row["text"]) == call


@pytest.mark.parametrize("table", list(flat.TABLES))
def test_csv_has_every_column_for_csv_and_for_sql(table: flat.Table, pages: Path, outs: dict[str, Path]) -> None:
    with outs[table].open(encoding="utf-8-sig", newline="") as file:
        head, *rows = list(csv.reader(file))
    assert head == [column.name for column in flat.TABLES[table]]
    assert {len(row) for row in rows} == {len(head)}
    assert sum([row[1] != "" for row in rows]) == 3
    found = [result.name for result in convert(pages, outs[table].with_suffix(".tmp.csv"), table=table).examples]
    assert found == [row[0] for row in rows if row[1]]
    sql = duckdb.sql(f"select * from read_csv('{outs[table]}', header = true, all_varchar = true)")
    assert sql.columns == head
    assert [tuple(cell or "" for cell in row) for row in sql.fetchall()] == [tuple(row) for row in rows]
    assert outs[table].read_bytes().count(b"\xef\xbb\xbf") == 1


def test_csv_is_the_table_of_parts_unless_told(outs: dict[str, Path]) -> None:
    assert outs[".csv"].read_bytes() == outs["parts"].read_bytes()
    with outs["parts"].open(encoding="utf-8-sig", newline="") as file:
        first = next(csv.DictReader(file))
    assert (first["question"], first["answered"], first["declined"]) == ("第一,收入如何?", "true", "false")


def test_markdown_is_one_call_below_the_other(pages: Path, outs: dict[str, Path]) -> None:
    text = outs[".md"].read_text("utf-8")
    shown = text.split("\n---\n\n")
    assert len(shown) == COUNT
    assert shown[0] == to_markdown(transcripts.read(pages / "000.txt"))
    assert shown[3].startswith(f"# {pages}/003.txt".replace("_", "\\_") + "\n\n*")


@pytest.mark.parametrize("table", ["turns", "pages"])
def test_a_table_goes_into_json_and_parquet_too(table: str, pages: Path, tmp_path: Path) -> None:
    few = [pages / name for name in names(5)]
    convert(few, tmp_path / "t.parquet", table=table)
    convert(few, tmp_path / "t.jsonl", table=table)
    rows = [json.loads(line) for line in (tmp_path / "t.jsonl").read_text("utf-8").splitlines()]
    assert [row["id"] for row in rows] == pq.read_table(tmp_path / "t.parquet").column("id").to_pylist()


def test_one_page_becomes_its_call(pages: Path, tmp_path: Path) -> None:
    convert(pages / "000.txt", tmp_path / "one.json")
    call = transcripts.read(pages / "000.txt")
    assert (tmp_path / "one.json").read_text("utf-8") == call.to_json() + "\n"
    assert Call.from_json((tmp_path / "one.json").read_bytes(), text=call.source.text) == call
    convert([pages / "000.txt"], tmp_path / "list.json")
    assert len(json.loads((tmp_path / "list.json").read_bytes())) == 1, "a list of one is a list"
    convert(pages / "000.txt", tmp_path / "turns.json", table="turns")
    assert len(json.loads((tmp_path / "turns.json").read_bytes())) == 4
    convert(pages / "003.txt", tmp_path / "bad.json")
    assert set(json.loads((tmp_path / "bad.json").read_bytes())) == {"id", "error"}


def test_a_table_of_pages_is_no_single_page(tmp_path: Path) -> None:
    rows = [{"id": f"p{n}", "text": page(n)} for n in range(3)]
    (tmp_path / "in.jsonl").write_text("".join([json.dumps(row) + "\n" for row in rows]))
    convert(tmp_path / "in.jsonl", tmp_path / "out.json")
    assert [row["id"] for row in json.loads((tmp_path / "out.json").read_bytes())] == ["p0", "p1", "p2"]
    convert(tmp_path / "in.jsonl", tmp_path / "out.parquet")
    convert(tmp_path / "out.parquet", tmp_path / "again.parquet")  # what is written can be read
    again = [pq.read_table(tmp_path / f"{name}.parquet").to_pylist() for name in ("out", "again")]
    assert [row["text"] for row in again[0]] == [row["text"] for row in again[1]]


@pytest.mark.parametrize("suffix", ["", *SUFFIXES])
def test_no_page_at_all_makes_what_is_empty(suffix: str, tmp_path: Path) -> None:
    out = tmp_path / f"out{suffix}"
    assert convert([], out).pages == 0
    if out.is_dir() or suffix == ".parquet":
        for path in sorted(out.iterdir()) if out.is_dir() else [out]:
            assert pq.read_table(path).num_rows == 0
    elif suffix == ".json":
        assert json.loads(out.read_bytes()) == []
    elif suffix == ".csv":
        assert out.read_text("utf-8-sig").startswith("id,error,")
    else:
        assert out.read_bytes() == b""
    assert not list(tmp_path.glob("*.partial"))


SURROGATES: list[tuple[str, str | bytes]] = [
    ("\udcff", "\ud800" + PAGE.replace("收入", "\udfff收入")),
    ("pair\ud83d\ude00", PAGE.replace("收入", "\ud83d\ude00收入")),
    ("bad\udc80", b"%PDF-"),
]


@pytest.mark.parametrize("suffix", ["", *SUFFIXES])
def test_lone_surrogates_are_written_somehow(suffix: str, tmp_path: Path) -> None:
    out = tmp_path / f"out{suffix}"
    summary = convert(SURROGATES, out, failures=tmp_path / "failures")
    assert (summary.pages, summary.failed) == (3, 1)
    assert json.loads((tmp_path / "failures").read_text("utf-8"))["name"] == "bad\udc80"
    if suffix in (".json", ".jsonl", ".ndjson"):
        text = out.read_text("utf-8")
        rows = json.loads(text) if suffix == ".json" else [json.loads(line) for line in text.splitlines()]
        assert [row["id"] for row in rows] == ["\udcff", "pair\U0001f600", "bad\udc80"]
        assert [rows[0]["text"]] == [SURROGATES[0][1]]
    elif not out.is_dir() and suffix != ".parquet":
        assert "收入" in out.read_text("utf-8")


def test_line_ends_of_any_kind_stay_in_their_cell(tmp_path: Path) -> None:
    rows = [
        (end, PAGE.replace("\n", end).replace(",", "，").replace('"', "")) for end in ("\r", "\n", "\r\n", "\u2028")
    ]
    convert(rows, tmp_path / "out.csv", table="calls")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file))
    assert [row["text"] for row in found] == [text for _, text in rows]
    assert [row["id"] for row in found] == [end for end, _ in rows]


def test_a_failure_is_no_heading_of_its_own_in_markdown(tmp_path: Path) -> None:
    convert([("a\n# b *c*", b"%PDF-")], tmp_path / "out.md")
    assert (tmp_path / "out.md").read_text("utf-8").startswith("# a \\# b \\*c\\*\n\n*a \\# b \\*c\\*: DecodeError: ")


# --- several workers ----------------------------------------------------------------------------------------------


@pytest.fixture
def killer(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(root)  # workers import tests.killers
    formats.register(Killer())
    yield
    formats.unregister("killer")


@pytest.mark.parametrize("suffix", ["", ".parquet", ".jsonl", ".csv"])
def test_two_workers_write_the_same_bytes(suffix: str, pages: Path, outs: dict[str, Path], tmp_path: Path) -> None:
    out = tmp_path / f"out{suffix}"
    summary = convert(pages, out, workers=2, failures=tmp_path / "failures.jsonl")
    assert everything(out) == everything(outs[suffix])
    assert (summary.pages, summary.failed, dict(summary.failures)) == (COUNT, 3, {"DecodeError": 3})
    listed = [json.loads(line) for line in (tmp_path / "failures.jsonl").read_text("utf-8").splitlines()]
    assert [one["name"] for one in listed] == [f"{pages}/{n:03}.txt" for n in (3, 40, 41)]
    assert {path.name for path in tmp_path.iterdir()} == {out.name, "failures.jsonl"}


def test_chunks_of_another_size_make_the_same_file(
    pages: Path, outs: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(converting, "_BYTES", 300)
    for suffix in (".jsonl", ".csv", ".md"):
        convert(pages, tmp_path / f"out{suffix}")
        assert everything(tmp_path / f"out{suffix}") == everything(outs[suffix])
    convert(pages, tmp_path / "out.parquet")
    assert pq.read_table(tmp_path / "out.parquet").equals(pq.read_table(outs[".parquet"]))


def test_a_page_that_kills_costs_itself_only(killer: None, tmp_path: Path) -> None:
    good = [(f"p{n}", page(n)) for n in range(20)]
    summary = convert([*good[:10], ("deadly", PAGE + DEADLY), *good[10:]], tmp_path / "out.jsonl", workers=2)
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert rows.pop(10) == {
        "id": "deadly",
        "error": "WorkerDied: the process that read this page, and no other, died; out of memory?",
    }
    assert (summary.pages, dict(summary.failures)) == (21, {"WorkerDied": 1})
    convert(good, tmp_path / "good.jsonl")
    assert [json.loads(line) for line in (tmp_path / "good.jsonl").read_text("utf-8").splitlines()] == rows


def test_workers_that_are_killed_lose_no_row(pages: Path, outs: dict[str, Path], tmp_path: Path) -> None:
    killed: list[int] = []

    def kill(_: Summary) -> None:
        for child in [] if killed else multiprocessing.active_children():
            assert child.pid is not None
            os.kill(child.pid, signal.SIGKILL)
            killed.append(child.pid)

    summary = convert(pages, tmp_path / "out.jsonl", workers=2, progress=kill)
    assert killed
    assert summary.failed == 3
    assert everything(tmp_path / "out.jsonl") == everything(outs[".jsonl"])


# --- interrupts ---------------------------------------------------------------------------------------------------


class Interrupt:
    """Progress that ends in Ctrl-C once so many pages are done."""

    def __init__(self, at: int) -> None:
        self._at = at

    def __call__(self, so_far: Summary) -> None:
        if so_far.pages >= self._at:
            raise KeyboardInterrupt


def interrupted(pages: Any, out: Path, at: int = 24, **given: Any) -> None:
    with pytest.raises(KeyboardInterrupt):
        convert(pages, out, progress=Interrupt(at), **given)
    assert not out.exists()
    assert out.with_name(out.name + ".partial").is_dir()


@pytest.mark.parametrize("suffix", ["", ".parquet", ".jsonl", ".json", ".csv", ".md"])
def test_after_an_interrupt_only_the_rest_is_read(
    suffix: str, pages: Path, outs: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, failures = tmp_path / f"out{suffix}", tmp_path / "failures"
    interrupted(pages, out, failures=failures)
    assert not failures.exists()
    read: list[str] = []
    real = Reader.__call__

    def counted(reader: Reader, item: Item) -> Call | Failure:
        read.append(item.name)
        return real(reader, item)

    monkeypatch.setattr(Reader, "__call__", counted)
    summary = convert(pages, out, resume=True, failures=failures)
    assert (summary.pages, summary.again, summary.failed) == (COUNT, 24, 3)
    assert read == [f"{pages}/{name}" for name in names()[24:]]
    assert everything(out) == everything(outs[suffix])
    assert len(failures.read_text().splitlines()) == 3, "those of the first run too"
    assert {path.name for path in tmp_path.iterdir()} == {out.name, "failures"}
    whole = convert(pages, tmp_path / f"whole{suffix}")
    assert (summary.counts, summary.failures, summary.examples) == (whole.counts, whole.failures, whole.examples)


def test_an_interrupt_of_several_workers_goes_on_with_one(pages: Path, outs: dict[str, Path], tmp_path: Path) -> None:
    interrupted(pages, tmp_path / "out.jsonl", workers=2)
    assert convert(pages, tmp_path / "out.jsonl", resume=True).again >= 24
    assert everything(tmp_path / "out.jsonl") == everything(outs[".jsonl"])


def test_without_resume_nothing_is_left_of_the_work(pages: Path, tmp_path: Path) -> None:
    interrupted(pages, tmp_path / "out.jsonl")
    before = set((tmp_path / "out.jsonl.partial").iterdir())
    interrupted(pages, tmp_path / "out.jsonl", at=8, table="turns")
    assert not before & set((tmp_path / "out.jsonl.partial").iterdir())
    assert convert(pages, tmp_path / "out.jsonl").again == 0


@pytest.fixture
def copied(pages: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(pages, tmp_path / "copied"))


def test_a_page_that_changed_is_read_again_with_its_chunk(copied: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    interrupted(copied, out)
    (copied / "009.txt").write_text(page(999), "utf-8")
    assert convert(copied, out, resume=True).again == 16
    assert "999 亿元" in out.read_text("utf-8")
    interrupted_out = tmp_path / "other.jsonl"
    interrupted(copied, interrupted_out)
    (copied / "000a.txt").write_text(page(1000), "utf-8")
    assert convert(copied, interrupted_out, resume=True).again == 0, "every page has moved"
    assert interrupted_out.read_text("utf-8").count("\n") == COUNT + 1


@pytest.mark.parametrize(
    "options",
    [
        {"strict": True},
        {"roster": ["王珂·吴"]},
        {"firms": {"Larch": ["拉奇"]}},
        {"format": "colon"},
        {"encoding": "utf-8"},
        {"table": "turns"},
    ],
)
def test_other_options_are_other_work(options: dict[str, Any], pages: Path, tmp_path: Path) -> None:
    interrupted(pages, tmp_path / "out.jsonl", at=16)
    interrupted(pages, tmp_path / "out.jsonl", at=16, resume=True, **options)
    assert convert(pages, tmp_path / "out.jsonl", resume=True, **options).again == 16
    convert(pages, tmp_path / "whole.jsonl", **options)
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_pages_at_hand_go_on_too(tmp_path: Path) -> None:
    rows = [(f"p{n}", page(n)) for n in range(30)]
    interrupted(iter(rows), tmp_path / "out.jsonl", at=16)
    rows[3] = ("p3", page(33))
    assert convert(iter(rows), tmp_path / "out.jsonl", resume=True).again == 8


def test_out_is_whole_or_as_it_was(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    convert([pages / "000.txt"], out)
    old = out.read_bytes()
    seen: list[bytes] = []
    convert(pages, out, progress=lambda _: seen.append(out.read_bytes()))
    assert set(seen) == {old} != {out.read_bytes()}
    with pytest.raises(KeyboardInterrupt):
        convert(pages, out, progress=Interrupt(8), table="turns")
    assert out.read_bytes().startswith(old[:100])
    fresh = tmp_path / "fresh.csv"
    convert(pages, fresh, progress=lambda _: seen.append(b"there" if fresh.exists() else b""))
    assert b"there" not in seen


def test_a_disk_that_is_full_at_the_end_costs_no_work(
    pages: Path, outs: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("transcripts.batch.targets.shutil.copyfileobj", full)
        with pytest.raises(OSError, match="No space left"):
            convert(pages, tmp_path / "out.jsonl")
    assert not (tmp_path / "out.jsonl").exists()
    assert convert(pages, tmp_path / "out.jsonl", resume=True).again == COUNT
    assert everything(tmp_path / "out.jsonl") == everything(outs[".jsonl"])


def test_files_of_others_in_the_folder_beside_stay(pages: Path, tmp_path: Path) -> None:
    aside = tmp_path / "out.jsonl.partial"
    aside.mkdir()
    for name in ("notes.txt", "00000000-0123456789abcdef.txt", "my.jsonl"):
        (aside / name).write_text("mine")
    convert(pages, tmp_path / "out.jsonl")
    assert {path.name for path in aside.iterdir()} == {"notes.txt", "00000000-0123456789abcdef.txt", "my.jsonl"}


@pytest.mark.parametrize("suffix", [".jsonl", ".md", ".json", ".parquet"])
def test_what_is_written_into_the_folder_of_the_pages_is_no_page(suffix: str, copied: Path, tmp_path: Path) -> None:
    out, failures = copied / f"out{suffix}", copied / "000.jsonl"
    first = convert(copied, out, failures=failures)
    assert first.pages == COUNT, "not what is in out.partial by then"
    once = everything(out)
    second = convert(copied, out, failures=failures)
    assert (second.pages, second.again) == (COUNT, 0)
    assert everything(out) == once
    with pytest.raises(KeyboardInterrupt):
        convert(f"{copied}/**", out, failures=failures, progress=Interrupt(16))
    assert convert(f"{copied}/**", out, failures=failures, resume=True).again == 16


# --- what is said before anything is done -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("out", "table", "message"),
    [
        ("out.xlsx", None, r"nothing is written as \.xlsx; there are: \.parquet"),
        ("out.parquet", "nosuch", "no table is named 'nosuch'; there are: pages, calls"),
        ("out.csv", "pages", "CSV is flat"),
        ("out.md", "turns", "Markdown shows calls"),
        ("out", "turns", "a table goes into a file"),
    ],
)
def test_what_cannot_be_written_is_said_first(out: str, table: str | None, message: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=message):
        convert([("a", PAGE)], tmp_path / out, table=table)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten_that_is_no_result(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "folder.csv").mkdir()
    for out in ("full", "file", "folder.csv"):
        with pytest.raises(FileExistsError, match=out):
            convert([("a", PAGE)], tmp_path / out)
    assert {path.name for path in tmp_path.iterdir()} == {"full", "file", "folder.csv"}
    (tmp_path / "empty").mkdir()
    convert([("a", PAGE)], tmp_path / "empty")
    assert len(list((tmp_path / "empty").iterdir())) == len(TABLE_NAMES)


def test_pages_that_are_not_there_leave_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        convert(tmp_path / "*.txt", tmp_path / "out.jsonl")
    with pytest.raises(FileNotFoundError):
        convert([("a", PAGE)], tmp_path / "nowhere" / "out.jsonl")
    with pytest.raises(ValueError, match="1 or more"):
        convert([("a", PAGE)], tmp_path / "out.jsonl", workers=0)
    assert list(tmp_path.iterdir()) == []


def test_progress_is_told_after_every_chunk(pages: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    summary = convert(pages, tmp_path / "out.jsonl", progress=lambda s: told.append((s.pages, s.failed)))
    assert [pages for pages, _ in told] == [*range(8, COUNT, 8), COUNT]
    assert told[-1] == (summary.pages, summary.failed) == (COUNT, 3)
    good = COUNT - 3
    assert {name: summary.counts[name] for name in ("turns", "speakers", "pairs", "parts")} == {
        "turns": 4 * good,
        "speakers": 3 * good,
        "pairs": good,
        "parts": 2 * good,
    }


def test_many_failures_are_counted_and_a_few_shown(tmp_path: Path) -> None:
    bad: Iterable[tuple[str, bytes]] = [(f"p{n}", b"%PDF-") for n in range(30)]
    summary = convert(bad, tmp_path / "out.jsonl", failures=tmp_path / "failures.jsonl")
    assert (summary.failed, len(summary.examples)) == (30, 10)
    assert len((tmp_path / "failures.jsonl").read_text().splitlines()) == 30
