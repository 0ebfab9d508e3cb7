"""When the page came out and when the call took place."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from ..spans import Span
from .calls import CALL
from .lines import NAME_LIMIT, SPACES, TITLE_LIMIT, line_at

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DATE = re.compile(
    r"([12]\d{3})(?:\s?[-/.]\s?|\s?年\s?)([01]?\d)(?:\s?[-/.]\s?|\s?月\s?)([0-3]?\d)(?!\d)(?:\s?[日号號])?"
    r"(?:[T \u3000\xa0,，]{0,3}[(（]?(?:(?:星期|周|週)[一二三四五六日天])?[)）]?\s?(凌晨|早上|上午|中午|下午|晚上|晚间|晚間)?\s?"
    r"(\d{1,2})\s?[:：时時点點]\s?([0-5]\d)(?:[:：]([0-5]\d))?(?!\d)(?:\s?([AaPp])\.?[Mm]\b)?)?"
)
# "March  4, 2019  9:00 AM ET" (Seeking Alpha), "Oct 24, 2024\n,\n4:30 p.m. ET" (Motley Fool as text)
ENGLISH_DATE = re.compile(
    "(" + "|".join(m for month in MONTHS for m in (month.title(), month.upper())) + ")"
    r"[A-Za-z]{0,6}\.?\s{1,2}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,2}([12]\d{3})(?!\d)"
    r"(?:[\s,/]{0,6}(?:at\s)?(\d{1,2}):([0-5]\d)\s?([AaPp]\.?[Mm]))?"
)
AFTERNOON = ("下午", "晚上", "晚间", "晚間", "p", "P")
# What ends the text before a date on its line.
PUBLISHED_CUES = (
    "发布时间", "发布日期", "發布時間", "發布日期", "发表时间", "發表時間", "发布于", "发表于", "發表於", "日期", "时间", "時間",
    "Published", "published", "Posted", "Posted on", "date", "·", "|", "｜",
)  # fmt: skip
HELD_CUES = (
    "会议时间", "會議時間", "会议日期", "會議日期", "召开时间", "召開時間", "召开日期", "召開日期", "举行时间", "舉行時間", "交流时间",
    "电话会时间", "電話會議時間", "活动时间", "调研时间", "Call date", "Call Date", "Event Date", "Date of call",
)  # fmt: skip
# Dates of something else: of figures, translations, older versions; a URL; "时间" without a colon is of a table.
OTHER_DATE = re.compile(
    r"截[至止]|[转轉][换換]|[翻][译譯]|更新|版[权權]|://|Translated|Updated|Generated|[Ee]nd(?:ed|ing)|[Aa]s of|©|[时時][间間]\s?$"
)
# Sites print their own time without a zone; "8:30（美国东部时间）" is the time of a call.
CALL_ZONE = re.compile(r"[\s(（]{0,2}(?:[美][国國]?[东東]部|美[东東西]|[美][国國]?太平洋|[东東]部[时時])")
CALL_DATE = re.compile(r"(?i:event|call|conference)\s(?i:date)|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s")
BYLINE = re.compile(r"\b(?:By|About|Published|Posted|Transcribing)\b")
PROSE = re.compile(r"[，。,;；：:()（）“”\[\]\d]|财报|北京|(?<![资資])[讯訊]$|[于於在会會期]")
BYLINE_BEFORE = 48  # By Orchard Transcribing - 2024-11-06
NAME_BEFORE = 16  # a name before a date (原创 某某笔记 2024-04-29), not half a sentence


class Dates(NamedTuple):
    """When the page came out and the call took place; ``line`` and ``end`` say where the former stands."""

    published: str | None = None
    held: str | None = None
    line: Span | None = None
    end: int = 0


NO_DATES = Dates()


def read_dates(head: str, title: Span | None) -> Dates:
    """The dates that the head prints, Chinese and numeric ones before English ones; the first of each kind."""
    dates = NO_DATES
    for match in DATE.finditer(head):
        year, month, day, part, hour, minute, second, half = match.groups()
        printed = _iso(int(year), int(month), int(day), hour, minute, second, part or half)
        start, stop = line_at(head, match.start())
        before = head[start : match.start()]
        if printed is None or (before and OTHER_DATE.search(before[-NAME_LIMIT:])):
            continue
        in_title = title is not None and title.start <= match.start() < title.end
        if (
            CALL_ZONE.match(head, match.end(), stop)
            or (before and before.rstrip(SPACES + "*:：").endswith(HELD_CUES))
            or (in_title and CALL.search(head, match.end(), stop))
        ):
            dates = dates if dates.held else dates._replace(held=printed)
        elif dates.published is None and not in_title and _is_date_line(before, head[match.end() : stop]):
            dates = Dates(printed, dates.held, Span(start, stop), match.end())
    return _english_dates(head, title, dates)


def _is_date_line(before: str, after: str) -> bool:
    """Whether a line says when the page came out, rather than being a sentence with a date in it."""
    if len(after) > 100 or "。" in after:
        return False
    before = before.strip(SPACES + "*>•-")
    if len(before) <= BYLINE_BEFORE and BYLINE.match(before):
        return True
    name = not before or (len(before) <= NAME_BEFORE and not PROSE.search(before))
    return name or before.rstrip(" :：").endswith(PUBLISHED_CUES)


def _english_dates(head: str, title: Span | None, dates: Dates) -> Dates:
    """Dates with an English month: of the call on the line that names it, of the page beside an author.

    Alone under the title it can be either (Seeking Alpha prints the one, Motley Fool the other): the
    call's with a weekday or a dotted "p.m.", the page's if the call's stands elsewhere.
    """
    either = None
    for match in ENGLISH_DATE.finditer(head):
        month, day, year, hour, minute, half = match.groups()
        printed = _iso(int(year), MONTHS.index(month.lower()) + 1, int(day), hour, minute, None, half and half[0])
        start, stop = line_at(head, match.start())
        before = head[start : match.start()]
        if printed is None or stop - start > TITLE_LIMIT or OTHER_DATE.search(before[-NAME_LIMIT:]):
            continue
        page = Dates(printed, dates.held, Span(start, stop), match.end())
        if BYLINE.search(head, start, stop):
            dates = dates if dates.published else page
        elif CALL.search(before) or CALL_DATE.search(before) or (half and "." in half):
            dates = dates if dates.held else dates._replace(held=printed)
        elif title and not head[title.end : match.start()].strip():
            either = page
    return either._replace(held=dates.held) if either and dates.held and not dates.published else dates


def _iso(
    year: int, month: int, day: int, hour: str | None, minute: str | None, second: str | None, part: str | None
) -> str | None:
    """ISO 8601, as exact as printed; None for what is no date (2025-13-40). ``part`` is 下午, "p" and the like."""
    try:
        printed = date(year, month, day).isoformat()
    except ValueError:
        return None
    hours = int(hour) if hour else 24
    if part in AFTERNOON and hours < 12:
        hours += 12
    elif part and hours == 12 and part in "aA凌晨早上上午":
        hours = 0
    if hours > 23 or minute is None:
        return printed
    return f"{printed}T{hours:02}:{int(minute):02}" + (f":{int(second):02}" if second else "")
