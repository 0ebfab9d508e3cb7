"""Sentences in which whoever answers declines."""

from __future__ import annotations

import pytest

import transcripts
from transcripts import Call


def answered(says: str) -> Call:
    return transcripts.parse(
        "云杉证券分析师布莱恩·莱茵：谢谢。第一，毛利率明年会上升吗？第二，新船坞什么时候投产？\n\n"
        f"诺拉·贝克伦：关于第一个问题，会持平。\n\n关于第二个问题，{says}\n"
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "我们不予置评。",
        "我们不单独披露这个日期。",
        "我们现在还不能透露。",
        "这个我不方便多说。",
        "我们目前不提供这方面的指引。",
        "今天没有更多细节可以分享。",
        "我们会后再跟进。",
        "我回头再跟您联系。",
        "我们不对传闻发表评论。",
    ],
)
def test_a_sentence_that_declines_is_found_with_its_part(sentence: str) -> None:
    call = answered(f"船坞建得很顺利。{sentence}谢谢。")
    (pair,) = call.qa_pairs
    (declined,) = pair.declined
    assert declined.text in (sentence, f"关于第二个问题，{sentence}")
    assert call.source[declined.span] == declined.text
    assert declined.questions == (pair.questions[1],)
    assert pair.unanswered == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "他不愿透露姓名，但我们见过他。",
        "有没有什么进展可以公布，我们下周会说。",
        "我们不会因为价格好就把它卖掉。",
        "我们披露了所有的数字。",
        "会后有茶点。",
    ],
)
def test_other_sentences_decline_nothing(sentence: str) -> None:
    (pair,) = answered(f"十月投产。{sentence}").qa_pairs
    assert pair.declined == ()


@pytest.mark.parametrize("says", ["We don't break that out.", "I can't comment on that.", "We'll get back to you."])
def test_in_english(says: str) -> None:
    page = (
        f"Brian Rhein:\nThanks. Will margins improve next year?\n\nNora Backlund:\nGood question. {says} Thank you.\n"
    )
    (pair,) = transcripts.parse(page).qa_pairs
    assert [declined.text for declined in pair.declined] == [says]


def test_what_is_declined_is_written_and_read() -> None:
    call = answered("我们不予置评。")
    written = call.to_dict()
    (one,) = written["qa_pairs"][0]["declined"]
    assert one == {
        "span": [*call.qa_pairs[0].declined[0].span],
        "text": "关于第二个问题，我们不予置评。",
        "questions": [1],
    }
    assert Call.from_dict(written) == call
