"""Who asks and who answers: turns become pairs.

A small machine reads the turns in order. What a turn is (``Event``) and where the dialogue stands
(``State``) decide, by one table, what to do and where it stands then. docs/architecture.md draws it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from ..model import Question, Role, Section, Speaker, Turn
from ..names.words import ASKED_AGAIN, ENDS_WITH_A_NAME, INTRODUCES
from . import cues
from .parts import Asked, Reading, questions, sentences
from .topics import grams, telling

ASKERS = (Role.ANALYST, Role.INVESTOR, Role.MEDIA)
LONGEST_ROUTING = 240  # characters
REPEATED = 2  # telling words that a question shares with the one before, from which it is put again
_SENTENCE = re.compile(r"[。？?！!]|\. ")
SHORT = 60  # characters; a longer turn says something, whatever it says first


class Event(Enum):
    """What a turn does in the dialogue."""

    ASKS = auto()  # an asker who has not the floor
    ASKS_ON = auto()  # the asker who has the floor
    REMARKS = auto()  # an asker, without a question: thanks, a greeting
    SAYS = auto()  # the company, on something
    ASKS_AGAIN = auto()  # the company has not heard: please repeat
    HANDS_OVER = auto()  # the company, to one of its own; also checks of the line
    CLOSES = auto()  # farewells
    NEXT = auto()  # the operator or a host, to the next questioner


class State(Enum):
    """Where the dialogue stands."""

    IDLE = auto()  # nobody has the floor
    ASKED = auto()  # a question is open, nothing was said on it
    UNHEARD = auto()  # the question is to be repeated
    ANSWERED = auto()  # something was said on the question
    THANKED = auto()  # the asker has closed it


class Do(Enum):
    """What to do with a turn."""

    NOTHING = auto()
    OPEN = auto()  # a new pair
    FOLLOW = auto()  # a new pair that follows up the one before
    EXTEND = auto()  # one more question turn with parts of its own
    REPEAT = auto()  # one more question turn, the same parts again
    ANSWER = auto()  # one more answer


_E, _S, _D = Event, State, Do
# What is not in the table does nothing and stays where it is.
TABLE: dict[tuple[State, Event], tuple[Do, State]] = {
    (_S.IDLE, _E.ASKS): (_D.OPEN, _S.ASKED),
    (_S.IDLE, _E.ASKS_ON): (_D.OPEN, _S.ASKED),
    (_S.ASKED, _E.ASKS): (_D.OPEN, _S.ASKED),
    (_S.ASKED, _E.ASKS_ON): (_D.EXTEND, _S.ASKED),
    (_S.ASKED, _E.SAYS): (_D.ANSWER, _S.ANSWERED),
    (_S.ASKED, _E.ASKS_AGAIN): (_D.NOTHING, _S.UNHEARD),
    (_S.ASKED, _E.NEXT): (_D.NOTHING, _S.IDLE),
    (_S.UNHEARD, _E.ASKS_ON): (_D.REPEAT, _S.ASKED),
    (_S.UNHEARD, _E.ASKS): (_D.OPEN, _S.ASKED),
    (_S.UNHEARD, _E.SAYS): (_D.ANSWER, _S.ANSWERED),
    (_S.UNHEARD, _E.NEXT): (_D.NOTHING, _S.IDLE),
    (_S.ANSWERED, _E.ASKS): (_D.OPEN, _S.ASKED),
    (_S.ANSWERED, _E.ASKS_ON): (_D.FOLLOW, _S.ASKED),
    (_S.ANSWERED, _E.SAYS): (_D.ANSWER, _S.ANSWERED),
    (_S.ANSWERED, _E.REMARKS): (_D.NOTHING, _S.THANKED),
    (_S.ANSWERED, _E.NEXT): (_D.NOTHING, _S.IDLE),
    (_S.ANSWERED, _E.CLOSES): (_D.NOTHING, _S.THANKED),
    (_S.THANKED, _E.ASKS): (_D.OPEN, _S.ASKED),
    (_S.THANKED, _E.ASKS_ON): (_D.FOLLOW, _S.ASKED),
    (_S.THANKED, _E.SAYS): (_D.ANSWER, _S.ANSWERED),
    (_S.THANKED, _E.NEXT): (_D.NOTHING, _S.IDLE),
}


class Exchange:
    """A pair while it is being found."""

    __slots__ = ("answers", "asker", "follows", "questions", "turns")

    def __init__(self, asker: Speaker, turn: Turn, parts: tuple[Question, ...], follows: int | None) -> None:
        self.asker = asker
        self.turns = [turn]
        self.questions = parts
        self.follows = follows
        self.answers: list[Turn] = []


def exchanges(turns: Sequence[Turn], reading: Reading) -> list[Exchange]:
    """The exchanges of a call, in order: every question turn in exactly one, with the turns that answer."""
    found: list[Exchange] = []
    hosts = _asking_hosts(turns, reading.text)
    state = State.IDLE
    floor: Speaker | None = None
    for i, turn in enumerate(turns):
        after = turns[i + 1] if i + 1 < len(turns) else None
        asked = Asked(turn, reading.text) if _may_ask(turn, hosts, state, reading.text) else None
        event = _event(turn, asked, floor, reading, after, open_question=state in (State.ASKED, State.UNHEARD))
        again = turn.speaker is floor and bool(turn.speaker.name) and state in (State.ASKED, State.UNHEARD)
        if event is Event.ASKS and again:
            event = Event.ASKS_ON  # a host, too, before anybody has answered
        if event is Event.SAYS and state is State.THANKED and not _goes_on(turn, turns[i - 1], found[-1].answers):
            event = Event.HANDS_OVER
        do, state = TABLE.get((state, event), (Do.NOTHING, state))
        if event is Event.NEXT:
            floor = None
        elif event is Event.ASKS:
            floor = turn.speaker
        if do is Do.ANSWER:
            if turn.speaker is not found[-1].asker:  # a host who reads a question out may add to the answer
                found[-1].answers.append(turn)
        elif asked is not None and do is not Do.NOTHING:
            parts = questions(asked, reading)
            if do in (Do.EXTEND, Do.REPEAT):
                found[-1].turns.append(turn)
                if do is Do.REPEAT:
                    parts = _new(parts, found[-1].questions, reading.text)
                found[-1].questions += parts
            else:
                follows = len(found) - 1 if do is Do.FOLLOW else None
                found.append(Exchange(turn.speaker, turn, parts, follows))
    return found


def _may_ask(turn: Turn, hosts: frozenset[str], state: State, text: str) -> bool:
    """Whether a turn may put a question: an asker's, that of a host who asks, or one in which a host reads a question out."""
    if turn.speaker.role in ASKERS:
        return True
    if turn.speaker.role is not Role.MODERATOR or turn.section is Section.PREPARED:
        return False
    if turn.speaker.id in hosts:
        return True
    start, end = turn.said[0].span.start, turn.said[-1].span.end
    marked = any(mark in text[start:end] for mark in ("?", "？", "她问", "他问"))
    if not marked or state is State.ASKED or cues.CALLS_FOR.search(text, start, end):
        return False
    return cues.READS_OUT.search(text, start, end) is not None


