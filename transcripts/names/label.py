"""What a printed label says: a name, its gloss, a firm, a title, a role word.

A label is everything that stands where the page says who speaks: ``花旗银行分析师Alicia Yap``,
``主持人|投资者关系主管 刘丽娣(Lidia Liu)``, ``Nora Hale - Larch Securities``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

import attrs

from ..fold import HAN, INVISIBLE, fold, simplify
from .english import english_parts, is_analyst
from .firms import canonical_firm
from .marks import is_number, mark_role
from .shapes import EDGES, is_latin_name, looks_han_name, starts_with_surname
from .words import (
    ANALYST_WORDS,
    FIRM_ENDS,
    HOST_WORDS,
    INVESTOR_WORDS,
    MEDIA_WORDS,
    OPERATOR_WORDS,
    PINYIN,
    ROLE_WORDS,
    SPEECH_OF,
    TITLE_EN,
    TITLE_ZH,
)

_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
# Brackets at the end of a label or after the name: gloss, title or alias. Widths mix on real pages: 亚当-斯密（AS).
_BRACKETS = re.compile(r"\s*[(（\[【]([^()（）\[\]【】]{1,60})[)）\]】]")
_DASHES = re.compile(r"\s*(?:——|—|–|\s-\s|--|\||｜)\s*")
_SLASH = re.compile(r"\s*/\s*")
# What a transcriber notes behind a word that he is not sure of, or will not mend.
_NOTED = re.compile(r"\s?[(\[](?i:ph|phonetic|sic)\.?[)\]]")
_INAUDIBLE = re.compile(r"\s?[(\[](?i:indiscernible|inaudible|unintelligible|technical difficulty)[)\]]")
_IN_BRACKETS = re.compile(r"^[\[(]([^\[\]()]+)[\])]$")  # [Nora Hale - Larch Securities]: a transcriber is not sure
_IN_BRACES = re.compile(r"\s?\{[^{}]{1,40}\}$")  # {BIO 1234567 <GO>}: where a terminal would go
# What a transcriber notes in brackets, and is nobody's name.
_ASIDE_EN = re.compile(
    r"(?i)\b(?:audio|foreign|technical|operator|instructions?|language|gap|difficult(?:y|ies)|video|music|laughter|applause|break"
    r"|interpret(?:ed|ation)|translat(?:ed|ion)|pause|crosstalk|recording|presentation|playing|silence|speaking|background|noise)\b"
)
# How people are called, between their names: Tessa M. "Tink" Morland, Orrin ''Red'' Vale, Aldous (Al) Brandt.
_NICKNAME = re.compile(
    r"(?<=[\w.]) (?:(\()?[\"“”'‘’]{1,2}([A-Z][\w.-]{0,14})[\"“”'‘’]{1,2}(?(1)\))|\(([A-Z][\w.-]{0,11})\))(?= [A-Z][\w.])"
)
_NUMBERED = re.compile(r"\d{1,3}\s?[、.．)）]\s?(?=\S)")  # 1、高盛分析师
_PINYIN = re.compile(PINYIN)  # 桑达(dá)尔
_OF_FIRM = re.compile(r"(\S{2,20}?)\s?的\s?([^\s的].{1,30})")
_ANALYST_EN = re.compile(r"\bAnalysts?$")
_FIRM_WORDS = re.compile(r"\b(?:Research|Securities|Capital|Partners|Bank|Markets|Advisors|Asset|Associates)$")
_FIRMS_ANALYST = re.compile(r"(\S.*?)\s+[Aa]nalyst")
_QUOTE = re.compile(r"[-+\d.,%\s]+")  # a stock quote in brackets: (118.50, 1.20, 1.02%)
_ENDS_AS_TITLE = re.compile(
    r"^[^，。,、；：]*(?:总裁|总监|主管|董事长|经理|负责人|首席\w{1,6}官|部长|主任|科学家|架构师|工程师|专家)$"
)
# 《财经》, 财新-《新世纪》: a paper that asks, where a page names the paper and not the reporter.
_PAPER = re.compile(r"(?:[^《》\s]{1,12}?\s?[-—·]?\s?)?《[^《》]{1,16}》(?:杂志|周刊|报|网)?")
# Whom nobody named: a recogniser's number or letter (发言人 2, Speaker A), or a transcriber's shrug.
_UNNAMED = re.compile(
    r"(?:演讲者|发言人|说话人|讲话人|发言者|讲者|演讲人|嘉宾|员工|(?i:speaker|spk))"
    r"\s?[#_\-]?\s?(?:\d{1,3}|[A-Z一二三四五六七八九十])"
    r"|(?i:(?:unknown|unidentified|unnamed)\s(?:(?:fe)?male\s)?(?:speaker|participant|voice|attendee|person)(?:\s?#?\d{1,3})?)"
)
_AND_TITLE = re.compile(r"[，,、]|(?<=[官裁长人监理任])[和及与兼](?=.{2})")  # 执行副总裁，首席财务官
_LONGEST_TITLE = 16  # characters of a title that no table holds
_LONGEST_BEFORE = 24  # characters of a firm and a title before a colon
_LONGEST_FIRM = 80  # characters of a firm and of brackets behind it


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
    Label(name='Alicia Yap', gloss=None, firm='花旗银行', title='分析师', role='analyst', alias=None)

    One in two languages is taken apart in each: the Chinese name is the name, the English one its gloss.

    >>> parse_label("Q - Nora Hale Q - 诺拉·黑尔").gloss
    'Nora Hale'
    """
    halves = _halves(label)
    return _parsed(label) if halves is None else _joined(_parsed(halves[0]), _parsed(halves[1]))


