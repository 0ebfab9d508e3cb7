"""What sites put around and between speech, as patterns: each a kind of line, not a site's line."""

from __future__ import annotations

import re

from ..model import BlockKind

# A line that begins a page's footer. Nothing after it is speech.
FOOTER = re.compile(
    r"[\s(（【\[<*※#>•\-]{0,6}(?:"
    # disclaimers and rights: every portal
    r"(?:[\u4e00-\u9fffA-Za-z0-9]{0,12})?(?:免责(?:声明|条款)|风险(?:提示|警示|揭示)|版权(?:声明|归|所有)|特别声明|郑重声明|声明\s*[:：])"
    r"|(?:本文|本站|本内容|本纪要|本资料|本记录表?|本报告|这份(?:记录|纪要)|以上内容|当前内容|文中观点|以上(?:观点|信息)|此(?:文|记录))"
    r"(?:[^。]{0,40})(?:仅供(?:参考|学习|交流)|未经|不构成|不代表|版权|转载|删节|删减|节选|机器翻译|自动(?:识别|生成)|准确|立场)"
    r"|附件清单|附件(?:[（(][^）)]{1,8}[）)])?\s*[:：]|日期\s*(?:[:：]|\d{4})|(?:接待|调研|参与|来访)(?:对象|机构|单位|人员)(?:名单|列表|明细)|(?:温馨|风险)?提示\s*[:：]"
    r"|(?:\d+\s*[.、]\s*)?(?:欢迎转载|未经授权|未经许可|转载(?:请|自|须|需)|商业性转载)"
    r"|[^。]{0,30}(?:不构成(?:任何)?投资建议)"
    # editors and sources
    r"|(?:责任编辑|责编|编辑|校对|审核|整理|撰文|译者|来源|文章来源|首图来源|图片来源|原文链接|作者)\s*[:：/／]"
    # related articles, navigation, counters
    r"|(?:相关(?:阅读|文章|推荐|新闻|标签|资讯)|更多(?:阅读|文章|精彩|相关)|延伸阅读|推荐阅读|热门(?:推荐|文章|评论)|猜你喜欢|喜欢此内容)"
    r"|(?:阅读)?[上下前后]一[篇则]|[上下]一条(?:\s|[:：]|$)|最新文章$|(?:返回(?:顶部|目录|首页)|写评论|发表评论|我要(?:反馈|评论)|扫码|微信扫|扫描二维码|下载\s*APP|点击下载|加载更多|关注我们|长按识别)"
    r"|(?:点?赞|收藏|评论|转发|分享|阅读|浏览)\s*[\d(（:：]"
    # the end mark
    r"|[(（【\[]?\s*(?:完|全文完|本文完|END|End)\s*[)）】\]]?\s*$"
    # English portals
    r"|©|Copyright|Disclaimer|Duration:|Call participants|All earnings call transcripts|Definitions\s*$|PRELIMINARY TRANSCRIPT|THE INFORMATION CONTAINED|(?:Read )?[Mm]ore (?:current )?[A-Z]{1,5} analysis|View all "
    r")"
)

# A line between paragraphs that nobody said: captions, adverts, notes of editors and translators.
FURNITURE = re.compile(
    r"[\s(（【\[［*>#]{0,6}(?:广告(?:[\]】)）］]?$|[:：])|图(?:片|注|表)?(?:[\]】)）］]?$|\s?\d{0,2}[:：])|数据来源|资料来源|相关阅读|点击(?:查看|了解|下载|领取|阅读|进入)|扫码|译者注|译注|编者|注\**[:：]|(?:注意|说明|备注|提示)[:：]\*\*|https?://|股价\s?[:：]\s?\d|(?:往期|上期|相关)(?:回顾|推荐|阅读)|AD\b|Advertisement)"
    r"|[^。]{0,40}(?:点击(?:了解|查看|领取|下载)|立即(?:开户|下载|领取)|>>$)"
)

# What counters and buttons say.
BUTTON = re.compile(
    r"赞|评论|收藏|分享|转发|举报|关注|阅读|浏览|点击|首页|登录|注册|下载|扫码|上一篇|下一篇|更多|[|｜©→>]|APP|张贴|标签|留言|分类[:：]"
    r"|第\s?\d+\s?页|共\s?\d+\s?页|错漏|见谅|勘误|END|\$.+\$|[:：]\s?\d|\d{4}[-年/.]\d|热门|推荐|相关|来源|作者|编辑|标题|专栏|公众号|订阅|版权|转载"
)

# What stands in the speech and is not said.
ASIDE = re.compile(
    r"[(（\[【][^)）\]】]{0,16}(?:笑|掌声|鼓掌|音频|中断|静音|沉默|提示|指示|音乐|翻译中|听不清|不清晰|[Ll]aughter|[Aa]pplause|[Oo]perator|crosstalk|[Ii]naudible|[Ff]oreign|[Aa]udio|[Tt]echnical|[Vv]ideo)[^)）\]】]{0,24}[)）\]】]"
)


# Lines whose own marks say what they are: Markdown, and the numbers of topics.
_RULE = re.compile(r"(?:[-*_=~—━─]\s?){3,}")
_LINK = re.compile(r"\[[^\]]{1,60}\]\([^)]{0,200}\)")
_BOLD = re.compile(r"(\*\*|__)[^*_]{1,60}\1")
_TOPIC = re.compile(
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[（(][一二三四五六七八九十]{1,3}[)）])\s?[、.．)）]?\s?[^。！？!?，；;]{2,40}"
)
UNDERLINED = "====="  # a heading underlined on its own line, as text out of other formats has it
_FIRST = frozenset("#-*_=~—━─[0123456789一二三四五六七八九十（(")
_SENTENCE_ENDS = "。！？!?；;.…"


def marked(text: str, *, last: bool) -> BlockKind | None:
    """What a line is whose marks tell: a heading, a rule or link of the page's; None for any other.

    ``last``: a label follows it, so that a numbered line is a topic and no item of a list.
    """
    if text.endswith(UNDERLINED):
        return BlockKind.HEADING
    if text[0] not in _FIRST:
        return None
    if text[0] == "#":
        return BlockKind.HEADING
    if _RULE.fullmatch(text) or _LINK.fullmatch(text):
        return BlockKind.FURNITURE
    if text[0] in "*_":
        inner = text.strip("*_ ")
        return BlockKind.HEADING if inner and _BOLD.fullmatch(text) and inner[-1] not in _SENTENCE_ENDS else None
    if (
        last
        and len(text) <= 44
        and text[-1] not in _SENTENCE_ENDS
        and text[0] not in "-=~—━─["
        and _TOPIC.fullmatch(text)
    ):
        return BlockKind.HEADING
    return None
