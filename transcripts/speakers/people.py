"""The people behind the labels: one person under label spellings, never two as one.

Evidence, strongest first: the same folded name; a gloss that is another label; a label that is a part
of exactly one longer name; a first name that is a rival transliteration before the same surname.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from ..fold import fold, simplify, split_name
from ..model import AliasHow, Notice, Role, RoleSource, Span
from ..names.label import Label, parse_label
from ..names.marks import is_mark, is_number
from ..names.shapes import looks_han_name
from ..names.words import ANALYST_WORDS, COMPOUND_SURNAMES, MEDIA_WORDS
from ..turns import Draft
from .person import Person, ambiguous
from .rivals import join_alike, join_called

if TYPE_CHECKING:
    from ..names import Firms

PLAINLY = 1.0  # how much turns look like questions, on average, where somebody plainly asks


def people_of(
    drafts: list[Draft],
    repeated: Iterable[tuple[str, Span]],
    labels: Mapping[str, Label],
    known: Mapping[str, str],
    presented: Mapping[int, Label],
    firms: Firms | None,
    shape: Sequence[float | None],
    handed: Set[int],
) -> tuple[list[Person], list[Person], list[Notice]]:
    """The persons of a call in order of appearance, and the person of each draft.

    Operators are one person under all their names; an unnamed role (分析师) is one person a label. ``labels`` is what
    each printed label says; ``known`` are folded names, with a key that all names of one person of a roster share;
    ``presented`` are the drafts whose label names nobody and whose speaker the page presents, with what it says; ``firms``
    are those by which two printed firms are one, the shipped ones where None; ``shape`` is how much each turn looks like a
    question, ``handed`` are the turns that somebody handed over to, as ``roles.shapes`` says.
    """
    labels = {**labels, **{_who(drafts[i].label, label): label for i, label in presented.items()}}
    who = [_who(draft.label, presented.get(i)) for i, draft in enumerate(drafts)]
    by_label: dict[str, Person] = {}
    by_key: dict[str, Person] = {}
    persons: list[Person] = []
    notices: list[Notice] = []
    declared = _declared(labels.values())
    for speaks, draft in zip(who, drafts, strict=True):
        if speaks in by_label:
            continue
        label = labels[speaks]
        keys = _keys(label, draft.label)
        keys += tuple([declared[key] for key in keys if key in declared])
        keys += tuple([known[key] for key in keys if key in known])
        if label.name is None and draft.twin and (twin := parse_label(draft.twin)).name is None:
            keys += _keys(twin, draft.twin)  # 主持人 and Moderator, where each is the other's translation
        person = next((by_key[k] for k in keys if k in by_key), None)
        if person is not None and _contradicts(person, label, firms):
            notices.append(ambiguous(str(label.name), f"{person.name} and somebody else", draft.label_span))
            person = None
        if person is None:
            person = Person()
            persons.append(person)
        for key in keys:
            by_key.setdefault(key, person)
        by_label[speaks] = person
        _describe(person, label, keys)
    printed = [by_label[speaks] for speaks in who]
    beside = Counter([frozenset(pair) for pair in pairwise(printed)])
    asking = _asking(printed, shape, handed)
    by_labels = partial(_differ, firms=firms, asking={})
    merged = join_alike(persons, beside, by_labels, partial(_differ, firms=firms, asking=asking))
    merged |= _merge_parts([p for p in persons if p not in merged], notices, drafts, printed, by_labels)
    asking = _asking([_final(person, merged) for person in printed], shape, handed)
    by_turns = partial(_differ, firms=firms, asking=asking)
    merged |= join_called([p for p in persons if p not in merged], beside, by_turns)
    owner = {label: _final(person, merged) for label, person in by_label.items()}
    speaking = [owner[speaks] for speaks in who]
    for i, (draft, person) in enumerate(zip(drafts, speaking, strict=True)):
        person.turns.append(i)
        _mark_label(person, draft.label, draft.label_span)
        if draft.twin is not None and draft.twin_span is not None:
            _mark_label(person, draft.twin, draft.twin_span)
    for label_text, span in repeated:
        if label_text in owner:
            _mark_label(owner[label_text], label_text, span)
    return [p for p in persons if p not in merged], speaking, notices


def _who(label: str, presented: Label | None) -> str:
    """What stands for the speaker of a turn: the label, and the name that the page gives to one without."""
    return label if presented is None else f"{label}\n{presented.name}"


def _declared(labels: Iterable[Label]) -> dict[str, str]:
    """Folded aliases that the labels of one person declare (以下简称本, 亚当-斯密（AS)), each with the key of the name."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for label in labels:
        if label.alias and label.name:
            found[fold(label.alias)][fold(label.name)] = label.name
    declared = {}
    for alias, names in found.items():
        longest = max(names.values(), key=lambda name: len(split_name(name)))
        if {fold(part) for part in split_name(longest)} >= names.keys() - {fold(longest)}:
            declared[alias] = fold(longest)
    return declared


