"""Couples of a paragraph and its translation, whatever tells which is which: their labels, and their pieces.

Which ``Name:`` at the head of a paragraph is a label is judged from both sides of all couples together: what is a name in
one language is seldom a heading in the other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..fold import fold
from ..model import BlockKind
from ..names.label import parse_label
from ..names.shapes import is_latin_name, is_transliteration, letters_of, looks_han_name
from ..names.words import HEADING_WORDS, REPORTS
from .base import CONTINUED, TWIN, Page, Piece, ScriptTurn, Sniff
from .body import is_section
from .evidence import LABEL_POINTS, LONGEST_LABEL, SPEECH_ENDS, TURN_OPENS
from .furniture import ASIDE, FOOTER, FURNITURE

# What stands before the first colon of a paragraph, if it is short and no clause; 12:30 and https:// have no label.
_HEAD = re.compile(r"([^\s:：，。！？；、\"“(（\[【][^:：，。！？!?；、\n\"“]{0,63}?)\s*[:：](?!//|(?<=\d:)\d)\s*")
_UNLIKE_A_NAME = -1.0  # points from which a text is no name, whatever else it is
_SOUNDS_ALIKE = 0.5
_SHORT_TWIN = 12  # characters; a longer text that is no name does not translate one


class Unit(NamedTuple):
    """A paragraph in one language, as paragraphs of speech, each the places whose join is its text."""

    paragraphs: list[list[tuple[int, int]]]

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.paragraphs[0][0][0]


class Couple(NamedTuple):
    """A paragraph and its translation. On a damaged page one of them is missing."""

    en: Unit | None
    zh: Unit | None


class _Head(NamedTuple):
    """What stands where a label does at the head of a unit; ``speech`` is where the rest begins."""

    text: str
    start: int
    end: int
    speech: int


# --- the engine: couples to pieces --------------------------------------------------------------------------------


class Read(NamedTuple):
    """The couples of a page, and the labels on either side of each (None where there is none).

    ``rows`` are the couples that are rows of a list of people.
    """

    couples: list[Couple]
    en: list[_Head | None]
    zh: list[_Head | None]
    rows: set[int]

    @property
    def labelled(self) -> list[int]:
        """The couples in which somebody begins to speak, as their place in the list."""
        return [i for i, heads in enumerate(zip(self.en, self.zh, strict=True)) if any(heads)]


def read_labels(couples: list[Couple], text: str, listed: frozenset[str] = frozenset()) -> Read:
    """The labels of couples. ``listed`` are folded names that the page's list of participants has."""
    heads = [(_head(couple.en, text), _head(couple.zh, text)) for couple in couples]
    rows = _lists(heads)
    english, chinese = _accepted(couples, heads, text, listed, rows)
    found = Read(couples, [], [], rows)
    for i, (en, zh) in enumerate(heads):
        if i in rows:
            en = zh = None
        label = en if en is not None and fold(en.text) in english else None
        twin = zh if zh is not None and fold(zh.text) in chinese else None
        if label is not None and twin is None and zh is not None and _translates(label, zh, text):
            twin = zh
        found.en.append(label)
        found.zh.append(twin)
    return found


def lay_out_couples(read: Read, text: str) -> list[Piece]:
    """The pieces of couples: labels, speech, headings, lists; what stands before the first label is the page's head."""
    labelled = frozenset(read.labelled)
    first, last = min(labelled, default=len(read.couples)), max(labelled, default=-1)
    footer = next(
        (i for i, couple in enumerate(read.couples) if i > last >= 0 and _matches(FOOTER, couple, text)), None
    )
    open_ = _Open()
    pieces: list[Piece] = []
    for i, couple in enumerate(read.couples):
        label, twin = read.en[i], read.zh[i]
        if i in labelled:
            pieces += _turn(couple, label, twin, open_)
            continue
        kind = BlockKind.SPEECH
        if i in read.rows:
            kind = BlockKind.CAST
        elif _is_heading(couple, text):
            kind = BlockKind.HEADING
            open_.heading()
        elif i < first:
            kind = BlockKind.META
        elif (footer is not None and i >= footer) or all(map(FURNITURE.match, _texts(couple, text))):
            kind = BlockKind.FURNITURE
        elif _is_aside(couple, text):
            kind = BlockKind.ASIDE
        pieces += [piece for unit in _in_order(couple) for piece in _pieces(unit, unit.start, kind)]
    return pieces


