"""Saved pages of invented sites: the HTML that a plain-text page would stand in.

What stands around the article is built as on about thirty real pages: menus before it and after it, lists of links
longer than the article, the article's words once more in scripts and in hidden copies, readers who talk below it,
``visibility: hidden`` on the article itself, classes that mean something and classes that are hashes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from html import escape
from random import Random
from typing import TypeAlias

import attrs

END = "<!--end of content-->"  # where the article is over: what is behind it may be cut off


@attrs.frozen(slots=True)
class Line:
    """One line of the page: what is bold at its head, as a label is, and what follows."""

    head: str
    rest: str = ""
    heading: bool = False

    @property
    def text(self) -> str:
        """The whole line as it is read."""
        return self.head + self.rest


Block: TypeAlias = tuple[Line, ...]
Ink: TypeAlias = Callable[[str], str]  # text to HTML that shows it


@attrs.frozen(slots=True)
class Article:
    """A plain page, cut: its blocks stand between blank lines."""

    title: str
    date: str
    blocks: tuple[Block, ...]


@attrs.frozen(slots=True)
class Frame:
    """A page with places for ``TITLE``, ``DATE`` and ``BODY``, and what the site writes as its body."""

    html: str
    body: str


Site: TypeAlias = Callable[[Article, Random], Frame]

TITLE, DATE, BODY = "\ue001", "\ue002", "\ue003"
_HEADINGS = frozenset(
    (
        "问答环节", "問答環節", "Q&A", "Participants", "Presentation", "Question-and-Answer Session", "Prepared Remarks:",
        "Questions & Answers:", "Call participants:",
    )
)  # fmt: skip
_COLON = re.compile(r"([^，。？！,?!：:]{1,45}[：:])(?!\d)(.*)", re.DOTALL)
_BOLD = re.compile(r"\*\*(.+?)\*\*(.*)", re.DOTALL)


def wrapped(text: str, site: str, random: Random, *, traditional: bool = False) -> str:
    """The HTML of a page saved from one of ``SITES``, with a plain-text page in it.

    ``text`` begins with its title and its date. With ``traditional`` the site speaks traditional Chinese too.
    """
    article = _article(text)
    frame = SITES[site](article, random)
    html = _traditional(frame.html) if traditional else frame.html
    return html.replace(TITLE, escape(article.title)).replace(DATE, article.date).replace(BODY, frame.body + END)


def cut_behind(html: str, random: Random) -> str:
    """The page, cut off somewhere behind the article: in a tag, a script, a comment, a word, or right there."""
    start = html.index(END) + len(END)
    places = [start]
    for mark in ("<script", "<div", "<!-- ", "<a ", "</div", "</script"):
        at = html.find(mark, start)
        if at >= 0:
            places += [at + 1, at + len(mark), min(len(html), at + len(mark) + 25)]
    places += [random.randint(start, len(html)) for _ in range(4)]
    return html[: places[random.randrange(len(places))]]


def cut_within(html: str) -> str:
    """The page of an article that is cut itself: nothing behind its last word, not even the tags that close it."""
    return re.sub(r"(?:</[A-Za-z0-9]+>|<(?:br|BR)\s?/?>|\s)*\Z", "", html[: html.index(END)])


def _article(text: str) -> Article:
    top = re.match(r"\s*([^\n]+)\n+(\d{4}-\d\d-\d\dT[\d:]+)\n*(.*)", text, re.DOTALL)
    assert top, "a title and a date, and then the call"
    title, date, rest = top.groups()
    blocks = [tuple([_line(line) for line in block.split("\n") if line.strip()]) for block in re.split(r"\n{2,}", rest)]
    return Article(title, date.replace("T", " "), tuple([block for block in blocks if block]))


def _line(line: str) -> Line:
    if line.startswith("### "):
        return Line(line[4:], heading=True)
    if bold := _BOLD.fullmatch(line):
        return Line(bold[1], bold[2], heading=bold[1] in _HEADINGS)
    if line in _HEADINGS:
        return Line(line, heading=True)
    if colon := _COLON.fullmatch(line):
        return Line(colon[1], colon[2])
    if len(line) < 45 and not re.search(r"[。？！，.?!,]", line):
        return Line(line)
    return Line("", line)


def _traditional(text: str) -> str:
    from opencc import OpenCC

    converted: str = OpenCC("s2t").convert(text)
    return converted


# --- ink ----------------------------------------------------------------------------------------------------------


def plain_ink(text: str) -> str:
    """Only what must be written as an entity is."""
    return escape(text, quote=False)


def soup_ink(random: Random) -> Ink:
    """Text torn into spans within spans, as editors leave it behind; a name is no exception."""

    def ink(text: str) -> str:
        cuts = sorted({random.randrange(len(text)) for _ in range(random.choice((0, 1, 2, 3)))} - {0})
        pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
        html = ""
        for piece in pieces:
            html += random.choice(
                (
                    '<span style="letter-spacing: 0.5px;">{}</span>',
                    '<span style="font-size: 15px;"><span style="color: rgb(63, 63, 63);">{}</span></span>',
                    '<span leaf="">{}</span>',
                    '<em style="font-style: normal;">{}</em>',
                    "{}",
                    '<span textstyle="" style="font-size: 15px;"><!-- -->{}<span></span></span>',
                )
            ).format(escape(piece, quote=False))
        return html

    return ink


_NAMED = {"·": "&middot;", "“": "&ldquo;", "”": "&rdquo;", "…": "&hellip;", "—": "&mdash;"}


def reference_ink(random: Random) -> Ink:
    """Text with characters written as references: named, decimal, hexadecimal."""

    def one(character: str) -> str:
        if character in _NAMED:
            return _NAMED[character]
        if character.isascii() or random.random() > 0.2:
            return escape(character, quote=False)
        return random.choice((f"&#{ord(character)};", f"&#x{ord(character):x};", f"&#X{ord(character):X};"))

    return lambda text: "".join([one(character) for character in text])


def wrapped_ink(text: str) -> str:
    """Text whose source is broken at spaces, as programs write it that fill lines; a browser shows one line."""
    return re.sub(r"(.{70,90}?) ", "\\1\n      ", escape(text, quote=False))


def _lines(block: Block, ink: Ink, *, bold: str = "strong", between: str = "<br>") -> str:
    """The lines of a block, each head in ``bold``."""
    html = []
    for line in block:
        head = (f"<{bold}>{ink(line.head)}</{bold}>" if bold else ink(line.head)) if line.head else ""
        html.append(head + (ink(line.rest) if line.rest else ""))
    return between.join(html)


# --- what stands around -------------------------------------------------------------------------------------------

_MENU = "首页 行情 股票 基金 期货 外汇 债券 港股 美股 专栏 视频 直播 研报 公告 数据 新股 理财 保险 专题 登录 注册 客户端".split()
_HEADLINES = (
    "早盘要点：三家仓储公司同日公布分红方案", "远山一周：冷链运输价格止跌", "图解：净水行业十年变迁", "独家|南湾港扩建工程进入第二期",
    "这家小公司为什么三年没有融资？", "深度：门店越开越多，利润去哪里了", "盘后：包装板块午后走强", "专访白桦银行前任行长：慢就是快",
    "基金经理的书单更新了", "十张表看懂储能电池的成本", "快讯：青石研究下调两地增速预期", "滑雪季提前，装备订单排到三月",
    "无人叉车上路测试，工人怎么说", "香水出口连续五个月增长", "二手设备交易平台宣布合并", "周末读：一间旧工厂的改造", "果汁浓缩厂商的账本",
)  # fmt: skip
_READERS = "山间小路 云淡风轻 老王看盘 夜航船 Tomato_88 南方的雨 不想上班 价投小学生 阿树 半仙散户 momo 石头记".split()
_REMARKS = (
    "这个季度的毛利率比我想的好，大家怎么看？", "管理层没有正面回答第二个问题吧？", "谢谢分享，先收藏了。",
    "下半年的订单能见度到底有多长？",     "我觉得库存还要再降一个季度。", "同意楼上，关键看现金流。", "请问有完整的录音吗？",
    "不错，拿住就行了。", "回购计划才是重点，收入增长反而是次要的。",
    "感谢整理，辛苦了！明年会不会盈亏平衡？", "去年也是这么说的，结果呢？", "我们等下一季的数据再下结论。",
)  # fmt: skip
_ENGLISH_MENU = (
    "Home|Stock Picks|Market News|Retirement|Best Accounts|Community|Log In|Help|Dividend Ideas|Small Caps|Index Funds|"
    "Newsletters|About Us|Podcasts|Careers|Newsroom|Advertise|Privacy Policy|Terms of Use|Contact|Investing Basics"
).split("|")
_ENGLISH_HEADLINES = (
    "3 Cold Storage Names to Watch This Winter", "Why Paper Packaging Fell on Tuesday", "A Beginner's Guide to Crop Insurance",
    "Is the Forklift Rental Boom Over?", "5 Things Larch Securities Said About Robots", "Better Buy: Filters or Sensors?",
    "What Happened to Airline Seats This Week", "Where Will Saltmarsh Bank Be in 10 Years?",
)  # fmt: skip


def _some(random: Random, words: Sequence[str], least: int, most: int) -> list[str]:
    return [random.choice(words) for _ in range(random.randint(least, most))]


def _links(random: Random, words: Sequence[str], least: int, most: int, *, item: str = "<li>{}</li>") -> str:
    """Links, one an item."""
    chosen = _some(random, words, least, most)
    return "\n".join(
        [item.format(f'<a href="/a/{random.randrange(9999)}.html" target="_blank">{escape(w)}</a>') for w in chosen]
    )


def _comments(random: Random, name: str) -> str:
    """Readers who talk: a nickname above each remark, or before it."""
    html = ""
    for _ in range(random.randint(3, 12)):
        who, what, other = random.choice(_READERS), random.choice(_REMARKS), random.choice(_READERS)
        answer = f'<div class="{name}-reply"><a class="nick">{other}</a>：{random.choice(_REMARKS)}</div>'
        html += (
            f'<li class="{name}-item"><div class="avatar"><img src="/u/{random.randrange(99)}.png"></div>\n'
            f'<div class="{name}-user"><a class="nick" href="/u/1">{who}</a></div>\n<div class="{name}-text">{what}</div>\n'
            f"{answer if random.random() < 0.4 else ''}"
            f'<div class="{name}-foot"><span>昨天 22:1{random.randrange(10)}</span> <a>赞 {random.randrange(60)}</a> <a>回复</a>'
            " <a>举报</a></div></li>\n"
        )
    return html


def _script(random: Random) -> str:
    """A script with words, tags and half a document in its strings."""
    return random.choice(
        (
            '<script>var _hmt = _hmt || []; if (1 < 2 && 3 > 2) { document.write("<p>欢迎回来：</p><div id=\\"x\\">"); }</script>',
            '<script type="text/javascript">\n//<![CDATA[\nvar tpl = \'<li><a href="{u}">{t}</a></li></p>\';\n//]]>\n</script>',
            '<script async src="https://cdn.invalid/stat.js"></script>',
            "<script><!--\nfunction up(a){return a<3?'接线员：':\"</p>\"}\n//--></script>",
        )
    )


def _embedded(article: Article) -> str:
    """The article once more, as data: what pages send along that a script shows."""
    body = "\n".join([line.text for block in article.blocks[:8] for line in block])
    data = json.dumps({"headline": article.title, "articleBody": body}, ensure_ascii=False).replace("</", "<\\/")
    return data.replace(TITLE, "").replace(BODY, "")


def _head(*more: str, suffix: str = "_要闻_远山财经") -> str:
    return "\n".join(
        [
            "<head>", '<meta charset="utf-8">', f"<title>{TITLE}{suffix}</title>",
            f'<meta name="keywords" content="{TITLE},业绩,电话会议">',
            f'<meta name="description" content="{TITLE}。接线员：大家好，以下是全文…">',
            '<link rel="stylesheet" href="/css/main.css">', *more, "</head>",
        ]
    )  # fmt: skip


# --- the sites ----------------------------------------------------------------------------------------------------


def portal(article: Article, random: Random) -> Frame:
    """A portal: an article of paragraphs between menus, hot lists, a stock box, an advert, a form and readers."""
    paragraphs = []
    for n, block in enumerate(article.blocks):
        bold = "strong" if random.random() < 0.7 else "b"
        paragraphs.append(f"<p>\u3000\u3000{_lines(block, plain_ink, bold=bold)}</p>")
        if n == 3:
            paragraphs.append(
                f'<div class="ad-slot" id="ad_{random.randrange(99999)}"><span class="ad-mark">广告</span>{_script(random)}'
                '<iframe src="//ad.invalid/x" width="300"></iframe></div>'
            )
    hot = _links(random, _HEADLINES, 8, 20)
    html = f"""<!DOCTYPE html>
