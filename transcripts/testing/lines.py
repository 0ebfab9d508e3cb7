"""What the people of an invented call say: sentences as data, ``{t}`` for a topic, ``{n}`` for a name.

All of it is invented. A statement never asks and a question always does, so that the truth of a scene is
beyond doubt to a reader. Everything goes to traditional characters and back without a change.
"""

from __future__ import annotations

import attrs


@attrs.frozen(slots=True, kw_only=True)
class CueStyle:
    """How an asker opens the parts of a question: first, second, third; and the same with an addressee ``{n}``."""

    bare: tuple[str, ...]
    addressed: tuple[str, ...]


@attrs.frozen(slots=True, kw_only=True)
class Lines:
    """The sentences of one language. ``glue`` stands between the sentences of a paragraph."""

    glue: str
    titles: tuple[str, ...]
    firms: tuple[str, ...]
    operators: tuple[str, ...]  # labels of whoever runs the line
    topics: tuple[str, ...]
    openings: tuple[str, ...]
    introductions: tuple[str, ...]  # a host opens the call, {n} is the host
    remarks: tuple[str, ...]
    speech_of: tuple[str, ...]  # behind the name in a heading that says whose remarks follow
    first_handovers: tuple[str, ...]  # {f} is a firm
    handovers: tuple[str, ...]
    closings: tuple[str, ...]
    greetings: tuple[str, ...]
    announcements: tuple[tuple[str, ...], ...]  # of two parts, of three
    cues: tuple[CueStyle, ...]
    vocatives: tuple[str, ...]  # opens a question of one part that is put to somebody
    context: tuple[str, ...]
    questions: tuple[str, ...]
    farewells: tuple[str, ...]  # end of a question turn
    follow_ups: tuple[str, ...]  # how the same asker goes on after an answer
    thanks: tuple[str, ...]  # a turn that asks nothing
    acknowledgements: tuple[str, ...]  # head of an answer, {n} is the asker
    references: tuple[tuple[str, ...], ...]  # heads of a passage: on the first part, the second, the third
    answers: tuple[str, ...]
    supplements: tuple[str, ...]


