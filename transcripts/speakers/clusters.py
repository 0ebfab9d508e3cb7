"""Speakers of many calls on their way to one person: what is known of each, and what speaks against joining them.

Nothing here depends on the order of the calls: what is joined is a set, and what contradicts a set is asked of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Literal, TypeAlias

import attrs

from ..fold import fold
from ..model import AliasHow, Call, Role, Speaker
from ..names import canonical_firm, canonical_title, similarity
from ..names.firms import Firms, stem
from ..names.keys import is_full, is_han, may_be_full, named, spelling
from ..names.titles import JOINT
from .sounding import ALIKE, alike

Side: TypeAlias = Literal["asks", "serves"]
Firm: TypeAlias = tuple[
    str, str
]  # ("", the canonical name), or the script of an unknown one and the name without tails

GLOSS = 0.05  # how alike a transliterated name and its gloss are, at the least; below, the page says something else
SPELLINGS = 8  # different names of one person in one script; who would have more is several people
UNMARKED = 4  # characters, at the least, of a full name that has lost its interpunct
LISTINGS = 3  # securities of one company; a page with more is about several

_SIDES: dict[Role, Side] = {
    Role.ANALYST: "asks",
    Role.INVESTOR: "asks",
    Role.MEDIA: "asks",
    Role.EXECUTIVE: "serves",
}
# How an alias may be known for it to be one of the person's names, not only a form of address on one page.
_NAMES = frozenset([AliasHow.LABEL, AliasHow.GLOSS, AliasHow.LISTED, AliasHow.ROSTER])
_AMERICAN = frozenset("us nasdaq nasdaqgs nasdaqcm nyse amex o n oq 纳斯达克 纽交所 美股".split())
_FORM = re.compile(
    r"(?:股份有限公司|有限责任公司|有限公司|公司|集团|控股)+$|(?:,?\s(?:inc|incorporated|corp|corporation|co|company|ltd|limited|plc|llc|group|holdings?)\.?)+$",
    re.IGNORECASE,
)


@attrs.frozen(slots=True, kw_only=True)
class Facts:
    """A speaker of one call, and what of it helps to know them in another.

    ``full`` are full names by key, as printed; ``short`` what names them in part. ``side`` is None where it may be either.
    """

    call: int
    speaker: Speaker
    side: Side | None = None
    firm: Firm | None = None
    titles: frozenset[str] = frozenset()
    full: Mapping[str, str] = attrs.Factory(dict)
    short: tuple[str, ...] = ()


def facts_of(call: int, speaker: Speaker, firms: Firms | None) -> Facts:
    """What is known of a speaker; of an operator, and of a role that nobody's name stands for, nothing."""
    if speaker.name is None or speaker.role is Role.OPERATOR:
        return Facts(call=call, speaker=speaker)
    side = _SIDES.get(speaker.role)
    title = speaker.canonical_title or (canonical_title(speaker.title) if speaker.title else None)
    full = _full_names(speaker)
    printed = [name for name in (speaker.name, speaker.names.zh, speaker.names.en) if name]
    return Facts(
        call=call,
        speaker=speaker,
        side=side,
        firm=_firm(speaker, firms) if side != "serves" else None,
        titles=frozenset(title.split(JOINT) if title else ()),
        full=full,
        short=tuple(dict.fromkeys([name for name in printed if spelling(name)]))
        if not any(map(is_full, full.values()))
        else (),
    )


def unmarked(facts: Sequence[Facts]) -> list[Facts]:
    """The same, but a name that is somebody's full name but for the interpunct is one: 诺琳科尔姆 and 诺琳·科尔姆."""
    marked: dict[str, str] = {}
    for known in facts:
        for key, name in known.full.items():
            if len(named(name)) > 1:
                marked[key] = plainest(name, marked.get(key, name))
    return [
        attrs.evolve(known, full=full, short=())
        if (full := {key: marked[key] for key in map(spelling, known.short) if key in marked and len(key) >= UNMARKED})
        else known
        for known in facts
    ]


