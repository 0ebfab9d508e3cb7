"""A call as a person reads it: who is there, who asks, and under each part of a question what answers it.

Functions give ``rich`` texts and tables that fit a width; printing them is ``cli``'s. Lines are broken here and not
by rich, which takes a Chinese sentence for one long word. What the page says is shown as characters only: escape
sequences in a page never reach the terminal.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, islice

import attrs
from rich.cells import cell_len, chop_cells
from rich.table import Table
from rich.text import Text

from .align import Alignment, LinkKind
from .model import (
    AliasHow,
    Call,
    Evidence,
    NoticeCode,
    Position,
    QAPair,
    Question,
    Role,
    Section,
    Segment,
    Severity,
    Source,
    Span,
    Speaker,
    Turn,
)

ROLES = {  # in the order of the cast
    Role.EXECUTIVE: "green",
    Role.MODERATOR: "yellow",
    Role.OPERATOR: "yellow",
    Role.ANALYST: "cyan",
    Role.INVESTOR: "magenta",
    Role.MEDIA: "blue",
    Role.UNKNOWN: "none",
}
SEVERITIES = {Severity.INFO: "dim", Severity.WARNING: "yellow"}
# How a spelling is known, where that is more than reading: nothing that was concluded looks printed.
CONCLUDED = {
    AliasHow.TRANSLITERATION: " (by sound)",
    AliasHow.INTRODUCTION: " (introduced so)",
    AliasHow.DIALOGUE: " (by context)",
    AliasHow.ORIGINAL: " (by the original)",
    AliasHow.ROSTER: " (by the roster)",
}
EVIDENCE = {
    Evidence.ORDINAL: "the answer names the question",
    Evidence.ADDRESSEE: "the part was put to the one who answers",
    Evidence.TOPIC: "words of the part come back",
    Evidence.ORDER: "first part first",
    Evidence.ONLY: "there is one part",
    Evidence.WHOLE: "the answer takes the parts together",
    Evidence.CONTINUES: "goes on from the passage before",
}
QUESTION_LINES, ANSWER_LINES, TURN_LINES = 4, 3, 4  # shown of each, unless ``full``
ROOMY = 60  # columns; the cast is a table from here on
CAST = ("Name", "Also", "Role", "Title", "Firm", "Turns")
NARROWEST = 20  # columns; a terminal that says it has fewer is not believed

# Escape sequences and marks that turn the direction of writing: a page could redraw the terminal with them.
_CONTROL = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# What stays together on a line: a run of Latin, or one character; with the marks that may not start or end a line.
_UNIT = re.compile(r"\n|[^\S\n]+|[（《〈「『【〔“‘]*(?:[!-~]+|\S)[，。、！？；：）》〉」』】〕”’…—·,.!?;:)\]%]*")


@attrs.frozen(slots=True, kw_only=True)
class Look:
    """How a call is shown: ``width`` in columns, ``full`` for no text clipped, ``ascii`` for plain marks only."""

    width: int = 80
    full: bool = False
    ascii: bool = False

    @property
    def marks(self) -> tuple[str, str, str]:
        """An answer, what was left out, a separator."""
        return ("-> ", "...", " - ") if self.ascii else ("↳ ", "…", " · ")


def show_call(call: Call, look: Look, *, turns: bool = False) -> Iterator[Text | Table]:
    """Everything about a call, top-down: head, cast, exchanges (or ``turns``), notices."""
    look = attrs.evolve(look, width=max(look.width, NARROWEST))
    position = find_positions(call.source)
    yield from _head(call, look)
    if call.speakers:
        yield from _heading(look, "Cast")
        yield from _cast(call, look)
    if turns or not call.qa_pairs:
        yield from _turns(call, look, position)
    else:
        yield from _prepared(call, look, position)
        yield from _exchanges(call, look, position)
    if call.notices:
        yield from _heading(look, "Notices")
        for notice in call.notices:
            where = "{}:{} ".format(*position(notice.span.start)) if notice.span else ""
            style = SEVERITIES[notice.severity]
            text = Text.assemble(
                (f"{where}{notice.severity} {notice.code}", style), f" {clean(in_options(notice.message))}"
            )
            yield from _block(look, text, "  ")


def show_alignment(found: Alignment) -> Iterator[Text | Table]:
    """A translation beside its original: the turns, the people, what is amiss but for turns left out, which the turns show."""
    grid = Table.grid(padding=(0, 2))
    for link in found.turns:
        sides = [
            ", ".join([f"{turn.index:>3} {clean(turn.label.splitlines()[0] if turn.label else '?')}" for turn in turns])
            for turns in (link.chinese, link.english)
        ]
        style = "dim" if link.kind in (LinkKind.DROPPED, LinkKind.ADDED) else ""
        paragraphs = " ".join([f"{len(p.chinese)}:{len(p.english)}" for p in link.paragraphs])
        grid.add_row(f"  {sides[0]}", sides[1], link.kind.value, "" if style else paragraphs, style=style)
    yield Text("Turns", "bold")
    yield grid
    people = Table.grid(padding=(0, 2))
    for person in found.people:
        people.add_row(
            f"  {clean(str(person.chinese))}",
            clean(str(person.english)),
            _number(len(person.turns), "turn"),
            clean(person.why),
        )
    yield Text("\nPeople", "bold")
    yield people
    amiss = [notice for notice in found.notices if notice.code is not NoticeCode.DROPPED_TURN]
    position = find_positions(found.chinese.source)
    if amiss:
        yield Text("\nNotices", "bold")
    for notice in amiss:
        where = "{}:{} ".format(*position(notice.span.start)) if notice.span else ""
        yield Text(f"  {where}{notice.code}: {clean(notice.message)}", SEVERITIES[notice.severity])


def find_positions(source: Source) -> Callable[[int], Position]:
    """``source.position`` for many offsets: the lines are found once."""
    starts = list(accumulate(map(len, (source.text + "|").splitlines(keepends=True)), initial=0))[:-1]

    def position(offset: int) -> Position:
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)

    return position


def clean(text: str) -> str:
    """A text on one line, with U+FFFD for what would steer a terminal.

    >>> clean("red \\x1b[31m\\n text")
    'red �[31m text'
    """
    return _CONTROL.sub("\ufffd", " ".join(text.split()))


def in_options(message: str) -> str:
    """A message of the library in the words of the command line."""
    return message.replace("encoding=", "--encoding").replace("format=", "--format")


# --- the parts of the page ----------------------------------------------------------------------------------------


def _head(call: Call, look: Look) -> Iterator[Text]:
    yield from _block(look, Text(clean(call.title or "(no title)"), "bold"), "")
    source = call.source
    encoding = f", {source.encoding}" if source.encoding else ""
    media = "" if source.media == "text" else f", {source.media}"
    guess = f" (a guess, {source.certainty:.0%} sure)" if source.certainty < 1 else ""
    securities = [
        f"{clean(s.name)} ({symbol})" if s.name and s.name != call.company else symbol
        for s in call.securities
        for symbol in [clean(".".join(filter(None, (s.symbol, s.exchange))))]
    ]
    facts = {
        "company": call.company,
        "listed as": ", ".join(securities),
        "period": str(call.period or ""),
        "kind": str(call.kind or "").replace("-", " "),
        "held": call.held,
        "published": call.published,
        "publisher": call.publisher,
        "format": "plain: no page format claims it" if call.format == "plain" else call.format,
        "page": f"{source.name or 'text'}, {len(source):,} characters{media}{encoding}{guess}",
    }
    for what, fact in facts.items():
        if fact:
            yield from _block(look, Text(clean(fact)), Text(f"  {what:<11}", "dim"))


def _cast(call: Call, look: Look) -> Iterator[Text | Table]:
    spoken = Counter(id(turn.speaker) for turn in call.turns)
    order = list(ROLES)
    rows = [
        (
            _name(s),
            Text(", ".join(_others(s))),
            Text(f"{s.role} ({s.role_source})" if s.role_source else str(s.role), ROLES[s.role]),
            Text(clean(s.title or "")),
            Text(clean(s.firm or "")),
            Text(str(spoken[id(s)])),
        )
        for s in sorted(call.speakers, key=lambda s: order.index(s.role))
    ]
    if look.width < ROOMY:
        for name, also, *facts, turns in rows:
            what = [*filter(None, facts), Text(f"also {also}") if also else also, Text(f"turns: {turns}")]
            yield from _block(look, Text.assemble(name, ": ", Text("; ").join(filter(None, what))), "  ")
        return
    shown = [i for i in range(len(CAST)) if any(row[i] for row in rows)]
    table = Table(box=None, header_style="dim", padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("", width=0)  # sets the table in by two columns
    for i in shown:
        kept = CAST[i] in ("Name", "Role")
        table.add_column(CAST[i], overflow="fold", no_wrap=kept, justify="right" if CAST[i] == "Turns" else "left")
    for row in rows:
        table.add_row("", *[row[i] for i in shown])
    yield table


def _others(speaker: Speaker) -> list[str]:
    """The spellings of a speaker beside the name, each once."""
    spellings = {name: "" for name in (speaker.names.zh, speaker.names.en) if name}
    spellings |= {alias.text: CONCLUDED.get(alias.how, "") for alias in speaker.aliases}
    return [clean(text) + how for text, how in spellings.items() if text != str(speaker)]


def _prepared(call: Call, look: Look, position: Callable[[int], Position]) -> Iterator[Text]:
    turns = [turn for turn in call.turns if turn.section is Section.PREPARED]
    if not turns:
        return
    yield from _heading(look, "Prepared remarks")
    for turn in turns:
        where = (f"{look.marks[2]}line {position(turn.label_span.start).line}", "dim")
        yield from _block(look, _name(turn.speaker).append(f", {len(turn.text):,} characters").append(*where), "  ")


def _exchanges(call: Call, look: Look, position: Callable[[int], Position]) -> Iterator[Text]:
    parts = sum(len(p.questions) for p in call.qa_pairs)
    open_ = sum(len(p.unanswered) for p in call.qa_pairs)
    counts = f"{_number(len(call.qa_pairs), 'exchange')}, {_number(parts, 'part')}"
    yield from _heading(look, "Questions and answers", f"{counts}, {open_} without an answer" if open_ else counts)
    for pair in call.qa_pairs:
        if pair.index:
            yield Text()
        yield from _exchange(pair, look, position)
    inside = {id(t) for p in call.qa_pairs for t in (*p.question_turns, *(a.turn for a in p.answers))}
    outside = sum(id(t) not in inside and t.section is not Section.PREPARED for t in call.turns)
    yield Text()
    if outside:
        text = f"Not shown: {_number(outside, 'turn')} of no exchange (hand-overs, thanks); see --turns."
        yield from _block(look, Text(text, "dim"), "")
    used = {s.evidence for p in call.qa_pairs for a in p.answers for s in a.segments}
    legend = "; ".join(f"{evidence} = {meaning}" for evidence, meaning in EVIDENCE.items() if evidence in used)
    if legend:
        yield from _block(look, Text(f"How passages were matched: {legend}.", "dim"), "")


def _exchange(pair: QAPair, look: Look, position: Callable[[int], Position]) -> Iterator[Text]:
    dot = look.marks[2]
    asker = _name(pair.asker)
    if pair.asker.firm:
        asker.append(f", {clean(pair.asker.firm)}")
    asker.append(f" follows up {pair.follows + 1}" if pair.follows is not None else " asks")
    asker.append(f"{dot}line {position(pair.question_turns[0].label_span.start).line}", "dim")
    yield from _block(look, asker, f"{pair.index + 1:>2}. ")
    shown: dict[int, int] = {}
    for number, question in enumerate(pair.questions, 1):
        to = Text()
        if question.addressees:
            to = Text.assemble("to ", Text(", ").join(map(_name, question.addressees)), ": ")
        to.append(_said(pair.question_turns, question.span, look))
        yield from _block(look, to, f"    {number}. ", QUESTION_LINES)
        yield from _passages(pair, question, number, shown, look, position)
    if not pair.questions:
        text = "\n".join(turn.text for turn in pair.question_turns)
        yield from _block(look, Text(_fitted(text.split("\n"), look)), "    ", QUESTION_LINES)
        yield from _block(look, Text("no question was found in it", "yellow"), "       ")
    for answer in pair.answers:
        for segment in answer.segments:
            if not segment.questions:
                yield from _passage(answer.turn, segment, "on no part", look, position)


def _passages(
    pair: QAPair,
    question: Question,
    number: int,
    shown: dict[int, int],
    look: Look,
    position: Callable[[int], Position],
) -> Iterator[Text]:
    """The passages that are on one part; ``shown`` are those that stand under an earlier one, and which."""
    found = [(a.turn, s) for a in pair.answers for s in a.segments if any(q is question for q in s.questions)]
    for turn, segment in found:
        if id(segment) in shown:
            same = _name(turn.speaker).append(f": as under {shown[id(segment)]}", "dim")
            yield from _block(look, same, f"       {look.marks[0]}")
        else:
            declines = any(segment.span.start <= d.span.start < segment.span.end for d in pair.declined)
            why = f"{segment.evidence}, declines" if declines else str(segment.evidence)
            yield from _passage(turn, segment, why, look, position)
        shown.setdefault(id(segment), number)
    if not found:
        yield from _block(look, Text("no answer found", "bold red"), f"       {look.marks[0]}")


def _passage(turn: Turn, segment: Segment, why: str, look: Look, position: Callable[[int], Position]) -> Iterator[Text]:
    text = _name(turn.speaker).append(f" ({why}, line {position(segment.span.start).line}): ", "dim")
    text.append(_said([turn], segment.span, look))
    yield from _block(look, text, f"       {look.marks[0]}", ANSWER_LINES)


def _turns(call: Call, look: Look, position: Callable[[int], Position]) -> Iterator[Text]:
    section: Section | None = None
    headings = {Section.PREPARED: "Prepared remarks", Section.QA: "Questions and answers", None: "Turns"}
    for turn in call.turns:
        if turn.index == 0 or turn.section is not section:
            section = turn.section
            yield from _heading(look, headings[section])
        elif turn.index:
            yield Text()
        name = _name(turn.speaker)
        name.append(f" ({turn.speaker.role})", "dim")
        if turn.speaks_for is not None:
            name.append(" for ").append(_name(turn.speaks_for))
        name.append(f"{look.marks[2]}line {position(turn.label_span.start).line}", "dim")
        if turn.start is not None:
            name.append(f"{look.marks[2]}{_clock(turn.start)}", "dim")
        yield from _block(look, name, f"{turn.index + 1:>3}. ")
        yield from _block(look, Text(_fitted([p.text for p in turn.said], look)), "     ", TURN_LINES)


def _clock(seconds: float) -> str:
    """Seconds as ``h:mm:ss``."""
    whole = int(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


# --- words on lines -----------------------------------------------------------------------------------------------


def _heading(look: Look, text: str, counts: str = "") -> Iterator[Text]:
    yield Text()
    yield from _block(look, Text.assemble((text, "bold"), (f": {counts}" if counts else "", "dim")), "")


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def _name(speaker: Speaker) -> Text:
    return Text.assemble((clean(str(speaker)), ROLES[speaker.role]))


def _said(turns: Iterable[Turn], span: Span, look: Look) -> str:
    """What stands in a span, without the page's furniture in between: of a bilingual turn its main language."""
    start, end = span
    paragraphs = [
        "".join([p.source.text[max(a, start) : min(b, end)] for a, b in p.pieces if a < end and b > start])
        for turn in turns
        for p in turn.said
        if p.span.start < end and p.span.end > start
    ]
    return _fitted(paragraphs, look)


