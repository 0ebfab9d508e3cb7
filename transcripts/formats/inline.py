"""Labels that stand on the line of their speech, before a colon, whatever marks them.

``马克：``, ``高盛分析師EricSheridan：``, ``1、Larch分析師：``, ``**Name：**``, ``Q1：``. One search for all formats that
print them; which format it is depends on what the labels have in common.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from ..fold import fold
from ..names.label import parse_label
from ..names.marks import is_answer, is_mark, is_question
from ..names.shapes import is_latin_name, looks_han_name, looks_named
from ..names.words import REPORTS, ROLE_WORDS, TITLE_ZH
from .base import Page
from .evidence import TURN_OPENS, Head, ends_as_speech, judge
from .furniture import UNDERLINED
from .wraps import page_footers, paged, wrapped

_KNOWN = 3  # times that a text stands where a label does, from which others are measured by it
_SENTENCE_ENDS = frozenset("。？?！!；;”」』")
_SURE_IN_STYLE = 4  # labels in bold or capitals that are sure, from which that says as much as the shape of a name
_LONGEST_TITLE = 28  # characters behind the colon of such a title
_TITLES = 5  # lines in which the title of a page stands
_WHOLE = 48  # characters of a label that is a line
LONGEST = 64  # characters before the colon
# A label before its colon: bullets and bold marks around it are not part of it, a number before it is.
_LABEL = re.compile(
    r"(?P<open>[\s>•▪●◆■►▶▸➤★☆◇□○◎※✦\-–—]*(?:#{1,6}\s+)?(?:[（(][^（）()\n]{1,40}[。.！!…][)）]\s?)?"  # （播放录音。）
    rf"(?P<bold>[*_]{{1,3}})?\s*)(?P<label>[^\s:：*\[【#|][^:：*\n]{{0,{LONGEST - 1}}}?)"
    r"\s*(?:[*_]{1,3}\s*[:：]|[:：]\s*[*_]{1,3}|[:：](?!(?<=\d:)\d\d(?!\d)|//))\s*"
)
# What stands where a label could and is none: facts about the page, as the head and the foot of a page have them.
_FACT = re.compile(
    r"(?:\d{4}[-/.年]|\S{0,6}(?:时间|日期|来源|作者|编辑|责编|记者|原文|标题|链接|地址|网址|翻译|校对|整理|地点|代码|主题|原创|摘要|编号|类别|名称|姓名|人员|单位|关键词|标签|分类|声明|说明|备注|出处)"
    r"|发布|发表|公司|提示|注|译?者?注|编者按|导读|出席|参会|与会|参与者|嘉宾|附件|风险提示|详见|问答环节|听译|文字|图片|视频|音频|主讲|字幕|图表?\s?\d{0,2}"
    r"|(?:[Dd]ate|[Tt]ime|[Ss]ource|[Aa]uthor|URL|[Ll]ink|[Tt]itle|[Cc]ompany|[Qq]uarter|[Nn]ote|[Tt]ags?|[Tt]ranslated|https?|[Bb]ackend|[Pp]aragraphs|[Ee]ditor)\s?\w{0,8})$"
)
_NUMBERED = re.compile(r"\d{1,3}\s?[、.．)）]\s?(?=\S)")
_QUESTION_NUMBER = re.compile(
    r"(?:[（(]\s?\d{1,3}\s?[)）]|\d{1,3}\s?[、.．)）]|第\s?\d{1,3}\s?[问题][、.．:：]?|问题\s?\d{1,3}[、.．:：]?)\s*(?=\S)"
)
_HAN_QUESTION = re.compile(r"[一二三四五六七八九十]{1,3}\s?、\s*(?=[^？?]{1,200}[？?]$)")  # 四、…？, but 二、问答环节
_ORDINAL = re.compile(r"第\s?\S{1,3}\s?个问题")
_ONLY_HAN = re.compile(r"[\u3400-\u9fff]{1,6}")
_BULLETS = "·•・‧∙⋅･ \u3000\xa0"
_DOTS = frozenset("·•・‧∙⋅･")
_CUT = 0.4  # the share of full lines without a sentence's end from which lines are wrapped
_STAMP_ONLY = re.compile(r"[(（\[]?\d{1,2}:\d\d(?::\d\d)?[)）\]]?$")
_SENTENCE = re.compile(r"[。！？?!…；;]|[.!?](?:\s|$)")
_UNBROKEN = 2000  # characters of a line that holds more than a turn
_WORD = r"(?:(?:[A-Z]\.){1,3}|[A-Z][\w'’\-]+)"
_GLUED = re.compile(  # in Latin letters, behind the end of a sentence
    r"(?<=[.?!…\])”\"’'])\s?"
    rf"({_WORD}(?: (?:de|van|von|der|di|la|{_WORD})){{1,3}}(?: -{{1,2}} [A-Z][^:?!]{{1,60}}?)?|Operator): (?=\S)"
)
_INSIDE = re.compile(  # a mark or a marked name inside a line: … Q: … Tavi Hall/co-CEO A: …
    r"(?:(?<=[\s。？！?!；;.”」）)])|^)((?:[A-Z][\w·.'’\-]*(?:\s[A-Z][\w·.'’\-]*){0,3}(?:/[\w\-&]{1,24}(?:\s[\w\-&]{1,24}){0,3}?)?\s(?=[QA]))?"
    r"(?:Q|A|问|答|提问|回答)\s?\d{0,3})\s?[:：]\s*"
)


class Inline(NamedTuple):
    """A label on a line: where it stands, where its speech begins, and how it is marked."""

    line: int
    start: int
    end: int
    speech: int  # where the speech begins; the end of the line where nothing follows
    text: str
    mark: bool  # Q1, 答: a mark and no name
    bold: bool


class Inlines(NamedTuple):
    """The labels of a page in its order, how doubtful (0..1) they are, and how many have speech on their line."""

    labels: list[Inline]
    doubt: float
    on_the_line: int


def find_inline(page: Page) -> Inlines:
    """The labels of a page that stand before a colon; found once."""
    if "inline" not in page.memo:
        page.memo["inline"] = _find(page)
    found: Inlines = page.memo["inline"]
    return found


def _find(page: Page) -> Inlines:
    footers = set(page_footers(page.lines)) if paged(page.lines) else set()
    open_ = _mended(_colonless([label for label in _candidates(page) if label.line not in footers], page))
    accepted, doubt = _accepted(open_, page) if open_ else (set(), 1.0)
    labels = [label for label in open_ if core(label.text) in accepted and not _is_credit(label, page)]
    labels = _no_ordinals(_no_title(labels, page))
    answers = sum([is_answer(label.text) for label in labels])
    if answers > 1:
        labels = _numbered(labels, page)
    elif answers and not any(is_question(label.text) for label in labels):  # 回复： once is what somebody wrote
        labels = [label for label in labels if not is_answer(label.text)]
    on_lines = len(labels)
    labels = _inside(labels, page, accepted)
    if not labels:
        return Inlines([], 1.0, 0)
    if len(labels) > 2 * on_lines:  # a dialogue on one line, which its marks make plain
        doubt = min(doubt, 0.1)
    # a label in bold that stands alone above its speech is one of this layout as well: no other claims what is bold
    on_line = [label.mark or label.bold or label.speech < line_end(label, page) for label in labels]
    return Inlines(labels, doubt, sum(on_line))


def _candidates(page: Page) -> Iterator[Inline]:
    """What stands before the first colon of a line, and marks that are a line of their own."""
    whole = _whole_lines(page.lines)
    for i, (line, start) in enumerate(zip(page.lines, page.starts, strict=True)):
        if i in whole:
            yield Inline(i, start, start + len(line), start + len(line), line, mark=False, bold=False)
        elif line.endswith(UNDERLINED):
            continue  # 23. Somebody: a heading ======
        elif (":" in line or "：" in line) and (match := _LABEL.match(line)) is not None:
            at = match.start("label")
            text = match["label"].rstrip()
            if (named := _named_behind(line, match)) is not None:
                match, text = named, line[at : named.end("label")].rstrip()
            if "#" in match["open"] and not is_mark(text):
                continue  # a heading with a colon
            if (closed := _closed(line, match)) is not None:
                match = closed
                text = line[at : match.end("label")].rstrip()
            if _is_open(text):
                continue
            if text[:1] in _DOTS or match["open"][-1:] in _DOTS:
                head = _cut_name(page, i, match["open"])
                if head is not None:
                    end = start + at + len(text)
                    yield Inline(i, head, end, start + match.end(), page.text[head:end], mark=False, bold=False)
                    continue
                text = text.lstrip(_BULLETS)
                at = line.index(text, at) if text else at
            if text and not _STAMP_ONLY.match(line, match.end()):
                bold = match["bold"] is not None or line[match.end() - 1] in "*_"
                speech = start + match.end()
                yield Inline(i, start + at, start + at + len(text), speech, text, _is_marked(text), bold)
                if len(line) > _UNBROKEN:
                    yield from _glued(page, i, speech)
        elif len(line) <= 12 and is_mark(line):
            text = line.strip("*_ \u3000.")
            at = start + line.index(text)
            yield Inline(i, at, at + len(text), start + len(line), text, mark=True, bold=line[0] == "*")


def _glued(page: Page, i: int, low: int) -> Iterator[Inline]:
    """Names before colons inside a line that has lost its line ends: … please go ahead.Nora Hale: Thanks."""
    high = page.starts[i] + len(page.lines[i])
    for match in _GLUED.finditer(page.text, low, high):
        yield Inline(i, match.start(1), match.end(1), match.end(), match[1], mark=False, bold=False)


def _whole_lines(lines: Sequence[str]) -> set[int]:
    """The lines that are labels as a whole, their colon inside: 财务长:黄若昭 Wendy Huang, with speech below.

    One that stands above a sentence may be the last row of a list of people, unless the sentence opens like a turn; two
    of them with a sentence below each are labels.
    """
    found = [
        i
        for i, line in enumerate(lines[:-1])
        if len(line) <= _WHOLE and _is_titled(line) and _SENTENCE.search(lines[i + 1])
    ]
    return {i for i in found if len(found) > 1 or TURN_OPENS.match(lines[i + 1])}


def _closed(line: str, match: re.Match[str]) -> re.Match[str] | None:
    """The colon behind the bracket that the first colon stands in: 克林·维斯（注：保险业务主管）：…; None for any other."""
    text = match["label"]
    if "（" not in text and "(" not in text:
        return None
    if text.count("(") + text.count("（") == text.count(")") + text.count("）"):
        return None
    more = _LABEL.match(line, match.end())
    return more if more is not None and more["label"][-1:] in ")）" else None


def _named_behind(line: str, match: re.Match[str]) -> re.Match[str] | None:
    """The second colon of a line where a title stands before the first and a name before it: 财务长:黄若昭：….

    None where that is not so.
    """
    more = _LABEL.match(line, match.end()) if ":" in line[match.end() :] or "：" in line[match.end() :] else None
    return more if more is not None and _is_titled(line[: more.end("label")]) else None


def _is_titled(line: str) -> bool:
    """Whether a line is a title, a colon and a name."""
    at = line.find(":") if ":" in line else line.find("：")
    if at < 2 or not any(m.end() == at for m in TITLE_ZH.finditer(line, 0, at)):
        return False
    label = parse_label(line)
    return (
        label.title is not None and label.name is not None and (label.gloss is not None or looks_han_name(label.name))
    )


def _is_open(text: str) -> bool:
    """Whether a bracket is open at the end of a text, so that the colon stands inside it: 【原创：2021-04-12】."""
    return any(
        sum(map(text.count, a)) > sum(map(text.count, b)) for a, b in (("(（", ")）"), ("[【", "]】"), ("《", "》"))
    )


def _cut_name(page: Page, i: int, opened: str) -> int | None:
    """Where a label begins whose first half stands on the line before: 奥托⏎•布伦南."""
    before = page.lines[i - 1] if i else ""
    return page.starts[i - 1] if opened.strip() and len(before) <= 6 and _ONLY_HAN.fullmatch(before) else None


def _is_marked(text: str) -> bool:
    """Whether a label is a mark, or a name with one behind it: Tavi Hall/co-CEO A."""
    return is_mark(text) or (text[-2:] in (" Q", " A") and text[:1].isupper())


def line_end(label: Inline, page: Page) -> int:
    """Where the line of a label ends."""
    return page.starts[label.line] + len(page.lines[label.line])


def core(text: str) -> str:
    """A label without the number in front of it: 高盛分析师 of 1、高盛分析师."""
    return text if is_mark(text) else _NUMBERED.sub("", text)


def _numbered(labels: list[Inline], page: Page) -> list[Inline]:
    """The labels, and the numbers of questions that stand above answers: （1）… below which 答： stands."""
    taken = {label.line for label in labels}
    found = list(labels)
    for before, label in zip([None, *labels], labels, strict=False):
        if not is_answer(label.text) or (before is not None and not is_answer(before.text)):
            continue
        for i in range(label.line - 1, max(-1, label.line - 4), -1):
            if i in taken:
                break
            match = _QUESTION_NUMBER.match(page.lines[i]) or _HAN_QUESTION.match(page.lines[i])
            if match is not None:
                taken.add(i)
                start = page.starts[i]
                text = match[0].rstrip(" 、.．:：")
                found.append(Inline(i, start, start + len(text), start + match.end(), text, mark=True, bold=False))
                break
    return sorted(found, key=lambda label: label.start)


def _colonless(open_: list[Inline], page: Page) -> list[Inline]:
    """The labels without marks that are a line of their own and have no colon, unless they are a dialogue: A, (111)."""
    bare = {label.start: label.text for label in open_ if label.mark and label.end >= line_end(label, page)}
    kinds = Counter(map(is_question, bare.values()))
    return open_ if min(kinds[True], kinds[False]) > 1 else [label for label in open_ if label.start not in bare]


def _no_title(labels: list[Inline], page: Page) -> list[Inline]:
    """The labels without the title of the page, where it quotes whom the page is about: 科瓦奇：船是买不来的."""
    if len(labels) < 2 or labels[0].line > _TITLES or labels[0].mark or parse_label(labels[0].text).name is None:
        return labels
    title = labels[0]
    line = page.lines[title.line]
    said = page.text[title.speech : line_end(title, page)]
    if not said or _SENTENCE.search(said) or any(map(_SENTENCE.search, page.lines[: title.line])):
        return labels
    if title.bold:
        return labels[1:] if line.startswith("**") and line.endswith("**") and line.count("**") == 2 else labels
    # a title is short; a longer line without a full stop may be cut by a wrap
    short = len(said) <= _LONGEST_TITLE and "，" not in said and "," not in said
    return labels[1:] if short and labels[1].line > title.line + 1 else labels


def _no_ordinals(labels: list[Inline]) -> list[Inline]:
    """The labels without the ordinals of somebody who counts inside his speech: 第二个问题：…, below 科瓦奇：第一个问题：…."""
    counted = {label.start for label in labels if label.mark and _ORDINAL.match(label.text)}
    return labels if len(counted) * 4 >= len(labels) else [label for label in labels if label.start not in counted]


def _mended(open_: list[Inline]) -> list[Inline]:
    """The labels without what is glued to them: the end of a sentence, or a numbered heading, on their line.

    Where most labels have no number, one that has is the heading of a topic: 24、科瓦奇：….
    """
    counts = Counter([label.text for label in open_ if not label.mark])
    known = {text for text, times in counts.items() if times >= _KNOWN and _NUMBERED.match(text) is None}
    if not known:
        return open_
    endings = sorted(known, key=len, reverse=True)
    plain = sum([counts[text] for text in known])
    numbered = [label for label in open_ if not label.mark and _NUMBERED.match(label.text) is not None]
    topics = {label.start for label in numbered} if len(numbered) * 4 < plain else set()
    found = []
    for label in open_:
        if label.text in known or label.mark:
            found.append(label)
            continue
        name = next((name for name in endings if len(name) > 1 and label.text.endswith(name)), "")
        before = label.text[: -len(name)] if name else ""
        if before and (before.rstrip()[-1:] in _SENTENCE_ENDS or (label.start in topics and len(core(before)) > 2)):
            found.append(label._replace(start=label.end - len(name), text=name))
        elif label.start not in topics:
            found.append(label)
    return found


def _accepted(open_: list[Inline], page: Page) -> tuple[set[str], float]:
    """The label texts that are labels: marks that have their counterpart, names that the evidence carries."""
    lines = page.lines
    # 记者 is a fact about the page at its head, and one who asks where it comes back
    often = {
        text
        for text, times in Counter([label.text for label in open_]).items()
        if times >= _KNOWN and text in ROLE_WORDS
    }
    names = [
        label
        for label in open_
        if not label.mark
        and (_FACT.match(label.text) is None or label.text in often)
        and REPORTS.search(label.text) is None
    ]
    counts = Counter([core(label.text) for label in names])
    cut = paged(lines) or wrapped(lines) > _CUT
    spoken: Counter[str] = Counter()
    heads: dict[str, Head] = {}
    for label in names:
        text = core(label.text)
        behind = page.text[label.speech : line_end(label, page)]
        if label.line + 1 < len(lines) and (not behind or (cut and not _SENTENCE.search(behind))):
            behind += lines[label.line + 1]  # the speech is below, or wrapped
        spoken[text] += _is_said(behind)
        heads.setdefault(text, Head(counts[text], lines[label.line - 1] if label.line else "", behind))
    heads = {
        text: head
        for text, head in heads.items()
        if spoken[text] * 2 >= counts[text] and (not ends_as_speech(text) or parse_label(text).role == "media")
    }
    first = next((label.start for label in names if core(label.text) in heads), 0)
    asked = "？" in page.text or "?" in page.text
    accepted, doubt = judge(heads, _led(page.text[:first], heads), asked=asked) if heads else (set(), 1.0)
    accepted = accepted | _between(open_, heads)
    for styled in ([label for label in names if label.bold], [label for label in names if label.text.isupper()]):
        accepted = accepted | _in_style(styled, accepted)
    marks = {label.text for label in open_ if label.mark}
    kinds = {is_question(text) for text in marks}
    if len(kinds) == 2:
        return {*accepted, *marks}, min(doubt, 0.05)
    # one kind of mark: named people ask or answer, or nobody does
    if marks and (accepted or kinds == {False}):
        return {*accepted, *marks}, doubt if accepted else 0.3
    return set(accepted), doubt


def _between(open_: Sequence[Inline], heads: Mapping[str, Head]) -> set[str]:
    """Names that stand where an answer does, between two marks of questions: 问：… 科瓦奇：… 问：…."""
    if sum([is_question(label.text) for label in open_]) < _KNOWN:
        return set()
    return {
        core(name.text)
        for before, name, behind in zip(open_, open_[1:], open_[2:], strict=False)
        if is_question(before.text) and is_question(behind.text) and core(name.text) in heads and _is_named(name.text)
    }


def _is_named(text: str) -> bool:
    """Whether a label has a name, by its letters alone."""
    return looks_named(parse_label(text).name or "")


def _in_style(styled: Sequence[Inline], accepted: Set[str]) -> set[str]:
    """Names in bold, or in capitals, on a page whose labels are: one who speaks once has no more to show for himself."""
    sure = [label for label in styled if core(label.text) in accepted]
    if len(sure) < _SURE_IN_STYLE or len(sure) * 2 < len(styled):
        return set()
    return {
        core(label.text)
        for label in styled
        if is_latin_name(label.text) or looks_han_name(label.text) or parse_label(label.text).role is not None
    }


def _is_credit(label: Inline, page: Page) -> bool:
    """Whether a label is a fact about the page after all, with a name and nothing else behind it: 记者：傅喻."""
    if _FACT.match(label.text) is None:
        return False
    behind = page.text[label.speech : line_end(label, page)]
    return looks_han_name(behind) or is_latin_name(behind)


def _is_said(text: str) -> bool:
    """Whether what stands behind a label is speech: it has a sentence's end, or is long; 33.6亿美元 is a figure."""
    return (
        _SENTENCE.search(text) is not None
        or len(text) > 40
        or (0 < len(text) <= 12 and not any(map(str.isdigit, text)))
    )


