"""Firms and titles: which printed names are one firm, which titles are one office, and what stays unknown."""

from __future__ import annotations

from pathlib import Path

import opencc
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import transcripts
from transcripts.errors import TranscriptError
from transcripts.names import Firms, canonical_firm, canonical_title, same_firm
from transcripts.names import firms as room
from transcripts.names import titles as title_room
from transcripts.names.firms import TABLE, stem

TO_TRADITIONAL = opencc.OpenCC("s2t")
ROWS = [
    (row.partition("\t")[0], [spelling.strip() for spelling in row.partition("\t")[2].split(";") if spelling.strip()])
    for row in TABLE.read_text("utf-8").splitlines()
    if row and not row.startswith("#")
]
SPELLINGS = [(spelling, name) for name, spellings in ROWS for spelling in (name, *spellings)]

ONE_FIRM = [
    ("摩根史坦利", "Morgan Stanley"),
    ("摩根士丹利", "Morgan Stanley"),
    ("大摩", "Morgan Stanley"),
    ("摩根士丹利亞洲有限公司", "Morgan Stanley"),
    ("Morgan Stanley, Research Division", "Morgan Stanley"),
    ("MORGAN STANLEY & CO. LLC", "Morgan Stanley"),
    ("花旗（Citi）", "Citi"),
    ("Citi 花旗", "Citi"),
    ("花旗集團", "Citi"),
    ("Citigroup Inc.", "Citi"),
    ("Citi Research", "Citi"),
    ("高盛(亚洲)有限责任公司", "Goldman Sachs"),
    ("The Goldman Sachs Group, Inc., Research Division", "Goldman Sachs"),
    ("摩根大通證券", "J.P. Morgan"),
    ("JP Morgan", "J.P. Morgan"),
    ("J. P. Morgan Securities LLC", "J.P. Morgan"),
    ("摩根资产管理", "J.P. Morgan Asset Management"),
    ("美银证券", "Bank of America"),
    ("BofA Securities, Inc.", "Bank of America"),
    ("UBS瑞银证券", "UBS"),
    ("BMO资本市场", "BMO Capital Markets"),
    ("Sanford C. Bernstein & Co., LLC., Research Division", "Bernstein"),
    ("富国银行", "Wells Fargo"),
    ("富国基金", "Fullgoal"),
    ("中信证券", "CITIC Securities"),
    ("中信建投证券", "China Securities"),
    ("里昂證券", "CLSA"),
    ("凱基投顧", "KGI Securities"),
    ("元大證券", "Yuanta Securities"),
    ("海通國際", "Haitong International"),
    ("海通证券", "Haitong Securities"),
    ("野村證券", "Nomura"),
    ("中金公司研究部", "CICC"),
]

UNKNOWN = [
    "",
    "·",
    "某某证券",
    "证券",
    "Research",
    "China",
    "富国",  # Wells Fargo and Fullgoal
    "中信",  # CITIC Securities, China Securities, CITIC Bank
    "中信银行",
    "平安",
    "高盛/花旗",
    "高盛(花旗)",
    "Aldgate Partners (Citi)",
    "Larch Morgan Stanley Bridge",
    "大摩天楼",
    "花旗" * 200,
]


@pytest.mark.parametrize(("printed", "name"), ONE_FIRM)
def test_a_firm_under_every_spelling(printed: str, name: str) -> None:
    assert canonical_firm(printed) == name


@pytest.mark.parametrize("printed", UNKNOWN)
def test_what_no_table_knows_is_unknown(printed: str) -> None:
    assert canonical_firm(printed) is None


@pytest.mark.parametrize(("spelling", "name"), SPELLINGS)
def test_every_row_means_its_own_firm(spelling: str, name: str) -> None:
    assert canonical_firm(spelling) == name
    assert canonical_firm(TO_TRADITIONAL.convert(spelling)) == name
    assert canonical_firm(f" {spelling.upper()} ") == name
    assert canonical_firm(f"{spelling}, Inc.") == name


