"""Bytes and text in, a source out: which encoding, how sure, what is doubtful, what is refused."""

from __future__ import annotations

import codecs
import json
import pickle
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from transcripts.errors import DecodeError
from transcripts.model import Notice, NoticeCode, Severity
from transcripts.source import _bits, load
from transcripts.spans import Span

SIMPLIFIED = """澄江科技 2024Q3业绩电话会议分析师问答

林若溪:
大家下午好，感谢各位参加本次电话会议。第三季度营收同比增长百分之十七，毛利率达到41.2%，主要得益于云业务需求回暖。

操作员:
第一个问题来自远岸证券的分析师，请提问。

哈维尔·冈萨雷斯(Javier Gonzalez):
谢谢。我想请问管理层，明年的资本开支会不会继续增加？另外，海外市场的价格竞争对利润有什么影响？

林若溪:
我来回答第一个问题，资本开支的节奏要看订单，我们不会为了规模牺牲现金流。
"""
TRADITIONAL = """澄江電子 (7788) 2024 Q3 法說會逐字稿

財務長 羅品妤：
各位投資人午安，歡迎參加本公司第三季法人說明會。本季營收較去年同期成長一成七，毛利率維持在四成以上，庫存水位已經回到健康區間。

主持人：
現在開放提問，請先報上您的公司與大名。

遠岸證券 葉孟哲：
謝謝。想請教兩個問題，第一，明年資本支出是否會繼續擴大？第二，客戶對新製程的需求與原先的預期相比如何？

財務長 羅品妤：
關於資本支出，我們會依照訂單的能見度來決定，不會為了規模犧牲股東的權益。
"""
ENGLISH = """Clearbrook Robotics (CLBK) Q3 2024 Earnings Call

Renée Halloran – Chief Financial Officer

Thank you, operator. We’re pleased with the quarter — revenue grew 17% and free cash flow reached £41 million…

Tobias Äkerström – Farshore Securities

Congratulations. Two questions: how should we think about next year’s “soft” guidance, and what’s the café rollout worth?
"""
MIXED = """A - Renée Halloran A - 蕾妮·哈洛伦
Revenue grew seventeen per cent and we kept our promise on margins.
收入增长了百分之十七，我们在利润率上兑现了承诺。

Q - Tobias Akerstrom Q - 托比亚斯·阿克斯特伦
Could you walk us through the pipeline for next year?
能否请您介绍一下明年的项目储备情况？
"""
MOSTLY_ASCII = """Clearbrook Robotics Q3 2024 earnings call, machine transcript, unedited.
Operator: Our first question is from Farshore Securities (远岸证券). Your line is open, please go ahead.
Tobias Akerstrom: Thanks. On China, what does the local team call the new product, is it still 晨星?
Renee Halloran: It is, and the name stays. Orders were ahead of plan in the quarter, and we shipped all of them.
"""
SHORT_SIMPLIFIED = "请问毛利率？"
SHORT_TRADITIONAL = "請問毛利率？"

