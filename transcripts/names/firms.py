"""Which firm a printed name is: 摩根史坦利, 摩根士丹利, 大摩 and Morgan Stanley & Co. are one.

By a table (``firms.tsv``) and by rules for tails only, never by sound: what the table does not know stays None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from os import PathLike
from pathlib import Path
from typing import TypeAlias
from unicodedata import normalize

import attrs

from ..errors import TranscriptError
from ..fold import fold

TABLE = Path(__file__).with_name("firms.tsv")
LONGEST = 120  # characters; what is longer is no firm's name

# What stands behind a firm's name and makes it no other firm: its form, a division, a place.
_TAILS_ZH = (
    "股份有限公司|有限责任公司|有限公司|公司|集团|证券|综合证券|(?:全球|环球|股票|证券|投资){0,3}研究(?:所|部|院|中心|部门)?"
    "|投顾|投资顾问|投行|投资银行|资本市场|环球|全球|国际|亚太|亚洲|欧洲|北美|美国|中国|香港|台湾|日本|新加坡"
)
_TAILS_EN = (
    "incorporated|inc|corporation|corp|company|co|llc|llp|lp|limited|ltd|plc|ag|sa|nv|na|se|gmbh|pte|and|group|holdings|associates"
    "|securities|research|equity research|institutional equities|equities|division|markets|capital markets|global markets|investment bank"
    "|investment banking|investment research|global|international|asia pacific|asia|europe|americas|north america|us|usa|uk"
    "|china|hong kong|taiwan|japan|india|singapore|korea|australia"
)
_TAIL = re.compile(rf" ?(?:{_TAILS_ZH})$| (?:{_TAILS_EN})$")
_HEAD = re.compile(r"^the ")
_WORD = re.compile(r"([\u3400-\u9fff]+)|[^\W_\u3400-\u9fff]+(?:[.'’][^\W_\u3400-\u9fff]+)*")
_BRACKETS = re.compile(r"([^()\[\]]*)[(\[]([^()\[\]]*)[)\]]([^()\[\]]*)")
_SEPARATOR = ";"  # between the spellings of a row


def _copied(spellings: Mapping[str, str]) -> Mapping[str, str]:
    return dict(spellings)


@attrs.frozen(slots=True)
class Firms:
    """Firms, each under one name and all spellings that are known of it.

    ``spellings`` are folded (``fold``), with the name that each stands for.
    """

    spellings: Mapping[str, str] = attrs.field(converter=_copied)

    @classmethod
    def of(cls, firms: FirmsLike) -> Firms:
        """Firms out of a mapping of names to spellings (one, or several), or the path of a file like ``firms.tsv``.

        >>> Firms.of({"Larkholm Securities": ["拉克霍姆", "Larkholm"]}).canonical("拉克霍姆證券")
        'Larkholm Securities'

        Raises ``TranscriptError`` for a spelling that two firms have, ``OSError`` for a file that cannot be read.
        """
        if isinstance(firms, Firms):
            return firms
        if isinstance(firms, Mapping):
            return cls(_folded(firms.items(), "the firms"))
        return cls(_folded(_rows(Path(firms)), Path(firms).name))

    @classmethod
    def shipped(cls) -> Firms:
        """The firms that the package knows, read on first use."""
        return _shipped()

    def __add__(self, other: FirmsLike) -> Firms:
        """These and others; where both know a spelling, the others decide."""
        return Firms({**self.spellings, **Firms.of(other).spellings})

    def __len__(self) -> int:
        return len(set(self.spellings.values()))

    def canonical(self, text: str) -> str | None:
        """The name of the firm that a printed one means, None for what is not known."""
        text = normalize("NFKC", text) if len(text) <= LONGEST else ""
        if (found := self._known(text)) is not None:
            return found
        if (match := _BRACKETS.fullmatch(text)) is not None:
            return self._both(match[1] + match[3], match[2])
        halves = _by_script(text)
        return None if halves is None else self._both(*halves)

    def _both(self, name: str, gloss: str) -> str | None:
        """What a name and what stands in brackets or in the other script beside it say: 花旗(Citi), 高盛(亚洲)."""
        one, two = self._known(name), self._known(gloss)
        if one is None and two is not None and _is_han(name) == _is_han(gloss):
            return None  # in one script what stands behind a name is no gloss: Aldgate Partners (Citi)
        return one or two if one is None or two is None or one == two else None

    def _known(self, text: str) -> str | None:
        return next((self.spellings[key] for key in _stems(text) if key in self.spellings), None)


FirmsLike: TypeAlias = "Firms | Mapping[str, str | Iterable[str]] | str | PathLike[str]"


def canonical_firm(text: str, *, firms: Firms | None = None) -> str | None:
    """The one name of the firm that a printed name means, None for a firm that no table knows.

    >>> canonical_firm("摩根史坦利"), canonical_firm("Morgan Stanley & Co. LLC, Research Division")
    ('Morgan Stanley', 'Morgan Stanley')
    >>> canonical_firm("花旗環球金融亞洲有限公司"), canonical_firm("某某证券")
    ('Citi', None)

    ``firms`` are those to look in, where the shipped ones do not do: ``Firms.shipped() + {"Larkholm": ["拉克霍姆"]}``.
    """
    return _canonical(text) if firms is None else firms.canonical(text)


def same_firm(a: str, b: str, *, firms: Firms | None = None) -> bool:
    """Whether two printed names are one firm's: for the table, or but for case, width, script and tails.

    >>> same_firm("花旗", "Citigroup Inc."), same_firm("拉克霍姆证券", "拉克霍姆研究"), same_firm("花旗", "高盛")
    (True, True, False)
    """
    one, two = canonical_firm(a, firms=firms), canonical_firm(b, firms=firms)
    return one == two if one is not None or two is not None else stem(a) == stem(b)


def stem(text: str) -> str:
    """A firm's name folded and without tails; with them where nothing else is left."""
    found = [key for key in _stems(normalize("NFKC", text[:LONGEST])) if key]
    return found[-1] if found else fold(text)


