"""Which passage of an answer is on which part of the question.

Every answering turn is cut into passages: paragraphs, and where the speech turns to another subject.
Each passage is scored against each part by a few kinds of evidence, and the whole exchange is decided
together: the best path through the passages, where staying, moving on and coming back have prices.
The weights are data (``weights.tsv``); what each kind of evidence is worth stands in docs/pairs.md.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ..model import Answer, Evidence, Question, Segment, Source, Span, Turn
from . import cues
from .parts import Reading
from .topics import grams, telling
from .weights import Weights

_MOST_COVERED = 4  # parts
MOST_PARTS = 16  # nobody asks more in one go; a page that seems to is read without links
_HEAD = 64  # characters of a passage that tell what it is on
_OPENING = 24  # characters in which it says that it supplements
_BODY = 160  # characters of a passage that are compared with the parts
_HANDING = 40  # characters; a passage at the end of a turn that only hands over
_SHORT_CLAUSE = 8  # characters; a shorter clause is a form of address or an opening: 好的, 谢谢,瑞秋
_SUBJECT = 8  # characters at the head of a sentence that name its matter
_OPENING_CLAUSE = re.compile(r"[^，,。]{1,8}[，,]\s?")  # 欧阳女士你好，
_SHORTEST = 40  # characters of a passage that no cue begins; English takes two for one
_STOP_ZH = re.compile(r"[。！？!?](?![”\"』」）)])")
_STOP_EN = re.compile(r"(?<!Mr)(?<!Ms)(?<!Dr)(?<!Mrs)(?<!vs)(?<!\b[A-Z])[.!?](?= )")
_FULL_STOP = re.compile(r"[。！？!?]\s*|(?<=[a-z)])(?<!Mr)(?<!Ms)(?<!Dr)(?<!Mrs)(?<!vs)\. ")
_CLAUSE = re.compile(r"[^，,。.！!？?；;]+(?:\.\d[^，,。.！!？?；;]*)*")


class Passage(NamedTuple):
    """A stretch of an answering turn."""

    turn: int
    start: int
    end: int
    opens: bool  # a paragraph begins here
    cue: bool = False  # a cue turns to a subject here: 至于…, in terms of …


def link(
    turns: Sequence[Turn], parts: tuple[Question, ...], reading: Reading, weights: Weights | None = None
) -> tuple[Answer, ...]:
    """The answers that the turns are to the parts, cut into segments. ``weights`` are the shipped ones where None."""
    if not parts or not turns:
        return ()
    source = parts[0].source
    if len(parts) == 1:
        return tuple([_answer(t, [(_hull(t), parts, Evidence.ONLY)], source) for t in turns])
    passages = [p for n, turn in enumerate(turns) for p in _passages(n, turn, reading.text)]
    if len(parts) > MOST_PARTS:
        return tuple([_answer(t, [(_hull(t), (), Evidence.ORDER)], source) for t in turns])
    table = _Table(passages, turns, parts, reading, weights or Weights.shipped())
    path = _best(passages, table) if table.in_doubt else [row.index(max(row)) for row in table.scores]
    decided = list(zip(passages, path, table.evidence(path), strict=True))
    missing = set(range(len(parts))).difference(path)
    if missing and len(parts) not in path:
        decided = _second_look(decided, missing, table)
    pieces: list[list[tuple[Span, tuple[Question, ...], Evidence]]] = [[] for _ in turns]
    for passage, state, evidence in decided:
        on = parts if state == len(parts) else (parts[state],)
        row = pieces[passage.turn]
        if row and row[-1][1] == on:
            row[-1] = (Span(row[-1][0].start, passage.end), on, row[-1][2])
        else:
            row.append((Span(passage.start, passage.end), on, evidence))
    return tuple([_answer(turn, row, source) for turn, row in zip(turns, pieces, strict=True)])


def _answer(turn: Turn, pieces: list[tuple[Span, tuple[Question, ...], Evidence]], source: Source) -> Answer:
    stretches = _stretches(turn, source.text)
    return Answer(
        turn=turn,
        segments=tuple(
            [
                Segment(source=source, span=_trimmed(part, source.text), questions=questions, evidence=evidence)
                for span, questions, evidence in pieces
                for part in ([span] if len(stretches) == 1 else _within(span, stretches))
                if not source.text[part.start : part.end].isspace()
            ]
        ),
    )


def _trimmed(span: Span, text: str) -> Span:
    """A span without the white space at its ends."""
    printed = text[span.start : span.end]
    start = span.start + len(printed) - len(printed.lstrip())
    return Span(start, start + len(printed.strip()))


def _hull(turn: Turn) -> Span:
    return Span(turn.said[0].span[0], turn.said[-1].span[1])


def _stretches(turn: Turn, text: str) -> list[Span]:
    """Where the turn is said, without what stands in between: page footers, headings, the other language."""
    found: list[Span] = []
    for paragraph in turn.said:
        for start, end in paragraph.pieces:
            if found and not any(map(str.isalnum, text[found[-1].end : start])):
                found[-1] = Span(found[-1].start, end)
            else:
                found.append(Span(start, end))
    return found


def _within(span: Span, stretches: list[Span]) -> list[Span]:
    """What of a span lies in the stretches."""
    cut = [Span(max(span.start, start), min(span.end, end)) for start, end in stretches]
    return [part for part in cut if part.start < part.end]


def _passages(n: int, turn: Turn, text: str) -> list[Passage]:
    """The passages of a turn: paragraphs, cut at sentences that are no mere scraps and where a cue turns to a subject."""
    found: list[Passage] = []
    for paragraph in turn.said:
        start, end = paragraph.span
        opens, cue = True, False
        chinese = paragraph.lang == "zh"
        shortest = _SHORTEST if chinese else 2 * _SHORTEST
        for match in (_STOP_ZH if chinese else _STOP_EN).finditer(text, start, end):
            at = match.end()
            turns = (cues.TURNS_TO_ZH if chinese else cues.TURNS_TO_EN).match(text, match.start(), end) is not None
            if turns and not found and at - start <= _OPENING:
                continue  # 谢谢你。 before the first subject belongs to it
            if not turns and (at - start < shortest or end - at < shortest // 2):
                continue
            found.append(Passage(n, start, at, opens, cue))
            start, opens, cue = at, False, turns
        found.append(Passage(n, start, end, opens, cue))
    # 带货的事情请他来讲: a hand-over belongs to what was said before it
    last = found[-1]
    if len(found) > 1 and last.end - last.start <= _HANDING and cues.HANDS_OVER.search(text, last.start, last.end):
        found[-2:] = [found[-2]._replace(end=last.end)]
    return found


class _Table:
    """Scores of every passage against every part, and against all of them together (the last column).

    Words are compared only for passages that say nothing plainer: that is what costs.
    """

    def __init__(
        self,
        passages: list[Passage],
        turns: Sequence[Turn],
        parts: tuple[Question, ...],
        reading: Reading,
        weights: Weights,
    ) -> None:
        self.turns, self.parts, self.reading, self.weights = turns, parts, reading, weights
        self.text = reading.text
        self.why: list[dict[int, Evidence]] = []
        self.scores: list[list[float]] = []
        self.supplements: list[bool] = []
        self.in_doubt = False
        self._own: list[set[str]] | None = None
        self._handed_to: dict[int, int] = {}
        addressed = [self._addressed(turn) for turn in turns]
        chinese = [turn.said[0].lang == "zh" for turn in turns]
        told, part = -1, 0  # the turn that has named a part, and the part
        for k, (n, start, end, opens, cue) in enumerate(passages):
            head = self.text[start : min(end, start + _HEAD)]
            index = cues.refers(head, len(parts), chinese[n])
            supplement = index is None and cues.SUPPLEMENT.search(head, 0, _OPENING) is not None
            why: dict[int, Evidence] = {}
            if supplement or n == told:
                # who supplements speaks on what was put to somebody else; and once a turn has named what it is on,
                # it counts no more to whom the parts were put: it goes on, until something else is named
                row = [0.0] * len(parts) + [self.weights.together]
                if (opens or cue) and not supplement and not cues.NAMES_MATTER.search(head, 0, _OPENING):
                    row[part] = self.weights.clear
                elif n == told and not (opens or cue):
                    row[part] = self.weights.goes_on
            elif opens or cue:
                row = addressed[n].copy()
                why = {i: Evidence.ADDRESSEE for i, score in enumerate(row) if score > 0}
            else:
                row = [0.0] * len(parts) + [
                    self.weights.together
                ]  # to whom it was put was counted where the paragraph began
            if index is not None:
                row[index] += self.weights.ordinal if index < len(parts) else self.weights.whole
                why[index] = Evidence.ORDINAL if index < len(parts) else Evidence.WHOLE
                told, part = n, index
            self.scores.append(row)
            self.why.append(why)
            self.supplements.append(supplement)
            if supplement or not self._clear(k, passages):
                self.in_doubt = True
                self._add_topics(k, passages[k])

    def _addressed(self, turn: Turn) -> list[float]:
        """What it says for each part that its addressee speaks; all parts together need to be said."""
        row = [
            (self.weights.addressed if turn.speaker in q.addressees else self.weights.not_addressed)
            if q.addressees
            else 0.0
            for q in self.parts
        ]
        return [*row, self.weights.together]

    def _clear(self, k: int, passages: list[Passage]) -> bool:
        """Whether a passage says plainly what it is on, or goes on with what the passage before was on."""
        row = self.scores[k]
        best = max(row)
        lead = best - sorted(row)[-2]
        if lead >= self.weights.clear:
            return True
        if not passages[k].opens:
            return False  # a cue turned to a subject here
        before = self.scores[k - 1] if k and passages[k - 1].turn == passages[k].turn else None
        return before is not None and lead >= self.weights.goes_on and before.index(max(before)) == row.index(best)

    def _add_topics(self, k: int, passage: Passage) -> None:
        """Compare words: those of one part that no other part has with those of the passage."""
        own = self.own
        words = grams(self.text[passage.start : min(passage.end, passage.start + _BODY)])
        named = self._named(passage)
        if named is not None:
            self.scores[k][named] += self.weights.named
            self.why[k][named] = Evidence.TOPIC
        for i, part in enumerate(own):
            # a Latin word or a number with letters (Llama, 1.6T) is rarer than a pair of Han characters
            shared = min(int(self.weights.most_topics), sum([2 if g.isascii() else 1 for g in telling(words & part)]))
            if shared:
                self.scores[k][i] += self.weights.topic * shared
                self.why[k].setdefault(i, Evidence.TOPIC)
        if passage.turn in self._handed_to:
            self.scores[k][self._handed_to[passage.turn]] += self.weights.handed

    @property
    def own(self) -> list[set[str]]:
        """The words of each part that no other part has, worked out when they are first needed."""
        if self._own is None:
            every = [grams(self.text[q.span[0] : q.span[1]]) for q in self.parts]
            if len(every) == 2:
                self._own = [every[0] - every[1], every[1] - every[0]]
            else:
                parts_with = Counter(g for part in every for g in part)
                self._own = [{g for g in part if parts_with[g] == 1} for part in every]
            self._handed_to = self._handed(self._own)
        return self._own

    def _named(self, passage: Passage) -> int | None:
        """The one part whose matter the first clause of a passage names, a form of address left aside."""
        head = self.text[passage.start : min(passage.end, passage.start + _HEAD)]
        for clause in _CLAUSE.findall(head)[:3]:
            if len(clause) > (_SHORT_CLAUSE * 2 if clause.isascii() else _SHORT_CLAUSE) or cues.NAMES_MATTER.search(
                clause
            ):
                if not cues.NAMES_MATTER.search(clause):
                    return None
                words = grams(clause)
                shared = [len(telling(words & part)) for part in self.own]
                best = max(range(len(shared)), key=shared.__getitem__)
                if shared[best]:
                    return best if shared.count(shared[best]) == 1 else None
        return None

    def _handed(self, own: list[set[str]]) -> dict[int, int]:
        """Turns that were handed a subject by the turn before: 保修的部分请格雷格来说."""
        found: dict[int, int] = {}
        for n, turn in enumerate(self.turns[:-1]):
            last = turn.said[-1]
            tail = self.text[max(last.span.start, last.span.end - 40) : last.span.end]
            if not cues.HANDS_OVER.search(tail):
                continue
            to = {x.speaker for x in self.reading.within(last.span.end - len(tail), last.span.end)}
            shared = [len(telling(grams(tail) & part)) for part in own]
            best = max(range(len(shared)), key=shared.__getitem__)
            if self.turns[n + 1].speaker in to and shared[best] and shared.count(shared[best]) == 1:
                found[n + 1] = best
        return found

    def evidence(self, path: list[int]) -> list[Evidence]:
        """What decided each passage of a path."""
        found: list[Evidence] = []
        for k, state in enumerate(path):
            why = self.why[k].get(state)
            if why is None:
                goes_on = k > 0 and path[k - 1] == state
                why = Evidence.CONTINUES if goes_on else Evidence.ORDER
            found.append(why)
        return found


def _second_look(
    decided: list[tuple[Passage, int, Evidence]], missing: set[int], table: _Table
) -> list[tuple[Passage, int, Evidence]]:
    """Passages in which some sentence begins with the matter of a part that nothing is on, cut at such sentences."""
    found: list[tuple[Passage, int, Evidence]] = []
    for passage, on_before, evidence in decided:
        # what went on with the passage before still does
        state = found[-1][1] if found and evidence is Evidence.CONTINUES else on_before
        begun = _begun(passage, table)
        if missing.isdisjoint(part for _, part in begun):
            found.append((passage, state, evidence))
            continue
        missing.difference_update(part for _, part in begun)
        at, on = passage.start, begun[0][1]
        for start, part in begun[1:]:
            if part != on:
                found.append((passage._replace(start=at, end=start), on, Evidence.TOPIC))
                at, on = start, part
        found.append((passage._replace(start=at), on, Evidence.TOPIC))
    return found


def _begun(passage: Passage, table: _Table) -> list[tuple[int, int]]:
    """Where sentences of a passage begin with the matter of one part, and which that is."""
    found: list[tuple[int, int]] = []
    starts = [passage.start, *(m.end() for m in _FULL_STOP.finditer(table.text, passage.start, passage.end))]
    for sentence in starts:
        part = _opening_part(sentence, passage.end, table)
        if part is None and (address := _OPENING_CLAUSE.match(table.text, sentence, passage.end)):
            part = _opening_part(address.end(), passage.end, table)
        if part is not None:
            found.append((sentence, part))
    return found


def _opening_part(start: int, end: int, table: _Table) -> int | None:
    """The one part whose words stand in the first characters."""
    size = _SUBJECT if table.text[start : start + 1] > "\u2fff" else 3 * _SUBJECT
    opening = grams(table.text[start : min(start + size, end)])
    hits = [i for i, own in enumerate(table.own) if telling(opening & own)]
    return hits[0] if len(hits) == 1 else None


def _best(passages: list[Passage], table: _Table) -> list[int]:
    """The best path through the parts (Viterbi). Each part that something is on is worth something by itself."""
    scores, weights = table.scores, table.weights
    size = len(scores[0])
    parts = size - 1
    every = (1 << parts) - 1
    # which parts something is on, as bits; where there are many parts, it is not kept
    bits = [1 << i for i in range(parts)] + [every] if parts <= _MOST_COVERED else [0] * size
    totals: dict[tuple[int, int], float] = {}
    for i in range(size):
        first = 0.0 if i == parts else weights.later_first * i
        totals[bits[i], i] = scores[0][i] + first + weights.covers * bits[i].bit_count()
    back: list[dict[tuple[int, int], tuple[int, int]]] = []
    prices: dict[tuple[bool, bool, bool, bool], list[list[float]]] = {}
    for k in range(1, len(passages)):
        passage = passages[k]
        kind = (passage.turn != passages[k - 1].turn, passage.opens, passage.cue, table.supplements[k])
        if kind not in prices:
            prices[kind] = [[_move(weights, old, new, size, *kind) for new in range(size)] for old in range(size)]
        moves = prices[kind]
        step: dict[tuple[int, int], float] = {}
        row: dict[tuple[int, int], tuple[int, int]] = {}
        for (seen, old), total in totals.items():
            for new in range(size):
                now = seen | bits[new]
                value = total + moves[old][new] + scores[k][new] + weights.covers * (now ^ seen).bit_count()
                if value > step.get((now, new), -math.inf):
                    step[now, new], row[now, new] = value, (seen, old)
        back.append(row)
        totals = step
    at = max(totals, key=totals.__getitem__)
    path = [at[1]]
    for row in reversed(back):
        at = row[at]
        path.append(at[1])
    return path[::-1]


def _move(
    weights: Weights, old: int, new: int, size: int, new_turn: bool, opens: bool, cue: bool, supplement: bool
) -> float:
    """The price of the way from one part to another."""
    if new == old:
        if not new_turn:
            return weights.stay if opens else weights.stay_mid if cue else weights.stay_sentence
        return weights.supplements if supplement else weights.next_turn_same
    if size - 1 in (old, new):
        return 0.0
    if new < old:
        return 0.0 if supplement else weights.back
    skipped = weights.skip * (new - old - 1)
    if not new_turn:
        return skipped + weights.next_in_turn
    return skipped + (0.0 if supplement else weights.next_turn_on)
