"""Pages in tests/fixtures, each beside the JSON of what a careful reader finds in it.

``python tests/test_fixtures.py`` writes the JSON anew; read the difference before you keep it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

import transcripts

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))  # tests are no package

from summary import summary  # noqa: E402 - a module of the tests, beside this one

PAGES = sorted((HERE / "fixtures").glob("*/*.txt"))


def read(page: Path) -> str:
    call = transcripts.parse(page.read_bytes().decode("utf-8"))
    return json.dumps(summary(call), ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.stem}")
def test_page_reads_as_its_reader_says(page: Path) -> None:
    assert json.loads(read(page)) == json.loads(page.with_suffix(".json").read_text("utf-8"))


if __name__ == "__main__":
    for one in PAGES:
        one.with_suffix(".json").write_text(read(one), "utf-8")
