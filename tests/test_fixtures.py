"""Pages in tests/fixtures, each beside the JSON of what a careful reader finds in it.

``python tests/test_fixtures.py`` writes the JSON anew; read the difference before you keep it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import transcripts
from transcripts import Call, QAPair, Question

PAGES = sorted((Path(__file__).parent / "fixtures").glob("*/*.txt"))


def read(page: Path) -> str:
    call = transcripts.parse(page.read_bytes().decode("utf-8"))
    return json.dumps(summary(call), ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.stem}")
def test_page_reads_as_its_reader_says(page: Path) -> None:
    assert json.loads(read(page)) == json.loads(page.with_suffix(".json").read_text("utf-8"))


def summary(call: Call) -> dict[str, Any]:
    """A call as a careful reader would jot it down."""
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


if __name__ == "__main__":
    for one in PAGES:
        one.with_suffix(".json").write_text(read(one), "utf-8")
