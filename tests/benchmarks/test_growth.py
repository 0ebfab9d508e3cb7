"""What twice the page costs by the clock: what goes on inside C, which counting calls does not see.

The shapes are those of law 10.
"""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from itertools import pairwise
from pathlib import Path
from typing import Any

from transcripts import parse


def test_growth_by_the_clock(clock: Any, measuring: bool, table: Any, root: Path) -> None:
    spec = spec_from_file_location("growth", root / "tests" / "laws" / "test_10_growth.py")
    assert spec is not None
    assert spec.loader is not None
    law = module_from_spec(spec)
    spec.loader.exec_module(law)
    for shape, (size, page) in law.SHAPES.items():
        times = []
        for doubled in (1, 2, 4) if measuring else (1,):
            text = page(size * doubled if measuring else 4)
            times.append(clock(lambda text=text: parse(text, format="nameline")))
        growth = "  ".join([f"× {b / a:5.2f}" for a, b in pairwise(times) if a])
        table.add("growth by the clock: twice, and twice again", shape, f"{times[-1] * 1000:8.1f} ms  {growth}")
