"""What a name says of who has it: whether it is a full name, whether others may well have it too, how it begins to sound.

For those who look for one person under many names in much text: equal keys are one spelling, no shared sound is no likeness.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations, product
from pathlib import Path

from .likeness import aliases
from .parts import Part, given_names, nicknames, parts
from .shapes import is_transliteration, starts_with_surname
from .transliteration import letters, table

COMMON = Path(__file__).with_name("surnames.tsv")
UNMARKED = 6  # characters from which a Chinese spelling without an interpunct is no surname alone
LIKELY = 0.02  # how probably a syllable begins with a letter, for it to be looked for under it
MOST_LETTERS = 5  # letters under which a part is looked for

# Letters that spellings of one name begin with: Catherine and Katherine, Geoff and Jeff, Zara and Sara.
_ALIKE = str.maketrans("cqgzxvy", "kkjsswi")
_TOGETHER = {"ph": "f", "kn": "n", "wr": "r"}


@lru_cache(maxsize=32768)
def named(name: str) -> tuple[Part, ...]:
    """The parts of a name that are names: no generation, no mark."""
    return tuple([part for part in parts(name) if part.script != "other"])


def generation(name: str) -> tuple[str, ...]:
    """What tells a father from a son of his name: Jr., 二世."""
    return tuple([part.key for part in parts(name) if part.script == "other"])


@lru_cache(maxsize=32768)
def spelling(name: str) -> str:
    """The key of a printed name: equal for all spellings of it that differ in marks, case, width or script (简/繁) only."""
    return "".join([part.key for part in parts(name)])


@lru_cache(maxsize=32768)
def is_han(name: str) -> bool:
    """Whether a name is written in Chinese characters, in part at least."""
    return any(part.script == "han" for part in parts(name))


@lru_cache(maxsize=16384)
def is_full(name: str) -> bool:
    """Whether a name is a surname with a given name.

    >>> is_full("苏珊·李"), is_full("王伟"), is_full("Susan Li")
    (True, True, True)
    >>> is_full("马克"), is_full("Susan"), is_full("J. Smith")
    (False, False, False)
    """
    found = named(name)
    if len(found) > 1:
        return sum([len(part.key) > 1 or part.script == "han" for part in found]) > 1
    if len(found) != 1 or found[0].script != "han":
        return False
    han = found[0].key  # 马克 and 马斯克 begin with a surname too, and are none with a given name
    return len(han) >= UNMARKED or (2 <= len(han) <= 4 and starts_with_surname(han) and not is_transliteration(han))


@lru_cache(maxsize=16384)
def may_be_full(name: str) -> bool:
    """Whether a name is full, or may be a Chinese one as well as somebody's surname in transliteration: 贺若宁, 马斯克.

    >>> may_be_full("贺若宁"), may_be_full("马斯克"), may_be_full("马克"), may_be_full("史密斯"), may_be_full("罗伯特")
    (True, True, False, False, False)
    """
    if is_full(name):
        return True
    found = named(name)
    if len(found) != 1 or found[0].script != "han" or not 3 <= len(found[0].key) <= 4:
        return False
    han = found[0].key
    return starts_with_surname(han) and han not in common_surnames() and not given_names(han)


@lru_cache(maxsize=16384)
def is_telling(name: str) -> bool:
    """Whether a full name is so rare that two people of one trade hardly share it.

    >>> is_telling("布莱恩·诺瓦克"), is_telling("Brian Nowak")
    (True, True)
    >>> is_telling("王伟"), is_telling("Wei Wang"), is_telling("David Smith"), is_telling("大卫·史密斯")
    (False, False, False, False)
    """
    found = named(name)
    if len(found) < 2 or any(len(part.key) < 2 for part in (found[0], found[-1])):
        return False
    if found[-1].key in common_surnames() or (found[0].script == "latin" and all(_is_pinyin(p.key) for p in found)):
        return False
    return sum([len(part.key) for part in found]) >= (4 if is_han(name) else 7)


@lru_cache(maxsize=1)
def common_surnames() -> frozenset[str]:
    """The surnames of ``surnames.tsv``, in both scripts."""
    rows = [row for row in COMMON.read_text(encoding="utf-8").splitlines() if row and not row.startswith("#")]
    return frozenset([name for row in rows for name in row.split()])


@lru_cache(maxsize=4096)
def _is_pinyin(word: str) -> bool:
    """Whether a word is one to three syllables of pinyin: Wei, Xiaoming."""
    syllables = set(table().readings.values())
    rests = {word}
    for _ in range(3):
        rests = {rest[n:] for rest in rests for n in range(1, min(6, len(rest)) + 1) if rest[:n] in syllables}
        if "" in rests:
            return True
    return False


# --- how names begin to sound -------------------------------------------------------------------------------------


@lru_cache(maxsize=16384)
def sounds(name: str) -> frozenset[str]:
    """What a full name is filed under: the letters with which two of its parts likely begin, in no order.

    Names that ``similarity`` takes for one share a key, as a rule, whatever their script.

    >>> bool(sounds("罗伯特·诺瓦克") & sounds("Bob Nowak")), bool(sounds("苏珊·李") & sounds("Mark Brown"))
    (True, False)
    """
    found = named(name)
    if len(found) == 1 and found[0].script == "han":
        pairs = [(0, at) for at in range(1, min(len(found[0].key), 6))]
        heads = [_syllable(character) for character in found[0].key[:6]]
    else:
        pairs = list(combinations(range(min(len(found), 4)), 2))
        heads = [part_sounds(part) for part in found[:4]]
    keys = {"".join(sorted(pair)) for one, two in pairs for pair in product(heads[one], heads[two])}
    if len(found) == 1:  # 刘炽平, known as Martin Lau
        for latin in aliases().get(found[0].key, ()):
            keys |= sounds(latin)
    return frozenset(keys)


@lru_cache(maxsize=16384)
def part_sounds(part: Part) -> frozenset[str]:
    """The letters with which a part of a name likely begins, or the full form of a short one: b and r for Bob."""
    if part.script == "han":
        return _syllable(part.key[0])
    if part.script != "latin":
        return frozenset([part.key[:1]])
    return frozenset([_first(form) for form in (part.key, *nicknames().get(part.key, ()))])


def _first(word: str) -> str:
    word = letters(word)
    return _TOGETHER.get(word[:2]) or word[:1].translate(_ALIKE)


@lru_cache(maxsize=4096)
def _syllable(character: str) -> frozenset[str]:
    """The letters that a Chinese character likely stands for at the beginning of a name."""
    reading = table().readings.get(character)
    if reading is None:
        return frozenset([character])
    weight: dict[str, float] = {reading[0].translate(_ALIKE): 1.0}  # plain pinyin
    for chunk, p in table().chunks(reading).items():
        if chunk:
            first = _first(chunk)
            weight[first] = weight.get(first, 0.0) + p
    likely = sorted([(-p, first) for first, p in weight.items() if p >= LIKELY])
    return frozenset([first for _, first in likely[:MOST_LETTERS]])