<html lang="zh-CN">
{_head(_script(random), "<style>p{margin:0} .nav>li{float:left}</style>")}
<body class="w9 login-out">
<div class="topbar"><ul class="nav-list">{_links(random, _MENU, 12, 24)}</ul><a class="login" href="#">登录</a></div>
<div class="search"><form action="/s"><input name="q" value="请输入代码"><button type="submit">搜索</button></form></div>
<h1 class="logo"><a href="/">远山财经</a></h1>
<div class="crumbs"><a href="/">远山财经</a> &gt; <a href="/us">美股</a> &gt; 正文</div>
<div class="main clearfix">
 <div class="left">
  <h1 class="main-title">{TITLE}</h1>
  <div class="date-source"><span class="date">{DATE}</span> <a class="source" href="#">远山财经</a>
    <span class="cmt">评论(<em>23</em>)</span></div>
  <!-- 正文 -->
  <div class="article" id="yscontent">
{BODY}
  </div>
  <p class="editor">责任编辑：小溪</p>
  <div class="share-bar"><span>分享到：</span><a>微博</a><a>微信</a><a>QQ空间</a></div>
  <div class="keywords">文章关键词：<a>业绩</a> <a>电话会议</a></div>
  <div class="related"><h3>相关新闻</h3><ul>{_links(random, _HEADLINES, 4, 8)}</ul></div>
  <div class="comment-box"><h3>网友评论</h3><form><textarea>我来说两句</textarea></form>
   <ul class="comment-list">{_comments(random, "comment")}</ul></div>
 </div>
 <div class="right sidebar">
  <div class="quote-widget"><table><tr><th>名称</th><th>最新价</th><th>涨跌幅</th></tr>
   <tr><td>云杉证券</td><td>18.20</td><td>-0.44%</td></tr><tr><td>白桦银行</td><td>6.35</td><td>1.12%</td></tr></table></div>
  <div class="hot"><h2>热门排行</h2><ol>{hot}</ol></div>
 </div>
