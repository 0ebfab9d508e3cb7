"""What it costs to have pages as tables, as a multiple of parsing them."""

from __future__ import annotations

from typing import Any

import pytest

from transcripts import parse


def test_tables(pages: list[bytes], clock: Any, table: Any) -> None:
    """A batch of bytes in, a batch of each table out: with the parse, and the making of the table alone."""
    pa = pytest.importorskip("pyarrow")
    from transcripts.export import arrow

    some = pages[:40]
    batch = pa.record_batch({"id": range(len(some)), "bytes": pa.array(some, pa.binary())})
    found = [(str(number), parse(page)) for number, page in enumerate(some)]
    heading = f"tables of {len(some)} pages, {batch.nbytes / 1e6:.1f} MB"
    plain = clock(lambda: [parse(page) for page in some])
    row = "{:8.3f} s  {:7.2f} × parse"
    table.add(heading, "parse", row.format(plain, 1))
    whole = clock(lambda: arrow.parse_batch(batch))
    table.add(heading, "parse_batch: pages", row.format(whole, whole / plain))
    for name in arrow.NAMES:
        alone = clock(lambda name=name: arrow.encode(found, name))
        table.add(heading, f"encode: {name}", row.format(alone, alone / plain))
    made = arrow.encode(found)
    seconds = clock(lambda: list(arrow.decode(made)))
    table.add(heading, "decode: pages", row.format(seconds, seconds / plain))
    assert made.num_rows == len(some)