CHINESE = ["gb18030", "gbk", "utf-16-le", "utf-16-be"]
BIG5 = ["cp950", "big5", "big5hkscs", "gb18030", "utf-16-le", "utf-16-be"]
PAGES = {
    "simplified": (SIMPLIFIED, CHINESE),
    "no interpunct": (SIMPLIFIED.replace("·", ""), ["gb2312"]),  # which Python's gb2312 does not have
    "traditional": (TRADITIONAL, BIG5),
    "english": (ENGLISH, ["cp1252", "utf-16-le", "utf-16-be"]),
    "mixed": (MIXED.replace("é", "e"), CHINESE),
    "mostly ASCII": (MOSTLY_ASCII, CHINESE),
    "short simplified": (SHORT_SIMPLIFIED, [*CHINESE, "gb2312"]),
    "short traditional": (SHORT_TRADITIONAL, BIG5),
}
SIZES = {"page": lambda text: text, "long": lambda text: text * (200_000 // len(text)), "line": lambda text: text[:60]}
READ_AS = {"gbk": "gb18030", "gb2312": "gb18030", "big5": "cp950", "big5hkscs": "cp950"}
MARKS = {
    "utf-8-sig": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}
SCORED = [(page, codec) for page, (_, names) in PAGES.items() for codec in names]


def kinds(notices: tuple[Notice, ...]) -> list[NoticeCode]:
    return [notice.code for notice in notices]


# --- which encoding -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("page", "codec"), SCORED)
def test_without_a_mark_the_encoding_is_scored(page: str, codec: str, size: str) -> None:
    text = SIZES[size](PAGES[page][0])
    data = text.encode(codec)
    if data.isascii() and b"\0" not in data:
        pytest.skip("the line is ASCII in every encoding")
    source, notices = load(data)
    assert (source.text, source.encoding) == (text, READ_AS.get(codec, codec))
    assert kinds(notices) == [NoticeCode.GUESSED_ENCODING]
    assert 0.5 <= source.certainty <= 0.99
    assert (notices[0].severity is Severity.WARNING) == (source.certainty < 0.9)


@pytest.mark.parametrize("codec", MARKS)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("page", PAGES)
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(page: str, size: str, codec: str) -> None:
    text = SIZES[size](PAGES[page][0])
    source, notices = load(MARKS[codec] + text.encode(codec.removesuffix("-sig")))
    assert (source.text, source.encoding, source.certainty, notices) == (text, codec, 1.0, ())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("page", PAGES)
def test_utf_8_is_proven_not_guessed(page: str, size: str) -> None:
    text = SIZES[size](PAGES[page][0])
    source, notices = load(text.encode(), name="page.txt")
    assert (source.text, source.encoding, source.certainty, source.name) == (text, "utf-8", 1.0, "page.txt")
    assert notices == ()


def test_what_a_strict_try_in_order_gets_wrong() -> None:
    data = TRADITIONAL.encode("cp950")
    assert data.decode("gb18030") != TRADITIONAL  # no error, only rubbish
    assert load(data)[0].text == TRADITIONAL


def test_circled_numbers_of_taiwan_are_hkscs() -> None:
    """Browsers and HKSCS read 0xC6A1 as ①, Python's cp950 as ヾ."""
    text = TRADITIONAL + "①資本支出\n②客戶需求\n"
    source, _ = load(text.encode("big5hkscs"))
    assert (source.text, source.encoding) == (text, "big5hkscs")


@pytest.mark.parametrize(("label", "mark"), [("big5", "‧"), ("big5-hkscs", "•")])
def test_the_kind_of_big5_that_is_declared(label: str, mark: str) -> None:
    page = HTML.format(label, TRADITIONAL + "@@")
    source, _ = load(page.encode("big5").replace(b"@@", b"\xa1\x45"), html=False)
    assert source.text == page.replace("@@", mark)


def test_a_character_of_hong_kong_far_down_the_page_makes_it_hkscs() -> None:
    text = TRADITIONAL * 40 + "大埔鰂魚涌𨋢口，嘅啲嚟咗。\n" + TRADITIONAL * 40
    with pytest.raises(UnicodeEncodeError):
        text.encode("cp950")
    source, _ = load(text.encode("big5hkscs"))
    assert (source.text, source.encoding) == (text, "big5hkscs")


@pytest.mark.parametrize("prefix", [0, 5_000, 300_000])
@pytest.mark.parametrize(("text", "codec"), [("We’re in line.\n", "cp1252"), ("（完，谢谢各位）\n", "gb18030")])
def test_a_little_beyond_ascii_in_a_large_page_is_found(prefix: int, text: str, codec: str) -> None:
    page = "Plain words, and nothing else.\n" * (prefix // 31) + text + "Plain words again.\n" * (prefix // 19)
    source, _ = load(page.encode(codec))
    assert (source.text, source.encoding) == (page, codec)


def test_one_long_line_without_any_ascii() -> None:
    text = "我们认为明年的需求会继续恢复。" * 20_000
    for codec in CHINESE:
        assert load(text.encode(codec))[0].text == text


def test_traditional_text_may_stand_in_gbk() -> None:
    source, _ = load(SHORT_TRADITIONAL.encode("gbk"))
    assert (source.text, source.encoding) == (SHORT_TRADITIONAL, "gb18030")


def test_the_shorter_the_less_certain() -> None:
    certainties = [load(SIMPLIFIED[-n:].encode("gbk"))[0].certainty for n in (2, 4, 12, 40)]
    assert certainties == sorted(certainties)
    assert certainties[0] < 0.9 < certainties[-1] < 1


def test_the_rarer_a_character_the_more_bits_it_costs() -> None:
    known = _bits()
    steps = [known[c] for c in ("e", "，", "的", "麼", "哀", "哎", "藹", "\ufffd")]
    assert all(low <= high for low, high in pairwise(steps))


# --- a declared charset -------------------------------------------------------------------------------------------

HTML = '<html><head><meta http-equiv="Content-Type" content="text/html; charset={}"></head>\n<body>{}</body></html>\n'
XML = "<?xml version='1.0' encoding='{}'?>\n<call>{}</call>\n"


@pytest.mark.parametrize("markup", [HTML, XML])
@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        ("gb2312", "gb18030", "主讲：喆彧㛃，谢谢。"),  # GBK and GB18030 characters under the name gb2312
        ("GBK", "gb18030", SIMPLIFIED),
        ("big5", "cp950", TRADITIONAL),
        ("Big5-HKSCS", "big5hkscs", "各位嘅問題，𨋢口見。"),
        ("iso-8859-1", "cp1252", ENGLISH),
    ],
)
def test_a_declared_charset_that_holds(label: str, codec: str, text: str, markup: str) -> None:
    page = markup.format(label, text)
    source, notices = load(page.encode(codec), html=False)
    assert (source.text, source.encoding) == (page, codec)
    assert kinds(notices) == [NoticeCode.GUESSED_ENCODING]
    assert f"as the page declares {label.lower()}" in notices[0].message


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        ("gb2312", "cp950", TRADITIONAL),
        ("big5", "gb18030", SIMPLIFIED),
        ("utf-8", "gb18030", SIMPLIFIED),
        ("utf-16", "cp950", TRADITIONAL),
        ("utf-8", "cp1252", ENGLISH),
        ("x-nonsense", "cp950", TRADITIONAL),
    ],
)
def test_a_declared_charset_that_the_bytes_contradict(label: str, codec: str, text: str) -> None:
    page = HTML.format(label, text)
    source, notices = load(page.encode(codec), html=False)
    assert (source.text, source.encoding) == (page, codec)
    assert f"though the page declares {label}" in notices[0].message


