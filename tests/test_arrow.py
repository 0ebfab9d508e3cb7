"""Pages in, tables out: what a column of pages may be, what is refused, files of tables, and SQL on them."""

from __future__ import annotations

import gzip
import json
import pickle
from collections.abc import Callable, Iterator
from datetime import date
from errno import EEXIST
from pathlib import Path
from typing import Any
from uuid import UUID

import pyarrow as pa
import pytest

from transcripts import Call, parse
from transcripts.errors import JSONError, RosterError, UnknownFormat
from transcripts.export import arrow, flat
from transcripts.failure import Failure
from transcripts.names import Firms, Roster

ds = pytest.importorskip("pyarrow.dataset")
pq = pytest.importorskip("pyarrow.parquet")

PAGE = """长川储能(LCS)2031年第二季度业绩电话会议
主持人
第一个问题来自云杉证券的林若晴，请讲。
云杉证券分析师 林若晴
谢谢。我有三个问题。第一个问题，能否谈谈毛利率的节奏？第二个问题给顾知远。海外门店何时盈利？第三个问题给Tessa。股息会提高吗？
首席执行官 顾知远
关于第一个问题，毛利率会逐季改善。
首席财务官 Tessa Brandvold
我补充一点。关于第一个问题，原料合同已经锁定到明年三月。
"""
SHORT = "安娜·李:\n大家好,我们开始。\n\n王珂:\n谢谢安娜。"
PDF = b"%PDF-"  # said to be a PDF, and none
NO_PAGE = "ValueError: there is no page: the cell is null"
each_table = pytest.mark.parametrize("table", arrow.NAMES)


def batch(pages: list[Any], kind: Any = None, ids: Any = None, column: str = "text") -> pa.RecordBatch:
    """A batch of pages, called a, b, c, where nothing else is said."""
    return pa.record_batch(
        {"id": list("abcdefgh")[: len(pages)] if ids is None else ids, column: pa.array(pages, kind)}
    )


def calls(found: pa.RecordBatch, **given: Any) -> list[tuple[str | None, str | None, int | None]]:
    """Id, error and number of turns of every page."""
    rows = arrow.parse_batch(found, table="calls", **given).to_pylist()
    return [(row["id"], row["error"] and row["error"].partition(":")[0], row["turns"]) for row in rows]


# --- the column of pages

TEXTS = [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string())]
BYTES = [pa.binary(), pa.large_binary(), pa.binary_view(), pa.dictionary(pa.int32(), pa.binary())]


@pytest.mark.parametrize("kind", [*TEXTS, *BYTES], ids=str)
def test_pages_are_text_or_bytes_of_any_width(kind: Any) -> None:
    pages = [SHORT, None, "", SHORT] if kind in TEXTS else [SHORT.encode(), None, b"", SHORT.encode()]
    found = batch(pages, kind)
    expected = [("a", None, 2), ("b", "ValueError", None), ("c", None, 0), ("d", None, 2)]
    assert calls(found) == expected
    assert [row["turns"] for part in arrow.mapper("calls")([found]) for row in part.to_pylist()] == [2, None, 0, 2]


NO_PAGES = [pa.int64(), pa.bool_(), pa.list_(pa.string()), pa.binary(4), pa.struct([("a", pa.string())])]


@pytest.mark.parametrize("kind", NO_PAGES, ids=str)
def test_a_column_of_something_else_is_refused(kind: Any) -> None:
    found = pa.record_batch({"id": ["a"], "text": pa.nulls(1, kind)})
    with pytest.raises(ValueError, match=r"the column 'text' holds .*, not text or bytes"):
        arrow.parse_batch(found)


@each_table
def test_no_pages_are_no_rows(table: arrow.Name) -> None:
    found = arrow.parse_batch(batch([], pa.string(), ids=pa.array([], pa.int64())), table=table)
    assert found.num_rows == 0
    assert found.schema.equals(arrow.schema(table), check_metadata=True)
    assert list(arrow.mapper(table)([])) == []


def test_a_column_in_which_nothing_is_has_no_pages() -> None:
    """What pandas makes of a partition of nothing but None has no type; it must not cost the others their run."""
    assert calls(pa.record_batch({"id": ["a"], "text": [None]})) == [("a", "ValueError", None)]
    assert calls(pa.record_batch({"id": [None], "bytes": [None]})) == [(None, "ValueError", None)]


