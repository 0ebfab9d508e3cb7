"""What a name is, knowing nothing of calls: labels, and how alike two names are.

Nothing heavy is loaded here: how names sound is looked up in a table, which is read when it is first asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .label import Label, parse_label

if TYPE_CHECKING:
    from .likeness import Similarity

__all__ = ["Label", "parse_label", "similarity"]


def similarity(a: str, b: str) -> Similarity:
    """Whether two names are one, in any script, order and spelling; symmetric, total, with the evidence.

    See ``transcripts.names.likeness.similarity``.

    >>> similarity("苏珊·李", "Susan Li").probability > 0.9
    True
    """
    from .likeness import similarity as compare

    return compare(a, b)
