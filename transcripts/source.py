"""Bytes or text in, a ``Source`` out: which characters stand on the page, and how sure that is.

Bytes are tried in this order, and the first that holds decides: what the caller says, a byte-order mark, UTF-8, and
at last a score. A strict try of one codec after another would not do: nearly every Big5 page is also valid GB18030.
The score is how surprising the decoded text is, in bits, under one rough model of the characters on Chinese and
English pages (``_bits``); the codec that reads the bytes as the least surprising text wins, and the distance to
the next one says how sure that is.
"""

from __future__ import annotations

import codecs
import math
import re
import unicodedata
from collections import Counter
from functools import cache
from itertools import takewhile
from typing import NamedTuple

import attrs

from .errors import DecodeError
from .model import Notice, NoticeCode, Severity
from .spans import Media, Source, Span


def load(
    data: str | bytes, *, encoding: str | None = None, name: str | None = None, html: bool | None = None
) -> tuple[Source, tuple[Notice, ...]]:
    r"""The text of a page, and what is doubtful about it.

    A str is taken as it is; ``encoding`` does not concern it. A U+FEFF that it begins with stays and counts as a
    character, as it does in bytes read with an explicit ``encoding``: text is never changed silently, and later
    stages skip it. Bytes are read with ``encoding`` if given (exactly as ``bytes.decode`` would), then by
    byte-order mark (which is no part of the text), then as UTF-8, then by score among GB18030, Big5 (cp950, HKSCS),
    UTF-16 without a mark, cp1252 and damaged UTF-8; a ``charset`` declared in HTML or XML counts as strong evidence
    there, not as proof.

    Offsets are code points of the text. Lines end where ``str.splitlines`` ends them (LF, CRLF, CR, VT, FF, FS, GS,
    RS, NEL, U+2028, U+2029), because that is what the rest of Python shows; none of them is rewritten.

    Three kinds of page are read for what they mean, and ``source.media`` says so. Of HTML the source holds the lines that a
    reader sees of the article, and a notice says what was left out (``saved.html``); ``html`` says whether a page is
    HTML, None looks. Of PDF (with the extra ``pdf``) and Word files (bytes) it holds the text in them.
    JSON stays itself: where it spells its characters out (``\u4f60\u597d``), each
    such escape becomes its character, so that what is said can be quoted; and where speech is a list of ``words``, a
    space is put between them where none stands. The text is JSON of the same value still; escapes of ASCII but for
    ``& ' < >``, of halves of a surrogate pair and all others stay as they are.

    Unless ``encoding`` is given, a file that ends inside a character keeps its text: the cut bytes become one U+FFFD,
    with a notice that names them. Raises ``DecodeError`` with the offset of the byte for an unknown codec, bytes that
    no codec reads, and files that are no text (zip, images, NUL bytes); for these a signature counts
    even where ``encoding`` is given. ``name`` is what the source and such an error call the page.

    >>> source, notices = load("第一季度的收入是多少？\r\n谢谢。".encode("gb18030"))
    >>> source.text, source.encoding, notices[0].code.value
    ('第一季度的收入是多少？\r\n谢谢。', 'gb18030', 'guessed-encoding')
    """
    if isinstance(data, str):
        text, media, left_out = _meant(data, html)
        return Source(text=text, name=name, media=media), left_out + _doubts(text, text.find("\0"))
    try:
        document = _document(data)
        if document is not None:
            source, left_out = document
            return attrs.evolve(source, name=name), left_out + _doubts(source.text, source.text.find("\0"))
        read = _found(data) if encoding is None else _given(data, encoding)
    except DecodeError as error:
        error.name = name
        raise
    # UTF-8 found without help holds no NUL, and looking again would cost a tenth of the decoding.
    nul = -1 if read.encoding == "utf-8" and encoding is None else read.text.find("\0")
    text, media, left_out = _meant(read.text, html)
    notices = read.notices
    if media == "html":
        nul = text.find("\0")
        notices = tuple([attrs.evolve(notice, span=None) for notice in notices])  # their places are in the markup
    source = Source(text=text, name=name, encoding=read.encoding, certainty=read.certainty, media=media)
    return source, notices + left_out + _doubts(text, nul)