def _new(parts: tuple[Question, ...], known: tuple[Question, ...], text: str) -> tuple[Question, ...]:
    """The parts of a question put after a bad line that are not what was put before."""
    before = set().union(*(grams(text[part.span.start : part.span.end]) for part in known))
    return tuple([part for part in parts if len(telling(before & grams(_last(part, text)))) < REPEATED])


def _last(part: Question, text: str) -> str:
    """The last sentence of a part: what it asks, without what leads in to it."""
    return _SENTENCE.split(text[part.span.start : part.span.end].rstrip("。？?！!. "))[-1]


def _size(turn: Turn) -> int:
    return turn.said[-1].span.end - turn.said[0].span.start


def _asking_hosts(turns: Sequence[Turn], text: str) -> frozenset[str]:
    """The ids of hosts who put questions of their own or read those of others: a third of their turns or more end in one.

    Where nobody else asks, as in a company's own interview, every host does, if one is ever heard to ask.
    """
    hosts: dict[str, list[bool]] = {}
    for turn in turns:
        if turn.speaker.role is Role.MODERATOR:
            end = turn.said[-1].span.end
            tail = text[max(turn.said[0].span.start, end - SHORT) : end]
            last = tail[max(tail.rfind("。"), tail.rfind(". ")) + 1 :]
            routes = INTRODUCES.search(last) is not None or cues.ROUTES.search(last) is not None
            hosts.setdefault(turn.speaker.id, []).append(
                ("？" in last or "?" in last) and not routes and not ENDS_WITH_A_NAME.search(tail)
            )
    if not any(turn.speaker.role in ASKERS for turn in turns) and any(map(any, hosts.values())):
        return frozenset(hosts)
    return frozenset([host for host, asks in hosts.items() if sum(asks) > 1 and sum(asks) * 3 >= len(asks)])


