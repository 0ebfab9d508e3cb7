"""Pages in the layout of the Motley Fool."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from transcripts import detect, parse
from transcripts.formats import FLOOR
from transcripts.formats.motley import Motley
from transcripts.model import BlockKind, Call, Role, Section
from transcripts.names.label import parse_label
from transcripts.testing import Scene, check_claim, check_rewrite, check_spans, check_tiling, check_truth, scenes

FIXTURES = Path(__file__).parents[1] / "fixtures" / "motley"


def read(name: str) -> Call:
    return parse((FIXTURES / f"{name}.txt").read_bytes().decode())


def texts(call: Call, kind: BlockKind) -> str:
    return "".join([call.source[block.span] for block in call.blocks if block.kind is kind])


def test_a_label_is_three_lines() -> None:
    call = read("plain")
    assert call.format == "motley"
    assert call.turns[2].label == "Odessa Crane\n--\nFounder and Chief Executive Officer"
    speaker = call.turns[2].speaker
    assert (speaker.name, speaker.title) == ("Odessa Crane", "Founder and Chief Executive Officer")
    vera = next(s for s in call.speakers if s.name == "Vera Stroud")
    assert (vera.firm, vera.role, vera.title) == ("Larkhill Securities", Role.ANALYST, None)


def test_the_operator_has_no_title() -> None:
    call = read("plain")
    assert [turn.label for turn in call.turns if turn.speaker.role is Role.OPERATOR] == ["Operator"] * 4
    assert call.turns[-1].text == "[Operator signoff]"


def test_sections_and_what_the_site_puts_around_the_call() -> None:
    call = read("plain")
    assert [turn.section for turn in call.turns][:5] == [Section.PREPARED] * 4 + [Section.QA]
    assert "Call participants:" in texts(call, BlockKind.HEADING)
    assert texts(call, BlockKind.CAST).startswith("Lyle Beckett\n--\nDirector, Investor Relations\nOdessa Crane")
    assert "More THAP analysis" in texts(call, BlockKind.FURNITURE)
    assert "Duration: 41 minutes" in texts(call, BlockKind.FURNITURE)


def test_an_advert_in_a_speech_is_cut_out() -> None:
    call = read("plain")
    assert [p.text for p in call.turns[2].paragraphs] == [
        "We closed the quarter with 1,900 customers, and the platform ran without an outage for the first time.",
        "In the U.S.,",
        "and in four other countries, the new plan is live.",
        "Jonas will take you through the numbers.",
    ]


def test_an_executive_may_speak_of_stocks() -> None:
    said = "Should you invest in rail now? We think so, and we do.\n"
    text = f"Operator\nGo ahead.\nAda Rowe\n--\nChief Executive Officer\nThank you.\n{said}We laid track.\nOperator\nThanks.\n"
    call = parse(text)
    assert call.format == "motley"
    assert said.strip() in call.turns[1].text


def test_labels_on_one_line() -> None:
    call = read("mixed")
    assert call.format == "motley"
    labels = [turn.label for turn in call.turns]
    assert labels[5] == "Amos Fielding -- Cotterdale Markets -- Analyst"
    assert labels[10] == "Unknown speaker -- Analyst"
    assert (call.turns[10].speaker.name, call.turns[10].speaker.role) == (None, Role.ANALYST)
    assert call.turns[2].text.startswith("We closed 1,310 homes -- a record for a first quarter -- and")


def test_spelling_is_not_identity() -> None:
    call = read("damaged")
    assert call.format == "motley"
    assert [str(turn.speaker) for turn in call.turns] == [
        "Operator",
        "Paula Winmore",
        "Operator",
        "Theo Marl",
        "Paula Winmore",
    ]
    assert [p.text for p in call.turns[1].paragraphs] == [
        "Thank you. The second study is fully enrolled.",
        "Cash is $210 million, which lasts into 2026.",
        "We will take your questions.",
    ]


@pytest.mark.parametrize(
    ("label", "name", "firm", "title", "role"),
    [
        ("Ada Rowe\n--\nVice President, Finance", "Ada Rowe", None, "Vice President, Finance", None),
        ("Ada Rowe\n--\nAlder & Finch -- Analyst", "Ada Rowe", "Alder & Finch", None, "analyst"),
        ("Ada Rowe -- Analyst", "Ada Rowe", None, None, "analyst"),
        ("Unknown speaker -- Analyst", None, None, None, "analyst"),
    ],
)
def test_labels_with_hyphens(
    label: str, name: str | None, firm: str | None, title: str | None, role: str | None
) -> None:
    parsed = parse_label(label)
    assert (parsed.name, parsed.firm, parsed.title, parsed.role) == (name, firm, title, role)


@pytest.mark.parametrize(
    "text",
    [
        (
            "Company Participants\nAda Rowe - Chief Executive Officer\nOperator\nGo ahead.\n"
            "Ada Rowe\nWe laid track -- a lot of it.\nOperator\nThanks.\n"
        ),
        "安娜·梅罗\n\n我们买了四台起重机 -- 都很贵。\n\n保罗·格里格\n\n什么时候到货?\n\n安娜·梅罗\n\n五月。\n",
    ],
)
def test_other_layouts_are_not_its_own(text: str) -> None:
    assert all(c.score < FLOOR for c in detect(text) if c.format == "motley")
    assert parse(text).format == "nameline"


@given(scenes())
def test_it_writes_what_it_reads(scene: Scene) -> None:
    written = scene.page(Motley())
    check_claim(written, "motley")
    call = parse(written)
    check_truth(call, scene)
    check_rewrite(call)
    check_tiling(call)
    check_spans(call)
