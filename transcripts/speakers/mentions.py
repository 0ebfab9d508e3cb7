"""Where the page names its speakers: every spelling with its spans.

A full name is linked wherever it stands. A part of a name is linked where it can mean one person
only: the dialogue decides between two (who is addressed, who can answer), or nobody does.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..fold import HAN, INTERPUNCTS, fold, simplify, split_name
from ..model import AliasHow, Notice, Role, Span
from ..names import similarity
from ..names.label import is_title
from ..names.shapes import is_latin_name, looks_han_name
from ..names.words import FIRM_ENDS, INTRODUCES, PINYIN, SURNAMES, TITLE_ZH, TRANSLITERATING
from ..turns import Draft
from .people import given_names, surnames
from .person import Person, ambiguous

SOUNDS = 0.8  # how alike a surname and its spelling in Latin letters must sound
MANY = 12  # people who share a part of their names
FEW = 64  # names searched one by one; more are looked up in one walk over the text

# Transliterating characters that are ordinary words beside a name: 谢谢马克, 重申马克所说, 请由马克, 马克和我.
_ORDINARY = frozenset("谢申道里来让和加由多同特西")
# Surnames that end no common word: before a given name they make it another person's.
_ONLY_SURNAMES = frozenset("李刘陈杨赵吴徐孙朱郭郑梁宋唐韩冯邓曹彭肖董袁潘蒋蔡魏吕沈姚卢崔谭汪贾邹熊秦邱阎薛龚邵覃")
# Words before a surname alone that are no given name: Hi Lam, Thanks Lam.
_GREETINGS = frozenset(
    "hi hey hello thanks thank okay ok yes sure so and well great then dear mr mr. ms ms. mrs mrs. dr dr.".split()
)
FIRM_BEFORE = re.compile(
    r"(?:来自|由|请|是|位[，,]?)\s*(?:于)?((?!来自|提问)[^，。,.、；;：:？?！!\s的自由请是位](?:(?!来自|问题|提问)[^，。,、；;：:？?！!\n]){1,24}?)(?:公司)?的\s*(?:股票|证券|首席)?(?:分析师|分析員|記者|记者)?\s*[“\"]?$"
)
# 第一位，海桐证券郑小磊: without 的 only what calls itself a firm.
FIRM_GLUED = re.compile(
    r"(?:来自|由|请|是|位[，,]?|[。，,]|^)\s*([^，。,.、；;：:？?！!\s的自由请是位][^，。,、；;：:？?！!\n]{0,12}?(?:"
    + FIRM_ENDS
    + r"))(?:的?分析师|的)?$"
)
# 今天请到的是白港渔具的玛尔塔·奎斯特: how an interviewer presents a guest.
_GUEST = re.compile(r"(?:今天)?(?:请来|请到|邀请到?|做客|来到|对话|采访|欢迎|到)了?(?:的?是|的|我们)?")
# 我是海桐证券的郑小磊: who says so of himself.
OWN_FIRM = re.compile(r"(?:我是|这里是|我来自|我叫)\s*(?:来自)?([^，。,.、；;：:？?！!\s]{2,24}?)的$")
# Of whoever says where he is from (我是…的) what makes that a firm, and not a place: 云杉证券, not 丹佛.
_OF_FIRM = re.compile(
    FIRM_ENDS + r"|公司|集团|券商|大学|学院|[报社台网]$|杂志|周刊|分会|协会"
    r"|(?i:capital|securities|bank|partners|research|group|management|asset|funds?|advis[eo]rs?|investments?|inc|llc|corp)\b"
)
# What whoever says 我是…的 may mean by it that is not his: 我是看了云杉证券的…; and what is no firm: 三号会场.
NOT_HIS = r"[了着过]|^(?:因为|通过)"
_NO_FIRM = re.compile(rf"{NOT_HIS}|会场|^代表")
# Who speaks and asks nothing: 有请…的玛尔塔·奎斯特发言.
_SPEAKS = re.compile(r"(?:先生|女士|小姐|博士)?(?:发言|致辞|演讲|分享|介绍|来讲|来谈|来介绍|为我们)")
FIRM_AFTER = re.compile(
    r"\s*(?:with|from|of|at|,)\s+((?:(?:(?:of (?:the )?)?[A-Z&][\w&'’\-]*(?:(?<=\b[A-Z])\.|(?<=\b(?:Co|St))\.|(?<=\bInc)\.)?)\s?){1,5})"
)
# What stands between a name and the title behind it, and what ends that: 吴泳铭，首席执行官; 张三(首席财务官).
_TO_TITLE = re.compile(r"\s*[，,（(]\s*(?:我们的|公司)?")
_TITLE_ENDS = re.compile(r"[，,。；;、)）]|以及|和|$")
_NOTES = frozenset(["ph", "ph.", "phonetic", "sic"])  # what a transcriber notes behind a name, and no gloss
_GLOSS = re.compile(r"\s?[（(]([^（）()，,、；]{2,40})[）)]")
_TITLE_AFTER = re.compile(
    r",\s*(?:our|the company's|and our)?\s*((?:[A-Z][\w\-]*|of|and|&)(?:\s(?:[A-Z][\w\-]*|of|and|&)){0,7})"
)


# The word before a surname, in Latin letters.
_WORD_BEFORE = re.compile(r"(?<![\w·])([A-Z][a-z]{1,14}) $")
_LONGEST_WORD = 18


# What mirrors in traditional characters put behind those that they cannot convert: 首席財(cái)務(wù)官.
_PINYIN = re.compile(rf"(?<=[\u3400-\u9fff])[(（]{PINYIN}[)）]")


class Naming(NamedTuple):
    """A place where a speaker is named outside the labels.

    ``heard`` is how alike (0..1) what stands there and the name sound, where that is what links them.
    """

    start: int
    end: int
    person: Person
    heard: float | None = None


class Places:
    """Which turn a character stands in. ``repeated`` are the characters of labels printed again inside a turn."""

    def __init__(self, drafts: list[Draft], repeated: set[int]) -> None:
        self._starts = [min(draft.label_span.start, draft.paragraphs[0].span.start) for draft in drafts]
        self._labels = [draft.label_span for draft in drafts]
        self._repeated = repeated

    def turn(self, offset: int) -> int:
        """Index of the turn, -1 before the first."""
        return bisect_right(self._starts, offset) - 1

    def in_label(self, offset: int) -> bool:
        """Whether the character is part of a label."""
        i = self.turn(offset)
        return (i >= 0 and self._labels[i].start <= offset < self._labels[i].end) or offset in self._repeated


def find_names(text: str, persons: list[Person], places: Places) -> tuple[list[Naming], list[tuple[int, int]]]:
    """Full names outside labels, linked; and the places of lone parts, still open."""
    whole: dict[tuple[str, ...], Person] = {}
    needles: dict[str, None] = {}
    for person in persons:
        for pieces in person.parts:
            whole.setdefault(pieces, person)
            needles.update(dict.fromkeys(pieces))
            if len(pieces) == 1:
                needles.update(dict.fromkeys(given_names(pieces[0])))
        for printed in person.aliases:
            # a name with a part of one character (安妮·李) is looked for as a whole
            printed = simplify(printed)
            pieces = split_name(printed)
            if len(pieces) > 1 and min(map(len, pieces)) == 1:
                needles[printed] = None
                whole[(printed,)] = person
    found: list[Naming] = []
    lone: list[tuple[int, int]] = []
    hits = _hits_across(text, [n for n in needles if len(n) > 1])
    ends = dict(hits)
    done = 0
    for start, end in hits:
        if start < done or places.in_label(start):
            continue
        words: tuple[str, ...] = (_whole(text[start:end]),)
        named = whole.get(words)
        best = (named if named is not None and _is_full(named, words[0]) else None, end)
        at = end
        while True:
            after = at
            while after < at + 3 and text[after : after + 1] in _JOINTS:  # 塔森 · 哈尔茨 has three
                after += 1
            if after == at or after not in ends:
                break
            words, at = (*words, _whole(text[after : ends[after]])), ends[after]
            if words in whole:
                best = (whole[words], at)
        if best[0] is not None:
            if _bounded(text, start, best[1]):
                found.append(Naming(start, best[1], best[0]))
            done = best[1]
        else:
            lone.append((start, end))
            done = end
    return found, lone


_JOINTS = frozenset([*INTERPUNCTS, " ", "\xa0", "\u200b"])


def _is_full(person: Person, piece: str) -> bool:
    """A name printed without a joint is a full name unless the person has a longer one in that script."""
    # by Chinese characters: a label in full width, Ｔｅｓｓａ, is not ASCII and no Chinese
    return len(split_name(piece)) > 1 or not any(
        len(pieces) > 1 and bool(HAN.search(pieces[0])) == bool(HAN.search(piece)) for pieces in person.parts
    )


_CUT = "\u200b"  # where a line end cut a word; see turns.unwrapped


def _whole(word: str) -> str:
    return word.replace(_CUT, "") if _CUT in word else word


def _hits_across(text: str, needles: list[str]) -> list[tuple[int, int]]:
    """The hits, those too that the end of a line cuts in two."""
    if _CUT not in text:
        return _hits(text, needles)
    cuts = [i for i, c in enumerate(text) if c == _CUT]
    before = [i - n for n, i in enumerate(cuts)]  # where each cut stands in the text without cuts
    return [
        (start + bisect_right(before, start), end + bisect_right(before, end - 1))
        for start, end in _hits(text.replace(_CUT, ""), needles)
    ]


def _hits(text: str, needles: list[str]) -> list[tuple[int, int]]:
    """Every place of every needle, by start, the longest of those that start together."""
    best: dict[int, int] = {}
    if len(needles) <= FEW:
        for needle in needles:
            at, size = text.find(needle), len(needle)
            while at >= 0:
                if best.get(at, 0) < at + size:
                    best[at] = at + size
                at = text.find(needle, at + size)
        return sorted(best.items())
    sizes = sorted({len(n) for n in needles}, reverse=True)
    known = frozenset(needles)
    for match in re.finditer(f"[{re.escape(''.join({n[0] for n in needles}))}]", text):
        at = match.start()
        for size in sizes:
            if text[at : at + size] in known:
                best[at] = at + size
                break
    return sorted(best.items())


def _bounded(text: str, start: int, end: int) -> bool:
    """Whether the letters beside a full Latin name end it."""
    left, right = text[start - 1 : start], text[end : end + 1]
    return not (
        (text[start].isascii() and left.isascii() and left.isalnum())
        or (text[end - 1].isascii() and right.isascii() and right.isalnum())
    )


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a part of a name is a name here, and no piece of a longer word or of somebody else's name."""
    left, right = text[start - 1 : start], text[end : end + 1]
    if (left and left in _NAME_JOINTS and start > 1 and text[start - 2].isalnum()) or (
        right and right in _NAME_JOINTS and text[end + 1 : end + 2].isalnum()
    ):
        return False
    if text[start].isascii():
        return _latin_alone(text, start, end, left, right)
    if end - start > 2:
        return True
    if left in _ONLY_SURNAMES:
        return False  # 郑凯文 is somebody else
    return not (
        (left in TRANSLITERATING and left not in _ORDINARY) or (right in TRANSLITERATING and right not in _ORDINARY)
    )


