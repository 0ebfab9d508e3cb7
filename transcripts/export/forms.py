"""The forms of ``transcripts.call/1``: what its JSON holds, typed, with ids and indexes where the model has objects.

``fill`` reads plain values into them and refuses, with its path, whatever is missing or of another type: nothing is
converted, ``"1"`` is no number, ``true`` and ``1.0`` are no index. Only where a fraction is wanted may a whole number
stand, as JSON has one kind of number. cattrs does the walking, the hooks below say what fits.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal, NewType, cast, get_args, get_origin

import attrs

from ..errors import JSONError
from ..model import Block, CallKind, Evidence, Notice, Period, Section, Security, Span, Speaker, clip
from ..spans import Media

if TYPE_CHECKING:
    from cattrs import Converter

Word = NewType("Word", str)  # a string that is not empty


@attrs.frozen(kw_only=True)
class SourceForm:
    """Where the page came from, and its length in code points."""

    name: str | None
    encoding: str | None
    certainty: float
    media: Media
    length: int


@attrs.frozen(kw_only=True)
class ParagraphForm:
    """A paragraph with its text, the join of its pieces."""

    span: Span
    pieces: tuple[Span, ...]
    lang: Literal["zh", "en"]
    text: str


@attrs.frozen(kw_only=True)
class TurnForm:
    """A turn; ``speaker`` and ``speaks_for`` are ids."""

    index: int
    speaker: str
    label: str
    label_span: Span
    section: Section | None
    start: float | None
    twin_label: str | None
    twin_span: Span | None
    speaks_for: str | None
    paragraphs: tuple[ParagraphForm, ...]


@attrs.frozen(kw_only=True)
class QuestionForm:
    """A question with its text; ``addressees`` are ids."""

    span: Span
    text: str
    addressees: tuple[str, ...]
    subquestions: tuple[Span, ...]


@attrs.frozen(kw_only=True)
class SegmentForm:
    """A segment with its text; ``questions`` are places in the pair."""

    span: Span
    text: str
    questions: tuple[int, ...]
    evidence: Evidence


@attrs.frozen(kw_only=True)
class DeclinedForm:
    """A sentence that declines, with its text; ``questions`` are places in the pair."""

    span: Span
    text: str
    questions: tuple[int, ...]


@attrs.frozen(kw_only=True)
class AnswerForm:
    """An answer; ``turn`` is an index, ``questions`` are those of its segments, each once, in order."""

    turn: int
    questions: tuple[int, ...]
    segments: tuple[SegmentForm, ...]


@attrs.frozen(kw_only=True)
class PairForm:
    """A pair; turns and the pair it follows are indexes, the asker is an id."""

    index: int
    asker: str
    question_turns: tuple[int, ...]
    follows: int | None
    questions: tuple[QuestionForm, ...]
    answers: tuple[AnswerForm, ...]
    declined: tuple[DeclinedForm, ...]


@attrs.frozen(kw_only=True)
class CallForm:
    """A whole call, as flat as its JSON. What has neither ids nor quotations in it is the model's own."""

    format: Word
    source: SourceForm
    kind: CallKind | None
    title: str | None
    company: str | None
    securities: tuple[Security, ...]
    period: Period | None
    published: str | None
    held: str | None
    publisher: str | None
    speakers: tuple[Speaker, ...]
    turns: tuple[TurnForm, ...]
    qa_pairs: tuple[PairForm, ...]
    blocks: tuple[Block, ...]
    notices: tuple[Notice, ...]


# What a number may be, by the name of its key, both ends included.
LIMITS: dict[str, tuple[float, float]] = {
    "certainty": (0, 1),
    "score": (0, 1),
    "quarter": (1, 4),
    "index": (0, math.inf),
    "length": (0, math.inf),
    "start": (0, math.inf),
}


# --- every place that a form names


