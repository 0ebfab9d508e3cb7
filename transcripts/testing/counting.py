"""How much work a call of a function is, counted and not timed: the same on a busy machine as on an idle one."""

from __future__ import annotations

import gc
import sys
import tracemalloc
from collections.abc import Callable
from functools import lru_cache
from types import FrameType
from typing import Any

import attrs

_LruCache: Any = type(lru_cache(maxsize=2)(len))


@attrs.frozen(slots=True, kw_only=True)
class Work:
    """``steps`` are lines of Python run and functions of C called; ``memory`` is the most bytes held at a time."""

    steps: int
    memory: int


def work(function: Callable[[], object]) -> Work:
    """Run a function and count what it does.

    Runs it twice: to count steps, and to weigh memory. What this library remembers from call to call of small things
    (labels, names) is forgotten before each run, what it loads once a process is not; call the function once before.
    What one call of C does inside (a search, a pattern) is not seen: that is for a clock, in a benchmark.
    """
    return Work(steps=_steps(function), memory=_memory(function))


def _forget() -> None:
    for cache in [o for o in gc.get_objects() if isinstance(o, _LruCache)]:
        if (cache.__module__ or "").startswith("transcripts") and (cache.cache_parameters()["maxsize"] or 0) > 1:
            cache.cache_clear()


def _steps(function: Callable[[], object]) -> int:
    steps = 0

    def count_line(_frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal steps
        steps += event == "line"
        return count_line

    def count_call(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal steps
        steps += event == "c_call"

    _forget()
    tracing, profiling = sys.gettrace(), sys.getprofile()
    sys.settrace(count_line)
    sys.setprofile(count_call)
    try:
        function()
    finally:
        sys.setprofile(profiling)
        sys.settrace(tracing)
    return steps


def _memory(function: Callable[[], object]) -> int:
    _forget()
    gc.collect()
    running = tracemalloc.is_tracing()
    if not running:
        tracemalloc.start()
    try:
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        function()
        return tracemalloc.get_traced_memory()[1] - before
    finally:
        if not running:
            tracemalloc.stop()
