"""Evidence that is added up: the tables its weights stand in, and what a sum of them says."""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path

_MOST = 30.0  # beyond, a sum says no more than it does here


@lru_cache(maxsize=8)
def rows(table: Path) -> tuple[tuple[str, ...], ...]:
    """The cells of a table, a row a line: separated by tabs; empty lines and those that begin with # are none."""
    lines = [line for line in table.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return tuple([tuple(line.split("\t")) for line in lines])


@lru_cache(maxsize=8)
def kinds(table: Path) -> tuple[str, ...]:
    """The kinds of evidence of a table whose second column they are, in its order; bars and biases are none."""
    return tuple(dict.fromkeys([row[1] for row in rows(table) if row[1] != "bars"]))


def logistic(total: float) -> float:
    """How likely what the sum of the evidence speaks for is, between 0 and 1.

    >>> logistic(0.0), round(logistic(2.0), 2)
    (0.5, 0.88)
    """
    return 1.0 / (1.0 + math.exp(-max(-_MOST, min(_MOST, total))))
