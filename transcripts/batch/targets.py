"""What many calls are written as, by the suffix of the file. Each is made in chunks, by whatever process, and then joined.

A chunk is one or more files of bytes; joining reads them one after the other, so it takes as much memory as the largest.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import attrs

from ..export import flat
from ..export.json import to_dict
from ..export.markdown import plain, to_markdown
from ..failure import Failure
from ..model import Call

if TYPE_CHECKING:
    from ..export.schemas import Name

__all__ = ["SUFFIXES", "TABLE_NAMES", "Found", "Target", "target_of"]

Found = Sequence[tuple[str, Call | Failure]]
TABLE_NAMES = ("pages", *flat.TABLES)
SUFFIXES = ".parquet .jsonl .ndjson .json .csv .md".split()
_GROUP = 64_000_000  # bytes of Arrow in a row group of Parquet
_SURROGATE = re.compile("[\ud800-\udfff]")  # UTF-8 cannot write it; two in a row are read back as one character


class Target(Protocol):
    """A kind of file, or of folder."""

    @property
    def parts(self) -> Sequence[str]:
        """The suffixes of the files of a chunk."""

    def make(self, found: Found) -> Iterator[bytes]:
        """A chunk of pages, a value for each of ``parts``."""

    def join(self, chunks: Sequence[Sequence[Path]], out: Path) -> None:
        """Write ``out``, which is not there yet, from the files of all chunks, in order."""


def target_of(out: Path, table: str | None = None, *, single: bool = False) -> Target:
    """The target that a path means, and the table in it. ``single`` says that there is one page, which JSON needs no list for.

    Raises ``ValueError`` for a suffix that nothing is written as, a table that there is not, and one that does not fit.
    """
    suffix = out.suffix.lower()
    if suffix in ("", ".parquet"):
        from ..export import arrow  # noqa: F401 - before any page is read, say what to install
    if table is not None and table not in TABLE_NAMES:
        raise ValueError(f"no table is named {table!r}; there are: {', '.join(TABLE_NAMES)}")
    if not suffix:
        if table is not None:
            raise ValueError(f"{out} has no suffix, so it becomes a folder with every table; a table goes into a file")
        return Parquet(tables=TABLE_NAMES, folder=True)
    if suffix == ".parquet":
        return Parquet(tables=(table or "pages",))
    if suffix == ".csv":
        if table == "pages":
            raise ValueError("the table 'pages' is nested, and CSV is flat; there are: " + ", ".join(flat.TABLES))
        flat_table: Any = table or "parts"
        return Csv(table=flat_table)
    if suffix in (".jsonl", ".ndjson"):
        return Json(table=table or "pages", shape="lines")
    if suffix == ".json":
        return Json(table=table or "pages", shape="one" if single and table is None else "list")
    if suffix == ".md":
        if table is not None:
            raise ValueError("Markdown shows calls; a table goes into .parquet, .jsonl, .json or .csv")
        return Markdown()
    raise ValueError(
        f"nothing is written as {suffix}; there are: {', '.join(SUFFIXES)}, and a folder, without a suffix"
    )


@attrs.frozen(kw_only=True)
class Parquet:
    """Tables as Parquet: one in a file, or each in a file of its own in a folder. Chunks are Arrow IPC."""

    tables: Sequence[str]
    folder: bool = False

    @property
    def parts(self) -> Sequence[str]:
        return [f"{table}.arrow" for table in self.tables]

    def make(self, found: Found) -> Iterator[bytes]:
        import pyarrow as pa

        from ..export.arrow import encode

        for table in self._names():
            sink = pa.BufferOutputStream()
            batch = encode(found, table)
            with pa.ipc.new_stream(sink, batch.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
                writer.write_batch(batch)
            yield sink.getvalue().to_pybytes()

    def join(self, chunks: Sequence[Sequence[Path]], out: Path) -> None:
        if self.folder:
            out.mkdir()
        for number, table in enumerate(self._names()):
            _write_parquet([chunk[number] for chunk in chunks], out / f"{table}.parquet" if self.folder else out, table)

    def _names(self) -> Sequence[Name]:
        names: Sequence[Any] = self.tables
        return names


def _write_parquet(files: Iterable[Path], out: Path, table: Name) -> None:
    """Batches of several chunks together make a row group, so that small ones do not become thousands of small groups."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from ..export.arrow import schema

    kind = schema(table)
    waiting: list[Any] = []
    with pq.ParquetWriter(out, kind, compression="zstd") as writer:

        def write() -> None:
            if waiting:
                together = pa.Table.from_batches(waiting, kind)
                waiting.clear()
                writer.write_table(together, row_group_size=max(1, together.num_rows))

        for file in files:
            with pa.ipc.open_stream(file.read_bytes()) as reader:
                waiting += list(reader)
            if sum([batch.nbytes for batch in waiting]) >= _GROUP:
                write()
        write()