ZH = Lines(
    glue="",
    titles=(
        "Solvane 2024Q3业绩电话会议分析师问答",
        "Kestrin 2025Q1业绩电话会议实录",
        "Ombrell 2023Q4财报电话会议",
        "Tarnwick 2025Q2业绩电话会议纪要",
    ),
    firms=("云杉证券", "北桥资本", "远帆国际", "青石研究", "麦田证券", "澄海投资", "白桦银行", "南湾证券"),
    operators=("接线员", "操作员", "Operator", "会议操作员"),
    topics=tuple(
        (
            "工业传感器 冷藏仓库 储能电池 车载屏幕 会员续费 海外门店 医用敷料 数据备份 低温涂层 包装纸箱 "
            "净水滤芯 机械手臂 订阅服务 线下培训 无人叉车 太阳能支架 智能门锁 果汁浓缩 航空座椅 图像标注 "
            "滑雪装备 香水产品 农业保险 二手设备"
        ).split()
    ),
    openings=(
        "大家好，欢迎参加本次业绩电话会议。",
        "女士们，先生们，欢迎参加今天的电话会议，所有线路目前处于静音状态。",
    ),
    introductions=(
        "大家好，我是投资者关系总监{n}，欢迎参加本次业绩电话会议。",
        "各位好，我是投资者关系主管{n}，今天由我主持会议。",
    ),
    speech_of=("的发言", "致辞", "的开场发言", "表述"),
    remarks=(
        "本季度公司收入同比增长百分之十二，{t}贡献了一半以上的增量。",
        "{t}的毛利率从百分之三十一升到百分之三十四，主要来自规模效应。",
        "我们在四月关闭了两间旧工厂，{t}的产能转到了新园区。",
        "经营现金流保持健康，{t}的应收账款周转快了五天。",
        "下半年我们会继续扩大{t}的交付能力，同时控制费用。",
        "董事会批准了新的回购计划，不影响{t}的长期投入。",
        "{t}的研发团队现在有三百二十人，比年初多了四十人。",
    ),
    first_handovers=("第一个问题来自{f}的{n}，请讲。", "我们先请{f}的{n}提问。"),
    handovers=(
        "下一个问题来自{f}的{n}，请讲。",
        "接下来的问题来自{f}的{n}，请提问。",
        "谢谢。下一位提问的是{f}的{n}。",
    ),
    closings=("今天的会议到此结束，感谢各位的参加。", "本次电话会议到此结束，谢谢大家，再见。"),
    greetings=("", "感谢您回答我的问题。", "晚上好，谢谢。", "谢谢，恭喜各位取得这样的业绩。", "大家好。"),
    announcements=(("我有两个问题。", "我想问两个问题。"), ("我有三个问题。", "我想问三个问题。")),
    cues=(
        CueStyle(
            bare=("第一个问题，", "第二个问题，", "第三个问题，"),
            addressed=("第一个问题给{n}。", "第二个问题给{n}。", "第三个问题给{n}。"),
        ),
        CueStyle(bare=("首先，", "其次，", "最后，"), addressed=("首先，{n}，", "其次，{n}，", "最后，{n}，")),
        CueStyle(bare=("", "另外，", "还有，"), addressed=("{n}，", "另外，{n}，", "还有，{n}，")),
        CueStyle(
            bare=("我的第一个问题是关于{t}。", "我的第二个问题是关于{t}。", "我的第三个问题是关于{t}。"),
            addressed=("我的第一个问题请教{n}。", "我的第二个问题请教{n}。", "我的第三个问题请教{n}。"),
        ),
    ),
    vocatives=("{n}，", "我的问题给{n}。"),
    context=(
        "{t}在上个季度的增长超过了我们的模型。",
        "我注意到{t}的库存已经降到三年来的低点。",
        "从渠道的反馈来看，{t}的需求恢复得比较慢。",
        "新闻稿里把{t}单独列成了一行。",
        "竞争对手也在加大{t}的投入。",
        "{t}的价格最近有一些松动。",
        "我上周走访了几处工地，{t}的供应明显比春天充足。",
    ),
    questions=(
        "能否谈谈{t}未来几个季度的节奏？",
        "{t}的利润率还有多少提升空间？",
        "您打算怎样安排{t}的资本开支？",
        "{t}的订单能见度现在有多长？",
        "管理层如何看待{t}的价格走势？",
        "{t}明年会不会达到盈亏平衡？",
        "为什么{t}的交付时间推迟了？",
        "{t}的客户集中度是否会继续下降？",
    ),
    farewells=("", "谢谢。", "非常感谢。"),
    follow_ups=("我再追问一下，", "那我跟进一下，"),
    thanks=("好的，很清楚，谢谢。", "明白了，谢谢。", "非常有帮助，谢谢您。"),
    acknowledgements=("", "谢谢{n}。", "谢谢您的提问。", "谢谢{n}的问题。"),
    references=(
        ("关于第一个问题，", "先说第一个问题，", "您的第一个问题，"),
        ("关于第二个问题，", "至于第二个问题，", "您的第二个问题，"),
        ("关于第三个问题，", "至于第三个问题，", "您的第三个问题，"),
    ),
    answers=(
        "{t}的交付在六月恢复了正常，产线的良品率稳定在百分之九十以上。",
        "我们对{t}的投入会保持纪律，不会为了规模牺牲回报。",
        "{t}的新客户大多来自华南和东南亚。",
        "去年{t}占收入的比重大约是两成，今年会更高一些。",
        "{t}的原料合同已经锁定到明年三月，成本的波动不大。",
        "我们把{t}的团队合并到一处，沟通更快了。",
        "坦率地说，{t}的退货比例比我们希望的要高，售后人员正在逐一回访。",
        "{t}的大客户普遍要求更短的账期，我们没有全部接受。",
        "这需要时间，但方向是清楚的。",
        "我们每个月都会检查一次进度，目前没有出现偏差。",
        "{t}在北方市场的份额从百分之八升到百分之十一。",
        "春节之后，{t}的排期一直是满的，工人分成三班。",
        "如果汇率保持稳定，{t}的盈利能力会逐季改善。",
    ),
    supplements=("我补充一点。", "我再补充一句。"),
)

