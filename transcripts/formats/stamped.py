"""``stamped`` (F14): a time beside every label, or before every paragraph under it.

* ``**Name - Firm, Title**`` alone, below it ``(00:02:05) Capital spending…``, in one language or in two
* ``演讲者1:(00:00)``, ``劳拉·格雷夫斯:00:29``, ``发言人1 00:01``, ``Name (00:12):`` with the speech below
* ``[00:01:02] Name: speech``

Transcribers and speech recognisers print them. The time is no part of the label and none of the speech.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from ..fold import fold
from ..model import BlockKind, Section
from ..names.label import parse_label
from ..names.shapes import is_latin_name, looks_han_name, looks_named
from ..names.words import HEADING_WORDS
from .base import TIME, Page, Piece, Script, ScriptTurn, Sniff
from .body import is_section, lay_out
from .evidence import LONGEST_LABEL, SPEECH_ENDS

_CLOCK = r"(\d{1,2}[:：]\d\d(?:[:：]\d\d)?)(?:[.,]\d{1,3})?"
_CLOCKS = re.compile(r":\d\d(?![:\d])")
_LEAST = 2  # times that a page of this format has; most pages have one, of when they came out
_BRACKETED = rf"[(（\[【]\s?{_CLOCK}\s?[)）\]】]"
# A time at the head of a line, in brackets or bare, and what separates it from what is said.
_AT_HEAD = re.compile(rf"(?:{_BRACKETED}|{_CLOCK}(?=[\s\-–—]|$))\s*(?:[-–—]\s)?\s*")
# A time at the end of a line, behind a label: glued to it, with a colon before or behind, or a space.
_AT_END = re.compile(
    rf"(?P<label>.{{1,{LONGEST_LABEL}}}?)(?:\s*[:：,，|\-–—]?\s*{_BRACKETED}|(?:\s*[:：,，|\-–—]\s*|\s+){_CLOCK})\s*[:：]?$"
)
# Label, time and speech on one line: 发言人1 00:00:28 各位好.
_BETWEEN = re.compile(rf"(?P<label>[^:：。，！？!?\n]{{1,40}}?)(?:\s*[:：]?\s*{_BRACKETED}|\s+{_CLOCK})\s+(?=\S)")
_BEFORE_COLON = re.compile(r"([^\s:：，。！？!?*][^:：，。！？!?*]{0,63}?)\s*[:：](?!//)\s*")
_LAST = frozenset(")]）】:：0123456789")
_BRACKETS = frozenset("([（【")
_FIRST = _BRACKETS | frozenset("0123456789")
_BOLD = re.compile(r"(?:#{1,6}\s+)?([*_]{2,3})\s*(?P<label>[^*_\n]{1,80}?)\s*[:：]?\s*\1\s*[:：]?")
# A date is no time of a turn, and what a page says about the recording is no label.
_FACT = re.compile(
    r"\d{4}[-/.年]|时长|时间|日期|发布|发表|更新|开始|结束|总长|录制|来源|全长|文件"
    r"|(?i:\b(?:duration|length|time|date|updated|published|recorded|source|posted)\b)"
)
# What recognisers put under what they heard, and hear where nothing is said.
_SIGN_OFF = re.compile(
    r"(?:本|该|此|以上)?(?:转写|转录|字幕|文字稿|逐字稿|录音稿)[^。]{0,24}(?:机器|自动|AI|语音识别|未经)"
    r"|以上内容由\s?(?:AI|人工智能)[^。]{0,6}生成|请不吝点赞|字幕志愿者|(?:Transcribed by|Subtitles by)\b"
)
_SOUND = re.compile(r"(?:\[[^\[\]]{1,16}\]|【[^【】]{1,16}】|[(（][^()（）]{1,16}[)）])")
_TELLS = re.compile("外语|口译|翻译")  # asides that say whose words follow


_EDGES = " \t\u3000\xa0*_:：-–—|,，"
_MANY = 3  # times without brackets at the head of lines from which they are times
_SHORT = 24  # characters; what looks like no name and is longer is no label, however often it comes back


class _Line(NamedTuple):
    """A line with a time or a label: the label that it has, where the time stands, and where its speech begins."""

    label: tuple[int, int] | None
    stamp: tuple[int, int] | None
    speech: int  # the end of the line where nothing follows


class _Found(NamedTuple):
    """The lines of a page that are labels or have a time, by number; ``labels`` are those with a label."""

    lines: dict[int, _Line]
    labels: list[int]


class Stamped:
    """A time beside every label or paragraph."""

    name = "stamped"

    def sniff(self, page: Page) -> Sniff:
        found = _find(page)
        timed = sum([_is_timed(i, found) for i in found.labels])
        if not timed:
            return Sniff(0.0, ("no label has a time beside it or below it",))
        speakers = len({_text(page, found.lines[i]) for i in found.labels})
        score = 0.95 * (1.0 - 0.5 ** min(timed + 1, 8)) * (1.0 if speakers > 1 else 0.8)
        score *= timed / len(found.labels)
        return Sniff(score, (f"{timed} labels with a time beside them or below them, {speakers} different",))

    def segment(self, page: Page) -> list[Piece]:
        found = _find(page)
        first = found.labels[0] if found.labels else len(page.lines)
        foot = _foot(page, found)
        lines: list[str] = []
        starts: list[int] = []
        labels: list[int] = []
        pieces: list[Piece] = []
        for i, (line, start) in enumerate(zip(page.lines[:foot], page.starts, strict=False)):
            part = found.lines.get(i) if i >= first else None
            if part is None:
                lines.append(line)
                starts.append(start)
                continue
            if part.stamp is not None:
                pieces.append((TIME, *part.stamp))
            if part.label is not None:
                labels.append(len(lines))
                lines.append(_text(page, part))
                starts.append(part.label[0])
            if part.speech < start + len(line):
                lines.append(line[part.speech - start :])
                starts.append(part.speech)
        spoken = frozenset(part.speech for i, part in found.lines.items() if part.stamp is not None and i >= first)
        for kind, start, end in _with_sounds(lay_out(lines, starts, labels), page.text):
            # what was said at a time is no note and no heading: (00:02:18) 注：以上数字已经审计
            timed = start in spoken and kind in (BlockKind.FURNITURE, BlockKind.HEADING)
            pieces.append((BlockKind.SPEECH if timed else kind, start, end))
        pieces += [
            (BlockKind.FURNITURE, start, start + len(line))
            for line, start in zip(page.lines[foot:], page.starts[foot:], strict=True)
        ]
        return sorted(pieces, key=lambda piece: piece[1])

    def render(self, script: Script) -> str:
        parts = [script.title or "", script.published or ""]
        section = None
        for turn in script.turns:
            if turn.section is Section.QA and section is Section.PREPARED:
                parts.append("### Q&A")
            section = turn.section
            parts.append("\n\n".join(_written(turn)))
        return "\n\n".join([part for part in parts if part]) + "\n"


def share_timed(page: Page) -> float:
    """The share of labels (0..1) with a time beside or below them; 0 where fewer than two have one."""
    found = _find(page)
    timed = sum([_is_timed(i, found) for i in found.labels])
    return timed / len(found.labels) if timed >= _LEAST else 0.0


def _written(turn: ScriptTurn) -> list[str]:
    """The paragraphs of a turn, each below its translation, the first below the label."""
    stamp = "" if turn.start is None else f"({_clock(turn.start)}) "
    count = max(len(turn.paragraphs), len(turn.translation))
    both = [(*turn.translation[n : n + 1], *turn.paragraphs[n : n + 1]) for n in range(count)]
    rows = ["\n".join([stamp + said for said in said_twice]) for said_twice in both]
    rows[0] = f"**{turn.label}**\n{rows[0]}" if turn.label else rows[0]
    return rows


def _clock(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


# --- what lay between -------------------------------------------------------------------------------------------


def _foot(page: Page, found: _Found) -> int:
    """The line from which a recogniser speaks for itself; the number of lines where none does."""
    last = found.labels[-1] if found.labels else len(page.lines)
    return next((i for i in range(last + 2, len(page.lines)) if _SIGN_OFF.match(page.lines[i])), len(page.lines))


def _with_sounds(pieces: list[Piece], text: str) -> list[Piece]:
    """The pieces, lines like [背景音] as asides, unless they are all that a turn has."""
    found: list[Piece] = []
    for n, (kind, start, end) in enumerate(pieces):
        what = kind
        if kind is BlockKind.SPEECH and text.startswith("![", start):
            what = BlockKind.FURNITURE  # a picture
        elif kind is BlockKind.SPEECH and end - start <= 18 and _SOUND.fullmatch(text, start, end):
            beside = {pieces[n - 1][0], pieces[n + 1][0] if n + 1 < len(pieces) else None}
            if BlockKind.SPEECH in beside and not _TELLS.search(text, start, end):
                what = BlockKind.ASIDE
        found.append((what, start, end))
    return found


# --- where the times stand ----------------------------------------------------------------------------------------


def _find(page: Page) -> _Found:
    """The labels and times of a page, found once."""
    if "stamped" not in page.memo:
        page.memo["stamped"] = _search(page)
    found: _Found = page.memo["stamped"]
    return found


def _search(page: Page) -> _Found:
    glued: dict[int, _Line] = {}
    headed: dict[int, _Line] = {}
    if len(_CLOCKS.findall(page.text)) < _LEAST and "：0" not in page.text:
        return _Found({}, [])
    between: dict[int, _Line] = {}
    for i, line in enumerate(page.lines):
        if ":" not in line and "：" not in line:
            continue
        start = page.starts[i]
        match = _AT_HEAD.match(line) if line[0] in _FIRST else None
        if match is not None:
            stamp = match.span(match.lastindex or 0)
            headed[i] = _Line(None, (start + stamp[0], start + stamp[1]), start + match.end())
        elif line[-1] in _LAST and len(line) <= LONGEST_LABEL + 24 and (match := _AT_END.match(line)) is not None:
            stamp = match.span(match.lastindex or 0)
            glued[i] = _Line(_bare(match["label"], start), (start + stamp[0], start + stamp[1]), start + len(line))
        elif (match := _BETWEEN.match(line)) is not None and _is_label(match["label"].strip(_EDGES), again=False):
            stamp = match.span(match.lastindex or 0)
            label = _bare(match["label"], start)
            between[i] = _Line(label, (start + stamp[0], start + stamp[1]), start + match.end())
    if not glued and not headed and len(between) < _LEAST:
        return _Found({}, [])
    glued = _accepted(glued, page) | (between if len(between) >= _LEAST else {})
    above = _above(headed, glued, page)
    behind = {} if above else _behind(headed, page)
    # what is a line of its own is a time; what a sentence begins with may be a clock
    bare = [i for i, line in headed.items() if page.lines[i][0] not in _BRACKETS and line.speech < _end(page, i)]
    if len(bare) < _MANY:
        headed = {i: line for i, line in headed.items() if i not in bare or i - 1 in above or i in behind}
    lines = headed | behind | glued | above
    return _Found(lines, sorted([i for i, line in lines.items() if line.label is not None]))


def _above(headed: dict[int, _Line], glued: dict[int, _Line], page: Page) -> dict[int, _Line]:
    """The labels that stand alone on a line above one with a time: in bold, or plain."""
    found: dict[int, _Line] = {}
    for i in headed:
        if i and i - 1 not in headed and i - 1 not in glued:
            line, start = page.lines[i - 1], page.starts[i - 1]
            bold = _bold(line)
            if bold is not None:
                label = _bare(bold["label"], start + bold.start("label"))
            elif len(line) <= LONGEST_LABEL and line[-1] not in SPEECH_ENDS and line[0] not in "#*-[(（【":
                label = _bare(line, start)
            else:
                continue
            found[i - 1] = _Line(label, None, start + len(line))
    found = _accepted(found, page)
    known = {fold(_text(page, line)) for line in found.values()}
    if not known:
        return {}
    for i, line in enumerate(page.lines):
        # whose time is lost
        if line[0] in "*_#" and i not in found and (bold := _bold(line)) is not None:
            parsed = parse_label(bold["label"])
            named = parsed.firm is not None and (is_latin_name(parsed.name or "") or looks_han_name(parsed.name or ""))
            if fold(bold["label"]) in known or named:
                start = page.starts[i]
                found[i] = _Line(_bare(bold["label"], start + bold.start("label")), None, start + len(line))
    return found


def _bold(line: str) -> re.Match[str] | None:
    """A line that is bold as a whole."""
    return _BOLD.fullmatch(line) if line[0] in "*_#" and len(line) <= LONGEST_LABEL + 16 else None


def _behind(headed: dict[int, _Line], page: Page) -> dict[int, _Line]:
    """The labels that stand between a time and the speech, where most lines with a time have one."""
    found: dict[int, _Line] = {}
    for i, line in headed.items():
        match = _BEFORE_COLON.match(page.text, line.speech, _end(page, i))
        if match is not None:
            found[i] = _Line(_bare(match[1], match.start(1)), line.stamp, match.end())
    found = _accepted(found, page)
    return found if len(found) * 2 >= len(headed) else {}


def _accepted(found: dict[int, _Line], page: Page) -> dict[int, _Line]:
    """The lines whose labels look like some, or come back."""
    if not found:
        return found
    texts = {i: _text(page, line) for i, line in found.items()}
    times = Counter(map(fold, texts.values()))
    # rows of people or chapters have no speech below them
    spoken = {
        fold(texts[i])
        for i, line in found.items()
        if line.speech < _end(page, i) or (i + 1 < len(page.lines) and i + 1 not in found)
    }
    return {
        i: line
        for i, line in found.items()
        if (key := fold(texts[i])) in spoken and _is_label(texts[i], again=times[key] > 1)
    }


@lru_cache(maxsize=4096)
def _is_label(text: str, *, again: bool) -> bool:
    """Whether a text that has a time beside it, more than once where it comes ``again``, says who speaks."""
    if _FACT.search(text) or is_section(text) or not any(map(str.isalpha, text)):
        return False
    label = parse_label(text)
    if label.role is not None:
        return True
    if not label.name:
        return False
    if label.title is not None or label.firm is not None:
        return True
    if HEADING_WORDS.search(text):
        return False
    if looks_named(label.name):
        return True
    return again and len(text) <= _SHORT


def _bare(text: str, start: int) -> tuple[int, int]:
    """Where a label stands, without white space, marks of bold and colons around it."""
    left = len(text) - len(text.lstrip(_EDGES))
    return start + left, start + max(left + 1, len(text.rstrip(_EDGES)))


def _end(page: Page, i: int) -> int:
    """Where a line ends."""
    return page.starts[i] + len(page.lines[i])


def _text(page: Page, line: _Line) -> str:
    """The label of a line."""
    return page.text[slice(*line.label)] if line.label is not None else ""


def _is_timed(i: int, found: _Found) -> bool:
    """Whether a label has its time on its line or on the next."""
    return found.lines[i].stamp is not None or (i + 1 in found.lines and found.lines[i + 1].label is None)