</div>
<div class="footer"><p>远山财经 版权所有 Copyright &copy; 2024 </p><p>举报电话：400-000-0000 <a>意见反馈</a></p></div>
{_script(random)}
</body></html>"""
    return Frame(html, "\n".join(paragraphs))


def breaks(article: Article, random: Random) -> Frame:
    """All of the article in one div, with nothing but line breaks in it, and pictures with what they show below them."""
    between = random.choice(("<br><br>", "<br/>\n<br/>\n", '<br><div class="gap"></div>', "<br /> <br />"))
    body = between.join([_lines(block, plain_ink, bold=random.choice(("", "b"))) for block in article.blocks])
    html = f"""<!DOCTYPE html>
<html>
{_head(suffix="_澄海新闻")}
<body>
<div class="head"><div class="menu">{_links(random, _MENU, 10, 20, item="{} | ")}</div></div>
<div class="wrap"><div class="lt"><div class="newsbox">
<h1 class="news_title">{TITLE}</h1>
<div class="news_about"><p>澄海新闻记者</p><p>{DATE}<span>来源：<i>澄海新闻</i></span></p></div>
<div class="news_txt" data-size="standard">{BODY}</div>
<div class="news_tail"><div class="go"><span>责任编辑：</span>小舟</div><div class="zan"><a>点赞</a> <span>17</span></div></div>
<div class="pinglun"><h2>评论（{random.randrange(90)}）</h2><ul>{_comments(random, "pl")}</ul><a>查看更多评论</a></div>
</div></div>
<div class="rt"><h2>24小时最热</h2><ul class="list_hot">{_links(random, _HEADLINES, 10, 20)}</ul></div></div>
<div class="foot"><ul>{_links(random, ["关于我们", "加入我们", "联系我们", "版权声明", "隐私政策"], 5, 8)}</ul></div>
<!-- 统计 --><div style="display:none">{_script(random)}</div></body></html>"""
    return Frame(html, body)


def account(article: Article, random: Random) -> Frame:
    """A post of an account: sections and spans all the way down, and hidden until a script shows it."""
    ink = soup_ink(random)
    sections = []
    for block in article.blocks:
        inner = _lines(block, ink, bold=random.choice(("strong", "strong", "b", "")), between="<br>")
        shape = random.choice(
            (
                '<section style="margin: 0px 8px;">{}</section>',
                '<section><section style="line-height: 1.75em;"><p style="text-align: left;">{}</p></section></section>',
                '<p style="text-indent: 0em;"><span style="font-size: 15px;">{}</span></p>',
                '<section data-role="paragraph"><p>{}</p></section><p><br></p>',
            )
        )
        sections.append(shape.format(inner))
        if random.random() < 0.08:
            sections.append('<section><img data-src="https://pic.invalid/640?wx_fmt=png" alt="图片"></section>')
    html = f"""<!DOCTYPE html>
