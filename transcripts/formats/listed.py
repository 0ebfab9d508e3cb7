"""Labels of English pages that list their participants at the head: Seeking Alpha, FactSet, S&P Capital IQ, StreetEvents.

Who is listed is a label wherever the name stands on a line of its own, alone or with title and firm behind it or on the
next line. Who is not listed is judged as on any page. Which of the layouts a page has, the formats say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import NamedTuple

from ..fold import HAN, INVISIBLE, fold
from ..model import BlockKind
from ..names.firms import canonical_firm
from ..names.label import parse_label
from ..names.shapes import is_latin_name
from ..names.words import TITLE_EN
from .alone import Alone, alone_in
from .base import Page, Piece
from .body import is_section, lay_out
from .evidence import ABBREVIATED, LONGEST_LABEL, SPEECH_ENDS
from .running import running_lines
from .wraps import joined

# What heads a list, and what of a line may follow it; Participiants is how StreetEvents spells it.
_HEAD = re.compile(
    r"(?i:(?:company|corporate|conference call|call|other|earnings call)?\s?partici?pi?ants|executives?|analysts?"
    r"|company representatives|management)(?:\s*[-–—:]?\s*|\s[A-Z][a-z]+\s+\d{1,2},\s\d{4}.*)$"
)
_FEW_LISTED = 1  # names, from which a list is one
_HIGH = 160  # lines from the head of a page in which the first list begins
_RULE = re.compile(r"(?:[-=_*~•]\s?){5,}$|\.{5,}$|(?:\.\s){5,}\.?$")
_RULES = frozenset("-=_*~.•")
_LONGEST_HEAD = 60  # characters of what heads a list
_LEAST_WORDS = 2  # of a listed name
_OF_FIRM = re.compile(
    r"[,&]|\b(?:Inc|LLC|L\.?L\.?C|LP|Ltd|Corp|Co|Company|Group|Capital|Securities|Bank|Partners|Research|Division|Markets|Advisors"
    r"|Management|Associates|Holdings|Asset|Investments?|Financial|Equit(?:y|ies)|Brokers?|Limited|Fund|AG|SA|PLC|plc)\b"
)
_CUT = re.compile(r"\s[-–—]{1,2}\s|\s[-–—](?=[A-Z])|,\s")
_CAPITAL = r"(?:[A-Z&(][\w.,'’&()/-]*|of|and|the|for|de|du)"
# A label with a full stop or comma behind the firm, no word of which is a sentence's.
_IN_CAPITALS = re.compile(rf"[^-–—]{{3,40}}\s[-–—]{{1,2}}\s?{_CAPITAL}(?:\s{_CAPITAL}){{0,11}}\s?")
_STREETEVENTS = ("StreetEvents", "STREETEVENTS", "FD (Fair Disclosure) Wire", "FD Wire")  # who prints that layout
_CAPITAL_IQ = ("S&P Global Market Intelligence", "S&P Capital IQ", "spglobal.com", "capitaliq.com")
_CAPITAL_IQ_HEADS = {"Call Participants", "EXECUTIVES", "ANALYSTS"}
_IN_BRACES = re.compile(r"\s?\{[^{}]{1,40}\}$")
_UNSEEN = str.maketrans({**dict.fromkeys(INVISIBLE), "\xa0": " ", "\\": None})
_STOPS = frozenset(".!?…")
_LONGEST_ROW = 600  # characters of a row with all of somebody's titles
_BULLET = re.compile(r"^[*•▪·\-–]\s*")
_NUMBER = re.compile(r"\s*\[\d{1,4}\]$")  # of a turn, behind its label
_TAGGED = re.compile(r"[^.?!]{3,}\s[QA]$")
_WIDEST = 180  # characters of a label with title and firm
_HEAD_OF_PAGE = 20_000  # characters in which lists stand, and the language shows
_CHINESE = 8  # one character of so many in Chinese, and a page is no English one


class Listed(NamedTuple):
    """A page with lists: its lines without running headers and rules, labels of two lines in one, and what stands above."""

    lines: list[str]
    starts: list[int]
    found: Alone
    above: list[Piece]  # up to the first label
    furniture: list[tuple[int, int]]
    numbered: int  # labels with the number of their turn behind them, as StreetEvents' have
    double: int  # labels of two lines
    names: int  # how many are listed
    heads: frozenset[str]  # what heads the lists
    paged: bool  # whether headers and footers stand inside speech


def find_listed(page: Page) -> Listed | None:
    """The labels of a page with lists at its head, None for any other page; found once."""
    if "listed" not in page.memo:
        page.memo["listed"] = _find(page) if _may_list(page.text) else None
    found: Listed | None = page.memo["listed"]
    return found


def share_listed(page: Page) -> float:
    """How far a page has such a layout, 0..1: what a format of names alone on their lines has no claim to."""
    found = find_listed(page)
    return 0.0 if found is None else claim(found)


def claim(found: Listed) -> float:
    """The claim on a page with lists, 0..1, whichever of the layouts it has."""
    labels = found.found.labels
    if not labels:
        return 0.0
    return (1.0 - 0.5 ** min(len(labels), 8)) * (1.0 - found.found.doubt) * (0.97 if found.names > 1 else 0.8)


def pieces_of(found: Listed, page: Page) -> list[Piece]:
    """The pieces of a page with lists."""
    labels = found.found.labels
    if not labels:
        return []
    first = labels[0]
    pieces = lay_out(found.lines[first:], found.starts[first:], [i - first for i in labels])
    if found.paged:  # a sentence goes on behind the foot of a page
        pieces = joined(pieces, page.text)
    pieces += found.above
    pieces += [(BlockKind.FURNITURE, start, end) for start, end in found.furniture]
    return sorted([_bare(piece, page) for piece in pieces], key=lambda piece: piece[1])


def _bare(piece: Piece, page: Page) -> Piece:
    """A label without the number of its turn."""
    kind, start, end = piece
    if kind is BlockKind.LABEL and page.text[end - 1] == "]":
        end = start + len(_NUMBER.sub("", page.text[start:end]))
    return kind, start, end


def is_english(text: str) -> bool:
    """Whether a page is in English, but for what a site may put around it."""
    head = text[:_HEAD_OF_PAGE]
    return head.isascii() or len(HAN.findall(head)) * _CHINESE < len(head)


def _may_list(text: str) -> bool:
    head = text[:_HEAD_OF_PAGE]
    return any(word in head for word in ("articip", "ARTICIP", "xecutives", "XECUTIVES")) and is_english(text)


def _find(page: Page) -> Listed | None:
    lines, starts = page.lines, page.starts
    heads = [i for i, line in enumerate(lines[: 4 * _HIGH]) if len(line) <= _LONGEST_HEAD and _HEAD.match(line)]
    if not heads or heads[0] > _HIGH:
        return None
    running = running_lines(lines)
    rules = {i for i, line in enumerate(lines) if line[0] in _RULES and _RULE.match(line)}
    kept = [i for i in range(len(lines)) if i not in running and i not in rules]
    region = _region([(i, lines[i]) for i in kept if i >= heads[0]])
    rows = _rows(region)
    names = {fold(row.name) for row in rows}
    if running:  # a label at the head of every page is no header
        running = running_lines(lines, {i for i in running if _is_listed(lines[i], names) or is_operator(lines[i])})
        kept = [i for i in range(len(lines)) if i not in running and i not in rules]
    if len(names) < _FEW_LISTED:
        return None
    texts, begins, sure = _with_labels(
        page, [i for i in kept if i > region[-1][0]], names, {fold(row.more) for row in rows}, {i + 1 for i in rules}
    )
    numbered = sum([_NUMBER.search(text) is not None for text in sure]) >= _FEW_LISTED
    short = [_NUMBER.search(text) is not None if numbered else text in sure or _may_be_label(text) for text in texts]
    found = alone_in(texts, short, names, sure=sure.keys())
    if not found.labels:
        return None
    first = begins[found.labels[0]]
    above = head_pieces([(lines[i], starts[i]) for i in kept if starts[i] < first])
    labels = [texts[i] for i in found.labels]
    return Listed(
        lines=texts,
        starts=begins,
        found=found,
        above=above,
        furniture=[(starts[i], starts[i] + len(lines[i])) for i in running | rules],
        numbered=sum([_NUMBER.search(label) is not None for label in labels]),
        double=sum([sure.get(label, False) for label in labels]),
        names=len(names),
        heads=frozenset([lines[i] for i in heads]),
        paged=bool(running),
    )


class _Row(NamedTuple):
    """A row of a list: who, and what stands beside the name."""

    name: str
    more: str


def _region(lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The lines of the lists, from the head of the first to the last row: above the first label, or a section's name."""
    end = len(lines)
    for n, (_, line) in enumerate(lines[1:], 1):
        if _HEAD.match(line) and len(line) <= _LONGEST_HEAD:
            continue
        if is_section(line) or parse_label(line).role == "operator":
            end = n
            break
        if (len(line) > _WIDEST or (line[-1] in _STOPS and not ABBREVIATED.search(line))) and not _is_long_row(line):
            end = max(1, n - 1)  # speech, and the label above it
            break
    return list(lines[:end])


