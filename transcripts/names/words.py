"""Words that stand in and around names on call pages, as data.

Each table says which pages forced it. Simplified spellings only: text is folded (``fold.simplify``)
before it is looked up. A table names kinds of people and of words, never a person or a company.
"""

from __future__ import annotations

import re

# Who runs the line. Up to five of these in one file (machine-translated calls); 主持人 may also be an interviewer.
OPERATOR_WORDS = frozenset(
    """
    operator conferenceoperator unidentifiedoperator coordinator conferencecallmoderator
    接线员 操作员 话务员 会议操作员 会议接线员 电话接线员 电话会议操作员 会议主持人 会议助手 会务 会议协调员 总机
    """.split()
)
# A host: of the line, of the company or of an interview; what the turns do decides which.
HOST_WORDS = frozenset("主持人 主持 moderator host 会议主席 司仪 采访者 采访人 访谈者 访谈人 interviewer".split())

# Labels that name a role and nobody: the turn has a speaker, the speaker has no name.
ROLE_WORDS: dict[str, str] = {
    **dict.fromkeys("分析师 证券分析师 卖方分析师 某分析师 提问者 分析员 与会人 与会者 参会人 参会者 网友 听众 观众 现场观众 学生 同学 读者 audiencemember analyst unidentifiedanalyst unknownanalyst".split(), "analyst"),
    **dict.fromkeys("unidentifiedparticipant unverifiedparticipant unidentifiedspeaker 未知发言人 未知发言者 身份不明者 未知 不明发言人 场外声音 现场声音 声音 画外音 旁白 voice voices".split(), "unknown"),
    **dict.fromkeys("投资者 个人投资者 机构投资者 股东 小股东 散户 散户投资者 shareholder investor".split(), "investor"),
    **dict.fromkeys("记者 媒体 媒体记者 新闻主播 reporter journalist".split(), "media"),
    **dict.fromkeys("管理层 公司管理层 高管 公司 公司领导 公司高管 management companyrepresentative unidentifiedcompanyrepresentative executive corporateparticipant unknownexecutive unidentifiedexecutive unidentifiedcorporateparticipant 董事长 总经理 董秘".split(), "executive"),
}  # fmt: skip

ANALYST_WORDS = (
    "股票分析师",
    "证券分析师",
    "卖方分析师",
    "首席分析师",
    "分析师",
    "分析员",
    "研究员",
    "Analyst",
    "analyst",
)
INVESTOR_WORDS = ("个人投资者", "机构投资者", "投资者", "股东")
MEDIA_WORDS = ("记者",)

# What a firm's name ends with that has analysts: 永岱投顾 方若平, 海桐证券郑小磊.
FIRM_ENDS = "证券|国际|资本|银行|研究|投资|基金|资管|投顾|投信|信托|保险|合伙|伙伴|咨询|控股"
# A syllable of pinyin that shows its tone, as annotators print it: dá.
PINYIN = r"[a-zü]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zü]{0,4}"
# Verbs of reporting: what ends with one before a colon quotes somebody, and is no label.
REPORTS = re.compile(
    r"(?:说|表示|称|指出|认为|强调|写道|补充道|介绍道?|透露|坦言|回应道?|解释道?|总结道?|提到|谈到|发现|显示|[说答]到|如下|包括|例如|比如|问道?|是|有|的|了|道)$"
)

# Titles of those who run the line for the company. What titles are canonically: titles.py.
INVESTOR_RELATIONS = (
    "证券事务代表",
    "证代",
    "投资者关系",
    "投资人关系",
    "投资关系",
    "Investor Relation",
    "IR主管",
    "IR总监",
)

