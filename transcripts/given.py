"""What a caller may give beside a page, as the functions that read many pages take it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from .names import RosterLike
    from .names.firms import FirmsLike

__all__ = ["Given"]


class Given(TypedDict, total=False):
    """The keyword arguments of ``transcripts.parse``, but for ``name``."""

    format: str | None
    encoding: str | None
    html: bool | None
    roster: RosterLike | None
    firms: FirmsLike | None
    strict: bool
