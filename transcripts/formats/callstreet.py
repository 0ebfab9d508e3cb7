"""``callstreet``: FactSet CallStreet's transcripts, text taken out of a PDF, in English.

A rule of dots parts the turns. Below it stand the name and, on the next line, title and firm with a Q or an A behind them
in the questions (on a line before the name, as some extractors have it); ``Operator:`` stands on the line of what he says.
Headers and footers stand inside the speech.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..model import BlockKind, Section
from ..names.label import parse_label
from ..names.shapes import is_latin_name
from ..names.words import TITLE_EN
from .base import Page, Piece, Script, Sniff
from .body import is_section, lay_out
from .listed import head_pieces, is_english, mended
from .running import running_lines
from .wraps import joined

_DOTS = "....."
_RULE = re.compile(r"\.{8,}$")
_INLINE = re.compile(r"([^\W\d_][\w.'’\-\s\u200b-\u200d]{2,40}?)\s?(?::\s+|：\s*)(?=\S)")  # Operator: Good morning
_TAG = re.compile(r"[QA]$")  # who asks and who answers, on a line before the name
_WIDEST = 180  # characters of a line with title and firm
_LONGEST_NAME = 60  # characters
_LONGEST = 16  # words of a title and a firm that end in a full stop
_LEAST = 2  # turns, from which a page is one
_DOTTED = "." * 60


class _Ruled(NamedTuple):
    """The lines of a page without its rules and headers, labels as one line each, and which lines are labels."""

    lines: list[str]
    starts: list[int]
    labels: list[int]
    tagged: int
    furniture: list[tuple[int, int]]
    above: list[tuple[str, int]]


class CallStreet:
    """Turns between rules of dots, title and firm below the name."""

    name = "callstreet"

    def sniff(self, page: Page) -> Sniff:
        ruled = _ruled(page)
        if ruled is None:
            return Sniff(0.0, ("no rules of dots part names with titles",))
        count = len(ruled.labels)
        return Sniff(0.98 - 0.5 ** min(count, 8), (f"{count} labels below rules of dots, {ruled.tagged} with Q or A",))

    def segment(self, page: Page) -> list[Piece]:
        ruled = _ruled(page)
        if ruled is None:
            return []
        pieces = joined(lay_out(ruled.lines, ruled.starts, ruled.labels), page.text)
        pieces += head_pieces(ruled.above)
        pieces += [(BlockKind.FURNITURE, start, end) for start, end in ruled.furniture]
        return sorted(pieces, key=lambda piece: piece[1])

    def render(self, script: Script) -> str:
        parts = [script.title or "", script.published or ""]
        section = None
        for turn in script.turns:
            if turn.section is not section and turn.section is not None:
                qa = turn.section is Section.QA
                parts.append("QUESTION AND ANSWER SECTION" if qa else "MANAGEMENT DISCUSSION SECTION")
            section = turn.section
            parts.append(_DOTTED)
            if parse_label(turn.label).role == "operator":
                parts.append(f"{turn.label}: {turn.paragraphs[0]}")
                parts += turn.paragraphs[1:]
            else:
                parts += [turn.label, *turn.paragraphs]
        return "\n\n".join([part for part in parts if part]) + "\n"


def share_ruled(page: Page) -> float:
    """How far a page has this layout, 0..1: what a format of names alone on their lines has no claim to."""
    return 0.0 if _ruled(page) is None else 1.0


def _ruled(page: Page) -> _Ruled | None:
    """The labels below the rules of a page; found once."""
    if "ruled" not in page.memo:
        page.memo["ruled"] = _find(page) if page.text.count(_DOTS * 3) >= _LEAST else None
    found: _Ruled | None = page.memo["ruled"]
    return found


def _find(page: Page) -> _Ruled | None:
    lines, starts, text = page.lines, page.starts, page.text
    rules = [i for i, line in enumerate(lines) if line[0] == "." and _RULE.match(line)]
    if len(rules) < _LEAST or not is_english(text):
        return None
    spared = {i + k for i, size in _label_sizes(lines) for k in range(size)}
    running = running_lines(lines, spared) - set(rules)
    off = running.union(rules)
    kept = [i for i in range(len(lines)) if i not in off]
    below: set[int] = set()  # the lines that a rule, or the name of a section, stands above
    at = 0
    for rule in rules:
        while at < len(kept) and kept[at] < rule:
            at += 1
        if at < len(kept):
            below.add(kept[at])
    known: set[str] = set()  # labels, which come back at the head of a page of paper
    found = _Ruled([], [], [], 0, [(starts[i], starts[i] + len(lines[i])) for i in sorted(off)], [])
    tagged = at = 0
    while at < len(kept):
        i = kept[at]
        start, line = starts[i], lines[i]
        size = 0
        inline = _INLINE.match(line) if i in below else None
        if inline is not None and _is_speaker(inline[1]):
            found.labels.append(len(found.lines))
            found.lines.extend([inline[1], line[inline.end() :]])
            found.starts.extend([start, start + inline.end()])
            at += 1
            continue
        if i in below and is_section(line):
            if at + 1 < len(kept):
                below.add(kept[at + 1])
        elif i in below:
            size = _label_lines([lines[n] for n in kept[at : at + 4]])
            known.add("\n".join([lines[n] for n in kept[at : at + size]]))
        else:
            size = next((k for k in (2, 3) if "\n".join([lines[n] for n in kept[at : at + k]]) in known), 0)
        if size:
            last = kept[at + size - 1]
            found.labels.append(len(found.lines))
            found.lines.append(text[start : starts[last] + len(lines[last])])
            tagged += _TAG.match(line) is not None or found.lines[-1][-2:] in (" Q", " A")
        else:
            found.lines.append(line)
        found.starts.append(start)
        at += max(1, size)
    if len(found.labels) < _LEAST:
        return None
    first = found.labels[0]
    above = list(zip(found.lines[:first], found.starts[:first], strict=True))
    return _Ruled(
        found.lines[first:],
        found.starts[first:],
        [i - first for i in found.labels],
        tagged,
        found.furniture,
        above,
    )


def _label_sizes(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where a name with its title on the next line stands, and how many lines that is."""
    for i, line in enumerate(lines):
        if len(line) <= _LONGEST_NAME and (size := _label_lines(lines[i : i + 4])) > 1:
            yield i, size


def _label_lines(lines: Sequence[str]) -> int:
    """How many of the lines below a rule are the label; 0 where none is."""
    tag = 1 if lines and _TAG.fullmatch(lines[0]) else 0
    if len(lines) <= tag + 1 or not _is_speaker(lines[tag]):
        return 0
    return tag + 1 + _is_beside(" ".join(lines[tag + 1].split()))


def _is_beside(line: str) -> bool:
    """Whether a line is the title and the firm of whoever the line before names."""
    if len(line) > _WIDEST:
        return False
    if line[-2:] in (" Q", " A"):
        return True
    if line[-1] in "?!" or not TITLE_EN.search(line):
        return False
    label = parse_label(f"Nora Hale\n{line}")
    return line[-1] != "." or (label.firm is not None and len(line.split()) <= _LONGEST)


def _is_speaker(text: str) -> bool:
    """Whether a line names a speaker, or says that nobody knows him."""
    if len(text) > _LONGEST_NAME:
        return False
    label = parse_label(mended(text))
    return label.role is not None if label.name is None else is_latin_name(label.name) and " " in label.name
