"""A translation beside its original: which turn is which, which paragraph, and who is who.

``align`` reads two calls that tell of one event, one in Chinese and one in English, and decides all turns together along
one path through both. What it goes by is in docs/align.md, with figures.
"""

from __future__ import annotations

import attrs

from ..model import Call, Notice, Turn
from .enriching import enriched
from .links import LinkKind, ParagraphLink, PersonLink, TurnLink
from .people import people_of
from .reports import reports
from .turns import turn_links

__all__ = ["Alignment", "LinkKind", "ParagraphLink", "PersonLink", "TurnLink", "align"]


@attrs.frozen(slots=True, kw_only=True, repr=False)
class Alignment:
    """Two calls beside each other.

    ``turns`` covers every turn of both exactly once, in order. ``people`` links speakers of the translation with speakers of
    the original, each at most once. ``notices`` are what is in doubt or amiss, with places in the translation: labels that it
    lost (``lost-label``) or that name somebody else (``wrong-label``), turns that it leaves out (``dropped-turn``), and two
    pages that are hardly one call (``unaligned``).
    """

    chinese: Call
    english: Call
    turns: tuple[TurnLink, ...]
    people: tuple[PersonLink, ...]
    notices: tuple[Notice, ...] = ()

    @property
    def dropped(self) -> tuple[Turn, ...]:
        """The turns of the original that the translation leaves out."""
        return tuple([turn for link in self.turns if not link.chinese for turn in link.english])

    @property
    def added(self) -> tuple[Turn, ...]:
        """The turns of the translation that have none in the original."""
        return tuple([turn for link in self.turns if not link.english for turn in link.chinese])

    def of(self, turn: Turn) -> TurnLink:
        """The link that a turn of either call stands in. Raises ``KeyError`` for a turn of neither."""
        for link in self.turns:
            if any(turn is other for other in (*link.chinese, *link.english)):
                return link
        raise KeyError(f"{turn!r} is in neither call")

    def enrich(self) -> Call:
        """The translation with what the original knows of its people: Latin names, firms, titles, roles, sections.

        Nothing that the page prints is replaced: a role or a firm of its own stays. What came from the original says so
        (``role_source`` and ``alias.how`` are ``original``), and this alignment's ``notices`` stand on the call. A label
        without a name that stands for several people (分析师) becomes one speaker each. Questions and answers are paired
        again with the roles as they are then known.
        """
        return enriched(self.chinese, self.turns, self.people, self.notices)

    def __repr__(self) -> str:
        whole = sum([link.kind is LinkKind.ONE_TO_ONE for link in self.turns])
        return (
            f"<Alignment: {whole} of {len(self.chinese.turns)} turns one to one, {len(self.dropped)} dropped, "
            f"{len(self.people)} people>"
        )


def align(chinese: Call, english: Call) -> Alignment:
    """Put a translation beside its original: turns, the paragraphs in them, people.

    Both are calls as ``parse`` gives them, of any format; ``chinese`` is the translation. Never raises on two calls:
    what has no counterpart stands alone, and two pages that are hardly one call have an ``unaligned`` notice.

    >>> import transcripts
    >>> zh = transcripts.parse("诺拉·黑尔：\\n谢谢。毛利率会回到42%吗？\\n\\n奥托·韦伯：\\n会，明年会回到42%。")
    >>> en = transcripts.parse(
    ...     "Nora Hale:\\nThanks. Will margins be back at 42%?\\n\\nOtto Weber:\\nYes, they will be back at 42% next year."
    ... )
    >>> [(link.chinese.name, link.english.name) for link in transcripts.align(zh, en).people]
    [('诺拉·黑尔', 'Nora Hale'), ('奥托·韦伯', 'Otto Weber')]
    """
    turns = turn_links(chinese, english)
    people = people_of(turns)
    return Alignment(
        chinese=chinese, english=english, turns=turns, people=people, notices=reports(chinese, turns, people)
    )
