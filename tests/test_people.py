"""One person under every spelling of a page, and never two people as one."""

from __future__ import annotations

import pytest

import transcripts
from transcripts import Call, Role, Speaker
from transcripts.model import AliasHow
from transcripts.names import Firms

HEAD = "海鲸科技(WHAL)2024Q4业绩电话会议\n\n"


def page(*turns: tuple[str, str]) -> str:
    return HEAD + "\n\n".join([f"{label}\n\n{speech}" for label, speech in turns]) + "\n"


def call_of(*turns: tuple[str, str]) -> Call:
    return transcripts.parse(page(*turns))


def hows(speaker: Speaker) -> dict[str, str]:
    return {alias.text: str(alias.how) for alias in speaker.aliases}


def one(call: Call, *names: str) -> Speaker:
    """The speaker whom all of the names name."""
    found = [call.find(name) for name in names]
    assert found[0] is not None
    assert all(speaker is found[0] for speaker in found), dict(zip(names, found, strict=True))
    return found[0]


LINE = ("接线员", "下一个问题来自云杉证券的布莱恩·莱茵。")
ASKS = ("布莱恩·莱茵", "谢谢。你们的毛利率明年还会上升吗?")
NEXT = ("接线员", "下一个问题来自高岭的莉莉·沃斯。")
LILY = ("莉莉·沃斯", "谢谢。请问现金流怎么样?")


# --- one person under several labels


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Satya Nabella", "萨蒂亚·纳贝拉"),  # flips between scripts, as machine-translated pages have them
        ("萨提亚·纳贝拉", "薩蒂亞‧納貝拉"),  # rival transliterations, and scripts
        ("卢卡·卡斯特里", "卢卡·卡埃斯特里"),  # a rival surname
        ("彭庄庄", "庄庄彭"),  # a Chinese name that came back through English
        ("彭亚历克斯", "亚历克斯·彭"),
        ("庄庄彭(Zhuangzhuang Peng)", "彭庄庄"),
        ("Alex Peng", "彭亚历克斯"),
        ("Nora Backlund", "诺拉贝克伦德"),  # without its interpunct
        ("诺拉·贝克伦", "诺拉?贝克伦"),  # encoding damage
        ("诺拉·贝克伦", "诺拉-贝克伦"),
        ("诺拉·贝克伦", "“诺拉·贝克伦”"),
        ("诺拉-贝克伦（NB)", "NB"),  # initials that a label declares, in brackets of two widths
        ("诺拉·贝克伦（Nora Backlund，以下简称诺）", "诺"),
        ("Susan", "苏珊·李"),  # a first name, and the whole name in the other script
        ("Susan", "苏珊"),
    ],
)
def test_one_person_speaks_under_two_labels(first: str, second: str) -> None:
    call = call_of(LINE, ASKS, (first, "谢谢布莱恩。会上升。"), NEXT, LILY, (second, "谢谢莉莉。很稳定。"), NEXT, LILY)
    assert call.turns[2].speaker is call.turns[5].speaker
    assert len(call.speakers) == 4
    assert call.turns[2].speaker is not None
    assert call.turns[2].speaker.role is Role.EXECUTIVE


