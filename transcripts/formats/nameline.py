"""``nameline`` (F01): the speaker's name alone on its line, the speech below it.

The flagship format, of financial portals and their readers. With or without a colon, a gloss or a
blank line; Latin or Chinese. Nothing marks a label but the page itself, so the page decides: a label
recurs, carries an interpunct, is introduced, stands above speech. Headings and site furniture do not.
"""

from __future__ import annotations

import re
from collections import Counter

from ..fold import INTERPUNCTS, fold, split_name
from ..model import BlockKind, Section
from ..names.label import Label, is_transliteration, parse_label, starts_with_surname
from ..names.words import HEADING_WORDS, INTRODUCES, SECTION_PREPARED, SECTION_QA
from .base import Page, Piece, Script, Sniff
from .furniture import ASIDE, BUTTON, FOOTER, FURNITURE

LONGEST_LABEL = 80  # characters; a name with gloss, title and firm fits
NAME_POINTS = 1.0  # what the shape of a name is worth by itself
LABEL_POINTS = 2.0  # how much evidence makes a line a label; see _points
_SPEECH_ENDS = frozenset('。！？!?…；;，,、.”"』」]】>')  # what a label never ends with
_DOTS = frozenset(INTERPUNCTS)
_NOT_FIRST = frozenset("[【(（<《*#>•")  # brackets are asides, marks are Markdown: other formats
_ASIDES = frozenset("[【(（")
_HAN = re.compile(r"[\u3400-\u9fff]")
_NEVER_IN_NAMES = re.compile(r"[0-9０-９%$@#*=_+<>《》|/\\~^“”\"，。！？；、]|https?:")
# How speakers begin and headings do not go on.
_TURN_OPENS = re.compile(
    r"大家|各位|管理层|我想(?:问|请教|了解|跟进|先)|请问|请教|想请教|想问|能否|我来|我补充|我先|谢谢|感谢|非常感谢|多谢|好的|当然|是的|嗨|[^。，,]{0,10}好[，,。、！!]|恭喜"
    r"|Thank|Hi\b|Hello|Hey\b|Good (?:morning|afternoon|evening|day)|Yes\b|Yeah|Sure|Okay|Great\b"
)
_CAMEL = re.compile(r"(?!(?:Ma?c|De|La|Le|Di|Du|Van|O['’]|Fitz)[A-Z])[A-Z][a-z]+[A-Z]")
_INTRODUCES = "的是请由位让自给：，、 "  # what stands before a name in 下一个问题来自…的 NAME, 有请 NAME
_CAST_HEAD = re.compile(
    r"(?:参会|出席|与会|参加会议的?|电话会议)(?:人员|领导|嘉宾|高管|者|参与者|人)"
    r"|(?:Company|Conference Call|Call) [Pp]articipants|Executives|Analysts"
)
_CAST_HEAD_ENDS = frozenset("员导宾管者人單单:：sS")
_CAST_ROW = re.compile(r"^[^。，,]{2,40}?\s*(?:——|—|–|-{1,2})\s*\S.{0,60}$")


class NameLine:
    """Name alone on its line."""

    name = "nameline"

    def sniff(self, page: Page) -> Sniff:
        labels, doubt = _labels(page)
        if not labels:
            return Sniff(0.0, ("no line stands above speech like a name",))
        speakers = len({page.lines[i] for i in labels})
        # one label is little; the fourth and fifth add less than the second
        score = (1.0 - 0.5 ** min(len(labels), 8)) * (1.0 - doubt) * (0.95 if speakers > 1 else 0.6)
        return Sniff(score, (f"{len(labels)} lines stand alone above speech, as {speakers} different labels",))

    def segment(self, page: Page) -> list[Piece]:
        lines, starts = page.lines, page.starts
        labels = _labels(page)[0]
        first = labels[0] if labels else len(lines)
        pieces = _head(lines[:first], starts)
        for n, i in enumerate(labels):
            start, text = starts[i], lines[i]
            pieces.append((BlockKind.LABEL, start, start + len(text.rstrip(":：").rstrip().rstrip(":：").rstrip())))
            last = n + 1 == len(labels)
            _speech(lines, starts, i + 1, len(lines) if last else labels[n + 1], last, pieces)
        return pieces

    def render(self, script: Script) -> str:
        lines = [script.title or "", script.published or ""]
        section = None
        for turn in script.turns:
            if turn.section is Section.QA and section is Section.PREPARED:
                lines.append("问答环节")
            section = turn.section
            lines.append(turn.label)
            lines += turn.paragraphs
        return "\n\n".join([line for line in lines if line]) + "\n"


