"""The text of a Word document, paragraph by paragraph.

Its XML is walked here, because ``paragraph.text`` of python-docx leaves out what stands in content controls,
insertions and text boxes; what is left for a library to do is to read zip and XML, and Python's own does. Only the one
part of the package that is the text is unpacked: pictures may be large, and links to parts that are not there are common.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from ..errors import DecodeError

LARGEST = 30_000_000  # bytes of XML; two hours of speech are about one million with all the markup

_ZIP = (
    "this is not text but a zip archive (as .docx, .xlsx and .epub are); unpack it, or save the document as plain text"
)
_BROKEN = "this is a damaged zip archive (as .docx, .xlsx and .epub are); get the whole file, or save it as plain text"
_DAMAGED = "this Word document is damaged ({}); save it anew, or save the document as plain text"
_TOO_LARGE = f"the text of this Word document unpacks to more than {LARGEST:,} bytes; save the document as plain text"

_TEXT = re.compile(r"word/document\d*\.xml", re.IGNORECASE)  # Word on the web writes document2.xml

# Elements by their names without the namespace, of which the strict variant of the format has others.
_WRITTEN = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
_LEFT_OUT = frozenset((
    "pPr", "rPr",  # tab stops are "tab" too
    "del", "moveFrom",  # a tracked change: what it took away
    "rt",  # how a character is pronounced, above it
    "Fallback",  # what AlternateContent has said once already
))  # fmt: skip
_BOX = "txbxContent"


def text_of(data: bytes) -> str:
    """The paragraphs in the order of the document, cells of tables among them, with a blank line between two.

    A soft break ends a line inside a paragraph. Text boxes stand behind the paragraph that they hang on; headers,
    footers, notes and the numbers that Word counts itself are left out. Raises ``DecodeError`` for any other zip
    archive, and a document that is damaged or whose XML is larger than ``LARGEST``.
    """
    xml = _unpacked(data)
    try:
        root = ElementTree.XML(xml, ElementTree.XMLParser(target=_Builder()))  # noqa: S314 - no entities, and LARGEST
        paragraphs = [text.strip() for text in _paragraphs(root)]
    except DecodeError:
        raise
    except Exception as error:
        raise DecodeError(_DAMAGED.format(error), offset=0) from error
    return "\n\n".join(filter(None, paragraphs))


class _Builder(ElementTree.TreeBuilder):
    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:  # noqa: ARG002 - asked so
        raise DecodeError(_DAMAGED.format("it declares entities, which no Word document does"), offset=0)


def _unpacked(data: bytes) -> bytes:
    try:
        with ZipFile(BytesIO(data)) as archive:
            name = min(filter(_TEXT.fullmatch, archive.namelist()), default=None)
            if name is None:
                raise DecodeError(_ZIP, offset=0)
            with archive.open(name) as part:
                xml = part.read(LARGEST + 1)  # the size that the archive states may be a lie
    except DecodeError:
        raise
    except Exception as error:
        raise DecodeError(_BROKEN, offset=0) from error
    if len(xml) > LARGEST:
        raise DecodeError(_TOO_LARGE, offset=0)
    return xml


def _paragraphs(parent: Element) -> Iterator[str]:
    for child in parent:
        name = _name(child)
        if name == "p":
            boxes: list[Element] = []
            yield "".join(_written(child, boxes))
            for box in boxes:
                yield from _paragraphs(box)
        elif name not in _LEFT_OUT:
            yield from _paragraphs(child)


def _written(element: Element, boxes: list[Element]) -> Iterator[str]:
    for child in element:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name in _WRITTEN:
            yield _WRITTEN[name]
        elif name == _BOX:
            boxes.append(child)
        elif name not in _LEFT_OUT:
            yield from _written(child, boxes)


def _name(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]
