"""A question turn in parts: what is asked, one part after the other, and to whom.

A part begins at its cue (第二, 另外), at a change of addressee, or where the matter changes; a second "?" on the same
matter begins none (``breaks``). Courtesy and announcements stay outside every part, but an announcement may say how many
there are, and to whom they go.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from ..fold import HAN, simplify
from ..model import Paragraph, Question, Role, Span, Speaker, Turn
from . import breaks, cues

_MOST_CLAUSES = 8  # of courtesy, before a part begins
LONGEST_COURTESY = 50  # characters; a longer sentence says something
LONGEST_GREETING = 36
SHORT_ANNOUNCEMENT = 24
LONGEST_ANNOUNCEMENT = 60
FEWER = 0.12  # likelihood from which a sentence begins a part where more are announced than found
MORE = 0.97  # likelihood under which one begins none where more are found than announced
LONG_REMARK = 40  # characters; more than this without a question is put to somebody all the same
WRAP = "\u200b"  # what stands for the end of a wrapped line in the text to read
_ASIDE = re.compile(r"[\[【][^\]】]{1,16}[\]】]\s*(?=\S)")  # [外语] 我自己翻译一下
_LEADS = re.compile(r"(?:然后|还有|另外|那么|最后|其次|再问|问|and|And|then|Then|so|So)\s*[，,]?\s*$")


class Named(NamedTuple):
    """A place outside the labels where a speaker is named."""

    start: int
    end: int
    speaker: Speaker


class Sentence(NamedTuple):
    """A sentence of a turn; ``opens`` says that a paragraph begins with it."""

    start: int
    end: int
    text: str
    opens: bool


class Reading:
    """What the turns of a call are read with: the text to reason on, and where speakers are named in it.

    ``text`` is the page, or its simplified twin of the same length; quoted is always the page.
    """

    def __init__(self, text: str, speakers: Sequence[Speaker], labels: frozenset[int]) -> None:
        self.text = text
        self.all = sorted(
            [
                Named(span[0], span[1], speaker)
                for speaker in speakers
                for alias in speaker.aliases
                for span in alias.spans
                if span[0] not in labels
            ],
            key=itemgetter(0, 1),
        )
        self._starts = [named.start for named in self.all]
        self.titles = [(simplify(speaker.title), speaker) for speaker in speakers if speaker.title]

    def within(self, start: int, end: int) -> list[Named]:
        """The namings that begin in a stretch of the page."""
        low = bisect_left(self._starts, start)
        return self.all[low : bisect_left(self._starts, end, low)]


def sentences(paragraphs: Sequence[Paragraph], text: str) -> list[Sentence]:
    """The sentences of a turn's paragraphs, with the white space around them left out."""
    found = []
    for paragraph in paragraphs:
        start, end = paragraph.span
        whole, at = (text, _as_it_is) if len(paragraph.pieces) == 1 else _joined(paragraph, text)
        if whole is not text:
            start, end = 0, len(whole)
        opens = True
        pattern = cues.SENTENCE_ZH if paragraph.lang == "zh" else cues.SENTENCE_EN
        for match in pattern.finditer(whole, start, end):
            sentence, first = match[0], match.start()
            if sentence[0] in "[【" and (aside := _ASIDE.match(sentence)):
                first += aside.end()
            sentence = whole[first : match.end()].rstrip()
            found.append(Sentence(at(first), at(first + len(sentence) - 1) + 1, sentence, opens))
            opens = False
    return found


def _as_it_is(offset: int) -> int:
    return offset


def _joined(paragraph: Paragraph, text: str) -> tuple[str, Callable[[int], int]]:
    """A paragraph that is cut by wraps or page footers, joined, and where on the page a character of that stands."""
    pieces = [text[start:end] for start, end in paragraph.pieces]
    joints = list(accumulate(map(len, pieces), initial=0))

    def at(offset: int) -> int:
        piece = bisect_right(joints, offset) - 1
        return paragraph.pieces[piece].start + offset - joints[piece]

    return "".join(pieces), at