def _meant(text: str, html: bool | None) -> tuple[str, Media, tuple[Notice, ...]]:
    """What a decoded page says where its characters are markup for something else, and what that leaves out."""
    if html is None and "<" not in text and "\\u" not in text and '"words"' not in text:
        return text, "text", ()
    from .saved.escapes import spelled_out
    from .saved.html import is_html, text_of

    if html is False or (html is None and not is_html(text)):
        return spelled_out(text), "text", ()
    found = text_of(text)
    return found.text, "html", _left_out("HTML", found.left_out)


def _left_out(page: str, characters: dict[str, int]) -> tuple[Notice, ...]:
    if not characters:
        return ()
    what = ", ".join([f"{what} ({count:,})" for what, count in characters.items()])
    message = f"left out of the {page}, in characters: {what}"
    return (Notice(code=NoticeCode.LEFT_OUT, severity=Severity.INFO, message=message),)


class _Reading(NamedTuple):
    text: str
    encoding: str
    certainty: float = 1.0
    notices: tuple[Notice, ...] = ()


# Longest first: the mark of UTF-32-LE begins with that of UTF-16-LE. Mark, codec of what follows, name recorded.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)


def _found(data: bytes) -> _Reading:
    for mark, codec, recorded in _MARKS:
        if data.startswith(mark):
            try:
                return _whole(data, codec, skip=len(mark))._replace(encoding=recorded)
            except UnicodeDecodeError as error:
                if codec != "utf-32-le":  # a UTF-16-LE text may begin with a NUL after its mark
                    raise _undecodable(error, recorded, skip=len(mark)) from None
    if b"\0" in data:  # English in UTF-16 is valid UTF-8 with a NUL at every second byte
        return _scored(data, 0)
    try:
        return _Reading(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _scored(data, error.start)


def _given(data: bytes, encoding: str) -> _Reading:
    try:
        codec = codecs.lookup(encoding).name
        return _Reading(data.decode(codec), codec)
    except UnicodeDecodeError as error:
        raise _undecodable(error, encoding) from None
    except (LookupError, ValueError) as error:  # no such codec, or one that is not for text
        raise DecodeError(
            f"{encoding!r} is no encoding that Python reads text with; leave encoding= out to have it found",
            offset=0,
            encoding=encoding,
        ) from error


def _whole(data: bytes, codec: str, *, skip: int = 0) -> _Reading:
    """Decode everything strictly, but for a character that the end of the file cuts."""
    body = data[skip:] if skip else data
    try:
        return _Reading(body.decode(codec), codec)
    except UnicodeDecodeError as error:
        start = error.start
        tail = body[start:]
        if not _unfinished(tail, codec):
            raise
    text = body[:start].decode(codec) + "\N{REPLACEMENT CHARACTER}"
    lost = " ".join([f"0x{byte:02x}" for byte in tail])
    cut = Notice(
        code=NoticeCode.CUT_CHARACTER,
        severity=Severity.WARNING,
        message=f"the file ends inside a character: {lost} at byte {skip + start} became U+FFFD",
        span=Span(len(text) - 1, len(text)),
    )
    return _Reading(text, codec, notices=(cut,))


def _unfinished(tail: bytes, codec: str) -> bool:
    if len(tail) > 3:
        return False
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        return decoder.decode(tail) == "" and decoder.getstate()[0] == tail
    except UnicodeDecodeError:
        return False


def _undecodable(error: UnicodeDecodeError, encoding: str, *, skip: int = 0, why: str = "") -> DecodeError:
    offset = skip + error.start
    # punycode may complain of the place behind the last byte
    byte = f"byte 0x{error.object[error.start]:02x}" if error.start < len(error.object) else "the end"
    return DecodeError(
        f"{byte} at offset {offset} is not {encoding}{why} ({error.reason}); "
        "pass another encoding=, or decode it yourself with errors='replace' and pass the str",
        offset=offset,
        encoding=encoding,
    )


# --- files that are no text ---------------------------------------------------------------------------------------

_ZIP = "a zip archive (as .docx, .xlsx and .epub are), and an empty one"
_OFFICE = "an old Office document (.doc, .xls); save it as plain text"
_PICTURE = "a picture; have its text recognised first"
_PACKED = "a compressed file; unpack it first"
_SIGNATURES = {
    b"PK\x05\x06": _ZIP,
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": _OFFICE,
    b"\x89PNG\r\n\x1a\n": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF87a": _PICTURE,
    b"GIF89a": _PICTURE,
    b"\x1f\x8b\x08": _PACKED,
    b"BZh91AY&SY": _PACKED,
    b"\xfd7zXZ\0": _PACKED,
    b"7z\xbc\xaf\x27\x1c": _PACKED,
    b"Rar!\x1a\x07": _PACKED,
    b"\x28\xb5\x2f\xfd": _PACKED,
}
_STARTS = tuple(_SIGNATURES)


def _document(data: bytes) -> tuple[Source, tuple[Notice, ...]] | None:
    """The text of a PDF or a Word document; None for other bytes. Raises ``DecodeError`` for files that are no text."""
    if data.startswith(b"%PDF-"):
        from .saved import pdf

        found = pdf.text_of(data)
        return Source(text=found.text, media="pdf"), _left_out("PDF", found.left_out)
    if data.startswith(b"PK\x03\x04"):
        from .saved import docx

        return Source(text=docx.text_of(data), media="docx"), ()
    if data.startswith(_STARTS):
        what = next(what for start, what in _SIGNATURES.items() if data.startswith(start))
        raise DecodeError(f"this is not text but {what}", offset=0)
    return None


# --- doubts about the text ----------------------------------------------------------------------------------------

_VISIBLE = re.compile(r"[^\s\ufeff\u200b-\u200d\u2060]")
# C0 controls that are neither white space nor line ends (FS, GS, RS end lines; text out of PDFs has FF).
_CONTROL_BYTES = bytes([*range(9), *range(0x0E, 0x1C), 0x1F, 0x7F])
_CONTROL = re.compile("[\0-\x08\x0e-\x1b\x1f\x7f]")


def _doubts(text: str, nul: int) -> tuple[Notice, ...]:
    """Say that the page is blank, or hardly text. ``nul`` is the offset of its first NUL, -1 for none."""
    if not _VISIBLE.search(text):
        return (Notice(code=NoticeCode.EMPTY_PAGE, severity=Severity.WARNING, message="there is nothing on the page"),)
    if nul >= 0:
        return (_not_text("NUL characters stand in the text", nul),)
    middle = len(text) // 2
    sample = text if len(text) <= 1536 else text[:512] + text[middle : middle + 512] + text[-512:]
    raw = sample.encode("utf-8", "surrogatepass")
    controls = len(raw) - len(raw.translate(None, _CONTROL_BYTES))
    if controls > max(2, len(sample) // 100):
        first = _CONTROL.search(text)
        return (_not_text("the text is full of control characters", first.start() if first else 0),)
    return ()


def _not_text(message: str, at: int) -> Notice:
    return Notice(code=NoticeCode.NOT_TEXT, severity=Severity.WARNING, message=message, span=Span(at, at + 1))


# --- the score ----------------------------------------------------------------------------------------------------

# How many bits a codec is ahead or behind before a byte is read: most pages of today are UTF-8, GBK pages outnumber Big5
# ones (which settles ties), UTF-16 without a mark is rare, and HKSCS is only asked for what plain Big5 lacks. cp950,
# not Python's big5: it has the euro sign and maps 0xA145 to U+2027, the interpunct of Taiwanese pages.
_HEAD_START = {
    "utf-8": 8, "gb18030": 2, "cp950": 0, "big5hkscs": -4, "cp1252": 0, "utf-16-le": -8, "utf-16-be": -8,
}  # fmt: skip
_DECLARED_START = 40  # a declared charset is seldom wrong; four or five characters that contradict it outweigh it
_CUT = 20  # a character that the end of the file cuts
_SEAM = 5  # two accented letters in a row; a Chinese character beside a lower-case one: cp1252 read as GBK, and back
_CLOSE = 32  # how far behind the winner a codec may be and still be tried where the winner fails further on
_NOISE = 16  # bits a character beyond ASCII: more than this is no Chinese or English that we know
_SLACK = 24  # a lone rare character is not yet noise
_SURE = 0.9  # below this a guess is worth a warning
_WINDOW, _WINDOWS = 128, 16  # bytes looked at: all of 2 KB, else about sixteen stretches spread over the file

_SEAMS = re.compile(r"[À-ÿ](?=[À-ÿ])|[\u3400-\u9fff](?=[a-z])|[a-z](?=[\u3400-\u9fff])")

# In the head of HTML or XML. What is declared is read as what browsers read it as: gb2312 is a name for GBK and more,
# latin-1 for cp1252, and a UTF-16 whose declaration can be read as ASCII is not UTF-16.
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,200}?\b(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_READ_AS = {
    "gb18030": "gb2312 gb-2312 gb_2312-80 gb2312-80 euc-cn chinese gbk x-gbk cp936 ms936 windows-936 gb18030",
    "cp950": "big5 big-5 big5-tw cn-big5 x-x-big5 cp950 ms950 windows-950",
    "big5hkscs": "big5-hkscs big5hkscs",
    "cp1252": "windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 latin1 latin-1 us-ascii ascii",
    "utf-8": "utf-8 utf8 utf-16 utf-16le utf-16be unicode",
}
_CODEC = {label: codec for codec, labels in _READ_AS.items() for label in labels.split()}


def _scored(data: bytes, first: int) -> _Reading:
    """Read bytes with the codec that makes the least surprising text of them."""
    label = _CHARSET.search(data, 0, 2048)
    charset = label[1].decode("ascii", "replace").lower() if label else ""
    declared = _CODEC.get(charset)
    ranked = _rank(data, _windows(data, first), declared)
    best = ranked[0]
    nul = data.find(b"\0")
    if nul >= 0 and not (best.plausible and best.codec.startswith("utf-16")):
        raise DecodeError(f"NUL byte at offset {nul}: not text; if it is, all the same, pass encoding=", offset=nul)
    failed: UnicodeDecodeError | None = None
    for rank in takewhile(lambda rank: rank.plausible and rank.bits <= best.bits + _CLOSE, ranked):
        try:
            read = _whole(data, rank.codec)
        except UnicodeDecodeError as error:
            failed = failed or error
            continue
        certainty = _certainty(rank, ranked)
        return read._replace(certainty=certainty, notices=(_guessed(rank.codec, certainty, charset), *read.notices))
    if failed:
        raise _undecodable(failed, best.codec, why=", which the rest of the file seems to be")
    raise DecodeError(
        f"the bytes from offset {first} on are no text in UTF-8, GB18030, Big5, UTF-16 or cp1252; "
        "if you know the encoding, pass encoding=",
        offset=first,
    )


def _guessed(codec: str, certainty: float, charset: str) -> Notice:
    agrees = _family(_CODEC.get(charset, "")) == _family(codec)
    declares = f", {'as' if agrees else 'though'} the page declares {charset}" if charset else ""
    return Notice(
        code=NoticeCode.GUESSED_ENCODING,
        severity=Severity.INFO if certainty >= _SURE else Severity.WARNING,
        message=f"read as {codec}{declares} (certainty {certainty:.2f}); pass encoding= if you know it",
    )


class _Rank(NamedTuple):
    bits: float
    codec: str
    plausible: bool


def _certainty(chosen: _Rank, ranked: list[_Rank]) -> float:
    """0..1 out of the bits to the next codec; characters are not independent, so eight bits count as one."""
    others = [rank.bits for rank in ranked if _family(rank.codec) != _family(chosen.codec)]
    margin = max(-60.0, min(60.0, (min(others) - chosen.bits) / 8))
    return min(0.99, round(1 / (1 + math.exp2(-margin)), 2))


def _family(codec: str) -> str:
    return "cp950" if codec == "big5hkscs" else codec


def _rank(data: bytes, windows: list[tuple[int, int]], declared: str | None) -> list[_Rank]:
    ranks = []
    for codec, ahead in _HEAD_START.items():
        bits, plausible = _surprise(data, windows, codec)
        if declared and _family(codec) == _family(declared):
            bits -= _DECLARED_START + (codec == declared) * 8  # eight settle which kind of Big5 it is
        ranks.append(_Rank(bits - ahead, codec, plausible))
    return sorted(ranks)


def _surprise(data: bytes, windows: list[tuple[int, int]], codec: str) -> tuple[float, bool]:
    """Bits that the text in the windows costs under a codec, and whether that is better than noise."""
    texts, cut = [], 0
    for start, end in windows:
        decoder = codecs.getincrementaldecoder(codec)("replace")
        texts.append(decoder.decode(data[start - start % 2 if codec.startswith("utf-16") else start : end]))
        cut = _CUT if end == len(data) and decoder.getstate()[0] else 0
    text = "\n".join(texts)
    known, rest, strange = _bits(), 0.0, 0.0
    beyond = 0
    for character, count in Counter(text).items():
        bits = known.get(character) or _unlisted(character)
        if " " <= character <= "~" or character in "\t\r\n":
            rest += bits * count
        else:
            strange += bits * count
            beyond += count
    strange += _SEAM * len(_SEAMS.findall(text)) + cut
    size = sum([end - start for start, end in windows])
    plausible = strange <= _NOISE * beyond + _SLACK and rest + strange <= 8 * size + _SLACK
    return rest + strange, plausible


_WORD_BEYOND_ASCII = re.compile(rb"[\0-\x2f][\x30-\x7f]{0,24}[\x80-\xff]")
_EDGES = (b"\n", b" ", b">")


def _windows(data: bytes, first: int) -> list[tuple[int, int]]:
    """Stretches of the bytes to look at, each beginning where a character does; ``first`` is no UTF-8.

    0x00..0x2f and ">" are never the later byte of a character in UTF-8, GB18030 or Big5. A stretch with bytes beyond
    ASCII says more, so one is looked for, though not far.
    """
    size = len(data)
    if size <= _WINDOW * _WINDOWS:
        return [(0, size)]
    edge = max(data.rfind(mark, max(0, first - 64), first) for mark in _EDGES) + 1
    starts = {0, edge or first}
    for at in range(size // _WINDOWS, size - _WINDOW, size // _WINDOWS):
        if found := _WORD_BEYOND_ASCII.search(data, at, at + 65536):
            starts.add(found.start() + 1)
    windows: list[tuple[int, int]] = []
    for start in sorted(starts):
        if not windows or start >= windows[-1][1]:
            windows.append((start, min(size, start + _WINDOW)))
    return windows


# The characters that Chinese pages use most, and the traditional forms of such: about four of five characters of a
# page are among them.
_FREQUENT = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所"
    "然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日者意无力它与长"
    "把机十公第此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身"
    "果加月话合回特代内信表化老给世位次度门任常先通教东提立及比员解水名真论处走各入几口认条平系气题活更别打总何电"
    "数安少报才结反受目太量再感建务做接必场件计管期市直资统便决治展司五基却界达放强即难且权式路记品住告类求据程北"
    "边该交规万取术共确传师观清今切让识候带导运营收亿增率季户投财润客析云谢股元费研竞供链芯片销售价格支预指引盈毛"
    "净金流环境略伙伴智模型广台字四六七八九百千欢迎始另非源车造技速步持续够逐推优势领域团队变早仍未希望整需占减降"
    "低升影响亚洲球际华港湾裁首席执官线轮答女士您请吗吧呢啊哪谁怎每份额块层越像核单双跟尤较极若虽否则包括例除保险"
    "银创科海社区快服款周半终端店消耗库存改善评级"
)
_TRADITIONAL = (
    "這個們來為國說時會對於著過發後裡裏種經麼學現當沒動還進樣開從無與長機點業將兩間問應戰頭體見產實話給門東員論處"
    "幾認條係氣題別總電數報結務場計資統決達強難權記類據邊該規萬確傳師觀讓識帶導運營億戶財潤雲謝費競鏈銷價預淨環夥"
    "廣臺灣團隊變領優勢減響亞際華歡續夠極單雙誰請嗎歷範並裝層額險銀創轉買賣貨幣匯證劃則內線輪寫聽車網購節約構築檢"
    "測質歸關聯繼盡獲顯頻階績潛擴張縮絕適選擇舉勞備標準執監聲稱較輸農飛馬魚鳥龍樂園區協調項顧負責貴賓債漲軟滿終維"
    "護遠離雖殺歐蘋書畫陽陸滬訊視號碼爾紐紀隨寬遊戲製紅綠藍黃錢鐘衛醫藥"
)
_PUNCTUATION = "，。、；：？！“”‘’（）《》〈〉【】「」『』—–…·・•‧～％　\xa0"
_SYMBOLS = "®©™€£¥°§«»½¼¾×÷±²³¹†‡－＋／＄＆①②③④⑤⑥⑦⑧⑨⑩"


@cache
def _bits() -> dict[str, float]:
    """The model: how surprising a character is on a Chinese or English page, whatever its codec.

    About log2 of one over its share: 450 frequent characters make up most of a Chinese page (9 bits), the 3,755 and
    5,401 of the first levels of GB 2312 and Big5 nearly all the rest (14), those of the second levels stand in names.
    """
    classes: tuple[tuple[str, float], ...] = (
        (_level("gb2312", 0xD8, 0xF7), 17),
        (_level("cp950", 0xA4, 0xC6), 14),
        (_level("gb2312", 0xB0, 0xD7), 14),
        (_FREQUENT + _TRADITIONAL, 9),
        ("".join(map(chr, range(0xFF01, 0xFF5F))), 11),  # full-width forms, of which the next class has the usual ones
        (_PUNCTUATION, 7),
        (_SYMBOLS, 10),
        ("".join(map(chr, range(0xC0, 0xE0))), 10),
        ("".join(map(chr, range(0xE0, 0x100))), 9),
        ("".join(map(chr, range(0x20, 0x7F))), 9),
        ("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:;()'\"-\t\r\n", 6.5),
        (" abcdefghijklmnopqrstuvwxyz", 4.5),
        ("\N{REPLACEMENT CHARACTER}", 30),
    )
    known: dict[str, float] = {}
    for characters, bits in classes:
        known.update(dict.fromkeys(characters, bits))
    return known


def _level(codec: str, low: int, high: int) -> str:
    """The characters of a stretch of rows; line ends keep gaps in the rows from swallowing what follows."""
    trails = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    rows = b"".join([bytes([lead, trail, 0x0A]) for lead in range(low, high + 1) for trail in trails])
    return rows.decode(codec, "ignore")


_BY_CATEGORY = {"Cc": 26, "Cn": 26, "Co": 26, "Cs": 26, "Ll": 13, "Lu": 14, "Nd": 13, "Zs": 10, "Lo": 15}


def _unlisted(character: str) -> float:
    if "\u4e00" <= character <= "\u9fff":
        return 20  # in GBK or HKSCS only: what Big5 becomes when it is read as GB18030
    if "\u3400" <= character <= "\u4dbf" or "\U00020000" <= character <= "\U0003ffff":
        return 24
    return _BY_CATEGORY.get(unicodedata.category(character), 15)
