"""``read_many``: pages in, calls and failures out, one after the other."""

from __future__ import annotations

import json
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import suppress
from os import PathLike
from pathlib import Path
from typing import TextIO, Unpack

import attrs

from ..failure import Failure
from ..given import Given
from ..model import Call
from .inputs import Columns, Item, Pages, find
from .outcomes import Options, outcome
from .pool import Died, in_order

__all__ = ["Reader", "died", "read_many"]


def read_many(
    pages: Pages,
    *,
    workers: int = 1,
    journal: str | PathLike[str] | None = None,
    id: str | None = None,
    page: str | None = None,
    **given: Unpack[Given],
) -> Iterator[Call | Failure]:
    """Read many pages: a ``Call`` or a ``Failure`` for each, in order, as they come.

    ``pages`` is a file, a folder (everything below it that looks like a page, sorted), a glob, or an iterable of such and of
    pairs ``(name, text or bytes)``. A Parquet or JSONL file stands for the pages in its rows; ``id`` and ``page`` name its columns
    (``batch.inputs.Columns``). ``call.source.name`` and ``failure.name`` say which page it was. What else is given is that of
    ``transcripts.parse``.

    Pages are taken from an iterator, and calls kept, only a few ahead of whoever reads, so memory does not grow with their
    number. A page that cannot be read is a ``Failure``, and the others go on. With ``workers`` above 1 pages are read by as
    many processes, and one that kills the process that reads it is a ``Failure`` too; a script that asks for them needs
    ``if __name__ == "__main__":``, as always with processes.

    ``journal`` is a file in which the name of every page is written down once its result is done with, that is, when the
    next one is asked for. Given again after an interrupt, the pages that stand in it are passed over.

    Raises ``FileNotFoundError`` for a folder or glob without pages and for a place given alone at which nothing is,
    ``ValueError`` for a Parquet file that is named and has no column of pages, ``RuntimeError`` where no process can begin,
    and what a roster or a format that cannot be read raises.

    >>> import transcripts
    >>> [str(found) for found in transcripts.read_many([("a", b"%PDF-"), ("b", "王珂:\\n大家好。")])][0][:18]
    'a: DecodeError: th'
    """
    options = Options.of(**given)
    kept = None if journal is None else Path(journal)
    found = find(pages, Columns(id=id, page=page), without=() if kept is None else (kept,))
    return _results(found, Reader(options), workers, kept)


def _results(items: Iterator[Item], reader: Reader, workers: int, journal: Path | None) -> Iterator[Call | Failure]:
    if journal is None:
        yield from _read(items, reader, workers)
        return
    with journal.open("a+", encoding="utf-8") as written:
        done = _names(written)
        names: deque[str] = deque()  # of the pages under way

        def left() -> Iterator[Item]:
            for item in items:
                if done[item.name]:  # two pages of one name are two lines
                    done[item.name] -= 1
                else:
                    names.append(item.name)
                    yield item

        for result in _read(left(), reader, workers):
            yield result
            written.write(json.dumps(names.popleft()) + "\n")
            written.flush()


def _read(items: Iterator[Item], reader: Reader, workers: int) -> Iterator[Call | Failure]:
    for result in in_order(reader, items, workers=workers):
        if isinstance(result, Died):
            yield died(result.task.name)
        else:
            yield result


def _names(journal: TextIO) -> Counter[str]:
    """The pages that are done; a line that an interrupt cut is of one that is not, and stays where it is.

    Raises ``ValueError`` for a file that is no journal.
    """
    journal.seek(0)
    found: Counter[str] = Counter()
    line = "\n"
    for line in journal:
        if not line.startswith('"'):
            raise ValueError(f"{journal.name}: this is no journal: {line[:40]!r}")
        with suppress(ValueError):
            found[json.loads(line)] += 1
    if not line.endswith("\n"):
        journal.write("\n")
    return found


def died(name: str) -> Failure:
    """The failure of a page that killed who read it."""
    return Failure(
        name=name, kind="WorkerDied", message="the process that read this page, and no other, died; out of memory?"
    )


@attrs.frozen(slots=True)
class Reader:
    """Reads a page, in whatever process."""

    options: Options

    def __call__(self, item: Item) -> Call | Failure:
        """The call on the page, or why there is none."""
        if item.failed is not None:
            return item.failed
        try:
            page = item.read()
        except OSError as error:
            return Failure.of(item.name, error)
        return outcome(item.name, page, self.options)
