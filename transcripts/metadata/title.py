"""The title of a page: the line that names the call, else the headline of the news of it."""

from __future__ import annotations

import re

from ..spans import Span
from .calls import CALL, CALL_NAMES
from .dates import Dates
from .lines import SPACES, TITLE_LIMIT, half_width, line_at
from .period import PERIOD
from .securities import LISTED

# Leads and switch lines, replay links, disclaimers and greetings name the call too, but are not its title.
NOT_TITLE = re.compile(
    r"[【\[(（]?(?:以[下上]|[点點][击擊]|查看|收[听聽]|[详詳][见見]|[导導][读讀]|[来來]源|注[:：]|提示|警[语語]|免[责責]|[声聲]明|"
    r"相[关關]|上一篇|下一篇|大家|各位|女士|[欢歡]迎|[谢謝]|Good |Thank|Welcome|Hello|Source|Conference Call Part)"
)
NOT_IN_TITLE = re.compile(r"[参參](?:加|[与與]者|[会會])|出席|[欢歡]迎")  # leads, lists of participants
TITLE_LEAD = re.compile(r"[\s#*>•-]{0,12}(?:(?:[标標][题題]|[题題]目|[Tt]itle)\s?[:：]\s{0,3})?")  # "# …", "- 标题：…"
# What news of results names.
HEADLINE = re.compile(r"财报|財報|业绩|業績|财季|財季|季度|营收|營收|[Rr]esults|[Ee]arnings")
SUBJECT = re.compile("|".join((*CALL_NAMES, "财报|財報|业绩|業績")))
SUBJECT_END = re.compile(r"[:|丨]")


def call_title(head: str) -> Span | None:
    """The first line that names a call and its period or security, else the first that names a call."""
    lines = []
    end = -1
    for named in CALL.finditer(head):
        if named.start() >= end:
            start, end = line_at(head, named.start())
            if _may_be_title(head, title := _trimmed(head, start, end)):
                lines.append(title)
    plain = [title for title in lines if head.count("|", *title) < 2]  # 首页 | 数据 | 纪要 | 关于 is a navigation bar
    if len(lines) > len(plain) or len(plain) > 1:
        for title in lines:
            line = half_width(head[title.start : title.end])
            if PERIOD.search(line) or LISTED.search(line):
                return title
    return plain[0] if plain else None


def headline(head: str, dates: Dates) -> Span | None:
    """The line about results directly above the date (Sina family, news), else a Markdown H1."""
    if dates.line is not None and (above := head[: dates.line.start].rstrip()):
        title = _trimmed(head, *line_at(head, len(above) - 1))
        if _may_be_title(head, title) and head.count("|", *title) < 2 and HEADLINE.search(head, title.start, title.end):
            return title
    at = 0 if head.startswith("# ") else head.find("\n# ") + 1
    title = _trimmed(head, *line_at(head, at))
    return title if head.startswith("# ", at) and title.start < title.end else None


def _may_be_title(head: str, title: Span) -> bool:
    start, end = title
    return (
        1 < end - start <= TITLE_LIMIT
        and head[end - 1] not in "：:。."
        and head.find("。", start, end) < 0
        and head.find("://", start, end) < 0
        and not NOT_TITLE.match(head, start, end)
        and not NOT_IN_TITLE.search(head, start, end)
    )


def subject_of(line: str) -> str:
    """A title up to the colon or bar behind the call's name: what follows is what was said in it.

    A name at the start is the kind of page, not yet the call: 业绩会纪要｜霁川2024Q3业绩会：….
    """
    kind = 0
    for named in SUBJECT.finditer(line):
        if named.start() > kind + 1:
            end = SUBJECT_END.search(line, named.end())
            return line[: end.start()] if end else line
        kind = named.end()
    return line[: line.find(":", kind)] if kind and ":" in line[kind:] else line


def _trimmed(head: str, start: int, end: int) -> Span:
    """A line without the heading marks or 标题： before it, the bold marks and space after it."""
    lead = TITLE_LEAD.match(head, start, end)
    start = lead.end() if lead else start
    return Span(start, start + len(head[start:end].rstrip(SPACES + "*#")))
