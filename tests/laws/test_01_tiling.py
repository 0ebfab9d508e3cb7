"""Law 1. Blocks tile the source: in order, no gap, no overlap, first at 0, last at the end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts import formats, parse
from transcripts.testing import DAMAGES, Scene, check_tiling, damage, scenes, texts, torn_pages

NAMELINE = formats.get("nameline")


@given(texts())
def test_any_text(text: str) -> None:
    check_tiling(parse(text))


@given(texts(), st.sampled_from(formats.known()))
def test_any_text_in_any_format(text: str, plugin: formats.Format) -> None:
    check_tiling(parse(text, format=plugin.name))


@given(torn_pages(NAMELINE))
def test_torn_pages(page: str) -> None:
    check_tiling(parse(page))


@given(scenes(), st.sampled_from(sorted(DAMAGES)))
def test_damaged_pages(scene: Scene, name: str) -> None:
    check_tiling(parse(damage(scene.page(NAMELINE), scene.labels, name)))


@pytest.mark.parametrize("text", ["", "\n", " ", "\ufeff", "\0", "字", "\r\n\r\n", "\ud800"])
def test_hardly_a_page(text: str) -> None:
    check_tiling(parse(text))
