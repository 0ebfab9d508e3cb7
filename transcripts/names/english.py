"""A label in English whose title and firm stand behind a comma, a wide gap or a line end.

``Nora Hale, Larch Securities - Analyst`` (StreetEvents), ``Nora Hale⏎Analyst, Larch Securities LLC Q`` (FactSet),
``Nora Hale⏎Larch Securities, Research Division`` (S&P Capital IQ), ``Nora Hale, President and CEO`` (Seeking Alpha).
"""

from __future__ import annotations

import re

from ..fold import HAN
from .shapes import is_latin_name
from .words import TITLE_EN

# The name, with what tells a son from his father or a doctor from others, and what stands behind it.
_NAME_FIRST = re.compile(
    r"(?P<name>[^\W\d_][^\n,()\[\]:;]{1,48}?"
    r"(?:,?\s(?:[JS]r|Ph\.?\s?D|M\.?D|CFA|CPA|Esq|P\.?E|MBA|II|III|IV)\b\.?){0,2})"
    r"(?:\s*,[^\S\n]*|[^\S\n]{2,}|\s*\n\s*(?:\n\s*)?)(?P<rest>(?!(?:[JS]r|II|III|IV|Ph\.?D|M\.?D|CFA|CPA)\b)[^\s\-–—][^\n]*(?:\n[^\n]*){0,2})"
)
_CUTS = re.compile(r"\s+[-–—]{1,2}\s+|\s*\n\s*|\s{2,}")
_TAG = re.compile(r"\s+([QA])$")  # who asks and who answers, at the end of FactSet's second line
_TAG_BEFORE = re.compile(r"([QA])\s*\n\s*")  # or on a line before the name, as some extractors have it
_ANALYST = re.compile(r"(?:(?:Senior|Associate|Equity|Research|Lead|Sell-Side|Buy-Side)\s)*Analysts?(?:\s\([^)]*\))?")
_LEGAL = re.compile(r"(?:Inc|LLC|L\.L\.C|L\.P|LP|Ltd|Corp|Co|S\.A|AG|PLC|plc|N\.V|SpA|SE)\.?$")
_LEAST_WORDS = 2  # of a name: a city before a comma is no label


def english_parts(label: str) -> dict[str, str] | None:
    r"""The ``name``, ``title``, ``firm`` and ``role`` of such a label, as far as it has them; None for any other label.

    >>> english_parts("Nora Hale, Larch Securities - Analyst")
    {'name': 'Nora Hale', 'firm': 'Larch Securities', 'role': 'analyst'}
    >>> english_parts("Otto Weber\nChief Financial Officer & Director, Larch Corp. A")
    {'name': 'Otto Weber', 'role': 'executive', 'title': 'Chief Financial Officer & Director', 'firm': 'Larch Corp.'}
    """
    if HAN.search(label):
        return None
    before = _TAG_BEFORE.match(label)
    match = _NAME_FIRST.fullmatch(label, before.end() if before else 0)
    if match is None or not is_latin_name(name := match["name"].split(",")[0]) or len(name.split()) < _LEAST_WORDS:
        return None
    if TITLE_EN.search(name) or _LEGAL.search(match["name"]):
        return None
    found = {"name": " ".join(match["name"].split())}
    rest = match["rest"].strip()
    tag = before or _TAG.search(rest)
    if tag is not None:
        found["role"] = "analyst" if tag[1] == "Q" else "executive"
        rest = rest if before else rest[: tag.start()].rstrip(" ,")
    for piece in _CUTS.split(rest):
        _take(piece.strip(" ,"), found)
    return found


def is_analyst(title: str) -> bool:
    """Whether a title says no more than that somebody is an analyst: Senior Research Analyst, but not Larch Analyst."""
    return _ANALYST.fullmatch(title) is not None


def _take(piece: str, found: dict[str, str]) -> None:
    """A title, a firm, or both with a comma between, in either order: Analyst, Larch LLC; Larch LLC, Research Division."""
    if not piece:
        return
    if not TITLE_EN.search(piece):
        found.setdefault("firm", piece)
        return
    segments = re.split(r",\s+", piece)
    titles = [n for n, segment in enumerate(segments) if TITLE_EN.search(segment)]
    if not titles:
        found.setdefault("title", piece)
        return
    first, last = titles[0], titles[-1]
    title, firm = ", ".join(segments[first : last + 1]), ", ".join(segments[:first] or segments[last + 1 :])
    if is_analyst(title):
        found.setdefault("role", "analyst")
    else:
        found.setdefault("title", title)
    if firm:
        found.setdefault("firm", firm)
