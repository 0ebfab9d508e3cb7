"""What each kind of evidence is worth to the answers: `python tests/measure_pairs.py FOLDER`.

The folder holds pages with gold (NAME.txt, NAME.gold.json), and ../score/score.py stands beside it. Each row leaves one
kind of evidence of transcripts/qa/weights.tsv out; the last leaves out all but one.
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
from transcripts.qa import weights
from transcripts.qa.weights import Weights

FIGURES = ("answer turn -> part", "answer characters on the right part")


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
    print(f"{'left out':16}" + "".join([f"{name:>40}" for name in FIGURES]))
    for name, used in rows.items():
        with mock.patch.object(weights, "_shipped", lambda used=used: used):
            figures = measure(folder, score)
        print(f"{name:16}" + "".join([f"{figures[name]:40.4f}" for name in FIGURES]))


def measure(folder: Path, score: ModuleType) -> dict[str, float]:
    """The figures of ``score.py`` over the pages of a folder whose gold has pairs of several parts."""
    total: dict[str, Any] = defaultdict(score.Tally)
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        if any(len(pair["questions"]) > 1 for pair in gold.get("qa_pairs", ())):
            text = path.with_name(path.name.replace(".gold.json", ".txt")).read_text("utf-8")
            score.score_one(text, gold, transcripts.parse(text).to_dict(), total)
    return {name: total[name].f1 for name in FIGURES}


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
