"""Text out of a PDF, and paragraphs in two languages by turns: joins, footers, names that wraps cut, twins."""

from __future__ import annotations

import pytest

from transcripts import BlockKind, Call, parse

BOOK = """\
橡湾木业2019年股东大会

1

远山读书会

股东：早上好,我是来自北岸的莉娜·科瓦奇。请问韦恩先生,橡木的价格明年会怎么样,
您打算等到什么时候再卖?
霍拉斯•韦恩：The honest answer is that we
do not know. 我们只知道树长得有多快,这在我们公司
2

远山读书会

的历史上没有变过。
股东：谢谢。接班的事情呢?我和我的邻居都很想知道,因为我们手里有您父亲卖给我们的
股票。
霍拉斯•韦恩：接我班的是我的狗。
3

远山读书会
"""


def furniture(call: Call) -> str:
    return "".join([call.source[b.span] for b in call.blocks if b.kind is BlockKind.FURNITURE])


def test_lines_are_joined_and_spans_stay_true() -> None:
    call = parse(BOOK)
    assert call.format == "book"
    assert call.turns[0].text.endswith("橡木的价格明年会怎么样,您打算等到什么时候再卖?")
    answer = call.turns[1].paragraphs[0]
    # words of a Latin script keep the line end between them
    assert answer.text == (
        "The honest answer is that we\ndo not know. 我们只知道树长得有多快,这在我们公司的历史上没有变过。"
    )
    assert "".join([call.source[piece] for piece in answer.pieces]) == answer.text
    assert len(answer.pieces) == 3


def test_page_numbers_and_running_lines_are_furniture() -> None:
    found = furniture(parse(BOOK))
    assert found.split() == ["1", "远山读书会", "2", "远山读书会", "3", "远山读书会"]
    assert all("远山" not in turn.text for turn in parse(BOOK).turns)


def test_a_running_line_in_the_shape_of_a_label_is_none() -> None:
    call = parse(BOOK.replace("远山读书会", "公众号：远山读书会"))
    assert [turn.label for turn in call.turns] == ["股东", "霍拉斯•韦恩", "股东", "霍拉斯•韦恩"]


@pytest.mark.parametrize("cut", ["霍拉斯\n•韦恩：接我班的", "霍拉斯•\n韦恩：接我班的"])
def test_a_name_that_a_wrap_cuts_is_one_name(cut: str) -> None:
    call = parse(BOOK.replace("霍拉斯•韦恩：接我班的", cut))
    assert {turn.speaker.name for turn in call.turns[1::2]} == {"霍拉斯•韦恩"}
    assert call.turns[3].text == "接我班的是我的狗。"


def test_a_name_that_a_wrap_cuts_in_the_speech_is_found() -> None:
    call = parse(BOOK.replace("请问韦恩先生,橡木", "请问霍拉\n斯,橡木"))
    horace = call.find("霍拉斯")
    assert horace is not None
    assert call.qa_pairs[0].questions[0].addressees == (horace,)


def test_what_is_said_twice_beside_page_numbers_is_no_footer() -> None:
    page = BOOK.replace("我们只知道树长得有多快,这在我们公司\n2", "\n谢谢。\n2").replace("的历史上没有变过。", "真的。")
    call = parse(page.replace("接我班的是我的狗。\n3", "接我班的是我的狗。\n谢谢。\n3"))
    assert furniture(call).split() == ["1", "远山读书会", "2", "远山读书会", "3", "远山读书会"]
    assert call.turns[3].text.endswith("我的狗。\n谢谢。")


def test_a_footer_may_end_as_a_sentence_does() -> None:
    assert all("远山" not in turn.text for turn in parse(BOOK.replace("远山读书会", "远山读书会整理。")).turns)


def test_a_heading_above_a_label_is_no_speech() -> None:
    call = parse(BOOK.replace("的历史上没有变过。\n", "的历史上没有变过。\n关于接班\n"))
    assert call.turns[1].text.endswith("没有变过。")


# --- in two languages by turns

PARALLEL = """\
HORACE WAYNE: Good morning. One of our sheds burned down.

霍拉斯：早上好。我们有一间仓库烧掉了。

SHAREHOLDER: Will the price of oak rise next year?

股东：橡木明年会涨价吗?

HORACE WAYNE: We do not know. We know how fast a tree grows.

It is slower than you think.

霍拉斯：不知道。我们知道树长得有多快。

比你想的要慢。
"""


def test_the_two_languages_of_a_turn_are_kept_apart_and_together() -> None:
    call = parse(PARALLEL)
    assert call.format == "parallel"
    assert [(turn.label, turn.twin_label) for turn in call.turns] == [
        ("霍拉斯", "HORACE WAYNE"),
        ("股东", "SHAREHOLDER"),
        ("霍拉斯", "HORACE WAYNE"),
    ]
    last = call.turns[2]
    assert last.text == "不知道。我们知道树长得有多快。\n比你想的要慢。"
    assert [p.text for p in last.translation] == [
        "We do not know. We know how fast a tree grows.",
        "It is slower than you think.",
    ]
    assert last.twin_span is not None
    assert call.source[last.twin_span] == "HORACE WAYNE"


def test_the_pairing_of_labels_gives_the_name_in_the_other_language() -> None:
    horace = parse(PARALLEL).turns[0].speaker
    assert (horace.names.zh, horace.names.en) == ("霍拉斯", "HORACE WAYNE")


def test_bold_labels_by_turns() -> None:
    page = "".join(
        [
            f"**{name}:** {text}\n\n"
            for name, text in (("Host", "Why?"), ("主持人", "为什么?"), ("Ida Lund", "Money."), ("艾达·伦德", "钱。"))
        ]
    )
    call = parse(page)
    assert (call.format, [turn.text for turn in call.turns]) == ("parallel", ["为什么?", "钱。"])


def test_a_label_that_the_translation_lost_is_the_twin() -> None:
    call = parse(PARALLEL + "\nSHAREHOLDER: Thank you, that was very clear.\n")
    assert (call.turns[-1].label, call.turns[-1].twin_label, call.turns[-1].text) == (
        "SHAREHOLDER",
        None,
        "Thank you, that was very clear.",
    )


def test_the_translation_may_stand_first() -> None:
    page = "".join(
        [
            f"**{zh}：** {said}\n\n**{en}:** {text}\n\n"
            for zh, en, said, text in (
                ("主持人", "Host", "你为什么造船？", "Why do you build boats?"),
                ("艾达·伦德", "Ida Lund", "因为我买不起。", "Because I cannot buy one."),
                ("主持人", "Host", "卖了吗？", "Did you sell it?"),
                ("艾达·伦德", "Ida Lund", "卖了。", "I did."),
            )
        ]
    )
    call = parse(page)
    assert call.format == "parallel"
    assert [(turn.label, turn.twin_label, turn.text) for turn in call.turns] == [
        ("主持人", "Host", "你为什么造船？"),
        ("艾达·伦德", "Ida Lund", "因为我买不起。"),
        ("主持人", "Host", "卖了吗？"),
        ("艾达·伦德", "Ida Lund", "卖了。"),
    ]
    assert len(call.speakers) == 2