class Asked:
    """A turn of an asker, in sentences: which are content and which ask. What is dear is worked out when needed."""

    __slots__ = ("_asking", "_cues", "content", "sentences", "turn")

    def __init__(self, turn: Turn, text: str) -> None:
        self.turn = turn
        self.sentences = sentences(turn.said, text)
        host = turn.speaker.role is Role.MODERATOR
        self.content = [not _courtesy(s.text, host=host) and not _line_check(s.text) for s in self.sentences]
        self._asking: list[bool | None] = [None] * len(self.sentences)
        self._cues: list[breaks.Cue | None] = [None] * len(self.sentences)

    def asking(self, i: int) -> bool:
        """Whether a sentence asks, with or without a question mark."""
        known = self._asking[i]
        if known is None:
            text = self.sentences[i].text
            known = self.content[i] and ("？" in text or "?" in text or bool(cues.ASKS.search(text)))
            self._asking[i] = known
        return known

    def cue(self, i: int) -> breaks.Cue:
        """The cue that a sentence begins with."""
        known = self._cues[i]
        if known is None:
            known = self._cues[i] = breaks.cue(self.sentences[i].text)
        return known

    @property
    def has_question(self) -> bool:
        """Whether the turn has a part: it is no mere thanks, greeting or check of the line."""
        body = [i for i, content in enumerate(self.content) if content]
        return (
            any("？" in self.sentences[i].text or "?" in self.sentences[i].text for i in body)
            or any(map(self.asking, body))
            or any(self.cue(i) is breaks.Cue.STRONG for i in body)
            or sum([_weight(self.sentences[i].text) for i in body]) > LONG_REMARK
        )

    @property
    def has_plain_question(self) -> bool:
        """Whether a host's turn has one: he says much that asks nothing, and then it has a mark or invites to speak."""
        body = [self.sentences[i].text for i, content in enumerate(self.content) if content]
        if any("？" in text or "?" in text or cues.CHALLENGES.search(text) for text in body):
            return True
        return bool(body) and cues.INVITES.search(body[-1]) is not None


def _weight(text: str) -> float:
    """The length of a sentence in Chinese characters; English takes two for one."""
    return len(text) if HAN.search(text) else len(text) / 2


def questions(asked: Asked, reading: Reading) -> tuple[Question, ...]:
    """The parts of a question turn, in order, with their addressees."""
    turn, body = asked.turn, asked.sentences
    source = turn.paragraphs[0].source
    cuts, announced = _cut(asked, reading)
    found = []
    for i, (first, last) in enumerate(cuts):
        span = Span(_clause_start(body[first]), body[last].end)
        who = addressees(span, turn.speaker, reading)
        if not who and len(announced) > 1 and i < len(announced):
            who = (announced[i],)
        inside = _subquestions(range(first, last + 1), asked, span)
        found.append(Question(source=source, span=span, addressees=who, subquestions=inside))
    return tuple(found)


def _subquestions(within: range, asked: Asked, span: Span) -> tuple[Span, ...]:
    """The sentences of a part that ask: those with a mark, or where none has one, those that ask without."""
    sentences = [(i, asked.sentences[i]) for i in within if asked.content[i]]
    marked = [s for _, s in sentences if "？" in s.text or "?" in s.text]
    asking = marked or [s for i, s in sentences if asked.asking(i)]
    return tuple([Span(max(s.start, span.start), s.end) for s in asking])


def _cut(asked: Asked, reading: Reading) -> tuple[list[tuple[int, int]], list[Speaker]]:
    """First and last sentence of each part; the speakers whom an announcement names, in its order."""
    body, content = asked.sentences, asked.content
    announced: list[Speaker] = []
    many: int | None = None  # how many parts are announced
    likely: dict[int, float] = {}  # how likely a sentence begins a part
    parts: list[breaks.Part] = []
    asks_on: list[bool] = []
    called: dict[int, set[Speaker]] = {}
    asked_yet = False
    for i, s in enumerate(body):
        if not asked_yet and many is None:
            many = cues.counted(s.text)
        asked_yet = asked_yet or asked.asking(i)
        if not content[i]:
            continue
        if i + 1 < len(body) and _announces(s.text):
            announced = announced or _meant(s, asked.turn.speaker, reading)
            content[i] = False
            continue
        called[i] = _called(s, asked.turn.speaker, reading)
        asks = asked.asking(i)
        if parts and (
            many is not None or breaks.may_begin(parts[-1], asked.cue(i), opens=s.opens, asks=asks, called=called[i])
        ):
            asks_on = asks_on or _asks_on(asked)
            left = None if many is None else many - len(parts)
            likely[i] = _likely(i, asked, parts[-1], called[i], left=left, asks_on=asks_on[i])
        if not parts or likely.get(i, 0.0) >= breaks.BREAKS:
            parts.append(breaks.Part())
        parts[-1].add(i, s.text, asks=asks, called=called[i])
    found = _counted(_asking([part.sentences for part in parts], asked), likely, many)
    return [(p[0], p[-1]) for p in found], announced


