"""FactSet CallStreet's pages, as three programs take the text out of the PDF."""

from __future__ import annotations

import re

import pytest

from transcripts import detect, parse
from transcripts.formats import FLOOR
from transcripts.model import BlockKind, Call, Role, Section
from transcripts.testing import check_spans, check_tiling

RULE = "." * 120
FAR = " " * 80  # the tag stands at the far right of the line

WELCOME = "Good morning, ladies and gentlemen. Welcome to Larch Tools' second quarter call."
MILL = "Thank you, and good morning. We sold more saws than ever, and the new mill in the north is open and"
REVENUE = "Revenue was $40 million, which is a tenth more than it was in the second quarter of last year, and"

# With the layout kept: the tag behind the firm, far right; the page number below the page.
LAYOUT = f"""\
Larch Tools, Inc. (LRCH)
Q2 2024 Earnings Call
July 12, 2024

MANAGEMENT DISCUSSION SECTION
{RULE}

Operator: {WELCOME} This call is being
recorded. I would like to turn the call over to Mara Quill.
{RULE}

Mara Quill
Chief Executive Officer, Larch Tools, Inc.
{MILL}
sawing since the first of May.
Dov will take you through the numbers.
{RULE}

Dov Amico
Chief Financial Officer & Treasurer, Larch Tools, Inc.
{REVENUE}

{FAR}2
\fmore than we had said it would be.
{RULE}

QUESTION AND ANSWER SECTION
Operator: Our first question comes from the line of Otto Brandt with Alder Research.
{RULE}

Otto Brandt
Analyst, Alder Research LLC{FAR}Q
Good morning. Mara, how are the saws selling in Norway?
{RULE}

Mara Quill
Chief Executive Officer, Larch Tools, Inc.{FAR}A
Very well.

{FAR}3
\f{RULE}

Otto Brandt
Analyst, Alder Research LLC{FAR}Q
And Dov, what is the margin there?
{RULE}

Dov Amico
Chief Financial Officer & Treasurer, Larch Tools, Inc.{FAR}A
Twelve percent.

{FAR}4
\f{RULE}

Operator: That concludes the call.
{RULE}

Disclaimer
The information herein is believed to be reliable and is not guaranteed by anybody.
"""
# One space before the tag, no blank lines, the page number at the head of the page.
TIGHT = re.sub(r"\n\s*(\d)\n\f", r"\n\f\1\n", re.sub(r" {40,}([QA])\n", r" \1\n", LAYOUT)).replace("\n\n", "\n")
# The tag on a line of its own before the name, blank lines in between.
APART = re.sub(
    rf"{re.escape(RULE)}\n\n([A-Z][^\n]*)\n([^\n]*?) {{40,}}([QA])\n", rf"{RULE}\n\n\3\n\n\1\n\n\2\n\n", LAYOUT
)
# What is said in all of them: whoever takes the text out, it is one call.
SAID = (
    ("Operator", f"{WELCOME} This call is being recorded. I would like to turn the call over to Mara Quill."),
    ("Mara Quill", f"{MILL} sawing since the first of May. Dov will take you through the numbers."),
    ("Dov Amico", f"{REVENUE} more than we had said it would be."),
    ("Operator", "Our first question comes from the line of Otto Brandt with Alder Research."),
    ("Otto Brandt", "Good morning. Mara, how are the saws selling in Norway?"),
    ("Mara Quill", "Very well."),
    ("Otto Brandt", "And Dov, what is the margin there?"),
    ("Dov Amico", "Twelve percent."),
    ("Operator", "That concludes the call."),
)
PAGES = {"layout": LAYOUT, "tight": TIGHT, "apart": APART}
everywhere = pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)


def texts(call: Call, kind: BlockKind) -> str:
    return "".join([call.source[block.span] for block in call.blocks if block.kind is kind])


def words(text: str) -> str:
    return " ".join(text.split())


@everywhere
def test_a_call_is_the_same_whatever_program_took_the_text_out(page: str) -> None:
    call = parse(page)
    assert call.format == "callstreet"
    assert [(str(turn.speaker), words(turn.text)) for turn in call.turns] == list(SAID)
    assert call.notices == ()
    check_spans(call)
    check_tiling(call)


@everywhere
def test_title_and_firm_stand_below_the_name(page: str) -> None:
    call = parse(page)
    assert [(str(s), s.role, s.title, s.firm) for s in call.speakers[1:]] == [
        ("Mara Quill", Role.EXECUTIVE, "Chief Executive Officer", "Larch Tools, Inc."),
        ("Dov Amico", Role.EXECUTIVE, "Chief Financial Officer & Treasurer", "Larch Tools, Inc."),
        ("Otto Brandt", Role.ANALYST, None, "Alder Research LLC"),
    ]


@everywhere
def test_a_tag_asks_or_answers(page: str) -> None:
    call = parse(page)
    assert [(str(p.asker), [str(a.turn.speaker) for a in p.answers]) for p in call.qa_pairs] == [
        ("Otto Brandt", ["Mara Quill"]),
        ("Otto Brandt", ["Dov Amico"]),
    ]


def test_a_label_is_what_is_printed() -> None:
    assert parse(TIGHT).turns[4].label == "Otto Brandt\nAnalyst, Alder Research LLC Q"
    assert parse(APART).turns[4].label == "Q\n\nOtto Brandt\n\nAnalyst, Alder Research LLC"
    assert parse(LAYOUT).turns[4].label == f"Otto Brandt\nAnalyst, Alder Research LLC{FAR}Q"


