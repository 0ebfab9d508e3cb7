"""A call as JSON and back: the form, the schema, law 9, and what is refused."""

from __future__ import annotations

import json
import math
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from enum import StrEnum
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from transcripts.errors import JSONError
from transcripts.export import json as export
from transcripts.model import (
    Alias,
    AliasHow,
    Answer,
    Block,
    BlockKind,
    Call,
    CallKind,
    Declined,
    Evidence,
    Names,
    Notice,
    NoticeCode,
    Paragraph,
    Period,
    QAPair,
    Question,
    Role,
    RoleSource,
    Section,
    Security,
    Segment,
    Severity,
    Source,
    Span,
    Speaker,
    Turn,
)

# --- the schema, and the same closed: what is written has no key that the schema does not name


def closed(value: Any) -> Any:
    """A schema that allows no other keys than it names."""
    if isinstance(value, list):
        return [closed(item) for item in value]
    if not isinstance(value, dict):
        return value
    shut = {key: closed(item) for key, item in value.items()}
    return shut | {"additionalProperties": False} if value.get("type") == "object" else shut


OPEN = Draft202012Validator(export.schema())
CLOSED = Draft202012Validator(closed(export.schema()))


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every object schema in a schema."""
    if isinstance(value, dict):
        if value.get("type") == "object":
            yield value
        for item in value.values():
            yield from objects(item)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(export.schema())
    assert export.schema()["properties"]["schema"] == {"const": export.SCHEMA}


def test_every_key_in_the_schema_is_required() -> None:
    found = list(objects(export.schema()))
    assert len(found) == 16
    for each in found:
        assert each["required"] == list(each["properties"])


def test_a_caller_may_change_the_schema_it_got() -> None:
    export.schema()["properties"].clear()
    assert export.schema()["properties"]


@pytest.mark.parametrize(
    ("where", "kind", "nullable"),
    [
        ("speaker.role", Role, False),
        ("speaker.role_source", RoleSource, True),
        ("alias.how", AliasHow, False),
        ("turn.section", Section, True),
        ("segment.evidence", Evidence, False),
        ("block.kind", BlockKind, False),
        ("notice.code", NoticeCode, False),
        ("notice.severity", Severity, False),
    ],
)
def test_the_schema_knows_the_values_of_the_model(where: str, kind: type[StrEnum], *, nullable: bool) -> None:
    holder, key = where.split(".")
    allowed = export.schema()["$defs"][holder]["properties"][key]["enum"]
    assert allowed == [member.value for member in kind] + [None] * nullable


# --- calls put together by hand

PAGE = """北辰云 2031年第二季度电话会
主持人
大家好,欢迎。
Good day and welcome.
林语·陶(Yu Lin)
谢谢,我有两个问题。第一,毛利
—— 广告 ——
率怎么看?第二,请何先生谈谈招聘。
何一鸣
毛利率会回升。

