"""The JSON of transcript services, as people save it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts import Period, detect, parse
from transcripts.formats import FLOOR
from transcripts.model import BlockKind, Call, Role, RoleSource, Section, Speaker
from transcripts.testing import check_spans, check_tiling

# What is said on the call that every test is about: speaker, the code he has at EarningsCall, title, firm, words.
SAID = (
    ("Operator", "spk02", "Operator", "", "Welcome to the Larch Tools call. I will hand over to Mara Quill."),
    ("Mara Quill", "spk01", "CEO", "Larch Tools", "Thank you. We sold more saws than ever."),
    ("Operator", "spk02", "Operator", "", "Our first question comes from Otto Brandt of Alder Research."),
    ("Otto Brandt", "spk04", "Analyst", "Alder Research", "Mara, how are the saws selling in Norway?"),
    ("Mara Quill", "spk01", "CEO", "Larch Tools", "Very well. A customer said “a flood”."),
)
WORDS = [words for *_, words in SAID]
SPEAKERS = [speaker for speaker, *_ in SAID]
EVENT = {"year": 2023, "quarter": 1, "conference_date": "2023-02-02T17:00:00.000-05:00"}
NAMES = {
    "spk01": {"name": "Mara Quill", "title": "CEO"},
    "spk04": {"name": "Otto Brandt", "title": "Analyst"},
    "spk02": {"name": "Operator", "title": None},
}
LONG = (
    "Welcome to the Larch Tools call. We sold more saws than ever, the new mill in the north is open, and it has been "
    "sawing since the first of May. Revenue was $40 million, a tenth more than last year. Margins were as we said they "
    "would be. In Norway we have opened nine stores, and we will open nine more before the winter. In Sweden we have "
    "none, and we are looking for a partner. We expect the same growth next quarter, and thank everybody who made saws."
)


def told(call: Call) -> list[tuple[str, str]]:
    return [(turn.label, turn.text) for turn in call.turns]


def person(call: Call, name: str) -> Speaker:
    found = call.find(name)
    assert found is not None
    return found


def checked(page: object) -> Call:
    """The call on a page, a text or what is to be written as JSON, after a look at every span."""
    call = parse(page if isinstance(page, str) else json.dumps(page))
    check_spans(call)
    check_tiling(call)
    return call


# --- the services -----------------------------------------------------------------------------------------------------


def alpha_vantage() -> dict[str, Any]:
    turns = [{"speaker": who, "title": title, "content": words, "sentiment": "0.4"} for who, _, title, _, words in SAID]
    return {"symbol": "LRCH", "quarter": "2024Q1", "transcript": turns}


def earnings_call(level: int, names: dict[str, Any] | None = None) -> dict[str, Any]:
    speakers: list[dict[str, Any]] = []
    for n, (_, code, _, _, words) in enumerate(SAID):
        single = words.split(" ")
        times = [round(12 * n + 0.029 + 0.25 * m, 3) for m in range(len(single))]
        speakers.append(
            {"speaker": code, "text": words} if level == 2 else {"speaker": code, "words": single, "start_times": times}
        )
    return {"event": EVENT, "speakers": speakers, **({} if names is None else {"speaker_name_map_v2": names})}


def ninjas() -> dict[str, Any]:
    people = {who: {"name": who, "role": title, "company": firm} for who, _, title, firm, _ in SAID}
    return {
        "date": "2024-01-30",
        "ticker": "LRCH",
        "year": "2024",
        "quarter": "2",
        "transcript": "\n".join([f"{who}: {words}" for who, _, _, _, words in SAID]),
        "participants": list(people.values()),
        "transcript_split": [
            {"speaker": who, "text": words, "role": title, "company": firm} for who, _, title, firm, words in SAID
        ],
    }


def modeling_prep(**more: object) -> list[dict[str, Any]]:
    turns = [*[(who, words) for who, *_, words in SAID], ("Operator", LONG)]
    content = "\n".join([f"{who}: {words}" for who, words in turns])
    return [{"symbol": "LRCH", "year": 2020, **more, "content": content}]


def test_alpha_vantage_has_titles_beside_the_speech() -> None:
    call = checked(alpha_vantage())
    assert call.format == "api"
    assert told(call) == list(zip(SPEAKERS, WORDS, strict=True))
    mara, otto = person(call, "Mara Quill"), person(call, "Otto Brandt")
    assert (mara.role, mara.title) == (Role.EXECUTIVE, "CEO")
    assert (otto.role, otto.title, otto.firm) == (Role.ANALYST, None, "Alder Research")
    assert [str(turn.speaker.role) for turn in call.turns] == [
        "operator",
        "executive",
        "operator",
        "analyst",
        "executive",
    ]
    assert [(str(pair.asker), len(pair.answers)) for pair in call.qa_pairs] == [("Otto Brandt", 1)]
    assert call.notices == ()


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda page: page["transcript"],
        lambda page: {"data": page},
        lambda page: {"success": True, "data": page},
        lambda page: [page],
        lambda page: {"2024Q1": page},
        lambda page: {**page, "source": "a shelf", "fetched_at": "2024-06-01T10:00:00"},
    ],
    ids=["bare list of turns", "data", "success and data", "list of one", "by quarter", "more keys"],
)
def test_what_stands_around_the_list_does_not_matter(wrapped: Callable[[dict[str, Any]], object]) -> None:
    call = checked(wrapped(alpha_vantage()))
    assert call.format == "api"
    assert told(call) == list(zip(SPEAKERS, WORDS, strict=True))


def test_earnings_call_level_2_has_codes_and_a_map_of_names() -> None:
    call = checked(earnings_call(2, NAMES))
    assert [turn.label for turn in call.turns] == ["spk02", "spk01", "spk02", "spk04", "spk01"]
    assert [turn.speaker.name for turn in call.turns] == [None, "Mara Quill", None, "Otto Brandt", "Mara Quill"]
    assert [(s.role, s.role_source) for s in call.speakers] == [
        (Role.OPERATOR, RoleSource.STATED),
        (Role.EXECUTIVE, RoleSource.STATED),
        (Role.ANALYST, RoleSource.STATED),
    ]
    assert call.turns[1].speaker.title == "CEO"
    assert [turn.section for turn in call.turns] == [Section.PREPARED] * 2 + [Section.QA] * 3


def test_a_code_without_a_map_is_somebody_until_the_operator_names_him() -> None:
    call = checked(earnings_call(2))
    assert [turn.speaker.id for turn in call.turns] == ["s0", "s1", "s0", "s2", "s1"]
    assert [speaker.name for speaker in call.speakers] == [None, None, "Otto Brandt"]


def test_a_client_saves_the_name_with_every_turn() -> None:
    page = earnings_call(2)
    speakers = [{**one, "speaker_info": NAMES[one["speaker"]], "words": None} for one in page["speakers"]]
    call = checked(
        {
            "text": " ".join(WORDS),
            **page,
            "speakers": speakers,
            "prepared_remarks": None,
            "questions_and_answers": None,
            "speaker_name_map_v2": None,
        }
    )
    assert [turn.text for turn in call.turns] == WORDS
    assert [turn.speaker.name for turn in call.turns] == [None, "Mara Quill", None, "Otto Brandt", "Mara Quill"]
    assert call.turns[0].speaker.role is Role.OPERATOR


@pytest.mark.parametrize(
    "written",
    [
        json.dumps,
        lambda page: json.dumps(page, ensure_ascii=False, separators=(",", ":")),
        lambda page: json.dumps(page, ensure_ascii=False, indent=2),
    ],
    ids=["one line", "compact", "indented"],
)
def test_earnings_call_level_3_has_words_and_their_times(written: Callable[[object], str]) -> None:
    call = checked(written(earnings_call(3, NAMES)))
    assert [turn.text for turn in call.turns] == WORDS
    assert [turn.start for turn in call.turns] == pytest.approx([0.029, 12.029, 24.029, 36.029, 48.029])
    assert [turn.speaker.name for turn in call.turns][1::2] == ["Mara Quill", "Otto Brandt"]
    assert [len(turn.paragraphs) for turn in call.turns] == [1] * 5


@pytest.mark.parametrize("page", [{"text": LONG}, {"event": EVENT, "text": LONG}])
def test_earnings_call_level_1_names_nobody(page: object) -> None:
    call = checked(page)
    assert call.format == "api"
    assert told(call) == [("", LONG)]
    assert (call.turns[0].speaker.name, call.turns[0].speaker.role) == (None, Role.UNKNOWN)
    assert [str(notice.code) for notice in call.notices] == ["unlabelled-speech"]


def test_earnings_call_level_4_has_two_sections() -> None:
    call = checked({"event": EVENT, "prepared_remarks": LONG, "questions_and_answers": LONG.replace("Welcome", "Back")})
    assert [(turn.section, turn.label, turn.text[:7]) for turn in call.turns] == [
        (Section.PREPARED, "", "Welcome"),
        (Section.QA, "", "Back to"),
    ]
    one = checked({"event": EVENT, "prepared_remarks": LONG, "questions_and_answers": None})
    assert [(turn.section, turn.text) for turn in one.turns] == [(Section.PREPARED, LONG)]


def test_finnhub_has_paragraphs_sessions_and_a_list_of_participants() -> None:
    sessions = ["management_discussion"] * 2 + ["question_answer"] * 3
    call = checked(
        {
            "participant": [
                {"name": "Mara Quill", "description": "Chief Executive Officer", "role": ""},
                {"name": "Otto Brandt", "description": "Alder Research", "role": "analyst"},
            ],
            "quarter": 1,
            "symbol": "LRCH",
            "transcript": [
                {"name": who, "session": session, "speech": [words, "So much for that."]}
                for (who, *_, words), session in zip(SAID, sessions, strict=True)
            ],
            "year": 2024,
        }
    )
    assert [[p.text for p in turn.paragraphs] for turn in call.turns] == [[w, "So much for that."] for w in WORDS]
    assert [turn.section for turn in call.turns] == [Section.PREPARED] * 2 + [Section.QA] * 3
    mara, otto = person(call, "Mara Quill"), person(call, "Otto Brandt")
    assert (mara.title, mara.role) == ("Chief Executive Officer", Role.EXECUTIVE)
    assert (otto.firm, otto.role) == ("Alder Research", Role.ANALYST)


def test_api_ninjas_says_everything_twice_and_it_is_read_once() -> None:
    call = checked(ninjas())
    assert told(call) == list(zip(SPEAKERS, WORDS, strict=True))
    mara, otto = person(call, "Mara Quill"), person(call, "Otto Brandt")
    assert (mara.title, mara.firm, mara.role) == ("CEO", "Larch Tools", Role.EXECUTIVE)
    assert (otto.firm, otto.role) == ("Alder Research", Role.ANALYST)


@pytest.mark.parametrize(
    "more",
    [{"quarter": 3, "date": "2020-07-30 23:35:04"}, {"period": "Q3", "date": "2020-07-30"}],
    ids=["v3", "stable"],
)
@pytest.mark.parametrize("indent", [None, 2, "\t"])
def test_financial_modeling_prep_is_one_string(more: dict[str, object], indent: str | int | None) -> None:
    call = checked(json.dumps(modeling_prep(**more), indent=indent))
    assert call.format == "api"
    assert told(call) == [*zip(SPEAKERS, WORDS, strict=True), ("Operator", LONG)]
    assert str(person(call, "Mara Quill").role) == "executive"


def test_turns_that_are_glued_in_one_string_come_apart() -> None:
    page = modeling_prep(period="Q3")
    page[0]["content"] = page[0]["content"].replace("\n", "")
    assert [turn.label for turn in checked(page).turns] == [*SPEAKERS, "Operator"]


def test_lists_at_the_head_of_a_string_are_no_turns() -> None:
    page = modeling_prep(period="Q3")
    lists = "Executives: Mara Quill - Larch Tools Corp.\nAnalysts: Otto Brandt - Alder Research LLC\n"
    page[0]["content"] = lists + page[0]["content"]
    call = checked(page)
    assert [turn.label for turn in call.turns] == [*SPEAKERS, "Operator"]


def test_a_name_before_a_colon_inside_speech_is_no_label() -> None:
    page = alpha_vantage()
    page["transcript"][1]["content"] = 'I will say it again. Otto Brandt: he asked for saws. "Speaker": nobody.'
    call = checked(page)
    assert len(call.turns) == 5
    assert call.turns[1].text == page["transcript"][1]["content"]


# --- how it is written ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("indent", [None, 1, 4, "\t"])
@pytest.mark.parametrize("escaped", [True, False])
def test_spelling_does_not_matter(indent: str | int | None, *, escaped: bool) -> None:
    call = checked(json.dumps(alpha_vantage(), indent=indent, ensure_ascii=escaped))
    assert told(call) == list(zip(SPEAKERS, WORDS, strict=True))


def test_an_escape_is_what_it_stands_for() -> None:
    page = json.dumps([{"speaker": "Dov D'Amico", "text": '“Saws” – all "new" of them.'}] * 2)
    call = checked(page)
    assert call.turns[0].paragraphs[0].text == '“Saws” – all "new" of them.'


def test_a_line_end_in_a_string_is_a_new_paragraph() -> None:
    page = alpha_vantage()
    page["transcript"][1]["content"] = "We sold saws.\n\nWe sold axes."
    assert [p.text for p in checked(page).turns[1].paragraphs] == ["We sold saws.", "We sold axes."]


def test_a_byte_order_mark_and_a_line_above_do_no_harm() -> None:
    page = json.dumps(alpha_vantage(), indent=2)
    assert len(parse("\ufeff" + page).turns) == 5
    assert len(parse("Larch Tools, first quarter\n\n" + page).turns) == 5


def test_a_turn_that_says_nothing_is_none() -> None:
    page = [{"speaker": "Mara Quill", "text": "Hello."}, {"speaker": "Operator", "text": " "}]
    call = checked([*page, {"speaker": "Otto Brandt", "text": "How are the saws?"}])
    assert [turn.label for turn in call.turns] == ["Mara Quill", "Otto Brandt"]


def test_keys_and_numbers_are_no_speech() -> None:
    call = checked(alpha_vantage())
    speech = "".join([call.source[block.span] for block in call.blocks if block.kind is BlockKind.SPEECH])
    assert "sentiment" not in "".join([turn.text for turn in call.turns])
    assert "LRCH" not in speech


# --- damage -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", [alpha_vantage(), earnings_call(2, NAMES), earnings_call(3), ninjas()])
@pytest.mark.parametrize("share", [0.3, 0.5, 0.8, 0.99])
def test_a_page_that_breaks_off_is_read_as_far_as_it_goes(page: object, share: float) -> None:
    text = json.dumps(page)
    call = parse(text[: int(len(text) * share)])
    check_spans(call)
    check_tiling(call)


@given(at=st.integers(0, 10_000), put=st.sampled_from(['"', "{", "}", "[", "]", ":", ",", "\\", "\n", "null", ""]))
def test_damage_never_raises(at: int, put: str) -> None:
    text = json.dumps(alpha_vantage(), indent=1)
    at %= len(text)
    for damaged in (text[:at] + put + text[at:], text[:at] + put + text[at + 1 :]):
        checked(damaged)


def test_brackets_without_end_do_not_raise() -> None:
    checked("[" * 5000 + json.dumps(alpha_vantage()))
    checked('{"transcript": ' * 200)


@pytest.mark.parametrize(
    "page",
    [
        "",
        "{",
        '{"symbol": "LRCH", "quarter": "2024Q1", "transcript": []}',
        '{"Information": "Please subscribe to a premium plan."}',
        "[]",
        '{"text": "Too short to be a call."}',
        "Nora Hale\n\nThank you, everybody.\n\nOtto Brandt\n\nHow are the saws?\n",
    ],
)
def test_other_pages_are_not_claimed(page: str) -> None:
    assert all(candidate.score < FLOOR for candidate in detect(page) if candidate.format == "api")


# --- in another order, shorter, with facts


def test_what_is_said_may_stand_before_who_says_it() -> None:
    call = checked(json.dumps(alpha_vantage(), sort_keys=True))
    assert told(call) == list(zip(SPEAKERS, WORDS, strict=True))
    assert person(call, "Mara Quill").title == "CEO"
    assert [[a.turn.index for a in pair.answers] for pair in call.qa_pairs] == [[4]]


def test_a_short_string_with_labels_is_a_dialogue_and_one_without_is_none() -> None:
    call = checked([{"symbol": "LRCH", "content": "Operator: Go ahead.\nMara Quill: Thank you."}])
    assert told(call) == [("Operator", "Go ahead."), ("Mara Quill", "Thank you.")]
    assert checked({"text": "We sold more saws than ever."}).format != "api"


@pytest.mark.parametrize(
    ("facts", "period", "held"),
    [
        ({"quarter": "2024Q1"}, Period(year=2024, quarter=1), None),
        ({"year": "2024", "quarter": "2", "date": "2024-01-30"}, Period(year=2024, quarter=2), "2024-01-30"),
        (
            {"year": 2020, "period": "Q3", "date": "2020-07-30 23:35:04"},
            Period(year=2020, quarter=3),
            "2020-07-30T23:35:04",
        ),
        ({"fiscal_year": 2021, "fiscal_quarter": 4}, Period(year=2021, quarter=4), None),
        ({"event": EVENT}, Period(year=2023, quarter=1), "2023-02-02T17:00:00"),
        ({"year": 2024, "time": "2024-05-02 00:00:00"}, Period(year=2024), "2024-05-02"),
        ({"quarter": 3, "time": "soon"}, None, None),
    ],
)
def test_keys_say_when_and_of_whom(facts: dict[str, Any], period: Period | None, held: str | None) -> None:
    transcript = alpha_vantage()["transcript"]
    for page in (
        {"symbol": "LRCH", **facts, "transcript": transcript},
        {"transcript": transcript, "ticker": "LRCH", **facts},
    ):
        call = checked(page)
        assert (call.period, call.held, call.published) == (period, held, None)
        assert [security.symbol for security in call.securities] == ["LRCH"]
        assert call.title is None
    assert checked({"title": "Larch Tools, Q1", **facts, "transcript": transcript}).title == "Larch Tools, Q1"


def test_an_analyst_of_a_firm_has_it_in_the_title() -> None:
    names = {**NAMES, "spk04": {"name": "Otto Brandt", "title": "Alder Research Analyst"}}
    otto = person(checked(earnings_call(2, names)), "Otto Brandt")
    assert (otto.firm, otto.title, otto.role) == ("Alder Research", None, Role.ANALYST)
