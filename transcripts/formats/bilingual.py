"""``bilingual`` (F10, F10b, F11): the name alone on its line, below it what was said, in English and in Chinese.

* a label in both languages, on one line (``Lena Brandt 莱娜·布兰特``, ``Q - Lena Brandt Q - 莱娜·布兰特``) or on two
* an English label alone, the speech in English and in Chinese by turns, or all English and then all Chinese
* bullets before what is English, its translation below without one; a name is "translated" to itself, so printed twice

The page says by its speech that it is in two languages; who speaks is found as ``nameline`` finds it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ..fold import HAN, fold, split_name
from ..model import BlockKind, Section
from ..names.label import parse_label
from ..names.shapes import is_latin_name
from ..names.words import HEADING_WORDS
from .alone import Alone, alone_in, is_short
from .base import Page, Piece, Script, ScriptTurn, Sniff
from .body import lay_out
from .evidence import LONGEST_LABEL, SPEECH_ENDS
from .inline import find_inline

_BULLETS = frozenset("•▪●◆■‣◦")
_LANGUAGE_AT = 40  # characters of a line that tell its language
_ALIKE = 0.5  # how much like a name its transliteration must sound
_MOST_PARTS = 4  # of a name
# What changes from English to Chinese once, beside or below: Growth 增长
_BESIDE = re.compile(r"[^\u3400-\u9fff]*[A-Za-z][^\u3400-\u9fff]*\s[^A-Za-z\u3400-\u9fff]*[\u3400-\u9fff][^A-Za-z]*")
_SOME, _MOST = 0.25, 0.5  # the share of turns in two languages from which a page is, and certainly is


class _Slot(NamedTuple):
    """A line, or two that are one label, with the line below that prints the label again."""

    start: int
    end: int
    again: tuple[int, int] | None = None


class Both(NamedTuple):
    """The lines of a page in two languages, those that are labels, and how far the page is in two languages."""

    lines: list[str]
    starts: list[int]
    found: Alone
    again: list[Piece]  # labels printed again, and their translations
    share: float


class Bilingual:
    """Name alone on its line, and the speech in two languages below it."""

    name = "bilingual"

    def sniff(self, page: Page) -> Sniff:
        both = find_both(page)
        if both is None or not both.found.labels:
            return Sniff(0.0, ("no line stands like a name above speech in two languages",))
        labels = both.found.labels
        speakers = len({both.lines[i] for i in labels})
        score = (1.0 - 0.5 ** min(len(labels), 8)) * (1.0 - both.found.doubt) * (0.95 if speakers > 1 else 0.6)
        score *= both.share * len(labels) / (len(labels) + find_inline(page).on_the_line)
        return Sniff(score, (f"{len(labels)} lines stand above speech in two languages, {speakers} different labels",))

    def segment(self, page: Page) -> list[Piece]:
        both = find_both(page) or Both(page.lines, page.starts, alone_in(page.lines), [], 0.0)
        pieces = lay_out(both.lines, both.starts, both.found.labels)
        return sorted([*_headed(pieces, page.text), *both.again], key=lambda piece: piece[1])

    def render(self, script: Script) -> str:
        parts = [script.title or "", script.published or ""]
        section = None
        for turn in script.turns:
            if turn.section is Section.QA and section is Section.PREPARED:
                parts.append("Question-and-Answer Session\n问答环节")
            section = turn.section
            parts += [turn.label, *_by_turns(turn)]
        return "\n\n".join([part for part in parts if part]) + "\n"


def _by_turns(turn: ScriptTurn) -> list[str]:
    """The paragraphs of a turn, each with its translation above it."""
    said, other = turn.paragraphs, turn.translation
    return ["\n".join((*other[n : n + 1], *said[n : n + 1])) for n in range(max(len(said), len(other)))]


def share_in_two(page: Page) -> float:
    """How far the turns of a page are in two languages, 0..1: what a format in one language has no claim to."""
    both = find_both(page)
    return 0.0 if both is None else both.share


def find_both(page: Page) -> Both | None:
    """The labels of a page whose speech is in two languages, None for any other page; found once."""
    if "both" not in page.memo:
        page.memo["both"] = _find(page) if _in_both(page.lines) else None
    found: Both | None = page.memo["both"]
    return found


def _in_both(lines: Sequence[str]) -> bool:
    """Whether about as much is said in English as in Chinese."""
    if sum(map(str.isascii, lines)) < 2:
        return False
    said = [line for line in lines if line[-1] in SPEECH_ENDS]
    chinese = sum([not line.isascii() and _is_chinese(line) for line in said])
    english = len(said) - chinese
    return min(chinese, english) > 1 and min(chinese, english) * 3 >= max(chinese, english)


def _is_chinese(text: str) -> bool:
    return HAN.search(text, 0, _LANGUAGE_AT) is not None


def _find(page: Page) -> Both:
    bulleted = sum([line[0] in _BULLETS for line in page.lines])
    slots, short, sure, never = (_bulleted if bulleted > 1 and bulleted * 4 > len(page.lines) else _paired)(page)
    texts = [page.text[slot.start : slot.end] for slot in slots]
    # no speech reads the same in both languages: what does is a name
    itself = {
        fold(parse_label(text).name or "")
        for text, slot in zip(texts, slots, strict=True)
        if slot.again and fold(page.text[slice(*slot.again)]) == fold(text)
    }
    found = alone_in(texts, short, itself, sure=sure, never=never)
    labels = set(found.labels)
    lines: list[str] = []
    starts: list[int] = []
    at: list[int] = []
    again: list[Piece] = []
    for i, slot in enumerate(slots):
        if i in labels:
            at.append(len(lines))
        lines.append(texts[i])
        starts.append(slot.start)
        if slot.again is None:
            continue
        start, end = slot.again
        if i in labels:
            same = fold(page.text[start:end]) == fold(texts[i])
            again.append((BlockKind.LABEL if same else BlockKind.FURNITURE, start, end))
        else:
            lines.append(page.text[start:end])
            starts.append(start)
    return Both(lines, starts, found._replace(labels=at), again, _share(lines, at))


def _share(lines: Sequence[str], labels: Sequence[int]) -> float:
    """How much of the claim on a page in two languages has: 0 for a few turns in both, 1 for most."""
    if not labels:
        return 0.0
    in_both = 0
    for i, after in zip(labels, [*labels[1:], len(lines)], strict=True):
        said = [_is_chinese(line) for line in lines[i + 1 : after]]
        in_both += any(said) and not all(said)
    return min(1.0, max(0.0, (in_both / len(labels) - _SOME) / (_MOST - _SOME)))


def _bulleted(page: Page) -> tuple[list[_Slot], list[bool], set[str], set[str]]:
    """The lines of a page with bullets, without them: only what has one may be a label."""
    slots: list[_Slot] = []
    short: list[bool] = []
    bulleted: list[str] = []
    for line, start in zip(page.lines, page.starts, strict=True):
        bare = line.lstrip("".join(_BULLETS) + " \t\u3000\xa0")
        end = start + len(line)
        if bare and line[0] in _BULLETS:
            slots.append(_Slot(end - len(bare), end))
            short.append(is_short(bare))
            bulleted += [bare] if short[-1] else []
        elif short and short[-1] and slots[-1].again is None and is_short(line):
            slots[-1] = slots[-1]._replace(again=(start, end))
        else:
            slots.append(_Slot(start, end))
            short.append(False)
    said = {  # Two things drove it: 推动成长的有两件事:
        page.text[start:end]
        for start, end, again in slots
        if again and page.text[end - 1] in ":：" and page.text[again[1] - 1] in ":："
    }
    return slots, short, {bare for bare in bulleted if _is_titled(bare)}, said


def _is_titled(text: str) -> bool:
    """Whether a text is a name with a title or role behind a hyphen: Nora Hale - Analyst."""
    label = parse_label(text) if " - " in text else None
    return (
        label is not None
        and (label.title or label.role) is not None
        and label.name == text.partition(" - ")[0]
        and is_latin_name(label.name)
    )


def _paired(page: Page) -> tuple[list[_Slot], list[bool], set[str], set[str]]:
    """The lines of a page, those that are one label in two languages together, and which texts are labels, and which none.

    A short line in English with a short one in Chinese below it is a label or a heading.
    """
    lines, starts = page.lines, page.starts
    short = list(map(is_short, lines))
    couples = [
        i
        for i in range(len(lines) - 2)
        if short[i]
        and short[i + 1]
        and not short[i + 2]
        and not _is_chinese(lines[i])
        and _is_chinese(lines[i + 1])
        and not _is_whole(lines[i + 1])
    ]
    twice = {i for i in range(len(lines) - 2) if short[i] and lines[i] == lines[i + 1] and not short[i + 2]}
    counts = Counter([fold(lines[i]) for i in couples])
    ends = [start + len(line) for start, line in zip(starts, lines, strict=True)]
    names = {
        i
        for i in couples
        if _is_name(page.text[starts[i] : ends[i + 1]], lines[i - 1] if i else "", counts[fold(lines[i])] > 1)
    }
    printed = {(fold(lines[i]), fold(lines[i + 1])) for i in names}
    # what is a label above speech is one above a mere "Thanks" as well
    names.update(
        [i for i, both in enumerate(pairwise(map(fold, lines))) if both in printed and short[i] and short[i + 1]]
    )
    never = {text for i in couples if i not in names for text in lines[i : i + 2]}
    beside = {i for i in range(len(lines) - 1) if short[i] and not short[i + 1] and _BESIDE.fullmatch(lines[i])}
    lone = Counter([lines[i] for i in beside])
    never.update([lines[i] for i in beside if not _is_name(lines[i], lines[i - 1] if i else "", lone[lines[i]] > 1)])
    slots: list[_Slot] = []
    shorts: list[bool] = []
    i = 0
    while i < len(lines):
        end = ends[i]
        shorts.append(short[i])
        if i in names:
            i += 1
            slots.append(_Slot(starts[i - 1], ends[i]))
        elif i in twice:
            i += 1
            slots.append(_Slot(starts[i - 1], end, again=(starts[i], ends[i])))
        else:
            slots.append(_Slot(starts[i], end))
        i += 1
    return slots, shorts, set(), never


def _is_whole(text: str) -> bool:
    """Whether a short line is a label in two languages by itself, and no lower half of one: Nora Hale 诺拉·黑尔, Operator 操作员."""
    han = HAN.search(text) if _BESIDE.fullmatch(text) else None
    if han is None:
        return False
    half = text[: han.start()].strip(" -–—")
    return len(half) > 1 and (is_latin_name(half) or parse_label(half).role is not None)


def _is_name(text: str, before: str, recurs: bool) -> bool:
    """Whether a short text in English and Chinese is a label, and no heading: Safety, 安全."""
    label = parse_label(text)
    if label.name is None:
        return label.role is not None
    parts = split_name(label.name)
    if HEADING_WORDS.search(label.name) or HEADING_WORDS.search(label.gloss or "") or len(parts) > _MOST_PARTS:
        return False
    if recurs or len(parts) > 1 or label.role or label.title or label.name in before:
        return True
    from ..names import similarity  # its table need not be there for pages in one language

    return label.gloss is not None and similarity(label.gloss, label.name).probability >= _ALIKE


def _headed(pieces: Sequence[Piece], text: str) -> list[Piece]:
    """The pieces, with headings for what stands in both languages between paragraphs, on a line or two: Safety, 安全."""
    found = list(pieces)
    for n in range(1, len(found) - 1):
        if found[n - 1][0] is not BlockKind.SPEECH or text[found[n - 1][2] - 1] not in SPEECH_ENDS:
            continue
        for last in (n, n + 1):
            between = found[n : last + 1]
            start, end = between[0][1], between[-1][2]
            if (
                last + 1 < len(found)
                and all(kind is BlockKind.SPEECH for kind, _, _ in found[n : last + 2])
                and end - start <= LONGEST_LABEL
                and not any(text[stop - 1] in SPEECH_ENDS for _, _, stop in between)
                and _BESIDE.fullmatch(text, start, end)
            ):
                found[n : last + 1] = [(BlockKind.HEADING, *piece[1:]) for piece in between]
    return found
