"""What speaks for passages of a translation beside passages of its original: shared words and lengths.

The same for turns and for the paragraphs in them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence, Set
from itertools import accumulate

from .shared import Shared

LETTERS = 3.2  # letters of English to a Chinese character, where nothing on the page tells
_SAME_WORD, _OTHER_WORD = 0.6, -0.2  # for what is shared, and for what one of both has alone
_MOST, _LEAST = 9.0, -3.0  # what words say at most
# Of the logarithm of how much longer the original is, and more of it for short passages, which are rendered freely.
_SPREAD, _SPREAD_OF_SHORT = 0.42, 1.6
_FITS, _LONGEST_MISFIT = 0.5, -4.0  # what the lengths say
_OFF = 0.3  # how far, of that logarithm, lengths must be off for one side to be more than a passage
_MOST_OF_ONE = 4  # passages of one side beside one of the other


class Passages:
    """Passages of two languages with their words and sizes, and how much longer the original is, as a logarithm."""

    __slots__ = ("_apart", "_lengths", "_logs", "_sizes", "_spreads", "ratio", "shared")

    def __init__(
        self, chinese: Sequence[Set[str]], english: Sequence[Set[str]], sizes: Sequence[int], lengths: Sequence[int]
    ) -> None:
        self.shared = Shared(chinese, english)
        self.ratio = math.log(LETTERS)
        self._logs = list(map(math.log, sizes)), list(map(math.log, lengths))
        self._spreads = list(map(_spread, sizes))
        # sums up to each passage
        self._sizes, self._lengths = list(accumulate(sizes, initial=0)), list(accumulate(lengths, initial=0))
        self._apart = (
            list(accumulate(self.shared.chinese, initial=0.0)),
            list(accumulate(self.shared.english, initial=0.0)),
        )

    def one(self, i: int, j: int) -> float:
        """What speaks for passage ``i`` beside ``j``, about in nats."""
        shared = self.shared
        weight = shared.cells.get(i * shared.width + j, 0.0)
        off = (self._logs[1][j] - self._logs[0][i] - self.ratio) / self._spreads[i]
        return _points(weight, shared.chinese[i] + shared.english[j], off)

    def several(self, i: int, i2: int, j: int, j2: int) -> float:
        """The same for passages ``i:i2`` beside ``j:j2``."""
        cells, width = self.shared.cells, self.shared.width
        weight = 0.0
        for row in range(i * width, i2 * width, width):
            for cell in range(row + j, row + j2):
                if cell in cells:
                    weight += cells[cell]
        chinese, english = self._apart
        size = self._sizes[i2] - self._sizes[i]
        off = (math.log((self._lengths[j2] - self._lengths[j]) / size) - self.ratio) / _spread(size)
        return _points(weight, chinese[i2] - chinese[i] + english[j2] - english[j], off)

    def more(self, i: int, j: int) -> Iterator[tuple[int, int]]:
        """The ends of links of one to several from there, where the lengths of one to one are off."""
        off = self._logs[1][j] - self._logs[0][i] - self.ratio
        if off < -_OFF:
            for j2 in range(j + 2, min(j + _MOST_OF_ONE, len(self._logs[1])) + 1):
                yield i + 1, j2
        elif off > _OFF:
            for i2 in range(i + 2, min(i + _MOST_OF_ONE, len(self._logs[0])) + 1):
                yield i2, j + 1


def _points(weight: float, of_both: float, off: float) -> float:
    """What shared words of a weight say, of all that both sides have, and how far ``off`` the lengths are, in spreads."""
    apart = of_both - 2 * weight
    words = _SAME_WORD * weight + (_OTHER_WORD * apart if apart > 0 else 0.0)
    return max(_LEAST, min(_MOST, words)) + max(_LONGEST_MISFIT, _FITS - 0.5 * off * off)


def _spread(size: int) -> float:
    return _SPREAD + _SPREAD_OF_SHORT / math.sqrt(size)
