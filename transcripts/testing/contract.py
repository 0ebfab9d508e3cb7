"""The contract that every page format keeps, as tests that a plugin author inherits.

A test file of the plugin holds ``class TestBroker(FormatContract)`` with ``format = Broker()`` in it, and no more.
"""

# ruff: noqa: S101, S311 - a law is an assertion; a page is made by chance, a key is not

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .. import formats
from ..errors import PluginError, UnknownFormat
from ..formats import Format
from ..model import BlockKind, Call, NoticeCode, Paragraph, Question, Segment
from ..pipeline import parse, render
from .counting import work
from .damages import DAMAGES
from .pages import texts, torn_pages
from .staging import Outline, Scene, outline, scene, scenes

GROWTH = 2.3  # what twice the page may cost
LEAST = 65_536  # bytes that any parse may take: below, the size of the page is not what is measured


class FormatContract:
    """Subclass it with ``format = MyFormat()`` and pytest runs the laws on your format.

    ``scenes()`` are the calls it is tried on: override it where the format cannot print some names.
    ``spared`` names the damages (keys of ``DAMAGES``) that the format's own marks cannot survive. The format is
    registered while a test runs, if it is not. hypothesis tries as hard as the profile of your tests says.
    """

    format: ClassVar[Format]
    spared: ClassVar[frozenset[str]] = frozenset()

    def scenes(self) -> st.SearchStrategy[Scene]:
        """The calls that the format is tried on."""
        return scenes()

    @pytest.fixture(autouse=True)
    def _registered(self) -> Iterator[None]:
        name = self.format.name
        before = {plugin.name: plugin for plugin in formats.known()}.get(name)
        try:
            formats.unregister(name)
        except (PluginError, UnknownFormat):
            before = None  # built in, installed or unknown: there again once this one is forgotten
        formats.register(self.format, replace=True)
        yield
        formats.unregister(name)
        if before is not None:
            formats.register(before)

    def test_writes_what_it_reads(self) -> None:
        """What it writes reads back: turns, labels, sections, roles, pairs, answers."""
        self._on_scenes(lambda scene: check_truth(self._read(scene), scene))

    def test_reads_what_it_writes(self) -> None:
        """What it reads, writes and reads again is the same."""
        self._on_scenes(lambda scene: check_rewrite(self._read(scene)))

    def test_claims_its_own_page_alone(self) -> None:
        """Exactly one format claims what this one wrote."""
        self._on_scenes(lambda scene: check_claim(scene.page(self.format), self.format.name))

    def test_tiles_and_quotes(self) -> None:
        """Blocks tile the page, and every span is the text it stands for, on whole pages and on torn ones."""

        @given(torn_pages(self.format))
        def law(page: str) -> None:
            call = parse(page, format=self.format.name)
            check_tiling(call)
            check_spans(call)

        law()

    def test_reads_anything(self) -> None:
        """No text makes it raise: not when it is asked how likely the text is, not when it cuts it."""

        @given(texts())
        def law(text: str) -> None:
            call = parse(text, format=self.format.name)
            assert [notice for notice in call.notices if notice.code is NoticeCode.BROKEN_PLUGIN] == []
            page = formats.Page(call.source)
            score, evidence = self.format.sniff(page)
            assert 0.0 <= score <= 1.0
            assert all(isinstance(why, str) for why in evidence)
            list(self.format.segment(page))

        law()

    @pytest.mark.parametrize("name", DAMAGES)
    def test_survives(self, name: str) -> None:
        """Spelling is not identity: damage changes spans, not people, roles, pairs."""
        if name in self.spared:
            pytest.skip(f"{self.format.name} spells its marks with it")
        self._on_scenes(lambda scene: check_damage(scene, self.format, name))

    def test_grows_linearly(self) -> None:
        """Twice the page costs at most 2.3 times the steps and the memory."""
        small, large = [self._long_page(exchanges) for exchanges in (40, 80)]
        check_growth(lambda: parse(small, format=self.format.name), lambda: parse(large, format=self.format.name))

    def _read(self, scene: Scene) -> Call:
        return parse(scene.page(self.format), format=self.format.name)

    def _on_scenes(self, check: Callable[[Scene], None]) -> None:
        @given(self.scenes())
        def law(scene: Scene) -> None:
            check(scene)

        law()

    def _long_page(self, exchanges: int) -> str:
        return scene(Random(1), exchanges=exchanges).page(self.format)


