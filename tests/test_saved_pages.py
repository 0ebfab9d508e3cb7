"""A page saved as HTML reads as the plain text in it does, whatever site, encoding and accident it comes from."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

import transcripts
from transcripts import Call, NoticeCode, Severity, formats
from transcripts.source import load
from transcripts.testing import Options, check_growth, scene, suited

from .sites import PRINTS, SITES, cut_behind, cut_within, wrapped

PAGES, QUICK = 300, 40


def rows(call: Call) -> dict[str, Any]:
    """Everything that a reader takes out of a call, but for places."""
    return {
        "meta": (call.title, call.company, call.period, (call.published or "")[:16]),
        "turns": [(t.speaker.name, t.speaker.role, t.section, tuple([p.text for p in t.said])) for t in call.turns],
        "translations": [tuple([p.text for p in t.translation]) for t in call.turns],
        "speakers": [(s.name, s.role, s.title, s.firm) for s in call.speakers],
        "questions": [
            (
                p.asker.name,
                p.follows,
                [(_one_line(q.text), sorted([str(a) for a in q.addressees])) for q in p.questions],
            )
            for p in call.qa_pairs
        ],
        "answers": [
            [(str(a.speaker), [(_one_line(s.text), s.evidence) for s in a.segments]) for a in p.answers]
            for p in call.qa_pairs
        ],
    }


def _one_line(text: str) -> str:
    """A passage over several paragraphs, whatever stands between them."""
    return " ".join(text.split())


# --- a corpus -----------------------------------------------------------------------------------------------------

# How a page is written, and what it says of that.
ENCODINGS = (
    ("utf-8", "utf-8"),
    ("gb18030", "gb2312"),
    ("big5", "big5"),
    ("utf-16", "utf-8"),
    ("utf-8", ""),
    ("utf-8", "gbk"),
    ("gb18030", "utf-8"),
    ("str", "utf-8"),
)


def encoded(html: str, codec: str, declared: str) -> bytes | str:
    """A page as a file; characters that the codec lacks are references."""
    html = html.replace('<meta charset="utf-8">\n', f'<meta charset="{declared}">\n' if declared else "")
    html = html.replace("charset=utf-8", f"charset={declared}")
    return html if codec == "str" else html.encode(codec, "xmlcharrefreplace")


def saved(number: int) -> tuple[str, bytes | str, str]:
    """One page of the corpus: what it is, the file, and the plain text that it must read as."""
    random = Random(number)
    site = list(SITES)[number % len(SITES)]
    plugin = formats.get(PRINTS[site][number // len(SITES) % len(PRINTS[site])])
    codec, declared = random.choice(ENCODINGS)
    options: Options = {**suited(plugin), "exchanges": 3 + random.randrange(6)}
    if site == "english":
        options["lang"] = "en"
    text = scene(random, **options).page(plugin)
    traditional = codec == "big5"
    if traditional:
        text = _traditional(text)
    accident = random.choice(("cut behind", "cut within", "", "", "", "", "", "", "", ""))
    if accident == "cut within":
        text = _cut(text, random)
    html = wrapped(text, site, random, traditional=traditional)
    if accident == "cut within":
        html = cut_within(html)
    elif accident == "cut behind":
        html = cut_behind(html, random)
    name = f"{site}, {plugin.name}, {codec} declared {declared or 'nowhere'}{', ' + accident if accident else ''}"
    return name, encoded(html, codec, declared), text


def _traditional(text: str) -> str:
    from opencc import OpenCC

    converted: str = OpenCC("s2t").convert(text)
    return converted


def _cut(text: str, random: Random) -> str:
    """The first half of a page at least, up to a paragraph or into one."""
    at = random.randrange(len(text) // 2, len(text))
    if random.random() < 0.5:
        return text[: text.rindex("\n", 0, at)].rstrip() + "\n"
    return text[:at].rstrip() + "\n"


def check(number: int) -> None:
    name, data, text = saved(number)
    found, wanted = rows(transcripts.parse(data)), rows(transcripts.parse(text))
    for field in wanted:
        assert found[field] == wanted[field], f"page {number} ({name}): {field}"


@pytest.mark.parametrize("number", range(QUICK))
def test_a_saved_page_reads_as_its_text_does(number: int) -> None:
    check(number)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(QUICK, PAGES))
def test_many_saved_pages_read_as_their_text_does(number: int) -> None:
    check(number)


# --- pages of a few lines -----------------------------------------------------------------------------------------

TURNS = (
    "<p>塔维·洛林特</p><p>大家好，我们开始。本季度公司收入同比增长百分之十二。</p>"
    "<p>米琳·哈曼迪</p><p>谢谢。净水滤芯的订单能见度现在有多长？</p>"
    "<p>塔维·洛林特</p><p>谢谢米琳。净水滤芯的新客户大多来自华南和东南亚。</p>"
)
SHOWN = [
    "塔维·洛林特", "大家好，我们开始。本季度公司收入同比增长百分之十二。", "米琳·哈曼迪", "谢谢。净水滤芯的订单能见度现在有多长？",
    "塔维·洛林特", "谢谢米琳。净水滤芯的新客户大多来自华南和东南亚。",
]  # fmt: skip


def shown(page: str | bytes) -> list[str]:
    """The lines that are left of a page, without the blank ones."""
    return [line.strip() for line in load(page)[0].text.splitlines() if line.strip()]


def page(body: str, *, head: str = "", attributes: str = "") -> str:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body{attributes}>{body}</body></html>"


def test_paragraphs_are_lines() -> None:
    assert shown(page(TURNS)) == SHOWN
    assert shown(page(TURNS).encode()) == SHOWN


@pytest.mark.parametrize(
    "name",
    [
        "<b>塔维·洛林特</b>",
        "<b>塔</b>维·<span>洛<i>林</i></span>特",
        "<span><span>塔维</span></span><span>·</span><span><font color=red>洛林特</font></span>",
        "<strong>塔维<!-- -->·洛林<wbr>特</strong>",
        "<a href='/p/1'>塔维·</a><em></em><u>洛林特</u>",
        "<span\n  class='x'\n>塔维·洛林特</span\n>",
        "塔维&middot;洛林特",
        "&#22612;&#x7ef4;·洛林特",
        "\n   塔维·洛林特\n  ",
        "&nbsp;&nbsp;塔维·洛林特&nbsp;",
        "&emsp;&emsp;塔维·洛林特",
        "\u3000\u3000塔维·洛林特",
    ],
)
def test_tags_and_references_within_a_name(name: str) -> None:
    assert shown(page(TURNS.replace("塔维·洛林特", name))) == SHOWN


def test_spaces_between_tags_are_those_of_the_page() -> None:
    html = page(TURNS.replace("塔维·洛林特", "<span>Tessa</span> <span>Brand</span><span>vold</span>"))
    assert shown(html)[0] == "Tessa Brandvold"
    html = page(TURNS.replace("塔维·洛林特", "<b>Tessa\n\t</b>\n   Brandvold"))
    assert shown(html)[0] == "Tessa Brandvold"


def test_references() -> None:
    said = "R&amp;D &lt;新&gt; &#22823;&#x5bb6;&ldquo;好&rdquo;&hellip; AT&T &copy 5 &lt 6&#8212;&quot;是&quot;"
    assert shown(page(TURNS.replace("大家好，我们开始。", said)))[1].startswith(
        'R&D <新> 大家“好”… AT&T © 5 < 6—"是"本季度'
    )


def test_references_of_long_ago_mean_windows_characters() -> None:
    assert shown(page(TURNS.replace("大家好，", "&#147;大家好&#148;&#133;&#151;")))[1].startswith("“大家好”…—我们")


@pytest.mark.parametrize(
    "br", ["<br>", "<BR>", "<br/>", "<br />", "<br clear=all>", "<br><br>", "<br>\n<br>\n", "</br>"]
)
def test_line_breaks(br: str) -> None:
    assert shown(page(f"<div>{br.join(SHOWN)}</div>")) == SHOWN


@pytest.mark.parametrize("tag", ["p", "div", "section", "li", "h3", "dd", "blockquote", "P", "article", "center"])
def test_blocks(tag: str) -> None:
    assert shown(page("".join([f"<{tag}>{line}</{tag}>" for line in SHOWN]))) == SHOWN


def test_paragraphs_that_nobody_closes() -> None:
    assert shown(page("".join([f"<P>{line}\n" for line in SHOWN]))) == SHOWN


@pytest.mark.parametrize(
    "hidden",
    [
        "<div style='display:none'>{}</div>",
        '<div style="color: red; DISPLAY : none !important">{}</div>',
        "<div hidden>{}</div>",
        '<p hidden="hidden">{}</p>',
        "<template>{}</template>",
        "<noscript>{}</noscript>",
        "<textarea>{}</textarea>",
        "<select><option>{}</option></select>",
        "<svg><text>{}</text></svg>",
        "<iframe>{}</iframe>",
        "<script type='text/template'><p>{}</p></script>",
        "<style>p::before {{ content: '{}' }}</style>",
        "<!-- <p>{}</p> -->",
        "<!--[if lt IE 9]><p>{}</p><![endif]-->",
        "<button>{}</button>",
        "<object><param name='x' value='{}'></object>",
        "<img alt='{}'>",
        "<input value='{}'>",
        "<?php echo '{}' ?>",
    ],
)
def test_what_nobody_sees_is_left_out(hidden: str) -> None:
    where = TURNS.index("<p>米琳")
    words = "隐藏：不是正文"
    assert shown(page(TURNS[:where] + hidden.format(words) + TURNS[where:])) == SHOWN


def test_an_article_that_a_script_would_show_is_not_hidden() -> None:
    html = page(f'<h2>标题</h2><div class="rich" id="js_text" style="visibility: hidden; opacity: 0;">{TURNS}</div>')
    assert shown(html)[-len(SHOWN) :] == SHOWN


@pytest.mark.parametrize(
    "script",
    [
        "<script>document.write('<p>问：</p>');</script>",
        '<script>var a = "</p></div></body>"; if (a < b && b > c) {}</script>',
        "<script><!-- <script> a(); --></script>",
        "<SCRIPT>x('<\\/script>')</SCRIPT >",
        "<script>/* </scrip> </p> */</script>",
        "<style>p > b { content: '</p>' }</style>",
        "<script src=a.js></script><script>'<!--'</script>",
        '<script type="application/json">{"body": "<p>分析师：</p>"}</script>',
        "<script>1</script><script>2</script>",
    ],
)
def test_scripts_with_markup_in_them(script: str) -> None:
    where = TURNS.index("<p>米琳")
    assert shown(page(TURNS[:where] + script + TURNS[where:], head=script)) == SHOWN


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- a > b -->",
        "<!---->",
        "<!-- <p>旁白：</p> -->",
        "<!--\n多行\n-->",
        "<!-- - -- -->",
        "<!doctype html>",
        "<!ELEMENT p>",
    ],
)
def test_comments(comment: str) -> None:
    where = TURNS.index("<p>米琳")
    assert shown(page(TURNS[:where] + comment + TURNS[where:])) == SHOWN


@pytest.mark.parametrize("tag", ["div", "span", "b", "section", "table><tr><td", "ul><li", "font"])
def test_deep_nesting(tag: str) -> None:
    assert shown(page(f"<{tag}>" * 20_000 + TURNS)) == SHOWN
    close = "".join([f"</{name}>" for name in reversed(tag.split("><"))])
    assert shown(page(f"<{tag}>" * 20_000 + TURNS + close * 20_000)) == SHOWN


def test_a_menu_that_nobody_closes() -> None:
    menu = "<nav class='nav'><ul>" + "".join([f"<li><a href='/{n}'>栏目{n}</a>" for n in range(12)])
    found = shown(page(f"{menu}<div class='article'>{TURNS}</div>"))
    assert found[-len(SHOWN) :] == SHOWN


@pytest.mark.parametrize(
    "attributes",
    [
        ' class="nav-open has-sidebar"', ' class="w9 menu"', ' id="comment-page"', ' class="footer-fixed header-fixed"',
        ' class="single post-template comments-open ad-free share"', ' class="hidden-nav"',
    ],
)  # fmt: skip
@pytest.mark.parametrize("on", ["body", "div"])
def test_a_page_whose_outermost_element_is_named_like_a_menu(attributes: str, on: str) -> None:
    if on == "body":
        assert shown(page(TURNS, attributes=attributes)) == SHOWN
    else:
        assert shown(page(f"<div{attributes}><div>{TURNS}</div></div>")) == SHOWN


MENU = "".join(
    [f"<li><a href='/{n}'>{word}</a></li>" for n, word in enumerate("首页 行情 股票 基金 期货 外汇 登录".split())]
)
READERS = (
    "<div class='c'><a class='nick'>山间小路</a></div><div class='t'>净水滤芯的毛利率怎么样？</div>",
    "<div class='c'><a class='nick'>云淡风轻</a>：<span>谢谢分享，先收藏了。</span></div>",
    "<p>夜航船：下半年的订单能见度到底有多长？</p>",
    "<div>老王看盘</div><p>我觉得库存还要再降一个季度。</p>",
)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    "around",
    [
        "<div class='comment-list'>{}</div>",
        "<section id='comments'><h3>评论</h3>{}</section>",
        "<div id='pinglun'><h3>网友评论</h3>{}</div>",
        "<ul class='reply-list'><li>{}</li></ul>",
    ],
)
def test_readers_are_not_in_the_call(reader: str, around: str) -> None:
    html = page(f"<ul class='nav'>{MENU}</ul><div class='article'>{TURNS}</div>{around.format(reader * 4)}")
    call = transcripts.parse(html)
    assert [t.label for t in call.turns] == ["塔维·洛林特", "米琳·哈曼迪", "塔维·洛林特"]
    assert [p.text for t in call.turns for p in t.paragraphs] == SHOWN[1::2]


@pytest.mark.parametrize(
    "chrome",
    [
        "<nav>{}</nav>", "<ul class='nav'>{}</ul>", "<div id='header'><ul>{}</ul></div>", "<footer>{}</footer>",
        "<div class='sidebar'><h3>热门</h3><ol>{}</ol></div>", "<aside>{}</aside>", "<div class='x1'>{}</div>",
    ],
)  # fmt: skip
@pytest.mark.parametrize("where", ["before", "behind"])
def test_menus_are_left_out(chrome: str, where: str) -> None:
    menu = chrome.format(MENU)
    body = f"<div>{TURNS}</div>"
    assert shown(page(menu + body if where == "before" else body + menu)) == SHOWN


def test_ruby_gives_the_characters_alone() -> None:
    name = "<ruby>塔<rp>(</rp><rt>tǎ</rt><rp>)</rp>维<rt>wéi</rt></ruby>·洛林特"
    assert shown(page(TURNS.replace("塔维·洛林特", name))) == SHOWN


def test_preformatted_text_keeps_its_lines() -> None:
    text = "塔维·洛林特：大家好，  我们开始。\n米琳·哈曼迪：谢谢。订单能见度现在有多长？\n\n塔维·洛林特：谢谢米琳。"
    assert load(page(f"<pre>{text}</pre>"))[0].text.strip() == text
    assert load(page(f"<pre>\n{text}\n</pre>"))[0].text.strip() == text


@pytest.mark.parametrize(
    "row",
    [
        "<tr><td>{}</td><td>{}</td></tr>",
        "<tr><th>{}</th><td><p>{}</p></td></tr>",
        "<tr>\n  <td><b>{}</b></td>\n  <td>{}</td>\n</tr>\n",
        "<TR><TD>{}<TD>{}",
        "<tr><td>{}：</td><td>{}</td></tr>",
    ],
)
def test_a_table_of_speakers_and_what_they_say(row: str) -> None:
    rows_ = "".join([row.format(who, what) for who, what in zip(SHOWN[::2], SHOWN[1::2], strict=True)])
    call = transcripts.parse(page(f"<table>{rows_}</table>"))
    assert [t.speaker.name for t in call.turns] == SHOWN[::2]
    assert [p.text for t in call.turns for p in t.paragraphs] == SHOWN[1::2]


def test_title_and_date_stand_outside_the_article() -> None:
    call = transcripts.parse(
        page(
            f"<ul class='nav'>{MENU}</ul><div class='hd'><h1>Solvane 2024Q3业绩电话会议实录</h1>"
            "<div class='info'><span>2024年11月06日 08:30</span><span>来源：远山财经</span></div></div>"
            f"<div class='article'>{TURNS}</div>",
            head="<title>Solvane 2024Q3业绩电话会议实录_远山财经_远山网</title>",
        )
    )
    assert (call.title, call.published) == ("Solvane 2024Q3业绩电话会议实录", "2024-11-06T08:30")
    assert [t.label for t in call.turns] == SHOWN[::2]


def test_front_matter_before_a_fragment() -> None:
    call = transcripts.parse(
        f"---\nlayout: post\ntitle: Solvane 2024Q3业绩电话会议实录\ndate: 2024-11-06 08:30:00\ntags: [财报]\n---\n\n{TURNS}\n"
    )
    assert (call.title, call.published) == ("Solvane 2024Q3业绩电话会议实录", "2024-11-06T08:30:00")
    assert [t.label for t in call.turns] == SHOWN[::2]


@pytest.mark.parametrize(
    "start",
    [
        "", "\ufeff", "\n\n  ", "<?xml version='1.0' encoding='utf-8'?>\n", "<!-- saved from url=(0021)https://x.invalid/ -->\n",
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"\n  "http://www.w3.org/TR/xhtml1/DTD/xhtml1.dtd">\n',
    ],
)  # fmt: skip
@pytest.mark.parametrize("whole", [True, False])
def test_how_a_page_may_begin(start: str, whole: bool) -> None:
    html = f"<html><body>{TURNS}</body></html>" if whole else f"<div>{TURNS}</div>"
    assert shown(start + html) == SHOWN


@pytest.mark.parametrize(
    "said",
    [
        "如果 a < b，而 b > c，那么 a < c。",
        "我们的网页里每段都有一个 <p> 标签，老的还有 <br>。",
        "毛利率<30%，净利率>5%，而且<b>没有</b>例外。",
        "请写信到 <ir@solvane.invalid>，或者看 <https://solvane.invalid>。",
        "<笑声> 谢谢。<掌声>",
        "R&amp;D 的写法是 R&D，&nbsp; 是一个空格。",
        "泛型写作 List<String>，指针写作 a->b。",
        "他说：“<html>只是开头，</html>才是结尾。”",
        "<!-- 编者按 --> 我们继续。",
        "<Operator> 下一个问题。",
    ],
)
def test_text_that_only_mentions_markup_stays(said: str) -> None:
    text = "\n\n".join([line.replace("大家好，我们开始。", said) for line in SHOWN])
    assert load(text)[0].text == text
    assert load(text.encode())[0].text == text


def test_json_with_markup_in_its_strings_stays() -> None:
    text = '{"title": "会议", "transcript": [{"speaker": "塔维", "text": "<p>大家好。</p><p>我们开始。</p>"}]}'
    assert load(text)[0].text == text


def test_a_page_with_nothing_in_it_is_empty() -> None:
    _, notices = load(page("<script>var a = '塔维：大家好';</script><div id='app'></div>"))
    assert NoticeCode.EMPTY_PAGE in [notice.code for notice in notices]


# --- what looks like chrome and is not ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "around",
    [
        "<form id='form1' method='post'><input type='hidden' value='x'>{}</form>",  # every page of ASP.NET
        "<details open><summary>全文</summary>{}</details>",
        "<blockquote>{}</blockquote>",
        "<center>{}</center>",
        "<table><tr><td>{}</td></tr></table>",
        "<div style='display:block; overflow: hidden'>{}</div>",
        "<article><header><h2>全文</h2></header>{}</article>",
        "<main role='main'>{}</main>",
        "<div role='article'>{}</div>",
        "<font face=宋体>{}</font>",
        "<span>{}</span>",
        "<a name=top>{}</a>",
        "<label>{}</label>",
    ],
)
def test_what_the_call_may_stand_in(around: str) -> None:
    assert [line for line in shown(page(around.format(TURNS))) if line != "全文"] == SHOWN


@pytest.mark.parametrize(
    "name",
    [
        "shadow", "padding-lg loaded", "thread", "read-content", "broadcast", "gradient", "navy", "heading-free", "download-page",
        "adapt", "header-image-article", "no-sidebar", "with-comments", "postcomment_no", "unshared", "hotel", "masthead-below",
        "article share-article", "content recommend-content", "news-nav-content", "hidden-xs-up", "text-hide-none", "toolbar-off",
    ],
)  # fmt: skip
@pytest.mark.parametrize("attribute", ["class", "id"])
def test_a_name_with_a_word_for_chrome_in_it(name: str, attribute: str) -> None:
    assert shown(page(f"<div {attribute}='{name}'>{TURNS}</div>")) == SHOWN


@pytest.mark.parametrize("tag", ["li", "dt", "h4", "p", "div"])
def test_labels_that_are_links(tag: str) -> None:
    """A portal links every name and every company that it knows."""
    lines = [f"<a href='/{n}' target='_blank'>{line}</a>" if n % 2 == 0 else line for n, line in enumerate(SHOWN)]
    body = "".join([f"<{tag}>{line}</{tag}>" for line in lines])
    assert shown(page(f"<ul>{body}</ul>" if tag == "li" else body)) == SHOWN


def test_a_list_whose_items_are_turns() -> None:
    items = [f"<li>{who}：{what}</li>" for who, what in zip(SHOWN[::2], SHOWN[1::2], strict=True)]
    assert shown(page(f"<ul class='qa-list'>{''.join(items)}</ul>")) == [
        f"{who}：{what}" for who, what in zip(SHOWN[::2], SHOWN[1::2], strict=True)
    ]
    terms = [f"<dt>{who}</dt><dd>{what}</dd>" for who, what in zip(SHOWN[::2], SHOWN[1::2], strict=True)]
    assert shown(page(f"<dl>{''.join(terms)}</dl>")) == SHOWN


def test_each_turn_in_a_card_of_its_own() -> None:
    cards = [
        f"<div class='item'><div class='user'><img src=a.png><a>{who}</a></div><div class='text'>{what}</div></div>"
        for who, what in zip(SHOWN[::2], SHOWN[1::2], strict=True)
    ]
    assert shown(page("".join(cards))) == SHOWN


def test_a_title_that_only_the_head_has() -> None:
    call = transcripts.parse(page(TURNS * 2, head="<title>Solvane 2024Q3业绩电话会议实录</title>"))
    assert call.title == "Solvane 2024Q3业绩电话会议实录"


@pytest.mark.parametrize(
    "suffix",
    [
        "_远山财经",
        "-远山财经",
        " - 远山财经",
        "_美股_远山财经_远山网",
        "|会议|业绩_远山网",
        " | Orchard",
        "--远山",
        "",
        "-YSDN.NET",
    ],
)
@pytest.mark.parametrize("level", ["h1", "h2", "div"])
@pytest.mark.parametrize(
    "between",
    ["", "<div>财经 &gt; 正文</div>", "<div><a href='#m'>Skip to main content</a></div>", f"<ul>{MENU}</ul>" * 12],
    ids=["nothing", "crumbs", "a link", "long menus"],
)
def test_the_headline_is_the_title(suffix: str, level: str, between: str) -> None:
    title = "Solvane 2024Q3业绩电话会议实录"
    html = page(
        f"{between}<{level} class='title'>\n {title}\n</{level}>{TURNS}", head=f"<title>{title}{suffix}</title>"
    )
    assert transcripts.parse(html).title == title


@pytest.mark.parametrize(
    "info",
    [
        "<span>2024-11-06 08:30</span>", "<span>青石资讯</span><span>2024-11-06 08:30</span>", "<time>2024-11-06 08:30</time>",
        "<span>2024年11月06日 08:30</span><span>青石资讯</span>", "发布时间：2024-11-06 08:30来源：青石资讯",
        "青石资讯 <em>2024/11/06 08:30</em>",
        "2024-11-06 08:30 来源：青石资讯 举报", "<a>青石资讯</a><i>2024-11-06 08:30</i> <b>23</b>评论", "作者：小溪 | 2024-11-06 08:30",
        "By Orchard Transcribing &ndash; <span>2024-11-06 08:30</span>",
    ],
)  # fmt: skip
def test_the_date_of_a_page(info: str) -> None:
    html = page(f"<h1>Solvane 2024Q3业绩电话会议实录</h1><div class='info'>{info}</div>{TURNS}")
    assert (transcripts.parse(html).published or "")[:16] == "2024-11-06T08:30"


# --- what a reader of the call is told ----------------------------------------------------------------------------


def test_a_notice_says_what_was_left_out() -> None:
    html = page(f"<ul class='nav'>{MENU}</ul>{TURNS}<script>{'x' * 1234}</script>")
    source, notices = load(html)
    assert source.media == "html"
    (notice,) = [notice for notice in notices if notice.code is NoticeCode.LEFT_OUT]
    assert notice.severity is Severity.INFO
    assert "scripts" in notice.message
    assert "1,234" in notice.message
    assert transcripts.parse(html, strict=True).turns


def test_a_page_is_html_if_the_caller_says_so() -> None:
    source, notices = load(page(TURNS), html=False)
    assert (source.text, source.media, notices) == (page(TURNS), "text", ())
    source, _ = load("塔维·洛林特<br>大家好。", html=True)
    assert (source.text.split(), source.media) == (["塔维·洛林特", "大家好。"], "html")


def test_places_are_those_of_what_is_shown() -> None:
    call = transcripts.parse(page(TURNS).encode("gb18030"))
    for turn in call.turns:
        assert call.source[turn.label_span] == turn.label
        assert all(call.source[p.span] == p.text for p in turn.paragraphs)


# --- hostile pages ------------------------------------------------------------------------------------------------

HOSTILE = {
    "comments that do not end": "<!--",
    "scripts that do not end": "<script>",
    "textareas that do not end": "<textarea>",
    "tags that do not end": "<p ",
    "attributes that do not end": '<p a="',
    "ampersands": "&",
    "open brackets": "<",
    "end tags of nothing": "</div>",
    "declarations": "<!",
    "sections": "<![CDATA[",
    "instructions": "<?",
    "paragraphs": "<p>塔维·洛林特",
    "hidden": "<p hidden>",
    "list items": "<li><a>",
    "cells": "<table><td>",
    "references": "&#x",
    "front matter": "---\n",
    "crossed": "<b><p></b>",
    "spaces": "<p>                    ",
}


@pytest.mark.slow
@pytest.mark.parametrize("lump", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_page_costs_what_its_size_does(lump: str) -> None:
    small, large = [page(TURNS + lump * times) for times in (1500, 3000)]
    check_growth(lambda: load(small), lambda: load(large))


def test_an_article_in_two_elements_stays_whole_though_there_is_a_link_in_the_second() -> None:
    turns = [
        f"<p>云杉{who}</p><p>{'收入同比增长了百分之十二，' * 12}<a href='/q'>AUR</a>谢谢。</p>"
        for who in "甲乙丙丁戊己庚辛"
    ]
    text = load(
        page(f"<div>{''.join(turns)}</div><div>{''.join(turns[:2])}</div><div><a href='/'>热门</a><p>广告</p></div>")
    )[0].text
    assert text.count("谢谢。") == 10
    assert "广告" not in text


def test_what_is_left_out_for_more_than_its_place_keeps_its_name() -> None:
    html = page(f"<div>{TURNS * 8}</div><div><nav><a href='/'>首页</a></nav><p><a href='/x'>热门</a></p></div>")
    (notice,) = [notice for notice in load(html)[1] if notice.code is NoticeCode.LEFT_OUT]
    assert "navigation (2)" in notice.message
    assert "what follows the article (2)" in notice.message
