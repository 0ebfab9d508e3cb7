"""Labels before a colon: names with what stands around them, and what only looks like one."""

from __future__ import annotations

import pytest

from transcripts import BlockKind, Call, Role, parse


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


def test_an_underlined_heading_is_no_label() -> None:
    call = parse(
        MEETING + '7. Wade: "Nothing can stop the water" =====================\n\n股东：水质呢？\n\n韦德：很好。\n'
    )
    assert speakers(call) == {"股东", "韦德"}


@pytest.mark.parametrize("paper", ["《水务》", "水讯-《新水利》", "《水务》周刊"])
def test_a_paper_asks_where_the_page_names_no_reporter(paper: str) -> None:
    page = "".join([f"{paper}：第{n}年为什么亏了？\n\n韦德：修管网，花了三千万。\n\n" for n in range(1, 4)])
    call = parse("韦德谈水价\n\n" + page)
    assert labels(call) == [paper, "韦德"] * 3
    asker = call.turns[0].speaker
    assert (asker.name, asker.firm, asker.role) == (None, paper, "media")


def test_books_in_a_list_are_nobody() -> None:
    page = "今年读什么\n\n《管网史》：写得好，也写得长。\n\n《水价》：为什么要读？因为短。\n\n《河》：没有读完。\n"
    assert parse(page).turns == ()


@pytest.mark.parametrize(
    ("label", "name", "firm", "title", "role"),
    [
        ("花旗 Nora Hale", "Nora Hale", "花旗", None, "analyst"),
        ("Nora Hale（花旗银行）", "Nora Hale", "花旗银行", None, "analyst"),
        ("中金 罗敏", "罗敏", "中金", None, "analyst"),
        ("主持人Lena", "Lena", None, None, "moderator"),
        ("主持人（罗敏）", "罗敏", None, None, "moderator"),
        ("记者（河谷电视台）", None, "河谷电视台", None, "media"),
        ("记者（HGTV）", None, "HGTV", None, "media"),
        ("杨简（水质实验室主任）", "杨简", None, "水质实验室主任", "analyst"),
        ("分析师2", None, None, None, "analyst"),
        ("投资者_1678901234567", None, None, None, "investor"),
        ("irm889900", None, None, None, "investor"),
        ("观众", None, None, None, "analyst"),
    ],
)
def test_who_asks(label: str, name: str | None, firm: str | None, title: str | None, role: str) -> None:
    call = parse(f"{label}：谢谢，请问毛利率还会上升吗？\n\n{ANSWER}\n{label}：明白了，还有库存呢？\n\n{ANSWER}")
    asker = call.turns[0].speaker
    assert labels(call)[::2] == [label, label]
    assert (asker.name, asker.firm, asker.title, asker.role) == (name, firm, title, role)
    assert len(call.qa_pairs) == 2


def test_a_title_of_staff_says_nothing_of_the_role() -> None:
    page = "1、杨简（材料专家）：我们还要研究水管吗？\n\n韦总：要。\n\n2、何川（软件部部长）：要几年？\n\n韦总：十年，也许更久。\n"
    call = parse(page)
    assert [(turn.speaker.title, turn.speaker.role) for turn in call.turns[::2]] == [
        ("材料专家", Role.ANALYST),
        ("软件部部长", Role.ANALYST),
    ]


def test_the_title_of_a_page_that_quotes_somebody_is_no_turn() -> None:
    head = "韦德：水是修出来的\n\n木子\n\n这是韦德去年春天的谈话，刊在《水务》上。\n\n"
    call = parse(head + MEETING)
    assert labels(call) == ["股东", "韦德"] * 4
    assert call.blocks[0].kind is BlockKind.META


def test_a_first_line_with_a_sentence_is_a_turn() -> None:
    assert labels(parse("韦德：我先说两句。\n\n去年水少。\n\n" + MEETING))[0] == "韦德"
    assert labels(parse("韦德：我先说两句\n\n" + MEETING))[0] == "韦德"


def test_topics_between_turns_are_headings() -> None:
    topics = ["五年里最看重的三件事", "水价与管网", "谁来接班"]
    call = parse(
        "".join([f"股东：第{n}个问题呢？\n\n韦德：不难。\n\n我想过了。\n\n{t}\n\n" for n, t in enumerate(topics)])
        + MEETING
    )
    assert call.turns[1].text == "不难。\n我想过了。"
    headings = [call.source[block.span].strip() for block in call.blocks if block.kind is BlockKind.HEADING]
    assert headings == topics


def test_one_short_line_without_a_full_stop_is_speech() -> None:
    call = parse("股东：水呢？\n\n韦德：有。\n\n我想过了。\n\n够喝三年\n\n" + MEETING)
    assert call.turns[1].text == "有。\n我想过了。\n够喝三年"


@pytest.mark.parametrize("end", ["（完）", "(完)", "【全文完】"])
def test_nothing_behind_the_end_mark_is_speech(end: str) -> None:
    foot = "0\n0\n\n阅读前一篇\n旧船跌落神坛？为什么。\n阅读后一篇\n远帆的水价，降不降？\n最新文章\n"
    call = parse(f"{MEETING}股东：水质呢？\n\n韦德：很好，没有变化。{end}\n\n{foot}")
    assert call.turns[-1].text == f"很好，没有变化。{end}"


@pytest.mark.parametrize(
    "line",
    ["第一个问题：水质没有变，我们查过。", "【原创：2021-04-12】水价不会涨，谁说都没用。", "· 原创：水价不会涨。"],
)
def test_more_that_is_no_label(line: str) -> None:
    assert speakers(parse(f"{MEETING}{line}\n\n" + MEETING)) == {"股东", "韦德"}


def test_a_bullet_of_any_shape_is_none_of_the_label() -> None:
    page = "".join([f"►股东：第{n}年呢？\n\n· 韦德：持平，没有变化。\n\n" for n in range(1, 4)])
    assert labels(parse(page)) == ["股东", "韦德"] * 3


def test_a_letter_is_no_dialogue() -> None:
    page = "致白港渔具的股东：\n\n今年水少，我们卖了三条船。\n\n致合伙人：\n\n明年再看。为什么？因为雨。\n"
    assert parse(page).turns == ()


def test_who_a_lead_names_introduces_nobody() -> None:
    page = "水务网讯，昨天对外发布的是白港水务的韦德答记者问。\n\n记者：水价会涨吗？\n\n韦德：不会。我们先修管网。\n\n"
    page += "".join([f"记者：第{n}年呢？\n\n韦德：持平，没有变化。\n\n" for n in range(1, 4)])
    speaker = parse(page).turns[1].speaker
    assert (speaker.role, speaker.firm) == (Role.EXECUTIVE, None)


def test_pinyin_behind_characters_is_none_of_a_title() -> None:
    lead = "首席財(cái)務(wù)官戴倫?維爾(Darren Wehl)、財(cái)務(wù)副總裁蘇菲?里(Sophie Lee)回答了提問。\n\n"
    page = "分析師：請(qǐng)問毛利率？\n\n戴倫?維爾：會(huì)升。\n\n分析師：庫存呢？\n\n蘇菲?里：降了。\n"
    call = parse("北京時(shí)間，白港今天發(fā)布財(cái)報(bào)。\n" + lead + page)
    answers = [call.turns[i].speaker for i in (1, 3)]
    assert [(s.title, s.role) for s in answers] == [
        ("首席財務官", Role.EXECUTIVE),
        ("財務副總裁", Role.EXECUTIVE),
    ]
