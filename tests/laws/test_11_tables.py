"""Law 11. ``decode(encode(c)) == c``; every row of every table quotes the page at its place, and none is lost.

Text of a page with half of a surrogate pair in it has U+FFFD for it in Arrow: then the same with U+FFFD.
"""

from __future__ import annotations

from typing import Any, get_args

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts import Call, formats, parse
from transcripts.export import arrow, flat
from transcripts.export.columns import whole
from transcripts.failure import Failure
from transcripts.testing import DAMAGES, Scene, damage, scenes, texts, torn_pages

from .suits import CLAIMING, suited

NAMELINE = formats.get("nameline")
OPEN = {"string": str, "int": int, "float": float, "bool": bool, "strings": list}


def check_pages(call: Call) -> None:
    """A call in Arrow and back is the call, with its page."""
    batch = arrow.encode([("a", call)])
    assert batch.schema.equals(arrow.schema("pages"), check_metadata=True)
    batch.validate(full=True)
    assert batch.equals(arrow.encode([("a", call)]), check_metadata=True)
    ((id, read),) = arrow.decode(batch)
    assert id == "a"
    assert isinstance(read, Call)
    assert read.source.text == whole(call.source.text)
    assert read.source.whole == call.source.whole
    if whole(call.source.text) == call.source.text:
        assert read == call
        assert read.to_json() == call.to_json()
        assert (read.source.encoding, read.source.certainty) == (call.source.encoding, call.source.certainty)
    assert arrow.encode([("a", read)]).equals(batch)
    (bare,) = [found for _, found in arrow.decode(batch.drop_columns(["text"]))]
    assert bare == read


def table_of(call: Call, name: arrow.Name) -> list[dict[str, Any]]:
    """The rows of a table, through Arrow; it is held against its schema."""
    batch = arrow.encode([("a", call)], name)
    batch.validate(full=True)
    assert batch.schema.equals(arrow.schema(name), check_metadata=True)
    assert batch.equals(arrow.encode([("a", call)], name), check_metadata=True)
    rows: list[dict[str, Any]] = batch.to_pylist()
    for row in rows:
        assert (row["id"], row["error"], row["company"]) == ("a", None, call.company and whole(call.company))
    return rows


def check_cells(call: Call) -> None:
    """Every row has a cell for every column, of its kind."""
    for name, columns in flat.TABLES.items():
        for row in flat.rows(name, "a", call):
            assert len(row) == len(columns)
            for cell, column in zip(row, columns, strict=True):
                assert cell is None or type(cell) is OPEN[column.kind], (name, column.name, cell)
                assert column.kind != "strings" or (
                    isinstance(cell, list) and all(type(inner) is str for inner in cell)
                )


def check_rows(call: Call) -> None:
    """As many rows as the call has of each, and every one quotes the page where it says that it stands."""
    (of_call,) = table_of(call, "calls")
    text = of_call["text"]
    turns, speakers, pairs, parts, notices = (
        table_of(call, name) for name in ("turns", "speakers", "qa_pairs", "parts", "notices")
    )
    questions = [question for pair in call.qa_pairs for question in pair.questions]
    assert text == whole(call.source.text)
    assert [of_call[name] for name in ("turns", "speakers", "qa_pairs", "parts", "notices")] == [
        len(turns), len(speakers), len(pairs), len(parts), len(notices),
    ] == [len(call.turns), len(call.speakers), len(call.qa_pairs), len(questions), len(call.notices)]  # fmt: skip
    for row, turn in zip(turns, call.turns, strict=True):
        cut = text[row["start"] : row["end"]]
        assert cut.startswith(row["label"]) or turn.twin_span is not None
        assert row["label"] in cut
        assert all(whole(p.text) in cut for p in turn.paragraphs if len(p.pieces) == 1)
        said = row["text"].split("\n") if len(turn.said) == 1 else [whole(p.text) for p in turn.said]
        assert "\n".join(said) == row["text"]
    for row, speaker in zip(speakers, call.speakers, strict=True):
        spoken = [turn.text for turn in call.turns if turn.speaker.id == speaker.id]
        assert (row["turns"], row["characters"]) == (len(spoken), sum(map(len, spoken)))
        assert row["aliases"] == [whole(alias.text) for alias in speaker.aliases]
    for row, pair in zip(pairs, call.qa_pairs, strict=True):
        cut = text[row["start"] : row["end"]]
        own = [part for part in parts if part["pair"] == row["pair"]]
        assert [part["part"] for part in own] == list(range(row["parts"]))
        assert row["question"] == "\n".join([part["question"] for part in own])
        assert all(part["question"] in cut for part in own)
        assert row["unanswered"] == len(pair.unanswered) == sum([not part["answered"] for part in own])
        assert row["declined"] == sum([part["declined"] for part in own])
        assert {who for part in own for who in part["answerers"]} <= set(row["answerers"])
    for row, question in zip(parts, questions, strict=True):
        assert text[row["start"] : row["end"]] == row["question"] == whole(question.text)
        assert row["answered"] == (row["answer"] is not None) == bool(row["answerers"]) == bool(row["evidence"])
    for row, notice in zip(notices, call.notices, strict=True):
        assert (row["code"], row["message"]) == (notice.code, whole(notice.message))
        assert ((row["start"], row["end"]) if notice.span else None) == notice.span


