"""Pages in tests/fixtures, each beside the JSON of what a careful reader finds in it.

``transcripts golden generate tests/fixtures`` writes the JSON anew; read the difference before you keep it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from transcripts.kit.golden import compare, pages_in

PAGES = pages_in(Path(__file__).parent / "fixtures")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.stem}")
def test_page_reads_as_its_reader_says(page: Path) -> None:
    if difference := compare(page):
        pytest.fail(difference, pytrace=False)
