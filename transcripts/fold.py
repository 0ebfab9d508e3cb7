"""Spelling is not identity: one key for every way of writing a name.

Interpunct variants, width, case, 简/繁, spaces, zero-width characters and quotes make spans differ,
never people. Nothing here knows of calls.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

# What stands between the parts of a transliterated name on real pages: U+00B7 mostly; the rest come from
# fonts, input methods and encoding damage ("?" is what a lost interpunct leaves behind).
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
INTERPUNCTS = "·•・‧∙⋅･．.﹒-–—－᛫?？˙"
HAN = re.compile(r"[\u3400-\u9fff]")  # a Chinese character
# What tells a son from his father is a part of the name, behind a comma: Roy Hale, Jr.
_BEFORE_SON = re.compile(r", (?=(?:[JS]r|I{1,3}|IV)\b)")


def fold(name: str) -> str:
    """The key that all spellings of a name share: letters and digits, half width, lower case, simplified.

    >>> fold("蘇珊・李") == fold("苏珊·李") == fold(" 苏珊 李 ")
    True
    """
    return _fold(name) if len(name) <= 200 else _fold.__wrapped__(name)


@lru_cache(maxsize=65536)
def _fold(name: str) -> str:
    text = unicodedata.normalize("NFKC", name).casefold()
    letters = "".join([c for c in text if c.isalnum()])
    return letters if letters.isascii() else simplify(letters)


def simplify(text: str) -> str:
    """Traditional characters to simplified ones, one for one, so that offsets stay true (OpenCC t2s)."""
    try:
        simple: str = _converter().convert(text)
    except UnicodeError:  # a lone surrogate, which OpenCC cannot take: damage that is nobody's name
        simple = _converter().convert(_SURROGATE.sub("\ufffd", text))
        simple = "".join([old if _SURROGATE.match(old) else new for old, new in zip(text, simple, strict=False)])
    return simple if len(simple) == len(text) else text


def reading(text: str) -> str:
    """The text to reason on: a traditional page simplified character for character, any other as it is.

    Offsets into it are offsets into the page; what is shown is always cut from the page.

    >>> reading("我們這個季度"), reading("我们")
    ('我们这个季度', '我们')
    """
    head = text[:TELLING]
    return simplify(text) if _TRADITIONAL.search(head) else text


_SURROGATE = re.compile("[\ud800-\udfff]")
# The commonest characters that only a traditional page has.
_TRADITIONAL = re.compile(
    "[們個這來說會為時對後問請謝麼國業務營經發現實際總產點與過還開關從學當進動種樣們間應該讓給長門買賣]"
)
TELLING = 6_000  # characters of a page in which a traditional script shows


@lru_cache(maxsize=1)
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


@lru_cache(maxsize=65536)
def split_name(name: str) -> tuple[str, ...]:
    """The parts of a name, as printed, cut at interpuncts, spaces and the comma before Jr.

    >>> split_name("马克·扎克伯格"), split_name("Susan Li"), split_name("刘炽平")
    (('马克', '扎克伯格'), ('Susan', 'Li'), ('刘炽平',))
    """
    name = _BEFORE_SON.sub(" ", name) if "," in name else name
    spaced = "".join([" " if c in INTERPUNCTS else c for c in name if c not in INVISIBLE])
    return tuple(spaced.split())