def _full_names(speaker: Speaker) -> dict[str, str]:
    printed = [name for name in (speaker.name, speaker.names.zh, speaker.names.en) if name]
    printed += [alias.text for alias in speaker.aliases if alias.how in _NAMES]
    names = [name for name in printed if may_be_full(name)]
    han, latin = [n for n in names if is_han(n)], [n for n in names if not is_han(n)]
    heard = [name for name in han if len(named(name)) > 1]  # chosen names (黄仁勋) are not heard in their gloss
    if heard and latin and max([similarity(a, b).probability for a in heard for b in latin]) < GLOSS:
        names = han if is_han(str(speaker.name)) else latin  # a gloss that went astray
    found: dict[str, str] = {}
    for name in sorted(names, key=lambda name: (-len(named(name)), name)):
        found.setdefault(spelling(name), name)
    return found


def plainest(one: str, two: str) -> str:
    """Of two printed forms of one spelling the one that shows its parts; the same whichever comes first."""
    return min(one, two, key=lambda name: (-len(named(name)), name))


def _firm(speaker: Speaker, firms: Firms | None) -> Firm | None:
    if not speaker.firm:
        return None
    known = (canonical_firm(speaker.firm, firms=firms) if firms else None) or speaker.canonical_firm
    known = known or canonical_firm(speaker.firm)
    return ("", known) if known else ("han" if is_han(speaker.firm) else "latin", stem(speaker.firm))


def companies_of(calls: Iterable[frozenset[str]]) -> list[int | None]:
    """A number for the company of each call, by what names it: calls that share a name or a ticker are one company's."""
    at: dict[str, int] = {}
    groups = Groups()
    firsts: list[int | None] = []
    for n, keys in enumerate(calls):
        for key in keys:
            groups.join(n, at.setdefault(key, n))
        firsts.append(n if keys else None)
    return [None if n is None else groups.find(n) for n in firsts]


def company_keys(call: Call) -> frozenset[str]:
    """What names the company of a call: its name without legal form, its tickers."""
    keys = {f"name {name}" for name in [fold(_FORM.sub("", call.company))] if name} if call.company else set()
    if len(call.securities) <= LISTINGS:
        for security in call.securities:
            symbol, exchange = fold(security.symbol).lstrip("0"), fold(security.exchange or "")
            american = not symbol.isdigit() and (not exchange or exchange in _AMERICAN)
            keys.add(f"ticker {symbol} {'' if american else exchange}")
    return frozenset(keys)


class Groups:
    """Numbers that are joined to groups; a group is called by its least number."""

    def __init__(self) -> None:
        self._into: dict[int, int] = {}

    def find(self, n: int) -> int:
        """The least number of the group."""
        root = n
        while (up := self._into.get(root, root)) != root:
            root = up
        while n != root:
            self._into[n], n = root, self._into.get(n, n)
        return root

    def join(self, a: int, b: int) -> bool:
        """Make two groups one; whether they were two."""
        one, two = sorted((self.find(a), self.find(b)))
        self._into[two] = one
        return one != two


@attrs.define(slots=True)
class Cluster:
    """Speakers who are one person, and all that is known of them together."""

    places: list[int]
    calls: set[int]
    sides: set[Side]
    companies: set[int]
    firms: set[Firm]
    titles: set[str]
    names: dict[str, str]  # full names by key


