"""PDFs: a call that was printed is read as the page was, and what cannot be read says why.

The PDFs are written here, in a font that every reader of PDF knows by its name and that is not inside the file.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from random import Random
from threading import Thread
from typing import Literal, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts import Call, formats, parse
from transcripts.errors import DecodeError
from transcripts.saved import pdf
from transcripts.testing import scene

pytest.importorskip("pypdfium2")

# --- on paper -----------------------------------------------------------------------------------------------------

_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 5 0 R /DW 1000 /W [1 95 500] >>",
    b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /StemV 93 >>",
)


class Row(NamedTuple):
    """A line on paper: how far in and how far below the one before it begins, and what is put between its words."""

    text: str
    indent: float = 0.0
    down: float = 15.0
    size: float = 10.0
    spread: float = 0.0


def printed(pages: Sequence[Sequence[str | Row]], *, trailer: bytes = b"") -> bytes:
    """A PDF with these lines on its pages."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", *_FONT]
    kids = []
    for lines in pages:
        y = 795.0
        shown = []
        for row in [Row(line) if isinstance(line, str) else line for line in lines]:
            y -= row.down
            # pdfium sees no line of a single character where the machine has no font for it; two make one
            bits = _bits(row.text + " ") if row.spread else [row.text + " "]
            words = f"> {-1000 * row.spread / row.size:.2f} <".join([bit.encode("utf-16-be").hex() for bit in bits])
            shown.append(f"/F1 {row.size} Tf 1 0 0 1 {60 + row.indent:.2f} {y:.2f} Tm [<{words}>] TJ\n")
        drawn = f"BT {''.join(shown)}ET".encode()
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


_SHEET = 640.0  # points of a sheet for its lines
_HEAD, _FOOT = "云杉证券 电话会议纪要", "远山读书会整理"
_UNIT = re.compile(r"[!-~]+ ?|.[，。、：；？！）”]*")  # what no line end divides
_LAYOUTS = ("gaps", "indents", "neither")


def _bits(text: str) -> list[str]:
    """A line, cut where a printer may spread it: behind its spaces, or between Chinese characters."""
    return re.findall(r"[^ ]* |[^ ]+", text) if text.strip().isascii() else re.findall(r"[!-~]+ ?|.", text)


def _wide(text: str) -> float:
    """How wide a text is, in sizes of its font."""
    return sum([0.5 if char.isascii() else 1.0 for char in text])


def typeset(page: str, layout: str, *, justified: bool = False, width: float = 40.0) -> list[list[Row]]:
    """A page of text as a program prints it: paragraphs in lines, and no header, number or footer on its sheets."""
    title, *paragraphs = list(filter(str.strip, page.splitlines()))
    rows = [Row(title, size=16.0, down=30.0)]
    for paragraph in paragraphs:
        indent = 20.0 if layout == "indents" else 0.0
        lines = [""]
        for word in _UNIT.findall(paragraph):
            room = width - (indent / 10 if len(lines) == 1 else 0.0)
            if lines[-1] and _wide(lines[-1] + word.rstrip()) > room:
                lines.append("")
            lines[-1] += word
        for n, text in enumerate(map(str.rstrip, lines)):
            inner = indent if n == 0 else 0.0
            spare = (width * 10 - inner - 10 * _wide(text)) / max(1, len(_bits(text)) - 1)
            down = 24.0 if n == 0 and layout == "gaps" else 15.0
            rows.append(Row(text, inner, down, spread=spare if justified and n + 1 < len(lines) else 0.0))
    sheets: list[list[Row]] = [[]]
    for row in rows:
        if sum([above.down for above in sheets[-1]]) + row.down > _SHEET:
            sheets.append([])
        sheets[-1].append(row)
    return sheets


def framed(sheets: Sequence[Sequence[Row]]) -> list[list[Row]]:
    """The same sheets with a header, a number and a footer, each where it stands on every sheet."""
    return [
        [
            Row(_HEAD, size=8.0),
            *sheet,
            Row(f"{n} / {len(sheets)}", 200.0, _SHEET + 30.0 - sum([row.down for row in sheet]), 8.0),
            Row(_FOOT, 160.0, 12.0, 8.0),
        ]
        for n, sheet in enumerate(sheets, 1)
    ]


def text_of(data: bytes) -> str:
    return pdf.text_of(data).text


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


# --- paragraphs ---------------------------------------------------------------------------------------------------

FIRST = "我们的收入增长了一成，其中Aurora 2的订单最多，这在公司的历史上是从来没有过的事情，我们明年还会在北方再开三家新的仓库。"
SECOND = "成本是另一回事。" * 3 + "价格我们不谈，也请各位不要再问，因为我们自己也不知道它明年会在哪里。"
ENGLISH = (
    "The honest answer is that nobody can know how fast an oak of ours will grow in a wet year, or whether it will."
)


def lines(*paragraphs: str, layout: str = "gaps", width: float = 20.0, justified: bool = False) -> list[list[Row]]:
    return typeset("\n".join(["标题", *paragraphs]), layout, width=width, justified=justified)


def read(sheets: Sequence[Sequence[str | Row]]) -> list[str]:
    return list(filter(None, text_of(printed(sheets)).splitlines()))


