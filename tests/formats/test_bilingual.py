"""Pages whose labels stand alone above speech in English and in Chinese."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from transcripts import detect, parse
from transcripts.formats import FLOOR
from transcripts.formats.bilingual import Bilingual
from transcripts.model import BlockKind, Call, Role, Section
from transcripts.names.label import parse_label
from transcripts.testing import Scene, check_claim, check_rewrite, check_spans, check_tiling, check_truth, scenes

FIXTURES = Path(__file__).parents[1] / "fixtures" / "bilingual"

LISTS = """2031-10-31 Larch Marine Inc. (LRCM) Q4 2031 Earnings Call Transcript

{company}

Suhana Chand – Director, Investor Relations
苏哈娜-钱德 - 投资者关系总监
Tom Brook – Chief Executive Officer
汤姆-布鲁克 - 首席执行官

{outside}

Mike Orne – Goldman Sachs
迈克-奥恩 - 高盛
Katy Hubble – Alder & Co. LLC
Katy Hubble - Alder & Co.有限责任公司
Jo C. Marsh – Corbel Sons & Co.
Jo C. Marsh - Corbel Sons & Co.
Ben Reitz - Melrose 本·赖茨 - 梅尔罗斯
Wes Lind - Corbel Group
Wes Lind - Corbel Group
{last}
{first}Suhana Chand 苏哈娜-钱德

Thank you. Tom will speak first.
谢谢。汤姆先发言。

Tom Brook 汤姆-布鲁克

We sold more boats than last year.
我们卖的船比去年多。

Operator 操作员

We go first to Katy Hubble. Please go ahead.
首先请凯蒂·哈布尔提问。

Katy Hubble 凯蒂-哈布尔

How many boats?
多少艘？

Tom Brook 汤姆-布鲁克

Nine.
九艘。

Ben Reitz 本·赖茨

And how large?
多大？

Tom Brook 汤姆-布鲁克

Twelve metres.
十二米。

Mike Orne 迈克-奥恩

Thank you. And the price?
谢谢。价格呢？

Wes Lind 韦斯-林德

And the colour?
颜色呢？

Tom Brook 汤姆-布鲁克

The same.
一样。
"""

TWO_LINES = """Hollin Freight Q2 2025 Earnings Conference Call

Operator
操作员

Welcome to the call. Anna Merrow will begin.
欢迎参加会议。安娜·梅罗先讲。

Anna Merrow
安娜·梅罗

We bought four cranes.
我们买了四台起重机。

{heading}
We will buy two more.
我们还会再买两台。

Question-and-Answer Session
问答环节

Operator
操作员

Paul Grieg, please.
请保罗·格里格提问。

Paul Grieg
保罗·格里格

When do they arrive?
什么时候到货?

Anna Merrow
安娜·梅罗

In May.
五月。

Paul Grieg
保罗·格里格

