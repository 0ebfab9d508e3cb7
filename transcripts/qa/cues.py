"""Words that steer questions and answers, as patterns; each line says what it does in a call.

Simplified only: a traditional page is read through its simplified twin (``fold.reading``).
"""

from __future__ import annotations

import re

ORDINALS = {c: n for n, row in enumerate(("一1", "二两两2", "三3", "四4", "五5")) for c in row}
_EN_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1, "final": -1, "latter": -1, "former": 0}

# A sentence of a Chinese page; a Latin full stop does not end one (2.5, U.S.), in English it does before a capital.
SENTENCE_ZH = re.compile(r"[^\s。？?！!；;][^。？?！!；;\n]*[。？?！!；;…]*[”\"』」）)]*")
SENTENCE_EN = re.compile(r"\S(?:[^.?!\n]|[.?!](?!\s|$)|(?<=\b[A-Z])\.|(?<=\b(?:Mr|Ms|Dr|vs))\.)*[.?!]*[\"”’)]*")

# A host says whose question comes: 下一个问题来自利兹的一位股东。 这是奥卡福先生的问题，分为两个部分。
READS = re.compile(
    r"(?:(?:这个|下一个|下一条|这是|接下来|最后一?个?|第[^，。]{1,4}[个条])[^。，？?]{0,12})?(?:问题|提问|邮件|来信)?[^。，？?]{0,6}来自[^。？?]{2,24}[。：:]?$"
    r"|下一(?:封|条|个)[^。？?]{0,10}[。：:]?$|这是[^。？?]{2,16}的(?:问题|提问)[^？?]{0,16}[。：:]?$|(?:From|The next one comes from|This is) [^?]{3,60}[.:]$"
)