# --- the laws, one a function, for any call -----------------------------------------------------------------------


def check_tiling(call: Call) -> None:
    """Blocks tile the source: in order, no gap, no overlap, first at 0, last at the end."""
    end = 0
    for block in call.blocks:
        assert block.span.start == end, f"block at {block.span}, the one before it ends at {end}"
        assert block.span.end > block.span.start, f"empty block at {block.span}"
        end = block.span.end
    assert end == len(call.source.text), f"the blocks end at {end}, the page at {len(call.source.text)}"


def check_spans(call: Call) -> None:
    """``source[span]`` is the text, for every label, paragraph, question, segment and alias, each in its place."""
    source = call.source
    at = 0
    for turn in call.turns:
        assert source[turn.label_span] == turn.label
        assert turn.label == turn.label.strip()
        assert turn.label or (turn.label_span.start == turn.label_span.end == turn.span.start)
        assert turn.span.start >= at
        at = turn.span.start
        if turn.twin_span is not None:
            assert source[turn.twin_span] == turn.twin_label
            assert turn.twin_span.end <= turn.label_span.start
        labels = [span for span in (turn.label_span, turn.twin_span) if span is not None]
        assert turn.paragraphs, f"{turn} says nothing"
        for paragraph in turn.paragraphs:
            assert "".join([source[piece] for piece in paragraph.pieces]) == paragraph.text
            assert paragraph.text == paragraph.text.strip() != ""
            assert paragraph.span == (paragraph.pieces[0].start, paragraph.pieces[-1].end)
            for start, end in paragraph.pieces:
                assert at <= start < end
                assert all(end <= span.start or span.end <= start for span in labels)
                at = end
    for speaker in call.speakers:
        for alias in speaker.aliases:
            assert all(source[span] == alias.text for span in alias.spans), alias
            assert list(alias.spans) == sorted(set(alias.spans))
    for pair in call.qa_pairs:
        for question in pair.questions:
            assert source[question.span] == question.text == question.text.strip() != ""
            assert any(_within(question.span, turn.span) for turn in pair.question_turns)
        for answer in pair.answers:
            for segment in answer.segments:
                assert source[segment.span] == segment.text == segment.text.strip() != ""
                assert _within(segment.span, answer.turn.span)
    for notice in call.notices:
        if notice.span is not None:
            assert 0 <= notice.span.start <= notice.span.end <= len(source.text)
    for block in call.blocks:
        if block.kind is BlockKind.LABEL:
            assert source[block.span].strip()


def _within(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] <= inner[1] <= outer[1]


def check_truth(call: Call, scene: Scene) -> None:
    """The parse of a page found what its scene says, to the character."""
    _check_same(outline(call), scene.truth)
    assert call.title == scene.script.title
    assert call.published == scene.script.published


def check_rewrite(call: Call) -> None:
    """A call that is written and read again is the same, but for places."""
    again = parse(render(call), format=call.format)
    _check_same(outline(again), outline(call))
    assert (again.format, again.title, again.published) == (call.format, call.title, call.published)
    assert [(s.name, s.names, s.role) for s in again.speakers] == [(s.name, s.names, s.role) for s in call.speakers]


def check_claim(page: str, name: str) -> None:
    """One format claims a page, and it is this one."""
    claims = [candidate for candidate in formats.detect(page) if candidate.score >= formats.FLOOR]
    assert [candidate.format for candidate in claims] == [name]


def check_damage(scene: Scene, plugin: Format, name: str) -> None:
    """A damaged page parses to the same people, roles, pairs and parts as the page before."""
    page = scene.page(plugin)
    row = DAMAGES[name]
    before = parse(page, format=plugin.name)
    after = parse(row(page, scene.labels), format=plugin.name)
    _check_same(outline(after).folded(), outline(before).folded())
    if "labels" in row.keeps:
        # a label on two lines keeps its words, whatever ends the first line
        assert [t.label.split() for t in after.turns] == [t.label.split() for t in before.turns]
    if "paragraphs" in row.keeps:
        assert _texts(outline(after)) == _texts(outline(before))