@pytest.mark.parametrize(
    ("first", "second", "how"),
    [
        ("Satya Nabella", "萨蒂亚·纳贝拉", "transliteration"),
        ("萨提亚·纳贝拉", "萨蒂亚·纳贝拉", "transliteration"),
        ("Susan", "苏珊·李", "transliteration"),
        ("诺拉·贝克伦", "诺拉?贝克伦", "label"),
        ("诺拉·贝克伦(Nora Backlund)", "Nora Backlund", "gloss"),
    ],
)
def test_a_label_that_was_joined_by_sound_says_so(first: str, second: str, how: str) -> None:
    call = call_of(LINE, ASKS, (first, "谢谢布莱恩。会上升。"), NEXT, LILY, (second, "谢谢莉莉。很稳定。"), NEXT, LILY)
    speaker = call.turns[2].speaker
    assert speaker is not None
    joined = [alias for alias in speaker.aliases if str(alias.how) == how]
    assert joined
    assert all((alias.score < 1) == (how == "transliteration") for alias in joined)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("马克·哈尔登", "马克·史托克"),
        ("王伟", "王薇"),
        ("林海", "海林"),  # two characters turned are two people
        ("Mark Stone", "马可·斯通斯基"),
        ("朱莉娅·诺瓦克", "朱利叶斯·诺瓦克"),
        ("Christine Wong", "克里斯托弗·黄"),
        ("Roy Hale", "罗伊·黑尔二世"),
        ("Mark", "马库斯·沃恩"),
    ],
)
def test_two_people_are_not_one_because_they_sound_alike(first: str, second: str) -> None:
    call = call_of(LINE, ASKS, (first, "谢谢布莱恩。会上升。"), NEXT, LILY, (second, "谢谢莉莉。很稳定。"), NEXT, LILY)
    assert call.turns[2].speaker is not call.turns[5].speaker


def test_who_talk_to_each_other_are_two() -> None:
    call = call_of(("达里克·莫恩", "各位好。请塔里克来讲。"), ("塔里克·莫恩", "谢谢。请问大家听得到吗?"), LINE, ASKS)
    assert call.turns[0].speaker is not call.turns[1].speaker


def test_a_name_that_could_be_two_people_is_neither() -> None:
    julia, julie, zh = ("Julia Nowak", "会上升。"), ("Julie Nowak", "没有变化。"), ("朱莉娅·诺瓦克", "稳定。")
    two = call_of(LINE, ASKS, julia, NEXT, LILY, zh)
    assert two.turns[2].speaker is two.turns[5].speaker
    three = call_of(LINE, ASKS, julia, NEXT, LILY, julie, LINE, ASKS, zh)
    assert len({id(three.turns[place].speaker) for place in (2, 5, 8)}) == 3


def test_firms_that_differ_keep_two_people_apart() -> None:
    call = call_of(
        ("云杉证券分析师Brian Rhein", "谢谢。毛利率呢?"),
        ("诺拉·贝克伦", "会上升。"),
        ("高岭资本分析师布莱恩·莱茵", "谢谢。现金流呢?"),
        ("诺拉·贝克伦", "稳定。"),
    )
    assert call.turns[0].speaker is not call.turns[2].speaker


ANSWER = "谢谢。我们今年的收入增长了两成，利润率也比去年高了不少，这主要来自新产品和新市场。"
QUESTION = "谢谢。请问明年的毛利率会怎么样？资本开支会增加吗？"
CALLS = ("接线员", "下一个问题来自云杉证券的马克·李。")


@pytest.mark.parametrize(
    "turns",
    [
        [("Q - 马克·陈", QUESTION), ("A - Mark Chen", ANSWER)],
        [("Mark Chen - CFO", ANSWER), ("分析师马克·陈", QUESTION)],
        [("Mark Chen - CFO", ANSWER), ("马克·陈 - 云杉证券", QUESTION)],
        [("首席执行官 萨提亚·纳贝拉", ANSWER), ("CFO Satya Nabella", ANSWER), ("分析师", QUESTION)],
        [("CFO Susan", ANSWER), ("苏珊·李（云杉证券）", QUESTION)],
        [("马克·陈", QUESTION), ("Mark Chen", "会的。"), ("马克·陈", "谢谢。"), ("Mark Chen", "不客气。")],
        [("Mark Lee", "大家好。"), CALLS, ("马克·李", QUESTION), ("Mark Lee", "会的。")],
        [("Mark", ANSWER), CALLS, ("马克", QUESTION), ("Mark", ANSWER)],
        [
            ("马克·陈", ANSWER),
            ("接线员", "下一个问题来自云杉证券的马克·陈。"),
            ("分析师", QUESTION),
            ("马克·陈", ANSWER),
        ],
        [("J. Smith（约翰·史密斯）", ANSWER), LINE, ("John Smith", QUESTION), ("J. Smith（约翰·史密斯）", ANSWER)],
        [("王文方", ANSWER), LINE, ("方王文", QUESTION), ("王文方", ANSWER)],
    ],
)
def test_namesakes_whose_labels_or_turns_say_so_are_two(turns: list[tuple[str, str]]) -> None:
    first, second = [turn.speaker for turn in inline(*turns).turns if turn.label not in ("接线员", "")][:2]
    assert first is not second


