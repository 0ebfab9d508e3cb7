"""Law 2. ``source[span]`` is the text, for every label, question, segment, alias; a paragraph's text is the join of
``source[piece]``, wraps removed.
"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from transcripts import formats, parse
from transcripts.testing import DAMAGES, Scene, check_spans, damage, scenes, texts, torn_pages

NAMELINE = formats.get("nameline")


@given(texts(), st.sampled_from(formats.known()))
def test_any_text(text: str, plugin: formats.Format) -> None:
    check_spans(parse(text, format=plugin.name))


@given(torn_pages(NAMELINE))
def test_torn_pages(page: str) -> None:
    check_spans(parse(page))


@given(scenes(respelled=True), st.sampled_from(sorted(DAMAGES)))
def test_damaged_pages(scene: Scene, name: str) -> None:
    check_spans(parse(damage(scene.page(NAMELINE), scene.labels, name)))


@given(scenes())
def test_every_mention_that_is_linked_spells_its_speaker(scene: Scene) -> None:
    """No alias is somebody else's name: the speaker of a mention is the one whom the scene calls so."""
    call = parse(scene.page(NAMELINE))
    called: dict[str, set[str]] = {}
    for person in scene.cast:
        for name in (person.full, person.called, *person.labels):
            called.setdefault(name, set()).add(person.key)
    for turn in call.turns:
        for alias in turn.speaker.aliases:
            assert called[turn.label] & called.get(alias.text, called[turn.label])