@pytest.mark.parametrize("justified", [False, True])
@pytest.mark.parametrize("layout", _LAYOUTS)
def test_a_paragraph_is_a_line(layout: str, *, justified: bool) -> None:
    said = ["塔维·洛林特：", FIRST, "Nora Hale", ENGLISH, SECOND]
    assert read(lines(*said, layout=layout, justified=justified)) == ["标题", *said]


def test_a_full_last_line_ends_a_paragraph_where_a_gap_or_an_indent_shows_it() -> None:
    full = "一" * 39 + "。"  # two lines of twenty
    said = [FIRST, "塔维·洛林特", full, full, SECOND, "诺拉·黑尔", full, FIRST]
    assert read(lines(*said)) == ["标题", *said]
    said = [one.replace("一一", "一", 2) if one == full else one for one in said]  # beside an indent of two
    assert read(lines(*said, layout="indents")) == ["标题", *said]


def test_a_full_line_that_ends_a_sentence_stays_where_nothing_shows_paragraphs() -> None:
    full = "一" * 19 + "。"
    assert read(lines(FIRST, full + FIRST, FIRST, layout="neither")) == ["标题", FIRST, full, FIRST, FIRST]


def test_a_full_line_of_another_size_stays() -> None:
    sheets = lines(FIRST, SECOND, FIRST)
    sheets[0].insert(4, Row("关" * 17, size=12.0))
    assert "关" * 17 in read(sheets)


def test_a_paragraph_goes_on_over_a_page_where_nothing_stands_between() -> None:
    rows = lines(FIRST, SECOND)[0]
    cut = [rows[:6], rows[6:]]
    assert read(cut) == ["标题", FIRST, SECOND]


def test_headers_and_footers_in_small_print_are_left_out_and_counted() -> None:
    rows = lines(FIRST, SECOND)[0]
    framed_pages = framed([rows[:6], rows[6:]])
    assert read(framed_pages) == ["标题", FIRST, SECOND]
    call = parse(printed(framed_pages))
    assert [n.message for n in call.notices if n.code == "left-out"] == [
        f"left out of the PDF, in characters: headers and footers ({2 * len(_HEAD + _FOOT + '1 / 2')})"
    ]


def test_headers_and_footers_as_large_as_the_rest_stay() -> None:
    rows = lines(FIRST, SECOND)[0]
    size = rows[3].size
    large = [[row._replace(size=max(size, row.size)) for row in sheet] for sheet in framed([rows[:6], rows[6:]])]
    found = read(large)
    assert [line for line in found if line in (_HEAD, _FOOT)] == [_HEAD, _FOOT, _HEAD, _FOOT]
    assert [line for line in found if "/" in line] == ["1 / 2", "2 / 2"]
    assert (FIRST in found, SECOND in found) == (True, False)


def test_small_print_that_does_not_come_back_stays() -> None:
    rows = lines(FIRST, SECOND)[0]
    assert "（一处说明）" in read([rows, [Row("（一处说明）", size=5.0), *rows]])


def test_a_header_that_is_as_wide_as_the_page_stays() -> None:
    wide = Row("云杉证券" * 5)
    found = read([[wide, *sheet] for sheet in ([*lines(FIRST, FIRST)[0]], lines(SECOND, FIRST)[0][1:])])
    assert found.count(wide.text) == 2


def test_columns_beside_each_other_are_joined_each_in_itself() -> None:
    left, right = (lines(one, two)[0][1:] for one, two in ((FIRST, SECOND), (SECOND, FIRST)))
    up = -sum([row.down for row in left])
    beside = [Row(row.text, 250.0, row.down + (up if n == 0 else 0.0)) for n, row in enumerate(right)]
    assert read([[*left, *beside]]) == [FIRST, SECOND, SECOND, FIRST]


def test_words_are_joined_with_a_space_and_what_has_a_hyphen_without() -> None:
    assert read(lines(ENGLISH, ENGLISH, width=13.0)) == ["标题", ENGLISH, ENGLISH]
    rows = [
        "He said of the years 2024-",
        "2025 that “nobody can ask”",
        "why one of us is “so very ”",
        "（好）and that it’s of no use",
        "to us.",
    ]
    assert read([rows]) == [
        "He said of the years 2024-2025 that “nobody can ask” why one of us is “so very ”（好）and that it’s of no use to us."
    ]


def test_what_does_not_stand_upright_stays_as_it_is_printed() -> None:
    data = printed(lines(FIRST, SECOND))
    turned = data.replace(b"1 0 0 1 60.00", b"0 1 -1 0 60.0")
    assert FIRST in text_of(data)
    assert FIRST not in text_of(turned)


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


@pytest.mark.parametrize("layout", _LAYOUTS)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["bold", "colon", "motley", "nameline", "stamped"])
def test_a_call_is_read_as_its_page_is(name: str, lang: Literal["zh", "en"], layout: str) -> None:
    for seed in range(2):
        page = scene(Random(seed), exchanges=5, lang=lang, timed=name == "stamped").page(formats.get(name))
        call = parse(printed(typeset(page, layout)))
        assert said(call) == said(parse(page))
        assert len(call.qa_pairs) == len(parse(page).qa_pairs)


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
