"""How the docs are built: `sphinx-build -W docs docs/_build`. Needs no network."""

from __future__ import annotations

import tomllib
from pathlib import Path

_project = tomllib.loads(Path(__file__).parents[1].joinpath("pyproject.toml").read_text("utf-8"))["project"]

project = "transcripts"
author = "the transcripts authors"
copyright = f"2026, {author}"  # noqa: A001 - the name that Sphinx reads
version = release = _project["version"]

extensions = ["myst_parser"]  # the pages are Markdown
exclude_patterns = ["_build"]
source_suffix = {".md": "markdown"}
myst_heading_anchors = 3

html_theme = "furo"
html_title = f"transcripts {release}"
