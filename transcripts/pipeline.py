"""The line a page travels, readable in one screen: source, format, turns, speakers, pairs, call."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from . import formats
from .errors import DoubtfulCall, UnknownFormat
from .formats import Candidate, Page, Script, ScriptTurn
from .model import BlockKind, Call, CallKind, Notice, NoticeCode, Role, Section, Severity, Speaker, Turn
from .qa import ASKERS, pair_up
from .source import load
from .speakers import identify, interpreted
from .turns import Cut, Draft, cut, unwrapped

if TYPE_CHECKING:
    from .metadata import Metadata
    from .names import Firms, Roster, RosterLike
    from .names.firms import FirmsLike

_OF_DATA = str.maketrans(dict.fromkeys('"{}[],', " "))  # what stands around keys and values in JSON
_TAIL = 20  # characters at the end of a turn that tell whether it asks

__all__ = ["parse", "read", "render"]


def parse(
    page: str | bytes,
    *,
    format: str | None = None,
    encoding: str | None = None,
    html: bool | None = None,
    name: str | None = None,
    roster: RosterLike | None = None,
    firms: FirmsLike | None = None,
    strict: bool = False,
) -> Call:
    """Read a page: who said what, who asked what, and who answered which part of it.

    ``page`` is text, or bytes in ``encoding`` (declared, marked or guessed when None); of HTML, and of the bytes of PDF
    and Word files, the text is taken out first (``html`` says whether the page is HTML, None looks). ``format`` names the page format
    instead of detecting it; ``name`` is how the page is called in messages. ``roster`` are people who may
    speak on it, as anything that ``transcripts.names.Roster.of`` takes: names, dicts, a path of a CSV or JSON file.
    ``firms`` are firms of your own beside the shipped ones, as ``transcripts.names.Firms.of`` takes them; an instance of
    ``Firms`` is taken as it is.
    Doubts are notices on the call; with ``strict`` they are raised together (but for what was left out of HTML, which is
    none) as ``DoubtfulCall``, and
    ``UnknownFormat`` where no format claims the page. Bytes that are no text raise ``DecodeError``;
    a str never raises without ``strict``. A roster that holds no people raises ``RosterError``.
    """
    source, doubts = load(page, encoding=encoding, name=name, html=html)
    notices = list(doubts)
    lines = Page(source)
    chosen, pieces = _segment(lines, _choose(lines, format, notices, strict), notices)
    text = unwrapped(lines.text, pieces.drafts)
    found, spoken_by, open_ = identify(source.text, text, pieces, roster_of(roster), firms_of(firms))
    turns = _turns(pieces.drafts, spoken_by, interpreted(text, pieces.drafts))
    first = pieces.drafts[0].label_span.start if pieces.drafts else len(source.text)
    meta = _metadata(_without_quotes(source.text, first, pieces), first, source.text)
    call = Call(
        source=source,
        format=chosen,
        kind=(meta.kind or _kind_by_roles(found)) if turns else None,
        title=meta.title,
        company=meta.company,
        securities=meta.securities,
        period=meta.period,
        published=meta.published,
        held=meta.held,
        publisher=meta.publisher,
        speakers=tuple(found),
        turns=turns,
        qa_pairs=pair_up(turns, found, text),
        blocks=tuple(pieces.blocks),
        notices=tuple(notices + pieces.notices + open_),
    )
    doubtful = tuple([n for n in call.notices if n.code is not NoticeCode.LEFT_OUT]) if strict else ()
    if doubtful:
        what = "; ".join(n.message for n in doubtful[:5])
        raise DoubtfulCall(f"{len(doubtful)} doubts: {what}", notices=doubtful, source=source)
    return call


def read(
    path: str | PathLike[str],
    *,
    format: str | None = None,
    encoding: str | None = None,
    html: bool | None = None,
    roster: RosterLike | None = None,
    firms: FirmsLike | None = None,
    strict: bool = False,
) -> Call:
    """``parse`` the page in a file. Raises ``OSError`` for a file that cannot be read."""
    page = Path(path).read_bytes()
    return parse(
        page,
        format=format,
        encoding=encoding,
        html=html,
        name=fspath(path),
        roster=roster,
        firms=firms,
        strict=strict,
    )


def render(call: Call, *, format: str | None = None) -> str:
    """Write a call as a page of a format, its own where ``format`` is None.

    What is written parses back to the same turns. Raises ``UnknownFormat`` for a name that no format has.
    """
    plugin = formats.get(format or call.format)
    turns = tuple(
        ScriptTurn(
            label=t.label,
            paragraphs=tuple([p.text for p in t.said]),
            section=t.section,
            twin=t.twin_label,
            translation=tuple([p.text for p in t.translation]),
            start=t.start,
        )
        for t in call.turns
    )
    return plugin.render(Script(title=call.title, published=call.published, turns=turns))


def roster_of(people: RosterLike | None) -> Roster | None:
    """The people that ``parse`` is given, read. Raises ``RosterError``."""
    if people is None:
        return None
    from .names import Roster

    return Roster.of(people)


def firms_of(firms: FirmsLike | None) -> Firms | None:
    """The firms that ``parse`` is given, beside the shipped ones."""
    if firms is None:
        return None
    from .names import Firms

    return firms if isinstance(firms, Firms) else Firms.shipped() + firms


def _kind_by_roles(speakers: Sequence[Speaker]) -> CallKind | None:
    """An interview, where a host asks and nobody else does; None for all that the roles do not tell."""
    roles = {speaker.role for speaker in speakers}
    asked = Role.MODERATOR in roles and Role.EXECUTIVE in roles
    return CallKind.INTERVIEW if asked and roles <= {Role.MODERATOR, Role.EXECUTIVE} else None


def _without_quotes(text: str, end: int, pieces: Cut) -> str:
    """The head of a page, with spaces for the quotes and brackets of JSON that no piece owns. Offsets stay."""
    bits: list[str] = []
    done = 0
    for block in pieces.blocks:
        start, stop = block.span
        if start >= end:
            break
        if block.kind is BlockKind.FURNITURE:
            bits += (text[done:start], text[start:stop].translate(_OF_DATA))
            done = stop
    return "".join([*bits, text[done:]]) if bits else text


def _metadata(text: str, head_end: int, page: str) -> Metadata:
    """What the head says, and what the keys of a page of JSON say, which go first."""
    from .metadata import read_keys, read_metadata  # their patterns are a third of what an import would cost

    found, keys = read_metadata(text, head_end), read_keys(page, head_end)
    if keys is None:
        return found
    return evolve(
        found,
        title=keys.title or found.title,
        company=keys.company or found.company,
        securities=keys.securities or found.securities,
        period=keys.period or found.period,
        held=keys.held or found.held,
        published=None if keys.held else found.published,
    )


def _choose(lines: Page, asked: str | None, notices: list[Notice], strict: bool) -> list[str]:
    """The formats to try, likeliest first: the one that is asked for, or those that claim the page; then the fallback."""
    if asked is not None:
        return [formats.get(asked).name, formats.FALLBACK]
    ranked, broken = formats.candidates(lines)
    ranked = [candidate for candidate in ranked if candidate.format != formats.FALLBACK]
    notices += broken
    best = ranked[0] if ranked else Candidate("none", 0.0, ())
    if best.score < formats.FLOOR:
        if strict:
            raise UnknownFormat(
                f"no format claims this page; the likeliest is {best.format!r} with {best.score:.2f} "
                f"({'; '.join(best.evidence)}); name one with format=",
                source=lines.source,
            )
        if lines.lines:
            notices.append(
                Notice(
                    code=NoticeCode.UNKNOWN_FORMAT,
                    severity=Severity.WARNING,
                    message=f"no format claims this page; the likeliest is {best.format!r} with {best.score:.2f}",
                )
            )
        return [formats.FALLBACK]
    if len(ranked) > 1 and best.score - ranked[1].score < formats.TIE:
        notices.append(
            Notice(
                code=NoticeCode.TIED_FORMATS,
                severity=Severity.WARNING,
                message=f"{best.format!r} and {ranked[1].format!r} claim this page alike; name one with format=",
            )
        )
    claims = [candidate.format for candidate in ranked if candidate.score >= formats.FLOOR]
    return [*claims, formats.FALLBACK]


def _segment(lines: Page, choice: list[str], notices: list[Notice]) -> tuple[str, Cut]:
    """The page cut by the first of the formats that does not break, with a notice for each that does. Which one it was."""
    chosen, found = choice[-1], None
    for name in choice[:-1]:
        try:
            plugin = formats.get(name)
            chosen, found = name, cut(lines, plugin.segment(lines), name)
            if isinstance(plugin, formats.Declaring):
                found.declared = dict(plugin.declares(lines))
            break
        except Exception as error:  # noqa: BLE001 - whatever a plugin raises, the parse goes on
            notices.append(formats.broken_plugin(name, error))
    if found is None:
        chosen, found = choice[-1], cut(lines, formats.get(choice[-1]).segment(lines), choice[-1])
    if not found.drafts and lines.lines:
        notices.append(
            Notice(code=NoticeCode.NO_DIALOGUE, severity=Severity.INFO, message="nobody speaks on this page")
        )
    return chosen, found


def _turns(drafts: list[Draft], speaking: list[Speaker], spoken_for: dict[int, int]) -> tuple[Turn, ...]:
    """Drafts and their speakers as turns; ``spoken_for`` are the turns of interpreters, with the turns they give."""
    return tuple(
        [
            Turn(
                index=index,
                speaker=speaker,
                label=draft.label,
                label_span=draft.label_span,
                paragraphs=tuple(draft.paragraphs),
                section=section,
                start=draft.start,
                twin_label=draft.twin,
                twin_span=draft.twin_span,
                speaks_for=speaking[spoken_for[index]] if index in spoken_for else None,
            )
            for index, (draft, speaker, section) in enumerate(
                zip(drafts, speaking, _sections(drafts, speaking), strict=True)
            )
        ]
    )


def _host_asks(speaker: Speaker, draft: Draft) -> bool:
    """Whether a turn is a host's that ends in a question: from there on nothing is prepared."""
    if speaker.role is not Role.MODERATOR:
        return False
    tail = draft.said[-1].text[-_TAIL:]
    return "？" in tail or "?" in tail


def _sections(drafts: list[Draft], speaking: list[Speaker]) -> list[Section | None]:
    """The section of each turn: as its heading says, or by the first asker's turn and the operator's before it."""
    if not drafts:
        return []
    asker = next((i for i, s in enumerate(speaking) if s.role in ASKERS or _host_asks(s, drafts[i])), None)
    first = next((i for i, d in enumerate(drafts) if d.section is Section.QA), None)
    if first is None:
        if asker is None:
            return [draft.section for draft in drafts]
        first = asker - 1 if asker and speaking[asker - 1].role in ("operator", "moderator") else asker
    return [Section.PREPARED if i < first else Section.QA for i in range(len(drafts))]