_NAME_JOINTS = frozenset("·•・‧∙⋅･．")


def _latin_alone(text: str, start: int, end: int, left: str, right: str) -> bool:
    if (left.isascii() and (left.isalnum() or left in "-'’@.")) or (
        right.isascii() and (right.isalnum() or right in "-@")
    ):
        return False
    before = text[max(0, start - 20) : start]
    if before[-1:] == " " and before.isascii():
        word = before.split()[-1] if before.split() else ""
        if word[:1].isupper() and word.isalpha() and word.lower() not in _GREETINGS:
            return False  # Tom Reed, where only another Reed is ours
    after = text[end : end + 20]
    # Mark Green is somebody else; Anna's Kitchen is a product
    return not re.match(r"(?:['’]s)? (?!I\b|AI\b)[A-Z][a-z]+", after) or bool(
        re.match(r" [A-Z][a-z]+ (?:and|or|,)", after)
    )


def read_glosses(page: str, text: str, naming: list[Naming]) -> set[str]:
    """Names in brackets behind full names, in the other script, that were not known: 刘启元（Martin Liu）."""
    new: set[str] = set()
    for _, end, person, _ in naming:
        if text[end : end + 1] not in ("（", "(", " ", "\u200b"):
            continue
        match = _GLOSS.match(page, end)
        if match is None or match[1].casefold() in _NOTES:
            continue
        if is_latin_name(match[1]) or looks_han_name(match[1]):
            known = len(person.parts)
            person.call(match[1].strip())
            if len(person.parts) > known:
                new.add(match[1].strip())
    return new


