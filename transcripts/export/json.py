"""A call as JSON, and back: ``transcripts.call/1``.

The schema beside this file, ``call-1.schema.json``, says what every key holds; ``schema()`` loads it. What is
promised of it:

* Every key is always written, and the reader wants every key. ``null`` stands for what is not known, never "".
* Within ``/1`` keys may be added, none is taken away, renamed or given another meaning; that would be ``/2``. So a
  reader takes no notice of keys that it does not know, and the schema allows them. A key that is added later is
  optional for the reader, so that what is written today stays readable.
* An enumeration (roles, notice codes, ...) may gain a value in a later release. A reader that does not know the value
  says so; it never guesses another.
* A value of the wrong type is a ``JSONError`` with its path, never a conversion (see ``forms``).
* What refers (a speaker's id, the index of a turn, a pair, a question in its pair) must find what it names.

Spans are ``[start, end]`` in code points of the page, which is not in the JSON: only what the call quotes of it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from typing import Any, TypeVar

from ..errors import JSONError
from ..model import Answer, Call, Declined, Paragraph, QAPair, Question, Segment, Source, Span, Speaker, Turn, clip
from .forms import AnswerForm, CallForm, PairForm, TurnForm, fill, places

__all__ = ["LONGEST_SPARSE", "SCHEMA", "UNKNOWN", "from_dict", "from_json", "schema", "to_dict", "to_json"]

SCHEMA = "transcripts.call/1"
UNKNOWN = "\ufffc"  # what a rebuilt page holds where the JSON quotes nothing
LONGEST_SPARSE = 100_000_000  # code points; a longer page is not rebuilt from a few bytes of JSON, its text is wanted

# A surrogate that UTF-8 cannot write and that stands alone. A high one before a low one is left: their escapes would
# be read back as one character.
LONE_SURROGATE = re.compile("[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]")

T = TypeVar("T")
K = TypeVar("K", str, int)


def to_json(call: Call, *, indent: int | None = None) -> str:
    """``to_dict`` as JSON text; the same call gives the same bytes.

    Chinese is written as itself. A lone surrogate, which damaged pages have, is written as its escape, so that the
    text can be encoded as UTF-8; only a high one directly before a low one stays as it is, and needs
    ``errors="surrogatepass"``. Raises ``JSONError`` as ``to_dict`` does, and for a number that is not finite.
    """
    data = to_dict(call)
    separators = (",", ":") if indent is None else (",", ": ")
    try:
        text = json.dumps(data, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators)
    except ValueError as error:
        raise JSONError(f"a score or time of the call is not a number: {error}") from None
    try:
        text.encode()
    except UnicodeEncodeError:
        return LONE_SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return text


def from_json(data: str | bytes, *, text: str | None = None) -> Call:
    """A call from what ``to_json`` gave; bytes are UTF-8, -16 or -32. See ``from_dict``."""
    try:
        value = json.loads(data, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise JSONError(f"not JSON: {error}") from None
    return from_dict(value, text=text)


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of ``transcripts.call/1``, a fresh copy."""
    found: dict[str, Any] = json.loads(files(__package__).joinpath("call-1.schema.json").read_bytes())
    return found


# --- a call as plain values


