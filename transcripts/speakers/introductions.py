"""Names by which the page introduces who speaks next, where the label spells them otherwise, or in the other script.

下一个问题来自云杉证券的贝琪·史托克, and then the label Becky Stock: the place says who is meant, the sound that it is so.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import pairwise

import attrs

from ..fold import HAN, INTERPUNCTS, fold
from ..names import similarity
from ..names.keys import is_full
from ..names.label import Label
from ..names.words import (
    ALSO_TRANSLITERATING,
    ANALYST_WORDS,
    INTRODUCES,
    INVESTOR_WORDS,
    MEDIA_WORDS,
    SURNAMES,
    TRANSLITERATING,
)
from ..turns import Draft
from .mentions import FIRM_AFTER, FIRM_BEFORE, FIRM_GLUED, NOT_HIS, OWN_FIRM, Naming, says_firm
from .person import Person

SURE = 0.9  # how alike they sound where nobody else need be asked
LIKELY = 0.5  # how alike the name of an introduction and the label behind it must sound
SURNAME = 0.9  # and the surnames alone, where the given names are not the same: 姚橙 for Alex Yao
TAIL = 160  # characters at the end of a turn in which it hands over
HEAD = 90  # characters at the head of a turn in which somebody says who he is

_FOREIGN = "".join(sorted(TRANSLITERATING | ALSO_TRANSLITERATING))
_SURNAMES = "".join(sorted(SURNAMES))
_ENDS = (
    r"(?=先生|女士|小姐|博士|教授|提问|发问|发言|来(?:提问|发问|发言|讲|谈|说|问|回答|介绍)"
    r"|[，,。.！!？?；;：:、\s（(“”\"请的和与及]|$)"
)
_WORD_EN = r"[A-Z][a-zA-Z\u00c0-\u024f.'’\-]*"
# A transliteration with interpuncts, a Chinese name behind 的 or 请, capitalised words.
_CANDIDATES = (
    re.compile(
        rf"(?:(?<=[的是请由自师位，,。：:\s])(?:(?![的是请由自位])[\u4e00-\u9fff]){{1,6}}|[{_FOREIGN}]{{1,8}})"
        rf"(?:\s?[·•・‧∙⋅･．.] ?(?:(?![的和与及])[\u4e00-\u9fff]){{1,10}}?){{1,2}}{_ENDS}"
    ),
    re.compile(rf"(?<=[的是请由自师])[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}{_ENDS}"),
    re.compile(rf"{_WORD_EN}(?: {_WORD_EN}){{1,4}}"),
)
_WORD = re.compile(r"\S+")
_BEFORE_NAMES = frozenset("Mr Mr. Mrs Mrs. Ms Ms. Dr Dr.".split())
_LEADING = frozenset("谢由请让和来")  # characters of words that also stand in names, before one: 谢谢贝琪·史托克
_LINE_OF = re.compile(r"(?:line of|comes from|question is from)\s$")
_ASKERS = frozenset(["analyst", "investor", "media", "unknown"])
_ROLE = "|".join((*ANALYST_WORDS, *INVESTOR_WORDS, *MEDIA_WORDS))
_ROLES, _ROLE_LAST = re.compile(_ROLE), re.compile(rf"(?:{_ROLE})$")
_DOTS = frozenset(INTERPUNCTS)
_NOT_HIS = re.compile(NOT_HIS)
_OF_HIM = re.compile(r"粉丝|客户|用户|股东|(?:先生|女士|小姐)的")  # what makes a name somebody else's
_OF_PEOPLE = frozenset("员生者民人长师家友迷东")  # how words for people end: 股东, 毕业生
_GREETS = re.compile(
    r"[^。，,]{0,6}(?:大家好|各位|管理层|[你您早上下午晚]好|恭喜|祝贺)|(?:感谢|谢谢)[^。，,]{0,14}(?:机会|接受|提问)"
    r"|(?:Hi|Hello|Good (?:morning|afternoon|evening)|Congrat|Thanks for (?:taking|the opp))"
)
_SELF = re.compile(r"我是|我叫|我来自|这里是|[Tt]his is |[Mm]y name is ")
_STOPS = re.compile(r"[，,。；;！!？?\n]|\. ")  # behind which a speaker speaks of somebody else
# Who says that he is not the one who was called: 我是Tom，替贝琪提问; this is Tom on for Becky.
_INSTEAD = re.compile(r"我是|我叫|[替代][^。，,]{1,12}(?:提问|来|问)|(?i:this is|on for |my name is|filling in|behalf)")
_MORE = re.compile(r"\s?(?:和|与|及|以及|、|and )")  # two people are announced
_READS_ON = re.compile(r"[:：]|[?？]")  # the question itself is read out behind the name
_ADDRESSED = 24  # characters at the head of a turn in which somebody is greeted by name
_MANY = 48  # people with whom a name is compared that is not surely the next speaker's


def handed(text: str, drafts: Sequence[Draft]) -> frozenset[int]:
    """The turns before which somebody hands over."""
    return frozenset([i for i, draft in enumerate(drafts[:-1], 1) if INTRODUCES.search(text, *_end(draft))])


def presented(
    page: str,
    text: str,
    drafts: Sequence[Draft],
    labels: Mapping[str, Label],
    shape: Sequence[float | None],
    turns: Set[int],
) -> dict[int, Label]:
    """What hand-overs, and speakers of themselves, say of those whose label names nobody: 分析师, 演讲者3.

    Only a name with its firm is taken for one (下一个问题来自云杉证券的贝琪·史托克), and only where it is the only one there.
    What a hand-over says holds until the next, unless somebody greets before; what a speaker says of himself holds
    for that turn. A label with a number is one person: it has a name if all that is said of it agrees, and if it did not
    speak before. A name whose label answers is nobody's who asks. ``shape`` is how much each turn looks like a question,
    ``turns`` are those that somebody hands over to.
    """
    nameless = {
        text for text, label in labels.items() if label.name is None and label.role in _ASKERS and not label.title
    }
    if not nameless:
        return {}
    answering = _answering(drafts, labels, shape)
    found: dict[int, Label] = {}
    current: dict[str, Label] = {}  # whom each label stands for since the last hand-over
    spoke: set[str] = set()
    for i, draft in enumerate(drafts):
        before = _end(drafts[i - 1]) if i else (0, 0)
        announced = i in turns
        label = labels[draft.label]
        new = draft.label not in spoke
        spoke.add(draft.label)
        if announced or label.role in ("operator", "host"):
            current = {}
        if draft.label not in nameless:
            continue
        head = _head(draft)
        if (
            announced
            and (new or label.role != "unknown")
            and (said := _named_with_firm(page, text, *before)) is not None
        ):
            current[draft.label] = said
        if not announced and _GREETS.match(text, draft.said[0].span.start):
            current.pop(draft.label, None)  # somebody else: the page leaves hand-overs out
        who = _named_with_firm(page, text, *head, himself=True)
        if who is None and not _INSTEAD.search(text, *head):
            who = current.get(draft.label)
        if who is not None and fold(str(who.name)) not in answering:
            found[i] = attrs.evolve(label, name=who.name, firm=label.firm or who.firm)
    return _one_a_number(found, drafts, labels)


def _answering(drafts: Sequence[Draft], labels: Mapping[str, Label], shape: Sequence[float | None]) -> set[str]:
    """The folded names of labels whose turns answer, or have a title."""
    told: dict[str, list[float]] = defaultdict(list)
    for draft, points in zip(drafts, shape, strict=True):
        told[draft.label] += [points] if points is not None else []
    return {
        fold(label.name)
        for text, label in labels.items()
        if label.name is not None and label.role not in _ASKERS and (label.title is not None or sum(told[text]) <= 0)
    }


def _named_with_firm(page: str, text: str, start: int, end: int, *, himself: bool = False) -> Label | None:
    """The one name with a firm before it (来自…的) or behind it (with …) in a passage."""
    names: dict[str, Label] = {}
    for begin, stop in _candidates(text, start, end):
        before, after = text[max(start, begin - 36) : begin], text[stop : min(end, stop + 60)]
        low = begin - len(before)
        before = _ROLE_LAST.sub("", before)
        firm = OWN_FIRM.search(before) if himself else FIRM_BEFORE.search(before) or FIRM_GLUED.search(before)
        if firm is not None:
            known = says_firm(firm)
            plain = HAN.search(text, begin, stop) and not _DOTS.intersection(text[begin:stop])
            if (plain and (not known or text[stop - 1] in _OF_PEOPLE)) or (himself and after[:1] == "的"):
                continue  # 我是…的股东, 我是丹佛的林务员, 来自堪萨斯州Overland Park的…
            if _OF_HIM.match(text, stop) or text[begin:stop].endswith("粉丝"):
                continue  # 我是看了贝琪·史托克先生的报告来的
            if himself and _NOT_HIS.search(firm[1]):
                continue
            if not himself and (_MORE.match(after) or _READS_ON.search(text, stop, end)):
                return None
            kept = page[low + firm.start(1) : low + firm.end(1)].strip() if known or not himself else None
            names[text[begin:stop]] = Label(name=page[begin:stop], firm=kept)
        elif not himself and _LINE_OF.search(before) and after[:1] == " " and (behind := FIRM_AFTER.match(after)):
            names[text[begin:stop]] = Label(name=page[begin:stop], firm=behind[1].strip(" .,"))
    return names.popitem()[1] if len(names) == 1 else None


def _one_a_number(found: Mapping[int, Label], drafts: Sequence[Draft], labels: Mapping[str, Label]) -> dict[int, Label]:
    """The same, for a label with a number (演讲者3) all of its turns or none."""
    of_label: dict[str, dict[str, Label]] = defaultdict(dict)
    for i, label in found.items():
        if labels[drafts[i].label].role == "unknown":
            of_label[drafts[i].label].setdefault(fold(str(label.name)), label)
    kept = {i: label for i, label in found.items() if drafts[i].label not in of_label}
    for text, names in of_label.items():
        if len(names) == 1 and any(map(str.isdigit, text)):
            kept |= {i: next(iter(names.values())) for i, draft in enumerate(drafts) if draft.label == text}
    return kept


def _end(draft: Draft) -> tuple[int, int]:
    """Where a turn hands over, if it does."""
    said = draft.said
    end = said[-1].span.end
    return max(said[0].span.start, end - TAIL), end


def _head(draft: Draft) -> tuple[int, int]:
    """Where a speaker says who he is, if he does."""
    said = draft.said
    start = said[0].span.start
    return start, min(start + HEAD, said[-1].span.end)


def introduced_as(
    text: str, drafts: Sequence[Draft], speaking: Sequence[Person], known: Iterable[Naming], turns: Set[int]
) -> list[tuple[Naming, float]]:
    """Names in hand-overs that are the next speaker's, and in the heads of turns that are the speaker's own, with how alike.

    ``known`` are the names that are found already, ``turns`` those that somebody hands over to. Each name is one more spelling
    of the person: it is not looked for elsewhere.
    """
    known = sorted(known, key=lambda naming: naming.start)
    starts = [naming.start for naming in known]
    heard: dict[tuple[str, Person], float] = {}  # a name is compared once, however often it is introduced

    def hear(name: str, person: Person) -> float:
        if (name, person) not in heard:
            heard[name, person] = _heard(name, person)
        return heard[name, person]

    found: list[tuple[Naming, float]] = []
    named = [person for person in dict.fromkeys(speaking) if person.name is not None]
    for (low, high), person, speech in _places(text, drafts, speaking, turns):
        there = known[bisect_left(starts, low) : bisect_left(starts, high)]
        if person.name is None or any(
            naming.person is person and is_full(text[naming.start : naming.end]) for naming in there
        ):
            continue
        taken = {offset for naming in there for offset in range(naming.start, naming.end)}
        free = [place for place in _candidates(text, low, high) if taken.isdisjoint(range(*place))]
        likely = [(how_alike, *place) for place in free if (how_alike := hear(text[slice(*place)], person)) >= LIKELY]
        if likely:
            how_alike, start, end = max(likely, key=lambda one: (one[0], one[2] - one[1]))
            if speech is not None and text[start:end][:2] in text[speech : speech + _ADDRESSED]:
                continue  # 王磊你好，请讲: he speaks to who is announced
            # many people: only what is surely the next speaker's
            rivals = [other for other in named if other is not person] if how_alike < SURE else []
            if len(rivals) <= _MANY and all(hear(text[start:end], other) < how_alike for other in rivals):
                found.append((Naming(start, end, person), how_alike))
    return found


def _places(
    text: str, drafts: Sequence[Draft], speaking: Sequence[Person], turns: Set[int]
) -> Iterator[tuple[tuple[int, int], Person, int | None]]:
    """Where somebody may be introduced, and who: the end of a turn that hands over, the head of one that says 我是.

    The third is where he begins to speak, behind a hand-over.
    Who spoke before anybody handed over to him is not announced now: he answers, or says that nobody is there.
    """
    announced: set[Person] = set()
    spoke: set[Person] = set()
    for n, (draft, (speaker, person)) in enumerate(zip(drafts, pairwise(speaking), strict=False)):
        spoke.add(speaker)
        if speaker is person or n + 1 not in turns:
            continue
        if (person not in spoke or person in announced) and not (person.title and person.title_in_label):
            announced.add(person)
            yield _end(draft), person, drafts[n + 1].said[0].span.start
    for draft, person in zip(drafts, speaking, strict=True):
        start, end = _head(draft)
        if (match := _SELF.search(text, start, end)) is not None:
            stop = _STOPS.search(text, match.end(), min(match.end() + HEAD, draft.said[-1].span.end))
            end = stop.start() if stop else min(match.end() + HEAD, draft.said[-1].span.end)
            yield (match.end(), end), person, None


def _candidates(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Places of what may be a full name."""
    for begin, stop in _shaped(text, start, end):
        cut = stop == end and text[stop - 1 : stop + 1].isalpha() and text[stop : stop + 1] != ""
        if not cut and is_full(text[begin:stop]):
            yield begin, stop