class _Open:
    """The label and the twin of the turn that goes on."""

    __slots__ = ("label", "twin")

    def __init__(self) -> None:
        self.label = self.twin = ""

    def heading(self) -> None:
        """After a heading the same speaker begins another turn."""
        self.label = self.twin = ""

    def goes_on(self, label: _Head | None, twin: _Head | None) -> bool:
        """Whether a couple's labels are those of the open turn, in whatever words the translation has them now."""
        key = fold(label.text) if label is not None else ""
        again = bool(key) and key == self.twin and bool(self.label) and twin is not None
        if not again:
            self.twin, self.label = key, fold(twin.text) if twin is not None else ""
            return False
        parsed = parse_label(label.text) if label is not None else None
        return parsed is not None and (parsed.name is not None or parsed.role == "operator")


def _turn(couple: Couple, label: _Head | None, twin: _Head | None, open_: _Open) -> list[Piece]:
    """The pieces of a couple that begins with a label, on both sides or on one."""
    before = open_.label
    again = open_.goes_on(label, twin)
    # in other words than before, the label of a turn that goes on would begin another: 接线员, then 操作员
    silent = again and twin is not None and fold(twin.text) != before
    english: list[Piece] = []
    chinese: list[Piece] = []
    turned = couple.en is not None and couple.zh is not None and couple.zh.start < couple.en.start
    if couple.en is not None:
        # English before the label of its turn, and with none of its own, is on the turn before for all who read
        kind = BlockKind.SPEECH if label is not None or turned else BlockKind.FURNITURE
        if label is not None and not (turned and twin is not None):
            english.append((TWIN, label.start, label.end))
        english += _pieces(couple.en, label.speech if label is not None else couple.en.start, kind)
    if couple.zh is not None:
        kind = BlockKind.FURNITURE if turned and twin is None else BlockKind.SPEECH
        if twin is not None and not silent:
            chinese.append((BlockKind.LABEL, twin.start, twin.end))
        chinese += _pieces(couple.zh, twin.speech if twin is not None else couple.zh.start, kind)
    return chinese + english if turned else english + chinese


def _pieces(unit: Unit, start: int, kind: BlockKind) -> Iterator[Piece]:
    """The paragraphs of a unit from an offset on."""
    for paragraph in unit.paragraphs:
        what: BlockKind | str = kind
        for low, high in paragraph:
            low = max(low, start)
            if low < high:
                yield what, low, high
                what = CONTINUED if kind is BlockKind.SPEECH else kind


def _in_order(couple: Couple) -> list[Unit]:
    return sorted([unit for unit in couple if unit is not None], key=lambda unit: unit.start)


def _texts(couple: Couple, text: str) -> list[str]:
    """What both sides say, each up to the first place where it is cut."""
    return [text[slice(*unit.paragraphs[0][0])] for unit in couple if unit is not None]


def _matches(pattern: re.Pattern[str], couple: Couple, text: str) -> bool:
    return any(pattern.match(said) for said in _texts(couple, text))


def _is_heading(couple: Couple, text: str) -> bool:
    """Whether either side is the name of a section, or both end in a colon: Questions & Answers:, 问题与解答：."""
    said = _texts(couple, text)
    if any(len(one) > LONGEST_LABEL for one in said):
        return False
    return any(map(is_section, said)) or all(one[-1] in ":：" and HEADING_WORDS.search(one) for one in said)


def _is_aside(couple: Couple, text: str) -> bool:
    return all(ASIDE.fullmatch(said) for said in _texts(couple, text))


