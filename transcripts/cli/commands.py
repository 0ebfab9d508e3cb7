"""The commands that read one page after the other, and what all commands share: options, messages, output."""

from __future__ import annotations

import codecs
import inspect
import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from shlex import quote
from typing import Annotated, Any, TypeVar

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

import transcripts

from .. import formats
from ..errors import DoubtfulCall, PluginError, RosterError, TranscriptError, UnknownFormat
from ..formats import Page
from ..kit import golden as golden_files
from ..kit.skeleton import class_name, module_name, write_package
from ..model import Source
from ..names import Roster
from ..show import Look, clean, find_positions, in_options, show_alignment, show_call
from ..source import load

T = TypeVar("T")
STDIN = "-"
_HOUSE: Any = {
    "add_completion": False,
    "no_args_is_help": True,
    "rich_markup_mode": None,  # plain help: it loads no renderer, and every terminal can show it
    "context_settings": {"help_option_names": ["-h", "--help"]},
}
app = typer.Typer(pretty_exceptions_enable=False, **_HOUSE)
golden = typer.Typer(**_HOUSE)


# --- options ------------------------------------------------------------------------------------------------------


def _version(value: bool) -> None:
    if not value:
        return
    try:
        typer.echo(f"transcripts {transcripts.__version__}")
    except PackageNotFoundError:
        typer.echo("transcripts, from a checkout that is not installed")
    raise typer.Exit


def known_format(value: str | None) -> str | None:
    """The option ``--format``, if there is one of that name."""
    try:
        return None if value is None else formats.get(value).name
    except UnknownFormat as error:
        raise typer.BadParameter(error.message) from error


def known_encoding(value: str | None) -> str | None:
    """The option ``--encoding``, if Python reads text with it."""
    try:
        if value is not None:
            codecs.lookup(value)
            bytes(4).decode(value, "replace")  # base64 and its like are codecs, but not for text
    except (LookupError, ValueError) as error:
        raise typer.BadParameter(f"{value!r} is no encoding that Python reads text with") from error
    return value


def people_in(value: Path | None) -> Roster | None:
    """The option ``--roster``, read."""
    try:
        return None if value is None else Roster.read(value)
    except RosterError as error:
        raise typer.BadParameter(error.message) from error
    except OSError as error:
        raise typer.BadParameter(f"cannot read {value}: {error.strerror}") from error


def _pages(value: list[str]) -> list[str]:
    if value.count(STDIN) > 1:
        raise typer.BadParameter("standard input (-) can be read once only")
    return value


def _places(value: list[Path]) -> list[Path]:
    if Path(STDIN) in value:
        raise typer.BadParameter("a golden file stands beside its page, and standard input (-) has no place")
    return value


Files = Annotated[
    list[str], typer.Argument(metavar="FILE", callback=_pages, help="Pages, as files; - is standard input.")
]
Pages = Annotated[
    list[Path],
    typer.Argument(metavar="PAGE", callback=_places, help="Pages, as files, or folders: then every *.txt in them."),
]
Encoding = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", callback=known_encoding, help="Read bytes in this encoding instead of finding it out."
    ),
]


