"""Sentences in which whoever answers declines: 不予置评, 我们不单独披露这个数字, 会后我们再跟进.

Words are looked for, and nothing else: that a sentence is found says that somebody will not say something there, not that
nothing was said on the part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model import Answer, Declined, Span

_SAY = "透露|披露|评论|置评|公布|细说|多说|详细说|公开"
_FIGURES = "指引|数字|数据|细节|明细|预测|展望"
_WILL = "会|能|打算|准备|想|愿意?|方便"
_WE = "(?:我们?|公司|管理层)[^。，,？?他她它]{0,8}?"
_WE_EN = (
    r"(?:we|I)(?: do| wo| ca|['’]re| are|['’]m| am|['’]ll| will)?(?:n['’]t| not)\s"
    r"(?:going to |able to |in a position to |really |currently |yet )*"
)
_ANY = r"(?:any |specific |that |the |quarterly |further |more )*"
# Every alternative begins with letters of its own: re then skips what cannot begin one.
_DECLINES = re.compile(
    # will not say: 不予置评, 我们不会透露, 不单独披露, 不提供季度指引
    rf"不(?:予|作|做)(?:置评|评论|评价)|无可奉告|无法(?:奉告|{_SAY}|提供[^。，,？?]{{0,8}}?(?:{_FIGURES}))|不(?:便|方便)(?:多)?(?:{_SAY})"
    rf"|{_WE}不(?:{_WILL})[^。，,？?]{{0,4}}?(?:{_SAY})|{_WE}不对[^。，,？?]{{1,16}}?(?:置评|评论)"
    rf"|不(?:单独|分别|拆分|细分|对外)(?:地|来)?(?:披露|公布|报告|评论|置评)"
    rf"|不(?:{_WILL})?(?:提供|给出|披露|公布|发布)[^。，,？?]{{0,10}}?(?:{_FIGURES})"
    r"|(?<!有)没有(?:什么|更多|太多|任何)?[^。，,？?]{0,6}?(?:可以|能|要|好)(?:透露|分享|宣布|公布|披露)"
    rf"|(?:暂时?|目前|现在|今天)(?:还)?(?:不|没法|无法)[^。，,？?]{{0,6}}?(?:{_SAY}|宣布)"
    # later: 会后再跟进, 线下联系, 回头再跟您联系
    r"|(?:会后|线下|私下)[^。，,？?]{0,12}?(?:跟进|联系|回复|答复|补充|沟通|详谈)"
    r"|(?:稍后|之后|回头|晚些时候|改天)[^。，,？?]{0,8}?(?:[跟和与向给][您你](?!们)[^。，,？?]{0,4}?(?:跟进|联系|补充|沟通)"
    r"|(?:回复|答复|联系)[您你])"
    rf"|(?i:{_WE_EN}(?:comment(?:ing)?|disclos\w+|quantify|speculat\w+|break\w* (?:that|it|this|those|them) (?:out|down)"
    rf"|(?:giv|provid|shar)\w+ {_ANY}(?:guidance|detail\w*|numbers?|breakdown|specifics)|get(?:ting)? into {_ANY}specif\w+)"
    r"|declin\w+ to (?:comment|say|answer|disclose)|(?:take|taking) (?:that|this|it) off-?line|get back to you"
    r"|follow(?:ing)? up (?:with you )?(?:off-?line|after the call)"
    r"|(?:we|I) (?:don['’]t )?have (?:nothing|anything) (?:more |new |else |further )?to (?:share|announce|disclose))"
)
_SENTENCE_END = re.compile(r"[。！？!?\n]|(?<=[a-z)\]])\.(?=\s|$)")


def declined(answers: Sequence[Answer], text: str) -> tuple[Declined, ...]:
    """The sentences of the answers that decline, in the order of the page, each with the parts that its passage is on."""
    return tuple(
        [
            Declined(source=segment.source, span=span, questions=segment.questions)
            for answer in answers
            for segment in answer.segments
            for span in _sentences(text, segment.span)
        ]
    )


def _sentences(text: str, within: Span) -> Iterator[Span]:
    """The sentences of a passage that decline, each once."""
    done = within.start
    for match in _DECLINES.finditer(text, within.start, within.end):
        if match.start() < done:
            continue
        before = [end.end() for end in _SENTENCE_END.finditer(text, done, match.start())]
        start = before[-1] if before else done
        behind = _SENTENCE_END.search(text, match.end(), within.end)
        done = behind.end() if behind is not None else within.end
        if text[done - 1] in "?？":
            continue
        lead = len(text[start:done]) - len(text[start:done].lstrip())
        yield Span(start + lead, start + lead + len(text[start:done].strip()))