def _rows(region: Sequence[tuple[int, str]]) -> list[_Row]:
    """The rows of the lists: a line each, or a name and what is beside it on the next line or two."""
    lists: list[list[str]] = []
    for _, line in region:
        if _HEAD.match(line) and len(line) <= _LONGEST_HEAD:
            lists.append([])
        elif lists:
            lists[-1].append(_BULLET.sub("", line))
    found: list[_Row] = []
    for rows in lists:
        found += _in_two_lines(rows) if _is_in_two_lines(rows) else [_row(line) for line in rows]
    return [row for row in found if row.name]


def _row(line: str) -> _Row:
    name = parse_label(mended(line)).name or ""
    if not is_latin_name(name) or len(name.split()) < _LEAST_WORDS:
        return _Row("", "")
    return _Row(name, line[len(name) :])


def _is_long_row(line: str) -> bool:
    """Whether a line is a row with more titles than fit, or with a full stop behind them."""
    label = parse_label(mended(line)) if len(line) <= _LONGEST_ROW and _CUT.search(line) else None
    if label is None or label.name is None or (label.title is None and label.firm is None):
        return False
    return is_latin_name(label.name) and len(label.name.split()) >= _LEAST_WORDS


def mended(line: str) -> str:
    """A line without invisible characters, and the marks that a program's writing puts before quotes: D\\'Alessandro."""
    if line[-1:] == "}":  # {BIO 1234567 <GO>}: where a terminal would go
        line = _IN_BRACES.sub("", line)
    return line if line.isascii() and "\\" not in line else line.translate(_UNSEEN)