def test_the_table_is_data_in_order() -> None:
    assert len(ROWS) >= 150
    assert len({name for name, _ in ROWS}) == len(ROWS)
    assert all(spelling == spelling.strip() for spelling, _ in SPELLINGS)
    sections = [block.splitlines() for block in TABLE.read_text("utf-8").split("# ---")[1:]]
    for rows in sections:
        names = [row.partition("\t")[0].casefold() for row in rows[1:] if row]
        assert names == sorted(names)


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        ("花旗", "Citi", True),
        ("花旗", "高盛", False),
        ("花旗", "拉克霍姆", False),
        ("拉克霍姆證券", "拉克霍姆研究", True),
        ("Larkholm Securities", "larkholm", True),
        ("Larkholm", "拉克霍姆", False),  # nobody says so
        ("海通证券", "海通国际", False),
    ],
)
def test_one_firm_or_two(a: str, b: str, one: bool) -> None:
    assert same_firm(a, b) is same_firm(b, a) is one


@given(st.text() | st.sampled_from([spelling for spelling, _ in SPELLINGS]))
@example("(" * 100)
@example("& co " * 20)
def test_any_text_is_a_firm_or_none(text: str) -> None:
    found = canonical_firm(text)
    assert found is None or canonical_firm(found) == found
    assert same_firm(text, text)
    assert isinstance(stem(text), str)


def test_users_add_firms_of_their_own(tmp_path: Path) -> None:
    mine = Firms.shipped() + {"Larkholm Securities": ["拉克霍姆", "Larkholm"], "Larch": "落叶松"}
    assert canonical_firm("拉克霍姆證券", firms=mine) == "Larkholm Securities"
    assert canonical_firm("落葉松研究", firms=mine) == "Larch"
    assert canonical_firm("花旗", firms=mine) == "Citi"
    assert canonical_firm("拉克霍姆證券") is None  # nothing is changed for others
    assert same_firm("拉克霍姆", "Larkholm", firms=mine)
    assert len(mine) == len(Firms.shipped()) + 2

    table = tmp_path / "mine.tsv"
    table.write_text("# ours\n\nLarkholm Securities\t拉克霍姆; Larkholm\nCiti Private\t花旗\n", encoding="utf-8")
    assert Firms.of(table).canonical("拉克霍姆") == "Larkholm Securities"
    assert Firms.of(str(table)) == Firms.of(Firms.of(table))
    assert (Firms.shipped() + table).canonical("花旗") == "Citi Private"  # the user's word is the last


def test_a_table_that_contradicts_itself_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TranscriptError, match=r"'A' and 'B' share a spelling, '甲'"):
        Firms.of({"A": ["甲"], "B": ["甲"]})
    table = tmp_path / "mine.tsv"
    table.write_text("\t甲\n", encoding="utf-8")
    with pytest.raises(TranscriptError, match=r"mine.tsv, line 1: no name"):
        Firms.of(table)


def test_nothing_is_read_before_it_is_asked_for() -> None:
    room._shipped.cache_clear()
    room._canonical.cache_clear()
    transcripts.parse("安娜·李:\n大家好,我们开始。\n\n王珂:\n谢谢安娜。")
    assert room._shipped.cache_info().currsize == 0


# --- titles -------------------------------------------------------------------------------------------------------

