"""The machine of questions and answers is the table that docs/architecture.md shows."""

from __future__ import annotations

import re
from pathlib import Path

from transcripts.qa.exchanges import TABLE, Do, Event, State

SHOWN = tuple(event for event in Event if event is not Event.HANDS_OVER)


def drawn(page: str) -> dict[tuple[State, Event], tuple[Do, State]]:
    found: dict[tuple[State, Event], tuple[Do, State]] = {}
    for row in page.splitlines():
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        if len(cells) != len(SHOWN) + 1 or cells[0] not in State.__members__:
            continue
        for event, cell in zip(SHOWN, cells[1:], strict=True):
            if cell:
                do, _, state = cell.rpartition("→")
                found[State[cells[0]], event] = (Do[do.strip() or "NOTHING"], State[state.strip()])
    return found


def test_the_drawing_is_the_table(root: Path) -> None:
    page = (root / "docs" / "architecture.md").read_text("utf-8")
    assert drawn(page) == TABLE


def test_the_drawing_names_every_event(root: Path) -> None:
    page = (root / "docs" / "architecture.md").read_text("utf-8")
    head = next(row for row in page.splitlines() if row.startswith("| state |"))
    assert re.findall(r"[A-Z_]+", head) == [event.name for event in SHOWN]