def _meant(s: Sentence, asker: Speaker, reading: Reading) -> list[Speaker]:
    """Whom an announcement means, in its order: by name, or by a title that one speaker has."""
    found = [(n.start, n.speaker) for n in reading.within(s.start, s.end) if _company(n, asker)]
    for match in cues.TITLE.finditer(reading.text, s.start, s.end):
        fits = [speaker for title, speaker in reading.titles if match[0] in title]
        if len(fits) == 1:
            found.append((match.start(), fits[0]))
    return list(dict.fromkeys(speaker for _, speaker in sorted(found, key=itemgetter(0))))


def _likely(i: int, asked: Asked, part: breaks.Part, called: set[Speaker], *, left: int | None, asks_on: bool) -> float:
    """How likely a sentence begins a part after ``part``, where ``left`` announced parts are still to come."""
    s = asked.sentences[i]
    return breaks.likelihood(
        breaks.traits(
            s.text,
            part,
            asked.cue(i),
            opens=s.opens,
            asks=asked.asking(i),
            asks_on=asks_on,
            called=called,
            left=left,
        )
    )


def _asking(parts: list[list[int]], asked: Asked) -> list[list[int]]:
    """The parts, without those that say little and ask nothing: they lead in to the next one."""
    found: list[list[int]] = []
    lead: list[int] = []
    for part in parts:
        texts = [asked.sentences[k].text for k in part]
        idle = sum(map(_weight, texts)) < LONG_REMARK and not any(map(asked.asking, part))
        if idle and part is not parts[-1] and asked.cue(part[0]) is not breaks.Cue.STRONG:
            lead += part
            continue
        found.append(lead + part)
        lead = []
    return found


def _counted(parts: list[list[int]], likely: dict[int, float], many: int | None) -> list[list[int]]:
    """The parts, cut once more where fewer were found than announced, at the likeliest sentences.

    Where more were found, the least likely cuts are taken back.
    """
    if many is None or not parts:
        return parts
    cuts = {part[0] for part in parts}
    for i in sorted(cuts - {parts[0][0]}, key=lambda i: likely.get(i, 1.0))[: max(0, len(cuts) - many)]:
        if likely.get(i, 1.0) < MORE:
            cuts.discard(i)
    others = sorted([i for part in parts for i in part[1:] if likely.get(i, 0.0) >= FEWER], key=likely.__getitem__)
    while others and len(cuts) < many:
        cuts.add(others.pop())
    found: list[list[int]] = []
    for i in (i for part in parts for i in part):
        if i in cuts:
            found.append([])
        found[-1].append(i)
    return found


def _announces(text: str) -> bool:
    """Whether a sentence only announces parts: it counts or assigns them, and asks nothing."""
    if _weight(text) > LONGEST_ANNOUNCEMENT:
        return False
    courtesy = cues.COURTESY.match(text) if text[0] in cues.COURTESY_FIRST else cues.GREETED.match(text)
    if courtesy:  # 经营团队大家好，两个部分想请教。
        text = text[courtesy.end() :].lstrip("，,、 ")
    if not cues.ANNOUNCEMENT.match(text):
        return False
    return len(text) <= SHORT_ANNOUNCEMENT or not cues.ASKS_SOMETHING.search(text)


def _asks_on(asked: Asked) -> list[bool]:
    """Whether a question comes in each sentence or in those after it, before the next cue."""
    found: list[bool] = []
    on = cue = False  # of the sentence behind
    for i in reversed(range(len(asked.sentences))):
        on = asked.asking(i) or (on and not cue)
        cue = asked.cue(i) is not breaks.Cue.NONE
        found.append(on)
    return found[::-1]


