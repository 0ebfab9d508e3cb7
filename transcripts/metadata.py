"""What the head of a page says about the call: title, company, securities, period, dates, publisher.

Only what stands above the first speaker label counts, and wrong is worse than unknown: what a reader
could take in two ways stays None. Patterns are tables; a comment names the page shape behind each row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

import attrs

from .model import Period, Security
from .spans import Span

HEAD_LIMIT = 4_000  # characters looked at, at most: a page without labels is all head
TITLE_LIMIT = 160  # a longer line is a paragraph
NAME_LIMIT = 40


@attrs.frozen(slots=True, kw_only=True, weakref_slot=False)
class Metadata:
    """What the head of a page says about the call; None (or no securities) where it says nothing.

    ``title`` is ``text[title_span]`` (code points). ``published`` and ``held`` are ISO 8601, as exact
    as the page: a date, or a date and a time of day in whatever time zone the page means.
    """

    title: str | None = None
    title_span: Span | None = None
    company: str | None = None
    securities: tuple[Security, ...] = ()
    period: Period | None = None
    published: str | None = None
    held: str | None = None
    publisher: str | None = None


NOTHING = Metadata()


def read_metadata(text: str, head_end: int) -> Metadata:
    """What the head of a page says about the call.

    ``text`` is the whole page, ``head_end`` the offset of its first speaker label (``len(text)`` if
    it has none); no more than the first 4,000 characters are read. Never raises.

    >>> page = "Novaberg（NVBG.US）2024Q4业绩电话会\\n\\n2025-02-07 06:30\\n\\n安娜·李\\n\\n大家好。"
    >>> found = read_metadata(page, page.index("安娜"))
    >>> found.company, str(found.period), found.published
    ('Novaberg', '2024Q4', '2025-02-07T06:30')
    """
    head = text[: max(0, min(head_end, HEAD_LIMIT))]
    if not head or head.isspace():
        return NOTHING
    for ending in OTHER_LINE_ENDS:
        if ending in head:
            head = head.replace(ending, "\n")
    title = _call_title(head)
    dates = _dates(head, title)
    title = title or _headline(head, dates)
    line = _half_width(head[title.start : title.end]) if title else ""
    subject = _subject(line)
    fields = _fields(head)
    company, securities = _named(head, title, subject, fields)
    return Metadata(
        title=text[title.start : title.end] if title else None,
        title_span=title,
        company=company,
        securities=securities,
        period=_period(head, subject, fields, dates),
        published=dates.published,
        held=dates.held,
        publisher=_publisher(head, title, dates),
    )


# One character for one, so that offsets stay: full-width ASCII as input methods type it, odd spaces.
OTHER_LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
HALF_WIDTH |= dict.fromkeys(map(ord, "\u3000\xa0\u200b\ufeff"), ord(" "))
WIDE = re.compile("[！-～\u3000\xa0\u200b\ufeff]")
SPACES = " \t\u3000\xa0\u200b\ufeff"


def _half_width(text: str) -> str:
    return text.translate(HALF_WIDTH) if WIDE.search(text) else text


# --- title ---------------------------------------------------------------------------------------

# What pages call a call. Each alternative starts with a plain character, which keeps the search fast.
CALL_NAMES = (
    r"业绩(?:说明|交流|发布|推介|电话|对)?[会谈]议?|業績(?:說明|交流|發布|電話|對)?[會談]議?",  # 业绩电话会, a magazine's 对谈
    r"财报(?:电话|分析师)?会议?|財報(?:電話|分析師)?會議?|电话会议?|電話會議?|分析师会议?|分析師會議?",  # 第三季度财报电话会议
    r"法说会|法說會|说明会|說明會",  # Taiwan
    r"股东(?:周年|年度|临时)?大?会|股東(?:週年|周年|年度|臨時)?[大常]?會",  # shareholder meetings
    r"纪要|紀要|实录|實錄|逐字稿",  # notes and transcripts of whatever meeting
    r"投资者关系活动(?:记录)?",  # the record that A-share companies file
    r"Earnings (?:Conference )?Call|Results (?:Conference )?Call|Conference Call|Annual (?:General )?Meeting",
    r"EARNINGS (?:CONFERENCE )?CALL|earnings (?:conference )?call|conference call|results call|ANNUAL (?:GENERAL )?MEETING",
)
CALL = re.compile("|".join(CALL_NAMES))
# Leads and switch lines, replay links, disclaimers and greetings name the call too, but are not its title.
NOT_TITLE = re.compile(
    r"[【\[(（]?(?:以[下上]|[点點][击擊]|查看|收[听聽]|[详詳][见見]|[导導][读讀]|[来來]源|注[:：]|提示|警[语語]|免[责責]|[声聲]明|"
    r"相[关關]|上一篇|下一篇|大家|各位|女士|[欢歡]迎|[谢謝]|Good |Thank|Welcome|Hello|Source|Conference Call Part)"
)
NOT_IN_TITLE = re.compile(r"[参參](?:加|[与與]者|[会會])|出席|[欢歡]迎")  # leads, lists of participants
TITLE_LEAD = re.compile(r"[\s#*>•-]{0,12}(?:(?:[标標][题題]|[题題]目|Title)\s?[:：]\s?)?")  # "# …", "- 标题：…"
# What news of results names.
HEADLINE = re.compile(r"财报|財報|业绩|業績|财季|財季|季度|营收|營收|[Rr]esults|[Ee]arnings")
SUBJECT = re.compile("|".join((*CALL_NAMES, "财报|財報|业绩|業績")))
SUBJECT_END = re.compile(r"[:|丨]")


def _call_title(head: str) -> Span | None:
    """The first line that names a call and its period or security, else the first that names a call."""
    lines = []
    end = -1
    for named in CALL.finditer(head):
        if named.start() >= end:
            start, end = _line(head, named.start())
            if _may_be_title(head, title := _trimmed(head, start, end)):
                lines.append(title)
    plain = [title for title in lines if head.count("|", *title) < 2]  # 首页 | 数据 | 纪要 | 关于 is a navigation bar
    if len(lines) > len(plain) or len(plain) > 1:
        for title in lines:
            line = _half_width(head[title.start : title.end])
            if PERIOD.search(line) or LISTED.search(line):
                return title
    return plain[0] if plain else None


def _headline(head: str, dates: Dates) -> Span | None:
    """The line about results directly above the date (Sina family, news), else a Markdown H1."""
    if dates.line is not None and (above := head[: dates.line.start].rstrip()):
        title = _trimmed(head, *_line(head, len(above) - 1))
        if _may_be_title(head, title) and head.count("|", *title) < 2 and HEADLINE.search(head, title.start, title.end):
            return title
    at = 0 if head.startswith("# ") else head.find("\n# ") + 1
    title = _trimmed(head, *_line(head, at))
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


def _subject(line: str) -> str:
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


def _line(head: str, at: int) -> tuple[int, int]:
    """Start and end of the line that the offset stands in."""
    end = head.find("\n", at)
    return head.rfind("\n", 0, at) + 1, len(head) if end < 0 else end


def _trimmed(head: str, start: int, end: int) -> Span:
    """A line without the heading marks or 标题： before it, the bold marks and space after it."""
    lead = TITLE_LEAD.match(head, start, end)
    start = lead.end() if lead else start
    return Span(start, start + len(head[start:end].rstrip(SPACES + "*#")))


# --- period --------------------------------------------------------------------------------------

# A year in four digits, in Chinese digits (二〇二四), or of the Republic (民國113年 = 2024).
YEAR = r"((?<!\d)(?:19|20)\d\d(?!\d)|[一二][〇零○九][〇零○一二三四五六七八九]{2}|民[国國]\s?1\d\d)"
YY = r"(?<![\dA-Za-z.])(?:FY\s?)?['’]?(\d\d)"
FY = r"(?:(?i:FY|fiscal(?:\syear)?)\s?)?"
FISCAL = r"(?:年度|年|[财財]年|[财財]政年度|[会會][计計]年度|FY)?"
Q = r"(Q\s?[1-4](?!\d)|(?<!\d)[1-4]\s?Q(?!\d))"
SEASON = r"((?:第\s?)?[一二三四1-4首]\s?个?[财財]?季(?![节節]))"
WORD = r"(?ai:(first|second|third|fourth|1st|2nd|3rd|4th)[ -]quarter)"
OF = r"(?:,?\s(?i:of\s)?(?i:fiscal\s(?:year\s)?|FY\s?|calendar\s)?)"
NO_DATE = r"(?!\s?[年/.-]\s?\d)"  # "Q4 2025-02-06" is a quarter, then a date

# What the groups are, the pattern. The order matters where two rows start at one place.
PERIODS = (
    ("year quarter", rf"{FY}{YEAR}\s?{FISCAL}\s?[-–/_·.的]?\s?(?:FY)?{Q}"),  # FX168: 2024Q4; 2025年Q2; FY2025 Q1
    ("year quarter", rf"{YEAR}\s?{FISCAL}\s?的?{SEASON}"),  # 2025 财年第一季度, 2024财年第二财季, 2023 第二季
    ("year quarter", rf"{YY}(?:\s?(?:年度?|[财財]年)\s?)?(Q[1-4])(?!\d)"),  # notes: 24Q1, FY24Q1, 25财年Q1
    ("year quarter", r"(?<![A-Za-z])FY\s?['’]?(\d\d)\s(Q[1-4])(?!\d)"),  # FY25 Q1
    ("year quarter", rf"{YY}\s?(?:年度?|[财財]年){SEASON}"),  # notes: 24年三季度
    ("quarter year", rf"{Q}\s?[-/_,]?\s?(?:FY\s?|[财財]年)?{YEAR}{NO_DATE}"),  # Motley Fool, F12: Q1 2025; Q4 FY2024
    ("quarter year", r"(?<![\d.])([1-4]Q)\s?((?:19|20)?\d\d)(?![\d%])"),  # Longbridge: 3Q23; 3Q2023
    ("quarter year", r"(Q[1-4]|(?<!\d)[1-4]Q)\s?(?:FY\s?['’]?|['’])((?:20)?\d\d)(?![\d%])"),  # Q1'25, Q4 FY24, 4QFY24
    ("quarter year", rf"{WORD}{OF}{YEAR}{NO_DATE}"),  # Fourth Quarter 2024, third quarter of fiscal 2025
    ("year quarter", rf"{FY}{YEAR}\s{WORD}"),  # Fiscal 2025 First Quarter
    ("year month", rf"{YEAR}\s?年\s?(\d{{1,2}})\s?月份?[末止]?季"),  # 2025年9月季度
    ("month year", rf"(?i:([jfmasond][a-y]{{2,8}})\squarter),?\s(?i:of\s)?{YEAR}{NO_DATE}"),  # September quarter 2025
    ("year part", rf"{YEAR}\s?{FISCAL}\s?(中期|中报|中報|半年|上半年|下半年|[12]H|H[12])"),  # Hong Kong: 2025年中期业绩
    ("part year", rf"((?<!\d)[12]H|H[12]|(?i:interim|first half|second half))\s?(?i:of\s)?{YEAR}{NO_DATE}"),
    ("part year", r"(?<![\d.])([12]H)(\d\d)(?![\d%])"),  # brokers: 1H25
    ("year part", rf"{YEAR}\s?([财財]政?年度?|全年|年全年|年度|年年度|年[报報])"),  # 2025财年, 2025全年, 2024年度
    ("part year", rf"((?i:full[ -]year|fiscal year|fiscal|FY)){OF}?['’]?{YEAR}"),  # FY2025, Full Year 2024
    ("part year", r"(?<![A-Za-z])(FY)\s?['’]?(\d\d)(?![\d%])"),  # FY25
)
PERIOD = re.compile(
    r"(?=[\d一二民'’]|(?<![A-Za-z])[ADFHIJMNOQSTadfhijmnost])(?:"
    + "|".join(f"({pattern})" for _, pattern in PERIODS)
    + ")"
)
ROWS = {  # group of the whole row -> what it prints beside the year, and which of its two groups is which
    1 + 3 * row: (names.replace("year", "").strip(), 1 + (not names.startswith("year")), 1 + names.startswith("year"))
    for row, (names, _) in enumerate(PERIODS)
}
# A quarter without its year: 四季度财报, Q2电话会议. 前三季度 is nine months, 上一季 is another quarter.
BARE_QUARTER = re.compile(
    rf"(?=[Q1-4第一二三四首]|(?<![A-Za-z])[FSTfst])(?:(?<![A-Za-z\d]){Q}|(?<![前上下每这這近\d第]){SEASON}|{WORD})"
)
# 2022 年…股东大会; not 2022年5月, not 2024年前三季度
BARE_YEAR = re.compile(rf"{YEAR}\s?年?(?!\s?年?前|\s?[年/.-]?\s?\d{{1,2}}\s?[月/.日-])")
# What a lead reports, a few characters behind the quarter: 第二财季财报, 第四季度的业绩.
OF_RESULTS = re.compile(
    r"[^。，,\n]{0,8}?(?:[财財][报報务務]|[业業][绩績]|[电電][话話][会會]|法[说說][会會]|[Rr]esults|[Ee]arnings)"
)
# 截至12月31日的第四季度
ENDED = re.compile(r"(?:截至|截止到?)\s?(?:([12]\d{3})\s?年\s?)?(\d{1,2})\s?月\s?\d{1,2}\s?日")

QUARTERS = dict(zip("1234一二三四", (1, 2, 3, 4) * 2, strict=True))
QUARTERS |= {"首": 1, "fi": 1, "se": 2, "th": 3, "fo": 4}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
REPUBLIC = 1911  # 民國 1 is 1912


def _period(head: str, subject: str, fields: dict[str, str], dates: Dates) -> Period | None:
    """The period of the field ``Quarter:``, of the title, or of the lead, in that order.

    Fiscal years are taken as printed. A quarter named by the month it ends in (2025年9月季度) is the
    calendar's, where that month ends one, else unknown. A year that is not printed beside its quarter
    is taken from elsewhere in the head only where it can be no other.
    """
    if "period" in fields and (first := PERIOD.search(fields["period"])):
        return _main(first, fields["period"])
    if first := PERIOD.search(subject):
        return _main(first, subject)
    if bare := BARE_QUARTER.search(subject):
        quarter = _quarter(bare[0])
        years = {_year(m[1]) for m in BARE_YEAR.finditer(subject)}
        return _one(quarter, years or _years(quarter, head, dates))
    if (year := BARE_YEAR.search(subject)) and CALL.search(subject, year.end()):
        return Period(year=_year(year[1]))  # 2022 年…股东大会: the year of the meeting is all there is
    lead = _half_width(head)
    reported = {_made(m) for m in PERIOD.finditer(lead) if OF_RESULTS.match(lead, m.end(), m.end() + 16)}
    quarters = {p for p in reported if p and p.quarter}
    if quarters:
        return quarters.pop() if len(quarters) == 1 else None
    named = {_quarter(m[0]) for m in BARE_QUARTER.finditer(lead) if OF_RESULTS.match(lead, m.end(), m.end() + 16)}
    return _one(quarter := named.pop(), _years(quarter, head, dates)) if len(named) == 1 else None


def _main(first: re.Match[str], text: str) -> Period | None:
    """What stands first, or the quarter of a year that stands first (2024全年及2024Q4).

    2024年度暨2025年第一季度 is two periods, so neither.
    """
    period = _made(first)
    if period is None or period.quarter:
        return period
    others = [_made(match) for match in PERIOD.finditer(text, first.end())]
    quarter = next((p for p in others if p and p.quarter), period)
    return quarter if quarter.year == period.year else None


def _made(match: re.Match[str]) -> Period | None:
    """The period that a match of ``PERIOD`` prints, None for a month that ends no quarter."""
    row = match.lastindex or 1
    kind, year, other = ROWS[row]
    number = _year(match[row + year])
    if kind == "quarter":
        return Period(year=number, quarter=_quarter(match[row + other]))
    if kind == "part":
        return Period(year=number)
    name = match[row + other].lower()
    month = int(name) if name.isdecimal() else MONTHS.index(name[:3]) + 1 if name[:3] in MONTHS else 0
    return Period(year=number, quarter=month // 3) if month in (3, 6, 9, 12) else None


def _year(printed: str) -> int:
    digits = printed if printed.isascii() else printed.translate(DIGITS).lstrip("民国國").strip()
    return int(digits) + (2000 if len(digits) == 2 else REPUBLIC if len(digits) == 3 else 0)


def _quarter(printed: str) -> int:
    word = printed.lower()
    return QUARTERS.get(word[:2]) or next(QUARTERS[c] for c in word if c in QUARTERS)


def _one(quarter: int, years: set[int]) -> Period | None:
    return Period(year=years.pop(), quarter=quarter) if len(years) == 1 else None


def _years(quarter: int, head: str, dates: Dates) -> set[int]:
    """The years that a quarter printed without one can be of: exactly one, if the head is clear.

    Clear is: the same quarter with its year; or a quarter that ends in its calendar month, by its end
    date; or one published in the month after its calendar end, when every fiscal year that numbers its
    quarters so bears the calendar's number.
    """
    lead = [_made(match) for match in PERIOD.finditer(_half_width(head))]
    if printed := {p.year for p in lead if p and p.quarter == quarter}:
        return printed
    day = dates.held or dates.published
    year, month = (int(day[:4]), int(day[5:7])) if day else (0, 0)
    if ended := ENDED.search(head):
        last = int(ended[2])
        if last != quarter * 3 or not (ended[1] or day):
            return set()
        return {int(ended[1]) if ended[1] else year - (last >= month)}
    return {year - (quarter == 4)} if month == quarter * 3 % 12 + 1 else set()


# --- dates ---------------------------------------------------------------------------------------

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
    "Published", "Posted", "Posted on", "·", "|", "｜",
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
PROSE = re.compile(r"[，。,;；：:()（）“”\[\]\d]|财报|北京|[讯訊]$|[于於在会會期]")
NAME_BEFORE = 16  # a name before a date (原创 某某笔记 2024-04-29), not half a sentence


class Dates(NamedTuple):
    """When the page came out and the call took place; ``line`` and ``end`` say where the former stands."""

    published: str | None = None
    held: str | None = None
    line: Span | None = None
    end: int = 0


NO_DATES = Dates()


def _dates(head: str, title: Span | None) -> Dates:
    dates = NO_DATES
    for match in DATE.finditer(head):
        year, month, day, part, hour, minute, second, half = match.groups()
        printed = _iso(int(year), int(month), int(day), hour, minute, second, part or half)
        start, stop = _line(head, match.start())
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
        start, stop = _line(head, match.start())
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


# --- company and securities ------------------------------------------------------------------------

BOARD = r"US|HK|SH|SZ|SS|BJ|TW|TWO|O|N|OQ|T|KS|L|PA|DE|AS|SG|SI|TO|AX"
EXCHANGE = (
    r"NASDAQ(?:GS|CM)?|Nasdaq|NYSE(?: American)?|AMEX|OTC(?:QX|QB|PK)?|HKEX|SEHK|HKSE|SSE|SZSE|TWSE|TPEX|TSXV?|LSE|TSE|ASX|"
    r"纳斯达克|納斯達克|纽交所|紐交所|纽约证券交易所|港交所|上交所|深交所|北交所|美股|港股|台股|[AH]股|SH|SZ|HK|US|BJ"
)
CODE = r"(?:(?:股票|证券|證券)?代[码碼号號]\s?:?\s?)"
TICKER = r"[A-Z]{1,5}(?:[.-][ABC])?"
# What may stand in the brackets behind a name, half width: the pattern, the groups of symbol and exchange (0: none),
# whether it can be nothing but a security. Four digits that could be a year are no code.
LISTINGS = tuple(
    (re.compile(pattern), symbol, exchange, sure)
    for pattern, symbol, exchange, sure in (
        (rf"({TICKER})", 1, 0, False),  # NVBG
        (r"(\d{5,6}|(?!19|20)\d{4})", 1, 0, False),  # 600519, 2330
        (rf"{CODE}?({TICKER}|\d{{3,6}})\s?\.\s?({BOARD})", 1, 2, True),  # NVBG.US, 00981.HK, 600519.SH
        (rf"({EXCHANGE})\s?(?:{CODE}|:\s?)({TICKER}|\d{{4,6}})", 2, 1, True),  # NASDAQ:NVBG, 港股代码:9988
        (r"(SH|SZ|BJ|HK)(\d{5,6})", 2, 1, True),  # Xueqiu: SH600519
        (rf"{CODE}({TICKER}|\d{{4,6}})", 1, 0, True),  # 199IT: 代码:NVBG
    )
)
BRACKETS = re.compile(r"[(（]([^()（）\n]{1,60})[)）]")
LISTED = re.compile(r"\((?:[^()\n:]{1,12}:)?\s?[A-Z\d][A-Z\d ./:;,-]{0,30}\)|\$")  # a first look, half width
BETWEEN_LISTINGS = re.compile(r"\s?[/;,、|]\s?")
QUOTE = re.compile(r"\s[-+−]?\d{1,3}(?:\.\d{1,2})?%$")  # Motley Fool: (NVBG -1.07%)
# $Novaberg(NVBG)$ (Tiger, Xueqiu, Futu), "$ 霁川(00981.HK)" (Longbridge)
CASHTAG = re.compile(r"\$\s?([^$()（）\n]{1,40}?)\s?[(（]([^()（）\n]{1,14})[)）](\s?\$)?")
# Without brackets: 霁川 JCHN 2024 年… (dianhuahui), 霁川 600519.SH 2024年…; StreetEvents begins so: JCHN.N - Q3 2024 …
NAME_AND_CODE = re.compile(
    rf"(.+)\s(?:([A-Z]{{1,5}}|\d{{4,6}})\.({BOARD})|(?<=[\u3400-\u9fff]\s)([A-Z]{{2,5}}|\d{{5,6}}))"
)
CODE_FIRST = re.compile(rf"\s?([A-Z]{{1,5}}|\d{{4,6}})\.({BOARD})\s(?:-\s)?")
SPLIT_TICKER = re.compile(r"([^\n]{2,60})\n{1,2}\(\n{1,2}([A-Z]{1,5}(?:\.[A-Z])?)\n")  # Motley Fool as text
# Capitals in brackets that are no ticker where they stand behind a person, a product or a figure.
ACRONYMS = frozenset(
    "CEO CFO COO CTO CMO CIO CAO CPO IR VP SVP EVP AI ML LLM AGI GPU CPU TPU API APP SDK PC TV EV SUV ADAS IOT SAAS "
    "ET EST EDT PT PST GMT UTC AM PM QA Q A GAAP EBIT EPS ARR ROE ROI FCF CAPEX YOY QOQ FY IPO ADR ADS ETF ESG "
    "AGM EGM USD RMB CNY HKD EUR US UK EU USA DAU MAU GMV ARPU AWS UBS JPM CN EN ZH".split()
)
# Fields of a header: F12 (Company: / Quarter:), A-share activity records (证券代码：… 证券简称：…).
FIELDS = dict.fromkeys(("Company", "证券简称", "股票简称", "公司名称", "公司简称"), "company")
FIELDS |= {"Quarter": "period", "证券代码": "code", "股票代码": "code"}
FIELD = re.compile("(" + "|".join(FIELDS) + r")\s?[:：]\s?(?=([^\n]{1,80}))")
# What ends a company's name in a title, besides its ticker, its period and the call's name.
NOUNS = (
    r"(?:(?:19|20)\d\d年)?前[一二三]季|高管|管理层|管理層|财报|財報|业绩|業績|营收|營收|发布|發布|公布|召开|召開|举行|舉行|"
    r"[Rr]eports|[Aa]nnounces|[Ee]arnings|[Rr]esults"
)
COMPACT_DATE = r"[_\s-]?20[0-3]\d[01]\d[0-3]\d(?!\d)"  # AlphaMemo: 霁川_20260203
_ENDS = (PERIOD.pattern, BARE_QUARTER.pattern, BARE_YEAR.pattern, COMPACT_DATE, DATE.pattern, NOUNS)
NAME_END = re.compile("|".join((f"(?P<call>{CALL.pattern})", *_ENDS)))
NAME_LEAD = re.compile(r"\s?(?:【[^】\n]{0,20}】|\[[^\]\n]{0,20}\])")  # 【法說會逐字稿】霁川 2025 年…
# What stands before it is another subject: a headline, an agency, the kind of page.
NAME_CUT = re.compile(r"[讯訊]\s|[】\])(:|丨，。、；;,《“「『—]|[!?](?=\s?[^\x00-\x7f])|\s[-–]\s")
LEGAL_FORM = re.compile(r",?\s(?:Inc|Incorporated|Corp|Corporation|Ltd|Limited|plc|PLC|LLC|N\.V|S\.A|Co\.?,? Ltd)\.?$")
NAME_TAIL = ("的", "美股", "港股", "最新", "及", "和", "与", "與", "'s", "’s")
LATIN_TAIL = re.compile(r"[\u3400-\u9fff]\s?([A-Z][\w.&'’ -]*)$")  # 卫星公司 Novaberg
# 美国支付公司霁川
DESCRIPTION = re.compile(r".{0,14}(?:公司|巨[头頭]|[厂廠]商|[制製]造商|生[产產]商|供[应應]商|[运運][营營]商)(?=..)")
# What no company's name has: then what stands before the period or the call's name was not the company.
NO_NAME = re.compile(
    r"一图|看懂|解读|解讀|如何|为什么|以下|本次|分析[师師]|[会會][议議]|[电電][话話]|[纪紀]要|[实實][录錄]|全文|全年|直播|回放|重磅|快讯|"
    r"独家|最新|[问問]答|点击|消息|\d\s?[月日]|[我你他]们|我們|[Tt]ranscript|Welcome|\b[Tt]he\b|www|http"
)
# Agencies: 某某科技讯 霁川周四发布了…财报
NEWS_LEAD = re.compile(
    r"[讯訊](?:[ \u3000，,]|（[^（）\n]{1,20}）)([^\s，。,（(：:]{2,14}?)(?:[（(][^()（）\n]{1,30}[）)])?"
    r"(?:[周週][一二三四五六日]|[今昨][天日]|近日|本周|[盘盤][前后後])?(?:发布|公布|發布|釋出|披露)了?[^。\n]{0,24}?"
    r"(?:[财財][报報务務]|[业業][绩績])"
)

Listed = list[tuple[str, str | None]]  # symbol and exchange, as printed


def _named(
    head: str, title: Span | None, subject: str, fields: dict[str, str]
) -> tuple[str | None, tuple[Security, ...]]:
    """The company and its securities: of fields, of a cashtag, of the title, of the lead, in that order."""
    company = _clean(fields["company"].split("(", maxsplit=1)[0]) if "company" in fields else None
    found: dict[str, Security] = {}
    if "code" in fields:
        _add(found, _listed(fields["code"])[0], company)
    if "$" in head:
        for tag in _cashtags(head, subject):
            company = company or tag.name
            found[tag.symbol] = tag
    bracket = next(_listed_brackets(subject), None) if "(" in subject else None
    if company is None and subject:
        company, ticker = _title_name(subject, bracket[0].start() if bracket else None)
        _add(found, ticker, company)
    if company and bracket:
        _add(found, bracket[1], company)
    if not found and "\n(\n" in head and (split := SPLIT_TICKER.search(head)):
        company = company or _clean(split[1])
        _add(found, [(split[2], None)], company)
    if not ("$" in head and found) and not (found and all(s.exchange for s in found.values())):
        company = _read_lead(head, title, subject, company, found)
    if company is None and (news := NEWS_LEAD.search(head)):
        company = _clean(news[1])
    return company, tuple(found.values())


def _fields(head: str) -> dict[str, str]:
    """``Company: X (Y)``, ``Quarter: Q1 2025``, ``证券代码：600519 证券简称：X``, the first of each."""
    fields: dict[str, str] = {}
    if not ("Company" in head or "简称" in head or "代码" in head or "公司名称" in head):
        return fields
    for match in FIELD.finditer(head):
        if match.start() == 0 or head[match.start() - 1].isspace():
            value = _half_width(match[2]).strip()
            fields.setdefault(FIELDS[match[1]], value if match[1].isascii() else value.split(" ")[0])
    return fields


def _add(found: dict[str, Security], listed: Iterable[tuple[str, str | None]], company: str | None) -> None:
    for symbol, exchange in listed:
        known = found.get(symbol)
        if known is None or (exchange and not known.exchange):
            found[symbol] = Security(symbol=symbol, exchange=exchange, name=known.name if known else company)


def _listed(brackets: str) -> tuple[Listed, bool]:
    """The securities that the text in brackets lists, none unless all of it does; whether they can be nothing else."""
    listed: Listed = []
    surely = False
    if brackets.upper() != brackets and "asdaq" not in brackets:  # a person, a gloss
        return listed, surely
    for piece in BETWEEN_LISTINGS.split(QUOTE.sub("", _half_width(brackets).strip())):
        for pattern, symbol, exchange, sure in LISTINGS:
            match = pattern.fullmatch(piece)
            if match and (sure or match[symbol] not in ACRONYMS):
                listed.append((match[symbol], match[exchange] if exchange else None))
                surely = surely or sure
                break
        else:
            return [], False
    return listed, surely


def _listed_brackets(text: str) -> Iterator[tuple[re.Match[str], Listed, bool]]:
    for match in BRACKETS.finditer(text):
        listed, sure = _listed(match[1])
        if listed:
            yield match, listed, sure


def _cashtags(head: str, subject: str) -> list[Security]:
    """The cashtags of one company: of the only one tagged, else of the one that the title names."""
    tags = []
    for match in CASHTAG.finditer(head):
        name = LEGAL_FORM.sub("", match[1].strip())
        listed, sure = _listed(match[2])
        if name and listed and (match[3] or sure):
            tags.append(Security(symbol=listed[0][0], exchange=listed[0][1], name=name))
    if len({tag.name for tag in tags}) > 1:
        words = re.findall(r"[A-Z]+|\d+", subject)
        tags = [tag for tag in tags if tag.symbol in words or str(tag.name) in subject]
    return tags


def _title_name(subject: str, bracket: int | None) -> tuple[str | None, Listed]:
    """The name before the ticker, the period or the call's name in a title, and a ticker without brackets beside it."""
    lead = NAME_LEAD.match(subject)
    start = lead.end() if lead else 0
    if bracket is not None:
        for period in PERIOD.finditer(subject, start, bracket):
            start = period.end()
        return _clean(subject[start:bracket]), []
    code = CODE_FIRST.match(subject, start)
    start = code.end() if code else start
    kind = start  # the end of a call's name that only says what kind of page this is
    for end in NAME_END.finditer(subject, start):
        if name := _clean(subject[start : end.start()]):
            if code:
                return name, [(code[1], code[2])]
            if (behind := NAME_AND_CODE.fullmatch(name)) and (symbol := behind[2] or behind[4]) not in ACRONYMS:
                return behind[1].strip(), [(symbol, behind[3])]
            return name, []
        if end["call"] and end.start() > kind + 1:
            break
        start = end.end()
        kind = start if end["call"] else kind
    return None, []


