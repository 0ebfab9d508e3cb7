"""Invented calls with their truth: what a format writes, and what a parse of the page must find.

``scenes()`` is a hypothesis strategy; ``scene(random)`` makes the same calls out of a random generator, for
benchmarks and for a look. Both compose a call from choices, so that a failing one shrinks.
"""

from __future__ import annotations

from random import Random
from typing import Literal, TypedDict, Unpack

import attrs
from hypothesis import strategies as st
from hypothesis.vendor.pretty import RepresentationPrinter

from ..fold import fold
from ..formats import Format, Script, ScriptTurn
from ..model import Call, QAPair, Role, Section
from .cast import NameKind, Names, Person, Pick, name_kinds
from .lines import LINES, Lines


@attrs.frozen(slots=True, kw_only=True)
class TurnOutline:
    """A turn without its place: ``speaker`` is a number by order of appearance, ``paragraphs`` are texts.

    ``translation`` are the texts in the page's other language, ``start`` is in seconds.
    """

    speaker: int
    role: Role
    section: Section | None
    label: str
    paragraphs: tuple[str, ...]
    translation: tuple[str, ...] = ()
    start: float | None = None


@attrs.frozen(slots=True, kw_only=True)
class PairOutline:
    """A pair without its places. ``parts`` are texts, each with the numbers of the speakers it is put to.

    ``answers`` are turns, each with the parts that every paragraph of it is on.
    """

    question_turns: tuple[int, ...]
    parts: tuple[tuple[str, frozenset[int]], ...]
    answers: tuple[tuple[int, tuple[frozenset[int], ...]], ...]
    follows: int | None = None


@attrs.frozen(slots=True, kw_only=True)
class Outline:
    """What a call says, whatever its page looks like: the truth of a scene, or what a parse found."""

    turns: tuple[TurnOutline, ...]
    pairs: tuple[PairOutline, ...]

    def folded(self) -> Outline:
        """The same, with every text and label as ``fold`` gives it: spelling makes no difference any more."""
        return Outline(
            turns=tuple(
                [
                    attrs.evolve(
                        t,
                        label=fold(t.label),
                        paragraphs=tuple([fold(p) for p in t.paragraphs]),
                        translation=tuple([fold(p) for p in t.translation]),
                    )
                    for t in self.turns
                ]
            ),
            pairs=tuple(
                [attrs.evolve(p, parts=tuple([(fold(text), who) for text, who in p.parts])) for p in self.pairs]
            ),
        )

    def without_labels(self) -> Outline:
        """The same, whatever the labels are: for damage that touches them."""
        return attrs.evolve(self, turns=tuple([attrs.evolve(t, label="") for t in self.turns]))


