"""Marks of questions and answers that stand where a label does: Q1, 答, 第4 问, 问题 7."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

_NUMBER = r"[\d０-９]{1,3}"
_HAN_NUMBER = r"(?:[\d０-９]{1,3}(?:[-.]\d{1,2})?|[一二三四五六七八九十]{1,3})"
_ASKERS = r"(?:听众|观众|学生|学员|同学|网友|股东|投资者|媒体|记者|机构|分析师|读者|嘉宾|员工|现场)"
_ASK = rf"(?:问题?|{_ASKERS}?提问|提问[者人]|(?:一位|有|某位?|[\u4e00-\u9fff]{{1,3}}国)?{_ASKERS}问|Q|QUESTION)"
_SAY = r"(?:(?:公司|管理层|董秘|嘉宾|发行人)?(?:答|回答|答复|回复)|A|ANSWER|ANS)"
# The whole of a mark. Numbers stand before it (1、问), in it (第4 问) or behind it (Q 1).
QUESTION_MARK = re.compile(
    rf"(?:{_HAN_NUMBER}\s?[、.．)）]\s?)?(?:{_ASK}\s?[#]?{_HAN_NUMBER}?|第\s?{_HAN_NUMBER}\s?(?:个?问题?|问)|{_HAN_NUMBER}\s?问)|[（(]{_NUMBER}[)）]"
)
ANSWER_MARK = re.compile(rf"(?:{_HAN_NUMBER}\s?[、.．)）]\s?)?(?:{_SAY}\s?[#]?{_HAN_NUMBER}?|第?\s?{_HAN_NUMBER}\s?答)")


LONGEST_MARK = 12  # characters
_ONLY_NUMBER = re.compile(r"\d{1,3}|[一二三四五六七八九十]{1,3}")
_IN_BRACKETS = re.compile(r"\s?[（(][^（）()]{1,40}[)）]$")  # Q1（高盛）, A（首席财务官）


@lru_cache(maxsize=4096)
def mark_role(text: str) -> str | None:
    """The role that a mark gives whoever it stands for: "analyst" for a question, "executive" for an answer.

    None for what is no mark. ``text`` is simplified; its width, and the colon behind it, make no difference.
    """
    if len(text) > LONGEST_MARK + 4:
        return None
    bare = normalize("NFKC", text).strip(" \t*_:.\u200b")
    if len(bare) > LONGEST_MARK:
        return None
    bare = bare.upper()
    return "analyst" if QUESTION_MARK.fullmatch(bare) else "executive" if ANSWER_MARK.fullmatch(bare) else None


def is_mark(text: str) -> bool:
    """Whether a text is a mark of a question or an answer and nothing else, or with who asks in brackets behind it."""
    return _role(text) is not None


def is_number(text: str) -> bool:
    """Whether a text is the number of a question, as it stands above an answer: 3, 四."""
    return _ONLY_NUMBER.fullmatch(text) is not None


def is_answer(text: str) -> bool:
    """Whether a label is the mark of an answer, or a name with one behind it: Tavi Hall/co-CEO A."""
    return _role(text) == "executive" or text.endswith(" A")


def is_question(text: str) -> bool:
    """Whether a label is the mark of a question, or a name with one behind it."""
    return _role(text) == "analyst" or text.endswith(" Q")


def _role(text: str) -> str | None:
    return mark_role(text) or (mark_role(_IN_BRACKETS.sub("", text)) if text[-1:] in (")", "）") else None)
