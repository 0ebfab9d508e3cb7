"""Parts of questions and whose turn it is: every family of cues, and what is no part, no question, no answer."""

from __future__ import annotations

import pytest

from transcripts import Call, QAPair, parse
from transcripts.names.label import parse_label
from transcripts.qa import breaks

LEAD = "毛利率今年从三成一掉到二成八，"
NORA, THEO, BRIAN = "首席执行官诺拉·贝克伦", "首席财务官西奥·马洛", "云杉证券分析师布莱恩·莱茵"
ANSWER = "二号船坞五月装门，六月试水，安装队伍是去年就签下来的，所以我对这个日子很放心。"


def page(*turns: tuple[str, str]) -> str:
    return "\n\n".join([f"{label}：{said}" for label, said in turns]) + "\n"


def asked(question: str) -> QAPair:
    (pair,) = parse(page((BRIAN, question), (NORA, ANSWER), (THEO, ANSWER))).qa_pairs
    return pair


def parts(question: str) -> list[str]:
    return [part.text for part in asked(question).questions]


@pytest.mark.parametrize(
    "second",
    [
        "第二，新船坞什么时候投产？",
        "其次，新船坞什么时候投产？",
        "再者，新船坞什么时候投产？",
        "另外，新船坞什么时候投产？",
        "此外，新船坞什么时候投产？",
        "还有新船坞什么时候投产？",
        "然后新船坞什么时候投产？",
        "最后，新船坞什么时候投产？",
        "那最后一个是说，新船坞什么时候投产？",
        "我的后续问题是，新船坞什么时候投产？",
        "再来新船坞什么时候投产？",
        "再有就是，新船坞什么时候投产？",
        "也有人关心新船坞，什么时候投产？",
        "船坞这边，新的什么时候投产？",
        "西奥，新船坞什么时候投产？",
        "再请西奥讲一下，新船坞什么时候投产？",
        "另外，我很想听听西奥打算拿新船坞怎么办。",
    ],
)
def test_a_cue_begins_a_part(second: str) -> None:
    assert parts(f"谢谢。{LEAD}明年会上升吗？{second}")[1:] == [second]


@pytest.mark.parametrize(
    "second",
    [
        "Second, when does the dock open?",
        "And then, when does the dock open?",
        "And also, when does the dock open?",
        "Separately, when does the dock open?",
        "My follow-up is on the dock, when does it open?",
        "And Theo, when does the dock open?",
    ],
)
def test_in_english(second: str) -> None:
    text = (
        f"Brian Rhein -- Northbank -- Analyst\n\nThanks. Will gross margins recover from here next year? {second}\n\n"
        "Theo Marlow -- Chief Financial Officer\n\nMargins are flat. The dock opens in May.\n"
    )
    (pair,) = parse(text).qa_pairs
    assert [part.text for part in pair.questions][1:] == [second]


@pytest.mark.parametrize(
    "more",
    [
        "是一次性的，还是会持续下去？",
        "或者说，明年还会再掉吗？",
        "我的意思是，这是不是见底了？",
        "会不会再掉？",
    ],
)
def test_a_second_mark_on_the_same_matter_begins_none(more: str) -> None:
    pair = asked(f"谢谢。{LEAD}原因是什么？{more}")
    assert len(pair.questions) == 1
    assert [pair.questions[0].source.text[s.start : s.end] for s in pair.questions[0].subquestions] == [
        f"{LEAD}原因是什么？",
        more,
    ]


def test_a_matter_of_its_own_begins_a_part_where_more_are_announced() -> None:
    """三个问题: the likeliest sentences begin those that no cue does."""
    found = parts("三个短的。邮轮的交期，是不是还在明年春天？毛利率有没有算进钢板涨价？船台上现在一共几条船？")
    assert len(found) == 3
    assert found[2] == "船台上现在一共几条船？"


def test_a_question_on_a_matter_of_its_own_is_a_part() -> None:
    """A noun of its own, behind a mark, with no word in common; 您预计… or 如果… goes on with the matter before."""
    assert len(parts("邮轮的交期，是不是还在明年春天？焊工学校去年招了两百人，出师的有几成？")) == 2
    assert len(parts("邮轮的交期，是不是还在明年春天？您预计头一条下水会拖到几月份以后？")) == 1


