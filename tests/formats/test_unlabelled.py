"""A dialogue in which nobody is named: one turn, nobody invented, and a notice."""

from __future__ import annotations

import pytest

from transcripts import NoticeCode, Role, UnknownFormat, detect, parse

DIALOGUE = """\
远桥港务2025年第三季度业绩会听译

2025年10月30日　播放 8,120　弹幕 12

各位好，欢迎收听远桥港务第三季度的业绩会，我们先讲十分钟，然后请大家提问。

这个季度的吞吐量比去年多了百分之七，主要是新的泊位在八月投入了使用。

现在开始提问，第一位请讲。谢谢，我想问一下明年的资本开支。谢谢你的问题，明年大概比今年少两成。

下一位。你好，请问美东航线恢复了没有？上个月已经恢复了。好的，明白了，谢谢。

今天就到这里，谢谢各位，再见。

以上内容由语音识别自动生成，仅供参考
"""


def test_one_turn_of_somebody_unknown_and_a_notice() -> None:
    call = parse(DIALOGUE)
    assert call.format == "unlabelled"
    (turn,) = call.turns
    assert (turn.label, turn.speaker.name, turn.speaker.role, turn.speaker.aliases) == ("", None, Role.UNKNOWN, ())
    assert turn.text.startswith("各位好，欢迎收听")
    assert turn.text.endswith("谢谢各位，再见。")
    assert call.qa_pairs == ()
    assert [notice.code for notice in call.notices] == [NoticeCode.UNLABELLED_SPEECH]
    assert call.source[call.notices[0].span or (0, 0)] == turn.paragraphs[0].text
    assert (call.company, str(call.period)) == ("远桥港务", "2025Q3")


def test_an_english_one() -> None:
    call = parse(
        "Farbridge Ports third quarter call, machine transcript\n\n"
        "Good morning, and welcome to the Farbridge Ports call. We start with a few remarks.\n\n"
        "Volumes rose seven percent. Our first question comes from the line of a shareholder. Thank you. Could you say "
        "what you will spend next year? Thank you for your question. A fifth less than this year.\n"
    )
    assert (call.format, len(call.turns)) == ("unlabelled", 1)


def test_news_of_a_call_is_no_dialogue() -> None:
    call = parse(
        "远桥港务公布第三季度业绩\n\n记者获悉，远桥港务首席执行官表示，感谢大家的支持。他指出，新的泊位已经投入使用。\n\n"
        "有分析师想了解明年的开支，公司回应：大概比今年少两成。公司称，欢迎各位股东参加十二月的会议。\n\n"
        "据悉，首席财务官透露，美东航线已经恢复。公司强调，今年的目标没有变，明年再给出新的目标。\n"
    )
    assert (call.format, call.turns) == ("plain", ())


@pytest.mark.parametrize("text", ["今天没有会议。", "谢谢。", "第一个问题是产能，第二个问题是价格。", ""])
def test_a_few_words_are_no_dialogue(text: str) -> None:
    assert parse(text).turns == ()


def test_it_never_outbids_a_format_that_finds_labels() -> None:
    page = (
        "主持人：各位好，欢迎收听。现在开始提问，第一位请讲。\n\n分析师：谢谢，我想问一下明年的开支。\n\n"
        "诺拉·贝克伦：谢谢你的问题，少两成。\n"
    )
    scores = {candidate.format: candidate.score for candidate in detect(page)}
    assert scores["colon"] > 0.5
    assert scores["unlabelled"] == 0.0


def test_strict_raises_for_a_page_of_nobody() -> None:
    with pytest.raises(UnknownFormat):
        parse("今天没有会议。", strict=True)