招聘方面,我们放慢了。
林语·陶(Yu Lin)
再追问一句,何时回升?
何一鸣
下半年。
"""


def at(words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = PAGE.index(words, start + 1)
    return Span(start, start + len(words))


def hull(first: str, last: str) -> Span:
    return Span(at(first).start, at(last).end)


SOURCE = Source(text=PAGE, name="beichen.txt", encoding="utf-8", certainty=1.0)
HOST = Speaker(id="s0", name=None, role=Role.OPERATOR, role_source=RoleSource.STATED, aliases=(
    Alias(text="主持人", how=AliasHow.LABEL, spans=(at("主持人"),)),
))  # fmt: skip
LIN = Speaker(
    id="s1",
    name="林语·陶",
    names=Names(zh="林语·陶", en="Yu Lin"),
    role=Role.ANALYST,
    role_source=RoleSource.INFERRED,
    firm="远山证券",
    canonical_firm="Yuanshan Securities",
    aliases=(
        Alias(text="林语·陶(Yu Lin)", how=AliasHow.LABEL, spans=(at("林语·陶(Yu Lin)"), at("林语·陶(Yu Lin)", 1))),
        Alias(text="Yu Lin", how=AliasHow.GLOSS, score=0.9, spans=(at("Yu Lin"), at("Yu Lin", 1))),
        Alias(text="陶林语", how=AliasHow.ROSTER, score=0.75),
    ),
)
HE = Speaker(id="s2", name="何一鸣", names=Names(zh="何一鸣"), title="首席财务官", canonical_title="CFO", aliases=(
    Alias(text="何一鸣", how=AliasHow.LABEL, spans=(at("何一鸣"), at("何一鸣", 1))),
    Alias(text="何先生", how=AliasHow.PART, score=0.8, spans=(at("何先生"),)),
))  # fmt: skip


def paragraph(*pieces: Span, lang: Any = "zh") -> Paragraph:
    return Paragraph(source=SOURCE, span=Span(pieces[0].start, pieces[-1].end), pieces=pieces, lang=lang)


TURNS = (
    Turn(index=0, speaker=HOST, label="主持人", label_span=at("主持人"), section=Section.PREPARED, start=0.0, paragraphs=(
        paragraph(at("大家好,欢迎。")), paragraph(at("Good day and welcome."), lang="en"),
    )),
    Turn(index=1, speaker=LIN, label="林语·陶(Yu Lin)", label_span=at("林语·陶(Yu Lin)"), section=Section.QA, start=12.5,
        paragraphs=(paragraph(at("谢谢,我有两个问题。第一,毛利"), at("率怎么看?第二,请何先生谈谈招聘。")),)),
    Turn(index=2, speaker=HE, label="何一鸣", label_span=at("何一鸣"), section=Section.QA, paragraphs=(
        paragraph(at("毛利率会回升。")), paragraph(at("招聘方面,我们放慢了。")),
    )),
    Turn(index=3, speaker=LIN, label="林语·陶(Yu Lin)", label_span=at("林语·陶(Yu Lin)", 1),
        paragraphs=(paragraph(at("再追问一句,何时回升?")),)),
    Turn(index=4, speaker=HE, label="何一鸣", label_span=at("何一鸣", 1), paragraphs=(paragraph(at("下半年。")),)),
)  # fmt: skip
MARGIN = Question(source=SOURCE, span=hull("第一,毛利", "率怎么看?"))
HIRING = Question(source=SOURCE, span=at("请何先生谈谈招聘。"), addressees=(HE,))
WHEN = Question(source=SOURCE, span=at("何时回升?"))
PAIRS = (
    QAPair(index=0, asker=LIN, question_turns=(TURNS[1],), questions=(MARGIN, HIRING), answers=(
        Answer(turn=TURNS[2], segments=(
            Segment(source=SOURCE, span=at("毛利率会回升。"), questions=(MARGIN,), evidence=Evidence.TOPIC),
            Segment(source=SOURCE, span=at("招聘方面,我们放慢了。"), questions=(HIRING,), evidence=Evidence.ADDRESSEE),
        )),
    )),
    QAPair(index=1, asker=LIN, question_turns=(TURNS[3],), questions=(WHEN,), follows=0, answers=(
        Answer(turn=TURNS[4], segments=(
            Segment(source=SOURCE, span=at("下半年。"), questions=(WHEN,), evidence=Evidence.ONLY),
        )),
    )),
)  # fmt: skip
WHOLE = Call(
    source=SOURCE,
    format="nameline",
    kind=CallKind.EARNINGS,
    title="北辰云 2031年第二季度电话会",
    company="北辰云",
    securities=(Security(symbol="BCY", exchange="HK", name="北辰云"), Security(symbol="BCYY")),
    period=Period(year=2031, quarter=2),
    published="2031-08-01T09:30:00",
    held="2031-07-31",
    publisher="云上读书会",
    speakers=(HOST, LIN, HE),
    turns=TURNS,
    qa_pairs=PAIRS,
    blocks=(
        Block(kind=BlockKind.META, span=Span(0, at("主持人").start)),
        Block(kind=BlockKind.SPEECH, span=Span(at("主持人").start, len(PAGE))),
    ),
    notices=(
        Notice(code=NoticeCode.GUESSED_ENCODING, severity=Severity.INFO, message="read as utf-8"),
        Notice(code=NoticeCode.UNKNOWN_ROLE, severity=Severity.WARNING, message="who is 何一鸣?", span=at("何一鸣", 1)),
    ),
)

# One answer on both parts at once: its segment runs over a blank line that no paragraph holds.
TOGETHER = attrs.evolve(WHOLE, qa_pairs=(
    QAPair(index=7, asker=LIN, question_turns=(TURNS[1],), questions=(MARGIN, HIRING), answers=(
        Answer(turn=TURNS[2], segments=(
            Segment(source=SOURCE, span=hull("毛利率会回升。", "招聘方面,我们放慢了。"), questions=(MARGIN, HIRING),
                evidence=Evidence.WHOLE),
        )),
        Answer(turn=TURNS[4], segments=()),
    )),
    QAPair(index=9, asker=LIN, question_turns=(), questions=(WHEN,), follows=7),
))  # fmt: skip

CALLS = {
    "whole": WHOLE,
    "empty page": Call(source=Source(text=""), format="plain"),
    "no dialogue": Call(
        source=Source(text="公告"), format="plain", blocks=(Block(kind=BlockKind.META, span=Span(0, 2)),)
    ),
    "period without quarter": attrs.evolve(WHOLE, period=Period(year=2031)),
    "no period": attrs.evolve(WHOLE, period=None),
    "one segment over two paragraphs": TOGETHER,
    "a label in two languages, and an interpreter": attrs.evolve(WHOLE, turns=(
        attrs.evolve(TURNS[0], twin_label="Good day", twin_span=at("Good day"), speaks_for=HE), *TURNS[1:],
    )),
    "part of a call": attrs.evolve(WHOLE, turns=TURNS[3:], qa_pairs=(attrs.evolve(PAIRS[1], follows=None),)),
}  # fmt: skip
DATA = WHOLE.to_dict()

each_call = pytest.mark.parametrize("call", CALLS.values(), ids=list(CALLS))


def test_the_form_of_a_turn_in_two_languages() -> None:
    turn = CALLS["a label in two languages, and an interpreter"].to_dict()["turns"][0]
    assert (turn["twin_label"], turn["twin_span"], turn["speaks_for"]) == ("Good day", [*at("Good day")], "s2")


def test_the_form() -> None:
    data = WHOLE.to_dict()
    assert list(data) == [
        "schema", "format", "source", "kind", "title", "company", "securities", "period", "published", "held",
        "publisher", "speakers", "turns", "qa_pairs", "blocks", "notices",
    ]  # fmt: skip
    assert data["source"] == {
        "name": "beichen.txt",
        "encoding": "utf-8",
        "certainty": 1.0,
        "media": "text",
        "length": len(PAGE),
    }
    assert data["securities"][1] == {"symbol": "BCYY", "exchange": None, "name": None}
    assert data["period"] == {"year": 2031, "quarter": 2}
    assert data["speakers"][2] == {
        "id": "s2",
        "name": "何一鸣",
        "names": {"zh": "何一鸣", "en": None},
        "role": "unknown",
        "role_source": None,
        "title": "首席财务官",
        "canonical_title": "CFO",
        "firm": None,
        "canonical_firm": None,
        "aliases": [
            {"text": "何一鸣", "how": "label", "score": 1.0, "spans": [[*at("何一鸣")], [*at("何一鸣", 1)]]},
            {"text": "何先生", "how": "part", "score": 0.8, "spans": [[*at("何先生")]]},
        ],
    }
    first, second = at("谢谢,我有两个问题。第一,毛利"), at("率怎么看?第二,请何先生谈谈招聘。")
    assert data["turns"][1] == {
        "index": 1,
        "speaker": "s1",
        "label": "林语·陶(Yu Lin)",
        "label_span": [*at("林语·陶(Yu Lin)")],
        "section": "qa",
        "start": 12.5,
        "twin_label": None,
        "twin_span": None,
        "speaks_for": None,
        "paragraphs": [
            {
                "span": [first.start, second.end],
                "pieces": [[*first], [*second]],
                "lang": "zh",
                "text": "谢谢,我有两个问题。第一,毛利率怎么看?第二,请何先生谈谈招聘。",
            }
        ],
    }
    assert data["qa_pairs"][0] == {
        "index": 0,
        "asker": "s1",
        "question_turns": [1],
        "follows": None,
        "questions": [
            {"span": [*MARGIN.span], "text": "第一,毛利\n—— 广告 ——\n率怎么看?", "addressees": [], "subquestions": []},
            {"span": [*HIRING.span], "text": "请何先生谈谈招聘。", "addressees": ["s2"], "subquestions": []},
        ],
        "answers": [
            {
                "turn": 2,
                "questions": [0, 1],
                "segments": [
                    {"span": [*at("毛利率会回升。")], "text": "毛利率会回升。", "questions": [0], "evidence": "topic"},
                    {
                        "span": [*at("招聘方面,我们放慢了。")],
                        "text": "招聘方面,我们放慢了。",
                        "questions": [1],
                        "evidence": "addressee",
                    },
                ],
            }
        ],
        "declined": [],
    }
    assert data["qa_pairs"][1]["follows"] == 0
    assert data["blocks"][0] == {"kind": "meta", "span": [0, at("主持人").start]}
    assert data["notices"][0] == {
        "code": "guessed-encoding",
        "severity": "info",
        "message": "read as utf-8",
        "span": None,
    }


def plain(value: Any) -> bool:
    """Whether a value is made of the six plain types themselves, not of what inherits from them."""
    if type(value) is dict:
        return all(type(key) is str and plain(item) for key, item in value.items())
    if type(value) is list:
        return all(map(plain, value))
    return type(value) in (str, int, float, type(None))


@each_call
def test_what_is_written_is_plain_and_as_the_schema_says(call: Call) -> None:
    data = call.to_dict()
    assert plain(data)
    CLOSED.validate(data)
    CLOSED.validate(json.loads(call.to_json()))


@each_call
@pytest.mark.parametrize("with_text", [False, True])
def test_reading_gives_the_call_back(call: Call, *, with_text: bool) -> None:
    text = call.source.text if with_text else None
    read = Call.from_dict(call.to_dict(), text=text)
    assert read == call
    assert Call.from_json(call.to_json(indent=2).encode(), text=text) == call
    assert read.to_json() == call.to_json()
    assert read.source.whole is with_text
    assert len(read.source) == len(call.source)
    assert (read.source.name, read.source.encoding) == (call.source.name, call.source.encoding)


def test_what_is_read_is_the_model_itself() -> None:
    read = Call.from_dict(DATA)
    turn, pair = read.turns[1], read.qa_pairs[0]
    assert turn.speaker is read.speakers[1] is pair.asker
    assert pair.question_turns[0] is turn
    assert pair.answers[0].turn is read.turns[2]
    assert pair.answers[0].segments[0].questions[0] is pair.questions[0]
    assert pair.questions[1].addressees[0] is read.speakers[2]
    assert not pair.unanswered
    # A StrEnum equals its value: the types are what tells them apart.
    assert type(turn.speaker.role) is Role
    assert type(turn.speaker.role_source) is RoleSource
    assert type(turn.speaker.aliases[0].how) is AliasHow
    assert type(turn.section) is Section
    assert type(pair.answers[0].segments[0].evidence) is Evidence
    assert type(read.blocks[0].kind) is BlockKind
    assert type(read.notices[1].code) is NoticeCode
    assert type(turn.label_span) is type(turn.paragraphs[0].pieces[0]) is Span
    assert type(turn.speaker.names) is Names


def test_a_page_that_is_not_given_holds_what_is_quoted() -> None:
    read = Call.from_dict(DATA)
    assert not read.source.whole
    expected = [export.UNKNOWN] * len(PAGE)
    for turn in TURNS:
        for span in (turn.label_span, *(piece for p in turn.paragraphs for piece in p.pieces)):
            expected[span.start : span.end] = PAGE[span.start : span.end]
    expected[MARGIN.span.start : MARGIN.span.end] = MARGIN.text  # a question is quoted with the advert it runs over
    assert read.source.text == "".join(expected)


def test_a_segment_is_quoted_with_the_blank_line_it_runs_over() -> None:
    read = Call.from_dict(TOGETHER.to_dict())
    (segment,) = read.qa_pairs[0].answers[0].segments
    assert segment.text == "毛利率会回升。\n\n招聘方面,我们放慢了。"
    assert segment == TOGETHER.qa_pairs[0].answers[0].segments[0]
    assert read.turns[2].text == TURNS[2].text


def test_a_page_too_long_to_be_made_up_wants_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    bare = Call(source=Source(text="公告" * 8), format="plain")
    monkeypatch.setattr(export, "LONGEST_SPARSE", 15)
    assert Call.from_dict(bare.to_dict(), text=bare.source.text) == bare
    with pytest.raises(JSONError, match="give its text @ \\$\\.source\\.length"):
        Call.from_dict(bare.to_dict())


def test_equal_scores_are_written_alike() -> None:
    def scored(score: float) -> Call:
        return attrs.evolve(CALLS["empty page"], speakers=(
            Speaker(id="s0", name=None, aliases=(Alias(text="", how=AliasHow.ROSTER, score=score),)),
        ))  # fmt: skip

    assert scored(1).to_json() == scored(1.0).to_json()
    assert scored(0).to_json() == scored(-0.0).to_json()
    assert Call.from_json(scored(1).to_json().replace('"score":1.0', '"score":1')).to_json() == scored(1).to_json()


def test_a_name_given_as_nothing_is_unknown() -> None:
    call = Call(source=Source(text="", name="", encoding=""), format="plain")
    assert call.to_dict()["source"] == {"name": None, "encoding": None, "certainty": 1.0, "media": "text", "length": 0}
    assert Call.from_json(call.to_json()) == call


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("苏\ud83d珊", '"苏\\ud83d珊"'),
        ("\udc00", '"\\udc00"'),
        ("\udc00\ud83d", '"\\udc00\\ud83d"'),
        ("\\\udfff", '"\\\\\\udfff"'),
        ("\U0001f600\u2028\x00", '"\U0001f600\u2028\\u0000"'),
    ],
)
def test_lone_surrogates_are_escaped(text: str, written: str) -> None:
    call = Call(source=Source(text=""), format="plain", title=text)
    assert f'"title":{written}' in call.to_json()
    assert Call.from_json(call.to_json().encode()) == call
    assert Call.from_json(call.to_json()) == call


def test_a_high_surrogate_before_a_low_one_stays_two_characters() -> None:
    call = Call(source=Source(text=""), format="plain", title="\ud83d\ud83d\ude00\ude00")
    assert '"\\ud83d\ud83d\ude00\\ude00"' in call.to_json()
    assert Call.from_json(call.to_json()) == call
    assert Call.from_json(call.to_json().encode("utf-8", "surrogatepass")) == call


def test_writing_loads_no_cattrs() -> None:
    asked = (
        "import sys; from transcripts.model import Call, Source; from transcripts.export import json;"
        "written = Call(source=Source(text=''), format='plain').to_json(); json.schema();"
        "print('cattrs' in sys.modules); Call.from_json(written); print('cattrs' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True)
    assert answer.stdout.split() == ["False", "True"]


# --- a call that contradicts itself is not written


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (attrs.evolve(WHOLE, speakers=(HOST, HE)), "refers to what it does not hold: Speaker(id='s1'"),
        (attrs.evolve(WHOLE, turns=TURNS[:4]), "refers to what it does not hold: <Turn 4 '何一鸣'"),
        (attrs.evolve(WHOLE, speakers=(HOST, LIN, HE, HE)), "two have the same id or index @ $.speakers"),
        (attrs.evolve(WHOLE, turns=(*TURNS, TURNS[0])), "two have the same id or index @ $.turns"),
        (attrs.evolve(WHOLE, qa_pairs=(PAIRS[0], PAIRS[0])), "two pairs have the index 0"),
        (attrs.evolve(WHOLE, qa_pairs=PAIRS[1:]), "pair 1 follows 0, which is no earlier pair"),
        (
            attrs.evolve(WHOLE, qa_pairs=(attrs.evolve(PAIRS[0], questions=(MARGIN,)),)),
            "refers to what it does not hold: <Question",
        ),
        (
            attrs.evolve(WHOLE, turns=(attrs.evolve(TURNS[0], start=math.nan), *TURNS[1:])),
            "a score or time of the call is not a number",
        ),
    ],
)
def test_a_call_that_could_not_be_read_back_is_not_written(call: Call, message: str) -> None:
    with pytest.raises(JSONError) as caught:
        call.to_json()
    assert message in str(caught.value)


def test_a_call_put_together_by_hand_may_refer_to_equals() -> None:
    call = attrs.evolve(WHOLE, speakers=deepcopy(WHOLE.speakers), turns=deepcopy(WHOLE.turns))
    assert call.to_json() == WHOLE.to_json()
    twin = attrs.evolve(PAIRS[0], questions=deepcopy(PAIRS[0].questions))
    assert attrs.evolve(WHOLE, qa_pairs=(twin, PAIRS[1])).to_json() == WHOLE.to_json()


# --- what is refused, and where it stands


def changed(path: str, value: Any) -> dict[str, Any]:
    """``DATA`` with one value put in, at a path such as ``turns.3.speaker``."""
    data = deepcopy(DATA)
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    inner: Any = data
    for step in way:
        inner = inner[step]
    inner[last] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "where", "message"),
    [
        # another version
        ("schema", "transcripts.call/2", "$.schema", "only 'transcripts.call/1' is supported, not 'transcripts.call/2'"),
        ("schema", 1, "$.schema", "only 'transcripts.call/1' is supported"),
        ("schema", [], "$.schema", "only 'transcripts.call/1' is supported"),
        # wrong types
        ("turns", {}, "$.turns", "wants an array, has an object"),
        ("turns", "", "$.turns", "wants an array, has a string"),
        ("turns.1", [], "$.turns[1]", "wants an object, has an array"),
        ("turns.1", None, "$.turns[1]", "wants an object, has null"),
        ("turns.3.speaker", 1, "$.turns[3].speaker", "wants a string, has an integer"),
        ("turns.3.index", "3", "$.turns[3].index", "wants an integer, has a string"),
        ("turns.3.index", True, "$.turns[3].index", "wants an integer, has a boolean"),
        ("turns.3.index", 3.0, "$.turns[3].index", "wants an integer, has a number"),
        ("turns.3.index", b"3", "$.turns[3].index", "wants an integer, has a bytes"),
        ("turns.1.start", "12", "$.turns[1].start", "wants a number, has a string"),
        ("turns.1.start", 2**53 + 1, "$.turns[1].start", "wants a number that a float holds exactly"),
        ("turns.1.start", math.inf, "$.turns[1].start", "wants a number that a float holds exactly"),
        ("turns.1.start", math.nan, "$.turns[1].start", "wants a number that a float holds exactly"),
        ("turns.1.label_span", 5, "$.turns[1].label_span", "wants a span [start, end]"),
        ("turns.1.label_span", [5], "$.turns[1].label_span", "wants a span [start, end]"),
        ("turns.1.label_span", [5, 4], "$.turns[1].label_span", "wants a span [start, end]"),
        ("turns.1.label_span", [-1, 4], "$.turns[1].label_span", "wants a span [start, end]"),
        ("turns.1.label_span", [1, 4.0], "$.turns[1].label_span", "wants an integer, has a number"),
        ("title", 5, "$.title", "wants a string, has an integer"),
        ("speakers.0.names", None, "$.speakers[0].names", "wants an object, has null"),
        ("speakers.0.aliases.0.spans", None, "$.speakers[0].aliases[0].spans", "wants an array, has null"),
        ("qa_pairs.1.follows", "0", "$.qa_pairs[1].follows", "wants an integer, has a string"),
        ("qa_pairs.0.answers.0.segments.1.questions.0", None, "$.qa_pairs[0].answers[0].segments[1].questions[0]",
            "wants an integer, has null"),
        # values that are none
        ("title", "", "$.title", "is empty; null stands for what is not known"),
        ("speakers.1.names.en", "", "$.speakers[1].names.en", "is empty"),
        ("format", "", "$.format", "is empty"),
        ("format", None, "$.format", "wants a string, has null"),
        ("speakers.1.role", "Analyst", "$.speakers[1].role", "'Analyst' is none of analyst, executive, operator"),
        ("speakers.1.role", None, "$.speakers[1].role", "wants a string, has null"),
        ("speakers.1.role_source", "", "$.speakers[1].role_source", "'' is none of stated"),
        ("turns.0.paragraphs.0.lang", "fr", "$.turns[0].paragraphs[0].lang", "'fr' is none of zh, en"),
        ("notices.0.code", "later", "$.notices[0].code", "'later' is none of empty-page"),
        ("speakers.1.aliases.0.score", 1.1, "$.speakers[1].aliases[0].score", "1.1 is not between 0 and 1"),
        ("source.certainty", -0.1, "$.source.certainty", "-0.1 is not between 0 and 1"),
        ("period.quarter", 5, "$.period.quarter", "5 is not between 1 and 4"),
        ("turns.0.start", -1, "$.turns[0].start", "-1.0 is not between 0 and inf"),
        ("turns.0.index", -1, "$.turns[0].index", "-1 is not between 0 and inf"),
        ("source.length", -1, "$.source.length", "-1 is not between 0 and inf"),
        ("source.length", 2**63, "$.source.length", "is too large an integer"),
        ("source.length", 10**18, "$.source.length", "a page of 1,000,000,000,000,000,000 characters is not rebuilt"),
        # references to nothing, and to two things
        ("turns.3.speaker", "s9", "$.turns[3].speaker", "'s9' is no speaker"),
        ("qa_pairs.0.asker", "s9", "$.qa_pairs[0].asker", "'s9' is no speaker"),
        ("qa_pairs.0.question_turns.0", 5, "$.qa_pairs[0].question_turns[0]", "5 is no turn"),
        ("qa_pairs.0.questions.1.addressees.0", "", "$.qa_pairs[0].questions[1].addressees[0]", "'' is no speaker"),
        ("qa_pairs.0.answers.0.turn", 5, "$.qa_pairs[0].answers[0].turn", "5 is no turn"),
        ("qa_pairs.0.answers.0.segments.1.questions", [0, 2], "$.qa_pairs[0].answers[0].segments[1].questions[1]",
            "2 is no question of the pair"),
        ("qa_pairs.0.answers.0.segments.1.questions", [-1], "$.qa_pairs[0].answers[0].segments[1].questions[0]",
            "-1 is no question of the pair"),
        ("qa_pairs.0.answers.0.questions", [0, 2], "$.qa_pairs[0].answers[0].questions", "not the questions of the"),
        ("qa_pairs.0.answers.0.questions", [1, 0], "$.qa_pairs[0].answers[0].questions", "not the questions of the"),
        ("qa_pairs.1.follows", 2, "$.qa_pairs[1].follows", "2 is no earlier pair"),
        ("qa_pairs.1.follows", 1, "$.qa_pairs[1].follows", "1 is no earlier pair"),
        ("speakers.2.id", "s1", "$.speakers[2].id", "'s1' stands twice"),
        ("turns.4.index", 3, "$.turns[4].index", "3 stands twice"),
        ("qa_pairs.1.index", 0, "$.qa_pairs[1].index", "0 stands twice"),
        # quotations and places
        ("source.length", 20, "$.speakers[1].aliases[0].spans[0]", "lies outside a page of 20 characters"),
        ("blocks.1.span", [0, 999], "$.blocks[1].span", "[0, 999] lies outside a page of 166 characters"),
        ("notices.1.span", [0, 999], "$.notices[1].span", "[0, 999] lies outside"),
        ("qa_pairs.0.answers.0.segments.0.span", [0, 999], "$.qa_pairs[0].answers[0].segments[0].text", "[0, 999] lies"),
        ("turns.1.label", "林语", "$.turns[1].label", "'林语' has not the length of its span [51, 63]"),
        ("turns.1.label", "林语·桃(Yu Lin)", "$.turns[1].label", "is not what stands there: '林语·陶(Yu Lin)'"),
        ("speakers.2.aliases.1.text", "何女士", "$.speakers[2].aliases[1].spans[0]", "is not what stands there"),
        ("turns.0.paragraphs.0.text", "大家好", "$.turns[0].paragraphs[0].text", "'大家好' has not the length of its span"),
        ("turns.1.paragraphs.0.text", "谢谢", "$.turns[1].paragraphs[0].text", "'谢谢' has not the length of its span"),
        ("turns.0.paragraphs.0.text", "大家好,欢迎。好", "$.turns[0].paragraphs[0].text", "has not the length of its span"),
        ("turns.0.paragraphs.0.pieces", [], "$.turns[0].paragraphs[0].pieces", "do not lead in order from end to end"),
        ("turns.0.paragraphs.0.span", [0, 9], "$.turns[0].paragraphs[0].pieces", "do not lead in order from end to end"),
        ("turns.0.paragraphs.0", {"span": [0, 9], "pieces": [[0, 5], [4, 9]], "lang": "zh", "text": "北"},
            "$.turns[0].paragraphs[0].pieces", "do not lead in order from end to end"),
        ("qa_pairs.1.questions.0.text", "何时回来?", "$.qa_pairs[1].questions[0].text", "is not what stands there"),
        ("qa_pairs.1.answers.0.segments.0.text", "上半年。", "$.qa_pairs[1].answers[0].segments[0].text",
            "'上半年。' is not what stands there: '下半年。'"),
        ("qa_pairs.1.answers.0.segments.0.text", "", "$.qa_pairs[1].answers[0].segments[0].text", "has not the length of"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_path(path: str, value: Any, where: str, message: str) -> None:
    with pytest.raises(JSONError) as caught:
        Call.from_dict(changed(path, value))
    assert caught.value.path == where
    assert message in str(caught.value)
    assert str(caught.value).endswith(f" @ {where}")


@pytest.mark.parametrize("path", ["turns.1.start", "turns.1.index", "source.length", "blocks.0.span.1", "period.year"])
def test_a_number_that_python_would_not_print_is_refused(path: str) -> None:
    for number in (10**5000, -(10**5000)):
        with pytest.raises(JSONError):
            Call.from_dict(changed(path, number))


@pytest.mark.parametrize(
    ("text", "where", "message"),
    [
        (PAGE + " ", "$.source.length", "the text has 167 characters, not 166"),
        ("", "$.source.length", "the text has 0 characters, not 166"),
        (PAGE.replace("下半年", "上半年"), "$.turns[4].paragraphs[0].text", "'下半年。' is not what stands there: '上半年。'"),
    ],
)  # fmt: skip
def test_another_page_is_refused(text: str, where: str, message: str) -> None:
    with pytest.raises(JSONError) as caught:
        Call.from_dict(DATA, text=text)
    assert (caught.value.path, message in str(caught.value)) == (where, True)


def test_what_is_not_quoted_may_differ() -> None:
    assert Call.from_dict(DATA, text=PAGE.replace("北辰云 ", "北斗云 ")) == WHOLE


@pytest.mark.parametrize("data", [None, [], "transcripts.call/1", 1, {}])
def test_what_is_no_call_at_all(data: Any) -> None:
    with pytest.raises(JSONError):
        Call.from_dict(data)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[" * 100_000, '{"schema": NaN}', '{"schema": ' + "1" * 5000 + "}", "\ufeff{}", b"\xff\xfe\xfd", "[]", "null"],
)  # fmt: skip
def test_what_is_no_json_at_all(text: str | bytes) -> None:
    with pytest.raises(JSONError, match="@ \\$"):
        Call.from_json(text)


def test_keys_that_a_later_release_adds_do_no_harm() -> None:
    def extended(value: Any) -> Any:
        if isinstance(value, list):
            return [extended(item) for item in value]
        if isinstance(value, dict):
            return {"added": [{}], **{key: extended(item) for key, item in value.items()}, 5: None}
        return value

    later = extended(DATA)
    assert Call.from_dict(later) == WHOLE
    OPEN.validate(json.loads(json.dumps(later)))


def test_tuples_and_mappings_are_arrays_and_objects() -> None:
    class Record(Mapping[str, Any]):
        def __init__(self, values: dict[str, Any]) -> None:
            self.values_ = values

        def __getitem__(self, key: str) -> Any:
            return self.values_[key]

        def __iter__(self) -> Iterator[str]:
            return iter(self.values_)

        def __len__(self) -> int:
            return len(self.values_)

    def other(value: Any) -> Any:
        if isinstance(value, list):
            return tuple(other(item) for item in value)
        if isinstance(value, dict):
            return Record({key: other(item) for key, item in value.items()})
        return value

    assert Call.from_dict(other(DATA)) == WHOLE


# --- every place of a document, damaged in every way

Way = tuple[str | int, ...]


def ways(value: Any, way: Way = ()) -> Iterator[Way]:
    """The way to every value inside a document."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield (*way, step)
        yield from ways(inner, (*way, step))


