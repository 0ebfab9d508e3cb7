"""The model as a caller meets it: repr, equality, pickles, ``find``; and the errors, shown and sent across processes."""

from __future__ import annotations

import copy
import inspect
import pickle
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from transcripts import errors
from transcripts.errors import (
    AmbiguousName,
    DecodeError,
    DoubtfulCall,
    JSONError,
    PluginError,
    RosterError,
    TranscriptError,
    UnknownFormat,
)
from transcripts.model import (
    Alias,
    AliasHow,
    Answer,
    Block,
    BlockKind,
    Call,
    Evidence,
    Names,
    Notice,
    NoticeCode,
    Paragraph,
    Passage,
    Period,
    QAPair,
    Question,
    Role,
    Security,
    Segment,
    Severity,
    Source,
    Span,
    Speaker,
    Turn,
    clip,
)

# --- a call on a page so long that nobody wants to see it by accident

LONG = 50_000
PAGE = "季" * LONG + "问" * LONG + "答" * LONG
SOURCE = Source(text=PAGE, name="long.txt", encoding="utf-8")
TALK, ASKED, SAID = Span(0, LONG), Span(LONG, 2 * LONG), Span(2 * LONG, 3 * LONG)

ANNA = Speaker(id="s0", name="安娜·陶", names=Names(zh="安娜·陶", en="Anna Tao"), role=Role.ANALYST, aliases=(
    Alias(text="安娜", how=AliasHow.PART, score=0.9, spans=tuple(Span(i, i + 2) for i in range(0, LONG, 2))),
    Alias(text="安娜·陶(Anna Tao)", how=AliasHow.LABEL),
))  # fmt: skip
HE = Speaker(id="s1", name="何一鸣", aliases=(Alias(text="何总", how=AliasHow.DIALOGUE),))
HOST = Speaker(id="s2", name=None, role=Role.OPERATOR, aliases=(Alias(text="Operator", how=AliasHow.LABEL),))


def turn(index: int, speaker: Speaker, *spans: Span, lang: str = "zh", source: Source = SOURCE) -> Turn:
    return Turn(
        index=index,
        speaker=speaker,
        label=str(speaker),
        label_span=Span(0, 0),
        paragraphs=tuple(
            [Paragraph(source=source, span=s, pieces=(s,), lang="en" if lang == "en" else "zh") for s in spans]
        ),
    )


def make_call(source: Source = SOURCE) -> Call:
    first, second = Span(LONG, LONG + 10), Span(LONG + 10, LONG + 20)
    questions = (
        Question(source=source, span=first, addressees=(HE,)),
        Question(source=source, span=second),
    )
    turns = (
        turn(0, HOST, TALK, source=source),
        turn(1, ANNA, ASKED, source=source),
        turn(2, HE, SAID, source=source),
    )
    segments = [
        Segment(source=source, span=SAID, questions=questions[:1], evidence=Evidence.ADDRESSEE) for _ in range(40)
    ]
    return Call(
        source=source,
        format="nameline",
        title="标题" * 500,
        speakers=(HOST, ANNA, HE),
        turns=turns,
        qa_pairs=(
            QAPair(
                index=0,
                asker=ANNA,
                question_turns=turns[1:2],
                questions=questions,
                answers=(Answer(turn=turns[2], segments=tuple(segments)),),
            ),
        ),
        blocks=(Block(kind=BlockKind.SPEECH, span=Span(0, 3 * LONG)),),
        notices=(Notice(code=NoticeCode.UNKNOWN_ROLE, severity=Severity.INFO, message="何一鸣?"),),
    )


