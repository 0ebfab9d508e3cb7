"""What is taken out of a page that is more than text."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Extract"]


class Extract(NamedTuple):
    """The lines of a page, and what was left out: characters by what it is."""

    text: str
    left_out: dict[str, int]