def to_dict(call: Call) -> dict[str, Any]:
    """The call as plain values: dict, list, str, int, float, None.

    Raises ``JSONError`` for a call that could not be read back: one whose turns or pairs refer to a speaker, turn,
    question or pair that it does not hold, or that has two of the same id or index.
    """
    source = call.source
    period = call.period
    id_of = _finder(call.speakers, [s.id for s in call.speakers], "$.speakers")
    index_of = _finder(call.turns, [t.index for t in call.turns], "$.turns")
    return {
        "schema": SCHEMA,
        "format": call.format,
        "source": {
            "name": source.name or None,  # as the caller gave it: may be ""
            "encoding": source.encoding or None,
            "certainty": source.certainty + 0.0,
            "media": source.media,
            "length": len(source.text),
        },
        "kind": None if call.kind is None else call.kind._value_,
        "title": call.title,
        "company": call.company,
        "securities": [{"symbol": s.symbol, "exchange": s.exchange, "name": s.name} for s in call.securities],
        "period": None if period is None else {"year": period.year, "quarter": period.quarter},
        "published": call.published,
        "held": call.held,
        "publisher": call.publisher,
        "speakers": [_speaker(s) for s in call.speakers],
        "turns": [_turn(t, id_of) for t in call.turns],
        "qa_pairs": _pairs(call.qa_pairs, id_of, index_of),
        # _value_ and not value: in CPython 3.11 the latter costs as much as the rest of the block
        "blocks": [{"kind": b.kind._value_, "span": [*b.span]} for b in call.blocks],
        "notices": [
            {
                "code": n.code._value_,
                "severity": n.severity._value_,
                "message": n.message,
                "span": None if n.span is None else [*n.span],
            }
            for n in call.notices
        ],
    }


def _speaker(speaker: Speaker) -> dict[str, Any]:
    return {
        "id": speaker.id,
        "name": speaker.name,
        "names": {"zh": speaker.names.zh, "en": speaker.names.en},
        "role": speaker.role._value_,
        "role_source": None if speaker.role_source is None else speaker.role_source._value_,
        "title": speaker.title,
        "canonical_title": speaker.canonical_title,
        "firm": speaker.firm,
        "canonical_firm": speaker.canonical_firm,
        "aliases": [
            # + 0.0: equal scores are written alike, 1 as 1.0 and -0.0 as 0.0
            {"text": a.text, "how": a.how._value_, "score": a.score + 0.0, "spans": [[*s] for s in a.spans]}
            for a in speaker.aliases
        ],
    }


def _turn(turn: Turn, id_of: Callable[[Speaker], str]) -> dict[str, Any]:
    return {
        "index": turn.index,
        "speaker": id_of(turn.speaker),
        "label": turn.label,
        "label_span": [*turn.label_span],
        "section": None if turn.section is None else turn.section._value_,
        "start": None if turn.start is None else turn.start + 0.0,
        "twin_label": turn.twin_label,
        "twin_span": None if turn.twin_span is None else [*turn.twin_span],
        "speaks_for": None if turn.speaks_for is None else id_of(turn.speaks_for),
        "paragraphs": [
            {"span": [*p.span], "pieces": [[*s] for s in p.pieces], "lang": p.lang, "text": p.text}
            for p in turn.paragraphs
        ],
    }


def _pairs(
    pairs: Sequence[QAPair], id_of: Callable[[Speaker], str], index_of: Callable[[Turn], int]
) -> list[dict[str, Any]]:
    seen: set[int] = set()
    written = []
    for pair in pairs:
        if pair.index in seen:
            raise JSONError(f"two pairs have the index {pair.index}", path="$.qa_pairs")
        if pair.follows is not None and pair.follows not in seen:
            raise JSONError(f"pair {pair.index} follows {pair.follows}, which is no earlier pair", path="$.qa_pairs")
        seen.add(pair.index)
        part_of = _finder(pair.questions, range(len(pair.questions)), "$.qa_pairs")
        written.append(
            {
                "index": pair.index,
                "asker": id_of(pair.asker),
                "question_turns": [index_of(t) for t in pair.question_turns],
                "follows": pair.follows,
                "questions": [
                    {
                        "span": [*q.span],
                        "text": q.text,
                        "addressees": [id_of(s) for s in q.addressees],
                        "subquestions": [[*span] for span in q.subquestions],
                    }
                    for q in pair.questions
                ],
                "answers": [_answer(a, index_of, part_of) for a in pair.answers],
                "declined": [
                    {"span": [*d.span], "text": d.text, "questions": [part_of(q) for q in d.questions]}
                    for d in pair.declined
                ],
            }
        )
    return written