def _is_in_two_lines(rows: Sequence[str]) -> bool:
    """Whether every other line is a name and nothing else, and those between are none as a rule."""
    names, others = [_is_plain_name(row) for row in rows[::2]], [_is_plain_name(row) for row in rows[1::2]]
    return len(rows) > 1 and 2 * sum(names) > len(names) and 2 * sum(others) < len(others)


def _in_two_lines(rows: Sequence[str]) -> list[_Row]:
    found: list[_Row] = []
    for row in rows:
        if found and (not found[-1].more or not _is_plain_name(row)):
            found[-1] = _Row(found[-1].name, f"{found[-1].more} {row}".strip())
        else:
            found.append(_Row(parse_label(mended(row)).name or "", ""))
    return found


def _is_plain_name(line: str) -> bool:
    """Whether a line is a name and nothing else: no firm, no title."""
    text = mended(line)
    if TITLE_EN.search(text) or _OF_FIRM.search(text) or len(text.split()) < _LEAST_WORDS:
        return False
    return is_latin_name(text) and canonical_firm(text) is None


def _with_labels(
    page: Page, kept: Sequence[int], names: Set[str], beside: Set[str], ruled: Set[int]
) -> tuple[list[str], list[int], dict[str, bool]]:
    """The lines below the lists, labels of two lines in one, where each begins; and the sure labels, whether of two lines.

    ``ruled`` are lines below a rule: there a number at the end is that of a turn, and elsewhere a note's.
    """
    lines, starts = page.lines, page.starts
    texts: list[str] = []
    begins: list[int] = []
    sure: dict[str, bool] = {}
    at = 0
    while at < len(kept):
        i = kept[at]
        end = starts[i] + len(lines[i])
        after = lines[kept[at + 1]] if at + 1 < len(kept) else ""
        named = _is_listed(lines[i], names) or (i in ruled and _NUMBER.search(lines[i]) is not None)
        if after and at + 2 < len(kept) and _is_beside(after, beside) and (named or _is_plain_name(lines[i])):
            at += 1
            end = starts[kept[at]] + len(after)
            sure[page.text[starts[i] : end]] = True
        elif named and after:
            sure[page.text[starts[i] : end]] = False
        texts.append(page.text[starts[i] : end])
        begins.append(starts[i])
        at += 1
    return texts, begins, sure