def _called(s: Sentence, asker: Speaker, reading: Reading) -> set[Speaker]:
    """Speakers whom a sentence addresses: at its head (``Susan,``, ``还有安娜,``), or as a part does."""
    named = reading.within(s.start, s.end)
    if not named and not (reading.titles and cues.TITLE.search(s.text)):
        return set()
    head = {
        n.speaker
        for n in named
        if n.start < s.start + 16
        and _company(n, asker)
        and s.text[n.end - s.start : n.end - s.start + 1] in ("，", ",", "、", "：", ":")
    }
    return head | set(addressees(Span(s.start, s.end), asker, reading))


def addressees(span: Span, asker: Speaker, reading: Reading) -> tuple[Speaker, ...]:
    """Whom a part is put to: called by name (a vocative, 给…的问题), or by a title that one speaker has."""
    text = reading.text
    found: dict[str, Speaker] = {}
    clear_before: Named | None = None
    for n in reading.within(span.start, span.end):
        if not _company(n, asker):
            continue
        # a wrap, U+200B in the text to read, says nothing
        before = text[max(span.start, n.start - 8) : n.start].replace(WRAP, "")
        after = text[n.end : n.end + 6].replace(WRAP, "")
        joined = before[-1:] in ("和", "与", "與", "、", "跟") or before.endswith("and ")
        bare = before.rstrip()
        clear = not bare or bare[-1] in "，,。？?！!；;、\n" or bool(_LEADS.search(bare))
        vocative = clear and (after[:1] in ("，", ",", "：", ":", "、") or bool(cues.ADDRESSED_ON.match(after)))
        given = bool(cues.GIVES.search(before)) and bool(cues.GIVEN.match(after) or not joined)
        vocative = vocative or (
            before.rstrip(" ")[-1:] in ("，", ",") and after[:1] in ("。", ".", "？", "?", "！", "!")
        )
        if vocative or (given and (not joined or found)):
            if joined and clear_before is not None and clear_before.end >= n.start - 5:
                found[clear_before.speaker.id] = clear_before.speaker  # Nina and Bill, my first question
            found[n.speaker.id] = n.speaker
        clear_before = n if clear else None
    if not found and reading.titles:
        for pattern in (cues.TITLE_ASKED, cues.TITLE_CALLED):
            for match in pattern.finditer(text, span.start, min(span.end, span.start + 60)):
                asked = match[match.lastindex or 0]  # the title, in whichever language
                fits = [speaker for title, speaker in reading.titles if asked in title]
                if len(fits) == 1:
                    found[fits[0].id] = fits[0]
    return tuple(found.values())


def _company(named: Named, asker: Speaker) -> bool:
    """Whether the named can be asked: nobody asks an analyst or the operator, or himself."""
    return named.speaker is not asker and named.speaker.role in (Role.EXECUTIVE, Role.MODERATOR, Role.UNKNOWN)


def _courtesy(text: str, *, host: bool) -> bool:
    """Whether a sentence is nothing but thanks, a greeting, congratulations or an acknowledgement.

    A host also says whose question comes, and asks nothing with it.
    """
    if len(text) > LONGEST_COURTESY:
        return False
    if text[0] in "[【(（" and text[-1] in "]】)）":
        return True  # an aside: [外语], (音频不清晰)
    if len(text) < LONGEST_GREETING and "好" in text and cues.GREETING.match(text):
        return True
    if host and cues.READS.match(text):
        return True
    if text[0] not in cues.COURTESY_FIRST:
        return False
    match = cues.COURTESY.match(text)
    if match is None:
        return False
    rest = text[match.end() :]
    return len(rest) <= 1 or not (cues.ASKS.search(rest) or (len(rest) > 12 and cues.CUE_STRONG.search(rest)))


def _line_check(text: str) -> bool:
    return len(text) <= LONG_REMARK and bool(cues.LINE_CHECK.search(text))


def _clause_start(s: Sentence) -> int:
    """Where a part begins in its first sentence: behind courtesy clauses (谢谢管理层,我想请教)."""
    at = 0
    for _ in range(_MOST_CLAUSES):
        match = cues.COURTESY.match(s.text, at)
        if match is None:
            break
        comma = min((k for k in (s.text.find("，", match.end()), s.text.find(",", match.end())) if k >= 0), default=-1)
        if comma < 0 or comma - at > 24 or len(s.text) - comma < 6 or not cues.ASKS.search(s.text, comma):
            break
        at = comma + 1
    while at < len(s.text) and s.text[at].isspace():
        at += 1
    return s.start + at
