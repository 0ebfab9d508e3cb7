"""How much memory a call holds, as a multiple of its page."""

from __future__ import annotations

import gc
import sys
import tracemalloc
from collections import Counter
from collections.abc import Callable
from enum import Enum
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any

from transcripts import Call, parse

_SHARED = (type, ModuleType, FunctionType, BuiltinFunctionType, Enum)  # not the call's own
_SMALL = 256  # integers up to it are there already


def held(root: object) -> Counter[str]:
    """Bytes of everything that can be reached from an object, by type."""
    sizes: Counter[str] = Counter()
    seen = {id(None), id(True), id(False), id(()), id("")}
    todo = [root]
    while todo:
        thing = todo.pop()
        if id(thing) in seen or isinstance(thing, _SHARED) or (isinstance(thing, int) and thing <= _SMALL):
            continue
        seen.add(id(thing))
        sizes[type(thing).__name__] += sys.getsizeof(thing)
        todo += gc.get_referents(thing)
    return sizes


def test_held_memory(pages: list[bytes], touch: Callable[[Call], int], table: Any) -> None:
    """Counted object by object, and as what the interpreter allocated and kept."""
    some = pages[:40]
    parse(some[0])
    sizes: Counter[str] = Counter()
    text = 0
    for page in some:
        call = parse(page)
        touch(call)
        sizes += held(call)
        text += sys.getsizeof(call.source.text)
    utf8 = sum(map(len, some))
    heading = f"memory held by {len(some)} calls"
    row = "{:9,.0f} KB  {:6.2f} × UTF-8  {:6.2f} × text in memory"
    for name, size in (("everything", sizes.total()), ("everything but the text", sizes.total() - text)):
        table.add(heading, name, row.format(size / 1000, size / utf8, size / text))
    for name, size in sizes.most_common(8):
        table.add(heading, f"  {name}", row.format(size / 1000, size / utf8, size / text))
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    calls = [parse(page) for page in some]
    for call in calls:
        touch(call)
    gc.collect()
    kept, peak = (size - before for size in tracemalloc.get_traced_memory())
    tracemalloc.stop()
    table.add(heading, "allocated and kept, caches too", row.format(kept / 1000, kept / utf8, kept / text))
    gc.collect()
    tracemalloc.start()
    tops = []
    for page in some[:10]:
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        parse(page)
        tops.append((tracemalloc.get_traced_memory()[1] - before) / len(page))
    tracemalloc.stop()
    table.add(heading, "most at a time, one page", f"{'':12}  {max(tops):6.2f} × UTF-8")
    assert peak >= kept > 0
