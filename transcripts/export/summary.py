"""A call as a careful reader would jot it down: what golden files beside pages hold.

Not a way to keep a call (that is ``export.json``): heads of what is said, and how each thing is known. It shows what
a change of the rules changes, and a person can write or correct it by hand.
"""

from __future__ import annotations

import json
from typing import Any

from ..model import Call, QAPair, Question, Speaker, Turn

__all__ = ["summary", "to_text"]


def to_text(noted: Any) -> str:
    """A summary as JSON that a person can read: one turn, part or passage a line. It can be written as UTF-8."""
    text = json.dumps(noted, ensure_ascii=False, indent=1) + "\n"
    return text.encode("utf-8", "backslashreplace").decode()  # a lone surrogate becomes its escape, as JSON has it


def summary(call: Call) -> dict[str, Any]:
    """A call as plain values: who is there, the head of each turn, who asks and who answers what."""
    return {
        "format": call.format,
        "title": call.title,
        "company": call.company,
        "period": str(call.period) if call.period else None,
        "speakers": _speakers(call.speakers),
        "turns": [_turn(turn) for turn in call.turns],
        "pairs": [_pair(pair) for pair in call.qa_pairs],
        "notices": [n.code for n in call.notices],
    }


def _speakers(speakers: tuple[Speaker, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for s in speakers:
        key = str(s) if str(s) not in found else f"{s} ({s.id})"  # two people of one name
        found[key] = " ".join(filter(None, [s.role, f"({s.role_source})" if s.role_source else "", s.title, s.firm]))
        found[key] += "".join([f" | {a.text} [{a.how}] x{len(a.spans)}" for a in s.aliases])
    return found


def _turn(turn: Turn) -> str:
    """The section, the label and the head of what is said; what few turns have, where there is any."""
    label = turn.label
    if turn.twin_label:
        label += f" = {turn.twin_label}"
    if turn.speaks_for:
        label += f" for {turn.speaks_for}"
    if turn.start is not None:
        label += f" at {turn.start:g} s"
    translated = "".join([f" = {p.text[:16]}" for p in turn.translation[:1]])
    return f"{turn.section or '-'} {label}: {turn.text[:16]}{translated}"


def _pair(pair: QAPair) -> dict[str, Any]:
    declined = [f"{[pair.questions.index(q) for q in d.questions]}: {d.text[:24]}" for d in pair.declined]
    return {
        "asks": f"{pair.asker}" + (f", follows {pair.follows}" if pair.follows is not None else ""),
        "parts": [_part(n, q) for n, q in enumerate(pair.questions)],
        "answers": [
            f"{a.speaker} on {[pair.questions.index(q) for q in s.questions]} ({s.evidence}): {s.text[:16]}"
            for a in pair.answers
            for s in a.segments
        ],
        **({"declined": declined} if declined else {}),
    }


def _part(n: int, question: Question) -> str:
    to = f" to {', '.join(map(str, question.addressees))}" if question.addressees else ""
    to += f", asked {len(question.subquestions)} ways" if len(question.subquestions) > 1 else ""
    return f"{n}{to}: {question.text[:20]}...{question.text[-8:]}"
