"""A roster: the people whom a user knows, under every name that he knows them by.

It comes from whatever he has: names, dicts, objects, a CSV or JSON file, or speakers of another call.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from os import PathLike
from pathlib import Path
from typing import Any, TypeAlias

import attrs

from ..errors import RosterError
from ..fold import HAN, fold
from ..model import AliasHow, Call, Role, RoleSource, Speaker

# What a column, key or attribute may be called; the first that is there and filled counts. ``names`` and ``aliases``
# may hold several.
FIELDS: dict[str, tuple[str, ...]] = {
    "name": ("name", "full_name", "fullname", "speaker", "姓名", "名字"),
    "en": ("en", "name_en", "en_name", "english", "english_name", "latin", "英文名"),
    "zh": ("zh", "name_zh", "zh_name", "chinese", "chinese_name", "中文名"),
    "names": ("names", "aliases", "also", "alias", "spellings", "别名"),
    "firm": ("firm", "company", "affiliation", "employer", "organization", "organisation", "公司", "机构"),
    "title": ("title", "position", "job_title", "职务", "职位"),
    "role": ("role", "角色"),
    "seen": ("seen", "places", "出处"),
    "id": ("id", "key"),
}
_SEPARATORS = ";|；｜\n"  # between several names in one cell
_COLUMNS = ",\t;"  # what a CSV may be cut at


def _names(value: Iterable[str]) -> tuple[str, ...]:
    """The names, each spelling once: case, width and dots make no other."""
    found: dict[str, str] = {}
    for name in value:
        if stripped := name.strip():
            found.setdefault(fold(stripped) or stripped, stripped)
    return tuple(found.values())


@attrs.frozen(slots=True, kw_only=True)
class Entry:
    """A person of a roster. ``names`` are all spellings, of any script; the first one of a script is the fullest.

    ``firm``, ``title``, ``role`` and ``id`` are what the roster says, None where it says nothing. ``seen`` are the places
    that the names were learned from, as ``Roster.from_calls`` gives them: ``aurora-2025q2.txt:12:1 (gloss)``.
    """

    names: tuple[str, ...] = attrs.field(converter=_names)
    firm: str | None = None
    title: str | None = None
    role: Role | None = None
    id: str | None = None
    seen: tuple[str, ...] = ()

    @property
    def en(self) -> str | None:
        """The first name in Latin letters."""
        return next((name for name in self.names if not HAN.search(name)), None)

    @property
    def zh(self) -> str | None:
        """The first name in Chinese characters."""
        return next((name for name in self.names if HAN.search(name)), None)

    def __str__(self) -> str:
        return self.names[0]


@attrs.frozen(slots=True)
class Roster:
    """People, each once.

    >>> roster = Roster.of(["Nora Hale", {"en": "Otto Weber", "zh": "奥托·韦伯", "title": "CFO"}])
    >>> [(entry.en, entry.zh, entry.title) for entry in roster]
    [('Nora Hale', None, None), ('Otto Weber', '奥托·韦伯', 'CFO')]
    """

    entries: tuple[Entry, ...] = ()

    @classmethod
    def of(cls, people: RosterLike) -> Roster:
        """A roster of whatever holds people: a roster, a path of a CSV or JSON file, or one person a value.

        A person may be a name, several spellings in a list, a mapping or an object with the fields of ``FIELDS``, or a
        ``Speaker``. Rows of one id, or of one name and no contradiction, are one person. Raises ``RosterError`` for what
        holds no people, naming the row.
        """
        if isinstance(people, Roster):
            return people
        if isinstance(people, str | PathLike):
            return cls.read(people)
        if isinstance(people, Mapping):
            people = _rows_of(people)
        try:
            rows = list(people)
        except TypeError:
            raise RosterError(f"{people!r:.80} holds no people: give names, dicts, or a path") from None
        return cls(_unite([_entry(row, n) for n, row in enumerate(rows, 1)]))

    @classmethod
    def read(cls, path: str | PathLike[str]) -> Roster:
        """The roster in a file: JSON (a list of people, or name to fields) or CSV with a head row.

        Cells may hold several names, separated by ``;`` or ``|``. Raises ``RosterError`` for a file that is neither,
        ``OSError`` for one that cannot be read.
        """
        file = Path(path)
        try:
            text = file.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise RosterError(f"{file.name} is not UTF-8: {error}; save it as UTF-8") from None
        try:
            if text.lstrip()[:1] in ("[", "{"):
                return cls.of(json.loads(text))
            return cls.of(_table(text))
        except ValueError as error:
            raise RosterError(f"{file.name}: {error}") from None

    @classmethod
    def from_calls(cls, calls: Iterable[Call]) -> Roster:
        """The people whose names in two scripts the calls print or were enriched with, for use on the next page.

        A name is learned where it is printed (a label, a gloss, a list, a hand-over) or stands in the original that the call
        was aligned with; what only sounds alike is not. Roles count where they are more than inferred. Each entry's
        ``seen`` says where: file, line, column, and how. People of one name and firm in several calls are one.
        """
        return cls(_unite([entry for call in calls for speaker in call.speakers for entry in _learned(call, speaker)]))

    def write(self, path: str | PathLike[str]) -> None:
        """Write the roster as CSV or JSON, by the ending of the name; ``read`` reads it back.

        Raises ``RosterError`` for another ending, ``OSError`` for a file that cannot be written.
        """
        file = Path(path)
        if file.suffix.casefold() not in (".csv", ".json"):
            raise RosterError(f"{file.name} is neither .csv nor .json: name it one of them")
        rows = [_row(entry) for entry in self.entries]
        if file.suffix.casefold() == ".json":
            filled = [
                {key: several if key in ("names", "seen") else several[0] for key, several in row.items() if several}
                for row in rows
            ]
            file.write_text(json.dumps(filled, ensure_ascii=False, indent=1) + "\n", "utf-8")
            return
        with file.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, list(_row(Entry(names=()))), lineterminator="\n")
            writer.writeheader()
            writer.writerows([{key: _SEPARATORS[0].join(several) for key, several in row.items()} for row in rows])

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __add__(self, other: RosterLike) -> Roster:
        """Both rosters, those who are in both once."""
        return Roster(_unite([*self.entries, *Roster.of(other).entries]))


# How a spelling is linked that was printed for its person; the others are heard or reasoned.
_PRINTED = (
    AliasHow.LABEL,
    AliasHow.GLOSS,
    AliasHow.LISTED,
    AliasHow.SPELLING,
    AliasHow.INTRODUCTION,
    AliasHow.ORIGINAL,
)


def _learned(call: Call, speaker: Speaker) -> Iterator[Entry]:
    """The entry of a speaker whose name is known in two scripts; none for any other."""
    names = {fold(name) for name in (speaker.name, speaker.names.zh, speaker.names.en) if name}
    own = [alias for alias in speaker.aliases if alias.how in _PRINTED and fold(alias.text) in names]
    if len({HAN.search(alias.text) is not None for alias in own}) < len(("zh", "en")):
        return
    first = min([span for alias in own for span in alias.spans], default=None)
    seen = []
    for alias in own:
        place = min(alias.spans, default=first)
        if place is not None:
            line, column = call.source.position(place.start)
            seen.append(f"{call.source.name or 'page'}:{line}:{column} ({alias.how.value})")
    sure = speaker.role is not Role.UNKNOWN and speaker.role_source not in (None, RoleSource.INFERRED)
    latin, han = [[alias.text for alias in own if (HAN.search(alias.text) is not None) is han] for han in (False, True)]
    yield Entry(
        names=(latin[0], han[0], *latin[1:], *han[1:]),  # in the order that a row has them
        firm=speaker.firm,
        title=speaker.title,
        role=speaker.role if sure else None,
        seen=tuple(seen),
    )


def _row(entry: Entry) -> dict[str, list[str]]:
    """An entry as a row: the fullest names, all others, and what else is known."""
    known = {"en": entry.en, "zh": entry.zh}
    return {
        **{key: [name] if name else [] for key, name in known.items()},
        "names": [name for name in entry.names if name not in known.values()],
        **{
            key: [value] if value else []
            for key, value in (
                ("firm", entry.firm),
                ("title", entry.title),
                ("role", entry.role and entry.role.value),
                ("id", entry.id),
            )
        },
        "seen": list(entry.seen),
    }


RosterLike: TypeAlias = "Roster | str | PathLike[str] | Mapping[str, Any] | Iterable[Any]"


def _rows_of(people: Mapping[str, Any]) -> list[Any]:
    """The rows of a mapping: of names to their fields, or of one key to a list of people."""
    if len(people) == 1 and isinstance(rows := next(iter(people.values())), list):
        return rows
    if any(key.casefold() in names for key in people for names in FIELDS.values()):
        return [people]
    return [
        {"name": name, **(fields if isinstance(fields, Mapping) else {"names": fields})}
        for name, fields in people.items()
    ]


def _table(text: str) -> list[dict[str, str]]:
    head = text.split("\n", 1)[0]
    cut = max(_COLUMNS, key=head.count)
    rows = list(csv.DictReader(text.splitlines(), delimiter=cut))
    columns = [str(column).strip().casefold() for column in (rows[0] if rows else {})]
    if not any(column in FIELDS[field] for column in columns for field in ("name", "en", "zh", "names")):
        shown = ", ".join(columns) or "none"
        raise RosterError(f"no column holds names (columns: {shown}); call one of them name, en or zh")
    return rows


def _entry(row: Any, number: int) -> Entry:
    """A person out of a row of any kind."""
    if isinstance(row, Entry):
        return row
    if isinstance(row, Speaker):
        printed = (row.names.en, row.names.zh, row.name, *[alias.text for alias in row.aliases if len(alias.text) > 1])
        role = None if row.role is Role.UNKNOWN else row.role
        return Entry(names=tuple([name for name in printed if name]), firm=row.firm, title=row.title, role=role)
    if isinstance(row, str):
        fields: dict[str, Any] = {"name": row}
    elif isinstance(row, Mapping):
        fields = {str(key).strip().casefold(): value for key, value in row.items() if key is not None}
    elif isinstance(row, list | tuple | set | frozenset):
        fields = {"names": list(row)}
    else:
        keys = [key for known in FIELDS.values() for key in known]
        fields = {key: getattr(row, key) for key in keys if hasattr(row, key)}
    names = [name for field in ("name", "en", "zh", "names") for name in _several(_value(fields, field))]
    if not any(map(str.strip, names)):
        raise RosterError(f"row {number} names nobody: {row!r:.80}; a person needs name, en or zh")
    return Entry(
        names=tuple(names),
        firm=_text(_value(fields, "firm")),
        title=_text(_value(fields, "title")),
        role=_role(_text(_value(fields, "role")), number),
        id=_text(_value(fields, "id")),
        seen=tuple(_several(_value(fields, "seen"))),
    )


def _value(fields: Mapping[str, Any], field: str) -> Any:
    return next((fields[key] for key in FIELDS[field] if fields.get(key)), None)


def _text(value: Any) -> str | None:
    text = str(value).strip() if value is not None else ""
    return text or None


def _several(value: Any) -> list[str]:
    """The names in a value: one, several with separators, or a list; of a mapping (language to name) its values."""
    if value is None:
        return []
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, str):
        for separator in _SEPARATORS[1:]:
            value = value.replace(separator, _SEPARATORS[0])
        return [part.strip() for part in value.split(_SEPARATORS[0]) if part.strip()]
    return [name for part in value for name in _several(part)] if isinstance(value, Iterable) else [str(value)]


def _role(value: str | None, number: int) -> Role | None:
    if value is None:
        return None
    try:
        return Role(value.casefold())
    except ValueError:
        roles = ", ".join([role.value for role in Role])
        raise RosterError(f"row {number} has the role {value!r}; the roles are {roles}") from None


def _unite(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries, rows about one person as one: of one id, or of one name where neither firm nor id says otherwise."""
    found: list[Entry] = []
    at: dict[str, list[int]] = {}
    for entry in entries:
        keys = [fold(name) for name in entry.names]
        if entry.id is not None:
            keys.append(f"id {entry.id}")
        same = next((i for key in keys for i in at.get(key, ()) if _one(found[i], entry)), None)
        if same is None:
            same = len(found)
            found.append(entry)
        else:
            old = found[same]
            found[same] = Entry(
                names=(*old.names, *entry.names),
                firm=old.firm or entry.firm,
                title=old.title or entry.title,
                role=old.role or entry.role,
                id=old.id or entry.id,
                seen=tuple(dict.fromkeys((*old.seen, *entry.seen))),
            )
        for key in keys:
            if same not in at.setdefault(key, []):
                at[key].append(same)
    return tuple(found)


def _one(a: Entry, b: Entry) -> bool:
    """Whether two rows that share a name or an id are one person's."""
    if a.id is not None and b.id is not None:
        return a.id == b.id
    return not a.firm or not b.firm or fold(a.firm) == fold(b.firm)
