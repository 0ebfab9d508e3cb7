"""What a plugin author needs to prove a format: invented calls with their truth, damage, and the contract.

Needs pytest and hypothesis; ``import transcripts`` never loads it.
"""

from __future__ import annotations

import pytest

pytest.register_assert_rewrite("transcripts.testing.contract")

from .cast import Person  # noqa: E402 - after the line that lets pytest say what an assertion compared
from .contract import (  # noqa: E402
    FormatContract,
    check_claim,
    check_damage,
    check_growth,
    check_pairs,
    check_rewrite,
    check_spans,
    check_tiling,
    check_truth,
)
from .counting import Work, work  # noqa: E402
from .damages import DAMAGES, Damage, damage  # noqa: E402
from .pages import texts, torn_pages  # noqa: E402
from .staging import Options, Outline, PairOutline, Scene, TurnOutline, outline, scene, scenes  # noqa: E402
from .suits import suited  # noqa: E402

__all__ = [
    "DAMAGES", "Damage", "FormatContract", "Options", "Outline", "PairOutline", "Person", "Scene", "TurnOutline", "Work",
    "check_claim", "check_damage", "check_growth", "check_pairs", "check_rewrite", "check_spans", "check_tiling", "check_truth",
    "damage", "outline", "scene", "scenes", "suited", "texts", "torn_pages", "work",
]  # fmt: skip
