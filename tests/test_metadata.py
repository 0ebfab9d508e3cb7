"""The head of a page: one invented head for each shape, and what a careful reader takes from it."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts import metadata
from transcripts.metadata import Metadata, read_metadata
from transcripts.model import Period, Security


def read(head: str) -> Metadata:
    return read_metadata(head, len(head))


def security(symbol: str, exchange: str | None = None, name: str | None = "霁川") -> Security:
    return Security(symbol=symbol, exchange=exchange, name=name)


# Shape of page -> its head and everything that stands in it; what is not named is unknown.
PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "FX168: cashtag, author twice under the time": (
        (
            "全球投资者的早餐\n\nJCHN 2024Q4业绩电话会议问答翻译\n\n2025-02-03 10:05:42\n河豚证券\n河豚证券\n关注\n0\n0\n"
            "收藏 分享\n\n点击观看JCHN 2024Q4业绩电话会议录像 $Jichuan Holdings(JCHN)$\n\n"
        ),
        {
            "title": "JCHN 2024Q4业绩电话会议问答翻译",
            "company": "Jichuan Holdings",
            "securities": (security("JCHN", name="Jichuan Holdings"),),
            "period": Period(year=2024, quarter=4),
            "published": "2025-02-03T10:05:42",
            "publisher": "河豚证券",
        },
    ),
    "Zhitong: exchange in the brackets, 关注 under the author": (
        "河豚财经\n首页 专题\n\n霁川(JCHN.US)2024Q4业绩会:问答全文\n\n2025年2月7日 06:30:15\n河豚编选\n+关注\n阅读 800\n",
        {
            "title": "霁川(JCHN.US)2024Q4业绩会:问答全文",
            "company": "霁川",
            "securities": (security("JCHN", "US"),),
            "period": Period(year=2024, quarter=4),
            "published": "2025-02-07T06:30:15",
            "publisher": "河豚编选",
        },
    ),
    "Longbridge: author between title and date, minutes only, a lead that names the call": (
        (
            "霁川（JCHN.US）2025 财年第一季度业绩电话会（中文稿）\n\n阿南投研\n2025.05.09 21:15 · 新加坡\n"
            "以下是霁川本次业绩电话会的中文稿：\n"
        ),
        {
            "title": "霁川（JCHN.US）2025 财年第一季度业绩电话会（中文稿）",
            "company": "霁川",
            "securities": (security("JCHN", "US"),),
            "period": Period(year=2025, quarter=1),
            "published": "2025-05-09T21:15",
            "publisher": "阿南投研",
        },
    ),
    "dianhuahui: ticker without brackets": (
        "登录\n注册\n\n霁川 JCHN 2024 年第三季度财报电话会议\n\n显示原文\n",
        {
            "title": "霁川 JCHN 2024 年第三季度财报电话会议",
            "company": "霁川",
            "securities": (security("JCHN"),),
            "period": Period(year=2024, quarter=3),
        },
    ),
    "199IT: the site again in its second line, by somebody of the staff, code in the lead": (
        (
            "河豚数据\n统计与图表-河豚数据\n报告 | 图表 | 关于\n\nNovaberg：2025年Q2财报电话会议实录\n\n"
            "2025年8月1日 by 编辑部 · 3 条评论\n\nNovaberg（代码：NVBG）昨日公布第二季度财报。\n"
        ),
        {
            "title": "Novaberg：2025年Q2财报电话会议实录",
            "company": "Novaberg",
            "securities": (security("NVBG", name="Novaberg"),),
            "period": Period(year=2025, quarter=2),
            "published": "2025-08-01",
            "publisher": "河豚数据",
        },
    ),
    "Futu: a date without its year is none": (
        "河豚资讯\n首页>快讯>正文\n\n霁川(JCHN.US) 2024Q2业绩会实录：我们不降价\n\n河豚资讯 · 08/02 10:20\n浏览 300\n",
        {
            "title": "霁川(JCHN.US) 2024Q2业绩会实录：我们不降价",
            "company": "霁川",
            "securities": (security("JCHN", "US"),),
            "period": Period(year=2024, quarter=2),
            "publisher": "河豚资讯",
        },
    ),
    "Sina family: the year of Q2 in the lead, stock quote in brackets": (
        (
            "首页 - 汽车\n霁川汽车Q2电话会议实录：新厂年底投产\n2024-07-26 08:40:10　来源：河豚科技　作者：阿南\n"
            "　　河豚科技讯 北京时间7月26日晚间消息，霁川汽车(12.34, 0.56, 4.75%)今日公布2024财年第二财季财报，营收持平。\n"
            "　　霁川汽车CEO马丁·科尔（Martin Kerr）、CFO（首席财务官）等出席了电话会议。\n　　以下为问答实录：\n"
        ),
        {
            "title": "霁川汽车Q2电话会议实录：新厂年底投产",
            "company": "霁川汽车",
            "period": Period(year=2024, quarter=2),
            "published": "2024-07-26T08:40:10",
            "publisher": "河豚科技",
        },
    ),
    "Tencent family: a headline, and the year by the quarter's end": (
        (
            "首页 > 科技\n霁川高管解读财报：海外仓还要再等等\n2024-02-08 10:30 来源：河豚科技 编辑：网络整理\n"
            "河豚科技讯 霁川周三发布截至12月31日的第四季度财报。\n以下为电话会议实录：\n"
        ),
        {
            "title": "霁川高管解读财报：海外仓还要再等等",
            "company": "霁川",
            "period": Period(year=2023, quarter=4),
            "published": "2024-02-08T10:30",
            "publisher": "河豚科技",
        },
    ),
    "news: bare ticker in the lead, confirmed by the headline": (
        (
            "河豚日报\n首页 > 公司\n霁川一季度营收略高于预期\n2025-04-28 06:15:00　来源：河豚日报　记者：阿南\n\n"
            "河豚日报4月28日讯（记者 阿南）加拿大渔业公司霁川（JCHN）周一盘前公布第一季度业绩。\n"
        ),
        {
            "title": "霁川一季度营收略高于预期",
            "company": "霁川",
            "securities": (security("JCHN"),),
            "period": Period(year=2025, quarter=1),
            "published": "2025-04-28T06:15:00",
            "publisher": "河豚日报",
        },
    ),
    "an agency's lead alone": (
        "河豚科技訊 霽川發布了季度財報。\n以下為實錄:\n",
        {"company": "霽川"},
    ),
    "WeChat notes: both dates": (
        "霁川（JCHN）24Q1 业绩会纪要\n原创 阿南笔记 2024-04-29 22:47 发表于北京\n会议时间：2024 年 4 月 29 日（周一）下午 4:00\n",
        {
            "title": "霁川（JCHN）24Q1 业绩会纪要",
            "company": "霁川",
            "securities": (security("JCHN"),),
            "period": Period(year=2024, quarter=1),
            "published": "2024-04-29T22:47",
            "held": "2024-04-29T16:00",
            "publisher": "阿南笔记",
        },
    ),
    "zhunzhua: quarter named by its month, navigation with 纪要 in it": (
        (
            "河豚网\n首页 | 数据 | 纪要 | 关于\n霁川(JCHN)2025年9月季度业绩会议全文\n登录后可以留言\n"
            "时间:2025-11-21 来源:语音转写整理\n"
        ),
        {
            "title": "霁川(JCHN)2025年9月季度业绩会议全文",
            "company": "霁川",
            "securities": (security("JCHN"),),
            "period": Period(year=2025, quarter=3),
            "published": "2025-11-21",
        },
    ),
    "eikon mirror: the English line has the exchange and the time of the call": (
        (
            "推广 热搜: 阀门  轴承\n\nNovaberg(NVBG)2024财年第四季度财报电话会议\n\n"
            "   日期:2025-02-20 00:00:11     来源:网络整理    作者:本站编辑\n\n"
            "Novaberg, Inc. (NASDAQ:NVBG) Q4 2024 Earnings Conference Call February 19, 2025 4:30 PM ET\n\nCompany Participants\n"
            "Ann Lee - Chief Executive Officer\n"
        ),
        {
            "title": "Novaberg(NVBG)2024财年第四季度财报电话会议",
            "company": "Novaberg",
            "securities": (security("NVBG", "NASDAQ", "Novaberg"),),
            "period": Period(year=2024, quarter=4),
            "published": "2025-02-20T00:00:11",
            "held": "2025-02-19T16:30",
        },
    ),
    "F12: a header of fields, dates of a URL and of the translation": (
        (
            "电话会议纪要（双语）\nCompany: Cobble Hill (霁川银行)\nQuarter: Q1 2025\nSource: some_site\n"
            "URL: https://site.example/2025/05/06/earnings/\nTranslated: 2026-03-01T09:00:00.000001\n"
            "  [  1] [EN] Tuesday, May 6, 2025 at 9:00 a.m. ET\n       [中] 2025 年 5 月 6 日星期二上午 9:00（美国东部时间）\n"
        ),
        {
            "title": "电话会议纪要（双语）",
            "company": "Cobble Hill",
            "period": Period(year=2025, quarter=1),
            "held": "2025-05-06T09:00",
            "publisher": "some_site",
        },
    ),
    "AlphaMemo: an H1, and years that are not the call's": (
        (
            "# 霽川電子_20260203\n**本稿由 Notes.ai 製作。**\n**警語：逐字稿由機器轉錄，可能有誤。**\n"
            "- 2025 年全年出貨持平。\n- 2026 年擴產兩成。\n"
        ),
        {"title": "霽川電子_20260203", "company": "霽川電子", "publisher": "Notes.ai"},
    ),
    "shareholder meeting in Markdown: the field 标题": (
        (
            "原文：\n\n- 标题：Cobble Hill 2023 Annual Meeting\n- 发表时间：2023-05-13\n- 链接：[Video]"
            "(https://video.example/x)\n"
        ),
        {
            "title": "Cobble Hill 2023 Annual Meeting",
            "company": "Cobble Hill",
            "period": Period(year=2023),
            "published": "2023-05-13",
        },
    ),
    "shareholder meeting out of a book": (
        (
            "# 2021 年霁川股东大会\n\n**来源**: 霁川股东大会实录 2001~2023  \n"
            "**转换日期**: 2025-09-09\n\n## 2021 年霁川股东大会Q&A ...... 27\n"
        ),
        {"title": "2021 年霁川股东大会", "company": "霁川", "period": Period(year=2021)},
    ),
    "a magazine's interview": (
        "# 2024 霁川业绩对谈\n\n时间：2024-11-12\n\n来源：《河豚周刊》\n",
        {
            "title": "2024 霁川业绩对谈",
            "company": "霁川",
            "period": Period(year=2024),
            "published": "2024-11-12",
            "publisher": "河豚周刊",
        },
    ),
    "Motley Fool as text: ticker and date over several lines": (
        (
            "Image source: The Motley Fool.\nCobble Hill Foods\n(\nCHF\n-1.07%\n)\n"
            "Q3 2024 Earnings Call\n"
            "Oct 24, 2024\n,\n4:30 p.m. ET\nContents:\n"
        ),
        {
            "title": "Q3 2024 Earnings Call",
            "company": "Cobble Hill Foods",
            "securities": (security("CHF", name="Cobble Hill Foods"),),
            "period": Period(year=2024, quarter=3),
            "held": "2024-10-24T16:30",
            "publisher": "The Motley Fool",
        },
    ),
    "Motley Fool: quote in the brackets above the title, author and time of the page": (
        "By Ann Lee – Jan 29, 2025 at 9:31PM\nCobble Hill (CHL 1.23%)\nQ4 2024 Earnings Call\nJan 29, 2025, 5:00 p.m. ET\n",
        {
            "title": "Q4 2024 Earnings Call",
            "company": "Cobble Hill",
            "securities": (security("CHL", name="Cobble Hill"),),
            "period": Period(year=2024, quarter=4),
            "published": "2025-01-29T21:31",
            "held": "2025-01-29T17:00",
            "publisher": "Ann Lee",
        },
    ),
    "Seeking Alpha: the page's date under the title, the call's on the line that names it": (
        (
            "Cobble Hill, Inc. (CHL) Q4 2024 Earnings Call Transcript\nJan. 29, 2025 10:01 PM ET\nCobble Hill, Inc. (CHL) Stock\n"
            "Cobble Hill, Inc. (NYSE:CHL) Q4 2024 Earnings Conference Call January 30, 2025  12:30 AM ET\n"
        ),
        {
            "title": "Cobble Hill, Inc. (CHL) Q4 2024 Earnings Call Transcript",
            "company": "Cobble Hill",
            "securities": (security("CHL", "NYSE", "Cobble Hill"),),
            "period": Period(year=2024, quarter=4),
            "published": "2025-01-29T22:01",
            "held": "2025-01-30T00:30",
        },
    ),
    "StreetEvents": (
        (
            "EDITED TRANSCRIPT\nCHL.N - Q3 2024 Cobble Hill Inc Earnings Call\n"
            "EVENT DATE/TIME: OCTOBER 30, 2024 / 9:00PM GMT\n"
        ),
        {
            "title": "CHL.N - Q3 2024 Cobble Hill Inc Earnings Call",
            "company": "Cobble Hill",
            "securities": (security("CHL", "N", "Cobble Hill"),),
            "period": Period(year=2024, quarter=3),
            "held": "2024-10-30T21:00",
        },
    ),
    "Taiwan: brackets before the title, 作者 without a name": (
        (
            "【法說會逐字稿】霽川科技 2025 年第二季法說會問答\n\n作者 | 發布日期 2025 年 08 月 01 日 16:20 | 分類 產業\n\n"
            "霽川科技（Jichuan）31 日公布第二季財報。\n"
        ),
        {
            "title": "【法說會逐字稿】霽川科技 2025 年第二季法說會問答",
            "company": "霽川科技",
            "period": Period(year=2025, quarter=2),
            "published": "2025-08-01T16:20",
        },
    ),
    "A-share record: fields, and a year with a quarter of the next": (
        "证券代码：600519 证券简称：霁川\n霁川股份有限公司\n时间 2024年5月7日 15:00-16:00\n2023年度暨2024年第一季度业绩说明会\n",
        {"title": "2023年度暨2024年第一季度业绩说明会", "company": "霁川", "securities": (security("600519"),)},
    ),
    "A-share record: the call's date in the title": (
        "霁川(600519) - 2024年12月17日投资者关系活动记录表\n2024-12-17 18:02\n",
        {
            "title": "霁川(600519) - 2024年12月17日投资者关系活动记录表",
            "company": "霁川",
            "securities": (security("600519"),),
            "published": "2024-12-17T18:02",
            "held": "2024-12-17",
        },
    ),
    "Markdown: a date that stands under no headline": (
        "河豚网\n2025-02-06\n# 与霁川谈一年\n",
        {"title": "与霁川谈一年", "published": "2025-02-06"},
    ),
    "a switch line is no title": ("以下为业绩电话会议实录:\n", {}),
    "a welcome is no title": (
        "Welcome to the Novaberg Q4 2024 earnings call\n大家好，欢迎参加业绩电话会\n",
        {"period": Period(year=2024, quarter=4)},
    ),
    "a list of participants is no title": ("电话会议参与者\n安娜·李——霁川证券\n出席业绩会的高管\n", {}),
    "nothing": ("\n \n", {}),
}


@pytest.mark.parametrize("shape", PAGES)
def test_a_head_of_every_shape(shape: str) -> None:
    head, expected = PAGES[shape]
    page = head + "安娜·李\n\n大家好，2019Q1业绩会现在开始。"
    found = read_metadata(page, len(head))
    span = found.title_span
    assert (page[span.start : span.end] if span else None) == found.title
    # kind has tests of its own: test_kind.py
    assert found == attrs.evolve(Metadata(**expected), title_span=span, kind=found.kind)


@pytest.mark.parametrize(
    ("title", "securities"),
    [
        ("霁川(JCHN.US/09988.HK)2024Q4业绩会", (security("JCHN", "US"), security("09988", "HK"))),
        ("霁川（NYSE: JCHN; HKEX: 9988）2024Q4业绩会", (security("JCHN", "NYSE"), security("9988", "HKEX"))),
        ("霁川（股票代码：JCHN）2024Q4业绩会", (security("JCHN"),)),
        ("霁川（纽交所代码：JCHN）2024Q4业绩会", (security("JCHN", "纽交所"),)),
        ("霁川（Nasdaq: JCHN）2024Q4业绩会", (security("JCHN", "Nasdaq"),)),
        ("霁川(JCHN.O)2024Q4业绩会", (security("JCHN", "O"),)),
        ("霁川(JCN.B)2024Q4业绩会", (security("JCN.B"),)),
        ("霁川(600519)2024Q4业绩会", (security("600519"),)),
        ("霁川 600519.SH 2024年第四季度业绩会", (security("600519", "SH"),)),
        ("霁川 600519 2024年第四季度业绩会", (security("600519"),)),
        ("霽川 (2330) 2024 Q4 法說會逐字稿", (security("2330", name="霽川"),)),
        ("$霁川(SH600519)$ 2024Q4业绩会", (security("600519", "SH"),)),
        ("霁川(2024)2024Q4业绩会", ()),  # a year, not a code
        ("霁川(AI)2024Q4业绩会", ()),  # what it is about
        ("霁川(Jichuan)2024Q4业绩会", ()),  # a gloss
        ("霁川(JCHN/霁川)2024Q4业绩会", ()),
        ("霁川 AI 2024Q4业绩会", ()),
        ("2024Q4 霁川(JCHN)业绩会", (security("JCHN"),)),
        ("霁川2024Q4业绩会：大模型(LMX)商业化", ()),  # behind the call's name
    ],
)
def test_securities_of_a_title(title: str, securities: tuple[Security, ...]) -> None:
    assert read(title).securities == securities


@pytest.mark.parametrize(
    ("head", "company", "symbols"),
    [
        ("$霁川(JCHN)$ $苍山(CANG)$\n霁川2024Q4业绩会\n", "霁川", ["JCHN"]),
        ("$霁川(JCHN)$ $苍山(CANG)$\n2024Q4业绩会\n", None, []),
        ("2024Q4业绩会\n$ 霁川(00981.HK) 要点\n", "霁川", ["00981"]),
        ("2024Q4业绩会\n票价 $ 12 (AB) 起\n", None, []),
        ("2024Q4业绩会\n霁川（JCHN.US）今日公布财报。\n", "霁川", ["JCHN"]),
        ("2024Q4业绩会\n霁川（JCHN.US）和苍山（CANG.US）今日公布财报。\n", None, []),
        ("2024Q4业绩会\n李安娜（CFO）与霁川（JCHN）\n", None, []),
        ("霁川2024Q4业绩会\n苍山（CANG.US）大涨，霁川（JCHN.US）跟进。\n", "霁川", ["JCHN"]),
        ("霁川(JCHN)2024Q4业绩会\n支付公司霁川（JCHN.US/09988.HK）今日公布财报。\n", "霁川", ["JCHN", "09988"]),
        ("河豚科技讯 卫星公司 Novaberg（纽交所代码：NVBG）周三公布业绩。\n", "Novaberg", ["NVBG"]),
    ],
)
def test_whose_call_it_is_among_several_companies(head: str, company: str | None, symbols: list[str]) -> None:
    found = read(head)
    assert (found.company, [s.symbol for s in found.securities]) == (company, symbols)


@pytest.mark.parametrize(
    ("title", "company"),
    [
        ("回暖或延后一年(霁川 3Q23 电话会)", "霁川"),
        ("纪要丨霁川2024Q3业绩会：毛利率2025Q1回升", "霁川"),
        ("2024Q4 霁川业绩会", "霁川"),
        ("2024年5月18日霁川股东大会实录", "霁川"),
        ("霁川前三季度业绩会纪要", "霁川"),
        ("Cobble Hill's First Quarter 2025 Earnings Call", "Cobble Hill"),
        ("Q2 Bridges (QTWO) Q4 2024 Earnings Call", "Q2 Bridges"),
        ("Cobble! Hill Q4 2024 Earnings Call", "Cobble! Hill"),
        ("美股霁川的2024Q4业绩会", "美股霁川"),
        ("一文看懂霁川2024Q3业绩会", None),
        ("业绩会纪要｜霁川2024Q3业绩会：毛利率2025Q1回升", "霁川"),
        ("纪要：霁川2024Q3业绩会", "霁川"),
        ("电话会议实录：霁川与苍山", None),
        ("电话会议实录：毛利率2025Q1回升", None),
        ("2024Q4业绩会：霁川第一季度展望", None),
        ("我们为什么看好光伏板块 2024Q3业绩会", None),
    ],
)
def test_company_of_a_title(title: str, company: str | None) -> None:
    assert read(title).company == company


# --- periods -------------------------------------------------------------------------------------

ORDINALS = ("First", "Second", "Third", "Fourth")
IN_CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")


def renderings(year: int, quarter: int) -> dict[str, str]:
    """Every printed form of a quarter. Two digits stand for 2000 to 2099, 民國 years begin at 100."""
    yy, han, word = f"{year % 100:02}", "一二三四"[quarter - 1], ORDINALS[quarter - 1]
    forms = [
        f"{year}Q{quarter}", f"{year} Q{quarter}", f"{year}年Q{quarter}", f"{year}财年Q{quarter}", f"{year}/Q{quarter}",
        f"{year}年第{han}季度", f"{year} 年第{han}季度", f"{year} 财年第{han}季度", f"{year}財年第{han}季度", f"{year}{han}季度",
        f"{year}财年第{han}财季", f"{year} 第{han}季", f"{year}年度第{han}季度", f"{year}年{han}季度", f"{year}年第{quarter}季度",
        f"FY{year}Q{quarter}", f"FY{year} Q{quarter}", f"Q{quarter} {year}", f"Q{quarter} FY{year}", f"{quarter}Q{year}",
        f"{quarter}Q {year}", f"{word} Quarter {year}", f"{word.lower()} quarter of fiscal {year}", f"Fiscal {year} {word} Quarter",
        f"{str(year).translate(IN_CHINESE)}年第{han}季度", f"{year}年{quarter * 3}月季度",
        f"{('March', 'June', 'September', 'December')[quarter - 1]} quarter {year}", f"{year}Q{quarter}及{year}全年",
        f"{year}全年及{year}Q{quarter}",
    ]  # fmt: skip
    if year >= 2000:
        forms += [f"{yy}Q{quarter}", f"{quarter}Q{yy}", f"FY{yy}Q{quarter}", f"FY{yy} Q{quarter}", f"Q{quarter}'{yy}"]
        forms += [f"{quarter}QFY{yy}", f"Q{quarter} FY{yy}", f"{yy}年{han}季度", f"{yy}财年Q{quarter}"]
    if year >= 2011:
        forms.append(f"民國{year - 1911}年第{quarter}季")
    if quarter == 1:
        forms.append(f"{year}年首季")
    return {form: form for form in forms}


def years_and_halves(year: int) -> list[str]:
    forms = [f"{year}财年", f"{year}全年", f"{year}年全年", f"{year}年度", f"{year}年年度", f"FY{year}", f"FY {year}"]
    forms += [f"Full Year {year}", f"Fiscal {year}", f"{year}年中期", f"{year}年上半年", f"{year}H1", f"H1 {year}"]
    forms += [f"First Half {year}", f"Interim {year}", f"{year}年", f"{year} "]
    return [*forms, f"FY{year % 100:02}", f"1H{year % 100:02}"] if year >= 2000 else forms


YEARS = st.integers(1990, 2079)
TITLES = (
    "霁川{}业绩电话会",
    "霁川 {} 业绩说明会",
    "【实录】霁川（JCHN）{}财报电话会议：2031Q3展望",
    "Novaberg {} Earnings Call",
)


@given(st.data(), YEARS, st.integers(1, 4), st.sampled_from(TITLES))
def test_every_printed_quarter_reads_back(data: st.DataObject, year: int, quarter: int, title: str) -> None:
    form = data.draw(st.sampled_from(sorted(renderings(year, quarter))))
    found = read(title.format(form))
    assert found.period == Period(year=year, quarter=quarter)
    assert found.company == ("霁川" if "霁川" in title else "Novaberg")


@given(st.data(), YEARS, st.sampled_from(TITLES))
def test_every_printed_year_or_half_reads_back(data: st.DataObject, year: int, title: str) -> None:
    form = data.draw(st.sampled_from(years_and_halves(year)))
    assert read(title.format(form)).period == Period(year=year)


@pytest.mark.parametrize(
    "title",
    [
        "霁川2024年度暨2025年第一季度业绩说明会",  # two periods
        "霁川2024年前三季度业绩会",  # nine months
        "霁川2025年1月季度业绩会",  # a month that ends no quarter
        "January quarter 2025 Novaberg results conference call",
        "霁川2025年1月30日业绩会",  # a date
        "霁川上一季业绩会",
        "霁川Q2业绩会",  # no year
        "霁川业绩会：2025Q1指引",  # what was said
        "电话会议实录：毛利率2025Q1回升",
        "Q4业绩会 2025-02-06 霁川",
    ],
)
def test_what_is_no_single_period_is_unknown(title: str) -> None:
    assert read(title).period is None


@pytest.mark.parametrize(
    ("head", "period"),
    [
        ("霁川Q2业绩会\n2024-07-24 09:12\n", Period(year=2024, quarter=2)),  # the month after
        ("霁川Q4业绩会\n2025-01-24 09:12\n", Period(year=2024, quarter=4)),
        ("霁川Q4业绩会\n2025-02-24 09:12\n", None),  # January's quarters are reported then too
        ("霁川Q1业绩会\n2025-05-28 09:12\n", None),
        ("霁川Q1业绩会\n2025-05-28 09:12\n霁川公布了截至3月31日的财报。\n", Period(year=2025, quarter=1)),
        ("霁川Q1业绩会\n2025-05-28 09:12\n霁川公布了截至4月30日的财报。\n", None),
        ("霁川Q4业绩会\n霁川公布了截至2023年12月31日的财报。\n", Period(year=2023, quarter=4)),
        ("霁川Q4业绩会\n霁川公布了截至12月31日的财报。\n", None),
        ("霁川Q2业绩会\n霁川公布了2026财年第二财季财报。\n", Period(year=2026, quarter=2)),
        ("霁川Q2业绩会\n2025Q2与2024Q2对比\n", None),
        ("霁川 2025 业绩会 Q2\n", Period(year=2025, quarter=2)),
        ("霁川电话会\n霁川公布了2026财年第二财季财报，2026财年第三季度指引不变。\n", Period(year=2026, quarter=2)),
        ("霁川电话会\n霁川公布了2026财年第二财季财报，2025年第二季度业绩见附录。\n", None),
        ("霁川电话会\n2024-07-24 09:12\n霁川公布了第二季度业绩。\n", Period(year=2024, quarter=2)),
        ("霁川电话会\n2024-07-24 09:12\n霁川第一季度业绩平平，第二季度业绩更好。\n", None),
    ],
)
def test_a_quarter_without_its_year_takes_only_a_certain_one(head: str, period: Period | None) -> None:
    assert read(head).period == period


# --- dates and publishers ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "published"),
    [
        ("2025-01-30 13:21:01", "2025-01-30T13:21:01"),
        ("2025-01-30T13:21", "2025-01-30T13:21"),
        ("2025/1/30 8:05", "2025-01-30T08:05"),
        ("2025年1月30日", "2025-01-30"),
        ("发布时间：2025年1月30日 上午12:05", "2025-01-30T00:05"),
        ("发布于 2025.01.30 下午 1:21", "2025-01-30T13:21"),
        ("2025-01-30 25:10", "2025-01-30"),
        ("01-30 13:21", None),
        ("2025-13-40", None),
        ("更新：2025-01-30", None),
        ("© 2025-01-30", None),
        ("截至 2025-01-30", None),
        ("股东大会 2025-01-30", None),
        ("公司将于 2025-01-30 派息", None),
        ("2025-01-30，公司派息。", None),
        ("Updated Jan. 30, 2025", None),
        ("Posted on Jan 30, 2025", "2025-01-30"),
        ("Feb 31, 2025", None),
        ("January 30, 2025", None),  # the page's or the call's
        ("Cobble Hill\nJanuary 30, 2025", None),
    ],
)
def test_published(printed: str, published: str | None) -> None:
    found = read(f"霁川2024Q4业绩会\n\n{printed}\n")
    assert (found.published, found.held) == (published, None)


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ("来源：河豚网　作者：阿南\n", "河豚网"),
        ("来源：网络\n作者：阿南\n", "阿南"),
        ("文章來源: Blowfish 作者：阿南\n", "Blowfish"),
        ("图片来源：河豚网\n", None),
        ("来源：https://site.example\n", None),
        ("2025年8月1日 by 阿南 · 2 条评论\n", "阿南"),
        ("河豚汇\n每日行情\n河豚汇 11-03 08:20\n", "河豚汇"),
        ("电话会\n霁川财报电话会议\n", None),  # the site's name inside a word
        ("2025-01-30\n10\n10\n", None),
        ("2025-01-30\n阿南\n", None),
    ],
)
def test_publisher(head: str, publisher: str | None) -> None:
    assert read(head).publisher == publisher


# --- laws ----------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    "霁川 (JCHN) （JCHN.US） $霁川(JCHN)$ 2024 年 Q4 第 一 季度 9月 财年 二〇二四 民國113 FY 24 业绩会 财报 电话会议 纪要 Earnings Call "
    "2025-01-30 13:21 Jan 30, 2025 5:00 p.m. ET 来源： 作者 by · 关注 Company: Quarter: 证券代码： 截至12月31日 讯 公布 发布 # 标题： "
    "( ) [ 【 】 | ： : 。 -1.07% Inc. Q fiſcal fırst ſecond quarter \u2003 \u3000 \u200b \r \u2028 \x85 \ud800".split(
        " "
    )
)
HEADS = st.lists(WORDS | st.just("\n") | st.text(max_size=3)).map("".join)


@given(st.text() | HEADS, st.integers(-3, 400))
def test_any_text_is_read_without_raising(text: str, head_end: int) -> None:
    found = read_metadata(text, head_end)
    for value in (found.title, found.company, found.period, found.published, found.held, found.publisher):
        assert value != ""
    if found.title_span:
        assert text[found.title_span.start : found.title_span.end] == found.title
        assert found.title_span.end <= max(head_end, 0)


@given(HEADS, st.text(max_size=20))
def test_nothing_behind_the_head_counts(head: str, speech: str) -> None:
    assert read_metadata(head + speech, len(head)) == read(head)


@pytest.mark.parametrize("damage", ["\r\n", "\r", "\n\n", "\u2028", "\x85"])
@pytest.mark.parametrize("shape", PAGES)
def test_line_ends_change_spans_only(shape: str, damage: str) -> None:
    head, _ = PAGES[shape]
    assert attrs.evolve(read(head.replace("\n", damage)), title_span=None) == attrs.evolve(read(head), title_span=None)


def test_full_width_and_odd_spaces_are_read_as_what_they_stand_for() -> None:
    found = read("Ｎｏｖａ\u200b（ＮＶＢＧ．ＵＳ）\xa0２０２４Ｑ４业绩电话会")
    assert (found.company, found.securities[0].symbol, str(found.period)) == ("Nova", "NVBG", "2024Q4")


def test_no_more_than_the_limit_is_read() -> None:
    title = "霁川2024Q4业绩电话会"
    assert read("\n" * (metadata.HEAD_LIMIT - len(title)) + title).title == title
    assert read("\n" * metadata.HEAD_LIMIT + title) == Metadata()