# A printed title: one or several of these words with a field before them (云业务总裁, 首席信息安全官, 创始人兼首席执行官).
_FIELD = r"[^\W\da-zA-Z我你您他她它们把将交给请是和与及的由位有为让到在今天现会议参加还以来自谢欢迎下面先首接后已曾兼]"  # 云业务, 信任与安全 …
_TITLE_CORE = (
    r"(?:联席|代理|前|全球|亚太区?|中国区?|北美区?|大中华区?|高级|执行|资深|助理|常务|联合)*"
    rf"(?:首席{_FIELD}{{1,8}}?官|首席(?:科学家|架构师|分析师|经济学家)|{_FIELD}{{0,8}}?(?:副?总裁|董事长|总经理|副总经理)|行政总裁"
    r"|执行长|财务长|营运长|技术长|运营长|财务总监|(?:董事会|董事局|董事|执行)?主席|执行董事|创始人|董事会?秘书|董秘|证券事务代表|证代"
    rf"|(?:财务与|战略与)?投资[者人]?关系(?:部门?|业务)?(?:高级|执行|资深)?(?:总监|主管|副总裁|负责人|经理|处长|协理|部长)?"
    rf"|(?:(?!投资[者人]?关系){_FIELD}){{2,8}}?(?:总监|主管|负责人|处长|协理)|总法律顾问|司库|董事(?=[兼暨])|(?:代理)?发言人|(?:研发|销售|运营|营运|财务|业务|技术|市场|生产|行政|策略|战略)副总(?!裁|经理)|CEO|CFO|COO|CTO|CSO|CMO|CPO|CIO)"
)
TITLE_ZH = re.compile(rf"{_TITLE_CORE}(?:(?:兼任?|[、及和暨/])(?={_TITLE_CORE}){_TITLE_CORE})*")
TITLE_EN = re.compile(
    r"\b(?:C[EFOTMPSI]O|Chief|President|Chairman|Chairwoman|Chair|Vice|Director|Head|Founder|Treasurer|Officer|Manager|Investor Relations?"
    r"|SVP|EVP|VP|IR|Counsel|Controller|Secretary|Partner|General Manager|Managing|Analyst)\b"
)

# What else stands in transliterated names, and in ordinary words as well: it makes no neighbour of a name suspicious.
ALSO_TRANSLITERATING = frozenset(
    "高拿那华哥美龙代黑别怀力平李嘉卜赞农木惠依王立休烈底宗略皇第雪尚卓何乐察陶柳瓜津洁白歌钱宝云佳易敏帝金方"
)

# What makes a Chinese personal name likely: it starts with one of these.
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦"
    "邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪"
    "梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿"
    "桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊"
    "仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战"
    "慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由傅阎"
)
COMPOUND_SURNAMES = frozenset(
    "欧阳 上官 司马 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 夏侯 端木 南宫 轩辕 长孙 宇文 鲜于 闾丘 太史 申屠 独孤".split()
)

# Characters that transliterate: next to one of these, a short name is part of a longer one (罗斯 in 俄罗斯, 马克 in 马克思).
TRANSLITERATING = frozenset(
    "阿埃艾爱安昂奥巴拜班邦贝本比彼毕宾波伯勃博布查达戴丹道登邓狄迪蒂丁杜顿多俄厄恩尔法凡菲费芬丰弗佛夫福盖甘冈戈格葛古圭哈海汉豪赫亨胡霍基吉加贾杰金卡凯坎"
    "康柯科克肯库夸奎拉莱兰朗劳勒雷蕾黎里理丽莉利列林琳卢鲁路伦罗洛吕玛迈麦曼芒梅门蒙米密缪姆穆纳娜奈南内尼妮涅宁纽努诺帕潘庞佩彭皮珀坡普奇恰乔切琴丘琼"
    "热仁日荣茹儒瑞若撒萨塞赛桑瑟沙莎珊舍申圣施什史士舒思斯丝松苏索塔泰坦汤唐特滕提汀廷图托瓦万旺威维薇韦魏温文沃乌武西希锡夏香肖歇谢辛欣修许雅亚延"
    "扬杨耶叶伊因英尤约扎泽詹珍芝兹朱祖佐德马森莫茨默欧娃赖隆鲍摩柏伍黛迦堡芙策历彻翁贡契钦露昆孔捷逊莲寇翰崔荷楚罕琪绍姬萝茜奴芭札敦碧贺娅秋"
)  # fmt: skip

