"""Labels that sound alike: one person under two transliterations, or under a Latin and a Chinese label.

Only names that are alike as a whole and in every part are joined, and only where nobody else on the page sounds like one
of the two: 萨提亚·纳贝拉, 萨蒂亚·纳贝拉 and Satya Nabella are one person, 达里克·莫恩 and 塔里克·莫恩 who talk to each other are two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations, product

from ..fold import HAN, fold
from ..names import similarity
from ..names.keys import is_full, named, part_sounds, sounds
from .person import Person
from .sounding import ALIKE, alike, all_sound_alike

RIVAL = 0.95  # how alike two first names before one surname must be to be one name, and a first name and its label
MANY = 8  # people who share a part of a name; of more nobody is looked at
CROWD = 64  # pairs of people whose names begin to sound alike; of more nobody is looked at


def join_alike(
    persons: Sequence[Person],
    beside: Mapping[frozenset[Person], int],
    differ: Callable[[Person, Person], bool],
    differ_too: Callable[[Person, Person], bool],
) -> dict[Person, Person]:
    """Who is whom by the sound of full names. Persons take up those whom they are joined with.

    ``beside`` counts how often two take turns next to each other: they talk to each other, and are two. Once may be a label
    that flips, where one name is in Chinese and the other in Latin letters. ``differ`` says whether two cannot be one by
    their labels, ``differ_too`` by what they do as well: that is asked of names in two scripts.
    """
    asked: dict[frozenset[Person], tuple[float, bool]] = {}

    def ask(pair: frozenset[Person]) -> tuple[float, bool]:
        if pair not in asked:
            one, two = pair
            sure, likely = _one_name(one, two)
            one_script = _one_script(one, two)
            # the very same name, and yet two: their labels contradict each other
            apart = bool(one.keys & two.keys) or beside.get(pair, 0) > (0 if one_script else 1)
            apart = apart or (differ if one_script else differ_too)(one, two)
            asked[pair] = 0.0 if apart else sure, likely
        return asked[pair]

    sounding: dict[Person, set[Person]] = defaultdict(set)
    pairs = _near(persons)
    for one, two in pairs:
        if ask(frozenset((one, two)))[1]:
            sounding[one].add(two)
            sounding[two].add(one)
    merged: dict[Person, Person] = {}
    for one, two in pairs:
        together = {one, two} | sounding[one] | sounding[two]
        if len(together) > MANY or not ask(frozenset((one, two)))[0]:
            continue
        if all(ask(frozenset(pair))[0] for pair in combinations(together, 2)):
            _take(one, two, merged, ask(frozenset((one, two)))[0])
    return merged


def join_called(
    persons: Sequence[Person], beside: Mapping[frozenset[Person], int], differ: Callable[[Person, Person], bool]
) -> dict[Person, Person]:
    """Who has one part of a name for a label, and another label, or more of the name, in the other script: Susan, 苏珊·李."""
    called = [p for p in persons if not p.full and len(p.parts) == 1 and not is_full(p.parts[0][0])]
    if not called or len({script for person in persons for script in _scripts(person)}) < 2:
        return {}
    filed: dict[str, list[Person]] = defaultdict(list)
    for person in persons:
        for sound in {sound for pieces in person.parts for piece in pieces for sound in _sounds(piece)}:
            filed[sound].append(person)
    meant: dict[Person, list[Person]] = {}
    for person in called:
        part = person.parts[0][0]
        near = dict.fromkeys([p for sound in sorted(_sounds(part)) for p in filed[sound] if p is not person])
        if len(near) <= CROWD:
            meant[person] = [p for p in near if _heard(part, p) > ALIKE]
    merged: dict[Person, Person] = {}
    for person, can in meant.items():
        if len(can) != 1 or frozenset((person, can[0])) in beside or _heard(person.parts[0][0], can[0]) < RIVAL:
            continue
        if differ(person, can[0]):
            continue
        if not _one_script(person, can[0]) and meant.get(can[0], [person]) == [person]:
            _take(can[0], person, merged, _heard(person.parts[0][0], can[0]))
    return merged


def _take(one: Person, two: Person, merged: dict[Person, Person], how_alike: float) -> None:
    """Join two persons, whoever they are by now. The labels of the second only sound like those of the first."""
    while one in merged:
        one = merged[one]
    while two in merged:
        two = merged[two]
    if one is not two:
        one.heard |= dict.fromkeys(two.keys - one.keys, round(how_alike, 4))
        one.absorb(two)
        merged[two] = one


def _near(persons: Sequence[Person]) -> list[tuple[Person, Person]]:
    """Pairs of people worth comparing, in order: with a part in common, with the same characters, who may sound alike."""
    sharing: dict[str, list[Person]] = defaultdict(list)
    spelled: dict[str, list[tuple[Person, str]]] = defaultdict(list)
    for person in persons:
        keys = [
            f"{place} {fold(part)}" for pieces in person.parts if len(pieces) == 2 for place, part in enumerate(pieces)
        ]
        for key in dict.fromkeys(keys):
            sharing[key].append(person)
        for name in ["".join(pieces) for pieces in person.parts if HAN.search(pieces[0])]:
            spelled["".join(sorted(name))].append((person, name))
    found = {pair for several in sharing.values() if len(several) <= MANY for pair in combinations(several, 2)}
    for names in spelled.values():
        if 1 < len(names) <= MANY:  # 庄庄彭 and 彭庄庄: what ends the one begins the other
            found |= {(p, q) for (p, one), (q, two) in combinations(names, 2) if p is not q and two in one + one}
    found |= set(_sounding(persons))
    order = {person: n for n, person in enumerate(persons)}
    return sorted(found, key=lambda pair: (order[pair[0]], order[pair[1]]))


def _sounding(persons: Sequence[Person]) -> Iterator[tuple[Person, Person]]:
    """Pairs of people with full names in one script each, not the same, that may sound alike."""
    in_latin = [p for p in persons if _scripts(p) == {False}]
    in_chinese = [p for p in persons if _scripts(p) == {True}]
    if not in_latin or not in_chinese:
        return
    order = {person: n for n, person in enumerate(persons)}
    filed: dict[str, tuple[list[Person], list[Person]]] = defaultdict(lambda: ([], []))
    for side, group in enumerate((in_latin, in_chinese)):
        for person in group:
            for sound in {sound for name in _full(person) or _printed(person) for sound in sounds(name)}:
                filed[sound][side].append(person)
    for latin, chinese in filed.values():
        if len(latin) * len(chinese) <= CROWD:
            for pair in product(latin, chinese):
                one, two = sorted(pair, key=order.__getitem__)
                yield one, two


def _one_name(one: Person, two: Person) -> tuple[float, bool]:
    """How alike the full names of two people are where they are surely one name, else 0; and whether they may be."""
    mine, others = _full(one) or _printed(one), _full(two) or _printed(two)
    if not _one_script(one, two):
        found = all_sound_alike(mine, others)
        sure = found[0] if found is not None else 0.0
    else:  # one part is the same, or all characters are
        same = [alike(a, b) for a in mine for b in others if bool(HAN.search(a)) == bool(HAN.search(b))]
        sure = min(same) if same and min(same) >= RIVAL else 0.0
    return sure, sure > 0 or any(alike(a, b) > ALIKE for a in mine for b in others)


def _full(person: Person) -> list[str]:
    """The full names of a person, in the spelling that is compared."""
    return [name for name in _printed(person) if is_full(name)]


def _printed(person: Person) -> list[str]:
    return ["·".join(pieces) if HAN.search(pieces[0]) else " ".join(pieces) for pieces in person.parts]


def _one_script(one: Person, two: Person) -> bool:
    """Whether two people have names in the same script."""
    return bool(_scripts(one) & _scripts(two))


def _scripts(person: Person) -> set[bool]:
    """Whether a person's names are in Chinese characters, in others, or in both."""
    return {HAN.search(piece) is not None for pieces in person.parts for piece in pieces}


def _sounds(piece: str) -> frozenset[str]:
    found = named(piece)
    return part_sounds(found[0]) if found else frozenset()


def _heard(part: str, person: Person) -> float:
    """How alike a part of a name sounds to the part of a person's names that is most alike."""
    return max([similarity(part, piece).probability for pieces in person.parts for piece in pieces], default=0.0)
