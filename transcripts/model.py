"""What a page becomes: calls, turns, speakers, questions and answers.

Everything here is immutable. Objects refer to each other, not to ids: ``turn.speaker.name``.
Text is never copied out of the page: a passage holds its span, and ``text`` is cut when asked
for, so that it is always what stands on the page. Offsets are code points of ``source.text``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, Literal, TypeAlias

import attrs

from .errors import AmbiguousName
from .fold import fold, split_name
from .spans import Position, Source, Span

Lang: TypeAlias = Literal["zh", "en"]

__all__ = [
    "Alias", "AliasHow", "Answer", "Block", "BlockKind", "Call", "Evidence", "Names", "Notice", "NoticeCode",
    "Paragraph", "Passage", "Period", "Position", "QAPair", "Question", "Role", "RoleSource", "Section", "Security",
    "Segment", "Severity", "Source", "Span", "Speaker", "Turn",
]  # fmt: skip


class Role(StrEnum):
    """What a speaker does in the call."""

    ANALYST = "analyst"
    EXECUTIVE = "executive"
    OPERATOR = "operator"
    MODERATOR = "moderator"
    INVESTOR = "investor"
    MEDIA = "media"
    UNKNOWN = "unknown"


class RoleSource(StrEnum):
    """How a role is known, surest first."""

    STATED = "stated"  # printed in the label: a title, 分析师, Operator
    LISTED = "listed"  # printed in a list of participants or in the page's lead
    INTRODUCED = "introduced"  # the operator or the speaker says so
    ORIGINAL = "original"  # the original beside the translation says so
    ROSTER = "roster"  # the user's roster says so, and nothing on the page does
    INFERRED = "inferred"  # from the shape of the dialogue


class Section(StrEnum):
    """The two halves of an earnings call."""

    PREPARED = "prepared"
    QA = "qa"


class BlockKind(StrEnum):
    """What a stretch of the page is."""

    FURNITURE = "furniture"  # site chrome, counters, adverts, disclaimers
    META = "meta"  # title, date, publisher, lead paragraph
    HEADING = "heading"
    CAST = "cast"  # a list of participants
    LABEL = "label"  # who speaks next
    SPEECH = "speech"
    ASIDE = "aside"  # (笑声), [外语]: stands in the speech, is not said


class CallKind(StrEnum):
    """What was held."""

    EARNINGS = "earnings"  # a call on results
    SHAREHOLDERS = "shareholders"  # a meeting of shareholders
    INVESTOR_DAY = "investor-day"
    CONFERENCE = "conference"  # a talk at somebody's conference
    INTERVIEW = "interview"  # a host asks


class AliasHow(StrEnum):
    """Why a spelling is taken for a speaker."""

    LABEL = "label"
    GLOSS = "gloss"  # the other-language name printed beside it
    SPELLING = "spelling"  # another spelling of a label: interpunct, width, case, script
    PART = "part"  # a part of the name that only this speaker has, or can mean here
    LISTED = "listed"  # stands in a list of participants with the same name
    TRANSLITERATION = "transliteration"
    INTRODUCTION = "introduction"  # the page introduces the next speaker so, or the speaker himself: 来自…的贝琪·史托克
    DIALOGUE = "dialogue"  # who is addressed here can be nobody else
    ORIGINAL = "original"  # stands in the original beside the translation
    ROSTER = "roster"


class Evidence(StrEnum):
    """What decided that a passage of an answer is on a part of the question."""

    ORDINAL = "ordinal"  # the answer names the question: 关于第二个问题
    ADDRESSEE = "addressee"  # the part was put to the one who answers
    TOPIC = "topic"  # the words of the part come back
    ORDER = "order"  # first part first
    ONLY = "only"  # there is one part
    WHOLE = "whole"  # the answer says it takes the parts together
    CONTINUES = "continues"  # goes on with what the passage before was on


class Severity(StrEnum):
    """How much a notice matters."""

    INFO = "info"
    WARNING = "warning"


class NoticeCode(StrEnum):
    """Everything a parse can be in doubt about. The values are stable."""

    EMPTY_PAGE = "empty-page"
    NOT_TEXT = "not-text"
    GUESSED_ENCODING = "guessed-encoding"
    CUT_CHARACTER = "cut-character"
    LEFT_OUT = "left-out"
    UNKNOWN_FORMAT = "unknown-format"
    TIED_FORMATS = "tied-formats"
    NO_DIALOGUE = "no-dialogue"
    BROKEN_PLUGIN = "broken-plugin"
    LABEL_WITHOUT_SPEECH = "label-without-speech"
    AMBIGUOUS_NAME = "ambiguous-name"
    UNKNOWN_ROLE = "unknown-role"
    UNLABELLED_SPEECH = "unlabelled-speech"
    UNUSED_ROSTER = "unused-roster"
    LOST_LABEL = "lost-label"
    WRONG_LABEL = "wrong-label"
    DROPPED_TURN = "dropped-turn"
    UNALIGNED = "unaligned"


@attrs.frozen(slots=True, kw_only=True)
class Names:
    """A speaker's name by language: ``names.zh``, ``names["en"]``; None where the page has none."""

    zh: str | None = None
    en: str | None = None

    def __getitem__(self, language: str) -> str | None:
        if language in ("zh", "en"):
            name: str | None = getattr(self, language)
            return name
        raise KeyError(language)


