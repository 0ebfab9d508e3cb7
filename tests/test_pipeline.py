"""Bad input, strictness, sections, and what a parse promises whatever the page."""

from __future__ import annotations

from pathlib import Path

import pytest

import transcripts
from transcripts import DecodeError, DoubtfulCall, NoticeCode, Section, UnknownFormat

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