# --- what a sentence of a question turn is -------------------------------------------------------------------------
# Greetings, thanks, congratulations, acknowledgements: stand in the turn, outside every part.
COURTESY = re.compile(
    r"[\s，,]*(?:[嗨嘿喂哈][，,!！]?\s*)?(?:(?:大家|各位|你们|您|你|管理层|经营团队|两位)?\s*(?:早上|上午|中午|下午|晚上)?好(?:吗[？?]|啊)?|(?:早|午|晚)安"
    r"|(?:非常|十分|很|再次|真的|好的)?(?:感谢|谢谢|多谢)|恭喜|祝贺|也?恭喜|也?祝贺"
    r"|(?:很|非常|太)?(?:清楚|好了|好|棒|棒了|有帮助|有用|不错)(?=[，,。.！!]|$)|明白|了解|知道了|可以了|不好意思|抱歉|好的|好|是的|没有了|就这些|祝(?:你们|您|大家)|收到|听到了|没问题"
    r"|(?i:hi|hey|hello|good (?:morning|afternoon|evening|day)|thanks?|thank you|congrat\w*|nice (?:job|quarter)|great (?:quarter|job)"
    r"|great|okay|ok|got it|perfect|fair enough|understood|how are you(?: guys| all| doing)?|makes sense|looking forward to (?:see|catch|speak|talk|meet)\w*|that's (?:great|good|fair)|very helpful|that's (?:very |super )?helpful|appreciate|just filling in|best of luck)(?![\w'’]))"
)
# 董事长好，财务长好。
GREETING = re.compile(r"(?:[^，,。\s好]{1,8}好[，,、]?)+(?:我是[^，,。]{1,24})?[。！!]?$")
GREETED = re.compile(r"(?:[^，,。\s好]{1,10}好[，,、])+")
# An announcement of two or more parts, or of a part that names nothing: outside every part.
ANNOUNCEMENT = re.compile(
    r"(?:那?我)?(?:自己|来|先)*翻译一下[。]?$|最后一个问题(?:了)?[，,]?我?(?:就|会|尽量)?(?:简短|快)[^？?]{0,8}$|我?就问一个(?:问题)?[。]?$"
    # 我有两个问题。 请教两个方面。 and with what follows, as long as nothing is asked: 我有三个问题，前两个比较短。
    r"|(?:请|也许|那|咁|我|先|就|只|还|快速|简短|简单|想|这|我们|能|可以|会|\s)*(?:有|给我|给|问|提|请教|请您|把|是)?[^。？?，,]{0,6}(?<!第)[两二三四几2-4]\s?(?:个[^。？?，,个]{0,5}?(?:问题|方面|部分|点)|个(?=[。，,]|$)|点|方面|部分|小问题)[^。？?]{0,40}[。：:，,]?$"
    r"|[^？?，,]{0,4}问[^，,？?]{1,10}一[个句题][，,](?:再|也|另|还)?问[^，,？?]{1,10}一[个句题][。]?$"
    # 一个是马克的问题，一个是苏珊的问题。
    r"|[^？?]{0,12}一个[^？?]{0,16}[，,、；;]\s*(?:另|还有|再)?一个[^？?]{0,16}[。]?$"
    r"|(?:我|也|还|再|先|那|咁|\s)*(?:有|想|来)?(?:一个)?(?:小|快速的?|简短的?|后续的?)?(?:问题|跟进|追问)(?:一下|一个)?[。：:]?$"
    r"|(?i:(?:just |maybe |i have |i've got |if i may,? |i had |a |so )*(?:two|three|four|a couple|a few|couple of)\b[^.?]{0,40}\.?$)"
    r"|(?i:[^.?]{0,20}\bi have (?:one|a question) for [^.?]{1,30} and (?:one|another) for [^.?]{1,30}\.?$)"
)
# Opens a part whatever it says.
CUE_STRONG = re.compile(
    r"[\s，,]*(?:那么?|然后|还有|好[，,])?[\s，,]*(?:(?:我的?|我想(?:问|请教)?)?第[一二三四五两1-5](?:[个点条项]|[，,、]|是|问)|(?:首先|其次|再次|再者|最后)|(?:另外?|还有|再)一[个点](?!月|季|年)"
    r"|一个(?:是|给|问|关于|想)|一[块点]是|[一二三四五]是(?!个|次|种)|再?一点是|我的?(?:后续|下一个|最后|另一个)|下一个问题"
    r"|(?i:(?:and |then |so )?(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|last(?:ly)?|finally)\b(?! (?:quarter|half|year|time))|the (?:first|second|other|last) (?:one|question)"
    r"|my (?:first|second|third|fourth|other|last|next|final|follow))"
    r")"
)
# Opens a part when the part before has asked and this one asks.
CUE_WEAK = re.compile(
    r"[\s，,]*(?:那么)?[\s，,]*(?:如果(?:可以|允许|方便|还有时间)(?:的话)?[，,]?(?:我)?(?:想)?(?:再|还|也)|我(?:也|还)?很?好奇|关于|至于|再来(?!一[次遍])|再有|也有人|顺带|说到|谈到|同埋|仲有|与之相关|相关的是|另一方面|以及[，,]?|然后|另外|此外|还有|与此同时|同时|顺便|顺着|再问|接着|除此之外|我(?:也|还)想"
    r"|也想|还想|换个话题|(?:我)?(?:想)?再(?:问|追问|请教|想)"
    r"|(?i:(?:and )?also|separately|and then|then|and separately|additionally|and just|just (?:a )?follow|switching|another|maybe (?:one|also)|and (?:maybe|on|any|in terms|for)\b|on (?:the|a) (?:other|separate)))"
)
# 物流方面, 股利的部分: the same, where the subject comes first.
CUE_SUBJECT = re.compile(r"[^，,。？！\s]{1,12}(?:方面|部分|[这那]边|[这那]块|[一-鿿]面)[，,]")
SUBJECT_ENDS = frozenset("面分边块")
# What a sentence begins with that may match CUE_STRONG or CUE_WEAK; tested first, it spares most sentences the patterns.
CUE_FIRST = frozenset(
    " \t\xa0，,那然还好我第首其再最另一二三四五相下此与同顺接除也想换如关至以仲咁说谈"
    + "".join(map(chr, range(65, 91)))
    + "".join(map(chr, range(97, 123)))
)
COURTESY_FIRST = frozenset(
    " ，,可不抱嗨嘿喂哈大各你您管经经两两早上中午下晚好安非十很再真感谢谢多恭祝也清楚棒有不太明了瞭知是没没就收听"
    + "".join(map(chr, range(65, 91)))
    + "".join(map(chr, range(97, 123)))
)
# A sentence that asks, with or without a question mark.
# Every alternative begins with a letter of its own: re then skips what cannot begin one, twice as fast.
ASKS = re.compile(
    r"[？?]|想问|请问|想请|请教|能否|能不能|可否|可不可以|是否|会不会|有没有|要不要|是不是|想了解|想知道|好奇|想跟进|想回到|想谈|想听"
    r"|谈谈|讲讲|讲一下|谈一谈|谈一下|说说|说一说|分别说|介绍一下|解释一下|更新一下|证实一下|多久|多少|怎么|怎样|如何|什么|哪里|哪些|几颗|几个|几家|几年|几成|为什么|吗|呢"
    r"|[Cc]an you|[Cc]ould you|[Ww]ould you|wondering|curious|wanted to ask|like to (?:hear|ask|know|understand)|like your|love to (?:hear|get)|question (?:is|on|about)|interested in|hoping (?:you|to)|help me|help us|any update|any color|any thoughts|any sense|[Hh]ow |[Ww]hat|[Ww]hy |[Ww]hen |update on|talk about"
)
# Goes on with what was just asked: 或者说, 是A还是B, 那会不会, 我的意思是, 因为; or is it, do you, that is.
GOES_ON = re.compile(
    r"[\s，,]*(?:或者?|还是(?=[^。？?]{0,20}[？?])|是不是|是因为|因为|所以|也就是|即|我的意思|我是说|换句话|换言之|具体|比如|例如|毕竟|其中|这(?!一?季|个问题)|那(?:么)?(?:是|会|这|能)|它|他们|如果是|如果不是|你们(?:觉得|认为|预计|能)|您(?:觉得|认为|能)"
    r"|这个|这些|这样|对吗|是吗|我(?:只是|知道|理解|猜|假设|感觉|记得)|显然|但|不过|而且?(?!另)"
    r"|(?i:or\b|is (?:it|that|this)|are (?:you|those|these|they)|do (?:you|we|they)|does|so\b|because|i mean|that is|it's|it |they |this |that(?:'s)?\b|which|but|just|i know|i understand|i guess|obviously|given|would love|should we|how (?:much|should|do)|what (?:is|are) (?:the|your)|if (?:so|not|that)|any color))"
)
# Begins no matter of its own, though it does not say that it goes on: 你们…, 如果…, 有没有…, 在那之后….
NO_SUBJECT = re.compile(
    r"[\s，,]*(?:你|您(?!们)|我们|咱|是|如果|假如|会|有没有|有什么|能|今后|未来|还|在|把|也许|为什么|怎么|什么|多少|哪|从|对|请|想|可以|大概|目前|现在"
    r"|(?i:what|how|why|when|where|which|who|can|could|would|do|does|did|are|is|am|will|should|maybe|like|you|we|i|any|in|if)\b)"
)
# How many parts are announced: 两个问题, 三个方面, two questions, a couple of.
COUNTED = re.compile(
    r"(?<!第)(?<!这)(?<!那)(?<![十百\d.])([两二三四五2-5])\s?(?:个(?!百分)(?:小|简短|快速|简单)?[^。？?，,个的]{0,4}?(?:问题|方面|部分)|个(?:[短小快]|简单)的|个(?=[。，,]|$)|点(?=[。，,：:请想]|$)|方面|题)"
    r"|\b(?i:(two|three|four|five|a couple|couple|a pair))\b(?i:(?: of)?(?: quick| short| other| related)*) (?i:questions?|things|parts?)"
    r"|一个[^。？?]{0,8}[，,、；;][^。？?]{0,4}(?:再|另|还有)[^。？?，,]{0,8}(一)个"
)
# A question word: what counts parts and has one asks already.
ASKS_SOMETHING = re.compile(
    r"能否|能不能|是否|会不会|有没有|是不是|多久|多少|怎么|怎样|如何|什么|哪里|哪些|为什么|吗|呢|想了解|想知道|\b(?:how|what|why|when)\b"
)
# Nothing but a check of the line.
LINE_CHECK = re.compile(
    r"现在(?:好|可以|清楚|听得)[^。]{0,6}吗|听(?:得|不)?(?:到|见|清)|能听|线路|线路(?:有|出)|你(?:还)?在(?:线)?吗|(?i:hear me|you there|on mute)|^(?:可以|能|行)?[，,]?\s*(?:请讲|请说|请继续|请问吧|可以听|go ahead)"
)
# How a name is addressed. Before it, and after it.
GIVES = re.compile(
    r"(?:给|问|请教|想请|请|由|麻烦|对|致|想听听?|听听|问题是|一个是|for|from)(?:一下|一问)?\s*$|(?:和|与|、|跟|and)\s*$"
)
_HONORIFIC = "(?:总|董|秘书|董秘|先生|女士|小姐|老师|博士|处长|协理|副总)?"
GIVEN = re.compile(
    rf"\s*{_HONORIFIC}(?:的(?:问题|部分|看法|想法|意见)|的[，,。]|来|都|谈|介绍|讲|说|回答|分享|评论|打算|怎么|如何|[，,、：:。]|$)"
)
# A form of address without a comma: 沈总能不能介绍一下, CM您上一季提到.
ADDRESSED_ON = re.compile(
    rf"{_HONORIFIC}(?:[，,：:、]|您|你(?!们)|能不能|能否|可不可以|可以|怎么看|是否|方便|有没有|会不会|如果)"
)
TITLE = re.compile(
    r"C[A-Z]O|首席[\u4e00-\u9fff]{2,5}官|董事长|主席|总裁|总经理|财务长|执行长|营运长|技术长|财务总监|董秘|副总"
)
# A title as a form of address: 还有主席，接班的事; 董事长您自己会不会增持.
TITLE_CALLED = re.compile(
    rf"(?:(?<=[，,。？?；;：:\s])|(?<=还有)|(?<=然后)|(?<=另外)|(?<=最后))({TITLE.pattern})(?=[，,：:]|您|你(?!们))"
)
TITLE_ASKED = re.compile(
    r"(?i:\b(?:for|to) (?:the|your) )(C[A-Z]O)\b|(?:请教|给|想请|请问|问|请)\s*(?:一下)?(?:我们的?)?"
    rf"({TITLE.pattern})"
)

