"""Calls as rows of plain tables: one a call, a turn, a speaker, an exchange, a part of a question, a notice.

For whoever asks in SQL or in a spreadsheet. ``TABLES`` says what every column holds; ``rows`` makes the rows. Every table
begins with the columns of ``OF_CALL``, so that none needs a join to be grouped by company or year, and has an ``error``: a
page that could not be read is one row with its id and what went wrong, in every table, and nothing else.

The tables are named ``transcripts.table/1`` in the metadata of what is written. Columns may be added within /1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Literal, NamedTuple, TypeAlias

from ..failure import Failure
from ..model import Answer, Call, QAPair, Question, Segment, Speaker

__all__ = ["OF_CALL", "SCHEMA", "TABLES", "Cell", "Column", "Kind", "Row", "Table", "passages", "rows"]

SCHEMA = "transcripts.table/1"

Kind: TypeAlias = Literal["string", "int", "float", "bool", "strings"]
Table: TypeAlias = Literal["calls", "turns", "speakers", "qa_pairs", "parts", "notices"]
Cell: TypeAlias = str | int | float | bool | Sequence[str] | None
Row: TypeAlias = tuple[Cell, ...]


class Column(NamedTuple):
    """A column: its name, what its cells are, and what they say."""

    name: str
    kind: Kind
    says: str


def _columns(kind: Kind, /, **says: str) -> tuple[Column, ...]:
    return tuple([Column(name, kind, what) for name, what in says.items()])


OF_CALL: tuple[Column, ...] = (
    *_columns(
        "string",
        id="the page's name: its path, or what its table calls it",
        error="why the page could not be read; null for one that was",
        company="the company",
        symbol="the first security on the page",
    ),
    *_columns("int", year="fiscal year", quarter="fiscal quarter, 1 to 4"),
    *_columns("string", date="when the call was held, else when the page was published, ISO 8601"),
)
_PLACE = _columns("int", start="first code point in the page's text", end="code point behind the last one")
_ASKER = _columns(
    "string",
    asker_id="speaker_id of who asks",
    asker="who asks",
    asker_firm="the asker's canonical firm, else as printed",
)

TABLES: dict[Table, tuple[Column, ...]] = {
    "calls": (
        *OF_CALL,
        *_columns(
            "string",
            format="the page format",
            media="text, html, pdf or docx",
            encoding="the codec that the page was read with; null for text",
        ),
        *_columns("float", certainty="how sure the encoding is, 0 to 1"),
        *_columns(
            "string",
            kind="what was held",
            title="as printed",
            publisher="who published the page",
            published="ISO 8601",
            held="ISO 8601",
        ),
        *_columns(
            "int",
            speakers="how many",
            turns="how many",
            qa_pairs="exchanges",
            parts="parts of questions",
            unanswered="parts without an answer",
            notices="doubts",
        ),
        *_columns("string", text="the text that every span counts in; null for a call that was read without its page"),
    ),
    "turns": (
        *OF_CALL,
        *_columns("int", turn="index in the call"),
        *_columns(
            "string",
            speaker_id="who speaks",
            speaker="the speaker's name",
            role="the speaker's role",
            title="canonical title, else as printed",
            firm="canonical firm, else as printed",
            section="prepared or qa",
            label="as printed",
            speaks_for="speaker_id of whose words an interpreter gives",
        ),
        *_columns("float", seconds="when the turn starts, on pages with times"),
        *_PLACE,
        *_columns(
            "string",
            lang="zh or en",
            text="what is said, a paragraph a line",
            translation="the same in the page's other language; null on a page in one",
        ),
    ),
    "speakers": (
        *OF_CALL,
        *_columns(
            "string",
            speaker_id="unique in the call",
            speaker="the name, or what the page has for one",
            name_zh="name in Chinese",
            name_en="name in English",
            role="analyst, executive, operator, …",
            role_source="how the role is known",
            title="as printed",
            canonical_title="one spelling a title",
            firm="as printed",
            canonical_firm="one spelling a firm",
        ),
        *_columns(
            "int",
            turns="how many",
            characters="said in them",
            asks="exchanges as asker",
            answers="exchanges with an answer by the speaker",
        ),
        *_columns("strings", aliases="every spelling on the page"),
    ),
    "qa_pairs": (
        *OF_CALL,
        *_columns("int", pair="index in the call", follows="the pair that this one follows up"),
        *_ASKER,
        *_PLACE,
        *_columns("string", question="the parts, a line each"),
        *_columns(
            "int", parts="how many", unanswered="parts without an answer", declined="parts that an answer declines"
        ),
        *_columns("strings", answerers="who answers"),
        *_columns("string", answer="everything said in answer, a turn a line"),
    ),
    "parts": (
        *OF_CALL,
        *_columns("int", pair="index in the call", part="index in the pair"),
        *_ASKER,
        *_columns("strings", addressees="whom the part is put to"),
        *_PLACE,
        *_columns("string", question="the part"),
        *_columns("strings", answerers="who answers it", evidence="how that is known, each once"),
        *_columns("string", answer="the passages on it, a line each; null where there is none"),
        *_columns("bool", answered="whether anything is on it", declined="whether an answer declines it"),
    ),
    "notices": (
        *OF_CALL,
        *_columns("string", code="stable", severity="info or warning", message="for people"),
        *_PLACE,
    ),
}


def rows(table: Table, id: str | None, found: Call | Failure) -> Iterator[Row]:
    """The rows of a page in a table, cells in the order of its columns."""
    if isinstance(found, Failure):
        yield (id, f"{found.kind}: {found.message}", *[None] * (len(TABLES[table]) - 2))
        return
    symbol = found.securities[0].symbol if found.securities else None
    period = found.period
    head = (
        id,
        None,
        found.company,
        symbol,
        period.year if period else None,
        period.quarter if period else None,
        found.held or found.published,
    )
    for row in _MAKERS[table](found):
        yield (*head, *row)


def _call(call: Call) -> Iterator[Row]:
    source = call.source
    yield (
        call.format, source.media, source.encoding, source.certainty, call.kind and call.kind.value, call.title,
        call.publisher, call.published, call.held, len(call.speakers), len(call.turns), len(call.qa_pairs),
        sum([len(pair.questions) for pair in call.qa_pairs]), sum([len(pair.unanswered) for pair in call.qa_pairs]),
        len(call.notices), source.text if source.whole else None,
    )  # fmt: skip


def _turns(call: Call) -> Iterator[Row]:
    for turn in call.turns:
        speaker, translation = turn.speaker, turn.translation
        yield (
            turn.index, speaker.id, str(speaker), speaker.role.value, speaker.canonical_title or speaker.title, _firm(speaker),
            turn.section and turn.section.value, turn.label, turn.speaks_for.id if turn.speaks_for else None, turn.start, *turn.span,
            turn.lang, turn.text, "\n".join([p.text for p in translation]) if translation else None,
        )  # fmt: skip


def _speakers(call: Call) -> Iterator[Row]:
    turns = Counter(turn.speaker.id for turn in call.turns)
    asks = Counter(pair.asker.id for pair in call.qa_pairs)
    answers = Counter(chain.from_iterable({a.speaker.id for a in pair.answers} for pair in call.qa_pairs))
    said: Counter[str] = Counter()
    for turn in call.turns:
        said[turn.speaker.id] += len(turn.text)
    for s in call.speakers:
        yield (
            s.id, str(s), s.names.zh, s.names.en, s.role.value, s.role_source and s.role_source.value,
            s.title, s.canonical_title, s.firm, s.canonical_firm, turns[s.id], said[s.id], asks[s.id], answers[s.id],
            list(dict.fromkeys([alias.text for alias in s.aliases])),
        )  # fmt: skip


def _pairs(call: Call) -> Iterator[Row]:
    for pair in call.qa_pairs:
        declined = {id(question) for d in pair.declined for question in d.questions}
        turns = [turn.span for turn in pair.question_turns] + [answer.turn.span for answer in pair.answers]
        places = turns or [q.span for q in pair.questions]  # a pair that was put together by hand may have no turns
        yield (
            pair.index, pair.follows, *_asker(pair), min([s.start for s in places], default=None),
            max([s.end for s in places], default=None),
            "\n".join([q.text for q in pair.questions]), len(pair.questions), len(pair.unanswered), len(declined),
            _names([a.speaker for a in pair.answers]), "\n".join([a.text for a in pair.answers]) or None,
        )  # fmt: skip


def _parts(call: Call) -> Iterator[Row]:
    for pair in call.qa_pairs:
        declined = {id(question) for d in pair.declined for question in d.questions}
        for number, question in enumerate(pair.questions):
            on = passages(pair, question)
            yield (
                pair.index, number, *_asker(pair), _names(question.addressees), *question.span, question.text,
                _names([answer.speaker for answer, _ in on]), list(dict.fromkeys([s.evidence.value for _, s in on])),
                "\n".join([s.text for _, s in on]) or None, bool(on), id(question) in declined,
            )  # fmt: skip


def _notices(call: Call) -> Iterator[Row]:
    for n in call.notices:
        yield (n.code.value, n.severity.value, n.message, *(n.span or (None, None)))


_MAKERS: dict[Table, Callable[[Call], Iterator[Row]]] = {
    "calls": _call, "turns": _turns, "speakers": _speakers, "qa_pairs": _pairs, "parts": _parts, "notices": _notices,
}  # fmt: skip


def passages(pair: QAPair, question: Question) -> list[tuple[Answer, Segment]]:
    """The passages on a part, each with the answer that it is of."""
    return [(a, s) for a in pair.answers for s in a.segments if any(q is question for q in s.questions)]


def _asker(pair: QAPair) -> tuple[str, str, str | None]:
    return pair.asker.id, str(pair.asker), _firm(pair.asker)


def _firm(speaker: Speaker) -> str | None:
    return speaker.canonical_firm or speaker.firm


def _names(speakers: Sequence[Speaker]) -> list[str]:
    return list(dict.fromkeys(map(str, speakers)))