TITLES = [
    ("首席财务官", "CFO"),
    ("財務長", "CFO"),
    ("執行長", "CEO"),
    ("C.E.O.", "CEO"),
    ("chief executive officer", "CEO"),
    ("co-CEO", "Co-CEO"),
    ("共同執行長", "Co-CEO"),
    ("集团首席财务官", "CFO"),
    ("Interim CFO", "CFO"),
    ("Chairman of the Board", "Chairman"),
    ("董事长兼首席执行官", "Chairman & CEO"),
    ("創始人、董事長兼執行長", "Founder & Chairman & CEO"),
    ("CEO & Co-Founder", "CEO & Co-Founder"),
    ("CEO兼总裁", "CEO & President"),
    ("Chief Executive Officer and CEO", "CEO"),
    ("Chief Financial Officer and Treasurer", "CFO & Treasurer"),
    ("Executive Vice President and Chief Financial Officer", "Executive Vice President & CFO"),
    ("Senior Director of IR", "Investor Relations"),
    ("Vice President, Investor Relations", "Investor Relations"),
    ("投资者关系副总裁", "Investor Relations"),
    ("投資人關係處長", "Investor Relations"),
    ("Vice President of Finance and Investor Relations", "Investor Relations"),
    ("CFO兼投资者关系负责人", "CFO & Investor Relations"),
    # a title that no table knows beside one that it knows
    ("Chief Financial Officer and Head of Strategy", "CFO"),
    ("首席技术官兼云业务总裁", "CTO"),
    ("分析師", "Analyst"),
]

UNKNOWN_TITLES = [
    "",
    "、",
    "云业务总裁",
    "亞太區總經理",
    "President, Frozen",
    "CEO of Cloud",
    "CEO, Asia Pacific",
    "云业务总裁兼首席技术官",  # what stands before it may govern both
    "Former CEO",
    "前首席执行官",
    "前投资者关系总监",
    "Deputy CFO",
    "CAO",  # accounting, or administration
    "CEO" * 60,
]


@pytest.mark.parametrize(("printed", "title"), TITLES)
def test_a_title_under_every_spelling(printed: str, title: str) -> None:
    assert canonical_title(printed) == title


@pytest.mark.parametrize("printed", UNKNOWN_TITLES)
def test_a_title_that_says_more_than_a_table_knows(printed: str) -> None:
    assert canonical_title(printed) is None


def test_every_title_of_the_table_means_itself() -> None:
    rows = [row for row in title_room.TABLE.read_text("utf-8").splitlines() if row and not row.startswith("#")]
    seen: dict[str, str] = {}
    for row in rows:
        canonical, _, spellings = row.partition("\t")
        for spelling in (canonical, *[s.strip() for s in spellings.split(";") if s.strip()]):
            assert canonical_title(spelling) == canonical_title(TO_TRADITIONAL.convert(spelling)) == canonical
            assert seen.setdefault(spelling, canonical) == canonical, f"{spelling} stands in two rows"


@given(st.text() | st.lists(st.sampled_from([t for t, _ in TITLES])).map(" and ".join))
def test_any_text_is_a_title_or_none(text: str) -> None:
    found = canonical_title(text)
    assert found is None or canonical_title(found) == found


# --- in a call ----------------------------------------------------------------------------------------------------

PAGE = """\
远桥港务2025年第二季度业绩电话会议

接线员：
下一个问题来自{first}的分析师海伦·格兰特。

{first}分析师海伦·格兰特：
谢谢。请问明年的资本开支会是多少？

财务总监薛芃：
明年的开支会和今年持平。

{second}分析师海伦·格兰特：
谢谢。我再问一个问题，毛利率的趋势如何？

财务总监薛芃：
毛利率会稳定在目前的水平。
"""


def test_one_firm_under_two_names_is_one_analyst() -> None:
    call = transcripts.parse(PAGE.format(first="摩根士丹利", second="大摩"))
    helen = call.find("海伦·格兰特")
    assert helen is not None
    assert (helen.firm, helen.canonical_firm) == ("摩根士丹利", "Morgan Stanley")
    assert call.to_dict()["speakers"][int(helen.id[1:])]["canonical_firm"] == "Morgan Stanley"
    assert [s.name for s in call.speakers].count("海伦·格兰特") == 1
    xue = call.find("薛芃")
    assert xue is not None
    assert (xue.title, xue.canonical_title, xue.canonical_firm) == ("财务总监", "CFO", None)


def test_two_firms_are_two_analysts() -> None:
    call = transcripts.parse(PAGE.format(first="摩根士丹利", second="高盛"))
    assert sorted(str(s.canonical_firm) for s in call.speakers if s.name == "海伦·格兰特") == [
        "Goldman Sachs",
        "Morgan Stanley",
    ]