@attrs.frozen(kw_only=True)
class Csv:
    """A flat table as CSV in UTF-8, with the mark by which spreadsheets know that; lists are joined by "; "."""

    table: flat.Table

    @property
    def parts(self) -> Sequence[str]:
        return ["csv"]

    def make(self, found: Found) -> Iterator[bytes]:
        yield _csv([[_cell(cell) for cell in row] for id, call in found for row in flat.rows(self.table, id, call)])

    def join(self, chunks: Sequence[Sequence[Path]], out: Path) -> None:
        head = b"\xef\xbb\xbf" + _csv([[column.name for column in flat.TABLES[self.table]]])
        _copy([chunk[0] for chunk in chunks], out, before=head)


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)  # CRLF ends a row, as RFC 4180 has it, so that a lone CR in a cell is quoted
    return written.getvalue().encode("utf-8", "replace")


def _cell(cell: flat.Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return str(cell) if isinstance(cell, str | int | float) else "; ".join(cell)


@attrs.frozen(kw_only=True)
class Json:
    """Pages as the JSON of a call with its ``id``, ``error`` and ``text``, or rows of a flat table, as objects.

    ``shape`` is a line an object, a list of them, or the one call there is, as ``call.to_json()`` writes it.
    """

    table: str
    shape: str

    @property
    def parts(self) -> Sequence[str]:
        return ["jsonl"]

    def make(self, found: Found) -> Iterator[bytes]:
        lines = [_dumped(value) for id, call in found for value in self._values(id, call)]
        yield "".join([line + "\n" for line in lines]).encode()

    def _values(self, id: str, found: Call | Failure) -> Iterator[dict[str, Any]]:
        if self.table != "pages":
            table: Any = self.table
            names = [column.name for column in flat.TABLES[table]]
            yield from [dict(zip(names, row, strict=True)) for row in flat.rows(table, id, found)]
        elif isinstance(found, Failure):
            yield {"id": id, "error": f"{found.kind}: {found.message}"}
        else:
            whole = {} if self.shape == "one" else {"id": id, "error": None, "text": found.source.text}
            yield {**whole, **to_dict(found)}

    def join(self, chunks: Sequence[Sequence[Path]], out: Path) -> None:
        files = [chunk[0] for chunk in chunks]
        if self.shape != "list":
            _copy(files, out)
            return
        with out.open("wb") as written:
            before = b"[\n"
            for file in files:
                for line in io.BytesIO(file.read_bytes()):
                    written.write(before + line.rstrip(b"\n"))
                    before = b",\n"
            written.write(b"[]\n" if before == b"[\n" else b"\n]\n")


def _dumped(value: dict[str, Any]) -> str:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


@attrs.frozen(kw_only=True)
class Markdown:
    """Calls to be read, one below the other, between rules."""

    @property
    def parts(self) -> Sequence[str]:
        return ["md"]

    def make(self, found: Found) -> Iterator[bytes]:
        shown = [
            f"# {plain(id)}\n\n*{plain(str(call))}*\n" if isinstance(call, Failure) else to_markdown(call)
            for id, call in found
        ]
        yield "\n---\n\n".join(shown).encode("utf-8", "replace")

    def join(self, chunks: Sequence[Sequence[Path]], out: Path) -> None:
        _copy([chunk[0] for chunk in chunks], out, between=b"\n---\n\n")


def _copy(files: Sequence[Path], out: Path, *, before: bytes = b"", between: bytes = b"") -> None:
    with out.open("wb") as written:
        written.write(before)
        for number, file in enumerate(files):
            written.write(between if number else b"")
            with file.open("rb") as read:
                shutil.copyfileobj(read, written)
