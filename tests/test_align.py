"""A translation beside its original: turns, paragraphs, people, what is amiss, what the original adds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import transcripts
from transcripts import AliasHow, Alignment, Call, LinkKind, NoticeCode, Role, RoleSource, Section, align, parse
from transcripts.names import Roster

ENGLISH = """\
Farbridge Q2 2025 Earnings Call

Company Participants
Vera Stroud - Director, Investor Relations
Otto Weber - Chief Executive Officer
Nora Backlund - Chief Financial Officer

Conference Call Participants
Brian Rhein - Spruce Securities
Silas Dunmore - Larch Partners

Operator
Good afternoon, and welcome to the Farbridge call. Vera, please go ahead.

Vera Stroud
Thank you. With me are Otto Weber and Nora Backlund. Otto?

Otto Weber
Revenue was 412 million, up 18%. The FerryOne line carried 2.6 million people.

We ordered nine boats.

Question-and-Answer Session

Operator
Our first question comes from Brian Rhein with Spruce Securities.

Brian Rhein
Thanks. How many boats are late, and will capex stay at 75 million?

Otto Weber
Three boats are late. FerryOne is not touched by that.

Nora Backlund
Capex stays at 75 million this year, and 80 million the next, when we build 14 terminals.

Brian Rhein
Thank you.

Operator
Next is Silas Dunmore with Larch Partners.

Silas Dunmore
How is FerryTwo doing, Otto?

Otto Weber
It opens in May.
"""
CHINESE = """\
布莱恩·莱茵

谢谢。有几艘船延误了?资本开支会保持在7500万吗?

奥托·韦伯

三艘船延误了。FerryOne不受影响。

诺拉·贝克伦

今年的资本开支保持在7500万,明年是8000万,那时要建14座码头。

布莱恩·莱茵

谢谢。

赛拉斯·邓莫尔

奥托,FerryTwo怎么样?

奥托·韦伯