<html class="">
{_head(f'<meta property="og:title" content="{TITLE}">', suffix="")}
<body id="activity-detail" class="zh_CN post_appmsg not_in_app">
<script nonce="1829">var biz = "MzA" || ""; var msg_title = '{TITLE}'.html(false); var msg_desc = "&lt;p&gt;接线员：&lt;/p&gt;";</script>
<div id="js_post" class="rich_post"><div class="rich_post_inner">
<div class="rich_post_area_primary"><div id="img-content">
<h2 class="rich_post_title" id="activity-name">
            {TITLE}
</h2>
<div id="meta_content" class="rich_post_meta_list"><span class="meta meta_text">远山小编</span>
 <span class="meta nickname"><a id="js_name">远山财报厅</a>
  <div id="js_profile_qrcode" class="profile_container" style="display:none;"><strong>远山财报厅</strong>
   <p><label>微信号</label><span>yuanshan_cbt</span></p><p><label>功能介绍</label><span>读财报，听会议。</span></p></div></span>
 <em id="publish_time" class="meta meta_text">{DATE}</em></div>
<div class="rich_post_content " id="js_text" style="visibility: hidden; opacity: 0; ">
{BODY}
</div>
<script>var first_sceen__time = (+new Date()); if ("" == 1 && document.getElementById('js_text')) {{ }}</script>
</div>
<div class="post_tool"><a id="js_view_source">阅读原文</a><span>阅读 <i>1.2万</i></span><a>分享</a><a>收藏</a><a>在看</a></div>
</div></div></div>
<div class="qr_code_pc" style="display:none;"><p>微信扫一扫<br>关注该公众号</p></div>
<div class="weui-dialog" style="display: none;"><div class="weui-dialog__hd">轻触阅读原文</div><a>知道了</a></div>
<div class="discuss_container" style="display:none;"><ul>{_comments(random, "discuss")}</ul></div>
{_script(random)}<script>{"window.__x = 1; " * 200}</script>
</body></html>"""
    return Frame(html, "\n".join(sections))


def forum(article: Article, random: Random) -> Frame:
    """A post of a forum. The readers below it say more than it does."""
    body = "".join([f"<p>{_lines(block, plain_ink)}</p>" for block in article.blocks])
    html = f"""<!DOCTYPE html>
