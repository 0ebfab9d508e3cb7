"""The registry, detection, and plugins that are broken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

import transcripts
from transcripts import BlockKind, PluginError, UnknownFormat, formats
from transcripts.formats import Page, Piece, Script, Sniff

CALL = "安娜·李:\n大家好,我们开始。第一个问题,毛利率为什么下降?\n\n王珂:\n第一个问题,是因为运费。\n\n安娜·李:\n谢谢。\n"


class Dashes:
    """A broker whose turns begin with a name behind two dashes."""

    name = "dashes"

    def sniff(self, page: Page) -> Sniff:
        heads = sum(line.startswith("-- ") for line in page.lines)
        return Sniff(0.99 if heads > 1 else 0.0, (f"{heads} lines begin with two dashes",))

    def segment(self, page: Page) -> Iterator[Piece]:
        for row in page.rows:
            if row.text.startswith("-- "):
                yield BlockKind.LABEL, row.start + 3, row.start + len(row.text)
            else:
                yield BlockKind.SPEECH, row.start, row.start + len(row.text)

    def render(self, script: Script) -> str:
        return "\n".join([line for t in script.turns for line in (f"-- {t.label}", *t.paragraphs)]) + "\n"


@pytest.fixture
def dashes() -> Iterator[Dashes]:
    plugin = Dashes()
    transcripts.register(plugin)
    yield plugin
    transcripts.unregister("dashes")


def test_a_registered_format_is_detected_and_read(dashes: Dashes) -> None:
    call = transcripts.parse("-- 安娜·李\n毛利率为什么下降?\n-- 王珂\n是因为运费。\n")
    assert call.format == "dashes"
    assert [turn.label for turn in call.turns] == ["安娜·李", "王珂"]
    assert transcripts.render(call) == "-- 安娜·李\n毛利率为什么下降?\n-- 王珂\n是因为运费。\n"


def test_candidates_are_ranked_with_their_evidence(dashes: Dashes) -> None:
    ranked = transcripts.detect(CALL)
    assert ranked[0].format == "nameline"
    assert [c.score for c in ranked] == sorted([c.score for c in ranked], reverse=True)
    assert "stand alone above speech" in ranked[0].evidence[0]
    assert {c.format for c in ranked} >= {"nameline", "dashes", "plain"}


def test_a_name_that_is_taken_is_refused_unless_replaced(dashes: Dashes) -> None:
    with pytest.raises(PluginError, match="registered already"):
        transcripts.register(Dashes())
    other = Dashes()
    transcripts.register(other, replace=True)
    assert formats.get("dashes") is other


def test_what_is_no_format_is_refused() -> None:
    with pytest.raises(PluginError, match="needs a name"):
        transcripts.register("nameline")  # type: ignore[arg-type]  # what types forbid, untyped programs do


def test_an_unknown_name_says_which_there_are() -> None:
    with pytest.raises(UnknownFormat, match="there are: "):
        transcripts.parse(CALL, format="namelines")
    with pytest.raises(UnknownFormat):
        transcripts.unregister("namelines")


def test_the_format_can_be_named() -> None:
    assert transcripts.parse(CALL, format="plain").turns == ()
    assert transcripts.parse(CALL, format="nameline").turns


class Raises(Dashes):
    name = "raises"

    def sniff(self, page: Page) -> Sniff:
        raise RuntimeError("no such table")


class Backwards(Dashes):
    name = "backwards"

    def segment(self, page: Page) -> Iterator[Piece]:
        yield BlockKind.SPEECH, 5, 9
        yield BlockKind.LABEL, 0, 3


@pytest.mark.parametrize("plugin", [Raises(), Backwards()], ids=lambda p: str(p.name))
def test_a_plugin_that_breaks_costs_a_notice(plugin: Dashes) -> None:
    transcripts.register(plugin)
    try:
        call = transcripts.parse(CALL, format=plugin.name if isinstance(plugin, Backwards) else None)
    finally:
        transcripts.unregister(plugin.name)
    broken = [notice for notice in call.notices if notice.code == "broken-plugin"]
    assert len(broken) == 1
    assert plugin.name in broken[0].message
    assert call.format in ("nameline", "plain")
    assert call.blocks[-1].span.end == len(CALL)


class Point:
    """An entry point of an installed distribution."""

    def __init__(self, name: str, target: object) -> None:
        self.name = name
        self.target = target

    def load(self) -> object:
        if isinstance(self.target, Exception):
            raise self.target
        return self.target


def load(points: Iterable[object]) -> tuple[list[str], list[str]]:
    found, notices = formats.load_installed(points)
    return list(found), [notice.message for notice in notices]


def test_installed_formats_are_loaded_as_class_or_object() -> None:
    assert load([Point("dashes", Dashes)]) == (["dashes"], [])
    assert load([Point("dashes", Dashes())]) == (["dashes"], [])


@pytest.mark.parametrize("target", [ImportError("no module named 'broker'"), object(), 3])
def test_an_installed_format_that_cannot_be_loaded_costs_a_notice(target: object) -> None:
    names, messages = load([Point("broker", target), Point("dashes", Dashes)])
    assert names == ["dashes"]
    assert len(messages) == 1
    assert "'broker'" in messages[0]