@attrs.frozen(slots=True, kw_only=True, weakref_slot=False)
class Security:
    """A listed security as the page prints it: ``$Meta Platforms(META)$``, ``(00981.HK)``."""

    symbol: str
    exchange: str | None = None
    name: str | None = None


@attrs.frozen(slots=True, kw_only=True, weakref_slot=False)
class Period:
    """The fiscal period the call is about; ``quarter`` is 1..4, None for a year or half year."""

    year: int
    quarter: int | None = None

    def __str__(self) -> str:
        return f"{self.year}Q{self.quarter}" if self.quarter else f"FY{self.year}"


@attrs.frozen(slots=True, kw_only=True, weakref_slot=False)
class Block:
    """A stretch of the page of one kind. The blocks of a call tile its text."""

    kind: BlockKind
    span: Span


@attrs.frozen(slots=True, kw_only=True, weakref_slot=False)
class Notice:
    """A doubt, as a value: a stable code, how much it matters, and where it stands."""

    code: NoticeCode
    severity: Severity
    message: str
    span: Span | None = None


@attrs.frozen(slots=True, kw_only=True, weakref_slot=False)
class Alias:
    """A spelling that a page uses for a speaker, and every place where it stands.

    ``how`` is why it is taken for the speaker, ``score`` (0..1) how sure that is.
    """

    text: str
    how: AliasHow
    score: float = 1.0
    spans: tuple[Span, ...] = attrs.field(default=(), repr=lambda spans: f"<{len(spans)} places>")


@attrs.frozen(slots=True, kw_only=True)
class Speaker:
    """One person, under every spelling that the page uses.

    ``name`` is the fullest label, None for a speaker without a name (分析师, Operator).
    ``title`` and ``firm`` are as printed; the canonical forms are what tables know of them.
    """

    id: str
    name: str | None
    names: Names = Names()
    role: Role = Role.UNKNOWN
    role_source: RoleSource | None = None
    title: str | None = None
    firm: str | None = None
    canonical_title: str | None = None
    canonical_firm: str | None = None
    aliases: tuple[Alias, ...] = attrs.field(default=(), repr=False)

    def __str__(self) -> str:
        return self.name or (self.aliases[0].text if self.aliases else self.id)


@attrs.frozen(slots=True, kw_only=True, eq=False, repr=False, weakref_slot=False)
class Passage:
    """A stretch of the page that is quoted: ``text`` is ``source[span]``.

    Passages are equal when their places and their words are; the rest of the page does not matter.
    """

    source: Source
    span: Span

    @property
    def text(self) -> str:
        """The quoted words, as they stand on the page."""
        return self.source.text[self.span[0] : self.span[1]]

    def _key(self) -> tuple[object, ...]:
        return (self.span, self.text)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.span.start}:{self.span.end} {clip(self.text)!r}>"


@attrs.frozen(slots=True, kw_only=True, eq=False, repr=False, weakref_slot=False)
class Paragraph(Passage):
    """A paragraph of a turn.

    ``span`` is the hull, ``pieces`` are the spans whose join is the text: one, or several where a page footer
    or a hard wrap cuts it. ``lang`` is the language it is in.
    """

    pieces: tuple[Span, ...]
    lang: Lang

    @property
    def text(self) -> str:
        """The join of the pieces."""
        text = self.source.text
        if len(self.pieces) == 1:
            return text[self.span[0] : self.span[1]]
        return "".join([text[start:end] for start, end in self.pieces])

    def _key(self) -> tuple[object, ...]:
        return (self.span, self.pieces, self.lang, self.text)