def describe(page: str, text: str, naming: list[Naming], speaking: list[Person], places: Places) -> set[Person]:
    """Titles, firms and introductions that stand beside full names; the persons introduced as askers."""
    introduced: set[Person] = set()
    in_english: set[Person] = set()  # whose firm is so far known from English only
    for start, end, person, _ in naming:
        before, after = _line_before(text, start), text[end : end + 60]
        low = start - len(before)
        person.title = person.title or _annotated_title(page, text, low, start)
        if not person.title and (title := _title_before(before) or _title_behind(after)):
            at = low if title[2] else end
            person.title = page[at + title[0] : at + title[1]]
        elif not person.title and (match := _TITLE_AFTER.match(after)) and is_title(match[1]):
            person.title = match[1]
        turn = places.turn(start)
        speaker = speaking[turn] if turn >= 0 else None
        if speaker is person:
            if not person.firm and not person.title and (match := OWN_FIRM.search(before)) and says_firm(match):
                person.firm = page[low + match.start(1) : low + match.end(1)].strip()
                person.firm_by_himself = True
            continue
        # in the head of a page nobody hands over: a firm there says so itself
        match = (FIRM_BEFORE.search(before) if turn >= 0 else None) or FIRM_GLUED.search(before)
        if match and (not person.firm or person in in_english) and not person.title:
            in_english.discard(person)
            guest = _GUEST.match(before, match.start(1), match.end(1))
            begins = guest.end() if guest is not None else match.start(1)
            if person.role is not Role.INVESTOR or says_firm(match):
                person.firm = page[low + begins : low + match.end(1)].strip() or None
            if guest is None and not _SPEAKS.match(after):
                introduced.add(person)  # a guest of an interview is asked, and asks nothing
        if speaker is not None and not person.title and INTRODUCES.search(before):
            introduced.add(person)
            if not person.firm and (match := FIRM_AFTER.match(after)):
                person.firm = match[1].strip(" .,")
                in_english.add(person)
    return introduced


