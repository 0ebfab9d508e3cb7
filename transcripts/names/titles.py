"""The canonical form of a printed title: 首席财务官, 財務長 and Chief Financial Officer are CFO.

By a table (``titles.tsv``) and by rules that take several titles apart. A title that says more than the table knows (云业务总裁,
President, Frozen) has no canonical form: what is cut off could be what matters.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from unicodedata import normalize

from ..fold import fold, simplify

TABLE = Path(__file__).with_name("titles.tsv")
JOINT = " & "  # between the titles of somebody who has several
LONGEST = 120  # characters; what is longer is no title
_RELATIONS = "Investor Relations"

# 董事长兼首席执行官, Co-Founder & CEO, Chief Financial Officer and Treasurer.
_SEVERAL = re.compile(r"\s*(?:兼任?|[、，；,;/&+]|及其?|和|与|暨|\band\b|\bas well as\b)\s*", re.IGNORECASE)
# What says how far a title reaches or for how long, and makes it no other: 集团首席财务官, Interim CFO, our CEO.
_REACH = re.compile(
    r"^(?:本公司|我们公司|公司|我们的|集团|全球|现任|代理|代|临时|署理|(?:our|the|company|group|global|interim|acting|current)\s+)+",
    re.IGNORECASE,
)
_PAST = re.compile(r"前任?|原任?|former\b|ex[- ]|retired\b", re.IGNORECASE)
# Whatever the rank, who works in investor relations is a host of the call: Senior Director of IR, 投资者关系副总裁.
_RELATIONS_EN = re.compile(
    r"(?:\b(?:senior|executive|group|corporate|global|deputy|assistant|associate|managing|vice|chief|s?vp|evp|avp|president"
    r"|director|head|manager|officer|lead|general|regional)\b[\s,:–—-]{0,3}(?:\b(?:of|for)\b\s{0,2}|the\s)?){0,5}"
    r"\b(?:investor\srelations?|IR)\b(?:\s(?:director|manager|officer|head|lead|team|department|contact|associate|specialist)){0,2}",
    re.IGNORECASE,
)
_RELATIONS_ZH = re.compile(
    r"(?:投资[者人]?关系|投关|(?<![A-Za-z])IR)(?:部门?|业务|事务)?(?:高级|执行|资深|副)?"
    r"(?:总监|主管|副总裁|总裁|负责人|经理|总经理|处长|协理|部长|代表|专员|官|人员)?"
)
# A title of its own that no row has may stand beside one that has: CFO and Head of Strategy, 首席财务官兼云业务总裁.
_OF_ITS_OWN_EN = re.compile(
    r"(?:(?:senior|executive|group|corporate|global|deputy|managing|regional)\s)*(?:chief\s\w+(?:\s\w+)?\sofficer"
    r"|(?:head|director|(?:vice\s)?president|[se]?vp|general\smanager|chief)\sof\s\w.*)",
    re.IGNORECASE,
)
_OF_ITS_OWN_ZH = re.compile(r"[\u3400-\u9fff]{1,12}(?:总裁|总监|总经理|主管|负责人|经理|首席\w{1,6}官|官|长)")


@lru_cache(maxsize=4096)
def canonical_title(text: str) -> str | None:
    """The canonical form of a printed title, None for one that no table knows.

    >>> canonical_title("財務長"), canonical_title("Senior Director of IR"), canonical_title("云业务总裁")
    ('CFO', 'Investor Relations', None)

    Several titles are joined by " & " in the order in which they are printed; one of them that no table knows is left
    out, so that ``"CEO" in canonical.split(" & ")`` finds every CEO.

    >>> canonical_title("董事长兼首席执行官"), canonical_title("Chief Financial Officer and Head of Strategy")
    ('Chairman & CEO', 'CFO')
    """
    if len(text) > LONGEST:
        return None
    text = simplify(normalize("NFKC", text)).strip()
    if (found := _known(text)) is not None:
        return found
    text = _RELATIONS_EN.sub(_RELATIONS, _RELATIONS_ZH.sub(_RELATIONS, text))
    titles: list[str] = []
    for part in [part for part in _SEVERAL.split(text) if part]:
        if _PAST.match(part):
            return None
        found = _known(part)
        if found is None and _RELATIONS in part:
            found = _RELATIONS  # 财务与投资者关系总监: the field beside it is no other office
        if found is not None:
            titles.append(found)
        elif not (_OF_ITS_OWN_EN.fullmatch(part) or (titles and _OF_ITS_OWN_ZH.fullmatch(part))):
            return None  # in Chinese a field stands before all that it governs: 云业务总裁兼首席技术官
    return JOINT.join(dict.fromkeys(titles)) or None


def _known(title: str) -> str | None:
    known = _table()
    return known.get(fold(title)) or known.get(fold(_REACH.sub("", title)))


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    """Every spelling of the table, folded, with its canonical form."""
    found: dict[str, str] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            canonical, _, spellings = line.partition("\t")
            found.update(dict.fromkeys(map(fold, (canonical, *spellings.split(";"))), canonical))
    found.pop("", None)
    return found
