"""Who is who in a call: labels, lists and mentions to one speaker a person, each link with its evidence.

Who is who across calls is ``link``, a room of its own (``across``), opened when it is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ..fold import HAN, fold
from ..model import Alias, AliasHow, BlockKind, Names, Notice, Role, RoleSource, Speaker
from ..names.label import Label, parse_label
from ..turns import Cut
from . import address, introductions, mentions, roles
from .interpreters import interpreted
from .labels import read_labels
from .people import people_of
from .person import Person

if TYPE_CHECKING:
    from ..names import Firms, Roster
    from .across import Link, LinkedPerson, LinkHow, Member, link

__all__ = ["Link", "LinkHow", "LinkedPerson", "Member", "identify", "interpreted", "link"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import across

    return getattr(across, name)


def identify(
    page: str, text: str, cut: Cut, roster: Roster | None = None, firms: Firms | None = None
) -> tuple[list[Speaker], list[Speaker], list[Notice]]:
    """The speakers of a page in order of appearance, the speaker of each turn, and what stayed open.

    ``page`` is the text as printed, from which every spelling is cut; ``text`` the same with traditional
    characters simplified one for one, which is what is reasoned on. ``firms`` are those that are known, the shipped ones
    where None.
    """
    drafts = cut.drafts
    same: dict[str, str] = {}
    if roster is not None:
        from .rosters import know, spelled  # rooms that a page without a roster need not open

        same = spelled(roster)
    labels = read_labels(page, drafts, cut.declared)
    shape = roles.shapes(text, drafts)
    handed = introductions.handed(text, drafts)
    announced = introductions.presented(page, text, drafts, labels, shape, handed)
    persons, speaking, notices = people_of(drafts, cut.repeated, labels, same, announced, firms, shape, handed)
    if not persons:
        return [], [], []
    twins = [draft.twin_span for draft in drafts if draft.twin_span is not None]
    places = mentions.Places(
        drafts, {offset for span in (*twins, *(s for _, s in cut.repeated)) for offset in range(*span)}
    )
    _read_lists(page, cut, persons)
    if roster is not None:
        notices += know(roster, persons, drafts)
    full, lone = mentions.find_names(text, persons, places)
    glosses = mentions.read_glosses(page, text, full)
    respelled = introductions.introduced_as(text, drafts, speaking, full, handed)
    respelled = [(naming, how) for naming, how in respelled if page[naming.start : naming.end] not in glosses]
    for naming, _ in respelled:
        naming.person.call(page[naming.start : naming.end])
    glosses |= mentions.read_glosses(page, text, [naming for naming, _ in respelled])
    if glosses or respelled:  # they brought new names: 刘启元（Martin Liu）, and later 请 Martin 来讲
        full, lone = mentions.find_names(text, persons, places)
    for naming, how_alike in respelled:
        mentions.mark([naming], page, AliasHow.INTRODUCTION, how_alike)
    introduced = mentions.describe(page, text, full, speaking, places)
    of_nobody = {label.name for label in announced.values()}  # names that no label has
    for naming in full:
        printed = page[naming.start : naming.end]
        how = AliasHow.GLOSS if printed in glosses else AliasHow.SPELLING
        mentions.mark([naming], page, AliasHow.INTRODUCTION if printed in of_nobody else how)
    notices += roles.assign(text, drafts, speaking, introduced, shape)
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
    speakers = {id(person): _speaker(i, person, firms) for i, person in enumerate(persons)}
    return list(speakers.values()), [speakers[id(p)] for p in speaking], notices + open_


def _read_lists(page: str, cut: Cut, persons: list[Person]) -> None:
    """Titles, firms and roles out of the page's lists of participants."""
    rows: list[tuple[tuple[Label, Label], Role]] = []
    role = Role.UNKNOWN
    of_company = False  # a list of the company's own people was read: those of the next are from outside
    for block in cut.blocks:
        if block.kind is BlockKind.HEADING:
            heading = page[block.span.start : block.span.end].casefold()
            asking = any(word in heading for word in _OF_ANALYSTS)
            own = any(word in heading for word in _OF_COMPANY)
            role = Role.ANALYST if asking or (of_company and not own and "partici" in heading) else Role.UNKNOWN
            of_company = of_company or own
        elif block.kind is BlockKind.CAST:
            rows += [(both, role) for both in _in_rows(page[block.span.start : block.span.end])]
    if not rows:
        return
    by_key = {key: person for person in persons for key in person.keys}
    named = [person.names for person in persons if person.names]
    in_chinese = sum(["zh" in names for names in named]) * 2 > len(named)
    for both, role in rows:
        names = [name for label in both for name in (label.name, label.gloss) if name]
        person = next((by_key[key] for key in map(fold, names) if key in by_key), None)
        if person is None:
            continue
        first, second = both if in_chinese or "zh" in person.names else reversed(both)
        _list(person, first.title or second.title, first.firm or second.firm, role)
        if role is Role.UNKNOWN and Role.ANALYST in (first.role, second.role):
            person.state(Role.ANALYST, RoleSource.LISTED)
        for name in names:
            person.call(name)


