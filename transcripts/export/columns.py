"""Plain values into Arrow arrays, column by column: several times as fast as building them row by row.

A call has some thousand values; one append a value is all that each costs. Text is UTF-8 in Arrow, so a lone surrogate,
which damaged pages have, becomes U+FFFD there: one code point for one, spans stay true.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import pyarrow as pa

__all__ = ["SPAN", "batch_of", "whole"]

SPAN = pa.struct([pa.field("start", pa.int32()), pa.field("end", pa.int32())])
_SURROGATE = re.compile("[\ud800-\udfff]")


class _Column(NamedTuple):
    """A column being built: ``append`` takes a value, ``array`` gives all of them."""

    append: Callable[[Any], object]
    array: Callable[[], pa.Array]


def batch_of(rows: Iterable[Mapping[str, Any]], schema: pa.Schema) -> pa.RecordBatch:
    """Rows as a record batch: mappings by name, lists, and ``[start, end]`` where the schema has a ``SPAN``.

    A key that a row lacks is null, and an empty list where the schema has a list.
    """
    columns = [(field.name, _column(field.type)) for field in schema]
    for row in rows:
        for name, column in columns:
            column.append(row.get(name))
    return pa.RecordBatch.from_arrays([column.array() for _, column in columns], schema=schema)


def _column(kind: pa.DataType) -> _Column:
    if kind == SPAN:
        return _spans()
    if pa.types.is_struct(kind):
        return _structs(kind)
    if pa.types.is_list(kind):
        return _lists(kind)
    values: list[Any] = []
    if pa.types.is_string(kind):
        return _Column(values.append, lambda: _strings(values, kind))
    return _Column(values.append, lambda: pa.array(values, kind))


def _strings(values: list[str | None], kind: pa.DataType) -> pa.Array:
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:
        return pa.array([value if value is None else whole(value) for value in values], kind)


def whole(text: str) -> str:
    """A text that UTF-8 can write: U+FFFD for every half of a surrogate pair."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def _spans() -> _Column:
    starts: list[int | None] = []
    ends: list[int | None] = []

    def append(span: Any) -> None:
        if span is None:
            span = (None, None)
        starts.append(span[0])
        ends.append(span[1])

    def array() -> pa.Array:
        missing = pa.array([start is None for start in starts], pa.bool_())
        return pa.StructArray.from_arrays(
            [pa.array(starts, pa.int32()), pa.array(ends, pa.int32())], fields=list(SPAN), mask=missing
        )

    return _Column(append, array)


def _structs(kind: pa.DataType) -> _Column:
    fields = [(field.name, _column(field.type)) for field in kind]
    appends = [(name, column.append) for name, column in fields]
    missing: list[bool] = []

    def append(value: Any) -> None:
        missing.append(value is None)
        get = {}.get if value is None else value.get
        for name, add in appends:
            add(get(name))

    def array() -> pa.Array:
        return pa.StructArray.from_arrays(
            [column.array() for _, column in fields], fields=list(kind), mask=pa.array(missing, pa.bool_())
        )

    return _Column(append, array)


def _lists(kind: pa.DataType) -> _Column:
    inner = _column(kind.value_type)
    offsets = [0]

    def append(values: Any) -> None:
        if values:
            for value in values:
                inner.append(value)
        offsets.append(offsets[-1] + len(values or ()))

    return _Column(append, lambda: pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), inner.array(), type=kind))
