"""What the keys of JSON say about the call: symbol, year, quarter, date, as transcript services name them."""

from __future__ import annotations

import re

import attrs

from ..model import Period, Security

_FACT = re.compile(
    r'"(?P<key>symbol|ticker|quarter|fiscal_quarter|period|year|fiscal_year|conference_date|date|event_date|time|report_date|title'
    r'|company_name)"\s*:\s*(?:"(?P<string>[^"\\]{1,160})"|(?P<number>\d{1,4})\b)'
)
_TAIL = 400  # characters at the end of a page in which a key may stand
_QUARTER = re.compile(r"(?:(?P<year>20\d\d)[-_ ]?)?[Qq]?(?P<quarter>[1-4])$")
_DATE = re.compile(r"(?P<date>20\d\d-\d\d-\d\d)(?:[T ](?P<time>\d\d:\d\d(?::\d\d)?))?")
_DATES = ("conference_date", "date", "event_date", "time", "report_date")


@attrs.frozen(slots=True, kw_only=True)
class Keyed:
    """What the keys say, None (or no securities) where they say nothing."""

    title: str | None = None
    company: str | None = None
    securities: tuple[Security, ...] = ()
    period: Period | None = None
    held: str | None = None


def read_keys(text: str, head_end: int) -> Keyed | None:
    """What the keys of a page of JSON say, in front of its first speaker and at its end; None for a page that is none.

    A date is when the call was held, as these services mean it, in ISO 8601. Never raises.

    >>> read_keys('{"symbol": "LRCH", "quarter": "2024Q1", "transcript": []}', 50).period
    Period(year=2024, quarter=1)
    """
    if text.lstrip("\ufeff \t\r\n")[:1] not in ("{", "["):
        return None
    found: dict[str, str] = {}
    places = ((0, max(0, head_end)), (max(head_end, len(text) - _TAIL), len(text)))
    for start, end in places:
        for match in _FACT.finditer(text, start, min(end, start + _HEAD)):
            if start == 0 or match["key"] != "title":  # behind the speech it is somebody's
                found.setdefault(match["key"], (match["string"] or match["number"]).strip())
    symbol = found.get("symbol") or found.get("ticker")
    return Keyed(
        title=found.get("title"),
        company=found.get("company_name"),
        securities=(Security(symbol=symbol),) if symbol else (),
        period=_period(found),
        held=next((when for key in _DATES if (when := _when(found.get(key, "")))), None),
    )


_HEAD = 20_000  # characters in front of the first speaker that are looked at: a list of participants may stand there


def _period(found: dict[str, str]) -> Period | None:
    match = next(
        (m for key in ("quarter", "fiscal_quarter", "period") if (m := _QUARTER.match(found.get(key, "")))), None
    )
    year = (match["year"] if match else None) or found.get("fiscal_year") or found.get("year")
    if year is None or not year.isdigit() or len(year) != len("2024"):
        return None
    return Period(year=int(year), quarter=int(match["quarter"]) if match else None)


def _when(text: str) -> str | None:
    match = _DATE.match(text)
    if match is None:
        return None
    midnight = match["time"] in (None, "00:00", "00:00:00")
    return match["date"] if midnight else f"{match['date']}T{match['time']}"
