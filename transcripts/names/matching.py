"""Which person of a roster each of some names is: decided for all names together, or left open with the reason.

The scores are those of ``similarity``. A name goes to one person and a person to one name; what is not clearly
better than the next best stays open. The bars were set on full names and measured in docs/names.md.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

import attrs

from ..fold import fold
from .likeness import FLOOR, Similarity, similarity
from .roster import Entry, Roster, RosterLike

LEAST = 5.0  # nats: a name that sounds less like a person is nobody of the roster
LEAST_OF_ONE = 3.0  # the same where one part is all that is compared: 苏珊 for Susan Li
MARGIN = 2.0  # nats: how much better than the next person of the roster
SURE = 0.5  # the probability under which no score counts: some part does not fit


class MatchHow(StrEnum):
    """How a name was matched, or why it was not."""

    SPELLING = "spelling"  # the roster spells it so
    SOUND = "sound"  # it sounds like one person and like no other
    TIE = "tie"  # it sounds like two people of the roster alike
    TAKEN = "taken"  # the person it sounds like is another of the names
    NOBODY = "nobody"  # it sounds like nobody of the roster


@attrs.frozen(slots=True, kw_only=True)
class Match:
    """A name and the person of a roster whom it names, ``entry``; None where that is open, and ``how`` says why.

    ``probability`` (0..1) and ``score`` (nats) are those of the likeliest person, ``margin`` (nats) is how much the score
    is above the next; ``why`` shows which parts stand for which. Where the roster spells the name, there is no score.
    """

    name: str
    entry: Entry | None
    how: MatchHow
    probability: float
    score: float = 0.0
    margin: float = 0.0
    why: str


def match(names: Iterable[str | Sequence[str]], roster: RosterLike) -> tuple[Match, ...]:
    """Which person of a roster each name is, in the order of the names.

    >>> [str(found.entry) for found in match(["苏珊·李", "马克·史穆里克"], ["Susan Li", "Mark Zuckerberg"])]
    ['Susan Li', 'None']

    A name may be a list: the spellings of one person. ``roster`` is anything that ``Roster.of`` takes. A name that the
    roster spells goes before all that only sound alike; several names may be spellings of one person, but only one may
    sound like him. Raises ``RosterError`` for a roster that holds no people.
    """
    wanted = [(name,) if isinstance(name, str) else tuple(name) for name in names]
    people = Roster.of(roster).entries
    spelled = _spelled(people)
    found: dict[int, Match] = {}
    taken: set[int] = set()
    for n, spellings in enumerate(wanted):
        who = {i for spelling in spellings for i in spelled.get(fold(spelling), ())}
        name = spellings[0] if spellings else ""
        if len(who) == 1:
            taken |= who
            entry = people[next(iter(who))]
            found[n] = Match(
                name=name, entry=entry, how=MatchHow.SPELLING, probability=1.0, why="the roster spells it so"
            )
        elif who or not spellings:
            how = MatchHow.TIE if who else MatchHow.NOBODY
            why = " or ".join([str(people[i]) for i in sorted(who)]) or "no name"
            found[n] = Match(name=name, entry=None, how=how, probability=0.0, why=why)
    table = {n: [_best(spellings, entry) for entry in people] for n, spellings in enumerate(wanted) if n not in found}
    likely = {n: {i: s.score for i, s in enumerate(row) if _fits(s) and i not in taken} for n, row in table.items()}
    own = assign(likely)
    taken |= set(own.values())
    for n, row in table.items():
        found[n] = _decide(wanted[n][0], row, people, own.get(n), taken)
    return tuple([found[n] for n in range(len(wanted))])


def _decide(name: str, row: Sequence[Similarity], people: Sequence[Entry], own: int | None, taken: set[int]) -> Match:
    """What a name that the roster does not spell is; ``own`` is the person that it was given."""
    fits = sorted([i for i, s in enumerate(row) if _fits(s)], key=lambda i: -row[i].score)
    best = fits[0] if fits else max(range(len(row)), key=lambda i: row[i].score, default=None)
    if best is None:
        return Match(name=name, entry=None, how=MatchHow.NOBODY, probability=0.0, why="the roster is empty")
    if own is None:
        how = MatchHow.TAKEN if fits else MatchHow.NOBODY
        return _open(name, how, f"{people[best]} is another of the names" if fits else row[best].why, row[best])
    # whom another name has is a rival only where he fits this one better
    rivals = [i for i in fits if i != own and (i not in taken or row[i].score >= row[own].score)]
    margin = row[own].score - max([row[i].score for i in rivals], default=0.0)
    if margin < MARGIN:
        return _open(name, MatchHow.TIE, f"{people[own]} or {people[rivals[0]]}", row[own], margin)
    sound = row[own]
    return Match(
        name=name,
        entry=people[own],
        how=MatchHow.SOUND,
        probability=sound.probability,
        score=sound.score,
        margin=margin,
        why=sound.why,
    )


def _fits(found: Similarity) -> bool:
    """Whether a name may be a person's at all: the score is high enough, and no part misfits, however well others fit."""
    least = LEAST if len(found.alignment) > 1 else LEAST_OF_ONE
    enough = found.probability >= SURE and found.score >= least
    return enough and all(pair.score >= FLOOR for pair in found.alignment)


