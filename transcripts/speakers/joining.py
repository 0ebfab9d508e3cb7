"""How speakers of many calls become persons, step by step, the strongest evidence first.

Each step makes its claims about the clusters that it finds, all of them at once, so that no order of calls makes a
difference; what contradicts itself when taken together is not joined.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import partial
from itertools import combinations
from typing import TypeVar

import attrs

from ..names import similarity
from ..names.keys import is_full, is_han, is_telling, named, part_sounds, sounds, spelling
from .clusters import Cluster, Clusters, Facts, Groups, firms_fit, names_fit
from .sounding import all_sound_alike, may_name

_Where = TypeVar("_Where", int, tuple[str, str])  # a company, a firm

ROUNDS = 3  # how often what was found is looked at again
MANY = 48  # people in one place of one company or firm who begin to sound alike; of more nobody is looked at


# Canonical titles that several people of a company have at a time: they say nothing of who it is.
HELD_BY_MANY = frozenset(
    "Analyst; Board Director; Deputy General Manager; Director; Executive Director; Executive Vice President; Head; "
    "Independent Director; Investor Relations; Manager; Managing Director; Managing Partner; Non-Executive Director; "
    "Partner; Senior Director; Senior Vice President; Vice Chairman; Vice President".split("; ")
)


class LinkHow(StrEnum):
    """Why two speakers of two calls are taken for one person."""

    COMPANY = "company"  # one full name, in calls of one company
    FIRM = "firm"  # one full name, from one firm
    NAME = "name"  # one full name that hardly two people have, and nothing that speaks against it
    SOUND = "sound"  # full names that sound alike, at one company or from one firm
    PART = "part"  # a part of the name, where company or firm and title agree and nobody else is meant


# How sure each is, and how sure where the name is nobody's alone (王伟), is in one script only, or stands without a title. Of a
# sound it is the probability that the names are one.
SCORES = {LinkHow.COMPANY: 0.98, LinkHow.FIRM: 0.97, LinkHow.NAME: 0.92, LinkHow.PART: 0.9}
LESS = {LinkHow.COMPANY: 0.95, LinkHow.FIRM: 0.93, LinkHow.NAME: 0.9, LinkHow.PART: 0.8}


@attrs.frozen(slots=True)
class Claim:
    """That some speakers are one person. ``places`` are theirs in the list of facts."""

    places: tuple[int, ...]
    how: LinkHow
    score: float
    why: str
    moved: bool = False  # an analyst of that name may have gone to another firm


class Joining:
    """Clusters while they grow. Each step makes its claims about the clusters that it finds, all of them at once."""

    def __init__(self, clusters: Clusters, least: float) -> None:
        self._clusters = clusters
        self._facts = clusters.facts
        self._least = least
        self._doubted: set[int] = set()  # speakers whose names tie others together who are two people
        self.links: list[tuple[int, int, Claim]] = []  # two speakers, and the claim that joined them

    # --- the steps, strongest first

    def same_names(self) -> None:
        """One full name at one company; then one full name from one firm; then again with all that was found."""
        for _ in range(ROUNDS):
            of_company = self._having_names(lambda cluster: cluster.companies, self._clusters.company)
            claims = [
                self._claim(places, LinkHow.COMPANY, f"{self._printed(places[0], key)}, at one company", tells=tells)
                for (key, _), group in of_company.items()
                for tells in [self._tells(key, group)]
                for places in self._told_apart(group, moved=tells)
            ]
            found = self._join(claims)
            of_firm = self._having_names(lambda cluster: cluster.firms, lambda place: self._facts[place].firm)
            claims = [
                self._claim(places, LinkHow.FIRM, f"{self._printed(places[0], key)} of {firm[1]}", tells=tells)
                for (key, firm), group in of_firm.items()
                for tells in [self._tells(key, group)]
                for places in self._told_apart(group)
            ]
            if not found + self._join(claims):
                return

    def _having_names(
        self, where: Callable[[Cluster], Iterable[_Where]], at: Callable[[int], _Where | None]
    ) -> dict[tuple[str, _Where], list[int]]:
        """A speaker of every cluster that has a full name and is somewhere (a company, a firm), by both.

        The first who has the name there, else the first who has the name at all.
        """
        found: dict[tuple[str, _Where], list[int]] = defaultdict(list)
        for root in self._clusters.roots():
            if root in self._doubted:
                continue
            cluster = self._clusters[root]
            first: dict[tuple[str, _Where | None], int] = {}
            for place in sorted(cluster.places):
                for key in self._facts[place].full:
                    first.setdefault((key, at(place)), place)
                    first.setdefault((key, None), place)
            for key in cluster.names:
                for one in where(cluster):
                    found[key, one].append(first.get((key, one), first[key, None]))
        return found

    def telling_names(self) -> None:
        """A full name that hardly two people have, or one in both scripts, where no two of all who have it contradict."""
        having: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for place, known in enumerate(self._facts):
            if known.side is None or place in self._doubted:
                continue
            for key, name in known.full.items():
                if is_telling(name):
                    having[known.side, key].append(place)
            for one, two in _in_both_scripts(known):
                having[known.side, one, two].append(place)
        claims = []
        for (_, *keys), group in having.items():
            if self._clusters.agree(group):
                printed = " ".join([self._printed(group[0], key) for key in keys])
                claims.append(self._claim(group, LinkHow.NAME, printed, tells=len(keys) > 1))
        self._join(claims)

    def alike_names(self) -> None:
        """Full names that sound alike, at one company or from one firm; never one that sounds like two people's."""
        asked: dict[tuple[int, int], tuple[float, str] | None] = {}

        def ask(one: int, two: int) -> tuple[float, str] | None:
            pair = (min(one, two), max(one, two))
            if pair not in asked:
                asked[pair] = self._alike(*pair)
            return asked[pair]

        beside: dict[int, set[int]] = defaultdict(set)
        for one, two in self._sounding_alike():
            if ask(one, two) is not None:
                beside[one].add(two)
                beside[two].add(one)
        claims = []
        for one, two in [(one, two) for one, several in beside.items() for two in several if one < two]:
            apart = [two for other in beside[one] - {two} if ask(two, other) is None]
            apart += [one for other in beside[two] - {one} if ask(one, other) is None]
            if not apart and (found := ask(one, two)) is not None:
                claims.append(Claim((one, two), LinkHow.SOUND, *found))
        self._join(claims, whole=self._all_alike)

    def parts_of_names(self) -> None:
        """A label that is a part of a name: of the one full name at the company, or the firm, that it can mean."""
        where: dict[tuple[Hashable, ...], list[int]] = defaultdict(list)
        full: dict[tuple[Hashable, ...], set[int]] = defaultdict(set)
        for place, known in enumerate(self._facts):
            company = self._clusters.company(place)
            if company is None or known.side is None or (known.side == "asks" and known.firm is None):
                continue
            context = (company, known.side, known.firm)
            for name in known.short:
                where[*context, spelling(name)].append(place)
            for name in filter(is_full, known.full.values()):
                for part in named(name):
                    for sound in part_sounds(part):
                        full[*context, sound].add(self._clusters.find(place))
        meant = [(tuple(at), group, self._meant(group, full, tuple(at))) for (*at, _), group in where.items()]
        several = {n for _, group, can in meant for n in can if not self._clusters.agree([*group, n])}
        self._join(
            [
                claim
                for at, group, can in meant
                if len(can) < 2 and several.isdisjoint(can) and self._clusters.agree(group)
                for claim in self._called(group, can, asking=at[1] == "asks")
            ]
        )

    # --- what the steps ask

    def _told_apart(self, group: list[int], *, moved: bool = False) -> Iterator[list[int]]:
        """A group that one key brings together, cut by what its members contradict each other in.

        Who does not say on which side of such a contradiction they are is left out.
        """
        asked: list[Callable[[int], Hashable]] = []
        if len({side for place in group for side in self._clusters[place].sides}) > 1:
            asked.append(self._side)
        if not moved and not firms_fit([frozenset(f) for place in group if (f := self._clusters[place].firms)]):
            asked.append(lambda place: frozenset(self._clusters[place].firms))
        names = [self._clusters[place].names for place in group]
        asked += [partial(self._names, han=han) for han in (True, False) if not names_fit(names, [han])]
        cut: dict[tuple[Hashable, ...], list[int]] = defaultdict(list)
        for place in group:
            said = tuple([ask(place) for ask in asked])
            if all(said):
                cut[said].append(place)
        for places in cut.values():
            if len(places) > 1 and self._clusters.agree(places, moved=moved):
                yield places

    def _tells(self, key: str, group: Iterable[int]) -> bool:
        return any(is_telling(self._clusters[place].names[key]) for place in group)

    def _side(self, place: int) -> str:
        return "".join(sorted(self._clusters[place].sides))

    def _names(self, place: int, *, han: bool) -> frozenset[str]:
        return frozenset([key for key, name in self._clusters[place].names.items() if is_han(name) is han])

    def _sounding_alike(self) -> Iterator[tuple[int, int]]:
        """Clusters with full names that may sound alike, in one place: of one company, or of one firm."""
        at: dict[tuple[Hashable, ...], set[int]] = defaultdict(set)
        for place, known in enumerate(self._facts):
            if place in self._doubted:
                continue
            company = self._clusters.company(place)
            contexts: list[tuple[str, Hashable]] = [("company", company)] if company is not None else []
            contexts += [("firm", known.firm)] if known.firm is not None else []
            for name in known.full.values() if contexts else ():
                for sound in sounds(name):
                    for context in contexts:
                        at[*context, sound].add(self._clusters.find(place))
        for several in at.values():
            if len(several) <= MANY:
                yield from combinations(sorted(several), 2)

    def _alike(self, one: int, two: int) -> tuple[float, str] | None:
        """How sure it is that two clusters have names that sound alike, all of them; None where it is not."""
        mine, others = self._clusters[one].names, self._clusters[two].names
        if mine.keys() & others.keys() or not self._clusters.agree([one, two]):
            return None  # what one spelling does not join, no sound does
        return all_sound_alike(mine.values(), others.values())

    def _all_alike(self, roots: Sequence[int]) -> bool:
        """Whether in a group every name sounds like every other, not only one like the next."""
        several = [self._clusters[root].names for root in roots]
        if sum(map(len, several)) > MANY:
            return False
        return all(all_sound_alike(one.values(), two.values()) is not None for one, two in combinations(several, 2))

    def _meant(
        self, group: list[int], full: dict[tuple[Hashable, ...], set[int]], at: tuple[Hashable, ...]
    ) -> list[int]:
        """The people in one place whom those can be who are called there by one part of a name."""
        called = self._short(group)
        near = {root for n in called for sound in part_sounds(named(n)[0]) for root in full.get((*at, sound), ())}
        if len(near) > MANY:
            return sorted(near)
        return [n for n in sorted(near) if all(may_name(part, self._clusters[n].names.values()) for part in called)]

    def _short(self, group: Iterable[int]) -> list[str]:
        names = dict.fromkeys([name for place in group for name in self._facts[place].short])
        return [name for name in names if named(name)]

    def _called(self, group: list[int], can: list[int], *, asking: bool) -> Iterator[Claim]:
        """The claims about those who are called by one part of a name, and the one person whom that can mean, if any."""
        why = f"{' '.join(self._short(group)[:1])}: nobody else there is called so"
        claim = Claim((*group, *can), LinkHow.PART, SCORES[LinkHow.PART], why)
        if asking:
            yield claim
            return
        titles = [self._clusters[place].titles - HELD_BY_MANY for place in claim.places]
        for title in sorted({title for one in titles for title in one}):
            places = tuple([place for place, one in zip(claim.places, titles, strict=True) if title in one])
            yield attrs.evolve(claim, places=places, why=f"{why}, {title}")
        told = [one for one in titles if one]
        if not told or set.intersection(*told):
            yield attrs.evolve(claim, score=LESS[LinkHow.PART])

    def _printed(self, place: int, key: str) -> str:
        return self._facts[place].full[key]

    # --- joining

    def _claim(self, places: Iterable[int], how: LinkHow, why: str, *, tells: bool) -> Claim:
        moved = tells and how is LinkHow.COMPANY
        return Claim(tuple(sorted(places)), how, (SCORES if tells else LESS)[how], why, moved)

    def _join(self, claims: Iterable[Claim], *, whole: Callable[[Sequence[int]], bool] | None = None) -> int:
        """Join what the claims join together, but nothing that contradicts itself when taken together; how many were.

        Of what does, those with exactly the same names are tried once more by themselves; whom that joins to nobody is
        doubted, and left alone from then on.
        """
        before = len(self.links)
        left: list[Claim] = []
        doubted: set[int] = set()
        for joined in self._together([claim for claim in claims if claim.score >= self._least]):
            roots = sorted({self._clusters.find(place) for claim in joined for place in claim.places})
            if self._clusters.agree(roots, moved=_moved(joined)) and (whole is None or whole(roots)):
                self._accept(joined)
            elif whole is None:
                left += [part for claim in joined for part in self._of_one_spelling(claim)]
                doubted.update(roots)
        for joined in self._together(left):
            roots = sorted({self._clusters.find(place) for claim in joined for place in claim.places})
            if self._clusters.agree(roots, moved=_moved(joined)):
                self._accept(joined)
                doubted.difference_update(roots)
        self._doubted |= {place for root in doubted for place in self._clusters[root].places}
        return len(self.links) - before

    def _together(self, claims: Sequence[Claim]) -> Iterator[list[Claim]]:
        """The claims in groups that share no cluster."""
        groups = Groups()
        for claim in claims:
            for place in claim.places[1:]:
                groups.join(self._clusters.find(claim.places[0]), self._clusters.find(place))
        found: dict[int, list[Claim]] = defaultdict(list)
        for claim in claims:
            found[groups.find(self._clusters.find(claim.places[0]))].append(claim)
        yield from list(found.values())

    def _of_one_spelling(self, claim: Claim) -> Iterator[Claim]:
        by_names: dict[frozenset[str], list[int]] = defaultdict(list)
        for place in claim.places:
            by_names[frozenset(self._clusters[place].names)].append(place)
        for places in by_names.values():
            if len(places) > 1:
                yield attrs.evolve(claim, places=tuple(places))

    def _accept(self, claims: Iterable[Claim]) -> None:
        for claim in claims:
            for one, two in zip(claim.places, claim.places[1:], strict=False):
                if self._clusters.join(one, two):
                    self.links.append((one, two, claim))


def _moved(claims: Iterable[Claim]) -> bool:
    return all(claim.moved for claim in claims)


def _in_both_scripts(known: Facts) -> Iterator[tuple[str, str]]:
    """The keys of a Chinese name proper and of a Latin one that is more than its pinyin: 黄仁勋 and Jensen Huang."""
    for one, han in known.full.items():
        if is_han(han) and len(named(han)) == 1 and len(named(han)[0].key) > 2:
            for two, latin in known.full.items():
                if not is_han(latin) and not similarity(han, latin).why.startswith("pinyin"):
                    yield one, two
