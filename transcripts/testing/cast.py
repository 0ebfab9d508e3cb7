"""Invented people: names that nobody has, of the kinds that call pages print.

A transliterated name is built from syllables, each with its Latin twin, so that a gloss can be printed beside it.
Given names and surnames are made of different characters: no part of a name stands inside another by chance.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from typing import Literal, TypeAlias

import attrs

from ..model import Role

# A number from 0 up to, not including, the argument: hypothesis or a random generator chooses. 0 is the plainest choice.
Pick: TypeAlias = Callable[[int], int]
NameKind: TypeAlias = Literal["foreign", "latin", "chinese"]


def _joined(*syllables: Sequence[str]) -> list[str]:
    """Every way to take one syllable of each list, in order."""
    return ["".join(taken) for taken in product(*syllables)]


_GIVEN = _joined(
    "塔Ta 米Mi 诺No 卡Ka 莱Le 贝Be 法Fa 萨Sa 丹Da 埃E 奥O 伊I 戈Go 珀Pe 朱Ju".split(),
    "维vi 琳lin 森sen 娜na 娅ya 顿ton 莎sha 拉la 罗ro 蒂ti".split(),
)
_SURNAME = _joined(
    "哈Ha 布Bu 格Gre 瓦Va 洛Lo 德De 科Ko 鲁Ru 韦We 霍Ho 库Ku 菲Fi".split(),
    "尔l 林lin 曼man 伦ren 斯s".split(),
    "特t 迪di 茨tz 夫v 姆m 恩n".split(),
)
_LATIN_GIVEN = (
    "Tessa Corin Maren Idris Petra Anders Lowell Sunniva Bram Odette Kiran Wanda Felix Noor Greta Silas".split()
)
_LATIN_SURNAME = (
    "Brandvold Okonjo Lindqvist Marchetti Vasquez Thornbury Ferreira Kowalczyk Dunmore Abernathy Castellan Sorensen "
    "Whitlock Rasmussen Delacroix Yamane"
).split()
_CHINESE_SURNAME = _joined("顾Gu 林Lin 沈Shen 邵Shao 温Wen 韩Han 陆Lu 程Cheng 严Yan 贺He 蒋Jiang 秦Qin".split())
_CHINESE_GIVEN = _joined(
    "知Zhi 若Ruo 清Qing 嘉Jia 云Yun 景Jing 书Shu 明Ming".split(),
    "远yuan 晴qing 和he 言yan 川chuan 宁ning 舟zhou 岚lan".split(),
)


@attrs.frozen(slots=True, kw_only=True)
class Person:
    """Somebody in a scene. ``labels`` are the ways the page may print who speaks, the fullest first.

    ``twin`` is how a page in two languages prints the person in English.
    """

    key: str
    role: Role
    labels: tuple[str, ...]
    full: str = ""  # the name as others print it in full
    called: str = ""  # how others address the person
    firm: str = ""
    twin: str = ""


def name_kinds(lang: str) -> tuple[NameKind, ...]:
    """The kinds of names that a page in a language has."""
    return ("latin",) if lang == "en" else ("foreign", "latin", "chinese")


class Names:
    """Draws names for one scene, no part of them twice.

    With ``namesakes`` everybody of a kind has the same given name, and is called by the full name only.
    """

    def __init__(self, pick: Pick, *, kinds: tuple[NameKind, ...], namesakes: bool, glosses: bool) -> None:
        self._pick = pick
        self._kinds = kinds
        self._namesakes = namesakes
        self._glosses = glosses
        self._used: set[str] = set()

    def person(self, key: str, role: Role, *, firm: str = "") -> Person:
        """A new person with a name of their own."""
        kind = self._kinds[self._pick(len(self._kinds))]
        if kind == "foreign":
            full, called, labels, twin = self._foreign()
        elif kind == "latin":
            given = self._given(_LATIN_GIVEN)
            full, called = f"{given} {self._new(_LATIN_SURNAME)}", given
            labels, twin = (full, called), full
        else:
            given, surname = self._given(_CHINESE_GIVEN), self._new(_CHINESE_SURNAME)
            full = called = _han(surname) + _han(given)
            labels, twin = (full,), f"{_latin(given)} {_latin(surname)}"
        if self._namesakes:
            called, labels = full, labels[:1]
        return Person(key=key, role=role, labels=labels, full=full, called=called, firm=firm, twin=twin)

    def _foreign(self) -> tuple[str, str, tuple[str, ...], str]:
        given = self._given(_GIVEN)
        surname = self._new(_SURNAME)
        han, latin = f"{_han(given)}·{_han(surname)}", f"{_latin(given)} {_latin(surname)}"
        if self._glosses and self._pick(2):
            return han, _han(given), (f"{han}({latin})", han, latin), latin
        return han, _han(given), (han, _han(given)), latin

    def _given(self, names: Sequence[str]) -> str:
        return names[0] if self._namesakes else self._new(names)

    def _new(self, names: Sequence[str]) -> str:
        """A name that is not taken; the next free one where it is."""
        at = self._pick(len(names))
        while names[at] in self._used:
            at = (at + 1) % len(names)
        self._used.add(names[at])
        return names[at]


def _han(syllables: str) -> str:
    return "".join([c for c in syllables if not c.isascii()])


def _latin(syllables: str) -> str:
    return "".join([c for c in syllables if c.isascii()]).capitalize()