def check(call: Call) -> None:
    check_pages(call)
    check_cells(call)
    check_rows(call)


@given(scenes(), st.sampled_from(sorted(DAMAGES)))
def test_generated_calls(scene: Scene, name: str) -> None:
    check(parse(damage(scene.page(NAMELINE), scene.labels, name)))


@given(st.sampled_from(CLAIMING).flatmap(lambda plugin: st.tuples(st.just(plugin), scenes(**suited(plugin)))))
def test_calls_of_every_format(found: tuple[formats.Format, Scene]) -> None:
    plugin, scene = found
    check(parse(scene.page(plugin), format=plugin.name))


@given(torn_pages(NAMELINE))
def test_torn_pages(page: str) -> None:
    check(parse(page))


@given(texts())
def test_any_text(text: str) -> None:
    check(parse(text, format="nameline"))


# --- many pages: how they are cut into batches makes no difference

pages = st.lists(texts() | st.none() | st.binary(max_size=40), max_size=6)


@given(pages, st.sampled_from(arrow.NAMES), st.data())
def test_batches_of_slices_are_slices_of_the_batch(found: list[str | bytes | None], name: Any, data: Any) -> None:
    """A page is read alike, whatever stands beside it."""
    cells = [whole(page).encode() if isinstance(page, str) else page for page in found]
    batch = pa.record_batch({"id": pa.array(range(len(cells))), "bytes": pa.array(cells, pa.binary())})
    all_at_once = pa.Table.from_batches([arrow.parse_batch(batch, table=name)])
    at = sorted(data.draw(st.lists(st.integers(0, len(cells)), max_size=4)))
    cuts = [batch.slice(start, end - start) for start, end in zip([0, *at], [*at, len(cells)], strict=True)]
    schema = arrow.schema(name)
    assert pa.Table.from_batches([arrow.parse_batch(cut, table=name) for cut in cuts], schema).equals(all_at_once)
    assert pa.Table.from_batches(arrow.mapper(name)(cuts), schema).equals(all_at_once)
    ids = all_at_once.column("id").to_pylist()
    assert ids == sorted(ids)
    if name in ("pages", "calls"):
        assert ids == list(map(str, range(len(cells))))


@given(st.lists(st.tuples(st.text(max_size=5), texts() | st.none()), max_size=5))
def test_what_is_encoded_together_is_decoded_together(found: list[tuple[str, str | None]]) -> None:
    """Calls and failures, in order, each with its id."""
    given_ = [
        (
            whole(id),
            Failure(name=whole(id), kind="ValueError", message="no: page") if text is None else parse(whole(text)),
        )
        for id, text in found
    ]
    batch = arrow.encode(given_)
    assert list(arrow.decode(batch)) == given_
    assert list(arrow.decode(pa.Table.from_batches([batch.slice(0, 2), batch.slice(2)]))) == given_


# --- the schemas


def test_the_tables_are_those_of_the_type() -> None:
    assert get_args(arrow.Name) == arrow.NAMES == ("pages", *flat.TABLES)


@pytest.mark.parametrize("name", arrow.NAMES)
def test_what_spark_is_told_has_every_column(name: arrow.Name) -> None:
    ddl = arrow.ddl(name)

    def told(kind: Any) -> None:
        if pa.types.is_list(kind):
            told(kind.value_type)
        elif pa.types.is_struct(kind):
            for field in kind:
                assert f"`{field.name}`: " in ddl
                told(field.type)

    for field in arrow.schema(name):
        assert f"`{field.name}` " in ddl
        told(field.type)
    assert ddl.count("<") == ddl.count(">")
