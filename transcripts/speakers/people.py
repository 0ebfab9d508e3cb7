"""The people behind the labels: one person under label spellings, never two as one.

Evidence, strongest first: the same folded name; a gloss that is another label; a label that is a part
of exactly one longer name; a first name that is a rival transliteration before the same surname.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from types import MappingProxyType
from unicodedata import normalize

from ..fold import fold, simplify, split_name
from ..model import AliasHow, Notice, NoticeCode, Role, RoleSource, Severity, Span
from ..names.label import Label, parse_label
from ..names.marks import is_mark, is_number
from ..names.shapes import is_latin_name, looks_han_name
from ..names.words import COMPOUND_SURNAMES
from ..turns import Draft

RIVAL = 0.95  # how alike two first names before one surname must be to be one name


class Person:
    """A speaker while the evidence is gathered."""

    __slots__ = (
        "aliases",
        "firm",
        "host",
        "keys",
        "name",
        "names",
        "parts",
        "role",
        "role_source",
        "title",
        "title_in_label",
        "title_of_roster",
        "turns",
    )

    def __init__(self) -> None:
        self.name: str | None = None  # the fullest printed name
        self.names: dict[str, str] = {}  # by language
        self.keys: set[str] = set()  # folded full names
        self.parts: list[tuple[str, ...]] = []  # printed names, cut into parts
        self.aliases: dict[str, tuple[AliasHow, float, list[Span]]] = {}
        self.role = Role.UNKNOWN
        self.role_source: RoleSource | None = None
        self.host = False  # 主持人, Moderator: what the turns do decides whose host
        self.title: str | None = None
        self.title_in_label = False
        self.title_of_roster = False
        self.firm: str | None = None
        self.turns: list[int] = []

    def add(self, text: str, how: AliasHow, span: Span | None = None, score: float = 1.0) -> None:
        """A spelling of this person, and a place where it stands."""
        entry = self.aliases.get(text)
        if entry is None:
            entry = self.aliases[text] = (how, score, [])
        if span is not None:
            entry[2].append(span)

    def call(self, name: str, *, label: bool = False) -> None:
        """A printed name of this person, full or in part; its parts are kept simplified, as the text is read.

        The fullest ``label`` is what the person is named by.
        """
        name = " ".join(name.split())  # a no-break space, or a wrap, is no part of it
        pieces = split_name(name if name.isascii() else simplify(name))
        if pieces and pieces not in self.parts:
            self.parts.append(pieces)
            language = "en" if is_latin_name(name) else "zh"
            old = self.names.get(language)
            if old is None or (len(pieces), len(name)) > (len(split_name(old)), len(old)):
                self.names[language] = name
            # a label in capitals or full width, TESSA BRANDVOLD, is called Tessa all the same
            plain = normalize("NFKC", name)
            plain = plain.title() if plain.isupper() else plain
            if plain != name and plain.isascii() and (usual := split_name(plain)) not in self.parts:
                self.parts.append(usual)
            if label and (self.name is None or len(pieces) > len(split_name(self.name))):
                self.name = name

    def state(self, role: Role, source: RoleSource) -> None:
        """A role, unless it is known from something surer."""
        order = list(RoleSource)
        if self.role_source is None or order.index(source) < order.index(self.role_source):
            self.role, self.role_source = role, source

    @property
    def full(self) -> bool:
        """Whether some printed name has more than a part."""
        return any(len(pieces) > 1 for pieces in self.parts)


def people_of(
    drafts: list[Draft],
    repeated: Iterable[tuple[str, Span]],
    labels: Mapping[str, Label],
    known: Mapping[str, str] = MappingProxyType({}),
) -> tuple[list[Person], list[Person], list[Notice]]:
    """The persons of a call in order of appearance, and the person of each draft.

    Operators are one person under all their names; an unnamed role (分析师) is one person a label. ``labels`` is what
    each printed label says; ``known`` are folded names, with a key that all names of one person of a roster share.
    """
    by_label: dict[str, Person] = {}
    by_key: dict[str, Person] = {}
    persons: list[Person] = []
    notices: list[Notice] = []
    for draft in drafts:
        if draft.label in by_label:
            continue
        label = labels[draft.label]
        keys = _keys(label, draft.label)
        keys += tuple([known[key] for key in keys if key in known])
        if label.name is None and draft.twin and (twin := parse_label(draft.twin)).name is None:
            keys += _keys(twin, draft.twin)  # 主持人 and Moderator, where each is the other's translation
        person = next((by_key[k] for k in keys if k in by_key), None)
        if person is not None and _contradicts(person, label):
            notices.append(ambiguous(str(label.name), f"{person.name} and somebody else", draft.label_span))
            person = None
        if person is None:
            person = Person()
            persons.append(person)
        for key in keys:
            by_key.setdefault(key, person)
        by_label[draft.label] = person
        _describe(person, label, keys)
    merged = _merge_parts(persons, notices, drafts, by_label)
    beside = {frozenset((by_label[a.label], by_label[b.label])) for a, b in pairwise(drafts)}
    merged |= _merge_rivals([p for p in persons if p not in merged], beside)
    owner = {label: _final(person, merged) for label, person in by_label.items()}
    speaking = [owner[draft.label] for draft in drafts]
    for i, (draft, person) in enumerate(zip(drafts, speaking, strict=True)):
        person.turns.append(i)
        _mark_label(person, draft.label, draft.label_span)
        if draft.twin is not None and draft.twin_span is not None:
            _mark_label(person, draft.twin, draft.twin_span)
    for label_text, span in repeated:
        if label_text in owner:
            _mark_label(owner[label_text], label_text, span)
    return [p for p in persons if p not in merged], speaking, notices


def _contradicts(person: Person, label: Label) -> bool:
    """Whether a label with a known name gives another firm, or a firm to whom the first label gave a title."""
    if label.firm and person.firm and not _one_firm(label.firm, person.firm):
        return True
    return bool((label.firm and person.title and not person.firm) or (label.title and person.firm and not person.title))


def _differ(a: Person, b: Person) -> bool:
    """Whether the labels of two people give them two firms, or one a title at the company and the other a firm."""
    if a.firm and b.firm:
        return not _one_firm(a.firm, b.firm)
    return bool((a.firm and b.title) or (b.firm and a.title)) and a.role != b.role


def _one_firm(a: str, b: str) -> bool:
    """Whether two printed firms are one: 花旗 and Citi."""
    if fold(a) == fold(b):
        return True
    from ..names import same_firm  # a room, and a table, that few pages need

    return same_firm(a, b)


def _keys(label: Label, printed: str) -> tuple[str, ...]:
    if label.name is None:
        # an operator has several names; Q1 and Q2 are numbers of questions, not of people, unless one is signed
        mark = is_mark(simplify(printed)) or is_number(printed)
        if mark and label.title and not label.firm:
            return (f"role:{label.role} {fold(label.title)}",)
        whole = label.role == "operator" or (mark and not label.firm)
        return (f"role:{label.role}" if whole else f"role:{fold(printed)}",)
    keys = [fold(label.name)]
    if label.gloss and len(split_name(label.gloss)) > 1:
        keys.append(fold(label.gloss))
    return tuple(k for k in keys if k) or (printed,)


def _describe(person: Person, label: Label, keys: tuple[str, ...]) -> None:
    person.title = person.title or label.title
    person.title_in_label = person.title_in_label or label.title is not None
    person.firm = person.firm or label.firm
    if label.role == "host":
        person.host = True
    elif label.role and label.role != Role.UNKNOWN:
        person.state(Role(label.role), RoleSource.STATED)
    if label.name is None:
        return
    person.keys.update(keys)
    person.call(label.name, label=True)
    if label.gloss:
        person.call(label.gloss)
    if label.alias:
        person.call(label.alias)


def _mark_label(person: Person, label_text: str, span: Span) -> None:
    """The name and the gloss inside a label are where the person is named."""
    label = parse_label(label_text)
    if label.name is None:
        if person.name is None and label_text:  # a role word names nobody who has a name
            person.add(label_text, AliasHow.LABEL, span)
        return
    for name, how in ((_as_printed(label, label_text), AliasHow.LABEL), (label.gloss, AliasHow.GLOSS)):
        at = label_text.find(name) if name else -1
        if name and at >= 0:
            whole = len(name) == len(label_text)  # one span for both: they are held in memory for every turn
            person.add(name, how, span if whole else Span(span.start + at, span.start + at + len(name)))


def _as_printed(label: Label, text: str) -> str | None:
    """The name as its label prints it: with the nickname between its words, where there is one."""
    if label.name is None or label.alias is None or label.name in text:
        return label.name
    first, *_, last = label.name.split(" ")
    start = text.find(first)
    end = text.find(last, text.find(label.alias, start) + len(label.alias))
    return text[start : end + len(last)] if 0 <= start < end else None


def _final(person: Person, merged: dict[Person, Person]) -> Person:
    while person in merged:
        person = merged[person]
    return person


def _absorb(into: Person, other: Person) -> None:
    """One person after all. No name and no alias is dropped."""
    into.keys |= other.keys
    for pieces in other.parts:
        if pieces not in into.parts:
            into.parts.append(pieces)
    for language, name in other.names.items():
        old = into.names.get(language, "")
        if (len(split_name(name)), len(name)) > (len(split_name(old)), len(old)):
            into.names[language] = name
    if other.name and (into.name is None or len(split_name(other.name)) > len(split_name(into.name))):
        into.name = other.name
    into.title_in_label = into.title_in_label or other.title_in_label
    into.title, into.firm = into.title or other.title, into.firm or other.firm
    into.host = into.host or other.host
    if other.role_source:
        into.state(other.role, other.role_source)


def _merge_parts(
    persons: list[Person], notices: list[Notice], drafts: list[Draft], by_label: dict[str, Person]
) -> dict[Person, Person]:
    """A label that is one part of exactly one longer name: 林德 is 卡斯珀·林德."""
    owners: dict[str, list[Person]] = defaultdict(list)
    for person in persons:
        for key in {fold(part) for pieces in person.parts if len(pieces) > 1 for part in pieces}:
            owners[key].append(person)
    merged: dict[Person, Person] = {}
    for person in persons:
        if person.full or not person.parts:
            continue
        fits = {id(p): p for pieces in person.parts for p in owners.get(fold(pieces[0]), ()) if p is not person}
        if len(fits) == 1 and not _differ(person, *fits.values()):
            into = next(iter(fits.values()))
            _absorb(into, person)
            merged[person] = into
        elif fits:
            span = next(d.label_span for d in drafts if by_label[d.label] is person)
            names = ", ".join(str(p.name) for p in fits.values())
            notices.append(ambiguous(str(person.name), names, span))
    return merged


def _merge_rivals(persons: list[Person], beside: set[frozenset[Person]]) -> dict[Person, Person]:
    """Two spellings of a first name before one surname: 达里克·莫恩, 塔里克·莫恩; Tom Reed, Thomas Reed.

    Those who take turns next to each other (``beside``) talk to each other: they are two.
    """
    by_surname: dict[str, list[tuple[Person, str]]] = defaultdict(list)
    for person in persons:
        for pieces in person.parts:
            if len(pieces) == 2:
                by_surname[fold(pieces[1])].append((person, pieces[0]))
    merged: dict[Person, Person] = {}
    for group in by_surname.values():
        for n, (person, first) in enumerate(group[1:8], 1):  # a surname that more share is nobody's mark
            for other, its_first in group[:n]:
                if other is person or person in merged or other in merged or frozenset((person, other)) in beside:
                    continue
                if person.keys & other.keys:
                    continue  # the very same name, and yet two: their labels contradict each other
                if _alike(first, its_first):
                    _absorb(other, person)
                    merged[person] = other
    return merged


def _alike(a: str, b: str) -> bool:
    from ..names import similarity

    return similarity(a, b).probability >= RIVAL


def ambiguous(name: str, names: str, span: Span) -> Notice:
    """The notice that a name could mean several people and was left open."""
    return Notice(
        code=NoticeCode.AMBIGUOUS_NAME,
        severity=Severity.WARNING,
        message=f"{name!r} could be {names}; it was linked to none of them",
        span=span,
    )


def given_names(name: str) -> tuple[str, ...]:
    """The parts by which a person may be called: 马克 and 扎克伯格; 炽平 of 刘炽平."""
    pieces = split_name(name)
    if len(pieces) > 1:
        return pieces
    cut = surname_length(name)
    return (name[cut:],) if cut and len(name) - cut > 1 else ()


def surnames(pieces: tuple[str, ...]) -> tuple[str, ...]:
    """The Chinese surname of a name that has one: 刘 of 刘炽平."""
    cut = surname_length(pieces[0]) if len(pieces) == 1 else 0
    return (pieces[0][:cut],) if cut else ()


def surname_length(name: str) -> int:
    """How many characters of a Chinese name are the surname; 0 for what is no Chinese name of two to four characters."""
    if not 2 <= len(name) <= 4 or not looks_han_name(name):
        return 0
    return 2 if len(name) > 2 and name[:2] in COMPOUND_SURNAMES else 1
