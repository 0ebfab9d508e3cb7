"""What the labels of a page say, read together: with their twins, with each other, with what the head declares."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import attrs

from ..fold import fold, split_name
from ..names.label import Label, parse_credit, parse_label
from ..names.shapes import is_latin_name, looks_han_name
from ..turns import Draft

_ALIKE = 0.8  # how alike two spellings are that share a gloss and are one name
_LONGEST_CREDIT = 200  # characters of a line that says who has a role
_INITIALS = re.compile(r"[A-Z]{1,4}")
_DECLARES = r"\s?(?:指的?是?|代表|即|为|=|＝|——?|-)\s?"  # HRW 指董事长霍雷肖·韦伯（Horatio R. Webb）


def read_labels(page: str, drafts: Sequence[Draft], declared: Mapping[str, str]) -> dict[str, Label]:
    """Every printed label of the drafts, with all that the page says of it.

    ``declared`` is what labels stand for by what the page's format found elsewhere.
    """
    labels = _own_glosses({draft.label: parse_label(declared.get(draft.label, draft.label)) for draft in drafts})
    labels = _with_twins(labels, drafts)
    head = page[: drafts[0].label_span.start] if drafts else ""
    labels = _declared(labels, head)
    return _named_hosts(labels, head)


def _own_glosses(labels: Mapping[str, Label]) -> dict[str, Label]:
    """The labels, but what stands in brackets behind two unlike names is nobody's name: a firm, as a rule."""
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for label in labels.values():
        if label.name and label.gloss:
            names[fold(label.gloss)].setdefault(fold(label.name), label.name)
    unlike = {gloss for gloss, of in names.items() if len(of) > 1 and not _one_name(list(of.values()))}
    return {
        text: attrs.evolve(label, gloss=None, firm=label.firm or label.gloss)
        if label.gloss and fold(label.gloss) in unlike
        else label
        for text, label in labels.items()
    }


def _one_name(names: Sequence[str]) -> bool:
    """Whether names are spellings of one: 埃尔克·桑多兹 and 艾尔克·桑多兹, but not 张伟 and 章薇."""
    from ..names import similarity

    in_parts = all(len(split_name(name)) > 1 for name in names)
    return in_parts and all(similarity(names[0], name).probability >= _ALIKE for name in names[1:])


def _with_twins(labels: Mapping[str, Label], drafts: Iterable[Draft]) -> dict[str, Label]:
    """The labels with what their twins in the other language add: the name there, a role that is plainer there."""
    twins: dict[str, Counter[str]] = defaultdict(Counter)
    for draft in drafts:
        if draft.twin is not None:
            twins[draft.label][draft.twin] += 1
    found = dict(labels)
    for text, counts in twins.items():
        label, twin = found[text], parse_label(counts.most_common(1)[0][0])
        if label.role == "host" and twin.role == "operator":
            label = attrs.evolve(label, role="operator")
        if label.name is None and twin.name is not None and label.role in (None, "host"):
            label = attrs.evolve(label, name=twin.name)
        elif (
            label.name is not None
            and label.gloss is None
            and twin.name is not None
            and fold(twin.name) != fold(label.name)
        ):
            kept = "alias" if _INITIALS.fullmatch(twin.name) else "gloss"
            label = attrs.evolve(label, **{kept: twin.name})
        found[text] = attrs.evolve(label, title=label.title or twin.title, firm=label.firm or twin.firm)
    return found


def _declared(labels: Mapping[str, Label], head: str) -> dict[str, Label]:
    """The labels, initials with the name that the head of the page declares them to be."""
    found = dict(labels)
    for text, label in labels.items():
        if label.name is None or not _INITIALS.fullmatch(label.name):
            continue
        match = re.search(rf"(?<![A-Za-z]){label.name}{_DECLARES}([^，,；;。\n]{{2,60}})", head)
        if match is None:
            continue
        full = parse_label(match[1].rsplit("的", 1)[-1])
        if full.name is not None and (looks_han_name(full.name) or is_latin_name(full.name)):
            found[text] = attrs.evolve(full, role=label.role or full.role, alias=label.name)
    return found


def _named_hosts(labels: Mapping[str, Label], head: str) -> dict[str, Label]:
    """The labels, 主持人 with the name of the one host whom the page names: in a label, or in its head (主持：诺拉·凯恩)."""
    if not any(label.role == "host" and label.name is None for label in labels.values()):
        return dict(labels)
    named = {fold(label.name): label.name for label in labels.values() if label.role == "host" and label.name}
    for line in head.splitlines():
        credit = parse_credit(line) if len(line) < _LONGEST_CREDIT else None
        if credit is not None and credit.role == "host" and credit.name:
            named.setdefault(fold(credit.name), credit.name)
    if len(named) != 1:
        return dict(labels)
    name = next(iter(named.values()))
    return {
        text: attrs.evolve(label, name=name) if label.role == "host" and label.name is None else label
        for text, label in labels.items()
    }
