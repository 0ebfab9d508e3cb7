"""Marks of questions and answers where others print names, and what only looks like one."""

from __future__ import annotations

import pytest

from transcripts import Call, parse


def labels(call: Call) -> list[str]:
    return [turn.label for turn in call.turns]


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


def test_marks_in_headings_and_of_listeners() -> None:
    page = "# 问答\n\n### Q 1：水价会涨吗？\n\nA 1：不会。\n\n### Q 2：水质呢？\n\nA 2：很好。\n"
    assert labels(parse(page)) == ["Q 1", "A 1", "Q 2", "A 2"]
    page = "韦德：我先讲十分钟，然后请大家提问。\n\n听众提问：水价会涨吗？\n\n韦德：不会。\n\n听众提问：水质呢？\n\n韦德：很好。\n"
    assert labels(parse(page)) == ["韦德", "听众提问", "韦德", "听众提问", "韦德"]


def test_numbers_before_the_mark() -> None:
    asked = ["一问：水价会涨吗？", "二问：水质呢？", "三问：管网呢？"]
    page = "".join([f"{question}\n\n权威人士：不会变。我们先修管网。\n\n" for question in asked])
    call = parse(page)
    assert labels(call) == ["一问", "权威人士", "二问", "权威人士", "三问", "权威人士"]
    assert len(call.qa_pairs) == 3


@pytest.mark.parametrize("ask", ["现场提问", "记者问", "德国股东问", "►提问一", "机构提问"])
@pytest.mark.parametrize("say", ["公司回复", "董秘答", "嘉宾回答"])
def test_marks_that_say_who(ask: str, say: str) -> None:
    call = parse(f"{ask}：产能够用吗？\n\n{say}：够用。\n")
    assert [turn.speaker.role.value for turn in call.turns] == ["analyst", "executive"]
    assert [turn.speaker.name for turn in call.turns] == [None, None]


@pytest.mark.parametrize(
    ("label", "name", "firm", "title"),
    [
        ("Q1（花旗）", None, "花旗", None),
        ("问（中金 罗敏）", "罗敏", "中金", None),
        ("提问（瑞士）", None, None, None),
        ("A1（首席财务官）", None, None, "首席财务官"),
        ("答（董事会秘书 罗敏）", "罗敏", None, "董事会秘书"),
    ],
)
def test_who_stands_in_brackets_behind_a_mark(
    label: str, name: str | None, firm: str | None, title: str | None
) -> None:
    other = "答" if label[0] in "Q问提" else "问"
    first, second = (label, other) if other == "答" else (other, label)
    call = parse(f"{first}：产能够用吗？\n\n{second}：够用。\n\n{first}：库存呢？\n\n{second}：降了。\n")
    assert labels(call) == [first, second] * 2
    speaker = next(turn.speaker for turn in call.turns if turn.label == label)
    assert (speaker.name, speaker.firm, speaker.title) == (name, firm, title)


def test_numbers_above_answers_among_other_marks() -> None:
    page = "问题1：产能够用吗？\n回复：够用。\n3、扩产吗？\n答：不扩。\n年底再看。\n4、价格呢？\n答：不变。\n"
    call = parse(page)
    assert labels(call) == ["问题1", "回复", "3", "答", "4", "答"]
    assert {turn.speaker.name for turn in call.turns} == {None}
    assert call.turns[3].text == "不扩。\n年底再看。"


def test_a_name_between_two_questions_answers() -> None:
    page = "问：为什么造船？\n\n科瓦奇：买不起。\n\n问：卖了吗？\n\n答：卖了。\n\n问：后悔吗？\n\n答：不。\n"
    assert labels(parse(page)) == ["问", "科瓦奇", "问", "答", "问", "答"]


@pytest.mark.parametrize(
    "page",
    [
        "楼主\n\n今天的盘面很弱。\n\n回复：279\n\n2、明天再看？也许。\n",
        "公司 A 和公司 B 一样大。\n\nA\n\n公司的主管换了股。为什么？没人知道。\n\n(111)\n\n所得税少了。\n",
        "股东权益\n\n(318)\n\n(111)\n\n净利润，一千万。\n\nA\n\nB 股没有变，对吗？\n",
    ],
)
def test_a_mark_here_and_there_is_no_dialogue(page: str) -> None:
    assert parse(page).turns == ()


def test_marks_that_are_lines_of_their_own() -> None:
    page = "问\n\n产能够用吗？\n\n答\n\n够用。\n\n问\n\n扩产吗？\n\n答\n\n不扩。\n"
    assert labels(parse(page)) == ["问", "答"] * 2


def test_ordinals_that_are_all_the_questions() -> None:
    page = "第一个问题：产能够用吗？\n\n韦德：够用，我们扩过。\n\n第二个问题：价格呢？\n\n韦德：不变，明年再说。\n"
    assert labels(parse(page)) == ["第一个问题", "韦德", "第二个问题", "韦德"]


def test_the_form_of_a_record_is_no_speech() -> None:
    page = "1、产能够用吗？\n答：够用。\n2、扩产吗？\n答：不扩。\n附件清单（如有） 无\n日期 2025年4月22日\n"
    assert parse(page).turns[-1].text == "不扩。"
    page = "问：产能够用吗？\n答：够用。\n接待对象名单\n序号 接待对象\n1 云杉基金\n"
    assert parse(page).turns[-1].text == "够用。"


def test_marks_that_say_who_are_not_those_that_do_not() -> None:
    page = "Q1（花旗）：产能够用吗？\n\nA1（CEO）：够用。\n\nQ2：库存呢？\n\nA2：降了。\n\nQ3：价格呢？\n\nA3（CEO）：不变。\n"
    call = parse(page)
    asks, answers = [turn.speaker for turn in call.turns[::2]], [turn.speaker for turn in call.turns[1::2]]
    assert asks[0] is not asks[1] is asks[2]
    assert answers[0] is answers[2] is not answers[1]
    assert (asks[1].firm, answers[1].title) == (None, None)


def test_a_topic_in_chinese_numerals_is_a_question_only_with_its_mark() -> None:
    page = "二、问答环节\n答：各位好。\n四、产能够用吗？\n答：够用。\n五、扩产吗？\n答：不扩。\n"
    assert labels(parse(page)) == ["答", "四", "答", "五", "答"]
