"""Calls as Arrow: one function from pages to tables, which any engine maps over a column of pages.

    parse_batch(RecordBatch{id, text or bytes}) -> RecordBatch

runs in this process, in Spark (``DataFrame.mapInArrow``), Ray Data, Dask or Daft, and never raises for a page: a page
that cannot be read is a row with an ``error``. Needs the extra ``arrow``.

>>> import pyarrow as pa
>>> from transcripts.export import arrow
>>> pages = pa.record_batch({"id": ["a"], "text": ["安娜·李:\\n大家好,我们开始。\\n\\n王珂:\\n谢谢安娜。"]})
>>> arrow.parse_batch(pages, table="turns").column("speaker").to_pylist()
['安娜·李', '王珂']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from errno import EEXIST
from itertools import chain
from os import PathLike
from pathlib import Path
from shutil import rmtree
from typing import Any, TypeAlias, Unpack

import attrs

try:
    import pyarrow as pa
except ImportError as error:
    raise ImportError("tables need pyarrow: pip install 'call-transcripts[arrow]'") from error

from ..failure import Failure
from ..given import Given
from ..model import Call
from . import flat
from .columns import SPAN, batch_of, id_in, page_in
from .json import SCHEMA, from_dict, to_dict
from .schemas import NAMES, Name, ddl, schema

__all__ = [
    "NAMES", "SPAN", "Mapper", "Name", "ddl", "decode", "encode", "mapper", "pages", "parse_batch", "schema", "write",
]  # fmt: skip

Place: TypeAlias = str | PathLike[str]
Pages: TypeAlias = Place | Iterable[Place | tuple[str, str | bytes]]

_ROWS, _BYTES = 64, 16_000_000  # pages, and bytes of pages, that a mapper takes at a time


# --- calls and tables


def encode(found: Iterable[tuple[str | None, Call | Failure]], table: Name = "pages") -> pa.RecordBatch:
    """Calls and failures, each with its id, as a batch of a table.

    The table ``pages`` has a row for each and holds all of a call, its text too; for the others see ``flat.TABLES``.
    The text of a call that was read without its page is null.
    """
    if table == "pages":
        return batch_of([_page(id, result) for id, result in found], schema(table))
    names = schema(table).names
    return batch_of(
        [dict(zip(names, row, strict=True)) for id, result in found for row in flat.rows(table, id, result)],
        schema(table),
    )


def _page(id: str | None, found: Call | Failure) -> dict[str, Any]:
    if isinstance(found, Failure):
        return {"id": id, "error": f"{found.kind}: {found.message}"}
    return {"id": id, "text": found.source.text if found.source.whole else None, **to_dict(found)}


def decode(pages: pa.RecordBatch | pa.Table) -> Iterator[tuple[str, Call | Failure]]:
    """The calls of a batch or table ``pages``, each with its id ("" for null), as ``encode`` took them.

    Without the column ``text`` they are read without their pages, as ``from_dict`` reads them. Raises ``JSONError`` for a
    row that is no call.
    """
    for batch in [pages] if isinstance(pages, pa.RecordBatch) else pages.to_batches():
        for row in batch.to_pylist():
            id, error, text = row.pop("id", None) or "", row.pop("error", None), row.pop("text", None)
            if error is not None:
                kind, _, message = error.partition(": ")
                yield id, Failure(name=id, kind=kind, message=message)
            else:
                yield id, from_dict({"schema": SCHEMA, **_plain(row)}, text=text)


def _plain(value: Any) -> Any:
    """Values as JSON has them: a span is a list of two."""
    if isinstance(value, dict):
        if len(value) == 2 and "start" in value and "end" in value:
            return [value["start"], value["end"]]
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value


# --- pages and tables


def parse_batch(
    batch: pa.RecordBatch, *, table: Name = "pages", id: str = "id", page: str | None = None, **given: Unpack[Given]
) -> pa.RecordBatch:
    """Parse a batch of pages into a batch of a table.

    ``id`` names the column with what each page is called (any type; it is written as text, null as null), ``page`` the one
    with the pages, as text or bytes: where None, ``text`` or else ``bytes``. What else is given is that of
    ``transcripts.parse``: ``format``, ``encoding``, ``html``, ``roster``, ``firms``, ``strict``. A page that cannot be read,
    or is null, is a row with an ``error``; text that is not UTF-8 is read as bytes are. Raises ``ValueError`` for columns
    that are not there or hold no pages, before a page is parsed.
    """
    return mapper(table, id=id, page=page, **given).batch(batch)


@attrs.frozen(kw_only=True)
class Mapper:
    """``parse_batch`` with its arguments, over a stream of batches: what Spark's ``mapInArrow`` takes. It can be pickled."""

    table: Name
    id: str
    page: str | None
    given: Any = attrs.field(repr=False)

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """A batch of the table for every few pages, in order; memory does not grow with the stream."""
        for batch in batches:
            for few in _few(batch):
                yield self.batch(few)

    def batch(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """One batch of pages as one batch of the table."""
        from ..batch.outcomes import outcome

        page = self.page or _page_column(batch.schema)
        ids, pages = _column(batch, self.id), _column(batch, page)
        kind = pages.type.value_type if pa.types.is_dictionary(pages.type) else pages.type
        if not any(holds(kind) for holds in _HOLD_PAGES):
            raise ValueError(f"the column {page!r} holds {kind}, not text or bytes")
        names = [id_in(cell) for cell in ids]
        found = [
            (name, outcome(name or "", page_in(cell), self.given)) for name, cell in zip(names, pages, strict=True)
        ]
        return encode(found, self.table)


# --- files of pages and of tables


def pages(
    places: Pages, *, id: str | None = None, page: str | None = None, rows: int = _ROWS
) -> Iterator[pa.RecordBatch]:
    """Pages as batches of ``id`` and ``text``, or ``id`` and ``bytes``, for ``parse_batch``.

    ``places`` are files, folders or globs, as ``transcripts.read_many`` takes them; of Parquet and JSONL the columns ``id``
    and ``page`` are read (``batch.Columns``), a few rows at a time. What is no page, or cannot be read, is null. Raises what
    ``read_many`` raises.

    >>> from transcripts.export import arrow
    >>> [batch.num_rows for batch in arrow.pages("examples/*.txt")]
    [2]
    """
    from ..batch.inputs import Columns, find

    names: list[str] = []
    data: list[str | bytes | None] = []
    held = "text"
    for item in find(places, Columns(id=id, page=page)):
        try:
            read = None if item.failed else item.read()
        except OSError:
            read = None
        kind = held if read is None else "bytes" if isinstance(read, bytes) else "text"
        if names and (kind != held or len(names) >= rows):
            yield _of_pages(names, data, held)
            names, data = [], []
        held = kind
        names.append(item.name)
        data.append(read)
    if names:
        yield _of_pages(names, data, held)


def _of_pages(names: list[str], data: list[Any], held: str) -> pa.RecordBatch:
    kind = pa.binary() if held == "bytes" else pa.string()
    return batch_of(
        [{"id": name, held: page} for name, page in zip(names, data, strict=True)],
        pa.schema([pa.field("id", pa.string()), pa.field(held, kind)]),
    )


def write(batches: Iterable[pa.RecordBatch], folder: str | PathLike[str], *, partition_by: Sequence[str] = ()) -> None:
    """Batches of one table as a folder of Parquet files, in folders ``year=2024`` for the columns ``partition_by``.

    Any engine reads it as one table. Batches are written as they come, in order; memory does not grow with
    their number. A folder in which there is something already is not written to: raises ``FileExistsError``. Raises
    ``ValueError`` for no batches, for a column that the table lacks, and for a batch of another table. Where anything is
    raised, nothing is left of the folder.

    >>> from tempfile import TemporaryDirectory
    >>> from transcripts.export import arrow
    >>> with TemporaryDirectory() as folder:
    ...     arrow.write(arrow.mapper("parts")(arrow.pages("examples/*.txt")), folder, partition_by=["year"])
    ...     print(sorted(path.name for path in Path(folder).iterdir()))
    ['year=2025']
    """
    import pyarrow.dataset as ds

    stream = iter(batches)
    first = next(stream, None)
    if first is None:
        raise ValueError("there is nothing to write: no batches")
    partition_by = [partition_by] if isinstance(partition_by, str) else partition_by
    missing = [name for name in partition_by if name not in first.schema.names]
    if missing:
        raise ValueError(f"no column {', '.join(missing)} to partition by; there are: {', '.join(first.schema.names)}")
    if Path(folder).is_dir() and any(Path(folder).iterdir()):
        raise FileExistsError(EEXIST, "there is something in this folder already", str(folder))
    parts = pa.schema([first.schema.field(name) for name in partition_by])
    options = ds.ParquetFileFormat().make_write_options(compression="zstd")
    try:
        ds.write_dataset(
            _alike(first, stream),
            folder,
            schema=first.schema,
            format="parquet",
            file_options=options,
            partitioning=ds.partitioning(parts, flavor="hive") if partition_by else None,
            use_threads=False,
            max_open_files=64,
            max_rows_per_group=100_000,
            preserve_order=True,
        )
    except BaseException:
        rmtree(folder, ignore_errors=True)  # nothing was in it: half a table reads like a whole one, or not at all
        raise


_HOLD_PAGES = (
    pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view,
    pa.types.is_binary, pa.types.is_large_binary, pa.types.is_binary_view,
    pa.types.is_null,  # what pandas makes of a column in which nothing is
)  # fmt: skip


def mapper(table: Name = "pages", *, id: str = "id", page: str | None = None, **given: Unpack[Given]) -> Mapper:
    """``parse_batch`` for an engine: a function from an iterator of record batches to one.

    >>> import pyarrow as pa
    >>> from transcripts.export import arrow
    >>> pages = pa.record_batch({"id": [7], "bytes": [b"%PDF-"]})
    >>> next(arrow.mapper("calls")([pages])).column("error").to_pylist()[0].partition(":")[0]
    'DecodeError'
    """
    from ..batch.outcomes import Options

    schema(table)
    return Mapper(table=table, id=id, page=page, given=Options.of(**given))


def _page_column(columns: pa.Schema) -> str:
    found = next((name for name in ("text", "bytes") if name in columns.names), None)
    if found is None:
        raise ValueError(f"no column 'text' or 'bytes' in {columns.names}; name the one with the pages: page=")
    return found


def _column(batch: pa.RecordBatch, name: str) -> pa.Array:
    if batch.schema.names.count(name) != 1:
        several = "several columns" if name in batch.schema.names else "no column"
        raise ValueError(f"{several} {name!r}; there are: {', '.join(batch.schema.names)}")
    return batch.column(name)


def _alike(first: pa.RecordBatch, others: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The batches, of one table: a column that another table lacks would be written as null."""
    for batch in chain((first,), others):
        if not batch.schema.equals(first.schema):
            raise ValueError(f"not all batches are of one table: {batch.schema.names} behind {first.schema.names}")
        yield batch


def _few(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """A batch in slices of a few pages; a page is never cut."""
    try:
        size = batch.nbytes
    except pa.ArrowTypeError:  # pyarrow 21 does not know how much of its buffers a view takes
        size = batch.get_total_buffer_size()
    rows = max(1, min(_ROWS, batch.num_rows * _BYTES // max(1, size)))
    for start in range(0, batch.num_rows, rows):
        yield batch.slice(start, rows)
