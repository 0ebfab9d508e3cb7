"""The company that held the call, and its securities."""

from __future__ import annotations

import re

from ..model import Security
from ..spans import Span
from .calls import CALL
from .dates import DATE
from .lines import EDGES, LETTER, NAME_LIMIT, half_width
from .period import BARE_QUARTER, BARE_YEAR, PERIOD
from .securities import ACRONYMS, BOARD, Listed, add_listed, listed_brackets, listed_in

# $Novaberg(NVBG)$ (Tiger, Xueqiu, Futu), "$ 霁川(00981.HK)" (Longbridge)
CASHTAG = re.compile(r"\$\s?([^$()（）\n]{1,40}?)\s?[(（]([^()（）\n]{1,14})[)）](\s?\$)?")
# Without brackets: 霁川 JCHN 2024 年… (dianhuahui), 霁川 600519.SH 2024年…; StreetEvents begins so: JCHN.N - Q3 2024 …
NAME_AND_CODE = re.compile(
    rf"(.+)\s(?:([A-Z]{{1,5}}|\d{{4,6}})\.({BOARD})|(?<=[\u3400-\u9fff]\s)([A-Z]{{2,5}}|\d{{5,6}}))"
)
CODE_FIRST = re.compile(rf"\s?([A-Z]{{1,5}}|\d{{4,6}})\.({BOARD})\s(?:-\s)?")
SPLIT_TICKER = re.compile(r"([^\n]{2,60})\n{1,2}\(\n{1,2}([A-Z]{1,5}(?:\.[A-Z])?)\n")  # Motley Fool as text
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


def read_company(
    head: str, title: Span | None, subject: str, fields: dict[str, str]
) -> tuple[str | None, tuple[Security, ...]]:
    """The company and its securities: of fields, of a cashtag, of the title, of the lead, in that order."""
    company = _clean(fields["company"].split("(", maxsplit=1)[0]) if "company" in fields else None
    found: dict[str, Security] = {}
    if "code" in fields:
        add_listed(found, listed_in(fields["code"])[0], company)
    if "$" in head:
        for tag in _cashtags(head, subject):
            company = company or tag.name
            found[tag.symbol] = tag
    bracket = next(listed_brackets(subject), None) if "(" in subject else None
    if company is None and subject:
        company, ticker = _title_name(subject, bracket[0].start() if bracket else None)
        add_listed(found, ticker, company)
    if company and bracket:
        add_listed(found, bracket[1], company)
    if not found and "\n(\n" in head and (split := SPLIT_TICKER.search(head)):
        company = company or _clean(split[1])
        add_listed(found, [(split[2], None)], company)
    if not ("$" in head and found) and not (found and all(s.exchange for s in found.values())):
        company = _read_lead(head, title, subject, company, found)
    if company is None and (news := NEWS_LEAD.search(head)):
        company = _clean(news[1])
    return company, tuple(found.values())


def _cashtags(head: str, subject: str) -> list[Security]:
    """The cashtags of one company: of the only one tagged, else of the one that the title names."""
    tags = []
    for match in CASHTAG.finditer(head):
        name = LEGAL_FORM.sub("", match[1].strip())
        listed, sure = listed_in(match[2])
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
    for match, listed, sure in listed_brackets(head):
        at = match.start()
        line = half_width(head[max(head.rfind("\n", 0, at) + 1, at - NAME_LIMIT) : at])
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
            add_listed(found, listed, company)
    if company is None and len(others) == 1:
        company, listed = others.popitem()
        add_listed(found, listed, company)
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
