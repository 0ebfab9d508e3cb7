"""Pages with a time beside every label, or before every paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given

from transcripts import detect, parse
from transcripts.formats import Page
from transcripts.formats.stamped import Stamped
from transcripts.model import BlockKind, Call, Role, Section
from transcripts.names.label import parse_label
from transcripts.source import load
from transcripts.testing import Scene, check_spans, scenes

BOLD = """# 曙石電機_20250612

- 第一季毛利率 28.4%。 [(00:00:35) Rita Hsu]

### Presentation

**Ken Pai - Dawnstone Motors, Investor Relations**
(00:00:02) Good afternoon. Rita will begin.
(00:00:02) 各位午安。首先由 Rita 開始。

**Rita Hsu - Dawnstone Motors, Chief Financial Officer**
(59:58) Gross margin was 28.4%.
(59:58) 毛利率為 28.4%。

(1:01:20) **Inventory**: down by five days.
(1:01:20) **庫存**：減少了五天。

### Q&A

**Leo Hartman - Quarry Securities, Analyst**
(1:02:08) When does the new line start?
(1:02:08) 新的產線什麼時候啟用？
"""


def told(call: Call) -> list[tuple[str, float | None, str]]:
    return [(turn.label, turn.start, turn.text) for turn in call.turns]


def test_a_bold_label_above_speech_with_times_in_two_languages() -> None:
    call = parse(BOLD)
    assert call.format == "stamped"
    assert told(call) == [
        ("Ken Pai - Dawnstone Motors, Investor Relations", 2.0, "各位午安。首先由 Rita 開始。"),
        ("Rita Hsu - Dawnstone Motors, Chief Financial Officer", 3598.0, "毛利率為 28.4%。\n**庫存**：減少了五天。"),
        ("Leo Hartman - Quarry Securities, Analyst", 3728.0, "新的產線什麼時候啟用？"),
    ]
    assert [p.text for p in call.turns[0].translation] == ["Good afternoon. Rita will begin."]
    assert [turn.section for turn in call.turns] == [Section.PREPARED, Section.PREPARED, Section.QA]
    rita = call.turns[1].speaker
    assert (rita.name, rita.firm, rita.title) == ("Rita Hsu", "Dawnstone Motors", "Chief Financial Officer")
    assert "28.4%。 [(00:00:35)" in "".join([call.source[b.span] for b in call.blocks if b.kind is BlockKind.META])
    check_spans(call)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("演讲者1:(00:00)", "劳拉·格雷夫斯:(01:29)"),
        ("演讲者1:00:00", "劳拉·格雷夫斯:01:29"),
        ("演讲者1 00:00", "劳拉·格雷夫斯 01:29"),
        ("演讲者1（00：00）", "劳拉·格雷夫斯（01：29）"),
        ("演讲者1 (00:00):", "劳拉·格雷夫斯 (01:29):"),
        ("**演讲者1** [00:00:00]", "**劳拉·格雷夫斯** [00:01:29]"),
        ("演讲者1：[00:00.000]", "劳拉·格雷夫斯：[01:29.000]"),
    ],
)
def test_a_time_behind_the_label(first: str, second: str) -> None:
    call = parse(
        f"{first}\n各位好，我们开始。\n\n{second}\n谢谢。有人在 12:30 的新闻里看到了。\n\n12:30 的新闻是错的。\n"
    )
    assert told(call) == [
        ("演讲者1", 0.0, "各位好，我们开始。"),
        ("劳拉·格雷夫斯", 89.0, "谢谢。有人在 12:30 的新闻里看到了。\n12:30 的新闻是错的。"),
    ]


def test_a_label_alone_above_a_time() -> None:
    call = parse("Laura Graves\n00:00\nWelcome, everybody.\n\nSpeaker 2\n00:12\nThank you.\n\n00:40\nOne more thing.\n")
    assert told(call) == [
        ("Laura Graves", 0.0, "Welcome, everybody."),
        ("Speaker 2", 12.0, "Thank you.\nOne more thing."),
    ]


def test_label_time_and_speech_on_one_line() -> None:
    call = parse(
        "会议纪要\n发言人1 00:01 各位好，我们开始。\n继续。\n发言人2 (00:09) 请问销量如何？\n以上内容由AI生成，仅供参考\n"
    )
    assert told(call) == [("发言人1", 1.0, "各位好，我们开始。\n继续。"), ("发言人2", 9.0, "请问销量如何？")]


def test_a_time_before_the_label() -> None:
    page = "[00:01:02] 王珂: 大家好，我们开始。\n[00:01:09] 安娜·李: 谢谢。\n[00:01:30] 王珂: 请提问。\n"
    call = parse(page)
    assert call.format == "stamped"
    assert [(turn.label, turn.text) for turn in call.turns] == [
        ("王珂", "大家好，我们开始。"),
        ("安娜·李", "谢谢。"),
        ("王珂", "请提问。"),
    ]


def test_lines_with_a_time_and_a_topic_have_no_label() -> None:
    call = parse(BOLD.replace("(1:01:20) **Inventory**", "(1:01:20) Inventory").replace("**庫存**", "庫存"))
    assert len(call.turns) == 3
    assert call.turns[1].said[-1].text == "庫存：減少了五天。"


@pytest.mark.parametrize(
    "word", ["演讲者1", "发言人 2", "说话人1", "發言人3", "Speaker 3", "SPEAKER_01", "Unknown Speaker"]
)
def test_a_number_is_nobodys_name(word: str) -> None:
    label = parse_label(word)
    assert (label.name, label.role) == (None, "unknown")


def test_numbered_speakers_are_different_people() -> None:
    call = parse("发言人1 00:01\n各位好。\n发言人2 00:09\n请问销量如何？\n发言人1 00:15\n很好。\n")
    assert [turn.speaker.id for turn in call.turns] == ["s0", "s1", "s0"]
    assert [speaker.name for speaker in call.speakers] == [None, None]


def test_facts_about_the_recording_are_no_labels() -> None:
    head = "会议时间 2025-03-04 09:30\n时长:12:41\n更新 10:15\n"
    call = parse(head + "发言人1 00:01\n各位好。\n发言人2 00:09\n请问销量如何？\n")
    assert [turn.label for turn in call.turns] == ["发言人1", "发言人2"]
    assert call.turns[0].speaker.role is not Role.OPERATOR


def test_chapters_are_no_turns() -> None:
    page = "公司介绍 00:00\n经营情况 03:10\n问答 12:30\n\n本期节目介绍一家做镜片的公司。\n"
    assert parse(page).turns == ()


def test_sounds_and_sign_offs_are_not_said() -> None:
    call = parse(
        "发言人1 00:01\n各位好。\n[背景音]\n我们开始。\n发言人2 00:09\n请问销量如何？\n谢谢。\n\n"
        "本转写由机器生成，未经发言人确认。\n请不吝点赞 订阅 转发\n"
    )
    assert [turn.text for turn in call.turns] == ["各位好。\n我们开始。", "请问销量如何？\n谢谢。"]
    assert [call.source[b.span].strip() for b in call.blocks if b.kind is BlockKind.ASIDE] == ["[背景音]"]


def test_a_label_whose_time_is_lost_is_one_all_the_same() -> None:
    call = parse(BOLD.replace("(1:02:08) When", "When").replace("(1:02:08) 新", "新"))
    assert call.turns[-1].label == "Leo Hartman - Quarry Securities, Analyst"
    assert call.turns[-1].start is None


@given(scene=scenes(timed=True))
def test_it_reads_what_it_writes(scene: Scene) -> None:
    call = parse(scene.page(Stamped()))
    assert call.format == "stamped"
    assert [(t.label, t.start) for t in call.turns] == [(t.label, t.start) for t in scene.script.turns]
    assert [tuple(p.text for p in t.said) for t in call.turns] == [t.paragraphs for t in scene.script.turns]


@pytest.mark.parametrize(
    "page",
    [
        "",
        "12:30\n",
        "安娜·李：会议 12:30 开始。\n\n王珂：好的，10:15 见。\n",
        "发布 2025-03-04 09:30:00\n\n收入上升。\n",
    ],
)
def test_other_pages_are_not_claimed(page: str) -> None:
    assert Stamped().sniff(Page(load(page)[0])).score == 0.0
    assert all(candidate.format != "stamped" for candidate in detect(page) if candidate.score >= 0.35)