def _contradicts(person: Person, label: Label, firms: Firms | None) -> bool:
    """Whether a label with a known name gives another firm, or a firm to whom the first label gave a title."""
    if label.firm and person.firm and not _one_firm(label.firm, person.firm, firms):
        return True
    return bool((label.firm and person.title and not person.firm) or (label.title and person.firm and not person.title))


def _differ(a: Person, b: Person, *, firms: Firms | None, asking: Mapping[Person, bool]) -> bool:
    """Whether two people cannot be one: two firms, two titles that nobody has both of, one asks and the other answers.

    ``asking`` says of those whose turns tell whether they ask or answer.
    """
    if a.firm and b.firm and not _one_firm(a.firm, b.firm, firms):
        return True
    if a.title and b.title and not _one_title(a.title, b.title):
        return True
    one, two = _asks(a, asking), _asks(b, asking)
    return one is not None and two is not None and one is not two


def _asks(person: Person, asking: Mapping[Person, bool]) -> bool | None:
    """Whether somebody is from outside and asks: by the label's role, title or firm, else by the turns; None where nothing tells."""
    if person.role in (Role.ANALYST, Role.INVESTOR, Role.MEDIA):
        return True
    if person.role is Role.EXECUTIVE:
        return False
    if person.title:
        return any(word in simplify(person.title) for word in (*ANALYST_WORDS, *MEDIA_WORDS))
    return True if person.firm else asking.get(person)


def _one_title(a: str, b: str) -> bool:
    """Whether two printed titles may be one person's: not CEO and CFO."""
    from ..names.titles import JOINT, canonical_title  # a room, and a table, that few pages need

    one, two = canonical_title(a), canonical_title(b)
    return one is None or two is None or bool(set(one.split(JOINT)) & set(two.split(JOINT)))


def _asking(speaking: Sequence[Person], shape: Sequence[float | None], handed: Set[int]) -> dict[Person, bool]:
    """Who plainly asks, or plainly answers: by all turns together, else by whether the first is handed a question."""
    told: dict[Person, list[float]] = defaultdict(list)
    for person, points in zip(speaking, shape, strict=True):
        if points is not None:
            told[person].append(points)
    found = {}
    for person, several in told.items():
        mean = sum(several) / len(several)
        if mean >= PLAINLY or mean < 0 or (mean == 0 and len(several) > 1):
            found[person] = mean > 0
    first = {person: turn for turn, person in reversed(list(enumerate(speaking)))}
    for person, turn in first.items() if handed else ():
        if person not in told and (turn in handed or turn < min(handed)):
            found[person] = turn in handed
    return found


def _one_firm(a: str, b: str, firms: Firms | None) -> bool:
    """Whether two printed firms are one: 花旗 and Citi."""
    if fold(a) == fold(b):
        return True
    from ..names import same_firm  # a room, and a table, that few pages need

    return same_firm(a, b, firms=firms)


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
        person.call(label.alias, alias=True)


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
            heard = person.heard.get(fold(name))  # a label that was joined by sound says so
            person.add(
                name,
                how if heard is None else AliasHow.TRANSLITERATION,
                span if whole else Span(span.start + at, span.start + at + len(name)),
                1.0 if heard is None else heard,
            )


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


def _merge_parts(
    persons: list[Person],
    notices: list[Notice],
    drafts: list[Draft],
    speaking: list[Person],
    differ: Callable[[Person, Person], bool],
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
        if len(fits) == 1 and not differ(person, *fits.values()):
            into = next(iter(fits.values()))
            into.absorb(person)
            merged[person] = into
        elif fits:
            span = drafts[speaking.index(person)].label_span
            names = ", ".join(str(p.name) for p in fits.values())
            notices.append(ambiguous(str(person.name), names, span))
    return merged


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