# Who asks and who answers, printed before the name: Q - Nora Hale, twice where the label is in two languages.
_MARKED = re.compile(r"([AQ])(?:\s[-–—]\s?|[-–—]\s)(?=[^\W\d_]{2})")
_MARKED_TWICE = re.compile(rf"({_MARKED.pattern}[^\n]+?)\s+(\2\s?[-–—][^\n]+)")


def _halves(label: str) -> tuple[str, str] | None:
    """The English and the Chinese half of a label printed in both, above or beside each other; None for any other."""
    lines = [line for line in label.splitlines() if line.strip(EDGES)]
    if len(lines) == 1:
        if match := _MARKED_TWICE.fullmatch(lines[0].strip(EDGES)):
            lines = [match[1], match[3]]
        elif (halves := _by_script(lines[0].strip(EDGES))) is not None and _is_bare_role(halves[0]):
            return halves  # Operator 接线员
    if len(lines) != 2 or bool(HAN.search(lines[0])) == bool(HAN.search(lines[1])):
        return None
    return (lines[1], lines[0]) if HAN.search(lines[0]) else (lines[0], lines[1])


def _joined(english: Label, chinese: Label) -> Label:
    """What the halves of a label say together. A name beside an English role word is one only if it looks like one."""
    name, gloss = chinese.name, english.name
    bare = english.role is not None and gloss is None and english.firm is None
    if bare and name is not None and not looks_han_name(name):
        name = None
    if name is None:
        name, gloss = gloss, None
    return Label(
        name=name,
        gloss=gloss if gloss is not None and name is not None and fold(gloss) != fold(name) else chinese.gloss,
        firm=None if bare else chinese.firm or english.firm,
        title=chinese.title or english.title,
        role=english.role or chinese.role,
        alias=chinese.alias or english.alias,
    )


