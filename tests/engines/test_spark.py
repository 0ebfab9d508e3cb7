"""The tables made by Spark: the same rows as here, and no job that fails for a page."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from transcripts.export import arrow

ds = pytest.importorskip("pyarrow.dataset")
pq = pytest.importorskip("pyarrow.parquet")
sql = pytest.importorskip("pyspark.sql")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark wants a Java"),
    pytest.mark.filterwarnings("ignore::FutureWarning:pyspark"),
]
BAD: tuple[bytes | None, ...] = (None, b"%PDF-", b"\0" * 9, "收入增长".encode("gb18030")[:7], b"")
PAGES = 60


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Spark in this machine, which nobody else can reach, with two workers of this Python."""
    root = Path(__file__).resolve().parents[2]
    path = os.pathsep.join([str(root), *filter(None, [os.environ.get("PYTHONPATH")])])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("PYTHONPATH", path)  # where transcripts is not installed
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        session = (
            sql.SparkSession.builder.master("local[2]")
            .appName("transcripts")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.memory", "768m")
            .config("spark.log.level", "OFF")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("warehouse")))
            .getOrCreate()
        )
        try:
            yield session
        finally:
            session.stop()


@pytest.fixture(scope="session")
def pages(invented: Callable[[int], list[bytes]]) -> pa.RecordBatch:
    """Pages of two encodings; one in six cannot be read."""
    found: list[bytes | None] = list(invented(PAGES))
    for number in range(0, PAGES, 6):
        found[number] = BAD[number // 6 % len(BAD)]
    return pa.record_batch({"id": pa.array(range(PAGES), pa.int64()), "bytes": pa.array(found, pa.binary())})


@pytest.fixture(scope="session")
def folder(pages: pa.RecordBatch, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The same pages as a folder of three Parquet files."""
    place = tmp_path_factory.mktemp("pages")
    for start in range(0, PAGES, 20):
        pq.write_table(pa.Table.from_batches([pages.slice(start, 20)]), place / f"{start:02}.parquet")
    return str(place)


def in_order(rows: list[dict[str, Any]], *columns: str) -> list[dict[str, Any]]:
    """Rows as they are here, whatever the order in which tasks finished: by page, and within it as they came."""
    return sorted(rows, key=lambda row: (int(row["id"]), *[row[name] or 0 for name in columns]))


@pytest.mark.parametrize(
    ("table", "columns"), [("pages", []), ("parts", ["pair", "part"]), ("speakers", ["speaker_id"])]
)
def test_the_rows_are_those_made_here(
    spark: Any, folder: str, pages: pa.RecordBatch, tmp_path: Path, table: arrow.Name, columns: list[str]
) -> None:
    out = str(tmp_path / table)
    spark.read.parquet(folder).mapInArrow(arrow.mapper(table), arrow.ddl(table)).write.parquet(out)
    found = ds.dataset(out).to_table()
    expected = arrow.parse_batch(pages, table=table)
    assert found.schema.names == expected.schema.names
    assert in_order(found.to_pylist(), *columns) == in_order(expected.to_pylist(), *columns)
    failed = [row["error"].partition(":")[0] for row in found.to_pylist() if row["error"] is not None]
    assert sorted(failed) == ["DecodeError"] * 4 + ["ValueError"] * 2


def test_what_spark_wrote_is_decoded(spark: Any, folder: str, pages: pa.RecordBatch, tmp_path: Path) -> None:
    out = str(tmp_path / "pages")
    spark.read.parquet(folder).mapInArrow(arrow.mapper(), arrow.ddl()).write.parquet(out)
    found = dict(arrow.decode(ds.dataset(out).to_table()))
    assert found == dict(arrow.decode(arrow.parse_batch(pages)))


@pytest.mark.parametrize("table", arrow.NAMES)
def test_spark_knows_the_types(spark: Any, table: arrow.Name) -> None:
    """What ``ddl`` says is what Spark makes of the schema itself."""
    from pyspark.sql.pandas.types import from_arrow_schema

    empty = spark.createDataFrame([], "id STRING, text STRING").mapInArrow(arrow.mapper(table), arrow.ddl(table))
    assert empty.schema.simpleString() == from_arrow_schema(arrow.schema(table)).simpleString()
    assert empty.count() == 0


def test_a_folder_a_year(spark: Any, folder: str, pages: pa.RecordBatch, tmp_path: Path) -> None:
    out = str(tmp_path / "parts")
    parts = spark.read.parquet(folder).mapInArrow(arrow.mapper("parts"), arrow.ddl("parts"))
    parts.write.partitionBy("year").parquet(out)
    years = {row["year"] for row in arrow.parse_batch(pages, table="parts").to_pylist()}
    assert {path.name for path in Path(out).glob("year=*")} == {
        f"year={'__HIVE_DEFAULT_PARTITION__' if year is None else year}" for year in years
    }
    assert spark.read.parquet(out).where("year IS NULL").select("error").distinct().count() == 3
    found = ds.dataset(out, partitioning="hive").to_table()
    assert found.num_rows == arrow.parse_batch(pages, table="parts").num_rows


def test_options_go_to_the_workers(spark: Any, folder: str, pages: pa.RecordBatch) -> None:
    options: dict[str, Any] = {
        "roster": [{"name": "Nora Hale"}],
        "firms": {"云杉": ["云杉证券"]},
        "page": "page",
        "id": "url",
    }
    mapper = arrow.mapper("notices", **options)
    frame = spark.read.parquet(folder).withColumnsRenamed({"bytes": "page", "id": "url"})
    found = [row.asDict() for row in frame.mapInArrow(mapper, arrow.ddl("notices")).collect()]
    expected = mapper.batch(pages.rename_columns(["url", "page"])).to_pylist()
    assert in_order(found, "code", "start") == in_order(expected, "code", "start")
    assert [row for row in expected if row["code"] == "unused-roster"]


def test_a_string_that_is_no_utf_8_costs_nothing(spark: Any, pages: pa.RecordBatch, folder: str) -> None:
    """Spark casts bytes to a string as they are; half of these are GB18030."""
    frame = spark.read.parquet(folder).selectExpr("CAST(id AS STRING) AS id", "CAST(bytes AS STRING) AS text")
    found = [row.asDict() for row in frame.mapInArrow(arrow.mapper("calls"), arrow.ddl("calls")).collect()]
    expected = arrow.parse_batch(pages, table="calls").to_pylist()
    for row, other in zip(in_order(found), expected, strict=True):
        assert other["error"] is not None or row["turns"] == other["turns"]


def test_sql_over_what_was_made(spark: Any, folder: str, pages: pa.RecordBatch) -> None:
    spark.read.parquet(folder).mapInArrow(arrow.mapper(), arrow.ddl()).createOrReplaceTempView("pages")
    (row,) = spark.sql(
        "SELECT count(*) AS n FROM (SELECT explode(turns) AS turn FROM pages) WHERE turn.section = 'qa'"
    ).collect()
    turns = arrow.parse_batch(pages, table="turns").to_pylist()
    assert row["n"] == len([turn for turn in turns if turn["section"] == "qa"])


def test_a_column_that_is_not_there_fails_the_job(spark: Any, folder: str) -> None:
    """What is wrong with every page is said at once, and not once a page."""
    frame = spark.read.parquet(folder).mapInArrow(arrow.mapper("parts", page="html"), arrow.ddl("parts"))
    with pytest.raises(Exception, match="no column 'html'; there are: id, bytes"):
        frame.count()