# --- which heads are labels ---------------------------------------------------------------------------------------


def _head(unit: Unit | None, text: str) -> _Head | None:
    """What a unit has before its first colon, or what it is as a whole where that can only be a label."""
    if unit is None:
        return None
    start, end = unit.paragraphs[0][0]
    match = _HEAD.match(text, start, end)
    if match is not None:
        return _Head(match[1], match.start(1), match.end(1), match.end())
    if end - start > LONGEST_LABEL or len(unit.paragraphs) > 1 or len(unit.paragraphs[0]) > 1:
        return None
    whole = text[start:end]
    label = parse_label(whole) if whole[-1] not in SPEECH_ENDS and whole[0] not in "[【(（" else None
    if label is None or not (label.role or label.title):
        return None  # Operator; Tim Vaughn -- Investor Relations
    return _Head(whole, start, end, end)


def _accepted(
    couples: Sequence[Couple],
    heads: Sequence[tuple[_Head | None, _Head | None]],
    text: str,
    listed: frozenset[str],
    rows: set[int],
) -> tuple[set[str], set[str]]:
    """Folded texts that are labels, in English and in Chinese."""
    seen = [(i, pair) for i, pair in enumerate(heads) if (pair[0] or pair[1]) and i not in rows]
    keys = [_key(pair) for _, pair in seen]
    times = Counter(keys)
    points: dict[str, float] = {}
    for key, (i, (en, zh)) in zip(keys, seen, strict=True):
        if points.get(key, 0.0) >= LABEL_POINTS:
            continue
        told = _shape(en.text if en is not None else "", zh.text if zh is not None else "")
        if told < LABEL_POINTS:  # what is around it may still tell
            both = [head for head in (en, zh) if head is not None]
            told += 2.0 * any(fold(parse_label(head.text).name or head.text) in listed for head in both)
            told += 1.5 * _introduced(couples[max(0, i - 2) : i], both, text)
            told += 1.0 * any(TURN_OPENS.match(text, head.speech) is not None for head in both)
        points[key] = max(points.get(key, told), told)
    if points and min(points.values()) >= 0:
        points = {key: told + 0.5 for key, told in points.items()}  # nothing but names stands before colons
    sure = {key for key, told in points.items() if told + min(times[key], 3) - 1.0 >= LABEL_POINTS}
    english, chinese = set(), set()
    for key, (_, (en, zh)) in zip(keys, seen, strict=True):
        if key not in sure:
            continue
        if en is not None:
            english.add(fold(en.text))
        if zh is not None and _chinese(zh.text, en.text if en else "") > _UNLIKE_A_NAME:
            chinese.add(fold(zh.text))
    return english, chinese


def _key(pair: tuple[_Head | None, _Head | None]) -> str:
    """What the couples of one speaker share: the English label, which the source has; else the Chinese one."""
    en, zh = pair
    return fold(en.text) if en is not None else fold(zh.text) if zh is not None else ""


def _lists(heads: Sequence[tuple[_Head | None, _Head | None]]) -> set[int]:
    """Heads that have no speech behind them and none in the next couple: rows of a list of people."""
    bare = [any(pair) and all(head is None or head.speech == head.end for head in pair) for pair in heads]
    return {i for i, this in enumerate(bare) if this and (i + 1 == len(bare) or bare[i + 1] or (i and bare[i - 1]))}


@lru_cache(maxsize=4096)
def _english(text: str) -> float:
    """How much a text before a colon looks like an English label: a role word is one, a lower-case word is none."""
    label = parse_label(text)
    if label.role is not None and label.name is None:
        return 3.0
    if HEADING_WORDS.search(text) or not label.name or not is_latin_name(label.name):
        return -3.0
    return 2.0 if label.title or label.role or label.firm else 1.0 if " " in label.name else 0.25


