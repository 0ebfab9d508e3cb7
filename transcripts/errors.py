"""What can go wrong, each with the place it stands at and a way out.

Doubts about a page are not errors but ``Notice`` values on the call; these exceptions are for
input that cannot be read at all, and for callers who ask for strictness.
"""

from __future__ import annotations

from typing import Any

from .spans import Source, Span

MARKED_WIDTH = 60  # characters of a line shown around a marked span


class TranscriptError(ValueError):
    """The base of every error this library raises on purpose.

    ``str(error)`` shows the message, then, where the error has a place in a page, its line and
    column and the line itself with ``~~~^`` under the span.
    """

    def __init__(self, message: str, *, source: Source | None = None, span: Span | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.source = source
        self.span = span

    def __str__(self) -> str:
        if self.source is None or self.span is None:
            return self.message
        return f"{self.message}\n{show_span(self.source, self.span)}"

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.message, self.__dict__)


def _rebuild(kind: type[TranscriptError], message: str, state: dict[str, Any]) -> TranscriptError:
    error = kind.__new__(kind, message)
    error.__dict__.update(state)
    error.args = (message,)
    return error


class DecodeError(TranscriptError):
    """Bytes that no encoding reads. ``offset`` counts bytes from 0; ``name`` is the file's, where it is known."""

    def __init__(self, message: str, *, offset: int, encoding: str | None = None, name: str | None = None) -> None:
        super().__init__(message)
        self.offset = offset
        self.encoding = encoding
        self.name = name

    def __str__(self) -> str:
        return f"{self.message}\n  --> {self.name}: byte {self.offset}" if self.name else self.message


class UnknownFormat(TranscriptError):
    """No page format claims the text (``strict=True``), or ``format=`` names none that exists."""


class AmbiguousName(TranscriptError):
    """A name that two or more speakers of the call answer to. ``candidates`` are their names."""

    def __init__(self, message: str, *, name: str, candidates: tuple[str, ...]) -> None:
        super().__init__(message)
        self.name = name
        self.candidates = candidates


class RosterError(TranscriptError):
    """A list of people that cannot be read."""


class PluginError(TranscriptError):
    """A page format that cannot be registered, or that broke its contract. ``plugin`` names it."""

    def __init__(self, message: str, *, plugin: str, source: Source | None = None, span: Span | None = None) -> None:
        super().__init__(message, source=source, span=span)
        self.plugin = plugin


class JSONError(TranscriptError):
    """JSON that is not a call. ``path`` says where, as in ``$.turns[3].speaker``."""

    def __init__(self, message: str, *, path: str = "$") -> None:
        super().__init__(f"{message} @ {path}")
        self.path = path


class DoubtfulCall(TranscriptError):
    """What ``strict=True`` raises: every notice of the parse, together, in ``notices``."""

    def __init__(self, message: str, *, notices: tuple[Any, ...], source: Source | None = None) -> None:
        super().__init__(message, source=source)
        self.notices = notices


def show_span(source: Source, span: Span) -> str:
    """A span as an editor would: ``name:line:column``, its line, and ``~~~^`` under it.

    Wide characters (Chinese, full-width) are underlined with two marks, as terminals show them; a tab or another
    control character is shown as one space. Of a span that starts outside the page only its offsets are shown.
    """
    name = source.name or "text"
    start, end = span
    if not 0 <= start <= len(source):
        return f"  --> {name}: {start}:{end} is outside its {len(source):,} characters"
    line, column = source.position(start)
    before = min(column - 1, MARKED_WIDTH // 2)
    cut = before < column - 1
    lines = source.text[start - before : start + MARKED_WIDTH].splitlines()
    shown = lines[0].translate(CONTROLS) if lines else ""
    gap = "".join([("", " ", "\u3000")[columns(c)] for c in shown[:before]])
    marks = "".join(["~" * columns(c) for c in shown[before : before + max(1, end - start)]])
    return f"  --> {name}:{line}:{column}\n    {'…' * cut}{shown}\n    {' ' * cut}{gap}{marks[:-1]}^"


CONTROLS = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], " ")


def columns(character: str) -> int:
    """How many columns a terminal gives a character: none to a zero-width one, two to a wide one."""
    from unicodedata import category, east_asian_width

    if category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