# --- what a passage of an answer says of the question --------------------------------------------------------------
# 关于第二个问题, 您关于定制硅片的第二个问题, 第二个关于定价的, 最后一个问题, 后一个问题. Only looked for behind
# one of REFERS_IF, which most passages have not.
REFERS_IF = ("第", "问题", "一个", "另一", "最后", "部分", "两点")
REFERS_ZH = re.compile(
    r"第([一二三四五两1-5])[个条项](?:小?(?:问题|部分)|关于|提问)|第([一二三四五])(?:问)"
    r"|(最后|后|前|上|另)一个?(?:问题|部分|半)|(最后)一个(?=[，,。])|(?:最后)(?:那|这)[个](?:问题)"
)
# Takes the last part first: 我倒过来回答, in reverse order.
REVERSED = re.compile(
    r"(?:倒过来|反过来|倒着|从后往前|从后面的?问题)[^。，,]{0,4}(?:回答|答|说|讲|谈|来)|(?i:in (?:the )?reverse order|work backwards?|backwards)"
)
# your second question, the last one
REFERS_EN = re.compile(r"\b(?i:(first|second|third|last|final|latter|former)) (?i:question|part|one\b|piece)")
# 这两个问题放在一起说: on all parts together.
WHOLE_ZH = re.compile(
    r"[两三几](?:个问题|部分|点|个)[^。，,]{0,4}(?:放在一起|一起|一并|合在一起|合并|分不开|连在一起|是一回事|是同一)|所有问题[^。，,]{0,4}一起"
)
WHOLE_EN = re.compile(r"(?i:\b(?:both|all|the two)(?: of)?(?: your| these| those)? questions? together)")
# 我补充一点, 我完全同意: on what was said just before.
SUPPLEMENT = re.compile(
    r"补充|同意|支持|赞成|我也想|我也来|我也说|如果我可以|再加一句|add |Add |echo|agree|build on|chime in"
)
# Turns to a subject in mid-speech, after a full stop.
TURNS_TO_ZH = re.compile(
    r"[。！？!?](?=\s*(?:至于|关于|对于|说到|谈到|回到|接下来|第[一二三四五两][个](?:问题)|最后一个问题|您(?:的|关于|提到)|你(?:的|关于|提到)"
    r"|[^。，,？！]{2,12}?(?:方面|的部分|部分|这块|的问题|的事情?|的话)[，,]))"
)
TURNS_TO_EN = re.compile(
    r"[.!?](?= (?:(?:[Aa]nd|[Nn]ow|[Ss]o|[Bb]ut|[Tt]hen),? )?(?:then )?(?:[Oo]n |[Aa]s for |[Rr]egarding |[Tt]urning to |[Ii]n terms of |[Ss]econd|[Yy]our second|[Ww]ith (?:respect|regards?) to |[Ww]hen it comes to |[Aa]s (?:it relates|far as|relates) |[Tt]o your (?:question|point)|[Rr]elative to ))"
)
# 保修的部分我请格雷格来说, 这个问题请安雅来回答: answers nothing.
HANDS_OVER = re.compile(
    r"您来[？?]|再来一个|(?:请|交给|转给|(?<![自理])由|要不要)[^。，,？?]{1,12}?(?:来|先)?\s*(?:回答|谈|说(?!起)|讲|介绍|补充|接|评论|开始)|让[^。，,？?]{1,8}?(?:来|先)?\s*(?:回答|谈|说|讲|介绍|补充)|(?:交给|转给)[^。，,]{1,10}[。]?$"
    r"|(?i:do you want to|want to take|I(?:'| wi)ll (?:let|turn|hand|pass)|over to|let me (?:turn|hand|pass))"
)
# A host sums up a question or passes it on: 他的第二个问题是…, 请董事长回答.
ROUTES = re.compile(
    r"问题是|个问题|的问题[，,]|问[了的到]|追问|[一二三两几]题|翻(?:译)?一下|您来[？?]|请[^。，,]{1,10}(?:来)?(?:先)?回答|总结(?:一下)?(?:您|你|他|她)?的?问题|请讲|请说"
)
# Asks whether that was it: an answer goes before.
CHECKS = re.compile(
    r"(?:回答|解答)[^。？?]{0,8}[吗么没]|清楚[了吗]{1,2}|(?i:does that (?:answer|help|make)|answers? your question|make sense|is that (?:helpful|clear))"
)
# Calls for questions: 还有哪位投资者想提问, any other questions.
CALLS_FOR = re.compile(
    r"还有(?:哪位|没有|其他|别的|谁)[^。？?]{0,14}(?:问题|提问|问)|有没有(?:其他|别的|谁|哪位)?[^。？?]{0,8}(?:问题|提问)|进入(?:问答|提问)|开放提问|(?i:any (?:other|more|further) questions|who (?:has|is) (?:the )?next)"
)
# Tells the asker to go on.
GO_ON = re.compile(
    r"[你您](?:请)?(?:接着|继续|先|一起|一并)(?:说|问|讲)|请(?:继续(?!关注)|接着|说|讲)|[你您](?:请)?(?:继续|接着)(?=[。！!]|$)|(?i:go ahead(?! with)|please continue|go on(?! to)|keep going)"
)
# A host reads what others ask: 网友…, 线上有投资人打字进来, 下一封邮件.
READS_OUT = re.compile(
    r"网友|打字|线上[^。，,]{0,8}(?:提问|问题|问)|(?:[下一这两几第][一二三]?封)[^。，,]{0,12}(?:邮件|来信|信|来自|问)|[下一这][一]?条[^。，,]{0,8}(?:来自|问)|邮件(?:来自|里[^。，,]{0,4}问)"
    r"|他问|她问|有人问|写道|(?i:e-?mail(?:ed)? (?:question|from)|webcast question|question (?:submitted|from the web)|\bwrites\b|submitted (?:a|the|this) question)"
)
# Puts what others say to a guest: 有人说….
CHALLENGES = re.compile(r"^(?:也|还)?(?:有人|批评者|外界|有批评)[^。，,]{0,6}?(?:说|认为|担心|质疑|觉得)")
# Asks without a mark: 请您谈谈…怎么样. What a host says that has neither this nor a question mark asks nothing.
INVITES = re.compile(
    r"(?:请|想请|麻烦|能否|可否)(?:[您你]|[^。，,]{2,10}?)(?:告诉|谈|讲|说|介绍|分享|聊|解释)|想(?:问|知道|了解|听听|请教)|怎么样[。]?$|为什么[。]?$|(?i:tell us|talk about|walk us|wonder)"
)
CLOSES = re.compile(
    r"再见|(?:差不多)?到时间了|时间(?:的?关系[，,]|到了|差不多了)|祝(?:各位|大家|你们)|吃午饭|不见不散|下(?:个|一)?(?:季度?|季|次)再|到此(?:结束|为止)|(?:感谢|谢谢)(?:大家|各位|所有人)?[^。]{0,12}(?:参加|参与|收听|时间|出席)|会议[^。]{0,6}结束|就到(?:这里|此)|今天到(?:这里|此)|回放|与我们?联系|联系我们"
    r"|(?i:that concludes|this concludes|thanks,? everybody|thank you (?:all )?for (?:joining|your time)|we'll be around|goodbye|see you next)"
)

