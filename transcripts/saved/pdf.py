"""The text of a PDF: what pdfium tells of its lines and where they stand; ``paragraphs`` puts them together.

To take page numbers and footers out of what is said is for the formats (``formats/wraps.py``).
"""

from __future__ import annotations

import re
from contextlib import closing
from ctypes import c_double
from math import isfinite
from threading import Lock
from typing import Any

from ..errors import DecodeError
from .extract import Extract
from .paragraphs import Line, Place, first_word, joined, without_small_print

_MISSING = "this is a PDF; to read it: pip install 'call-transcripts[pdf]', or extract its text first"
_CUT = "this PDF is cut off, its end is missing; get the whole file, or extract its text first"
_LOCKED = "this PDF has a password; save it without one, or extract its text first"
_DAMAGED = "this PDF is damaged ({}); save it anew from a PDF reader, or extract its text first"
_SCANNED = "this PDF has no text, its pages may be pictures; have their text recognised (OCR), and pass that"

_END, _TAIL = b"%%EOF", 2048  # the last line of every PDF, and how many bytes servers may have put behind it
_PASSWORD = 4  # FPDF_ERR_PASSWORD of fpdfview.h
_EVERYTHING = (-1e6, -1e6, 1e6, 1e6)  # points; text that a crop box cuts in two is text
# How pdfium marks a hyphen between two letters at the end of a line, the next of which it puts right behind: long-term,
# or a word that was divided. Nothing says which, so the hyphen that is printed stays.
_HYPHENS = {0x02: "-", 0xFFFE: "-"}
_BEHIND_HYPHEN = re.compile("(?<=[\x02\ufffe])")
_BETWEEN_PAGES = "\n\n"

_one_at_a_time = Lock()  # pdfium is not safe in threads, not even on two documents


def text_of(data: bytes) -> Extract:
    """The text of the pages, a paragraph a line; line ends are LF, and a blank line stands between pages.

    What stands as no paragraph does is a line as it is printed. Page numbers and footers are lines among the others, but
    for those in small print, which are left out. Raises ``DecodeError`` for a PDF that has a password or no text, that is
    cut off or damaged, and where pypdfium2 is not installed (extra ``pdf``).
    """
    try:
        import pypdfium2
    except (ImportError, OSError) as error:  # OSError: its binary does not load
        raise DecodeError(_MISSING, offset=0) from error
    # pdfium mends a file without an end, and says nothing of the pages that it lost
    if _END not in data[-_TAIL:]:
        raise DecodeError(_CUT, offset=0)
    try:
        with _one_at_a_time, closing(pypdfium2.PdfDocument(data)) as document:
            printed = [_page(document, n) for n in range(len(document))]
        kept = without_small_print(printed)
        pages = joined(kept)
    except Exception as error:
        locked = getattr(error, "err_code", None) == _PASSWORD
        raise DecodeError(_LOCKED if locked else _DAMAGED.format(error), offset=0) from error
    text = _BETWEEN_PAGES.join(filter(None, ["\n".join(lines).strip() for lines in pages]))
    if not text:
        raise DecodeError(_SCANNED, offset=0)
    size = sum([len(line.text) for page in printed for line in page]) - sum(
        [len(x.text) for page in kept for x in page]
    )
    return Extract(text, {"headers and footers": size} if size else {})


def _page(document: Any, n: int) -> list[Line]:
    with closing(document[n]) as page, closing(page.get_textpage()) as printed:
        text: str = printed.get_text_bounded(*_EVERYTHING, errors="replace")
        # the places are those of UTF-16, in which pdfium counts; where it left out a character they are not known
        known = len(text.encode("utf-16-le")) == 2 * printed.count_chars()
        lines, at = [], 0
        for row in text.split("\r\n"):
            for nth, part in enumerate(_BEHIND_HYPHEN.split(row)):
                lines.append(_line(printed, part, at if known else None, tail=nth > 0))
                at += _units(part)
            at += len("\r\n")
    return lines


def _line(printed: Any, part: str, at: int | None, *, tail: bool) -> Line:
    """A line that begins at that place of the page."""
    # Word prints the space between two words where it breaks the line, and a name that is cut there has none
    text = part.strip()
    if not text or at is None:
        return Line(text.translate(_HYPHENS), None, tail)
    first = at + _units(part[: part.index(text)])
    word = first + _units(text[: first_word(text)])
    return Line(text.translate(_HYPHENS), _place(printed, first, word - 1, first + _units(text) - 1), tail)


def _units(text: str) -> int:
    """How many characters a text has for pdfium."""
    return len(text.encode("utf-16-le")) // 2


def _place(printed: Any, first: int, word: int, last: int) -> Place | None:
    """Where the characters from the first to the last stand; None for what does not stand upright."""
    from pypdfium2 import raw

    matrix, x, y, of_word, of_last = raw.FS_MATRIX(), c_double(), c_double(), raw.FS_RECTF(), raw.FS_RECTF()
    told = (
        raw.FPDFText_GetMatrix(printed, first, matrix)
        and raw.FPDFText_GetCharOrigin(printed, first, x, y)
        and raw.FPDFText_GetLooseCharBox(printed, word, of_word)
        and raw.FPDFText_GetLooseCharBox(printed, last, of_last)
    )
    size = raw.FPDFText_GetFontSize(printed, first) * matrix.d
    place = Place(x.value, of_last.right, y.value, size, of_word.right - x.value)
    upright = told and size > 0 and abs(matrix.b) < 0.01 * matrix.d and place.left < place.right
    return place if upright and all(map(isfinite, place)) else None
