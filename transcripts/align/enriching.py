"""A translation with what its original knows of its people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from attrs import evolve

from ..fold import fold, reading, split_name
from ..model import Alias, AliasHow, Call, Names, Notice, Role, RoleSource, Speaker, Turn
from ..qa import pair_up
from ..turns import unwrapped
from .links import PersonLink, TurnLink

_SURE = 0.7  # the score of a link by which a turn without a name gets one
_GUESSED = (None, RoleSource.INFERRED)  # how a role is known that the original knows better


def enriched(call: Call, links: Sequence[TurnLink], people: Sequence[PersonLink], notices: Sequence[Notice]) -> Call:
    """The call with Latin names, firms, titles, roles and sections of the original, its pairs made again."""
    beside = {turn.index: link for link in links if len(link.english) == 1 for turn in link.chinese}
    known = {link.chinese.id: link for link in people}
    turns_of: dict[str, list[Turn]] = defaultdict(list)
    for turn in call.turns:
        turns_of[turn.speaker.id].append(turn)
    speakers: list[Speaker] = []
    speaking: dict[int, Speaker] = {}  # of each turn
    became: dict[str, Speaker] = {}
    for speaker in call.speakers:
        own = turns_of[speaker.id]
        if speaker.id in known:
            parts = [(_informed(speaker, known[speaker.id].english, known[speaker.id].score), own)]
        elif speaker.name is None and speaker.role is not Role.OPERATOR:
            parts = _told_apart(speaker, own, beside)
        else:
            parts = [(speaker, own)]
        for part, his in parts:
            numbered = evolve(part, id=f"s{len(speakers)}")
            speakers.append(numbered)
            became.setdefault(speaker.id, numbered)
            speaking.update(dict.fromkeys([turn.index for turn in his], numbered))
    turns = tuple(
        [
            evolve(
                turn,
                speaker=speaking[turn.index],
                section=turn.section or (beside[turn.index].english[0].section if turn.index in beside else None),
                speaks_for=None if turn.speaks_for is None else became[turn.speaks_for.id],
            )
            for turn in call.turns
        ]
    )
    text = unwrapped(reading(call.source.text), turns)
    return evolve(
        call,
        speakers=tuple(speakers),
        turns=turns,
        qa_pairs=pair_up(turns, speakers, text),
        notices=(*call.notices, *notices),
    )


def _informed(speaker: Speaker, original: Speaker, score: float) -> Speaker:
    """A speaker with what the original says of him where the page says nothing, or less."""
    role, source = speaker.role, speaker.role_source
    knows = original.role is not Role.UNKNOWN and original.role_source not in _GUESSED
    if source in _GUESSED and (knows or (role is Role.UNKNOWN and original.role is not Role.UNKNOWN)):
        role, source = original.role, RoleSource.ORIGINAL
    title, firm = speaker.title is None, speaker.firm is None
    latin = _fuller(original.name, original.names.en)
    aliases = {fold(alias.text): alias for alias in speaker.aliases}
    for name in (latin, original.names.en):
        if name is not None:
            aliases.setdefault(fold(name), Alias(text=name, how=AliasHow.ORIGINAL, score=score))
    return evolve(
        speaker,
        names=Names(zh=speaker.names.zh, en=_fuller(speaker.names.en, latin)),
        role=role,
        role_source=source,
        title=original.title if title else speaker.title,
        canonical_title=original.canonical_title if title else speaker.canonical_title,
        firm=original.firm if firm else speaker.firm,
        canonical_firm=original.canonical_firm if firm else speaker.canonical_firm,
        aliases=tuple(aliases.values()),
    )


def _fuller(name: str | None, other: str | None) -> str | None:
    """A name, or another where that has more parts or the first is none."""
    if name is None or other is None:
        return name or other
    return other if len(split_name(name)) < len(split_name(other)) else name


def _told_apart(
    speaker: Speaker, turns: Sequence[Turn], beside: Mapping[int, TurnLink]
) -> list[tuple[Speaker, list[Turn]]]:
    """Who speaks under a label without a name (分析师): one speaker for each that the original names, with his turns.

    The turns that nothing is sure of stay with the speaker as he was.
    """
    people: dict[str, tuple[Speaker, float]] = {}
    own: dict[str, list[Turn]] = defaultdict(list)
    for turn in turns:
        link = beside.get(turn.index)
        sure = link is not None and link.score >= _SURE and link.english[0].speaker.name is not None
        key = link.english[0].speaker.id if link is not None and sure else ""
        if link is not None and sure:
            score = people[key][1] if key in people else 0.0
            people[key] = link.english[0].speaker, max(score, link.score)
        own[key].append(turn)
    if not people:
        return [(speaker, list(turns))]
    found = []
    for key, several in own.items():
        places = [turn.label_span for turn in several]
        part = evolve(speaker, aliases=_aliases_at(speaker, places)) if len(own) > 1 else speaker
        found.append((_informed(part, *people[key]) if key else part, several))
    return found


def _aliases_at(speaker: Speaker, places: Sequence[tuple[int, int]]) -> tuple[Alias, ...]:
    """A speaker's spellings with those of their places that lie in some labels."""
    aliases = []
    for alias in speaker.aliases:
        spans = tuple([s for s in alias.spans if any(start <= s.start and s.end <= end for start, end in places)])
        if spans:
            aliases.append(evolve(alias, spans=spans))
    return tuple(aliases)