def test_utf_8_and_a_mark_are_stronger_than_what_is_declared() -> None:
    page = HTML.format("gb2312", SIMPLIFIED)
    for codec in ("utf-8", "utf-8-sig"):
        source, notices = load(page.encode(codec), html=False)
        assert (source.text, source.encoding, notices) == (page, codec, ())


def test_a_declaration_settles_a_close_call() -> None:
    text = "阮彧"
    data = text.encode("gb18030")
    assert load(HTML.format("gb2312", text).encode("gb18030"))[0].certainty > load(data)[0].certainty


# --- a file that is cut -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "codec", "lost"),
    [
        (SIMPLIFIED + "谢", "utf-8", 1),
        (SIMPLIFIED + "谢", "utf-8", 2),
        (SIMPLIFIED + "𠮷", "utf-8", 1),
        (SIMPLIFIED + "谢", "gb18030", 1),
        (SIMPLIFIED + "𠮷", "gb18030", 1),
        (TRADITIONAL + "謝", "cp950", 1),
        (SIMPLIFIED + "谢", "utf-16-le", 1),
        (TRADITIONAL + "𠮷", "utf-16-be", 2),
        (TRADITIONAL + "𠮷", "utf-16-be", 1),
    ],
)
@pytest.mark.parametrize("times", [1, 50])
def test_a_file_that_ends_inside_a_character(text: str, codec: str, lost: int, times: int) -> None:
    whole = text[:-1] * times
    data = (whole + text[-1]).encode(codec)[:-lost]
    source, notices = load(data)
    assert (source.text, source.encoding) == (whole + "\ufffd", codec)
    assert kinds(notices) == [NoticeCode.GUESSED_ENCODING, NoticeCode.CUT_CHARACTER]
    assert source.certainty == 0.99
    at = len(whole.encode(codec))
    assert notices[1].span == Span(len(whole), len(whole) + 1)
    assert notices[1].message == (
        f"the file ends inside a character: {' '.join(f'0x{b:02x}' for b in data[at:])} at byte {at} became U+FFFD"
    )


@pytest.mark.parametrize("codec", MARKS)
def test_a_marked_file_that_ends_inside_a_character(codec: str) -> None:
    data = MARKS[codec] + "谢谢".encode(codec.removesuffix("-sig"))
    source, notices = load(data[:-1])
    assert (source.text, source.encoding, source.certainty) == ("谢\ufffd", codec, 1.0)
    assert kinds(notices) == [NoticeCode.CUT_CHARACTER]