@everywhere
def test_lines_of_paper_are_joined(page: str) -> None:
    call = parse(page)
    assert [len(turn.paragraphs) for turn in call.turns[:3]] == [1, 2, 1]
    mill = call.turns[1].paragraphs[0]
    assert words(mill.text).endswith("is open and sawing since the first of May.")


@everywhere
def test_a_page_number_inside_a_sentence_is_furniture(page: str) -> None:
    call = parse(page)
    numbers = call.turns[2].paragraphs[0]
    assert len(numbers.pieces) == 2
    assert words(numbers.text).endswith("of last year, and more than we had said it would be.")
    assert "2" in texts(call, BlockKind.FURNITURE)


@everywhere
def test_sections_rules_and_the_disclaimer(page: str) -> None:
    call = parse(page)
    assert [turn.section for turn in call.turns] == [Section.PREPARED] * 3 + [Section.QA] * 6
    assert texts(call, BlockKind.HEADING).split("\n")[:2] == [
        "MANAGEMENT DISCUSSION SECTION",
        "QUESTION AND ANSWER SECTION",
    ]
    furniture = texts(call, BlockKind.FURNITURE)
    assert furniture.count(RULE) == page.count(RULE)
    assert "is not guaranteed by anybody" in furniture
    assert texts(call, BlockKind.META).startswith("Larch Tools, Inc. (LRCH)\nQ2 2024 Earnings Call\nJuly 12, 2024")


def test_the_operator_says_it_on_the_line_of_his_label() -> None:
    call = parse(TIGHT)
    assert call.turns[3].label == "Operator"
    end = call.turns[3].label_span.end
    assert call.source[end, end + 2] == ": "
    assert call.turns[3].paragraphs[0].text.startswith("Our first question")


def test_who_cuts_in_has_no_tag() -> None:
    call = parse(TIGHT.replace("Larch Tools, Inc. A\nTwelve", "Larch Tools, Inc.\nTwelve"))
    last = call.turns[-2]
    assert (str(last.speaker), last.text) == ("Dov Amico", "Twelve percent.")
    assert len(call.qa_pairs) == 2


def test_spaces_at_the_end_of_lines_do_no_harm() -> None:
    call = parse(TIGHT.replace("\n", "  \n"))
    assert [str(turn.speaker) for turn in call.turns] == [str(turn.speaker) for turn in parse(TIGHT).turns]
    assert call.turns[4].speaker.firm == "Alder Research LLC"


def test_a_transcribers_marks_are_speech() -> None:
    call = parse(TIGHT.replace("Very well.", "Very well, [ph] Otto (00:22:52). [indiscernible] (00:31:38)"))
    assert call.turns[5].text == "Very well, [ph] Otto (00:22:52). [indiscernible] (00:31:38)"
    assert call.turns[5].start is None


def test_a_colon_inside_speech_is_no_label() -> None:
    call = parse(
        TIGHT.replace("Very well.", "Very well. There is one thing.\nOur promise: it cuts.\nDov Amico: he counts.")
    )
    assert len(call.turns) == 9
    assert "Our promise: it cuts." in call.turns[5].text


def test_headers_and_footers_of_a_branded_page_are_furniture() -> None:
    foot = (
        "1-877-FACTSET www.callstreet.com\n{} Copyright © 2001-2024 FactSet CallStreet, LLC\n"
        "Larch Tools, Inc. (LRCH) Q2 2024 Earnings Call\nCorrected Transcript 12-Jul-2024"
    )
    page = re.sub(r"\f(\d)\n", lambda match: foot.format(match[1]) + "\n", TIGHT)
    call = parse(page)
    assert [words(turn.text) for turn in call.turns] == [words(turn.text) for turn in parse(TIGHT).turns]
    assert texts(call, BlockKind.FURNITURE).count("FACTSET") == 3
    assert texts(call, BlockKind.FURNITURE).count("Corrected Transcript") == 3


def test_a_label_that_comes_back_at_the_head_of_a_page_goes_on_with_its_turn() -> None:
    page = TIGHT.replace("Mara, how are", "Mara, how are\n\f9\nOtto Brandt\nAnalyst, Alder Research LLC Q\n", 1)
    call = parse(page)
    assert [(str(turn.speaker), words(turn.text)) for turn in call.turns] == list(SAID)


def test_labels_at_the_heads_of_pages_are_no_headers() -> None:
    page = "".join(
        [
            f"\f{n}\n{RULE}\nOtto Brandt\nAnalyst, Alder Research LLC Q\nWhy, in {n}?\n"
            f"{RULE}\nMara Quill\nChief Executive Officer, Larch Tools, Inc. A\nFor {n} reasons.\n"
            for n in range(5, 9)
        ]
    )
    call = parse(f"QUESTION AND ANSWER SECTION\n{page}")
    assert [str(turn.speaker) for turn in call.turns] == ["Otto Brandt", "Mara Quill"] * 4


def test_whom_nobody_verified_has_no_name() -> None:
    call = parse(TIGHT.replace("Otto Brandt\n", "Unverified Participant\n"))
    asker = call.turns[4].speaker
    assert (asker.role, asker.firm) == (Role.ANALYST, "Alder Research LLC")
    assert asker.name == "Otto Brandt"  # as the operator presents him


@pytest.mark.parametrize(
    "page",
    [
        "",
        f"{RULE}\n{RULE}\n",
        f"目录{RULE}1\n{RULE}\n诺拉·黑尔\n首席执行官\n谢谢。\n{RULE}\n奥托\n分析师\n为什么？\n",
        f"Contents\nA letter to you {RULE} 3\nThe numbers {RULE} 9\nWe sold saws.\n",
    ],
)
def test_other_pages_are_not_claimed(page: str) -> None:
    assert all(candidate.score < FLOOR for candidate in detect(page) if candidate.format == "callstreet")
