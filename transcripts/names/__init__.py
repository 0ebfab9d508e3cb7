"""What a name is, knowing nothing of calls: labels, and how alike two names are.

Nothing heavy is loaded here: ``similarity`` reads its table when it is first asked.
"""

from __future__ import annotations

from .label import Label, parse_label
from .similarity import Similarity, similarity

__all__ = ["Label", "Similarity", "parse_label", "similarity"]