def main_language(paragraphs: Sequence[Paragraph]) -> tuple[Lang, Sequence[Paragraph]]:
    """The language of a turn, and the paragraphs in it.

    A turn is in two languages when neither has more than twice the paragraphs of the other; then it is Chinese, and the
    English ones are its translation. A stray paragraph in another language is part of what is said.
    """
    chinese = sum([p.lang == "zh" for p in paragraphs])
    english = len(paragraphs) - chinese
    if english > 2 * chinese:
        return "en", paragraphs
    if chinese > 2 * english:
        return "zh", paragraphs
    return "zh", tuple([p for p in paragraphs if p.lang == "zh"])


@attrs.frozen(slots=True, kw_only=True)
class Turn:
    """Everything one speaker says before the next label.

    ``label`` is empty where the page names nobody. On a page in two languages ``paragraphs`` holds both, ``said`` those
    of the page's main language and ``translation`` the others; ``twin_label`` is the label in the other language where
    it stands apart. ``speaks_for`` is whose words an interpreter's turn gives.
    """

    index: int
    speaker: Speaker
    label: str
    label_span: Span
    paragraphs: tuple[Paragraph, ...]
    section: Section | None = None
    start: float | None = None
    twin_label: str | None = None
    twin_span: Span | None = None
    speaks_for: Speaker | None = None

    @property
    def lang(self) -> Lang:
        """The language of what is said: Chinese where the turn is in two."""
        return main_language(self.paragraphs)[0]

    @property
    def said(self) -> Sequence[Paragraph]:
        """The paragraphs in the turn's language. A stray one in another language belongs to them."""
        return main_language(self.paragraphs)[1]

    @property
    def translation(self) -> Sequence[Paragraph]:
        """The paragraphs that say the same in the page's other language; empty on a page in one language."""
        lang, said = main_language(self.paragraphs)
        return () if len(said) == len(self.paragraphs) else tuple([p for p in self.paragraphs if p.lang != lang])

    @property
    def text(self) -> str:
        """What is said, in the turn's language, a paragraph a line."""
        return "\n".join([p.text for p in self.said])

    @property
    def span(self) -> Span:
        """From the first character of the turn, which is its label's as a rule, to the last of the speech."""
        start, end = self.label_span
        if self.twin_span is not None:
            start, end = min(start, self.twin_span.start), max(end, self.twin_span.end)
        if self.paragraphs:
            start, end = min(start, self.paragraphs[0].span.start), max(end, self.paragraphs[-1].span.end)
        return Span(start, end)

    def __repr__(self) -> str:
        return f"<Turn {self.index} {self.label!r}: {clip(self.text)!r}>"


@attrs.frozen(slots=True, kw_only=True, eq=False, repr=False, weakref_slot=False)
class Question(Passage):
    """One part of what an analyst asks: announced or separated, never a mere "?".

    ``addressees`` are the speakers it is put to, empty where nobody is named. ``subquestions`` are the sentences in it that
    ask, in order: several where one matter is asked about in several ways, none where a mere statement is put.
    """

    addressees: tuple[Speaker, ...] = ()
    subquestions: tuple[Span, ...] = ()

    def _key(self) -> tuple[object, ...]:
        return (self.span, self.text, self.addressees, self.subquestions)


@attrs.frozen(slots=True, kw_only=True, eq=False, repr=False, weakref_slot=False)
class Segment(Passage):
    """A passage of an answer, the parts of the question it is on, and what decided that."""

    questions: tuple[Question, ...]
    evidence: Evidence

    def _key(self) -> tuple[object, ...]:
        return (self.span, self.text, self.questions, self.evidence)


@attrs.frozen(slots=True, kw_only=True, eq=False, repr=False, weakref_slot=False)
class Declined(Passage):
    """A sentence of an answer that declines (不予置评, 会后再跟进), and the parts of the question that it is on."""

    questions: tuple[Question, ...]

    def _key(self) -> tuple[object, ...]:
        return (self.span, self.text, self.questions)