def test_a_statement_that_asks_is_a_part() -> None:
    pair = asked("首先，新船坞什么时候投产？其次，能不能更新一下和船东的谈判。")
    assert [len(part.subquestions) for part in pair.questions] == [1, 1]


@pytest.mark.parametrize(
    ("announcement", "to"),
    [
        ("我有两个问题，一个给诺拉，一个给西奥。", ["诺拉·贝克伦", "西奥·马洛"]),
        ("我问诺拉一个，再问西奥一个。", ["诺拉·贝克伦", "西奥·马洛"]),
        ("两个问题，一个请教首席财务官，一个请教首席执行官。", ["西奥·马洛", "诺拉·贝克伦"]),
    ],
)
def test_an_announcement_says_to_whom_and_is_no_part(announcement: str, to: list[str]) -> None:
    pair = asked(f"谢谢。{announcement}第一，毛利率明年会上升吗？第二，新船坞什么时候投产？")
    assert [[who.name for who in part.addressees] for part in pair.questions] == [[name] for name in to]
    assert announcement not in "".join(part.text for part in pair.questions)


@pytest.mark.parametrize(
    "put",
    [
        "然后马总，新船坞什么时候投产？",
        "马总能不能讲讲新船坞什么时候投产？",
        "听听马总怎么看新船坞的进度？",
        "致马总：新船坞几时好？",
    ],
)
def test_a_title_behind_the_surname_addresses(put: str) -> None:
    text = page((BRIAN, put), ("财务总监马文谦", ANSWER), ("总经理林知晴", ANSWER))
    (pair,) = parse(text).qa_pairs
    assert [who.name for who in pair.questions[0].addressees] == ["马文谦"]


def call(*turns: tuple[str, str]) -> Call:
    return parse(page((NORA, f"各位好。{ANSWER}"), *turns))


def shape(found: Call) -> list[tuple[list[int], list[int]]]:
    """The turns of each pair: those that ask, those that answer."""
    return [([t.index for t in p.question_turns], [a.turn.index for a in p.answers]) for p in found.qa_pairs]


@pytest.mark.parametrize(
    "hands", ["谢谢。西奥？", "西奥，你来？", "这个问题请西奥来回答。", "好问题。西奥……", "西奥，你想先谈谈吗？"]
)
def test_a_hand_over_answers_nothing(hands: str) -> None:
    assert shape(call((BRIAN, "毛利率明年会上升吗？"), (NORA, hands), (THEO, ANSWER))) == [([1], [3])]


def test_whoever_lets_the_asker_go_on_has_not_answered() -> None:
    found = call(
        (BRIAN, "先问毛利率，明年会上升吗？另外一个等一下再问。"),
        (NORA, "您一起问了吧。"),
        (BRIAN, "好，另一个是新船坞，什么时候投产？"),
        (THEO, ANSWER),
    )
    assert shape(found) == [([1, 3], [4])]


def test_a_host_who_calls_the_next_one_answers_nothing() -> None:
    host = ("主持人", "好，左边第二排那位请。")
    found = call((BRIAN, "毛利率明年会上升吗？"), (THEO, ANSWER), host, ("股东", "分红为什么这么少？"), (NORA, ANSWER))
    assert shape(found) == [([1], [2]), ([4], [5])]


def test_whoever_asks_back_has_not_answered() -> None:
    found = call(
        (BRIAN, "你们的产能够不够？"),
        (NORA, "您是说船坞的产能？"),
        (BRIAN, "对，我想问的就是船坞的产能够不够。"),
        (NORA, ANSWER),
    )
    assert shape(found) == [([1, 3], [4])]
    assert len(found.qa_pairs[0].questions) == 1


def test_after_a_bad_line_what_is_new_is_a_part_and_what_is_put_again_is_none() -> None:
    first = "船东的预付款跟往年有什么不同，我想先……"
    new = (BRIAN, "在的。另外我想问焊工，明年能招到几百人？")
    again = (BRIAN, "我再说一遍，船东的预付款跟往年有什么不同？")
    bad = (NORA, "布莱恩，您的声音断断续续的。")
    assert [len(call((BRIAN, first), bad, turn, (NORA, ANSWER)).qa_pairs[0].questions) for turn in (new, again)] == [
        2,
        1,
    ]


