"""Tags and text as lines, a block a line, with what each stands in: the part that may be left out, the box, the links.

Block elements and ``<br>`` end lines, inline elements do nothing: ``<b>Nora</b>·<i>Hale</i>`` is one name. White space
is laid out as browsers do it (CSS Text 3): runs of it are one space, and a line end between two Chinese characters is
none. Text outside every element, as fragments and Markdown have it, keeps its own lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple
from unicodedata import east_asian_width

from .chrome import chrome
from .tags import Tag

__all__ = ["Box", "Layout", "Line", "Part"]

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_PARAGRAPHS = frozenset(
    "p h1 h2 h3 h4 h5 h6 blockquote ul ol dl table pre hr article section main figure header footer nav aside address "
    "details form fieldset center".split()
)
_BLOCKS = _PARAGRAPHS | frozenset(
    "html body div li tr td th dt dd caption figcaption legend summary tbody thead tfoot title".split()
)
_MAIN = frozenset(("h1", "main"))  # where these are, the article is
_SPACE = re.compile(r"[ \t\r\n\f]+")
_WIDE = frozenset("WF")
_WHOLE = frozenset(("html", "body", "main", "article"))  # never chrome, whatever their class says


class Part:
    """A stretch of the page under one element that may be left out."""

    __slots__ = ("chars", "kept", "main", "own", "parent", "what")

    def __init__(self, what: str, parent: Part | None) -> None:
        self.what = what
        self.parent = parent
        self.own = 0  # characters, those of the parts in it left aside
        self.chars = 0  # with them, but for what is no text
        self.main = False
        self.kept = parent is None


class Line(NamedTuple):
    """A line of the page, and what it stands in."""

    text: str
    gap: int  # line ends before it: 1, or 2 where a paragraph begins
    part: Part
    linked: int  # characters in links
    links: int
    heading: bool  # the main one


class Box:
    """A block element and its lines, from ``start`` up to, not including, ``end``."""

    __slots__ = ("end", "parent", "start")

    def __init__(self, parent: Box | None, start: int = 0) -> None:
        self.parent = parent
        self.start = start
        self.end: int | None = None  # None while it is open, and where nothing closes it


class _Opened(NamedTuple):
    """An element that is open, and what was so before it."""

    name: str
    part: Part
    box: Box
    in_link: bool
    in_pre: bool
    aside: tuple[list[str], int, int] | None  # the line that an inline part interrupts


class Layout:
    """Tags and text in, lines out."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.page = Part("", None)
        self.parts = [self.page]  # in the order of the page: each after the one it is in
        self.title = ""
        self._open: list[_Opened] = []
        self._count: Counter[str] = Counter()
        self._part = self.page
        self._in_link = self._in_pre = False
        self._bits: list[str] = []
        self._gap = self._linked = self._links = 0
        self.boxes: list[Box] = [Box(None)]
        self._box = self.boxes[0]

    def lay_out(self, page: Iterable[str | Tag]) -> None:
        """All of a page, line by line, in ``lines``."""
        for token in page:
            if isinstance(token, str):
                self._text(token)
            elif token.closes:
                self._end(token.name)
            else:
                self._start(token)
        self._end_line(0)

    def _text(self, text: str) -> None:
        if self._open and self._open[-1].name == "title" and self._part is self.page:  # not that of a drawing
            self.title = self.title or _laid_out(text)
            return
        if self._open and not self._in_pre:
            self._say(text)
            return
        for line in text.splitlines(keepends=True):
            said = line.rstrip("\r\n")
            self._say(said)
            if len(said) < len(line):
                self._break_line()

    def _say(self, text: str) -> None:
        self._bits.append(text)
        if self._in_link:
            self._linked += len(text.strip())

    def _start(self, tag: Tag) -> None:
        name = tag.name
        if name == "br":
            self._break_line()
            return
        if name in _BLOCKS:
            self._end_line(2 if name in _PARAGRAPHS else 1)
        if name in _VOID:
            return
        what = None if name in _WHOLE or (name == "footer" and self._count["article"]) else chrome(tag)
        interrupted = None
        if what is not None and name not in _BLOCKS:
            interrupted = (self._bits, self._linked, self._links)
            self._bits, self._linked, self._links = [], 0, 0
        self._open.append(_Opened(name, self._part, self._box, self._in_link, self._in_pre, interrupted))
        self._count[name] += 1
        if name in _BLOCKS:
            self._box = Box(self._box, len(self.lines))
            self.boxes.append(self._box)
        if what is not None:
            self._part = Part(what, self._part)
            self.parts.append(self._part)
        if name in _MAIN:
            part: Part | None = self._part
            while part is not None and not part.main:
                part.main = True
                part = part.parent
        elif name == "a":
            self._in_link = "href" in tag.attributes.lower()
            self._links += self._in_link
        elif name == "pre":
            self._in_pre = True

    def _end(self, name: str) -> None:
        if not self._count[name]:
            if name == "p":  # the standard makes an empty paragraph of it
                self._end_line(2)
            elif name == "br":  # and of </br> a line end
                self._break_line()
            return
        while True:
            opened = self._open.pop()
            if opened.aside is not None:
                self._end_line(0)
                self._bits, self._linked, self._links = opened.aside
            elif opened.name in _BLOCKS:
                self._end_line(2 if opened.name in _PARAGRAPHS else 1)
                self._box.end = len(self.lines)
            self._count[opened.name] -= 1
            self._box = opened.box
            self._part, self._in_link, self._in_pre = opened.part, opened.in_link, opened.in_pre
            if opened.name == name:
                return

    def _break_line(self) -> None:
        self._end_line(0)
        self._gap = min(2, self._gap + 1)

    def _end_line(self, gap: int) -> None:
        """End the line, if there is something on it, and leave at least ``gap`` line ends before the next one."""
        text = "".join(self._bits)
        text = text.strip("\r\n") if self._in_pre else _laid_out(text)
        if text.strip():
            self.lines.append(Line(text, self._gap, self._part, self._linked, self._links, self._count["h1"] > 0))
            self._part.own += len(text)
            self._gap = 0
        self._bits, self._linked, self._links = [], 0, 0
        self._gap = max(self._gap, gap)


def _laid_out(text: str) -> str:
    """A line as browsers lay it out: a run of white space is a space, a line end between two wide characters nothing."""
    if "\n" in text:
        text = _SPACE.sub(_space, text)
    elif "  " in text or "\t" in text or "\r" in text or "\f" in text:
        text = _SPACE.sub(" ", text)
    return text.strip(" ")


def _space(run: re.Match[str]) -> str:
    text, (start, end) = run.string, run.span()
    wraps = "\n" in run[0] and start > 0 and end < len(text) and _is_wide(text[start - 1]) and _is_wide(text[end])
    return "" if wraps else " "


def _is_wide(character: str) -> bool:
    return east_asian_width(character) in _WIDE