CALL = make_call()
PAIR = CALL.qa_pairs[0]
ANSWER = PAIR.answers[0]
THINGS: dict[str, Any] = {
    "call": CALL,
    "source": SOURCE,
    "speaker": ANNA,
    "names": ANNA.names,
    "alias": ANNA.aliases[0],
    "turn": CALL.turns[1],
    "paragraph": CALL.turns[1].paragraphs[0],
    "pair": PAIR,
    "question": PAIR.questions[0],
    "answer": ANSWER,
    "segment": ANSWER.segments[0],
    "passage": Passage(source=SOURCE, span=TALK),
    "block": CALL.blocks[0],
    "notice": CALL.notices[0],
    "security": Security(symbol="BCY"),
    "period": Period(year=2031, quarter=2),
    "span": TALK,
}
each_thing = pytest.mark.parametrize("thing", THINGS.values(), ids=list(THINGS))


# --- repr and str


@each_thing
def test_a_repr_is_one_short_line(thing: Any) -> None:
    assert len(repr(thing)) < 200
    assert "\n" not in repr(thing)


@pytest.mark.parametrize(
    ("thing", "expected"),
    [
        (CALL, f"<Call {'标题' * 19 + '标…'!r} (nameline): 3 turns, 3 speakers, 1 pairs>"),
        (Call(source=Source(text="", name="a.txt"), format="plain"), "<Call 'a.txt' (plain): 0 turns, 0 speakers, 0 pairs>"),
        (Call(source=Source(text=""), format="plain"), "<Call 'untitled' (plain): 0 turns, 0 speakers, 0 pairs>"),
        (SOURCE, "<Source 'long.txt', 150,000 characters, utf-8>"),
        (Source(text="你好"), "<Source 2 characters>"),
        (CALL.turns[2], f"<Turn 2 '何一鸣': {'答' * 29 + '…'!r}>"),
        (PAIR, "<QAPair 0 安娜·陶: 2 parts, answered by 何一鸣>"),
        (attrs.evolve(PAIR, answers=()), "<QAPair 0 安娜·陶: 2 parts, answered by nobody>"),
        (ANSWER, "<Answer in turn 2 by 何一鸣: 40 segments>"),
        (PAIR.questions[0], "<Question 50000:50010 '问问问问问问问问问问'>"),
        (ANNA.aliases[0], "Alias(text='安娜', how=<AliasHow.PART: 'part'>, score=0.9, spans=<25000 places>)"),
        (Segment(source=Source(text="一\n\ud800"), span=Span(0, 3), questions=(), evidence=Evidence.ONLY),
            "<Segment 0:3 '一 \\ud800'>"),
    ],
)  # fmt: skip
def test_a_repr_says_what_it_is(thing: Any, expected: str) -> None:
    assert repr(thing) == expected


def test_str() -> None:
    assert [str(s) for s in CALL.speakers] == ["Operator", "安娜·陶", "何一鸣"]
    assert str(Speaker(id="s9", name=None)) == "s9"
    assert (str(Period(year=2031)), str(Period(year=2031, quarter=2))) == ("FY2031", "2031Q2")


def test_clip() -> None:
    assert clip("一\n 二\t三") == "一 二 三"
    assert (clip("一二三四", 4), clip("一二三四五", 4)) == ("一二三四", "一二三…")


# --- values: frozen, equal by what they hold, hashable, picklable


@each_thing
def test_nothing_can_be_set(thing: Any) -> None:
    first = Span._fields[0] if isinstance(thing, Span) else attrs.fields(type(thing))[0].name
    with pytest.raises(AttributeError):
        setattr(thing, first, None)
    with pytest.raises((AttributeError, TypeError)):
        thing.something_new = 1


@each_thing
@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda x: pickle.loads(pickle.dumps(x))])
def test_a_copy_is_equal(thing: Any, again: Callable[[Any], Any]) -> None:
    twin = again(thing)
    assert twin == thing
    assert type(twin) is type(thing)
    assert repr(twin) == repr(thing)
    assert hash(twin) == hash(thing)
    assert {twin: 1}[thing] == 1


