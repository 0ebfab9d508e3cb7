"""The text of a PDF, line by line as it is printed; to read it as a call is for the formats (``formats/wraps.py``)."""

from __future__ import annotations

from contextlib import closing
from threading import Lock
from typing import Any

from ..errors import DecodeError

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
_BETWEEN_PAGES = "\n\n"

_one_at_a_time = Lock()  # pdfium is not safe in threads, not even on two documents


def text_of(data: bytes) -> str:
    """The text of the pages, one after the other; line ends are LF, and a blank line stands between pages.

    Page numbers and footers are lines among the others. Raises ``DecodeError`` for a PDF that has a password or no
    text, that is cut off or damaged, and where pypdfium2 is not installed (extra ``pdf``).
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
            pages = [_page(document, n) for n in range(len(document))]
    except Exception as error:
        locked = getattr(error, "err_code", None) == _PASSWORD
        raise DecodeError(_LOCKED if locked else _DAMAGED.format(error), offset=0) from error
    text = _BETWEEN_PAGES.join(filter(None, pages))
    if not text:
        raise DecodeError(_SCANNED, offset=0)
    return text


def _page(document: Any, n: int) -> str:
    with closing(document[n]) as page, closing(page.get_textpage()) as printed:
        text: str = printed.get_text_bounded(*_EVERYTHING, errors="replace")
    # Word prints the space between two words where it breaks the line, and a name that is cut there has none
    return "\n".join(map(str.rstrip, text.translate(_HYPHENS).split("\r\n"))).strip()
