"""Pieces to blocks and turns: the page tiled, every label with the speech under it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from .errors import PluginError
from .fold import HAN, fold
from .formats.base import CONTINUED, LABEL_BEHIND, TIME, TWIN, TWIN_BELOW, Page, Piece
from .formats.wraps import spaced
from .model import (
    Block,
    BlockKind,
    Lang,
    Notice,
    NoticeCode,
    Paragraph,
    Section,
    Severity,
    Source,
    Span,
    Turn,
    main_language,
)
from .names.label import parse_label
from .names.words import SECTION_PREPARED, SECTION_QA

# What a piece that is not a block's kind is to the reader of blocks.
_BLOCK_OF: dict[str, BlockKind] = {
    CONTINUED: BlockKind.SPEECH,
    TIME: BlockKind.SPEECH,
    LABEL_BEHIND: BlockKind.LABEL,
    TWIN: BlockKind.LABEL,
    TWIN_BELOW: BlockKind.LABEL,
    **{kind: kind for kind in BlockKind},
}
_DECIMAL = re.compile(r"\d{1,9}(?:\.\d+)?")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


class Draft:
    """A turn before its speaker is known. ``label`` is empty while only its ``twin`` is read."""

    __slots__ = ("label", "label_span", "paragraphs", "section", "start", "twin", "twin_span")

    def __init__(self, label: str, label_span: Span, section: Section | None) -> None:
        self.label = label
        self.label_span = label_span
        self.paragraphs: list[Paragraph] = []
        self.section = section
        self.start: float | None = None
        self.twin: str | None = None
        self.twin_span: Span | None = None

    @property
    def said(self) -> Sequence[Paragraph]:
        """The paragraphs in the main language."""
        return main_language(self.paragraphs)[1]


class Cut:
    """A page cut up: blocks that tile it, drafts of its turns, the heads of sections, doubts."""

    __slots__ = ("blocks", "declared", "drafts", "notices", "repeated")

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.drafts: list[Draft] = []
        self.notices: list[Notice] = []
        # labels printed again for a turn that goes on: they name its speaker too
        self.repeated: list[tuple[str, Span]] = []
        # what labels stand for, where the page says it apart from them: spk03 is Nora Hale -- Larch Securities
        self.declared: Mapping[str, str] = {}


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
    kind: BlockKind | None = None  # of the block that is open
    opened = done = 0  # where the open block starts; where the last piece ended
    desk = _Desk(found, source, text)
    for what, start, end in pieces:
        block = _BLOCK_OF.get(what)
        if start < done or end <= start or end > size or block is None:
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
        if block is not kind:
            if kind is not None and start > opened:
                blocks.append(Block(kind=kind, span=Span(opened, start)))
                opened = start
            kind = block
        if block is BlockKind.SPEECH:
            desk.speech(what, start, end)
        elif block is BlockKind.LABEL:
            desk.label(what, start, end)
        elif block is BlockKind.HEADING:
            desk.heading(start, end)
    desk.close()
    if size > opened:
        blocks.append(Block(kind=kind or BlockKind.FURNITURE, span=Span(opened, size)))


class _Desk:
    """Where drafts are written: the one that is open, and what was read since its label."""

    __slots__ = ("draft", "found", "section", "source", "split", "text")

    def __init__(self, found: Cut, source: Source, text: str) -> None:
        self.found, self.source, self.text = found, source, text
        self.section: Section | None = None
        self.draft: Draft | None = None
        self.split = False  # a heading ends a turn: the same speaker after it begins another

    def label(self, what: str, start: int, end: int) -> None:
        """A label opens a draft, names the one that its twin opened, or is printed again for one that goes on."""
        label, span, draft = self.source.text[start:end], Span(start, end), self.draft
        if what == LABEL_BEHIND and draft is not None:
            draft.label, draft.label_span = label, span
            self.close()
            return
        if what == TWIN_BELOW and draft is not None and draft.twin is None:
            draft.twin, draft.twin_span = label, span
            return
        if draft is not None and what == TWIN:
            if draft.twin is not None and not self.split and _same(label, draft.twin):
                self.found.repeated.append((label, span))
                return
        elif draft is not None and not draft.label and draft.twin is not None:
            draft.label, draft.label_span = label, span
            return
        elif draft is not None and not self.split and _same(label, draft.label):
            self.found.repeated.append((label, span))
            return
        self.close()
        self.draft, self.split = Draft(label, span, self.section), False
        if what == TWIN:
            self.draft.label, self.draft.twin, self.draft.twin_span = "", label, span

    def heading(self, start: int, end: int) -> None:
        """A heading may name a section, and whoever speaks after it begins a turn.

        One between a label and its speech, as a key of JSON may stand, is the section of that turn.
        """
        heading = self.text[start:end].replace("_", " ").strip(":： *#").split("\n")[-1].strip()
        if SECTION_QA.fullmatch(heading):
            self.section = Section.QA
        elif SECTION_PREPARED.fullmatch(heading):
            self.section = self.section or Section.PREPARED
        if self.draft is not None and not self.draft.paragraphs:
            self.draft.section = self.section
        else:
            self.split = True

    def speech(self, what: str, start: int, end: int) -> None:
        """A paragraph, the rest of one, or a time stamp of the open draft. Speech before any label is nobody's."""
        draft = self.draft
        if (
            draft is not None
            and self.split
            and not draft.label
            and draft.twin is None
            and draft.section is not self.section
        ):
            self.close()  # nobody is named in either section
            draft = None
        if draft is None:
            draft = self.draft = Draft("", Span(start, start), self.section)
            self.split = False
        if what == TIME:
            draft.start = _seconds(self.text[start:end]) if draft.start is None else draft.start
            return
        if what == CONTINUED and draft.paragraphs:
            before = draft.paragraphs.pop()
            pieces = (*before.pieces, Span(start, end))
            draft.paragraphs.append(
                Paragraph(source=self.source, span=Span(before.span.start, end), pieces=pieces, lang=before.lang)
            )
            return
        span = Span(start, end)
        # the first character tells for most paragraphs
        lang: Lang = "zh" if self.text[start] > "\u33ff" or HAN.search(self.text, start, end) else "en"
        if lang == "en" and not _LATIN.search(self.text, start, end):  # no letters at all: 18.4%
            lang = draft.paragraphs[-1].lang if draft.paragraphs else "zh"
        draft.paragraphs.append(Paragraph(source=self.source, span=span, pieces=(span,), lang=lang))

    def close(self) -> None:
        """The open draft is whole: keep it, unless nothing is said under its label."""
        draft, self.draft = self.draft, None
        if draft is None:
            return
        if not draft.label and draft.twin is not None and draft.twin_span is not None:
            # its label was lost in translation
            draft.label, draft.label_span, draft.twin, draft.twin_span = draft.twin, draft.twin_span, None, None
        if draft.paragraphs:
            self.found.drafts.append(draft)
        if not draft.paragraphs:
            code, message = NoticeCode.LABEL_WITHOUT_SPEECH, f"the label {draft.label!r} has no speech under it"
            span = draft.label_span
        elif not draft.label:
            code, message = NoticeCode.UNLABELLED_SPEECH, "the page does not say who speaks here"
            span = draft.paragraphs[0].span
        else:
            return
        self.found.notices.append(Notice(code=code, severity=Severity.INFO, message=message, span=span))


