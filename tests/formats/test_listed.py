"""English pages with lists of participants at the head: Seeking Alpha's, S&P Capital IQ's, StreetEvents'."""

from __future__ import annotations

import pytest

from transcripts import detect, parse
from transcripts.formats import FLOOR
from transcripts.model import BlockKind, Call, Role, RoleSource, Section, Speaker
from transcripts.testing import (
    check_spans,
    check_tiling,
)

ALPHA = """\
Larch Tools, Inc. (NASDAQ:LRCH) Q2 2012 Earnings Call August  2, 2012  5:00 PM ET
Executives
Mara Quill – President and Chief Executive Officer
Dov Amico – Chief Financial Officer
Analysts
Otto Brandt – Alder Research, Inc.
Iris Vane – Finch & Co.
Operator
Good afternoon, and welcome to the Larch Tools call. I would now like to hand over to Mara Quill.
Mara Quill
Thank you. We sold more saws than ever, and I am glad of it.
Morning.
Dov Amico will tell you how many.
Dov Amico
Nine thousand.
Question-and-Answer Session
Operator
Jim Hale from Larch has our next question.
Otto Brandt – Alder Research, Inc.
Mara, how are the saws selling in Norway?
Mara Quill
Very well.
Unidentified Analyst
And in Sweden?
Mara Quill
Nope.
Operator
Next is Lena Marsh.
Lena Marsh – Quarry Partners
How many stores do you have?
Dov Amico
Forty.
Iris Vane – Finch & Co.
And next year?
Dov Amico
Fifty.
Operator
That concludes the call.
"""
SPEAKERS = [
    *["Operator", "Mara Quill", "Dov Amico", "Operator", "Otto Brandt", "Mara Quill", "Unidentified Analyst"],
    *["Mara Quill", "Operator", "Lena Marsh", "Dov Amico", "Iris Vane", "Dov Amico", "Operator"],
]

FOOT = """\
Copyright © 2024 S&P Global Market Intelligence, a division of S&P Global Inc. All Rights reserved.
spglobal.com/marketintelligence {}
LARCH TOOLS, INC. FQ2 2024 EARNINGS CALL | AUG 01, 2024
"""
CAPITAL = f"""\
Larch Tools, Inc. NasdaqGS:LRCH
FQ2 2024 Earnings Call Transcripts
Thursday, August 1, 2024 9:00 PM GMT
Contents
Call Participants ........................... 3
Presentation ................................ 4
Question and Answer ......................... 5
{FOOT.format(2)}Call Participants
EXECUTIVES
Mara Quill
President, CEO & Director
Dov Amico
Senior VP & CFO
ANALYSTS
Iris Vane
Finch & Co., Research Division
Otto Brandt
Alder Research LLC, Research Division
{FOOT.format(3)}Presentation
Operator
Good day, and welcome to the Larch Tools call. I would now like to hand over to Mara Quill.
Mara Quill
President, CEO & Director
Thank you. We sold more saws than ever.
{FOOT.format(4)}Dov will take you through the numbers.
Dov Amico
Senior VP & CFO
Revenue was $40 million.
Question and Answer
Operator
[Operator Instructions] Our first question comes from Otto Brandt with Alder Research.
Otto Brandt
Alder Research LLC, Research Division
Mara, how are the saws selling in Norway?
Mara Quill
President, CEO & Director
Very well.
Otto Brandt
Alder Research LLC, Research Division
And Dov, what is the margin there?
{FOOT.format(5)}Dov Amico
Senior VP & CFO
Twelve percent.
Operator
That concludes the call.
Copyright © 2024 by S&P Global Market Intelligence, a division of S&P Global Inc. All rights reserved.
"""

DOUBLE, RULE = "=" * 80, "-" * 80


def numbered(label: str, number: int, speech: str) -> str:
    return f"{RULE}\n{label}    [{number}]\n{RULE}\n\n          {speech}\n\n"


