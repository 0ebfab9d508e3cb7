"""What the benchmarks measure, and the table that they print.

In the default run everything is done once, on a few pages, so that the code here cannot rot. To measure:

    python -m pytest tests/benchmarks --benchmark-enable -q

No test asserts a time. Seconds are processor seconds of this process, the fewest of several rounds.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from random import Random
from typing import TypeAlias

import attrs
import pytest

from transcripts import Call, formats
from transcripts.testing import Options, scene, suited

FULL = 10_000_000  # bytes measured
ONE = 250_000  # bytes of each format
FEW = 100_000  # bytes when nothing is measured
EXCHANGES, PARAGRAPHS, SENTENCES = 7, 5, 9  # pages of about 25 KB, somewhat denser in turns and parts than real ones

SIZE: Options = {"exchanges": EXCHANGES, "paragraphs": PARAGRAPHS, "sentences": SENTENCES}
Clock: TypeAlias = Callable[[Callable[[], object]], float]


@attrs.define
class Table:
    """Rows to be printed when all is measured: a heading, then name and figures."""

    rows: list[tuple[str, str, str]] = attrs.Factory(list)

    def add(self, heading: str, name: str, figures: str) -> None:
        self.rows.append((heading, name, figures))


TABLE = Table()


@pytest.fixture(scope="session")
def table() -> Table:
    return TABLE


@pytest.fixture(scope="session")
def measuring(pytestconfig: pytest.Config) -> bool:
    return bool(pytestconfig.getoption("benchmark_enable"))


@pytest.fixture(scope="session")
def pages(measuring: bool) -> list[bytes]:
    """Different pages of the flagship format, about 25 KB each, 10 MB of them."""
    plugin = formats.get("nameline")
    random = Random(2026)
    found: list[bytes] = []
    size = 0
    while size < (FULL if measuring else FEW):
        made = scene(random, exchanges=EXCHANGES, paragraphs=PARAGRAPHS, sentences=SENTENCES)
        found.append(made.page(plugin).encode())
        size += len(found[-1])
    return found


@pytest.fixture(scope="session")
def page_sets(measuring: bool) -> dict[str, list[bytes]]:
    """Different pages of every format that claims any, by the format's name, 0.25 MB each."""
    found: dict[str, list[bytes]] = {}
    for plugin in formats.known():
        if plugin.name == formats.FALLBACK:
            continue
        random = Random(2026)
        some: list[bytes] = []
        found[plugin.name] = some
        while sum(map(len, some)) < (ONE if measuring else FEW // 4):
            options: Options = {**suited(plugin), **SIZE}
            made = scene(random, **options)
            some.append(made.page(plugin).encode())
    return found


@pytest.fixture
def clock(measuring: bool) -> Iterator[Clock]:
    """Processor seconds of a function: the fewest of three rounds, of one where nothing is measured."""

    def fewest(function: Callable[[], object]) -> float:
        found = []
        for _ in range(3 if measuring else 1):
            gc.collect()
            start = time.process_time()
            function()
            found.append(time.process_time() - start)
        return min(found)

    yield fewest
    gc.collect()


@pytest.fixture(scope="session")
def touch() -> Callable[[Call], int]:
    """Asks a call for every text it has, so that lazy work counts."""

    def touched(call: Call) -> int:
        size = len(call.title or "") + len(call.published or "") + len(call.notices) + len(call.blocks)
        for speaker in call.speakers:
            size += len(speaker.id) + sum([len(alias.text) * len(alias.spans) for alias in speaker.aliases])
        for turn in call.turns:
            size += len(turn.label) + len(turn.text) + len(turn.speaker.role)
        for pair in call.qa_pairs:
            size += sum([len(question.text) + len(question.addressees) for question in pair.questions])
            for answer in pair.answers:
                size += sum([len(segment.text) + len(segment.questions) for segment in answer.segments])
            size += len(pair.unanswered)
        return size

    return touched


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    heading = ""
    for row in TABLE.rows:
        if row[0] != heading:
            heading = row[0]
            terminalreporter.section(heading, sep="-")
        terminalreporter.write_line(f"{row[1]:<44}{row[2]}")