{thanks}
"""


def read(name: str) -> Call:
    return parse((FIXTURES / f"{name}.txt").read_bytes().decode())


def texts(call: Call, kind: BlockKind) -> list[str]:
    return [line for block in call.blocks if block.kind is kind for line in call.source[block.span].split("\n") if line]


def page(heading: str = "Safety\n安全\n", thanks: str = "Great, thanks.\n太好了,谢谢。") -> str:
    return TWO_LINES.format(heading=heading, thanks=thanks)


def test_a_label_on_two_lines_is_both() -> None:
    call = parse(page())
    assert call.format == "bilingual"
    assert [turn.label for turn in call.turns[:3]] == ["Operator\n操作员", "Anna Merrow\n安娜·梅罗", "Operator\n操作员"]
    anna = call.turns[1].speaker
    assert (anna.name, anna.names.en, anna.role) == ("安娜·梅罗", "Anna Merrow", Role.EXECUTIVE)
    assert [p.text for p in call.turns[1].said] == ["我们买了四台起重机。", "我们还会再买两台。"]
    assert [p.text for p in call.turns[1].translation] == ["We bought four cranes.", "We will buy two more."]
    assert call.turns[2].section is Section.QA


@pytest.mark.parametrize("heading", ["Safety\n安全\n", "Cost Control\n成本控制\n", "Growth 增长\n", "Guidance\n指引\n"])
def test_a_heading_in_both_languages_is_nobody(heading: str) -> None:
    call = parse(page(heading=heading))
    assert heading.split("\n", maxsplit=1)[0] in texts(call, BlockKind.HEADING)
    assert [turn.label for turn in call.turns] == [turn.label for turn in parse(page()).turns]
    assert heading.strip() not in call.turns[1].text


def test_a_label_stands_above_a_mere_thanks() -> None:
    call = parse(page(thanks="Thanks\n谢谢"))
    assert call.turns[-1].label == "Paul Grieg\n保罗·格里格"
    assert [p.text for p in call.turns[-1].paragraphs] == ["Thanks", "谢谢"]


def test_lists_in_two_languages_name_and_title() -> None:
    call = read("plain")
    magnus = next(s for s in call.speakers if s.names.en == "Magnus Ferrer")
    petra = next(s for s in call.speakers if s.names.en == "Petra Lind")
    assert (magnus.title, magnus.canonical_title) == ("首席执行官", "CEO")
    assert (petra.firm, petra.title, petra.role) == ("羽笔证券", None, Role.ANALYST)
    assert texts(call, BlockKind.CAST)[0] == "Delia Osgood - Head of Investor Relations"
    assert {"公司参会人员", "电话会议参与者", "演示环节", "问答环节"} <= set(texts(call, BlockKind.HEADING))


def test_english_labels_have_titles_in_english_and_are_found_in_chinese() -> None:
    call = read("damaged")
    ines = next(s for s in call.speakers if s.title == "Chief Executive Officer")
    assert ines.names.zh == "伊内斯•卡洛韦"
    assert len([turn for turn in call.turns if turn.speaker is ines]) == 2
    assert "This paragraph was not translated, because the line was bad." in [p.text for p in call.turns[1].paragraphs]


def test_several_paragraphs_in_english_and_then_in_chinese_are_one_turn() -> None:
    call = read("mixed")
    assert call.turns[0].label == "Operator 接线员"
    assert [p.lang for p in call.turns[0].paragraphs] == ["en", "en", "zh", "zh"]
    assert [turn.label for turn in call.turns[3:5]] == [
        "A - Tobin Marsh A - 托宾·马什",
        "A - Elke Sandoz A - 艾尔克·桑多兹",
    ]
    assert call.turns[4].speaker is call.turns[2].speaker
    assert call.turns[3].speaker.role is Role.MODERATOR
    assert not any("翻译" in turn.text for turn in call.turns)


def test_bullets_are_no_part_of_a_label_that_is_printed_twice() -> None:
    call = read("bullets")
    assert [turn.label for turn in call.turns[:4]] == [
        "Operator",
        "Hester Quaid - Director of Investor Relations",
        "Dorian Vale - President & CEO",
        "Alma Brightwater - Executive VP & CFO",
    ]
    said = call.turns[2].paragraphs
    assert [p.text for p in said][:2] == ["Two things changed:", "有兩件事變了："]
    assert len(said) == 6
    assert not any("接線生" in turn.text or "總裁兼執行長" in turn.text for turn in call.turns)


def test_a_title_and_a_firm_before_the_colon() -> None:
    first = "澄光電財務長:韓清遠 Wendell Han\n\nLet me begin.\n\n我先開始。\n\n"
    text = first + "澄光電執行長:顧知遠 C.C. Gu\n\nDemand is soft.\n\n需求偏弱。\n"
    call = parse(text)
    assert call.format == "bilingual"
    assert [(s.name, s.names.en, s.firm, s.title) for s in call.speakers] == [
        ("韓清遠", "Wendell Han", "澄光電", "財務長"),
        ("顧知遠", "C.C. Gu", "澄光電", "執行長"),
    ]


@pytest.mark.parametrize(
    ("label", "name", "gloss", "role"),
    [
        ("Operator\n操作员", None, None, "operator"),
        ("Operator 接线员", None, None, "operator"),
        ("Unidentified Analyst\n身份不明的分析师", None, None, "analyst"),
        ("Anna Merrow\r\n\r\n安娜·梅罗", "安娜·梅罗", "Anna Merrow", None),
        ("Anna Merrow 安娜·梅罗", "安娜·梅罗", "Anna Merrow", None),
        ("Anna Merrow 安娜·梅罗(Anna Merrow)", "安娜·梅罗", "Anna Merrow", None),
        ("Q - Anna Merrow Q - 安娜·梅罗", "安娜·梅罗", "Anna Merrow", "analyst"),
        ("A - Anna Merrow A - 安娜·梅罗", "安娜·梅罗", "Anna Merrow", "executive"),
        ("A - Anna Merrow", "Anna Merrow", None, "executive"),
        ("首席财务官 — Anna Merrow", "Anna Merrow", None, None),
        ("Chief Financial Officer — Anna Merrow", "Anna Merrow", None, None),
    ],
)
def test_labels_in_two_languages(label: str, name: str | None, gloss: str | None, role: str | None) -> None:
    parsed = parse_label(label)
    assert (parsed.name, parsed.gloss, parsed.role) == (name, gloss, role)


def test_what_stands_beside_a_name_in_two_languages_is_in_chinese() -> None:
    row = parse_label("Anna Merrow 安娜·梅罗 — Senior Director, Investor Relations 投资者关系高级总监")
    assert (row.name, row.gloss, row.title) == ("安娜·梅罗", "Anna Merrow", "投资者关系高级总监")


@pytest.mark.parametrize(
    "text",
    [
        "安娜·梅罗\n\n我们买了四台起重机。\n\nPaul\n\n什么时候到货?\n\n安娜·梅罗\n\n五月。\n",
        "Anna Merrow\n\nWe bought four cranes.\n\nPaul Grieg\n\nWhen do they arrive?\n\nAnna Merrow\n\nIn May.\n",
        "Anna: We bought cranes.\n\n安娜：我们买了起重机。\n\nPaul: When?\n\n保罗：什么时候?\n\nAnna: In May.\n\n安娜：五月。\n",
    ],
)
def test_other_layouts_are_not_its_own(text: str) -> None:
    assert all(c.score < FLOOR for c in detect(text) if c.format == "bilingual")


@given(scenes(twins="together"))
def test_it_writes_what_it_reads(scene: Scene) -> None:
    written = scene.page(Bilingual())
    check_claim(written, "bilingual")
    call = parse(written)
    check_truth(call, scene)
    check_rewrite(call)
    check_tiling(call)
    check_spans(call)


def test_labels_that_are_printed_twice_without_bullets() -> None:
    page = (
        "Operator\nOperator\nWelcome to the second quarter conference.\n歡迎參加第二季度會議。\n"
        "Hester Xu - IR Director\nHester Xu - IR Director\nThank you. I'd like to welcome all of you.\n謝謝你。我歡迎大家參加。\n"
        "Milo Serrano - Capewell Securities - Analyst\nMilo Serrano - Capewell Securities - Analyst\n"
        "What did the mine cost?\n礦場花了多少錢?\n"
        "Hester Xu - IR Director\nHester Xu - IR Director\nForty million dollars.\n四千萬美元。\n"
    )
    call = parse(page)
    assert [(str(t.speaker), str(t.speaker.role), t.text) for t in call.turns[2:]] == [
        ("Milo Serrano", "analyst", "礦場花了多少錢?"),
        ("Hester Xu", "moderator", "四千萬美元。"),
    ]


OPENS = "Operator 操作员\n\nGood day, and welcome to the call.\n大家好，欢迎参加电话会议。\n\n"


@pytest.mark.parametrize("first", ["", OPENS], ids=["the host opens", "the operator opens"])
@pytest.mark.parametrize("last", ["", "Dave Vogler - Corbel Group\n"], ids=["in both", "in English alone"])
@pytest.mark.parametrize(
    ("company", "outside"),
    [
        ("Executives 高管", "Analysts 分析师"),
        ("Company Participants 公司参与者", "Conference Call Participants\n电话会议参与者"),
    ],
)
def test_lists_of_participants_in_two_languages(company: str, outside: str, last: str, first: str) -> None:
    call = parse(LISTS.format(company=company, outside=outside, last=last, first=first))
    assert call.format == "bilingual"
    assert len(texts(call, BlockKind.CAST)) == 13 + bool(last)
    assert [str(turn.speaker) for turn in call.turns[bool(first) :]][:4] == [
        "苏哈娜-钱德",
        "汤姆-布鲁克",
        "Operator 操作员",
        "凯蒂-哈布尔",
    ]
    people = {str(s): (s.role, s.title, s.firm) for s in call.speakers if s.name}
    assert people == {
        "苏哈娜-钱德": (Role.MODERATOR, "投资者关系总监", None),
        "汤姆-布鲁克": (Role.EXECUTIVE, "首席执行官", None),
        "凯蒂-哈布尔": (Role.ANALYST, None, "Alder & Co.有限责任公司"),
        "本·赖茨": (Role.ANALYST, None, "梅尔罗斯"),
        "迈克-奥恩": (Role.ANALYST, None, "高盛"),
        "韦斯-林德": (Role.ANALYST, None, "Corbel Group"),
    }
