"""What a printed label says: a name, its gloss, a firm, a title, a role word.

A label is everything that stands where the page says who speaks: ``花旗银行分析师Alicia Yap``,
``主持人|投资者关系主管 刘丽娣(Lidia Liu)``, ``Nora Hale - Larch Securities``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import attrs

from ..fold import INTERPUNCTS, fold, simplify
from .words import (
    ALSO_TRANSLITERATING,
    ANALYST_WORDS,
    COMPOUND_SURNAMES,
    HOST_WORDS,
    INVESTOR_WORDS,
    MEDIA_WORDS,
    OPERATOR_WORDS,
    ROLE_WORDS,
    SURNAMES,
    TITLE_EN,
    TITLE_ZH,
    TRANSLITERATING,
)

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
# Brackets at the end of a label or after the name: gloss, title or alias. Widths mix on real pages: 亚当-斯密（AS).
_BRACKETS = re.compile(r"\s*[(（\[【]([^()（）\[\]【】]{1,60})[)）\]】]")
_DASHES = re.compile(r"\s*(?:——|—|–|\s-\s|--|\||｜|/)\s*")
_ENDS_AS_TITLE = re.compile(r"^[^，。,、；：]*(?:总裁|总监|主管|董事长|经理|负责人|首席\w{1,6}官)$")
_EDGES = " \t\u3000\xa0\u200b\u200c\u200d\ufeff:：*_\"'“”‘’「」『』#>•·-—–"

if TYPE_CHECKING:
    from regex import Pattern


class _Shapes(NamedTuple):
    """What names look like, by the properties that Unicode gives their letters: Łukasz, İpek, 𠮷田, 佐々木."""

    latin: Pattern[str]
    han: Pattern[str]


@cache
def _shapes() -> _Shapes:
    import regex  # re knows no \p{Lu}; its tables are a quarter of what an import of this package costs

    particle = r"(?:de|da|van|von|der|den|del|la|le|bin|al|el|di|du|ten)\s+"
    # one to five words, each beginning with a capital (or a particle); initials, hyphens and apostrophes inside
    word = r"[\p{Lu}&&\p{Latin}][\p{Latin}\p{M}\p{N}_.'’\-]*"
    return _Shapes(
        latin=regex.compile(rf"(?:{particle})*{word}(?:\s+(?:{particle})*{word}){{0,4}}", regex.VERSION1),
        han=regex.compile(r"[\p{Han}々〇]{1,16}"),
    )


@attrs.frozen(slots=True, kw_only=True)
class Label:
    """The parts of a label, each as printed, None where the label has none.

    ``role`` is a role word's value (``"analyst"``, ``"operator"``, ``"host"`` …) where the label prints one.
    """

    name: str | None = None
    gloss: str | None = None
    firm: str | None = None
    title: str | None = None
    role: str | None = None
    alias: str | None = None


@lru_cache(maxsize=16384)
def parse_label(label: str) -> Label:
    """Take a label apart.

    >>> parse_label("埃文·斯皮格尔(Evan Spiegel)").gloss
    'Evan Spiegel'
    >>> parse_label("花旗银行分析师Alicia Yap")
    Label(name='Alicia Yap', gloss=None, firm='花旗银行', title=None, role='analyst', alias=None)
    """
    core = label.strip(_EDGES)
    if word := _role_word(core):
        return Label(role=word)
    found: dict[str, str] = {}
    core = _take_brackets(core, found)
    core = _take_dashes(core, found)
    core = _take_role(core, found)
    core = _take_title(core, found)
    core = core.strip(_EDGES + ",，、")
    if core and (word := _role_word(core)):
        found.setdefault("role", word)
    elif core:
        _take_name(core, found)
    return Label(**found)


def _role_word(text: str) -> str | None:
    key = fold(text)
    if key in OPERATOR_WORDS:
        return "operator"
    if key in HOST_WORDS:
        return "host"
    return ROLE_WORDS.get(key)


def _take_brackets(core: str, found: dict[str, str]) -> str:
    """``Name(gloss)``, ``Name（Title）``, ``Name (Gloss，以下简称X)``."""
    bare = _BRACKETS.sub("", core)
    for match in _BRACKETS.finditer(core):
        inner = match[1].strip(_EDGES)
        short = re.split(r"[,，]?\s*(?:以下简称|下称|简称)", inner)
        if len(short) == 2 and short[1]:
            found["alias"] = short[1].strip(_EDGES)
            inner = short[0].strip(_EDGES)
        if not inner:
            continue
        if is_title(inner):
            found.setdefault("title", inner)
        elif word := _role_word(inner):
            found.setdefault("role", word)
        elif len(inner) <= 3 and inner.isascii() and inner.isupper():
            found.setdefault("alias", inner)  # initials: 亚当-斯密（AS)
        elif (is_latin_name(inner) and _HAN.search(bare)) or (looks_han_name(inner) and not _HAN.search(bare)):
            found.setdefault("gloss", inner)  # the other script; in the same one it is a firm
        else:
            found.setdefault("firm", inner)
    return bare


def _take_dashes(core: str, found: dict[str, str]) -> str:
    """``Name - Title``, ``Name——Title``, ``Name - Firm, Title``, ``Host|Title Name``."""
    pieces = [p for p in _DASHES.split(core) if p.strip(_EDGES)]
    if len(pieces) < 2 or _only_name(core):
        return core
    rest: list[str] = []
    for piece in pieces:
        if word := _role_word(piece):
            found.setdefault("role", word)
        elif rest and (is_title(piece) or TITLE_EN.search(piece)):
            firm, _, title = piece.rpartition(", ")
            if firm and not TITLE_EN.search(firm):
                found.setdefault("firm", firm)
                piece = title
            found.setdefault("title", piece)
        elif rest:
            found.setdefault("firm", piece)
        else:
            rest.append(piece)
    return rest[0] if rest else ""


def _only_name(core: str) -> bool:
    """A hyphen, dash or slash that is only an interpunct: 索菲-马丁, 亚当—斯密."""
    if len(core) > 12 or " " in core.strip() or "——" in core:
        return False
    return bool(_HAN.search(core)) and not _LATIN.search(core) and not is_title(core)


def _take_role(core: str, found: dict[str, str]) -> str:
    """``Firm分析师Name``: the firm before the role word, the name after it."""
    simple = simplify(core)
    for words, role in ((ANALYST_WORDS, "analyst"), (MEDIA_WORDS, "media"), (INVESTOR_WORDS, "investor")):
        for word in words:
            at = simple.find(word)
            if at < 0 or (word[0] == "投" and simple.startswith("关系", at + 3)):
                continue
            before, after = core[:at].strip(_EDGES + ",，、的"), core[at + len(word) :].strip(_EDGES + ",，、")
            found["role"] = role
            if before and after:
                found.setdefault("firm", before)
                return after
            if before and word.isascii():  # Name, Firm Analyst
                return before
            if before:
                found.setdefault("firm", before)
            return after
    return core


def _take_title(core: str, found: dict[str, str]) -> str:
    """A title glued before or after a name: ``财务长:黄仁昭``, ``刘丽娣 投资者关系主管``."""
    simple = simplify(core)
    match = TITLE_ZH.match(simple) or None
    if match and match.end() > 1:
        found.setdefault("title", core[: match.end()])
        return core[match.end() :]
    for match in TITLE_ZH.finditer(simple):
        if match.end() == len(simple) and match.start() > 1:
            found.setdefault("title", core[match.start() :])
            return core[: match.start()]
    return core


def _take_name(core: str, found: dict[str, str]) -> None:
    """A name, or a name with its other-language twin behind it: ``戴夫·菲尔德斯 Dave Fildes``."""
    han, latin = _HAN.search(core), _LATIN.search(core)
    if han and latin:
        first_han = han.start() < latin.start()
        cut = (latin if first_han else han).start()
        head, tail = core[:cut].strip(_EDGES), core[cut:].strip(_EDGES)
        one_script = not (_LATIN if first_han else _HAN).search(head) and not (_HAN if first_han else _LATIN).search(
            tail
        )
        if head and tail and one_script and (is_latin_name(tail) or is_latin_name(head)):
            found["name"] = head if first_han else tail
            found.setdefault("gloss", tail if first_han else head)
            return
    found["name"] = core


@lru_cache(maxsize=16384)
def is_title(text: str) -> bool:
    """Whether a text is a title and nothing else: 首席财务官, Chief Executive Officer, 云业务总裁."""
    simple = simplify(text.strip(_EDGES))
    if TITLE_ZH.fullmatch(simple) or (len(simple) <= 16 and _ENDS_AS_TITLE.search(simple)):
        return True
    return not _HAN.search(simple) and bool(TITLE_EN.search(simple))


@lru_cache(maxsize=16384)
def is_latin_name(text: str) -> bool:
    """Whether a text has the shape of a name in Latin letters: one to five capitalised words."""
    return bool(_shapes().latin.fullmatch(text.strip(_EDGES).replace("\xa0", " ")))


@lru_cache(maxsize=16384)
def looks_han_name(text: str) -> bool:
    """Whether a text has the shape of a Chinese name: a transliteration with an interpunct, or surname and given name."""
    simple = simplify(text.strip(_EDGES))
    letters = "".join([c for c in simple if c not in INTERPUNCTS and c != " "])
    if not _shapes().han.fullmatch(letters):
        return False
    if any(c in "·•・‧∙⋅･．" for c in simple):
        return True
    return starts_with_surname(letters)


def starts_with_surname(letters: str) -> bool:
    """Two to four Han characters that begin with a Chinese surname."""
    return (2 <= len(letters) <= 3 and letters[0] in SURNAMES) or (
        3 <= len(letters) <= 4 and (letters[:2] in COMPOUND_SURNAMES or letters[0] in SURNAMES)
    )


def is_transliteration(letters: str) -> bool:
    """Han characters all of which serve to write foreign names: 林德, 科斯塔."""
    return 2 <= len(letters) <= 12 and all(c in TRANSLITERATING or c in ALSO_TRANSLITERATING for c in letters)
