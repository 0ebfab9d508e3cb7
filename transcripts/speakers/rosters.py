"""Whom a user's roster knows of the people on a page: their other names, firms, titles and roles.

What is printed on the page goes before what the roster says, and a roster never parts what the page joins.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..fold import fold, split_name
from ..model import AliasHow, Notice, NoticeCode, RoleSource, Severity, Span
from ..names.matching import MatchHow, match
from ..names.roster import Entry, Roster
from ..turns import Draft
from .person import Person, ambiguous

_SHOWN = 3  # people of a roster who are named in a notice


def spelled(roster: Roster) -> dict[str, str]:
    """Folded names that one person of a roster has and no other, each with a key that all names of the person share."""
    found: dict[str, str] = {}
    several: set[str] = set()
    for number, entry in enumerate(roster):
        for name in {fold(name) for name in entry.names}:
            if found.setdefault(name, f"roster:{number}") != f"roster:{number}":
                several.add(name)
    return {name: key for name, key in found.items() if name and name not in several}


def know(roster: Roster, persons: Sequence[Person], drafts: Sequence[Draft]) -> list[Notice]:
    """Give the persons whom the roster knows what it says of them; the notices of what stayed open."""
    named = [person for person in persons if person.parts]
    found = match([_spellings(person) for person in named], roster)
    for person, one in zip(named, found, strict=True):
        if one.entry is not None:
            _tell(person, one.entry, one.probability)
    notices = [
        ambiguous(one.name, f"{one.why} of the roster", _place(person, drafts))
        for person, one in zip(named, found, strict=True)
        if one.how is MatchHow.TIE
    ]
    if len(roster) and not any(one.entry for one in found):
        shown = ", ".join([str(entry) for entry in roster.entries[:_SHOWN]])
        more = f" and {len(roster) - _SHOWN} more" if len(roster) > _SHOWN else ""
        notices.append(
            Notice(
                code=NoticeCode.UNUSED_ROSTER,
                severity=Severity.WARNING,
                message=f"nobody of the roster ({shown}{more}) speaks on this page",
            )
        )
    return notices


def _spellings(person: Person) -> list[str]:
    """The names by which a person is looked up: the fullest in each script, and what the labels print."""
    printed = [person.name, *person.names.values()]
    return list(dict.fromkeys([name for name in printed if name]))


def _tell(person: Person, entry: Entry, score: float) -> None:
    printed = dict(person.names)
    for language, name in (("en", entry.en), ("zh", entry.zh)):
        if name is not None and language not in person.names:
            person.names[language] = name
    for name in entry.names:
        if name not in person.aliases:
            person.add(name, AliasHow.ROSTER, score=score)
        person.call(name)
    for language, name in printed.items():
        # what stands on the page goes before a longer name, unless it is a part of it: Susan, of Susan Li
        if fold(name) not in map(fold, split_name(person.names[language])) or len(split_name(name)) > 1:
            person.names[language] = name
    if not person.title and entry.title:
        person.title, person.title_of_roster = entry.title, True
    person.firm = person.firm or entry.firm
    if entry.role is not None:
        person.state(entry.role, RoleSource.ROSTER)


def _place(person: Person, drafts: Sequence[Draft]) -> Span:
    return drafts[person.turns[0]].label_span