STREET = f"""

Thomson Reuters StreetEvents Event Transcript
E D I T E D   V E R S I O N

Q2 2016 Larch Tools Inc Earnings Call
APRIL 26, 2016 / 9:00PM GMT

{DOUBLE}
Corporate Participants
{DOUBLE}

 * Mara Quill
   Larch Tools Inc. - CEO
 * Dov Amico
   Larch Tools Inc. - CFO

{DOUBLE}
Conference Call Participiants
{DOUBLE}

 * Otto Brandt
   Alder Research, LLC - Analyst
 * Iris Vane
   Finch & Co. - Analyst

{DOUBLE}
Presentation
{DOUBLE}
{numbered("Operator", 1, "Good day, and welcome to the Larch Tools call. I will hand over to Mara Quill.")}\
{numbered("Mara Quill,  Larch Tools Inc. - CEO", 2, f"Thank you.{chr(10)}We sold more saws than ever.")}
{DOUBLE}
Questions and Answers
{DOUBLE}
{numbered("Operator", 1, "(Operator Instructions) Our first question comes from Otto Brandt.")}\
{numbered("Otto Brandt,  Alder Research, LLC, Research Division - MD and Senior Analyst", 2, "How is Norway?")}\
{numbered("Mara Quill,  Larch Tools Inc. - CEO", 3, "Very well.")}\
{numbered("Unidentified Participant,   - ", 4, "And in Sweden?")}\
{numbered("Dov Amico,  Larch Tools Inc. - CFO", 5, "Less well.")}\
{numbered("Lena Marsh,   - ", 6, "I would add Finland.")}\
{numbered("Operator", 7, "Thank you. That concludes the call.")}





{RULE}
Definitions
{RULE}
PRELIMINARY TRANSCRIPT: somebody has listened once, and nobody has read it
since.

{RULE}
Disclaimer
{RULE}
Larch Wire may change what stands here.

{RULE}
Copyright 2016 Larch Wire. All Rights Reserved.
{RULE}
"""

PAGES = {"seekingalpha": ALPHA, "capitaliq": CAPITAL, "streetevents": STREET}


def texts(call: Call, kind: BlockKind) -> str:
    return "".join([call.source[block.span] for block in call.blocks if block.kind is kind])


def person(call: Call, name: str) -> Speaker:
    found = call.find(name)
    assert found is not None
    return found


def who(call: Call) -> list[str]:
    return [str(turn.speaker) for turn in call.turns]


@pytest.mark.parametrize(("layout", "page"), PAGES.items(), ids=PAGES)
def test_each_layout_is_claimed_by_one_format(layout: str, page: str) -> None:
    assert parse(page).format == layout
    claims = {candidate.format: candidate.score for candidate in detect(page)}
    assert all(claims.get(other, 0.0) < FLOOR for other in PAGES if other != layout)


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_spans_are_true_and_blocks_tile(page: str, end: str) -> None:
    call = parse(page.replace("\n", end))
    assert who(call) == who(parse(page))
    check_spans(call)
    check_tiling(call)


# --- Seeking Alpha ----------------------------------------------------------------------------------------------------


def test_names_stand_alone_or_with_a_firm() -> None:
    call = parse(ALPHA)
    assert who(call) == SPEAKERS
    assert call.turns[4].label == "Otto Brandt – Alder Research, Inc."
    assert [turn.text for turn in call.turns[4:8]] == [
        "Mara, how are the saws selling in Norway?",
        "Very well.",
        "And in Sweden?",
        "Nope.",
    ]
    assert call.notices == ()


