"""Work over a stream of tasks in several processes: results in order, little in memory, and a dead worker costs one task.

A worker that is killed, or that runs out of memory, breaks a ``ProcessPoolExecutor`` and everything that is under way in
it. Here the tasks under way are done again, one at a time, so that the one that kills is known; the others lose nothing.
"""

from __future__ import annotations

import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from typing import Any, Generic, TypeVar

import attrs

from .. import formats

__all__ = ["Died", "in_order"]

T = TypeVar("T")
R = TypeVar("R")
_AHEAD = 2  # tasks under way for each worker: one that it does, one that waits for it
_MOST = 61  # processes that Windows can wait for
_NOBODY = (
    "no worker process could begin; stderr may say why. A script that asks for several has to do so under "
    'if __name__ == "__main__":, and page formats that it registers have to be in a module that can be imported'
)


@attrs.frozen(slots=True)
class Died(Generic[T]):
    """A task on which the process that did it died while it did nothing else: the task was the only one under way."""

    task: T


def in_order(work: Callable[[T], R], tasks: Iterable[T], *, workers: int = 1) -> Iterator[R | Died[T]]:
    """What ``work`` gives for each task, in the order of the tasks.

    With one worker everything happens in this process. With more, ``work`` and the tasks are pickled, the page formats that
    were registered here are known there, and only a few tasks are taken from the stream before their turn. What ``work`` or
    the stream raises is raised here, in its place. Closing the iterator, or an interrupt, ends the workers once they are
    done with what is under way.

    Raises ``RuntimeError`` where no process can begin, which is nothing that a task did.
    """
    if workers < 1:
        raise ValueError(f"workers: {workers}, but somebody has to do it: 1 or more")
    if workers == 1:
        yield from map(work, tasks)
        return
    crew = _Crew(work, workers)
    try:
        yield from crew.run(iter(tasks))
    finally:
        crew.dismiss()


class _Crew(Generic[T, R]):
    """A process pool that is made anew when a worker dies."""

    def __init__(self, work: Callable[[T], R], workers: int) -> None:
        pickle.dumps(work)  # raises here; on its way to a worker it could hang the pool (python/cpython#116685)
        self._work = work
        self._workers = min(workers, _MOST)
        self._pool = self._hired()

    def _hired(self) -> ProcessPoolExecutor:
        # spawn, not fork: a fork of a process with threads (Arrow's, a notebook's) can hang, and is the same nowhere else
        context = get_context("spawn")
        self._settled = context.RawValue("b", 0)  # without a lock, which a worker that is killed could keep
        return ProcessPoolExecutor(
            self._workers,
            mp_context=context,
            initializer=_settle_in,
            initargs=(self._work, formats.registered(), self._settled),
        )

    def dismiss(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def run(self, tasks: Iterator[T]) -> Iterator[R | Died[T]]:
        under_way: deque[tuple[T, Future[R | Died[T]]]] = deque()
        failed: list[Exception] = []

        def until_it_fails() -> Iterator[T]:
            try:
                yield from tasks
            except Exception as error:  # noqa: BLE001 - raised below, behind the results of what was taken before it
                failed.append(error)

        stream = until_it_fails()
        while True:
            try:
                for task in islice(stream, self._workers * _AHEAD - len(under_way)):
                    under_way.append((task, self._submit(task)))
                if not under_way:
                    if failed:
                        raise failed[0]
                    return
                result = under_way[0][1].result()
            except BrokenProcessPool:
                under_way = self._done_again(under_way)
                continue
            under_way.popleft()
            yield result

    def _submit(self, task: T) -> Future[R | Died[T]]:
        try:
            with _no_interrupt_for_children():
                return self._pool.submit(_do, task)
        except BrokenProcessPool as error:  # it broke before anybody waited for it
            broken: Future[R | Died[T]] = Future()
            broken.set_exception(error)
            return broken

    def _done_again(self, under_way: Iterable[tuple[T, Future[R | Died[T]]]]) -> deque[tuple[T, Future[R | Died[T]]]]:
        """Tasks that were under way, those that the break cost done again, one at a time."""
        self.dismiss()
        self._pool = self._hired()
        again: deque[tuple[T, Future[R | Died[T]]]] = deque()
        for task, future in under_way:
            if future.done() and not future.cancelled() and not isinstance(future.exception(), BrokenProcessPool):
                again.append((task, future))
                continue
            alone: Future[R | Died[T]] = Future()
            try:
                with _no_interrupt_for_children():
                    begun = self._pool.submit(_do, task)
                alone.set_result(begun.result())
            except BrokenProcessPool as error:
                if not self._settled.value:
                    raise RuntimeError(_NOBODY) from error
                self.dismiss()
                self._pool = self._hired()
                alone.set_result(Died(task))
            except Exception as error:  # noqa: BLE001 - raised to whoever asks for the result
                alone.set_exception(error)
            again.append((task, alone))
        return again


@contextmanager
def _no_interrupt_for_children() -> Iterator[None]:
    """Processes that begin here never get SIGINT, not even while they import, where it would be a traceback of each."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_work: Callable[[Any], Any]  # of a worker process: what it does, sent once and not with every task


def _settle_in(work: Callable[[Any], Any], known: tuple[formats.Format, ...], settled: Any) -> None:
    """A worker begins: whoever interrupts interrupts the process that waits, and every registered format is known."""
    global _work  # noqa: PLW0603 - how a worker of a pool knows what it is there for
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for plugin in known:
        formats.register(plugin, replace=True)
    settled.value = 1


def _do(task: Any) -> Any:
    return _work(task)
