"""Every doubt and every error has a page that triggers it, and none is without one."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

import transcripts
from transcripts import (
    AmbiguousName,
    Call,
    DecodeError,
    DoubtfulCall,
    JSONError,
    NoticeCode,
    PluginError,
    RosterError,
    TranscriptError,
    UnknownFormat,
    align,
    detect,
    errors,
    formats,
    parse,
    render,
)
from transcripts.formats import Page, Piece, Sniff
from transcripts.formats.nameline import NameLine
from transcripts.names import Roster

CALL = """\
埃琳·沃德曼

去年新园区的交付推迟了两个月，现在已经恢复正常。

托本·格雷夫斯

感谢您回答我的问题。明年的产能会增加多少？

埃琳·沃德曼

明年的产能会增加大约两成，主要在南方的新园区。

托本·格雷夫斯

非常清楚，谢谢。
"""


class Twin(NameLine):
    """Another format that sees what nameline sees."""

    name = "twin"


class Broken(NameLine):
    """Claims every page and cannot read one."""

    name = "broken"

    def sniff(self, page: Page) -> Sniff:
        return Sniff(1.0, ("any page is mine",))

    def segment(self, page: Page) -> list[Piece]:
        raise ZeroDivisionError("no page has as many lines")


@contextmanager
def registered(plugin: formats.Format) -> Iterator[None]:
    formats.register(plugin)
    try:
        yield
    finally:
        formats.unregister(plugin.name)


def with_plugin(plugin: formats.Format) -> Call:
    with registered(plugin):
        return parse(CALL)


ORIGINAL = """\
Operator

Our first question comes from Torben Graves with Larch Securities.

Torben Graves

Thank you. By how much will capacity of the 27 lines grow next year, with 340 people?

Erin Woodman

By about a fifth, with 340 people on 27 lines.

Paula West

The cost is $91 a ton, and will come down to $88 by 2027.

Torben Graves

Clear. And the other 58 lines, at 6,120 tons?

Erin Woodman

The 58 lines stay as they are, at 6,120 tons a year.
"""
TRANSLATION = """\
托本·格雷夫斯

谢谢。明年27条产线的产能会增加多少？340人呢？

埃琳·沃德曼

大约两成，340人负责27条产线。

保拉·韦斯特

成本是每吨91美元，到2027年会降到88美元。

托本·格雷夫斯

清楚了。另外58条产线呢？6120吨？

埃琳·沃德曼

58条产线不变，每年仍是6120吨。
"""
ELSEWHERE = """\
Mae Lint

How many boats will you build on the river, and who will sail them once the ice is gone?

Phil Novak

