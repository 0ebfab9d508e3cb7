"""Headings that say whose speech stands below, and the traps around them."""

from __future__ import annotations

import pytest

from transcripts import BlockKind, parse


def told(text: str) -> list[tuple[str, str, str]]:
    """Label, role and speech of each turn."""
    return [(turn.label, turn.speaker.role.value, turn.text) for turn in parse(text).turns]


@pytest.mark.parametrize(
    ("heading", "label", "name"),
    [
        ("CEO表述:", "CEO表述", None),
        ("## 诺拉·贝克伦的开场发言", "诺拉·贝克伦的开场发言", "诺拉·贝克伦"),
        ("**首席财务官奥托·维森致辞**", "首席财务官奥托·维森致辞", "奥托·维森"),
        ("二、首席财务官财务业绩回顾", "首席财务官财务业绩回顾", None),
        ("【温若晴讲话】", "温若晴讲话", "温若晴"),
        ("Greta Dunmore's opening remarks", "Greta Dunmore's opening remarks", "Greta Dunmore"),
        ("格蕾塔·邓莫(Greta Dunmore)的发言要点", "格蕾塔·邓莫(Greta Dunmore)的发言要点", "格蕾塔·邓莫"),
    ],
)
def test_a_heading_is_a_label(heading: str, label: str, name: str | None) -> None:
    call = parse(f"北岸电梯2025年第二季度业绩会纪要\n\n{heading}\n\n这个季度的订单比去年多了一成，旧楼改造占了一半。\n")
    assert (call.format, [turn.label for turn in call.turns]) == ("minutes", [label])
    assert call.source[call.turns[0].label_span] == label
    assert call.turns[0].speaker.name == name
    assert call.turns[0].speaker.role == "executive"


@pytest.mark.parametrize(
    "heading", ["管理层发言", "一、管理层陈述", "股东发言", "公司致辞", "发言", "季度回顾", "致辞环节:"]
)
def test_a_group_is_nobody(heading: str) -> None:
    assert told(f"北岸电梯业绩会\n\n{heading}\n\n这个季度的订单比去年多了一成。\n") == []


def test_topics_stay_inside_the_speech() -> None:
    call = parse("CEO表述:\n\nAI Model:\n\n新的模型很有帮助。\n\n海外门店:\n\n门店在六月开始盈利。\n")
    assert [turn.text for turn in call.turns] == ["新的模型很有帮助。\n门店在六月开始盈利。"]
    headings = [call.source[block.span].strip() for block in call.blocks if block.kind is BlockKind.HEADING]
    assert headings == ["AI Model:", "海外门店:"]


def test_a_heading_of_the_same_rank_ends_the_speech() -> None:
    page = (
        "## CEO发言\n\n订单多了一成。\n\n### 中国市场\n\n旧楼改造占了一半。\n\n"
        "## 财务数据\n\n营收十二亿元。\n\n## CFO发言\n\n毛利率持平。\n\n## 问答环节\n\n分析师问到了库存。\n"
    )
    assert told(page) == [
        ("CEO发言", "executive", "订单多了一成。\n旧楼改造占了一半。"),
        ("CFO发言", "executive", "毛利率持平。"),
    ]


def test_a_section_ends_a_speech_that_nothing_marks() -> None:
    page = "CEO表述:\n\n新的模型很有帮助。\n\n分析师问答环节\n\n分析师关心的是库存和现金流。\n"
    assert told(page) == [("CEO表述", "executive", "新的模型很有帮助。")]


def test_a_table_of_contents_is_no_speech() -> None:
    page = "目录\n\nCEO发言\n\nCFO发言\n\nCEO发言\n\n订单多了一成。\n\nCFO发言\n\n毛利率持平。\n"
    assert [text for _, _, text in told(page)] == ["订单多了一成。", "毛利率持平。"]


def test_labels_on_the_page_go_before_headings() -> None:
    page = (
        "CEO致辞\n\n诺拉·贝克伦：订单多了一成，旧楼改造占了一半。\n\n分析师：库存怎么样？\n\n诺拉·贝克伦：库存降了两成。\n\n"
        "分析师：现金流呢？\n\n诺拉·贝克伦：现金流持平。\n"
    )
    assert parse(page).format == "colon"
