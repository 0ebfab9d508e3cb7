"""The tables made by Dask: two workers, one of which dies."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from transcripts.export import arrow

distributed = pytest.importorskip("distributed")
dask = pytest.importorskip("dask")

pytestmark = pytest.mark.slow
BAD: tuple[bytes | None, ...] = (None, b"%PDF-", "收入增长".encode("gb18030")[:7], b"")


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    with (
        distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            dashboard_address=None,
            host="127.0.0.1",
            silence_logs="ERROR",
        ) as cluster,
        distributed.Client(cluster) as found,
    ):
        yield found


@pytest.fixture(scope="module")
def batches(invented: Callable[[int], list[bytes]]) -> list[pa.RecordBatch]:
    """Pages in batches of four, some of which cannot be read."""
    pages = [page for some in zip(invented(24), BAD * 6, strict=True) for page in some]
    whole = pa.record_batch({"id": range(len(pages)), "bytes": pa.array(pages, pa.binary())})
    return [whole.slice(start, 4) for start in range(0, len(pages), 4)]


@pytest.mark.parametrize("table", ["pages", "parts"])
def test_batches_are_mapped_over_workers(client: Any, batches: list[pa.RecordBatch], table: arrow.Name) -> None:
    expected = pa.Table.from_batches(arrow.mapper(table)(batches))
    found = client.gather(client.map(arrow.parse_batch, batches, table=table))
    assert pa.Table.from_batches(found).equals(expected)
    assert found[0].schema.equals(arrow.schema(table), check_metadata=True)
    assert client.submit(os.getpid, pure=False).result() != os.getpid()


def test_a_mapper_takes_its_options_to_the_workers(client: Any, batches: list[pa.RecordBatch]) -> None:
    mapper = arrow.mapper("speakers", roster=[{"name": "Nora Hale"}], firms={"云杉证券": ["云杉"]})
    found = client.gather(client.map(mapper.batch, batches))
    assert pa.Table.from_batches(found).equals(pa.Table.from_batches(mapper(batches)))


def test_batches_are_read_by_workers_and_written(client: Any, batches: list[pa.RecordBatch], tmp_path: Path) -> None:
    """No page passes through the client: a task reads a file, and writes one."""
    import pyarrow.dataset as ds
    import pyarrow.parquet as pq

    for number, batch in enumerate(batches[:4]):
        pq.write_table(pa.Table.from_batches([batch]), tmp_path / f"{number}.parquet")

    def run(path: Path) -> None:
        arrow.write(arrow.mapper("parts")(arrow.pages(path)), path.with_suffix(""))

    dask.compute([dask.delayed(run)(path) for path in sorted(tmp_path.glob("*.parquet"))])
    found = pa.concat_tables([ds.dataset(tmp_path / str(number)).to_table() for number in range(4)])
    expected = pa.Table.from_batches(arrow.mapper("parts")(batches[:4]))
    assert found.sort_by("id").num_rows == expected.num_rows
    assert found.to_pylist() == expected.to_pylist()


def test_a_worker_that_dies_costs_no_row(client: Any, batches: list[pa.RecordBatch], tmp_path: Path) -> None:
    """One kills itself in the middle of its batch, once: the batch is read by another."""

    def deadly(batch: pa.RecordBatch, once: Path) -> pa.RecordBatch:
        if "13" in map(str, batch.column("id").to_pylist()) and not once.exists():
            once.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return arrow.parse_batch(batch, table="turns")

    before = set(client.run(os.getpid).values())
    found = client.gather(client.map(deadly, batches, once=tmp_path / "died"))
    assert (tmp_path / "died").exists()
    assert pa.Table.from_batches(found).equals(pa.Table.from_batches(arrow.mapper("turns")(batches)))
    client.wait_for_workers(2, timeout=60)
    assert len(before - set(client.run(os.getpid).values())) == 1
