"""A study from saved pages to a plot: who asks how much, and which executives leave how much unanswered.

    pip install 'call-transcripts[arrow,cli]' duckdb matplotlib
    python examples/study/corpus.py calls
    transcripts convert calls -o tables --failures failures.jsonl
    python examples/study/study.py tables

What the page says is in ``tables/*.parquet``; everything below is SQL on it.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

# Questions, exchanges and calls of each analyst, and in how many parts they ask.
BY_ANALYST = """
    SELECT asker, asker_firm AS firm, count(DISTINCT id) AS calls, count(DISTINCT (id, pair)) AS questions,
           count(*) AS parts, round(count(*) / count(DISTINCT (id, pair)), 2) AS parts_each
    FROM '{tables}/parts.parquet' WHERE error IS NULL
    GROUP BY asker, firm ORDER BY parts DESC, asker
"""

# A part that is put to somebody by name, and that nothing answers, is that person's.
BY_EXECUTIVE = """
    SELECT company, executive, count(*) AS asked, count(*) FILTER (NOT answered) AS unanswered,
           round(100 * count(*) FILTER (NOT answered) / count(*), 1) AS percent
    FROM (SELECT company, answered, unnest(addressees) AS executive FROM '{tables}/parts.parquet' WHERE error IS NULL)
    GROUP BY company, executive ORDER BY percent DESC, executive
"""

# The first words of the questions that went unanswered: for a look whether that is so.
UNANSWERED = """
    SELECT id, asker, question, start, "end" FROM '{tables}/parts.parquet'
    WHERE NOT answered ORDER BY id, start LIMIT 5
"""


def ask(sql: str, tables: Path) -> duckdb.DuckDBPyRelation:
    """The rows that a question to the tables gives."""
    return duckdb.sql(sql.format(tables=tables))


def plot(tables: Path, out: Path) -> None:
    """Unanswered parts by executive, as bars."""
    import matplotlib as mpl

    mpl.use("Agg")  # a file is written, no window opened
    import matplotlib.pyplot as plt

    rows = ask(BY_EXECUTIVE, tables).fetchall()[::-1]
    figure, axes = plt.subplots(figsize=(7, 5), layout="constrained")
    axes.barh([f"{executive} ({company})" for company, executive, *_ in rows], [percent for *_, percent in rows])
    axes.set_xlabel("parts of questions put to them that nothing answers, %")
    axes.set_title("What executives leave unanswered (200 invented calls)")
    figure.savefig(out)
    plt.close(figure)


def main(tables: Path) -> None:
    """Print the answers and write the plot beside the tables."""
    for sql in (BY_ANALYST, BY_EXECUTIVE, UNANSWERED):
        print(ask(sql, tables))
    plot(tables, tables / "unanswered.svg")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
