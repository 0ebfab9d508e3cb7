"""Golden files: beside a page, NAME.txt, what a careful reader finds in it, NAME.json.

The page is read as any user's page is: from bytes, its format detected. So a golden file also holds the format to
its own pages.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..errors import TranscriptError
from ..export.summary import summary, to_text
from ..pipeline import read

__all__ = ["NoGolden", "beside", "compare", "generate", "pages_in"]

PAGES = "*.txt"
LONGEST_DIFFERENCE = 200  # lines that are shown of one


class NoGolden(TranscriptError):
    """There is no golden file for a page, or none that can be read or written."""


def pages_in(folder: Path) -> list[Path]:
    """The pages (``*.txt``) in a folder and the folders in it, by name."""
    return sorted(path for path in folder.rglob(PAGES) if path.is_file())


def beside(page: Path) -> Path:
    """Where the golden file of a page is. Raises ``NoGolden`` for a page whose own name is in the way."""
    golden = page.with_suffix(".json")
    if golden == page:
        raise NoGolden(f"its golden file would be the page itself; name the page {page.stem}.txt")
    return golden


def generate(page: Path) -> str:
    """Write the golden file of a page, and say what became of it: ``"new"``, ``"changed"`` or ``"same"``.

    Read a change before you keep it: what is written is what was found, right or wrong. Raises ``OSError`` and
    ``DecodeError`` for a page that cannot be read, ``NoGolden`` where its golden file cannot be written.
    """
    golden = beside(page)
    found = to_text(summary(read(page))).encode()
    before = golden.read_bytes() if golden.exists() else None
    if before == found:
        return "same"
    try:
        golden.write_bytes(found)
    except OSError as error:
        raise NoGolden(f"cannot write {golden.name}: {error.strerror}") from error
    return "new" if before is None else "changed"


def compare(page: Path) -> str:
    """How what is found on a page differs from its golden file, as lines with ``-`` and ``+``; empty where it does not.

    Values are compared, not how the JSON is laid out. Raises as ``generate``.
    """
    golden = beside(page)
    found = json.loads(to_text(summary(read(page))))
    wanted = _expected(golden)
    if wanted == found:
        return ""
    lines = difflib.unified_diff(
        to_text(wanted).splitlines(),
        to_text(found).splitlines(),
        fromfile=f"{golden} (golden)",
        tofile=f"{page} (found)",
        n=2,
        lineterm="",
    )
    return "\n".join(_shortened(lines))


def _expected(golden: Path) -> Any:
    try:
        return json.loads(golden.read_bytes().decode())
    except FileNotFoundError:
        raise NoGolden(f"there is no {golden.name} beside it; `transcripts golden generate` writes it") from None
    except (ValueError, RecursionError) as error:
        raise NoGolden(f"{golden.name} is not JSON: {error}") from None


def _shortened(lines: Iterable[str]) -> list[str]:
    shown = list(lines)
    left = len(shown) - LONGEST_DIFFERENCE
    return shown if left <= 0 else [*shown[:LONGEST_DIFFERENCE], f"… and {left} more lines"]
