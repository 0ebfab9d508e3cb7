"""Who is who in a call: labels, lists and mentions to one speaker a person, each link with its evidence."""

from __future__ import annotations

from ..fold import fold, simplify
from ..model import Alias, AliasHow, BlockKind, Names, Notice, Role, RoleSource, Speaker
from ..names.label import Label, parse_label
from ..names.words import TITLES
from ..turns import Cut
from . import address, mentions, roles
from .people import Person, people_of

__all__ = ["identify"]


def identify(page: str, text: str, cut: Cut) -> tuple[list[Speaker], list[Speaker], list[Notice]]:
    """The speakers of a page in order of appearance, the speaker of each turn, and what stayed open.

    ``page`` is the text as printed, from which every spelling is cut; ``text`` the same with traditional
    characters simplified one for one, which is what is reasoned on.
    """
    drafts = cut.drafts
    persons, speaking, notices = people_of(drafts, cut.repeated)
    if not persons:
        return [], [], []
    places = mentions.Places(drafts, {offset for _, span in cut.repeated for offset in range(*span)})
    _read_lists(page, cut, persons)
    full, lone = mentions.find_names(text, persons, places)
    glosses = mentions.read_glosses(page, full)
    if glosses:  # they brought new names: 刘启元（Martin Liu）, and later 请 Martin 来讲
        full, lone = mentions.find_names(text, persons, places)
    introduced = mentions.describe(page, text, full, speaking, places)
    for naming in full:
        is_gloss = page[naming.start : naming.end] in glosses
        mentions.mark([naming], page, AliasHow.GLOSS if is_gloss else AliasHow.SPELLING)
    notices += roles.assign(text, drafts, speaking, introduced)
    parts, open_ = mentions.link_parts(text, lone, persons, speaking, places)
    mentions.mark(parts, page, AliasHow.PART)
    known = {naming.start for naming in full} | {start for start, _ in lone}
    links = address.link_addresses(page, text, drafts, speaking, persons, known, places)
    for naming, how, score in links:
        mentions.mark([naming], page, how, score)
    if links:  # a title may stand before a spelling that was not known until now
        mentions.describe(page, text, [naming for naming, _, _ in links], speaking, places)
        roles.by_titles(persons)
    mentions.mark(mentions.link_honorifics(text, persons, speaking, places), page, AliasHow.PART)
    speakers = {id(person): _speaker(i, person) for i, person in enumerate(persons)}
    return list(speakers.values()), [speakers[id(p)] for p in speaking], notices + open_


def _read_lists(page: str, cut: Cut, persons: list[Person]) -> None:
    """Titles, firms and roles out of the page's lists of participants."""
    rows: list[tuple[Label, Role]] = []
    role = Role.UNKNOWN
    for block in cut.blocks:
        if block.kind is BlockKind.HEADING:
            heading = page[block.span.start : block.span.end].casefold()
            role = Role.ANALYST if "analyst" in heading or "分析师" in heading else Role.UNKNOWN
        elif block.kind is BlockKind.CAST:
            rows += [(parse_label(row.strip()), role) for row in page[block.span.start : block.span.end].splitlines()]
    if not rows:
        return
    by_key = {key: person for person in persons for key in person.keys}
    for label, role in rows:
        person = by_key.get(fold(label.name or ""))
        if person is None:
            continue
        person.title, person.firm = person.title or label.title, person.firm or label.firm
        if label.name:
            person.call(label.name)
        if role is Role.ANALYST or label.role == "analyst":
            person.firm = person.firm or person.title
            person.title = None if person.firm == person.title else person.title
            person.state(Role.ANALYST, RoleSource.LISTED)


def _speaker(index: int, person: Person) -> Speaker:
    aliases = [
        Alias(text=text, how=how, score=round(score, 4), spans=tuple(sorted(set(spans))))
        for text, (how, score, spans) in person.aliases.items()
    ]
    return Speaker(
        id=f"s{index}",
        name=person.name,
        names=Names(zh=person.names.get("zh"), en=person.names.get("en")),
        role=person.role,
        role_source=person.role_source,
        title=person.title,
        firm=person.firm,
        canonical_title=TITLES.get(simplify(person.title)) if person.title else None,
        aliases=tuple(aliases),
    )
