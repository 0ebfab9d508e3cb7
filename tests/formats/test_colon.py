"""Labels before a colon, bold ones and marks of questions and answers: their shapes and what only looks like one."""

from __future__ import annotations

import pytest

from transcripts import BlockKind, Call, parse


def labels(call: Call) -> list[str]:
    return [turn.label for turn in call.turns]


ANSWER = "莱娜·布兰特：今年会持平，明年再看。\n"


@pytest.mark.parametrize(
    ("label", "name", "firm", "title", "role"),
    [
        ("花旗银行分析师Alicia Yap", "Alicia Yap", "花旗银行", "分析师", "analyst"),
        ("高盛分析師EricSheridan", "EricSheridan", "高盛", "分析師", "analyst"),
        ("摩根士丹利分析师 Brian Nowak", "Brian Nowak", "摩根士丹利", "分析师", "analyst"),
        ("摩根士丹利分析师布莱恩·诺瓦克(Brian Nowak)", "布莱恩·诺瓦克", "摩根士丹利", "分析师", "analyst"),
        ("1、Morgan Stanley分析師", None, "Morgan Stanley", None, "analyst"),
        ("德意志银行分析师", None, "德意志银行", None, "analyst"),
        ("个人投资者", None, None, None, "investor"),
        ("分析师", None, None, None, "analyst"),
        ("永岱投顧 方若平", "方若平", "永岱投顧", None, "analyst"),
        ("新闻主播（河谷电视台的卡尔·维克）", "卡尔·维克", "河谷电视台", None, "media"),
        ("本·吉尔伯特（Ben Gilbert，以下简称本）", "本·吉尔伯特", None, None, "analyst"),
    ],
)
def test_an_asker(label: str, name: str | None, firm: str | None, title: str | None, role: str) -> None:
    call = parse(
        f"{label}：谢谢。我想问一下，毛利率还会上升吗？\n\n{ANSWER}\n{label}：明白了，还有库存呢？\n\n{ANSWER}"
    )
    asker = call.turns[0].speaker
    assert labels(call)[::2] == [label, label]
    assert (asker.name, asker.firm, asker.title, asker.role.value) == (name, firm, title, role)


@pytest.mark.parametrize(
    ("label", "name", "title"),
    [
        ("吴泳川(CEO)", "吴泳川", "CEO"),
        ("首席财务官王珂", "王珂", "首席财务官"),
        ("台櫟電財務長:黃若昭 Wendy Huang", "黃若昭", "財務長"),
        ("主持人|投资者关系主管 刘丽安(Lidia Liu)", "刘丽安", "投资者关系主管"),
    ],
)
def test_a_title_in_a_label(label: str, name: str, title: str) -> None:
    page = f"分析师：谢谢，请问产能什么时候翻倍？\n\n{label}：谢谢您的问题，明年下半年。\n\n分析师：库存呢？\n\n{label}：库存降了两成。\n"
    speaker = parse(page).turns[1].speaker
    assert (speaker.name, speaker.title) == (name, title)


@pytest.mark.parametrize(
    "line",
    [
        "YouTube Shorts: 我们没有计划做这个，至少今年没有。",
        "提示：以上是公司的看法，不是建议。",
        "第一：我们会守住价格。",
        "时间：2025年4月1日下午三点。",
        "他说：不会。",
        "https://example.com/a：更多内容见这里。",
        "12:30 的新闻不是真的。",
    ],
)
def test_a_colon_in_the_speech_is_no_label(line: str) -> None:
    page = f"莱娜·布兰特：大家好，我先说。\n\n{line}\n\n分析师：谢谢，请问产能？\n\n莱娜·布兰特：够用。\n"
    assert labels(parse(page)) == ["莱娜·布兰特", "分析师", "莱娜·布兰特"]


def test_labels_alone_with_a_colon_are_labels_too() -> None:
    page = "莱娜·布兰特：\n大家好。\n\n分析师：\n请问产能够用吗？\n\n莱娜·布兰特：\n够用。\n"
    assert labels(parse(page)) == ["莱娜·布兰特", "分析师", "莱娜·布兰特"]


def test_a_label_on_every_paragraph_is_one_turn() -> None:
    page = "莱娜·布兰特：大家好。\n\n莱娜·布兰特：我先说收入。\n\n分析师：请问产能够用吗？\n\n莱娜·布兰特：够用。\n"
    call = parse(page)
    assert [turn.text for turn in call.turns] == ["大家好。\n我先说收入。", "请问产能够用吗？", "够用。"]


def test_a_speaker_before_and_behind_a_heading_has_two_turns() -> None:
    page = "莱娜·布兰特：大家好，我先说收入。\n\n问答环节\n\n莱娜·布兰特：现在请提问。\n\n分析师：请问产能够用吗？\n\n莱娜·布兰特：够用。\n"
    assert labels(parse(page)) == ["莱娜·布兰特", "莱娜·布兰特", "分析师", "莱娜·布兰特"]


def test_analysts_without_a_name_may_be_different_people() -> None:
    page = f"分析师：请问产能够用吗？\n\n分析师：还有库存呢？\n\n{ANSWER}\n分析师：谢谢，价格呢？\n\n{ANSWER}"
    assert labels(parse(page)) == ["分析师", "分析师", "莱娜·布兰特", "分析师", "莱娜·布兰特"]


