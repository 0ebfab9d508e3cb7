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
        (
            "Ada Rowe -- Alder & Finch -- Senior Research Analyst",
            "Ada Rowe",
            "Alder & Finch",
            "Senior Research Analyst",
            "analyst",
        ),
        ("Ada Rowe -- Bank of Orland / Merrow -- Analyst", "Ada Rowe", "Bank of Orland / Merrow", None, "analyst"),
        (
            "Ada Rowe -- Alder Markets Corp. (Canada) -- Analyst",
            "Ada Rowe",
            "Alder Markets Corp. (Canada)",
            None,
            "analyst",
        ),
        ("Ada Rowe -- Alder Markets [ph] -- Analyst", "Ada Rowe", "Alder Markets", None, "analyst"),
        ("Ada Rowe -- Chief Executive Officer/Director", "Ada Rowe", None, "Chief Executive Officer/Director", None),
        ("Ada Rowe/Chief Executive Officer", "Ada Rowe", None, "Chief Executive Officer", None),
        ("Ada Rowe -- chief executive officer", "Ada Rowe", None, "chief executive officer", None),
        ("Ada Rowe -- Acquisitions Analyst", "Ada Rowe", None, "Acquisitions Analyst", None),
    ],
)
def test_labels_with_hyphens(
    label: str, name: str | None, firm: str | None, title: str | None, role: str | None
) -> None:
    parsed = parse_label(label)
    assert (parsed.name, parsed.firm, parsed.title, parsed.role) == (name, firm, title, role)


@pytest.mark.parametrize(
    ("label", "name", "nickname"),
    [
        ('Tessa M. "Tink" Morland -- President', "Tessa M. Morland", "Tink"),
        ("Orrin E. ''Red'' Vale -- Chairman", "Orrin E. Vale", "Red"),
        ("Aldous (Al) Brandt -- President", "Aldous Brandt", "Al"),
        ('Jory E. ("JET") Whitlow', "Jory E. Whitlow", "JET"),
        ("Aron J. (A.J.) Nash -- President", "Aron J. Nash", "A.J."),
    ],
)
def test_a_nickname_inside_a_name(label: str, name: str, nickname: str) -> None:
    parsed = parse_label(label)
    assert (parsed.name, parsed.alias, parsed.firm) == (name, nickname, None)


def test_a_nickname_is_its_bearers() -> None:
    call = parse(
        "Operator\nPlease go ahead.\n"
        'Tessa M. "Tink" Morland\n--\nChief Operating Officer\nThank you. The yard is full.\n'
        "Operator\nWe go to Orla Finch.\n"
        "Orla Finch\n--\nAlder Securities -- Analyst\nTink, how full is it?\n"
        'Tessa M. "Tink" Morland\n--\nChief Operating Officer\nTo the gate.\n'
    )
    assert [str(turn.speaker) for turn in call.turns[1::2]] == ["Tessa M. Morland", "Orla Finch"]
    tink = call.turns[1].speaker
    aliases = {alias.text: len(alias.spans) for alias in tink.aliases}
    assert aliases == {'Tessa M. "Tink" Morland': 2, "Tink": 1}
    assert call.find("Tink") is tink


def test_titles_may_be_long_and_names_may_end_in_a_dot() -> None:
    title = "Executive Vice President, Engineered Products and Fabricated Products, and Treasurer of Larch Steel Inc."
    roster = (
        f"Call participants:\nRoy Hale, Jr. -- Chairman\nNeil Orm Jr. -- {title}\nMae Lint -- Alder & Co. -- Analyst\n"
    )
    turns = (
        "Operator\nGood day.\nRoy Hale, Jr.\n--\nChairman\nWelcome.\n"
        f"Neil Orm Jr.\n--\n{title}\nSales rose by a tenth.\n"
        "Mae Lint\n--\nAlder & Co. -- Analyst\nWhy is that?\n"
        f"Neil Orm Jr.\n--\n{title}\nBridges.\n"
    )
    call = parse(turns + roster)
    assert call.format == "motley"
    assert [(str(t.speaker), t.speaker.title, t.text) for t in call.turns[1:]] == [
        ("Roy Hale, Jr.", "Chairman", "Welcome."),
        ("Neil Orm Jr.", title, "Sales rose by a tenth."),
        ("Mae Lint", None, "Why is that?"),
        ("Neil Orm Jr.", title, "Bridges."),
    ]
    assert texts(call, BlockKind.CAST).count(title) == 1


def test_titles_and_firms_of_names_alone_stand_in_the_list_at_the_end() -> None:
    title = "Executive Vice President, Engineered Products and Fabricated Products, and Chief Financial Officer"
    call = parse(
        "Prepared Remarks:\nOperator\nGood day.\nNeil Orm\nSales rose by a tenth.\nOperator\nMae Lint, please.\n"
        "Mae Lint\nWhy is that?\nNeil Orm\nBridges.\nOperator\nThat is all.\nDuration: 12 minutes\n"
        f"Call participants:\nNeil Orm -- {title}\nRuth Carr -- Chair\nMae Lint -- Bank of Orland -- Analyst\n"
    )
    assert [(str(s), s.title, s.firm) for s in call.speakers[1:]] == [
        ("Neil Orm", title, None),
        ("Mae Lint", None, "Bank of Orland"),
    ]
    assert [turn.text for turn in call.turns][-1] == "That is all."