<html lang="zh">
{_head(suffix=" - 麦田社区")}
<body>
<nav class="nav stickyFixed"><a>麦田社区</a>{_links(random, _MENU, 6, 12, item="{}")}<input placeholder="搜索"></nav>
<main class="container"><article class="post">
<div class="post__author"><a class="name">青石的笔记</a> <span>来自网页</span> <time datetime="2024-11-06">{DATE}</time></div>
<h1 class="post__title">{TITLE}</h1>
<div class="post__detail">{BODY}</div>
<div class="post__ops"><a>转发</a><a>赞 8</a><a>收藏</a><a>打赏</a></div>
</article>
<div class="thread"><div class="thread__hd"><h3>全部评论（{random.randrange(10, 60)}）</h3><a>最新</a><a>最热</a></div>
<div class="thread__editor"><textarea placeholder="写评论…"></textarea><button>发布</button></div>
<ul class="comment__list">{_comments(random, "comment")}{_comments(random, "comment")}</ul></div>
</main>
<aside class="side"><div class="side__card"><h3>热帖</h3>{_links(random, _HEADLINES, 6, 12, item="<div>{}</div>")}</div></aside>
<footer><p>麦田社区 © 2024</p></footer>
<script>window.POST_DATA = {_embedded(article)};</script>
</body></html>"""
    return Frame(html, body)


def english(article: Article, random: Random) -> Frame:
    """An English site with menus twice, a pitch inside the article, and a source whose lines are broken."""
    paragraphs = []
    for n, block in enumerate(article.blocks):
        if block[0].heading:
            paragraphs.append(f"<h2>{_lines(block, plain_ink, bold='')}</h2>")
        else:
            paragraphs.append(f"<p>{_lines(block, wrapped_ink)}</p>")
        if n == 4:
            paragraphs.append(
                '<div class="article-pitch-container"><div class="promo-ad"><p><a href="/go">Where to invest $1,000 right now? '
                "See the 10 names &raquo;</a></p></div></div>"
            )
    menu = _links(random, _ENGLISH_MENU, 15, 40)
    html = f"""<!DOCTYPE html>
<html lang="en">
{_head('<link rel="canonical" href="https://orchard.invalid/x">', suffix=" | The Orchard Investor")}
<body class="orchard bg-gray-100 md:gray-200


  ">
<a class="skip" href="#main">Skip to main content</a>
<header><nav class="topnav"><ul class="leading-relaxed">{menu}</ul></nav>
<nav id="mobile-nav-container" class="hidden"><ul>{menu}</ul></nav></header>
<main id="main"><div class="md:flex">
<div class="md:w-3/4"><h1 class="font-medium">{TITLE}</h1>
<div class="byline">By <a href="/author/7">Orchard Transcribing</a> &ndash; <span>{DATE}</span></div>
<div class="share"><a>Share</a> <a>Print</a></div>
<div class="tailwind-article-body">
{BODY}
</div>
<section class="disclosure"><p>This article is a transcript of this conference call. The Orchard has a
<a>disclosure policy</a>.</p></section></div>
<div class="md:w-1/4 sidebar"><h3>Related Articles</h3>{_links(random, _ENGLISH_HEADLINES, 4, 9, item='<div class="card">{}</div>')}
<div class="returns"><p>Market-beating stocks from our team.</p><p>Returns as of today.</p></div></div>
</div></main>
<footer class="footer-main"><ul>{_links(random, _ENGLISH_MENU, 10, 24)}</ul><p>&copy; 2024 The Orchard. All rights reserved.</p></footer>
{_script(random)}
</body></html>"""
    return Frame(html, "\n".join(paragraphs))


def table(article: Article, random: Random) -> Frame:
    """A transcript in a table: who speaks in one cell, what is said in the next."""
    rows: list[tuple[str, list[str]]] = []
    for block in article.blocks:
        line = block[0]
        if line.head and not line.heading and len(block) == 1:
            rows.append((line.head, [line.rest] if line.rest else []))
        elif rows and not line.head:
            rows[-1][1].append(_lines(block, plain_ink, bold=""))
        else:
            rows.append((_lines(block, plain_ink, bold=""), []))
    html_rows = []
    for head, said in rows:
        if said:
            cell = "".join([f"<p>{text}</p>" for text in said]) if len(said) > 1 else said[0]
            html_rows.append(f'<tr>\n  <td class="who">{head}</td>\n  <td class="said">{cell}</td>\n</tr>')
        else:
            html_rows.append(f'<tr><td colspan="2">{head}</td></tr>')
    html = f"""<!DOCTYPE html>