def places(form: CallForm) -> Iterator[tuple[Span, str | None, str]]:
    """Every span of the call, the text that the JSON quotes there, or None, and its path.

    Raises ``JSONError`` for a paragraph whose pieces do not lead from its start to its end.
    """
    for i, speaker in enumerate(form.speakers):
        for j, alias in enumerate(speaker.aliases):
            for k, span in enumerate(alias.spans):
                yield span, alias.text, f"$.speakers[{i}].aliases[{j}].spans[{k}]"
    for i, turn in enumerate(form.turns):
        yield turn.label_span, turn.label, f"$.turns[{i}].label"
        if turn.twin_span is not None:
            yield turn.twin_span, turn.twin_label, f"$.turns[{i}].twin_label"
        for j, paragraph in enumerate(turn.paragraphs):
            yield from _pieces(paragraph, f"$.turns[{i}].paragraphs[{j}]")
    for i, pair in enumerate(form.qa_pairs):
        yield from _of_pair(pair, f"$.qa_pairs[{i}]")
    for i, block in enumerate(form.blocks):
        yield block.span, None, f"$.blocks[{i}].span"
    for i, notice in enumerate(form.notices):
        if notice.span is not None:
            yield notice.span, None, f"$.notices[{i}].span"


def _of_pair(pair: PairForm, path: str) -> Iterator[tuple[Span, str | None, str]]:
    for j, question in enumerate(pair.questions):
        yield question.span, question.text, f"{path}.questions[{j}].text"
        for k, span in enumerate(question.subquestions):
            yield span, None, f"{path}.questions[{j}].subquestions[{k}]"
    for j, answer in enumerate(pair.answers):
        for k, segment in enumerate(answer.segments):
            yield segment.span, segment.text, f"{path}.answers[{j}].segments[{k}].text"
    for j, declined in enumerate(pair.declined):
        yield declined.span, declined.text, f"{path}.declined[{j}].text"


def _pieces(paragraph: ParagraphForm, path: str) -> Iterator[tuple[Span, str, str]]:
    """The pieces of a paragraph with their shares of its text; the last has whatever is left."""
    edges = list(chain.from_iterable(paragraph.pieces))
    if not edges or edges != sorted(edges) or paragraph.span != (edges[0], edges[-1]):
        raise JSONError("the pieces do not lead in order from end to end of the paragraph", path=f"{path}.pieces")
    at = 0
    for span in paragraph.pieces[:-1]:
        end = at + span.end - span.start
        yield span, paragraph.text[at:end], f"{path}.text"
        at = end
    yield paragraph.pieces[-1], paragraph.text[at:], f"{path}.text"


# --- plain values into forms


class Misfit(ValueError):
    """A value that does not fit, or, with ``key``, the value of that key in it."""

    def __init__(self, message: str, key: str = "") -> None:
        super().__init__(message)
        self.key = key


def fill(data: object) -> CallForm:
    """The form of a call. Raises ``JSONError`` with the path of the first value that does not fit it."""
    from cattrs import BaseValidationError

    try:
        return _converter().structure(data, CallForm)
    except (BaseValidationError, Misfit) as error:
        raise _first_fault(error) from None


def _first_fault(error: Exception) -> JSONError:
    """The first leaf of the tree of errors that cattrs raises, with the path of keys and places down to it."""
    from cattrs import AttributeValidationNote, BaseValidationError, IterableValidationNote

    path = "$"
    while isinstance(error, BaseValidationError):
        error = error.exceptions[0]
        for note in error.__notes__:
            if isinstance(note, AttributeValidationNote):
                path += f".{note.name}"
            if isinstance(note, IterableValidationNote):
                path += f"[{note.index}]"
    if isinstance(error, Misfit) and error.key:
        path += f".{error.key}"
    return JSONError(str(error), path=path)


