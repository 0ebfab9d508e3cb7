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


def security(symbol: str, exchange: str | None = None, name: str | None = "云岚") -> Security:
    return Security(symbol=symbol, exchange=exchange, name=name)


# Shape of page -> its head and everything that stands in it; what is not named is unknown.
PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "FX168: cashtag, author twice under the time": (
        (
            "全球投资者的早餐\n\nYLAN 2024Q4业绩电话会议分析师问答\n\n2025-02-03 13:21:01\n河豚证券\n河豚证券\n关注\n0\n0\n"
            "— 分享 —\n\n点击收听YLAN 2024Q4业绩电话会议回放 $Yunlan Holdings(YLAN)$\n\n"
        ),
        {
            "title": "YLAN 2024Q4业绩电话会议分析师问答",
            "company": "Yunlan Holdings",
            "securities": (security("YLAN", name="Yunlan Holdings"),),
            "period": Period(year=2024, quarter=4),
            "published": "2025-02-03T13:21:01",
            "publisher": "河豚证券",
        },
    ),
    "Zhitong: exchange in the brackets, 关注 under the author": (
        "河豚财经\n首页 快讯 要闻\n\n云岚(YLAN.US)2024Q4业绩会:问答全文\n\n2025年2月6日 08:14:27\n河豚编选\n+关注\n阅读 1.2万\n",
        {
            "title": "云岚(YLAN.US)2024Q4业绩会:问答全文",
            "company": "云岚",
            "securities": (security("YLAN", "US"),),
            "period": Period(year=2024, quarter=4),
            "published": "2025-02-06T08:14:27",
            "publisher": "河豚编选",
        },
    ),
    "Longbridge: author between title and date, minutes only, a lead that names the call": (
        (
            "云岚（YLAN.US）2025 财年第一季度业绩电话会（全文翻译）\n\n阿南投研\n2025.05.08 22:41 · 加拿大\n"
            "以下为云岚 2025 财年第一季度业绩电话会的完整纪要：\n"
        ),
        {
            "title": "云岚（YLAN.US）2025 财年第一季度业绩电话会（全文翻译）",
            "company": "云岚",
            "securities": (security("YLAN", "US"),),
            "period": Period(year=2025, quarter=1),
            "published": "2025-05-08T22:41",
            "publisher": "阿南投研",
        },
    ),
    "dianhuahui: ticker without brackets": (
        "搜索公司、代码\n登录\n\n云岚 YLAN 2024 年第三季度财报电话会议\n\n中文翻译\n显示英文\n",
        {
            "title": "云岚 YLAN 2024 年第三季度财报电话会议",
            "company": "云岚",
            "securities": (security("YLAN"),),
            "period": Period(year=2024, quarter=3),
        },
    ),
    "199IT: the site again in its second line, by somebody of the staff, code in the lead": (
        (
            "河豚数据\n数据资讯网-河豚数据\n数据导航 | 报告下载 | 联系我们\n\nNovaberg：2025年Q2财报电话会议实录\n\n"
            "2025年7月31日 by 编辑部 · 发表评论\n\nNovaberg（代码：NVBG）近日公布了截至 6 月 30 日的第二季度财报。\n"
        ),
        {
            "title": "Novaberg：2025年Q2财报电话会议实录",
            "company": "Novaberg",
            "securities": (security("NVBG", name="Novaberg"),),
            "period": Period(year=2025, quarter=2),
            "published": "2025-07-31",
            "publisher": "河豚数据",
        },
    ),
    "Futu: a date without its year is none": (
        "河豚资讯\n首页>美股>正文\n\n云岚(YLAN.US) 2024Q2业绩会实录：我们不降价\n\n河豚资讯 · 07/25 09:03\n浏览 5.6万\n",
        {
            "title": "云岚(YLAN.US) 2024Q2业绩会实录：我们不降价",
            "company": "云岚",
            "securities": (security("YLAN", "US"),),
            "period": Period(year=2024, quarter=2),
            "publisher": "河豚资讯",
        },
    ),
    "Sina family: the year of Q2 in the lead, stock quote in brackets": (
        (
            "首页 - 科技 - 正文\n云岚汽车Q2电话会议实录：明年进入三座城市\n2024-07-24 09:12:40　来源：河豚科技　作者：阿南\n"
            "　　河豚科技讯 北京时间7月24日早间消息，云岚汽车(41.20, -0.35, -0.84%)今天发布了2024财年第二财季财报：营收持平。\n"
            "　　云岚汽车CEO马丁·科尔（Martin Kerr）、CFO（首席财务官）等出席了电话会议。\n　　以下即为本次电话会议主要内容：\n"
        ),
        {
            "title": "云岚汽车Q2电话会议实录：明年进入三座城市",
            "company": "云岚汽车",
            "period": Period(year=2024, quarter=2),
            "published": "2024-07-24T09:12:40",
            "publisher": "河豚科技",
        },
    ),
    "Tencent family: a headline, and the year by the quarter's end": (
        (
            "网站首页 > 互联网 > 正文\n云岚高管解读财报：广告恢复需要时间\n2024-02-09 11:05 来源：河豚科技 编辑：网络整理\n"
            "河豚科技讯 云岚周四发布了截至12月31日的第四季度财报。\n以下为电话会议实录：\n"
        ),
        {
            "title": "云岚高管解读财报：广告恢复需要时间",
            "company": "云岚",
            "period": Period(year=2023, quarter=4),
            "published": "2024-02-09T11:05",
            "publisher": "河豚科技",
        },
    ),
    "news: bare ticker in the lead, confirmed by the headline": (
        (
            "河豚日报\n首页 > 公司 > 正文\n云岚一季度营收超预期\n2025-04-29 07:40:12　来源：河豚日报　记者：阿南\n\n"
            "河豚日报4月29日讯（记者 阿南）美国种业公司云岚（YLAN）周一盘后公布了第一季度业绩。\n"
        ),
        {
            "title": "云岚一季度营收超预期",
            "company": "云岚",
            "securities": (security("YLAN"),),
            "period": Period(year=2025, quarter=1),
            "published": "2025-04-29T07:40:12",
            "publisher": "河豚日报",
        },
    ),
    "an agency's lead alone": (
        "河豚科技訊 云岚釋出了財務報表。\n以下為財報電話會議實錄:\n",
        {"company": "云岚"},
    ),
    "WeChat notes: both dates": (
        "云岚（YLAN）24Q1 业绩会纪要\n原创 阿南笔记 2024-04-26 23:18 发表于上海\n会议时间：2024 年 4 月 26 日（周五）下午 4:00\n",
        {
            "title": "云岚（YLAN）24Q1 业绩会纪要",
            "company": "云岚",
            "securities": (security("YLAN"),),
            "period": Period(year=2024, quarter=1),
            "published": "2024-04-26T23:18",
            "held": "2024-04-26T16:00",
            "publisher": "阿南笔记",
        },
    ),
    "zhunzhua: quarter named by its month, navigation with 纪要 in it": (
        (
            "河豚网\n首页 | 研报 | 纪要 | 公告\n云岚(YLAN)2025年9月季度业绩会议实录\n只有登录用户才可以评论\n"
            "时间:2025-11-26 来源:同声传译整理\n"
        ),
        {
            "title": "云岚(YLAN)2025年9月季度业绩会议实录",
            "company": "云岚",
            "securities": (security("YLAN"),),
            "period": Period(year=2025, quarter=3),
            "published": "2025-11-26",
        },
    ),
    "eikon mirror: the English line has the exchange and the time of the call": (
        (
            "推广 热搜: 减速机  滤芯\n\nNovaberg(NVBG)2024财年第四季度财报电话会议\n\n"
            "   日期:2025-02-13 00:00:07     来源:网络整理    作者:本站编辑\n\n"
            "Novaberg, Inc. (NASDAQ:NVBG) Q4 2024 Earnings Conference Call February 12, 2025 5:00 PM ET\n\nCompany Participants\n"
            "Ann Lee - Chief Executive Officer\n"
        ),
        {
            "title": "Novaberg(NVBG)2024财年第四季度财报电话会议",
            "company": "Novaberg",
            "securities": (security("NVBG", "NASDAQ", "Novaberg"),),
            "period": Period(year=2024, quarter=4),
            "published": "2025-02-13T00:00:07",
            "held": "2025-02-12T17:00",
        },
    ),
    "F12: a header of fields, dates of a URL and of the translation": (
        (
            "电话会议纪要 · 中英夹排版\nCompany: Cobble Hill (云岚银行)\nQuarter: Q1 2025\nSource: some_site\n"
            "URL: https://site.example/2025/04/17/earnings/\nTranslated: 2026-05-30T11:02:14.330951\n"
            "  [  1] [EN] Thursday, April 17, 2025 at 8:30 a.m. ET\n       [中] 2025 年 4 月 17 日星期四上午 8:30（美国东部时间）\n"
        ),
        {
            "title": "电话会议纪要 · 中英夹排版",
            "company": "Cobble Hill",
            "period": Period(year=2025, quarter=1),
            "held": "2025-04-17T08:30",
            "publisher": "some_site",
        },
    ),
    "AlphaMemo: an H1, and years that are not the call's": (
        (
            "# 雲嵐電子_20260128\n**這份檔案由 Notes.ai 製作。**\n**警語：此逐字稿為 AI 生成。**\n"
            "- 公司 2025 年全年營收年增 19%。\n- 2026 年資本支出約 62 億元。\n"
        ),
        {"title": "雲嵐電子_20260128", "company": "雲嵐電子", "publisher": "Notes.ai"},
    ),
    "shareholder meeting in Markdown: the field 标题": (
        (
            "原文信息：\n\n- 标题：Cobble Hill 2023 Annual Meeting\n- 发表时间：2023-05-20\n- 链接：[Video]"
            "(https://video.example/x)\n"
        ),
        {
            "title": "Cobble Hill 2023 Annual Meeting",
            "company": "Cobble Hill",
            "period": Period(year=2023),
            "published": "2023-05-20",
        },
    ),
    "shareholder meeting out of a book": (
        (
            "# 2022 年云岚股东大会\n\n**来源**: 云岚股东大会实录 1998~2024  \n"
            "**转换日期**: 2025-11-02\n\n## 2022 年云岚股东大会Q&A ...... 318\n"
        ),
        {"title": "2022 年云岚股东大会", "company": "云岚", "period": Period(year=2022)},
    ),
    "a magazine's interview": (
        "# 2025 云岚业绩对谈\n\n时间：2025-11-06\n\n来源：《河豚周刊》\n",
        {
            "title": "2025 云岚业绩对谈",
            "company": "云岚",
            "period": Period(year=2025),
            "published": "2025-11-06",
            "publisher": "河豚周刊",
        },
    ),
    "Motley Fool as text: ticker and date over several lines": (
        (
            "Image source: The Motley Fool.\nCobble Hill Foods\n(\nCHF\n-2.31%\n)\n"
            "Q3 2024 Earnings Call\n"
            "Nov 06, 2024\n,\n5:00 p.m. ET\nContents:\n"
        ),
        {
            "title": "Q3 2024 Earnings Call",
            "company": "Cobble Hill Foods",
            "securities": (security("CHF", name="Cobble Hill Foods"),),
            "period": Period(year=2024, quarter=3),
            "held": "2024-11-06T17:00",
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
            "【法說會逐字稿】雲嵐科技 2025 年第二季法說會 Q&A 完整內容\n\n作者 | 發布日期 2025 年 07 月 30 日 17:05 | 分類 財經\n\n"
            "雲嵐科技（Yunlan）29 日公布第二季財報。\n"
        ),
        {
            "title": "【法說會逐字稿】雲嵐科技 2025 年第二季法說會 Q&A 完整內容",
            "company": "雲嵐科技",
            "period": Period(year=2025, quarter=2),
            "published": "2025-07-30T17:05",
        },
    ),
    "A-share record: fields, and a year with a quarter of the next": (
        "证券代码：600519 证券简称：云岚\n云岚股份有限公司\n时间 2024年5月7日 15:00-16:00\n2023年度暨2024年第一季度业绩说明会\n",
        {"title": "2023年度暨2024年第一季度业绩说明会", "company": "云岚", "securities": (security("600519"),)},
    ),
    "A-share record: the call's date in the title": (
        "云岚(600519) - 2024年12月17日投资者关系活动记录表\n2024-12-17 18:02\n",
        {
            "title": "云岚(600519) - 2024年12月17日投资者关系活动记录表",
            "company": "云岚",
            "securities": (security("600519"),),
            "published": "2024-12-17T18:02",
            "held": "2024-12-17",
        },
    ),
    "Markdown: a date that stands under no headline": (
        "河豚网\n2025-02-06\n# 与云岚谈一年\n",
        {"title": "与云岚谈一年", "published": "2025-02-06"},
    ),
    "a switch line is no title": ("以下为本次电话会议分析师问答环节主要内容:\n", {}),
    "a welcome is no title": (
        "Welcome to the Novaberg Q4 2024 earnings call\n大家好，欢迎参加业绩电话会\n",
        {"period": Period(year=2024, quarter=4)},
    ),
    "a list of participants is no title": ("电话会议参与者\n安娜·李——云岚证券\n出席业绩会的高管\n", {}),
    "nothing": ("\n \n", {}),
}