def _fitted(paragraphs: Iterable[str], look: Look) -> str:
    """Paragraphs on lines of their own in full, run together where they are clipped anyway."""
    return ("\n" if look.full else " ").join(filter(None, map(clean, paragraphs)))


def _block(look: Look, text: Text, first: Text | str, limit: int | None = None) -> Iterator[Text]:
    """A text broken into lines behind ``first``, which later lines are set in by.

    Of more than ``limit`` lines the first are shown, unless that would save one line only.
    """
    indent = cell_len(str(first))
    width = max(look.width - indent, 8)
    most = None if look.full or limit is None else limit + 1
    lines = list(text.divide(list(islice(_line_ends(text.plain, width), most))))
    if most is not None and len(lines) > most:
        hidden = sum(map(len, lines[most - 1 :]))
        lines = lines[: most - 1]
        _clip(lines[-1], hidden, width, look)
    for number, line in enumerate(lines):
        line.rstrip()
        yield Text.assemble(" " * indent if number else first, line)


def _clip(line: Text, hidden: int, width: int, look: Look) -> None:
    """End a line with how many characters more there are."""
    length = len(line)
    line.truncate(width - cell_len(f"{look.marks[1]} {hidden + length:,} more"))
    line.rstrip()
    line.append(f"{look.marks[1]} {hidden + length - len(line):,} more", "dim")


def _line_ends(text: str, width: int) -> Iterator[int]:
    """Where lines end, one after the other: between words, or between any two Chinese characters."""
    used = 0
    for match in _UNIT.finditer(text):
        unit, start = match[0], match.start()
        if unit == "\n":
            yield match.end()
            used = 0
            continue
        size = cell_len(unit)
        if used + size > width and not unit.isspace():
            if used:
                yield start
            used = 0
            if size > width:
                pieces = chop_cells(unit, width)
                for piece in pieces[:-1]:
                    start += len(piece)
                    yield start
                size = cell_len(pieces[-1])
        used += size
