"""HTML as lines of text: what a reader of the page sees of the article, a block a line.

Block elements and ``<br>`` end lines, inline elements do nothing: ``<b>Nora</b>·<i>Hale</i>`` is one name. White space
is laid out as browsers do it (CSS Text 3): runs of it are one space, and a line end between two Chinese characters is
none. Text outside every element, as fragments and Markdown have it, keeps its own lines.

Left out is what the site puts around the article (``chrome``), lists of links, and what is not shown; never the part
that holds the main heading or most of the text, whatever it calls itself, because bodies of type ``has-sidebar`` and
elements that nothing closes are common.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import accumulate, groupby, islice
from typing import NamedTuple
from unicodedata import east_asian_width

from .chrome import NEVER, chrome
from .tags import Tag, tokens

__all__ = ["Extract", "is_html", "text_of"]


class Extract(NamedTuple):
    """The lines of a page, and what was left out: characters by what it is."""

    text: str
    left_out: dict[str, int]


# --- is it HTML?

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(?:(?!---)[^\n]{0,2000}\n){0,100}?---[ \t]*\r?\n")
_HEAD = re.compile(r"(?:\s|\ufeff|<\?[^>]{0,200}>|<!--(?:(?!-->).){0,2000}-->)*+(?=<)", re.DOTALL)
_STARTS = re.compile(
    r"<(?:!doctype\s+html|(?:html|head|body|meta|title|link|article|section|main|header|nav|div|p|table|ul|ol|center|font|"
    r"blockquote|h[1-6])(?=[\s/>]))",
    re.IGNORECASE,
)
_BLOCK_TAG = re.compile(r"</(?:p|div|li|td|tr|section|article|h[1-6]|blockquote)\s*>|<br\s*/?>", re.IGNORECASE)
_ENOUGH = 3  # tags of blocks in a text that begins with none


def is_html(text: str) -> bool:
    """Whether a text is HTML: a page, or a fragment, also below front matter between lines of ``---``.

    A text that begins with no tag is HTML if it has three end tags of blocks or ``<br>``; JSON is not, whatever is in it.
    """
    if "<" not in text:
        return False
    start = _body_start(text)
    head = _HEAD.match(text, start)
    if head and _STARTS.match(text, head.end()):
        return True
    if text[start : start + 64].lstrip("\ufeff \t\r\n")[:1] in ("{", "["):
        return False
    return next(islice(_BLOCK_TAG.finditer(text, start), _ENOUGH - 1, None), None) is not None


def _body_start(text: str) -> int:
    front = _FRONT_MATTER.match(text) if text[:4].lstrip("\ufeff").startswith("---") else None
    return front.end() if front else 0


# --- the lines of a page

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
_LINKED = 0.8  # share of a line's characters in links from which it is a link
_LIST = 3  # lines of links in a row, or links on a line, that are a list
_LISTS = "lists of links"
_WHOLE = frozenset(("html", "body", "main", "article"))  # never chrome, whatever their class says
_SENTENCE = 20  # characters from which a line is prose
_ARTICLE = 0.7  # share of the prose that the article has
_LONG = 0.05  # share of the prose from which an element behind the article may be of it
_FEW = 8  # what is left must not be less than an eighth of what is left out
_TITLED, _NAMING = 40, 6  # lines at the head that may say the title; characters from which a line names a page


class _Part:
    """A stretch of the page under one element that may be left out."""

    __slots__ = ("chars", "kept", "main", "own", "parent", "what")

    def __init__(self, what: str, parent: _Part | None) -> None:
        self.what = what
        self.parent = parent
        self.own = 0  # characters, those of the parts in it left aside
        self.chars = 0  # with them, but for what is no text
        self.main = False
        self.kept = parent is None


class _Line(NamedTuple):
    text: str
    gap: int  # line ends before it: 1, or 2 where a paragraph begins
    part: _Part
    linked: int  # characters in links
    links: int
    heading: bool  # the main one


class _Box:
    """A block element and its lines, from ``start`` up to, not including, ``end``."""

    __slots__ = ("end", "parent", "start")

    def __init__(self, parent: _Box | None, start: int = 0) -> None:
        self.parent = parent
        self.start = start
        self.end: int | None = None  # None while it is open, and where nothing closes it


class _Opened(NamedTuple):
    """An element that is open, and what was so before it."""

    name: str
    part: _Part
    box: _Box
    in_link: bool
    in_pre: bool
    aside: tuple[list[str], int, int] | None  # the line that an inline part interrupts


class _Layout:
    """Tags and text in, lines out."""

    def __init__(self) -> None:
        self.lines: list[_Line] = []
        self.page = _Part("", None)
        self.parts = [self.page]  # in the order of the page: each after the one it is in
        self.title = ""
        self._open: list[_Opened] = []
        self._count: Counter[str] = Counter()
        self._part = self.page
        self._in_link = self._in_pre = False
        self._bits: list[str] = []
        self._gap = self._linked = self._links = 0
        self.boxes: list[_Box] = [_Box(None)]
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
            self._box = _Box(self._box, len(self.lines))
            self.boxes.append(self._box)
        if what is not None:
            self._part = _Part(what, self._part)
            self.parts.append(self._part)
        if name in _MAIN:
            part: _Part | None = self._part
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
            self.lines.append(_Line(text, self._gap, self._part, self._linked, self._links, self._count["h1"] > 0))
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


# --- what is left out


def text_of(markup: str) -> Extract:
    """The lines of an HTML page, the title of its head first where no line says it, and what was left out.

    Lines end with ``\\n``; an empty line stands between paragraphs. Of front matter its title and date are lines. Never raises.
    """
    start = _body_start(markup)
    layout = _Layout()
    layout.lay_out(tokens(markup[start:].removeprefix("\ufeff")))
    lines = layout.lines
    _judge(layout.parts)
    without = {number: line.part.what for number, line in enumerate(lines) if not line.part.kept}
    without |= dict.fromkeys(_link_lists(lines, without), _LISTS)
    without |= dict.fromkeys(_behind(layout.boxes, lines, without), "what follows the article")
    left_out: Counter[str] = Counter()
    written = _front_matter(markup[:start])
    gap = 0
    for number, line in enumerate(lines):
        gap = max(gap, line.gap)
        if number in without:
            left_out[without[number]] += len(line.text)
            continue
        written.append("\n" * gap if written else "")
        written.append(line.text)
        gap = 0
    title = layout.title
    head = islice([line for n, line in enumerate(lines) if n not in without], _TITLED)
    if (
        title
        and not start
        and not any(len(line.text) >= _NAMING and (line.heading or line.text in title) for line in head)
    ):
        written[:0] = [title, "\n\n"] if written else [title]
    return Extract("".join(written), dict(left_out))


_FRONT = re.compile(r"(?im)^(title|date)[ \t]*:[ \t]*([^\n]*?)[ \t\r]*$")


def _front_matter(front: str) -> list[str]:
    """The title and the date in front matter, a paragraph each."""
    found = {name.lower(): value.strip("'\"") for name, value in _FRONT.findall(front)}
    return [f"{found[name]}\n\n" for name in ("title", "date") if found.get(name)]


def _judge(parts: Sequence[_Part]) -> None:
    """Keep the page, and of its parts those that hold the main heading or nearly all of the text.

    A part in one that is left out goes with it, under its name.
    """
    for part in reversed(parts):
        if part.what not in NEVER:
            part.chars += part.own
            if part.parent is not None:
                part.parent.chars += part.chars
    shown = parts[0].own
    for part in parts[1:]:
        parent = part.parent
        if parent is None or not parent.kept:
            part.what = parent.what if parent is not None else part.what
        elif part.what not in NEVER and (part.main or shown * _FEW < part.chars):
            part.kept = True
            shown += part.own


def _link_lists(lines: Sequence[_Line], without: Container[int]) -> list[int]:
    """Lines that are links to elsewhere: several in a row, or several on one line. None if hardly anything were left."""
    found: list[int] = []
    shown = [(number, line) for number, line in enumerate(lines) if number not in without]
    for linked, run in groupby(shown, lambda each: each[1].linked >= _LINKED * len(each[1].text)):
        some = list(run)
        if linked and (len(some) >= _LIST or sum([line.links for _, line in some]) >= _LIST):
            found += [number for number, _ in some]
    size = sum([len(lines[number].text) for number in found])
    return found if size < _FEW * (sum([len(line.text) for _, line in shown]) - size) else []


def _behind(boxes: Sequence[_Box], lines: Sequence[_Line], without: Container[int]) -> Iterator[int]:
    """Lines behind the article that are not of it.

    The article is the innermost element with nearly all of the prose. What stands behind it in elements of its own
    and holds links is the site's (cards, feeds, advertisements), and so is what follows that, unless it is long and has none.
    """
    chars = [0, *accumulate([0 if n in without else _prose(line) for n, line in enumerate(lines)])]
    links = [0, *accumulate([0 if n in without else line.links for n, line in enumerate(lines)])]
    total = chars[-1]

    def last(box: _Box) -> int:
        return len(lines) if box.end is None else box.end

    def held(box: _Box) -> int:
        return chars[last(box)] - chars[box.start]

    article = [box for box in boxes if held(box) >= _ARTICLE * total][-1:]
    around: set[_Box] = set()
    while article and article[-1].parent is not None:
        article.append(article[-1].parent)
        around.add(article[-1])
    if not article or article[0].end is None:  # on a page that is cut off, or never closes it
        return
    end = article[0].end
    sites = False
    for box in boxes:
        if box.start < end or box.parent not in around:
            continue
        linked = links[last(box)] - links[box.start]
        sites = linked > 0 or (sites and held(box) < _LONG * total)
        if sites:
            yield from range(box.start, last(box))


def _prose(line: _Line) -> int:
    """Characters of a line that is no headline, label, date or link."""
    return len(line.text) - line.linked if len(line.text) >= _SENTENCE else 0
