"""Headers and footers that come back on every page of paper: what text out of a PDF has inside its sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set

# A line that only the foot or the head of a page has: its number, rights, an address.
_ANCHOR = re.compile(
    r"(?:[Pp]age\s)?\d{1,3}(?:\s?(?:of|/)\s?\d{1,3})?$|(?:Page\s\d{1,3}\s)"
    r"|.{0,60}(?:Copyright|©|\(c\)\s?\d{4}|[Aa]ll [Rr]ights [Rr]eserved)|(?:.{0,60}\s)?(?:https?://|www\.)\S+"
)
_DIGITS = re.compile(r"\d+")
_LONGEST = 240  # characters of such a line
_LEAST = 3  # times that it comes back
_SENTENCE = 80  # characters of a sentence that may come back word for word
_REACH = 6  # lines beside an anchor that may be of the same header or footer
_SHARE = 0.4  # of the pages on which such a line stands


def _is_said(line: str) -> bool:
    """Whether a line ends as a short sentence does, and no header: Thank you."""
    return line[-1] in "?!." and len(line) <= _SENTENCE and _ANCHOR.match(line) is None


def running_lines(lines: Sequence[str], spared: Set[int] = frozenset()) -> set[int]:
    """Which lines are headers and footers: page numbers, rights, and what comes back beside them and nowhere else.

    ``spared`` are lines that are none whatever stands beside them: labels at the head of a page.
    """
    keys = [_DIGITS.sub("#", line) if len(line) <= _LONGEST and not _is_said(line) else "" for line in lines]
    counts = Counter(keys)
    anchors = [
        i
        for i, line in enumerate(lines)
        if i not in spared and keys[i] and counts[keys[i]] >= _LEAST and _ANCHOR.match(line)
    ]
    if not anchors:
        return set()
    pages = max(counts[keys[i]] for i in anchors)
    found = set(anchors)
    near: Counter[str] = Counter()
    beside = {i for at in anchors for i in range(max(0, at - _REACH), min(len(lines), at + _REACH + 1))}
    for i in beside:
        near[keys[i]] += 1
    again = {
        key for key, times in near.items() if key and times >= max(_LEAST, _SHARE * pages) and times >= counts[key] - 2
    }
    for step in (1, -1):
        for at in anchors:
            i = at + step
            while (
                0 <= i < len(lines) and abs(i - at) <= _REACH and i not in spared and (keys[i] in again or i in found)
            ):
                found.add(i)
                i += step
    return found