def _check_same(found: Outline, wanted: Outline) -> None:
    """Two outlines are equal. One step at a time: each finds another kind of fault, and hypothesis keeps them apart."""
    assert [turn.label for turn in found.turns] == [turn.label for turn in wanted.turns]
    assert _texts(found) == _texts(wanted)
    assert [turn.speaker for turn in found.turns] == [turn.speaker for turn in wanted.turns]
    assert [turn.role for turn in found.turns] == [turn.role for turn in wanted.turns]
    assert [turn.section for turn in found.turns] == [turn.section for turn in wanted.turns]
    assert [pair.question_turns for pair in found.pairs] == [pair.question_turns for pair in wanted.pairs]
    assert [pair.follows for pair in found.pairs] == [pair.follows for pair in wanted.pairs]
    assert [[text for text, _ in p.parts] for p in found.pairs] == [[text for text, _ in p.parts] for p in wanted.pairs]
    assert [[who for _, who in p.parts] for p in found.pairs] == [[who for _, who in p.parts] for p in wanted.pairs]
    assert [[turn for turn, _ in p.answers] for p in found.pairs] == [
        [turn for turn, _ in p.answers] for p in wanted.pairs
    ]
    assert [[on for _, on in p.answers] for p in found.pairs] == [[on for _, on in p.answers] for p in wanted.pairs]
    assert [turn.translation for turn in found.turns] == [turn.translation for turn in wanted.turns]
    assert [turn.start for turn in found.turns] == [turn.start for turn in wanted.turns]
    assert found == wanted


def _texts(found: Outline) -> list[tuple[str, ...]]:
    return [turn.paragraphs for turn in found.turns]


def check_pairs(call: Call) -> None:
    """A question turn is in one pair only, in order; answers come after their question; no turn answers itself."""
    asked: list[int] = []
    answered: list[int] = []
    for index, pair in enumerate(call.qa_pairs):
        assert pair.index == index
        assert pair.follows is None or (0 <= pair.follows < index and call.qa_pairs[pair.follows].asker is pair.asker)
        turns = [turn.index for turn in pair.question_turns]
        assert turns
        assert all(call.turns[turn.index] is turn and turn.speaker is pair.asker for turn in pair.question_turns)
        assert any(speaker is pair.asker for speaker in call.speakers)
        asked += turns
        answers = [answer.turn.index for answer in pair.answers]
        assert answers == sorted(set(answers))
        assert not answers or answers[0] > turns[-1], f"answer {answers[0]} before question {turns[-1]}"
        answered += answers
        at = -1
        for question in pair.questions:
            assert question.span.start >= at
            at = question.span.end
            inside = [question.span.start <= s.start < s.end <= at for s in question.subquestions]
            assert all(inside), f"a subquestion stands outside {question!r}"
            assert all(any(who is speaker for speaker in call.speakers) for who in question.addressees)
        for answer in pair.answers:
            assert call.turns[answer.turn.index] is answer.turn
            assert answer.turn.speaker is not pair.asker
            _check_segments(answer.segments, pair.questions, answer.turn.said)
        segments = [segment for answer in pair.answers for segment in answer.segments]
        for refusal in pair.declined:
            (within,) = [s for s in segments if s.span.start <= refusal.span.start and refusal.span.end <= s.span.end]
            assert refusal.questions == within.questions
    assert asked == sorted(set(asked))
    assert answered == sorted(set(answered))
    assert not set(asked) & set(answered)


def _check_segments(
    segments: tuple[Segment, ...], parts: tuple[Question, ...], paragraphs: Sequence[Paragraph]
) -> None:
    """Segments are on parts of their own pair, in order, and leave nothing of the speech out."""
    at = -1
    for segment in segments:
        assert segment.span.start >= at
        at = segment.span.end
        assert segment.questions
        assert all(any(question is part for part in parts) for question in segment.questions)
    for paragraph in paragraphs:
        text = paragraph.source.text
        for left, end in paragraph.pieces:
            for segment in segments:
                if segment.span.end > left and segment.span.start < end:
                    missed = text[left : segment.span.start].strip()
                    assert not missed, f"no segment has {missed!r}"
                    left = segment.span.end
            missed = text[left:end].strip()
            assert not missed, f"no segment has {missed!r}"


def check_growth(small: Callable[[], object], large: Callable[[], object]) -> None:
    """The large job is the small one doubled; it may take 2.3 times the steps and 2.3 times the memory."""
    small()
    once, twice = work(small), work(large)
    assert twice.steps <= GROWTH * once.steps, f"steps grow {twice.steps / once.steps:.2f} times: {once} {twice}"
    assert twice.memory <= GROWTH * max(once.memory, LEAST), (
        f"memory grows {twice.memory / once.memory:.2f} times: {once} {twice}"
    )