EN = Lines(
    glue=" ",
    titles=("Solvane Q3 2024 Earnings Call Transcript", "Kestrin Q1 2025 Earnings Call Transcript"),
    firms=(
        "Larch Securities",
        "Northbridge Capital",
        "Fernhill Research",
        "Millstone Partners",
        "Saltmarsh Bank",
        "Granary Securities",
    ),
    operators=("Operator",),
    topics=tuple(
        (
            "industrial sensors, cold storage, battery packs, dashboard displays, membership renewals, "
            "wound dressings, data backup, paper packaging, water filters, robot arms, forklift rentals, "
            "airline seats, crop insurance, ski equipment"
        ).split(", ")
    ),
    openings=("Good afternoon, and welcome to the earnings conference call. All lines have been placed on mute.",),
    introductions=("Good afternoon, I am {n}, Head of Investor Relations, and I welcome you to our earnings call.",),
    speech_of=("'s opening remarks", "'s remarks"),
    remarks=(
        "Revenue grew 12 percent, and {t} brought in more than half of that growth.",
        "The gross margin of {t} rose by three points, mostly because of scale.",
        "We closed two older plants in April and moved {t} to the new campus.",
        "Cash flow was healthy, and we collected the receivables of {t} five days faster.",
    ),
    first_handovers=("Our first question comes from {n} with {f}. Please go ahead.",),
    handovers=(
        "Our next question comes from {n} with {f}. Please go ahead.",
        "The next question comes from {n} with {f}. Your line is open.",
    ),
    closings=("This concludes today's conference call. Thank you for joining.",),
    greetings=("", "Thanks for taking my question.", "Good afternoon.", "Thank you, and congratulations."),
    announcements=(("I have two questions.",), ("I have three questions.",)),
    cues=(
        CueStyle(bare=("First, ", "Second, ", "Third, "), addressed=("First, {n}, ", "Second, {n}, ", "Third, {n}, ")),
        CueStyle(
            bare=(
                "My first question is about {t}. ",
                "My second question is about {t}. ",
                "My third question is about {t}. ",
            ),
            addressed=(
                "My first question is for {n}. ",
                "My second question is for {n}. ",
                "My third question is for {n}. ",
            ),
        ),
    ),
    vocatives=("{n}, ", "My question is for {n}. "),
    context=(
        "The growth of {t} was ahead of our model.",
        "I noticed that the inventory of {t} is at its lowest in three years.",
        "Distributors tell us that {t} recovered slowly.",
        "Your rivals are spending more on {t} too.",
    ),
    questions=(
        "Can you talk about the pace of {t} over the coming quarters?",
        "How much room is left in the margin of {t}?",
        "What do you plan to spend on {t} next year?",
        "Why was the delivery of {t} delayed?",
    ),
    farewells=("", "Thank you.", "Thanks."),
    follow_ups=("Just a follow-up. ",),
    thanks=("Okay, thank you.", "Great, thanks.", "Got it, thank you."),
    acknowledgements=("", "Thanks, {n}.", "Thank you for the question."),
    references=(
        ("On your first question, ", "To your first question, "),
        ("On your second question, ", "To your second question, "),
        ("On your third question, ", "To your third question, "),
    ),
    answers=(
        "Deliveries of {t} went back to normal in June, and the yield has been above 90 percent since.",
        "We stay disciplined with {t} and will not give up returns for scale.",
        "Most of the new customers of {t} are in the south of the country.",
        "Last year {t} made up a fifth of our revenue, and it is a little more now.",
        "The contracts for the raw material of {t} run until March, so the cost is steady.",
        "It takes time, but the direction is clear.",
        "Our largest buyers of {t} asked for shorter terms, and we did not accept all of them.",
        "The schedule of {t} has been full since the winter, with three shifts a day.",
    ),
    supplements=("Let me add one thing.",),
)

LINES = {"zh": ZH, "en": EN}