def test_spellings_of_one_part_that_many_share_are_left_open() -> None:
    others = [f"{name}·史密斯" for name in "安娜 贝拉 卡尔 丹尼 埃玛 弗兰克 乔治".split()]
    turns = [(name, ANSWER) for name in ("凯瑟琳·史密斯", *others, "凯瑟林·史密斯")]
    assert len(inline(*turns, ("分析师", QUESTION)).speakers) == len(turns) + 1


# --- introductions


def test_the_operator_introduces_who_asks_in_another_spelling() -> None:
    call = call_of(
        ("接线员", "下一个问题来自云杉证券的贝琪·史托克。请讲。"),
        ("贝基·史托克", "谢谢。你们的毛利率明年还会上升吗?"),
        ("诺拉·贝克伦", "谢谢贝琪。会上升。"),
    )
    becky = one(call, "贝基·史托克", "贝琪·史托克", "贝琪")
    assert (becky.firm, becky.role, str(becky.role_source)) == ("云杉证券", Role.ANALYST, "introduced")
    assert hows(becky) == {"贝基·史托克": "label", "贝琪·史托克": "introduction", "贝琪": "part"}


@pytest.mark.parametrize(
    ("said", "label", "name"),
    [
        ("第一个问题来自云杉证券的布莱恩·莱茵。", "Brian Rhein", "布莱恩·莱茵"),
        ("下一位是中金公司的姚橙，请提问。", "Alex Yao", "姚橙"),
        ("最后一个问题来自 Larkholm Securities 的 Ted Grimes，请讲。", "泰德·格赖姆斯", "Ted Grimes"),
        ("Our next question comes from the line of Ted Grimes with Larkholm.", "泰德·格赖姆斯", "Ted Grimes"),
    ],
)
def test_introductions_give_the_name_in_the_other_script(said: str, label: str, name: str) -> None:
    call = call_of(("接线员", said), (label, "大家好。你们的毛利率明年还会上升吗?"), ("诺拉·贝克伦", "会。"))
    asker = one(call, label, name)
    alias = next(alias for alias in asker.aliases if alias.text == name)
    assert (alias.how, len(alias.spans)) == (AliasHow.INTRODUCTION, 1)
    assert 0.5 <= alias.score <= 1
    assert asker.firm is not None


def test_who_is_announced_and_does_not_speak_is_nobody_here() -> None:
    call = call_of(
        ("接线员", "下一个问题来自云杉证券的马库斯·霍尔特。"),
        ("布莱恩·莱茵", "谢谢。你们的毛利率明年还会上升吗?"),
        ("诺拉·贝克伦", "会。"),
    )
    assert call.find("马库斯·霍尔特") is None


def test_a_speaker_says_who_he_is() -> None:
    call = call_of(
        ("接线员", "现在开始提问。"),
        ("Ted Grimes", "大家好，我是云杉证券的泰德·格赖姆斯。你们的毛利率明年还会上升吗?"),
        ("诺拉·贝克伦", "谢谢泰德。会。"),
    )
    ted = one(call, "Ted Grimes", "泰德·格赖姆斯", "泰德")
    assert ted.firm == "云杉证券"
    assert hows(ted)["泰德·格赖姆斯"] == "introduction"


# --- labels that name nobody