def test_a_farewell_at_the_end_answers_nothing() -> None:
    found = call(
        (BRIAN, "毛利率明年会上升吗？"), (THEO, ANSWER), (NORA, "好，差不多到时间了，谢谢各位，祝大家周末愉快。")
    )
    assert shape(found) == [([1], [2])]


def test_a_host_asks_only_where_he_asks() -> None:
    """A remark is none; a statement that puts what others say, an invitation and a question mark are."""
    guest = ("卡尔·松德", ANSWER)
    said = [
        "您为什么卖掉了船厂？",
        "镇上的人都说您那几年睡在船台边上，天不亮就去看潮水，谁劝也不听，一直到第一条船下水的那天早晨。",
    ]
    said += ["有人说造船的日子过去了。", "请您谈谈接班的事情。", "后悔吗？"]
    found = parse(page(*[turn for words in said for turn in (("主持人", words), guest)]))
    assert [[t.index for t in p.question_turns] for p in found.qa_pairs] == [[0], [4], [6], [8]]


def test_a_host_reads_a_question_out() -> None:
    found = call(
        (BRIAN, "毛利率明年会上升吗？"),
        (THEO, ANSWER),
        ("主持人", "线上有投资人打字进来，问可转债什么时候发？"),
        (THEO, ANSWER),
        ("主持人", "谢谢各位，今天就到这里。"),
    )
    assert shape(found) == [([1], [2]), ([3], [4])]


def test_a_host_who_sums_up_before_the_answer_asks_and_answers_nothing() -> None:
    found = call(
        (BRIAN, "毛利率明年会上升吗？另外，新船坞什么时候投产？"),
        ("主持人", "布莱恩问了两件事，毛利率请西奥，船坞请诺拉。"),
        (THEO, ANSWER),
        (NORA, ANSWER),
    )
    assert shape(found) == [([1], [3, 4])]


def test_thanks_in_many_words_ask_nothing() -> None:
    text = (
        "Brian Rhein -- Northbank -- Analyst\n\nWill margins recover?\n\nTheo Marlow -- Chief Financial Officer\n\nYes.\n\n"
        "Brian Rhein -- Northbank -- Analyst\n\nFair enough. Thank you, guys. Looking forward to seeing you all next week.\n"
    )
    assert len(parse(text).qa_pairs) == 1


def test_who_answers_in_reverse_order_says_so() -> None:
    pair = parse(
        page(
            (BRIAN, "第一，毛利率明年会上升吗？第二，新船坞什么时候投产？"),
            (NORA, "我倒过来回答。五月装门，六月试水。\n\n至于毛利率，会持平。"),
        )
    ).qa_pairs[0]
    assert [pair.questions.index(s.questions[0]) for s in pair.answers[0].segments] == [1, 0]


def test_an_answer_in_one_paragraph_is_cut_where_it_turns() -> None:
    first = "毛利率的压力来自铸件和钢材，这两样去年下半年涨了一成多，到三月份单月看已经回到二成九出头，我们没有改全年的目标。"
    second = (
        "船坞的门五月装，六月试水，安装队伍去年就签下来了，设备也都到了厂里，所以投产的日子我是放心的，不会再往后推。"
    )
    pair = parse(
        page(
            (BRIAN, "第一，毛利率还会掉吗？铸件和钢材不是降价了吗？第二，船坞几时投产？设备到了吗？"),
            (NORA, first + second),
        )
    ).qa_pairs[0]
    assert [s.text for s in pair.answers[0].segments] == [first, second]


def test_a_firm_glued_to_a_name_is_a_firm() -> None:
    found = parse(
        page(("主持人", "现在开放提问。"), ("云杉证券徐立", "钢板的价格谈下来了吗？"), ("总经理林知晴", ANSWER))
    )
    xu = found.find("徐立")
    assert xu is not None
    assert (xu.firm, xu.role.value) == ("云杉证券", "analyst")


