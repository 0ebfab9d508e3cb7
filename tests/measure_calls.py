"""What the library finds of calls once their lists are hidden: `python tests/measure_calls.py FOLDER`.

The folder holds English calls that say who is who (lists of participants, titles in labels, FactSet's Q and A), as .txt or
.json files. Each is read whole, written again with nothing but names above speech (no lists, titles, firms, headings; with
the operator's turns and without), and read again. What the whole page said is the reference; nobody here wrote it.

* roles: speakers who ask, or who answer; and the share of calls in which every role is right
* sections: turns in the section that the page's headings gave them
* pairs: executives' turns of some length in the questions that are answers to whoever asked last
* announced: question turns that announce how many parts they have and are not gone on with, cut into that many
"""

# A command whose figures are its output, so it prints.
# ruff: noqa: T201
from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import transcripts
from transcripts import Call, Role, RoleSource, Section, Speaker, Turn

ASKS = (Role.ANALYST, Role.INVESTOR, Role.MEDIA)
ANSWERS = (Role.EXECUTIVE, Role.MODERATOR)  # who hosts for the company is one of it
KNOWN = (RoleSource.STATED, RoleSource.LISTED)
WORDS = 12  # of a turn that says something
LEAST = 4  # known speakers of a call that is counted
NUMBERS = {"two": 2, "couple": 2, "three": 3, "four": 4, "five": 5}
ANNOUNCES = re.compile(
    r"\b(?:I|I've|I’ve|we|have|just|ask|had|maybe|got|my)\b[^.?!]{0,24}?\b(two|three|four|five|a couple(?: of)?|couple)\s"
    r"(?:quick |short |different |brief |small |separate |real quick )?(?:questions|follow-ups)\b",
    re.IGNORECASE,
)


def main() -> None:
    """Print the figures of a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true", help="print what is wrong as well")
    asked = parser.parse_args()
    counts: dict[str, Counter[str]] = {}
    pages = Counter[str]()
    for path in sorted(asked.folder.iterdir()):
        if path.suffix.casefold() not in (".txt", ".json"):
            continue
        call = transcripts.read(path)
        told = known_roles(call)
        pages[call.format] += 1
        if len(told) < LEAST or not {True, False} <= set(told.values()):
            pages["without roles"] += 1
            continue
        for how, kept in (("with the operator", True), ("without the operator", False)):
            hidden = transcripts.parse(written(call, operator=kept), format="nameline")
            found = counts.setdefault(how, Counter())
            wrong = measure(call, hidden, told, found)
            for miss in wrong if asked.misses else ():
                print(f"{path.name}, {how}: {miss}")
        announced(call, counts.setdefault("the whole page", Counter()))
    print(f"\n{sum(pages.values()) - pages['without roles']} calls: {dict(pages)}")
    for how, found in counts.items():
        print(f"\n{how}")
        for figure in ("roles", "calls with every role right", "sections", "pairs", "announced"):
            if found[f"{figure} of"]:
                share = found[figure] / found[f"{figure} of"]
                print(f"  {figure:28} {share:.4f}  of {found[f'{figure} of']}")


def known_roles(call: Call) -> dict[str, bool]:
    """Who of a call asks, by name: those whose role the page says."""
    told: dict[str, bool] = {}
    for speaker in call.speakers:
        if speaker.name is not None and speaker.role_source in KNOWN and speaker.role in (*ASKS, *ANSWERS):
            told[speaker.name] = speaker.role in ASKS
    return told


def written(call: Call, *, operator: bool) -> str:
    """The call with nothing but names above speech."""
    lines = []
    for turn in turns_of(call, operator=operator):
        lines += ["", name_of(turn.speaker), *[p.text.replace("\n", " ") for p in turn.said]]
    return "\n".join(lines) + "\n"


def turns_of(call: Call, *, operator: bool) -> list[Turn]:
    """The turns that are written."""
    return [turn for turn in call.turns if operator or turn.speaker.role is not Role.OPERATOR]


def name_of(speaker: Speaker) -> str:
    """What is printed for a speaker."""
    if speaker.role is Role.OPERATOR:
        return "Operator"
    return (speaker.name or "Unidentified Speaker").replace("\\", "")  # O\'Hale, as a program wrote it


def measure(call: Call, hidden: Call, told: dict[str, bool], found: Counter[str]) -> Iterator[str]:
    """Count what was found of one call, and give what is wrong."""
    roles = {speaker.name: speaker.role for speaker in hidden.speakers if speaker.name is not None}
    wrong = [
        name for name, asks in told.items() if roles.get(name.replace("\\", "")) not in (ASKS if asks else ANSWERS)
    ]
    found["roles of"] += len(told)
    found["roles"] += len(told) - len(wrong)
    found["calls with every role right of"] += 1
    found["calls with every role right"] += not wrong
    beside = {begins(turn): turn for turn in hidden.turns}
    headed = {turn.section for turn in call.turns} >= {Section.PREPARED, Section.QA}
    for turn in call.turns if headed else ():
        if (again := beside.get(begins(turn))) is not None:
            found["sections of"] += 1
            found["sections"] += again.section is turn.section
    asker_of = {begins(answer.turn): pair.asker.name for pair in hidden.qa_pairs for answer in pair.answers}
    for turn, asker in answers(call.turns, told):
        found["pairs of"] += 1
        found["pairs"] += asker_of.get(begins(turn)) == asker
    return (f"{name} is {roles.get(name)}" for name in wrong)


def begins(turn: Turn) -> str:
    """How a turn begins, by which it is known again."""
    return " ".join(turn.text.split())[:80]


def answers(turns: Iterable[Turn], told: dict[str, bool]) -> Iterator[tuple[Turn, str]]:
    """The company's turns of some length in the questions, each with who asked last."""
    asker: str | None = None
    for turn in turns:
        asks = told.get(turn.speaker.name or "")
        if turn.section is Section.PREPARED or turn.speaker.role is Role.OPERATOR:
            asker = None
        elif asks:
            asker = turn.speaker.name
        elif asker is not None and asks is False and _says_something(turn):
            yield turn, asker


def _says_something(turn: Turn) -> bool:
    return turn.speaker.role is Role.EXECUTIVE and len(turn.text.split()) >= WORDS


def announced(call: Call, found: Counter[str]) -> None:
    """Count question turns that announce a number of parts and have them all, and those cut into as many."""
    for number, pair in enumerate(call.qa_pairs):
        match = ANNOUNCES.search(pair.question_turns[0].text[:400])
        after = call.qa_pairs[number + 1] if number + 1 < len(call.qa_pairs) else None
        if match is None or len(pair.question_turns) > 1 or (after is not None and after.follows == pair.index):
            continue
        found["announced of"] += 1
        found["announced"] += len(pair.questions) == _number(match[1])


def _number(word: str) -> int:
    words: Sequence[str] = [part for part in word.casefold().split() if part in NUMBERS]
    return NUMBERS[words[0]]


if __name__ == "__main__":
    main()
