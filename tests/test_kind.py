"""What was held, out of the title, the head or who speaks."""

from __future__ import annotations

import pytest

import transcripts
from transcripts import Call, CallKind

TURNS = "云杉证券分析师布莱恩·莱茵：谢谢。毛利率明年会上升吗？\n\n诺拉·贝克伦：会上升。\n"
TALK = "".join(
    [
        f"主持人：第{n}件事，您怎么看这门生意？\n\n诺拉·贝克伦：这门生意我们做了很久，还会做下去。\n\n"
        for n in "一二三四五六"
    ]
)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("海鲸科技(WHAL)2024Q4业绩电话会议", CallKind.EARNINGS),
        ("海鯨科技 2025 年第二季法說會逐字稿", CallKind.EARNINGS),
        ("Whale Inc. Q4 2024 Earnings Conference Call", CallKind.EARNINGS),
        ("以下为本次电话会议分析师问答环节主要内容：", CallKind.EARNINGS),
        ("2022 年海鲸科技股东大会", CallKind.SHAREHOLDERS),
        ("Whale Inc. 2023 Annual General Meeting", CallKind.SHAREHOLDERS),
        ("# 海鲸科技2025投资者日实录", CallKind.INVESTOR_DAY),
        ("# 2025 海鲸科技业绩对谈", CallKind.INTERVIEW),
        ("# 海鲸科技在云杉峰会上的炉边谈话实录", CallKind.CONFERENCE),
        ("海鲸科技的一年", None),
    ],
)
def test_the_title_or_the_head_says_what_was_held(head: str, kind: CallKind | None) -> None:
    call = transcripts.parse(f"{head}\n\n{TURNS}")
    assert call.kind is kind
    assert Call.from_json(call.to_json(), text=call.source.text) == call


def test_where_a_host_asks_and_nobody_else_it_is_an_interview() -> None:
    assert transcripts.parse(TALK).kind is CallKind.INTERVIEW
    assert transcripts.parse(TALK + TURNS).kind is None


def test_a_page_on_which_nobody_speaks_is_no_call() -> None:
    assert transcripts.parse("海鲸科技一季度营收超预期\n\n2025-05-01\n\n公司公布了财报。\n").kind is None