def inline(*turns: tuple[str, str]) -> Call:
    return transcripts.parse(HEAD + "\n\n".join([f"{label}：{speech}" for label, speech in turns]) + "\n")


NORA = ("诺拉·贝克伦", "会的，明年开始。")


def test_an_asker_without_a_name_has_the_one_that_the_operator_says() -> None:
    call = inline(
        ("接线员", "第一个问题来自云杉证券的布莱恩·莱茵。"),
        ("分析师", "谢谢。你们的毛利率会上升吗?"),
        NORA,
        ("分析师", "好的，那现金流呢?"),
        NORA,
        ("接线员", "下一个问题来自高岭资本的姚橙，请讲。"),
        ("分析师", "谢谢，云业务今年能盈利吗?"),
        NORA,
        ("接线员", "下一个问题。"),
        ("分析师", "明年开几家店?"),
        NORA,
    )
    asking = [turn.speaker for turn in call.turns if turn.label == "分析师"]
    assert [speaker.name for speaker in asking if speaker is not None] == ["布莱恩·莱茵", "布莱恩·莱茵", "姚橙", None]
    brian = one(call, "布莱恩·莱茵")
    assert (brian.role, brian.firm, hows(brian)) == (Role.ANALYST, "云杉证券", {"布莱恩·莱茵": "introduction"})
    assert [pair.asker.name for pair in call.qa_pairs] == ["布莱恩·莱茵", "布莱恩·莱茵", "姚橙", None]


@pytest.mark.parametrize(
    ("says", "name", "firm"),
    [
        ("大家好，我是来自橡木研究的泰德·格赖姆斯。税率多少?", "泰德·格赖姆斯", "橡木研究"),
        ("谢谢，我是橡木研究的Ted Grimes，请问税率多少?", "Ted Grimes", "橡木研究"),
        ("我是来自丹佛的投资者肯·格赖姆斯，请问税率多少?", "肯·格赖姆斯", None),
        ("我是来自丹佛的泰德·格赖姆斯博士，请问税率多少?", "泰德·格赖姆斯", None),
        ("我是来自丹佛的股东，请问税率多少?", None, None),
        ("我是来自丹佛的林务员，请问税率多少?", None, None),
        ("我是橡木大学的毕业生，请问税率多少?", None, None),
        ("我是看了橡木研究的泰德·格赖姆斯先生的报告来的。税率多少?", None, None),
        ("我是橡木研究的科瓦奇·海鲸粉丝，请问税率多少?", None, None),
        ("我是来自科罗拉多州Green Village的一位老师。税率多少?", None, None),
        ("I'm from Green Village, Colorado. What is the tax rate?", None, None),
    ],
)
def test_an_asker_without_a_name_says_who_he_is(says: str, name: str | None, firm: str | None) -> None:
    call = inline(("股东", "你们会回购吗?"), NORA, ("股东", says), NORA, ("股东", "为什么不分红?"), NORA)
    before, there, _ = [turn.speaker for turn in call.turns if turn.label == "股东"]
    assert before is not None
    assert there is not None
    assert before.name is None
    assert (there.name, there.firm, there.role) == (name, firm, Role.INVESTOR)


