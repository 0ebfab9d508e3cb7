"""Text that no format expects: any characters at all, and pieces of pages put together wrongly."""

from __future__ import annotations

import attrs
from hypothesis import strategies as st

from ..formats import Format
from .damages import DAMAGES, damage
from .lines import EN, ZH, Lines
from .staging import scenes

# Every code point, lone surrogates and controls too: a str can hold them, so a page can.
anything = st.text(st.characters(exclude_categories=()), max_size=40)

_LINE_ENDS = ("\n", "\n\n", "\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "", " ")
_NAMES = (
    "塔维·洛林特", "米琳•哈曼迪", "塔维", "Tessa Brandvold", "Tessa", "塔维·洛林特(Tavi Lolint)", "顾知远", "接线员", "Operator",
    "云杉证券分析师Corin Okonjo", "分析师", "主持人", "塔维 ·洛林特", "塔・维・洛・林・特", "·", "A·B", "投资者关系总监 顾知远", "问", "Q1",
)  # fmt: skip
_MARKS = (
    "：", ":", "（", ")", "【", "】", "((((", "[[[[", "$", "·", "？", "?!?!", "……", "-", "—", "“", "\u200b", "\xa0", "\ufeff", "\0",
    "\ud800", "00:01:02", "2024Q3", "$Solvane(SLV)$", "(00981.HK)", "Q：", "A：", "第一个问题", "另外，", "问答环节",
    "参会人员", "免责声明：",
)  # fmt: skip


def _sentences(lines: Lines) -> list[str]:
    """Every sentence of a language, on one topic."""
    pools = [value for value in attrs.astuple(lines) if isinstance(value, tuple)]
    found = [s for pool in pools for s in pool if isinstance(s, str)]
    found += [
        s for pool in (*lines.references, *lines.announcements, *[cue.addressed for cue in lines.cues]) for s in pool
    ]
    return [s.format(t=lines.topics[0], n="塔维", f=lines.firms[0]) for s in found]


def texts() -> st.SearchStrategy[str]:
    """Any str: hostile characters, and pages of names, cues, marks and sentences in any order."""
    lump = st.one_of(
        st.sampled_from(_NAMES),
        st.sampled_from(_MARKS),
        st.sampled_from([*_sentences(ZH), *_sentences(EN)]),
        anything,
        st.tuples(st.sampled_from([*_NAMES, *_MARKS, "字", "a", " "]), st.integers(2, 60)).map(
            lambda pair: pair[0] * pair[1]
        ),
    )
    line = st.tuples(lump, st.sampled_from(_LINE_ENDS)).map("".join)
    return st.lists(line, max_size=30).map("".join)


@st.composite
def torn_pages(draw: st.DrawFn, plugin: Format) -> str:
    """Pages of a format, damaged several times over, cut anywhere and with a stretch moved or lost."""
    scene = draw(scenes(respelled=draw(st.booleans()), namesakes=draw(st.booleans())))
    page = scene.page(plugin)
    for name in draw(st.lists(st.sampled_from(sorted(DAMAGES)), max_size=3)):
        page = damage(page, scene.labels, name)
    start, end = sorted((draw(st.integers(0, len(page))), draw(st.integers(0, len(page)))))
    stretch = page[start:end]
    rest = page[:start] + page[end:]
    at = draw(st.integers(0, len(rest)))
    return draw(st.sampled_from((page, rest, stretch, rest[:at] + stretch + rest[at:])))