def says_firm(match: re.Match[str]) -> bool:
    """Whether a match of a firm before a name says one; it may say where somebody lives, or what he read."""
    if _NO_FIRM.search(match[1]):
        return False
    if _OF_FIRM.search(match[1]):
        return True
    from ..names import canonical_firm  # a room, and a table, that few pages need

    return canonical_firm(match[1]) is not None


def _line_before(text: str, start: int) -> str:
    """What stands before an offset on its line, no more than the last 36 characters."""
    lines = (text[max(0, start - 36) : start] + "|").splitlines()
    return lines[-1][:-1]


def _title_before(before: str) -> tuple[int, int, bool] | None:
    """Where in the text before a name a title stands that ends at the name; the last is True."""
    ends = len(before.rstrip(" :：\u3000"))
    for match in TITLE_ZH.finditer(before):
        if match.end() == ends:
            return match.start() + (2 if match[0].startswith("公司") else 0), ends, True
    return None


def _annotated_title(page: str, text: str, low: int, start: int) -> str | None:
    """A title before a name that has pinyin in it, without the pinyin; None where there is none."""
    cuts = [match.span() for match in _PINYIN.finditer(text, low, start)]
    if not cuts:
        return None
    kept = list(zip([low, *[end for _, end in cuts]], [*[at for at, _ in cuts], start], strict=True))
    title = _title_before("".join([text[a:b] for a, b in kept]))
    return "".join([page[a:b] for a, b in kept])[title[0] : title[1]] if title is not None else None


def _title_behind(after: str) -> tuple[int, int, bool] | None:
    """Where in the text behind a name a title stands that belongs to it; the last is False."""
    gap = _TO_TITLE.match(after)
    match = TITLE_ZH.match(after, gap.end()) if gap else None
    if match and _TITLE_ENDS.match(after, match.end()):
        return match.start(), match.end(), False
    return None


def link_parts(
    text: str, lone: list[tuple[int, int]], persons: list[Person], speaking: list[Person], places: Places
) -> tuple[list[Naming], list[Notice]]:
    """Link lone parts of names to the one person whom each can mean at its place."""
    owners: dict[str, list[Person]] = defaultdict(list)
    for person in persons:
        for part in {fold(p) for pieces in person.parts for p in (*pieces, *given_names("".join(pieces)))}:
            owners[part].append(person)
    found: list[Naming] = []
    notices: dict[str, Notice] = {}
    current: Person | None = None  # who asked last
    upto = -1
    for start, end in lone:
        if (short := _short_form(text, start, end, owners)) is not None:
            found.append(short)
            continue
        if not stands_alone(text, start, end):
            continue
        part = text[start:end]
        turn = places.turn(start)
        while upto < turn:
            upto += 1
            if speaking[upto].role in (Role.ANALYST, Role.INVESTOR, Role.MEDIA):
                current = speaking[upto]
        speaker = speaking[turn] if turn >= 0 else None
        can = owners[fold(part)]
        if len(can) > 1:
            can = _meant(can, speaker, current, vocative(text, start, end))
        if len(can) == 1:
            found.append(Naming(start, end, can[0]))
        elif len(can) > 1 and part not in notices:
            notices[part] = ambiguous(part, ", ".join(str(p.name) for p in can), Span(start, end))
    return found, list(notices.values())