def _parsed(label: str) -> Label:
    """Take a label in one language, or one whose name alone is printed in two, apart."""
    core = _NUMBERED.sub("", label.strip(EDGES))
    if (marked := _marked(core)) is not None:
        return marked
    if core[-2:] in (" A", " Q") and core[:1].isupper():  # Tavi Hall/co-CEO A
        core = core[:-2]
    found: dict[str, str] = {}
    if match := _MARKED.match(core):
        core = core[match.end() :]
        found["role"] = "analyst" if match[1] == "Q" else "executive"
    if word := _role_word(core):
        return Label(role=word)
    if _UNNAMED.fullmatch(simplify(core)):
        return Label(role="unknown")
    core = _NOTED.sub("", _whose_speech(core) or core)
    if not HAN.search(core):
        core = _IN_BRACES.sub("", _INAUDIBLE.sub("", core))
        core = core if _ASIDE_EN.search(core) else _IN_BRACKETS.sub(r"\1", core)
    core = _take_nickname(core, found)
    if (parts := english_parts(core)) is not None:
        return _english(parts, found)
    core = _take_brackets(core, found)
    core = _take_dashes(core, found)
    core = _take_colon(core, found)
    core = _take_role(core, found)
    core = _take_title(core, found)
    core = core.strip(EDGES + ",，、")
    if core and (word := _role_word(core)):
        found.setdefault("role", word)
    elif core and _UNNAMED.fullmatch(simplify(core)):
        found.setdefault("role", "unknown")
    elif core:
        _take_name(core, found)
    if "gloss" in found and "name" in found:
        for part in ("title", "firm"):  # what stands beside a name in two languages is in two languages as well
            if halves := _by_script(found.get(part, "")):
                found[part] = halves[1]
    return Label(**found)


def _english(parts: Mapping[str, str], found: Mapping[str, str]) -> Label:
    """The label of an English name with title and firm; of a role word in the name's place (Unverified Participant) none."""
    label = {**found, **parts}
    if word := _role_word(parts["name"]):
        del label["name"]
        label.setdefault("role", word)
    return Label(**label)


def _marked(core: str) -> Label | None:
    """A label that is a mark, signed or not, a number, or a paper that asks; None for any other."""
    if role := mark_role(simplify(core)):
        return Label(role=role)
    if (signed := _signed(core)) is not None:
        return signed
    if is_number(core):
        return Label(role="analyst")  # 3、…: a question's number, of a question that nobody signs
    return Label(role="media", firm=core) if _PAPER.fullmatch(core) else None


def _signed(core: str) -> Label | None:
    """A mark that says in brackets who asks or answers: Q1（高盛）, A（首席财务官）; None for any other label."""
    match = _BRACKETS.search(core)
    role = mark_role(simplify(core[: match.start()])) if match is not None and match.end() == len(core) else None
    if match is None or role is None:
        return None
    inner = match[1].strip(EDGES)
    if canonical_firm(inner):
        return Label(role=role, firm=inner)
    who = _parsed(inner)
    named = who.name is not None and (looks_han_name(who.name) or is_latin_name(who.name))
    return attrs.evolve(who, role=role, name=who.name if named else None)


@lru_cache(maxsize=16384)
def names_speech(text: str) -> bool:
    """Whether a heading says whose speech follows: CEO表述, 蒂姆·库恩的开场发言. 管理层发言 says no more than that somebody speaks."""
    return bool(_whose_speech(text.strip(EDGES)))


def _whose_speech(core: str) -> str | None:
    """Whose speech a heading announces, as printed; None where it is no such heading, or a group's."""
    seen = [i for i, c in enumerate(core) if c not in INVISIBLE]
    simple = simplify("".join([core[i] for i in seen]))
    match = next((match for match in SPEECH_OF.finditer(simple) if match.end() == len(simple)), None)
    if match is None:
        return None
    whose = core[: seen[match.start()]].strip(EDGES)
    return whose if whose and _role_word(whose) is None else None


# 永岱投顾 方若平: a firm, as its last word says, and a name behind a space.
_FIRM_FIRST = re.compile(rf"(\S{{2,12}}(?:{FIRM_ENDS}))\s+(\S.{{1,30}})")
_FIRM_GLUED = re.compile(rf"(\S{{2,10}}?(?:{FIRM_ENDS})(?:资管|研究所?)?)(\S{{2,4}})")  # 云杉证券徐立
_OF_FIRMS = frozenset("部会层组司管际队员处所")  # 平安银行董事会, 中信证券公司: no name
_CREDIT = re.compile(r"\s*([^:：]{2,16})[:：]\s*([^，,、（(；;。|｜　/]{2,40})")


