"""The weights of the links are data: a row each, by kind, and one kind can be left out."""

from __future__ import annotations

import attrs

import transcripts
from transcripts.qa import pair_up
from transcripts.qa.weights import TABLE, Weights, kinds

PAGE = """\
云杉证券分析师布莱恩·莱茵：谢谢。第一，毛利率明年会上升吗？第二，新船坞什么时候投产？

诺拉·贝克伦：先说第二个问题，今年十月。

诺拉·贝克伦：关于第一个问题，会持平。
"""


def test_every_row_is_a_weight_and_says_what_it_is() -> None:
    rows = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert [row[0] for row in rows] == [field.name for field in attrs.fields(Weights)]
    assert all(len(row) == 4 and all(row) for row in rows)


def test_one_kind_of_evidence_can_be_left_out() -> None:
    shipped = Weights.shipped()
    assert kinds() == ("ordinals", "addressees", "topics", "hand-overs", "order")
    without = shipped.without("ordinals")
    assert (without.ordinal, without.whole) == (0.0, 0.0)
    assert attrs.evolve(without, ordinal=shipped.ordinal, whole=shipped.whole) == shipped
    assert shipped.without("bars").clear == 0.0
    assert shipped.without("nothing of the kind") == shipped


def test_weights_decide_what_an_answer_is_on() -> None:
    call = transcripts.parse(PAGE)
    text = call.source.text

    def on(weights: Weights | None) -> list[int]:
        (pair,) = pair_up(call.turns, call.speakers, text, weights)
        return [pair.questions.index(q) for a in pair.answers for s in a.segments for q in s.questions]

    assert on(None) == [1, 0]
    assert on(Weights.shipped().without("ordinals")) == [0, 0]
