"""``interleaved`` (F12): ``[  5] [EN] Operator:Good morning…``, then ``[中] 接线员：早上好…``.

The tags say which language a paragraph is in; labels stand inside the paragraphs, in both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from ..fold import HAN, fold
from ..model import BlockKind, Section
from .base import Page, Piece, Script
from .couples import Couple, Coupled, Read, Unit, couples_of, lay_out_couples, read_labels, trimmed
from .evidence import SPEECH_ENDS
from .furniture import FOOTER, FURNITURE

_ENGLISH_TAGS = ("EN", "En", "en", "英", "英文", "原文")
_CHINESE_TAGS = ("中", "中文", "ZH", "Zh", "zh", "CN", "cn", "译", "译文")
_TAG = re.compile(
    rf"(?:[\[【]\s*\d{{1,5}}\s*[\]】]\s*)?[\[【]\s*({'|'.join((*_ENGLISH_TAGS, *_CHINESE_TAGS))})\s*[\]】]\s*"
)
_INSIDE = re.compile(rf"\s[\[【](?:{'|'.join(_CHINESE_TAGS)})[\]】]\s*")  # both languages on one line
_CLOSES = "]】"
_BOXED = "━─═="
_CAST_MARK = "👤"
_ECHO = re.compile(r"(?:原文|英文|Original|EN)\s*[:：]")
_ENDS = frozenset('。！？!?.…”」』）)]】"')


class Interleaved(Coupled):
    """``[EN]`` and ``[中]`` before the paragraphs, by turns."""

    name = "interleaved"
    what = "couples of [EN] and [中]"

    def segment(self, page: Page) -> list[Piece]:
        read = self.read(page)
        if read is None:
            return []
        pieces = [*page.memo["interleaved pieces"], *lay_out_couples(read, page.text)]
        return sorted(pieces, key=lambda piece: piece[1])

    def render(self, script: Script) -> str:
        parts = [script.title or "", script.published or ""]
        section = None
        number = 0
        for turn in script.turns:
            if turn.section is Section.QA and section is Section.PREPARED:
                parts.append("━━ Questions and Answers ━━\n━━ 问答环节 ━━")
            section = turn.section
            for en, zh in couples_of(turn):
                number += 1
                tagged = [f"[EN] {en}"] if en else []
                tagged += [f"[中] {zh}"] if zh else []
                parts.append(f"[{number:3}] " + "\n      ".join(tagged))
        return "\n\n".join([part for part in parts if part]) + "\n"

    def _found(self, page: Page) -> Read | None:
        if not all(_tagged(page.text, tags) for tags in (_ENGLISH_TAGS, _CHINESE_TAGS)):
            return None
        couples, pieces, cast = _interleaved(page)
        if not couples:
            return None
        page.memo["interleaved pieces"] = pieces
        return read_labels(couples, page.text, frozenset(cast))


def _tagged(text: str, tags: Iterable[str]) -> bool:
    """Whether one of some tags may stand in a text: a look that costs little, for pages that have none."""
    return any(f"{tag}{close}" in text for tag in tags for close in _CLOSES)


class _Loose(NamedTuple):
    """A line without a tag, and the paragraph before it."""

    line: str
    start: int
    unit: Unit | None
    english: bool


def _interleaved(page: Page) -> tuple[list[Couple], list[Piece], set[str]]:
    """The couples of a page, the pieces of what stands between them, and folded names of its list of participants."""
    couples: list[Couple] = []
    pieces: list[Piece] = []
    loose: list[_Loose] = []
    cast: set[str] = set()
    unit: Unit | None = None
    english = in_cast = False
    last = -1  # where the last tagged line ends
    for line, start in zip(page.lines, page.starts, strict=True):
        end = start + len(line)
        match = _TAG.match(line) if line[0] in "[【" else None
        if match is None:
            row = _untagged(line, start, in_cast, cast, pieces)
            in_cast = bool(row)
            if row is None:
                loose.append(_Loose(line, start, unit, english))
            continue
        in_cast = False
        last = end
        low = start + match.end()
        other = _INSIDE.search(line, match.end()) if "[" in line[match.end() :] else None
        unit = _unit(page.text, low, start + other.start() if other else end)
        english = match[1] in _ENGLISH_TAGS
        if english:
            couples.append(Couple(unit, None))
        elif couples and couples[-1].zh is None:
            couples[-1] = Couple(couples[-1].en, unit)
        else:
            couples.append(Couple(None, unit))
        if other is not None:
            unit, english = _unit(page.text, start + other.end(), end), False
            couples[-1] = Couple(couples[-1].en, unit)
    source = {page.text[slice(*couple.en.paragraphs[0][0])] for couple in couples if couple.en and couple.en.paragraphs}
    for line, start, before, english in loose:
        if before is not None and start < last and line not in source and _goes_on(line, english=english):
            before.paragraphs.append([(start, start + len(line))])
        else:
            pieces.append((BlockKind.META if before is None else BlockKind.FURNITURE, start, start + len(line)))
    kept = [Couple(*[side if side and side.paragraphs else None for side in couple]) for couple in couples]
    return [couple for couple in kept if any(couple)], pieces, cast


def _unit(text: str, start: int, end: int) -> Unit:
    return Unit(trimmed([[(start, end)]], text))


def _untagged(line: str, start: int, in_cast: bool, cast: set[str], pieces: list[Piece]) -> bool | None:
    """The piece that a line without a tag is: a heading between rules, a row of people. Whether it is such a row.

    None for a line that is neither.
    """
    if line[0] in _BOXED:
        inner = line.strip(_BOXED + " \t\u3000")
        if inner:
            at = start + line.index(inner)
            pieces.append((BlockKind.HEADING, at, at + len(inner)))
        return False
    if line.startswith(_CAST_MARK) or (in_cast and "—" in line and line[-1] not in SPEECH_ENDS):
        row = line.lstrip(_CAST_MARK + " \ufe0f\u3000")
        if row:
            pieces.append((BlockKind.CAST, start + line.index(row), start + len(line)))
            cast.update([fold(part) for part in re.split("—|–| - ", row)])
        return True
    return None


def _goes_on(line: str, *, english: bool) -> bool:
    """Whether a line without a tag is a further paragraph of the one before: in its language, and a sentence."""
    if line[-1] not in _ENDS or _ECHO.match(line) or FURNITURE.match(line) or FOOTER.match(line):
        return False
    return english == (HAN.search(line) is None)  # English below Chinese is the source once more