def test_a_last_letter_with_an_accent_is_not_a_cut_character() -> None:
    text = "Thank you, Renée, and see you at the café"
    assert load(text.encode("cp1252"))[0].text == text


# --- what the caller says -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "recorded"),
    [("UTF8", "utf-8"), ("GBK", "gbk"), ("Big5", "big5"), ("utf_16_le", "utf-16-le"), ("windows-1252", "cp1252")],
)
def test_an_explicit_encoding_is_taken_at_its_word(encoding: str, recorded: str) -> None:
    source, notices = load("quarter one".encode(encoding), encoding=encoding)
    assert (source.text, source.encoding, source.certainty, notices) == ("quarter one", recorded, 1.0, ())


def test_an_explicit_encoding_may_be_wrong_and_is_obeyed() -> None:
    assert load("季度".encode(), encoding="cp1252")[0].text == "季度".encode().decode("cp1252")


@pytest.mark.parametrize("encoding", ["klingon", "hex", "rot13", "", "a\0b", "é", "undefined"])
def test_no_such_encoding(encoding: str) -> None:
    with pytest.raises(DecodeError, match="no encoding") as caught:
        load(b"quarter", encoding=encoding)
    assert (caught.value.offset, caught.value.encoding) == (0, encoding)


@pytest.mark.parametrize(
    ("data", "encoding", "offset"),
    [
        (b"abc\xff", "utf-8", 3),
        (b"abc\xe8\xb0", "utf-8", 3),  # a cut character too: who names an encoding gets that and no other reading
        ("收入".encode("gbk") + b"\xff\xff", "gb18030", 4),
        (b"\x81", "cp1252", 0),
        (b"a\0b", "utf-16-le", 2),
        (b"caf\xc3\xa9", "ascii", 3),
    ],
)
def test_what_an_explicit_encoding_cannot_read(data: bytes, encoding: str, offset: int) -> None:
    with pytest.raises(DecodeError) as caught:
        load(data, encoding=encoding)
    assert (caught.value.offset, caught.value.encoding) == (offset, encoding)
    assert f"at offset {offset}" in str(caught.value)


# --- what cannot be read ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "extract its text first"),
        (b"PK\x03\x04\x14\0\x06\0", "docx"),
        (b"PK\x05\x06" + bytes(18), "docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(8), "Office"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "picture"),
        (b"GIF89a\x01\0\x01\0", "picture"),
        (b"\x1f\x8b\x08\0", "compressed"),
    ],
)
def test_files_that_are_no_text(data: bytes, hint: str) -> None:
    for encoding in (None, "latin-1"):
        with pytest.raises(DecodeError, match=hint) as caught:
            load(data, encoding=encoding)
        assert caught.value.offset == 0


