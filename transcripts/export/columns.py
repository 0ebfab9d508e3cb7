"""Plain values as a batch of an Arrow schema: pyarrow's own reading of rows, with two things made fit for it.

A span is ``[start, end]`` in our JSON and a struct in a table, where SQL can name its ends. And text is UTF-8 in Arrow, so a lone
surrogate, which damaged pages have, becomes U+FFFD there: one code point for one, spans stay true.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

import pyarrow as pa

__all__ = ["SPAN", "batch_of", "id_in", "page_in", "whole"]

SPAN = pa.struct([pa.field("start", pa.int32()), pa.field("end", pa.int32())])
_SURROGATE = re.compile("[\ud800-\udfff]")
_Fit: TypeAlias = Callable[[Any], Any]


def batch_of(rows: Iterable[dict[str, Any]], schema: pa.Schema) -> pa.RecordBatch:
    """Rows as a record batch: dicts by name, lists, and ``[start, end]`` where the schema has a ``SPAN``.

    A key that a row lacks is null. The rows are used up: what is in them is changed.
    """
    fit = _fit(pa.struct(list(schema)))
    fitted = [fit(row) if fit else row for row in rows]
    try:
        return pa.RecordBatch.from_pylist(fitted, schema)
    except UnicodeEncodeError:
        return pa.RecordBatch.from_pylist([whole(row) for row in fitted], schema)


def _fit(kind: pa.DataType) -> _Fit | None:
    """What makes the spans in a value of a type structs, in place; None for a type without any."""
    if kind == SPAN:
        return _span
    if pa.types.is_list(kind):
        each = _fit(kind.value_type)
        return None if each is None else lambda values: values and [each(value) for value in values]
    if not pa.types.is_struct(kind):
        return None
    fits = [(field.name, fit) for field in kind if (fit := _fit(field.type))]
    return (lambda value: _struct(value, fits)) if fits else None


def _span(span: Any) -> dict[str, int] | None:
    return None if span is None else {"start": span[0], "end": span[1]}


def _struct(value: Any, fits: list[tuple[str, _Fit]]) -> Any:
    if value is not None:
        for name, fit in fits:
            if name in value:
                value[name] = fit(value[name])
    return value


def whole(value: Any) -> Any:
    """A value in which every text can be written as UTF-8."""
    if isinstance(value, str):
        return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, dict):
        return {key: whole(inner) for key, inner in value.items()}
    return [whole(inner) for inner in value] if isinstance(value, list) else value


def page_in(cell: pa.Scalar) -> Any:
    """A cell as Python has it; text that is not UTF-8, which Spark and Parquet let through, as its bytes."""
    try:
        return cell.as_py()
    except UnicodeDecodeError:
        inner = cell.value if pa.types.is_dictionary(cell.type) else cell
        return inner.as_buffer().to_pybytes()


def id_in(cell: pa.Scalar) -> str | None:
    """What a page is called, out of a column of any type."""
    value = page_in(cell)
    if value is None:
        return None
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