def parse_credit(line: str) -> Label | None:
    """A line that says who has a role or title on the page: ``主持：诺拉·凯恩（…）``, ``首席执行官：韦恩·索恩``.

    None for any other line, and for one that names several people.
    """
    match = _CREDIT.match(line)
    if match is None:
        return None
    what, name = match[1].strip(EDGES), match[2].strip(EDGES)
    role = "host" if fold(what) in _CREDITS else _role_word(what)
    title = what if role is None and is_title(what) else None
    if (role is None and title is None) or not (looks_han_name(name) or is_latin_name(name)):
        return None
    return Label(name=name, role=role, title=title)


_CREDITS = frozenset("主持 主持人 采访 采访人 采访者 访谈 对话 访谈人 提问人".split())


def _by_script(text: str) -> tuple[str, str] | None:
    """The Latin and the Chinese half of a text that changes its script once: Operator 接线员; None for any other."""
    han, latin = HAN.search(text), _LATIN.search(text)
    if han is None or latin is None:
        return None
    first_han = han.start() < latin.start()
    cut = (latin if first_han else han).start()
    head, tail = text[:cut].strip(EDGES), text[cut:].strip(EDGES)
    if (_LATIN if first_han else HAN).search(head) or (HAN if first_han else _LATIN).search(tail):
        return None
    return (tail, head) if first_han else (head, tail)


def _is_bare_role(text: str) -> bool:
    return _role_word(text) is not None or _UNNAMED.fullmatch(text) is not None


def _role_word(text: str) -> str | None:
    key = fold(text)
    if key in OPERATOR_WORDS:
        return "operator"
    if key in HOST_WORDS:
        return "host"
    if _USER.fullmatch(key):
        return "investor"
    return ROLE_WORDS.get(key) or ROLE_WORDS.get(_COUNTED.sub("", key))


_USER = re.compile(r"irm\d{3,12}")  # what the exchange's platform for investors calls those who ask without a name
_COUNTED = re.compile(r"(?<=[\u3400-\u9fff])(?:\d{1,20}|[a-z])$")  # 分析师2, 投资者_1678901234567: unnamed all the same


def _take_nickname(core: str, found: dict[str, str]) -> str:
    """``Tessa M. "Tink" Morland``: how people call somebody, printed between the names."""
    match = _NICKNAME.search(core)
    if match is None or not is_latin_name(core[: match.start()]) or canonical_firm(match[0].strip(" ()")):
        return core
    found["alias"] = match[2] or match[3]
    return core[: match.start()] + core[match.end() :]


def _take_brackets(core: str, found: dict[str, str]) -> str:
    """``Name(gloss)``, ``Name（Title）``, ``Name (Gloss，以下简称X)``."""
    kept = [match for match in _BRACKETS.finditer(core) if not _of_firm(core, match.start())]
    bare = "".join(
        [core[a:b] for a, b in pairwise([0, *[at for match in kept for at in match.span()], len(core)])][::2]
    )
    for match in kept:
        inner = match[1].strip(EDGES)
        short = re.split(r"[,，]?\s*(?:以下简称|下称|简称)", inner)
        if len(short) == 2 and short[1]:
            found["alias"] = short[1].strip(EDGES)
            inner = short[0].strip(EDGES)
        if not inner or _QUOTE.fullmatch(inner) or _PINYIN.fullmatch(inner):
            continue
        if (of := _OF_FIRM.fullmatch(inner)) and _role_word(bare.strip(EDGES)):
            found.setdefault("firm", of[1])  # 新闻主播（河谷电视台的 卡尔·维克）
            found.setdefault("name", of[2])
        elif is_title(inner):
            found.setdefault("title", inner)
        elif word := _role_word(inner):
            found.setdefault("role", word)
        elif canonical_firm(inner):
            found.setdefault("firm", inner)  # Alicia Yap（花旗银行）
        elif len(inner) <= 3 and inner.isascii() and inner.isupper():
            found.setdefault("alias", inner)  # initials: 亚当-斯密（AS)
        elif _role_word(bare) and (looks_han_name(inner) or (is_latin_name(inner) and not inner.isupper())):
            found.setdefault("name", inner)  # 主持人（罗敏）
        elif not _role_word(bare) and (
            (is_latin_name(inner) and HAN.search(bare)) or (looks_han_name(inner) and not HAN.search(bare))
        ):
            found.setdefault("gloss", inner)  # the other script; in the same one it is a firm
        else:
            found.setdefault("firm", inner)
    return bare