@pytest.mark.parametrize(
    ("data", "offset"),
    [
        (b"the quarter was\0good", 15),
        (ENGLISH.encode() + b"\0", len(ENGLISH.encode())),
        (SIMPLIFIED.encode("gbk") + b"\0\0\0", len(SIMPLIFIED.encode("gbk"))),
        (b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\0\x3e\0\x01\0\0\0", 7),
        (bytes(64), 0),
        (bytes(range(256)) * 20, 0),
    ],
)
def test_nul_bytes_are_no_text(data: bytes, offset: int) -> None:
    with pytest.raises(DecodeError, match="NUL") as caught:
        load(data)
    assert caught.value.offset == offset


def test_nul_bytes_that_somebody_vouches_for() -> None:
    source, notices = load(b"quarter\0one", encoding="utf-8")
    assert source.text == "quarter\0one"
    assert kinds(notices) == [NoticeCode.NOT_TEXT]
    assert notices[0].span == Span(7, 8)


def test_a_utf_16_le_mark_before_a_nul_is_not_utf_32() -> None:
    source, notices = load(codecs.BOM_UTF16_LE + "\0季度".encode("utf-16-le"))
    assert (source.text, source.encoding) == ("\0季度", "utf-16-le")
    assert kinds(notices) == [NoticeCode.NOT_TEXT]


@pytest.mark.parametrize("repeat", [1, 60])
@pytest.mark.parametrize("page", ["simplified", "traditional", "english"])
def test_damaged_utf_8_is_an_error_at_the_damage(page: str, repeat: int) -> None:
    before = (PAGES[page][0] * repeat).encode()
    with pytest.raises(DecodeError, match="not utf-8, which the rest of the file seems to be") as caught:
        load(before + b"\xff" + before)
    assert caught.value.offset == len(before)
    assert caught.value.encoding == "utf-8"


def test_a_last_byte_that_begins_nothing_is_damage_and_no_cut() -> None:
    with pytest.raises(DecodeError) as caught:
        load(SIMPLIFIED.encode() + b"\xff")
    assert caught.value.offset == len(SIMPLIFIED.encode())


@pytest.mark.parametrize(("page", "codec"), [("simplified", "gb18030"), ("traditional", "cp950")])
def test_damage_in_a_scored_page_is_an_error_at_the_damage(page: str, codec: str) -> None:
    before = (PAGES[page][0] * 40).encode(codec)
    with pytest.raises(DecodeError, match=f"0xff .* is not {codec}") as caught:
        load(before + b"\xff" + before)
    assert caught.value.offset == len(before)


@pytest.mark.parametrize(
    ("data", "offset"),
    [
        (MARKS["utf-8-sig"] + b"abc\xff rest", 6),
        (MARKS["utf-16-le"] + "ab".encode("utf-16-le") + b"\0\xdc" + "c".encode("utf-16-le"), 6),
        (MARKS["utf-32-be"] + b"\xff\0\0\0", 4),
    ],
)
def test_a_marked_file_that_breaks_its_word(data: bytes, offset: int) -> None:
    with pytest.raises(DecodeError) as caught:
        load(data)
    assert caught.value.offset == offset


def test_bytes_of_no_encoding() -> None:
    with pytest.raises(DecodeError, match="no text in") as caught:
        load(b"ok " + bytes(range(128, 256)) * 3 + bytes(range(1, 32)) * 8)
    assert caught.value.offset == 3
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.offset, str(again)) == (3, str(caught.value))


@pytest.mark.parametrize(
    ("data", "encoding", "offset"),
    [(b"%PDF-1.7", None, 0), (b"good\0", None, 4), (b"good\xff", "utf-8", 4), (b"good", "klingon", 0)],
)
def test_an_error_says_which_file(data: bytes, encoding: str | None, offset: int) -> None:
    for name, place in (("call.txt", f"\n  --> call.txt: byte {offset}"), (None, "")):
        with pytest.raises(DecodeError) as caught:
            load(data, encoding=encoding, name=name)
        assert caught.value.name == name
        assert str(caught.value) == caught.value.message + place


# --- doubts about the text ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", ["", b"", " \n\t\u3000\u2028", "\ufeff", codecs.BOM_UTF8 + b"\r\n", "\u200b\xa0"])
def test_an_empty_page(data: str | bytes) -> None:
    _, notices = load(data)
    assert kinds(notices) == [NoticeCode.EMPTY_PAGE]


@pytest.mark.parametrize(
    ("text", "at"),
    [("季度\0", 2), ("季度\x01\x02\x03\x04", 2), (SIMPLIFIED + "\x07" * 400, len(SIMPLIFIED)), ("a\x7f\x7f\x7f", 1)],
)
def test_text_that_is_hardly_text(text: str, at: int) -> None:
    source, notices = load(text)
    assert source.text == text
    assert kinds(notices) == [NoticeCode.NOT_TEXT]
    assert notices[0].span == Span(at, at + 1)


def test_control_characters_in_bytes_are_noticed_too() -> None:
    assert kinds(load(b"\x01\x02\x03\x04\x05\x06")[1]) == [NoticeCode.NOT_TEXT]


@pytest.mark.parametrize("text", [SIMPLIFIED, "page one\x0cpage two", "\x1bone escape", "lone \ud800 surrogate"])
def test_text_that_is_text(text: str) -> None:
    assert load(text)[1] == ()


# --- lines and offsets --------------------------------------------------------------------------------------------

LINE_ENDS = ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]


@pytest.mark.parametrize("codec", [None, "utf-8", "utf-16-le", "gb18030"])
@pytest.mark.parametrize("end", LINE_ENDS, ids=ascii)
def test_line_ends_are_kept_and_counted_as_splitlines_does(end: str, codec: str | None) -> None:
    text = f"林若溪:{end}大家好。{end}{end}谢谢"
    source, _ = load(text if codec is None else text.encode(codec), encoding=codec)
    assert source.text == text
    assert [source.position(text.index(word)) for word in ("林", "大", "谢")] == [(1, 1), (2, 1), (4, 1)]


