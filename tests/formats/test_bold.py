"""Labels in Markdown's bold, and what else is bold on a page."""

from __future__ import annotations

import pytest

from transcripts import BlockKind, Call, parse


def labels(call: Call) -> list[str]:
    return [turn.label for turn in call.turns]


@pytest.mark.parametrize(
    "label", ["**莱娜·布兰特：**", "**莱娜·布兰特 ：**", "**莱娜·布兰特**：", "__莱娜·布兰特：__", "**莱娜·布兰特: **"]
)
def test_bold_labels(label: str) -> None:
    page = f"**主持人：**你为什么造船？\n\n{label}因为我买不起。\n\n**主持人：**卖了吗？\n\n{label}卖了。\n"
    call = parse(page)
    assert (call.format, labels(call)) == ("bold", ["主持人", "莱娜·布兰特"] * 2)
    assert [turn.text for turn in call.turns] == ["你为什么造船？", "因为我买不起。", "卖了吗？", "卖了。"]


def test_bold_that_runs_into_the_speech() -> None:
    page = "**主持人：你为什么造船？**\n\n**布兰特：**因为我买不起。\n\n**主持人：卖了吗？**\n\n**布兰特：**卖了，**又买回来了。**\n"
    call = parse(page)
    assert [turn.text for turn in call.turns][0::2] == ["你为什么造船？", "卖了吗？"]
    assert call.turns[3].text == "卖了，**又买回来了。**"


def test_a_bold_heading_between_turns_is_no_turn() -> None:
    page = "**主持人：**你为什么造船？\n\n**布兰特：**因为我买不起。\n\n**关于木头**\n\n**主持人：**橡木还是松木？\n\n**布兰特：**橡木。\n"
    call = parse(page)
    assert len(call.turns) == 4
    assert "关于木头" in [call.source[b.span].strip(" *\n") for b in call.blocks if b.kind is BlockKind.HEADING]


def test_a_single_name_in_bold_is_a_label_where_labels_are_in_bold() -> None:
    body = "".join(
        [f"**HANNA LOWE:** Question {n}, please.\n\n**AUDIENCE MEMBER:** Will the price rise?\n\n" for n in range(3)]
    )
    call = parse(body + "**BECKI ARDEN:** The votes are counted.\n\n**HANNA LOWE:** Thank you.\n")
    assert labels(call)[-2:] == ["BECKI ARDEN", "HANNA LOWE"]


MINUTES = (
    "# 会议纪要\n\n**会议时间：** 2026-03-12 20:00\n**主持人：** 罗敏（项目经理）\n**记录人：** 罗敏\n\n---\n\n"
    "- **决策：** 采用方案二，下周开始。\n- **风险：** 时间不够，怎么办？\n"
)
NOTE = "# 油价\n\n- **分析师：** 外汇策略师\n\n**结论：** 并不敏感。为什么？因为结构变了。\n\n**建议：** 减仓。追高吗？不追。\n"


@pytest.mark.parametrize("page", [MINUTES, NOTE])
def test_fields_in_bold_are_facts(page: str) -> None:
    assert parse(page).turns == ()


TALK = "".join(
    [
        f"**问：**{q}？\n\n**布兰特：**{a}。\n\n"
        for q, a in (("你为什么造船", "因为我买不起"), ("卖了吗", "卖了"), ("后悔吗", "不"))
    ]
)


def test_a_title_in_bold_is_no_turn() -> None:
    call = parse("**白港夜谈：布兰特与她的船**\n" + TALK)
    assert labels(call) == ["问", "布兰特"] * 3
    assert labels(parse("**白港夜谈：**布兰特与她的船\n" + TALK))[1:] == ["问", "布兰特"] * 3  # nobody can tell


def test_a_note_in_bold_is_no_speech() -> None:
    call = parse(TALK.replace("卖了。\n", "卖了。\n\n**注意：**以下部分没有录音。\n"))
    assert call.turns[3].text == "卖了。"


@pytest.mark.parametrize("translated", [False, True])
def test_labels_in_bold_alone_above_their_speech(translated: bool) -> None:
    said = {
        "Welcome to the yard.": "欢迎来到船厂。",
        "Thank you. I brought two boats.": "谢谢。我带了两艘船。",
        "Which of them is the older one?": "哪一艘更旧？",
        "The red one, by nine years.": "红色的那艘，旧九年。",
    }
    page = "# A talk at the yard\n\n"
    for name, (text, chinese) in zip(("Rob", "Mona", "Rob", "Mona"), said.items(), strict=True):
        page += f"**{name}:** \n\n{text}\n\n" + (f"{chinese}\n\n" if translated else "")
    call = parse(page)
    assert call.format == "bold"
    assert [turn.label for turn in call.turns] == ["Rob", "Mona", "Rob", "Mona"]
    assert [p.text for turn in call.turns for p in turn.paragraphs if p.lang == "en"] == list(said)
    assert [p.text for turn in call.turns for p in turn.paragraphs if p.lang == "zh"] == translated * list(
        said.values()
    )
