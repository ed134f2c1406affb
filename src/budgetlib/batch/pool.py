"""The one seam through which a batch submits work: a function and its items in, outcomes out as they come.

`open_pool` names what does the work. Functions and items are pickled on their way to another process, so a
function stands at the top of a module, and items and results are small.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from types import TracebackType
from typing import Generic, NamedTuple, Protocol, Self, TypeAlias, TypeVar

from budgetlib.errors import BudgetlibError

Item = TypeVar("Item")
Result = TypeVar("Result")

_Attempt: TypeAlias = tuple[Result | None, BudgetlibError | None]

SCHEDULERS = ("processes", "serial")
"""What `open_pool` knows. `serial` works in the calling process, for debugging."""

_WAITING_PER_WORKER = 2
"""Items handed out ahead of time, so that no worker waits and a long list is not held in memory twice."""


class Outcome(NamedTuple, Generic[Item, Result]):
    """What came of one item: a result, or the error that it ended with."""

    item: Item
    result: Result | None
    error: BudgetlibError | None


class Pool(Protocol):
    """Does a function for many items. Closed at the end of its `with` block."""

    def run(
        self, function: Callable[[Item], Result], items: Iterable[Item]
    ) -> Iterator[Outcome[Item, Result]]:
        """The outcome of every item, in the order in which they finish. An error in one stops no other."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None: ...


def open_pool(scheduler: str = "processes", workers: int | None = None) -> Pool:
    """A pool by the name of its scheduler, with a worker per core unless said otherwise."""
    if scheduler == "serial":
        return _Serial()
    if scheduler == "processes":
        return _Processes(workers or cores())
    raise BudgetlibError(f"no scheduler {scheduler!r}", remedy=f"choose one of {', '.join(SCHEDULERS)}")


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Serial:
    def run(
        self, function: Callable[[Item], Result], items: Iterable[Item]
    ) -> Iterator[Outcome[Item, Result]]:
        return (Outcome(item, *_attempt(function, item)) for item in items)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        """There is nothing to close."""


class _Processes:
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
        return ProcessPoolExecutor(self._workers, mp_context=context, initializer=_ignore_interrupts)

    def run(
        self, function: Callable[[Item], Result], items: Iterable[Item]
    ) -> Iterator[Outcome[Item, Result]]:
        coming = iter(items)
        under_way: dict[Future[_Attempt[Result]], Item] = {}
        while True:
            for item in islice(coming, self._workers * _WAITING_PER_WORKER - len(under_way)):
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

    def _submit(self, function: Callable[[Item], Result], item: Item) -> Future[_Attempt[Result]]:
        try:
            return self._executor.submit(_attempt, function, item)
        except BrokenProcessPool as error:  # a worker died since the last look: the caller will see it here
            broken: Future[_Attempt[Result]] = Future()
            broken.set_exception(error)
            return broken

    def _one_at_a_time(
        self, function: Callable[[Item], Result], items: list[Item]
    ) -> Iterator[Outcome[Item, Result]]:
        self._restart()
        for item in items:
            try:
                yield Outcome(item, *self._executor.submit(_attempt, function, item).result())
            except BrokenProcessPool:
                self._restart()
                yield Outcome(item, None, _died())

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


def _died() -> BudgetlibError:
    return BudgetlibError(
        "the process working on it died, from a crash in native code or for want of memory",
        remedy="try it alone with `--scheduler serial`",
    )


def _ignore_interrupts() -> None:
    """Ctrl-C reaches every process of a terminal; only the parent decides what it means."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _attempt(function: Callable[[Item], Result], item: Item) -> _Attempt[Result]:
    try:
        return function(item), None
    except BudgetlibError as error:
        return None, error
    except Exception as error:
        return None, _unexpected(error)


def _unexpected(error: Exception) -> BudgetlibError:
    """A bug as one line: what went wrong, and the innermost place in the code."""
    trace = error.__traceback__
    place = None
    while trace is not None:
        place = f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}"  # noqa: PTH119
        trace = trace.tb_next
    return BudgetlibError(
        f"{type(error).__name__}: {error}", place=place, remedy="this is a bug in budgetlib; please report it"
    )
