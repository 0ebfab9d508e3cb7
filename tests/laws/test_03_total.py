"""Law 3. parse never raises on any str; on bytes only ``DecodeError``. ``strict=True`` raises one grouped error of the
notices.
"""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from transcripts import Call, DecodeError, DoubtfulCall, UnknownFormat, detect, formats, parse, render
from transcripts.testing import Scene, scenes, texts, torn_pages

NAMELINE = formats.get("nameline")
ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-32",
    "gb18030",
    "gbk",
    "big5",
    "cp950",
    "cp1252",
    "ascii",
)


# What a try's except holds is checked there: pytest.raises would want it to happen every time.
# ruff: noqa: PT017


def touch(call: Call) -> None:
    """Ask a call for everything it has."""
    assert repr(call)
    assert all(repr(block) for block in call.blocks)
    for speaker in call.speakers:
        assert str(speaker)
        assert hash(speaker) == hash(speaker)
    for turn in call.turns:
        assert repr(turn)
        assert turn.text or turn.paragraphs
        assert turn.span.start < turn.span.end
        call.source.position(turn.span.start)
    for pair in call.qa_pairs:
        assert repr(pair)
        assert set(pair.unanswered) <= set(pair.questions)
        assert all(pair.answers_to(question) is not None for question in pair.questions)
        assert all(answer.text is not None and repr(answer) for answer in pair.answers)
    call.to_dict()
    call.to_json()
    render(call)


@given(texts())
@example("")
@example("\ud800")
@example("\0" * 9)
@example("塔维·洛林特")
@example("塔维·洛林特\n")
@example("塔维·洛林特：\n" * 9)
@example("塔维·洛林特\n\n？\n\n米琳·哈曼迪\n\n。")
@example("：\n：")
@example("()：\n字。")
@example("·\n字。")
def test_any_text(text: str) -> None:
    touch(parse(text))
    assert all(0.0 <= candidate.score <= 1.0 for candidate in detect(text))


@given(texts(), st.sampled_from(formats.known()))
def test_any_text_in_any_format(text: str, plugin: formats.Format) -> None:
    call = parse(text, format=plugin.name)
    touch(call)
    assert [notice for notice in call.notices if notice.code == "broken-plugin"] == []


@given(torn_pages(NAMELINE))
def test_torn_pages(page: str) -> None:
    touch(parse(page))


@pytest.mark.parametrize(
    "lump",
    ["字", "a", "a ", "(", "（", "[", "·", "塔·", "塔维·洛林特 ", "：", "？", "第一，", "Tessa ", "-", "1", "\u200b"],
)
def test_one_very_long_line(lump: str) -> None:
    touch(parse(lump * (200_000 // len(lump))))


@given(st.one_of(st.binary(max_size=200), scenes().map(lambda scene: scene.page(NAMELINE).encode("utf-8"))))
def test_any_bytes(data: bytes) -> None:
    try:
        touch(parse(data))
    except DecodeError as error:
        assert 0 <= error.offset <= len(data)


@given(scenes(), st.sampled_from(ENCODINGS), st.data())
def test_damaged_bytes(scene: Scene, encoding: str, data: st.DataObject) -> None:
    page = bytearray(scene.page(NAMELINE).encode(encoding, "replace"))
    for at in data.draw(st.lists(st.integers(0, len(page) - 1), max_size=4)):
        page[at] = data.draw(st.integers(0, 255))
    told = data.draw(st.sampled_from((None, *ENCODINGS)))
    try:
        touch(parse(bytes(page[: data.draw(st.integers(0, len(page)))]), encoding=told))
    except DecodeError as error:
        assert 0 <= error.offset <= len(page)


@given(st.binary(max_size=40), st.text(max_size=12))
def test_any_name_of_an_encoding(data: bytes, encoding: str) -> None:
    try:
        parse(data, encoding=encoding)
    except DecodeError as error:
        assert 0 <= error.offset <= len(data)


@given(st.one_of(texts(), torn_pages(NAMELINE), scenes().map(lambda scene: scene.page(NAMELINE))))
def test_strict_raises_every_notice_together(text: str) -> None:
    calm = parse(text)
    try:
        call = parse(text, strict=True)
    except DoubtfulCall as error:
        assert error.notices == calm.notices != ()
    except UnknownFormat:
        assert calm.format == formats.FALLBACK
    else:
        assert call == calm
        assert calm.notices == ()