def _of_firm(core: str, at: int) -> bool:
    """Whether brackets stand behind a firm that has another dash behind it: Name -- Larch Corp. (Canada) -- Analyst."""
    before = _DASHES.split(core[max(0, at - _LONGEST_FIRM) : at])
    if len(before) == 1 or not before[-1].strip(EDGES) or _has_title(before[-1]):
        return False
    return _DASHES.search(core, at, at + _LONGEST_FIRM) is not None


def _take_dashes(core: str, found: dict[str, str]) -> str:
    """``Name - Title``, ``Name——Title``, ``Name - Firm, Title``, ``Host|Title Name``, ``Name/Title``."""
    pieces = [p for p in _DASHES.split(core) if p.strip(EDGES)]
    if len(pieces) < 2:
        pieces = [p for p in _SLASH.split(core) if p.strip(EDGES)]
    if len(pieces) < 2 or _only_name(core):
        return core
    rest: list[str] = []
    if (
        is_title(pieces[0])
        and not _role_word(pieces[0])
        and not is_title(pieces[1])
        and (is_latin_name(pieces[1]) or looks_han_name(pieces[1]))
    ):
        found.setdefault("title", pieces[0].strip(EDGES))  # Title — Name
        del pieces[0]
    # Unknown speaker -- Larch Securities -- Analyst; but 主持人|投资者关系主管 方知夏 names somebody
    first = _role_word(pieces[0])
    nameless = first == "unknown" or (first is not None and pieces[0].isascii())
    for piece in pieces:
        if word := _role_word(piece):
            found["role"] = word if found.get("role") == "unknown" else found.get("role", word)
        elif (rest or nameless) and (
            is_title(piece) or _has_title(piece) or (piece.islower() and _has_title(piece.title()))
        ):
            firm, _, title = piece.rpartition(", ")
            if firm and not _has_title(firm):
                found.setdefault("firm", firm)
                piece = title
            found.setdefault("title", piece)
        elif rest or nameless:
            found.setdefault("firm", piece)
        else:
            rest.append(piece)
    of_firm = _FIRMS_ANALYST.fullmatch(found.get("title", ""))
    if of_firm is not None and "firm" not in found and _is_firm(of_firm[1]):
        found["firm"], found["role"] = of_firm[1], "analyst"  # Wells Fargo Analyst
        del found["title"]
    elif "firm" in found and _ANALYST_EN.search(found.get("title", "")):
        # Firm -- Senior Research Analyst; without a firm it is somebody of the company
        found.setdefault("role", "analyst")
    return rest[0] if rest else ""


def _is_firm(text: str) -> bool:
    """Whether what stands before Analyst is a firm: Wells Fargo, Larch Research, but not Acquisitions or Equity Research."""
    if canonical_firm(text) is not None:
        return True
    return _FIRM_WORDS.search(text) is not None and not is_analyst(f"{text} Analyst") and " " in text


def _only_name(core: str) -> bool:
    """A hyphen, dash or slash that is only an interpunct: 索菲-马丁, 亚当—斯密."""
    if len(core) > 12 or " " in core.strip() or "——" in core:
        return False
    return bool(HAN.search(core)) and not _LATIN.search(core) and not is_title(core)


