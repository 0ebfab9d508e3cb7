"""``unlabelled`` (F19): people speak, and the page says nowhere who.

What players and recognisers give: greetings, hand-overs, questions and thanks run through paragraphs without a label.
All of it is one turn of somebody unknown, and a notice says so: nobody is invented. News about a call reports speech
instead, and is no dialogue.
"""

from __future__ import annotations

import re

from ..names.words import INTRODUCES
from .alone import is_short
from .base import Page, Piece, Script, Sniff
from .body import head, speech
from .evidence import SPEECH_ENDS

_LEAST = 3  # different things that people do when they speak to each other
_CHARACTERS = 40_000  # of a page that are looked at: a dialogue shows itself long before
# What people do when they speak to each other; every row is one act, whatever it is said in.
_ACTS = (
    # to welcome
    re.compile(
        r"欢迎(?:大家|各位|收听|参加|来到|您)|(?:大家|各位)(?:早上|上午|中午|下午|晚上)?好|女士们|[Ww]elcome to"
        r"|[Gg]ood (?:morning|afternoon|evening)|[Ll]adies and"
    ),
    # to call the next questioner
    re.compile(INTRODUCES.pattern + r"|请[^。，？\n]{1,40}(?:提问|发言)|开始(?:提问|问答)"),
    # to ask
    re.compile(
        r"想(?:问|请教|请问|了解|知道|确认|跟进)|有个问题|有[一二两三]个问题|请问|请教|能否|能不能|可否|怎么看"
        r"|[Cc]ould you|[Cc]an you|[Ww]ould you|I (?:wanted|want|would like) to ask|[Mm]y question"
    ),
    # to thank
    re.compile(r"谢谢(?:你|您|大家|各位|主持|提问)|感谢(?:你|您|大家|各位|提问)|多谢|明白了|[Tt]hank you|[Tt]hanks"),
    # to take a question
    re.compile(
        r"[你您]的(?:第.{1,2}个)?(?:问题|提问)|这个问题(?:很好|问得|我来|请)|好问题|问得好|[Yy]our question|[Gg](?:ood|reat) question"
    ),
    # to close
    re.compile(
        r"再见|到(?:这里|此)(?:结束|了|，|。)?|结束(?:今天|本次)|下次再|[Gg]oodbye|[Tt]hat concludes|[Tt]his concludes"
    ),
)
_ASKS = (1, 2)  # the acts without which there is no dialogue
# What reports speech instead of giving it.
_REPORTS = re.compile(
    r"(?:表示|指出|透露|称|认为|强调|回应|补充|介绍)(?:说|道)?[，,：:“「]|据悉|据报道|记者|\b(?:said|told|according to)\b"
)


class Unlabelled:
    """A dialogue in which nobody is named."""

    name = "unlabelled"

    def sniff(self, page: Page) -> Sniff:
        text = page.text[:_CHARACTERS]
        acts = [pattern.search(text) is not None for pattern in _ACTS]
        if sum(acts) < _LEAST or not any(acts[n] for n in _ASKS):
            return Sniff(0.0, ("people do not speak to each other here",))
        said = sum([sum(1 for _ in pattern.finditer(text)) for pattern in _ACTS])
        told = sum(1 for _ in _REPORTS.finditer(text))
        if told >= said:
            return Sniff(0.0, (f"speech is reported {told} times",))
        score = (1.0 - 0.5 ** sum(acts)) * (1.0 - told / said)
        return Sniff(
            score, (f"people do {sum(acts)} of {len(acts)} things of a dialogue, {said} times, without a label",)
        )

    def segment(self, page: Page) -> list[Piece]:
        lines, starts = page.lines, page.starts
        first = next((i for i, line in enumerate(lines) if _is_said(line)), len(lines))
        pieces = head(lines[:first], starts)
        if first < len(lines):
            speech(lines, starts, first, len(lines), True, pieces)
        return pieces

    def render(self, script: Script) -> str:
        lines = [script.title or "", script.published or "", *[p for turn in script.turns for p in turn.paragraphs]]
        return "\n\n".join([line for line in lines if line]) + "\n"


def _is_said(line: str) -> bool:
    """Whether a line is speech, and not a title, a date or a counter."""
    return line[-1] in SPEECH_ENDS and not is_short(line) and any(map(str.isalpha, line))
