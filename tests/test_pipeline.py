"""Bad input, strictness, sections, and what a parse promises whatever the page."""

from __future__ import annotations

from pathlib import Path

import pytest

import transcripts
from transcripts import AliasHow, DecodeError, DoubtfulCall, NoticeCode, Section, UnknownFormat

QA = "问答环节\n\n王珂:\n毛利率为什么下降?\n\n安娜·李:\n是因为运费。\n\n王珂:\n谢谢。\n"
REMARKS = "安娜·李:\n大家好,这个季度收入增长了一成。\n\n"


def codes(call: transcripts.Call) -> set[str]:
    return {str(notice.code) for notice in call.notices}


@pytest.mark.parametrize("page", ["", "\n", " \n\t\n", "\ufeff"])
def test_an_empty_page_is_a_call_with_a_notice(page: str) -> None:
    call = transcripts.parse(page)
    assert NoticeCode.EMPTY_PAGE in codes(call)
    assert call.turns == ()
    assert "".join(call.source[block.span] for block in call.blocks) == page


def test_a_binary_file_is_one_clear_error() -> None:
    with pytest.raises(DecodeError) as error:
        transcripts.parse(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    assert "\n" not in error.value.message


def test_ten_megabytes_on_one_line_are_read() -> None:
    call = transcripts.parse("我们的收入增长了。" * 400_000)
    assert codes(call) == {"unknown-format", "no-dialogue"}
    assert call.blocks[-1].span.end == len(call.source)


def test_a_page_of_labels_only_has_no_turns() -> None:
    call = transcripts.parse("安娜·李\n\n王珂\n\n塔琳·哈尔迪\n\n安娜·李\n")
    assert call.turns == ()
    assert call.blocks[-1].span.end == len(call.source)


def test_a_directory_and_a_missing_file_are_os_errors(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r".+"):
        transcripts.read(tmp_path)
    with pytest.raises(FileNotFoundError):
        transcripts.read(tmp_path / "no.txt")


def test_a_file_is_named_in_its_call(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(QA, "utf-8")
    assert transcripts.read(page).source.name == str(page)


def test_strict_raises_every_doubt_together() -> None:
    with pytest.raises(UnknownFormat, match="no format claims this page"):
        transcripts.parse("今天天气很好。", strict=True)
    with pytest.raises(DoubtfulCall) as error:
        transcripts.parse("今天天气很好。", format="plain", strict=True)
    assert {notice.code for notice in error.value.notices} == {NoticeCode.NO_DIALOGUE}


def test_a_heading_parts_remarks_from_questions() -> None:
    call = transcripts.parse(REMARKS + QA)
    assert [turn.section for turn in call.turns] == [Section.PREPARED, Section.QA, Section.QA, Section.QA]


def test_without_a_heading_the_first_asker_begins_the_questions() -> None:
    call = transcripts.parse(REMARKS + QA.removeprefix("问答环节\n\n"))
    assert [turn.section for turn in call.turns] == [Section.PREPARED, Section.QA, Section.QA, Section.QA]


def test_a_section_heading_ends_a_turn_and_a_topic_heading_does_not() -> None:
    page = "安娜·李:\n大家好。\n\n新业务\n\n新业务增长了。\n\n问答环节\n\n安娜·李:\n我们开始提问。\n\n王珂:\n为什么?\n"
    assert [turn.label for turn in transcripts.parse(page).turns] == ["安娜·李", "安娜·李", "王珂"]


def test_a_label_on_every_paragraph_is_one_turn() -> None:
    page = "安娜·李\n大家好。\n安娜·李\n收入增长了一成。\n王珂\n为什么增长?\n安娜·李\n因为新业务。\n"
    call = transcripts.parse(page)
    assert [len(turn.paragraphs) for turn in call.turns] == [2, 1, 1]
    person = call.find("安娜·李")
    assert person is not None
    assert len(person.aliases[0].spans) == 3


def test_a_title_has_a_canonical_form_beside_the_printed_one() -> None:
    page = "参会的有首席財務官安娜·李和云业务总裁塔琳·哈尔迪。\n\n安娜·李:\n大家好。\n\n塔琳·哈尔迪:\n谢谢大家。\n\n安娜·李:\n再见。\n"
    anna, taryn = transcripts.parse(page).speakers
    assert (anna.title, anna.canonical_title) == ("首席財務官", "CFO")
    assert (taryn.title, taryn.canonical_title) == ("云业务总裁", None)


def test_the_readme_says_what_render_gives() -> None:
    call = transcripts.parse(REMARKS + QA)
    again = transcripts.parse(transcripts.render(call))
    assert [(t.label, t.text) for t in again.turns] == [(t.label, t.text) for t in call.turns]


START = "埃琳·沃德曼\n大家好,收入增长了两成。\n\n卡尔·里德\n谢谢。请问明年的产能会增加多少?\n\n埃琳·沃德曼\n明年的产能会增加大约两成。\n\n"


@pytest.mark.parametrize(
    "page",
    [
        # a firm in brackets is nobody's name
        "Carl Reed (Morgan Stanley)\n谢谢。毛利率会怎样?\n\n埃琳·沃德曼\n会保持稳定。\n\nTara Quinn (Morgan Stanley)\n谢谢。现金流呢?\n",
        "卡尔·里德（Goldman Sachs）\n谢谢。毛利率会怎样?\n\n埃琳·沃德曼\n会保持稳定。\n\n塔拉·奎因（Goldman Sachs）\n谢谢。现金流呢?\n",
        # one gloss for two names
        "张伟(Wei Zhang)\n大家好。\n\n章薇(Wei Zhang)\n谢谢。毛利率会怎样?\n\n张伟(Wei Zhang)\n会保持稳定。\n\n埃琳·沃德曼\n谢谢。\n",
        # one name, two firms
        "王磊（首席财务官）\n大家好。\n\n王磊（中信证券）\n谢谢。毛利率会怎样?\n\n埃琳·沃德曼\n会保持稳定。\n",
        # first names that are alike, of two who talk to each other
        "玛丽·陈\n谢谢玛丽亚。毛利率会怎样?\n\n玛丽亚·陈\n会保持稳定。\n\n埃琳·沃德曼\n谢谢大家。\n",
    ],
)
def test_two_people_are_never_one(page: str) -> None:
    assert len(transcripts.parse(page).speakers) == 3


def said(page: str) -> list[str]:
    return [turn.text for turn in transcripts.parse(START + page).turns[3:]]


def test_speech_is_no_heading_footer_or_advert() -> None:
    page = "卡尔·里德\n我还有一个提问\n毛利率会怎样?\n\n埃琳·沃德曼\n广告收入会增长。\n毛利率会保持稳定。\n运费明年会下降一成左右的样子\n"
    assert said(page) == [
        "我还有一个提问\n毛利率会怎样?",
        "广告收入会增长。\n毛利率会保持稳定。\n运费明年会下降一成左右的样子",
    ]


def test_an_aside_is_no_speech() -> None:
    assert (
        said("卡尔·里德\n毛利率会怎样?\n\n埃琳·沃德曼\n会保持稳定。\n（笑声）\n我想是这样。\n")[1]
        == "会保持稳定。\n我想是这样。"
    )


def test_an_operator_who_calls_nobody_leaves_the_question_open() -> None:
    call = transcripts.parse(
        "接线员\n下一个问题来自卡尔·里德。\n\n"
        + START
        + "卡尔·里德\n毛利率会怎样?\n\n接线员\n请稍等。\n\n埃琳·沃德曼\n会保持稳定。\n"
    )
    assert [answer.text for answer in call.qa_pairs[-1].answers] == ["会保持稳定。"]


def test_askers_without_a_name_are_several() -> None:
    page = "分析师\n毛利率会怎样?\n\n分析师\n现金流会怎样?\n\n埃琳·沃德曼\n都会保持稳定。\n"
    assert [turn.label for turn in transcripts.parse(START + page).turns][3:5] == ["分析师", "分析师"]


def test_a_question_of_an_equal_call_finds_its_answers() -> None:
    call = transcripts.parse(START)
    again = transcripts.Call.from_json(call.to_json())
    assert call.qa_pairs[0].answers_to(again.qa_pairs[0].questions[0])


def test_a_traditional_page_is_known_by_any_of_its_characters() -> None:
    call = transcripts.parse(START.replace("请问", "請問").replace("谢谢", "謝謝").replace("产能", "產能"))
    assert [pair.asker.name for pair in call.qa_pairs] == ["卡尔·里德"]
    assert call.qa_pairs[0].questions[0].text.startswith("請問")


def test_a_short_first_name_before_the_surname_is_the_person() -> None:
    page = (
        "Operator\n\nWelcome. With us are Bill Trasker and Liz Marrowby. Bill?\n\nWilliam Trasker\n\nThank you, Operator.\n\n"
        "Elizabeth Marrowby\n\nSales rose. Tom Marrowby, who is no relation, left.\n\nOperator\n\nThat concludes the call.\n"
    )
    call = transcripts.parse(page)
    bill, liz = call.find("William Trasker"), call.find("Elizabeth Marrowby")
    assert bill is not None
    assert liz is not None
    assert {alias.text for alias in bill.aliases} >= {"William Trasker", "Bill Trasker"}
    heard = next(alias for alias in bill.aliases if alias.text == "Bill Trasker")
    assert (heard.how, 0.5 < heard.score < 1.0) == (
        AliasHow.TRANSLITERATION,
        True,
    )  # Bill stands for William by sound only
    assert {alias.text for alias in liz.aliases} == {"Elizabeth Marrowby", "Liz Marrowby"}


def test_a_firm_is_in_the_language_of_the_page() -> None:
    page = (
        "[  1] [EN] Operator: The first question comes from Pim Aldous with Ferrous Capital.\n"
        "[中] 接线员：第一个问题来自铁石资本的皮姆·奥尔德斯。\n"
        "[  2] [EN] Pim Aldous: How long will the lead last?\n[中] 皮姆·奥尔德斯：领先能保持多久？\n"
        "[  3] [EN] Oona Falk: Two years, I think.\n[中] 乌娜·福尔克：我认为是两年。\n"
    )
    pim = transcripts.parse(page).find("Pim Aldous")
    assert pim is not None
    assert pim.firm == "铁石资本"
