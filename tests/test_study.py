"""The study in examples/ from end to end: what the tables say is what the program that invented the calls decided."""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from transcripts.batch import convert

pytest.importorskip("duckdb")


@pytest.fixture(scope="module")
def study(root: Path) -> ModuleType:
    sys.path.insert(0, str(root / "examples" / "study"))
    try:
        import corpus
        import study

        study.corpus = corpus  # type: ignore[attr-defined]
        return study
    finally:
        del sys.path[0]


@pytest.fixture(scope="module")
def folder(study: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two hundred pages, and the tables made from them."""
    folder = tmp_path_factory.mktemp("study")
    study.corpus.write(folder / "calls")
    summary = convert(folder / "calls" / "*.[th][xt]*", folder / "tables")
    assert (summary.pages, summary.failed) == (200, 0)
    return folder


def truth(folder: Path) -> list[dict[str, str]]:
    with (folder / "calls" / "truth.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_who_asks_how_much(study: ModuleType, folder: Path) -> None:
    asked = Counter(row["analyst"] for row in truth(folder))
    calls = Counter(analyst for _, analyst in {(row["call"], row["analyst"]) for row in truth(folder)})
    found = study.ask(study.BY_ANALYST, folder / "tables").fetchall()
    assert {row[0]: row[4] for row in found} == asked
    assert {row[0]: row[2] for row in found} == calls
    assert {row[0]: row[1] for row in found} == study.corpus.ANALYSTS


def test_every_part_is_found_as_it_was_invented(study: ModuleType, folder: Path) -> None:
    invented = [(row["call"], row["analyst"], row["answered"] == "True") for row in truth(folder)]
    rows = study.ask(
        "SELECT id, asker, answered FROM '{tables}/parts.parquet' ORDER BY id, pair, part", folder / "tables"
    )
    found = [(Path(id).stem, asker, answered) for id, asker, answered in rows.fetchall()]
    assert found == sorted(invented, key=lambda part: part[0])


def test_who_leaves_what_unanswered(study: ModuleType, folder: Path) -> None:
    unanswered = Counter(row["executive"] for row in truth(folder) if row["answered"] == "False")
    found = {row[1]: row[3] for row in study.ask(study.BY_EXECUTIVE, folder / "tables").fetchall()}
    assert sum(unanswered.values()) > 100
    # one part is put to nobody: who says nothing all call long is no speaker of it
    assert sum(unanswered.values()) - sum(found.values()) <= 1
    assert all(found[name] <= n <= found[name] + 1 for name, n in unanswered.items())


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of what matplotlib uses
def test_a_plot(study: ModuleType, folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    study.plot(folder / "tables", tmp_path / "unanswered.svg")
    assert "<svg" in (tmp_path / "unanswered.svg").read_text("utf-8")
