"""Runs the Python examples of README.md and of the pages in docs as tests.

Paths in the examples count from the top of the checkout, where pytest is started. An example that is
not for running stands under ``<!-- skip: next -->``.
"""

from __future__ import annotations

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), SkipParser()],
    patterns=["README.md", "docs/*.md", "docs/formats/*.md"],
).pytest()
