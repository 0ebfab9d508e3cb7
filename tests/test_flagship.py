"""The page the library was begun for: who is who on it and who answers what, as docs/evidence.md and docs/pairs.md show it."""

from __future__ import annotations

from pathlib import Path

import pytest

import transcripts
from transcripts import Call, Speaker
from transcripts.names import match

NAMES = (
    "Brian Nowak", "Mark Zuckerberg", "Susan Li", "Eric Sheridan", "Mark Shmulik",
    "Justin Post", "Doug Anmuth", "Ron Josey", "Ken Gawrelski", "Ross Sandler",
)  # fmt: skip
OTHERS = (
    "Tavi Hall", "Nora Backlund", "Otto Weber", "Ida Brandt", "Corin Okonjo",
    "Vera Costa", "Marco Stern", "Larkin Holm", "Tessa Brandvold", "Idris Marchetti",
)  # fmt: skip


@pytest.fixture(scope="module")
def path(shared: Path) -> Path:
    return shared / "data" / "meta-2024q4.txt"


@pytest.fixture(scope="module")
def call(path: Path) -> Call:
    return transcripts.read(path)


def _rows(root: Path, heading: str, page: str = "evidence.md") -> list[list[str]]:
    """The rows of the first table under a heading of a page in the docs."""
    text = (root / "docs" / page).read_text(encoding="utf-8").split(heading, 1)[1]
    lines = text[text.index("|") :].split("\n\n")[0].splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def _named(call: Call, name: str) -> Speaker:
    speaker = call.find(name)
    assert speaker is not None
    return speaker


def test_the_docs_show_what_is_found(call: Call, root: Path) -> None:
    found = [
        [
            str(speaker.name) if not number else "",
            f"{speaker.role}, {speaker.role_source}" if not number else "",
            alias.text,
            str(alias.how),
            f"{alias.score:.2f}",
            str(len(alias.spans)),
        ]
        for speaker in call.speakers
        for number, alias in enumerate(speaker.aliases)
    ]
    assert _rows(root, "## Without a roster") == found


def test_every_bare_first_name_of_two_people_is_the_executive(call: Call) -> None:
    mark = _named(call, "马克·扎克伯格")
    (bare,) = [alias for alias in mark.aliases if alias.text == "马克"]
    assert len(bare.spans) == 11
    assert all(alias.text != "马克" for alias in _named(call, "马克·史穆里克").aliases)
    assert _named(call, "苏珊") is _named(call, "Susan")


def test_a_roster_of_latin_names_names_everybody(path: Path, root: Path) -> None:
    known = transcripts.read(path, roster=NAMES)
    assert [speaker.names.en for speaker in known.speakers] == list(NAMES)
    found = match([str(speaker.name) for speaker in known.speakers], NAMES)
    shown = [[one.name, str(one.entry), one.why.removeprefix("part by part: ")] for one in found]
    assert _rows(root, "## With a roster") == shown
    assert known.notices == ()


def test_a_roster_of_others_changes_nothing_and_says_so(path: Path, call: Call) -> None:
    other = transcripts.read(path, roster=OTHERS)
    assert other.speakers == call.speakers
    assert other.qa_pairs == call.qa_pairs
    assert [str(notice.code) for notice in other.notices] == ["unused-roster"]


def test_the_docs_show_who_answers_what(call: Call, root: Path) -> None:
    found = []
    for pair in call.qa_pairs:
        numbers = {id(question): str(number) for number, question in enumerate(pair.questions, 1)}
        parts = [
            f"{numbers[id(question)]} to {' and '.join(map(str, question.addressees))}"
            if question.addressees
            else numbers[id(question)]
            for question in pair.questions
        ]
        passages = [
            f"{answer.speaker}: "
            + ", ".join(
                [f"{'+'.join([numbers[id(q)] for q in one.questions])} ({one.evidence})" for one in answer.segments]
            )
            for answer in pair.answers
        ]
        found.append([str(pair.index + 1), str(pair.asker), ", ".join(parts), "; ".join(passages)])
    assert _rows(root, "## On one real page", "pairs.md") == found
