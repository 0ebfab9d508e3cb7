"""How long ``import transcripts`` takes beyond starting Python."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

CASES = {
    "bare Python": "pass",
    "import transcripts": "import transcripts",
    "a first parse": "import transcripts; transcripts.parse('安娜·李:\\n大家好,我们开始。\\n\\n王珂:\\n谢谢安娜。')",
}


def test_import_time(measuring: bool, table: Any, root: Path) -> None:
    """Wall clock of whole processes, in turn, so that a busy machine slows all of them."""
    found: dict[str, list[float]] = {name: [] for name in CASES}
    for _ in range(21 if measuring else 1):
        for name, code in CASES.items():
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True, cwd=root)
            found[name].append(time.perf_counter() - start)
    bare = median(found["bare Python"])
    for name, times in found.items():
        table.add(
            "import, median of whole processes",
            name,
            f"{median(times) * 1000:8.1f} ms  {(median(times) - bare) * 1000:8.1f} ms over bare Python",
        )
