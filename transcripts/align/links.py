"""What an alignment says: links of turns, of paragraphs and of people."""

from __future__ import annotations

from enum import StrEnum

import attrs

from ..model import Paragraph, Speaker, Turn


class LinkKind(StrEnum):
    """How many turns, or paragraphs, stand beside each other."""

    ONE_TO_ONE = "one-to-one"
    DROPPED = "dropped"  # in the original only
    ADDED = "added"  # in the translation only
    MERGED = "merged"  # several of the original are one in the translation
    SPLIT = "split"  # one of the original is several in the translation
    SEVERAL = "several"  # several paragraphs beside several, cut at other places


def kind_of(chinese: int, english: int) -> LinkKind:
    """The kind of a link of so many beside so many."""
    if not chinese or not english:
        return LinkKind.ADDED if chinese else LinkKind.DROPPED
    if chinese == english == 1:
        return LinkKind.ONE_TO_ONE
    if chinese > 1 and english > 1:
        return LinkKind.SEVERAL
    return LinkKind.MERGED if english > 1 else LinkKind.SPLIT


@attrs.frozen(slots=True, kw_only=True, repr=False)
class ParagraphLink:
    """Paragraphs that say the same; empty on one side where the other stands alone."""

    chinese: tuple[Paragraph, ...]
    english: tuple[Paragraph, ...]

    @property
    def kind(self) -> LinkKind:
        """How many stand beside how many."""
        return kind_of(len(self.chinese), len(self.english))

    def __repr__(self) -> str:
        return f"<ParagraphLink {len(self.chinese)}:{len(self.english)}>"


@attrs.frozen(slots=True, kw_only=True, repr=False)
class TurnLink:
    """Turns that say the same; empty on one side where the other stands alone.

    ``score`` (0..1) is how sure that is, ``evidence`` what in the turns speaks for it, in words: none where only their order,
    their lengths and who speaks do. ``paragraphs`` covers every paragraph of the turns once, in order.
    """

    chinese: tuple[Turn, ...]
    english: tuple[Turn, ...]
    score: float = 1.0
    evidence: tuple[str, ...] = ()
    paragraphs: tuple[ParagraphLink, ...] = ()

    @property
    def kind(self) -> LinkKind:
        """One to one, dropped, added, merged or split."""
        return kind_of(len(self.chinese), len(self.english))

    def __repr__(self) -> str:
        sides = [
            "+".join([f"{turn.index} {turn.label}" for turn in turns]) or "–" for turns in (self.chinese, self.english)
        ]
        return f"<TurnLink {sides[0]} = {sides[1]} ({self.kind.value})>"


@attrs.frozen(slots=True, kw_only=True, repr=False)
class PersonLink:
    """A speaker of the translation and who that is in the original.

    ``turns`` are the turns that stand beside each other under the two, ``score`` (0..1) how sure the link is, ``why`` what
    the names say of it.
    """

    chinese: Speaker
    english: Speaker
    turns: tuple[Turn, ...]
    score: float
    why: str

    def __repr__(self) -> str:
        return f"<PersonLink {self.chinese} = {self.english}: {len(self.turns)} turns, {self.score:.2f}>"