def path_of(way: Way) -> str:
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in way)


def damaged(data: dict[str, Any], way: Way, damage: Callable[[Any, Any], None]) -> dict[str, Any]:
    data = deepcopy(data)
    inner: Any = data
    for step in way[:-1]:
        inner = inner[step]
    damage(inner, way[-1])
    return data


def put(value: Any) -> Callable[[Any, Any], None]:
    def damage(inner: Any, step: Any) -> None:
        inner[step] = value

    return damage


def drop(inner: Any, step: Any) -> None:
    del inner[step]


# fmt: off
STRANGE: tuple[Any, ...] = (
    None, True, 1, -1, 2.5, math.nan, 10**30, "", "s1", "\ud800", [], [[]], [0, 0], {}, {"span": 1}, b"", {1}, object(),
)
# fmt: on


@pytest.mark.parametrize("call", [TOGETHER, WHOLE], ids=["together", "whole"])
def test_a_key_that_is_missing_is_named(call: Call) -> None:
    data = call.to_dict()
    for way in ways(data):
        if isinstance(way[-1], str):
            with pytest.raises(JSONError) as caught:
                Call.from_dict(damaged(data, way, drop))
            assert caught.value.path == path_of(way)


def fault(data: dict[str, Any]) -> str | None:
    """The path of what is wrong with a document, None for one that is read."""
    try:
        Call.from_dict(data)
    except JSONError as error:
        return error.path
    return None