<html>
{_head(suffix=" - 北桥纪要")}
<body>
<div id="header"><ul id="menu">{_links(random, _MENU, 6, 12)}</ul></div>
<div id="content">
<h1>{TITLE}</h1>
<p class="info">{DATE}</p>
<table class="transcript" width="100%" border="0"><tbody>
{BODY}
</tbody></table>
<div class="share"><a>打印</a> <a>下载</a> <a>收藏</a></div>
</div>
<div id="side"><h3>最新纪要</h3><ul>{_links(random, _HEADLINES, 5, 10)}</ul></div>
<div id="footer">北桥纪要 &copy; 2024 京ICP备00000000号</div>
{_script(random)}
</body>
</html>"""
    return Frame(html, "\n".join(html_rows))


def fragment(article: Article, random: Random) -> Frame:
    """What somebody copied out of a page: no head, no body, no line ends."""
    tag = random.choice(("p", "div"))
    body = "".join([f"<{tag}>{_lines(block, plain_ink)}</{tag}>" for block in article.blocks])
    title = random.choice((f"<h1>{TITLE}</h1>", f"<p><strong>{TITLE}</strong></p>", f"<h2><span>{TITLE}</span></h2>"))
    return Frame(f"{title}<p>{DATE}</p>{BODY}" if tag == "p" else f"<div>{title}<div>{DATE}</div>{BODY}</div>", body)


def blog(article: Article, random: Random) -> Frame:
    """A source file of a static blog: front matter, then the post as HTML."""
    title = random.choice((TITLE, f"'{TITLE}'", f'"{TITLE}"'))
    body = "\n\n".join([f"<p>{_lines(block, plain_ink)}</p>" for block in article.blocks])
    tags = random.choice(("tags: [财报, 会议]\n", "categories:\n  - 财报\ntags:\n  - 会议\n", ""))
    return Frame(f"---\nlayout: post\ntitle: {title}\ndate: {DATE}\n{tags}---\n\n{BODY}\n", body)


def browser(article: Article, random: Random) -> Frame:
    """What a browser saves: every element that a script made, and copies of the article that nobody sees."""
    shape = random.choice(('<div class="para">{}</div>', "<p>{}</p>", '<p class="ql-align"><span>{}</span></p>'))
    body = "\n".join([shape.format(_lines(block, plain_ink)) for block in article.blocks])
    first = "".join([f"<p>{_lines(block, plain_ink)}</p>" for block in article.blocks[:3]])
    hidden = random.choice(
        (
            f'<div class="m-copy" style="display: none">{first}</div>',
            f"<div hidden>{first}</div>",
            f"<template><div>{first}</div></template>",
            f"<noscript><div>{first}</div></noscript>",
            f'<textarea style="display:none">{escape(first)}</textarea>',
        )
    )
    url = f"https://news.qingshi.invalid/{random.randrange(10**6)}"
    html = f"""<!DOCTYPE html>
<!-- saved from url=({len(url):04d}){url} -->
<html lang="zh-CN" data-theme="light"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>{TITLE}</title>
<style type="text/css">.a::before{{content:"接线员："}} .b > p {{ color: red }}</style>
<script type="application/ld+json">{_embedded(article)}</script>
<script src="./page_files/jquery.js"></script></head>
<body data-spm="1">
<svg style="display:none"><symbol id="i"><title>图标</title><text x="1">图标文字</text></symbol></svg>
<noscript>您的浏览器没有启用脚本。</noscript>
<div id="app"><div role="banner"><a>青石资讯</a><ul role="menubar">{_links(random, _MENU, 8, 16)}</ul></div>
<div class="layout"><div class="detail">
<h1>{TITLE}</h1>
<div class="info"><span>青石资讯</span><span>{DATE}</span><select><option>大字</option><option>小字</option></select></div>
{hidden}
<div class="detail-content">
{BODY}
</div>
<div class="actions"><button>点赞</button><button>收藏</button><svg><path d="M1 1"></path><text>赞</text></svg></div>
<form class="subscribe"><label>邮箱</label><input type="email"><button>订阅</button></form>
<iframe src="./page_files/ad.html"></iframe>
<section class="comments" id="comments"><h3>评论</h3><ul>{_comments(random, "cmt")}</ul></section>
</div><div class="recommend"><h3>猜你喜欢</h3>{_links(random, _HEADLINES, 6, 14, item='<div class="card">{}<span>青石</span></div>')}</div>
</div></div>
<div class="cookie-banner" role="dialog">我们使用 Cookie 来改善体验。<button>同意</button></div>
<div class="modal" aria-hidden="true" style="display: none;"><p>请先登录</p><form><input type="password"></form></div>
<script>window.__INITIAL_STATE__={_embedded(article)};</script>
</body></html>"""
    return Frame(html, body)


def old(article: Article, random: Random) -> Frame:
    """A page of long ago: a table lays it out, paragraphs are never closed, and characters are numbers."""
    ink = reference_ink(random)
    start = random.choice(("<P>&nbsp;&nbsp;&nbsp;&nbsp;", "<P>\u3000\u3000", '<P ALIGN="left">'))
    shape = random.choice(("{}", "<FONT SIZE=3>{}</FONT>", '<FONT COLOR="#333333" FACE=宋体>{}</FONT>'))
    bold = random.choice(("B", "B", "STRONG", ""))
    body = "\n".join([start + shape.format(_lines(block, ink, bold=bold, between="<BR>")) for block in article.blocks])
    html = f"""<HTML>
<HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=utf-8">
<TITLE>{TITLE}</TITLE>
<SCRIPT LANGUAGE="JavaScript"><!--
function go(n) {{ if (n < 3) document.write("<P>欢迎") }}
//--></SCRIPT></HEAD>
<BODY BGCOLOR=#FFFFFF onload="go(1)">
<TABLE WIDTH=760 BORDER=0><TR><TD COLSPAN=2>{_links(random, _MENU, 8, 14, item="{} | ")}
<TR><TD WIDTH=150 VALIGN=top>{_links(random, _HEADLINES, 5, 10, item="{}<BR>")}
<TD WIDTH=610 VALIGN=top>
<CENTER><FONT SIZE=5><B>{TITLE}</B></FONT><BR>{DATE}</CENTER>
<HR>
{BODY}
<HR><CENTER><A HREF=#>返回首页</A> <A HREF=#>关闭窗口</A></CENTER>
</TD></TR><TR><TD COLSPAN=2 ALIGN=center>南湾网 版权所有<BR>&copy; 1999-2003</TD></TR></TABLE>
<DIV STYLE="display:none"><SCRIPT>go(2)</SCRIPT></DIV>
</BODY></HTML>"""
    return Frame(html, body)


def hashed(article: Article, random: Random) -> Frame:
    """A page whose classes are hashes: only what stands in an element says what it is."""

    def c(word: str) -> str:
        return f"{word}-{random.randrange(16**6):06x}"

    body = "".join([f"<p>{_lines(block, plain_ink)}</p>" for block in article.blocks])
    html = f"""<!doctype html><html lang="zh-CN">{_head(suffix="_白桦网")}<body><div id="root"><div>
<div class="{c("hd")}"><ul class="clearfix">{_links(random, _MENU, 8, 20)}</ul></div>
<div class="{c("ct")}"><div class="{c("lf")}"><div class="{c("ar")}">
<h1 class="{c("tp")}">{TITLE}</h1><div class="{c("in")}"><span>白桦网</span><span class="{c("tm")}">{DATE}</span></div>
<div class="{c("mn")}"><div><div class="{c("tx")}">{BODY}</div><span>
<span></span></span></div></div></div>
<div class="{c("bx")}">{_links(random, _HEADLINES, 10, 40, item="<div><h2>{}</h2><span>白桦网</span><span>11-05</span></div>")}</div></div>
<div class="{c("rt")}"><ul>{_links(random, _HEADLINES, 8, 20, item="<li><p>{}</p></li>")}</ul></div></div>
<div class="{c("ft")}"><a>关于我们</a><a>广告服务</a><p>白桦网 版权所有</p></div>
</div></div><script>var allData = {_embedded(article)};</script></body></html>"""
    return Frame(html, body)


def news(article: Article, random: Random) -> Frame:
    """HTML5 as it is meant, with a header and a footer in the article, and a related list between its paragraphs."""
    paragraphs = []
    for n, block in enumerate(article.blocks):
        if block[0].heading:
            paragraphs.append(f"<h3>{_lines(block, plain_ink, bold='')}</h3>")
        else:
            paragraphs.append(f"<p>\n  {_lines(block, plain_ink, bold=random.choice(('strong', 'b', '')))}\n</p>")
        if n == 5 and random.random() < 0.5:
            paragraphs.append(
                f'<aside class="related"><h4>延伸阅读</h4><ul>{_links(random, _HEADLINES, 2, 4)}</ul></aside>\n'
                '<figure><img src="/1.jpg" alt="会场"><figcaption>远山财经配图</figcaption></figure>'
            )
    html = f"""<!DOCTYPE html>