def _labels(page: Page) -> tuple[list[int], float]:
    """Rows that are labels, and how doubtful (0..1) the weakest half of the evidence is."""
    if "nameline" not in page.memo:
        page.memo["nameline"] = _find_labels(page.lines)
    found: tuple[list[int], float] = page.memo["nameline"]
    return found


def _find_labels(texts: list[str]) -> tuple[list[int], float]:
    # what could be a label: short, not a sentence
    short = [len(t) <= LONGEST_LABEL and t[-1] not in _SPEECH_ENDS and t[0] not in _NOT_FIRST for t in texts]
    above = [i for i, (this, below) in enumerate(zip(short, [*short[1:], True], strict=False)) if this and not below]
    heads = Counter([texts[i] for i in above])
    listed = _listed(texts, short, above)
    places = {texts[i]: i for i in reversed(above)}
    points = {
        text: _points(text, count, texts[at - 1] if at else "", texts[at + 1] if at + 1 < len(texts) else "", listed)
        for (text, count), at in zip(heads.items(), map(places.__getitem__, heads), strict=True)
    }
    if len(points) > 1 and min(points.values()) >= NAME_POINTS and any("？" in t or "?" in t for t in texts):
        # nothing but names stands above speech, and somebody asks: a dialogue in which each may speak once
        points = {text: p + 1.0 for text, p in points.items()}
    sure = {fold(text) for text, p in points.items() if p >= LABEL_POINTS}
    sure_parts = {part for text in points if points[text] >= LABEL_POINTS for part in map(fold, _parts(text))}
    accepted = {
        text
        for text, p in points.items()
        # a line that nothing speaks for but that spells a label, or a part of one, is that speaker again
        if p >= LABEL_POINTS or (p > -1 and (fold(text) in sure or (fold(text) in sure_parts and len(text) > 1)))
    }
    if not accepted:
        return [], 1.0
    labels = [i for i, text in enumerate(texts) if short[i] and text in accepted]
    # names in a row are a list of people, not turns; the last of them may still stand above speech
    labels = [i for i in labels if not (i + 1 < len(texts) and short[i + 1] and texts[i + 1] in accepted)]
    if labels and labels[-1] == len(texts) - 1:
        labels.pop()
    weak = sum(points[t] < LABEL_POINTS + 1 for t in accepted)
    return labels, 0.4 * weak / len(accepted)


def _listed(texts: list[str], short: list[bool], above: list[int]) -> set[str]:
    """Folded names of the lists of participants in the head of the page."""
    found: set[str] = set()
    in_cast = False
    for is_short, text in zip(short, texts[: above[0] + 40 if above else 0], strict=False):
        if is_short and text[-1] in _CAST_HEAD_ENDS and _CAST_HEAD.match(text):
            in_cast = True
        elif in_cast:
            in_cast = _CAST_ROW.match(text) is not None
            if in_cast:
                found.update({fold(text), fold(parse_label(text).name or "")})
    return found


def _points(text: str, heads: int, before: str, below: str, listed: set[str]) -> float:
    """How much speaks for a line being a label. About 2 is a label: one clear sign, or two weak ones."""
    label = parse_label(text)
    bare_role = label.role is not None and label.name is None and label.firm is None
    if not bare_role and HEADING_WORDS.search((label.name if label.gloss or label.title else None) or text):
        return -3.0
    points = min(heads, 3) - 1.0  # a label recurs
    if text[-1] in ":：":
        points += 0.75
    if label.role and label.name is None:
        return points + 2.5 if bare_role or not _NEVER_IN_NAMES.search(label.firm or "") else -3.0
    name = label.name or ""
    if not name or _NEVER_IN_NAMES.search(name):
        return -3.0
    if listed and fold(name) in listed:
        # the list's own row is no label; the name alone, later, is one
        return points + 2.0 if fold(text) not in listed or fold(text) == fold(name) else -3.0
    points += _shape_points(name, label)
    if not _HAN.search(name) and _HAN.search(below):
        points += 0.6  # a Latin line above Chinese speech
    if _TURN_OPENS.match(below):
        points += 1.0
    return points + (1.5 if _introduced(name, before) else 0.0)


