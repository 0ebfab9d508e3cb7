"""How much speaks for a piece of text being a label: the same scales for every format whose labels nothing marks.

A label recurs, has the shape of a name, says a role, is introduced by the speech before, stands before speech that
opens like a turn. Headings, notes and site furniture do not. About two points make a label; docs/architecture.md
has the table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from typing import NamedTuple

from ..fold import HAN, INTERPUNCTS, fold, split_name
from ..names.label import Label, names_speech, parse_label
from ..names.shapes import is_transliteration, starts_with_surname
from ..names.words import HEADING_WORDS, INTRODUCES

LONGEST_LABEL = 80  # characters; a name with gloss, title and firm fits
NAME_POINTS = 1.0  # what the shape of a name is worth by itself
LABEL_POINTS = 2.0  # how much evidence makes a text a label
SPEECH_ENDS = frozenset('。！？!?…；;，,、.”"』」]】>')  # what a label never ends with
_BRACKETS = re.compile(r"\s?[（(][^\W\d_][^（）()]{0,60}[)）]$")
_DOTS = frozenset(INTERPUNCTS)
_NEVER_IN_NAMES = re.compile(r"[0-9０-９%$@#*=_+<>《》|/\\~^“”\"，。！？；、]|https?:")
_NOBODY = re.compile(
    r"致.{0,24}(?:股东|合伙人|投资者|读者|员工|同事|朋友|信|们|的?[:：])|[一二三四五六七八九十百]{1,4}$|[总小]结$"
)
_TELEPHONE = re.compile(r"(?:手机)?尾号\s?\d+")  # 投资者（尾号6021）
_SON = re.compile(r"\b[JjSs][Rr]\.$")
# What firms end in, and a sentence does not: Nora Hale - Larch Corp.
ABBREVIATED = re.compile(
    r"\b(?:Inc|Corp|Co|Cos|Ltd|LLC|L\.?L\.?C|L\.?P|N\.?A|S\.?A|U\.?S|U\.?K|Jr|Sr|Ph\.?D|M\.?D|Bros|Lic|Bhd|plc|N\.V|[ES]\.?V\.?P)\.$"
)
_DASHED = re.compile(r"——|\s[-–—]{1,2}\s|--")
# How speakers begin and headings do not go on.
TURN_OPENS = re.compile(
    r"大家|各位|管理层|我想(?:问|请教|了解|跟进|先)|请问|请教|想请教|想问|能否|我来|我补充|我先|谢谢|感谢|非常感谢|多谢|好的|当然|是的|嗨|[^。，,]{0,10}好[，,。、！!]|恭喜"
    r"|Thank|Hi\b|Hello|Hey\b|Good (?:morning|afternoon|evening|day)|Yes\b|Yeah|Sure|Okay|Great\b"
)
# English words of sentences: a line with one is a heading, Why We Buy, and no name.
_OF_SENTENCES = frozenset(
    """the an of with by in on for and to at as or we our are is was be not how why what when where who from your you my it
    its this that have has""".split()
)
_INITIAL = re.compile(r"(?:[A-Z]\.)+")  # Nora J. Hale, N.J. Hale
_ENDS_ADDRESS = frozenset(",.，。!！?？")
_REPLY = 40  # characters at the head of a reply in which it calls whoever spoke
_CAMEL = re.compile(r"(?!(?:Ma?c|De|La|Le|Di|Du|Van|O['’]|Fitz)[A-Z])[A-Z][a-z]+[A-Z]")
_INTRODUCES = "的是请由位让自给：，、 "  # what stands before a name in 下一个问题来自…的 NAME, 有请 NAME


def ends_as_speech(text: str) -> bool:
    """Whether a text ends as no label does: with a full stop, but for Roy Hale, Jr. and Nora Hale - Larch Corp."""
    if text[-1] not in SPEECH_ENDS or _SON.search(text) is not None:
        return False
    return ABBREVIATED.search(text) is None or _DASHED.search(text) is None


class Head(NamedTuple):
    """A text that may be a label: how often it stands like one, and what is before and behind it the first time.

    ``reply`` is what is behind the next such text.
    """

    times: int
    before: str
    behind: str
    reply: str = ""


class Verdict(NamedTuple):
    """The texts that are labels, and how doubtful (0..1) the weakest half of the evidence is."""

    labels: Set[str]
    doubt: float


def judge(heads: Mapping[str, Head], listed: Set[str], *, asked: bool) -> Verdict:
    """Which of the texts are labels. ``listed`` are folded names that the page lists; ``asked``: somebody asks on it."""
    points = {text: _points(text, head, listed) for text, head in heads.items()}
    if len(points) > 1 and min(points.values()) >= NAME_POINTS and asked:
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
        return Verdict(accepted, 1.0)
    weak = sum(points[t] < LABEL_POINTS + 1 for t in accepted)
    return Verdict(accepted, 0.4 * weak / len(accepted))


def _points(text: str, head: Head, listed: Set[str]) -> float:
    """How much speaks for a line being a label. About 2 is a label: one clear sign, or two weak ones."""
    label = parse_label(text)
    bare_role = label.role is not None and label.name is None
    if bare_role and label.firm is not None:  # Audience Member (Zone 1) is one, 云杉证券分析师 says more
        bare_role = text[-1] in ")）" and parse_label(_BRACKETS.sub("", text)).firm is None
    if names_speech(text) or _NOBODY.match(text) or not any(map(str.isalpha, text)):
        return -3.0  # a heading of minutes, a letter's first line, the number of a page
    if not bare_role and HEADING_WORDS.search(
        (label.name or label.firm or text)
        if label.gloss or label.title or (label.firm and (label.role or _DASHED.search(text)))
        else text
    ):
        return -3.0
    points = min(head.times, 3) - 1.0  # a label recurs
    if text[-1] in ":：":
        points += 0.75
    if label.role == "media" and "》" in (label.firm or ""):  # 《财经》: a paper that asks again and again, no book
        return points + (1.0 if head.times > 1 and ("？" in head.behind or "?" in head.behind) else 0.5)
    if label.role and label.name is None:
        return points + 2.5 if bare_role or not _NEVER_IN_NAMES.search(_TELEPHONE.sub("", label.firm or "")) else -3.0
    name = label.name or ""
    if not name or _NEVER_IN_NAMES.search(name):
        return -3.0
    if listed and fold(name) in listed:
        # the list's own row is no label; the name alone, later, is one
        if fold(text) in listed and fold(text) != fold(name):
            return -3.0
        points += 2.0
    points += _shape_points(name, label)
    if not HAN.search(name) and HAN.search(head.behind):
        points += 0.6  # a Latin line above Chinese speech
    if TURN_OPENS.match(head.behind):
        points += 1.0
    if _answered(name, head.reply):
        points += 1.0
    return points + (1.5 if _introduced(name, head.before) else 0.0)


def _shape_points(name: str, label: Label) -> float:
    """How much the letters look like a person's name."""
    points = 2.0 if label.gloss or label.role else 1.5 if label.title or label.firm else 0.0
    if HAN.search(name):
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
    if len(words) > 5 or not words[0][:1].isupper() or not _OF_SENTENCES.isdisjoint(map(str.lower, words)):
        return -3.0
    if sum(word[:1].isupper() for word in words) < len(words) - 2:
        return -1.0
    capitals = [word.isupper() for word in words if len(word) > 1 and not _INITIAL.fullmatch(word)]
    if (any(capitals) and not all(capitals)) or (label.role is None and any(map(_CAMEL.match, words))):
        points -= 2.0  # AI Model, YouTube Shorts; but TESSA BRANDVOLD
    if len(words) > 1 and any(map(_INITIAL.fullmatch, words)):
        points += 1.0
    return points + (1.5 if len(words) > 1 else 0.5)


def _answered(name: str, reply: str) -> bool:
    """Whether whoever speaks next calls a part of a Latin name: Thanks, David."""
    return not HAN.search(name) and any(
        len(part) > 1 and any(_called(m.start(), m.end(), reply) for m in re.finditer(re.escape(part), reply[:_REPLY]))
        for part in name.split()
    )


def _called(start: int, end: int, reply: str) -> bool:
    """Whether what stands there is a form of address: at the head or behind a comma, before a comma or an end."""
    before, after = reply[:start].rstrip()[-1:], reply[end : end + 1]
    return before in ("", ",", "，") and after in _ENDS_ADDRESS


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
