"""Who asks and who answers: turns become pairs.

A small machine reads the turns in order. What a turn is (``Event``) and where the dialogue stands
(``State``) decide, by one table, what to do and where it stands then. docs/architecture.md draws it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from ..model import Question, Role, Section, Speaker, Turn
from ..names.words import ASKED_AGAIN, INTRODUCES
from . import cues
from .parts import Asked, Reading, questions, sentences

ASKERS = (Role.ANALYST, Role.INVESTOR, Role.MEDIA)
LONGEST_ROUTING = 240  # characters
# Thank you all for joining. Elissa?
_CALLED = re.compile(
    r"[a-z]{3}[.!] (?!(?:Why|How|When|Who|What|Where|Which|Thoughts|Comments|Right|Correct|Yes|No|Really)\b)[A-Z][a-z]{1,14}\?$"
)
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
    state, floor = State.IDLE, None
    for turn in turns:
        asks = turn.speaker.role in ASKERS or turn.speaker.id in hosts
        asked = Asked(turn, reading.text) if asks else None
        event = _event(turn, asked, floor, reading.text)
        do, state = TABLE.get((state, event), (Do.NOTHING, state))
        if event is Event.NEXT:
            floor = None
        elif event is Event.ASKS:
            floor = turn.speaker
        if do is Do.ANSWER:
            found[-1].answers.append(turn)
        elif do is Do.REPEAT:
            found[-1].turns.append(turn)
        elif asked is not None and do is not Do.NOTHING:
            parts = questions(asked, reading)
            if do is Do.EXTEND:
                found[-1].turns.append(turn)
                found[-1].questions += parts
            else:
                follows = len(found) - 1 if do is Do.FOLLOW else None
                found.append(Exchange(turn.speaker, turn, parts, follows))
    return found


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
                ("？" in last or "?" in last) and not routes and not _CALLED.search(tail)
            )
    if not any(turn.speaker.role in ASKERS for turn in turns) and any(map(any, hosts.values())):
        return frozenset(hosts)
    return frozenset([host for host, asks in hosts.items() if sum(asks) > 1 and sum(asks) * 3 >= len(asks)])


def _event(turn: Turn, asked: Asked | None, floor: Speaker | None, text: str) -> Event:
    if asked is not None:
        if not asked.has_question:
            return Event.REMARKS
        # an asker without a name (分析师) may be another one every time, and a host asks for others
        goes_on = turn.speaker is floor and turn.speaker.name is not None and turn.speaker.role is not Role.MODERATOR
        return Event.ASKS_ON if goes_on else Event.ASKS
    if turn.section is Section.PREPARED:
        return Event.NEXT
    if turn.speaker.role is Role.OPERATOR:
        return _operator_event(turn, text)
    return _company_event(turn, text)


def _operator_event(turn: Turn, text: str) -> Event:
    """The operator calls the next questioner or closes; anything else (the line, 请管理层回答) passes by."""
    said = turn.said
    start, end = said[0].span.start, said[-1].span.end
    ends = INTRODUCES.search(text, start, end) or cues.CLOSES.search(text, start, end)
    return Event.NEXT if ends else Event.HANDS_OVER


def _company_event(turn: Turn, text: str) -> Event:
    said = turn.said
    start, end = said[0].span.start, said[-1].span.end
    if turn.speaker.role is Role.MODERATOR:
        if INTRODUCES.search(text, max(start, end - SHORT), end):
            return Event.NEXT
        if cues.CLOSES.search(text, start, end):
            return Event.CLOSES
        # a host who sums up a question or passes it on answers nothing
        if end - start <= LONGEST_ROUTING and cues.ROUTES.search(text, start, end) and text[start] not in "[【":
            return Event.HANDS_OVER
    if text[start] in "[【(（" and text[end - 1] in "]】)）" and end - start < SHORT:
        return Event.HANDS_OVER  # [外语]: what was said comes in the interpreter's turn
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
