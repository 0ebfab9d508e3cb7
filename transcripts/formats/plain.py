"""``plain``: a page that no other format claims. Nobody speaks on it, and nothing of it is lost."""

from __future__ import annotations

from ..model import BlockKind
from .base import Page, Piece, Script, Sniff


class Plain:
    """Text without speakers: news, notes, a page of a shape that is not known yet."""

    name = "plain"

    def sniff(self, page: Page) -> Sniff:
        return Sniff(0.0, (f"any text of {len(page.lines)} lines is plain text",))

    def segment(self, page: Page) -> list[Piece]:
        return [(BlockKind.META, start, start + len(line)) for start, line in zip(page.starts, page.lines, strict=True)]

    def render(self, script: Script) -> str:
        lines = [script.title, script.published, *(p for turn in script.turns for p in (turn.label, *turn.paragraphs))]
        return "\n\n".join([line for line in lines if line]) + "\n"
