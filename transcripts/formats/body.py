"""The body of a page between its labels: its head, the speech below each label, and what a page puts in between.

Works on lines, of which some are labels. A format whose labels stand inside lines splits those first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ..fold import fold
from ..model import BlockKind
from ..names.label import parse_label
from ..names.words import SECTION_PREPARED, SECTION_QA
from .base import Piece
from .evidence import LONGEST_LABEL, SPEECH_ENDS
from .furniture import ASIDE, BUTTON, FOOTER, FURNITURE, marked

_LONGEST_TOPIC, _TOPICS = 32, 3  # characters; such lines on a page, from which they are its headings
_COURTESY = re.compile(r"谢|再见|好的|(?i:thank|bye)")  # what somebody says, however short
_NO_TOPIC = re.compile(rf"[，,。！!；;…:：？?()（）\[【]|{_COURTESY.pattern}|[.—\-]$")
_ASIDES = frozenset("[【(（")
_CAST_HEAD = re.compile(
    r"(?:(?:公司|会议|电话会议)?(?:参会|参与|出席|与会|参加会议的?)|电话会议|致电)(?:人员|领导|嘉宾|高管|者|参与者|人)"
    r"|(?:Company |Corporate |Conference Call |Call )?[Pp]articipants|Executives|Analysts"
)
_CAST_HEAD_ENDS = frozenset("员导宾管者人师單单:：sS")
_CAST_ROW = re.compile(r"^[^。，,]{2,40}?\s*(?:——|—|–|-{1,2})\s*\S.{0,60}$")
# A name in two languages, the Chinese one with a hyphen in it, is a label below the list: Lena Brandt 莱娜-布兰特.
_TWO_NAMES = re.compile(r"[A-Z][^\u3400-\u9fff\-]{0,40}\s[\u3400-\u9fff]{1,10}-[\u3400-\u9fff]{1,10}")
# What portals put behind the last sentence; nothing after it is of the call.
_END_MARKS = tuple(
    f"{a}{end}{b}" for a, b in ("（）", "()", "【】", "[]") for end in ("完", "全文完", "本文完", "完结")
)
# Where a translation says which of the two texts holds.
_TRANSLATED = re.compile(r"(?:以上|本文|译文|上述|注[:：])[^。]{0,24}译[^。]{0,40}(?:为准|参考|准确)")


def lay_out(lines: Sequence[str], starts: Sequence[int], labels: Sequence[int]) -> list[Piece]:
    """The pieces of a page whose ``labels`` are those lines: its head, the labels, what is under each, its footer."""
    pieces = head(lines[: labels[0] if labels else len(lines)], starts)
    topics = _topics(lines, labels)
    for n, i in enumerate(labels):
        start, text = starts[i], lines[i]
        pieces.append((BlockKind.LABEL, start, start + len(text.rstrip(":：").rstrip().rstrip(":：").rstrip())))
        last = n + 1 == len(labels)
        low, high = i + 1, len(lines) if last else labels[n + 1]
        if high - 1 in topics:
            high -= 1
        speech(lines, starts, low, high, last, pieces)
        if high in topics:
            pieces.append((BlockKind.HEADING, starts[high], starts[high] + len(lines[high])))
    return pieces


def _topics(lines: Sequence[str], labels: Sequence[int]) -> frozenset[int]:
    """The lines that head what the next speaker is asked about, on pages that print them time and again.

    Such a line stands last before a label, below a sentence, and is none: 五年里最看重的三件事.
    """
    found = [
        after - 1
        for label, after in pairwise(labels)
        if after - label > 2
        and 3 < len(lines[after - 1]) <= _LONGEST_TOPIC
        and lines[after - 2][-1] in SPEECH_ENDS
        and _NO_TOPIC.search(lines[after - 1]) is None
    ]
    return frozenset(found) if len(found) >= _TOPICS else frozenset()


def head(lines: Sequence[str], starts: Sequence[int]) -> list[Piece]:
    """What stands before the first label: title, date, site furniture, a list of participants."""
    in_cast = False
    pieces: list[Piece] = []
    for start, text in zip(starts, lines, strict=False):
        kind = BlockKind.META
        if len(text) < LONGEST_LABEL and heads_list(text):
            in_cast = True
            kind = BlockKind.HEADING
        elif in_cast:
            in_cast = _is_row(text)
            kind = BlockKind.CAST if in_cast else kind
        pieces.append((kind, start, start + len(text)))
    for i in range(len(lines) - 1, max(-1, len(lines) - 3), -1):
        # the name of the first section, in two languages on two lines: Presentation, 演示环节
        if pieces[i][0] is not BlockKind.META or not is_section(lines[i]):
            break
        if i + 1 < len(lines) and lines[i].isascii() is lines[i + 1].isascii():
            break
        pieces[i] = (BlockKind.HEADING, *pieces[i][1:])
    return pieces


def heads_list(text: str) -> bool:
    """Whether a line heads a list of participants: Company Participants, Analysts 分析师."""
    return text[-1] in _CAST_HEAD_ENDS and _CAST_HEAD.match(text) is not None


def _is_row(text: str) -> bool:
    """Whether a line, or the first of two that are one in two languages, is a row of a list of participants."""
    return _CAST_ROW.match(text.partition("\n")[0]) is not None and _TWO_NAMES.fullmatch(text) is None


def listed_names(texts: Sequence[str], short: Sequence[bool], above: Sequence[int]) -> set[str]:
    """Folded names of the lists of participants in the head of the page."""
    found: set[str] = set()
    in_cast = False
    for is_short, text in zip(short, texts[: above[0] + 40 if above else 0], strict=False):
        if is_short and heads_list(text):
            in_cast = True
        elif in_cast:
            in_cast = _is_row(text)
            if in_cast:
                found.update({fold(text), fold(parse_label(text).name or "")})
    return found


def speech(lines: Sequence[str], starts: Sequence[int], low: int, high: int, last: bool, pieces: list[Piece]) -> None:
    """The lines below a label, up to the next: speech, and what a page puts in between."""
    end = _footer(lines, low, high) if last else high
    for i in range(low, end):
        start, text = starts[i], lines[i]
        kind = BlockKind.SPEECH
        if i > low and (of_page := marked(text, last=i + 1 == end and not last)) is not None:
            kind = of_page
        elif len(text) <= LONGEST_LABEL:
            open_ended = text[-1] not in SPEECH_ENDS
            if open_ended and is_section(text):
                kind = BlockKind.HEADING
            elif end - low > 1:  # a turn's only line is what was said
                if text[0] in _ASIDES and ASIDE.fullmatch(text):
                    kind = BlockKind.ASIDE
                elif FURNITURE.match(text):
                    kind = BlockKind.FURNITURE
                elif open_ended and _is_heading(lines, i, low, end):
                    kind = BlockKind.HEADING
        pieces.append((kind, start, start + len(text)))
    pieces += [(BlockKind.FURNITURE, starts[i], starts[i] + len(lines[i])) for i in range(end, high)]


def _is_heading(lines: Sequence[str], i: int, low: int, end: int) -> bool:
    """Whether a short line without a full stop is a topic's heading: it stands between paragraphs that have one."""
    text = lines[i]
    if len(text) > (40 if text.isascii() else 16) or any(c in "，,。：:" for c in text):
        return False
    if not low < i or lines[i - 1][-1] not in SPEECH_ENDS:
        return False
    # above the next label only what says so is a heading: 关于价格; a short 谢谢 is speech
    return text.startswith("关于") if i == end - 1 else lines[i + 1][-1] in SPEECH_ENDS


def is_section(text: str) -> bool:
    """Whether a line is the name of a section of the call: 问答环节, Prepared Remarks."""
    name = text.strip(":： *#")
    return len(name) <= 40 and bool(SECTION_QA.fullmatch(name) or SECTION_PREPARED.fullmatch(name))


def _footer(lines: Sequence[str], low: int, high: int) -> int:
    """Where the speech of the last turn ends; the page's footer follows."""
    end = next((i for i in range(low + 1, high) if FOOTER.match(lines[i]) or _TRANSLATED.match(lines[i])), high)
    end = next((i for i in range(low + 1, end) if lines[i - 1].endswith(_END_MARKS)), end)
    # counters and buttons: short lines without a full stop at the very end
    while end > low + 1 and lines[end - 1][-1] not in SPEECH_ENDS and _button(lines[end - 1]):
        end -= 1
    return end


def _button(text: str) -> bool:
    """Whether a line at the end of a page is a counter or a button: 评论, 点赞 24, go."""
    if len(text) <= 6:
        return _COURTESY.search(text) is None
    return len(text) <= 32 and (text.isascii() or BUTTON.search(text) is not None)
