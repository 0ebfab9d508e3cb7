"""A call as Markdown: what a reader wants of it, to be put into notes or before a language model.

Prose of the page is escaped, so that it shows as it was printed; how each thing is known stands in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Answer, Call, QAPair, Segment, Speaker
from .flat import passages

__all__ = ["plain", "to_markdown"]

_SPECIAL = re.compile(r"[\\`*_\[\]<>|#~]|&(?=#?\w+;)")
_STARTS = re.compile(r"^(?=[-+=])|^(\d+)(?=[.)])")  # what would be a list, or the line under a heading


def to_markdown(call: Call) -> str:
    """A call as Markdown: title and facts, who speaks, each exchange in parts with what answers them, what was prepared.

    Ends with a line end. The same call gives the same text.
    """
    return "\n".join(_lines(call)) + "\n"


def _lines(call: Call) -> Iterator[str]:
    yield f"# {plain(call.title or call.source.name or 'Call')}"
    facts = {
        "company": call.company,
        "listed as": ", ".join([s.symbol for s in call.securities]),
        "period": str(call.period) if call.period else None,
        "held": call.held,
        "published": call.published,
        "publisher": call.publisher,
    }
    if any(facts.values()):
        yield ""
        yield from [f"- {name}: {plain(fact)}" for name, fact in facts.items() if fact]
    if call.speakers:
        yield from ("", "## Speakers", "", "| name | role | title | firm |", "|---|---|---|---|")
        for s in call.speakers:
            role = f"{s.role.value} ({s.role_source.value})" if s.role_source else s.role.value
            cells = (_called(s), role, s.title, s.firm)
            yield f"| {' | '.join([plain(cell) if cell else '' for cell in cells])} |"
    if call.qa_pairs:
        yield from ("", "## Questions and answers")
        for pair in call.qa_pairs:
            yield from _exchange(pair)
    asked = {t.index for pair in call.qa_pairs for t in (*pair.question_turns, *[a.turn for a in pair.answers])}
    rest = [turn for turn in call.turns if turn.index not in asked]
    if rest:
        yield from ("", "## What else is said")
        for turn in rest:
            yield from ("", f"**{plain(str(turn.speaker))}**")
            for paragraph in turn.said:
                yield from ("", plain(paragraph.text))


def _exchange(pair: QAPair) -> Iterator[str]:
    firm = f" ({pair.asker.canonical_firm or pair.asker.firm})" if pair.asker.firm else ""
    follows = f", following up {pair.follows + 1}" if pair.follows is not None else ""
    yield from ("", f"### {pair.index + 1}. {plain(f'{pair.asker}{firm}')}{follows}")
    for number, question in enumerate(pair.questions, 1):
        head = f"{number}. "
        put_to = f" ({plain('to ' + ', '.join(map(str, question.addressees)))})" if question.addressees else ""
        yield from ("", f"{head}**{plain(question.text)}**{put_to}")
        on = passages(pair, question)
        for answer, segment in on:
            yield from _passage(answer, segment, segment.evidence.value, " " * len(head))
        if not on:
            yield from ("", f"{' ' * len(head)}*no answer found*")
    if not pair.questions:
        for turn in pair.question_turns:
            for paragraph in turn.said:
                yield from ("", plain(paragraph.text))
        yield from ("", "*no question was found in it*")
    for answer in pair.answers:
        for segment in answer.segments:
            if not segment.questions:
                yield from _passage(answer, segment, "on no part", "")


def _passage(answer: Answer, segment: Segment, known: str, indent: str) -> Iterator[str]:
    first, *others = [plain(line) for line in segment.text.splitlines() if line.strip()] or [""]
    yield from ("", f"{indent}{plain(str(answer.speaker))} ({known}): {first}")
    for line in others:
        yield from ("", f"{indent}{line}")


def _called(speaker: Speaker) -> str:
    other = speaker.names.en if speaker.name != speaker.names.en else speaker.names.zh
    return f"{speaker} ({other})" if other and other != str(speaker) else str(speaker)


def plain(text: str) -> str:
    """Text of a page on one line, with nothing in it that Markdown would take for its own."""
    text = _SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))
    return _STARTS.sub(r"\1\\", text)