def _answer(answer: Answer, index_of: Callable[[Turn], int], part_of: Callable[[Question], int]) -> dict[str, Any]:
    segments = [
        {
            "span": [*s.span],
            "text": s.text,
            "questions": [part_of(q) for q in s.questions],
            "evidence": s.evidence._value_,
        }
        for s in answer.segments
    ]
    parts = sorted({part for s in segments for part in s["questions"]})
    return {"turn": index_of(answer.turn), "questions": parts, "segments": segments}


def _finder(things: Sequence[T], places: Sequence[K], path: str) -> Callable[[T], K]:
    """What says where a thing stands: by identity, or by equality in a call that was put together by hand."""
    if len(set(places)) != len(places):
        raise JSONError("two have the same id or index", path=path)
    known = dict(zip(map(id, things), places, strict=True))

    def find(thing: T) -> K:
        place = known.get(id(thing))
        if place is None:
            place = next((at for other, at in zip(things, places, strict=True) if other == thing), None)
        if place is None:
            raise JSONError(f"the call refers to what it does not hold: {thing!r}", path=path)
        return place

    return find


# --- plain values as a call


def from_dict(data: Mapping[str, Any], *, text: str | None = None) -> Call:
    """A call from what ``to_dict`` gave. ``text`` is the page, if you have it.

    Without it the source holds what the JSON quotes (labels, aliases, paragraphs, questions, segments), at its places,
    and U+FFFC elsewhere; ``source.whole`` is False. Raises ``JSONError`` with the path of what is missing, of the wrong
    type, refers to nothing, or disagrees with ``text`` or with another quotation; and for a page of more than
    ``LONGEST_SPARSE`` code points that comes without its text.
    """
    if isinstance(data, Mapping) and data.get("schema") != SCHEMA:
        written = data.get("schema")
        raise JSONError(
            f"only {SCHEMA!r} is supported" + (f", not {clip(written)!r}" if isinstance(written, str) else ""),
            path="$.schema",
        )
    form = fill(data)
    source = _source(form, text)
    speakers: dict[str, Speaker] = {}
    for i, speaker in enumerate(form.speakers):
        _keep(speakers, speaker.id, speaker, f"$.speakers[{i}].id")
    turns: dict[int, Turn] = {}
    for i, turn in enumerate(form.turns):
        _keep(turns, turn.index, _turn_of(turn, source, speakers, f"$.turns[{i}]"), f"$.turns[{i}].index")
    pairs: dict[int, QAPair] = {}
    for i, pair in enumerate(form.qa_pairs):
        path = f"$.qa_pairs[{i}]"
        _keep(pairs, pair.index, _pair_of(pair, source, speakers, turns, pairs, path), f"{path}.index")
    return Call(
        source=source,
        format=form.format,
        kind=form.kind,
        title=form.title,
        company=form.company,
        securities=form.securities,
        period=form.period,
        published=form.published,
        held=form.held,
        publisher=form.publisher,
        speakers=form.speakers,
        turns=tuple(turns.values()),
        qa_pairs=tuple(pairs.values()),
        blocks=form.blocks,
        notices=form.notices,
    )


def _turn_of(form: TurnForm, source: Source, speakers: Mapping[str, Speaker], path: str) -> Turn:
    return Turn(
        index=form.index,
        speaker=_named(speakers, form.speaker, "speaker", f"{path}.speaker"),
        label=form.label,
        label_span=form.label_span,
        paragraphs=tuple(
            [Paragraph(source=source, span=p.span, pieces=p.pieces, lang=p.lang) for p in form.paragraphs]
        ),
        section=form.section,
        start=form.start,
        twin_label=form.twin_label,
        twin_span=form.twin_span,
        speaks_for=None
        if form.speaks_for is None
        else _named(speakers, form.speaks_for, "speaker", f"{path}.speaks_for"),
    )


