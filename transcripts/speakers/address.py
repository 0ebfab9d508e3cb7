"""Spellings that no label has: 苏珊 for Susan, Rob for 罗伯特·韦恩.

A short name in a place of address (a vocative, 给…的问题, 请…来回答) is compared, by sound, with those
who can be meant there: an asker speaks to the company, the company to the asker and to each other.
What sounds like one of them and like no other is linked, wherever it is addressed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..fold import fold, split_name
from ..model import AliasHow, Role
from ..names import similarity
from ..names.words import SURNAMES, TRANSLITERATING
from ..turns import Draft
from .mentions import Naming, Places, stands_alone
from .person import Person

SURE = 0.8  # how alike an address and a name must be
ASKER_SURE = 0.5  # the same for the head of an answer, which most likely speaks to who asked
ONE_SURE = 0.9  # and for a name of one character
SHORTENED = 0.9
MARGIN = 0.15  # and how much more than anybody else's

_CLASS = "".join(sorted(TRANSLITERATING))
_SURNAMES = "".join(sorted(SURNAMES - {"都", "来", "时", "从", "和", "对", "有", "让"}))
# A name in Chinese characters, between what stands before an address and what stands after one.
_HAN = re.compile(
    rf"[。？?！!，,、：:\n\s谢给问教请让由是和跟对向到有了官裁长监管人席OA]([{_SURNAMES}]?[{_CLASS}]{{1,6}})"
    r"(?=[，,。.！!？?、：:\n]|的(?:问题|部分|发言|看法|评论)|来|谈|介绍|回答|讲|说|先|发言|解释|补充|分享|都|和|以及|致|会|女士|总|也|一样|所|之前|提|$)"
)
# A name of one character, 梅 for Mei, only where nothing but a name can stand: 给梅的问题, 请梅来说, and between commas.
_ONE = re.compile(r"[给问请].(?=[，,。]|的问题|来|回答|说|讲|谈)|[，,。？?！!\n].(?=[，,])")
# In Latin letters only what is set off on both sides: products stand in the middle of sentences.
_LATIN = re.compile(
    r"(?:[。？?！!，,、：:\n.;给问谢](?:(?:那么|然后|还有|另外|那|and|And|then|Then)?\s?)|(?:Hi|Thanks|thanks|you|和|给|谢谢|好的)\s)([A-Z][a-z]{1,11})"
    r"(?=[，,。.!！?？;；\n]|\s?(?:的问题|来回答|来谈)|$)"
)
# 首席财务官林凯先生, 吴泳铭，首席执行官: what stands behind a name in Chinese characters, and what before it.
_BEHIND = re.compile(r"先生|女士|小姐|博士|首席|董事|总裁|联席|创始|CEO|CFO|COO|CTO")
_HONORIFICS = frozenset(["先生", "女士", "小姐", "博士"])
_NAMED = re.compile(rf"[官裁长监管人席：:；;、，,。\s]([{_SURNAMES}][\u4e00-\u9fff]{{1,2}})(?:[，,](?:我们的|公司)?)?$")
# Characters that stand before a name as words, 谢谢杰森, 和薇薇安, 由海伦, unless a title is before them: 首席执行官向杰森.
_LEADING = frozenset("谢和由让向于")
# Endings of words that a name follows, 知道杰森; behind a comma they begin a name, 道格.
_ENDINGS = frozenset("道来里申加西")
_TITLE_ENDS = "官裁长监管人席OA"
_HEAD, _TAIL = 48, 64  # characters of a turn where the company addresses somebody in passing
# Between commas a name is an address wherever it stands: 至于下半年，尼克，我们看…
_BETWEEN = re.compile(rf"(?<![{_CLASS}]{{2}})[，,]([{_CLASS}]{{2,6}})(?=[，,](?![{_CLASS}]{{2,6}}[，,。和]))")
_PLAIN = frozenset(
    """Thanks Thank Yes Yeah Sure Hi Hello Hey Okay Ok Well So And But Now Great Good Look First Second Third Last Next
    Finally Again Also Then Morning Afternoon Evening Absolutely Right Exactly Perfect Correct No Maybe Operator Question
    Please Sorry Congrats Congratulations Welcome However Overall Obviously Certainly Separately Ladies Guys Everyone
    January February March April May June July August September October November December""".split()
)


class Address(NamedTuple):
    """A short name in a place of address."""

    start: int
    end: int
    turn: int
    text: str


def link_addresses(
    page: str,
    text: str,
    drafts: list[Draft],
    speaking: list[Person],
    persons: list[Person],
    known: set[int],
    places: Places,
) -> list[tuple[Naming, AliasHow, float]]:
    """Link unknown addresses to persons. ``known`` are offsets that are linked already.

    ``page`` is the text as printed, ``text`` the same simplified.
    """
    named = [p for p in persons if p.parts]
    have = {fold(part) for p in named for pieces in p.parts for part in pieces}
    found: dict[str, tuple[Person, float, AliasHow]] = {}
    seen = _addresses(text, drafts, speaking)
    if any("zh" not in p.names and p.full for p in named):
        seen += _chinese_names(text, places)
    addresses = [a for a in seen if a.start not in known and fold(a.text) not in have]
    open_: dict[str, list[Address]] = {}
    for address in addresses:
        open_.setdefault(address.text, []).append(address)
    askers = _askers(speaking)
    for spelling, places_ in open_.items():
        decided = [d for d in (_decide(a, speaking, askers, named) for a in places_) if d is not None]
        persons_meant = {d[0] for d in decided}
        if len(persons_meant) == 1:  # an address that means two people in two places is left alone
            found[spelling] = max(decided, key=lambda d: d[1])
    links = []
    taken = set(known)
    # the longest first: 林格蕾丝 before 格蕾丝
    for spelling, (person, score, how) in sorted(found.items(), key=lambda item: -len(item[0])):
        called = person.name is not None and len(split_name(person.name)) == 1 and "zh" not in person.names
        if spelling.isascii() or not person.full or called:
            person.call(page[open_[spelling][0].start : open_[spelling][0].end])
        # once it is known whom a spelling means, it means that wherever it stands
        if len(spelling) == 1:  # too short to be looked for anywhere else
            links += [(Naming(a.start, a.end, person), how, score) for a in open_[spelling] if a.start not in taken]
            continue
        at = text.find(spelling)
        while at >= 0:
            end = _with_surname(text, at + len(spelling), person)
            if taken.isdisjoint(range(at, end)) and stands_alone(text, at, end) and not places.in_label(at):
                links.append((Naming(at, end, person), how, score))
                taken.update(range(at, end))
            at = text.find(spelling, end)
    return links


def _addresses(text: str, drafts: list[Draft], speaking: list[Person]) -> list[Address]:
    """Places of address: anywhere in what an asker or a host says, at the head and the tail of other turns."""
    found: list[Address] = []
    for i, (draft, person) in enumerate(zip(drafts, speaking, strict=True)):
        start, end = draft.said[0].span.start - 1, draft.said[-1].span.end
        start = max(0, start)
        if person.role is not Role.EXECUTIVE or end - start <= _HEAD + _TAIL:
            found += _in(text, start, end, i)
            continue
        found += _in(text, start, start + _HEAD, i)
        for match in _BETWEEN.finditer(text, start + _HEAD, end):
            found.append(Address(*match.span(1), i, match[1]))
        if "请" in text[end - _TAIL : end]:  # 下面请…发言, 请…来回答
            found += _in(text, end - _TAIL, end, i)
    return found


def _with_surname(text: str, end: int, person: Person) -> int:
    """The end of a name that goes on with the person's surname: Beth Harlan, where the label is Elizabeth Harlan."""
    for pieces in person.parts:
        if len(pieces) > 1 and text.startswith(pieces[-1], end + 1) and text[end] in " ·":
            return end + 1 + len(pieces[-1])
    return end