def unwrapped(text: str, drafts: Iterable[Draft | Turn]) -> str:
    """The text with the line ends that cut sentences taken for what they are: nothing in Chinese, a space in English.

    Offsets stay: a line end becomes U+200B, or a space between Latin letters.
    """
    bits: list[str] = []
    at = 0
    for draft in drafts:
        for paragraph in draft.paragraphs:
            for (_, end), (start, _) in pairwise(paragraph.pieces):
                gap = text[end:start]
                if gap.isspace():
                    bits += (text[at:end], (" " if spaced(text[end - 1], text[start]) else "\u200b") * len(gap))
                    at = start
    return "".join([*bits, text[at:]]) if bits else text


def _same(label: str, before: str) -> bool:
    """Whether a label is the one before printed again; one without a name (分析师) may be somebody else."""
    if fold(label) != fold(before):
        return False
    parsed = parse_label(label)
    return parsed.name is not None or parsed.role == "operator"


def _has_letters(gap: str) -> bool:
    return not gap.isspace() and any(c.isalnum() for c in gap)


def _seconds(stamp: str) -> float | None:
    """``00:01:02``, ``1:02`` or ``62.5`` as seconds."""
    if _DECIMAL.fullmatch(stamp.strip()):
        return float(stamp)
    numbers = re.findall(r"\d+", stamp)
    return float(sum(int(n) * 60**i for i, n in enumerate(reversed(numbers[-3:])))) if numbers else None
