"""Formats whose labels stand before a colon on the line of their speech.

They share one search for labels (``inline``); what the labels and lines have in common says which format it is:

* ``colon`` (F02, F03, F04, F08, F09): ``高盛分析師EricSheridan：…``, ``分析师：…``, ``邵若衡(CEO)：…``
* ``marks`` (F05, F06, F07): ``问：…``, ``Q1：…``, ``第4 问：…``, ``Tavi Hall/co-CEO A：…``
* ``bold`` (F17): ``**Name：**…``
* ``book`` (F16): text taken out of a PDF, with hard wraps, page numbers and footers inside sentences
* ``parallel`` (F15): a paragraph in English, then the same in Chinese, each with its own label
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ..fold import HAN, fold
from ..model import BlockKind, Section
from .base import TWIN, TWIN_BELOW, Page, Piece, Script, ScriptTurn, Sniff
from .body import lay_out
from .callstreet import share_ruled
from .inline import Inline, Inlines, find_inline, line_end
from .wraps import SENTENCE_ENDS, columns, joined, page_footers, paged, wrapped

_WORD = re.compile(r"[!-~]+ ?|.")  # what a line may end behind


class _Lines(NamedTuple):
    """The lines of a page with the labels split off, and which of them are labels."""

    lines: list[str]
    starts: list[int]
    labels: list[int]


class _Inline:
    """What the formats have in common. ``what`` says in words what marks the labels of this one."""

    name: str
    what: str

    def sniff(self, page: Page) -> Sniff:
        found = find_inline(page)
        if not found.on_the_line:
            return Sniff(0.0, ("no line begins with a label and its speech",))
        speakers = len({label.text for label in found.labels})
        score = (1.0 - 0.5 ** min(len(found.labels), 8)) * (1.0 - found.doubt) * (0.95 if speakers > 1 else 0.75)
        score *= shares(page, found)[self.name] * found.on_the_line / len(found.labels) * (1.0 - share_ruled(page))
        return Sniff(score, (f"{len(found.labels)} labels before a colon, {speakers} different, {self.what}",))

    def segment(self, page: Page) -> list[Piece]:
        return lay_out(*_split(page, find_inline(page).labels))

    def render(self, script: Script) -> str:
        parts = [script.title or "", script.published or ""]
        section = None
        for turn in script.turns:
            if turn.section is Section.QA and section is Section.PREPARED:
                parts.append(self._heading("问答环节"))
            section = turn.section
            parts += self._written(turn)
        return "\n\n".join([part for part in parts if part]) + "\n"

    def _heading(self, text: str) -> str:
        return text

    def _written(self, turn: ScriptTurn) -> list[str]:
        return [f"{turn.label}：{turn.paragraphs[0]}", *turn.paragraphs[1:]]


class Colon(_Inline):
    """``Name：`` and what a label may have around the name."""

    name = "colon"
    what = "with names or roles"


class Marks(_Inline):
    """``Q：`` and ``A：``, ``问：`` and ``答：``, numbered or not."""

    name = "marks"
    what = "that mark questions and answers"


class Bold(_Inline):
    """``**Name：**``, in Markdown."""

    name = "bold"
    what = "in bold"

    def _heading(self, text: str) -> str:
        return f"**{text}**"

    def _written(self, turn: ScriptTurn) -> list[str]:
        return [f"**{turn.label}：**{turn.paragraphs[0]}", *turn.paragraphs[1:]]


class Parallel(_Inline):
    """A paragraph in one language, then in the other, each with its own label."""

    name = "parallel"
    what = "in two languages by turns"

    def segment(self, page: Page) -> list[Piece]:
        labels = find_inline(page).labels
        english = [_is_english(label, page) for label in labels]
        kind_of = TWIN if _original_first(labels, english) else TWIN_BELOW
        twins = {label.start for label, is_english in zip(labels, english, strict=True) if is_english}
        return [
            (kind_of, start, end) if kind is BlockKind.LABEL and start in twins else (kind, start, end)
            for kind, start, end in super().segment(page)
        ]

    def _written(self, turn: ScriptTurn) -> list[str]:
        translation = list(turn.translation)
        if translation and turn.twin:
            translation[0] = f"{turn.twin}: {translation[0]}"
        said = [f"{turn.label}：{turn.paragraphs[0]}", *turn.paragraphs[1:]]
        return [
            part
            for n in range(max(len(said), len(translation)))
            for part in (*translation[n : n + 1], *said[n : n + 1])
        ]


class Book(_Inline):
    """Text out of a PDF: lines end where the page was full, and footers stand inside sentences."""

    name = "book"
    what = "in lines that are wrapped"
    width = 76  # columns of a line, and lines of a page, of what is written
    height = 24

    def segment(self, page: Page) -> list[Piece]:
        lines, starts, labels = _split(page, find_inline(page).labels)
        labelled = set(labels)
        at_foot = {page.starts[i] for i in page_footers(page.lines)}
        footers = {i for i, start in enumerate(starts) if start in at_foot and i not in labelled}
        kept = [i for i in range(len(lines)) if i not in footers]
        at = {i: n for n, i in enumerate(kept)}
        pieces = lay_out([lines[i] for i in kept], [starts[i] for i in kept], [at[i] for i in labels])
        pieces = joined(pieces, page.text)
        pieces += [(BlockKind.FURNITURE, starts[i], starts[i] + len(lines[i])) for i in footers]
        return sorted(pieces, key=lambda piece: piece[1])

    def render(self, script: Script) -> str:
        cover, *paragraphs = [part.strip() for part in super().render(script).split("\n\n")]
        rows = [row for paragraph in paragraphs for row in self._wrapped(paragraph)]
        pages = [[cover], *[rows[n : n + self.height] for n in range(0, len(rows), self.height)]]
        return "".join(["\n".join(page) + f"\n\n{n}\n\n远山读书会整理\n\n" for n, page in enumerate(pages, 1)])

    def _wrapped(self, paragraph: str) -> list[str]:
        """A paragraph in lines, none but the last of which ends where a sentence does."""
        rows = [""]
        for word in _WORD.findall(paragraph):
            if columns(rows[-1]) + columns(word) > self.width and rows[-1].rstrip()[-1:] not in SENTENCE_ENDS:
                rows.append("")
            rows[-1] += word
        return rows


def shares(page: Page, found: Inlines) -> dict[str, float]:
    """How much of the claim on a page each of the formats has, 0..1 each; together 1."""
    if "shares" not in page.memo:
        count = len(found.labels)
        left = 1.0
        page.memo["shares"] = kept = {}
        for name, share in (
            ("parallel", _twice(found, page)),
            ("book", 1.0 if paged(page.lines) else _most(wrapped(page.lines))),
            ("bold", _most(sum([label.bold and not label.mark for label in found.labels]) / count, enough=0.5)),
            ("marks", _most(sum([label.mark for label in found.labels]) / count, enough=0.4)),
        ):
            kept[name] = left * share
            left -= kept[name]
        kept["colon"] = left
    shared: dict[str, float] = page.memo["shares"]
    return shared


def _original_first(labels: Sequence[Inline], english: Sequence[bool]) -> bool:
    """Whether the English of a turn stands before its translation; what the labels say in more couples decides.

    A couple whose labels are the same (AS: … AS：…) says more than one that takes turns.
    """
    couples = {True: (0, 0), False: (0, 0)}
    for first in couples:
        at = same = found = 0
        while at + 1 < len(english):
            couple = english[at] is first and english[at + 1] is not first
            found += couple
            same += couple and fold(labels[at].text) == fold(labels[at + 1].text)
            at += 2 if couple else 1
        couples[first] = (same, found)
    return couples[True] > couples[False] or (couples[True] == couples[False] and english[:1] != [False])


def _most(share: float, enough: float = 0.6) -> float:
    """0 for a few, 1 for enough, in between for what is in between."""
    return min(1.0, max(0.0, (share - enough / 2) / (enough / 2)))


def _twice(found: Inlines, page: Page) -> float:
    """How far labels take turns in two languages: a share of them that are English with a Chinese one next."""
    english = [_is_english(label, page) for label in found.labels]
    pairs = sum([a and not b for a, b in pairwise(english)])
    return _most(2 * pairs / len(english))


def _is_english(label: Inline, page: Page) -> bool:
    """Whether a label and the speech on its line are in English."""
    end = line_end(label, page)
    return not HAN.search(page.text, label.start, end)


def _split(page: Page, labels: Sequence[Inline]) -> _Lines:
    """The lines of the page, cut at their labels."""
    on: dict[int, list[Inline]] = {}
    for label in labels:
        on.setdefault(label.line, []).append(label)
    found = _Lines([], [], [])
    for i, (line, start) in enumerate(zip(page.lines, page.starts, strict=True)):
        if i not in on:
            found.lines.append(line)
            found.starts.append(start)
            continue
        end = start + len(line)
        if on[i][0].start < start and found.starts and found.starts[-1] == on[i][0].start:
            found.lines.pop()  # the first half of the label, which a wrap cut
            found.starts.pop()
        _add(found, page.text, start, on[i][0].start)
        for n, label in enumerate(on[i]):
            found.labels.append(len(found.lines))
            found.lines.append(label.text)
            found.starts.append(label.start)
            after = on[i][n + 1].start if n + 1 < len(on[i]) else end
            _add(found, page.text, label.speech, after)
    return found


def _add(found: _Lines, text: str, start: int, end: int) -> None:
    """A line of what stands there, unless that is white space or marks of bold and bullets."""
    bit = text[start:end]
    if bit.endswith(("**", "__")) and bit.count(bit[-2:]) % 2:
        bit = bit[:-2]  # the bold began before the label
    stripped = bit.strip()
    if any(map(str.isalnum, stripped)):
        found.lines.append(stripped)
        found.starts.append(start + bit.index(stripped))