def test_a_pickled_call_still_refers_to_its_own() -> None:
    call: Call = pickle.loads(pickle.dumps(CALL))
    pair = call.qa_pairs[0]
    assert pair.asker is call.speakers[1] is call.turns[1].speaker
    assert pair.answers[0].turn is call.turns[2]
    assert pair.answers_to(pair.questions[0]) == pair.answers[0].segments
    assert pair.questions[0].source is call.source


def test_calls_are_equal_when_what_they_say_is() -> None:
    other = make_call(Source(text=PAGE, name="elsewhere.txt"))
    assert other == CALL
    assert hash(other) == hash(CALL)
    assert attrs.evolve(CALL, title="Z") != CALL
    assert make_call(Source(text=PAGE.replace("答", "笑"))) != CALL  # the words of a turn


def test_passages_are_equal_by_place_and_words() -> None:
    one, other = Source(text="甲乙丙"), Source(text="甲乙丁")
    passage = Passage(source=one, span=Span(0, 2))
    assert passage == Passage(source=other, span=Span(0, 2))
    assert passage != Passage(source=one, span=Span(1, 2))
    assert Passage(source=one, span=Span(0, 3)) != Passage(source=other, span=Span(0, 3))
    assert passage != Question(source=one, span=Span(0, 2))
    assert passage != "甲乙"


def test_what_a_passage_is_for_counts() -> None:
    question = Question(source=SOURCE, span=ASKED)
    assert question != attrs.evolve(question, addressees=(HE,))
    paragraph = Paragraph(source=SOURCE, span=Span(0, 4), pieces=(Span(0, 4),), lang="zh")
    assert paragraph != attrs.evolve(paragraph, lang="en")
    assert paragraph != attrs.evolve(paragraph, pieces=(Span(0, 1), Span(3, 4)))
    segment = Segment(source=SOURCE, span=SAID, questions=(question,), evidence=Evidence.TOPIC)
    assert segment != attrs.evolve(segment, questions=())
    assert segment != attrs.evolve(segment, evidence=Evidence.ORDER)
    assert segment != attrs.evolve(segment, span=TALK)
    assert segment != attrs.evolve(segment, source=Source(text=PAGE.replace("答", "笑")))
    assert segment == attrs.evolve(segment, source=Source(text=PAGE.replace("季", "年")))


# --- what objects say of themselves


def test_a_paragraph_is_the_join_of_its_pieces() -> None:
    source = Source(text="上半\n页脚\n下半")
    cut = Paragraph(source=source, span=Span(0, 8), pieces=(Span(0, 2), Span(6, 8)), lang="zh")
    assert cut.text == "上半下半"
    assert attrs.evolve(cut, pieces=(Span(0, 8),)).text == source.text


def test_a_turn_speaks_its_main_language() -> None:
    source = Source(text="你好。Hello. Bye. Thanks.")
    zh, *en = (
        Paragraph(source=source, span=Span(*s), pieces=(Span(*s),), lang="zh" if s == (0, 3) else "en")
        for s in ((0, 3), (3, 9), (10, 14), (15, 22))
    )
    both = Turn(index=0, speaker=HE, label="", label_span=Span(0, 0), paragraphs=(zh, *en[:2]))
    assert (both.lang, both.text, both.translation) == ("zh", "你好。", tuple(en[:2]))
    english = attrs.evolve(both, paragraphs=(zh, *en))
    assert (english.lang, english.text, english.span) == ("en", "你好。\nHello.\nBye.\nThanks.", (0, 22))
    assert english.translation == ()  # a stray paragraph is part of what is said
    silent = attrs.evolve(both, paragraphs=(), label_span=Span(3, 8))
    assert (silent.lang, silent.text, silent.span) == ("zh", "", (3, 8))