@pytest.mark.parametrize("shape", PAGES)
def test_a_head_of_every_shape(shape: str) -> None:
    head, expected = PAGES[shape]
    page = head + "安娜·李\n\n大家好，2019Q1业绩会现在开始。"
    found = read_metadata(page, len(head))
    span = found.title_span
    assert (page[span.start : span.end] if span else None) == found.title
    assert found == attrs.evolve(Metadata(**expected), title_span=span)


@pytest.mark.parametrize(
    ("title", "securities"),
    [
        ("云岚(YLAN.US/09988.HK)2024Q4业绩会", (security("YLAN", "US"), security("09988", "HK"))),
        ("云岚（NYSE: YLAN; HKEX: 9988）2024Q4业绩会", (security("YLAN", "NYSE"), security("9988", "HKEX"))),
        ("云岚（股票代码：YLAN）2024Q4业绩会", (security("YLAN"),)),
        ("云岚（纽交所代码：YLAN）2024Q4业绩会", (security("YLAN", "纽交所"),)),
        ("云岚（Nasdaq: YLAN）2024Q4业绩会", (security("YLAN", "Nasdaq"),)),
        ("云岚(YLAN.O)2024Q4业绩会", (security("YLAN", "O"),)),
        ("云岚(YLN.B)2024Q4业绩会", (security("YLN.B"),)),
        ("云岚(600519)2024Q4业绩会", (security("600519"),)),
        ("云岚 600519.SH 2024年第四季度业绩会", (security("600519", "SH"),)),
        ("云岚 600519 2024年第四季度业绩会", (security("600519"),)),
        ("雲嵐 (2330) 2024 Q4 法說會逐字稿", (security("2330", name="雲嵐"),)),
        ("$云岚(SH600519)$ 2024Q4业绩会", (security("600519", "SH"),)),
        ("云岚(2024)2024Q4业绩会", ()),  # a year, not a code
        ("云岚(AI)2024Q4业绩会", ()),  # what it is about
        ("云岚(Yunlan)2024Q4业绩会", ()),  # a gloss
        ("云岚(YLAN/云岚)2024Q4业绩会", ()),
        ("云岚 AI 2024Q4业绩会", ()),
        ("2024Q4 云岚(YLAN)业绩会", (security("YLAN"),)),
        ("云岚2024Q4业绩会：大模型(LMX)商业化", ()),  # behind the call's name
    ],
)
def test_securities_of_a_title(title: str, securities: tuple[Security, ...]) -> None:
    assert read(title).securities == securities


