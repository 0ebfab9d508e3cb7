"""How long the parse of 10 MB takes, as a multiple of decoding the same bytes and splitting them into lines."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import transcripts
from transcripts import Call, detect, parse, pipeline
from transcripts.source import load

# The stages of ``parse``, by the name of the function in ``pipeline`` that does each.
STAGES = {
    "source": "load",
    "page": "Page",
    "detect": "_choose",
    "segment and turns": "_segment",
    "speakers": "identify",
    "turns": "_turns",
    "metadata": "_metadata",
    "qa": "pair_up",
    "call": "Call",
}


def split(page: bytes) -> int:
    return len(page.decode().splitlines())


def speed(seconds: float, base: float, size: int) -> str:
    return f"{seconds:8.3f} s  {size / seconds / 1e6:8.1f} MB/s  {seconds / base:7.2f} × decode+splitlines"


def test_whole_parse(pages: list[bytes], touch: Callable[[Call], int], clock: Any, table: Any) -> None:
    """Page by page, and the same pages as one: what is linear costs the same both ways."""
    blob = b"\n".join(pages)
    size = len(blob)
    parse(pages[0])
    for name, some in ((f"{len(pages)} pages, one by one", pages), ("the same as one page", [blob])):
        base = clock(lambda some=some: [split(page) for page in some])
        whole = clock(lambda some=some: [touch(parse(page)) for page in some])
        table.add(f"whole parse of {size / 1e6:.1f} MB", f"{name}: decode and split", speed(base, base, size))
        table.add(f"whole parse of {size / 1e6:.1f} MB", f"{name}: parse", speed(whole, base, size))
    table.add(f"whole parse of {size / 1e6:.1f} MB", "a page has", f"{size / len(pages) / 1000:8.1f} KB")


def test_every_format(page_sets: dict[str, list[bytes]], touch: Callable[[Call], int], clock: Any, table: Any) -> None:
    """Each format on pages of its own: what it costs to detect one, and to read it."""
    for name, some in page_sets.items():
        size = sum(map(len, some))
        assert {parse(page).format for page in some[:3]} == {name}
        base = clock(lambda some=some: [split(page) for page in some])
        texts = [page.decode() for page in some]
        detecting = clock(lambda texts=texts: [detect(text) for text in texts])
        whole = clock(lambda some=some: [touch(parse(page)) for page in some])
        table.add(f"formats, {size / 1e6:.1f} MB each", f"{name}: detect", speed(detecting, base, size))
        table.add(f"formats, {size / 1e6:.1f} MB each", f"{name}: parse", speed(whole, base, size))


def test_saved_pages(pages: list[bytes], clock: Any, table: Any) -> None:
    """The same text as HTML, with three times its size of markup: what it costs to take the text out of it."""
    menu = (
        b'<nav><ul class="menu">'
        + b'<li class="item"><a href="/section/page.html">Section</a></li>' * 800
        + b"</ul></nav>"
    )
    saved = [
        b"<!doctype html><html><body>" + menu + b"".join([b"<p>%b</p>\n" % line for line in page.splitlines() if line])
        for page in pages[:20]
    ]
    size = sum(map(len, saved))
    base = clock(lambda: [split(page) for page in saved])
    table.add(
        f"saved pages, {size / 1e6:.1f} MB of HTML",
        "source",
        speed(clock(lambda: [load(p) for p in saved]), base, size),
    )
    table.add(
        f"saved pages, {size / 1e6:.1f} MB of HTML",
        "parse",
        speed(clock(lambda: [parse(p) for p in saved]), base, size),
    )


def test_measured_pages(shared: Path, touch: Callable[[Call], int], clock: Any, table: Any) -> None:
    """The same for pages that were not made for it, where there are any."""
    for path in sorted((shared / "data").glob("*.txt")):
        page = path.read_bytes()
        if len(page) < 8_000:  # too short for the clock
            continue
        base = clock(lambda page=page: [split(page) for _ in range(20)]) / 20
        whole = clock(lambda page=page: touch(parse(page)))
        table.add("measured pages", path.stem, speed(whole, base, len(page)))


def test_alignment(shared: Path, clock: Any, table: Any) -> None:
    """A translation beside its original, of what decoding and splitting both costs."""
    pages = [shared / "data" / "meta-2024q4.txt", shared / "data" / "aligned" / "meta-2024q4.en.txt"]
    data = [page.read_bytes() for page in pages]
    chinese, english = map(transcripts.parse, data)
    base = clock(lambda: [split(page) for page in data])
    seconds = clock(lambda: transcripts.align(chinese, english))
    table.add("a translation beside its original", "align", speed(seconds, base, sum(map(len, data))))


def test_stages(
    pages: list[bytes], touch: Callable[[Call], int], measuring: bool, table: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the time of the parse goes. The clock itself costs about a microsecond a stage and page."""
    spent: defaultdict[str, float] = defaultdict(float)
    parse(pages[0])

    def timed(stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **named: Any) -> Any:
            start = time.perf_counter()
            try:
                return function(*arguments, **named)
            finally:
                spent[stage] += time.perf_counter() - start

        return run

    for stage, name in STAGES.items():
        monkeypatch.setattr(pipeline, name, timed(stage, getattr(pipeline, name)))
    best: dict[str, float] = {}
    for _ in range(3 if measuring else 1):
        spent.clear()
        base = whole = 0.0
        for page in pages:
            base += _seconds(split, page)
            start = time.perf_counter()
            call = parse(page)
            whole += time.perf_counter() - start
            spent["everything touched"] += _seconds(touch, call)
        spent["between the stages"] = whole - sum([spent[stage] for stage in STAGES])
        found = {stage: seconds / base for stage, seconds in spent.items()}
        best = found if not best or sum(found.values()) < sum(best.values()) else best
    for stage in (*STAGES, "between the stages", "everything touched"):
        table.add("stages, × decode+splitlines", stage, f"{best[stage]:8.2f}")
    table.add("stages, × decode+splitlines", "sum", f"{sum(best.values()):8.2f}")


def _seconds(function: Callable[[Any], object], argument: Any) -> float:
    start = time.perf_counter()
    function(argument)
    return time.perf_counter() - start
