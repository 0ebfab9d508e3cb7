"""What every engine is given to read."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from transcripts import formats
from transcripts.testing import scene


@pytest.fixture(scope="session")
def invented() -> Callable[[int], list[bytes]]:
    """Different pages, as many as are asked for."""

    def make(count: int) -> list[bytes]:
        random = Random(2026)
        plugin = formats.get("nameline")
        return [scene(random).page(plugin).encode(("utf-8", "gb18030")[number % 2]) for number in range(count)]

    return make
