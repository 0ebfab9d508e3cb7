"""Law 4. render → parse gives the model back; parse → render → parse is parse; every format, generated calls.

Generated calls come with their truth: who says what, who asks what in which parts, which paragraph answers which part.
Each kind of name has a test of its own, so that what fails says for whom.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts import formats, parse, read, render
from transcripts.testing import Scene, check_rewrite, check_truth, outline, scenes

from .suits import CLAIMING, suited

NAMELINE = formats.get("nameline")
# The layouts of the measured pages that ``nameline`` is for.
NAMELINE_LAYOUTS = {"nameline", "F01", "SA"}


def read_back(scene: Scene) -> None:
    check_truth(parse(scene.page(NAMELINE)), scene)


@given(scenes(names=("foreign",), glosses=False))
def test_transliterated_names(scene: Scene) -> None:
    read_back(scene)


@given(scenes(names=("foreign",)))
def test_transliterated_names_some_with_a_gloss(scene: Scene) -> None:
    read_back(scene)


@given(scenes(names=("latin",)))
def test_latin_names(scene: Scene) -> None:
    read_back(scene)


@given(scenes(names=("chinese",)))
def test_chinese_names(scene: Scene) -> None:
    read_back(scene)


@given(scenes())
def test_names_of_all_kinds(scene: Scene) -> None:
    read_back(scene)


@given(scenes(respelled=True))
def test_one_person_under_several_labels(scene: Scene) -> None:
    read_back(scene)


@given(scenes(namesakes=True))
def test_people_who_share_a_given_name(scene: Scene) -> None:
    read_back(scene)


@given(scenes(lang="en"))
def test_english_calls(scene: Scene) -> None:
    read_back(scene)


@given(scenes(exchanges=8, sentences=5))
def test_long_calls(scene: Scene) -> None:
    read_back(scene)


@given(st.one_of(scenes(), scenes(lang="en"), scenes(respelled=True)))
def test_what_is_read_is_written_and_read_again(scene: Scene) -> None:
    check_rewrite(parse(scene.page(NAMELINE)))


@pytest.mark.parametrize("plugin", CLAIMING, ids=lambda plugin: str(plugin.name))
def test_every_format_writes_what_it_reads(plugin: formats.Format) -> None:
    @given(scenes(**suited(plugin)))
    def law(scene: Scene) -> None:
        check_truth(parse(scene.page(plugin)), scene)

    law()


def test_measured_pages_keep_their_turns(shared: Path) -> None:
    """Real layouts, written anew: labels and speech stay, whatever stood around them."""
    for path in sorted((shared / "data").glob("*.txt")):
        gold = json.loads(path.with_suffix(".gold.json").read_text("utf-8"))
        call = read(path)
        if gold.get("format") not in NAMELINE_LAYOUTS:
            continue
        found = [(turn.label, turn.paragraphs) for turn in outline(parse(render(call), format=call.format)).turns]
        assert found == [(turn.label, turn.paragraphs) for turn in outline(call).turns], path.name
