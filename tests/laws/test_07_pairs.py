"""Law 7. Every question turn is in exactly one pair, in order; answers come after their question; no turn answers
itself.
"""

from __future__ import annotations

from hypothesis import given

from transcripts import formats, parse
from transcripts.testing import Scene, check_pairs, scenes, texts, torn_pages

NAMELINE = formats.get("nameline")


@given(scenes(names=("foreign", "latin")))
def test_every_question_turn_is_in_one_pair(scene: Scene) -> None:
    call = parse(scene.page(NAMELINE))
    check_pairs(call)
    asked = [turn.index for pair in call.qa_pairs for turn in pair.question_turns]
    assert asked == [turn for pair in scene.truth.pairs for turn in pair.question_turns]


@given(scenes(respelled=True))
def test_pairs_of_people_with_several_labels(scene: Scene) -> None:
    check_pairs(parse(scene.page(NAMELINE)))


@given(torn_pages(NAMELINE))
def test_pairs_of_torn_pages(page: str) -> None:
    check_pairs(parse(page))


@given(texts())
def test_pairs_of_any_text(text: str) -> None:
    check_pairs(parse(text, format="nameline"))