def _read_lead(
    head: str, title: Span | None, subject: str, company: str | None, found: dict[str, Security]
) -> str | None:
    """The company, and its securities into ``found``, from brackets elsewhere in the head.

    Other companies stand there too: it must be the title's company or ticker, stand right above the
    title (Motley Fool), or be the only one that is surely a security.
    """
    others: dict[str, Listed] = {}
    for match, listed, sure in _listed_brackets(head):
        at = match.start()
        line = _half_width(head[max(head.rfind("\n", 0, at) + 1, at - NAME_LIMIT) : at])
        name = None if "$" in line or (title and title.start <= at < title.end) else _lead_name(line)
        if name is None:
            continue
        if company is None:
            company = next((name[i:] for i in range(len(name) - 1) if subject.startswith(name[i:])), None)
        if company is None and title and match.end() <= title.start and not head[match.end() : title.start].strip():
            company = name
        if company is None and sure:
            others[name] = listed
        elif company and (sure or not found) and (_same(name, company) or any(symbol in found for symbol, _ in listed)):
            _add(found, listed, company)
    if company is None and len(others) == 1:
        company, listed = others.popitem()
        _add(found, listed, company)
    return company


def _lead_name(line: str) -> str | None:
    """The name that ends a line: 美国支付公司霁川, 卫星公司 Novaberg."""
    latin = LATIN_TAIL.search(line)
    name = _clean(latin[1] if latin else line)
    return DESCRIPTION.sub("", name, count=1) if name else None


def _same(name: str, company: str) -> bool:
    name, company = name.casefold(), company.casefold()
    return name.endswith(company) or f"{name} ".startswith(f"{company} ") or f"{company} ".startswith(f"{name} ")


def _clean(raw: str) -> str | None:
    """A company's name without what a title prints around it; None for what is no name."""
    name = LEGAL_FORM.sub("", raw.strip(EDGES))
    name = NAME_CUT.split(name)[-1].strip(EDGES)
    while name.endswith(NAME_TAIL):
        name = name[: -max(len(tail) for tail in NAME_TAIL if name.endswith(tail))].rstrip()
    most = NAME_LIMIT if name.isascii() else NAME_LIMIT // 2
    return name if 1 < len(name) <= most and LETTER.search(name) and not NO_NAME.search(name) else None


EDGES = SPACES + "\n-–—_:：,，*#·.|'\""


# --- publisher -----------------------------------------------------------------------------------

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
LETTER = re.compile(r"[^\W\d_]")


def _publisher(head: str, title: Span | None, dates: Dates) -> str | None:
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
