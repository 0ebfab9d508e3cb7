"""Whether two printed names are one name: Chinese and Latin, two rival transliterations, two Latin spellings.

A name is cut into parts, the parts of two names are aligned in every order that names are written in, and
every pair of parts is scored in nats. The method, what it was trained on and what it measures: docs/names.md.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from attrs import frozen

from transcripts.names.parts import SURNAMES, SYLLABLE_WORTH, Part, compare, given_names, is_proper, join, parts, worth
from transcripts.names.transliteration import HOPELESS, table
from transcripts.names.words import COMPOUND_SURNAMES

ALIASES = Path(__file__).with_name("aliases.tsv")
ALIAS = 0.98  # how sure a row of that table is
FLOOR = -2.0  # nats: one part under it, and the names are not one, however well the others fit
RIVALS_FLOOR = 0.0  # the same for two Chinese parts: one page seldom spells a name twice, and namesakes are many
PART_SKIPPED = 1.0  # nats, for each part of the longer name that the shorter one leaves out
TURNED = 2.0  # nats, for surname and given name in another order than the other name has
UNMARKED = 0.5  # nats, for a Chinese spelling without its interpunct, in either order

# Surnames that are read otherwise than the character usually is.
SURNAME_READINGS = {
    "曾": "zeng", "单": "shan", "解": "xie", "仇": "qiu", "查": "zha", "盖": "ge", "朴": "piao", "翟": "zhai", "区": "ou",
    "乐": "yue", "缪": "miao", "覃": "qin", "任": "ren", "华": "hua", "洗": "xian", "尉": "yu", "种": "chong", "员": "yun",
    "柏": "bai", "葛": "ge", "石": "shi", "俞": "yu", "贾": "jia", "纪": "ji", "沈": "shen", "宁": "ning", "曲": "qu",
}  # fmt: skip
PINYIN_PRIOR = -2.3  # nats: one name in ten is a Chinese name in plain pinyin


@frozen
class Aligned:
    """A part (or joined parts) of one name, what stands for it in the other, and their score in nats."""

    a: str
    b: str
    score: float


@frozen
class Similarity:
    """How alike two names are.

    `probability` (0..1) is that of one name, judged against as many confusable ones; where one name has fewer
    parts, of the shorter being a part of the longer. How many people share that part only the caller knows.
    `score` is the log likelihood ratio in nats: rank by it.
    """

    probability: float
    score: float
    alignment: tuple[Aligned, ...]
    why: str


class _Found(NamedTuple):
    """One way of aligning two names."""

    score: float
    logit: float
    weakest: float  # how far the worst pair is above its floor
    pairs: tuple[Aligned, ...]
    how: str


_NOTHING = _Found(HOPELESS, HOPELESS, HOPELESS, (), "nothing fits")


def similarity(a: str, b: str) -> Similarity:
    """Whether two names are one, in any script, order and spelling; symmetric, total, with the evidence.

    >>> similarity("苏珊·李", "Susan Li").probability > 0.9
    True
    >>> similarity("马克·史穆里克", "Mark Zuckerberg").probability < 0.1
    True
    """
    one, two = parts(a), parts(b)
    if _order(one) <= _order(two):
        return _best(one, two)
    found = _best(two, one)
    turned = tuple([Aligned(pair.b, pair.a, pair.score) for pair in found.alignment])
    return Similarity(found.probability, found.score, turned, found.why)


def _homophones(one: Part, two: Part) -> bool:
    """Whether two whole names may be two Chinese people of one surname (王伟, 王薇) as well as rival spellings."""
    return (
        one.script == two.script == "han"
        and 2 <= len(one.key) <= 3
        and 2 <= len(two.key) <= 3
        and one.key[0] == two.key[0]
        and one.key[0] in SURNAMES
        and not given_names(one.key).keys() & given_names(two.key).keys()
    )


def _order(name: tuple[Part, ...]) -> tuple[int, tuple[Part, ...]]:
    """Chinese first, then by spelling: so that both directions compute the same."""
    return (0 if any(part.script == "han" for part in name) else 1, name)


def _best(one: tuple[Part, ...], two: tuple[Part, ...]) -> Similarity:
    """`similarity` of two names in order: by sound, or by the Latin name that a Chinese one is known to go with."""
    found = _similarity(one, two)
    if len(one) != 1 or one[0].script != "han" or found.probability > ALIAS:
        return found
    for latin in aliases().get(one[0].key, ()):
        by_alias = _similarity(*sorted((parts(latin), two), key=_order))
        if ALIAS * by_alias.probability > found.probability:
            pair = Aligned(one[0].text, " ".join([part.text for part in two]), by_alias.score)
            found = Similarity(ALIAS * by_alias.probability, by_alias.score, (pair,), f"known as {latin}")
    return found


@lru_cache(maxsize=1)
def aliases() -> dict[str, tuple[str, ...]]:
    """Chinese names that cannot be heard in the Latin name of the person, simplified, with the Latin names."""
    found: dict[str, list[str]] = {}
    for line in ALIASES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            latin, chinese, _source = line.split("\t")
            for name in chinese.split():
                found.setdefault(name, []).append(latin)
    return {name: tuple(latin) for name, latin in found.items()}


@lru_cache(maxsize=32768)
def _similarity(one: tuple[Part, ...], two: tuple[Part, ...]) -> Similarity:
    """`similarity` of two names in order."""
    if not one or not two:
        return Similarity(0.0, HOPELESS, (), "no name to compare")
    if [part.key for part in one] == [part.key for part in two]:
        score = sum([worth(part) for part in one])
        pairs = tuple([Aligned(p.text, q.text, worth(p)) for p, q in zip(one, two, strict=True)])
        return Similarity(1.0, score, pairs, "the same spelling")
    best = max(_ways(one, two), key=lambda found: (found.weakest >= 0, found.score, found.logit), default=_NOTHING)
    logit = best.logit if best.weakest >= 0 else min(best.logit, best.weakest - 3.0)
    if len(one) == len(two) == 1 and _homophones(one[0], two[0]):
        logit = min(logit, 0.0)
    probability = 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
    shown = ", ".join([f"{pair.a} = {pair.b} ({pair.score:+.1f})" for pair in best.pairs])
    return Similarity(probability, best.score, best.pairs, f"{best.how}: {shown}" if shown else best.how)


def _ways(one: tuple[Part, ...], two: tuple[Part, ...]) -> Iterator[_Found]:
    """Every way of aligning two names that names are written in."""
    straight = _aligned(one, two, 0.0, "part by part")
    yield straight
    if straight.weakest >= 0 and len(one) == len(two) > 1:
        return  # every part fits in its place
    if len(one) > 1 or len(two) > 1:
        longer = one if len(one) > len(two) else two
        for turned in sorted({longer[-1:] + longer[:-1], longer[1:] + longer[:1]} - {longer}):
            pair = (turned, two) if longer is one else (one, turned)
            yield _aligned(*pair, TURNED, "surname and given name turned")
    if len(one) == len(two) == 1 and one[0].script == two[0].script == "han":
        yield from _surname_last(one[0], two[0])
    if len(one) == 1 and one[0].script == "han" and all(part.script == "latin" for part in two):
        yield from _unmarked(one[0], two)
        yield from _plain_pinyin(one[0], two)


def _aligned(one: tuple[Part, ...], two: tuple[Part, ...], cost: float, how: str) -> _Found:
    """The best alignment in order; parts of the longer name may be joined or left over."""
    swap = len(one) > len(two)
    shorter, longer = (two, one) if swap else (one, two)
    spare = len(longer) - len(shorter)
    rows: list[_Found | None] = [_Found(-cost, -cost, math.inf, (), how)]
    for left in range(spare):
        rows.append(_without(rows[left]))
    for done, part in enumerate(shorter):
        # rows[k]: the best way with k parts of the longer name joined to a neighbour or left over
        after: list[_Found | None] = [None] * (spare + 1)
        for extra in range(spare + 1):
            for taken in range(min(2, extra) + 1):
                here = rows[extra - taken]
                start = done + extra - taken
                other = join(longer[start : start + taken + 1])
                if here is not None and other is not None:
                    pair = (other, part) if swap else (part, other)
                    after[extra] = _better(after[extra], _with(here, *pair, joined=taken > 0))
            if extra:
                after[extra] = _better(after[extra], _without(after[extra - 1]))
        rows = after
    return rows[-1] or _NOTHING


def _better(one: _Found | None, two: _Found | None) -> _Found | None:
    """The way with the higher score; the first if they tie."""
    return one if two is None or (one is not None and one.score >= two.score) else two


def _with(found: _Found, left: Part, right: Part, *, joined: bool = False) -> _Found:
    """A way, and one more pair of parts."""
    score, logit = compare(left, right, joined=joined)
    spare = score - (RIVALS_FLOOR if left.script == right.script == "han" else FLOOR)
    return _Found(
        found.score + score,
        found.logit + max(-8.0, min(6.0, logit)),
        min(found.weakest, spare),
        (*found.pairs, Aligned(left.text, right.text, score)),
        found.how,
    )


def _without(found: _Found | None) -> _Found | None:
    """A way, and one part left over."""
    return found and found._replace(score=found.score - PART_SKIPPED, logit=found.logit - PART_SKIPPED)


def _surname_last(one: Part, two: Part) -> Iterator[_Found]:
    """A Chinese name that came back through English with its surname behind: 庄庄彭 is 彭庄庄."""
    size = len(one.key)
    if len(two.key) != size or size < 3:
        return  # 林海 and 海林 are two people
    for length in (1, 2):
        for first, turned in ((one.key, two.key), (two.key, one.key)):
            surname, given = first[:length], first[length:]
            if surname not in (SURNAMES if length == 1 else COMPOUND_SURNAMES) or turned != given + surname:
                continue
            # 方王文 is a Chinese name as it stands; 庄庄彭 would be, but for the doubled given name
            if given[0] not in SURNAMES or given[0] == given[1]:
                score = SYLLABLE_WORTH * min(8, size) - TURNED
                pair = Aligned(one.text, two.text, score)
                yield _Found(score, 8.0 - TURNED, score, (pair,), "surname and given name turned")


def _unmarked(han: Part, latin: tuple[Part, ...]) -> Iterator[_Found]:
    """A Chinese spelling without its interpunct: cut it wherever the Latin parts fit, in either order."""
    size = len(han.key)
    if len(latin) == 1:
        if size >= 3 and han.key[0] in SURNAMES:  # 林格蕾丝, called Grace
            given = Part("han", han.key[1:], han.text[1:])
            start = _Found(-PART_SKIPPED, -PART_SKIPPED, math.inf, (), "given name after a surname")
            yield _with(start, given, latin[0])
        return
    if not 3 <= size <= 12:
        return
    first, last = join(latin[:-1]), latin[-1]
    if first is None:
        return
    orders = ((first, last, "without interpunct"), (last, first, "surname first, without interpunct"))
    for head, tail, how in orders:
        for cut in range(1, size):
            start = _Found(-UNMARKED, -UNMARKED, math.inf, (), how)
            half = _with(start, Part("han", han.key[:cut], han.text[:cut]), head)
            if half.weakest >= 0:
                yield _with(half, Part("han", han.key[cut:], han.text[cut:]), tail)


def _plain_pinyin(han: Part, latin: tuple[Part, ...]) -> Iterator[_Found]:
    """A Chinese name proper, its syllables spelled plainly: 刘炽平 = Liu Chiping = Chi Ping Liu."""
    if not 1 <= len(han.key) <= 4 or len(latin) > 4:
        return
    spelled = {
        "".join([part.key for part in turned]) for turned in (latin, latin[-1:] + latin[:-1], latin[1:] + latin[:1])
    }
    text = " ".join([part.text for part in latin])
    sounds = _spellings(han.key)
    size = len(sounds)
    prior = 0.0 if is_proper(han.key) else PINYIN_PRIOR
    for start, end, how in ((0, size, "pinyin"), (0, 1, "surname in pinyin"), (1, size, "given name in pinyin")):
        whole = end - start == size
        if end > start and _spelled(sounds[start:end], spelled):
            score = SYLLABLE_WORTH * (end - start) + prior - (0 if whole else PART_SKIPPED)
            pair = Aligned(han.text[start:end] if len(han.text) == size else han.text, text, score)
            yield _Found(score, score, score, (pair,), how)


def _spelled(sounds: tuple[tuple[str, ...], ...], spelled: set[str]) -> bool:
    """Whether the syllables, each in one of its spellings, make one of the strings."""
    rests = spelled
    for spellings in sounds:
        rests = {rest[len(s) :] for rest in rests for s in spellings if rest.startswith(s)}
    return "" in rests


@lru_cache(maxsize=8192)
def _spellings(han: str) -> tuple[tuple[str, ...], ...]:
    """The plain pinyin spellings of each character."""
    readings = table().readings
    found = []
    for place, character in enumerate(han):
        sounds = [readings.get(character, "")]
        if not place and character in SURNAME_READINGS:
            sounds.append(SURNAME_READINGS[character])
        spellings = [spelled for sound in sounds if sound for spelled in _umlauts(sound)]
        found.append(tuple(dict.fromkeys(spellings)) or ("?",))
    return tuple(found)


def _umlauts(sound: str) -> tuple[str, ...]:
    """The passport and keyboard spellings of ü: 吕 is Lü, Lyu, Lv, Lu."""
    return (sound, sound.replace("v", "yu"), sound.replace("v", "u")) if "v" in sound else (sound,)
