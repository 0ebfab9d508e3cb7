"""``api``: the JSON that transcript services deliver, as people save it.

One list of objects with a speaker and what he says, whatever the keys are called: EarningsCall levels 2 and 3
(``speakers``), Alpha Vantage and Finnhub (``transcript``), API Ninjas (``transcript_split``), data sets that are made of
them. Titles and firms stand beside the speech, in a list of participants, or under the code of the speaker (``spk03``).
Where there is no such list, one long string holds the call: ``Name: text`` lines (Financial Modeling Prep), or speech
without names (EarningsCall levels 1 and 4).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from ..fold import fold
from ..model import BlockKind, Section
from ..names.label import parse_label
from ..names.shapes import is_latin_name
from ..names.words import SECTION_PREPARED, SECTION_QA
from .base import CONTINUED, LABEL_BEHIND, TIME, Page, Piece, Script, Sniff
from .body import heads_list
from .pairs import unescaped

# What services call things; the first key that an object has counts.
_SPEAKER = ("speaker", "speaker_name", "speakerName", "name", "participant")
_TEXT = ("text", "content", "speech", "words", "paragraphs", "paragraph", "statement")
_FIRM = ("company", "firm", "affiliation", "organization", "description")
_TITLE = ("title", "position", "role", "type")
_SESSION = ("session", "section")
_TIMES = ("start_times", "start_time", "start", "timestamp")
_WHOLE = ("content", "transcript", "text")  # of one long string with all that is said
_SECTIONS = ("prepared_remarks", "questions_and_answers")  # of two
_SHORT, _LONG = 24, 400  # characters of such a string with labels, and of one without
_LABEL = re.compile(r"\s*([^\W\d_][^:\n]{1,70}?)\s?:\s*(?=\S)")
_GLUED = re.compile(r"(?<=[.?!…\])”\"])\s?([A-Z][\w.'’\-]+(?: [A-Z][\w.'’\-]*){0,3}): (?=\S)")
_FEW = 2  # labels, from which a string is a dialogue
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+', re.DOTALL)
_OPENS = ("{", "[")
_HIGH = 24  # lines in which JSON begins: what a site puts above it
_DEEPEST = 64  # lists and objects in each other


class Str(NamedTuple):
    """A string of the page, without its quotes."""

    start: int
    end: int


class Num(NamedTuple):
    """A number, true, false or null."""

    start: int
    end: int


Node: TypeAlias = "Str | Num | list[Node] | dict[str, Node]"


class _Saying(NamedTuple):
    """Who speaks, what is said, and what else stands beside it."""

    speaker: Str
    said: list[Str]
    session: Str | None
    time: Num | Str | None


class _Found(NamedTuple):
    """What a page of JSON holds: what is said in order; or strings with all of it; and what labels stand for."""

    sayings: list[_Saying]
    strings: list[tuple[str, Str]]
    declared: dict[str, str]


class Api:
    """JSON with speakers and what they say."""

    name = "api"

    def sniff(self, page: Page) -> Sniff:
        found = _found(page)
        if found is None:
            return Sniff(0.0, ("no JSON with speakers and speech",))
        if found.sayings:
            count = len(found.sayings)
            return Sniff(0.97 - 0.5 ** min(count, 8), (f"JSON with a list of {count} speakers and what they say",))
        labels = sum([1 for piece in _in_strings(found, page.text) if piece[0] is BlockKind.LABEL])
        if labels >= _FEW:
            return Sniff(0.9, (f"JSON with {labels} labels in one string",))
        if max([string.end - string.start for _, string in found.strings]) < _LONG:
            return Sniff(0.0, ("JSON with little text and no speakers",))
        return Sniff(0.6, ("JSON with speech and no speakers",))

    def segment(self, page: Page) -> list[Piece]:
        found = _found(page)
        if found is None:
            return []
        return list(_in_list(found.sayings, page.text) if found.sayings else _in_strings(found, page.text))

    def declares(self, page: Page) -> Mapping[str, str]:
        """What labels stand for, as the page says it elsewhere: spk03 is Nora Hale -- Larch Securities -- Analyst."""
        found = _found(page)
        return {} if found is None else found.declared

    def render(self, script: Script) -> str:
        head = {key: value for key, value in (("title", script.title), ("published", script.published)) if value}
        sayings = [
            {
                "speaker": turn.label,
                **({"session": _NAMES_OF[turn.section]} if turn.section is not None else {}),
                "text": "\n".join(turn.paragraphs),
            }
            for turn in script.turns
        ]
        return json.dumps({**head, "transcript": sayings}, ensure_ascii=False, indent=1) + "\n"


_NAMES_OF = {Section.PREPARED: "prepared remarks", Section.QA: "question and answer"}


def _found(page: Page) -> _Found | None:
    """What the JSON of a page holds, None for a page that is none; found once."""
    if "api" not in page.memo:
        start = next(
            (
                at
                for at, line in zip(page.starts[:_HIGH], page.lines, strict=False)
                if line.lstrip("\ufeff")[:1] in _OPENS
            ),
            None,
        )
        page.memo["api"] = None if start is None else _read(page.text, start)
    found: _Found | None = page.memo["api"]
    return found


def _read(text: str, start: int) -> _Found | None:
    if not any(f'"{key}"' in text for key in (*_TEXT, *_WHOLE, *_SECTIONS)):
        return None
    objects = list(_objects(_tree(text, start)))
    lists: dict[int, list[_Saying]] = {}
    for parent, node in objects:
        if (saying := _saying(node, text)) is not None:
            lists.setdefault(parent, []).append(saying)
    sayings = max(
        lists.values(), key=lambda several: sum([s.end - s.start for x in several for s in x.said]), default=[]
    )
    if sayings:
        sayings = sorted(sayings, key=lambda saying: min(saying.speaker, saying.said[0]))
        codes = {text[slice(*saying.speaker)] for saying in sayings}
        return _Found(sayings, [], _declared([node for _, node in objects], codes, text))
    strings = [
        (key, value)
        for _, node in objects
        for key, value in node.items()
        if key in (*_WHOLE, *_SECTIONS) and isinstance(value, Str) and value.end - value.start >= _SHORT
    ]
    return _Found([], sorted(strings, key=lambda one: one[1]), {}) if strings else None


def _tree(text: str, start: int) -> list[Node]:
    """The values of a JSON text, with places instead of words; what is broken is read as far as it goes."""
    top: list[Node] = []
    stack: list[list[Node] | dict[str, Node]] = [top]
    key: list[str | None] = [None]  # of the value that comes next in each open object
    name: str | None = None  # a string that is a key if a colon follows
    for match in _TOKEN.finditer(text, start):
        mark = text[match.start()]
        if mark == ":":
            key[-1], name = name, None
        elif mark in ",}]":
            name = None
            if mark != "," and len(stack) > 1:
                stack.pop()
                key.pop()
        elif mark == '"' and isinstance(stack[-1], dict) and key[-1] is None:
            name = match[0][1:-1]
        else:
            node = _node(mark, match)
            _put(node, stack[-1], key)
            if isinstance(node, Str | Num):
                continue
            if len(stack) >= _DEEPEST:
                break
            stack.append(node)
            key.append(None)
    return top


def _node(mark: str, match: re.Match[str]) -> Node:
    """The value that begins with a token, empty if it is a list or an object."""
    if mark == "{":
        return {}
    if mark == "[":
        return []
    return Str(match.start() + 1, match.end() - 1) if mark == '"' else Num(match.start(), match.end())


def _put(node: Node, here: list[Node] | dict[str, Node], key: list[str | None]) -> None:
    """A value into the list or object that is open; a key that comes twice keeps its first."""
    if isinstance(here, list):
        here.append(node)
    elif key[-1] is not None:
        here.setdefault(key[-1], node)
        key[-1] = None


def _objects(top: list[Node]) -> Iterator[tuple[int, dict[str, Node]]]:
    """All objects of a tree, each with a number that those of one list share, in order."""
    todo: list[tuple[int, Node]] = [(0, top)]
    number = 0
    while todo:
        parent, node = todo.pop()
        if isinstance(node, dict):
            yield parent, node
            number += 1
            todo += [(number, value) for value in reversed(node.values()) if not isinstance(value, Str | Num)]
        elif isinstance(node, list):
            number += 1
            todo += [(number, value) for value in reversed(node) if not isinstance(value, Str | Num)]


def _saying(node: Mapping[str, Node], text: str) -> _Saying | None:
    """Who speaks and what he says, in an object that has both."""
    speaker = next((node[key] for key in _SPEAKER if isinstance(node.get(key), Str)), None)
    said = next((node[key] for key in _TEXT if node.get(key)), None)
    if not isinstance(speaker, Str):
        return None
    if isinstance(said, Str):
        strings = [said]
    elif isinstance(said, list) and said and all(isinstance(bit, Str) for bit in said):
        strings = [bit for bit in said if isinstance(bit, Str)]
    else:
        return None
    session = next((node[key] for key in _SESSION if isinstance(node.get(key), Str)), None)
    times = next((node[key] for key in _TIMES if node.get(key)), None)
    if isinstance(times, list):
        times = times[0] if times else None
    strings = [s for s in strings if text[s.start : s.end].strip()]
    if not strings or not text[speaker.start : speaker.end].strip():
        return None
    return _Saying(
        speaker,
        strings,
        session if isinstance(session, Str) else None,
        times if isinstance(times, Num | Str) else None,
    )


def _declared(objects: Sequence[Mapping[str, Node]], codes: set[str], text: str) -> dict[str, str]:
    """What each label stands for: name, firm and title as they stand beside it, or under its code."""
    found: dict[str, str] = {}

    def words(node: Node | None) -> str:
        return text[node.start : node.end].replace("\\", "").strip() if isinstance(node, Str) else ""

    for node in objects:
        for code in codes & node.keys():  # "spk03": {"name": …, "title": …}, or "spk03": "Nora Hale"
            value = node[code]
            name = words(value) if isinstance(value, Str) else ""
            if isinstance(value, dict):
                name = _described(value, words)
            if name:
                found.setdefault(code, name)
    for node in objects:
        label = next((words(node[key]) for key in _SPEAKER if isinstance(node.get(key), Str)), "")
        about = node.get("speaker_info")  # as EarningsCall's own client saves it
        whole = _described(about if isinstance(about, dict) else node, words)
        if label in codes and label not in found and whole and whole != label:
            found[label] = whole
    return found


def _described(node: Mapping[str, Node], words: Callable[[Node | None], str]) -> str:
    """Name, firm and title of an object, as a label would print them."""
    name = next((words(node[key]) for key in _SPEAKER if isinstance(node.get(key), Str)), "")
    beside = [next((words(node.get(key)) for key in keys if words(node.get(key))), "") for keys in (_FIRM, _TITLE)]
    return " -- ".join([name, *[more for more in beside if more and fold(more) != fold(name)]])


def _in_list(sayings: Sequence[_Saying], text: str) -> Iterator[Piece]:
    """The pieces of a list of sayings, in the order of the page whatever that of the keys."""
    section = ""
    for saying in sayings:
        pieces: list[Piece] = []
        if saying.session is not None and (name := _section(text[slice(*saying.session)])) and name != section:
            section = name
            pieces.append((BlockKind.HEADING, *saying.session))
        pieces.append((BlockKind.LABEL, *saying.speaker))
        if saying.time is not None:
            pieces.append((TIME, *saying.time))
        pieces += _words(saying.said, text) if _is_in_words(saying.said, text) else _paragraphs(saying.said, text)
        yield from _in_order(pieces)


def _in_order(pieces: list[Piece]) -> list[Piece]:
    """The pieces of one saying by their place; its label may stand behind what is said."""
    pieces.sort(key=lambda piece: piece[1])
    label = next(n for n, piece in enumerate(pieces) if piece[0] is BlockKind.LABEL)
    if any(kind is BlockKind.SPEECH for kind, _, _ in pieces[:label]):
        pieces[label] = (LABEL_BEHIND, *pieces[label][1:])
        # what stands behind the label would be the next saying's
        pieces = [p for n, p in enumerate(pieces) if n <= label or p[0] is BlockKind.HEADING]
    else:
        pieces = [p for n, p in enumerate(pieces) if n >= label or p[0] is BlockKind.HEADING]
    return pieces


def _section(text: str) -> str:
    """Which section a name is, as the model has it; empty for a name of none."""
    name = text.replace("_", " ").strip()
    return "qa" if SECTION_QA.fullmatch(name) else "prepared" if SECTION_PREPARED.fullmatch(name) else ""


def _is_in_words(said: Sequence[Str], text: str) -> bool:
    """Whether strings are single words, and what is said is all of them together."""
    return len(said) > 1 and sum([" " not in text[s.start : s.end].strip() for s in said]) * 5 > len(said) * 4


def _words(said: Sequence[Str], text: str) -> list[Piece]:
    """One paragraph of single words, each with the space that stands in the page before the next."""
    pieces: list[Piece] = []
    for n, word in enumerate(said):
        if n and (space := text.find(" ", said[n - 1].end, word.start)) >= 0:
            pieces.append((CONTINUED, space, space + 1))
        pieces.append((CONTINUED if n else BlockKind.SPEECH, word.start, word.end))
    return pieces


def _paragraphs(said: Sequence[Str], text: str) -> list[Piece]:
    """The paragraphs of some strings: a line end in one begins another."""
    return [
        (CONTINUED if n else BlockKind.SPEECH, start, end)
        for string in said
        for paragraph in unescaped(text, string.start, string.end)
        for n, (start, end) in enumerate(paragraph)
    ]


def _in_strings(found: _Found, text: str) -> Iterator[Piece]:
    """The pieces of long strings: labels at the head of lines or behind sentences where there are any, else speech."""
    for key, string in found.strings:
        if key in _SECTIONS:
            at = text.rfind(f'"{key}"', 0, string.start) + 1
            yield BlockKind.HEADING, at, at + len(key)
        lines = unescaped(text, string.start, string.end)
        heads = {line[0][0]: match for line in lines if (match := _LABEL.match(text, *line[0])) is not None}
        labels = {start for start, match in heads.items() if _is_speaker(match[1])}
        speaking = len(labels) >= _FEW
        begun = False
        for line in lines:
            (start, end), *rest = line
            if speaking and start in labels:
                match = heads[start]
                begun = True
                yield BlockKind.LABEL, match.start(1), match.end(1)
                start = match.end()
            elif speaking and not begun:
                kind = BlockKind.HEADING if heads_list(text[start:end][:80]) else BlockKind.META
                yield from [(kind, a, b) for a, b in line]
                continue
            yield from _unglued(text, start, end, glued=speaking or len(lines) < _FEW)
            yield from [(CONTINUED, a, b) for a, b in rest]


def _unglued(text: str, start: int, end: int, *, glued: bool) -> Iterator[Piece]:
    """A line of speech, cut where somebody's label is glued to the sentence before: go ahead.Nora Hale: Hello."""
    at = start
    for match in _GLUED.finditer(text, start, end) if glued else ():
        if not _is_speaker(match[1]):
            continue
        if text[at : match.start(1)].strip():
            yield BlockKind.SPEECH, at, match.start(1)
        yield BlockKind.LABEL, match.start(1), match.end(1)
        at = match.end()
    if text[at:end].strip():
        yield BlockKind.SPEECH, at, end


def _is_speaker(text: str) -> bool:
    """Whether what stands before a colon is a speaker: a role, or a name of two words or more."""
    label = parse_label(text)
    if label.name is None:
        return label.role is not None
    return is_latin_name(label.name) and " " in label.name
