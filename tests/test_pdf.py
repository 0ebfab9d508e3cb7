"""PDFs: a call that was printed is read as the page was, and what cannot be read says why.

The PDFs are written here, in a font that every reader of PDF knows by its name and that is not inside the file.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from random import Random
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts import Call, formats, parse
from transcripts.errors import DecodeError
from transcripts.saved.pdf import text_of
from transcripts.testing import scene

pytest.importorskip("pypdfium2")

# --- on paper -----------------------------------------------------------------------------------------------------

_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 5 0 R /DW 1000 /W [1 95 500] >>",
    b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /StemV 93 >>",
)


def printed(pages: Sequence[Sequence[str]], *, trailer: bytes = b"") -> bytes:
    """A PDF with these lines on its pages."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", *_FONT]
    kids = []
    for lines in pages:
        # pdfium sees no line of a single character where the machine has no font for it; two make one
        shown = b"".join(b"<%s> Tj T*\n" % (line + " ").encode("utf-16-be").hex().encode() for line in lines)
        drawn = b"BT /F1 10 Tf 15 TL 60 780 Td\n%sET" % shown
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
            b" /Contents %d 0 R >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    out, table = b"%PDF-1.4\n", b"0000000000 65535 f \n"
    for n, body in enumerate(objects, 1):
        table += b"%010d 00000 n \n" % len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n%strailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, trailer, len(out))
    )


_WORD = re.compile(r"[A-Za-z'’\-]+[ ,.:]?|.[，。、：；？！）”]*")


def wrapped(paragraphs: str, *, width: int = 40, height: int = 24, footer: str = "远山读书会整理") -> list[list[str]]:
    """A page of text on pages of paper: lines of about ``width`` characters, a number and a footer below each."""
    rows: list[str] = []
    for paragraph in filter(str.strip, paragraphs.splitlines()):
        rows.append("")
        for word in _WORD.findall(paragraph):
            if len(rows[-1] + word) > width:
                rows.append("")
            rows[-1] += word
    sheets = [rows[n : n + height] for n in range(0, len(rows), height)]
    return [[*sheet, str(n), footer] for n, sheet in enumerate(sheets, 1)]


SMALL = printed([["云杉证券分析师Nora Hale：订单怎么样？", "塔维·洛林特：很好。"], ["主持人：谢谢各位。"]])

# --- what is read -------------------------------------------------------------------------------------------------


def test_lines_as_they_are_printed_and_a_blank_line_between_pages() -> None:
    assert text_of(SMALL).splitlines() == [
        "云杉证券分析师Nora Hale：订单怎么样？",
        "塔维·洛林特：很好。",
        "",
        "主持人：谢谢各位。",
    ]


def test_a_page_without_text_among_others_costs_nothing() -> None:
    assert text_of(printed([["塔维·洛林特：𠮷"], [], ["谢谢。"]])) == "塔维·洛林特：𠮷\n\n谢谢。"


def test_a_hyphen_at_the_end_of_a_line_stays() -> None:
    lines = ["We think long-", "term. 塔维-", "洛林特 knows 2024-", "2025 -"]
    text = text_of(printed([lines]).replace(b"0020> Tj", b"> Tj"))
    assert text == "We think long-term. 塔维-洛林特 knows 2024-\n2025 -"


def test_text_that_a_crop_box_cuts_is_text() -> None:
    data = SMALL.replace(b"[0 0 595 842]", b"[90 0 595 842]")
    assert text_of(data) == text_of(SMALL)