def test_lists_give_titles_firms_and_roles() -> None:
    call = parse(ALPHA)
    assert [(str(s), s.role, s.title, s.firm) for s in call.speakers] == [
        ("Operator", Role.OPERATOR, None, None),
        ("Mara Quill", Role.EXECUTIVE, "President and Chief Executive Officer", None),
        ("Dov Amico", Role.EXECUTIVE, "Chief Financial Officer", None),
        ("Otto Brandt", Role.ANALYST, None, "Alder Research, Inc."),
        ("Unidentified Analyst", Role.ANALYST, None, None),
        ("Lena Marsh", Role.ANALYST, None, "Quarry Partners"),
        ("Iris Vane", Role.ANALYST, None, "Finch & Co."),
    ]
    assert {s.role_source for s in call.speakers[1:4]} == {RoleSource.LISTED}
    assert texts(call, BlockKind.HEADING) == "Executives\nAnalysts\nQuestion-and-Answer Session\n"
    assert texts(call, BlockKind.CAST).count("\n") == 4


def test_the_title_line_says_company_period_and_time() -> None:
    call = parse(ALPHA)
    assert (call.company, str(call.period), call.held) == ("Larch Tools", "2012Q2", "2012-08-02T17:00")
    assert [security.symbol for security in call.securities] == ["LRCH"]


def test_a_list_has_other_names_on_newer_pages() -> None:
    page = ALPHA.replace("Executives", "Company Participants").replace("Analysts", "Conference Call Participants")
    call = parse(page.replace(" – ", " - "))
    assert call.format == "seekingalpha"
    assert who(call) == SPEAKERS


def test_a_blank_line_says_nothing() -> None:
    """Between all lines on some pages, anywhere on others."""
    assert who(parse(ALPHA.replace("\n", "\n\n"))) == SPEAKERS
    scattered = ALPHA.replace("Mara Quill\nThank", "Mara Quill\n\nThank").replace("Morning.", "\nMorning.")
    call = parse(scattered)
    assert who(call) == SPEAKERS
    assert len(call.turns[1].paragraphs) == 3


@pytest.mark.parametrize("dash", [" - ", " – ", " -- ", "\xa0–\xa0"])
def test_whatever_dash_stands_before_the_firm(dash: str) -> None:
    call = parse(ALPHA.replace(" – ", dash))
    assert who(call) == SPEAKERS
    assert person(call, "Otto Brandt").firm == "Alder Research, Inc."


@pytest.mark.parametrize(
    ("before", "label"),
    [
        ("Otto Brandt – Alder Research, Inc.\nMara", "Q - Otto Brandt\nMara"),
        ("Otto Brandt – Alder Research, Inc.\nMara", "Q – Otto Brandt\nMara"),
        ("Otto Brandt – Alder Research, Inc.\nMara", "Otto Brandt\nMara"),
        ("Otto Brandt – Alder Research, Inc.\nMara", "[Otto Brandt – Alder Research, Inc.]\nMara"),
        ("Otto Brandt – Alder Research, Inc.\nMara", "Otto Brandt – Alder Research, Inc. [ph]\nMara"),
        ("Mara Quill\nNope", "A - Mara Quill\nNope"),
        ("Mara Quill\nNope", "A –Mara Quill\nNope"),
        ("Iris Vane – Finch & Co.\nAnd next", "Iris Vane \nAnd next"),
    ],
)
def test_a_label_of_another_shape_is_the_same_person(before: str, label: str) -> None:
    page = ALPHA.replace(before, label)
    assert page != ALPHA
    call = parse(page)
    assert who(call) == SPEAKERS
    assert len(call.speakers) == 7
    check_spans(call)


def test_who_asks_may_be_marked_before_the_name() -> None:
    call = parse(ALPHA.replace("Otto Brandt – Alder Research, Inc.\nMara", "Q - Otto Brandt\nMara"))
    otto = person(call, "Otto Brandt")
    assert call.turns[4].label == "Q - Otto Brandt"
    assert (otto.role, otto.firm) == (Role.ANALYST, "Alder Research, Inc.")


def test_rows_of_a_list_may_end_in_a_full_stop() -> None:
    page = ALPHA.replace("Executive Officer\n", "Executive Officer.\n").replace(
        "Financial Officer\n", "Financial Officer.\n"
    )
    call = parse(page)
    assert who(call) == SPEAKERS
    assert person(call, "Dov Amico").role_source is RoleSource.LISTED