def check_damaged(data: dict[str, Any], way: Way) -> None:
    """Damaged JSON is refused, at the place of the damage if that has the wrong form; or it is taken at its word."""
    path = fault(data)
    if path is None:
        assert Call.from_dict(data).to_dict() == data
        CLOSED.validate(data)
    elif not plain(data) or not OPEN.is_valid(data):
        assert path.startswith("$")
        assert path.startswith(path_of(way)) or path_of(way).startswith(path)


def test_no_value_at_no_place_is_converted_or_breaks_the_reader() -> None:
    """Every place of the form, at its first occurrence, with every strange value."""
    places = {re.sub(r"\d+", "", path_of(way)): way for way in reversed(list(ways(DATA)))}
    for way in places.values():
        for value in STRANGE:
            check_damaged(damaged(DATA, way, put(value)), way)


# --- calls of any shape

LETTERS = '苏珊·李王:，。的 AaBb12"\\\n\r\t\u2028\0\ufffc\ufeff\U0001f600\ud83d\ude00\udc80'
words = st.text(LETTERS, max_size=6)
unknown_or_words = st.none() | st.text(LETTERS, min_size=1, max_size=6)
shares = st.floats(0, 1) | st.sampled_from([0, 1])


@st.composite
def spans(draw: st.DrawFn, length: int) -> Span:
    start = draw(st.integers(0, length))
    return Span(start, draw(st.integers(start, length)))


