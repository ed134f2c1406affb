"""Work in this process, or in processes of this machine."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from types import TracebackType
from typing import Self

from budgetlib.batch.attempts import WAITING_PER_WORKER, Attempt, Item, Outcome, Result, attempt, died


class Serial:
    """A pool that does everything in this process, to look for an error."""

    def run(
        self, function: Callable[[Item], Result], items: Iterable[Item]
    ) -> Iterator[Outcome[Item, Result]]:
        """As `Pool.run`."""
        return (Outcome(item, *attempt(function, item)) for item in items)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        """There is nothing to close."""


class Processes:
    """A pool of processes that outlives the crash of one.

    When a worker dies (a crash in native code, memory exhausted), the executor gives up everything under way
    without saying whose fault it was. Those items are then done again one at a time, which finds out.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._executor = self._new_executor()

    def _new_executor(self) -> ProcessPoolExecutor:
        method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        context = multiprocessing.get_context(method)
        return ProcessPoolExecutor(self._workers, mp_context=context, initializer=_begin_work)

    def run(
        self, function: Callable[[Item], Result], items: Iterable[Item]
    ) -> Iterator[Outcome[Item, Result]]:
        """As `Pool.run`."""
        coming = iter(items)
        under_way: dict[Future[Attempt[Result]], Item] = {}
        while True:
            for item in islice(coming, self._workers * WAITING_PER_WORKER - len(under_way)):
                under_way[self._submit(function, item)] = item
            if not under_way:
                return
            finished, _ = wait(under_way, return_when=FIRST_COMPLETED)
            suspects = []
            for future in finished:
                item = under_way.pop(future)
                try:
                    yield Outcome(item, *future.result())
                except BrokenProcessPool:
                    suspects.append(item)
            if suspects:
                suspects.extend(under_way.values())
                under_way.clear()
                yield from self._one_at_a_time(function, suspects)

    def _submit(self, function: Callable[[Item], Result], item: Item) -> Future[Attempt[Result]]:
        try:
            return self._executor.submit(attempt, function, item)
        except BrokenProcessPool as error:  # a worker died since the last look: the caller will see it here
            broken: Future[Attempt[Result]] = Future()
            broken.set_exception(error)
            return broken

    def _one_at_a_time(
        self, function: Callable[[Item], Result], items: list[Item]
    ) -> Iterator[Outcome[Item, Result]]:
        self._restart()
        for item in items:
            try:
                yield Outcome(item, *self._executor.submit(attempt, function, item).result())
            except BrokenProcessPool:
                self._restart()
                yield Outcome(item, None, died())

    def _restart(self) -> None:
        self._executor.shutdown(wait=False)
        self._executor = self._new_executor()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        if kind is not None:  # interrupted: nobody wants what is still under way
            for process in multiprocessing.active_children():
                process.terminate()
        self._executor.shutdown(wait=kind is None, cancel_futures=True)


def _begin_work() -> None:
    # Ctrl-C reaches all processes of a terminal; only the parent decides what it means
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Ends a worker whose parent was killed: it would wait for work forever, or do what a new build does too."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
