"""What a name is, knowing nothing of calls: labels, firms, titles, how alike two names are, who of a roster a name is.

Nothing heavy is loaded here: how names sound is looked up in a table, which is read when it is first asked, and rosters,
firms and titles are rooms of their own, opened when they are asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .label import Label, parse_label

if TYPE_CHECKING:
    from .firms import Firms, canonical_firm, same_firm
    from .likeness import Similarity
    from .matching import Match, MatchHow, match
    from .roster import Entry, Roster, RosterLike
    from .titles import canonical_title

__all__ = [
    "Entry", "Firms", "Label", "Match", "MatchHow", "Roster", "RosterLike", "canonical_firm", "canonical_title", "match",
    "parse_label", "same_firm", "similarity",
]  # fmt: skip

_ROOMS = {
    "Entry": "roster",
    "Roster": "roster",
    "RosterLike": "roster",
    "Match": "matching",
    "MatchHow": "matching",
    "match": "matching",
    "Firms": "firms",
    "canonical_firm": "firms",
    "same_firm": "firms",
    "canonical_title": "titles",
}


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_ROOMS[name]}", __name__), name)


def similarity(a: str, b: str) -> Similarity:
    """Whether two names are one, in any script, order and spelling; symmetric, total, with the evidence.

    See ``transcripts.names.likeness.similarity``.

    >>> similarity("苏珊·李", "Susan Li").probability > 0.9
    True
    """
    from .likeness import similarity as compare

    return compare(a, b)
