"""What the head of a page says about the call: kind, title, company, securities, period, dates, publisher.

Only what stands above the first speaker label counts, and wrong is worse than unknown: what a reader
could take in two ways stays None. Patterns are tables; a comment names the page shape behind each row.
"""

from __future__ import annotations

import attrs

from ..model import CallKind, Period, Security
from ..spans import Span
from .company import read_company
from .dates import read_dates
from .fields import read_fields
from .keys import read_keys
from .kind import read_kind
from .lines import OTHER_LINE_ENDS, half_width
from .period import read_period
from .publisher import read_publisher
from .title import call_title, headline, subject_of

HEAD_LIMIT = 4_000  # characters looked at, at most: a page without labels is all head


@attrs.frozen(slots=True, kw_only=True, weakref_slot=False)
class Metadata:
    """What the head of a page says about the call; None (or no securities) where it says nothing.

    ``title`` is ``text[title_span]`` (code points). ``published`` and ``held`` are ISO 8601, as exact
    as the page: a date, or a date and a time of day in whatever time zone the page means.
    """

    kind: CallKind | None = None
    title: str | None = None
    title_span: Span | None = None
    company: str | None = None
    securities: tuple[Security, ...] = ()
    period: Period | None = None
    published: str | None = None
    held: str | None = None
    publisher: str | None = None


__all__ = ["Metadata", "read_keys", "read_metadata"]

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
    title = call_title(head)
    dates = read_dates(head, title)
    title = title or headline(head, dates)
    line = half_width(head[title.start : title.end]) if title else ""
    subject = subject_of(line)
    fields = read_fields(head)
    company, securities = read_company(head, title, subject, fields)
    printed = text[title.start : title.end] if title else None
    return Metadata(
        kind=read_kind(head, printed),
        title=printed,
        title_span=title,
        company=company,
        securities=securities,
        period=read_period(head, subject, fields, dates),
        published=dates.published,
        held=dates.held,
        publisher=read_publisher(head, title, dates),
    )