# Words that a heading is made of, not a name: what stands alone above speech and names a topic or a section.
HEADING_WORDS = re.compile(
    r"环节|问答|提问|发言|致辞|致词|演示|陈述|概览|概况|情况|介绍|业务|系统|要点|摘要|纪要|实录|全文|正文|目录|总结|结语|展望|指引|财务|业绩|季度|年度|财报"
    r"|会议|公告|声明|提示|免责|版权|反应|分析$|回顾|部分|议程|中文|英文|翻译|原文|登录|注册|首页|关注|分享|收藏|评论|下载|阅读|点赞"
    r"|(?i:session|remarks|presentation|prepared|question|answer|q\s*&\s*a|participants?|contents|conference|earnings|transcript|overview"
    r"|outlook|guidance|summary|results|quarter|disclaimer|copyright|analysts?$|executives?$|highlights|introduction|closing|opening)"
)
# The whole of a heading that names a section; a line that only has such a word in it may well be speech.
SECTION_QA = re.compile(
    r"(?:[一二三四五六七八九十\d]+\s?[、.．]\s?)?(?:以下[为是]?)?(?:分析师|投资者|管理层|媒体|现场|会议)?(?:的)?(?:问答|提问|答问|Q\s*&\s*A|Q&A)"
    r"(?:环节|部分|实录|时间|阶段|全文|摘要|内容|会|完整内容)*(?:\s*[（(].{1,24}[)）])?"
    r"|(?i:questions?[ -](?:and|&)[ -]answers?(?:[ -]session|[ -]section)?|q\s?&\s?a(?: session)?)"
)
SECTION_PREPARED = re.compile(
    r"(?:[一二三四五六七八九十\d]+\s?[、.．]\s?)?(?:管理层|高管)?(?:发言|陈述|致辞|致词|演示|主题演讲|开场白?)(?:环节|部分|阶段)?(?:\s*[（(].{1,24}[)）])?"
    r"|(?i:prepared remarks|presentation|opening remarks|management discussion(?: section)?)"
)
# The end of a heading that says whose speech follows, on pages of minutes: 蒂姆·库恩的开场发言, CEO表述, Nora Hale's opening remarks.
SPEECH_OF = re.compile(
    r"\s?的?(?:开场|开幕|闭幕|总结|结束|主题|业绩|财务|经营|业务){0,2}(?:发言|表述|致辞|致词|讲话|演讲|陈述|开场白|结束语|陈词|回顾|讲解)(?:实录|全文|要点|摘要|环节|部分|内容)?"
    r"|(?:['’]s)?\s(?:(?:opening|closing|prepared|introductory|concluding)\s)?(?i:remarks|speech|comments|statement|address)"
)

# What hands over to the next questioner; the tail of an operator's or a host's turn.
# Every alternative begins with a letter of its own: re then skips what cannot begin one.
INTRODUCES = re.compile(
    r"问题(?:将)?(?:是)?(?:来自|由)|下一位|下一个(?:问题|提问|分析师|嘉宾|[呢吧])|第一位(?:提问|分析师|嘉宾|是|请|[，,])|第一个(?:提问|分析师)|最后一位|最后一个(?:提问|分析师)|接下来(?:是|的问题|请)|有请|请讲|请提问|提问者?(?:来自|是)|请[^。，,]{1,16}(?:提问|发问)"
    r"|[Qq]uestion (?:is|comes|today comes|will come)|[Nn]ext (?:question|is|we have|up)|[Ww]e'll (?:go|take|move)|[Ww]e will (?:go|take|move)|go ahead|[Yy]our line is"
)

# A name and a mark end a turn that hands over: 钱的事情，西奥？ Thank you. Nora?
ENDS_WITH_A_NAME = re.compile(
    r"[。！!，,]\s*[^\W\da-zA-Z吗呢么几谁哪怎多何为吧不没是对有]{2,6}？$"
    r"|[a-z][.!,] (?!(?:Why|How|When|Who|What|Where|Which|Thoughts|Comments|Right|Correct|Yes|No|Really)\b)[A-Z][a-z]{1,14}\?$"
)

# A bad line: whoever says so asks nothing of the company, and wants to hear the question again.
ASKED_AGAIN = re.compile(
    r"再说一|再讲一|再问一|重复一|没听清|没有听清|听不清|没听到|听得到吗|听到吗|(?:我们?|有点|都|还是)听不见|断断续续|(?:后半段|前半段|声音|信号|线路)[^。，,]{0,4}断了|掉线了|你?还在线?吗|话筒[^。]{0,6}(?:修|坏|没声)|(?:you|line|audio)[^.]{0,12}cut(?:ting)? out|breaking up|lost you(?=[.,?!]|$| there)|are you there|you still there|repeat (?:the|that|your)|say that again|didn't (?:catch|hear)|missed (?:that|the)|hear me"
)
