"""The flat tables of a call: what every row holds, and what a page that was not read leaves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

import attrs
import pytest

from transcripts import Call, parse
from transcripts.export import flat
from transcripts.failure import Failure
from transcripts.model import Notice, NoticeCode, QAPair, Question, Severity, Source, Span, Speaker

# Everything once: a part that nobody answers, one that is declined, a follow-up, a turn in two languages, an interpreter.
PAGE = """长川储能(LCS)2031年第二季度业绩电话会议
主持人
大家好，欢迎参加本次业绩电话会议。
首席执行官 顾知远
本季度收入同比增长百分之十二。
Revenue grew 12 percent.
主持人
第一个问题来自云杉证券的林若晴，请讲。
云杉证券分析师 林若晴
谢谢。我有三个问题。第一个问题，能否谈谈毛利率的节奏？第二个问题给顾知远。海外门店何时盈利？第三个问题，股息会提高吗？
首席执行官 顾知远
关于第一个问题，毛利率会逐季改善。
关于第二个问题，我们不对海外门店的盈利时间置评。
云杉证券分析师 林若晴
我再追问一下，库存多久能消化？
首席财务官 Tessa Brandvold
[外语]
沈清和
[口译]库存会在两个季度内消化。
主持人
今天的会议到此结束，谢谢大家，再见。
"""
CALL = parse(PAGE, format="nameline")
FAILED = Failure(name="another.txt", kind="DecodeError", message="this is a PDF: see [pdf]")
OF_CALL = ("lcs", None, "长川储能", "LCS", 2031, 2, None)
ASKER = ("s2", "林若晴", "云杉证券")

MARGIN = "第一个问题，能否谈谈毛利率的节奏？"
SHOPS = "第二个问题给顾知远。海外门店何时盈利？"
DIVIDEND = "第三个问题，股息会提高吗？"
STOCK = "我再追问一下，库存多久能消化？"
ON_MARGIN = "关于第一个问题，毛利率会逐季改善。"
ON_SHOPS = "关于第二个问题，我们不对海外门店的盈利时间置评。"
ON_STOCK = "[口译]库存会在两个季度内消化。"


def place(first: str, last: str = "", nth: int = 0) -> tuple[int, int]:
    """From the nth time that the first words stand on the page to the end of the last."""
    start = [found.start() for found in re.finditer(re.escape(first), PAGE)][nth]
    return start, PAGE.index(last or first, start) + len(last or first)


def rows(table: flat.Table, call: Call = CALL) -> list[tuple[flat.Cell, ...]]:
    """The rows of a table without the columns that every row begins with."""
    found = list(flat.rows(table, "lcs", call))
    assert all(row[:7] == OF_CALL for row in found)
    return [row[7:] for row in found]


def test_the_call() -> None:
    assert rows("calls") == [
        ("nameline", "text", None, 1.0, "earnings", "长川储能(LCS)2031年第二季度业绩电话会议", None, None, None, 5, 9, 2, 4, 1, 0,
            PAGE),
    ]  # fmt: skip


def test_the_turns() -> None:
    host = ("s0", "主持人", "operator", None, None)
    chief = ("s1", "顾知远", "executive", "CEO", None)
    asker = ("s2", "林若晴", "analyst", "Analyst", "云杉证券")
    asked = f"谢谢。我有三个问题。{MARGIN}{SHOPS}{DIVIDEND}"
    welcome, growth = "大家好，欢迎参加本次业绩电话会议。", "本季度收入同比增长百分之十二。"
    first, end = "第一个问题来自云杉证券的林若晴，请讲。", "今天的会议到此结束，谢谢大家，再见。"
    assert rows("turns") == [
        (0, *host, "prepared", "主持人", None, None, *place("主持人", welcome), "zh", welcome, None),
        (1, *chief, "prepared", "首席执行官 顾知远", None, None, *place("首席执行官 顾知远", "12 percent."), "zh", growth,
            "Revenue grew 12 percent."),
        (2, *host, "qa", "主持人", None, None, *place("主持人", first, 1), "zh", first, None),
        (3, *asker, "qa", "云杉证券分析师 林若晴", None, None, *place("云杉证券分析师", DIVIDEND), "zh", asked, None),
        (4, *chief, "qa", "首席执行官 顾知远", None, None, *place("首席执行官", ON_SHOPS, 1), "zh", f"{ON_MARGIN}\n{ON_SHOPS}",
            None),
        (5, *asker, "qa", "云杉证券分析师 林若晴", None, None, *place("云杉证券分析师", STOCK, 1), "zh", STOCK, None),
        (6, "s3", "Tessa Brandvold", "executive", "CFO", None, "qa", "首席财务官 Tessa Brandvold", None, None,
            *place("首席财务官", "[外语]"), "zh", "[外语]", None),
        (7, "s4", "沈清和", "executive", None, None, "qa", "沈清和", "s3", None, *place("沈清和", ON_STOCK), "zh", ON_STOCK,
            None),
        (8, *host, "qa", "主持人", None, None, *place("主持人", end, 2), "zh", end, None),
    ]  # fmt: skip


def test_the_speakers() -> None:
    assert rows("speakers") == [
        ("s0", "主持人", None, None, "operator", "stated", None, None, None, None, 3, 54, 0, 0, ["主持人"]),
        ("s1", "顾知远", "顾知远", None, "executive", "stated", "首席执行官", "CEO", None, None, 2, 57, 0, 1, ["顾知远"]),
        ("s2", "林若晴", "林若晴", None, "analyst", "stated", "分析师", "Analyst", "云杉证券", None, 2, 74, 2, 0, ["林若晴"]),
        ("s3", "Tessa Brandvold", None, "Tessa Brandvold", "executive", "stated", "首席财务官", "CFO", None, None,
            1, 4, 0, 1, ["Tessa Brandvold"]),
        ("s4", "沈清和", "沈清和", None, "executive", "inferred", None, None, None, None, 1, 16, 0, 0, ["沈清和"]),
    ]  # fmt: skip


def test_the_exchanges() -> None:
    assert rows("qa_pairs") == [
        (0, None, *ASKER, *place("云杉证券分析师", ON_SHOPS), f"{MARGIN}\n{SHOPS}\n{DIVIDEND}", 3, 1, 1, ["顾知远"],
            f"{ON_MARGIN}\n{ON_SHOPS}"),
        (1, 0, *ASKER, *place("云杉证券分析师", ON_STOCK, 1), STOCK, 1, 0, 0, ["Tessa Brandvold"], ON_STOCK),
    ]  # fmt: skip


def test_the_parts() -> None:
    assert rows("parts") == [
        (0, 0, *ASKER, [], *place(MARGIN), MARGIN, ["顾知远"], ["ordinal"], ON_MARGIN, True, False),
        (0, 1, *ASKER, ["顾知远"], *place(SHOPS), SHOPS, ["顾知远"], ["ordinal"], ON_SHOPS, True, True),
        (0, 2, *ASKER, [], *place(DIVIDEND), DIVIDEND, [], [], None, False, False),
        (1, 0, *ASKER, [], *place(STOCK), STOCK, ["Tessa Brandvold"], ["only"], ON_STOCK, True, False),
    ]


def test_the_notices() -> None:
    info, warning = Severity.INFO, Severity.WARNING
    call = attrs.evolve(CALL, notices=(
        Notice(code=NoticeCode.LEFT_OUT, severity=info, message="a chart", span=Span(3, 8)),
        Notice(code=NoticeCode.UNUSED_ROSTER, severity=warning, message="nobody of it speaks"),
    ))  # fmt: skip
    assert rows("notices", call) == [
        ("left-out", "info", "a chart", 3, 8),
        ("unused-roster", "warning", "nobody of it speaks", None, None),
    ]


# --- whatever the page


@pytest.mark.parametrize("table", flat.TABLES)
def test_a_page_that_was_not_read_is_a_row_with_its_error(table: flat.Table) -> None:
    empty = len(flat.TABLES[table]) - 2
    assert list(flat.rows(table, "lcs", FAILED)) == [("lcs", "DecodeError: this is a PDF: see [pdf]", *[None] * empty)]


def test_a_page_on_which_nothing_is() -> None:
    found = {table: len(list(flat.rows(table, "", parse("")))) for table in flat.TABLES}
    assert found == {"calls": 1, "turns": 0, "speakers": 0, "qa_pairs": 0, "parts": 0, "notices": 1}


def test_a_call_that_was_read_without_its_page_has_no_text() -> None:
    (row,) = flat.rows("calls", "lcs", Call.from_json(CALL.to_json()))
    assert row[-1] is None


def test_when_it_was_held_comes_before_when_it_was_published() -> None:
    dates = [
        next(iter(flat.rows("calls", "a", attrs.evolve(CALL, held=held, published="2031-08-02T09:00:00"))))[6]
        for held in ("2031-08-01", None)
    ]
    assert dates == ["2031-08-01", "2031-08-02T09:00:00"]


def test_a_pair_without_turns_stands_where_its_questions_do() -> None:
    source = Source(text="甲问甲答")
    who = Speaker(id="s0", name="甲")
    question = Question(source=source, span=Span(0, 2))
    for questions, start, end in (((question,), 0, 2), ((), None, None)):
        pair = QAPair(index=0, asker=who, question_turns=(), questions=questions)
        call = Call(source=source, format="plain", speakers=(who,), qa_pairs=(pair,))
        (row,) = flat.rows("qa_pairs", "a", call)
        assert row[12:14] == (start, end)


# --- what the tables say of themselves


def columns() -> Iterator[tuple[str, flat.Column]]:
    for table, found in flat.TABLES.items():
        yield from [(table, column) for column in found]


def test_the_tables_are_those_of_the_type() -> None:
    assert tuple(flat.TABLES) == get_args(flat.Table)
    assert all(found[: len(flat.OF_CALL)] == flat.OF_CALL for found in flat.TABLES.values())


@pytest.mark.parametrize("table", flat.TABLES)
def test_no_column_stands_twice(table: flat.Table) -> None:
    names = [column.name for column in flat.TABLES[table]]
    assert len(set(names)) == len(names)


def test_every_column_says_what_it_holds() -> None:
    assert [(table, column.name) for table, column in columns() if not column.says.strip()] == []
    assert {column.kind for _, column in columns()} <= set(get_args(flat.Kind))
