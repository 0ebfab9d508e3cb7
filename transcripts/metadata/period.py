"""The period a call is about: year and quarter, in every way that pages print them."""

from __future__ import annotations

import re

from ..model import Period
from .calls import CALL
from .dates import MONTHS, Dates
from .lines import half_width

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
DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
REPUBLIC = 1911  # 民國 1 is 1912


def read_period(head: str, subject: str, fields: dict[str, str], dates: Dates) -> Period | None:
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
    lead = half_width(head)
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
    lead = [_made(match) for match in PERIOD.finditer(half_width(head))]
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