def test_a_number_of_a_recogniser_is_one_person() -> None:
    turns = [
        ("演讲者1", "大家好，欢迎参加会议。第一个问题来自云杉证券的布莱恩·莱茵。"),
        ("演讲者2", "谢谢。你们的毛利率会上升吗?"),
        ("演讲者3", "谢谢布莱恩。会上升。"),
        ("演讲者2", "好的，那现金流呢?"),
        ("演讲者3", "稳定。"),
        ("演讲者1", "下一个问题来自高岭资本的姚橙，请讲。"),
        ("演讲者4", "谢谢，云业务今年能盈利吗?"),
        ("演讲者3", "能。"),
    ]
    named = {turn.label: turn.speaker.name for turn in inline(*turns).turns if turn.speaker is not None}
    assert named == {"演讲者1": None, "演讲者2": "布莱恩·莱茵", "演讲者3": None, "演讲者4": "姚橙"}
    turns[6] = ("演讲者2", turns[6][1])  # announced as two people: nobody knows
    assert "姚橙" not in {speaker.name for speaker in inline(*turns).speakers}


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("下一个问题来自云杉证券的安娜·古提雷斯。", "安娜·古提雷斯"),
        ("下一个问题来自云杉证券的约翰·史提芬。", "约翰·史提芬"),
        ("下一个问题来自云杉证券的贝琪·史托克和马丁·克罗。", None),  # two people
        ("下一个问题来自云杉证券的贝琪·史托克：毛利率怎么看？", None),  # the question is read out
    ],
)
def test_one_whole_name_is_taken_from_a_hand_over(said: str, name: str | None) -> None:
    call = inline(("接线员", said), ("分析师", QUESTION), NORA)
    assert call.turns[1].speaker is not None
    assert call.turns[1].speaker.name == name


@pytest.mark.parametrize(
    "turns",
    [
        # the operator goes on without the words that hand over
        [("接线员", "谢谢。郑小磊，海桐证券。"), ("分析师", QUESTION)],
        [("接线员", "我们先接海桐证券的线。"), ("分析师", QUESTION)],
        [("分析师", f"大家好，{QUESTION}")],
        [("分析师", f"我是Tom，替贝琪提问。{QUESTION}")],
    ],
)
def test_an_announcement_holds_for_who_was_announced(turns: list[tuple[str, str]]) -> None:
    call = inline(("接线员", "下一个问题来自云杉证券的贝琪·史托克。"), ("分析师", QUESTION), NORA, *turns, NORA)
    first, second = [turn.speaker for turn in call.turns if turn.label == "分析师"]
    assert first is not None
    assert second is not None
    assert (first.name, second.name) == ("贝琪·史托克", None)


@pytest.mark.parametrize(
    ("announced", "says"),
    [
        ("王磊", "王磊你好，请讲。"),  # who speaks to him is somebody else
        ("克里斯·黄", "他好像不在线。"),
    ],
)
def test_who_speaks_after_an_announcement_may_be_of_the_company(announced: str, says: str) -> None:
    call = inline(
        ("Kevin Wang", ANSWER),
        ("接线员", f"下一个问题来自云杉证券的{announced}。"),
        ("Kevin Wang", says),
        ("Lei Zhang", QUESTION),
        ("Kevin Wang", ANSWER),
    )
    kevin = one(call, "Kevin Wang")
    assert (kevin.role, kevin.firm, kevin.names.zh) == (Role.EXECUTIVE, None, None)


def test_a_number_that_spoke_before_it_was_announced_is_not_who_is_announced() -> None:
    call = inline(
        ("演讲者1", "大家好，欢迎。"),
        ("演讲者2", ANSWER),
        ("演讲者1", "第一个问题来自云杉证券的贝琪·史托克。"),
        ("演讲者2", "好的，请讲。"),
        ("演讲者3", QUESTION),
    )
    assert [speaker.name for speaker in call.speakers] == [None, None, None]


def test_the_operator_is_not_whom_he_announces() -> None:
    says = "Our first question comes from the line of Becky Stock with Spruce Securities. Please go ahead."
    call = inline(("Speaker 1", says), ("Speaker 2", "Thanks. What is the outlook?"), ("Speaker 3", "It is stable."))
    named = {turn.label: turn.speaker.name for turn in call.turns if turn.speaker is not None}
    assert named == {"Speaker 1": None, "Speaker 2": "Becky Stock", "Speaker 3": None}


# --- short forms across scripts