def _event(
    turn: Turn,
    asked: Asked | None,
    floor: Speaker | None,
    reading: Reading,
    after: Turn | None,
    *,
    open_question: bool,
) -> Event:
    if asked is not None:
        host = turn.speaker.role is Role.MODERATOR
        if host and asked.sentences and _calls_next(asked.sentences[-1].text):
            return Event.NEXT
        # a host who passes on what is left of an analyst's question: 船坞的那个，西奥您来？
        passes = host and floor is not None and floor.role in ASKERS and _size(turn) <= SHORT
        if passes and cues.HANDS_OVER.search(reading.text, turn.said[0].span.start, turn.said[-1].span.end):
            return Event.HANDS_OVER
        if not (asked.has_plain_question if host else asked.has_question):
            return Event.REMARKS
        # an asker without a name (分析师) may be another one every time, and a host asks for others
        goes_on = turn.speaker is floor and turn.speaker.name is not None and not host
        return Event.ASKS_ON if goes_on else Event.ASKS
    if turn.section is Section.PREPARED:
        return Event.NEXT
    if turn.speaker.role is Role.OPERATOR:
        return _operator_event(turn, reading.text)
    if floor is not None and after is not None and after.speaker is floor and _asks_back(turn, reading.text):
        return Event.ASKS_AGAIN
    if after is not None and (_hands_over(turn, after, reading) or _lets_go_on(turn, after, floor, reading.text)):
        return Event.HANDS_OVER
    calls = turn.speaker.role is Role.MODERATOR and after is not None and after.speaker.role in ASKERS
    if calls and not open_question and after is not None and after.speaker is not floor and _size(turn) <= SHORT:
        return Event.NEXT  # 左边第二排那位。
    return _company_event(turn, reading.text, last=after is None and not open_question)


def _goes_on(turn: Turn, before: Turn, answers: Sequence[Turn]) -> bool:
    """Whether somebody who answered goes on at some length behind a word of the asker's: Got it. – … and that is why."""
    limit = SHORT if turn.said[-1].lang == "zh" else 2 * SHORT
    if _size(turn) <= limit or _size(before) > limit // 4 or turn.speaker.role is not Role.EXECUTIVE:
        return False
    return any(turn.speaker is answer.speaker for answer in answers)


def _calls_next(text: str) -> bool:
    """Whether a host's last sentence calls for questions or the next questioner."""
    return cues.CALLS_FOR.search(text) is not None or (text[-1] not in "?？" and INTRODUCES.search(text) is not None)


def _lets_go_on(turn: Turn, after: Turn, floor: Speaker | None, text: str) -> bool:
    """Whether a short turn only tells the asker to go on: 您继续说, you can ask both."""
    start, end = turn.said[0].span.start, turn.said[-1].span.end
    limit = SHORT // 2 if turn.said[-1].lang == "zh" else SHORT
    return after.speaker is floor and end - start <= limit and cues.GO_ON.search(text, start, end) is not None


