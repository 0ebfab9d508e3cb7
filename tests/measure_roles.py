"""How well the shape of a dialogue tells who asks: `python tests/measure_roles.py FOLDER`.

The folder holds pages with gold (NAME.txt, NAME.gold.json), and ../score/score.py stands beside it. What labels, lists,
titles and introductions say of a speaker's role is set aside, but for the operator's; what is left is the model of
transcripts/speakers/asking.tsv. Each row leaves one of its weights out.
"""

# A command whose figures are its output, so it prints.
# ruff: noqa: T201
from __future__ import annotations

import argparse
import importlib.util
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from unittest import mock

import transcripts
from transcripts.model import Notice, Role
from transcripts.speakers import asking, roles
from transcripts.speakers.person import Person
from transcripts.turns import Draft

ASKING = ("analyst", "executive")  # roles of the gold that the model tells apart


def main() -> None:
    """Print the share of speakers that are told right, with all weights and without each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    pages = list(_pages(parser.parse_args().folder))
    call, talk = asking.weights()
    print(f"{'nothing':16}{measure(pages):8.4f}")
    for name in list(call):
        without = ({**call, name: 0.0}, {**talk, name: 0.0})
        with mock.patch.object(asking, "weights", lambda without=without: without):
            print(f"{name:16}{measure(pages):8.4f}")


def measure(pages: list[tuple[asking.Dialogue, dict[Person, str]]]) -> float:
    """The share of speakers whose likelihood is on the right side of a half."""
    right = asked = 0
    for page, gold in pages:
        told = asking.likelihoods(page, list(gold), frozenset())
        right += sum((told[person] >= roles.ASKER) == (role == "analyst") for person, role in gold.items())
        asked += len(gold)
    return right / asked


def _pages(folder: Path) -> Iterator[tuple[asking.Dialogue, dict[Person, str]]]:
    """The pages with gold, read up to where roles are given, and the speakers whose role the gold says."""
    score = _module(folder.parent / "score" / "score.py")
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text("utf-8"))["turns"]
        seen: list[asking.Dialogue] = []

        def stop(
            text: str,
            drafts: list[Draft],
            speaking: list[Person],
            introduced: set[Person],
            shape: list[float | None],
            seen: list[asking.Dialogue] = seen,
        ) -> list[Notice]:
            operators = {person for person in speaking if person.role is Role.OPERATOR}
            for person in set(speaking) - operators:
                person.role = Role.UNKNOWN
            seen.append(asking.Dialogue(text, drafts, speaking, shape, operators))
            return []

        with mock.patch.object(roles, "assign", stop):
            call = transcripts.parse(path.with_name(path.name.replace(".gold.json", ".txt")).read_text("utf-8"))
        if not seen:
            continue
        votes: dict[Person, Counter[str]] = defaultdict(Counter)
        for i, j in score.match_turns(gold, call.to_dict()["turns"]).items():
            if gold[i].get("role") in ASKING:
                votes[seen[0].speaking[j]][gold[i]["role"]] += 1
        yield seen[0], {person: count.most_common(1)[0][0] for person, count in votes.items()}


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
