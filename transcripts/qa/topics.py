"""What two passages on one matter share: pairs of characters and Latin words that not every question has."""

from __future__ import annotations

import re
from operator import add

_ENDING = re.compile(r"(?<=[a-z]{3})(?:ing|ed|es|s|e|ly)$")  # pricing, prices, price are one matter
_NUMBERED = re.compile(r"[a-z]\d|\d[a-z]")  # S5, 5g
_WORD = re.compile(r"[0-9]*[a-z][a-z0-9]*[a-z0-9]|[0-9]+[a-z]")
# What says nothing of the matter, for every question has it: characters of grammar, characters that are grammar in
# some words (可能) and not in others (产能), pairs, Latin words.
_GRAMMAR = frozenset("的了是在我你您他她它们这那吗嘛呢吧啊呀把被让给从到为么着得很太更最不没，。？！、；：“”（）《》 ")
_HALF_GRAMMAR = frozenset("能会可以对于上下中里个和与也都就还有多大小年月日一二三两说看来去想要做用时候")
_COMMON_PAIRS = frozenset(
    """问题 现在 今年 去年 明年 公司 季度 什么 怎么 如何 多少 想问 请问 谢谢 感谢 首先 其次 最后 另外 然后 第一 第二
    关于 方面 部分 一下 看到 认为 情况 影响 未来 目前 已经 收入 增长 时间""".split()
)
_COMMON_WORDS = frozenset(
    """the and for you your are was with that this have has how what can could would about our from into
    will been more than just any some like think question quarter year""".split()
)


def grams(text: str) -> set[str]:
    """Pairs of neighbouring characters, and Latin words in lower case: what two passages on one matter share."""
    found = set(map(add, text, text[1:]))
    found.update([_ENDING.sub("", word) for word in _WORD.findall(text.lower())])
    return found


def telling(shared: set[str]) -> set[str]:
    """Those of the shared grams that are not in every question: pairs of Han characters, and Latin words."""
    return {g for g in shared if (_telling_pair(g) if g[0] > "\u2fff" else _telling_word(g))}


def _telling_pair(g: str) -> bool:
    one, two = g[0], g[1]
    if two <= "\u2fff" or one in _GRAMMAR or two in _GRAMMAR or g in _COMMON_PAIRS:
        return False
    return not (one in _HALF_GRAMMAR and two in _HALF_GRAMMAR)


def _telling_word(g: str) -> bool:
    return g.isascii() and g.isalnum() and g not in _COMMON_WORDS and (len(g) > 2 or bool(_NUMBERED.match(g)))
