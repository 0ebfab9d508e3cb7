"""A call as Markdown: every reader of Markdown shows what was printed, and nothing of it becomes a heading or emphasis."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

import transcripts
from transcripts import Answer, Call, Evidence, Question, Segment, Span, parse
from transcripts.export.markdown import plain, to_markdown

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])  # rich brings it, which the command line needs


def shown(markdown: str) -> list[tuple[str, str]]:
    """What a reader sees, block by block: the tag around it, and the text, with {} around what is set off."""
    tokens = READER.parse(markdown)
    found, around = [], ""
    for token in tokens:
        if token.type.endswith("_open"):
            around = token.tag
        elif token.type == "inline":
            found.append((around, "".join(map(_shown, token.children or ()))))
        elif token.type not in ("fence", "code_block", "html_block", "hr") and token.nesting == -1:
            continue
        else:
            found.append((token.type, token.content))
    return found


def _shown(token: Token) -> str:
    if token.type in ("strong_open", "em_open"):
        return "{"
    if token.type in ("strong_close", "em_close"):
        return "}"
    return token.content if token.type in ("text", "text_special") else f"<{token.type}>"


@pytest.fixture(scope="module")
def aurora(root: Path) -> Call:
    return transcripts.read(root / "examples" / "aurora-2025q2.txt")


def test_the_shape_of_a_call(aurora: Call) -> None:
    text = to_markdown(aurora)
    assert text.startswith(
        "# AUIN 2025Q2业绩电话会议问答实录\n\n"
        "- company: Aurora Instruments\n- listed as: AUIN\n- period: 2025Q2\n- published: 2025-07-24T09:40:16\n"
    )
    assert "\n| name | role | title | firm |\n|---|---|---|---|\n| 奥利弗·格兰特 | analyst (inferred) |  |  |\n" in text
    assert "\n| Mei (梅) | executive (inferred) |  |  |\n" in text
    assert (
        "\n\n### 5. 维克多·桑托斯\n\n1. **第一,数据订阅的续费率是多少?**\n\n"
        "   丹尼尔·科尔 (topic): 维克多,订阅的续费率是 91%,和上个季度持平。\n"
    ) in text
    assert "\n3. **最后,董事会是否考虑过回购股票?**\n\n   *no answer found*\n" in text
    assert "下半年会不会恢复?** (to Mei)\n" in text
    assert "\n### 4. 娜塔莉·福斯特, following up 3\n" in text
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings[1:4] == ["## Speakers", "## Questions and answers", "### 1. 奥利弗·格兰特"]


def test_it_ends_with_a_line_end_and_is_the_same_each_time(aurora: Call, root: Path) -> None:
    text = to_markdown(aurora)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\n\n\n" not in text
    assert text == to_markdown(transcripts.read(root / "examples" / "aurora-2025q2.txt"))


def test_everything_that_is_said_in_an_exchange_or_elsewhere_is_there(aurora: Call) -> None:
    text = "".join(to_markdown(aurora).split())
    for pair in aurora.qa_pairs:
        for part in [*pair.questions, *[s for a in pair.answers for s in a.segments]]:
            assert "".join(plain(line) for line in part.text.splitlines()).replace(" ", "") in text
    paired = {t.index for pair in aurora.qa_pairs for t in (*pair.question_turns, *[a.turn for a in pair.answers])}
    for turn in aurora.turns:
        if turn.index not in paired:
            assert all("".join(plain(p.text).split()) in text for p in turn.said)


def test_a_page_with_nothing_on_it() -> None:
    assert to_markdown(parse("")) == "# Call\n"
    assert to_markdown(parse("", name="a_b.txt")) == "# a\\_b.txt\n"


def odd_call() -> Call:
    """A passage on two parts, one on none, and a pair without a part."""
    call = parse("安娜·李\n第一,收入如何?第二,利润如何?\n\n王珂·吴\n都好。谢谢。\n\n安娜·李\n成本。\n\n王珂·吴\n低。\n")
    first, second, third, fourth = call.turns
    text = call.source.text

    def span(some: str) -> Span:
        return Span(text.index(some), text.index(some) + len(some))

    parts = tuple(
        [
            Question(source=call.source, span=span(some), addressees=(fourth.speaker,))
            for some in ("第一,收入如何?", "第二,利润如何?")
        ]
    )
    both = Segment(source=call.source, span=span("都好。"), questions=parts, evidence=Evidence.WHOLE)
    none = Segment(source=call.source, span=span("谢谢。"), questions=(), evidence=Evidence.ORDER)
    low = Segment(source=call.source, span=span("低。"), questions=(), evidence=Evidence.ORDER)
    pairs = (
        transcripts.QAPair(
            index=0,
            asker=attrs.evolve(first.speaker, firm="A|B & *C*"),
            question_turns=(first,),
            questions=parts,
            answers=(Answer(turn=second, segments=(both, none)),),
        ),
        transcripts.QAPair(
            index=1,
            asker=third.speaker,
            question_turns=(third,),
            questions=(),
            answers=(Answer(turn=fourth, segments=(low,)),),
        ),
    )
    return attrs.evolve(call, qa_pairs=pairs)


def test_what_answers_no_part_and_an_exchange_without_parts_are_shown() -> None:
    text = to_markdown(odd_call())
    assert text.partition("## Questions and answers\n\n")[2] == (
        "### 1. 安娜·李 (A\\|B & \\*C\\*)\n\n"
        "1. **第一,收入如何?** (to 王珂·吴)\n\n   王珂·吴 (whole): 都好。\n\n"
        "2. **第二,利润如何?** (to 王珂·吴)\n\n   王珂·吴 (whole): 都好。\n\n"
        "王珂·吴 (on no part): 谢谢。\n\n"
        "### 2. 安娜·李\n\n成本。\n\n*no question was found in it*\n\n王珂·吴 (on no part): 低。\n"
    )


def test_answers_stand_below_their_part_from_the_tenth_on_too() -> None:
    call = odd_call()
    pair = call.qa_pairs[0]
    many = attrs.evolve(pair, questions=(pair.questions[1],) * 9 + (pair.questions[0],), answers=())
    tokens = READER.parse(to_markdown(attrs.evolve(call, qa_pairs=(many,))))
    assert [t.type for t in tokens].count("ordered_list_open") == 1
    assert [t.type for t in tokens].count("list_item_open") == 10


@pytest.mark.parametrize(
    "text",
    [
        "# no heading", "1. no list", "12) none either", "- nor this", "+ nor this", "* nor this", "--- ", "===", "> said he",
        "a *b* _c_ **d** `e` ~~f~~", "[a](http://b) ![c](d) <e@f.g> <b>", "&amp; &#35; &copy; R&D Q&A;", "| a | b |",
        "\\* \\", "``` py", "    code", "a\n---\nb", "a\n\n# b", "a\u2028# b\x0c- c", "2025-07-24", "-5%", "+5%", "5.2%", "﹟ ＃ ＊",
        "*", "_", "~", "!", "1.", "$5 and $6",
    ],
)  # fmt: skip
def test_a_text_is_shown_as_it_was_printed(text: str) -> None:
    assert shown(plain(text)) == [("p", " ".join(text.split()))]
    assert shown(f"# {plain(text)}\n") == [("h1", " ".join(text.split()))]
    assert shown(f"1. **{plain(text)}** (to X)\n") == [("p", f"{{{' '.join(text.split())}}} (to X)")]


TEXTS = st.text(
    st.one_of(st.sampled_from("#*_`~|<>[]()!&;\\-+=.:$0123 \n\r\u2028\x0c\"'a中。，？　"), st.characters(exclude_categories=["Cs", "Cc"])),
    max_size=40,
).filter(str.strip)  # fmt: skip


@given(TEXTS)
def test_any_text_is_shown_as_it_was_printed(text: str) -> None:
    printed = " ".join(text.split())
    assert shown(plain(text)) == [("p", printed)]
    (cell,) = [what for tag, what in shown(f"| a |\n|---|\n| {plain(text)} |\n") if tag == "td"]
    assert cell == printed


@given(st.lists(TEXTS, min_size=3, max_size=3), TEXTS)
def test_no_page_makes_a_heading_or_a_list_of_its_own(texts: list[str], name: str) -> None:
    body = [" ".join(text.split()) for text in texts]
    page = f"安娜·李:\n{body[0]}？\n\n王珂·吴:\n{body[1]}\n\n安娜·李:\n{body[2]}\n\n王珂·吴:\n好。\n"
    call = parse(page, name=name, html=False)
    text = to_markdown(call)
    own = ("# ", "## Speakers", "## Questions and answers", "### ", "## What else is said")
    assert all(line.startswith(own) for line in text.splitlines() if line.startswith("#"))
    tokens = [token.type for token in READER.parse(text)]
    assert tokens.count("heading_open") == sum([line.startswith("#") for line in text.splitlines()])
    assert not {"fence", "code_block", "html_block", "blockquote_open", "hr"} & set(tokens)
    assert tokens.count("ordered_list_open") == sum([bool(pair.questions) for pair in call.qa_pairs])
    assert text.isascii() or text.encode()
