"""Work in several processes: in order, little ahead, and no task is lost or done for nothing when a worker dies."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import ModuleType

import pytest

from transcripts import formats
from transcripts.batch.pool import Died, in_order

from .killers import Doubled, Killer, Task, double

WORKERS = 2
AHEAD = WORKERS * 2


@pytest.fixture(autouse=True)
def _importable_by_workers(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(root)  # which workers get from us; they import tests.killers
    yield
    assert multiprocessing.active_children() == [], "no worker is left behind"


@pytest.fixture
def killer() -> Iterator[Killer]:
    plugin = Killer()
    formats.register(plugin)
    yield plugin
    formats.unregister(plugin.name)


class Stream:
    """Tasks, counted as they are taken."""

    def __init__(self, tasks: list[Task]) -> None:
        self._tasks = tasks
        self.taken = 0

    def __iter__(self) -> Iterator[Task]:
        for task in self._tasks:
            self.taken += 1
            yield task


def tasks(folder: Path, count: int, **kills: str) -> list[Task]:
    """Tasks from 0 on; those that kill are named ``t3="once"``."""
    return [Task(number, folder, kills.get(f"t{number}", "")) for number in range(count)]


def tries(folder: Path) -> list[int]:
    paths = sorted(folder.glob("*.tries"), key=lambda path: int(path.stem))
    return [path.stat().st_size for path in paths]


def numbers(found: list[Doubled | Died[Task]]) -> list[object]:
    return [f"died on {one.task.number}" if isinstance(one, Died) else one.number for one in found]


def test_one_worker_is_this_process_and_takes_a_task_when_its_result_is_asked_for(tmp_path: Path) -> None:
    stream = Stream(tasks(tmp_path, 5, t3="raises"))
    found = in_order(double, stream)
    assert (stream.taken, tries(tmp_path)) == (0, [])
    for number in range(3):
        assert next(found) == Doubled(number * 2, os.getpid(), ())
        assert stream.taken == number + 1
    with pytest.raises(ArithmeticError, match="nobody doubles 3"):
        next(found)
    assert list(found) == []


@pytest.mark.parametrize("workers", [0, -1])
def test_somebody_has_to_work(workers: int, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="1 or more"):
        list(in_order(double, tasks(tmp_path, 1), workers=workers))


def test_workers_give_results_in_order_and_only_a_few_tasks_are_taken_early(tmp_path: Path, killer: Killer) -> None:
    stream = Stream(tasks(tmp_path, 30))
    found: list[Doubled | Died[Task]] = []
    for result in in_order(double, stream, workers=WORKERS):
        found.append(result)
        assert stream.taken <= len(found) + AHEAD - 1
    assert numbers(found) == [n * 2 for n in range(30)]
    assert tries(tmp_path) == [1] * 30
    others = [result for result in found if isinstance(result, Doubled)]
    assert os.getpid() not in {result.process for result in others}
    assert {result.formats for result in others} == {("killer",)}, "what is registered here is known there"


def test_more_workers_than_tasks_and_no_task_at_all(tmp_path: Path) -> None:
    assert numbers(list(in_order(double, tasks(tmp_path, 1), workers=3))) == [0]
    assert list(in_order(double, [], workers=3)) == []


def test_what_work_raises_comes_in_its_place(tmp_path: Path) -> None:
    stream = Stream(tasks(tmp_path, 100, t2="raises"))
    found = in_order(double, stream, workers=WORKERS)
    assert [next(found) for _ in range(2)]
    with pytest.raises(ArithmeticError, match="nobody doubles 2"):
        next(found)
    assert stream.taken <= 3 + AHEAD
    assert list(found) == []


@pytest.mark.parametrize("workers", [1, WORKERS])
def test_what_the_stream_raises_comes_behind_the_results_of_what_it_gave(workers: int, tmp_path: Path) -> None:
    def broken() -> Iterator[Task]:
        yield from tasks(tmp_path, 3)
        raise ConnectionError("the database is gone")

    found: list[object] = []
    with pytest.raises(ConnectionError, match="the database is gone"):
        found.extend(in_order(double, broken(), workers=workers))  # extend() keeps what it got
    assert len(found) == 3


def test_closing_early_ends_the_workers(tmp_path: Path) -> None:
    stream = Stream(tasks(tmp_path, 1000))
    with closing(in_order(double, stream, workers=WORKERS)) as found:  # type: ignore[type-var]
        next(found)
        assert multiprocessing.active_children()
    assert multiprocessing.active_children() == []
    assert stream.taken <= 1 + AHEAD


def test_a_worker_killed_from_outside_costs_nothing(tmp_path: Path) -> None:
    found: list[Doubled | Died[Task]] = []
    for result in in_order(double, tasks(tmp_path, 12), workers=WORKERS):
        found.append(result)
        if len(found) == 3:
            for child in multiprocessing.active_children():
                assert child.pid is not None
                os.kill(child.pid, signal.SIGKILL)
    assert numbers(found) == [n * 2 for n in range(12)]


def test_a_task_that_kills_once_is_done_again(tmp_path: Path) -> None:
    found = list(in_order(double, tasks(tmp_path, 8, t3="once"), workers=WORKERS))
    assert numbers(found) == [n * 2 for n in range(8)]
    assert tries(tmp_path)[3] == 2
    assert max(tries(tmp_path)) <= 2


@pytest.mark.slow
def test_two_that_always_kill_are_named_and_the_others_are_done(tmp_path: Path) -> None:
    found = list(in_order(double, tasks(tmp_path, 10, t0="always", t4="always", t5="always"), workers=WORKERS))
    assert numbers(found) == ["died on 0", 2, 4, 6, "died on 4", "died on 5", 12, 14, 16, 18]
    assert max(tries(tmp_path)) <= 2, "once beside others, once alone"


def test_an_error_behind_one_that_kills_is_raised(tmp_path: Path) -> None:
    found = in_order(double, tasks(tmp_path, 3, t0="once", t1="raises"), workers=WORKERS)
    assert numbers([next(found)]) == [0]
    with pytest.raises(ArithmeticError, match="nobody doubles 1"):
        next(found)


def test_what_cannot_be_sent_to_a_worker_is_an_error(tmp_path: Path) -> None:
    with pytest.raises((AttributeError, pickle.PicklingError)):
        list(in_order(lambda task: task, tasks(tmp_path, 3), workers=WORKERS))


def test_where_no_worker_can_begin_no_task_is_blamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notebook = ModuleType("typed_into_a_notebook")  # a module that is here, and that no worker can import
    monkeypatch.setitem(sys.modules, notebook.__name__, notebook)

    class Typed(Killer):
        name = "typed"

    Typed.__module__, Typed.__qualname__ = notebook.__name__, "Typed"
    monkeypatch.setattr(notebook, "Typed", Typed, raising=False)
    formats.register(Typed())
    try:
        with pytest.raises(RuntimeError, match="no worker process could begin"):
            list(in_order(double, tasks(tmp_path, 8), workers=WORKERS))
    finally:
        formats.unregister("typed")