def test_an_answer_knows_its_questions() -> None:
    assert ANSWER.speaker is HE
    assert ANSWER.text == "答" * LONG
    assert ANSWER.questions == PAIR.questions[:1]
    assert PAIR.unanswered == PAIR.questions[1:]
    assert PAIR.answers_to(PAIR.questions[1]) == ()
    turned = Segment(source=SOURCE, span=SAID, questions=PAIR.questions[::-1], evidence=Evidence.WHOLE)
    assert Answer(turn=CALL.turns[2], segments=(turned,)).questions == PAIR.questions


def test_names_by_language() -> None:
    assert (ANNA.names["zh"], ANNA.names["en"], HE.names["en"]) == ("安娜·陶", "Anna Tao", None)
    with pytest.raises(KeyError):
        ANNA.names["id"]


def test_source_is_asked_by_span() -> None:
    source = Source(text="一二三\r\n四五")
    assert (len(source), source[Span(1, 3)], source[5, 7]) == (7, "二三", "四五")
    assert [source.position(i) for i in (0, 2, 3, 4, 5, 7)] == [(1, 1), (1, 3), (1, 4), (1, 5), (2, 1), (2, 3)]
    assert [Source(text="\r\n\r\n").position(i) for i in range(5)] == [(1, 1), (1, 2), (2, 1), (2, 2), (3, 1)]
    with pytest.raises(IndexError, match="offset 8 is outside a text of 7 characters"):
        source.position(8)


# --- find

TAO = Speaker(id="s3", name="凯文·陶", names=Names(zh="凯文·陶", en="Kevin Tao"))
SU = Speaker(id="s4", name="蘇珊・凱文", aliases=(Alias(text="Susan Kevin", how=AliasHow.GLOSS),))
CAST = Call(source=Source(text=""), format="plain", speakers=(HOST, ANNA, HE, TAO, SU))


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("安娜·陶", ANNA),
        ("安娜.陶", ANNA),
        (" 安娜 ・ 陶\u200b ", ANNA),
        ("ANNA tao", ANNA),
        ("Ａｎｎａ Ｔａｏ", ANNA),
        ("安娜·陶(Anna Tao)", ANNA),  # the label, as printed
        ("安娜", ANNA),
        ("Anna", ANNA),  # a part of a name, where the page links nothing to it
        ("何总", HE),
        ("何總", HE),
        ("operator", HOST),
        ("苏珊·凯文", SU),  # printed in traditional characters
        ("蘇珊", SU),
        ("susan kevin", SU),
        ("Kevin", TAO),  # one Kevin has it in his name, of the other only the whole gloss is known
        ("何", None),  # one character is no part of a name to be found by
        ("陶", None),
        ("李明", None),
        ("·", None),
        ("", None),
    ],
)
def test_find(name: str, who: Speaker | None) -> None:
    assert CAST.find(name) is who


@pytest.mark.parametrize(("name", "candidates"), [("Tao", ("安娜·陶", "凯文·陶")), ("凯文", ("凯文·陶", "蘇珊・凱文"))])
def test_a_name_that_two_answer_to(name: str, candidates: tuple[str, ...]) -> None:
    with pytest.raises(AmbiguousName) as caught:
        CAST.find(name)
    assert (caught.value.name, caught.value.candidates) == (name, candidates)
    assert str(caught.value) == f"{name!r} names 2 speakers: {', '.join(candidates)}; ask for a full name"


def test_a_full_name_comes_before_a_spelling_and_a_spelling_before_a_part() -> None:
    kevin = Speaker(id="s5", name="凯文")
    assert attrs.evolve(CAST, speakers=(*CAST.speakers, kevin)).find("凯文") is kevin
    named = attrs.evolve(TAO, aliases=(Alias(text="凯文", how=AliasHow.DIALOGUE),))
    assert attrs.evolve(CAST, speakers=(SU, named)).find("凯文") is named


def test_two_people_with_one_name_are_two() -> None:
    twins = attrs.evolve(CAST, speakers=(HE, attrs.evolve(HE, id="s8")))
    with pytest.raises(AmbiguousName):
        twins.find("何一鸣")


