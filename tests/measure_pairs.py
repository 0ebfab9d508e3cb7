"""What each kind of evidence is worth to the answers: `python tests/measure_pairs.py FOLDER`.

The folder holds pages with gold (NAME.txt, NAME.gold.json), and ../score/score.py stands beside it. Each row leaves one
kind of evidence out: of transcripts/qa/weights.tsv, which puts answers on parts, and of transcripts/qa/breaks.tsv, which
cuts questions into parts.
"""

# A command whose figures are its output, so it prints.
# ruff: noqa: T201
from __future__ import annotations

import argparse
import importlib.util
import json
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock

import transcripts
from transcripts.qa import breaks, weights
from transcripts.qa.weights import Weights

ANSWERS = ("answer turn -> part", "answer characters on the right part")
PARTS = ("question parts", "part count exact", *ANSWERS)


def main() -> None:
    """Print the table, a line for each kind that is left out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    score = _module(folder.parent / "score" / "score.py")
    shipped = Weights.shipped()
    rows = {"nothing": shipped} | {kind: shipped.without(kind) for kind in weights.kinds()}
    alone = shipped
    for kind in weights.kinds():
        alone = alone if kind == "order" else alone.without(kind)
    rows["all but order"] = alone
    _head("left out of the answers", ANSWERS)
    for name, used in rows.items():
        with mock.patch.object(weights, "_shipped", lambda used=used: used):
            _row(name, measure(folder, score, ANSWERS))
    _head("left out of the parts", PARTS)
    for name in ("nothing", *breaks.kinds()):
        table = breaks.without(name)
        with mock.patch.object(breaks, "weights", lambda table=table: table):
            _row(name, measure(folder, score, PARTS))


def _head(what: str, figures: tuple[str, ...]) -> None:
    print(f"\n{what:26}" + "".join([f"{name:>38}" for name in figures]))


def _row(name: str, figures: dict[str, float]) -> None:
    print(f"{name:26}" + "".join([f"{figure:38.4f}" for figure in figures.values()]))


def measure(folder: Path, score: ModuleType, figures: tuple[str, ...]) -> dict[str, float]:
    """Figures of ``score.py`` over the pages of a folder whose gold has pairs of several parts."""
    total: dict[str, Any] = defaultdict(score.Tally)
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        if any(len(pair["questions"]) > 1 for pair in gold.get("qa_pairs", ())):
            text = path.with_name(path.name.replace(".gold.json", ".txt")).read_text("utf-8")
            score.score_one(text, gold, transcripts.parse(text).to_dict(), total)
    return {name: total[name].f1 for name in figures}


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