def test_text_is_taken_before_bytes_unless_another_column_is_named() -> None:
    found = pa.record_batch({"html": ["<p>无</p>"], "bytes": [b""], "text": [SHORT], "id": ["a"]})
    assert calls(found) == [("a", None, 2)]
    assert calls(found, page="bytes") == [("a", None, 0)]
    assert calls(found.rename_columns(["text", "url", "page", "n"]), page="page", id="n") == [("a", None, 2)]


def test_text_that_is_no_utf_8_is_read_as_bytes_are() -> None:
    """Spark casts any bytes to a string, and Parquet keeps them: that must not raise."""
    raw = pa.array([SHORT.encode(), PAGE.encode("gb18030"), None], pa.binary())
    text = pa.Array.from_buffers(pa.string(), 3, raw.buffers())
    as_bytes = pa.record_batch({"id": ["a", "b", "c"], "bytes": raw})
    found = arrow.parse_batch(pa.record_batch({"id": ["a", "b", "c"], "text": text}))
    assert found.column("error").to_pylist() == [None, None, NO_PAGE]
    assert found.slice(1).equals(arrow.parse_batch(as_bytes).slice(1))
    large = pa.Array.from_buffers(pa.large_string(), 3, raw.cast(pa.large_binary()).buffers())
    coded = pa.DictionaryArray.from_arrays(pa.array([0, 1, None], pa.int8()), text)
    for column in (large, coded):
        assert arrow.parse_batch(pa.record_batch({"id": ["a", "b", "c"], "text": column})).equals(found)


# --- ids


@pytest.mark.parametrize(
    ("ids", "written"),
    [
        (pa.array([7, -1]), ["7", "-1"]),
        (pa.array(["甲", None]), ["甲", None]),
        (pa.array(["x", "x"], pa.large_string()), ["x", "x"]),
        (pa.array(["x", "y"]).dictionary_encode(), ["x", "y"]),
        (pa.array(["甲".encode(), b"\xff"]), ["甲", "�"]),
        (pa.array([date(2031, 8, 1), None]), ["2031-08-01", None]),
        (pa.array([UUID(int=7).bytes, None], pa.uuid()), [str(UUID(int=7)), None]),
        (pa.nulls(2), [None, None]),
    ],
    ids=str,
)
def test_an_id_of_any_type_is_written_as_text(ids: Any, written: list[str | None]) -> None:
    for table in arrow.NAMES:
        found = arrow.parse_batch(batch([SHORT, PDF.decode()], ids=ids), table=table)
        assert {*found.column("id").to_pylist()} <= {*written}
    decoded = [id for id, _ in arrow.decode(arrow.parse_batch(batch([SHORT, None], ids=ids)))]
    assert decoded == [id or "" for id in written]


def test_the_name_of_the_page_is_its_id() -> None:
    found = [call for _, call in arrow.decode(arrow.parse_batch(batch([SHORT, SHORT], ids=[7, None])))]
    assert [call.source.name for call in found if isinstance(call, Call)] == ["7", None]


# --- what is refused, before a page is parsed


@pytest.fixture
def nothing_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: Any, **__: Any) -> None:
        pytest.fail("a page was parsed")  # an Exception would be a row

    monkeypatch.setattr("transcripts.batch.outcomes.parse", never)


