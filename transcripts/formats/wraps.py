"""Lines that end where the page was full, not where a sentence does: text taken out of a PDF."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model import BlockKind
from ..names.words import TRANSLITERATING
from .base import CONTINUED, Piece

WRAP = range(16, 121)  # characters a wrapped line may have
SENTENCE_ENDS = frozenset("。！？!?….”」』）)】]")
_STOPS = frozenset("。！？!?.")
_LINE_ENDS = SENTENCE_ENDS | frozenset("；;：:*")  # how a line ends that no page's edge has cut
_WIDE = re.compile(r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]")


def breaks_off(text: str, before: int, after: int) -> bool:
    """Whether the sentence of a line that ends at ``before`` goes on at ``after``; 塔维.⏎洛林特 does, behind its interpunct."""
    if text[before - 1] not in SENTENCE_ENDS:
        return True
    return text[before - 1] == "." and text[before - 2] in TRANSLITERATING and text[after] in TRANSLITERATING


def wrapped(lines: Sequence[str]) -> float:
    """The share of full lines that do not end where a sentence does: next to none, unless the page is hard-wrapped."""
    sizes = sorted([len(line) for line in lines if len(line) in WRAP])
    if len(sizes) < 6 or len(sizes) * 3 < len(lines):
        return 0.0
    full = [line for line in lines if len(line) >= 0.8 * sizes[len(sizes) * 9 // 10]]
    if not full or len(max(lines, key=len)) > 2 * max(WRAP):
        return 0.0
    return sum([line[-1] not in _LINE_ENDS for line in full]) / len(full)


def paged(lines: Sequence[str]) -> bool:
    """Whether page numbers count through the lines: 318, 319, 320."""
    numbers = [int(line) for line in lines if len(line) <= 4 and line.isascii() and line.isdigit()]
    return len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def columns(text: str) -> int:
    """How wide a text is where Chinese characters are twice as wide as Latin ones."""
    return len(text) + len(_WIDE.findall(text))


def spaced(before: str, after: str) -> bool:
    """Whether a wrap between two characters stands for a space: between words of a Latin script, not before a comma."""
    return before.isascii() and after.isascii() and after not in ",.;:!?)]}%"


def page_footers(lines: Sequence[str]) -> list[int]:
    """Page numbers, and the lines beside them that come back on other pages and nowhere else: footers and headers."""
    numbers = {i for i, line in enumerate(lines) if len(line) <= 12 and line.strip("-–—·第页共 /").isdigit()}
    if not numbers:
        return []
    places: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        if line[-1] in ":：":
            continue  # a label alone on its line
        places.setdefault(line, []).append(i)
    beside = {i for n in numbers for i in (n - 2, n - 1, n + 1, n + 2) if 0 <= i < len(lines)}
    # what ends as a sentence was said at the edge of a page by chance (谢谢。), unless every other page has it
    often = max(3, (len(numbers) + 1) // 2)
    running = [
        at
        for line in {lines[i] for i in beside}
        if len(at := places.get(line, [])) > 1 and (len(at) >= often or line[-1] not in _STOPS)
    ]
    return sorted(numbers.union(*[at for at in running if beside.issuperset(at)]))


def joined(pieces: Sequence[Piece], text: str) -> list[Piece]:
    """The pieces, with speech continued where the line before stops short of a sentence's end."""
    found: list[Piece] = []
    before: int | None = None  # where the line of speech before ends
    for kind, start, end in pieces:
        if kind is BlockKind.SPEECH and before is not None and breaks_off(text, before, start):
            if spaced(text[before - 1], text[start]):
                # words of a Latin script keep the white space of the wrap between them
                found[-1] = (found[-1][0], found[-1][1], before + 1)
            found.append((CONTINUED, start, end))
        else:
            found.append((kind, start, end))
        before = end if kind is BlockKind.SPEECH else None
    return found