# --- errors

SHOWN = Source(text="标题\n陶(Tao)：大家好，今天说三件事。\n谢谢\n", name="页.txt")
PLACE = Span(10, 13)  # 大家好
MARKED = (
    "  --> 页.txt:2:8\n"
    "    陶(Tao)：大家好，今天说三件事。\n"
    "    \u3000     \u3000~~~~~^"
)  # fmt: skip
NOTICE = Notice(code=NoticeCode.UNKNOWN_FORMAT, severity=Severity.WARNING, message="no format fits", span=PLACE)

RAISED: list[tuple[TranscriptError, str]] = [
    (TranscriptError("not that"), "not that"),
    (TranscriptError("not that", source=SHOWN, span=PLACE), f"not that\n{MARKED}"),
    (TranscriptError("not that", source=SHOWN), "not that"),
    (DecodeError("byte 0xff at 17 is no utf-8", offset=17, encoding="utf-8"), "byte 0xff at 17 is no utf-8"),
    (DecodeError("no codec reads byte 0", offset=0), "no codec reads byte 0"),
    (DecodeError("not utf-8", offset=17, name="页.txt"), "not utf-8\n  --> 页.txt: byte 17"),
    (UnknownFormat("no format claims it", source=SHOWN, span=PLACE), f"no format claims it\n{MARKED}"),
    (AmbiguousName("two fit", name="陶", candidates=("安娜·陶", "凯文·陶")), "two fit"),
    (RosterError("no name in line 2", source=SHOWN, span=PLACE), f"no name in line 2\n{MARKED}"),
    (PluginError("blocks overlap", plugin="mybroker", source=SHOWN, span=PLACE), f"blocks overlap\n{MARKED}"),
    (PluginError("has no sniff", plugin="mybroker"), "has no sniff"),
    (JSONError("'s9' is no speaker", path="$.turns[3].speaker"), "'s9' is no speaker @ $.turns[3].speaker"),
    (JSONError("not JSON"), "not JSON @ $"),
    (
        PluginError("out of reach", plugin="mybroker", source=SHOWN, span=Span(40, 41)),
        "out of reach\n  --> 页.txt: 40:41 is outside its 25 characters",
    ),
    (DoubtfulCall("1 doubt", notices=(NOTICE,), source=SHOWN), "1 doubt"),
]
each_error = pytest.mark.parametrize(("error", "shown"), RAISED, ids=[type(error).__name__ for error, _ in RAISED])


def test_every_kind_of_error_is_here() -> None:
    kinds = {kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, TranscriptError)}
    assert {type(error) for error, _ in RAISED} == kinds


@each_error
def test_an_error_shows_its_place(error: TranscriptError, shown: str) -> None:
    assert str(error) == shown
    assert isinstance(error, ValueError)


def state(error: TranscriptError) -> dict[str, Any]:
    return error.__dict__


@each_error
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_an_error_comes_back_from_a_pickle(error: TranscriptError, shown: str, protocol: int) -> None:
    back = pickle.loads(pickle.dumps(error, protocol))
    assert type(back) is type(error)
    assert state(back) == state(error)
    assert (str(back), repr(back), back.args) == (shown, repr(error), error.args)
    assert str(copy.deepcopy(error)) == shown


class BrokerError(PluginError):
    """An error of a plugin author's own, with one more thing to know."""

    def __init__(self, message: str, *, broker: str) -> None:
        super().__init__(message, plugin="mybroker")
        self.broker = broker


def test_an_error_of_a_plugin_comes_back_too() -> None:
    error = BrokerError("no such page", broker="远山证券")
    error.add_note("seen on page 3")
    back = copy.copy(error)
    assert (type(back), str(back), back.plugin, back.broker) == (BrokerError, "no such page", "mybroker", "远山证券")
    assert back.__notes__ == ["seen on page 3"]


