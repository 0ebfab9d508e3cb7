"""Where pages come from: files, folders, globs, columns of Parquet and JSONL, pages at hand. Nothing is read before its turn."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from errno import ENOENT
from glob import glob, has_magic
from itertools import chain
from os import PathLike, fspath
from pathlib import Path
from typing import IO, Any, TypeAlias

import attrs

from ..failure import Failure

__all__ = ["PAGES", "STDIN", "TABLES", "Columns", "Item", "Pages", "count", "find", "is_page", "piped"]

STDIN = "-"

Place: TypeAlias = str | PathLike[str]
Pages: TypeAlias = "Place | Iterable[Place | tuple[str, str | bytes] | Item]"

# What a folder is searched for. Of other files in it nothing is said; named one by one, every file is taken for a page.
PAGES = frozenset(".txt .text .md .markdown .html .htm .xhtml .shtml .json .pdf .docx".split())
TABLES = frozenset((".parquet", ".jsonl", ".ndjson"))
_ASSETS = "_files"  # beside page.html a browser saves what belongs to it in page_files/
_ID, _PAGE = ("id", "name", "url"), ("text", "bytes", "html", "page", "content", "body")
_ROWS = 64  # of a Parquet file, at a time
_BUFFER = 1 << 20  # bytes of a column of it that are read ahead; without, a whole row group is


@attrs.frozen(slots=True, kw_only=True)
class Item:
    """A page to be read: what it is called, and its file, or what stands on it.

    ``failed`` says why there is neither. ``size`` is in bytes or characters, ``stamp`` differs when the file does.
    """

    name: str
    path: str | None = None
    data: str | bytes | None = None
    failed: Failure | None = None
    size: int = 0
    stamp: int = 0

    def read(self) -> str | bytes | None:
        """What stands on the page. Raises ``OSError`` for a file that cannot be read."""
        return self.data if self.path is None else Path(self.path).read_bytes()


@attrs.frozen(slots=True, kw_only=True)
class Columns:
    """Which columns of a table hold what pages are called, and the pages.

    Where None, the first there is of ``id``, ``name``, ``url``, and of ``text``, ``bytes``, ``html``, ``page``, ``content``, ``body``.
    Rows of a table without names are called by its file and their number, from 0.
    """

    id: str | None = None
    page: str | None = None

    def find(self, names: Sequence[str], path: str) -> tuple[str | None, str]:
        """The two columns among those of a table. Raises ``ValueError`` for a column that is not there."""
        for asked in (self.id, self.page):
            if asked is not None and asked not in names:
                raise ValueError(f"{path}: no column {asked!r}; there are: {', '.join(names)}")
        id = self.id or next((name for name in _ID if name in names), None)
        page = self.page or next((name for name in _PAGE if name in names and name != id), None)
        if page is None:
            raise ValueError(f"{path}: no column {' or '.join(_PAGE)}; there are: {', '.join(names)}")
        return id, page


def find(pages: Pages, columns: Columns | None = None, *, without: Collection[Path] = ()) -> Iterator[Item]:
    """Every page, in order: of a folder and of a glob sorted by path, of a table row by row.

    A page at hand is a pair of its name and a str or bytes. ``without`` are files and folders that no folder and no glob
    means, as what is being written from the pages. Raises ``FileNotFoundError`` for a folder or a glob without pages, and
    for a place given alone at which nothing is, and ``ValueError`` for a Parquet file that is named and has no column of pages; a
    file among several that is not there, a table in a folder that cannot be read, and a line of JSON without a page is an item
    that ``failed``.
    """
    columns = columns or Columns()
    if isinstance(pages, str | PathLike):
        if not (has_magic(fspath(pages)) or Path(pages).exists()):
            raise FileNotFoundError(ENOENT, "there is no such file or folder", fspath(pages))
        pages = (pages,)
    for page in pages:
        if isinstance(page, str | PathLike):
            yield from _at(fspath(page), columns, without)
        elif isinstance(page, Item):
            yield page
        else:
            name, data = page
            yield _cell(str(name), data)


def is_page(place: Place) -> bool:
    """Whether a place is the file of one page, and no table of several."""
    path = Path(place)
    return path.is_file() and _suffix(path) not in TABLES


def count(pages: Sequence[Place], *, without: Collection[Path] = ()) -> int | None:
    """How many pages places have, as far as that can be told without reading them; None where it cannot."""
    found = 0
    for place in pages:
        for path in _files_at(fspath(place), without):
            if _suffix(path) == ".parquet":
                from ..export import arrow  # noqa: F401 - says what to install where there is no pyarrow

                # behind that line on purpose
                import pyarrow.parquet as pq  # isort: skip

                try:
                    found += pq.read_metadata(path).num_rows
                except (OSError, ValueError):
                    return None
            elif _suffix(path) in TABLES or fspath(place) == STDIN:
                return None
            else:
                found += 1
    return found


def piped(stream: IO[bytes], columns: Columns) -> Iterator[Item]:
    """What comes through a pipe: pages in lines of JSON, or else one page.

    Lines are those of which the first two are objects, or the only one is an object with a name and a page; and all lines
    where columns are named.
    """
    first, second = stream.readline(), stream.readline()
    if columns != Columns() or (_is_row(first) if not second else _is_object(first) and _is_object(second)):
        yield from lines_of(chain((first, second), stream), "<stdin>", columns)
    else:
        data = first + second + stream.read()
        yield Item(name="<stdin>", data=data, size=len(data))


def _is_object(line: bytes) -> bool:
    return _object(line) is not None


def _is_row(line: bytes) -> bool:
    found = _object(line) or {}
    return any(name in found for name in _ID) and any(isinstance(found.get(name), str) for name in _PAGE)


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _at(place: str, columns: Columns, without: Collection[Path]) -> Iterator[Item]:
    empty = True
    for path in _files_at(place, without):
        empty = False
        if _suffix(path) not in TABLES:
            yield _file(path)
        elif path == Path(place):
            yield from _rows(path, columns)
        else:  # one of a folder, which must not stop the others
            try:
                yield from _rows(path, columns)
            except (ValueError, OSError) as error:
                yield Item(name=fspath(path), failed=Failure.of(fspath(path), error))
    if empty:
        what = (
            f"no page in this folder ({' '.join(sorted(PAGES | TABLES))})"
            if Path(place).is_dir()
            else "no file matches"
        )
        raise FileNotFoundError(ENOENT, what, place)


def _rows(path: Path, columns: Columns) -> Iterator[Item]:
    return (_parquet if _suffix(path) == ".parquet" else _lines)(fspath(path), columns)


def _files_at(place: str, without: Collection[Path]) -> Iterable[Path]:
    path = Path(place)
    left_aside = _LeftAside(without)
    if path.is_dir():
        return filter(_looks_like_pages, _walk(path, left_aside))
    if has_magic(place) and not path.exists():
        found = map(Path, sorted(glob(place, recursive=True)))  # noqa: PTH207 - Path.glob has no absolute ones
        return (path for path in found if path.is_file() and not any(map(left_aside, (path, *path.parents))))
    return (path,)


class _LeftAside:
    """Whether a path is one of some, under whatever name; the file system is asked only for those that are called so."""

    def __init__(self, paths: Collection[Path]) -> None:
        self._names = {path.name for path in paths}
        self._paths = {path.resolve() for path in paths}

    def __call__(self, path: Path) -> bool:
        return path.name in self._names and path.resolve() in self._paths


def _looks_like_pages(path: Path) -> bool:
    return (_suffix(path) in PAGES or _suffix(path) in TABLES) and not path.is_fifo()


def _suffix(path: Path) -> str:
    name = path.name.lower().removesuffix(".gz")
    return Path(name).suffix if Path(name).suffix in TABLES else path.suffix.lower()


def _walk(folder: Path, left_aside: _LeftAside, above: Sequence[Path] = ()) -> Iterator[Path]:
    """The files below a folder, sorted, hidden ones and the assets of saved pages left aside.

    A link to a folder is followed, but not one to a folder ``above``, in which it stands itself.
    """
    here = folder.resolve()
    if here in above:
        return
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or left_aside(path):
            continue
        if not path.is_dir():
            yield path
        elif not _holds_assets(path):
            yield from _walk(path, left_aside, (*above, here))


def _holds_assets(folder: Path) -> bool:
    """Whether a folder is what a browser saved with the page beside it."""
    name = folder.name.removesuffix(_ASSETS)
    return name != folder.name and any((folder.with_name(name + suffix)).exists() for suffix in (".html", ".htm"))


def _file(path: Path) -> Item:
    name = fspath(path)
    try:
        found = path.stat()
    except OSError as error:
        return Item(name=name, failed=Failure.of(name, error))
    return Item(name=name, path=name, size=found.st_size, stamp=found.st_mtime_ns)


def _parquet(path: str, columns: Columns) -> Iterator[Item]:
    from ..export import arrow  # noqa: F401 - says what to install where there is no pyarrow
    from ..export.columns import id_in, page_in

    # behind that line on purpose
    import pyarrow.parquet as pq  # isort: skip

    row = 0
    try:
        file = pq.ParquetFile(path, pre_buffer=False, buffer_size=_BUFFER)
    except ValueError as error:  # Arrow's, which does not say what file it is
        raise ValueError(f"{path}: {error}") from error
    with file:
        id, page = columns.find(file.schema_arrow.names, path)
        for batch in file.iter_batches(_ROWS, columns=[page] if id is None else [id, page], use_threads=False):
            names = [None] * batch.num_rows if id is None else map(id_in, batch.column(id))
            for name, data in zip(names, batch.column(page), strict=True):
                yield _cell(_name(name, path, row), page_in(data))
                row += 1


def _lines(path: str, columns: Columns) -> Iterator[Item]:
    with gzip.open(path) if path.lower().endswith(".gz") else Path(path).open("rb") as lines:
        try:
            yield from lines_of(lines, path, columns)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise ValueError(f"{path}: {error}") from error


def lines_of(lines: Iterable[bytes], path: str, columns: Columns) -> Iterator[Item]:
    """The pages in lines of JSON, each an object with a page in one of its values. Objects need not be alike."""
    for row, line in enumerate(lines):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
            id, page = columns.find(list(value), path)
            yield _cell(_name(None if id is None else value[id], path, row), value[page])
        except (ValueError, TypeError, RecursionError) as error:
            failed = Failure(name=f"{path}#{row}", kind="ValueError", message=f"no page in this line: {error}")
            yield Item(name=failed.name, failed=failed)


def _name(id: object, path: str, row: int) -> str:
    return f"{path}#{row}" if id is None else str(id)


def _cell(name: str, data: object) -> Item:
    if isinstance(data, str | bytes):
        return Item(name=name, data=data, size=len(data))
    message = "there is no page: the cell is null" if data is None else f"no text or bytes but {type(data).__name__}"
    return Item(name=name, failed=Failure(name=name, kind="ValueError", message=message))