def test_a_row_may_have_all_of_somebodys_titles() -> None:
    titles = (
        "Co-Founder, Chief Executive Officer, President, Chairman of the Board, Chairman of Executive Committee and "
    )
    titles += "Member of Nominating and Corporate Governance Committee, Member of Safety Committee and Director"
    call = parse(ALPHA.replace("President and Chief Executive Officer", titles))
    assert who(call) == SPEAKERS
    assert person(call, "Mara Quill").role is Role.EXECUTIVE


def test_a_quote_that_a_program_escaped_is_part_of_the_name() -> None:
    page = ALPHA.replace("Dov Amico", "Dov D\\'Amico").replace("I am glad", "I\\'m glad")
    call = parse(page)
    dov = call.turns[2].speaker
    assert call.turns[2].label == "Dov D\\'Amico"
    assert [turn.speaker for turn in call.turns].count(dov) == 3
    assert (dov.role, dov.title) == (Role.EXECUTIVE, "Chief Financial Officer")


def test_who_is_not_listed_is_a_speaker_all_the_same() -> None:
    call = parse(ALPHA)
    lena = person(call, "Lena Marsh")
    assert (lena.firm, lena.role, lena.role_source) == ("Quarry Partners", Role.ANALYST, RoleSource.INTRODUCED)


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Unidentified Analyst", Role.ANALYST),
        ("Unknown Analyst", Role.ANALYST),
        ("Unidentified Company Representative", Role.EXECUTIVE),
        ("Unknown Executive", Role.EXECUTIVE),
        ("Unidentified Analyst – Quarry Partners", Role.ANALYST),
    ],
)
def test_nobody_knows_who_it_was(label: str, role: Role) -> None:
    call = parse(ALPHA.replace("Unidentified Analyst", label))
    assert call.turns[6].label == label
    assert (call.turns[6].speaker.name, call.turns[6].speaker.role) == (None, role)


@pytest.mark.parametrize(
    "opening",
    [
        "Question-and-Answer Session\nOperator\n",
        "Operator\nQuestion-and-Answer Session\n",
        "Question and Answer Session\nOperator\n",
        "Questions and Answers\nOperator\n",
    ],
)
def test_the_heading_may_stand_above_or_below_the_label(opening: str) -> None:
    call = parse(ALPHA.replace("Question-and-Answer Session\nOperator\n", opening))
    assert who(call) == SPEAKERS
    assert [turn.section for turn in call.turns] == [Section.PREPARED] * 3 + [Section.QA] * 11


@pytest.mark.parametrize(
    "line",
    [
        "Morning.",
        "China.",
        "CapEx.",
        "Gulf of Mexico.",
        "Thank you.",
        "Yeah.",
        "(Operator Instructions)",
        "Jim Hale from Larch has our next question.",
        "Norway, Sweden -- and Finland.",
    ],
)
def test_what_is_no_label(line: str) -> None:
    call = parse(ALPHA.replace("Very well.", f"{line}\nVery well."))
    assert who(call) == SPEAKERS
    assert call.turns[5].text.endswith("Very well.")


NOTED = pytest.mark.parametrize(
    "noted", ["[Inaudible]", "[Indiscernible]", "[Foreign Language]", "[Audio Gap]", "[Technical Difficulties]"]
)


@NOTED
def test_what_a_transcriber_notes_inside_a_speech_is_no_label(noted: str) -> None:
    call = parse(ALPHA.replace("Very well.", f"Very well.\n{noted}\nAnd better in the north."))
    assert who(call) == SPEAKERS


@NOTED
def test_nor_at_its_head(noted: str) -> None:
    call = parse(ALPHA.replace("Very well.", f"{noted}\nVery well."))
    assert who(call) == SPEAKERS
    assert call.turns[5].text.endswith("Very well.")


def test_what_a_terminal_prints_behind_a_name_is_no_part_of_it() -> None:
    call = parse(ALPHA.replace("\nMara Quill\n", "\nMara Quill{BIO 20432011 <GO>}\n"))
    assert who(call) == SPEAKERS
    assert call.turns[1].label == "Mara Quill{BIO 20432011 <GO>}"


