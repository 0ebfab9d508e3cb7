"""What a plugin author needs to prove a format: invented calls with their truth, damage, and the contract.

Needs pytest and hypothesis; ``import transcripts`` never loads it.
"""

from __future__ import annotations

from .cast import Person
from .contract import (
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
from .damages import DAMAGES, Damage, damage
from .staging import Outline, PairOutline, Scene, TurnOutline, outline, scene, scenes
from .pages import texts, torn_pages
from .counting import Work, work

__all__ = [
    "DAMAGES", "Damage", "FormatContract", "Outline", "PairOutline", "Person", "Scene", "TurnOutline", "Work",
    "check_claim", "check_damage", "check_growth", "check_pairs", "check_rewrite", "check_spans", "check_tiling", "check_truth",
    "damage", "outline", "scene", "scenes", "texts", "torn_pages", "work",
]  # fmt: skip
