"""What an alignment shows to be amiss: labels lost or wrong, turns left out, two pages that are not one call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..model import Call, Notice, NoticeCode, Paragraph, Severity, Span, Speaker, Turn, clip
from .links import LinkKind, PersonLink, TurnLink

_SURE = 0.9  # the score of a link from which a label that contradicts it is reported
_HARDLY = (
    0.5  # the share of the translation in turns that something ties to the original, under which it is hardly one call
)


def reports(call: Call, links: Sequence[TurnLink], people: Sequence[PersonLink]) -> tuple[Notice, ...]:
    """The notices on a translation, in the order of its page."""
    partner = {link.chinese.id: link.english for link in people}
    found: list[Notice] = []
    last = call.turns[-1].label_span if call.turns else None
    for number, link in enumerate(links):
        if link.chinese:
            found += _wrong_labels(link, partner)
            found += _lost_labels(link)
            continue
        after = next((later.chinese[0].label_span for later in links[number + 1 :] if later.chinese), None)
        found += [_dropped(turn, after, last) for turn in link.english]
    size = sum([len(turn.text) for turn in call.turns])
    tied = sum([len(turn.text) for link in links if link.evidence for turn in link.chinese])
    if size and tied < _HARDLY * size:
        message = (
            f"names, numbers or Latin words tie {tied / size:.0%} of it to the original: are the two pages one call?"
        )
        found.insert(0, Notice(code=NoticeCode.UNALIGNED, severity=Severity.WARNING, message=message))
    return tuple(found)


def _dropped(turn: Turn, after: Span | None, last: Span | None) -> Notice:
    """The notice on a turn that is left out before the label at ``after``, or behind the last."""
    where = "before this turn" if after is not None else "behind the last turn"
    return Notice(
        code=NoticeCode.DROPPED_TURN,
        severity=Severity.INFO,
        message=f"the translation leaves out what {turn.speaker} says {where}: {clip(turn.text, 60)!r}",
        span=after or last,
    )


def _wrong_labels(link: TurnLink, partner: Mapping[str, Speaker]) -> Iterator[Notice]:
    """Labels that name somebody else than the original does, where what is said leaves no doubt whose turn it is."""
    if len(link.english) != 1 or link.score < _SURE:
        return
    says = link.english[0].speaker
    for turn in link.chinese:
        who = partner.get(turn.speaker.id)
        if turn.label and who is not None and who.id != says.id:
            yield Notice(
                code=NoticeCode.WRONG_LABEL,
                severity=Severity.WARNING,
                message=f"the label {turn.label!r} stands above what {says} says in the original",
                span=turn.label_span,
            )


def _lost_labels(link: TurnLink) -> Iterator[Notice]:
    """Places inside a turn where the original has somebody else speak."""
    if link.kind is not LinkKind.MERGED:
        return
    for before, turn in zip(link.english, link.english[1:], strict=False):
        if turn.speaker.id == before.speaker.id:
            continue
        first = turn.said[0]
        place = next((p.chinese[0] for p in link.paragraphs if p.chinese and _holds(p.english, first)), None)
        yield Notice(
            code=NoticeCode.LOST_LABEL,
            severity=Severity.WARNING,
            message=f"{turn.speaker} begins to speak here in the original, and the translation prints no label",
            span=link.chinese[0].label_span if place is None else place.span,
        )


def _holds(paragraphs: Sequence[Paragraph], wanted: Paragraph) -> bool:
    return any(paragraph is wanted for paragraph in paragraphs)
