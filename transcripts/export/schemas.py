"""The Arrow schemas: ``pages``, nested, which is the JSON of a call as columns, and the flat tables of ``flat``.

``pages`` has a row a page: ``id``, ``error``, ``text``, and every key of ``transcripts.call/1`` under its name; a span is a
struct of ``start`` and ``end``, code points of ``text``. All types are such as Spark, DuckDB, Polars and pandas read.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import pyarrow as pa

from . import flat, json
from .columns import SPAN

__all__ = ["NAMES", "Name", "ddl", "schema"]

Name: TypeAlias = Literal["pages", "calls", "turns", "speakers", "qa_pairs", "parts", "notices"]


def _struct(**fields: pa.DataType) -> pa.StructType:
    return pa.struct([pa.field(name, kind) for name, kind in fields.items()])


_TEXT, _INT, _FLOAT = pa.string(), pa.int32(), pa.float64()
_ALIAS = _struct(text=_TEXT, how=_TEXT, score=_FLOAT, spans=pa.list_(SPAN))
_SPEAKER = _struct(
    id=_TEXT,
    name=_TEXT,
    names=_struct(zh=_TEXT, en=_TEXT),
    role=_TEXT,
    role_source=_TEXT,
    title=_TEXT,
    canonical_title=_TEXT,
    firm=_TEXT,
    canonical_firm=_TEXT,
    aliases=pa.list_(_ALIAS),
)
_PARAGRAPH = _struct(span=SPAN, pieces=pa.list_(SPAN), lang=_TEXT, text=_TEXT)
_TURN = _struct(
    index=_INT,
    speaker=_TEXT,
    label=_TEXT,
    label_span=SPAN,
    section=_TEXT,
    start=_FLOAT,
    twin_label=_TEXT,
    twin_span=SPAN,
    speaks_for=_TEXT,
    paragraphs=pa.list_(_PARAGRAPH),
)
_QUESTION = _struct(span=SPAN, text=_TEXT, addressees=pa.list_(_TEXT), subquestions=pa.list_(SPAN))
_SEGMENT = _struct(span=SPAN, text=_TEXT, questions=pa.list_(_INT), evidence=_TEXT)
_ANSWER = _struct(turn=_INT, questions=pa.list_(_INT), segments=pa.list_(_SEGMENT))
_DECLINED = _struct(span=SPAN, text=_TEXT, questions=pa.list_(_INT))
_PAIR = _struct(
    index=_INT,
    asker=_TEXT,
    question_turns=pa.list_(_INT),
    follows=_INT,
    questions=pa.list_(_QUESTION),
    answers=pa.list_(_ANSWER),
    declined=pa.list_(_DECLINED),
)
_PAGES = _struct(
    id=_TEXT,
    error=_TEXT,
    text=_TEXT,
    format=_TEXT,
    source=_struct(name=_TEXT, encoding=_TEXT, certainty=_FLOAT, media=_TEXT, length=pa.int64()),
    kind=_TEXT,
    title=_TEXT,
    company=_TEXT,
    securities=pa.list_(_struct(symbol=_TEXT, exchange=_TEXT, name=_TEXT)),
    period=_struct(year=_INT, quarter=_INT),
    published=_TEXT,
    held=_TEXT,
    publisher=_TEXT,
    speakers=pa.list_(_SPEAKER),
    turns=pa.list_(_TURN),
    qa_pairs=pa.list_(_PAIR),
    blocks=pa.list_(_struct(kind=_TEXT, span=SPAN)),
    notices=pa.list_(_struct(code=_TEXT, severity=_TEXT, message=_TEXT, span=SPAN)),
)

_KINDS = {
    "string": _TEXT, "int": _INT, "float": _FLOAT, "bool": pa.bool_(), "strings": pa.list_(_TEXT),
}  # fmt: skip


def _metadata(name: str, version: str) -> dict[str, str]:
    return {"transcripts.table": name, "transcripts.schema": version}


_SCHEMAS: dict[Name, pa.Schema] = {
    "pages": pa.schema(list(_PAGES), metadata=_metadata("pages", json.SCHEMA)),
    **{
        table: pa.schema(
            [pa.field(column.name, _KINDS[column.kind], metadata={"says": column.says}) for column in columns],
            metadata=_metadata(table, flat.SCHEMA),
        )
        for table, columns in flat.TABLES.items()
    },
}
NAMES: tuple[Name, ...] = tuple(_SCHEMAS)


def schema(table: Name = "pages") -> pa.Schema:
    """The schema of a table.

    Its metadata names the table and the version of its shape (``transcripts.table``, ``transcripts.schema``); the fields
    of flat tables say what they hold (``says``). Raises ``ValueError`` for a name that no table has.
    """
    found = _SCHEMAS.get(table)
    if found is None:
        raise ValueError(f"no table is named {table!r}; there are: {', '.join(NAMES)}")
    return found


def ddl(table: Name = "pages") -> str:
    """The schema as Spark writes one: ``id STRING, error STRING, ...``, as ``DataFrame.mapInArrow`` takes it."""
    return ", ".join([f"`{field.name}` {_spark(field.type)}" for field in schema(table)])


_SPARK = {_TEXT: "STRING", _INT: "INT", pa.int64(): "BIGINT", _FLOAT: "DOUBLE", pa.bool_(): "BOOLEAN"}


def _spark(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return f"ARRAY<{_spark(kind.value_type)}>"
    if pa.types.is_struct(kind):
        return "STRUCT<" + ", ".join([f"`{field.name}`: {_spark(field.type)}" for field in kind]) + ">"
    return _SPARK[kind]
