"""The paragraphs of printed pages, a line each: which line goes on in the next one is told by where the two stand.

Nothing is joined on a guess: what has no place, or stands as no paragraph does, stays the line that was printed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from statistics import median
from typing import NamedTuple

_CJK = "\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
_OF_CJK = re.compile(f"[{_CJK}]")
_QUOTES = "“”‘’"  # are of both scripts
_CLOSES = "”’，。、：；？！）》」』】〉…"  # what no line begins with
# What a line had to hold for the next to begin behind it: a Chinese character, or the word of a Latin script.
_FIRST = re.compile(rf"[“‘（《「『【〈]*(?:[{_CJK}]|[^\s\-{_CJK}{_CLOSES}]*-?)[{_CLOSES}]*")
_SENTENCE_END = re.compile(r"[。！？!?….）)】\]][”’」』]*$")  # a bracket, because labels end in one
_NUMBER = re.compile(r"\W*(?:第|Page)?\s*\d+\s*(?:页?\W*(?:of|共)?\s*\d*\s*页?)\W*")
_LONGEST_NUMBER = 24  # characters: 第 12 页 共 120 页
_DIGITS = re.compile(r"\d+")
_SMALL = 0.9  # of the usual size, from which a line is small print
_EDGE = 3  # lines at the top and at the foot of a page among which its header and its footer are

# In sizes of the font, which for a Chinese character is its width.
_SLACK = 0.3  # by which a line may be longer than its column
_INDENT, _WIDEST = 0.5, 6.0  # how far in a paragraph may begin
_NEAR = 1.5  # of the right margin, where the longest lines end
_GAP = 0.3  # above a paragraph, beyond the usual distance of two lines
_FAR = 4.0  # and what is as far from the line above does not follow it

_LEAST = 3  # lines that make a margin, or a habit
_HABIT = 0.9  # share of the paragraphs that have what shows where they begin


class Place(NamedTuple):
    """Where a line stands on its page, in points; ``word`` is how wide its first word is, or its first character."""

    left: float
    right: float
    base: float
    size: float
    word: float

    @property
    def column(self) -> int:
        """Where the line begins, in whole points: what stands below each other begins at the same."""
        return round(self.left)


class Line(NamedTuple):
    """A line as it is printed, without white space around it; a ``tail`` goes on behind the hyphen of the line before."""

    text: str
    place: Place | None
    tail: bool = False


class _Step(NamedTuple):
    """From a line to the next one, in sizes of their font: how far down, and how far in."""

    before: Line
    after: Line
    above: Place
    below: Place
    down: float
    aside: float


class _Layout(NamedTuple):
    """How a document shows its paragraphs."""

    margins: dict[int, float]  # the right margin of the column that begins here
    indents: Set[int]  # where first lines begin, if not with the others
    farthest: float  # from a line to the next of its paragraph, in sizes of the font
    marked: bool  # whether a gap or an indent shows where every paragraph begins


def first_word(text: str) -> int:
    """How many characters of a line could not be divided from its first one."""
    found = _FIRST.match(text)
    return max(1, found.end() if found is not None else 1)


def joined(pages: Sequence[Sequence[Line]]) -> list[list[str]]:
    """The lines of the pages, those of a paragraph as one; it stands on the page where it begins."""
    running = _running(pages)
    layout = _layout([step for page in pages for step in _steps(page, running)])
    goes_on: set[int] = set()
    if layout is not None:
        goes_on.update(id(step.after) for page in pages for step in _steps(page, running) if _goes_on(step, layout))
        goes_on.update(id(step.after) for step in _turned(pages, running) if _goes_over(step, layout))
    found: list[list[list[str]]] = []
    bits: list[str] = []  # of the paragraph of the line before
    before = ""
    for page in pages:
        found.append([])
        for line in page:
            if bits and (line.tail or id(line) in goes_on):
                bits += [line.text] if line.tail or not _spaced(before, line.text) else [" ", line.text]
            else:
                bits = [line.text]
                found[-1].append(bits)
            before = line.text
    return [["".join(bits) for bits in page] for page in found]


def _spaced(before: str, after: str) -> bool:
    """Whether the end of a line stands for a space, as it does between words of a Latin script."""
    last, first = before.rstrip(_QUOTES)[-1:], after.lstrip(_QUOTES)[:1]
    return _OF_CJK.search(last + first) is None and last not in "-—/" and first not in ",.;:!?)]}%"


# --- what stands at the edges of a page ---------------------------------------------------------------------------


def without_small_print(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without headers and footers that are printed smaller than the rest, as browsers print the address.

    They come back, but for numbers in them, at the same height of every other page. What is as large as the rest
    stays: it may be said, and where a book has its number and its name is for the formats to see.
    """
    sizes = sorted([line.place.size for page in pages for line in page if line.place])
    if not sizes:
        return [[*page] for page in pages]
    small = _SMALL * sizes[len(sizes) // 2]
    times = Counter(print_ for page in pages for print_ in {_small_print(line, small) for line in page})
    often = max(2, (len(pages) + 1) // 2)
    return [
        [line for line in page if (print_ := _small_print(line, small)) is None or times[print_] < often]
        for page in pages
    ]


def _small_print(line: Line, small: float) -> tuple[str, int] | None:
    """What a line that is printed small says, but for its numbers, and at what height; None for any other."""
    if line.place is None or line.place.size > small:
        return None
    return _DIGITS.sub("#", line.text), round(line.place.base)


def _running(pages: Sequence[Sequence[Line]]) -> set[int]:
    """The lines, by ``id``, that number a page or come back at the top or the foot of another."""
    edges = [[line for line in (*page[:_EDGE], *page[_EDGE:][-_EDGE:]) if line.text] for page in pages]
    pages_with = Counter(key for lines in edges for key in {_DIGITS.sub("#", line.text) for line in lines})
    return {
        id(line)
        for lines in edges
        for line in lines
        if pages_with[_DIGITS.sub("#", line.text)] > 1
        or (len(line.text) <= _LONGEST_NUMBER and _NUMBER.fullmatch(line.text))
    }


def _steps(page: Sequence[Line], running: Set[int]) -> Iterator[_Step]:
    """Each line with the next, where the two stand one below the other."""
    for before, after in pairwise(page):
        step = _step(before, after, running)
        if step is not None and 0.5 < step.down < _FAR:
            yield step


def _turned(pages: Sequence[Sequence[Line]], running: Set[int]) -> Iterator[_Step]:
    """The last line of each page with the first of the next one."""
    for page, following in pairwise([page for page in pages if page]):
        step = _step(page[-1], following[0], running)
        if step is not None and step.down < 0:
            yield step


def _step(before: Line, after: Line, running: Set[int]) -> _Step | None:
    """From a line to another, where both are text, of one size and of one column."""
    above, below = before.place, after.place
    if above is None or below is None or id(before) in running or id(after) in running:
        return None
    size = below.size
    down, aside = (above.base - below.base) / size, (below.left - above.left) / size
    if abs(above.size - size) > 0.05 * size or abs(aside) > _WIDEST:
        return None
    return _Step(before, after, above, below, down, aside)


# --- how the document is laid out ---------------------------------------------------------------------------------


def _layout(steps: Sequence[_Step]) -> _Layout | None:
    """What the lines of a document have in common; None where no paragraph seems to have two."""
    margins = _margins(steps)
    full = [step for step in steps if step.aside <= _INDENT and _is_full(step, margins)]
    inside = [step for step in full if not _ends(step)]
    falls = Counter(step.above.column for step in inside if step.aside < -_INDENT)
    stays = Counter(step.above.column for step in inside if step.aside >= -_INDENT)
    indents = {column for column, times in falls.items() if times > stays[column]}
    usual = Counter(round(step.down, 1) for step in inside if step.below.column not in indents)
    if not usual:
        return None
    leading = max(usual, key=lambda down: (usual[down], -down))
    begun = [step for step in steps if _ends(step) and not _is_full(step, margins)]
    gaps = sorted([step.down for step in begun if step.down > leading + _GAP])
    # lines in two scripts are not all as far from each other, so the line is drawn between the leading and small gaps
    farthest = leading + _GAP if len(gaps) * 2 < len(begun) or not gaps else (leading + gaps[len(gaps) // 8]) / 2
    marked = sum([step.down > farthest or step.aside > _INDENT or step.below.column in indents for step in begun])
    return _Layout(margins, indents, farthest, marked >= max(_LEAST, _HABIT * len(begun)))


def _margins(steps: Sequence[_Step]) -> dict[int, float]:
    """Where the columns end that begin at these places: where most of their longest lines do."""
    rights: defaultdict[int, list[float]] = defaultdict(list)
    for step in steps:
        rights[step.below.column].append(step.below.right)
        rights[step.below.column if step.aside < -_INDENT else step.above.column].append(step.above.right)
    near = _NEAR * median([step.below.size for step in steps]) if steps else 0.0
    return {column: margin for column, ends in rights.items() if (margin := _margin(sorted(ends), near)) is not None}


def _margin(ends: Sequence[float], near: float) -> float | None:
    for n in range(len(ends) - 1, _LEAST - 2, -1):
        if ends[n] - ends[n - _LEAST + 1] <= near:
            places = Counter(round(end) for end in ends[: n + 1] if end > ends[n] - near)
            return float(max(places, key=lambda place: (places[place], place)))
    return None


def _is_full(step: _Step, margins: dict[int, float]) -> bool:
    """Whether the first word of the next line had no room in this one."""
    margin = margins.get(step.below.column)
    if margin is None:
        return False
    space = 0.2 if _spaced(step.before.text, step.after.text) else 0.0
    return step.above.right + step.below.word + (space + _SLACK) * step.below.size > margin


def _ends(step: _Step) -> bool:
    return _SENTENCE_END.search(step.before.text, max(0, len(step.before.text) - 4)) is not None


def _goes_on(step: _Step, layout: _Layout) -> bool:
    """Whether a line goes on in the one below."""
    return (
        step.aside <= _INDENT
        and step.below.column not in layout.indents
        and step.down <= layout.farthest
        and (layout.marked or not _ends(step))
        and _is_full(step, layout.margins)
    )


def _goes_over(step: _Step, layout: _Layout) -> bool:
    """Whether the last line of a page goes on at the top of the next one, where no gap would be seen."""
    return (
        step.aside <= _INDENT
        and step.below.column not in layout.indents
        and not _ends(step)
        and _is_full(step, layout.margins)
    )
