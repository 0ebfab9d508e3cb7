"""Law 6. Spelling is not identity: interpunct variants, width, case, 简/繁, NBSP and zero-width, CRLF and blank lines
change spans, not people, roles, pairs.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts import formats, parse
from transcripts.fold import fold
from transcripts.testing import DAMAGES, Scene, check_damage, damage, outline, scenes

NAMELINE = formats.get("nameline")


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_changes_no_person_role_or_pair(name: str) -> None:
    @given(scenes(names=("foreign", "latin")))
    def law(scene: Scene) -> None:
        check_damage(scene, NAMELINE, name)

    law()


@given(scenes(respelled=True), st.sampled_from(sorted(DAMAGES)))
def test_damage_to_a_page_with_several_labels_a_person(scene: Scene, name: str) -> None:
    check_damage(scene, NAMELINE, name)


@given(scenes(names=("chinese",)), st.sampled_from(sorted(DAMAGES)))
def test_damage_to_a_page_of_chinese_names(scene: Scene, name: str) -> None:
    check_damage(scene, NAMELINE, name)


@given(scenes(lang="en"), st.sampled_from(sorted(DAMAGES)))
def test_damage_to_an_english_page(scene: Scene, name: str) -> None:
    check_damage(scene, NAMELINE, name)


@given(scenes(names=("foreign", "latin")), st.lists(st.sampled_from(sorted(DAMAGES)), max_size=4, unique=True))
def test_damage_upon_damage_changes_no_person(scene: Scene, names: list[str]) -> None:
    page = scene.page(NAMELINE)
    for name in names:
        page = damage(page, scene.labels, name)
    before = outline(parse(scene.page(NAMELINE)))
    after = outline(parse(page, format="nameline"))
    assert [turn.speaker for turn in after.turns] == [turn.speaker for turn in before.turns]


@given(scenes(names=("foreign", "latin")), st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030")))
def test_the_encoding_changes_nothing(scene: Scene, encoding: str) -> None:
    page = scene.page(NAMELINE)
    assert outline(parse(page.encode(encoding))) == outline(parse(page))


@given(scenes(), st.sampled_from(("·", "•", "・", "‧", "∙", "⋅", "･", ".", " · ")))
def test_find_knows_every_spelling(scene: Scene, mark: str) -> None:
    call = parse(scene.page(NAMELINE))
    full_name = {label: person.full for person in scene.cast for label in person.labels}
    for turn in call.turns:
        full = full_name[turn.label]
        if full:
            assert call.find(full.replace("·", mark)) is turn.speaker
            assert call.find(full.upper()) is turn.speaker
            assert fold(full.replace("·", mark)) == fold(full)
