"""Many pages: whatever they come from, each is a call or a failure, in order, and none stops the others."""

from __future__ import annotations

import gzip
import json
import multiprocessing
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import transcripts
from transcripts import Call, Failure, RosterError, UnknownFormat, formats, read_many
from transcripts.batch import Columns
from transcripts.batch.inputs import Pages, count, find

from .killers import DEADLY, Killer

PAGE = "安娜·李:\n大家好,我们开始。收入如何?\n\n王珂·吴:\n谢谢安娜,收入很好。\n\n安娜·李:\n再见。\n"
PDF = b"%PDF-1.7 and then nothing that a PDF has"
UNDECODABLE = b"\x00\x00\x01\x00\xff" * 9


def page(number: int) -> str:
    return PAGE.replace("很好", f"是 {number} 亿元")


def said(found: Iterable[Call | Failure]) -> list[str]:
    """What became of each page: its name, and its turns or the kind of the error."""
    return [
        f"{one.name} {one.kind}" if isinstance(one, Failure) else f"{one.source.name} {len(one.turns)}" for one in found
    ]


def below(folder: Path, found: Iterable[Call | Failure]) -> list[str]:
    return [line.replace(f"{folder}/", "") for line in said(found)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What a folder of saved pages looks like after a while."""
    files: dict[str, str | bytes] = {
        "b.txt": page(1),
        "a.html": f"<html><body><p>{page(2).replace(chr(10), '</p><p>')}</p></body></html>",
        "a_files/ad.html": "<p>Buy!</p>",
        "deeper/c.MD": page(3),
        "deeper/d.jpg": b"\xff\xd8\xff",
        "Z.txt": page(4),
        ".hidden.txt": page(5),
        ".git/e.txt": page(6),
        "notes.csv": "a,b\n",
        "rows.jsonl": json.dumps({"id": "row", "text": page(7)}) + "\n",
    }
    for name, data in files.items():
        path = tmp_path / "pages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    return tmp_path / "pages"


# --- places -------------------------------------------------------------------------------------------------------


def test_a_folder_is_read_in_order_without_what_is_no_page(folder: Path) -> None:
    found = ["Z.txt 3", "a.html 3", "b.txt 3", "deeper/c.MD 3", "row 3"]
    assert below(folder, read_many(folder)) == below(folder, read_many(str(folder))) == found
    assert count([folder / "b.txt", folder / "deeper"]) == 2
    assert count([folder]) is None, "nobody knows how many lines the table has"


def test_a_glob_is_sorted_and_takes_every_file_for_a_page(folder: Path) -> None:
    assert below(folder, read_many(f"{folder}/*.txt")) == ["Z.txt 3", "b.txt 3"]
    assert below(folder, read_many(f"{folder}/**/[cd].*")) == ["deeper/c.MD 3", "deeper/d.jpg DecodeError"]
    with pytest.raises(FileNotFoundError, match="no file matches"):
        list(read_many(f"{folder}/*.docx"))
    (folder / "empty").mkdir()
    with pytest.raises(FileNotFoundError, match="no page in this folder"):
        list(read_many(folder / "empty"))


def test_a_file_whose_name_looks_like_a_glob_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "[2025]*.txt").write_text(PAGE, "utf-8")
    assert below(tmp_path, read_many(tmp_path / "[2025]*.txt")) == ["[2025]*.txt 3"]


def test_a_list_keeps_its_order_and_mixes_everything(folder: Path) -> None:
    pages: list[str | Path | tuple[str, str | bytes]] = [
        folder / "b.txt",
        ("at hand", page(8)),
        str(folder / "deeper"),
        ("bytes", page(9).encode("gb18030")),
        folder / "notes.csv",
        f"{folder}/Z*",
        folder / "rows.jsonl",
    ]
    names = ["b.txt 3", "at hand 3", "deeper/c.MD 3", "bytes 3", "notes.csv 0", "Z.txt 3", "row 3"]
    assert below(folder, read_many(pages)) == below(folder, read_many(iter(pages))) == names


def test_a_link_to_a_folder_above_is_not_followed_for_ever(folder: Path) -> None:
    once = below(folder, read_many(folder))
    (folder / "deeper" / "up").symlink_to(folder, target_is_directory=True)
    assert below(folder, read_many(folder)) == once
    (folder / "other").symlink_to(folder / "deeper", target_is_directory=True)
    assert "other/c.MD 3" in below(folder, read_many(folder)), "another one is"


def test_what_is_written_from_the_pages_is_none_of_them(folder: Path) -> None:
    (folder / "out.jsonl.partial").mkdir()
    (folder / "out.jsonl.partial" / "0.jsonl").write_text("{}\n")
    (folder / "out.jsonl").write_text("{}\n")
    own = (folder / "deeper" / ".." / "out.jsonl", folder / "out.jsonl.partial")
    expected = ["Z.txt", "a.html", "b.txt", "deeper/c.MD", "row"]
    found = [item.name.removeprefix(f"{folder}/") for item in find(folder, without=own)]
    assert found == expected
    found = [item.name for item in find(f"{folder}/**/*.jsonl", without=own)]
    assert found == ["row"]
    assert count([f"{folder}/**/o*"], without=own) == 0
    assert len(list(find(folder / "out.jsonl", without=own))) == 1, "unless somebody names it"


# --- pages that cannot be read ------------------------------------------------------------------------------------


def test_a_bad_page_is_a_failure_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(PAGE, "utf-8")
    (tmp_path / "bad.pdf").write_bytes(PDF)
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "odd.txt").write_bytes(UNDECODABLE)
    found = list(read_many([tmp_path, tmp_path / "missing.txt", ("empty", ""), ("none", b"")]))
    assert below(tmp_path, found) == [
        "bad.pdf DecodeError",
        "dangling.txt FileNotFoundError",
        "good.txt 3",
        "odd.txt DecodeError",
        "missing.txt FileNotFoundError",
        "empty 0",
        "none 0",
    ]
    missing = found[4]
    assert isinstance(missing, Failure)
    assert str(missing) == f"{tmp_path}/missing.txt: FileNotFoundError: No such file or directory"


def test_cells_of_a_database_may_be_null_and_its_keys_numbers() -> None:
    rows: list[Any] = [(1, PAGE), (2, None), (3, 4.5)]  # what a cursor gives nobody has typed
    found = read_many(rows)
    assert said(found) == ["1 3", "2 ValueError", "3 ValueError"]


def test_lone_surrogates_are_no_reason_to_stop() -> None:
    found = list(read_many([("\udcff", "\ud800" + PAGE), ("pair", PAGE + "\ud83d\ude00")]))
    assert [isinstance(one, Call) for one in found] == [True, True]


def test_strict_format_encoding_and_roster_are_passed_on(tmp_path: Path) -> None:
    roster = tmp_path / "people.csv"
    roster.write_text("name,role\n王珂·吴,executive\n", "utf-8")
    (call,) = read_many([("a", PAGE)], roster=roster)
    assert isinstance(call, Call)
    assert {s.role_source and s.role_source.value for s in call.speakers if "王珂" in str(s)} == {"roster"}
    (call,) = read_many([("a", PAGE.encode("big5", "replace"))], encoding="big5", format="colon")
    assert isinstance(call, Call)
    assert (call.source.encoding, call.format) == ("big5", "colon")
    assert said(read_many([("a", "nobody speaks"), ("b", PAGE)], strict=True)) == ["a UnknownFormat", "b 3"]


def test_what_is_given_wrongly_is_said_before_a_page_is_taken(tmp_path: Path) -> None:
    def never() -> Iterator[tuple[str, str]]:
        raise AssertionError("a page was taken")
        yield ("", "")

    with pytest.raises(UnknownFormat):
        read_many(never(), format="nosuch")
    (tmp_path / "people.csv").write_text("colour\nred\n")
    with pytest.raises(RosterError):
        read_many(never(), roster=tmp_path / "people.csv")


# --- tables -------------------------------------------------------------------------------------------------------


def parquet(path: Path, **columns: Sequence[object]) -> Path:
    pq.write_table(pa.table(columns), path)
    return path


def jsonl(path: Path, rows: Iterable[object], *, packed: bool = False) -> Path:
    data = "".join([(row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows]).encode()
    path.write_bytes(gzip.compress(data) if packed else data)
    return path


def test_parquet_rows_are_pages(tmp_path: Path) -> None:
    table = parquet(tmp_path / "t.parquet", url=["u0", "u1", None], html=[PAGE, None, PAGE], other=[1, 2, 3])
    assert below(tmp_path, read_many(table)) == ["u0 3", "u1 ValueError", "t.parquet#2 3"]
    assert count([table]) == 3
    table = parquet(tmp_path / "n.parquet", bytes=[PAGE.encode(), PDF, b""])
    assert below(tmp_path, read_many(table)) == ["n.parquet#0 3", "n.parquet#1 DecodeError", "n.parquet#2 0"]
    table = parquet(tmp_path / "m.parquet", key=[7, 8], words=[PAGE, PAGE], id=["x", "y"])
    assert said(read_many(table, id="key", page="words")) == ["7 3", "8 3"]


def test_a_table_without_the_column_says_which_there_are(tmp_path: Path) -> None:
    table = parquet(tmp_path / "t.parquet", key=[7], words=[PAGE])
    with pytest.raises(ValueError, match=r"no column text or .*; there are: key, words"):
        list(read_many(table))
    with pytest.raises(ValueError, match="no column 'nosuch'; there are: key, words"):
        list(read_many(table, page="nosuch"))
    with pytest.raises(ValueError, match="no column"):
        Columns().find(["id"], "t")
    assert Columns().find(["text", "html", "name", "id"], "t") == ("id", "text")
    assert said(read_many(parquet(tmp_path / "i.parquet", id=["a"], page=[17]))) == ["a ValueError"]


def test_strings_of_parquet_that_are_no_utf8_are_read_as_bytes(tmp_path: Path) -> None:
    data = PAGE.encode("gb18030")
    offsets = pa.py_buffer(b"".join([n.to_bytes(4, "little") for n in (0, len(data), len(data) + 3)]))
    column = pa.Array.from_buffers(pa.string(), 2, [None, offsets, pa.py_buffer(data + b"\xff\xfeA")])
    ids = pa.Array.from_buffers(
        pa.string(), 2, [None, pa.py_buffer(b"\0\0\0\0\1\0\0\0\2\0\0\0"), pa.py_buffer(b"\xffb")]
    )
    pq.write_table(pa.table({"id": ids, "text": column}), tmp_path / "t.parquet")
    found = list(read_many(tmp_path / "t.parquet"))
    assert said(found)[0] == "\N{REPLACEMENT CHARACTER} 3"
    assert [one.name if isinstance(one, Failure) else one.source.name for one in found][1] == "b"


@pytest.mark.parametrize("packed", [False, True])
def test_lines_of_json_are_pages(packed: bool, tmp_path: Path) -> None:
    rows = [
        {"id": "a", "text": page(1)},
        "",
        {"body": page(2), "id": None},
        "not JSON",
        {"id": "b"},
        {"id": "c", "text": ["a", "list"]},
        ["text"],
        '"text"',
        "17",
        '{"id": "s", "text": "\\ud800"}',
        "[" * 100_000,
        {"text": page(3)},
    ]
    table = jsonl(tmp_path / ("t.jsonl.gz" if packed else "t.ndjson"), rows, packed=packed)
    assert [line.replace(table.name, "") for line in below(tmp_path, read_many(table))] == [
        "a 3", "#2 3", "#3 ValueError", "#4 ValueError", "c ValueError", "#6 ValueError", "#7 ValueError",
        "#8 ValueError", "s 0", "#10 ValueError", "#11 3",
    ]  # fmt: skip
    found = list(read_many(table, page="body"))
    assert below(tmp_path, found)[1] == f"{table.name}#2 3"
    assert sum([isinstance(one, Failure) for one in found]) == 10


def test_lines_may_begin_with_a_mark_and_end_without_a_line_end(tmp_path: Path) -> None:
    (tmp_path / "t.jsonl").write_bytes(b"\xef\xbb\xbf" + json.dumps({"id": "a", "text": PAGE}).encode())
    assert said(read_many(tmp_path / "t.jsonl")) == ["a 3"]


@pytest.mark.parametrize("damage", ["cut", "broken", "plain"])
def test_a_packed_file_that_is_damaged_says_so_behind_what_could_be_read(damage: str, tmp_path: Path) -> None:
    table = jsonl(tmp_path / "t.jsonl.gz", [{"id": f"p{n}", "text": page(n)} for n in range(3)], packed=True)
    whole = table.read_bytes()
    table.write_bytes({"cut": whole[:-6], "broken": whole[:-12] + b"\xff" * 4 + whole[-8:], "plain": b'{"a"'}[damage])
    found: list[Call | Failure] = []
    with pytest.raises(ValueError, match=r"t\.jsonl\.gz: "):
        found.extend(read_many(table))
    assert said(found) == [f"p{n} 3" for n in range(3)][: len(found)]


@pytest.mark.parametrize("name", ["t.parquet", "t.jsonl", "t.jsonl.gz"])
def test_a_table_that_is_not_there_is_said(name: str, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=name):
        list(read_many(tmp_path / name))


# --- a stream ----------------------------------------------------------------------------------------------------


class Counting:
    def __init__(self, pages: int) -> None:
        self.taken = 0
        self._pages = pages

    def __iter__(self) -> Iterator[tuple[str, str]]:
        for number in range(self._pages):
            self.taken += 1
            yield f"p{number}", page(number)


def test_pages_are_taken_when_their_turn_comes() -> None:
    stream = Counting(200)
    for number, result in enumerate(read_many(stream), 1):
        assert isinstance(result, Call)
        assert stream.taken == number
    assert stream.taken == 200


@pytest.fixture
def killer(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(root)  # workers import tests.killers
    formats.register(Killer())
    yield
    formats.unregister("killer")


def test_two_workers_read_what_one_reads_and_a_page_that_kills_is_a_failure(folder: Path, killer: None) -> None:
    bad: list[str | Path | tuple[str, str | bytes]] = [
        folder, ("pdf", PDF), ("odd", UNDECODABLE), folder / "missing", ("s", PAGE + "\ud800"),
    ]  # fmt: skip
    one = list(read_many(bad))
    two = list(read_many([*bad[:2], ("deadly", PAGE + DEADLY), *bad[2:]], workers=2))
    at = [i for i, found in enumerate(two) if isinstance(found, Failure) and found.kind == "WorkerDied"]
    assert at == [len(one) - 3]
    assert str(two.pop(at[0])).startswith("deadly: WorkerDied: the process that read this page, and no other, died")
    assert two == one


def test_an_interrupt_of_who_reads_leaves_no_process_and_took_little(root: Path) -> None:
    stream = Counting(500)

    def consume() -> None:
        for number, _ in enumerate(read_many(stream, workers=2)):
            if number == 2:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        consume()
    assert multiprocessing.active_children() == []
    assert stream.taken <= 3 + 4


# --- the journal -------------------------------------------------------------------------------------------------


def taken(pages: Pages, journal: Path, stop: int | None = None, workers: int = 1) -> list[str]:
    """Names of the pages that were read, until an interrupt in place ``stop``."""
    names: list[str] = []
    for found in read_many(pages, journal=journal, workers=workers):
        names.append(found.name if isinstance(found, Failure) else str(found.source.name))
        if len(names) == stop:
            break
    return names


def test_a_journal_passes_over_what_is_done_with(tmp_path: Path) -> None:
    pages = [(f"页 {n}\n", page(n) if n % 3 else PDF) for n in range(8)]
    journal = tmp_path / "journal"
    names = [name for name, _ in pages]
    assert taken(pages, journal, stop=3) == names[:3]
    assert journal.read_text("utf-8").count("\n") == 2, "the third was in the middle of its use"
    assert taken(pages, journal, stop=2) == names[2:4]
    assert taken(pages, journal) == names[3:]
    assert taken(pages, journal) == []
    assert [json.loads(line) for line in journal.read_text("utf-8").splitlines()] == names


def test_a_journal_line_that_was_cut_is_of_a_page_that_is_not_done(tmp_path: Path) -> None:
    pages = [(name, PAGE) for name in ("甲", "乙", "丙")]
    journal = tmp_path / "journal"
    taken(pages, journal)
    whole = journal.read_bytes()
    for cut in range(whole.index(b"\n") + 1, len(whole) - 1):  # with its last quote a line is whole
        journal.write_bytes(whole[:cut])
        for _ in range(2):  # the cut line stays, and is no reason to stop ever after
            assert taken(pages, journal, stop=1) in (["乙"], ["丙"])
        taken(pages, journal)
        assert taken(pages, journal) == []


def test_pages_of_one_name_are_counted(tmp_path: Path) -> None:
    pages = [("same", page(1)), ("other", PAGE), ("same", page(2)), ("same", page(3))]
    assert taken(pages, tmp_path / "journal", stop=2) == ["same", "other"]
    assert taken(pages, tmp_path / "journal") == ["other", "same", "same"]
    assert taken(pages, tmp_path / "journal") == []


def test_a_journal_in_the_folder_is_no_page_and_another_file_is_no_journal(folder: Path) -> None:
    journal = folder / "journal.txt"
    names = taken([folder], journal)
    assert len(names) == 5
    assert taken([folder], journal) == []
    before = (folder / "b.txt").read_bytes()
    with pytest.raises(ValueError, match=r"b\.txt: this is no journal"):
        taken([folder], folder / "b.txt")
    assert (folder / "b.txt").read_bytes() == before


def test_two_workers_keep_a_journal_too(tmp_path: Path) -> None:
    pages = [(f"p{n}", page(n)) for n in range(12)]
    assert taken(pages, tmp_path / "journal", stop=5, workers=2) == [f"p{n}" for n in range(5)]
    assert (tmp_path / "journal").read_text() == '"p0"\n"p1"\n"p2"\n"p3"\n'
    assert taken(pages, tmp_path / "journal") == [f"p{n}" for n in range(4, 12)]


def test_read_many_is_found_where_the_others_are() -> None:
    assert transcripts.read_many is read_many
    assert "read_many" in transcripts.__all__


def test_folders_that_went_away(tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    (folder / "a.txt").write_text(PAGE, "utf-8")
    found = read_many([folder, ("b", PAGE)])
    shutil.rmtree(folder)
    assert below(tmp_path, found) == ["gone FileNotFoundError", "b 3"]


def test_an_option_that_there_is_not_is_refused() -> None:
    with pytest.raises(TypeError, match="no option rooster; there are: format, encoding, html, roster"):
        read_many([], rooster=["Nora Hale"])  # type: ignore[call-arg]


def test_a_place_given_alone_is_there_or_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no such file or folder"):
        list(read_many(tmp_path / "exmaples"))
    (found,) = read_many([tmp_path / "exmaples"])
    assert isinstance(found, Failure)


def test_a_table_in_a_folder_that_cannot_be_read_costs_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE, "utf-8")
    (tmp_path / "b.parquet").write_bytes(b"PAR1 no")
    pq.write_table(pa.table({"n": [1]}), tmp_path / "c.parquet")
    (tmp_path / "d.txt").write_text(PAGE, "utf-8")
    found = list(read_many(tmp_path))
    assert [isinstance(one, Failure) for one in found] == [False, True, True, False]
    with pytest.raises(ValueError, match=r"b\.parquet"):
        list(read_many(tmp_path / "b.parquet"))


def test_only_the_assets_of_a_saved_page_are_passed_over(tmp_path: Path) -> None:
    for name in ("page_files/ad.html", "pdf_files/x.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(PAGE, "utf-8")
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    assert below(tmp_path, read_many(tmp_path)) == ["page.html 3", "pdf_files/x.txt 3"]