def _led(lead: str, heads: dict[str, Head]) -> set[str]:
    """Folded names that the page's lead gives a title or a gloss: 首席财务官王珂（Ke Wang）."""
    found: set[str] = set()
    for text in heads:
        name = parse_label(text).name or ""
        at = lead.find(name) if len(name) > 1 else -1
        if at >= 0:
            before, after = lead[max(0, at - 16) : at].rstrip(), lead[at + len(name) : at + len(name) + 1]
            if any(m.end() == len(before) for m in TITLE_ZH.finditer(before)) or after in ("(", "（"):
                found.add(fold(name))
    return found


def _inside(labels: list[Inline], page: Page, accepted: set[str]) -> list[Inline]:
    """The labels, and those that stand inside lines: a whole dialogue on one line."""
    known: dict[int, list[Inline]] = {}
    for label in labels:
        known.setdefault(label.line, []).append(label)
    names = sorted([text for text in accepted if not is_mark(text)], key=len, reverse=True)
    again = re.compile(rf"(?<=[\s。？！?!；;.”」）)])({'|'.join(map(re.escape, names))})\s?[:：]\s*") if names else None
    found: list[Inline] = []
    for i, (line, start) in enumerate(zip(page.lines, page.starts, strict=True)):
        first = known.get(i, [])
        found += first
        colons = line.count(":") + line.count("：")
        if colons < 2:
            continue
        low = first[-1].speech if first else start
        more = {(m.start(1), m.end(1), m.end()) for m in _INSIDE.finditer(page.text, low, start + len(line))}
        if not first and len({page.text[a:b].split()[-1][0] in "Q问提" for a, b, _ in more}) < 2:
            more.clear()  # marks that begin no line are marks where both kinds are
        if first and again is not None:
            more |= {(m.start(1), m.end(1), m.end()) for m in again.finditer(page.text, low, start + len(line))}
        at = low
        for begin, stop, speech in sorted(more):
            if begin >= at:
                at = speech
                text = page.text[begin:stop].rstrip()
                found.append(Inline(i, begin, begin + len(text), speech, text, _is_marked(text), bold=False))
    return found