def test_a_host_who_hands_over_asks_nothing() -> None:
    host = "Hal Rudd\n--\nVice President, Investor Relations\n"
    chief = "Phil Novak\n--\nChief Executive Officer\n"
    call = parse(
        f"Prepared Remarks:\nOperator\nGood day.\n{host}Welcome. I turn the call over to Phil.\n{chief}We built boats.\n"
        f"{host}Thanks. Would you please remind everybody how to ask?\nQuestions & Answers:\n"
        "Operator\nWe go to Mae Lint.\nMae Lint\n--\nAlder -- Analyst\nHow many boats?\n"
        f"{chief}Nine.\n{host}Thank you all for joining. Elissa?\nOperator\nThat concludes the call.\n"
    )
    assert [(str(pair.asker), len(pair.answers)) for pair in call.qa_pairs] == [("Mae Lint", 1)]


def test_a_call_on_which_nobody_asks_has_no_pairs() -> None:
    call = parse(
        "Prepared Remarks:\nOperator\nGood day.\nHal Rudd\n--\nVice President, Investor Relations\n"
        "Please go to our site. I turn the call over to Phil.\nPhil Novak\n--\nChief Executive Officer\nWe built boats.\n"
        "Operator\nThere are no questions.\nPhil Novak\n--\nChief Executive Officer\nThank you all.\n"
    )
    assert (call.format, len(call.turns), call.qa_pairs) == ("motley", 5, ())


def test_names_alone_may_end_in_a_dot() -> None:
    call = parse(
        "Operator\nGood day.\nNeil Orm Jr.\nSales rose by a tenth.\nMae Lint\nWhy is that?\n"
        "Neil Orm Jr.\nBridges.\nMae Lint\nThank you.\n"
    )
    assert [str(turn.speaker) for turn in call.turns] == [
        "Operator",
        "Neil Orm Jr.",
        "Mae Lint",
        "Neil Orm Jr.",
        "Mae Lint",
    ]


def test_speech_that_breaks_off_is_no_label() -> None:
    call = parse(
        "Operator\nMae Lint, please.\nMae Lint -- Alder -- Analyst\nAnd Catherine --\n"
        "Neil Orm -- Chief Financial Officer\n--\nMae Lint -- Alder -- Analyst\nfit into the plan?\n"
        "Neil Orm -- Chief Financial Officer\nPotential -- potential --\nMae Lint -- Alder -- Analyst\nGo on.\n"
    )
    assert [(str(turn.speaker), turn.text) for turn in call.turns[1:]] == [
        ("Mae Lint", "And Catherine --"),
        ("Neil Orm", "--"),
        ("Mae Lint", "fit into the plan?"),
        ("Neil Orm", "Potential -- potential --"),
        ("Mae Lint", "Go on."),
    ]


def test_nobody_knows_who_asks_for_a_firm() -> None:
    call = parse(
        "Operator\nGo ahead.\nUnknown speaker -- Orland Bank -- Analyst\nHow is the yard?\n"
        "Neil Orm -- Chief Financial Officer\nFull.\nUnknown speaker -- Orland Bank -- Analyst\nThank you.\n"
    )
    assert [turn.label for turn in call.turns][1::2] == ["Unknown speaker -- Orland Bank -- Analyst"] * 2
    asker = call.turns[1].speaker
    assert (asker.name, asker.firm, asker.role) == (None, "Orland Bank", Role.ANALYST)


def test_a_first_name_with_another_firm_is_somebody_else() -> None:
    call = parse(
        "Operator\nGood day.\nJeff Dunmore -- Executive Vice President and Chief Financial Officer\nRents rose.\n"
        "Operator\nWe go to Alder Securities.\nJeff -- Alder Securities -- Analyst\nThis is Jeff for Orla. By how much?\n"
        "Jeff Dunmore -- Executive Vice President and Chief Financial Officer\nBy a tenth.\n"
    )
    assert [(str(s), s.role, s.firm) for s in call.speakers[1:]] == [
        ("Jeff Dunmore", Role.EXECUTIVE, None),
        ("Jeff", Role.ANALYST, "Alder Securities"),
    ]


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        (
            "Company Participants\nAda Rowe - CEO\nOperator\nGo on.\nAda Rowe\nWe laid track -- a lot.\nOperator\nThanks.\n",
            "seekingalpha",
        ),
        (
            "安娜·梅罗\n\n我们买了四台起重机 -- 都很贵。\n\n保罗·格里格\n\n什么时候到货?\n\n安娜·梅罗\n\n五月。\n",
            "nameline",
        ),
    ],
)
def test_other_layouts_are_not_its_own(text: str, layout: str) -> None:
    assert all(c.score < FLOOR for c in detect(text) if c.format == "motley")
    assert parse(text).format == layout


@given(scenes())
def test_it_writes_what_it_reads(scene: Scene) -> None:
    written = scene.page(Motley())
    check_claim(written, "motley")
    call = parse(written)
    check_truth(call, scene)
    check_rewrite(call)
    check_tiling(call)
    check_spans(call)