@lru_cache(maxsize=8192)
def _canonical(text: str) -> str | None:
    return _shipped().canonical(text)


@lru_cache(maxsize=1)
def _shipped() -> Firms:
    return Firms.of(TABLE)


def _stems(text: str) -> Iterator[str]:
    """The folded name, then the same with one tail after the other taken off."""
    words = " ".join([fold(match[0]) for match in _WORD.finditer(text)])
    yield words.replace(" ", "")
    words = _HEAD.sub("", words)
    while words:
        yield words.replace(" ", "")
        shorter = _TAIL.sub("", words)
        if shorter == words:
            return
        words = shorter


def _by_script(text: str) -> tuple[str, str] | None:
    """The Chinese and the Latin words of a text that has both."""
    han: list[str] = []
    latin: list[str] = []
    for match in _WORD.finditer(text):
        (han if match[1] else latin).append(match[0])
    return ("".join(han), " ".join(latin)) if han and latin else None


def _is_han(text: str) -> bool:
    return any(match[1] is not None for match in _WORD.finditer(text))


def _rows(path: Path) -> Iterator[tuple[str, list[str]]]:
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            name, _, spellings = line.partition("\t")
            if not fold(name):
                raise TranscriptError(f"{path.name}, line {number}: no name before the tab: {line!r:.80}")
            yield name.strip(), spellings.split(_SEPARATOR)


def _folded(rows: Iterable[tuple[str, str | Iterable[str]]], where: str) -> dict[str, str]:
    """Every spelling, folded, with the name of its row."""
    found: dict[str, str] = {}
    for name, spellings in rows:
        several = [spellings] if isinstance(spellings, str) else spellings
        for key in map(fold, (name, *several)):
            if key and found.setdefault(key, name) != name:
                raise TranscriptError(f"{where}: {found[key]!r} and {name!r} share a spelling, {key!r}")
    return found
