"""How likely a speaker is one who asks, told by the shape of the dialogue alone.

No name, title or firm is looked at: what is, are question marks, the length of turns beside that of others, how far a
speaker's turns spread, who speaks after the operator, and how turns begin. A logistic model adds that up; its weights are
a table (``asking.tsv``), with a column for calls, where many ask little, and one for talks among the same few.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence, Set
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from .. import weighing
from ..model import Role, Section
from ..names.words import ENDS_WITH_A_NAME
from ..turns import Draft
from . import openings
from .person import Person

TABLE = Path(__file__).with_name("asking.tsv")
PLAIN = 1.0  # the shape of a turn from which it is a question, whoever speaks
_DIALOGUE, _SOME_TURNS = 0.75, 8  # share of turns that those have who speak all along, from which it is their dialogue
_ROUNDS = 3  # of looking at who speaks before and after
_KNOWN = {Role.ANALYST: 1.0, Role.INVESTOR: 1.0, Role.MEDIA: 1.0, Role.EXECUTIVE: 0.0}  # what a role that is known says
_WIDE = 16  # turns; on a shorter page nobody is far apart from himself
_MOST_MARKS = 3  # question marks of a turn that count
_HEAD, _TAIL = 70, 20  # characters


@lru_cache(maxsize=1)
def weights() -> tuple[dict[str, float], dict[str, float]]:
    """The weights of the table by the names of what they weigh, for calls and for dialogues; ``bias`` is added to all."""
    rows = weighing.rows(TABLE)
    return {row[0]: float(row[1]) for row in rows}, {row[0]: float(row[2]) for row in rows}


class Dialogue(NamedTuple):
    """What is told from: the turns, who speaks each, and what ``roles.shapes`` says of it.

    A turn of the ``operators`` is nobody's question or answer.
    """

    text: str
    drafts: Sequence[Draft]
    speaking: Sequence[Person]
    shape: Sequence[float | None]
    operators: Set[Person]


def likelihoods(page: Dialogue, of: Collection[Person], introduced: Set[Person]) -> dict[Person, float]:
    """How likely each of the persons ``of`` is one who asks, between 0 and 1.

    ``introduced`` are those whom the operator or a host hands a question to.
    """
    if not of:
        return {}
    among_few = is_among_few(page)
    table = weights()[among_few]
    traits = traits_of(page, of)
    alone = {  # what is told without the others
        person: table["bias"]
        + sum([table[name] * value for name, value in row.items()])
        + (table["introduced"] if person in introduced else 0.0)
        for person, row in traits.items()
    }
    # of few people, one who is never heard to ask does not
    few = among_few or len(page.drafts) < _SOME_TURNS
    silent = {p for p, row in traits.items() if few and not row["marks"] and row["asks"] < 0.5 and p not in introduced}
    found = {person: _KNOWN.get(person.role, 0.5) for person in page.speaking if person not in page.operators}
    before = {person: _beside(-1, person.turns, page) for person in of}
    after = {person: _beside(1, person.turns, page) for person in of}
    for _ in range(_ROUNDS):
        totals = {
            person: total
            + table["asked_before"] * _mean([found[page.speaking[i]] - 0.5 for i in before[person]])
            + table["asked_after"] * _mean([found[page.speaking[i]] - 0.5 for i in after[person]])
            for person, total in alone.items()
        }
        found |= {p: weighing.logistic(min(total, -1.0) if p in silent else total) for p, total in totals.items()}
    return {person: found[person] for person in of}


def is_among_few(page: Dialogue) -> bool:
    """Whether the same few speak all along, as in an interview: those who do have most of the turns."""
    turns = [person for person in page.speaking if person not in page.operators]
    constant = {p for p in turns if (p.turns[-1] - p.turns[0] + 1) * 2 >= len(page.speaking)}
    return len(turns) >= _SOME_TURNS and sum([person in constant for person in turns]) >= _DIALOGUE * len(turns)


def traits_of(page: Dialogue, of: Collection[Person]) -> dict[Person, dict[str, float]]:
    """What the model looks at, by the names of the table, for each of the persons ``of``."""
    text, drafts, speaking, shape, operators = page
    count = len(drafts)
    sizes = [max(1, sum([p.span[1] - p.span[0] for p in draft.said])) for draft in drafts]
    mean = sum(sizes) / count
    long = [math.log(size / mean) for size in sizes]
    hands_over = [_hands_over(text, draft) for draft in drafts]
    marks = [_marks(text, draft) - hands for draft, hands in zip(drafts, hands_over, strict=True)]
    first = next(
        (i for i, s in enumerate(shape) if s is not None and s > PLAIN and speaking[i] not in operators), count
    )
    found = {}
    for person in of:
        turns = person.turns
        heads = [_head(text, drafts[i]) for i in turns]
        spread = turns[-1] - turns[0] + 1
        before = _beside(-1, turns, page)
        after = _beside(1, turns, page)
        called = turns[0] > 0 and speaking[turns[0] - 1] in operators
        found[person] = {
            "marks": _mean([min(marks[i], _MOST_MARKS) for i in turns]),
            "ends": _mean([_ends_marked(text, drafts[i]) and not hands_over[i] for i in turns]),
            "size": _mean([long[i] for i in turns]),
            "longest": max([long[i] for i in turns]),
            "asks": _mean([openings.ASKS.search(head) is not None for head in heads]),
            "answers": _mean([openings.ANSWERS.search(head) is not None for head in heads]),
            "early": float(turns[0] < first),
            "prepared": float(any(drafts[i].section is Section.PREPARED for i in turns)),
            "spread": (spread - 1) / max(count, _WIDE),
            "density": len(turns) / spread if len(turns) > 1 else 0.5,
            "size_after": _mean([long[i] for i in after]),
            "marks_beside": _mean([min(marks[i], _MOST_MARKS) for i in (*before, *after)]),
            "steady": _mean([marks[i] > 0 for i in turns]) * spread / count,
            "part": len(turns) / count,
            "called": (1.0 if called else -1.0) if operators else 0.0,
        }
    return found


def _marks(text: str, draft: Draft) -> int:
    start, end = draft.said[0].span.start, draft.said[-1].span.end
    return text.count("?", start, end) + text.count("？", start, end)


def _hands_over(text: str, draft: Draft) -> bool:
    """Whether a turn ends in somebody's name and a mark (西奥？)."""
    end = draft.said[-1].span.end
    return ENDS_WITH_A_NAME.search(text, max(draft.said[0].span.start, end - _TAIL), end) is not None


def _head(text: str, draft: Draft) -> str:
    start, end = draft.said[0].span.start, draft.said[-1].span.end
    return text[start : min(end, start + _HEAD)]


def _ends_marked(text: str, draft: Draft) -> bool:
    """Whether a question mark stands at the end of a turn."""
    end = draft.said[-1].span.end
    tail = text[max(draft.said[0].span.start, end - _TAIL) : end]
    return "?" in tail or "？" in tail


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _beside(step: int, turns: Sequence[int], page: Dialogue) -> list[int]:
    """The turns of others next to those of one person."""
    speaking = page.speaking
    found = [i + step for i in turns if 0 <= i + step < len(speaking)]
    return [j for j in found if speaking[j] is not speaking[j - step] and speaking[j] not in page.operators]
