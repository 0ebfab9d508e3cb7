"""What a page format is: it recognises a page, cuts it into pieces, and can write one.

A format does three things and nothing else; everything after it is shared by all formats. That is
why one is about thirty lines:

    class Broker:
        name = "broker"

        def sniff(self, page: Page) -> Sniff: ...
        def segment(self, page: Page) -> Iterable[Piece]: ...
        def render(self, script: Script) -> str: ...
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import Any, NamedTuple, Protocol, TypeAlias, runtime_checkable

import attrs

from ..fold import reading
from ..model import BlockKind, Section, Source

# A piece of the page that a format recognised: what it is, and where (start, end), without the white space,
# colon or marks around it. In page order, without overlap; what lies between pieces is found by the library.
# Every SPEECH piece is a paragraph. A piece CONTINUES the paragraph before it where a page footer cut that in two.
Piece: TypeAlias = tuple["PieceKind", int, int]
PieceKind: TypeAlias = BlockKind | str
CONTINUED = "continued"  # speech that goes on with the paragraph before it
TIME = "time"  # a time stamp of the turn: 00:01:02
# The label in the page's other language, where it stands apart from the LABEL of the same turn, which follows it:
# [EN] Tim Vaughn: … [中] 蒂姆·沃恩：…. A turn whose label was lost in translation has its TWIN only.
TWIN = "twin"
LABEL_BEHIND = "label behind"  # the label of the turn whose speech stands before it, as keys of JSON may stand
TWIN_BELOW = "twin below"  # the same where it follows the LABEL and the speech in its language


class Sniff(NamedTuple):
    """How likely a page has a format, 0..1, and what speaks for it, in words."""

    score: float
    evidence: tuple[str, ...] = ()


class Row(NamedTuple):
    """A line that is not blank: its text without the white space around it, and where that starts."""

    start: int
    text: str


class Page:
    """A source with its lines found once, shared by every format.

    ``text`` is the text to read: the source's, but with traditional characters simplified one for one, so
    that a format knows one script and its offsets are those of the page. ``lines`` are the lines that are not
    blank, without the white space around them, and ``starts`` where each begins; ``rows`` are both together.
    Lines end where ``str.splitlines`` ends them (LF, CRLF, CR, NEL, U+2028, form feed …): on real pages none of
    these stands inside a sentence. ``memo`` keeps what a format found out in ``sniff`` for its ``segment``.
    """

    __slots__ = ("lines", "memo", "source", "starts", "text")

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = text = reading(source.text)
        raw = text.splitlines(keepends=True)
        bare = list(map(str.strip, raw))
        self.lines: list[str] = [line for line in bare if line]
        self.starts: list[int] = [
            # a raw line that begins like its stripped text has nothing stripped in front
            start if whole[0] == line[0] else start + whole.index(line)
            for start, whole, line in zip(accumulate(map(len, raw), initial=0), raw, bare, strict=False)
            if line
        ]
        self.memo: dict[str, Any] = {}

    @property
    def rows(self) -> list[Row]:
        """The lines that are not blank, each with its offset."""
        return list(map(Row, self.starts, self.lines))


@attrs.frozen(slots=True, kw_only=True)
class ScriptTurn:
    """A turn to be written: its label, and its paragraphs, each on one line.

    ``translation`` holds the paragraphs in the page's other language and ``twin`` the label in it; a format in one
    language leaves both out. ``start`` is in seconds. A format that prints no times leaves it out.
    """

    label: str
    paragraphs: tuple[str, ...]
    section: Section | None = None
    twin: str | None = None
    translation: tuple[str, ...] = ()
    start: float | None = None


@attrs.frozen(slots=True, kw_only=True)
class Script:
    """What a format can write: a title, a time of publication, turns."""

    title: str | None = None
    published: str | None = None
    turns: tuple[ScriptTurn, ...] = ()


@runtime_checkable
class Format(Protocol):
    """The plugin protocol. ``name`` is how users ask for the format: lower case, no spaces."""

    @property
    def name(self) -> str: ...

    def sniff(self, page: Page) -> Sniff:
        """How likely the page has this format. Reads, never raises on a page."""
        ...

    def segment(self, page: Page) -> Iterable[Piece]:
        """The pieces of the page, in order."""
        ...

    def render(self, script: Script) -> str:
        """A page of this format that parses back to the script."""
        ...


@runtime_checkable
class Declaring(Protocol):
    """What a format may have besides: the page says apart from its labels what they stand for."""

    def declares(self, page: Page) -> Mapping[str, str]:
        """What labels stand for, each as a label would print it: ``spk03`` is ``Nora Hale -- Larch Securities -- Analyst``."""
        ...