@st.composite
def paragraphs(draw: st.DrawFn, source: Source) -> Paragraph:
    ends = draw(st.lists(st.integers(0, len(source)), min_size=2, max_size=6).map(sorted))
    pieces = tuple(Span(*ends[i : i + 2]) for i in range(0, len(ends) - 1, 2))
    hull = Span(pieces[0].start, pieces[-1].end)
    return Paragraph(source=source, span=hull, pieces=pieces, lang=draw(st.sampled_from(["zh", "en"])))


@st.composite
def speakers(draw: st.DrawFn, source: Source, name: str) -> Speaker:
    aliases = []
    for span in draw(st.lists(spans(len(source)), max_size=3)):
        places = tuple(Span(i, i + len(source[span])) for i in {span.start, source.text.find(source[span])})
        aliases.append(Alias(text=source[span], how=draw(st.sampled_from(AliasHow)), score=draw(shares), spans=places))
    return Speaker(
        id=name,
        name=draw(unknown_or_words),
        names=draw(st.builds(Names, zh=unknown_or_words, en=unknown_or_words)),
        role=draw(st.sampled_from(Role)),
        role_source=draw(st.none() | st.sampled_from(RoleSource)),
        title=draw(unknown_or_words),
        firm=draw(unknown_or_words),
        canonical_title=draw(unknown_or_words),
        canonical_firm=draw(unknown_or_words),
        aliases=tuple(aliases),
    )


