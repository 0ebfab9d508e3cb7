"""What was held: an earnings call, a meeting of shareholders, an investor day, an interview, a talk at a conference."""

from __future__ import annotations

import re

from ..model import CallKind
from .calls import CALL

# What a title calls it; the first row that fits decides. A magazine's 业绩对谈 is an interview.
KINDS: tuple[tuple[CallKind, re.Pattern[str]], ...] = (
    (
        CallKind.SHAREHOLDERS,
        re.compile(
            r"股东(?:周年|年度|临时|特别)?大?会|股東(?:週年|周年|年度|臨時)?[大常]?會"
            r"|(?i:annual (?:general )?(?:shareholder\S* )?meeting|\bAGM\b)"
        ),
    ),
    (
        CallKind.INVESTOR_DAY,
        re.compile(
            r"(?:投资者|投資者|分析师|分析師|资本市场|資本市場)(?:开放)?日|(?i:(?:investor|analyst|capital markets) day)"
        ),
    ),
    (
        CallKind.INTERVIEW,
        re.compile(r"专访|專訪|访谈|訪談|对谈|對談|采访|採訪|独家对话|^(?:对话|對話)|(?i:\binterview(?:ed|s)?\b)"),
    ),
    (
        CallKind.CONFERENCE,
        re.compile(
            r"论坛|論壇|峰会|峰會|炉边|爐邊|(?i:fireside|summit|\bforum\b"
            r"|(?:technology|tech|growth|internet|healthcare|media|investor|TMT|communications) conference\b(?! call))"
        ),
    ),
    (
        CallKind.EARNINGS,
        re.compile(
            r"业绩|業績|财报|財報|电话会|電話會|法说会|法說會|分析师会议|分析師會議|季报|年报"
            r"|(?i:earnings|results (?:conference )?call|quarter\S* (?:results|conference)|conference call)"
        ),
    ),
)


def read_kind(head: str, title: str | None) -> CallKind | None:
    """What the title of a page calls what was held, else the name of a call in its head; None where neither says it.

    >>> (
    ...     str(read_kind("", "2022 年海鲸科技股东大会")),
    ...     str(read_kind("以下为电话会议实录：", None)),
    ...     read_kind("大家好。", None),
    ... )
    ('shareholders', 'earnings', None)
    """
    named = [title] if title else []
    named += [match[0] for match in CALL.finditer(head)]
    return next((kind for text in named for kind, words in KINDS if words.search(text)), None)