def test_the_table_of_breaks_weighs_each_trait() -> None:
    part = breaks.Part()
    part.add(0, "毛利率会上升吗？", asks=True, called=set())
    text = "另外，船坞呢？"
    traits = breaks.traits(text, part, breaks.cue(text), opens=False, asks=True, asks_on=True, called=set(), left=None)
    assert set(traits) == set(breaks.weights()) - {"bias"}
    assert breaks.likelihood(traits) > breaks.BREAKS


@pytest.mark.parametrize(
    "answer",
    [
        "毛利率大概在百分之四十左右，这样回答您的问题了吗？",
        "毛利率会提升，请继续关注我们的公告。",
        "自由现金流预计明年开始转正。",
        "产能释放和设备到货的时间关系很大，预计四季度会有明显的贡献。",
        "供应中间有一段断了，现在已经恢复。",
        "让更多的客户开始使用我们的产品。",
        "由原材料涨价说起，成本是上升的。",
    ],
)
def test_an_answer_that_looks_like_something_else_is_one(answer: str) -> None:
    assert shape(call((BRIAN, "毛利率明年会上升吗？"), (NORA, answer), (BRIAN, "谢谢。"))) == [([1], [2])]
    assert shape(call((BRIAN, "毛利率明年会上升吗？"), (NORA, answer))) == [([1], [2])]


@pytest.mark.parametrize(
    "answer",
    [
        "About 20% for the full year. Does that answer your question?",
        "We will go ahead with the plant in May.",
        "We've cut out a whole layer of distribution.",
        "We lost you know, three of them.",
        "Great question, we expect gross margin to be about 45% in the fourth quarter given mix.",
    ],
)
def test_an_english_answer_that_looks_like_something_else_is_one(answer: str) -> None:
    text = f"Brian Rhein -- Northbank -- Analyst\n\nHow are margins?\n\nTheo Marlow -- CFO\n\n{answer}\n\n"
    (pair,) = parse(text + "Brian Rhein -- Northbank -- Analyst\n\nThanks.\n").qa_pairs
    assert [answer.turn.index for answer in pair.answers] == [1]


@pytest.mark.parametrize(
    "question",
    [
        "I wanted to ask about the gross margin outlook for next year.",
        "I'd like to hear more about the timing of capex.",
        "This is a follow-up on the gross margin guide for next year, where I think you said forty.",
        "Looking forward to 2025, I would like your thoughts on margins.",
    ],
)
def test_an_english_statement_asks(question: str) -> None:
    text = f"Brian Rhein -- Northbank -- Analyst\n\n{question}\n\nTheo Marlow -- CFO\n\nMargins are flat.\n"
    (pair,) = parse(text).qa_pairs
    assert pair.questions[0].text == question


def test_a_hand_over_that_says_something_answers() -> None:
    said = "好的，毛利率明年会提升到百分之四十五，主要是产品结构改善。船坞请西奥来回答。"
    found = call((BRIAN, "毛利率明年会上升吗？另外，新船坞什么时候投产？"), (NORA, said), (THEO, ANSWER))
    assert shape(found) == [([1], [2, 3])]


def test_so_does_a_short_one() -> None:
    found = call(
        (BRIAN, "新船坞什么时候投产？另外，毛利率呢？"), (NORA, "五月装门，六月试水。钱的事情，西奥？"), (THEO, ANSWER)
    )
    assert shape(found) == [([1], [2, 3])]


def test_investor_relations_may_answer() -> None:
    ir = ("投资者关系总监韩梅", "毛利率会提升到百分之四十五左右，主要是产品结构在改善。")
    assert shape(call((BRIAN, "毛利率明年会上升吗？"), ir)) == [([1], [2])]
    more = ("青石银行分析师艾琳·沃德曼", "分红呢？")
    assert shape(call((BRIAN, "毛利率明年会上升吗？"), ir, more, (NORA, ANSWER))) == [([1], [2]), ([3], [4])]


