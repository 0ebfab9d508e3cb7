"""``seekingalpha``, ``capitaliq``, ``streetevents``: English pages with lists of participants at the head.

The search for labels is one (``listed``); what they have in common says whose layout it is:

* ``seekingalpha``: ``Company Participants`` and ``Conference Call Participants`` (``Executives`` and ``Analysts`` on older
  pages), names alone on their lines, in the questions with the firm behind a dash or ``Q -`` before the name.
* ``capitaliq``: ``EXECUTIVES`` and ``ANALYSTS``, title or firm on the line below the name, in the lists and above speech.
* ``streetevents``: ``Name,  Firm - Title    [7]`` between rules; without the number in text out of a PDF.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence

from ..model import Section
from ..names.label import parse_label
from .base import Page, Piece, Script, ScriptTurn, Sniff
from .listed import claim, find_listed, pieces_of, share_of


class _Listed:
    """A layout below lists of participants."""

    name: str

    def sniff(self, page: Page) -> Sniff:
        found = find_listed(page)
        if found is None:
            return Sniff(0.0, ("no list of participants stands above names on lines of their own",))
        share = share_of(found, page)[self.name]
        labels = len(found.found.labels)
        return Sniff(claim(found) * share, (f"{labels} lines with names stand below a list of {found.names} people",))

    def segment(self, page: Page) -> list[Piece]:
        found = find_listed(page)
        return [] if found is None else pieces_of(found, page)

    @abstractmethod
    def render(self, script: Script) -> str: ...


class SeekingAlpha(_Listed):
    """Names alone on their lines."""

    name = "seekingalpha"

    def render(self, script: Script) -> str:
        parts = [script.title or "", script.published or "", "Participants", *_people(script)]
        for turn, opens in _opening(script.turns):
            if opens is Section.QA:
                parts.append("Question-and-Answer Session")
            parts += [turn.label, *turn.paragraphs]
        return "\n\n".join([part for part in parts if part]) + "\n"


class CapitalIQ(_Listed):
    """Title or firm on the line below the name."""

    name = "capitaliq"

    def render(self, script: Script) -> str:
        parts = [script.title or "", script.published or "", "Call Participants", *_people(script)]
        for turn, opens in _opening(script.turns):
            if opens is not None:
                parts.append("Question and Answer" if opens is Section.QA else "Presentation")
            parts += [turn.label, *turn.paragraphs]
        return "\n\n".join([part for part in parts if part]) + "\n"


class StreetEvents(_Listed):
    """The label between two rules, with the number of the turn."""

    name = "streetevents"

    def render(self, script: Script) -> str:
        rule, double = "-" * 80, "=" * 80
        parts = [script.title or "", script.published or ""]
        parts += [double, "Conference Call Participants", double, *[f" * {label}" for label in _people(script)]]
        for number, (turn, opens) in enumerate(_opening(script.turns), 1):
            if opens is not None:
                parts += [double, "Questions and Answers" if opens is Section.QA else "Presentation", double]
            parts += [rule, f"{turn.label}    [{number}]", rule, *turn.paragraphs]
        return "\n".join([part for part in parts if part]) + "\n"


def _people(script: Script) -> list[str]:
    """The labels that name somebody, each once."""
    return [label for label in dict.fromkeys([turn.label for turn in script.turns]) if parse_label(label).name]


def _opening(turns: Sequence[ScriptTurn]) -> Iterator[tuple[ScriptTurn, Section | None]]:
    """The turns, each with the section that begins with it, None for most."""
    section = None
    for turn in turns:
        yield turn, turn.section if turn.section is not section else None
        section = turn.section
