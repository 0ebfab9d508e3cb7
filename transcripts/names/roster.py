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
from ..model import Role, Speaker

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

    ``firm``, ``title``, ``role`` and ``id`` are what the roster says, None where it says nothing.
    """

    names: tuple[str, ...] = attrs.field(converter=_names)
    firm: str | None = None
    title: str | None = None
    role: Role | None = None
    id: str | None = None

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

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __add__(self, other: RosterLike) -> Roster:
        """Both rosters, those who are in both once."""
        return Roster(_unite([*self.entries, *Roster.of(other).entries]))


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