def test_threads_wait_for_each_other() -> None:
    found: list[str] = []
    threads = [Thread(target=lambda: found.append(text_of(SMALL))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [text_of(SMALL)] * 8


# --- a call, printed and read -------------------------------------------------------------------------------------


def said(call: Call) -> list[tuple[str | None, str]]:
    """Who says what, without the white space, which a wrap adds to."""
    return [(turn.speaker.name, re.sub(r"\s", "", turn.text)) for turn in call.turns]


@pytest.mark.parametrize("seed", range(5))
def test_a_book_is_read_as_its_text_is(seed: int) -> None:
    page = scene(Random(seed), exchanges=8).page(formats.get("book"))
    sheets = [sheet.split("\n") for sheet in re.split(r"(?<=远山读书会整理)\n\n", page) if sheet]
    call, printed_call = parse(page), parse(printed(sheets))
    assert len(sheets) > 3
    assert printed_call.format == "book"
    assert [(turn.label, turn.text) for turn in printed_call.turns] == [(turn.label, turn.text) for turn in call.turns]
    assert len(printed_call.qa_pairs) == len(call.qa_pairs)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(("name", "cast"), [("colon", "people"), ("marks", "marks")])
def test_labels_before_colons_are_read_through_wraps_and_footers(name: str, cast: str, seed: int) -> None:
    made = scene(Random(seed), exchanges=12, cast="marks" if cast == "marks" else "people")
    page = made.page(formats.get(name))
    sheets = wrapped(page)
    assert len(sheets) > 2
    assert said(parse(text_of(printed(sheets)))) == said(parse(page))


@pytest.mark.parametrize("seed", range(5))
def test_names_on_their_lines_are_read_where_no_paragraph_is_wrapped(seed: int) -> None:
    page = scene(Random(seed), exchanges=6).page(formats.get("nameline"))
    rows = [row for row in page.splitlines() if row]
    call = parse(text_of(printed([rows[n : n + 20] for n in range(0, len(rows), 20)])))
    assert call.format == "nameline"
    assert said(call) == said(parse(page))


BEFORE = [
    "橡湾木业2019年股东大会",
    "股东：早上好,我是来自北岸的莉娜·科瓦奇。请问韦恩先生,橡木明年会怎么样,",
    "您打算再等多久?",
]
BEHIND = ["霍拉斯•韦恩：我们只知道树长得有多快,这在我们公司的历史上", "没有变过。", "2", "远山读书会"]


@pytest.mark.parametrize("cut", [("霍拉斯", "•韦恩：是我的狗。"), ("霍拉斯•", "韦恩：是我的狗。")])
def test_a_name_that_a_line_cuts_is_one_name(cut: tuple[str, str]) -> None:
    first = [*BEFORE, "霍拉斯•韦恩：不知道。", "股东：谢谢。接班的事情呢?", *cut, "股东：谢谢。", "1", "远山读书会"]
    call = parse(text_of(printed([first, BEHIND])))
    assert [turn.speaker.name for turn in call.turns][1::2] == ["霍拉斯•韦恩"] * 3


def test_a_name_that_a_page_cuts_in_the_speech_is_found() -> None:
    first = [*BEFORE, "霍拉斯•韦恩：不知道。", "股东：谢谢。我也想请问霍拉", "1", "远山读书会"]
    call = parse(text_of(printed([first, ["斯,接班的事情呢?", *BEHIND]])))
    assert call.turns[2].text == "谢谢。我也想请问霍拉斯,接班的事情呢?"
    assert call.qa_pairs[-1].questions[0].addressees == (call.turns[1].speaker,)


# --- what cannot be read ------------------------------------------------------------------------------------------

_ENCRYPT = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >> /ID [<00> <00>]"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (printed([["谢谢。"]], trailer=_ENCRYPT % (b"00" * 32, b"11" * 32)), "has a password; save it without one"),
        (printed([[], []]), "has no text, .* recognised"),
        (b"%PDF-1.7\n%%EOF\n", "damaged .*; save it anew .* or extract its text first"),
        (SMALL.replace(b"/Kids [", b"/Kids [99 0 R "), "damaged"),
        (SMALL[:-20], "cut off"),
        (SMALL[: SMALL.index("主持人".encode("utf-16-be").hex().encode())], "cut off, .* or extract its text first"),
    ],
)
def test_what_is_wrong_and_what_to_do(data: bytes, why: str) -> None:
    with pytest.raises(DecodeError, match=why) as caught:
        text_of(data)
    assert caught.value.offset == 0


def test_without_the_library_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(DecodeError, match=re.escape("pip install 'call-transcripts[pdf]'")) as caught:
        text_of(SMALL)
    assert caught.value.offset == 0


@given(st.lists(st.tuples(st.integers(5, len(SMALL) - 1), st.integers(0, 255)), max_size=8))
def test_bytes_that_are_not_what_they_were(changes: list[tuple[int, int]]) -> None:
    data = bytearray(SMALL)
    for at, byte in changes:
        data[at] = byte
    _read_or_refused(bytes(data))


@given(st.integers(5, len(SMALL)), st.binary(max_size=40), st.booleans())
def test_a_pdf_that_stops_anywhere_and_goes_on_as_anything(at: int, rest: bytes, ended: bool) -> None:
    _read_or_refused(SMALL[:at] + rest + (b"\n%%EOF" if ended else b""))


def _read_or_refused(data: bytes) -> None:
    try:
        text = text_of(data)
    except DecodeError as error:
        assert error.message.startswith("this PDF ")  # noqa: PT017 - not every try raises
    else:
        assert text
        assert not set(text) & set("\r\x02\ufffe")