@app.callback()
def _transcripts(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Read the pages of earnings calls: who said what, who asked what, who answered which part of it."""


# --- commands -----------------------------------------------------------------------------------------------------


@app.command()
def show(
    files: Files,
    as_json: Annotated[
        bool, typer.Option("--json", help="Write everything as JSON (UTF-8), one call a line, for machines.")
    ] = False,
    turns: Annotated[bool, typer.Option("--turns", help="Show every turn in order instead of the exchanges.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Show all text instead of the first lines.")] = False,
    format: Annotated[
        str | None,
        typer.Option(metavar="NAME", callback=known_format, help="Take the page for this format; see `formats`."),
    ] = None,
    encoding: Encoding = None,
    roster: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="People who may speak, as CSV or JSON: names, firms, titles, roles."),
    ] = None,
    original: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="The English original of a translation: names, firms, titles, roles from it."
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Refuse a page that leaves doubts; each doubt is a line on stderr.")
    ] = False,
) -> None:
    """Show calls: the cast, and each question in parts with the passages that answer them.

    Numbers of lines are those of the file; of HTML, PDF and Word files, of the text in them. Words in brackets say how a
    thing is known: a role is stated, listed,
    introduced, known from the roster or inferred; a passage is matched to a part by an ordinal, an addressee, the topic or the order.
    """
    people = people_in(roster)
    english = None if original is None else _call_in(original)

    def read(data: bytes, name: str) -> transcripts.Call:
        call = transcripts.parse(data, name=name, format=format, encoding=encoding, roster=people, strict=strict)
        return call if english is None else transcripts.align(call, english).enrich()

    with output(as_json=as_json) as console:
        look = Look(width=console.width, full=full, ascii=console.options.ascii_only)
        failed = False
        for number, call in enumerate(_each(files, read)):
            if call is None:
                failed = True
            elif as_json:
                console.file.write(call.to_json() + "\n")
            else:
                if number:
                    console.rule(style="dim", characters="-" if look.ascii else "─")
                for part in show_call(call, look, turns=turns):
                    show_part(console, part)
    raise typer.Exit(failed)


@app.command()
def align(
    chinese: Annotated[Path, typer.Argument(metavar="TRANSLATION", help="The page in Chinese.")],
    english: Annotated[Path, typer.Argument(metavar="ORIGINAL", help="The page in English.")],
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON (UTF-8), one link of turns a line.")] = False,
) -> None:
    """Put a translation beside its original: which turn is which, who is who, what is amiss.

    Numbers are those of turns, from 0. What the translation leaves out has no number on the left. To see the translation with
    what the original knows of its people, use `show --original`.
    """
    found = transcripts.align(_call_in(chinese), _call_in(english))
    with output(as_json=as_json) as console:
        if as_json:
            for link in found.turns:
                row = {
                    "kind": link.kind.value,
                    "chinese": [turn.index for turn in link.chinese],
                    "english": [turn.index for turn in link.english],
                    "score": link.score,
                    "paragraphs": [
                        {
                            "chinese": [[*passage.span] for passage in pair.chinese],
                            "english": [[*passage.span] for passage in pair.english],
                        }
                        for pair in link.paragraphs
                    ],
                    "evidence": list(link.evidence),
                }
                console.file.write(json.dumps(row, ensure_ascii=False) + "\n")
            return
        for part in show_alignment(found):
            show_part(console, part)


def _call_in(path: Path) -> transcripts.Call:
    """The call in a file that an option or an argument names."""
    try:
        return transcripts.read(path)
    except OSError as error:
        raise typer.BadParameter(f"cannot read {path}: {error.strerror}") from None
    except transcripts.DecodeError as error:
        raise typer.BadParameter(str(error)) from None


@app.command()
def detect(
    files: Files,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON (UTF-8), one page a line.")] = False,
    encoding: Encoding = None,
) -> None:
    """Say which formats pages may have, likeliest first, with a score (0..1) and what speaks for each."""

    def read(data: bytes, name: str) -> tuple[transcripts.Source, list[transcripts.Candidate]]:
        source = load(data, encoding=encoding, name=name)[0]
        return source, formats.candidates(Page(source))[0]

    with output(as_json=as_json) as console:
        failed = False
        for found in _each(files, read):
            if found is None:
                failed = True
                continue
            source, candidates = found
            claimed = bool(candidates) and candidates[0].score >= formats.FLOOR
            chosen = candidates[0].format if claimed else formats.FALLBACK
            if as_json:
                answer = {
                    "file": source.name,
                    "encoding": source.encoding,
                    "format": chosen,
                    "candidates": [c._asdict() for c in candidates],
                }
                console.file.write(json.dumps(answer, ensure_ascii=False) + "\n")
                continue
            show_part(console, Text(clean(source.name or "text"), "bold"))
            grid = Table.grid(padding=(0, 2))
            for c in candidates:
                style = "" if c.score >= formats.FLOOR else "dim"
                grid.add_row(f"  {c.format}", f"{c.score:.2f}", Text(clean("; ".join(c.evidence))), style=style)
            show_part(console, grid)
            if not claimed:
                text = f"  none scores {formats.FLOOR} or more: the page would be read as {chosen}"
                show_part(console, Text(text, "yellow"))
    raise typer.Exit(failed)


@app.command("formats")
def list_formats() -> None:
    """List the page formats that are known: those built in and those that installed packages add."""
    with output() as console:
        grid = Table.grid(padding=(0, 2))
        for plugin in formats.known():
            says = (inspect.getdoc(type(plugin)) or "").partition("\n")[0].replace("``", "")  # reST marks
            grid.add_row(plugin.name, Text(clean(says)))
        show_part(console, grid)
        broken = formats.candidates(Page(Source(text="")))[1]
        complain(*[clean(f"transcripts: {notice.message}") for notice in broken])
    raise typer.Exit(bool(broken))


@app.command("new-format")
def new_format(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What users call it: small letters, as in north-quay.")],
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="Where to write it: a new folder, else transcripts-NAME.")
    ] = None,
) -> None:
    """Write a package with a page format to start from, which works and passes its own tests."""
    folder = folder or Path(f"transcripts-{name}")
    try:
        written = write_package(name, folder)
    except (PluginError, FileExistsError) as error:
        raise typer.BadParameter(clean(str(error))) from error
    except OSError as error:
        complain(clean(f"{folder}: cannot write there: {error.strerror or error}"))
        raise typer.Exit(1) from None
    module = folder / f"transcripts_{module_name(name)}.py"
    page = folder / "tests" / "pages" / "plain.txt"
    lines = [
        *map(str, written),
        "",
        f"The format is the class {class_name(name)} in {module}. To try it:",
        f"pip install -e {quote(f'{folder}[test]')}",
        f"transcripts show {quote(str(page))}",
        f"pytest {quote(str(folder))}",
    ]
    with output() as console:
        show_part(console, Text("\n".join(map(clean, lines))))


app.add_typer(golden, name="golden")


@golden.callback()
def _golden() -> None:
    """Golden files: beside each page, NAME.txt, what a careful reader finds in it, NAME.json."""


@golden.command("generate")
def golden_generate(pages: Pages) -> None:
    """Write the golden files of pages. Read what changed before you keep it.

    A line a page says what became of its golden file: new, changed or same.
    """
    with output() as console:
        failed = False
        for page, became in _each_page(pages, golden_files.generate):
            failed |= became is None
            if became is not None:
                show_part(console, Text(f"{became:<7}  {clean(str(golden_files.beside(page)))}"))
    raise typer.Exit(failed)


@golden.command("test")
def golden_test(pages: Pages) -> None:
    """Compare what is found on pages with their golden files, and show each difference.

    Lines with - are in the golden file, lines with + are found. Exit code 1 says that something differs.
    """
    with output() as console:
        same = differ = failed = 0
        for _, difference in _each_page(pages, golden_files.compare):
            failed += difference is None
            same += difference == ""
            if difference:
                differ += 1
                for line in difference.splitlines():
                    style = {"-": "red", "+": "green"}.get(line[:1], "dim" if line.startswith("@@") else "")
                    show_part(console, Text(_escaped(line), style))
        count = {"as they should be": same, "differ": differ, "could not be compared": failed}
        show_part(console, Text("pages: " + ", ".join([f"{n} {what}" for what, n in count.items() if n])))
    raise typer.Exit(bool(differ or failed))


# --- reading ------------------------------------------------------------------------------------------------------


def _each(files: list[str], read: Callable[[bytes, str], T]) -> Iterator[T | None]:
    """What ``read`` makes of each page; None for one that cannot be read, after a line about it on stderr."""
    for file in files:
        name = "<stdin>" if file == STDIN else file
        try:
            found = read(sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes(), name)
        except Exception as error:  # noqa: BLE001 - one page that cannot be read must not cost the others
            complain(*[clean(f"{name}{place}: {message}") for place, message in complaints(error)])
            yield None
        else:
            yield found


def _each_page(places: list[Path], use: Callable[[Path], T]) -> Iterator[tuple[Path, T | None]]:
    """Each page and what ``use`` makes of it, as ``_each``; a folder stands for the pages in it, and has some."""
    for place in places:
        pages = golden_files.pages_in(place) if place.is_dir() else [place]
        if not pages:
            complain(clean(f"{place}: there is no page (*.txt) in this folder"))
            yield place, None
        for page in pages:
            try:
                found = use(page)
            except Exception as error:  # noqa: BLE001 - one page that cannot be read must not cost the others
                complain(*[clean(f"{page}{where}: {message}") for where, message in complaints(error)])
                yield page, None
            else:
                yield page, found


def complain(*lines: str) -> None:
    """Lines on stderr, below what is on stdout by then."""
    sys.stdout.flush()
    for line in lines:
        print(line, file=sys.stderr)


# What the operating system says, where it can be said with a way out.
_REFUSALS: dict[type[OSError], str] = {
    FileNotFoundError: "there is no such file",
    IsADirectoryError: "this is a directory; name the files in it, as in DIR/*.txt",
    PermissionError: "no permission to read this file",
}


def complaints(error: Exception) -> Iterator[tuple[str, str]]:
    """What is wrong, a line each: the place as ``:line:column`` or "", and the message."""
    if isinstance(error, DoubtfulCall) and error.source is not None:
        position = find_positions(error.source)
        for notice in error.notices:
            place = ":{}:{}".format(*position(notice.span.start)) if notice.span else ""
            yield place, f"{notice.severity}: {in_options(notice.message)} [{notice.code}]"
    elif isinstance(error, TranscriptError):
        place = ":{}:{}".format(*error.source.position(error.span.start)) if error.source and error.span else ""
        yield place, in_options(error.message)
    elif isinstance(error, OSError):
        yield "", _REFUSALS.get(type(error)) or error.strerror or str(error)
    else:
        yield "", f"{type(error).__name__}: {error}; this is a bug in transcripts, please report it"


# --- writing ------------------------------------------------------------------------------------------------------


class _Output(Console):
    def on_broken_pipe(self) -> None:
        raise BrokenPipeError  # rich would leave with exit code 1


@contextmanager
def output(*, as_json: bool = False) -> Iterator[Console]:
    """Standard output. Who closes it early (``| head``) has seen enough, which is no error."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        if as_json:  # JSON is UTF-8 whatever the terminal is; a lone surrogate becomes its escape
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
        else:
            _warn_of(sys.stdout.encoding)
    console = _Output(highlight=False, markup=False, emoji=False)
    try:
        yield console
        sys.stdout.flush()
    except BrokenPipeError:
        leave_stdout()
        raise typer.Exit from None


def leave_stdout() -> None:
    """Let what is still to be written go nowhere: Python would complain of it at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _warn_of(encoding: str) -> None:
    try:
        "中".encode(encoding)
    except UnicodeEncodeError:
        print(
            f"transcripts: standard output is {encoding}, which has no Chinese: it shows as ?; "
            "set PYTHONIOENCODING=utf-8",
            file=sys.stderr,
        )


def _escaped(line: str) -> str:
    """A line with an escape for every character that cannot be seen: where two lines differ, it shows."""
    return "".join([c if c.isprintable() else c.encode("unicode_escape").decode() for c in line])


def show_part(console: Console, part: Text | Table) -> None:
    """A part of what is shown, its cells without padding."""
    if isinstance(part, Text):  # its lines are broken already
        console.print(part, no_wrap=True, overflow="ignore", crop=False)
        return
    for segments in console.render_lines(part, pad=False):
        line = Text.assemble(*[(segment.text, segment.style or "") for segment in segments])
        line.rstrip()  # cells are padded; what is copied or compared needs no padding
        show_part(console, line)