<html lang="zh-Hans">
{_head(f'<meta property="article:published_time" content="{DATE}">', suffix=" | 远帆")}
<body>
<header class="site-header"><nav aria-label="主导航"><ul>{_links(random, _MENU, 8, 16)}</ul></nav></header>
<main>
<nav aria-label="breadcrumb"><ol><li><a>远帆</a></li><li><a>财报</a></li></ol></nav>
<article>
<header><h1>{TITLE}</h1><p class="meta"><time>{DATE}</time> · <address>远帆编辑部</address></p></header>
<div class="entry-content">
{BODY}
</div>
<footer><ul class="tags"><li><a>财报</a></li><li><a>会议</a></li></ul></footer>
</article>
<section id="respond"><h2>发表评论</h2><form><label>昵称</label><input><textarea></textarea></form></section>
<section class="comments-area"><ol>{_comments(random, "comment")}</ol></section>
</main>
<aside><section class="widget"><h2>近期文章</h2><ul>{_links(random, _HEADLINES, 5, 10)}</ul></section></aside>
<footer class="site-footer"><p>© 2024 远帆国际 <a>隐私</a></p></footer>
{_script(random)}
</body>
</html>"""
    return Frame(html, "\n".join(paragraphs))


def columns(article: Article, random: Random) -> Frame:
    """A financial portal whose right column holds dialogue too: advisers who answer, and what readers ask them."""
    body = "\n".join([f"<p>　　{_lines(block, plain_ink)}</p>" for block in article.blocks])
    advisers = "".join(
        [
            f'<li><div class="tw-text"><h3><a href="/u/2">{random.choice(("飞鸟看市", "老周论盘", "慢牛先生"))}</a>'
            f'<span class="time">今天 12:0{random.randrange(10)}:18</span></h3><div class="content">'
            f"<p><em>网友提问：</em>{random.choice(_REMARKS)}</p><p><em>老师回答：</em>{random.choice(_REMARKS)}</p></div></div></li>"
            for _ in range(random.randint(2, 6))
        ]
    )
    quotes = "".join(
        [
            f"<tr><td>{name}</td><td>{random.randrange(400) / 10}</td><td>+{random.randrange(100) / 10}%</td></tr>"
            for name in random.sample(("云杉证券", "北桥资本", "青石研究", "麦田证券", "白桦银行", "南湾证券"), 4)
        ]
    )
    html = f"""<!DOCTYPE html>
<!-- [ published at {DATE} ] -->
<html>
{_head(_script(random), suffix="_澄海财经_澄海网")}
<body class="log-out">
<div class="sec-menu"><a href="/app">移动客户端</a> <a href="/fav">我的收藏</a></div>
<div class="channel-path"><a href="/us">美股</a> &gt; <span>正文</span></div>
<div class="second-title">{TITLE}</div>
<div class="main-content"><h1 class="main-title">{TITLE}</h1>
<div class="top-bar"><div class="date-source"><span class="date">{DATE}</span> <span class="source">澄海财经</span></div>
<div class="page-tools"><span>分享到：</span><a>微博</a><span class="zi">T + -</span><span>{random.randrange(999)}</span></div></div>
<div class="article-content clearfix">
<div class="article-content-left"><div class="article" id="chbody">
{BODY}
<div class="wx-sub"><img src="/q.png"><p>24小时滚动播报最新的财经资讯和视频，更多福利扫描二维码关注</p></div>
</div>
<p class="show-author">责任编辑：小溪</p>
<div class="article-keywords"><span>文章关键词：</span><a>业绩</a> <a>分红</a></div>
<div class="post-next"><span>阅读下一篇</span><h3><a href="/n">{random.choice(_HEADLINES)}</a></h3>
<p>昨天公布的数据显示，仓储价格连续三周回落，业内人士认为这与新园区投产有关，<a href="/n">[详细]</a></p></div>
<div class="love"><h3>大家都爱看</h3>{_links(random, _HEADLINES, 5, 12, item="<h4>财经 | {}</h4>")}</div>
</div>
<div class="article-content-right">
<div class="tabs"><ul class="tabs-nav"><li>热门看点</li><li>问顾问</li></ul><div class="tabs-cont"><ul>{advisers}</ul></div></div>
<div class="quotes"><h2>热门股票</h2><table>{quotes}</table></div>
<div class="author-new"><h3>作者最新文章</h3><ul>{_links(random, _HEADLINES, 3, 6, item="<li>{}<div>12-27 18:40</div></li>")}</ul></div>
</div></div></div>
<div class="bottom"><p>澄海财经意见反馈留言板 欢迎批评指正</p><p>Copyright &copy; 2024 All Rights Reserved 澄海公司 版权所有</p></div>
{_script(random)}
</body></html>"""
    return Frame(html, body)


_ANY = ("nameline", "colon", "bold", "marks", "stamped", "bilingual", "parallel", "motley")

SITES: dict[str, Site] = {
    site.__name__: site
    for site in (portal, breaks, account, forum, english, table, fragment, blog, browser, old, hashed, news, columns)
}
# Which formats a site prints; the table has one label a row.
PRINTS: dict[str, tuple[str, ...]] = dict.fromkeys(SITES, _ANY) | {
    "english": ("motley", "seekingalpha"),
    "table": ("nameline", "colon", "motley"),
    "news": (*_ANY, "seekingalpha", "minutes"),
    "breaks": (*_ANY, "seekingalpha", "minutes"),
}
