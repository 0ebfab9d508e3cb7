"""``transcripts convert``: many pages into one file, with a bar that says how far it is."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from ..batch import Columns, Summary
from ..batch import convert as convert_pages
from ..batch.converting import own_files
from ..batch.inputs import STDIN, Item, count, piped
from ..batch.targets import SUFFIXES, TABLE_NAMES
from ..errors import TranscriptError
from ..show import clean
from .commands import Encoding, app, complain, known_format, output, people_in, show_part

_EVERY = 10.0  # seconds between two lines of progress where nobody watches a bar


def _processors() -> int:
    """Processors that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1


@app.command()
def convert(
    pages: Annotated[
        list[str],
        typer.Argument(
            metavar="IN", help="Files, folders, globs, Parquet and JSONL with a column of pages; - is standard input."
        ),
    ],
    out: Annotated[
        Path, typer.Option("--output", "-o", metavar="OUT", help=f"What to write: {' '.join(SUFFIXES)}, or a folder.")
    ],
    table: Annotated[
        str | None, typer.Option(metavar="NAME", help=f"Write this table: {', '.join(TABLE_NAMES)}.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Processes that read pages; one a processor if not given.")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on where a run that was interrupted stopped.")] = False,
    failures: Annotated[
        Path | None, typer.Option(metavar="FILE", help="List the pages that could not be read, a line of JSON each.")
    ] = None,
    id: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="Column of Parquet or JSONL with the names of pages.")
    ] = None,
    page: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="Column of Parquet or JSONL with the pages.")
    ] = None,
    format: Annotated[
        str | None, typer.Option(metavar="NAME", callback=known_format, help="Take every page for this format.")
    ] = None,
    encoding: Encoding = None,
    roster: Annotated[Path | None, typer.Option(metavar="FILE", help="People who may speak, as CSV or JSON.")] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Take a page that leaves doubts for one that cannot be read.")
    ] = False,
) -> None:
    """Read many pages and write one file with what is in them: a table, JSON, or Markdown to be read.

    A page that cannot be read is a row with its error, and the exit code is 1. What is called OUT is always whole: until all is
    done the work is in OUT.partial, and stays there after an interrupt, for --resume.
    """
    try:
        with _shown(None if STDIN in pages else count(pages, without=own_files(out, failures))) as progress:
            summary = convert_pages(
                pages[0] if len(pages) == 1 and STDIN not in pages else _opened(pages, Columns(id=id, page=page)),
                out,
                table=table,
                workers=workers or _processors(),
                resume=resume,
                failures=failures,
                id=id,
                page=page,
                progress=progress,
                format=format,
                encoding=encoding,
                roster=people_in(roster),
                strict=strict,
            )
    except KeyboardInterrupt:
        complain(clean(f"transcripts: interrupted; what is done is in {out}.partial, and --resume goes on from there"))
        raise
    except (ImportError, ValueError, FileNotFoundError, FileExistsError) as error:
        raise typer.BadParameter(_said(error)) from error
    except OSError as error:  # a disk that is full
        complain(clean(f"transcripts: {_said(error)}"))
        raise typer.Exit(1) from None
    for failure in summary.examples if failures is None else ():
        complain(clean(str(failure)))
    if failures is None and summary.failed > len(summary.examples):
        complain(f"and {summary.failed - len(summary.examples):,} more; --failures FILE lists them all")
    with output() as console:
        show_part(console, _table(summary, out))
    raise typer.Exit(bool(summary.failed))


def _opened(pages: list[str], columns: Columns) -> Iterator[str | Item]:
    for place in pages:
        if place == STDIN:
            yield from piped(sys.stdin.buffer, columns)
        else:
            yield place


def _said(error: Exception) -> str:
    if isinstance(error, TranscriptError):
        return error.message
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error)


# --- how far it is


@contextmanager
def _shown(total: int | None) -> Iterator[Callable[[Summary], None]]:
    """Progress on stderr: a bar on a terminal, else a line now and then."""
    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        yield _Lines(total).show
        return
    bar = Progress(
        SpinnerColumn(),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}", markup=False),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    )
    task = bar.add_task("pages", total=total, rate="")
    with bar:
        yield lambda so_far: bar.update(task, completed=so_far.pages, rate=_rate(so_far))


class _Lines:
    def __init__(self, total: int | None) -> None:
        self._of = f" of {total:,}" if total is not None else ""
        self._last = time.monotonic()

    def show(self, so_far: Summary) -> None:
        if time.monotonic() - self._last >= _EVERY:
            self._last = time.monotonic()
            complain(f"transcripts: {so_far.pages:,}{self._of} pages, {_rate(so_far)}")


def _rate(so_far: Summary) -> str:
    rate = (so_far.pages - so_far.again) / so_far.seconds if so_far.seconds else 0.0
    return f"{rate:,.0f} a second, {so_far.failed:,} failed"


def _table(summary: Summary, out: Path) -> Table:
    counts = summary.counts
    rows = {
        "pages": f"{summary.pages:,}" + (f", {summary.again:,} of them done before" if summary.again else ""),
        "failed": f"{summary.failed:,}" + "".join([f", {n:,} {kind}" for kind, n in sorted(summary.failures.items())]),
        "turns": f"{counts.get('turns', 0):,} by {counts.get('speakers', 0):,} speakers",
        "exchanges": f"{counts.get('pairs', 0):,}, {counts.get('parts', 0):,} parts, "
        f"{counts.get('unanswered', 0):,} without an answer",
        "notices": f"{counts.get('notices', 0):,}",
        "read": f"{counts.get('characters', 0):,} characters in {summary.seconds:,.1f} s",
        "written": clean(str(out)),
    }
    grid = Table.grid(padding=(0, 2))
    for name, value in rows.items():
        grid.add_row(Text(name, "dim"), Text(value))
    return grid