@st.composite
def turns(draw: st.DrawFn, source: Source, cast: list[Speaker], index: int) -> Turn:
    span = draw(spans(len(source)))
    return Turn(
        index=index,
        speaker=draw(st.sampled_from(cast)),
        label=source[span],
        label_span=span,
        paragraphs=tuple(draw(st.lists(paragraphs(source), max_size=3))),
        section=draw(st.none() | st.sampled_from(Section)),
        start=draw(st.none() | st.floats(0, allow_infinity=False) | st.integers(0, 9)),
    )


@st.composite
def pairs(
    draw: st.DrawFn, source: Source, cast: list[Speaker], said: list[Turn], index: int, earlier: list[int]
) -> QAPair:
    place = spans(len(source))
    asked = tuple(
        Question(
            source=source,
            span=draw(place),
            addressees=tuple(draw(st.lists(st.sampled_from(cast), max_size=2))),
            subquestions=tuple(draw(st.lists(place, max_size=2))),
        )
        for _ in range(draw(st.integers(0, 3)))
    )
    parts = st.lists(st.sampled_from(asked), max_size=3).map(tuple) if asked else st.just(())
    segments = st.builds(
        Segment, source=st.just(source), span=place, questions=parts, evidence=st.sampled_from(Evidence)
    )
    answers = st.builds(Answer, turn=st.sampled_from(said), segments=st.lists(segments, max_size=3).map(tuple))
    return QAPair(
        index=index,
        asker=draw(st.sampled_from(cast)),
        question_turns=tuple(draw(st.lists(st.sampled_from(said), max_size=2))),
        questions=asked,
        answers=tuple(draw(st.lists(answers, max_size=2))),
        follows=draw(st.none() | st.sampled_from(earlier)) if earlier else None,
        declined=tuple(
            draw(st.lists(st.builds(Declined, source=st.just(source), span=place, questions=parts), max_size=2))
        ),
    )