_COUNTS = dict(zip("两二三四五2345", (2, 2, 3, 4, 5, 2, 3, 4, 5), strict=True)) | {
    "two": 2, "three": 3, "four": 4, "five": 5, "a couple": 2, "couple": 2, "a pair": 2, "一": 2
}  # fmt: skip


def counted(text: str) -> int | None:
    """How many parts a sentence announces, None where it announces none.

    >>> counted("我有三个问题。"), counted("a couple of quick questions"), counted("第二个问题")
    (3, 2, None)
    """
    match = COUNTED.search(text)
    return None if match is None else _COUNTS[(match[1] or match[2] or match[3]).lower()]


# What makes the first clause of a passage name its matter: 至于取消条款, 我从 1.6T 说起, 频谱的事我说两句.
NAMES_MATTER = re.compile(
    r"至于|关于|对于|说到|谈到|回到|方面|部分|问题|的事|说起|先说|先回答|先谈|来说|来回答|来谈|说一说|说两句|补充|as for|[Oo]n |[Rr]egarding|let me (?:start|begin) with|turning to|[Ww]ith (?:respect|regards?) to|[Ii]n terms of|[Ww]hen it comes to|[Aa]s (?:it relates|far as|relates)|your (?:question|point)"
)


def refers(head: str, parts: int, chinese: bool) -> int | None:
    """Index of the part that the head of a passage names, ``parts`` for all of them together, None for none."""
    if parts > 1 and REVERSED.search(head):
        return parts - 1
    if chinese:
        if not any(word in head for word in REFERS_IF):
            return None
        if WHOLE_ZH.search(head):
            return parts
        match = REFERS_ZH.search(head)
        if match is None:
            return None
        number = match[1] or match[2]
        # 最后一个, 后一个, 另一半 name the last; 前一个 the first
        index = ORDINALS[number] if number else 0 if match[3] in ("前", "上") else -1
    else:
        if WHOLE_EN.search(head):
            return parts
        match = REFERS_EN.search(head)
        if match is None:
            return None
        index = _EN_ORDINALS[match[1].lower()]
    index = parts + index if index < 0 else index
    return index if 0 <= index < parts else None
