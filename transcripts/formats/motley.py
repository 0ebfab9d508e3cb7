"""``motley``: the English layout of the Motley Fool.

The name, two hyphens and the title stand on three lines, or all on one (``Nora Hale -- Larch Securities -- Analyst``);
the operator stands alone. ``Prepared Remarks:`` and ``Questions & Answers:`` are headings, ``Call participants:`` lists
everybody at the end, and adverts stand between paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from ..fold import HAN, fold
from ..model import BlockKind, Section
from ..names.label import is_title, parse_label
from ..names.shapes import is_latin_name
from .alone import Alone, alone_in, is_short
from .base import Page, Piece, Script, Sniff
from .body import lay_out
from .evidence import ABBREVIATED, LONGEST_LABEL, SPEECH_ENDS
from .inline import find_inline

_CAST = re.compile(r"(?:Call |Earnings Call )?[Pp]articipants\s?:?")
# An advert between paragraphs: how it begins and how it ends, and what of it may stand alone.
_AD_OPENS = re.compile(
    r"(?:\d{1,2}|Ten|Five) stocks (?:we|that we|our)\b|(?:Should|Before) you (?:invest|buy)\b|Where (?:to|should you) invest\b"
    r"|Find out why\b|Don[’']t miss this second chance\b|When our (?:award-winning )?(?:analyst team|investing)"
    r"|(?:The )?Motley Fool Stock Advisor\b|Ever feel like you missed\b|\*?Stock Advisor returns? as of\b"
)
_AD_ENDS = re.compile(
    r"(?:See|Get|View|Learn|Click|Discover|Continue)\b[^.]{0,48}(?:stocks?\b|more\b|here\b|»|>)[^.]{0,8}$|Continue\s?»"
    r"|\*?(?:Returns? |Stock Advisor returns? )?as of [A-Z][a-z]+\.? \d"
)
_AD_NAMES = "Stock Advisor"  # whoever names it sells it
_AD_LINES = 8  # lines of an advert
_LONGEST_NAME = 5  # words
_LONGEST_TITLE = 160  # characters; the site itself cuts at a hundred
_SOME, _MOST = 0.25, 0.5  # the share of labels with a title, or listed at the end, from which this is their layout
# What stands below the list.
_BEHIND_LIST = re.compile(
    r"More [A-Z.]{1,6} analysis|All earnings|This article|Copyright|[^.]{0,60}\bhas (?:no )?positions?\b|The Motley Fool\b"
)
_HEADINGS = {Section.PREPARED: "Prepared Remarks:", Section.QA: "Questions & Answers:", None: ""}


class Dashed(NamedTuple):
    """The lines of a page down to its list of participants, labels of three lines in one; and what stands below."""

    lines: list[str]
    starts: list[int]
    found: Alone
    adverts: set[int]  # where their lines begin
    low: int  # the number of the page's line from which the list stands; the end where there is none
    share: float  # of the claim on a page of names alone on their lines


class Motley:
    """Name, two hyphens and title, on three lines or on one."""

    name = "motley"

    def sniff(self, page: Page) -> Sniff:
        dashed = find_dashed(page)
        if dashed is None or not dashed.found.labels:
            return Sniff(0.0, ("no name stands before two hyphens and a title, above speech",))
        labels = dashed.found.labels
        speakers = len({dashed.lines[i] for i in labels})
        score = (1.0 - 0.5 ** min(len(labels), 8)) * (1.0 - dashed.found.doubt) * (0.95 if speakers > 1 else 0.6)
        score *= dashed.share * len(labels) / (len(labels) + find_inline(page).on_the_line)
        return Sniff(score, (f"{len(labels)} lines with names and titles stand above speech, {speakers} different",))

    def segment(self, page: Page) -> list[Piece]:
        dashed = find_dashed(page)
        if dashed is None:
            return lay_out(page.lines, page.starts, alone_in(page.lines).labels)
        pieces = lay_out(dashed.lines, dashed.starts, dashed.found.labels)
        pieces = [(BlockKind.FURNITURE if start in dashed.adverts else kind, start, end) for kind, start, end in pieces]
        return [*pieces, *_closing(page, dashed.low)]

    def render(self, script: Script) -> str:
        parts = [script.title or "", script.published or ""]
        section = None
        for turn in script.turns:
            if turn.section is not section:
                parts.append(_HEADINGS[turn.section])
            section = turn.section
            parts += [turn.label, *turn.paragraphs]
        people = [label for label in dict.fromkeys([turn.label for turn in script.turns]) if parse_label(label).name]
        parts += ["Call participants:", *people]
        return "\n\n".join([part for part in parts if part]) + "\n"


def share_dashed(page: Page) -> float:
    """How far a page has this layout, 0..1: what a format of names alone on their lines has no claim to."""
    dashed = find_dashed(page)
    return 0.0 if dashed is None else dashed.share


def find_dashed(page: Page) -> Dashed | None:
    """The labels of a page with this layout, None for any other page; found once."""
    if "dashed" not in page.memo:
        page.memo["dashed"] = _find(page) if "--" in page.text or "articipants" in page.text else None
    found: Dashed | None = page.memo["dashed"]
    return found


def _find(page: Page) -> Dashed | None:
    texts = page.lines
    low = _list_at(texts)
    lines: list[str] = []
    starts: list[int] = []
    dashed: set[str] = set()
    i = 0
    while i < low:
        start, end = page.starts[i], page.starts[i] + len(texts[i])
        on_three = i + 2 < low and _on_three_lines(texts, i)
        if on_three:
            i += 2
            end = page.starts[i] + len(texts[i])
        line = page.text[start:end]
        if "--" in line and _is_dashed(line, on_three=on_three):
            dashed.add(line)
        lines.append(line)
        starts.append(start)
        i += 1
    if not dashed and low == len(texts):
        return None
    listed = {fold(parse_label(page.text[start:end]).name or "") for start, end in _rows(page, low)} - {""}
    adverts = _adverts(lines, dashed)
    short = [line in dashed or (i not in adverts and is_short(line)) for i, line in enumerate(lines)]
    found = alone_in(lines, short, listed, sure=dashed)
    named = [i for i in found.labels if parse_label(lines[i]).name]
    here = [lines[i] in dashed or fold(parse_label(lines[i]).name or "") in listed for i in named]
    share = _most(sum(here) / len(named)) if named else 0.0
    return Dashed(lines, starts, found, {starts[i] for i in adverts}, low, share) if share else None


def _most(share: float) -> float:
    """0 for a few, 1 for most."""
    return min(1.0, max(0.0, (share - _SOME) / (_MOST - _SOME)))


def _list_at(lines: Sequence[str]) -> int:
    """Which line opens the list of participants at the end of the page; their number where none does."""
    for i in range(len(lines) - 1, -1, -1):
        if _CAST.fullmatch(lines[i]):
            return i if lines[i][-1] == ":" or 2 * i > len(lines) else len(lines)
    return len(lines)


def _on_three_lines(lines: Sequence[str], i: int) -> bool:
    """Whether a name begins here that stands above two hyphens and a title."""
    if lines[i + 1] != "--" or "--" in lines[i] or lines[i + 2] == "--":
        return False
    return (is_short(lines[i]) or _is_name(lines[i])) and (is_short(lines[i + 2]) or _is_long_title(lines[i + 2]))


def _is_name(text: str) -> bool:
    """Whether a text is a name in Latin letters, or says that nobody knows it: Neil Orm Jr., Unknown speaker."""
    if len(text.split(maxsplit=_LONGEST_NAME)) > _LONGEST_NAME:
        return False
    label = parse_label(text)
    return label.role is not None if label.name is None else is_latin_name(label.name)


def _is_long_title(text: str) -> bool:
    """Whether a line is a title too long for other labels, or one that ends in a dot: Treasurer of Larch Steel Inc."""
    return len(text) <= _LONGEST_TITLE and text[-1] not in "!?" and not HAN.search(text) and is_title(text)


def _is_dashed(text: str, *, on_three: bool = False) -> bool:
    """Whether a text is a name, two hyphens and a title, in English: Nora Hale -- Larch Securities -- Analyst."""
    name, _, rest = text.partition("--")
    name = name.strip()
    if len(text) > LONGEST_LABEL + _LONGEST_TITLE or text[-2:] == "--" or HAN.search(text) or not _is_name(name):
        return False  # a record -- for a first quarter; Cash -- cash --
    if text[-1] in SPEECH_ENDS and not on_three and not ABBREVIATED.search(rest):
        return False
    label, bare = parse_label(text), parse_label(name)
    return fold(label.name or "") == fold(bare.name or "") or (label.name is None and label.role is not None)


def _rows(page: Page, low: int) -> Iterator[tuple[int, int]]:
    """Where the rows of the list at the end of the page stand."""
    lines, starts = page.lines, page.starts
    i = low + 1
    while i < len(lines):
        last = i + 2 if i + 2 < len(lines) and _on_three_lines(lines, i) else i
        start, end = starts[i], starts[last] + len(lines[last])
        if (last == i and not is_short(lines[i]) and not _is_dashed(lines[i])) or _BEHIND_LIST.match(lines[i]):
            return
        yield start, end
        i = last + 1


def _closing(page: Page, low: int) -> Iterator[Piece]:
    """The list of participants at the end of the page, and what the site puts below."""
    if low == len(page.lines):
        return
    done = page.starts[low] + len(page.lines[low])
    yield BlockKind.HEADING, page.starts[low], done
    for start, end in _rows(page, low):
        yield BlockKind.CAST, start, end
        done = end
    for start, text in zip(page.starts, page.lines, strict=True):
        if start >= done:
            yield BlockKind.FURNITURE, start, start + len(text)


def _adverts(lines: Sequence[str], dashed: Set[str]) -> set[int]:
    """Which lines are adverts between paragraphs: from how one begins to how it ends, none of them a label."""
    found: set[int] = set()
    for i, line in enumerate(lines):
        if i in found or line in dashed or _AD_OPENS.match(line) is None:
            continue
        last = i if _AD_NAMES in line else None
        for n in range(i, min(i + _AD_LINES, len(lines))):
            if lines[n] in dashed or lines[n] == "Operator":
                break
            if _AD_ENDS.match(lines[n]):
                last = n
        if last is not None:
            found.update(range(i, last + 1))
    return found