def _is_listed(line: str, names: Set[str]) -> bool:
    """Whether a line is a listed name, alone or with title and firm: Nora Hale, Nora Hale - Larch Securities."""
    if len(line) > _WIDEST or not (line[0].isalpha() or line[0] in "[("):
        return False
    if (
        line[-1] in SPEECH_ENDS
        and line[-1] != "]"
        and not ABBREVIATED.search(line)
        and not _IN_CAPITALS.fullmatch(line)
    ):
        return False
    label = parse_label(_NUMBER.sub("", mended(line)))
    return label.name is not None and fold(label.name) in names


def is_operator(line: str) -> bool:
    """Whether a line is an operator's label."""
    return len(line) <= LONGEST_LABEL and parse_label(line).role == "operator"


def _is_beside(line: str, beside: Set[str]) -> bool:
    """Whether a line is what stands beside a listed name, or has FactSet's mark of who asks or answers behind a title."""
    if len(line) > _WIDEST:
        return False
    return fold(line) in beside or (
        _TAGGED.fullmatch(line) is not None and ("," in line or TITLE_EN.search(line) is not None)
    )


def _may_be_label(text: str) -> bool:
    """Whether a line that is not listed may be a label."""
    if len(text) > LONGEST_LABEL or text[-2:] == "--" or text[0] in "(<*":
        return False
    return text[-1] not in SPEECH_ENDS or ABBREVIATED.search(text) is not None or text[-1] == "]"


def head_pieces(lines: Sequence[tuple[str, int]]) -> list[Piece]:
    """The pieces of what stands above the first label: title and date, lists of participants, the name of a section.

    ``lines`` are lines with their offsets.
    """
    pieces: list[Piece] = []
    in_list = False
    for line, start in lines:
        heads = len(line) <= _LONGEST_HEAD and _HEAD.match(line) is not None
        section = is_section(line)
        in_list = heads or (in_list and not section)
        kind = BlockKind.HEADING if heads or section else BlockKind.CAST if in_list else BlockKind.META
        pieces.append((kind, start, start + len(line)))
    return pieces


def share_of(found: Listed, page: Page) -> dict[str, float]:
    """How much of the claim on a page each layout has, 0..1 each; together 1."""
    streetevents = 2 * found.numbered > len(found.found.labels) or any(name in page.text for name in _STREETEVENTS)
    double = min(1.0, 2 * found.double / len(found.found.labels))
    capital_iq = 1.0 if found.heads & _CAPITAL_IQ_HEADS or any(name in page.text for name in _CAPITAL_IQ) else double
    return {
        "streetevents": float(streetevents),
        "capitaliq": 0.0 if streetevents else capital_iq,
        "seekingalpha": 0.0 if streetevents else 1.0 - capital_iq,
    }
