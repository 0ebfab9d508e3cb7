"""The site or author that published the page."""

from __future__ import annotations

import re

from ..spans import Span
from .dates import NAME_BEFORE, PROSE, Dates
from .lines import EDGES, LETTER, NAME_LIMIT

# A word that must be in the head, and the pattern whose group is the publisher, surest first.
PUBLISHERS = tuple(
    (cue, re.compile(pattern))
    for cue, pattern in (
        ("来源", r"(?:^|[\s*|])(?:文章|稿件)?来源\**\s?[:：]\**\s?([^\n|]{2,40})"),  # Sina family: 来源：新浪科技
        ("來源", r"(?:^|[\s*|])(?:文章|稿件)?來源\**\s?[:：]\**\s?([^\n|]{2,40})"),
        ("Source:", r"(?:^|\n)Source:\s?([^\n]{2,40})"),  # F12
        ("原创", r"原创\s([^\s|:：]{2,20})\s[12]\d{3}[-年]"),  # WeChat: 原创 某某笔记 2024-04-29 22:47
        # Futu: 某某资讯 · 08/02 10:20
        ("·", r"(?:^|\n)([^\s·|:：\d]{2,20})\s?·\s?(?:[12]\d{3}[-/.])?\d{1,2}[-/.]\d{1,2}\s"),
        ("by ", r"\d日?\sby\s([^\n·|]{2,30})"),  # 199IT: 2025年8月1日 by 阿南 · 2 条评论
        ("By ", r"(?:^|\n)By ([A-Z][A-Za-z .&-]{2,30}?)(?: [–|-] |\n)"),  # By Motley Fool Transcribing – Jan 29
        ("作者", r"(?:^|[\s|])作者\s?[:：\s]\s?([^\s|｜:：]{2,20})"),  # 作者：阿南
        ("製作", r"由\s?([\w.-]{2,30})\s製作"),  # AlphaMemo: 由 Memo.ai 製作
        ("Motley", r"Image source: (The Motley Fool)\."),
    )
)
# Nobody in particular, or the title of a book or of the call.
NO_PUBLISHER = re.compile(
    r"://|www\.|[编編][辑輯译譯]|[网網][络絡]|本站|小[编編]|整理|[综綜]合|互联网$|未知|[发發]布|日期|不代表|[关關]注|收藏|分享|登[录錄]|"
    r"[评評][论論]|[阅閱][读讀]|字[体體]|大[会會]|[实實][录錄]|[纪紀]要|\d{4}"
)
AUTHOR_LIMIT = 10  # characters of an author's name on a line of its own


def read_publisher(head: str, title: Span | None, dates: Dates) -> str | None:
    """The site or author, where the head says so in words or by its shape."""
    if dates.line:
        below = [line for line in head[dates.end : dates.end + 120].split("\n") if line and not line.isspace()]
        if len(below) > 1:  # FX168 prints the author twice under the time; others print 关注 behind it
            follow = below[1].lstrip("+ ").startswith(("关注", "關注")) and not PROSE.search(below[0])
            if (follow or below[0] == below[1]) and (name := _publisher_name(below[0])):
                return name
    for cue, pattern in PUBLISHERS:
        if cue in head and (found := pattern.search(head)) and (name := _publisher_name(found[1])):
            return name
    if title and dates.line and head[dates.line.start].isdigit():  # Longbridge: title, author, date, a line each
        author = head[title.end : dates.line.start].strip()
        if 0 < len(author) <= AUTHOR_LIMIT and "\n" not in author and not PROSE.search(author):
            return _publisher_name(author)
    return _site(head)


def _site(head: str) -> str | None:
    """The first line of a page, where it is a name that comes again: 某某汇 11-03 08:20, 数据网-某某汇."""
    site, _, rest = head.partition("\n")
    if 1 < len(site) <= NAME_BEFORE and (name := _publisher_name(site)):
        at = rest.find(site)
        while at >= 0:
            before, behind = rest[at - 1 : at], rest[at + len(site) : at + len(site) + 1]
            if (at == 0 or before in "\n-—:：") and (not behind or behind.isspace() or behind.isdecimal()):
                return name
            at = rest.find(site, at + len(site))
    return None


def _publisher_name(printed: str) -> str | None:
    """A name without the marks and words around it, None for what is nobody's.

    >>> _publisher_name("《数据周报》"), _publisher_name("某某科技　作者：阿南"), _publisher_name("网络整理")
    ('数据周报', '某某科技', None)
    """
    name = printed.split("  ", maxsplit=1)[0].strip()
    name = (name if name.isascii() else name.split()[0]).strip(EDGES + "《》「」“”+")
    return name if 1 < len(name) <= NAME_LIMIT and LETTER.search(name) and not NO_PUBLISHER.search(name) else None
