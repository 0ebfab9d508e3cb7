"""One person across many calls: the executives of a company over the years, an analyst from company to company.

The same full name where the company or the firm is the same, a name that hardly two people share, names that sound alike, and
last what is only a part of a name: strongest first, and never two speakers of one call. What could be two people stays two.
docs/people-across-calls.md says what each rule asks for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import attrs

from ..model import Call, Names, Speaker
from ..names.firms import Firms
from ..names.keys import named
from .clusters import Clusters, Facts, companies_of, company_keys, facts_of, unmarked
from .joining import Claim, Joining, LinkHow
from .sounding import SURE

__all__ = ["Link", "LinkHow", "LinkedPerson", "Member", "link"]


@attrs.frozen(slots=True, kw_only=True)
class Member:
    """A speaker of a call; ``call`` counts the calls from 0."""

    call: int
    speaker: Speaker


@attrs.frozen(slots=True, kw_only=True)
class Link:
    """What joins two members of a person: ``how``, how sure it is (``score``, 0..1), and ``why`` in words."""

    a: Member
    b: Member
    how: LinkHow
    score: float
    why: str


@attrs.frozen(slots=True, kw_only=True)
class LinkedPerson:
    """One person in many calls. ``name`` and ``names`` are those that most calls print.

    ``members`` are the speakers in the order of the calls, ``links`` what joins them: one fewer than there are members.
    """

    id: str
    name: str | None
    names: Names
    members: tuple[Member, ...] = attrs.field(repr=lambda members: f"<{len(members)} speakers>")
    links: tuple[Link, ...] = attrs.field(default=(), repr=lambda links: f"<{len(links)} links>")

    def __str__(self) -> str:
        return self.name or str(self.members[0].speaker)


def link(calls: Iterable[Call], *, firms: Firms | None = None, least: float = SURE) -> tuple[LinkedPerson, ...]:
    """The persons who speak in some calls, each once, in order of appearance; every speaker is a member of one.

    >>> import transcripts
    >>> first = transcripts.parse(
    ...     "北港重工2025Q1业绩电话会议\\n\\n薇拉·科斯塔:\\n大家好,我们开始。\\n\\n王珂:\\n谢谢。"
    ... )
    >>> later = transcripts.parse("北港重工2025Q2业绩电话会议\\n\\n薇拉・科斯塔:\\n各位好。\\n\\n林若:\\n谢谢各位。")
    >>> [(person.id, str(person), len(person.members)) for person in link([first, later])]
    [('p0', '薇拉·科斯塔', 2), ('p1', '王珂', 1), ('p2', '林若', 1)]

    Speakers are joined by links whose score is ``least`` or more. ``firms`` knows firms besides the shipped ones, see
    ``transcripts.names.Firms``. Calls are taken one after the other, and only their speakers are kept. The persons do not
    depend on the order of the calls; their numbers do. Operators, and speakers without a name, are in nobody's company.
    """
    facts: list[Facts] = []
    keys: list[frozenset[str]] = []
    for n, call in enumerate(calls):
        keys.append(company_keys(call))
        facts += [facts_of(n, speaker, firms) for speaker in call.speakers]
    clusters = Clusters(unmarked(facts), companies_of(keys))
    joining = Joining(clusters, least)
    joining.same_names()
    joining.telling_names()
    joining.alike_names()
    joining.parts_of_names()
    return _persons(clusters, joining.links)


def _persons(clusters: Clusters, joined: Iterable[tuple[int, int, Claim]]) -> tuple[LinkedPerson, ...]:
    """The clusters as persons, in order of appearance."""
    at = [Member(call=known.call, speaker=known.speaker) for known in clusters.facts]
    members: dict[int, list[Member]] = defaultdict(list)
    links: dict[int, list[Link]] = defaultdict(list)
    for place, member in enumerate(at):
        members[clusters.find(place)].append(member)
    for one, two, claim in joined:
        found = Link(a=at[one], b=at[two], how=claim.how, score=round(claim.score, 4), why=claim.why)
        links[clusters.find(one)].append(found)
    return tuple([_person(n, found, links[root]) for n, (root, found) in enumerate(sorted(members.items()))])


def _person(number: int, members: Sequence[Member], links: Sequence[Link]) -> LinkedPerson:
    speakers = [member.speaker for member in members]
    return LinkedPerson(
        id=f"p{number}",
        name=_commonest([s.name for s in speakers]),
        names=Names(zh=_commonest([s.names.zh for s in speakers]), en=_commonest([s.names.en for s in speakers])),
        members=tuple(members),
        links=tuple(sorted(links, key=lambda found: (found.b.call, found.a.call))),
    )


def _commonest(names: Iterable[str | None]) -> str | None:
    """The fullest name; of those that are as full the one that most calls print."""
    counts = Counter([name for name in names if name])
    return min(counts, key=lambda name: (-len(named(name)), -counts[name], name), default=None)
