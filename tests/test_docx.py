"""Word documents: everything that is said in them comes out once, and what cannot be read says why."""

from __future__ import annotations

import struct
from io import BytesIO
from random import Random
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts import formats, parse
from transcripts.errors import DecodeError
from transcripts.saved import docx as saved
from transcripts.saved.docx import text_of
from transcripts.testing import scene

docx = pytest.importorskip("docx")

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def document(*paragraphs: str) -> bytes:
    """A document as python-docx writes it; a line end in a paragraph is a soft break."""
    written = docx.Document()
    for paragraph in paragraphs:
        written.add_paragraph(paragraph)
    return _saved(written)


def _saved(written: Any) -> bytes:
    file = BytesIO()
    written.save(file)
    return file.getvalue()


def zipped(**parts: str | bytes) -> bytes:
    """A zip archive of parts; __ in a name is the / of its path."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", part)
    return file.getvalue()


def marked_up(body: str) -> bytes:
    """A document with this body, as other programs than python-docx write it."""
    return zipped(word__document=f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>")


def run(text: str) -> str:
    return f'<w:r><w:rPr><w:rStyle w:val="a"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


# --- what is read -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["nameline", "colon", "marks", "bilingual"])
def test_a_call_is_read_as_its_text_is(name: str) -> None:
    for seed in range(4):
        page = scene(Random(seed), cast="marks" if name == "marks" else "people").page(formats.get(name))
        call, read = parse(page), parse(document(*filter(None, page.split("\n"))))
        assert read.format == call.format
        assert [(t.label, t.text) for t in read.turns] == [(t.label, t.text) for t in call.turns]
        assert len(read.qa_pairs) == len(call.qa_pairs)


def test_paragraphs_have_a_blank_line_between_them_and_soft_breaks_none() -> None:
    assert text_of(document("塔维·洛林特：", "大家好。\n谢谢\t各位。", "", "再见。")) == (
        "塔维·洛林特：\n\n大家好。\n谢谢\t各位。\n\n再见。"
    )


def test_cells_are_lines_where_the_table_stands() -> None:
    written = docx.Document()
    written.add_paragraph("以下为问答。")
    table = written.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("塔维·洛林特", "很好。", "Nora Hale", "谢谢。"), strict=True):
        cell.text = text
    table.cell(1, 1).add_table(rows=1, cols=1).cell(0, 0).text = "表中有表。"
    table.cell(0, 0).merge(table.cell(0, 1))
    written.add_paragraph("会议结束。")
    assert text_of(_saved(written)).split("\n\n") == [
        "以下为问答。", "塔维·洛林特", "很好。", "Nora Hale", "谢谢。", "表中有表。", "会议结束。",
    ]  # fmt: skip


def test_headers_and_footers_are_left_out() -> None:
    written = docx.Document()
    written.sections[0].header.paragraphs[0].text = "远山读书会"
    written.sections[0].footer.paragraphs[0].text = "第 1 页"
    written.add_paragraph("大家好。")
    assert text_of(_saved(written)) == "大家好。"


@pytest.mark.parametrize(
    "part",
    [
        "<w:hyperlink>{}</w:hyperlink>",
        "<w:ins>{}</w:ins>",
        "<w:moveTo>{}</w:moveTo>",
        "<w:smartTag>{}</w:smartTag>",
        '<w:fldSimple w:instr="REF a">{}</w:fldSimple>',
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:bdo><w:ins><w:hyperlink>{}</w:hyperlink></w:ins></w:bdo>",
        "<w:r><w:ruby><w:rt><w:r><w:t>juéde</w:t></w:r></w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>",
    ],
)
def test_what_stands_inside_other_elements_is_said(part: str) -> None:
    paragraph = f"<w:p>{run('我们')}{part.format(run('觉得'))}{run('很好。')}</w:p>"
    assert text_of(marked_up(paragraph)) == "我们觉得很好。"
    assert text_of(marked_up(f"<w:sdt><w:sdtContent>{paragraph}</w:sdtContent></w:sdt>")) == "我们觉得很好。"


@pytest.mark.parametrize(
    "part",
    [
        "<w:del><w:r><w:delText>不</w:delText></w:r></w:del>",
        "<w:moveFrom><w:r><w:t>不</w:t></w:r></w:moveFrom>",
        "<w:r><w:instrText> PAGEREF a </w:instrText></w:r>",
        '<w:r><w:footnoteReference w:id="1"/></w:r>',
        "<!-- 不 --><w:r><w:softHyphen/></w:r>",
        '<w:r><w:tab/></w:r><w:pPr><w:tabs><w:tab w:pos="1"/></w:tabs></w:pPr>',
    ],
)
def test_what_is_deleted_or_is_no_text_is_not(part: str) -> None:
    text = text_of(marked_up(f"<w:p>{run('我们觉得')}{part}{run('很好。')}</w:p>"))
    assert text.replace("\t", "", 1) == "我们觉得很好。"


def test_a_text_box_is_read_once_and_behind_its_paragraph() -> None:
    box = f"<w:txbxContent><w:p>{run('方框')}</w:p></w:txbxContent>"
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    old = f"<w:pict><v:textbox>{box}</v:textbox></w:pict>"
    for drawn in (both, old):
        assert text_of(marked_up(f"<w:p>{run('大家')}<w:r>{drawn}</w:r>{run('好。')}</w:p>")) == "大家好。\n\n方框"


def test_spaces_and_hyphens_that_must_not_break_are_kept() -> None:
    body = f"<w:p>{run('Nora')}{run(' ')}{run('Hale')}<w:r><w:noBreakHyphen/></w:r>{run('Lind')}</w:p>"
    assert text_of(marked_up(body)) == "Nora Hale-Lind"


def test_the_strict_variant_and_other_names_of_the_part() -> None:
    strict = f"<w:document {_SPACES}><w:body><w:p>{run('大家好。')}</w:p></w:body></w:document>".replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert text_of(zipped(word__document2=strict)) == "大家好。"


def test_a_document_without_text_is_an_empty_page() -> None:
    assert text_of(document()) == ""


# --- what cannot be read ------------------------------------------------------------------------------------------

SMALL = document("塔维·洛林特：很好。", "谢谢各位。")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (zipped(xl__workbook="<workbook/>"), "not text but a zip archive .* unpack it, or save the document as plain"),
        (b"PK\x05\x06" + bytes(18), "not text but a zip archive"),
        (b"PK\x03\x04\x14\0\x06\0", "damaged zip archive .*docx.* get the whole file"),
        (SMALL[:-30], "damaged zip archive"),
        (zipped(word__document="<w:document"), "Word document is damaged .* save it anew"),
        (marked_up("<w:sdt>" * 3000 + "</w:sdt>" * 3000), "Word document is damaged"),
    ],
)
def test_what_is_wrong_and_what_to_do(data: bytes, why: str) -> None:
    with pytest.raises(DecodeError, match=why) as caught:
        text_of(data)
    assert caught.value.offset == 0


def test_entities_are_refused() -> None:
    bomb = (
        '<!DOCTYPE d [<!ENTITY a "大家好">]>'
        f"<w:document {_SPACES}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
    )
    with pytest.raises(DecodeError, match="Word document is damaged"):
        text_of(zipped(word__document=bomb))
    with pytest.raises(DecodeError, match="Word document is damaged"):
        text_of(zipped(word__document=bomb.encode("utf-16")))


@pytest.mark.parametrize("lie", [False, True])
def test_a_bomb_is_refused_whatever_size_it_states(monkeypatch: pytest.MonkeyPatch, lie: bool) -> None:
    monkeypatch.setattr(saved, "LARGEST", 100_000)
    data = marked_up(f"<w:p>{run(' ' * 3_000_000)}</w:p>")
    if lie:
        with ZipFile(BytesIO(data)) as archive:
            size = archive.getinfo("word/document.xml").file_size
        data = data.replace(struct.pack("<L", size), struct.pack("<L", 50))
    with pytest.raises(DecodeError, match="damaged zip" if lie else "unpacks to more than"):
        text_of(data)


@given(st.lists(st.tuples(st.integers(2, len(SMALL) - 1), st.integers(0, 255)), max_size=8), st.integers(0, 400))
def test_bytes_that_are_not_what_they_were(changes: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(SMALL)
    for at, byte in changes:
        data[at] = byte
    _read_or_refused(bytes(data))
    _read_or_refused(bytes(data)[: len(data) - cut])


@given(st.binary(max_size=300))
def test_any_bytes_behind_the_signature(rest: bytes) -> None:
    for start in (b"PK", b"PK\x03\x04", b"PK\x05\x06"):
        _read_or_refused(start + rest)


@given(st.binary(max_size=200) | st.text(max_size=80).map(str.encode))
def test_any_bytes_where_the_text_should_be(rest: bytes) -> None:
    _read_or_refused(zipped(word__document=rest))


def _read_or_refused(data: bytes) -> None:
    try:
        text_of(data)
    except DecodeError as error:
        assert "as plain text" in error.message  # noqa: PT017 - not every try raises