@pytest.mark.usefixtures("nothing_is_parsed")
@pytest.mark.parametrize(
    ("run", "message"),
    [
        (lambda found: arrow.parse_batch(found, id="url"), "no column 'url'; there are: id, text"),
        (lambda found: arrow.parse_batch(found, page="html"), "no column 'html'; there are: id, text"),
        (lambda found: arrow.parse_batch(found.drop_columns(["text"])), r"no column 'text' or 'bytes' in \['id'\]"),
        (lambda found: arrow.parse_batch(found.drop_columns(["id"])), "no column 'id'; there are: text"),
        (lambda found: arrow.parse_batch(found.append_column("id", found["id"])), "several columns 'id'"),
        # names that a type checker would refuse, from whoever has none
        (lambda found: arrow.parse_batch(found, table="pairs"), "there are: pages, calls, turns"),  # type: ignore[arg-type]
        (lambda found: arrow.mapper("pairs"), "no table is named 'pairs'"),  # type: ignore[arg-type]
        (lambda found: list(arrow.mapper(page="html")([found])), "no column 'html'"),
        (lambda found: arrow.schema(""), "no table is named ''"),  # type: ignore[arg-type]
        (lambda found: arrow.ddl("Pages"), "no table is named 'Pages'"),  # type: ignore[arg-type]
    ],
)
def test_what_is_not_there_is_refused(run: Callable[[pa.RecordBatch], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        run(batch([SHORT]))


@pytest.mark.usefixtures("nothing_is_parsed")
def test_options_that_make_no_sense_are_refused() -> None:
    with pytest.raises(UnknownFormat):
        arrow.mapper("turns", format="nobody")
    with pytest.raises(RosterError):
        arrow.mapper("turns", roster=[{"nobody": 1}])


# --- pages that cannot be read, and options


@each_table
def test_a_page_that_cannot_be_read_is_a_row_in_every_table(table: arrow.Name) -> None:
    found = batch([PAGE.encode(), PDF, None, "收入".encode("gb18030")[:3], b"\0" * 9], column="bytes")
    rows = arrow.parse_batch(found, table=table).to_pylist()
    failed = [row for row in rows if row["error"] is not None]
    assert [(row["id"], row["error"].partition(":")[0]) for row in failed] == [
        ("b", "DecodeError"),
        ("c", "ValueError"),
        ("e", "DecodeError"),
    ]
    assert all(not value for row in failed for name, value in row.items() if name not in ("id", "error"))
    assert [row["id"] for row in rows] == sorted([row["id"] for row in rows])


def test_the_options_of_parse_are_passed() -> None:
    found = batch([SHORT, "只有一句话。"])
    assert calls(found, format="plain") == [("a", None, 0), ("b", None, 0)]
    assert calls(found, strict=True) == [("a", None, 2), ("b", "UnknownFormat", None)]
    latin = pa.record_batch({"id": ["a"], "bytes": [SHORT.encode("utf-16-le")]})
    assert calls(latin, encoding="utf-16-le") == [("a", None, 2)]
    speakers = arrow.parse_batch(found, table="speakers", roster=[{"name": "王珂", "role": "analyst"}])
    assert [r["role"] for r in speakers.to_pylist() if r["speaker"] == "王珂"] == ["analyst"]


FIRMS = Firms.of({"云杉证券": ["云杉证券股份有限公司"]})


@pytest.mark.parametrize("firms", [FIRMS, {"Larch Securities": ["云杉证券"]}])
def test_firms_are_passed(firms: Any) -> None:
    expected = [str(pair.asker.canonical_firm) for pair in parse(PAGE, firms=firms).qa_pairs]
    found = arrow.parse_batch(batch([PAGE]), table="qa_pairs", firms=firms)
    assert found.column("asker_firm").to_pylist() == expected
    assert expected != ["None"]


# --- the mapper


@pytest.mark.parametrize("pickler", ["pickle", "cloudpickle"])
def test_a_mapper_can_be_pickled(pickler: str) -> None:
    tool = pytest.importorskip(pickler)
    mapper = arrow.mapper(
        "parts",
        id="url",
        roster=Roster.of([{"name": "林若晴", "role": "analyst"}]),
        firms=FIRMS,
        strict=True,
        html=False,
    )
    again = tool.loads(tool.dumps(mapper))
    assert again == mapper
    assert again.given == mapper.given
    found = batch([PAGE, SHORT, "无"]).rename_columns(["url", "text"])
    assert next(again([found])).equals(next(mapper([found])))
    assert b"ctypes" not in pickle.dumps(mapper)


def sliced(found: pa.RecordBatch) -> list[int]:
    """How many pages a mapper takes at a time."""
    return [part.num_rows for part in arrow.mapper("calls", format="plain")([found])]


def test_a_mapper_takes_a_few_pages_at_a_time() -> None:
    assert sliced(batch([""] * 200, ids=range(200))) == [64, 64, 64, 8]
    assert sliced(batch(["字" * 50_000] * 200, ids=range(200))) == [64, 64, 64, 8]
    large = pa.record_batch({"id": range(6), "bytes": pa.array([b" " * 7_000_000] * 6)})
    assert sliced(large) == [2, 2, 2]
    assert sliced(pa.record_batch({"id": range(3), "bytes": pa.array([b" " * 20_000_000] * 3)})) == [1, 1, 1]


def test_a_slice_knows_where_it_begins() -> None:
    found = batch([PDF.decode(), SHORT, None, PAGE])
    for kind in (pa.string(), pa.large_string(), pa.string_view()):
        cut = batch([PDF.decode(), SHORT, None, PAGE], kind).slice(1, 2)
        assert arrow.parse_batch(cut).equals(arrow.parse_batch(found).slice(1, 2))
        assert next(arrow.mapper()([cut])).equals(arrow.parse_batch(found).slice(1, 2))


def test_a_mapper_goes_on_over_batches_of_any_columns() -> None:
    found = [
        batch([SHORT]),
        batch([], pa.string()),
        batch([SHORT.encode()], column="bytes"),
        batch([None], pa.large_string()),
    ]
    rows = pa.Table.from_batches(arrow.mapper("calls")(iter(found)))
    assert rows.column("turns").to_pylist() == [2, 2, None]


def test_chunks_are_batches() -> None:
    chunked = pa.concat_tables([pa.table({"id": [name], "text": [SHORT]}) for name in "abc"])
    assert chunked.column("text").num_chunks == 3
    rows = pa.Table.from_batches(arrow.mapper("turns")(chunked.to_batches()))
    assert rows.column("id").to_pylist() == ["a", "a", "b", "b", "c", "c"]
    assert arrow.parse_batch(chunked, table="turns").equals(
        rows.combine_chunks().to_batches()[0]
    )  # as Ray hands it over


def test_a_mapper_is_lazy() -> None:
    def batches() -> Iterator[pa.RecordBatch]:
        yield batch([SHORT])
        raise AssertionError("asked for more than was wanted")

    assert next(arrow.mapper("calls")(batches())).num_rows == 1


# --- calls and tables


def test_a_failure_is_decoded_with_everything_that_it_said() -> None:
    failures = [
        ("a", Failure(name="a", kind="OSError", message="a: b: c")),
        ("", Failure(name="", kind="X", message="")),
    ]
    assert list(arrow.decode(arrow.encode(failures))) == failures


def test_a_call_that_was_read_without_its_page_stays_so() -> None:
    bare = Call.from_json(parse(PAGE).to_json())
    found = arrow.encode([("a", bare)])
    assert found.column("text").to_pylist() == [None]
    ((_, read),) = arrow.decode(found)
    assert isinstance(read, Call)
    assert (read, read.source.whole) == (bare, False)


def test_pages_are_decoded_without_columns_that_are_not_needed() -> None:
    found = arrow.parse_batch(batch([PAGE]))
    for columns in (["text"], ["error"], ["id"], ["id", "error", "text"]):
        ((_, call),) = arrow.decode(found.drop_columns(columns))
        assert call == parse(PAGE)
    extended = found.append_column("year", pa.array([2031]))  # as a partition adds one
    assert [call for _, call in arrow.decode(extended)] == [parse(PAGE)]


@pytest.mark.parametrize("table", flat.TABLES)
def test_a_row_that_is_no_call_is_refused(table: flat.Table) -> None:
    found = arrow.parse_batch(batch([PAGE]), table=table)
    if found.num_rows:
        with pytest.raises(JSONError, match="@ \\$"):
            list(arrow.decode(found))


def test_a_row_whose_text_is_another_page_is_refused() -> None:
    found = arrow.parse_batch(batch([PAGE]))
    found = found.set_column(2, "text", pa.array([PAGE.replace("毛利率", "净利率")]))
    with pytest.raises(JSONError, match="is not what stands there"):
        list(arrow.decode(found))


def test_a_half_of_a_surrogate_pair_is_one_character_still() -> None:
    page = PAGE.replace("毛利", "毛\ud83d\ude00利\udc80")
    found = arrow.encode(
        [("a\ud800", parse(page, name="a\ud800")), ("b", Failure(name="b", kind="X", message="\udfff"))]
    )
    assert found.column("id").to_pylist() == ["a�", "b"]
    assert found.column("error").to_pylist() == [None, "X: �"]
    (call, failed) = [result for _, result in arrow.decode(found)]
    assert isinstance(call, Call)
    assert call.source.text == PAGE.replace("毛利", "毛��利�")
    assert failed == Failure(name="b", kind="X", message="�")


# --- the schemas


@each_table
def test_the_metadata_names_the_table_and_the_version(table: arrow.Name) -> None:
    found = arrow.parse_batch(batch([PAGE]), table=table).schema
    assert found.equals(arrow.schema(table), check_metadata=True)
    version = b"transcripts.call/1" if table == "pages" else b"transcripts.table/1"
    assert found.metadata == {b"transcripts.table": table.encode(), b"transcripts.schema": version}


@pytest.mark.parametrize("table", flat.TABLES)
def test_the_columns_say_what_they_hold(table: flat.Table) -> None:
    said = {field.name: field.metadata[b"says"].decode() for field in arrow.schema(table)}
    assert said == {column.name: column.says for column in flat.TABLES[table]}


def test_pages_has_the_keys_of_the_json() -> None:
    def keys(kind: Any) -> Any:
        if pa.types.is_list(kind):
            return keys(kind.value_type)
        if pa.types.is_struct(kind) and kind != arrow.SPAN:
            return {field.name: keys(field.type) for field in kind}
        return None

    def wanted(schema: dict[str, Any]) -> Any:
        if "$ref" in schema:
            return wanted(DEFS[schema["$ref"].rpartition("/")[2]])
        for choice in schema.get("anyOf", schema.get("oneOf", [])):
            if choice.get("type") != "null":
                return wanted(choice)
        if "properties" in schema:
            return {name: wanted(inner) for name, inner in schema["properties"].items()}
        return wanted(schema["items"]) if isinstance(schema.get("items"), dict) else None

    whole = Call.from_json(parse(PAGE).to_json())
    from transcripts.export import json as export

    schema = export.schema()
    DEFS = schema["$defs"]  # noqa: N806
    expected = {name: inner for name, inner in wanted(schema).items() if name != "schema"}
    found = {field.name: keys(field.type) for field in arrow.schema()}
    assert list(found)[:3] == ["id", "error", "text"]
    assert {name: inner for name, inner in found.items() if name not in ("id", "error", "text")} == expected
    assert set(whole.to_dict()) - {"schema"} == set(expected)


# --- pages out of files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.txt").write_bytes(SHORT.encode("gb18030"))
    (tmp_path / "a.txt").write_text(PAGE, "utf-8")
    (tmp_path / "c.pdf").write_bytes(PDF)
    (tmp_path / "note.rst").write_text("no page", "utf-8")
    return tmp_path


def names(found: Iterator[pa.RecordBatch]) -> list[str]:
    return [Path(id).name for part in found for id in part.column("id").to_pylist()]


def test_pages_of_a_folder_and_of_a_glob(folder: Path) -> None:
    assert names(arrow.pages(folder)) == ["a.txt", "b.txt", "c.pdf"]
    assert names(arrow.pages(f"{folder}/*.txt")) == ["a.txt", "b.txt"]
    assert names(arrow.pages([folder / "c.pdf", f"{folder}/a*"])) == ["c.pdf", "a.txt"]
    assert [part.num_rows for part in arrow.pages(folder, rows=2)] == [2, 1]
    (found,) = arrow.pages(folder)
    assert found.schema.names == ["id", "bytes"]
    assert [(id and Path(id).name, error, n) for id, error, n in calls(found)] == [
        ("a.txt", None, 4), ("b.txt", None, 2), ("c.pdf", "DecodeError", None),
    ]  # fmt: skip


def test_pages_of_tables(tmp_path: Path) -> None:
    rows = [{"url": f"u{i}", "html": None if i == 2 else SHORT} for i in range(5)]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
    lines = "".join([json.dumps(row, ensure_ascii=False) + "\n" for row in [*rows, []]])
    (tmp_path / "b.jsonl").write_text(lines, "utf-8")
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    for name in ("a.parquet", "b.jsonl", "c.jsonl.gz"):
        found = pa.Table.from_batches(arrow.pages(tmp_path / name, rows=3))
        assert found.column("id").to_pylist()[:5] == ["u0", "u1", "u2", "u3", "u4"]
        assert found.column("text").to_pylist() == [SHORT, SHORT, None, SHORT, SHORT, None][: found.num_rows]
    assert [part.num_rows for part in arrow.pages(tmp_path, rows=4)] == [4, 4, 4, 4, 1]
    named = list(arrow.pages(tmp_path / "a.parquet", id="html", page="url"))
    assert named[0].column("text").to_pylist() == ["u0", "u1", "u2", "u3", "u4"]
    with pytest.raises(ValueError, match="no column 'body'"):
        list(arrow.pages(tmp_path / "a.parquet", page="body"))


def test_pages_at_hand_of_text_and_of_bytes(tmp_path: Path) -> None:
    at_hand: list[Any] = [("a", SHORT), ("b", "\ud800"), ("c", SHORT.encode()), tmp_path / "none.txt", ("d", SHORT)]
    found = list(arrow.pages(at_hand))
    assert [(part.schema.names[1], part.num_rows) for part in found] == [("text", 2), ("bytes", 2), ("text", 1)]
    rows = pa.Table.from_batches(arrow.mapper("calls")(found)).to_pylist()
    assert [(row["turns"], row["error"]) for row in rows] == [
        (2, None),
        (0, None),
        (2, None),
        (None, NO_PAGE),
        (2, None),
    ]


def test_no_pages_at_a_place(tmp_path: Path) -> None:
    for place in (tmp_path, f"{tmp_path}/*.txt"):
        with pytest.raises(FileNotFoundError):
            list(arrow.pages(place))
    assert list(arrow.pages([])) == []


# --- tables in files


def parts_of_years(years: list[int | None]) -> Iterator[pa.RecordBatch]:
    for year in years:
        page = PAGE.replace("2031年", f"{year}年") if year else None
        yield arrow.parse_batch(batch([page], pa.string(), ids=[str(year)]), table="parts")


@pytest.mark.skipif(int(pa.__version__.partition(".")[0]) < 21, reason="pyarrow keeps the order of batches from 21 on")
def test_rows_stay_in_order(tmp_path: Path) -> None:
    """Without being asked pyarrow mixes the batches, one time in five."""
    made = [arrow.parse_batch(batch([PAGE], ids=[number]), table="calls") for number in range(60)]
    for number in range(10):
        arrow.write(made, tmp_path / str(number))
        found = ds.dataset(tmp_path / str(number)).to_table().column("id").to_pylist()
        assert found == list(map(str, range(60)))


def test_a_folder_is_one_table(tmp_path: Path) -> None:
    arrow.write(parts_of_years([2031, None, 2030]), tmp_path / "parts")
    found = ds.dataset(tmp_path / "parts").to_table()
    assert found.schema.equals(arrow.schema("parts"))
    assert found.schema.metadata == arrow.schema("parts").metadata
    assert b"says" in found.schema.field("year").metadata
    assert sorted(found.column("id").to_pylist()) == ["2030"] * 3 + ["2031"] * 3 + ["None"]
    (file,) = (tmp_path / "parts").iterdir()
    assert pq.read_metadata(file).row_group(0).column(0).compression == "ZSTD"


def test_a_folder_a_year(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "parts"
    arrow.write(parts_of_years([2031, None, 2030, 2031]), folder, partition_by=["year", "quarter"])
    assert sorted([str(path.relative_to(folder).parent) for path in folder.rglob("*.parquet")]) == [
        "year=2030/quarter=2", "year=2031/quarter=2", "year=__HIVE_DEFAULT_PARTITION__/quarter=__HIVE_DEFAULT_PARTITION__",
    ]  # fmt: skip
    found = ds.dataset(folder, partitioning="hive").to_table().select(arrow.schema("parts").names)
    expected = pa.Table.from_batches(parts_of_years([2030, 2031, 2031, None]))
    assert found.sort_by("year").to_pylist() == expected.to_pylist()


def test_pages_in_files_are_the_calls(tmp_path: Path) -> None:
    made = arrow.parse_batch(batch([PAGE, SHORT, None]))
    arrow.write([made.slice(0, 1), made.slice(1)], tmp_path / "pages")
    assert list(arrow.decode(ds.dataset(tmp_path / "pages").to_table())) == list(arrow.decode(made))


def test_a_folder_in_which_something_is_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    arrow.write(parts_of_years([2031]), tmp_path / "kept")  # empty: taken
    with pytest.raises(FileExistsError) as caught:
        arrow.write(parts_of_years([2030]), tmp_path / "kept")
    assert (caught.value.errno, caught.value.filename) == (EEXIST, str(tmp_path / "kept"))
    assert {*ds.dataset(tmp_path / "kept").to_table().column("id").to_pylist()} == {"2031"}
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError, match="file"):
        arrow.write(parts_of_years([2030]), tmp_path / "file")


def test_what_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no batches"):
        arrow.write([], tmp_path / "a")
    with pytest.raises(ValueError, match="no column decade, firm to partition by; there are: id, error"):
        arrow.write(parts_of_years([2031]), tmp_path / "a", partition_by=["year", "decade", "firm"])
    assert not (tmp_path / "a").exists()


def test_batches_of_two_tables_are_refused(tmp_path: Path) -> None:
    """The columns that they share would be written, and nothing else would be said."""
    mixed = [arrow.parse_batch(batch([PAGE]), table=table) for table in ("parts", "parts", "turns")]
    with pytest.raises(ValueError, match="not all batches are of one table"):
        arrow.write(mixed, tmp_path / "parts")
    assert not (tmp_path / "parts").exists()


def test_where_the_batches_raise_nothing_is_left(tmp_path: Path) -> None:
    def batches(count: int) -> Iterator[pa.RecordBatch]:
        for number in range(count):
            yield arrow.parse_batch(batch([PAGE], ids=[number]))
        raise RuntimeError("the line went dead")

    for count in (0, 1, 9, 99):
        with pytest.raises(RuntimeError, match="the line went dead"):
            arrow.write(batches(count), tmp_path / "parts", partition_by=["id"] if count == 9 else [])
        assert not (tmp_path / "parts").exists()
    arrow.write(parts_of_years([2031]), tmp_path / "parts")
    assert ds.dataset(tmp_path / "parts").count_rows() == 3


# --- SQL


@pytest.fixture
def sql(tmp_path: Path) -> Callable[[str], list[tuple[Any, ...]]]:
    """Asks DuckDB; a table in braces is its folder."""
    duckdb = pytest.importorskip("duckdb")
    found = batch([PAGE, PAGE.replace("2031年", "2030年"), None])
    for table in arrow.NAMES:
        arrow.write(arrow.mapper(table)([found]), tmp_path / table, partition_by=["id"] if table == "turns" else [])
    connection = duckdb.connect(config={"threads": 1})

    def ask(query: str) -> list[tuple[Any, ...]]:
        folders = {table: f"read_parquet('{tmp_path}/{table}/**/*.parquet')" for table in arrow.NAMES}
        rows: list[tuple[Any, ...]] = connection.sql(query.format(**folders)).fetchall()
        return rows

    return ask


def test_parts_without_an_answer_by_whom_they_are_put_to(sql: Callable[[str], list[tuple[Any, ...]]]) -> None:
    asked = """
        SELECT who, count(*), count(*) FILTER (NOT answered) AS open
        FROM (SELECT unnest(addressees) AS who, answered FROM {parts}) GROUP BY who ORDER BY who
    """
    assert sql(asked) == [("Tessa Brandvold", 2, 2), ("顾知远", 2, 2)]
    assert sql("SELECT year, sum(parts), sum(unanswered) FROM {calls} GROUP BY year ORDER BY year NULLS LAST") == [
        (2030, 3, 2), (2031, 3, 2), (None, None, None),
    ]  # fmt: skip


def test_a_place_in_a_table_is_a_place_in_the_page(sql: Callable[[str], list[tuple[Any, ...]]]) -> None:
    cut = """
        SELECT count(*), bool_and(substr(calls.text, parts.start + 1, parts."end" - parts.start) = parts.question)
        FROM {parts} AS parts JOIN {calls} AS calls USING (id) WHERE parts.error IS NULL
    """
    assert sql(cut) == [(6, True)]


def test_what_could_not_be_read(sql: Callable[[str], list[tuple[Any, ...]]]) -> None:
    for table in arrow.NAMES:
        found = sql(f"SELECT id, split_part(error, ':', 1) FROM {{{table}}} WHERE error IS NOT NULL")
        assert found == [("c", "ValueError")]


def test_a_page_is_a_row_of_lists_of_structs(sql: Callable[[str], list[tuple[Any, ...]]]) -> None:
    nested = """
        SELECT id, turn.label, turn.paragraphs[1].text[:4], turn.label_span.start
        FROM (SELECT id, unnest(turns) AS turn FROM {pages}) WHERE turn.section = 'qa' ORDER BY id, turn.index LIMIT 2
    """
    assert sql(nested) == [
        ("a", "主持人", "第一个问", PAGE.index("主持人")),
        ("a", "云杉证券分析师 林若晴", "谢谢。我", PAGE.index("云杉证券分析师")),
    ]
    assert sql("SELECT DISTINCT period.year, len(qa_pairs[1].questions) FROM {pages} WHERE error IS NULL ORDER BY 1") == [
        (2030, 3), (2031, 3),
    ]  # fmt: skip
