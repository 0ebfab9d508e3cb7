"""Law 8. fold is idempotent; a merge never drops an alias."""

from __future__ import annotations

from collections import Counter

from hypothesis import example, given
from hypothesis import strategies as st

from transcripts import Call, formats, parse
from transcripts.fold import INTERPUNCTS, INVISIBLE, fold, simplify, split_name
from transcripts.testing import DAMAGES, Scene, damage, scenes, texts, torn_pages

NAMELINE = formats.get("nameline")
anything = st.text(st.characters(exclude_categories=()), max_size=30)


@given(anything)
@example("蘇珊・李")
@example("İ")
@example("ͅΑ")
@example("ﬀ̈")
@example("\ud800")
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(anything)
def test_fold_of_a_long_text_is_fold_of_a_short_one(text: str) -> None:
    """Short texts are remembered, long ones are not: the key is the same."""
    assert fold(text + " " * 300) == fold(text)


@given(anything)
def test_simplify_keeps_every_offset(text: str) -> None:
    assert len(simplify(text)) == len(text)
    assert simplify(simplify(text)) == simplify(text)


@given(anything, st.sampled_from(sorted(INTERPUNCTS)))
def test_parts_are_what_stands_between_interpuncts(text: str, mark: str) -> None:
    parts = split_name(text)
    seen = "".join([c for c in text if c not in INVISIBLE])
    assert all(part in seen and part.strip() == part != "" for part in parts)
    assert split_name(mark.join(parts)) == parts


@given(scenes(respelled=True))
def test_every_label_of_a_person_is_an_alias(scene: Scene) -> None:
    check_labels_are_aliases(parse(scene.page(NAMELINE)))


@given(scenes(respelled=True), st.sampled_from(sorted(DAMAGES)))
def test_every_damaged_label_is_an_alias(scene: Scene, name: str) -> None:
    check_labels_are_aliases(parse(damage(scene.page(NAMELINE), scene.labels, name)))


@given(st.one_of(torn_pages(NAMELINE), texts()))
def test_every_label_of_any_page_is_an_alias(page: str) -> None:
    check_labels_are_aliases(parse(page, format="nameline"))


@given(scenes(namesakes=True))
def test_people_who_share_a_name_are_never_one(scene: Scene) -> None:
    call = parse(scene.page(NAMELINE))
    meant: dict[str, set[str]] = {}
    label_of = {turn.label: key for turn, key in zip(scene.script.turns, scene.speakers, strict=True)}
    for turn in call.turns:
        meant.setdefault(turn.speaker.id, set()).add(label_of[turn.label])
    assert all(len(keys) == 1 for keys in meant.values())


def check_labels_are_aliases(call: Call) -> None:
    """Each label has an alias of its speaker in it, and no place is an alias twice."""
    for turn in call.turns:
        start, end = turn.label_span
        inside = [span for alias in turn.speaker.aliases for span in alias.spans if start <= span[0] < span[1] <= end]
        assert inside, f"no alias of {turn.speaker} stands in the label {turn.label!r}"
    for speaker in call.speakers:
        assert len({alias.text for alias in speaker.aliases}) == len(speaker.aliases)
    named = Counter(span for speaker in call.speakers for alias in speaker.aliases for span in alias.spans)
    assert [span for span, count in named.items() if count > 1] == []
