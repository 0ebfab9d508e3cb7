"""Labels that stand alone on a line, as ``nameline`` and the pages in two languages print them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from typing import NamedTuple

from ..names.marks import is_mark
from .base import Page
from .body import heads_list, listed_names
from .evidence import LONGEST_LABEL, Head, ends_as_speech, judge

_NOT_FIRST = frozenset("[【(（<《*#>•▌■◆●〔▪※")  # brackets are asides, marks are Markdown: other formats
_ASIDE_BEHIND = re.compile(r"[.。!！?？…]\s*[(（][^()（）]*[)）]$")  # Please go ahead. (Operator Instructions)

_QUOTED = re.compile(r"[“\"「『][^“”\"「」『』。，！？,!?]{2,20}[”\"」』]")  # a name in stray quotes


class Alone(NamedTuple):
    """The lines that are labels, and how doubtful (0..1) that is."""

    labels: list[int]
    doubt: float


def find_alone(page: Page) -> Alone:
    """The labels of a page that stand alone on a line above speech; found once."""
    if "alone" not in page.memo:
        page.memo["alone"] = alone_in(page.lines)
    found: Alone = page.memo["alone"]
    return found


def alone_in(
    texts: Sequence[str],
    short: Sequence[bool] | None = None,
    listed: Set[str] = frozenset(),
    *,
    sure: Set[str] = frozenset(),
    never: Set[str] = frozenset(),
) -> Alone:
    """The lines that are labels, of those that are ``short``. ``listed`` are folded names.

    ``sure`` are texts that a format's own marks make labels, ``never`` those that they make none.
    """
    if short is None:
        short = list(map(is_short, texts))
    above = [i for i, (this, below) in enumerate(zip(short, [*short[1:], True], strict=False)) if this and not below]
    above = [i for i in above if not is_mark(texts[i]) and texts[i] not in never and not heads_list(texts[i])]
    counts = Counter([texts[i] for i in above])
    places = {texts[i]: i for i in reversed(above)}
    replies = dict(zip(above, [*(texts[i + 1] for i in above[1:] if i + 1 < len(texts)), ""], strict=False))
    heads = {
        text: Head(
            counts[text],
            texts[at - 1] if at else "",
            texts[at + 1] if at + 1 < len(texts) else "",
            replies.get(at, ""),
        )
        for text, at in zip(counts, map(places.__getitem__, counts), strict=True)
    }
    for text in sure & heads.keys():
        del heads[text]
    asked = any("？" in t or "?" in t for t in texts)
    accepted, doubt = judge(heads, listed_names(texts, short, above) | listed, asked=asked)
    if sure:
        accepted, doubt = accepted | sure, doubt * len(accepted) / (len(accepted) + len(sure))
    labels = [i for i, text in enumerate(texts) if short[i] and text in accepted]
    # names in a row are a list of people, not turns; the last of them may still stand above speech
    labels = [i for i in labels if not (i + 1 < len(texts) and short[i + 1] and texts[i + 1] in accepted)]
    if labels and labels[-1] == len(texts) - 1:
        labels.pop()
    return Alone(labels, doubt)


def is_short(text: str) -> bool:
    """Whether a line could be a label: short, not a sentence, nor one that breaks off."""
    if text[-2:] in ("--", "——"):
        return False  # How does that --
    if len(text) > LONGEST_LABEL or text[0] in _NOT_FIRST:
        return False
    if ends_as_speech(text) and not _QUOTED.fullmatch(text):
        return False
    return text[-1] not in ")）" or _ASIDE_BEHIND.search(text) is None
