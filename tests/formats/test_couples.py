"""Pages that say which language a paragraph is in: [EN] and [中] by turns, and pairs in JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts import detect, parse
from transcripts.formats import Page
from transcripts.formats.interleaved import Interleaved
from transcripts.formats.pairs import Pairs
from transcripts.model import BlockKind, Call, Section
from transcripts.source import load
from transcripts.testing import Scene, check_spans, check_tiling, scene, scenes

CALL = [
    ("Operator: Welcome to the call. Ms. Falk, please.", "接线员：欢迎参加电话会议。福尔克女士，请讲。"),
    ("Oona Falk: We shipped more lenses.", "乌娜·福尔克：我们出货了更多镜片。"),
    ("Questions & Answers:", "问题与解答："),
    ("Operator: First, Pim Aldous of Ferrous Capital.", "操作员：首先请铁石资本的皮姆·奥尔德斯提问。"),
    ("Pim Aldous: Hello. How many lenses?", "皮姆·奥尔德斯：您好。多少镜片？"),
    ("Oona Falk: A million.", "乌娜·福尔克：一百万片。"),
]


def interleaved(couples: list[tuple[str, str]], between: str = "") -> str:
    return "\n\n".join(
        [f"  [{n:3}] [EN] {en}\n       [中] {zh}{between if n == 2 else ''}" for n, (en, zh) in enumerate(couples, 1)]
    )


def pairs(couples: list[tuple[str, str]], *, keys: tuple[str, str] = ("en", "zh"), **more: object) -> str:
    return json.dumps({**more, "pairs": [dict(zip(keys, both, strict=True)) for both in couples]}, ensure_ascii=False)


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("[EN]", "[中]"),
        ("【EN】", "【中】"),
        ("[en]", "[zh]"),
        ("[英文]", "[中文]"),
        ("【英】", "【中】"),
        ("[原文]", "[译文]"),
    ],
)
def test_every_tag_of_the_table_is_read(english: str, chinese: str) -> None:
    page = interleaved(CALL).replace("[EN]", english).replace("[中]", chinese)
    call = parse(page)
    assert call.format == "interleaved"
    assert [turn.label for turn in call.turns] == [turn.label for turn in parse(interleaved(CALL)).turns]
    assert len(call.turns) == 5


PAGES: dict[str, Callable[[list[tuple[str, str]]], str]] = {"interleaved": interleaved, "pairs": pairs}


def labels(call: Call) -> list[tuple[str, str | None]]:
    return [(turn.label, turn.twin_label) for turn in call.turns]


def said(call: Call) -> list[list[str]]:
    return [[p.text for p in turn.said] for turn in call.turns]


def blocks(call: Call, kind: BlockKind) -> list[str]:
    return [call.source[block.span].strip() for block in call.blocks if block.kind is kind]


@pytest.mark.parametrize("name", PAGES)
def test_labels_stand_inside_the_paragraphs_of_both_languages(name: str) -> None:
    call = parse(PAGES[name](CALL))
    assert call.format == name
    assert labels(call) == [
        ("接线员", "Operator"),
        ("乌娜·福尔克", "Oona Falk"),
        ("操作员", "Operator"),
        ("皮姆·奥尔德斯", "Pim Aldous"),
        ("乌娜·福尔克", "Oona Falk"),
    ]
    assert call.turns[1].text == "我们出货了更多镜片。"
    assert [p.text for p in call.turns[1].translation] == ["We shipped more lenses."]
    assert call.turns[1].speaker.names.en == "Oona Falk"
    assert [turn.section for turn in call.turns] == [Section.PREPARED] * 2 + [Section.QA] * 3
    assert [q.text for q in call.qa_pairs[0].questions] == ["多少镜片？"]


@pytest.mark.parametrize("name", PAGES)
def test_a_paragraph_without_label_goes_on_with_the_turn(name: str) -> None:
    call = parse(PAGES[name]([*CALL[:2], ("Gross margin: 44%, a record.", "毛利率：44%，创下纪录。"), *CALL[3:]]))
    assert said(call)[1] == ["我们出货了更多镜片。", "毛利率：44%，创下纪录。"]
    assert len(call.turns[1].translation) == 2


@pytest.mark.parametrize("name", PAGES)
def test_a_label_that_the_translation_lost_is_found_by_its_twin(name: str) -> None:
    call = parse(PAGES[name]([*CALL[:5], ("Oona Falk: Operator, time: one more.", "接线员，还有时间：再来一个问题。")]))
    assert labels(call)[-1] == ("Oona Falk", None)
    assert call.turns[-1].text == "接线员，还有时间：再来一个问题。"
    assert call.turns[-1].speaker is call.turns[1].speaker


@pytest.mark.parametrize("name", PAGES)
def test_english_whose_label_is_lost_is_credited_to_nobody_else(name: str) -> None:
    call = parse(PAGES[name]([*CALL[:5], ("A million.", "乌娜·福尔克：一百万片。")]))
    assert labels(call)[-1] == ("乌娜·福尔克", None)
    assert said(call)[-2:] == [["您好。多少镜片？"], ["一百万片。"]]
    assert [p.text for p in call.turns[-2].translation] == ["Hello. How many lenses?"]


@pytest.mark.parametrize("name", PAGES)
def test_a_name_that_was_left_in_english_is_the_same_person(name: str) -> None:
    call = parse(PAGES[name]([*CALL[:5], ("Oona Falk: A million.", "Oona Falk：一百万片。")]))
    assert call.turns[-1].label == "Oona Falk"
    assert call.turns[-1].speaker is call.turns[1].speaker


@pytest.mark.parametrize("name", PAGES)
def test_a_label_printed_again_in_other_words_does_not_break_the_turn(name: str) -> None:
    call = parse(
        PAGES[name]([*CALL[:4], ("Operator: Pim, your line is open.", "接线员：皮姆，您的线路已接通。"), *CALL[4:]])
    )
    assert [turn.label for turn in call.turns] == ["接线员", "乌娜·福尔克", "操作员", "皮姆·奥尔德斯", "乌娜·福尔克"]
    assert said(call)[2] == ["首先请铁石资本的皮姆·奥尔德斯提问。", "皮姆，您的线路已接通。"]


@pytest.mark.parametrize("name", PAGES)
def test_whoever_is_introduced_may_speak_once(name: str) -> None:
    call = parse(
        PAGES[name](
            [
                *CALL[:2],
                ("Operator: The last question comes from Lev Ashby.", "接线员：最后一个问题来自 Lev Ashby。"),
                ("Lev Ashby: A detail only.", "Lev Ashby：只是一个细节。"),
            ]
        )
    )
    assert call.turns[-1].label == "Lev Ashby"


@pytest.mark.parametrize("name", PAGES)
def test_topics_and_notes_are_no_labels(name: str) -> None:
    topics = [("Cloud Services: up 9%.", "云服务：增长 9%。"), ("Note: audited.", "注：已经审计。")]
    call = parse(PAGES[name]([*CALL[:2], *topics, *CALL[3:]]))
    assert [turn.label for turn in call.turns] == ["接线员", "乌娜·福尔克", "操作员", "皮姆·奥尔德斯", "乌娜·福尔克"]
    assert said(call)[1][1:] == ["云服务：增长 9%。", "注：已经审计。"]


@pytest.mark.parametrize("name", PAGES)
def test_what_stands_before_and_behind_the_dialogue_is_not_said(name: str) -> None:
    call = parse(
        PAGES[name](
            [
                ("Image source: Tarn Optics.", "图片来源：塔恩光学。"),
                *CALL,
                ("Duration: 28 minutes", "时长：28 分钟"),
                ("Call participants:", "电话会议参与者："),
                ("Oona Falk -- Chief Executive Officer", "乌娜·福尔克 — 首席执行官"),
                ("Pim Aldous -- Ferrous Capital -- Analyst", "皮姆·奥尔德斯 — 铁石资本 — 分析师"),
            ]
        )
    )
    assert len(call.turns) == 5
    assert said(call)[-1] == ["一百万片。"]
    assert "Oona Falk -- Chief Executive Officer" in "\n".join(blocks(call, BlockKind.CAST))


@pytest.mark.parametrize("name", PAGES)
def test_without_labels_nobody_speaks(name: str) -> None:
    call = parse(PAGES[name]([("Sales rose.", "销售额上升。"), ("Costs fell.", "成本下降。")]), format=name)
    assert call.turns == ()
    check_tiling(call)


@pytest.mark.parametrize("name", PAGES)
def test_no_other_format_claims_the_page(name: str) -> None:
    assert [candidate.format for candidate in detect(PAGES[name](CALL)) if candidate.score >= 0.35] == [name]


# --- interleaved --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "echo",
    [
        "\n\nOona Falk: We shipped more lenses.",
        "\n\n原文：\nOona Falk: We shipped more lenses.",
        "\n原文：We shipped more lenses.",
    ],
)
def test_the_source_printed_once_more_is_furniture(echo: str) -> None:
    call = parse(interleaved(CALL, echo))
    assert said(call)[1] == ["我们出货了更多镜片。"]
    assert len(call.turns[1].translation) == 1
    assert any("lenses." in block for block in blocks(call, BlockKind.FURNITURE))


def test_a_line_without_tag_goes_on_in_its_language() -> None:
    call = parse(interleaved(CALL, "\n我们为此感到高兴。"))
    assert said(call)[1] == ["我们出货了更多镜片。", "我们为此感到高兴。"]


def test_the_list_of_participants_is_not_said() -> None:
    head = "Company: Tarn Optics\nQuarter: Q2 2025\n\n  ━━ Call participants ━━\n  ━━ 电话会议参与者 ━━\n\n"
    cast = "  👤 Chief Executive Officer — Oona Falk\n     首席执行官 — 乌娜·福尔克\n\n"
    call = parse(head + cast + interleaved(CALL))
    assert len(call.turns) == 5
    assert blocks(call, BlockKind.CAST) == ["Chief Executive Officer — Oona Falk\n     首席执行官 — 乌娜·福尔克"]
    assert str(call.period) == "2025Q2"


def test_both_languages_may_share_a_line() -> None:
    page = "\n".join([f"[{n}] [EN] {en} [中] {zh}" for n, (en, zh) in enumerate(CALL)])
    assert labels(parse(page)) == labels(parse(interleaved(CALL)))


def test_a_traditional_page_is_read_alike() -> None:
    call = parse(interleaved([("Operator: The call is open now.", "接線員：會議現在開始。"), *CALL[1:]]))
    assert call.turns[0].label == "接線員"
    assert call.turns[0].speaker.role.value == "operator"


# --- pairs --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "keys",
    [("en", "zh"), ("english", "chinese"), ("source", "target"), ("src", "tgt"), ("original", "translation")],
)
def test_keys_of_the_two_languages_come_from_a_table(keys: tuple[str, str]) -> None:
    assert labels(parse(pairs(CALL, keys=keys, source="example_wire"))) == labels(parse(pairs(CALL)))


def test_pretty_or_on_one_line_with_other_keys_around() -> None:
    rows = [{"id": n, "note": "x: y", "en": en, "score": 0.5, "zh": zh} for n, (en, zh) in enumerate(CALL)]
    for indent in (None, 2):
        call = parse(
            json.dumps({"title": "Note: Ann", "pairs": rows, "end": "Bye: now."}, ensure_ascii=False, indent=indent)
        )
        assert labels(call) == labels(parse(pairs(CALL)))
        assert call.turns[-1].text == "一百万片。"


def test_what_escapes_a_character_is_not_said() -> None:
    call = parse(
        pairs(
            [
                *CALL[:1],
                ('Oona Falk: A "quiet" one/two C:\\x.', '乌娜·福尔克：很"平静"的季度。\n现在提问。\n\n'),
                *CALL[3:],
            ]
        )
    )
    assert said(call)[1] == ['很"平静"的季度。', "现在提问。"]
    assert [p.text for p in call.turns[1].translation] == ['A "quiet" one/two C:\\x.']
    assert len(call.turns[1].said[0].pieces) == 3
    check_spans(call)


def test_a_solidus_may_be_escaped() -> None:
    call = parse(pairs(CALL).replace("多少镜片", "多少镜片\\/件"))
    assert said(call)[3] == ["您好。多少镜片/件？"]


def test_a_page_in_ascii_is_read_as_what_it_spells() -> None:
    page = json.dumps({"pairs": [{"en": en, "zh": zh} for en, zh in CALL]})
    assert "接" not in page
    call = parse(page)
    assert labels(call) == labels(parse(pairs(CALL)))
    assert call.source.text == pairs(CALL)
    assert parse(page.encode()).source.certainty == 1.0


def test_chinese_before_english_keeps_the_turns() -> None:
    rows = [{"zh": zh, "en": en} for en, zh in CALL]
    call = parse(json.dumps({"pairs": rows}, ensure_ascii=False))
    assert [turn.label for turn in call.turns] == [label for label, _ in labels(parse(pairs(CALL)))]
    assert [[p.text for p in turn.translation] for turn in call.turns][1] == ["We shipped more lenses."]


def test_a_page_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    whole = pairs(CALL)
    call = parse(whole[: whole.index("片。", whole.index("一百万"))])
    assert len(call.turns) == 5
    assert call.turns[-1].text == "一百万"


# --- what a source makes of JSON in ASCII -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ('{"a": "\\u4f60\\u597D"}', '{"a": "你好"}'),
        ('\ufeff\n["\\u00e9\\ud83d\\udc64"]', '\ufeff\n["é👤"]'),
        ('["\\\\u4f60 \\u4f60"]', '["\\\\u4f60 你"]'),
        ('["\\u0022\\u005c\\n\\u0041"]', '["\\u0022\\u005c\\n\\u0041"]'),
        ('["\\ud83d \\udc64\\ud83d\\u4f60"]', '["\\ud83d \\udc64\\ud83d你"]'),
        ('{"a": "\\u4f60"', '{"a": "\\u4f60"'),
        ("\\u4f60: [1]", "\\u4f60: [1]"),
        ("[" * 5000 + '"\\u4f60"', "[" * 5000 + '"\\u4f60"'),
    ],
)
def test_escapes_beyond_ascii_become_characters(text: str, read: str) -> None:
    assert load(text)[0].text == read
    assert load(text.encode())[0].text.removeprefix("\ufeff") == read.removeprefix("\ufeff")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(json_values.filter(lambda value: isinstance(value, (list, dict))))
def test_the_json_says_the_same(value: object) -> None:
    text = json.dumps(value)
    read = load(text)[0].text
    assert json.loads(read) == value
    assert load(read)[0].text == read


# --- what is written ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("plugin", [Interleaved(), Pairs()], ids=lambda plugin: str(plugin.name))
@given(scene=scenes(twins="apart"))
def test_it_reads_what_it_writes(plugin: Interleaved | Pairs, scene: Scene) -> None:
    call = parse(scene.page(plugin))
    assert call.format == plugin.name
    assert [turn.label for turn in call.turns] == [turn.label for turn in scene.script.turns]
    assert [turn.twin_label for turn in call.turns] == [turn.twin for turn in scene.script.turns]
    assert [tuple(p.text for p in turn.said) for turn in call.turns] == [turn.paragraphs for turn in scene.script.turns]


@pytest.mark.parametrize("plugin", [Interleaved(), Pairs()], ids=lambda plugin: str(plugin.name))
def test_pages_of_others_are_left_alone(plugin: Interleaved | Pairs) -> None:
    page = Page(load("塔维·洛林特：大家好。\n\n[EN] is a tag, {brackets} are not.\n")[0])
    score, evidence = plugin.sniff(page)
    assert score < 0.5
    assert evidence
    assert scene(Random(0)).page(plugin)