@lru_cache(maxsize=1)
def _converter() -> Converter:
    from cattrs import Converter  # 30 ms that whoever only writes JSON does not pay

    converter = Converter(detailed_validation=True)
    converter.register_structure_hook(str, _string)
    converter.register_structure_hook(int, _integer)
    converter.register_structure_hook(float, _number)
    converter.register_structure_hook(Span, _span)
    converter.register_structure_hook(Word, _word)
    converter.register_structure_hook(str | None, _text_or_null)
    converter.register_structure_hook_func(_is_literal, _literal)
    converter.register_structure_hook_factory(attrs.has, _object)
    return converter


def _string(value: object, kind: type[str]) -> str:
    """A str, or a member of a StrEnum: cattrs sends these here too, by their base."""
    if not isinstance(value, str):
        raise _mismatch("a string", value)
    if kind is str:
        return value
    try:
        return kind(value)
    except ValueError:
        raise Misfit(f"{clip(value)!r} is none of {', '.join(cast('Iterable[str]', kind))}") from None


def _is_literal(kind: Any) -> bool:
    return get_origin(kind) is Literal


def _literal(value: object, kind: object) -> str:
    text = _string(value, str)
    if text not in get_args(kind):
        raise Misfit(f"{clip(text)!r} is none of {', '.join(get_args(kind))}")
    return text


def _word(value: object, _: object) -> str:
    if value == "":
        raise Misfit("is empty")
    return _string(value, str)


def _text_or_null(value: object, _: object) -> str | None:
    if value == "":
        raise Misfit("is empty; null stands for what is not known")
    return None if value is None else _string(value, str)


def _integer(value: object, _: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _mismatch("an integer", value)
    if abs(value) > sys.maxsize:  # Python would not even print some of these
        raise Misfit("is too large an integer")
    return value


def _number(value: object, _: object) -> float:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise _mismatch("a number", value)
    if not abs(value) <= sys.float_info.max or float(value) != value:
        raise Misfit("wants a number that a float holds exactly")
    return float(value)


def _span(value: object, _: object) -> Span:
    if isinstance(value, (list, tuple)) and len(value) == 2:
        start, end = (_integer(offset, int) for offset in value)
        if 0 <= start <= end:
            return Span(start, end)
    raise Misfit("wants a span [start, end] with 0 <= start <= end")


def _object(kind: Any, converter: Converter) -> Callable[[object, object], Any]:
    """A structure hook for an attrs class that wants every key, arrays for tuples, and numbers within ``LIMITS``."""
    from cattrs.gen import make_dict_structure_fn, override

    attrs.resolve_types(kind)
    fields = attrs.fields_dict(kind)
    arrays = {name for name, field in fields.items() if get_origin(field.type) is tuple}
    limited: dict[str, Any] = {
        name: override(struct_hook=_within(*LIMITS[name], converter.get_structure_hook(field.type)))
        for name, field in fields.items()
        if name in LIMITS
    }
    build: Callable[[Any, Any], Any] = make_dict_structure_fn(kind, converter, **limited)

    def structure(value: object, _: object) -> Any:
        if not isinstance(value, Mapping):
            raise _mismatch("an object", value)
        for name in fields:  # cattrs would take the model's defaults
            if name not in value:
                raise Misfit("is missing", name)
        for name in arrays:  # cattrs would take any iterable, a string too
            if not isinstance(value[name], (list, tuple)):
                raise _mismatch("an array", value[name], name)
        return build(value, kind)

    return structure


def _within(least: float, most: float, hook: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def structure(value: object, kind: object) -> Any:
        number = hook(value, kind)
        if number is not None and not least <= number <= most:
            raise Misfit(f"{number} is not between {least} and {most}")
        return number

    return structure


KINDS = {
    type(None): "null", bool: "a boolean", int: "an integer", float: "a number", str: "a string", list: "an array",
    dict: "an object",
}  # fmt: skip


def _mismatch(wanted: str, value: object, key: str = "") -> Misfit:
    return Misfit(f"wants {wanted}, has {KINDS.get(type(value)) or f'a {type(value).__name__}'}", key)