@attrs.frozen(slots=True, kw_only=True, repr=False)
class Answer:
    """A turn that says something on the question, cut into segments that cover its speech."""

    turn: Turn
    segments: tuple[Segment, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """The parts that some segment is on, in the order of the question."""
        found = {id(q): q for s in self.segments for q in s.questions}
        return tuple(sorted(found.values(), key=lambda q: q.span))

    @property
    def speaker(self) -> Speaker:
        """Who answers: whose words they are, not the interpreter who says them."""
        return self.turn.speaks_for or self.turn.speaker

    @property
    def text(self) -> str:
        """Everything that is said in the turn."""
        return self.turn.text

    def __repr__(self) -> str:
        return f"<Answer in turn {self.turn.index} by {self.speaker}: {len(self.segments)} segments>"


@attrs.frozen(slots=True, kw_only=True, repr=False)
class QAPair:
    """What one analyst asks in one go, in parts, and the answers to it.

    ``follows`` is the index of the pair that this one follows up, by the same analyst. ``declined`` are the sentences in
    which whoever answers will not say what was asked; the part counts as answered all the same.
    """

    index: int
    asker: Speaker
    question_turns: tuple[Turn, ...]
    questions: tuple[Question, ...]
    answers: tuple[Answer, ...] = ()
    follows: int | None = None
    declined: tuple[Declined, ...] = ()

    @property
    def unanswered(self) -> tuple[Question, ...]:
        """The parts that no answer is on."""
        answered = {id(q) for a in self.answers for s in a.segments for q in s.questions}
        return tuple([q for q in self.questions if id(q) not in answered])

    def answers_to(self, question: Question) -> tuple[Segment, ...]:
        """The passages that are on one part, in the order of the page."""
        return tuple([s for a in self.answers for s in a.segments if question in s.questions])

    def __repr__(self) -> str:
        who = ", ".join(dict.fromkeys(str(a.speaker) for a in self.answers)) or "nobody"
        return f"<QAPair {self.index} {self.asker}: {len(self.questions)} parts, answered by {who}>"


@attrs.frozen(slots=True, kw_only=True, repr=False)
class Call:
    """A page, read: who said what, who asked what, and who answered which part of it."""

    source: Source = attrs.field(eq=False)
    format: str
    kind: CallKind | None = None
    title: str | None = None
    company: str | None = None
    securities: tuple[Security, ...] = ()
    period: Period | None = None
    published: str | None = None
    held: str | None = None
    publisher: str | None = None
    speakers: tuple[Speaker, ...] = ()
    turns: tuple[Turn, ...] = ()
    qa_pairs: tuple[QAPair, ...] = ()
    blocks: tuple[Block, ...] = ()
    notices: tuple[Notice, ...] = ()

    def find(self, name: str) -> Speaker | None:
        """The one speaker whom a spelling names, None for nobody.

        Interpunct, width, case and script (简/繁) make no difference. A part of a name, such as
        a given name, names a speaker when the page links it to one. Raises ``AmbiguousName``
        where two fit.

        >>> import transcripts
        >>> call = transcripts.parse("安娜·李:\\n大家好,我们开始。\\n\\n王珂:\\n谢谢安娜。")
        >>> call.find("安娜.李").name
        '安娜·李'
        """
        key = fold(name)
        if not key:
            return None
        full = [s for s in self.speakers if key in {fold(n) for n in (s.name, s.names.zh, s.names.en) if n}]
        found = full or [s for s in self.speakers if any(fold(a.text) == key for a in s.aliases)]
        if not found:
            found = [s for s in self.speakers if any(key == fold(p) for p in parts(s))]
        if len(found) > 1:
            names = tuple(str(s) for s in found)
            raise AmbiguousName(
                f"{name!r} names {len(names)} speakers: {', '.join(names)}; ask for a full name",
                name=name,
                candidates=names,
            )
        return found[0] if found else None

    def to_dict(self) -> dict[str, Any]:
        """The call as plain values, as ``transcripts.call/1`` (the JSON Schema in the wheel) says."""
        from .export.json import to_dict

        return to_dict(self)

    def to_json(self, *, indent: int | None = None) -> str:
        """``to_dict`` as JSON text; the same call gives the same bytes."""
        from .export.json import to_json

        return to_json(self, indent=indent)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, text: str | None = None) -> Call:
        """A call from what ``to_dict`` gave. ``text`` is the page, if you have it.

        Without it the call's source holds the characters that the JSON quotes and no others
        (``source.whole`` is False). Raises ``JSONError`` with the path of what does not fit.
        """
        from .export.json import from_dict

        return from_dict(data, text=text)

    @classmethod
    def from_json(cls, data: str | bytes, *, text: str | None = None) -> Call:
        """A call from what ``to_json`` gave; see ``from_dict``."""
        from .export.json import from_json

        return from_json(data, text=text)

    def __repr__(self) -> str:
        what = clip(self.title or self.source.name or "untitled", 40)
        return (
            f"<Call {what!r} ({self.format}): {len(self.turns)} turns, "
            f"{len(self.speakers)} speakers, {len(self.qa_pairs)} pairs>"
        )


def parts(speaker: Speaker) -> list[str]:
    """The tokens of a speaker's names that stand between interpuncts or spaces."""
    names = [n for n in (speaker.name, speaker.names.zh, speaker.names.en) if n]
    return [part for name in names for part in split_name(name) if len(part) > 1]


def clip(text: str, width: int = 30) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text[: width * 2].split())
    return line if len(line) <= width else line[: width - 1] + "…"
