"""What names look like, by their letters alone: capitalised words, a Chinese surname, characters that write foreign names."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..fold import INTERPUNCTS, simplify
from .words import ALSO_TRANSLITERATING, COMPOUND_SURNAMES, SURNAMES, TRANSLITERATING

# What stands around a name or a label and is no part of it: marks, quotes, bullets, white space.
EDGES = " \t\u3000\xa0\u200b\u200c\u200d\ufeff:：*_\"'“”‘’「」『』#>•·-—–"

if TYPE_CHECKING:
    from regex import Pattern


class _Shapes(NamedTuple):
    """What names look like, by the properties that Unicode gives their letters: Łukasz, İpek, 𠮷田, 佐々木."""

    latin: Pattern[str]
    han: Pattern[str]


@cache
def _shapes() -> _Shapes:
    import regex  # re knows no \p{Lu}; its tables are a quarter of what an import of this package costs

    particle = r"(?:de|da|van|von|der|den|del|la|le|bin|al|el|di|du|ten)\s+"
    # one to five words, each beginning with a capital (or a particle); initials, hyphens and apostrophes inside;
    # behind a comma what tells a son from his father
    word = r"[\p{Lu}&&\p{Latin}][\p{Latin}\p{M}\p{N}_.'’\-]*"
    return _Shapes(
        latin=regex.compile(
            rf"(?:{particle})*{word}(?:\s+(?:{particle})*{word}){{0,4}}(?:,\s+(?:[JS]r\.?|I{{1,3}}|IV))?",
            regex.VERSION1,
        ),
        han=regex.compile(r"[\p{Han}々〇]{1,16}"),
    )


@lru_cache(maxsize=16384)
def is_latin_name(text: str) -> bool:
    """Whether a text has the shape of a name in Latin letters: one to five capitalised words."""
    return bool(_shapes().latin.fullmatch(text.strip(EDGES).replace("\xa0", " ")))


@lru_cache(maxsize=16384)
def looks_han_name(text: str) -> bool:
    """Whether a text has the shape of a Chinese name: a transliteration with an interpunct, or surname and given name."""
    simple = simplify(text.strip(EDGES))
    letters = letters_of(simple)
    if not _shapes().han.fullmatch(letters):
        return False
    if any(c in "·•・‧∙⋅･．" for c in simple):
        return True
    return starts_with_surname(letters)


def starts_with_surname(letters: str) -> bool:
    """Two to four Han characters that begin with a Chinese surname."""
    return (2 <= len(letters) <= 3 and letters[0] in SURNAMES) or (
        3 <= len(letters) <= 4 and (letters[:2] in COMPOUND_SURNAMES or letters[0] in SURNAMES)
    )


def is_transliteration(letters: str) -> bool:
    """Han characters all of which serve to write foreign names: 林德, 科斯塔."""
    return 2 <= len(letters) <= 12 and all(c in TRANSLITERATING or c in ALSO_TRANSLITERATING for c in letters)


def looks_named(text: str) -> bool:
    """Whether a text has the shape of anybody's name, in either script, marked or not: 苏珊·李, 林德, Susan Li."""
    return looks_han_name(text) or is_latin_name(text) or is_transliteration(letters_of(text))


def letters_of(name: str) -> str:
    """A name without interpuncts and spaces."""
    return "".join([c for c in name if c not in INTERPUNCTS and c != " "])
