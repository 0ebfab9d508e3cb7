"""Questions and answers out of turns and speakers alone, whatever page they stood on."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import QAPair, Speaker, Turn
from .declines import declined
from .exchanges import ASKERS, exchanges
from .links import link
from .parts import Reading
from .weights import Weights

__all__ = ["ASKERS", "pair_up"]


def pair_up(
    turns: Sequence[Turn], speakers: Sequence[Speaker], text: str, weights: Weights | None = None
) -> tuple[QAPair, ...]:
    """The pairs of a call, in order: what each asker asks in one go, in parts, and who answers which part.

    ``text`` is the page, or its simplified twin of the same length: what is reasoned on. ``weights`` are what evidence is
    worth, the shipped ones where None.
    """
    reading = Reading(text, speakers, frozenset([turn.label_span[0] for turn in turns]))
    pairs = []
    for index, found in enumerate(exchanges(turns, reading)):
        answers = link(found.answers, found.questions, reading, weights)
        pairs.append(
            QAPair(
                index=index,
                asker=found.asker,
                question_turns=tuple(found.turns),
                questions=found.questions,
                answers=answers,
                follows=found.follows,
                declined=declined(answers, text),
            )
        )
    return tuple(pairs)