@attrs.frozen(slots=True, kw_only=True, repr=False)
class Scene:
    """A call that somebody could have held: ``script`` is what a format writes, ``truth`` what it says.

    ``speakers`` are the keys of the cast, turn by turn.
    """

    script: Script
    cast: tuple[Person, ...]
    speakers: tuple[str, ...]
    truth: Outline

    def page(self, plugin: Format) -> str:
        """The page of a format with this call on it."""
        return plugin.render(self.script)

    def __repr__(self) -> str:
        """The script as a reader would want it in the report of a failure: who says what."""
        said = [f"{turn.label} [{who}]: {' / '.join(turn.paragraphs)}" for turn, who in self._spoken()]
        return "\n".join([f"<Scene {self.script.title!r}", *said, ">"])

    def _repr_pretty_(self, printer: RepresentationPrinter, cycle: bool) -> None:  # noqa: ARG002 - asked so
        for line in repr(self).splitlines():
            printer.text(line)
            printer.break_()

    def _spoken(self) -> zip[tuple[ScriptTurn, str]]:
        return zip(self.script.turns, self.speakers, strict=True)

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label that is printed, once."""
        return tuple(dict.fromkeys([turn.label for turn in self.script.turns]))


def outline(call: Call) -> Outline:
    """What a parse found, to be compared with the truth of a scene or with another parse."""
    number: dict[str, int] = {}
    for turn in call.turns:
        number.setdefault(turn.speaker.id, len(number))
    return Outline(
        turns=tuple(
            [
                TurnOutline(
                    speaker=number[t.speaker.id],
                    role=t.speaker.role,
                    section=t.section,
                    label=t.label,
                    paragraphs=tuple([p.text for p in t.said]),
                    translation=tuple([p.text for p in t.translation]),
                    start=t.start,
                )
                for t in call.turns
            ]
        ),
        pairs=tuple(
            [
                PairOutline(
                    question_turns=tuple([t.index for t in pair.question_turns]),
                    parts=tuple(
                        [
                            (_said_in(q.span, pair), frozenset([number.get(s.id, -1) for s in q.addressees]))
                            for q in pair.questions
                        ]
                    ),
                    answers=tuple(
                        [
                            (
                                answer.turn.index,
                                tuple(
                                    [
                                        frozenset(
                                            [
                                                pair.questions.index(q)
                                                for s in answer.segments
                                                if s.span.start < p.span.end and p.span.start < s.span.end
                                                for q in s.questions
                                            ]
                                        )
                                        for p in answer.turn.said
                                    ]
                                ),
                            )
                            for answer in pair.answers
                        ]
                    ),
                    follows=pair.follows,
                )
                for pair in call.qa_pairs
            ]
        ),
    )


def _said_in(span: tuple[int, int], pair: QAPair) -> str:
    """What is said of a part, without the page footers and wraps inside its span."""
    pieces = [(p.source, piece) for turn in pair.question_turns for p in turn.said for piece in p.pieces]
    return "".join([source.text[max(span[0], start) : min(span[1], end)] for source, (start, end) in pieces])


class Options(TypedDict, total=False):
    """What kind of calls to compose; what is left out is drawn, or plain."""

    lang: Literal["zh", "en"]  # of what is said; Chinese
    names: tuple[NameKind, ...]  # kinds of names that occur: transliterated ("foreign"), "latin", "chinese"
    namesakes: bool  # all names of a kind share the given name; if not, nobody shares a part of a name with anybody
    glosses: bool  # print the Latin name beside some transliterated ones; yes
    respelled: bool  # the labels of one person vary: full name, given name, with and without the gloss
    exchanges: int  # how many times an analyst gets the floor; 1 to 4
    paragraphs: int  # how many an answer to one part has at most; 2
    sentences: int  # how many a paragraph has at most; 2
    # who is printed: people; marks only (Q, A); executives who speak and are asked nothing; nobody at all
    cast: Literal["people", "marks", "speeches", "nobody"]
    # in two languages: labels one above the other as one, or each with its own paragraph; not
    twins: Literal["together", "apart", "no"]
    timed: bool  # every turn has a time; no


@st.composite
def scenes(draw: st.DrawFn, **options: Unpack[Options]) -> Scene:
    """Calls to be written and read back; ``Options`` says of what kind.

    People are invented for each call, and so is what they say. A failing call shrinks to a short one.
    """
    return _compose(lambda n: draw(st.integers(0, n - 1)) if n > 1 else 0, options)


def scene(random: Random, **options: Unpack[Options]) -> Scene:
    """One call, chosen by a random generator; the options are those of ``scenes``."""
    return _compose(random.randrange, options)


def _compose(pick: Pick, options: Options) -> Scene:
    lang = options.get("lang", "zh")
    lines = LINES[lang]
    rounds = options.get("exchanges") or 1 + pick(4)
    cast = options.get("cast", "people")
    drawn = Names(
        pick,
        kinds=options.get("names") or name_kinds(lang),
        namesakes=options.get("namesakes", False),
        glosses=options.get("glosses", True) and options.get("twins", "no") == "no",
    )
    host = None
    if cast == "marks":
        executives = [Person(key="answers", role=Role.EXECUTIVE, labels=("A",))]
        analysts = [Person(key="asks", role=Role.ANALYST, labels=("Q",))]
    else:
        executives = [drawn.person(f"executive{n}", Role.EXECUTIVE) for n in range(1 + pick(3))]
        analysts = [
            drawn.person(f"analyst{n}", Role.ANALYST, firm=lines.firms[pick(len(lines.firms))])
            for n in range(min(rounds, 2 + pick(min(rounds, 12))))
        ]
        # where nobody is named, it is the operator by whom a dialogue is known
        hosted = 1 if cast == "nobody" else 0 if cast == "speeches" else pick(3)
        if hosted == 1:
            label = lines.operators[pick(len(lines.operators))]
            host = Person(key="operator", role=Role.OPERATOR, labels=(label,), twin="Operator")
        elif hosted == 2:
            host = drawn.person("host", Role.MODERATOR)
    stage = _Stage(pick, lines, executives, host, options)
    title = lines.titles[pick(len(lines.titles))]
    if cast == "speeches":
        stage.speeches()
        return stage.end(title=title)
    stage.open(prepared=cast != "marks" and pick(2) == 1)
    before: Person | None = None
    for n in range(rounds):
        before = _another(pick, analysts, before)
        stage.exchange(before, first=n == 0)
    return stage.end(title=title)


def _another(pick: Pick, people: list[Person], before: Person | None) -> Person:
    """One of several, but not the one before: nobody speaks twice in a row."""
    free = [p for p in people if p is not before] or people
    return free[pick(len(free))]


def _led(lead: str, sentence: str) -> str:
    """A sentence behind its lead; English goes on in lower case after a comma, but for "I"."""
    if lead.endswith(", ") and not sentence.startswith("I "):
        sentence = sentence[0].lower() + sentence[1:]
    return lead + sentence


def _unheard(truth: Outline) -> Outline:
    """What is left of a call when nobody is named: one turn of somebody unknown."""
    said = tuple([text for turn in truth.turns for text in turn.paragraphs])
    turn = TurnOutline(speaker=0, role=Role.UNKNOWN, section=None, label="", paragraphs=said)
    return Outline(turns=(turn,), pairs=())


class _Stage:
    """A call while it is held: what was said so far, and what is true of it."""

    def __init__(
        self, pick: Pick, lines: Lines, executives: list[Person], host: Person | None, options: Options
    ) -> None:
        self.pick, self.lines, self.executives, self.host = pick, lines, executives, host
        self.sentences = options.get("sentences", 2)
        self.paragraphs = options.get("paragraphs", 2)
        self.respelled = options.get("respelled", False)
        self.twins = options.get("twins", "no")
        self.timed = options.get("timed", False)
        self.named = options.get("cast", "people") == "people"
        self.nobody = options.get("cast", "people") == "nobody"
        self.prepared = False
        self.section: Section | None = Section.QA
        self.turns: list[tuple[Person, Section | None, ScriptTurn]] = []
        self.pairs: list[tuple[Person, PairOutline]] = []
        self.addressed: list[list[Person | None]] = []

    # --- the parts of a call

    def open(self, *, prepared: bool) -> None:
        """Whoever runs the call opens it; executives may speak before the questions."""
        if prepared:
            self.section = Section.PREPARED
        if self.host and prepared:
            self.say(self.host, self.opening(self.host))
        if prepared:
            for person in self.executives[: 1 + self.pick(len(self.executives))]:
                topics = [self.topic() for _ in range(1 + self.pick(2))]
                self.say(person, *[self.speech(self.lines.remarks, topic) for topic in topics])
        self.prepared = prepared
        self.section = Section.QA

    def speeches(self) -> None:
        """Executives speak one after the other, and nobody asks."""
        self.section = None
        for person in self.executives:
            topics = [self.topic() for _ in range(1 + self.pick(3))]
            behind = self.one(self.lines.speech_of)
            self.say(person, *[self.speech(self.lines.remarks, topic) for topic in topics], behind=behind)

    def exchange(self, asker: Person, *, first: bool) -> None:
        """One analyst has the floor: a question in parts, answers, now and then a follow-up and thanks."""
        if self.host:
            self.hand_over(self.host, asker, first=first)
        self.ask(asker, parts=1 + self.pick(3), follows=None)
        if self.pick(4) == 3:
            self.ask(asker, parts=1, follows=len(self.pairs) - 1)
        if self.pick(3) == 2:
            self.say(asker, self.one(self.lines.thanks))

    def hand_over(self, host: Person, asker: Person, *, first: bool) -> None:
        handover = self.one(self.lines.first_handovers if first else self.lines.handovers)
        handover = handover.format(f=asker.firm, n=asker.full)
        if first and not self.prepared:
            self.say(host, self.paragraph([self.opening(host), handover]))
        else:
            self.say(host, handover)

    def opening(self, host: Person) -> str:
        return self.one(self.lines.openings if host.role is Role.OPERATOR else self.lines.introductions).format(
            n=host.full
        )

    def ask(self, asker: Person, *, parts: int, follows: int | None) -> None:
        """A question turn and the answers to it."""
        lines, pick = self.lines, self.pick
        topics: list[str] = []
        for _ in range(parts):
            topics.append(self.topic(topics))
        put_to = [
            self.executives[pick(len(self.executives))] if self.named and follows is None and pick(3) == 2 else None
            for _ in range(parts)
        ]
        texts = self.parts(topics, put_to, follow_up=follows is not None)
        head = [] if follows is not None else [self.one(lines.greetings)]
        if parts > 1 and pick(2):
            head.append(self.one(lines.announcements[parts - 2]))
        paragraphs = [[*head, texts[0]]]
        apart = pick(2)  # every part in a paragraph of its own
        for text in texts[1:]:
            if apart:
                paragraphs.append([text])
            else:
                paragraphs[-1].append(text)
        paragraphs[-1].append(self.one(lines.farewells))
        turn = self.say(asker, *[self.paragraph(p) for p in paragraphs])
        answers = self.answer(asker, topics, put_to)
        truth = PairOutline(
            question_turns=(turn,),
            parts=tuple([(text, frozenset()) for text in texts]),
            answers=answers,
            follows=follows if self.named else None,
        )
        self.pairs.append((asker, truth))
        self.addressed.append(put_to)

    def parts(self, topics: list[str], put_to: list[Person | None], *, follow_up: bool) -> list[str]:
        """The texts of the parts: cue, perhaps an addressee, some context, the question."""
        lines, pick = self.lines, self.pick
        style = lines.cues[pick(len(lines.cues))]
        found = []
        for n, (topic, person) in enumerate(zip(topics, put_to, strict=True)):
            asked = self.one(lines.questions).format(t=topic)
            context = [self.one(lines.context).format(t=topic) for _ in range(pick(self.sentences))]
            body = lines.glue.join([*context, asked])
            if follow_up:
                cue = self.one(lines.follow_ups)
            elif len(topics) == 1:
                cue = "" if person is None else self.one(lines.vocatives)
            else:
                cue = style.bare[n] if person is None else style.addressed[n]
            found.append(_led(cue.format(t=topic, n=person.called if person else ""), body))
        return found

    def answer(
        self, asker: Person, topics: list[str], put_to: list[Person | None]
    ) -> tuple[tuple[int, tuple[frozenset[int], ...]], ...]:
        """The turns that answer, each with the parts its paragraphs are on."""
        pick, lines = self.pick, self.lines
        one = self.executives[pick(len(self.executives))]
        alone = pick(2)  # one takes all that is put to nobody
        found: list[tuple[Person, list[str], list[frozenset[int]]]] = []
        for n, (topic, person) in enumerate(zip(topics, put_to, strict=True)):
            speaker = person or (one if alone else self.executives[pick(len(self.executives))])
            if not found or found[-1][0] is not speaker:
                found.append((speaker, [], []))
                head = self.one(lines.acknowledgements).format(n=asker.called)
            else:
                head = ""
            reference = self.one(lines.references[n]) if len(topics) > 1 else ""
            for k in range(1 + pick(self.paragraphs)):
                speech = self.speech(lines.answers, topic)
                found[-1][1].append(self.paragraph([head, _led(reference, speech)]) if k == 0 else speech)
                found[-1][2].append(frozenset([n]))
        if len(topics) == 1 and len(self.executives) > 1 and pick(4) == 3:
            speaker = _another(pick, self.executives, found[-1][0])
            text = self.paragraph([self.one(lines.supplements), self.speech(lines.answers, topics[0])])
            found.append((speaker, [text], [frozenset([0])]))
        return tuple([(self.say(who, *texts), tuple(on)) for who, texts, on in found])

    def end(self, *, title: str) -> Scene:
        """Whoever runs the call closes it, and the scene is complete."""
        if self.host:
            self.say(self.host, self.one(self.lines.closings))
        number: dict[str, int] = {}
        for person, _, _ in self.turns:
            number.setdefault(person.key, len(number))
        pairs = [
            attrs.evolve(
                truth,
                parts=tuple(
                    [
                        (text, frozenset([number[p.key]] if p else []))
                        for (text, _), p in zip(truth.parts, put_to, strict=True)
                    ]
                ),
            )
            for (_, truth), put_to in zip(self.pairs, self.addressed, strict=True)
        ]
        cast = {person.key: person for person, _, _ in self.turns}
        truth = Outline(
            turns=tuple(
                [
                    TurnOutline(
                        speaker=number[person.key],
                        role=person.role,
                        section=section,
                        label=turn.label,
                        paragraphs=turn.paragraphs,
                        translation=turn.translation,
                        start=turn.start,
                    )
                    for person, section, turn in self.turns
                ]
            ),
            pairs=tuple(pairs),
        )
        return Scene(
            script=Script(
                title=title, published="2024-11-06T08:30:00", turns=tuple([turn for _, _, turn in self.turns])
            ),
            cast=tuple(cast.values()),
            speakers=tuple([person.key for person, _, _ in self.turns]),
            truth=_unheard(truth) if self.nobody else truth,
        )

    # --- sentences

    def say(self, person: Person, *paragraphs: str, behind: str = "") -> int:
        """A turn; its index. A first turn has the fullest label, a later one of a respelled person any.

        ``behind`` goes on with the label.
        """
        known = any(who is person for who, _, _ in self.turns)
        label = person.labels[self.pick(len(person.labels)) if known and self.respelled else 0] + behind
        translation: tuple[str, ...] = ()
        twin = person.twin or label
        if self.twins != "no":
            translation = tuple([self.translated() for _ in paragraphs])
        if self.twins == "together" and twin != label:
            label, twin = f"{twin}\n{label}", ""
        turn = ScriptTurn(
            label=label,
            paragraphs=paragraphs,
            section=self.section,
            twin=twin if self.twins == "apart" else None,
            translation=translation,
            start=17.0 * len(self.turns) if self.timed else None,
        )
        self.turns.append((person, self.section, turn))
        return len(self.turns) - 1

    def translated(self) -> str:
        """A paragraph in English. What it says does not matter: nothing is read out of it."""
        lines = LINES["en"]
        return self.one(lines.answers).format(t=lines.topics[self.pick(len(lines.topics))])

    def paragraph(self, sentences: list[str]) -> str:
        return self.lines.glue.join([s for s in sentences if s])

    def speech(self, pool: tuple[str, ...], topic: str) -> str:
        """Up to ``sentences`` different sentences on a topic."""
        at, step = self.pick(len(pool)), 1 + self.pick(3)
        count = 1 + self.pick(self.sentences)
        said = dict.fromkeys([pool[(at + step * k) % len(pool)] for k in range(count)])
        return self.paragraph([s.format(t=topic) for s in said])

    def topic(self, taken: list[str] | None = None) -> str:
        free = [t for t in self.lines.topics if not taken or t not in taken]
        return free[self.pick(len(free))]

    def one(self, pool: tuple[str, ...]) -> str:
        return pool[self.pick(len(pool))]