def _shaped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Places of what has the shape of a full name; one that begins like a word also without that."""
    for pattern in _CANDIDATES[:2]:
        for match in pattern.finditer(text, start, end):
            begin = match.start() + len(role[0] if (role := _ROLES.match(match[0])) else "")
            yield begin, match.end()
            while begin + 1 < match.end() and text[begin] in _LEADING:
                begin += 1
                yield begin, match.end()
    for match in _CANDIDATES[2].finditer(text, start, end):
        words = [word.span() for word in _WORD.finditer(match[0].rstrip(".")) if word[0] not in _BEFORE_NAMES]
        for one, (begin, _) in enumerate(words):
            for _, stop in words[one + 1 : one + 4]:
                yield match.start() + begin, match.start() + stop


def _heard(name: str, person: Person) -> float:
    """How alike a name sounds to a full name of a person, or its surname to that of one in the other script."""
    best = 0.0
    for pieces in person.parts:
        best = max(best, similarity(name, ("·" if HAN.search(pieces[0]) else " ").join(pieces)).probability)
        if best < LIKELY and len(pieces) > 1 and not HAN.search(pieces[-1]) and name[0] in SURNAMES and len(name) < 4:
            surname = similarity(name[0], pieces[-1]).probability
            best = max(best, LIKELY if surname >= SURNAME else 0.0)
    return best