@pytest.mark.parametrize(
    ("head", "company", "symbols"),
    [
        ("$云岚(YLAN)$ $苍山(CANG)$\n云岚2024Q4业绩会\n", "云岚", ["YLAN"]),
        ("$云岚(YLAN)$ $苍山(CANG)$\n2024Q4业绩会\n", None, []),
        ("2024Q4业绩会\n$ 云岚(00981.HK) 要点\n", "云岚", ["00981"]),
        ("2024Q4业绩会\n票价 $ 12 (AB) 起\n", None, []),
        ("2024Q4业绩会\n云岚（YLAN.US）今日公布财报。\n", "云岚", ["YLAN"]),
        ("2024Q4业绩会\n云岚（YLAN.US）和苍山（CANG.US）今日公布财报。\n", None, []),
        ("2024Q4业绩会\n李安娜（CFO）与云岚（YLAN）\n", None, []),
        ("云岚2024Q4业绩会\n苍山（CANG.US）大涨，云岚（YLAN.US）跟进。\n", "云岚", ["YLAN"]),
        ("云岚(YLAN)2024Q4业绩会\n支付公司云岚（YLAN.US/09988.HK）今日公布财报。\n", "云岚", ["YLAN", "09988"]),
        ("河豚科技讯 卫星公司 Novaberg（纽交所代码：NVBG）周三公布业绩。\n", "Novaberg", ["NVBG"]),
    ],
)
def test_whose_call_it_is_among_several_companies(head: str, company: str | None, symbols: list[str]) -> None:
    found = read(head)
    assert (found.company, [s.symbol for s in found.securities]) == (company, symbols)


