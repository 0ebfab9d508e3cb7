"""Who of a translation is who in its original: by the turns that are beside each other and by the sound of the names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from ..model import Speaker, Turn
from .links import PersonLink, TurnLink
from .turns import name_likeness

_ALIKE = 0.5  # names that are one with this probability
_APART = 0.05  # names that are not, but for chosen ones (黄仁勋)
_SHARE = 0.6  # of the turns of both, from which turns alone tell who is who


def people_of(links: Sequence[TurnLink]) -> tuple[PersonLink, ...]:
    """The people of both calls, each in at most one link, in the order of the translation."""
    turns: dict[tuple[str, str], list[Turn]] = defaultdict(list)
    speakers: dict[tuple[str, str], tuple[Speaker, Speaker]] = {}
    of_one: Counter[str] = Counter()
    of_two: Counter[str] = Counter()
    for one, two, turn in _beside(links):
        key = one.id, two.id
        speakers[key] = one, two
        turns[key].append(turn)
        of_one[one.id] += 1
        of_two[two.id] += 1
    found = []
    for (one_id, two_id), (one, two) in speakers.items():
        times = len(turns[one_id, two_id])
        share = times / max(of_one[one_id], of_two[two_id])
        alike = name_likeness(one, two)
        by_turns = share * times / (times + 1)
        if alike is None:
            taken = share == 1.0  # a label without a name (分析师) is one person only if all its turns are
            score, why = by_turns, "one of them has no name"
        else:
            taken = alike >= _ALIKE or (share >= _SHARE and (times > 1 or alike > _APART))
            score = 1 - (1 - alike) * (1 - by_turns)
            why = f"the names are one with {alike:.2f}"
        if taken:
            found.append((alike is not None and alike >= _ALIKE, times, score, one, two, why))
    found.sort(key=lambda candidate: candidate[:3], reverse=True)
    taken_one: set[str] = set()
    taken_two: set[str] = set()
    people: list[PersonLink] = []
    for _, _, score, one, two, why in found:
        if one.id not in taken_one and two.id not in taken_two:
            taken_one.add(one.id)
            taken_two.add(two.id)
            both = tuple(turns[one.id, two.id])
            people.append(PersonLink(chinese=one, english=two, turns=both, score=round(score, 4), why=why))
    return tuple(sorted(people, key=lambda link: link.turns[0].index))


def _beside(links: Sequence[TurnLink]) -> Iterator[tuple[Speaker, Speaker, Turn]]:
    """The speakers of turns that are beside each other, with the turn of the translation."""
    for link in links:
        if len(link.english) == 1:
            for turn in link.chinese:
                yield turn.speaker, link.english[0].speaker, turn
        elif link.chinese and link.english:
            yield link.chinese[0].speaker, link.english[0].speaker, link.chinese[0]
