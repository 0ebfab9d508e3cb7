"""What happens to a page on its way to a reader, one named damage at a time.

None of it changes who speaks, what anybody does in the call, or who answers what. Each row of ``DAMAGES`` says
what else stays: ``"labels"`` and ``"paragraphs"`` are then the same to the character.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import cycle
from typing import Literal, TypeAlias

import attrs

# The damage is done to a page; the labels that are printed on it tell where names stand.
Harm: TypeAlias = Callable[[str, Sequence[str]], str]
Kept: TypeAlias = Literal["labels", "paragraphs"]


@attrs.frozen(slots=True, kw_only=True)
class Damage:
    """One kind of damage. ``keeps`` says what is the same to the character afterwards."""

    name: str
    harm: Harm
    keeps: frozenset[Kept] = frozenset()

    def __call__(self, page: str, labels: Sequence[str]) -> str:
        """The page with the damage done; ``labels`` are those printed on it."""
        return self.harm(page, labels)


def damage(page: str, labels: Sequence[str], name: str) -> str:
    """A page with one of ``DAMAGES`` done to it. ``labels`` are those printed on the page.

    >>> damage("塔维·洛林特\\n\\n大家好。\\n", ["塔维·洛林特"], "bullets for interpuncts").splitlines()[0]
    '塔维•洛林特'
    """
    return DAMAGES[name](page, labels)


def _everywhere(old: str, new: str) -> Harm:
    return lambda page, _: page.replace(old, new)


def _line_ends(new: str) -> Harm:
    return _everywhere("\n", new)


def _one_blank_line_less(page: str, _: Sequence[str]) -> str:
    return re.sub(r"\n{2,}", "\n", page)


def _in_labels(change: Callable[[str], str], *, every: int = 1) -> Harm:
    """Change labels where they begin a line; every second one with ``every=2``."""

    def harm(page: str, labels: Sequence[str]) -> str:
        seen = dict.fromkeys(labels, 0)

        def changed(match: re.Match[str]) -> str:
            seen[match[0]] += 1
            return match[0] if seen[match[0]] % every else change(match[0])

        longest_first = sorted(labels, key=len, reverse=True)
        return re.sub(rf"(?m)^(?:{'|'.join(map(re.escape, longest_first))})(?=[:：]|\s*$)", changed, page)

    return harm


def _behind_labels(mark: str) -> Harm:
    """A colon behind every label, whatever stood there."""

    def harm(page: str, labels: Sequence[str]) -> str:
        longest_first = sorted(labels, key=len, reverse=True)
        return re.sub(rf"(?m)^({'|'.join(map(re.escape, longest_first))})(?:[:：]|(?=\s*$))", rf"\g<1>{mark}", page)

    return harm


def _interpuncts(*marks: str) -> Harm:
    """Other interpuncts, in turn: two kinds for one name stand on adjacent lines of real pages."""

    def harm(page: str, _: Sequence[str]) -> str:
        in_turn = cycle(marks)
        return re.sub("·", lambda match: next(in_turn, match[0]), page)

    return harm


def _traditional(page: str, _: Sequence[str]) -> str:
    from opencc import OpenCC

    converted: str = OpenCC("s2t").convert(page)
    return converted


def _before_every_line(mark: str) -> Harm:
    return lambda page, _: re.sub(r"(?m)^(?=.)", mark, page)


_FULL_WIDTH = {c: c + 0xFEE0 for c in [*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B)]}
_HALF_WIDTH = str.maketrans("，？！：；（）", ",?!:;()")

_SITE_HEADER = "远山财经\n\n首页 行情 资讯 登录\n\n关注\n0\n获赞\n\n"
_SITE_FOOTERS = (
    "\n\n免责声明：本文内容仅供参考，不构成任何投资建议。\n\n责任编辑：小溪\n",
    "\n\n相关阅读\n\n远山财经一周要闻回顾\n\n返回顶部\n",
    "\n\n（完）\n\n来源：远山财经\n\n点赞 12 收藏 3\n",
)


def _rows() -> list[Damage]:
    both: frozenset[Kept] = frozenset(("labels", "paragraphs"))
    speech: frozenset[Kept] = frozenset(("paragraphs",))
    labels: frozenset[Kept] = frozenset(("labels",))
    return [
        # the file
        Damage(name="byte-order mark", harm=lambda page, _: "\ufeff" + page, keeps=both),
        Damage(name="CRLF", harm=_line_ends("\r\n"), keeps=both),
        Damage(name="CR", harm=_line_ends("\r"), keeps=both),
        Damage(name="line separators", harm=_line_ends("\u2028"), keeps=both),
        # the layout
        Damage(name="no blank lines", harm=_one_blank_line_less, keeps=both),
        Damage(name="double blank lines", harm=_everywhere("\n\n", "\n\n\n\n"), keeps=both),
        Damage(name="blank lines with spaces", harm=_everywhere("\n\n", "\n \t\n"), keeps=both),
        Damage(name="trailing spaces", harm=_everywhere("\n", "  \n"), keeps=both),
        Damage(name="indented", harm=_before_every_line("\u3000\u3000"), keeps=both),
        # what a site puts around it
        Damage(name="site header", harm=lambda page, _: _SITE_HEADER + page, keeps=both),
        Damage(name="disclaimer", harm=lambda page, _: page.rstrip() + _SITE_FOOTERS[0], keeps=both),
        Damage(name="related articles", harm=lambda page, _: page.rstrip() + _SITE_FOOTERS[1], keeps=both),
        Damage(name="end mark and counters", harm=lambda page, _: page.rstrip() + _SITE_FOOTERS[2], keeps=both),
        # labels
        Damage(name="NBSP in labels", harm=_in_labels(lambda la: la.replace(" ", "\xa0") + "\xa0"), keeps=speech),
        Damage(name="zero-width in labels", harm=_in_labels(lambda la: f"{la[0]}\u200b{la[1:]}\u200b"), keeps=speech),
        Damage(name="colon behind labels", harm=_behind_labels(":"), keeps=both),
        Damage(name="full-width colon behind labels", harm=_behind_labels("："), keeps=both),
        Damage(name="full-width labels", harm=_in_labels(lambda la: la.translate(_FULL_WIDTH), every=2), keeps=speech),
        Damage(name="upper-case labels", harm=_in_labels(str.upper, every=2), keeps=speech),
        # names
        Damage(name="bullets for interpuncts", harm=_interpuncts("•")),
        Damage(name="katakana interpuncts", harm=_interpuncts("・")),
        Damage(name="hyphenation points for interpuncts", harm=_interpuncts("‧")),
        Damage(name="full stops for interpuncts", harm=_interpuncts(".")),
        Damage(name="hyphens for interpuncts", harm=_interpuncts("-")),
        Damage(name="spaced interpuncts", harm=_interpuncts(" · ")),
        Damage(name="mixed interpuncts", harm=_interpuncts("·", "•", "・", "‧", "∙", "⋅", "･")),
        # characters
        Damage(name="traditional characters", harm=_traditional),
        Damage(name="half-width punctuation", harm=lambda page, _: page.translate(_HALF_WIDTH), keeps=labels),
    ]


DAMAGES: dict[str, Damage] = {row.name: row for row in _rows()}