def marked(text: str, start: int, end: int) -> list[str]:
    return errors.show_span(Source(text=text), Span(start, end)).split("\n")


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        # Latin: one mark a character
        ("Tao: good day", 5, 9, ["  --> text:1:6", "    Tao: good day", "         ~~~^"]),
        # Chinese and full width: two; what stands before is as wide as what it stands under
        ("陶：好", 2, 3, ["  --> text:1:3", "    陶：好", "    \u3000\u3000~^"]),
        ("ａb好", 1, 2, ["  --> text:1:2", "    ａb好", "    \u3000^"]),
        # an empty span is shown as the character it stands before
        ("好ok", 1, 1, ["  --> text:1:2", "    好ok", "    \u3000^"]),
        # the end of a line, and of the page
        ("好\n", 1, 2, ["  --> text:1:2", "    好", "    \u3000^"]),
        ("好\n", 2, 2, ["  --> text:2:1", "    ", "    ^"]),
        ("", 0, 0, ["  --> text:1:1", "    ", "    ^"]),
        # a span over several lines is shown on its first
        ("第一行\n第二行", 1, 6, ["  --> text:1:2", "    第一行", "    \u3000~~~^"]),
        # a span that ends beyond the page, or before it starts
        ("好的", 1, 99, ["  --> text:1:2", "    好的", "    \u3000~^"]),
        ("好的", 1, 0, ["  --> text:1:2", "    好的", "    \u3000~^"]),
        # one that starts outside it has no line to show
        ("好的", 3, 4, ["  --> text: 3:4 is outside its 2 characters"]),
        ("", -1, 0, ["  --> text: -1:0 is outside its 0 characters"]),
        # between CR and LF the line has not ended
        ("好\r\n的", 1, 3, ["  --> text:1:2", "    好", "    \u3000^"]),
        ("好\r\n的", 2, 3, ["  --> text:1:3", "    好", "    \u3000^"]),
        ("好\r\n的", 3, 4, ["  --> text:2:1", "    的", "    ~^"]),
        # a tab is as wide as the terminal likes: it and what would act on a terminal are shown as a space
        ("陶\t:\tok", 4, 6, ["  --> text:1:5", "    陶 : ok", "    \u3000   ~^"]),
        ("a\x1b[1m\tb", 4, 7, ["  --> text:1:5", "    a [1m b", "        ~~^"]),
        # zero-width characters and accents of their own have no column
        ("\ufeffe\u0301\u200b陶", 4, 5, ["  --> text:1:5", "    \ufeffe\u0301\u200b陶", "     ~^"]),
        ("陶\u200b", 1, 2, ["  --> text:1:2", "    陶\u200b", "    \u3000^"]),
    ],
)
def test_the_mark_stands_under_the_span(text: str, start: int, end: int, expected: list[str]) -> None:
    assert marked(text, start, end) == expected


@given(st.text(st.sampled_from("陶aＡ\t\0\x1b\r\n\u2028\u0301\u200b\ud800"), max_size=90), st.integers(), st.integers())
@example("a\r\n", 2, 2)
def test_no_place_is_too_strange_to_be_shown(text: str, start: int, end: int) -> None:
    for span in (Span(start, end), Span(start % (len(text) + 1), end)):
        lines = str(TranscriptError("not that", source=Source(text=text), span=span)).split("\n")
        assert len(lines) == (4 if 0 <= span.start <= len(text) else 2)
        assert "\t" not in "".join(lines)


@pytest.mark.parametrize("filler", ["x", "前"])
def test_of_a_long_line_the_stretch_around_the_span_is_shown(filler: str) -> None:
    where, line, marks = marked(filler * 9000 + "目标" + filler * 9000, 9000, 9002)
    assert where == "  --> text:1:9001"
    assert line == f"    …{filler * 30}目标{filler * 58}"
    assert marks == f"     {('　' if filler == '前' else ' ') * 30}~~~^"
