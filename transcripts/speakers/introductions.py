"""Names by which the page introduces who speaks next, where the label spells them otherwise, or in the other script.

下一个问题来自云杉证券的贝琪·史托克, and then the label Becky Stock: the place says who is meant, the sound that it is so.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ..fold import HAN
from ..names import similarity
from ..names.keys import is_full
from ..names.words import ALSO_TRANSLITERATING, INTRODUCES, SURNAMES, TRANSLITERATING
from ..turns import Draft
from .mentions import Naming
from .person import Person

LIKELY = 0.5  # how alike the name of an introduction and the label behind it must sound
SURNAME = 0.9  # and the surnames alone, where the given names are not the same: 姚橙 for Alex Yao
TAIL = 160  # characters at the end of a turn in which it hands over
HEAD = 60  # characters at the head of a turn in which somebody says who he is

_FOREIGN = "".join(sorted(TRANSLITERATING | ALSO_TRANSLITERATING))
_SURNAMES = "".join(sorted(SURNAMES))
_ENDS = r"(?=[，,。.！!？?；;：:、\s（(“”\"先女进来请提的就发]|$)"
# A transliteration with interpuncts, a Chinese name behind 的 or 请, capitalised words.
_CANDIDATES = (
    re.compile(
        rf"(?:(?<=[的是请由自师位，,。：:\s])[\u4e00-\u9fff]{{1,6}}|[{_FOREIGN}]{{1,8}})"
        rf"(?:\s?[·•・‧∙⋅･．.] ?[\u4e00-\u9fff]{{1,10}}?){{1,2}}{_ENDS}"
    ),
    re.compile(rf"(?<=[的是请由自师])[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}{_ENDS}"),
    re.compile(r"[A-Z][\w.'’\-]*(?: [A-Z][\w.'’\-]*){1,4}"),
)
_WORD = re.compile(r"\S+")
_BEFORE_NAMES = frozenset("Mr Mr. Mrs Mrs. Ms Ms. Dr Dr.".split())
_LEADING = frozenset("谢由请让和来")  # characters of words that also stand in names, before one: 谢谢贝琪·史托克
_SELF = re.compile(r"我是|我叫|我来自|这里是|[Tt]his is|[Mm]y name is")


def introduced_as(
    text: str, drafts: Sequence[Draft], speaking: Sequence[Person], known: Iterable[Naming]
) -> list[tuple[Naming, float]]:
    """Names in hand-overs that are the next speaker's, and in the heads of turns that are the speaker's own, with how alike.

    ``known`` are the names that are found already. Each name is one more spelling of the person: it is not looked for elsewhere.
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
    for (low, high), person in _places(text, drafts, speaking):
        there = known[bisect_left(starts, low) : bisect_left(starts, high)]
        if person.name is None or any(naming.person is person for naming in there):
            continue
        taken = {offset for naming in there for offset in range(naming.start, naming.end)}
        free = [place for place in _candidates(text, low, high) if taken.isdisjoint(range(*place))]
        likely = [(how_alike, *place) for place in free if (how_alike := hear(text[slice(*place)], person)) >= LIKELY]
        if likely:
            how_alike, start, end = max(likely, key=lambda one: (one[0], one[2] - one[1]))
            if all(hear(text[start:end], other) < how_alike for other in named if other is not person):
                found.append((Naming(start, end, person), how_alike))
    return found


def _places(text: str, drafts: Sequence[Draft], speaking: Sequence[Person]) -> Iterator[tuple[tuple[int, int], Person]]:
    """Where somebody may be introduced, and who: the end of a turn that hands over, the head of one that says 我是."""
    for draft, (speaker, person) in zip(drafts, pairwise(speaking), strict=False):
        end = draft.said[-1].span.end
        start = max(draft.said[0].span.start, end - TAIL)
        if speaker is not person and INTRODUCES.search(text, start, end):
            yield (start, end), person
    for draft, person in zip(drafts, speaking, strict=True):
        start = draft.said[0].span.start
        end = min(start + HEAD, draft.said[-1].span.end)
        if (match := _SELF.search(text, start, end)) is not None:
            yield (match.end(), min(match.end() + HEAD, draft.said[-1].span.end)), person


def _candidates(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Places of what may be a full name."""
    return (place for place in _shaped(text, start, end) if is_full(text[slice(*place)]))


def _shaped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Places of what has the shape of a full name; one that begins like a word also without that."""
    for pattern in _CANDIDATES[:2]:
        for match in pattern.finditer(text, start, end):
            begin = match.start()
            yield begin, match.end()
            while text[begin] in _LEADING and begin + 1 < match.end():
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