Nine, and the crews are hired already; they come from all over the coast and know the river well.
"""


def beside_original(translation: str) -> Call:
    """A translation with what its original shows to be amiss."""
    return align(parse(translation), parse(ORIGINAL)).enrich()


TRIGGERS: dict[NoticeCode, Callable[[], Call]] = {
    NoticeCode.EMPTY_PAGE: lambda: parse(" \n\ufeff\n"),
    NoticeCode.NOT_TEXT: lambda: parse("PK\x01\x02\x03\x04\x05\x06" * 20),
    NoticeCode.GUESSED_ENCODING: lambda: parse(CALL.encode("gb18030")),
    NoticeCode.LEFT_OUT: lambda: parse(f"<nav>首页</nav><p>{CALL}</p>"),
    NoticeCode.CUT_CHARACTER: lambda: parse(CALL.encode("gb18030")[:-2]),
    NoticeCode.UNKNOWN_FORMAT: lambda: parse("今天没有会议。工厂照常开工，仓库照常发货。"),
    NoticeCode.TIED_FORMATS: lambda: with_plugin(Twin()),
    NoticeCode.NO_DIALOGUE: lambda: parse("今天没有会议。工厂照常开工，仓库照常发货。"),
    NoticeCode.BROKEN_PLUGIN: lambda: with_plugin(Broken()),
    NoticeCode.LABEL_WITHOUT_SPEECH: lambda: parse(CALL.replace("感谢您回答", "问答环节\n\n埃琳·沃德曼\n\n感谢您回答")),
    NoticeCode.AMBIGUOUS_NAME: lambda: parse(
        CALL.replace("托本·格雷夫斯", "埃琳·格雷夫斯").replace("感谢您", "丽塔，感谢您")
        + "\n丽塔·索恩\n\n我补充一点，埃琳说得对。\n\n丽塔·韦斯特\n\n谢谢丽塔。\n\n接线员\n\n下一个问题请丽塔回答。\n"
    ),
    NoticeCode.UNKNOWN_ROLE: lambda: parse("埃琳·沃德曼\n\n工厂照常开工。\n\n埃琳·沃德曼：\n\n仓库照常发货。\n"),
    NoticeCode.UNUSED_ROSTER: lambda: parse(CALL, roster=["Nora Hale", "Otto Weber"]),
    NoticeCode.DROPPED_TURN: lambda: beside_original(TRANSLATION),
    NoticeCode.LOST_LABEL: lambda: beside_original(TRANSLATION.replace("340人呢？\n\n埃琳·沃德曼", "340人呢？")),
    NoticeCode.WRONG_LABEL: lambda: beside_original(TRANSLATION.replace("埃琳·沃德曼\n\n58", "保拉·韦斯特\n\n58")),
    NoticeCode.UNALIGNED: lambda: align(parse(CALL), parse(ELSEWHERE, format="nameline")).enrich(),
    NoticeCode.UNLABELLED_SPEECH: lambda: parse(
        "现在开始提问，第一位请讲。谢谢，我想问一下今年的出货目标。谢谢你的问题。我们的目标没有变。"
    ),
}


@pytest.mark.parametrize("code", NoticeCode)
def test_every_notice_has_a_page(code: NoticeCode) -> None:
    call = TRIGGERS[code]()
    found = [notice for notice in call.notices if notice.code is code]
    assert found, f"{code.value} is not among {[notice.code.value for notice in call.notices]}"
    for notice in found:
        assert notice.message
        assert notice.message == notice.message.strip()
        assert notice.span is None or 0 <= notice.span.start < notice.span.end <= len(call.source)
    assert Call.from_dict(call.to_dict()).notices == call.notices


def test_a_clear_page_has_no_notice() -> None:
    assert parse(CALL.encode()).notices == ()


# --- errors -------------------------------------------------------------------------------------------------------


def ask_for(name: str) -> None:
    parse(CALL.replace("托本·格雷夫斯", "埃琳·格雷夫斯")).find(name)


ERRORS: dict[type[TranscriptError], list[Callable[[], object]]] = {
    DecodeError: [
        lambda: parse(b"%PDF-1.7 and so on"),
        lambda: parse(b"\xff\xfe\xfd", encoding="utf-8"),
        lambda: parse(b"no such", encoding="klingon"),
        lambda: parse(bytes(range(256))),
    ],
    UnknownFormat: [
        lambda: parse("工厂照常开工。", strict=True),
        lambda: parse(CALL, format="pigeon"),
        lambda: render(parse(CALL), format="pigeon"),
        lambda: formats.unregister("pigeon"),
    ],
    AmbiguousName: [lambda: ask_for("埃琳")],
    PluginError: [
        lambda: formats.register(NameLine()),
        lambda: formats.register("nameline"),  # type: ignore[arg-type]  # what types forbid, untyped programs do
    ],
    JSONError: [
        lambda: Call.from_dict({}),
        lambda: Call.from_json("{"),
        lambda: Call.from_dict({**parse(CALL).to_dict(), "turns": 7}),
    ],
    RosterError: [
        lambda: parse(CALL, roster=7),  # type: ignore[arg-type]  # the same
        lambda: Roster.of([{"firm": "北桥证券"}]),
        lambda: Roster.of([{"name": "埃琳·沃德曼", "role": "boss"}]),
    ],
    DoubtfulCall: [lambda: parse(CALL.encode("gb18030"), strict=True)],
}


@pytest.mark.parametrize(
    ("kind", "trigger"), [(kind, trigger) for kind, triggers in ERRORS.items() for trigger in triggers]
)
def test_every_error_says_where_and_what_to_do(kind: type[TranscriptError], trigger: Callable[[], object]) -> None:
    with pytest.raises(kind) as caught:
        trigger()
    error = caught.value
    assert type(error) is kind
    assert isinstance(error, TranscriptError)
    assert isinstance(error, ValueError)
    assert str(error).startswith(error.message)
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert (str(again), again.message, again.args) == (str(error), error.message, error.args)
    assert {name: str(value) for name, value in vars(again).items()} == {n: str(v) for n, v in vars(error).items()}


def test_every_error_class_has_a_trigger() -> None:
    classes = {
        value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, TranscriptError)
    }
    assert classes == {TranscriptError, *ERRORS}


def test_an_error_with_a_place_shows_it() -> None:
    text = "首页\n埃琳·沃德曼说：好的"
    error = PluginError(
        "pieces overlap", plugin="broken", source=transcripts.Source(text=text), span=transcripts.Span(3, 9)
    )
    shown = str(error).splitlines()
    assert shown[0] == "pieces overlap"
    assert shown[1].endswith(":2:1")
    assert shown[2].strip() == "埃琳·沃德曼说：好的"
    assert set(shown[3].strip()) == {"~", "^"}


def test_what_a_plugin_breaks_on_is_in_the_notice() -> None:
    with registered(Broken()):
        (notice,) = [n for n in parse(CALL).notices if n.code is NoticeCode.BROKEN_PLUGIN]
        assert "broken" in notice.message
        assert "ZeroDivisionError" in notice.message
        assert detect(CALL)[0].format == "broken"