def _open(name: str, how: MatchHow, why: str, found: Similarity, margin: float = 0.0) -> Match:
    return Match(
        name=name, entry=None, how=how, probability=found.probability, score=found.score, margin=margin, why=why
    )


def _best(spellings: Sequence[str], entry: Entry) -> Similarity:
    """How alike the likeliest of a name's spellings is to the likeliest of a person's."""
    return max(
        [similarity(one, two) for one in spellings for two in entry.names],
        key=lambda found: (found.probability >= SURE, found.score),
    )


def _spelled(people: Sequence[Entry]) -> dict[str, tuple[int, ...]]:
    """Whom each spelling of the roster names, folded."""
    found: dict[str, tuple[int, ...]] = {}
    for i, entry in enumerate(people):
        for key in dict.fromkeys(map(fold, entry.names)):
            if key:
                found[key] = (*found.get(key, ()), i)
    return found


def assign(scores: Mapping[int, Mapping[int, float]]) -> dict[int, int]:
    """The one-to-one assignment of rows to columns with the greatest sum of scores; a row may get none.

    ``scores`` has a positive score for every cell that may be taken. Rows that compete for a column are decided
    together, by the Hungarian method, so that the order of the names makes no difference.
    """
    found: dict[int, int] = {}
    for rows in _connected(scores):
        columns = sorted({column for row in rows for column in scores[row]})
        # a column of its own for every row that gets none
        cost = [[-scores[row].get(column, 0.0) for column in columns] + [0.0] * len(rows) for row in rows]
        for row, column in zip(rows, _cheapest(cost), strict=True):
            if column < len(columns) and columns[column] in scores[row]:
                found[row] = columns[column]
    return found


def _connected(scores: Mapping[int, Mapping[int, float]]) -> Iterator[list[int]]:
    """Rows in groups that share no column."""
    by_column: dict[int, list[int]] = {}
    for row, cells in scores.items():
        for column in cells:
            by_column.setdefault(column, []).append(row)
    left = {row for row, cells in scores.items() if cells}
    for start in scores:
        if start not in left:
            continue
        left.discard(start)
        group, todo = [start], [start]
        while todo:
            for column in scores[todo.pop()]:
                more = [row for row in by_column[column] if row in left]
                left.difference_update(more)
                group += more
                todo += more
        yield sorted(group)


def _cheapest(cost: Sequence[Sequence[float]]) -> list[int]:
    """For each row its column in the cheapest assignment; there are at least as many columns as rows."""
    rows, columns = len(cost), len(cost[0])
    u, v = [0.0] * (rows + 1), [0.0] * (columns + 1)  # what rows and columns are worth
    owner, before = [0] * (columns + 1), [0] * (columns + 1)  # numbers from 1, 0 is none
    for row in range(1, rows + 1):
        owner[0], column = row, 0
        least, done = [math.inf] * (columns + 1), [False] * (columns + 1)
        while owner[column]:
            done[column] = True
            here, step, after = owner[column], math.inf, 0
            for j in range(1, columns + 1):
                if done[j]:
                    continue
                if (reduced := cost[here - 1][j - 1] - u[here] - v[j]) < least[j]:
                    least[j], before[j] = reduced, column
                if least[j] < step:
                    step, after = least[j], j
            for j in range(columns + 1):
                if done[j]:
                    u[owner[j]] += step
                    v[j] -= step
                else:
                    least[j] -= step
            column = after
        while column:
            owner[column] = owner[before[column]]
            column = before[column]
    found = [0] * rows
    for column in range(1, columns + 1):
        if owner[column]:
            found[owner[column] - 1] = column - 1
    return found