def test_a_label_at_the_head_of_every_page_is_no_header() -> None:
    page = "".join(
        [f"{n}\nOperator\nGo ahead.\nOtto Brandt\nWhy, in {n}?\nMara Quill\nFor {n} reasons.\n" for n in range(4, 9)]
    )
    call = parse(ALPHA[: ALPHA.index("Question-and")] + "Question-and-Answer Session\n" + page)
    assert [turn.label for turn in call.turns[3:]] == ["Operator", "Otto Brandt", "Mara Quill"] * 5


@pytest.mark.parametrize("title", ["Director", "VP & Senior Analyst", "MD and Head of Semiconductor Research"])
def test_who_has_a_title_at_a_bank_is_an_analyst(title: str) -> None:
    label = f"Otto Brandt, Deutsche Bank AG, Research Division - {title}    [5]"
    call = parse(STREET.replace("Otto Brandt,  Alder Research - Analyst    [2]", label))
    assert person(call, "Otto Brandt").role is Role.ANALYST
    assert person(call, "Mara Quill").role is Role.EXECUTIVE


def test_pairs() -> None:
    call = parse(ALPHA)
    assert [(str(p.asker), [str(a.turn.speaker) for a in p.answers]) for p in call.qa_pairs] == [
        ("Otto Brandt", ["Mara Quill"]),
        ("Unidentified Analyst", ["Mara Quill"]),
        ("Lena Marsh", ["Dov Amico"]),
        ("Iris Vane", ["Dov Amico"]),
    ]


# --- S&P Capital IQ ---------------------------------------------------------------------------------------------------


def test_a_label_of_two_lines_is_one() -> None:
    call = parse(CAPITAL)
    assert [turn.label for turn in call.turns][:4] == [
        "Operator",
        "Mara Quill\nPresident, CEO & Director",
        "Dov Amico\nSenior VP & CFO",
        "Operator",
    ]
    assert [(str(s), s.role, s.title, s.firm) for s in call.speakers[1:]] == [
        ("Mara Quill", Role.EXECUTIVE, "President, CEO & Director", None),
        ("Dov Amico", Role.EXECUTIVE, "Senior VP & CFO", None),
        ("Otto Brandt", Role.ANALYST, None, "Alder Research LLC, Research Division"),
    ]
    assert [turn.section for turn in call.turns] == [Section.PREPARED] * 3 + [Section.QA] * 6


def test_footers_and_running_headers_are_no_speech() -> None:
    call = parse(CAPITAL)
    assert [p.text for p in call.turns[1].paragraphs] == [
        "Thank you. We sold more saws than ever.",
        "Dov will take you through the numbers.",
    ]
    cut = parse(CAPITAL.replace("more saws than ever.", "more saws than")).turns[1]
    assert (
        cut.paragraphs[0].text.split()
        == "Thank you. We sold more saws than Dov will take you through the numbers.".split()
    )
    furniture = texts(call, BlockKind.FURNITURE)
    assert furniture.count("spglobal.com") == 4
    assert furniture.count("LARCH TOOLS, INC. FQ2") == 4
    assert "Copyright" not in "".join([turn.text for turn in call.turns])


def test_the_table_of_contents_is_no_list() -> None:
    call = parse(CAPITAL)
    assert "Call Participants ......" in texts(call, BlockKind.META)
    assert texts(call, BlockKind.CAST).startswith("Mara Quill\nPresident, CEO & Director\n")


# --- StreetEvents -----------------------------------------------------------------------------------------------------