def _in(text: str, low: int, high: int, turn: int) -> list[Address]:
    found = []
    for match in _HAN.finditer(text, low, high):
        start, end = match.span(1)
        if text[start - 1] not in _TITLE_ENDS:
            strip = _LEADING if text[start - 1] in "。？?！!，,、：:\n " else _LEADING | _ENDINGS
            while start < end and text[start] in strip:
                start += 1
        one = end - start == 1
        if (_ONE.match(text, start - 1) if one else end > start) and stands_alone(text, start, end):
            found.append(Address(start, end, turn, text[start:end]))
    for match in _LATIN.finditer(text, low, high):
        start, end = match.span(1)
        if match[1] not in _PLAIN and stands_alone(text, start, end):
            found.append(Address(start, end, turn, match[1]))
    return found


def _chinese_names(text: str, places: Places) -> list[Address]:
    """Surname and given name beside a title or an honorific, for people whose labels are in Latin letters."""
    found = []
    for behind in _BEHIND.finditer(text):
        at = behind.start()
        match = _NAMED.search(text, max(0, at - 8), at)
        if match and (text[at - 1] in "，,的司") != (behind[0] in _HONORIFICS) and not places.in_label(match.start(1)):
            found.append(Address(match.start(1), match.end(1), places.turn(match.start(1)), match[1]))
    return found


def _askers(speaking: list[Person]) -> list[Person | None]:
    """Who asked last, by turn."""
    found: list[Person | None] = []
    current: Person | None = None
    for person in speaking:
        if person.role in (Role.ANALYST, Role.INVESTOR, Role.MEDIA):
            current = person
        found.append(current)
    return found


def _decide(
    address: Address, speaking: list[Person], askers: list[Person | None], named: list[Person]
) -> tuple[Person, float, AliasHow] | None:
    """The one person whom an address sounds like among those who can be meant, and how sure that is."""
    speaker = speaking[address.turn] if address.turn >= 0 else None
    asker = askers[address.turn] if address.turn >= 0 else None
    asking = speaker is not None and speaker is asker
    company = [p for p in named if p.role in (Role.EXECUTIVE, Role.MODERATOR, Role.UNKNOWN) and p is not speaker]
    scores = {p: likeness(address.text, p) for p in company}
    if not asking and asker is not None and asker.parts:
        scores[asker] = likeness(address.text, asker)
    if not scores:
        return None
    best, *rest = sorted(scores.items(), key=lambda item: -item[1])
    need = ONE_SURE if len(address.text) == 1 else ASKER_SURE if best[0] is asker else SURE
    if best[1] < need or (rest and best[1] - rest[0][1] < MARGIN):
        return None
    return best[0], best[1], AliasHow.TRANSLITERATION


def likeness(spelling: str, person: Person) -> float:
    """How much a spelling sounds like a printed name of a person or a part of it, 0..1."""
    if any(pieces[0].startswith(spelling) for pieces in person.parts):
        return SHORTENED  # 凯特 of 凯特琳: what is cut off a name needs no table
    return max(
        (similarity(spelling, form).probability for pieces in person.parts for form in _forms(pieces, spelling)),
        default=0.0,
    )


def _forms(pieces: tuple[str, ...], spelling: str) -> tuple[str, ...]:
    """What of a name an address may be: the first name, and across scripts the whole, for 林格蕾丝 is Grace Lin."""
    if len(pieces) == 1 or pieces[0].isascii() == spelling.isascii():
        return pieces[:1]
    return (" ".join(pieces), pieces[0])
