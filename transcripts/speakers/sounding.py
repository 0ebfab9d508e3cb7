"""Whether all names of two people sound alike: as a whole, and in every part."""

from __future__ import annotations

from collections.abc import Iterable

from ..names import similarity
from ..names.keys import generation, named
from ..names.likeness import Similarity

SURE = 0.9  # how alike two names must sound; every other two names of the two people at least as much as not (ALIKE)
ALIKE = 0.5  # how alike two names of one person in one script are, at the least


def all_sound_alike(mine: Iterable[str], others: Iterable[str]) -> tuple[float, str] | None:
    """The probability of the two that are most alike, and how they are; None where it is low, or two are not alike."""
    sure, why = 0.0, ""
    for one in sorted(mine):
        for two in sorted(others):
            probability, found = alike(one, two), similarity(one, two)
            if probability <= ALIKE or not _whole(one, two, found):
                return None
            if probability > sure or not why:
                sure, why = probability, f"{one} sounds like {two} ({found.why})"
    return (sure, why) if sure >= SURE else None


def _whole(one: str, two: str, found: Similarity) -> bool:
    """Whether what stands for what leaves out no more than a middle name: no given name, no surname, no Jr."""
    if generation(one) != generation(two):
        return False
    for name, said in ((one, [pair.a for pair in found.alignment]), (two, [pair.b for pair in found.alignment])):
        pieces = named(name)
        if len(pieces) == 1:
            if len("".join(said)) < len(pieces[0].text):
                return False
        elif not all(any(piece.text in text for text in said) for piece in (pieces[0], pieces[-1])):
            return False
    return True


def may_name(part: str, names: Iterable[str]) -> bool:
    """Whether a part of a name may name whoever has these full names."""
    return any(similarity(part, name).probability >= SURE for name in names)


def alike(one: str, two: str) -> float:
    """How alike two names are in the part in which they are least so: one surname does not make Julia of Julian."""
    found = similarity(one, two)
    if len(found.alignment) < 2:
        return found.probability
    return min(found.probability, *[similarity(pair.a, pair.b).probability for pair in found.alignment])
