"""Securities as pages list them in brackets: tickers, codes, exchanges."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..model import Security
from .lines import half_width

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
# Capitals in brackets that are no ticker where they stand behind a person, a product or a figure.
ACRONYMS = frozenset(
    "CEO CFO COO CTO CMO CIO CAO CPO IR VP SVP EVP AI ML LLM AGI GPU CPU TPU API APP SDK PC TV EV SUV ADAS IOT SAAS "
    "ET EST EDT PT PST GMT UTC AM PM QA Q A GAAP EBIT EPS ARR ROE ROI FCF CAPEX YOY QOQ FY IPO ADR ADS ETF ESG "
    "AGM EGM USD RMB CNY HKD EUR US UK EU USA DAU MAU GMV ARPU AWS UBS JPM CN EN ZH".split()
)

Listed = list[tuple[str, str | None]]  # symbol and exchange, as printed


def add_listed(found: dict[str, Security], listed: Iterable[tuple[str, str | None]], company: str | None) -> None:
    """Add what is listed to what was found; of a symbol known already, only its exchange where that was missing."""
    for symbol, exchange in listed:
        known = found.get(symbol)
        if known is None or (exchange and not known.exchange):
            found[symbol] = Security(symbol=symbol, exchange=exchange, name=known.name if known else company)


def listed_in(brackets: str) -> tuple[Listed, bool]:
    """The securities that the text in brackets lists, none unless all of it does; whether they can be nothing else."""
    listed: Listed = []
    surely = False
    if brackets.upper() != brackets and "asdaq" not in brackets:  # a person, a gloss
        return listed, surely
    for piece in BETWEEN_LISTINGS.split(QUOTE.sub("", half_width(brackets).strip())):
        for pattern, symbol, exchange, sure in LISTINGS:
            match = pattern.fullmatch(piece)
            if match and (sure or match[symbol] not in ACRONYMS):
                listed.append((match[symbol], match[exchange] if exchange else None))
                surely = surely or sure
                break
        else:
            return [], False
    return listed, surely


def listed_brackets(text: str) -> Iterator[tuple[re.Match[str], Listed, bool]]:
    """The brackets that list securities, with what ``listed_in`` says of each."""
    for match in BRACKETS.finditer(text):
        listed, sure = listed_in(match[1])
        if listed:
            yield match, listed, sure
