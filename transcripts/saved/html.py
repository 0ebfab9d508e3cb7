"""HTML as lines of text: what a reader of the page sees of the article, a block a line.

How lines are laid out is in ``layout``. Left out is what the site puts around the article (``chrome``), lists of links,
what is not shown, and what follows the article in elements full of links; never the part that holds the main heading or
most of the text, whatever it calls itself, because bodies of type ``has-sidebar`` and elements that nothing closes are common.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from itertools import accumulate, groupby, islice

from .chrome import NEVER
from .extract import Extract
from .layout import Box, Layout, Line, Part
from .tags import tokens

__all__ = ["is_html", "text_of"]


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


# --- what is left out

_LINKED = 0.8  # share of a line's characters in links from which it is a link
_LIST = 3  # lines of links in a row, or links on a line, that are a list
_LISTS = "lists of links"
_SENTENCE = 20  # characters from which a line is prose
_ARTICLE = 0.7  # share of the prose that the article has
_PER_LINK = 80  # characters of prose for each link, from which links are those of an article
_LONG = 0.05  # share of the prose from which an element behind the article may be of it
_FEW = 8  # what is left must not be less than an eighth of what is left out
_TITLED, _NAMING = 40, 6  # lines at the head that may say the title; characters from which a line names a page


def text_of(markup: str) -> Extract:
    """The lines of an HTML page, the title of its head first where no line says it, and what was left out.

    Lines end with ``\\n``; an empty line stands between paragraphs. Of front matter its title and date are lines. Never raises.
    """
    start = _body_start(markup)
    layout = Layout()
    layout.lay_out(tokens(markup[start:].removeprefix("\ufeff")))
    lines = layout.lines
    _judge(layout.parts)
    without = {number: line.part.what for number, line in enumerate(lines) if not line.part.kept}
    without |= dict.fromkeys(_link_lists(lines, without), _LISTS)
    behind = dict.fromkeys(_behind(layout.boxes, lines, without), "what follows the article")
    without = behind | without  # what is known for more keeps its name
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


def _judge(parts: Sequence[Part]) -> None:
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


def _link_lists(lines: Sequence[Line], without: Container[int]) -> list[int]:
    """Lines that are links to elsewhere: several in a row, or several on one line. None if hardly anything were left."""
    found: list[int] = []
    shown = [(number, line) for number, line in enumerate(lines) if number not in without]
    for linked, run in groupby(shown, lambda each: each[1].linked >= _LINKED * len(each[1].text)):
        some = list(run)
        if linked and (len(some) >= _LIST or sum([line.links for _, line in some]) >= _LIST):
            found += [number for number, _ in some]
    size = sum([len(lines[number].text) for number in found])
    return found if size < _FEW * (sum([len(line.text) for _, line in shown]) - size) else []


def _behind(boxes: Sequence[Box], lines: Sequence[Line], without: Container[int]) -> Iterator[int]:
    """Lines behind the article that are not of it.

    The article is the innermost element with most of the prose. What stands behind it in elements of its own is the site's
    where it is full of links (cards, feeds), or short and has one; and so is what follows such, unless it is long.
    """
    chars = [0, *accumulate([0 if n in without else _prose(line) for n, line in enumerate(lines)])]
    links = [0, *accumulate([0 if n in without else line.links for n, line in enumerate(lines)])]
    total = chars[-1]

    def last(box: Box) -> int:
        return len(lines) if box.end is None else box.end

    def held(box: Box) -> int:
        return chars[last(box)] - chars[box.start]

    article = [box for box in boxes if held(box) >= _ARTICLE * total][-1:]
    around: set[Box] = set()
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
        sites = held(box) < _PER_LINK * linked or (held(box) < _LONG * total and (sites or linked > 0))
        if sites:
            yield from range(box.start, last(box))


def _prose(line: Line) -> int:
    """Characters of a line that is no headline, label, date or link."""
    return len(line.text) - line.linked if len(line.text) >= _SENTENCE else 0