def _list(person: Person, title: str | None, firm: str | None, role: Role) -> None:
    """What a list says of a person; where analysts are listed, what stands beside a name is the firm."""
    if role is Role.ANALYST:
        firm, title = firm or title, None
        person.state(Role.ANALYST, RoleSource.LISTED)
    if title and person.role is Role.EXECUTIVE and not person.title_in_label:
        person.role, person.role_source = Role.UNKNOWN, None  # a mark said who answers (A -); a title says more
    person.title, person.firm = person.title or title, person.firm or firm


def _in_rows(cast: str) -> Iterator[tuple[Label, Label]]:
    """The rows of a list of participants, in Chinese and in English; a row in one language alone stands for both."""
    rows = [_BEFORE_ROW.sub("", line) for line in _ON_THREE_LINES.sub(" -- ", cast).splitlines()]
    lines = [line for row in rows for line in _halves(row)]
    labels = [(HAN.search(line) is not None, parse_label(line.strip())) for line in lines if line.strip()]
    twice = {i for i, (first, second) in enumerate(pairwise(labels)) if _of_one(*first, *second)}
    if len(twice) * 5 < len(labels) * 2:
        twice.clear()  # a list in two languages is so throughout
    for i, (_, label) in enumerate(labels):
        if i in twice:
            yield labels[i + 1][1], label
        elif i - 1 not in twice:
            yield label, label


def _of_one(first_chinese: bool, first: Label, second_chinese: bool, second: Label) -> bool:
    """Whether two rows are one person's, in English and in Chinese: a title in each, or a firm, and not two titles."""
    if first.name and second.name and fold(first.name) == fold(second.name):
        return True  # a name that was not translated, before a firm that was, or was not
    if first_chinese or not second_chinese:
        return False
    if first.title and second.title:
        from ..names.titles import JOINT, canonical_title  # a room, and a table, that few pages need

        one, two = [set((canonical_title(title) or "").split(JOINT)) for title in (first.title, second.title)]
        return one == {""} or two == {""} or bool(one & two)
    return bool(first.firm and second.firm)


def _halves(row: str) -> tuple[str, ...]:
    """A row in two languages cut in two, in any other the row: Ben Reitz - Melrose 本·赖茨 - 梅尔罗斯."""
    match = _TWO_ROWS.fullmatch(row)
    return (row,) if match is None else (match[1], match[2])


_TWO_ROWS = re.compile(
    r"([^\u3400-\u9fff]{2,80}? [-–—] [^\u3400-\u9fff]{1,80}) "
    r"([\u3400-\u9fff][^-–—\n]{1,20}(?:[-–—][^-–— \n]{1,20})? ?[-–—]{1,2} ?[\u3400-\u9fff][^\n]{0,80})"
)
_OF_ANALYSTS = ("analyst", "分析师", "分析師")
_OF_COMPANY = ("company", "corporate", "公司", "executives", "管理层", "管理層")
_BEFORE_ROW = re.compile(r"^[\W_]+")  # bullets, pictographs
_ON_THREE_LINES = re.compile(r"\s*\n\s*--\s*\n\s*")  # Name, --, Title


def _canonical(person: Person, firms: Firms | None) -> tuple[str | None, str | None]:
    """What tables know of a person's title and firm."""
    if not person.title and not person.firm:
        return None, None
    from ..names import canonical_firm, canonical_title  # rooms that a page of bare names need not open

    return person.title and canonical_title(person.title), person.firm and canonical_firm(person.firm, firms=firms)


def _speaker(index: int, person: Person, firms: Firms | None) -> Speaker:
    title, firm = _canonical(person, firms)
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
        canonical_title=title,
        canonical_firm=firm,
        aliases=tuple(aliases),
    )