def test_a_mark_in_a_str_stays_and_counts() -> None:
    assert load("\ufeff季度")[0].text == "\ufeff季度"
    assert load("\ufeff季度".encode(), encoding="utf-8")[0].text == "\ufeff季度"


# --- laws ---------------------------------------------------------------------------------------------------------


@given(st.text(st.characters()))
def test_a_str_is_never_changed(text: str) -> None:
    source, _ = load(text, encoding="klingon", name="here")
    assert (source.text, source.encoding, source.certainty, source.name) == (text, None, 1.0, "here")


@given(st.text(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32-le", "gb18030", "utf-7"]))
def test_an_explicit_encoding_gives_back_what_was_encoded(text: str, codec: str) -> None:
    assert load(text.encode(codec), encoding=codec)[0].text == text


@given(st.text())
def test_utf_8_without_nul_gives_back_what_was_encoded(text: str) -> None:
    text = text.replace("\0", "").removeprefix("\ufeff")
    assert load(text.encode())[0].text == text


@given(st.binary(max_size=400))
@example(b"\xff\xfe\0\0")
@example(b"\xff\xfe\0")
@example(b"\xef\xbb\xbf\xe8\xb0")
@example(b"\x00\xd8")
@example(b"\xe9")
def test_bytes_are_read_or_refused_with_an_offset(data: bytes) -> None:
    try:
        source, notices = load(data)
    except DecodeError as error:
        assert 0 <= error.offset < len(data)  # noqa: PT017 - not every try raises
    else:
        assert source.encoding
        cut = NoticeCode.CUT_CHARACTER in kinds(notices)
        body = data.removeprefix(MARKS.get(source.encoding, b"")) if source.certainty == 1 else data
        encoded = source.text.removesuffix("\ufffd" if cut else "").encode(source.encoding.removesuffix("-sig"))
        lost = len(body) - len(encoded)
        assert 0 < lost <= 3 if cut else lost == 0
        # Big5 has a few characters twice, so only the length comes back there.
        assert source.encoding in ("cp950", "big5hkscs") or body.startswith(encoded)


def test_a_codec_that_complains_of_what_is_behind_the_last_byte() -> None:
    """CPython 3.13 says so of cut punycode; before it, the codec raises a plain UnicodeError."""
    with pytest.raises(DecodeError):
        load(b"0", encoding="punycode")


@given(st.binary(max_size=60), st.text(max_size=12) | st.sampled_from(["utf-8", "big5", "punycode", "idna", "cp037"]))
def test_bytes_and_any_name_of_an_encoding(data: bytes, encoding: str) -> None:
    try:
        load(data, encoding=encoding)
    except DecodeError as error:
        assert 0 <= error.offset <= len(data)  # noqa: PT017 - not every try raises


@given(
    st.sampled_from([(SIMPLIFIED, "gb18030"), (TRADITIONAL, "cp950")]),
    st.integers(0, 300),
    st.integers(24, 300),
)
def test_any_stretch_of_a_chinese_page_is_read_right(page: tuple[str, str], start: int, length: int) -> None:
    text, codec = page[0][start : start + length], page[1]
    if sum(c > "\x7f" for c in text) > 5:
        assert load(text.encode(codec))[0].text == text


def test_references_of_thousands_of_digits_are_no_error() -> None:
    for digits in ("1" * 5000, "x" + "f" * 5000):
        assert load(f"<p class='a&#{digits};'>a&#{digits};b</p>")[0].text == "a\N{REPLACEMENT CHARACTER}b"


def test_a_cut_character_behind_markup_has_no_place_in_the_text() -> None:
    data = "<nav>首页</nav><p>季度</p>".encode("gb18030") + "好".encode("gb18030")[:1]
    source, notices = load(data)
    cut = next(notice for notice in notices if notice.code is NoticeCode.CUT_CHARACTER)
    assert source.media == "html"
    assert cut.span is None


def test_a_comma_among_words_stays_a_comma() -> None:
    text = load('{"words":["a",",","b\\"","c"]}')[0].text
    assert json.loads(text) == {"words": ["a", ",", 'b"', "c"]}
    assert '"a", ",", ' in text
