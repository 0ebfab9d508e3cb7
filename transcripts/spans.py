"""A place in a page: the page's text, and half-open stretches of its characters.

Every offset in this library counts code points of ``Source.text``, from 0. Nothing here
changes a character.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

import attrs

Media: TypeAlias = Literal["text", "html", "pdf", "docx"]


class Span(NamedTuple):
    """Characters ``start`` up to, not including, ``end`` of a page's text."""

    start: int
    end: int


class Position(NamedTuple):
    """Where an editor would show an offset: line and column, both from 1."""

    line: int
    column: int


@attrs.frozen(slots=True, kw_only=True, repr=False)
class Source:
    """The text of a page, and where it came from.

    ``encoding`` is the codec that the bytes were read with, None for text that came as str.
    ``certainty`` (0..1) says how sure that choice is: 1 when it was given, marked or proven.
    ``whole`` is False for a source rebuilt from JSON: it holds the characters that the JSON
    quotes, at their places, and U+FFFC where it knows nothing. ``media`` is what the page was: of
    all but ``"text"`` the text is what was taken out of it.
    """

    text: str
    name: str | None = None
    encoding: str | None = None
    certainty: float = 1.0
    whole: bool = True
    media: Media = "text"

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, span: tuple[int, int]) -> str:
        """The characters of a span.

        >>> Source(text="张三:您好")[0, 2]
        '张三'
        """
        return self.text[span[0] : span[1]]

    def position(self, offset: int) -> Position:
        """Line and column of an offset; lines end where ``str.splitlines`` ends them, CRLF after its LF."""
        if not 0 <= offset <= len(self.text):
            raise IndexError(f"offset {offset} is outside a text of {len(self.text)} characters")
        inside = self.text[offset - 1 : offset + 1] == "\r\n"  # a CR at the end of a head would end the line
        lines = (self.text[: offset - inside] + "|" * (1 + inside)).splitlines()
        return Position(len(lines), len(lines[-1]))

    def __repr__(self) -> str:
        name = f"{self.name!r}, " if self.name else ""
        encoding = f", {self.encoding}" if self.encoding else ""
        return f"<Source {name}{len(self.text):,} characters{encoding}>"