@pytest.mark.parametrize(
    ("title", "company"),
    [
        ("回暖或延后一年(云岚 3Q23 电话会)", "云岚"),
        ("纪要丨云岚2024Q3业绩会：毛利率2025Q1回升", "云岚"),
        ("2024Q4 云岚业绩会", "云岚"),
        ("2024年5月18日云岚股东大会实录", "云岚"),
        ("云岚前三季度业绩会纪要", "云岚"),
        ("Cobble Hill's First Quarter 2025 Earnings Call", "Cobble Hill"),
        ("Q2 Bridges (QTWO) Q4 2024 Earnings Call", "Q2 Bridges"),
        ("Cobble! Hill Q4 2024 Earnings Call", "Cobble! Hill"),
        ("美股云岚的2024Q4业绩会", "美股云岚"),
        ("一文看懂云岚2024Q3业绩会", None),
        ("业绩会纪要｜云岚2024Q3业绩会：毛利率2025Q1回升", "云岚"),
        ("纪要：云岚2024Q3业绩会", "云岚"),
        ("电话会议实录：云岚与苍山", None),
        ("电话会议实录：毛利率2025Q1回升", None),
        ("2024Q4业绩会：云岚第一季度展望", None),
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
    "云岚{}业绩电话会",
    "云岚 {} 业绩说明会",
    "【实录】云岚（YLAN）{}财报电话会议：2031Q3展望",
    "Novaberg {} Earnings Call",
)


@given(st.data(), YEARS, st.integers(1, 4), st.sampled_from(TITLES))
def test_every_printed_quarter_reads_back(data: st.DataObject, year: int, quarter: int, title: str) -> None:
    form = data.draw(st.sampled_from(sorted(renderings(year, quarter))))
    found = read(title.format(form))
    assert found.period == Period(year=year, quarter=quarter)
    assert found.company == ("云岚" if "云岚" in title else "Novaberg")


@given(st.data(), YEARS, st.sampled_from(TITLES))
def test_every_printed_year_or_half_reads_back(data: st.DataObject, year: int, title: str) -> None:
    form = data.draw(st.sampled_from(years_and_halves(year)))
    assert read(title.format(form)).period == Period(year=year)


@pytest.mark.parametrize(
    "title",
    [
        "云岚2024年度暨2025年第一季度业绩说明会",  # two periods
        "云岚2024年前三季度业绩会",  # nine months
        "云岚2025年1月季度业绩会",  # a month that ends no quarter
        "January quarter 2025 Novaberg results conference call",
        "云岚2025年1月30日业绩会",  # a date
        "云岚上一季业绩会",
        "云岚Q2业绩会",  # no year
        "云岚业绩会：2025Q1指引",  # what was said
        "电话会议实录：毛利率2025Q1回升",
        "Q4业绩会 2025-02-06 云岚",
    ],
)
def test_what_is_no_single_period_is_unknown(title: str) -> None:
    assert read(title).period is None


@pytest.mark.parametrize(
    ("head", "period"),
    [
        ("云岚Q2业绩会\n2024-07-24 09:12\n", Period(year=2024, quarter=2)),  # the month after
        ("云岚Q4业绩会\n2025-01-24 09:12\n", Period(year=2024, quarter=4)),
        ("云岚Q4业绩会\n2025-02-24 09:12\n", None),  # January's quarters are reported then too
        ("云岚Q1业绩会\n2025-05-28 09:12\n", None),
        ("云岚Q1业绩会\n2025-05-28 09:12\n云岚公布了截至3月31日的财报。\n", Period(year=2025, quarter=1)),
        ("云岚Q1业绩会\n2025-05-28 09:12\n云岚公布了截至4月30日的财报。\n", None),
        ("云岚Q4业绩会\n云岚公布了截至2023年12月31日的财报。\n", Period(year=2023, quarter=4)),
        ("云岚Q4业绩会\n云岚公布了截至12月31日的财报。\n", None),
        ("云岚Q2业绩会\n云岚公布了2026财年第二财季财报。\n", Period(year=2026, quarter=2)),
        ("云岚Q2业绩会\n2025Q2与2024Q2对比\n", None),
        ("云岚 2025 业绩会 Q2\n", Period(year=2025, quarter=2)),
        ("云岚电话会\n云岚公布了2026财年第二财季财报，2026财年第三季度指引不变。\n", Period(year=2026, quarter=2)),
        ("云岚电话会\n云岚公布了2026财年第二财季财报，2025年第二季度业绩见附录。\n", None),
        ("云岚电话会\n2024-07-24 09:12\n云岚公布了第二季度业绩。\n", Period(year=2024, quarter=2)),
        ("云岚电话会\n2024-07-24 09:12\n云岚第一季度业绩平平，第二季度业绩更好。\n", None),
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
    found = read(f"云岚2024Q4业绩会\n\n{printed}\n")
    assert (found.published, found.held) == (published, None)


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ("来源：河豚网　作者：阿南\n", "河豚网"),
        ("来源：网络\n作者：阿南\n", "阿南"),
        ("文章來源: Blowfish 作者：阿南\n", "Blowfish"),
        ("图片来源：河豚网\n", None),
        ("来源：https://site.example\n", None),
        ("2025年7月31日 by 阿南 · 发表评论\n", "阿南"),
        ("河豚汇\n每日行情\n河豚汇 10-30 07:55\n", "河豚汇"),
        ("电话会\n云岚财报电话会议\n", None),  # the site's name inside a word
        ("2025-01-30\n10\n10\n", None),
        ("2025-01-30\n阿南\n", None),
    ],
)
def test_publisher(head: str, publisher: str | None) -> None:
    assert read(head).publisher == publisher


# --- laws ----------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    "云岚 (YLAN) （YLAN.US） $云岚(YLAN)$ 2024 年 Q4 第 一 季度 9月 财年 二〇二四 民國113 FY 24 业绩会 财报 电话会议 纪要 Earnings Call "
    "2025-01-30 13:21 Jan 30, 2025 5:00 p.m. ET 来源： 作者 by · 关注 Company: Quarter: 证券代码： 截至12月31日 讯 公布 发布 # 标题： "
    "( ) [ 【 】 | ： : 。 -2.31% Inc. Q fiſcal fırst ſecond quarter \u2003 \u3000 \u200b \r \u2028 \x85 \ud800".split(
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
    title = "云岚2024Q4业绩电话会"
    assert read("\n" * (metadata.HEAD_LIMIT - len(title)) + title).title == title
    assert read("\n" * metadata.HEAD_LIMIT + title) == Metadata()
