"""Which paragraph of a turn is which of the turn in the original."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from itertools import accumulate

from ..model import Paragraph
from .links import ParagraphLink
from .passages import Passages
from .path import Step, best_path

_ALONE = -1.8  # what a paragraph without a counterpart costs
_MERGE = -1.0  # for each paragraph more than one on a side
_FEW = 36  # pairs of paragraphs that are all looked at
_NEAR, _NEARER = 2, 8  # how many paragraphs off, and of how many one more, the rendering of one may stand
_GOOD = 0.5  # what speaks for one beside one, from which no more are looked at
_CROSSED = ((2, 2), (2, 3), (3, 2))  # several beside several: paragraphs that are cut at other places


def paragraph_links(
    chinese: Sequence[Paragraph], english: Sequence[Paragraph], said: Sequence[Set[str]], original: Sequence[Set[str]]
) -> tuple[ParagraphLink, ...]:
    """The paragraphs of turns that are beside each other, in links; ``said`` and ``original`` are their words."""
    if len(chinese) == 1 or len(english) == 1:
        return (ParagraphLink(chinese=tuple(chinese), english=tuple(english)),)
    steps, _ = _path(chinese, english, said, original)
    return tuple([ParagraphLink(chinese=tuple(chinese[i:i2]), english=tuple(english[j:j2])) for i, i2, j, j2 in steps])


def paragraphs_fit(
    chinese: Sequence[Paragraph], english: Sequence[Paragraph], said: Sequence[Set[str]], original: Sequence[Set[str]]
) -> float:
    """What speaks for all of these paragraphs beside each other, about in nats."""
    return _path(chinese, english, said, original)[1]


def _path(
    chinese: Sequence[Paragraph], english: Sequence[Paragraph], said: Sequence[Set[str]], original: Sequence[Set[str]]
) -> tuple[list[Step], float]:
    sizes, lengths = [size((p,)) for p in chinese], [size((p,)) for p in english]
    passages = Passages(said, original, sizes, lengths)
    passages.ratio = math.log(sum(lengths) / sum(sizes))

    def several(i: int, j: int, points: float) -> Iterator[tuple[int, int, float]]:
        if points > _GOOD:
            return
        crossed = [(i + down, j + right) for down, right in _CROSSED]
        ends = [*passages.more(i, j), *[(i2, j2) for i2, j2 in crossed if i2 <= len(sizes) and j2 <= len(lengths)]]
        for i2, j2 in ends:
            yield i2, j2, passages.several(i, i2, j, j2) + _MERGE * (i2 - i + j2 - j - 2)

    alone = [_ALONE] * len(chinese), [_ALONE] * len(english)
    near = _by_length(sizes, lengths) if len(sizes) * len(lengths) > _FEW else []
    slack = _NEAR + max(len(sizes), len(lengths)) // _NEARER
    return best_path(len(chinese), len(english), passages.one, several, alone, near, slack)


def _by_length(sizes: Sequence[int], lengths: Sequence[int]) -> list[tuple[int, int]]:
    """Where each paragraph would begin in the original if all of it was rendered at one length."""
    ends = list(accumulate(lengths))
    share = ends[-1] / sum(sizes)
    begins = accumulate(sizes[:-1])
    return [(i, bisect_left(ends, begin * share)) for i, begin in enumerate(begins, 1)]


def size(paragraphs: Sequence[Paragraph]) -> int:
    """Characters of some paragraphs, at least one."""
    return max(1, sum([end - start for p in paragraphs for start, end in p.pieces]))