@lru_cache(maxsize=4096)
def _chinese(text: str, english: str) -> float:
    """How much a text looks like the Chinese of a label; the English may stand in it as it is."""
    label = parse_label(text)
    if label.role is not None and label.name is None:
        return 3.0
    if english and fold(text) == fold(english):
        return 0.5
    if not label.name or HEADING_WORDS.search(text):
        return -3.0
    if label.title or label.role or label.firm:
        return 2.0
    letters = letters_of(label.name)
    if len(letters) < len(label.name) and looks_han_name(label.name):
        return 2.0  # an interpunct
    if looks_han_name(label.name) or is_transliteration(letters):
        if not is_latin_name(english):
            return 1.0
        from ..names import similarity  # its tables are read on pages that need them

        # 王珂 sounds like Ke Wang; 云服务 has a surname's first character, and does not sound like Cloud Services
        return 2.0 if similarity(label.name, english).probability >= _SOUNDS_ALIKE else -2.0
    return 0.25 if is_latin_name(label.name) else -1.5


def _shape(english: str, chinese: str) -> float:
    """How much the two texts before the colons of a couple look like a label; "" where there is none."""
    return (_english(english) if english else 0.0) + (_chinese(chinese, english) if chinese else 0.0)


def _translates(label: _Head, zh: _Head, text: str) -> bool:
    """Whether a head in Chinese that nothing else speaks for is the label's translation, and no other clause."""
    points = _chinese(zh.text, label.text)
    if points > _UNLIKE_A_NAME:
        return True
    more = text[label.speech : label.speech + 60]
    return len(zh.text) <= _SHORT_TWIN and ":" not in more and REPORTS.search(zh.text) is None and points > -3.0


def _introduced(before: Sequence[Couple], heads: Sequence[_Head], text: str) -> bool:
    """Whether one of the couples before names whoever begins to speak here."""
    return any(head.text in said for couple in before for said in _texts(couple, text) for head in heads)


class Coupled:
    """What the formats have in common."""

    name: str
    what: str

    def read(self, page: Page) -> Read | None:
        """The couples of the page with their labels, found once; None on a page of another format."""
        if self.name not in page.memo:
            page.memo[self.name] = self._found(page)
        found: Read | None = page.memo[self.name]
        return found

    def sniff(self, page: Page) -> Sniff:
        read = self.read(page)
        if read is None:
            return Sniff(0.0, (f"no {self.what}",))
        whole = sum([couple.en is not None and couple.zh is not None for couple in read.couples])
        score = 0.95 * (1.0 - 0.5 ** min(whole + 1, 8)) * (1.0 if read.labelled else 0.5)
        score *= whole / len(read.couples)
        return Sniff(score, (f"{whole} {self.what}, {len(read.labelled)} of them begin with a label",))

    def _found(self, page: Page) -> Read | None:
        raise NotImplementedError


def couples_of(turn: ScriptTurn) -> Iterator[tuple[str, str]]:
    """The paragraphs of a turn beside their translations, the labels in the first of each; a missing one is empty."""
    said = [f"{turn.label}：{turn.paragraphs[0]}", *turn.paragraphs[1:]] if turn.label else list(turn.paragraphs)
    english = list(turn.translation)
    if english and (twin := turn.twin or turn.label):
        english[0] = f"{twin}: {english[0]}"
    for n in range(max(len(said), len(english))):
        yield "".join(english[n : n + 1]), "".join(said[n : n + 1])


def trimmed(paragraphs: list[list[tuple[int, int]]], text: str) -> list[list[tuple[int, int]]]:
    """The paragraphs without white space at their ends, and without those that are blank."""
    found = []
    for paragraph in paragraphs:
        solid = [n for n, (low, high) in enumerate(paragraph) if low < high and not text[low:high].isspace()]
        if not solid:
            continue
        pieces = [(low, high) for low, high in paragraph[solid[0] : solid[-1] + 1] if low < high]
        low, high = pieces[0]
        pieces[0] = (high - len(text[low:high].lstrip()), high)
        low, high = pieces[-1]
        pieces[-1] = (low, low + len(text[low:high].rstrip()))
        found.append(pieces)
    return found