@st.composite
def calls(draw: st.DrawFn) -> Call:
    source = Source(
        text=draw(st.text(LETTERS, max_size=40)),
        name=draw(st.none() | words),
        encoding=draw(st.none() | st.sampled_from(["utf-8", "gb18030"])),
        certainty=draw(shares),
    )
    place = spans(len(source))
    names = draw(st.lists(words, max_size=4, unique=True))
    cast = [draw(speakers(source, name)) for name in names]
    indexes = draw(st.lists(st.integers(0, 99), max_size=5, unique=True)) if cast else []
    said = [draw(turns(source, cast, index)) for index in indexes]
    asked: list[QAPair] = []
    for index in draw(st.lists(st.integers(0, 99), max_size=3, unique=True)) if said else []:
        asked.append(draw(pairs(source, cast, said, index, [pair.index for pair in asked])))
    return Call(
        source=source,
        format=draw(st.text(LETTERS, min_size=1, max_size=6)),
        kind=draw(st.none() | st.sampled_from(CallKind)),
        title=draw(unknown_or_words),
        company=draw(unknown_or_words),
        securities=draw(
            st.lists(
                st.builds(Security, symbol=words, exchange=unknown_or_words, name=unknown_or_words), max_size=2
            ).map(tuple)
        ),
        period=draw(st.none() | st.builds(Period, year=st.integers(1990, 2040), quarter=st.none() | st.integers(1, 4))),
        published=draw(unknown_or_words),
        held=draw(unknown_or_words),
        publisher=draw(unknown_or_words),
        speakers=tuple(cast),
        turns=tuple(said),
        qa_pairs=tuple(asked),
        blocks=tuple(draw(st.lists(st.builds(Block, kind=st.sampled_from(BlockKind), span=place), max_size=3))),
        notices=draw(
            st.lists(
                st.builds(
                    Notice,
                    code=st.sampled_from(NoticeCode),
                    severity=st.sampled_from(Severity),
                    message=words,
                    span=st.none() | place,
                ),
                max_size=2,
            ).map(tuple)
        ),
    )