def _shape_points(name: str, label: Label) -> float:
    """How much the letters look like a person's name."""
    points = 2.0 if label.gloss or label.role else 1.5 if label.title else 0.0
    if _HAN.search(name):
        parts = split_name(name)
        letters = "".join(parts)
        if len(letters) > 16:
            return -3.0
        if len(parts) > 1 and not _DOTS.isdisjoint(name):
            return points + 3.0  # an interpunct
        if starts_with_surname(letters):
            return points + 1.25
        return points + (1.0 if is_transliteration(letters) else -0.5 if len(letters) > 5 else 0.0)
    words = name.split()
    if len(words) > 5 or not words[0][:1].isupper():
        return -3.0
    if sum(word[:1].isupper() for word in words) < len(words) - 2:
        return -1.0
    capitals = [word.isupper() for word in words if len(word) > 1]
    if (any(capitals) and not all(capitals)) or any(map(_CAMEL.match, words)):
        points -= 1.0  # AI Model, YouTube Shorts; but TESSA BRANDVOLD
    return points + (1.5 if len(words) > 1 else 0.5)


def _introduced(name: str, before: str) -> bool:
    """Whether the speech before hands over to the name, as in 下一个问题来自…的 NAME."""
    name = name.replace("\xa0", " ")
    at = before.rfind(name)
    if at < 0:
        return False
    if INTRODUCES.search(before):
        return True
    left, right = before[at - 1 : at], before[at + len(name) : at + len(name) + 1]
    return (not left or left in _INTRODUCES) and (not right or right in "。，,.、 先女进请发提的讲（(")


def _parts(text: str) -> tuple[str, ...]:
    label = parse_label(text)
    return split_name(label.name or "") + split_name(label.gloss or "")


def _head(lines: list[str], starts: list[int]) -> list[Piece]:
    """What stands before the first label: title, date, site furniture, a list of participants."""
    in_cast = False
    pieces: list[Piece] = []
    for start, text in zip(starts, lines, strict=False):
        kind = BlockKind.META
        if text[-1] in _CAST_HEAD_ENDS and len(text) < LONGEST_LABEL and _CAST_HEAD.match(text):
            in_cast = True
            kind = BlockKind.HEADING
        elif in_cast:
            in_cast = _CAST_ROW.match(text) is not None
            kind = BlockKind.CAST if in_cast else kind
        pieces.append((kind, start, start + len(text)))
    if lines and pieces[-1][0] is BlockKind.META and _section(lines[-1]):
        pieces[-1] = (BlockKind.HEADING, *pieces[-1][1:])
    return pieces


def _speech(lines: list[str], starts: list[int], low: int, high: int, last: bool, pieces: list[Piece]) -> None:
    """The lines below a label, up to the next: speech, and what a page puts in between."""
    end = _footer(lines, low, high) if last else high
    for i in range(low, end):
        start, text = starts[i], lines[i]
        kind = BlockKind.SPEECH
        if len(text) <= LONGEST_LABEL:
            open_ended = text[-1] not in _SPEECH_ENDS
            if open_ended and _section(text):
                kind = BlockKind.HEADING
            elif end - low > 1:  # a turn's only line is what was said
                if text[0] in _ASIDES and ASIDE.fullmatch(text):
                    kind = BlockKind.ASIDE
                elif FURNITURE.match(text):
                    kind = BlockKind.FURNITURE
                elif open_ended and _is_heading(lines, i, low, end):
                    kind = BlockKind.HEADING
        pieces.append((kind, start, start + len(text)))
    pieces += [(BlockKind.FURNITURE, starts[i], starts[i] + len(lines[i])) for i in range(end, high)]


def _is_heading(lines: list[str], i: int, low: int, end: int) -> bool:
    """Whether a short line without a full stop is a topic's heading: it stands between paragraphs that have one."""
    text = lines[i]
    if len(text) > (40 if text.isascii() else 16) or any(c in "，,。：:" for c in text):
        return False
    return low < i < end - 1 and lines[i - 1][-1] in _SPEECH_ENDS and lines[i + 1][-1] in _SPEECH_ENDS


def _section(text: str) -> bool:
    """Whether a line is the name of a section of the call: 问答环节, Prepared Remarks."""
    name = text.strip(":： *#")
    return len(name) <= 40 and bool(SECTION_QA.fullmatch(name) or SECTION_PREPARED.fullmatch(name))


def _footer(lines: list[str], low: int, high: int) -> int:
    """Where the speech of the last turn ends; the page's footer follows."""
    end = next((i for i in range(low + 1, high) if FOOTER.match(lines[i])), high)
    # counters and buttons: short lines without a full stop at the very end
    while end > low + 1 and lines[end - 1][-1] not in _SPEECH_ENDS and _button(lines[end - 1]):
        end -= 1
    return end


def _button(text: str) -> bool:
    """Whether a line at the end of a page is a counter or a button: 评论, 点赞 24, go."""
    return len(text) <= 6 or (len(text) <= 32 and (text.isascii() or BUTTON.search(text) is not None))