@pytest.mark.parametrize(
    ("label", "called"),
    [
        ("伊丽莎白·哈尔登", "贝丝"),
        ("罗伯特·哈尔登", "鲍勃"),
        ("道格拉斯·哈尔登", "Doug"),
        ("道格拉斯·哈尔登", "道格"),
        ("Nicholas Hawke", "尼克"),
        ("August Hawke", "Gus"),
    ],
)
def test_executives_are_called_by_short_names(label: str, called: str) -> None:
    call = call_of(LINE, ("布莱恩·莱茵", f"谢谢。{called}，你们的毛利率明年还会上升吗?"), (label, "会上升。"))
    assert one(call, label, called).role is Role.EXECUTIVE


def test_between_commas_a_name_is_an_address_wherever_it_stands() -> None:
    long = "我们今年在新船坞上花了不少钱，这些钱明年会开始见效。" * 4
    call = call_of(
        LINE,
        ("尼古拉斯·莱茵", "谢谢。你们的毛利率明年还会上升吗?"),
        ("诺拉·贝克伦", f"{long}至于下半年，尼克，我们看的是订单。{long}"),
    )
    assert one(call, "尼古拉斯·莱茵", "尼克").role is Role.ANALYST


def test_two_short_forms_of_one_name_are_two_people() -> None:
    call = call_of(LINE, ("布莱恩·莱茵", "谢谢。贝丝，毛利率还会上升吗?"), ("丽莎·哈尔登", "会上升。"))
    assert call.find("贝丝") is None


# --- what is looked at, and how often


def test_names_are_looked_at_once_a_label(monkeypatch: pytest.MonkeyPatch) -> None:
    from transcripts.names import likeness

    asked: list[tuple[str, str]] = []
    real = likeness.similarity

    def count(a: str, b: str) -> likeness.Similarity:
        asked.append((a, b))
        return real(a, b)

    monkeypatch.setattr(likeness, "similarity", count)
    turns = [
        LINE,
        ("Brian Rhein", "谢谢。诺拉，毛利率呢?"),
        ("诺拉·贝克伦", "谢谢Brian。会上升。"),
        NEXT,
        LILY,
        ("萨提亚·纳贝拉", "稳定。"),
    ]
    transcripts.parse(page(*turns))
    once = len(asked)
    assert once > 0
    asked.clear()
    transcripts.parse(page(*turns * 20))
    assert len(asked) <= 2 * once, "twenty times the turns, the same names"


def test_a_page_in_one_script_with_unlike_names_compares_none(monkeypatch: pytest.MonkeyPatch) -> None:
    from transcripts.names import likeness

    def never(a: str, b: str) -> likeness.Similarity:
        raise AssertionError(f"{a} was compared with {b}")

    monkeypatch.setattr(likeness, "similarity", never)
    call = call_of(LINE, ASKS, ("诺拉·贝克伦", "谢谢。会上升。"), NEXT, LILY, ("马库斯·霍尔特", "谢谢。稳定。"))
    assert len(call.speakers) == 5


# --- firms of one's own


def test_firms_of_your_own_say_that_two_spellings_are_one() -> None:
    turns = [
        ("拉克霍姆证券分析师Vera Costa", "谢谢。你们的毛利率还会上升吗?"),
        ("诺拉·贝克伦", "会上升。"),
        ("Larkholm Analyst Vera Costa", "谢谢。现金流呢?"),
        ("诺拉·贝克伦", "稳定。"),
    ]
    text = HEAD + "\n\n".join([f"{label}：{speech}" for label, speech in turns]) + "\n"
    mine = {"Larkholm Securities": ["拉克霍姆", "Larkholm"]}
    two = transcripts.parse(text)
    assert two.turns[0].speaker is not two.turns[2].speaker
    assert [str(notice.code) for notice in two.notices] == ["ambiguous-name"]
    vera = one(transcripts.parse(text, firms=mine), "Vera Costa")
    assert (vera.firm, vera.canonical_firm) == ("拉克霍姆证券", "Larkholm Securities")
    assert transcripts.parse(text, firms=Firms.of(mine)).find("Vera Costa") == vera