@given(calls())
def test_law_9_reading_gives_back_what_was_written(call: Call) -> None:
    """``from_dict(to_dict(c)) == c``, with the page and without; writing twice writes the same bytes."""
    data, text = call.to_dict(), call.to_json()
    assert plain(data)
    CLOSED.validate(data)
    assert json.loads(text) == data
    for page in (None, call.source.text):
        for read in (Call.from_dict(data, text=page), Call.from_json(text, text=page)):
            assert read == call
            assert hash(read) == hash(call)
            assert read.to_json() == text
            assert len(read.source) == len(call.source)
    assert Call.from_json(call.to_json(indent=1)) == call
    assert Call.from_dict(data, text=call.source.text).source.text == call.source.text


@given(calls(), st.data())
def test_damaged_json_is_refused_or_taken_at_its_word(call: Call, data: st.DataObject) -> None:
    """A wrong type, a missing key or a reference to nothing gives ``JSONError``, and never another exception."""
    written = call.to_dict()
    way = data.draw(st.sampled_from(list(ways(written))))
    strange = st.sampled_from(STRANGE) | st.integers() | words
    damage = data.draw(st.just(drop) | strange.map(put))
    check_damaged(damaged(written, way, damage), way)


@given(st.recursive(st.none() | st.booleans() | st.integers() | words, lambda inner: st.lists(inner) | st.dictionaries(
    st.sampled_from(["schema", "format", "source", "turns", "speakers"]) | words, inner)))  # fmt: skip
def test_any_value_is_refused(value: Any) -> None:
    """Nothing that is not a call is read as one, and nothing breaks the reader."""
    with pytest.raises(JSONError):
        Call.from_dict(value)
    if isinstance(value, dict):
        with pytest.raises(JSONError):
            Call.from_dict({**value, "schema": export.SCHEMA})
