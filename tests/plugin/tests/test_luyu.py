"""The format keeps the contract, and reads its pages as their golden files say."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings
from transcripts_luyu import Luyu

from transcripts.kit.golden import compare, pages_in
from transcripts.testing import FormatContract

# Five calls a law show that the plugin works. Leave this out, and hypothesis tries a hundred.
settings.register_profile("quick", max_examples=5, deadline=None, database=None, derandomize=True)
settings.load_profile("quick")

PAGES = pages_in(Path(__file__).parents[1] / "pages")


class TestLuyu(FormatContract):
    format = Luyu()

    @pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.stem))
    def test_page_reads_as_its_reader_says(self, page: Path) -> None:
        if difference := compare(page):
            pytest.fail(difference, pytrace=False)