def _short_form(text: str, start: int, end: int, owners: Mapping[str, Sequence[Person]]) -> Naming | None:
    """Bill Trasker, where the page has William Trasker: another first name before a surname that one person has."""
    if not text[start].isascii():
        return None
    word = _WORD_BEFORE.search(text, max(0, start - _LONGEST_WORD), start)
    can = owners.get(fold(text[start:end]), ())
    if word is None or len(can) != 1:
        return None
    firsts = {pieces[0] for pieces in can[0].parts if len(pieces) > 1 and fold(pieces[-1]) == fold(text[start:end])}
    heard = max([similarity(word[1], first).probability for first in firsts if first.isascii()], default=0.0)
    return Naming(word.start(1), end, can[0], heard) if heard >= SOUNDS else None


def _meant(can: list[Person], speaker: Person | None, asker: Person | None, addressed: bool) -> list[Person]:
    """Whom a shared part can mean: nobody speaks to himself; an asker speaks to the company, the company to the asker."""
    if len(can) > MANY:  # so common a name is nobody's; only a form of address tells
        return [asker] if addressed and asker is not None and asker is not speaker else can[:2]
    can = [p for p in can if p is not speaker]
    if speaker is None or len(can) < 2:
        return can
    company = [p for p in can if p.role in (Role.EXECUTIVE, Role.MODERATOR)]
    if speaker.role in (Role.ANALYST, Role.INVESTOR, Role.MEDIA):
        return company or can
    if speaker.role is Role.OPERATOR:
        return can
    if addressed and asker is not None and asker in can:
        return [asker]
    # who is spoken of, not to, is a colleague
    return company if len(company) == 1 else can


def vocative(text: str, start: int, end: int) -> bool:
    """Whether a name is a form of address: a clause of its own, or thanked for a question."""
    right = text[end : end + 1]
    if text.startswith(("的问题", "的提问", "的追问"), end):
        return True
    left = text[start - 1 : start]
    return (not right or right in "，,。！!?？.\n") and (not left or left in "，,。！!？?、\n 谢.的")


# 马总, 林小姐, 丁女士: a surname in front of one of these names a person; the surname is the mention.
_HONORIFIC = re.compile(
    r"总(?=[，,。、？！：\s]|[好的来谈讲说先您你刚提介补晚下早上]|能[不否]|怎么|有没|会不|打算)|先生|女士|小姐|董(?=[，,。、您你])|秘书(?=[，,。、您你来])|博士"
)


def link_honorifics(text: str, persons: list[Person], speaking: list[Person], places: Places) -> list[Naming]:
    """Surnames with an honorific, linked where one speaker who can be meant has that surname."""
    by_surname: dict[str, list[Person]] = defaultdict(list)
    for person in persons:
        for surname in {s for pieces in person.parts for s in surnames(pieces)}:
            by_surname[surname].append(person)
    latin = [p for p in persons if p.full and all(pieces[0].isascii() for pieces in p.parts)]
    if not by_surname and not latin:
        return []
    found = []
    for match in _HONORIFIC.finditer(text):
        at = match.start()
        start = next((at - size for size in (2, 1) if text[max(0, at - size) : at] in by_surname), at - 1)
        surname = text[start:at]
        if surname not in by_surname:
            if not latin or surname not in SURNAMES or places.in_label(start):
                continue
            by_surname[surname] = [p for p in latin if _reads(surname, p)]
        turn = places.turn(start)
        speaker = speaking[turn] if turn >= 0 else None
        can = [p for p in by_surname[surname] if p is not speaker]
        if speaker is not None and speaker.role in (Role.ANALYST, Role.INVESTOR, Role.MEDIA):
            can = [p for p in can if p.role in (Role.EXECUTIVE, Role.MODERATOR)] or can
        if len(can) == 1:
            found.append(Naming(start, at, can[0]))
    return found


def _reads(surname: str, person: Person) -> bool:
    """Whether the last word of a Latin label is how a Chinese surname is written: 丁 for Yuqian Ding."""
    return any(len(pieces) > 1 and similarity(surname, pieces[-1]).probability >= SOUNDS for pieces in person.parts)


def mark(namings: list[Naming], page: str, how: AliasHow, score: float = 1.0) -> None:
    """Write the namings into the persons' aliases."""
    for start, end, person, heard in namings:
        if heard is None:
            person.add(page[start:end], how, Span(start, end), score)
        else:
            person.add(page[start:end], AliasHow.TRANSLITERATION, Span(start, end), heard)
