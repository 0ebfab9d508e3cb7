"""A call as a careful reader would jot it down: what the fixtures hold and a person can check."""

from __future__ import annotations

from typing import Any

from transcripts import Call, QAPair, Question


def summary(call: Call) -> dict[str, Any]:
    return {
        "format": call.format,
        "title": call.title,
        "company": call.company,
        "period": str(call.period) if call.period else None,
        "speakers": {
            str(s): " ".join(filter(None, [s.role, f"({s.role_source})" if s.role_source else "", s.title, s.firm]))
            + "".join([f" | {a.text} [{a.how}] x{len(a.spans)}" for a in s.aliases])
            for s in call.speakers
        },
        "turns": [f"{t.section or '-'} {t.label}: {t.text[:16]}" for t in call.turns],
        "pairs": [_pair(pair) for pair in call.qa_pairs],
        "notices": [n.code for n in call.notices],
    }


def _pair(pair: QAPair) -> dict[str, Any]:
    return {
        "asks": f"{pair.asker}" + (f", follows {pair.follows}" if pair.follows is not None else ""),
        "parts": [_part(n, q) for n, q in enumerate(pair.questions)],
        "answers": [
            f"{a.speaker} on {[pair.questions.index(q) for q in s.questions]} ({s.evidence}): {s.text[:16]}"
            for a in pair.answers
            for s in a.segments
        ],
    }


def _part(n: int, question: Question) -> str:
    to = f" to {', '.join(map(str, question.addressees))}" if question.addressees else ""
    return f"{n}{to}: {question.text[:20]}...{question.text[-8:]}"