# --- marks


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("问", "答"),
        ("Q", "A"),
        ("Q1", "A1"),
        ("**Q 1", "**A 1"),
        ("第4 问", "第4 答"),
        ("提问", "回答"),
        ("问题 7", "回复"),
        ("1、问", "答"),
    ],
)
def test_marks(question: str, answer: str) -> None:
    page = f"{question}：产能够用吗？\n\n{answer}：够用。\n\n去年扩了一倍。\n"
    call = parse(page)
    assert call.format == "marks"
    assert [turn.speaker.role.value for turn in call.turns] == ["analyst", "executive"]
    assert [turn.speaker.name for turn in call.turns] == [None, None]
    assert call.turns[1].text == "够用。\n去年扩了一倍。"
    assert [pair.questions[0].text for pair in call.qa_pairs] == ["产能够用吗？"]


def test_a_number_above_an_answer_is_a_question() -> None:
    page = "（1）产能够用吗？\n答：够用。\n（2）明年扩产吗？\n答：不扩。\n"
    call = parse(page)
    assert labels(call) == ["（1）", "答", "（2）", "答"]
    assert [q.text for pair in call.qa_pairs for q in pair.questions] == ["产能够用吗？", "明年扩产吗？"]


def test_a_whole_dialogue_on_one_line() -> None:
    call = parse("交流要点 Q:产能够用吗? TaviHall/co-CEO A:够用。 Q:扩产吗? OttoWeber/CFO A:不扩。 价格也不变。")
    assert labels(call) == ["Q", "TaviHall/co-CEO A", "Q", "OttoWeber/CFO A"]
    assert [(turn.speaker.name, turn.speaker.title) for turn in call.turns[1::2]] == [
        ("TaviHall", "co-CEO"),
        ("OttoWeber", "CFO"),
    ]
    assert call.turns[3].text == "不扩。 价格也不变。"


def test_one_kind_of_mark_alone_is_no_dialogue() -> None:
    assert parse("Q1：营收 33.6亿美元\nQ2：营收 35.1亿美元\nQ3：营收 36.0亿美元\n").turns == ()


# --- bold


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


# --- what whole meetings and interviews taught

MEETING = "".join(
    [f"股东：第{n}个问题，水价还会涨吗？\n\n韦德：不会。我们先修管网，再谈水价。\n\n" for n in range(1, 5)]
)


def speakers(call: Call) -> set[str]:
    return set(labels(call))


def test_a_numbered_topic_that_begins_with_a_name_is_a_heading() -> None:
    call = parse(MEETING + "5、韦德：借钱挖沟是什么意思\n\n股东：借钱呢？\n\n韦德：我宁可少挖。\n")
    assert speakers(call) == {"股东", "韦德"}


def test_numbers_in_most_labels_are_part_of_them() -> None:
    page = "".join([f"{n}、云杉证券分析师：价格呢？\n\n韦德：持平，没有变化。\n\n" for n in range(1, 5)])
    assert speakers(parse(page)) == {*[f"{n}、云杉证券分析师" for n in range(1, 5)], "韦德"}


@pytest.mark.parametrize(
    "glued", ["6、水价与管网的老问题股东：那水质呢？", "我们还能撑五年吗?股东：那水质呢？", "—股东：那水质呢？"]
)
def test_what_is_glued_before_a_label_is_none_of_it(glued: str) -> None:
    call = parse(MEETING + f"{glued}\n\n韦德：水质很好。\n")
    assert speakers(call) == {"股东", "韦德"}
    assert call.turns[-2].text == "那水质呢？"


def test_an_aside_before_a_label_is_none_of_it() -> None:
    call = parse(MEETING + "（播放录音片段。）股东：那水质呢？\n\n韦德：水质很好。\n")
    assert speakers(call) == {"股东", "韦德"}


def test_a_colon_in_brackets_is_inside_the_label() -> None:
    answer = "克林·维斯（注：保险主管）：保险没有变，我们自己承担。"
    call = parse(f"{MEETING}股东：保险呢？\n\n{answer}\n\n股东：谢谢。\n")
    assert "克林·维斯（注：保险主管）" in speakers(call)


def test_a_reporter_asks_where_the_word_comes_back() -> None:
    head = "记者：傅小喻\n\n来源：《水务半小时》\n\n"
    body = "".join([f"记者：第{n}年的水价怎么样？\n\n汉娜·洛维：没有变，一分钱也没有变。\n\n" for n in range(1, 4)])
    call = parse(head + body)
    assert labels(call) == ["记者", "汉娜·洛维"] * 3
    assert call.turns[0].speaker.role == "media"


def test_marks_in_headings_and_of_listeners() -> None:
    page = "# 问答\n\n### Q 1：水价会涨吗？\n\nA 1：不会。\n\n### Q 2：水质呢？\n\nA 2：很好。\n"
    assert labels(parse(page)) == ["Q 1", "A 1", "Q 2", "A 2"]
    page = "韦德：我先讲十分钟，然后请大家提问。\n\n听众提问：水价会涨吗？\n\n韦德：不会。\n\n听众提问：水质呢？\n\n韦德：很好。\n"
    assert labels(parse(page)) == ["韦德", "听众提问", "韦德", "听众提问", "韦德"]


def test_a_single_name_in_bold_is_a_label_where_labels_are_in_bold() -> None:
    body = "".join(
        [f"**HANNA LOWE:** Question {n}, please.\n\n**AUDIENCE MEMBER:** Will the price rise?\n\n" for n in range(3)]
    )
    call = parse(body + "**BECKI ARDEN:** The votes are counted.\n\n**HANNA LOWE:** Thank you.\n")
    assert labels(call)[-2:] == ["BECKI ARDEN", "HANNA LOWE"]


def test_an_underlined_heading_is_no_label() -> None:
    call = parse(
        MEETING + '7. Wade: "Nothing can stop the water" =====================\n\n股东：水质呢？\n\n韦德：很好。\n'
    )
    assert speakers(call) == {"股东", "韦德"}
