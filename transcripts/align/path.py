"""One path through two sequences, in order: who stands beside whom, who alone, who with several.

The best path by dynamic programming, kept near places that are sure, so that two long calls cost little more than the
sum of their lengths.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

_WIDE = 16  # columns beside the straight way that are looked at where nothing is sure
_SLACK = 3  # how far from a place that is sure the path may pass: a merge or two
_NEVER = float("-inf")


class Step(NamedTuple):
    """What stands beside each other: rows ``i`` to ``i2`` and columns ``j`` to ``j2``, half-open; one side may be empty."""

    i: int
    i2: int
    j: int
    j2: int


def best_path(
    rows: int,
    columns: int,
    fit: Callable[[int, int], float],
    several: Callable[[int, int, float], Iterable[tuple[int, int, float]]],
    alone: tuple[Sequence[float], Sequence[float]],
    sure: Iterable[tuple[int, int]] = (),
    slack: int = _SLACK,
) -> tuple[list[Step], float]:
    """The best path from the head of both sequences to their ends, and what speaks for it.

    ``fit(i, j)`` is what speaks for row ``i`` beside column ``j``; ``several(i, j, points)`` are the ends ``(i2, j2)`` of links
    that begin there and hold more, with what speaks for each, where ``points`` speak for one beside one; ``alone`` is what
    each row and each column is worth by itself (negative); ``sure`` are places near which the path passes, in order, and
    ``slack`` how many columns off.
    """
    low, high = _band(rows, columns, sure, slack)
    scores = [[_NEVER] * (high[i] - low[i] + 1) for i in range(rows + 1)]
    back: list[list[tuple[int, int]]] = [[(0, 0)] * len(row) for row in scores]
    scores[0][0] = 0.0
    by_row, by_column = alone
    for i in range(rows + 1):
        first, last, row, came = low[i], high[i], scores[i], back[i]
        if i < rows:
            below, under, start, end = scores[i + 1], back[i + 1], low[i + 1], high[i + 1]
        for j in range(first, last + 1):
            here = row[j - first]
            if here == _NEVER:
                continue
            if j < last and row[j + 1 - first] < here + by_column[j]:
                row[j + 1 - first], came[j + 1 - first] = here + by_column[j], (0, 1)
            if i == rows:
                continue
            if start <= j <= end and below[j - start] < here + by_row[i]:
                below[j - start], under[j - start] = here + by_row[i], (1, 0)
            if j == columns:
                continue
            one = fit(i, j)
            if start <= j + 1 <= end and below[j + 1 - start] < here + one:
                below[j + 1 - start], under[j + 1 - start] = here + one, (1, 1)
            for i2, j2, points in several(i, j, one):
                if low[i2] <= j2 <= high[i2] and scores[i2][j2 - low[i2]] < here + points:
                    scores[i2][j2 - low[i2]], back[i2][j2 - low[i2]] = here + points, (i2 - i, j2 - j)
    steps = []
    i, j = rows, columns
    while i or j:
        down, right = back[i][j - low[i]]
        steps.append(Step(i - down, i, j - right, j))
        i, j = i - down, j - right
    return steps[::-1], scores[rows][columns - low[rows]]


def in_order(places: Iterable[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Of places ``(i, j, weight)``, no two in one row or column, the heaviest that are in order in both."""
    found = sorted(places)
    tops: list[tuple[int, float, int]] = []  # (j, weight of the best chain that ends there, its place), both rising
    before: list[int] = []
    for n, (_, j, weight) in enumerate(found):
        at = bisect_left(tops, (j, _NEVER, 0))
        total, last = (tops[at - 1][1], tops[at - 1][2]) if at else (0.0, -1)
        before.append(last)
        chain = (j, total + weight, n)
        end = at
        while end < len(tops) and tops[end][1] <= chain[1]:
            end += 1
        if at == len(tops) or end > at or tops[at][0] > j:
            tops[at:end] = [chain]
    chain_at = tops[-1][2] if tops else -1
    kept = []
    while chain_at >= 0:
        kept.append(found[chain_at][:2])
        chain_at = before[chain_at]
    return kept[::-1]


def _band(rows: int, columns: int, sure: Iterable[tuple[int, int]], slack: int) -> tuple[list[int], list[int]]:
    """The first and the last column that the path may touch in each row."""
    places = [(0, 0), *sure, (rows, columns)]
    low, high = [columns] * (rows + 1), [0] * (rows + 1)
    for (i, j), (i2, j2) in pairwise(places):
        for row in range(i, i2 + 1):
            straight = j + (j2 - j) * (row - i) // (i2 - i) if i2 > i else j
            low[row] = min(low[row], max(0, j - slack, straight - _WIDE))
            high[row] = max(high[row], min(columns, j2 + slack, straight + _WIDE))
    low[0], high[rows] = 0, columns
    for row in range(1, rows + 1):  # neighbours must touch
        high[row] = max(high[row], high[row - 1])
    for row in range(rows - 1, -1, -1):
        low[row] = min(low[row], low[row + 1])
    return low, high
