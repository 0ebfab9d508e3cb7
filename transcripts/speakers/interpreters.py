"""Whose words an interpreter gives: [外语] under the executive, then [口译] under somebody else's label."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..turns import Draft

_LONGEST_MARK = 40  # characters of a turn that says no more than that it is not printed
# What stands where the words in the other language would.
FOREIGN = re.compile(
    r"[\[【(（](?:外语|英语|中文|普通话|日语|韩语|法语|德语|外文|原文略|[Ff]oreign|[Ss]peaking (?:in )?|[Ss]peaks )"
    r"[^\]】)）]{0,24}[\]】)）]"
)
# How the turn begins that gives them.
INTERPRETED = re.compile(
    r"[\[【(（]\s?(?:口译|翻译|同传|同声传译|译员|代译|[Ii]nterpret|[Tt]hrough (?:an )?[Ii]nterpreter|[Tt]ranslat)[^\]】)）]{0,16}[\]】)）]"
)


def interpreted(text: str, drafts: Sequence[Draft]) -> dict[int, int]:
    """The turns of interpreters: index of the turn to the index of the turn whose words it gives.

    A turn that begins as an interpreter's gives the words of the one before it that is in another language, unless
    that has the same label. Where none stands before it, nobody's: it stays open.
    """
    found: dict[int, int] = {}
    foreign: int | None = None
    for i, draft in enumerate(drafts):
        if not draft.paragraphs:
            continue
        start, end = draft.paragraphs[0].span.start, draft.paragraphs[-1].span.end
        if text[start] in "[【(（" and INTERPRETED.match(text, start):
            if foreign is not None and drafts[foreign].label != draft.label:
                found[i] = foreign
        elif FOREIGN.search(text, start, min(end, start + _LONGEST_MARK)):
            foreign = i
        else:
            foreign = None
    return found
