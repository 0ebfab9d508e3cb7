"""Fields of a header, a name and a colon before each: company, period, code."""

from __future__ import annotations

import re

from .lines import half_width

# Fields of a header: F12 (Company: / Quarter:), A-share activity records (证券代码：… 证券简称：…).
FIELDS = dict.fromkeys(("Company", "company", "证券简称", "股票简称", "公司名称", "公司简称"), "company")
FIELDS |= {"Quarter": "period", "quarter": "period", "证券代码": "code", "股票代码": "code"}
FIELD = re.compile("(" + "|".join(FIELDS) + r")\s?[:：]\s{0,3}(?=([^\n]{1,80}))")


def read_fields(head: str) -> dict[str, str]:
    """``Company: X (Y)``, ``Quarter: Q1 2025``, ``证券代码：600519 证券简称：X``, the first of each."""
    fields: dict[str, str] = {}
    if not ("ompany" in head or "简称" in head or "代码" in head or "公司名称" in head):
        return fields
    for match in FIELD.finditer(head):
        if match.start() == 0 or head[match.start() - 1].isspace():
            value = half_width(match[2]).strip()
            fields.setdefault(FIELDS[match[1]], value if match[1].isascii() else value.split(" ")[0])
    return fields
