"""``minutes`` (F18): a heading says whose speech stands below it.

* ``CEO表述:``, ``蒂姆·库恩的开场发言``, ``二、首席财务官发言``, ``## Nora Hale's opening remarks``

Digests and minutes print it, with topics as headings inside a speech. A heading that names a section or a group
(管理层发言, 问答环节) is nobody's; what stands below it is told about the call, not said in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from ..fold import INVISIBLE, split_name
from ..model import BlockKind
from ..names.label import names_speech, parse_label
from ..names.shapes import is_latin_name, is_transliteration, looks_han_name
from ..names.words import HEADING_WORDS
from .alone import find_alone
from .base import Page, Piece, Script, Sniff
from .body import head, is_section, speech
from .evidence import SPEECH_ENDS
from .inline import find_inline

_LONGEST = 48  # characters of a heading
# What marks a line as a heading, and tells headings of one rank: ##, 一、, （二）, 3., 【…】, **…**
_MARK = re.compile(
    r"(?P<mark>#{1,6}|[*_]{2,3}|[【\[■●◆▍▌]|[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?|[（(]?\d{1,2}[)）]?[、.．)）])\s*(?=\S)"
)
_NUMBER = re.compile(r"\d+|[一二三四五六七八九十]+")
_MARKS = 8  # characters of the marks of a heading
_CLOSES = "】]*_#:： \t\u3000\xa0" + INVISIBLE
# What such a heading ends with: nearly every other line is told by its last character.
_LAST = frozenset("言述辞词话讲白语顾解录文点要节分容)）htsHTS" + _CLOSES)
_OF = ("'s", "’s", "s' ", "s’ ")
_TOPIC = 0.3  # how much of a label a line is that may be the topic of a speech
_ONE = 0.6  # the claim of a single heading, on a page where nothing else speaks


class _Heading(NamedTuple):
    """A line that is a heading: its text without marks, where it stands, and the kind of its mark."""

    start: int
    end: int
    mark: str


class _Found(NamedTuple):
    """The headings of a page that say whose speech follows, by the number of their line, and those that end one."""

    labels: dict[int, _Heading]
    ends: frozenset[int]


class Minutes:
    """A heading above each speech says whose it is."""

    name = "minutes"

    def sniff(self, page: Page) -> Sniff:
        labels = _find(page).labels
        if not labels:
            return Sniff(0.0, ("no heading says whose speech follows",))
        score = (0.95 if len(labels) > 1 else _ONE) * share_headed(page)
        return Sniff(score, (f"{len(labels)} headings say whose speech follows",))

    def segment(self, page: Page) -> list[Piece]:
        labels, ends = _find(page)
        lines, starts = page.lines, page.starts
        order = sorted(labels)
        pieces = head(lines[: order[0] if order else len(lines)], starts)
        for i, after in pairwise([*order, len(lines)]):
            pieces.append((BlockKind.LABEL, labels[i].start, labels[i].end))
            end = next((n for n in range(i + 1, after) if n in ends), after)
            speech(lines, starts, i + 1, end, end == len(lines), pieces)
            pieces += _told(page, end, after)
        return [(_kind(piece, page), *piece[1:]) for piece in pieces]

    def render(self, script: Script) -> str:
        parts = [script.title or "", script.published or ""]
        for turn in script.turns:
            label = turn.label if names_speech(turn.label) else f"{turn.label}发言"
            parts += [f"{label}:", *turn.paragraphs]
        return "\n\n".join([part for part in parts if part]) + "\n"


def share_headed(page: Page) -> float:
    """How far the speech of a page stands below headings, 0..1: what a format of names on their lines has no claim to."""
    if "headed" not in page.memo:
        headings = len(_find(page).labels)
        inline = find_inline(page)
        others = _names(page) + inline.on_the_line * (1.0 - inline.doubt) if headings else 0.0
        page.memo["headed"] = headings / (headings + others) if headings else 0.0
    share: float = page.memo["headed"]
    return share


def _names(page: Page) -> float:
    """How many lines are names alone; what may be a topic as well (冷库:) counts little."""
    lines = [page.lines[i] for i in find_alone(page).labels]
    times = Counter(lines)
    sure = [times[line] > 1 or len(split_name(line)) > 1 or parse_label(line).name is None for line in lines]
    return sum([1.0 if is_sure else _TOPIC for is_sure in sure])


def _kind(piece: Piece, page: Page) -> BlockKind | str:
    """What a piece is: a short line that ends in a colon, inside a speech, is a topic."""
    kind, start, end = piece
    topic = kind is BlockKind.SPEECH and end - start <= _LONGEST and page.text[end - 1] in ":："
    return BlockKind.HEADING if topic else kind


def _told(page: Page, low: int, high: int) -> Iterator[Piece]:
    """What stands below a heading that is nobody's: prose about the call."""
    for i in range(low, high):
        kind = BlockKind.HEADING if i == low else BlockKind.META
        yield kind, page.starts[i], page.starts[i] + len(page.lines[i])


def _find(page: Page) -> _Found:
    """The headings of a page, found once."""
    if "minutes" not in page.memo:
        page.memo["minutes"] = _search(page)
    found: _Found = page.memo["minutes"]
    return found


def _search(page: Page) -> _Found:
    lines = page.lines
    labels: dict[int, _Heading] = {}
    for i, (line, start) in enumerate(zip(lines[:-1], page.starts, strict=False)):
        if len(line) > _LONGEST or line[-1] not in _LAST or line.rstrip(_CLOSES)[-1:] not in _LAST:
            continue
        heading = _heading(line, start)
        if heading is not None and _is_somebodys(page.text[heading.start : heading.end]):
            labels[i] = heading
    ranks = {heading.mark for heading in labels.values()} - {""}
    ends = set()
    for i, line in enumerate(lines):
        if i not in labels and labels and len(line) <= _LONGEST:
            heading = _heading(line, 0)
            ranked = heading is not None and heading.mark in ranks and line[-1] not in SPEECH_ENDS
            if ranked or is_section(line):
                ends.add(i)
    # a contents list names speeches and has none
    labels = {i: heading for i, heading in labels.items() if i + 1 not in labels and i + 1 not in ends}
    return _Found(labels, frozenset(ends))


def _heading(line: str, start: int) -> _Heading | None:
    """A line as a heading, without its marks; None where nothing is left."""
    at, marks = 0, ""
    while len(marks) < _MARKS and (match := _MARK.match(line, at)):  # ## 一、CEO表述
        at = match.end()
        # a rank is the kind of its mark: numbers count up
        marks += _NUMBER.sub("1", match["mark"])
    text = line[at:].rstrip(_CLOSES)
    return _Heading(start + at, start + at + len(text), marks) if text else None


def _is_somebodys(text: str) -> bool:
    """Whether a heading names one person, by name or title, and a speech."""
    text = "".join([c for c in text if c not in INVISIBLE])
    if not names_speech(text) or is_section(text):
        return False
    label = parse_label(text)
    if label.name is None:
        return label.title is not None
    if HEADING_WORDS.search(label.name):
        return False  # 季度回顾: 季 is a surname as well
    letters = split_name(label.name)
    of = any(mark in text for mark in _OF)  # General Comments is nobody's; Nora Hale's remarks are hers
    return (
        looks_han_name(label.name)
        or (is_latin_name(label.name) and (of or label.title is not None or not text.isascii()))
        or ((label.title is not None or len(letters) > 1) and is_transliteration("".join(letters)))
    )
