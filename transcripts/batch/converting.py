"""Many pages into one file: in chunks, by several processes, so that what an interrupt leaves is not lost.

Beside ``OUT`` there is ``OUT.partial/`` while the work goes on, with the files of every chunk that is done; each is
named after what it was made from (the names, sizes and times of its pages, the options, the version), so a chunk is taken again
only where it would be the same. At the end the chunks are joined in there, and the result is renamed to ``OUT``: what is under
that name is always whole.
"""

from __future__ import annotations

import json
import re
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from errno import EEXIST
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from os import PathLike, fspath
from pathlib import Path
from typing import Unpack

import attrs

from .. import formats
from ..failure import Failure
from ..given import Given
from ..model import Call
from .inputs import Columns, Item, Pages, find, is_page
from .outcomes import Options
from .pool import Died, in_order
from .reading import Reader, died
from .targets import Target, target_of

__all__ = ["Summary", "convert", "own_files"]

_PAGES, _BYTES = 32, 2_000_000  # pages in a chunk, and bytes of them, at most
# What may be otherwise the next time: pages that failed so are read again.
_PASSING = frozenset(("WorkerDied", "MemoryError", "OSError", *[kind.__name__ for kind in OSError.__subclasses__()]))
_EXAMPLES = 10  # failures that a summary shows
_OURS = re.compile(r"\d{8}-[0-9a-f]{16}\.(?:done|[a-z_]+\.arrow|csv|jsonl|md)(?:\.new)?|result(?:\.[a-z]+)?")


@attrs.frozen(slots=True, kw_only=True)
class Summary:
    """What became of the pages.

    ``examples`` are the first few failures, ``failures`` counts all by the kind of error. ``counts`` are those of the calls:
    characters, speakers, turns, pairs, parts, unanswered, notices. ``again`` are pages that were done already, in a run that did
    not get to its end.
    """

    pages: int = 0
    again: int = 0
    seconds: float = 0.0
    failures: Mapping[str, int] = attrs.Factory(dict)
    counts: Mapping[str, int] = attrs.Factory(dict)
    examples: tuple[Failure, ...] = ()

    @property
    def failed(self) -> int:
        """Pages that could not be read."""
        return sum(self.failures.values())


def convert(  # noqa: PLR0913 - keyword-only, most of them read_many's
    pages: Pages,
    out: str | PathLike[str],
    *,
    table: str | None = None,
    workers: int = 1,
    resume: bool = False,
    failures: str | PathLike[str] | None = None,
    id: str | None = None,
    page: str | None = None,
    progress: Callable[[Summary], object] | None = None,
    **given: Unpack[Given],
) -> Summary:
    """Read many pages and write what is in them into one file, by its suffix.

    ``.parquet``: the table ``pages``, a row a page, nested, or the flat ``table`` (``calls``, ``turns``, ``speakers``,
    ``qa_pairs``, ``parts``, ``notices``). ``.jsonl``, ``.json``: the same as objects; of one page that is a file, ``.json`` is its call.
    ``.csv``: a flat table, ``parts`` where None. ``.md``: calls to be read. No suffix: a folder with every table as Parquet.

    ``pages``, ``id``, ``page``, ``workers`` and what else is given are those of ``read_many``. A page that cannot be read is a row with an
    ``error``, counted, and a line of JSON in the file ``failures``. ``progress`` is called whenever some pages are done.
    The same pages give the same bytes, whatever the number of workers. ``out`` is replaced once all is done, never before;
    after an interrupt, ``resume`` goes on where it was.

    Raises ``ValueError`` for an ``out`` that nothing is written as, ``FileExistsError`` for a folder that has something in it,
    and what ``read_many`` raises.
    """
    out = Path(out)
    target = target_of(out, table, single=isinstance(pages, str | PathLike) and is_page(pages))
    if out.is_dir() and out.suffix:
        raise FileExistsError(EEXIST, f"this is a folder, and {out.suffix} is a file", fspath(out))
    if out.is_dir() and any(out.iterdir()):
        raise FileExistsError(EEXIST, "there is something in this folder already", fspath(out))
    if out.exists() and not out.is_dir() and not out.suffix:
        raise FileExistsError(EEXIST, "this is a file, and without a suffix a folder is written", fspath(out))
    options = Options.of(**given)
    aside = _Aside(_partial(out), keep=resume)
    started = time.monotonic()
    so_far = Summary()
    finished: list[str] = []
    found = find(pages, Columns(id=id, page=page), without=own_files(out, failures))
    known = [(plugin.name, type(plugin).__module__, type(plugin).__qualname__) for plugin in formats.known()]
    chunks = _chunks(found, f"{_version()} {target} {options} {known}")
    work = _Work(target=target, reader=Reader(options), folder=aside.folder)
    with aside, _listed(failures) as list_failures:
        for result in in_order(work, chunks, workers=workers):
            done = work.one_by_one(result.task) if isinstance(result, Died) else result
            finished.append(done.key)
            list_failures(done.failures)
            so_far = _added(so_far, done, time.monotonic() - started)
            if progress is not None:
                progress(so_far)
    aside.finish(finished, target, out)
    return attrs.evolve(so_far, seconds=time.monotonic() - started)