class Clusters:
    """All speakers, in clusters. Numbers are places in the list of facts."""

    def __init__(self, facts: Sequence[Facts], companies: Sequence[int | None]) -> None:
        self.facts = facts
        self._companies = companies
        self._groups = Groups()
        self._of: dict[int, Cluster] = {
            n: Cluster(
                [n],
                {known.call},
                {known.side} if known.side else set(),
                {company} if (company := companies[known.call]) is not None else set(),
                {known.firm} if known.firm else set(),
                set(known.titles),
                dict(known.full),
            )
            for n, known in enumerate(facts)
        }

    def company(self, place: int) -> int | None:
        """The company of the call in which a speaker speaks."""
        return self._companies[self.facts[place].call]

    def find(self, place: int) -> int:
        """The number of the cluster that a speaker is in."""
        return self._groups.find(place)

    def roots(self) -> list[int]:
        """The numbers of all clusters."""
        return list(self._of)

    def __getitem__(self, place: int) -> Cluster:
        return self._of[self.find(place)]

    def join(self, a: int, b: int) -> bool:
        """Make two clusters one; whether they were two."""
        one, two = sorted((self.find(a), self.find(b)))
        if not self._groups.join(one, two):
            return False
        into, other = self._of[one], self._of.pop(two)
        if len(other.calls) > len(into.calls):
            into, other = other, into
        into.places += other.places
        into.calls |= other.calls
        into.sides |= other.sides
        into.companies |= other.companies
        into.firms |= other.firms
        into.titles |= other.titles
        for key, name in other.names.items():  # the same printed form whichever was first
            into.names[key] = plainest(name, into.names.get(key, name))
        self._of[one] = into
        return True

    def agree(self, places: Iterable[int], *, moved: bool = False) -> bool:
        """Whether clusters can be one person's: nothing that is known of one contradicts what is known of another.

        Nobody is two speakers of a call, nobody asks and answers, an executive has one company, and all names in one
        script are alike. An analyst has one firm, but for one who has ``moved``.
        """
        several = [self._of[n] for n in sorted({self.find(place) for place in places})]
        sides = {side for cluster in several for side in cluster.sides}
        if len(sides) > 1:
            return False
        if sum([len(c.calls) for c in several]) > len({call for c in several for call in c.calls}):
            return False
        if "serves" in sides and len({company for c in several for company in c.companies}) > 1:
            return False
        if not moved and not firms_fit([frozenset(c.firms) for c in several if c.firms]):
            return False
        return names_fit([c.names for c in several])


def firms_fit(values: Iterable[frozenset[Firm]]) -> bool:
    """Whether any two of several sets of firms may be one analyst's."""
    different = sorted(set(values), key=sorted)
    if len(different) > SPELLINGS:
        return not different or bool(frozenset.intersection(*different))
    return all(any(_one_firm(f, g) for f in one for g in two) for one, two in combinations(different, 2))


def _one_firm(one: Firm, two: Firm) -> bool:
    """Whether two firms may be one: an unknown one may have a name in the other script, or a longer one."""
    if one == two or not one[0] or not two[0]:
        return one == two
    return one[0] != two[0] or one[1] in two[1] or two[1] in one[1]


def names_fit(values: Iterable[Mapping[str, str]], scripts: Iterable[bool] = (False, True)) -> bool:
    """Whether all full names, by key, may be one person's: in each script any two are alike, or one person has both.

    Two transliterations of one Latin name may sound as they like: 赖特 and 怀特 are both Wright. ``scripts`` are those
    that are looked at: Latin (False), Chinese (True).
    """
    several = list(values)
    printed: dict[str, str] = {}
    for names in several:
        for key, name in names.items():
            printed[key] = plainest(name, printed.get(key, name))
    for han in scripts:
        different = sorted([key for key, name in printed.items() if is_han(name) is han])
        if len(different) > SPELLINGS:
            return False
        for one, two in combinations(different, 2):
            a, b = printed[one], printed[two]
            if alike(a, b) > ALIKE or any(one in names and two in names for names in several):
                continue
            if not han or min(len(named(a)), len(named(b))) < 2 or not _one_latin(one, two, several):
                return False
    return True


def _one_latin(one: str, two: str, several: Iterable[Mapping[str, str]]) -> bool:
    """Whether two names stand with the same Latin name."""
    beside = [
        {other for names in several if key in names for other, name in names.items() if not is_han(name)}
        for key in (one, two)
    ]
    return bool(beside[0] & beside[1])
