"""Roles by the shape of the dialogue alone: no operator, no list, no title."""

from __future__ import annotations

from unittest import mock

from transcripts import CallKind, Role, RoleSource, parse
from transcripts.speakers import asking

ANSWER = "二号船坞的浇筑比计划早了三周，五月装门，六月试水。设备都已经到厂，安装队伍是去年就签下来的，所以我对这个日子很放心。"


def page(*turns: tuple[str, str]) -> str:
    return "\n\n".join([f"{name}：{said}" for name, said in turns]) + "\n"


def roles(text: str) -> dict[str | None, Role]:
    return {speaker.name: speaker.role for speaker in parse(text).speakers}


CALL = page(
    ("诺拉·贝克伦", f"各位好，我是诺拉。{ANSWER}{ANSWER}"),
    ("西奥·马洛", f"利润率方面，{ANSWER}"),
    ("布莱恩·莱茵", "谢谢。二号船坞的钱花到哪一步了？"),
    ("西奥·马洛", ANSWER),
    ("布莱恩·莱茵", "好的，谢谢。"),
    ("艾琳·沃德曼", "早上好。明年的订单看得见多少？我听说有一家船东在重新谈价。"),
    ("诺拉·贝克伦", ANSWER),
    ("西奥·马洛", "没有谁在重新谈价。"),
    ("卡尔·松德", "我想请教人手的事，焊工好招吗？"),
    ("诺拉·贝克伦", ANSWER),
)


def test_a_call_without_an_operator() -> None:
    assert roles(CALL) == {
        "诺拉·贝克伦": Role.EXECUTIVE,
        "西奥·马洛": Role.EXECUTIVE,
        "布莱恩·莱茵": Role.ANALYST,
        "艾琳·沃德曼": Role.ANALYST,
        "卡尔·松德": Role.ANALYST,
    }
    assert {speaker.role_source for speaker in parse(CALL).speakers} == {RoleSource.INFERRED}


def test_an_interviewer_who_opens_the_talk_moderates_it() -> None:
    talk = [("何璐", "观众朋友们好，今天的客人是船厂的两位当家人。先请教一句，为什么是现在扩建？")]
    for _ in range(4):
        talk += [
            ("诺拉·贝克伦", ANSWER),
            ("何璐", "听起来很急。工人从哪里来？"),
            ("西奥·马洛", ANSWER),
            ("何璐", "那价格呢？"),
        ]
    talk += [("诺拉·贝克伦", ANSWER)]
    call = parse(page(*talk))
    assert {s.name: s.role for s in call.speakers} == {
        "何璐": Role.MODERATOR,
        "诺拉·贝克伦": Role.EXECUTIVE,
        "西奥·马洛": Role.EXECUTIVE,
    }
    assert call.kind is CallKind.INTERVIEW
    assert len(call.qa_pairs) == 9


def test_a_guest_who_asks_back_is_no_asker() -> None:
    talk = [("何璐", "您为什么卖掉了那家船厂？")]
    for _ in range(4):
        talk += [("卡尔·松德", f"谁不会卖呢？{ANSWER}{ANSWER}"), ("何璐", "后悔吗？")]
    assert roles(page(*talk)) == {"何璐": Role.MODERATOR, "卡尔·松德": Role.EXECUTIVE}


def test_whoever_is_introduced_as_an_asker_asks_without_a_question_mark() -> None:
    text = page(
        ("接线员", "下一个问题来自云杉证券的布莱恩·莱茵，请讲。"),
        ("布莱恩·莱茵", "我想听听二号船坞的进展。"),
        ("诺拉·贝克伦", ANSWER),
    )
    brian = parse(text).find("布莱恩·莱茵")
    assert brian is not None
    assert (brian.role, brian.role_source) == (Role.ANALYST, RoleSource.INTRODUCED)


def test_who_hands_over_by_a_name_and_a_mark_asks_nothing() -> None:
    text = page(
        ("布莱恩·莱茵", "谢谢。新船坞什么时候投产？另外，毛利率会不会再上去？"),
        ("诺拉·贝克伦", "五月装门，六月试水。钱的事情，西奥？"),
        ("西奥·马洛", "毛利率会持平。"),
        ("布莱恩·莱茵", "好的，谢谢。"),
    )
    assert roles(text)["诺拉·贝克伦"] is Role.EXECUTIVE


def test_one_who_speaks_alone_has_no_role() -> None:
    (speaker,) = parse("诺拉·贝克伦\n\n工厂照常开工。\n\n诺拉·贝克伦：\n\n仓库照常发货。\n").speakers
    assert speaker.role is Role.UNKNOWN


def test_the_table_has_a_weight_for_each_trait() -> None:
    with mock.patch.object(asking, "traits_of", side_effect=asking.traits_of) as seen:
        parse(CALL)
    traits = asking.traits_of(*seen.call_args.args)
    told_otherwise = {"bias", "introduced", "asked_before", "asked_after"}
    for column in asking.weights():
        assert [set(column) - told_otherwise] * len(traits) == [set(row) for row in traits.values()]


def test_the_one_of_two_from_investor_relations_who_answers_is_told_by_shape() -> None:
    """Both are moderators by their titles; that one of them answers is nowhere printed."""
    talk = []
    for _ in range(3):
        talk += [("投资者关系总监韩梅", "先请教船坞，什么时候投产？"), ("投资者关系经理马文谦", ANSWER)]
    called, answers = parse(page(*talk)).speakers
    assert (called.role, called.role_source) == (Role.MODERATOR, RoleSource.STATED)
    assert (answers.role, answers.role_source) == (Role.EXECUTIVE, RoleSource.INFERRED)


def test_a_name_that_the_reply_calls_is_a_label() -> None:
    speech = "The dry dock is poured and the gates arrive in May, three weeks ahead of the plan we gave last year."
    text = "\n\n".join(
        [
            *(
                "Nora Backlund",
                speech,
                "Anna Maria Rhein",
                "What did it cost?",
                "Nora Backlund",
                f"Thanks, Anna. {speech}",
            ),
            *("Carl J. Sund", "And the crane?", "Nora Backlund", speech),
        ]
    )
    assert {speaker.name for speaker in parse(text).speakers} == {"Nora Backlund", "Anna Maria Rhein", "Carl J. Sund"}