def _asks_back(turn: Turn, text: str) -> bool:
    """Whether a short turn of the company is a question: it wants to know what was meant. 这样回答您的问题了吗 does not."""
    limit = SHORT if turn.said[-1].lang == "zh" else 2 * SHORT
    if text[turn.said[-1].span.end - 1] not in "?？" or _size(turn) > limit:
        return False
    *before, last = sentences(turn.said, text)
    return cues.CHECKS.search(last.text) is None and all(_idle(s.text, limit) for s in before)


def _idle(text: str, limit: int) -> bool:
    """Whether a sentence is too short to say something, or little more than courtesy."""
    return len(text) <= limit // 10 or (len(text) <= limit // 3 and cues.COURTESY.match(text) is not None)


def _hands_over(turn: Turn, after: Turn, reading: Reading) -> bool:
    """Whether a turn only names whoever speaks next (谢谢。贾斯汀？ 钱的事请邵敏讲)."""
    said = turn.said
    start, end = said[0].span.start, said[-1].span.end
    limit = SHORT if said[-1].lang == "zh" else 2 * SHORT
    if end - start > 2 * limit or after.speaker is turn.speaker or after.speaker.role in ASKERS:
        return False
    named = [n for n in reading.within(start, end) if n.speaker is after.speaker]
    if not named:
        return False
    body = sentences(said, reading.text)
    last = body[-1] if body else None
    if last is None or not any(last.start <= n.start < last.start + limit // 2 for n in named):
        return False
    asks = last.text[-1] in "?？…—" or cues.HANDS_OVER.search(last.text) is not None or end - start <= limit // 3
    return asks and all(_idle(s.text, limit) for s in body[:-1])


def _operator_event(turn: Turn, text: str) -> Event:
    """The operator calls the next questioner or closes; anything else (the line, 请管理层回答) passes by."""
    said = turn.said
    start, end = said[0].span.start, said[-1].span.end
    ends = INTRODUCES.search(text, start, end) or cues.CLOSES.search(text, start, end)
    return Event.NEXT if ends else Event.HANDS_OVER


def _company_event(turn: Turn, text: str, *, last: bool) -> Event:
    said = turn.said
    start, end = said[0].span.start, said[-1].span.end
    if turn.speaker.role is Role.MODERATOR:
        tail = max(start, end - SHORT)
        if INTRODUCES.search(text, tail, end) or cues.CALLS_FOR.search(text, tail, end):
            return Event.NEXT
        if cues.CLOSES.search(text, start, end):
            return Event.CLOSES
        # a host who sums up a question or passes it on answers nothing
        if end - start <= LONGEST_ROUTING and cues.ROUTES.search(text, start, end) and text[start] not in "[【":
            return Event.HANDS_OVER
    if text[start] in "[【(（" and text[end - 1] in "]】)）" and end - start < SHORT:
        return Event.HANDS_OVER  # [外语]: what was said comes in the interpreter's turn
    closes = turn.speaker.role is Role.MODERATOR or cues.CLOSES.search(text, start, end) is not None
    if last and end - start <= LONGEST_ROUTING and closes:
        return Event.CLOSES
    if end - start > 2 * SHORT:
        return Event.SAYS
    body = [s.text for s in sentences(said, text)]
    if not body:
        return Event.HANDS_OVER  # a mark, and no word
    if any(ASKED_AGAIN.search(s) for s in body):
        return Event.ASKS_AGAIN
    if all(cues.CLOSES.search(s) or (cues.COURTESY.match(s) and len(s) < 12) for s in body) and any(
        map(cues.CLOSES.search, body)
    ):
        return Event.CLOSES
    if end - start <= SHORT and ((cues.HANDS_OVER.search(body[0]) and len(body) < 3) or all(map(_says_nothing, body))):
        return Event.HANDS_OVER
    return Event.SAYS


def _says_nothing(text: str) -> bool:
    return bool(
        cues.LINE_CHECK.search(text)
        or cues.HANDS_OVER.search(text)
        or (text.startswith(("谢谢", "感谢", "Thank")) and len(text) < 16)
    )
