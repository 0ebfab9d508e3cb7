"""What two languages print alike: numbers and Latin words. How much of it two passages share.

A number is known by its digits (48.4 billion, 484亿), whatever its unit, so that nothing has to be converted.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from unicodedata import normalize

_IN_CHINESE = re.compile(r"\d[\d,，.]*|[A-Za-z][A-Za-z0-9&'’\-]+")
_TENS = re.compile(r"[一二三四五六七八九]十[一二三四五六七八九]?|十[一二三四五六七八九]")
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")}
# Points and commas vanish (U.S. is US), all else that is no letter parts words.
_MARKS = str.maketrans({**{chr(c): " " for c in range(128) if not chr(c).isalnum()}, ".": None, ",": None, "’": " "})
_TO_SPACE = bytes([c if chr(c).isalnum() and c < 128 else 32 for c in range(256)])
_TO_DIGITS = bytes([c if 48 <= c < 58 else 32 for c in range(256)])
_COMMON = 24  # passages in which a word stands, from which it says nothing of where


class Shared:
    """What passages of two languages share: ``weight(i, j)``, and how much of it each has, ``chinese[i]``, ``english[j]``.

    A word weighs the more the fewer passages of the original have it. Only what stands on both sides counts.
    """

    __slots__ = ("cells", "chinese", "english", "width")

    def __init__(self, chinese: Sequence[Set[str]], english: Sequence[Set[str]]) -> None:
        known: set[str] = set().union(*chinese)
        places: dict[str, list[int]] = {}
        for j, words in enumerate(english):
            for word in words & known:
                places.setdefault(word, []).append(j)
        count = len(english)
        worth = {
            word: math.log1p(count / len(at))
            for word, at in places.items()
            if len(at) <= max(2, min(_COMMON, count // 2))
        }
        self.width = count
        self.chinese = [sum([worth[word] for word in words if word in worth]) for words in chinese]
        self.english = [0.0] * count
        for word, at in places.items():
            for j in at:
                self.english[j] += worth.get(word, 0.0)
        self.cells: dict[int, float] = {}
        weight = self.cells
        for i, words in enumerate(chinese):
            for word in words:
                if word in worth:
                    for j in places[word]:
                        cell = i * count + j
                        weight[cell] = weight.get(cell, 0.0) + worth[word]

    def weight(self, i: int, j: int) -> float:
        """What passage ``i`` of the translation and ``j`` of the original share."""
        return self.cells.get(i * self.width + j, 0.0)

    def best(self) -> list[tuple[int, int, float]]:
        """All that share something, ``(i, j, weight)``."""
        return [(*divmod(at, self.width), weight) for at, weight in self.cells.items()]


def chinese_words(text: str) -> set[str]:
    """The numbers and Latin words of a Chinese text."""
    found = set(map(_plain, _IN_CHINESE.findall(text)))
    if "十" in text:
        found.update([str(_ten(word)) for word in _TENS.findall(text)])
    found.discard("")
    return found


def english_words(text: str, known: Mapping[bytes, str], letters: frozenset[bytes]) -> set[str]:
    """The numbers of an English text, by their digits, and the words of it that are ``known``, whose keys are ``letters``."""
    plain = text.encode("ascii", "replace").lower()  # bytes: several times as fast, and a name's accents say little
    found = {number.strip(b"0").decode() for number in plain.translate(_TO_DIGITS, b".,").split()}
    found.update([known[word] for word in letters.intersection(plain.translate(_TO_SPACE, b".,").split())])
    return found


def in_bytes(words: Iterable[str]) -> dict[bytes, str]:
    """Words by their letters in bytes, as ``english_words`` looks them up."""
    return {word.encode("ascii", "replace"): word for word in words}


def _plain(word: str) -> str:
    if not word.isascii():
        word = normalize("NFKC", word)
    if word[0].isdigit():
        return _digits(word)
    return word.casefold().translate(_MARKS).partition(" ")[0]


def _digits(number: str) -> str:
    """The digits of a number without the zeros around them: 484 of 48.4, 0.484 and 48,400."""
    return number.replace(",", "").replace(".", "").strip("0")


def _ten(word: str) -> int:
    before, _, after = word.partition("十")
    return 10 * _DIGITS.get(before, 1) + _DIGITS.get(after, 0)