def test_a_label_is_numbered_between_rules() -> None:
    call = parse(STREET)
    assert [turn.label for turn in call.turns][:4] == [
        "Operator",
        "Mara Quill,  Larch Tools Inc. - CEO",
        "Operator",
        "Otto Brandt,  Alder Research, LLC, Research Division - MD and Senior Analyst",
    ]
    assert [turn.text for turn in call.turns[:2]] == [
        "Good day, and welcome to the Larch Tools call. I will hand over to Mara Quill.",
        "Thank you.\nWe sold more saws than ever.",
    ]
    assert [turn.section for turn in call.turns] == [Section.PREPARED] * 2 + [Section.QA] * 7
    assert "[2]" in texts(call, BlockKind.FURNITURE)


def test_rows_of_two_lines_and_a_head_that_is_misspelt() -> None:
    call = parse(STREET)
    assert "Conference Call Participiants" in texts(call, BlockKind.HEADING)
    assert texts(call, BlockKind.CAST).count("* ") == 4
    mara, otto = person(call, "Mara Quill"), person(call, "Otto Brandt")
    assert (mara.role, mara.title, mara.firm) == (Role.EXECUTIVE, "CEO", "Larch Tools Inc.")
    assert (otto.role, otto.firm) == (Role.ANALYST, "Alder Research, LLC, Research Division")


def test_who_has_neither_firm_nor_title() -> None:
    call = parse(STREET)
    assert call.turns[5].speaker.name is None
    assert call.turns[7].speaker.name == "Lena Marsh"


def test_speech_may_begin_at_once_at_the_margin() -> None:
    page = STREET.replace(f"{RULE}\n\n          ", f"{RULE}\n")
    assert [turn.text for turn in parse(page).turns] == [turn.text for turn in parse(STREET).turns]


def test_definitions_and_disclaimer_are_nobodys() -> None:
    call = parse(STREET)
    assert call.turns[-1].text == "Thank you. That concludes the call."
    furniture = texts(call, BlockKind.FURNITURE)
    for word in ("Definitions", "PRELIMINARY TRANSCRIPT", "Disclaimer", "Copyright 2016"):
        assert word in furniture


# --- others -----------------------------------------------------------------------------------------------------------


def test_a_chinese_page_with_an_english_list_is_not_claimed() -> None:
    page = (
        "云杉工具2024年第二季度业绩电话会\nCompany Participants\nMara Quill - President and Chief Executive Officer\n"
        "Conference Call Participants\nOtto Brandt - Alder Research\n"
        "Mara Quill\n谢谢。我们卖出的锯子比以往任何时候都多。北方的新厂已经开工了，从五月一日起就在生产。\n"
        "Otto Brandt\n玛拉，挪威的锯子卖得怎么样？我还想知道瑞典的情况。\n"
        "Mara Quill\n非常好。\nOtto Brandt\n谢谢。\n"
    )
    assert all(candidate.score < FLOOR for candidate in detect(page) if candidate.format in PAGES)
    call = parse(page)
    assert call.format == "nameline"
    assert person(call, "Otto Brandt").firm == "Alder Research"


@pytest.mark.parametrize(
    "page",
    [
        "",
        "Executives\n",
        "Executives\nMara Quill – Chief Executive Officer\n",
        "Company Participants\nConference Call Participants\n",
        "Our executives and analysts met in May. They were pleased.\n",
        "Mara Quill\n\nThank you.\n\nOtto Brandt\n\nHow are the saws?\n\nMara Quill\n\nSharp.\n",
    ],
)
def test_other_pages_are_not_claimed(page: str) -> None:
    assert all(candidate.score < FLOOR for candidate in detect(page) if candidate.format in PAGES)


def test_the_number_of_a_note_is_not_that_of_a_turn() -> None:
    call = parse(ALPHA.replace("Very well.", "Very well, as slide nine says in note [3]"))
    assert who(call) == SPEAKERS


def test_a_bank_and_a_title_do_not_say_that_somebody_is_an_analyst() -> None:
    street = STREET.replace("Otto Brandt,  Alder Research - Analyst", "Otto Brandt,  Deutsche Bank AG - Director")
    otto = person(parse(street.replace("Conference Call", "All")), "Otto Brandt")
    assert (otto.role, otto.role_source) == (Role.ANALYST, RoleSource.INFERRED)