def _take_colon(core: str, found: dict[str, str]) -> str:
    """``Firm财务长:Name``: a firm and a title, or either, before a colon."""
    before, _, after = core.replace("：", ":").partition(":")
    simple = simplify(before)
    title = next((match for match in TITLE_ZH.finditer(simple) if match.end() == len(simple)), None) if after else None
    if title is None or ":" in after or len(before) > _LONGEST_BEFORE:
        return core
    found.setdefault("title", before[title.start() :])
    if title.start():
        found.setdefault("firm", before[: title.start()].strip(EDGES))
    return after.strip(EDGES)


_ASKERS = (
    (ANALYST_WORDS, "analyst"),
    (MEDIA_WORDS, "media"),
    (INVESTOR_WORDS, "investor"),
    (("主持人",), "host"),  # 主持人Lena
)


def _take_role(core: str, found: dict[str, str]) -> str:
    """``Firm分析师Name``: the firm before the role word, the name after it."""
    simple = simplify(core)
    for words, role in _ASKERS:
        for word in words:
            at = simple.find(word)
            if at < 0 or (word[0] == "投" and simple.startswith("关系", at + 3)):
                continue
            if at and word.startswith("证券"):
                at += 2  # 远帆证券分析师: the firm is 远帆证券
                word = word[2:]
            before, after = core[:at].strip(EDGES + ",，、的"), core[at + len(word) :].strip(EDGES + ",，、")
            found["role"] = role
            if before and after:
                found.setdefault("firm", before)
                if not word.isascii():
                    found.setdefault("title", core[at : at + len(word)])
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


def _firm_before(core: str) -> re.Match[str] | None:
    """A firm and a name behind it: 云杉证券 Nora Hale, or, where the name begins with a surname, 云杉证券徐立."""
    apart = _FIRM_FIRST.fullmatch(core)
    if apart is not None and (looks_han_name(apart[2]) or is_latin_name(apart[2])):
        return apart
    glued = _FIRM_GLUED.fullmatch(core)
    return glued if glued is not None and starts_with_surname(glued[2]) and glued[2][-1] not in _OF_FIRMS else None


def _take_name(core: str, found: dict[str, str]) -> None:
    """A name, or a name with its other-language twin behind it (``戴夫·菲尔德斯 Dave Fildes``) or a firm before it."""
    firm = _firm_before(simplify(core))
    if firm is not None and "firm" not in found:
        found["firm"] = core[: firm.end(1)]
        core = core[firm.start(2) :]
    first, _, second = core.partition(" ")
    if second and "firm" not in found and canonical_firm(first) and looks_han_name(second):
        found["firm"], found["name"] = first, second  # 中金 罗敏
        return
    halves = _by_script(core)
    if halves is not None and is_latin_name(halves[0]) and "firm" not in found and canonical_firm(halves[1]):
        found["firm"], found["name"] = halves[1], halves[0]  # 花旗 Alicia Yap
        return
    if halves is not None and all(halves) and is_latin_name(halves[0]):
        found["name"] = halves[1]
        found.setdefault("gloss", halves[0])
        return
    found["name"] = core


@lru_cache(maxsize=16384)
def is_title(text: str) -> bool:
    """Whether a text is a title and nothing else: 首席财务官, Chief Executive Officer, 云业务总裁."""
    simple = simplify(text.strip(EDGES))
    if not HAN.search(simple):
        return _has_title(simple)
    parts = [part.strip() for part in _AND_TITLE.split(simple)]
    return all(TITLE_ZH.fullmatch(p) or (len(p) <= _LONGEST_TITLE and _ENDS_AS_TITLE.search(p)) for p in parts)


def _has_title(text: str) -> bool:
    """Whether an English title stands in a text, in capitals or not."""
    return bool(TITLE_EN.search(text) or (text.isupper() and TITLE_EN.search(text.title())))