def own_files(out: Path, failures: str | PathLike[str] | None = None) -> tuple[Path, ...]:
    """What is written: no page, though it may stand in the folder of the pages, and there from the last time."""
    files = [out] if failures is None else [out, Path(failures)]
    return tuple([path for file in files for path in (file, _partial(file))])


def _partial(path: Path) -> Path:
    return path.with_name(path.name + ".partial")


def _version() -> str:
    try:
        return version("call-transcripts")
    except PackageNotFoundError:  # a checkout that is not installed
        return ""


# --- chunks


@attrs.frozen(slots=True, kw_only=True)
class Chunk:
    """Some pages, and a key that says where they stand and what will be made from them."""

    key: str
    items: tuple[Item, ...]


def _chunks(items: Iterable[Item], made: str) -> Iterator[Chunk]:
    number, size = 0, 0
    some: list[Item] = []
    for item in items:
        if some and (len(some) >= _PAGES or size + item.size > _BYTES):
            yield _chunk(number, some, made)
            number, size, some = number + 1, 0, []
        some.append(item)
        size += item.size
    if some:
        yield _chunk(number, some, made)


def _chunk(number: int, items: Sequence[Item], made: str) -> Chunk:
    digest = sha256(made.encode("utf-8", "surrogatepass"))
    for item in items:
        what = f"\n{item.name} {item.path} {item.size} {item.stamp} {item.failed}".encode("utf-8", "surrogatepass")
        data = item.data.encode("utf-8", "surrogatepass") if isinstance(item.data, str) else item.data or b""
        digest.update(what + sha256(data).digest())
    return Chunk(key=f"{number:08}-{digest.hexdigest()[:16]}", items=tuple(items))


@attrs.frozen(slots=True, kw_only=True)
class _Done:
    """A chunk that is written: how many pages, which failed, and counts of the calls."""

    key: str
    pages: int
    failures: tuple[Failure, ...]
    counts: dict[str, int]
    again: bool = False