def test_a_host_who_read_a_question_out_does_not_answer_himself() -> None:
    ir = "投资者关系总监韩梅"
    found = call((ir, "线上有网友问，回购怎么安排？"), (NORA, ANSWER), (ir, "我补充一下，回购今年大概有十亿的额度。"))
    assert shape(found) == [([1], [2])]


@pytest.mark.parametrize(
    "calls",
    ["会后也欢迎大家给我们发邮件。还有其他问题吗？", "还有哪位投资者想提问？", "下面进入提问环节。第一位请讲。"],
)
def test_a_host_who_calls_for_questions_asks_none(calls: str) -> None:
    host = ("主持人", calls)
    assert shape(call((BRIAN, "毛利率明年会上升吗？"), (NORA, ANSWER), host, (THEO, ANSWER)))[:1] == [([1], [2])]
    assert len(call((BRIAN, "毛利率明年会上升吗？"), (NORA, ANSWER), host).qa_pairs) == 1


@pytest.mark.parametrize("lead", ["毛利率同比提升了三个百分点。", "公司去年开了两个事业部。", "这是我第12个问题。"])
def test_what_counts_something_else_announces_no_parts(lead: str) -> None:
    assert len(parts(f"{lead}我想了解一下背后的原因是什么，您预计还能不能继续提升？")) == 1


@pytest.mark.parametrize("label", ["平安银行董事会", "工商银行管理层", "中信证券公司", "招商证券国际"])
def test_a_body_of_a_firm_is_no_name(label: str) -> None:
    assert parse_label(label).firm is None


def test_segments_have_no_white_space_at_their_ends() -> None:
    text = (
        "Brian Rhein -- Northbank -- Analyst\n\nFirst, how are gross margins trending? Second, how is the buyback going?\n\n"
        "Theo Marlow -- CFO\n\nGross margins are trending up nicely as the mix moves to the premium segment, run by Mr. Hale "
        "in Europe. The buyback is going well and we have used half of the amount that the board has authorized.\n"
    )
    (pair,) = parse(text).qa_pairs
    first, second = pair.answers[0].segments
    assert second.text.startswith("The buyback")
    assert first.text == first.text.strip()


def test_two_speakers_of_one_spelling_do_no_harm() -> None:
    parse("尼丝：知\nRACE NE:\n问题来自？\n拉斯：接")


def test_many_greetings_take_no_time() -> None:
    """Hours, where every 好 could end one clause or another."""
    parse(page((BRIAN, f"{'好' * 60}x。" * 5 + "毛利率会上升吗？"), (NORA, ANSWER)))


# --- who goes on behind a word


GOES_ON = (
    "而且这件事我们已经和银行谈妥，明年一月就会有结果，届时会单独公布，请大家留意；"
    "在那之前船坞照旧运转，工期也不会因此改动，工人已经安排好。"
)


@pytest.mark.parametrize(
    ("word", "more", "answers"),
    [
        ("明白了。", (NORA, GOES_ON), [1, 3]),  # who answered goes on
        ("明白了。", (NORA, "好的，谢谢。"), [1]),  # but not with courtesy
        ("明白了。", (THEO, GOES_ON), [1]),  # who has not answered speaks of something else
        ("明白了，这和我们在港口看到的一致，船坞那边的情况我们也都记下来了，非常感谢您。", (NORA, GOES_ON), [1]),
    ],
)
def test_who_answered_may_go_on_behind_a_word_of_the_asker(
    word: str, more: tuple[str, str], answers: list[int]
) -> None:
    (pair,) = parse(page((BRIAN, "新船坞什么时候投产？"), (NORA, ANSWER), (BRIAN, word), more)).qa_pairs
    assert [answer.turn.index for answer in pair.answers] == answers


def test_no_more_parts_than_are_announced() -> None:
    question = (
        "Thank you. I have two questions. The first one is about stores, would we see more of them this year? "
        "And the second question is about saws, can you share the current rate? And how should we think about the rate?"
    )
    (pair,) = parse(
        "Operator\n\nNext is Brian Rhein.\n\nBrian Rhein\n\n"
        + question
        + "\n\nNora Hale\n\nYes, nine more, and a tenth.\n"
    ).qa_pairs
    assert [part.text[:14] for part in pair.questions] == ["The first one ", "And the second"]
