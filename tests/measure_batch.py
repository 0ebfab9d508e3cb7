"""How ``transcripts convert`` scales, on generated pages: time, memory and bytes with one worker and with two.

    python tests/measure_batch.py FOLDER [MEGABYTES]

Writes that many megabytes of pages (200) into FOLDER, if they are not there yet, converts all of them with one worker and with two,
and a quarter of them with two, and says what each took: seconds, and the most memory that the processes had together, by what
the kernel holds for them (Linux). The outputs must be the same bytes. Nothing else should run beside it.
"""

# A command whose figures are its output, so it prints.
# ruff: noqa: T201
from __future__ import annotations

import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import NamedTuple

from transcripts import formats
from transcripts.testing import scene

_EVERY = 0.1  # seconds between two looks at the memory


class Took(NamedTuple):
    """Seconds, and megabytes at the most."""

    seconds: float
    memory: float


def write_pages(folder: Path, size: int) -> int:
    """Different pages of about 38 KB; how many. Those of the first quarter stand in ``some/``."""
    written = 0
    random = Random(2026)
    plugin = formats.get("nameline")
    number = 0
    while written < size:
        page = scene(random, exchanges=8, paragraphs=6, sentences=11).page(plugin).encode()
        place = folder / ("some" if written < size // 4 else "others")
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:06}.txt").write_bytes(page)
        written += len(page)
        number += 1
    return number


def convert(pages: Path, out: Path, workers: int) -> Took:
    """Run the command, and watch it."""
    start = time.monotonic()
    command = [sys.executable, "-m", "transcripts", "convert", str(pages), "-o", str(out), "--workers", str(workers)]
    most = 0.0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            most = max(most, _memory(process.pid))
            time.sleep(_EVERY)
    if process.returncode:
        raise SystemExit(f"convert ended with {process.returncode}")
    return Took(time.monotonic() - start, most)


def _memory(pid: int) -> float:
    """Megabytes of a process and its children; what they share is shared out among them."""
    found = 0.0
    todo = [pid]
    while todo:
        pid = todo.pop()
        try:
            todo += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except (OSError, ValueError):  # it has ended
            continue
        found += next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0) / 1000
    return found


def main(folder: Path, megabytes: int) -> None:
    """Write the pages, run, and print a table."""
    pages = folder / "pages"
    if not pages.is_dir():
        print(f"{write_pages(pages, megabytes * 1_000_000):,} pages")
    took = {
        (size, workers): convert(place, folder / f"{size}-{workers}.parquet", workers)
        for size, place, workers in (
            ("a quarter", pages / "some", 2),
            ("all", pages, 2),
            ("all", pages, 1),
        )
    }
    for (size, workers), (seconds, memory) in took.items():
        print(f"{size:<10} {workers} workers  {seconds:7.1f} s  {memory:7.0f} MB at the most")
    same = len({sha256((folder / f"all-{workers}.parquet").read_bytes()).digest() for workers in (1, 2)}) == 1
    print(f"two workers are {took['all', 1].seconds / took['all', 2].seconds:.2f} times as fast as one")
    print(f"memory for all of it: {took['all', 2].memory / took['a quarter', 2].memory:.2f} times that for a quarter")
    print("the same bytes" if same else "NOT the same bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 200)
