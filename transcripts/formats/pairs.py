"""``pairs`` (F13): JSON, ``"pairs": [{"en": "Operator: Good morning…", "zh": "接线员：早上好…"}]``.

The keys say which language a string is in; labels stand inside the strings, in both.
"""

from __future__ import annotations

import json
import re

from ..fold import HAN
from ..model import BlockKind, Section
from .base import Page, Piece, Script
from .couples import Couple, Coupled, Read, Unit, couples_of, lay_out_couples, read_labels, trimmed

# What the two languages are called, the English one first; a table of pairs in the wild, the surest names first.
_KEYS = (
    ("en", "zh"),
    ("en", "cn"),
    ("EN", "ZH"),
    ("english", "chinese"),
    ("English", "Chinese"),
    ("en_text", "zh_text"),
    ("text_en", "text_zh"),
    ("original", "translation"),
    ("original", "translated"),
    ("source", "target"),
    ("src", "tgt"),
)
_STRING = r'"[^"\\]*(?:\\(?:.|\Z)[^"\\]*)*(?:"|\Z)'
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|.|\Z)", re.DOTALL)
_LOOSE_STRING = re.compile(rf'"[^"\\\n]{{1,40}}"\s*:\s*({_STRING})', re.DOTALL)
_OPENS = frozenset("{[")


class Pairs(Coupled):
    """JSON that holds paragraphs beside their translations."""

    name = "pairs"
    what = "pairs of strings in JSON"

    def segment(self, page: Page) -> list[Piece]:
        read = self.read(page)
        if read is None:
            return []
        text = page.text
        first = min([unit.start for couple in read.couples for unit in couple if unit is not None], default=0)
        pieces: list[Piece] = [
            (BlockKind.META, match.start(1) + 1, match.end(1) - 1)
            for match in _LOOSE_STRING.finditer(text, 0, first)
            if match.end(1) - match.start(1) > 2 and match.end(1) < first
        ]
        return pieces + lay_out_couples(read, text)

    def render(self, script: Script) -> str:
        head = {key: value for key, value in (("title", script.title), ("published", script.published)) if value}
        pairs: list[dict[str, str]] = []
        section = None
        for turn in script.turns:
            if turn.section is Section.QA and section is Section.PREPARED:
                pairs.append({"en": "Questions and Answers", "zh": "问答环节"})
            section = turn.section
            pairs += [{"en": en, "zh": zh} for en, zh in couples_of(turn)]
        return json.dumps({**head, "pairs": pairs}, ensure_ascii=False, indent=2) + "\n"

    def _found(self, page: Page) -> Read | None:
        text = page.text
        start = next((i for i, c in enumerate(text[:64]) if not c.isspace() and c != "\ufeff"), None)
        if start is None or (text[start] not in _OPENS and "{" not in text[:4096]):
            return None
        keys = next((both for both in _KEYS if all(f'"{key}"' in text for key in both)), None)
        couples = _paired(text, keys) if keys is not None else []
        return read_labels(couples, text) if couples else None


def _paired(text: str, keys: tuple[str, str]) -> list[Couple]:
    """The strings under the two keys, those of one object together."""
    pattern = re.compile(rf'"({"|".join(map(re.escape, keys))})"\s*:\s*({_STRING})', re.DOTALL)
    couples: list[Couple] = []
    before: tuple[str, int] | None = None  # the key that waits for its other, and where its string ends
    for match in pattern.finditer(text):
        start, end = match.start(2) + 1, match.end(2)
        end -= text[end - 1] == '"' and end > start
        unit = Unit(unescaped(text, start, end))
        english = match[1] == keys[0]
        if before is not None and before[0] != match[1] and text.find("}", before[1], match.start()) < 0:
            couples[-1] = Couple(unit, couples[-1].zh) if english else Couple(couples[-1].en, unit)
            before = None
        else:
            couples.append(Couple(unit, None) if english else Couple(None, unit))
            before = (match[1], match.end())
    first = next((i for i, couple in enumerate(couples) if all(couple)), len(couples))
    kept = [Couple(*[side if side and side.paragraphs else None for side in couple]) for couple in couples[first:]]
    if sum([_is_chinese(couple.en, text) and not _is_chinese(couple.zh, text) for couple in kept]) * 2 > len(kept):
        kept = [Couple(couple.zh, couple.en) for couple in kept]  # translated into English
    return [couple for couple in kept if any(couple)]


def _is_chinese(unit: Unit | None, text: str) -> bool:
    return unit is not None and HAN.search(text, unit.start, unit.paragraphs[-1][-1][1]) is not None


def unescaped(text: str, start: int, end: int) -> list[list[tuple[int, int]]]:
    r"""The paragraphs of a string: ``\n`` ends one, of ``\"``, ``\\`` and ``\/`` the second character is what is said."""
    if text.find("\\", start, end) < 0 and text.find("\n", start, end) < 0:
        return trimmed([[(start, end)]], text)
    paragraphs: list[list[tuple[int, int]]] = [[]]
    low = start
    for match in _ESCAPE.finditer(text, start, end):
        escape = text[match.start() + 1 : match.start() + 2]
        if escape == "u":
            continue
        paragraphs[-1].append((low, match.start()))
        low = match.start() + 1 if escape in ('"', "\\", "/") else match.end()
        if escape in ("n", "r"):
            paragraphs.append([])
    paragraphs[-1].append((low, end))
    return trimmed(paragraphs, text)
