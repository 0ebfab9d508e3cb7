"""What each kind of evidence is worth: the numbers of ``weights.tsv``, read once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import attrs

from .. import weighing

TABLE = Path(__file__).with_name("weights.tsv")


@attrs.frozen(slots=True)
class Weights:
    """The weights by name, as the table says what each is; all on one scale, without a unit."""

    ordinal: float
    whole: float
    addressed: float
    not_addressed: float
    topic: float
    most_topics: float
    named: float
    handed: float
    stay: float
    stay_mid: float
    stay_sentence: float
    covers: float
    supplements: float
    next_in_turn: float
    next_turn_on: float
    next_turn_same: float
    skip: float
    back: float
    later_first: float
    together: float
    goes_on: float
    clear: float

    @classmethod
    def shipped(cls) -> Weights:
        """The weights of the table."""
        return _shipped()

    def without(self, kind: str) -> Weights:
        """These, with nothing for one kind of evidence (a word of the table's second column)."""
        return attrs.evolve(self, **{name: 0.0 for name, of, _, _ in weighing.rows(TABLE) if of == kind})


def kinds() -> tuple[str, ...]:
    """The kinds of evidence, in the order of the table; the bars are none."""
    return weighing.kinds(TABLE)


@lru_cache(maxsize=1)
def _shipped() -> Weights:
    return Weights(**{name: float(value) for name, _, value, _ in weighing.rows(TABLE)})
