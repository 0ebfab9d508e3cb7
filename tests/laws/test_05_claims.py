"""Law 5. Exactly one format claims what its own renderer wrote."""

from __future__ import annotations

import pytest
from hypothesis import given

from transcripts import detect, formats, parse
from transcripts.testing import Scene, check_claim, scenes

from .suits import CLAIMING, suited


@pytest.mark.parametrize("plugin", CLAIMING, ids=lambda plugin: str(plugin.name))
def test_one_format_claims_what_it_wrote(plugin: formats.Format) -> None:
    @given(scenes(**suited(plugin)))
    def law(scene: Scene) -> None:
        page = scene.page(plugin)
        check_claim(page, plugin.name)
        assert parse(page).format == plugin.name

    law()


@given(scenes())
def test_every_candidate_says_why(scene: Scene) -> None:
    for plugin in formats.known():
        ranked = detect(scene.page(plugin))
        assert [candidate.score for candidate in ranked] == sorted((c.score for c in ranked), reverse=True)
        assert {candidate.format for candidate in ranked} == {known.name for known in formats.known()}
        assert all(candidate.evidence for candidate in ranked)
