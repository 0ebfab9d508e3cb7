"""HTML cut into tags and text, as the tokenizer of the HTML standard does it, in one pass.

Not ``html.parser``: its behaviour on broken pages changed between patch releases of one Python, so the same page would be
read differently on two machines; and on releases still in use (3.11.7, 3.12.1, 3.13.0) 48 KB of ``<a`` cost it 22
seconds, four times as much for twice the page. Not a tree: the standard's repair of misnested tags moves text out of
tables and is quadratic by design (200 KB of ``<b a=1><p>`` took a fast one more than 20 GB).
States and errors named below are those of https://html.spec.whatwg.org/multipage/parsing.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import NamedTuple

__all__ = ["Tag", "attributes", "tokens"]

# Elements whose content is text up to their end tag, tags and all; in the second, character references are resolved.
_RAWTEXT = frozenset("script style xmp iframe noembed noframes".split())
_RCDATA = frozenset("title textarea".split())

# A quote counts directly after "=" only ("before attribute value state"); everywhere else it is a character.
_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>]*+)((?:=\s*+(?:"[^"]*+"|'[^']*+')|[^>=]++|=)*+)>""")
_TOO_LONG = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{7,});?")  # the last code point is 1114111, 10FFFF
_COMMENT_END = re.compile("--!?>")
_ATTRIBUTE = re.compile(r"""([^\s=/"'<>]+)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"']\S*+))?""")


class Tag(NamedTuple):
    """A start or end tag: its name in small letters and its attributes as they stand."""

    name: str
    closes: bool
    attributes: str


def tokens(markup: str) -> Iterator[str | Tag]:
    """Text, with character references resolved, and tags, in order.

    The content of raw elements follows their start tag as one text. Comments, doctypes and processing
    instructions are passed over. What stands in a tag or a comment that the page ends in is no text.
    """
    at, end = 0, len(markup)
    missing: set[str] = set()  # raw elements that nothing closes any more
    while at < end:
        start = markup.find("<", at)
        if start < 0 or start == end - 1:
            yield _unescaped(markup[at:])
            return
        after = markup[start + 1]
        if after.isascii() and (after.isalpha() or after in "/!?"):
            if start > at:
                yield _unescaped(markup[at:start])
        else:  # "invalid-first-character-of-tag-name": a < b is text
            yield _unescaped(markup[at : start + 1])
            at = start + 1
            continue
        found = _TAG.match(markup, start)
        if found is None:
            at = _behind_remark(markup, start)
            continue
        at = found.end()
        closes, name = bool(found[1]), found[2].lower()
        yield Tag(name, closes, found[3])
        if not closes and (name in _RAWTEXT or name in _RCDATA) and name not in missing:
            close = _closing(name).search(markup, at)
            if close is not None:
                content = markup[at : close.start()]
                yield _unescaped(content) if name in _RCDATA else content
                at = close.start()
            elif name in _RCDATA:
                missing.add(name)
            else:
                return  # "script data state" to the end of the file


def _behind_remark(markup: str, start: int) -> int:
    """Where a comment, a doctype, or a tag that is none ("bogus comment state") ends; the end of the page if nowhere."""
    if markup.startswith("<!--", start):
        if markup.startswith(">", start + 4) or markup.startswith("->", start + 4):  # abruptly closed: <!-->
            return markup.index(">", start) + 1
        close = _COMMENT_END.search(markup, start + 4)
        return close.end() if close else len(markup)
    close_at = markup.find(">", start)
    return close_at + 1 if close_at >= 0 else len(markup)


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)


def _unescaped(text: str) -> str:
    """Text with its character references resolved; of a number that is no code point, U+FFFD."""
    if "&#" in text:
        text = _TOO_LONG.sub("\N{REPLACEMENT CHARACTER}", text)  # int() refuses a number of thousands of digits
    return unescape(text)


def attributes(written: str) -> dict[str, str]:
    """The attributes of a tag by name, in small letters; the first of a name counts."""
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(written):
        found.setdefault(name.lower(), _unescaped(value.strip("\"'")))
    return found