五月开通。
"""


def beside(chinese: str = CHINESE, english: str = ENGLISH) -> Alignment:
    return align(parse(chinese), parse(english))


def pairs(found: Alignment) -> list[tuple[list[int], list[int]]]:
    return [([t.index for t in link.chinese], [t.index for t in link.english]) for link in found.turns]


def notices(found: Alignment) -> list[tuple[NoticeCode, str]]:
    """What is amiss, with the words that it is about; turns left out are told apart."""
    source = found.chinese.source
    return [(n.code, source[n.span] if n.span else "") for n in found.notices if n.code is not NoticeCode.DROPPED_TURN]


# --- turns


def test_every_turn_stands_beside_its_own_and_what_is_left_out_stands_alone() -> None:
    found = beside()
    assert pairs(found) == [
        ([], [0]), ([], [1]), ([], [2]), ([], [3]),
        ([0], [4]), ([1], [5]), ([2], [6]), ([3], [7]),
        ([], [8]),
        ([4], [9]), ([5], [10]),
    ]  # fmt: skip
    assert [str(turn.speaker) for turn in found.dropped] == [
        "Operator",
        "Vera Stroud",
        "Otto Weber",
        "Operator",
        "Operator",
    ]
    assert found.added == ()
    assert notices(found) == []
    assert repr(found) == "<Alignment: 6 of 6 turns one to one, 5 dropped, 4 people>"


def test_a_link_says_what_speaks_for_it() -> None:
    found = beside()
    link = found.of(found.chinese.turns[2])
    assert link is found.of(found.english.turns[6])
    assert (link.kind, link.score > 0.95) == (LinkKind.ONE_TO_ONE, True)
    assert link.evidence == ("numbers and Latin words: 14, 75, 8", "诺拉·贝克伦 sounds like Nora Backlund")
    with pytest.raises(KeyError):
        found.of(parse(CHINESE).turns[0])


def test_a_turn_that_the_translation_adds_stands_alone() -> None:
    found = beside(
        CHINESE + "\n赛拉斯·邓莫尔\n\n那么票价呢?我们听说明年的票价会涨,乘客会不会因此改走公路,你们怎么看这件事?\n"
        "\n奥托·韦伯\n\n票价由港口决定,我们今天不谈。\n"
    )
    assert [turn.label for turn in found.added] == ["赛拉斯·邓莫尔", "奥托·韦伯"]
    assert found.of(found.added[0]).kind is LinkKind.ADDED


def test_two_turns_under_one_label_are_merged_and_the_place_is_named() -> None:
    found = beside(CHINESE.replace("不受影响。\n\n诺拉·贝克伦\n", "不受影响。\n"))
    assert ([1], [5, 6]) in pairs(found)
    assert found.of(found.chinese.turns[1]).kind is LinkKind.MERGED
    assert notices(found) == [(NoticeCode.LOST_LABEL, "今年的资本开支保持在7500万,明年是8000万,那时要建14座码头。")]


def test_one_turn_under_two_labels_is_split() -> None:
    found = beside(CHINESE.replace("7500万,明年", "7500万。\n\n关于明年\n\n诺拉·贝克伦\n\n明年"))
    assert ([2, 3], [6]) in pairs(found)
    assert found.of(found.chinese.turns[3]).kind is LinkKind.SPLIT


def test_a_label_of_somebody_else_is_reported_and_stays() -> None:
    found = beside(CHINESE.replace("诺拉·贝克伦\n\n今年", "赛拉斯·邓莫尔\n\n今年"))
    assert notices(found) == [(NoticeCode.WRONG_LABEL, "赛拉斯·邓莫尔")]
    assert found.enrich().turns[2].speaker.name == "赛拉斯·邓莫尔"


def test_another_call_is_said_to_be_none_of_it() -> None:
    other = "Mae Lint\n\nWhen does the bridge open to trains?\n\nPhil Novak\n\nIn spring, and to cars a little later.\n"
    found = align(parse(CHINESE), parse(other))
    assert found.notices[0].code is NoticeCode.UNALIGNED
    assert "are the two pages one call?" in found.notices[0].message


def test_nothing_beside_nothing() -> None:
    found = align(parse(""), parse(""))
    assert (found.turns, found.people, found.notices) == ((), (), ())
    assert found.enrich() == found.chinese
    assert len(align(parse(""), parse(ENGLISH)).dropped) == 11
    assert len(align(parse(CHINESE), parse("")).added) == 6


# --- paragraphs


def test_paragraphs_stand_beside_theirs_however_they_are_cut() -> None:
    found = beside(
        CHINESE.replace("三艘", "收入是4.12亿。\n\n我们订了九艘船,其中三艘").replace("FerryOne不", "\n\nFerryOne不"),
        ENGLISH.replace("Three boats", "Revenue was 412 million.\n\nWe ordered nine boats.\n\nThree boats").replace(
            "late. FerryOne", "late.\n\nFerryOne"
        ),
    )
    link = found.of(found.chinese.turns[1])
    assert [(len(p.chinese), len(p.english), p.kind) for p in link.paragraphs] == [
        (1, 1, LinkKind.ONE_TO_ONE),
        (1, 2, LinkKind.MERGED),
        (1, 1, LinkKind.ONE_TO_ONE),
    ]
    assert link.paragraphs[2].chinese[0].text == "FerryOne不受影响。"
    assert repr(link.paragraphs[1]) == "<ParagraphLink 1:2>"


@given(st.lists(st.integers(0, 10), max_size=6), st.data())
def test_every_turn_and_paragraph_stands_in_one_link(numbers: list[int], data: st.DataObject) -> None:
    """Whatever is left out on either side, all of both calls is covered once, in order."""
    chinese = "".join(
        [
            f"{name}\n\n第{n}条产线有{n}人。\n\n谢谢。\n\n"
            for n, name in zip(numbers, ["诺拉·黑尔", "奥托·韦伯"] * 3, strict=False)
        ]
    )
    kept = data.draw(st.lists(st.sampled_from(numbers), max_size=8)) if numbers else []
    english = "".join(
        [
            f"{name}\n\nLine {n} has {n} people.\n\nThanks.\n\n"
            for n, name in zip(kept, ["Nora Hale", "Otto Weber"] * 4, strict=False)
        ]
    )
    found = beside(chinese, english)
    assert [t for link in found.turns for t in link.chinese] == list(found.chinese.turns)
    assert [t for link in found.turns for t in link.english] == list(found.english.turns)
    for link in found.turns:
        assert [p for pair in link.paragraphs for p in pair.chinese] == [p for t in link.chinese for p in t.said]
        assert [p for pair in link.paragraphs for p in pair.english] == [p for t in link.english for p in t.said]
    again = found.enrich()
    assert Call.from_dict(again.to_dict(), text=again.source.text) == again


# --- people


def test_people_are_linked_by_name_and_turns() -> None:
    found = beside()
    assert [(str(p.chinese), str(p.english), len(p.turns), p.score > 0.9) for p in found.people] == [
        ("布莱恩·莱茵", "Brian Rhein", 2, True),
        ("奥托·韦伯", "Otto Weber", 2, True),
        ("诺拉·贝克伦", "Nora Backlund", 1, True),
        ("赛拉斯·邓莫尔", "Silas Dunmore", 1, True),
    ]
    assert repr(found.people[0]) == "<PersonLink 布莱恩·莱茵 = Brian Rhein: 2 turns, 1.00>"


def test_a_chosen_name_is_linked_by_what_is_said() -> None:
    found = beside(CHINESE.replace("奥托·韦伯", "韦启明").replace("奥托", "启明"))
    assert [(str(p.chinese), str(p.english)) for p in found.people if str(p.chinese) == "韦启明"] == [
        ("韦启明", "Otto Weber")
    ]


# --- what the original adds


def test_the_original_gives_names_firms_titles_and_roles() -> None:
    call = beside().enrich()
    assert [
        (s.name, s.names.en, s.role, s.role_source, s.title, s.firm, s.canonical_title) for s in call.speakers
    ] == [
        ("布莱恩·莱茵", "Brian Rhein", Role.ANALYST, RoleSource.ORIGINAL, None, "Spruce Securities", None),
        ("奥托·韦伯", "Otto Weber", Role.EXECUTIVE, RoleSource.ORIGINAL, "Chief Executive Officer", None, "CEO"),
        ("诺拉·贝克伦", "Nora Backlund", Role.EXECUTIVE, RoleSource.ORIGINAL, "Chief Financial Officer", None, "CFO"),
        ("赛拉斯·邓莫尔", "Silas Dunmore", Role.ANALYST, RoleSource.ORIGINAL, None, "Larch Partners", None),
    ]  # fmt: skip
    otto = call.find("Otto Weber")
    assert otto is call.turns[1].speaker
    assert [(a.text, a.how, a.spans) for a in otto.aliases if a.how is AliasHow.ORIGINAL] == [
        ("Otto Weber", AliasHow.ORIGINAL, ())
    ]
    dropped = [n for n in call.notices if n.code is NoticeCode.DROPPED_TURN]
    assert len(dropped) == 5
    assert dropped[-1].message.startswith(
        "the translation leaves out what Operator says before this turn: 'Next is Silas"
    )
    assert dropped[-1].span == call.turns[4].label_span


def test_what_the_page_prints_stays() -> None:
    page = CHINESE.replace("诺拉·贝克伦", "财务总监诺拉·贝克伦").replace("赛拉斯·邓莫尔", "云杉证券分析师赛拉斯·邓莫尔")
    call = beside(page).enrich()
    nora, silas = call.turns[2].speaker, call.turns[4].speaker
    assert (nora.title, nora.role, nora.role_source) == ("财务总监", Role.EXECUTIVE, RoleSource.STATED)
    assert (silas.firm, silas.role_source, silas.names.en) == ("云杉证券", RoleSource.STATED, "Silas Dunmore")


def test_who_speaks_under_a_label_without_a_name_is_told_apart() -> None:
    page = CHINESE.replace("布莱恩·莱茵", "分析师").replace("赛拉斯·邓莫尔", "分析师")
    before = parse(page)
    assert [str(s) for s in before.speakers] == ["分析师", "奥托·韦伯", "诺拉·贝克伦"]
    call = align(before, parse(ENGLISH)).enrich()
    assert [(s.id, s.name, s.names.en, s.firm) for s in call.speakers if s.role is Role.ANALYST] == [
        ("s0", None, "Brian Rhein", "Spruce Securities"),
        ("s1", None, "Silas Dunmore", "Larch Partners"),
    ]
    assert call.turns[0].speaker is call.speakers[0]
    assert call.turns[4].speaker is call.speakers[1]
    assert [pair.asker.names.en for pair in call.qa_pairs] == ["Brian Rhein", "Silas Dunmore"]
    assert [[call.source[span] for a in s.aliases for span in a.spans] for s in call.speakers[:2]] == [
        ["分析师", "分析师"],
        ["分析师"],
    ]


def test_pairs_are_made_again_with_the_roles_that_are_known_then() -> None:
    page = (
        "诺拉·贝克伦\n\n我们看到FerryOne的收入在增长。\n\n布莱恩·莱茵\n\n毛利率是41%吗?\n\n诺拉·贝克伦\n\n是的,41%。\n"
    )
    original = (
        "Nora Backlund, Larch Partners - Analyst\n\nWe see that the revenue of FerryOne grows.\n\n"
        "Brian Rhein - Chief Executive Officer\n\nIs it margins of 41% that you mean?\n\n"
        "Nora Backlund, Larch Partners - Analyst\n\nYes, 41%.\n"
    )
    call = align(parse(page), parse(original)).enrich()
    assert [(str(s), s.role) for s in call.speakers] == [("诺拉·贝克伦", Role.ANALYST), ("布莱恩·莱茵", Role.EXECUTIVE)]
    assert all(pair.asker.name == "诺拉·贝克伦" for pair in call.qa_pairs)


def test_sections_come_from_the_original_where_the_page_has_none() -> None:
    page = "维拉·斯特劳德\n\n谢谢大家。下面请奥托发言。\n\n奥托·韦伯\n\n收入是4.12亿,增长18%。FerryOne运送了260万人。\n\n我们订了九艘船。\n"
    assert [turn.section for turn in parse(page).turns] == [None, None]
    assert [turn.section for turn in beside(page).enrich().turns] == [Section.PREPARED, Section.PREPARED]


def test_an_enriched_call_is_written_and_read_back() -> None:
    call = beside().enrich()
    assert Call.from_json(call.to_json(), text=call.source.text) == call


# --- what is learned, for the next page


def test_a_roster_of_what_was_learned_serves_the_next_page(tmp_path: Path) -> None:
    first = transcripts.align(transcripts.parse(CHINESE, name="farbridge.txt"), parse(ENGLISH)).enrich()
    roster = Roster.from_calls([first])
    assert [(e.en, e.zh, e.title, e.firm, e.role) for e in roster] == [
        ("Brian Rhein", "布莱恩·莱茵", None, "Spruce Securities", Role.ANALYST),
        ("Otto Weber", "奥托·韦伯", "Chief Executive Officer", None, Role.EXECUTIVE),
        ("Nora Backlund", "诺拉·贝克伦", "Chief Financial Officer", None, Role.EXECUTIVE),
        ("Silas Dunmore", "赛拉斯·邓莫尔", None, "Larch Partners", Role.ANALYST),
    ]
    assert next(iter(roster)).seen == ("farbridge.txt:1:1 (label)", "farbridge.txt:1:1 (original)")
    for name in ("people.csv", "people.json"):
        roster.write(tmp_path / name)
        assert Roster.read(tmp_path / name) == roster
    page = "布莱恩·莱茵\n\n毛利率呢?\n\n诺拉·贝克伦\n\n会持平。\n"
    nora = parse(page, roster=tmp_path / "people.csv").find("Nora Backlund")
    assert nora is not None
    assert (nora.title, nora.role) == ("Chief Financial Officer", Role.EXECUTIVE)


def test_a_roster_learns_from_glosses_and_not_from_sound() -> None:
    glossed = parse(
        "诺拉·黑尔(Nora Hale)\n\n毛利率呢?\n\n奥托·韦伯\n\n会持平。谢谢Nora。\n\nOtto Weber\n\n再见。\n", name="a.txt"
    )
    roster = Roster.from_calls([glossed, glossed])
    assert [(e.en, e.zh) for e in roster] == [("Nora Hale", "诺拉·黑尔")]
    assert next(iter(roster)).seen == ("a.txt:1:1 (label)", "a.txt:1:7 (gloss)")
    with pytest.raises(transcripts.RosterError, match=r"neither \.csv nor \.json"):
        roster.write("people.txt")


# --- the real call


@pytest.fixture
def real(shared: Path) -> Alignment:
    pages = shared / "data"
    return align(
        transcripts.read(pages / "meta-2024q4.txt"), transcripts.read(pages / "aligned" / "meta-2024q4.en.txt")
    )


def test_the_real_call_is_aligned_as_its_reader_did(real: Alignment, shared: Path) -> None:
    gold = json.loads((shared / "data" / "aligned" / "meta-2024q4.align.json").read_text("utf-8"))
    line = real.english.source.position
    found = {
        link.chinese[0].index: line(link.english[0].label_span.start).line
        for link in real.turns
        if link.kind is LinkKind.ONE_TO_ONE
    }
    assert found == {turn["zh_turn"]: turn["en_line"] for turn in gold["turns"]}
    questions = real.of(real.chinese.turns[0]).english[0].index - 1  # the operator's turn that opens them
    dropped = [line(turn.label_span.start).line for turn in real.dropped if turn.index >= questions]
    assert dropped == [turn["en_line"] for turn in gold["dropped_in_chinese"]]
    assert [n.code for n in real.notices if n.code is not NoticeCode.DROPPED_TURN] == []


def test_the_real_call_is_enriched(real: Alignment) -> None:
    call = real.enrich()
    assert [(s.names.en, s.role.value, s.canonical_title or s.canonical_firm) for s in call.speakers] == [
        ("Brian Nowak", "analyst", "Morgan Stanley"),
        ("Mark Elliot Zuckerberg", "executive", "Founder & Chairman & CEO"),
        ("Susan Li", "executive", "CFO"),
        ("Eric Sheridan", "analyst", "Goldman Sachs"),
        ("Mark Shmulik", "analyst", "AllianceBernstein"),
        ("Justin Post", "analyst", "Bank of America"),
        ("Doug Anmuth", "analyst", "J.P. Morgan"),
        ("Ronald Josey", "analyst", "Citi"),
        ("Ken Gawrelski", "analyst", "Wells Fargo"),
        ("Ross Sandler", "analyst", "Barclays"),
    ]
