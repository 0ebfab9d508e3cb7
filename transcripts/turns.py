"""Pieces to blocks and turns: the page tiled, every label with the speech under it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from .errors import PluginError
from .fold import fold
from .formats.base import CONTINUED, TIME, Page, Piece
from .model import Block, BlockKind, Notice, NoticeCode, Paragraph, Section, Severity, Source, Span
from .names.label import parse_label
from .names.words import SECTION_PREPARED, SECTION_QA

_INNER = (CONTINUED, TIME)
_HAN = re.compile(r"[\u3400-\u9fff]")
Lang = Literal["zh", "en"]


class Draft:
    """A turn before its speaker is known."""

    __slots__ = ("label", "label_span", "paragraphs", "section", "start")

    def __init__(self, label: str, label_span: Span, section: Section | None) -> None:
        self.label = label
        self.label_span = label_span
        self.paragraphs: list[Paragraph] = []
        self.section = section
        self.start: float | None = None


class Cut:
    """A page cut up: blocks that tile it, drafts of its turns, the heads of sections, doubts."""

    __slots__ = ("blocks", "drafts", "notices", "repeated")

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.drafts: list[Draft] = []
        self.notices: list[Notice] = []
        # labels printed again for a turn that goes on: they name its speaker too
        self.repeated: list[tuple[str, Span]] = []


def cut(page: Page, pieces: Iterable[Piece], plugin: str) -> Cut:
    """Blocks, drafts and notices out of a format's pieces.

    White space and punctuation between pieces belong to the block before; letters that no piece
    owns are furniture. Raises ``PluginError`` for pieces that overlap, run backwards or leave the page.
    """
    found = Cut()
    _tile(page.text, list(pieces), found, plugin, page.source)
    return found


def _tile(text: str, pieces: list[Piece], found: Cut, plugin: str, source: Source) -> None:
    blocks, size = found.blocks, len(text)
    section: Section | None = None
    kind: BlockKind | None = None  # of the block that is open
    opened = done = 0  # where the open block starts; where the last piece ended
    draft: Draft | None = None
    split = False  # a heading ends a turn: the same speaker after it begins another
    for what, start, end in pieces:
        if start < done or end <= start or end > size or not (isinstance(what, BlockKind) or what in _INNER):
            raise PluginError(
                f"the format {plugin!r} gave a piece {what!r} at {start}:{end} behind one that ends at {done} (page: {size})",
                plugin=plugin,
                source=source,
                span=Span(max(0, min(start, size)), max(0, min(max(start, end), size))),
            )
        if start - done > 2 and kind is not BlockKind.FURNITURE and _has_letters(text[done:start]):
            if kind is not None and done > opened:
                blocks.append(Block(kind=kind, span=Span(opened, done)))
                opened = done
            kind = BlockKind.FURNITURE
        done = end
        # CONTINUED and TIME stand inside a turn: to the reader of blocks they are speech
        block = what if isinstance(what, BlockKind) else BlockKind.SPEECH
        if block is not kind:
            if kind is not None and start > opened:
                blocks.append(Block(kind=kind, span=Span(opened, start)))
                opened = start
            kind = block
        if block is BlockKind.SPEECH:
            if draft is not None:
                _speech(draft, source, text, what, start, end)
        elif block is BlockKind.LABEL:
            label = source.text[start:end]
            if draft is not None and not split and _same(label, draft.label):
                found.repeated.append((label, Span(start, end)))
                continue
            _close(draft, found)
            draft, split = Draft(label, Span(start, end), section), False
        elif block is BlockKind.HEADING:
            heading = text[start:end].strip(":： *#")
            if SECTION_QA.fullmatch(heading):
                section, split = Section.QA, True
            elif SECTION_PREPARED.fullmatch(heading):
                section, split = section or Section.PREPARED, True
    _close(draft, found)
    if size > opened:
        blocks.append(Block(kind=kind or BlockKind.FURNITURE, span=Span(opened, size)))


def _same(label: str, before: str) -> bool:
    """Whether a label is the one before printed again; one without a name (分析师) may be somebody else."""
    if fold(label) != fold(before):
        return False
    parsed = parse_label(label)
    return parsed.name is not None or parsed.role == "operator"


def _has_letters(gap: str) -> bool:
    return not gap.isspace() and any(c.isalnum() for c in gap)


def _close(draft: Draft | None, found: Cut) -> None:
    if draft is None:
        return
    if draft.paragraphs:
        found.drafts.append(draft)
        return
    found.notices.append(
        Notice(
            code=NoticeCode.LABEL_WITHOUT_SPEECH,
            severity=Severity.INFO,
            message=f"the label {draft.label!r} has no speech under it",
            span=draft.label_span,
        )
    )


def _speech(draft: Draft, source: Source, text: str, what: str, start: int, end: int) -> None:
    if what == TIME:
        draft.start = _seconds(text[start:end]) if draft.start is None else draft.start
        return
    if what == CONTINUED and draft.paragraphs:
        before = draft.paragraphs.pop()
        pieces = (*before.pieces, Span(start, end))
        draft.paragraphs.append(
            Paragraph(source=source, span=Span(before.span.start, end), pieces=pieces, lang=before.lang)
        )
        return
    span = Span(start, end)
    # the first character tells for most paragraphs
    lang: Lang = "zh" if text[start] > "\u33ff" or _HAN.search(text, start, end) else "en"
    draft.paragraphs.append(Paragraph(source=source, span=span, pieces=(span,), lang=lang))


def _seconds(stamp: str) -> float | None:
    """``00:01:02`` or ``1:02`` as seconds."""
    numbers = re.findall(r"\d+", stamp)
    return float(sum(int(n) * 60**i for i, n in enumerate(reversed(numbers[-3:])))) if numbers else None
