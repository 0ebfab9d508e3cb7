"""Call transcripts as objects: who said what, who asked what, who answered which part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .align import Alignment, LinkKind, ParagraphLink, PersonLink, TurnLink, align
from .errors import (
    AmbiguousName,
    DecodeError,
    DoubtfulCall,
    JSONError,
    PluginError,
    RosterError,
    TranscriptError,
    UnknownFormat,
)
from .failure import Failure
from .formats import Candidate, detect, register, unregister
from .model import (
    Alias,
    AliasHow,
    Answer,
    Block,
    BlockKind,
    Call,
    CallKind,
    Declined,
    Evidence,
    Names,
    Notice,
    NoticeCode,
    Paragraph,
    Period,
    Position,
    QAPair,
    Question,
    Role,
    RoleSource,
    Section,
    Security,
    Segment,
    Severity,
    Source,
    Span,
    Speaker,
    Turn,
)
from .pipeline import parse, read, render

__all__ = [
    "Alias", "AliasHow", "Alignment", "AmbiguousName", "Answer", "Block", "BlockKind", "Call", "CallKind",
    "Candidate", "Declined", "DecodeError", "DoubtfulCall", "Evidence", "Failure", "JSONError", "LinkKind", "Names", "Notice",
    "NoticeCode", "Paragraph", "ParagraphLink", "Period", "PersonLink", "PluginError", "Position", "QAPair",
    "Question", "Role", "RoleSource", "RosterError", "Section", "Security", "Segment", "Severity", "Source", "Span",
    "Speaker", "TranscriptError", "Turn", "TurnLink", "UnknownFormat", "__version__", "align", "detect", "parse",
    "read", "read_many", "register", "render", "unregister",
]  # fmt: skip


if TYPE_CHECKING:
    from .batch import read_many

    __version__: str
else:

    def __getattr__(name: str) -> object:
        """What is loaded when it is asked for: ``read_many`` needs processes, ``__version__`` the installed distribution."""
        if name == "read_many":
            from .batch import read_many

            return read_many
        if name == "__version__":
            from importlib.metadata import version

            return version("call-transcripts")
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
