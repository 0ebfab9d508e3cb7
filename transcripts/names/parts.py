"""The parts of a printed name, and what one part says about another: in nats, and as log odds.

Chinese with Latin by the learned table, Chinese with Chinese by the letters that both may stand for, Latin
with Latin by spelling; the nickname table where the plain score is low.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from transcripts.fold import simplify
from transcripts.names.transliteration import HOPELESS, MOST_LETTERS, letters, strip_marks, table

NICKNAMES = Path(__file__).with_name("nicknames.tsv")

NICKNAME = 2.0  # nats, for a short form that stands for the full name
SHORT_FORM = 2.5  # log odds, at most, for a name and a short form of it, one of them or both in Chinese
INITIAL = 0.5  # log odds, at most, for an initial
JOINED = 0.5  # nats, for parts that must be joined to fit
EDIT = 6.0  # nats, for a letter that two Latin spellings differ by
PART_OF_CHINESE_NAME = 1.0  # nats, for a given name or surname alone: 炽平 of 刘炽平
SYLLABLE_WORTH = 4.0  # nats: the same character, or a pinyin syllable spelled plainly; homophones abound
MOST_PARTS, MOST_CHARACTERS = 6, 120  # what is longer is nobody's name; it is cut, so that cost stays linear

# The commonest surnames: what may stand in front of a given name without an interpunct (林格蕾丝 = Grace Lin).
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟"
    "谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施牛樊葛邢安齐易"
    "乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管"
    "柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟"
)
# What may stand beside a Latin name and is no part of it.
TITLES = frozenset("mr mrs ms dr phd cfa cpa esq".split())
# Father and son are two people: a generation is a part of its own, the same in both scripts.
GENERATIONS = {"jr": "2nd", "ii": "2nd", "iii": "3rd", "iv": "4th", "二世": "2nd", "三世": "3rd", "四世": "4th"}

Script = Literal["han", "latin", "other"]


class Part(NamedTuple):
    """A part of a name: its script, what it is compared by, and how it is printed."""

    script: Script
    key: str
    text: str


_RUN = re.compile(r"([㐀-䶿一-鿿豈-﫿𠀀-𲎯]+)|[^\W_㐀-䶿一-鿿豈-﫿𠀀-𲎯]+")
_APOSTROPHE = dict.fromkeys(map(ord, "'’‘ʼʻ`´′"))


@lru_cache(maxsize=32768)
def parts(name: str) -> tuple[Part, ...]:
    """The parts of a name, cut at everything that is no letter and between scripts.

    Joiners, zero-width characters and apostrophes are dropped: they stand inside a part, not between two.
    """
    text = unicodedata.normalize("NFKC", name[:MOST_CHARACTERS]).translate(_APOSTROPHE)
    if not text.isascii():
        text = "".join([c for c in text if unicodedata.category(c) not in ("Cf", "Mn", "Me")])
    simple = text if text.isascii() else simplify(text)
    found, generations = [], []
    for match in _RUN.finditer(text):
        start, end = match.span()
        if match[1]:
            if end - start > 3 and simple[end - 2 : end] in GENERATIONS:
                generations.append(Part("other", GENERATIONS[simple[end - 2 : end]], text[end - 2 : end]))
                end -= 2
            found.append(Part("han", simple[start:end], text[start:end]))
            continue
        latin = "".join([c for c in strip_marks(match[0]) if "a" <= c <= "z"])
        if found and latin in GENERATIONS:
            generations.append(Part("other", GENERATIONS[latin], match[0]))
        elif latin not in TITLES or not latin:
            found.append(Part("latin", latin, match[0]) if latin else Part("other", match[0].casefold(), match[0]))
    return (*found[:MOST_PARTS], *generations[:1])


def join(some: tuple[Part, ...]) -> Part | None:
    """Parts of one script as one part: a lost interpunct, a surname of several words."""
    if len(some) == 1:
        return some[0]
    if len({part.script for part in some}) > 1:
        return None
    space = "" if some[0].script == "han" else " "
    return Part(some[0].script, "".join([p.key for p in some]), space.join([p.text for p in some]))


def compare(left: Part, right: Part, *, joined: bool = False) -> tuple[float, float]:
    """The score of two parts in nats, and the log odds that they are one.

    Joined parts (a lost interpunct or space) must match whole: "Mark Jones" does not begin with Mark here.
    """
    score, logit = _compare(left, right, joined=joined)
    return (score - JOINED, logit - JOINED) if joined else (score, logit)


def _compare(left: Part, right: Part, *, joined: bool) -> tuple[float, float]:
    """`compare` by script."""
    if left.key == right.key:
        return worth(left), 8.0
    if left.script == right.script:
        if left.script == "han":
            return _rivals(*sorted((left.key, right.key)))
        if left.script == "latin":
            one, two = sorted((left.key, right.key))
            return _apart(one, two) if joined else _latin(one, two)
        return HOPELESS, HOPELESS
    if left.script == "latin" and right.script == "han":
        left, right = right, left
    if (left.script, right.script) == ("han", "latin"):
        return _transliterated(left.key, right.key)
    return HOPELESS, HOPELESS


def worth(part: Part) -> float:
    """What the same spelling is worth, in nats."""
    if part.script == "latin":
        return max(2.0, table().surprise(part.key))
    return SYLLABLE_WORTH * min(8, len(part.key))


@lru_cache(maxsize=65536)
def _transliterated(han: str, latin: str) -> tuple[float, float]:
    """A Chinese part with a Latin one, or with the full name that the Latin one is short for."""
    known = table()
    sounds = known.syllables(han)
    word = letters(latin)
    if len(word) == 1:
        score = _initial(sounds, word)
        return score, min(INITIAL, score)
    score = known.score(han, word)
    if _nickname_table()[1].get(han) == latin:
        score = max(score, 1.5 * len(word))
    best = score, known.log_odds("transliteration", score, len(word), len(sounds))
    if best[1] < 2.0:
        # 罗恩 is Ron, whose full name is Ronald; 道格拉斯 is Douglas, whom others call Doug
        for other in (*nicknames().get(latin, ()), *_short_forms().get(latin, ())):
            word = letters(other)
            score = known.score(han, word) - NICKNAME
            if score > best[0]:
                best = score, min(SHORT_FORM, known.log_odds("transliteration", score, len(word), len(sounds)))
    return best


def _initial(sounds: tuple[str, ...], letter: str) -> float:
    """An initial with a Chinese part: how likely its first syllable begins with the letter."""
    if not sounds:
        return HOPELESS
    begins = sum([p for chunk, p in table().chunks(sounds[0]).items() if chunk.startswith(letter)])
    return math.log(begins + 1e-4) + 2.7


@lru_cache(maxsize=65536)
def _rivals(one: str, two: str) -> tuple[float, float]:
    """Two Chinese spellings: the same letters, syllable by syllable, or both of them one English given name."""
    if is_proper(one) or is_proper(two):
        return _proper_names(one, two)
    known = table()
    left, right = known.syllables(one), known.syllables(two)
    score = known.overlap(left, right)
    best = score, known.log_odds("rivals", score, max(1, len(left) + len(right)), len(set(one) & set(two)))
    if best[1] < 2.0:
        shared = max(map(min, _given(one, two)), default=HOPELESS) - NICKNAME
        if shared > best[0]:
            best = shared, min(SHORT_FORM, shared)
    return best


def _given(one: str, two: str) -> Iterator[tuple[float, float]]:
    """How well two Chinese spellings fit one English given name, or it and a short form of it: 伊丽莎白 and 贝丝, for Beth.

    Two short forms of one name (贝丝, 丽莎) are two people's.
    """
    left, right = _heard_in(one), _heard_in(two)
    for these, those in ((left, right), (right, left)):
        for form, score in these.items():
            for name in (form, *nicknames()[form]):
                if name in those:
                    yield score, those[name]


@lru_cache(maxsize=8192)
def given_names(han: str) -> dict[str, float]:
    """The English given names that a Chinese spelling fits, itself or a short form of them, with the score."""
    found: dict[str, float] = {}
    for form, score in _heard_in(han).items():
        for full in (form, *nicknames()[form]):
            found[full] = max(found.get(full, HOPELESS), score)
    return found


@lru_cache(maxsize=8192)
def _heard_in(han: str) -> dict[str, float]:
    """The forms of the nickname table that a Chinese spelling fits by sound, with the score."""
    known = table()
    sounds = known.syllables(han)
    if not 1 <= len(sounds) <= 6:
        return {}
    likely = {chunk[0] for chunk, p in known.chunks(sounds[0]).items() if chunk and p > 0.01}
    usual = _nickname_table()[1].get(han)
    found = {usual: 1.5 * len(usual)} if usual is not None else {}
    for form in nicknames():
        if form[0] in likely:
            word = letters(form)
            score = known.fit(sounds, word)
            if score > len(word):
                found[form] = score
    return found


def is_proper(han: str) -> bool:
    """Whether this is a Chinese name proper: a surname and a character that no transliteration uses."""
    return 2 <= len(han) <= 4 and han[0] in SURNAMES and any(c in table().rare for c in han)


def _proper_names(one: str, two: str) -> tuple[float, float]:
    """Chinese names proper are one by their characters, or part of one: 炽平 of 刘炽平."""
    shorter, longer = sorted((one, two), key=len)
    if len(shorter) < len(longer) and (longer.endswith(shorter) or longer.startswith(shorter)):
        score = SYLLABLE_WORTH * len(shorter) - PART_OF_CHINESE_NAME
        return score, score
    return -4.0, -4.0


@lru_cache(maxsize=65536)
def _latin(one: str, two: str) -> tuple[float, float]:
    """Two Latin spellings: an initial, a short form, the beginning of the other, or a few letters apart."""
    known = table()
    shorter, longer = sorted((one, two), key=len)
    worth = known.surprise(shorter)
    if len(shorter) == 1:
        return (1.5, INITIAL) if longer.startswith(shorter) else (-4.0, -4.0)
    forms = nicknames()
    if two in forms.get(one, ()) or one in forms.get(two, ()):
        return worth, 4.0
    if set(forms.get(one, ())) & set(forms.get(two, ())):
        return worth - NICKNAME, 2.0
    if len(shorter) >= 3 and longer.startswith(shorter):
        missing = len(longer) - len(shorter)
        return worth - 3.0 - 0.5 * missing, 0.5 * (len(shorter) - missing)
    return _apart(one, two)


@lru_cache(maxsize=65536)
def _apart(one: str, two: str) -> tuple[float, float]:
    """Two Latin spellings some letters apart: Catherine and Katherine, hardly Chen and Chan."""
    left, right = letters(one)[:MOST_LETTERS], letters(two)[:MOST_LETTERS]
    edits, size = _edits(left, right), max(len(left), len(right), 1)
    worth = table().surprise(min(left, right, key=len) or "a")
    if not edits:
        return worth - 1.0, 4.0
    return max(HOPELESS, worth - EDIT * edits), max(HOPELESS, 0.35 * size - 3.2 * edits + 0.6)


def _edits(one: str, two: str) -> int:
    """Letters to insert, delete or replace."""
    row = list(range(len(two) + 1))
    for i, c in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, d in enumerate(two, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (c != d))
    return row[-1]


def nicknames() -> dict[str, tuple[str, ...]]:
    """Every form of the nickname table, with the full names that it may stand for (none for a full name)."""
    return _nickname_table()[0]


@lru_cache(maxsize=1)
def _short_forms() -> dict[str, tuple[str, ...]]:
    """Every full name of the nickname table with its short forms."""
    found: dict[str, list[str]] = {}
    for form, fulls in nicknames().items():
        for full in fulls:
            found.setdefault(full, []).append(form)
    return {full: tuple(forms) for full, forms in found.items()}


@lru_cache(maxsize=1)
def _nickname_table() -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """The short forms, and the conventional Chinese spellings with their names."""
    found: dict[str, list[str]] = {}
    conventional: dict[str, str] = {}
    for line in NICKNAMES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            full, forms, *chinese = line.split("\t")
            found.setdefault(full, [])
            for form in forms.split():
                found.setdefault(form, []).append(full)
            conventional.update((han, full) for column in chinese for han in column.split())
    return {form: tuple(fulls) for form, fulls in found.items()}, conventional