def _pair_of(
    form: PairForm,
    source: Source,
    speakers: Mapping[str, Speaker],
    turns: Mapping[int, Turn],
    earlier: Mapping[int, QAPair],
    path: str,
) -> QAPair:
    if form.follows is not None:
        _named(earlier, form.follows, "earlier pair", f"{path}.follows")
    questions = [
        Question(
            source=source,
            span=q.span,
            addressees=_all_named(speakers, q.addressees, "speaker", f"{path}.questions[{i}].addressees"),
            subquestions=q.subquestions,
        )
        for i, q in enumerate(form.questions)
    ]
    parts = dict(enumerate(questions))
    return QAPair(
        index=form.index,
        asker=_named(speakers, form.asker, "speaker", f"{path}.asker"),
        question_turns=_all_named(turns, form.question_turns, "turn", f"{path}.question_turns"),
        questions=tuple(questions),
        answers=tuple(
            [_answer_of(a, source, turns, parts, f"{path}.answers[{i}]") for i, a in enumerate(form.answers)]
        ),
        follows=form.follows,
        declined=tuple(
            [
                Declined(
                    source=source,
                    span=d.span,
                    questions=_all_named(parts, d.questions, "question of the pair", f"{path}.declined[{i}].questions"),
                )
                for i, d in enumerate(form.declined)
            ]
        ),
    )


def _answer_of(
    form: AnswerForm, source: Source, turns: Mapping[int, Turn], parts: Mapping[int, Question], path: str
) -> Answer:
    segments = [
        Segment(
            source=source,
            span=s.span,
            questions=_all_named(parts, s.questions, "question of the pair", f"{path}.segments[{i}].questions"),
            evidence=s.evidence,
        )
        for i, s in enumerate(form.segments)
    ]
    if form.questions != tuple(sorted({part for s in form.segments for part in s.questions})):
        raise JSONError("these are not the questions of the segments, each once, in order", path=f"{path}.questions")
    return Answer(turn=_named(turns, form.turn, "turn", f"{path}.turn"), segments=tuple(segments))


def _keep(found: dict[K, T], key: K, thing: T, path: str) -> None:
    if key in found:
        raise JSONError(f"{key!r} stands twice", path=path)
    found[key] = thing


def _named(things: Mapping[K, T], key: K, what: str, path: str) -> T:
    try:
        return things[key]
    except KeyError:
        raise JSONError(f"{key!r} is no {what}", path=path) from None


def _all_named(things: Mapping[K, T], keys: Sequence[K], what: str, path: str) -> tuple[T, ...]:
    return tuple([_named(things, key, what, f"{path}[{i}]") for i, key in enumerate(keys)])


# --- the page behind the call


def _source(form: CallForm, text: str | None) -> Source:
    """The page as given, or as far as the JSON quotes it; every quotation is held against it."""
    length = form.source.length
    if text is None and length > LONGEST_SPARSE:
        raise JSONError(f"a page of {length:,} characters is not rebuilt: give its text", path="$.source.length")
    if text is not None and len(text) != length:
        raise JSONError(f"the text has {len(text):,} characters, not {length:,}", path="$.source.length")
    quotations = []
    for span, quoted, path in places(form):
        if span.end > length:
            raise JSONError(f"{[*span]} lies outside a page of {length:,} characters", path=path)
        if quoted is not None:
            if len(quoted) != span.end - span.start:
                raise JSONError(f"{clip(quoted)!r} has not the length of its span {[*span]}", path=path)
            quotations.append((span, quoted, path))
    page = _sparse(quotations, length) if text is None else text
    for (start, end), quoted, path in quotations:
        if page[start:end] != quoted:
            raise JSONError(f"{clip(quoted)!r} is not what stands there: {clip(page[start:end])!r}", path=path)
    return Source(
        text=page,
        name=form.source.name,
        encoding=form.source.encoding,
        certainty=form.source.certainty,
        media=form.source.media,
        whole=text is not None,
    )


def _sparse(quotations: Sequence[tuple[Span, str, str]], length: int) -> str:
    """A page that holds the quotations and nothing else; where two overlap, the one that starts or stands first."""
    page, at = [], 0
    for (start, end), quoted, _ in sorted(quotations, key=lambda quotation: quotation[0]):
        if end > at:
            page.append(UNKNOWN * (start - at))
            page.append(quoted[max(0, at - start) :])
            at = end
    page.append(UNKNOWN * (length - at))
    return "".join(page)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no number in JSON")