@attrs.frozen(slots=True, kw_only=True)
class _Work:
    """Makes a chunk, in whatever process: reads its pages and writes its files, the one that says it is done at last."""

    target: Target
    reader: Reader
    folder: Path

    def __call__(self, chunk: Chunk) -> _Done:
        return self._before(chunk) or self._write(chunk, [self.reader(item) for item in chunk.items])

    def one_by_one(self, chunk: Chunk) -> _Done:
        """The same for a chunk that has a page which kills who reads it, each page in a process that may die."""
        found = [
            died(result.task.name) if isinstance(result, Died) else result
            for result in in_order(self.reader, chunk.items, workers=2)
        ]
        return self._write(chunk, found)

    def _before(self, chunk: Chunk) -> _Done | None:
        try:
            written = json.loads((self.folder / f"{chunk.key}.done").read_bytes())
        except FileNotFoundError:
            return None
        failures = tuple([Failure(**failure) for failure in written.pop("failures")])
        if any(failure.kind in _PASSING for failure in failures):
            return None
        return _Done(key=chunk.key, failures=failures, again=True, **written)

    def _write(self, chunk: Chunk, found: Sequence[Call | Failure]) -> _Done:
        named = [(item.name, result) for item, result in zip(chunk.items, found, strict=True)]
        for part, data in zip(self.target.parts, self.target.make(named), strict=True):
            _put(self.folder / f"{chunk.key}.{part}", data)
        failures = tuple([result for result in found if isinstance(result, Failure)])
        counts = _counts([result for result in found if isinstance(result, Call)])
        written = {"pages": len(found), "counts": counts, "failures": [attrs.asdict(failure) for failure in failures]}
        _put(self.folder / f"{chunk.key}.done", json.dumps(written).encode())
        return _Done(key=chunk.key, pages=len(found), failures=failures, counts=counts)


def _put(path: Path, data: bytes) -> None:
    """Write a file so that it is whole or not there."""
    new = path.with_name(path.name + ".new")
    new.write_bytes(data)
    new.replace(path)


def _counts(calls: Iterable[Call]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for call in calls:
        counts["characters"] += len(call.source)
        counts["speakers"] += len(call.speakers)
        counts["turns"] += len(call.turns)
        counts["pairs"] += len(call.qa_pairs)
        counts["parts"] += sum([len(pair.questions) for pair in call.qa_pairs])
        counts["unanswered"] += sum([len(pair.unanswered) for pair in call.qa_pairs])
        counts["notices"] += len(call.notices)
    return dict(counts)


def _added(so_far: Summary, done: _Done, seconds: float) -> Summary:
    return Summary(
        pages=so_far.pages + done.pages,
        again=so_far.again + (done.pages if done.again else 0),
        seconds=seconds,
        failures=Counter(so_far.failures) + Counter([failure.kind for failure in done.failures]),
        counts=Counter(so_far.counts) + Counter(done.counts),
        examples=(so_far.examples + done.failures)[:_EXAMPLES],
    )


# --- files beside the result


class _Aside:
    """The folder beside ``OUT`` in which the work goes on."""

    def __init__(self, folder: Path, *, keep: bool) -> None:
        self.folder = folder
        if not keep:
            self._clear()
        folder.mkdir(exist_ok=True)

    def __enter__(self) -> None:
        pass

    def __exit__(self, raised: object, *_: object) -> None:
        if raised is not None:
            with suppress(OSError):
                self.folder.rmdir()  # no page was done, so there is nothing to go on from

    def finish(self, keys: Sequence[str], target: Target, out: Path) -> None:
        """Join the chunks, give the result its name, and leave nothing beside it."""
        result = self.folder / f"result{out.suffix}"
        self._remove(result)
        target.join([[self.folder / f"{key}.{part}" for part in target.parts] for key in keys], result)
        if result.is_dir() and out.is_dir():
            out.rmdir()  # it is empty, or convert() would have refused it
        result.replace(out)
        self._clear()

    def _clear(self) -> None:
        """Take away what is ours; a file that somebody else put there stays, and the folder with it."""
        if not self.folder.is_dir():
            return
        for path in self.folder.iterdir():
            if _OURS.fullmatch(path.name):
                self._remove(path)
        with suppress(OSError):
            self.folder.rmdir()

    def _remove(self, path: Path) -> None:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


@contextmanager
def _listed(path: str | PathLike[str] | None) -> Iterator[Callable[[Iterable[Failure]], None]]:
    """What adds failures to a file, a line of JSON each; the file is written aside too, and renamed when all is done."""
    if path is None:
        yield lambda _: None
        return
    new = _partial(Path(path))
    with new.open("w", encoding="utf-8", errors="backslashreplace") as file:
        yield lambda some: file.writelines([json.dumps(attrs.asdict(f), ensure_ascii=False) + "\n" for f in some])
    new.replace(path)
