"""Work in this process, or in processes of this machine."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Any, Literal, Self

from budgetlib.batch.attempts import (
    WAITING_PER_WORKER,
    Attempt,
    Call,
    Item,
    Outcome,
    Result,
    answer,
    attempt,
)
from budgetlib.batch.limits import Limits, died

_LARGEST_AHEAD = 16_384
"""Bytes of a call that may wait in the connection to a process that is at another; more could block both sides."""
_SECONDS_TO_END = 5.0


class Serial:
    """A pool that does everything in this process, to look for an error; what has limits, in another."""

    def run(
        self, function: Callable[[Item], Result], items: Iterable[Item], limits: Limits | None = None
    ) -> Iterator[Outcome[Item, Result]]:
        """As `Pool.run`."""
        if not limits:
            return (Outcome(item, *attempt(function, item)) for item in items)
        return self._apart(function, items, limits)

    def _apart(
        self, function: Callable[[Item], Result], items: Iterable[Item], limits: Limits
    ) -> Iterator[Outcome[Item, Result]]:
        with Processes(1, quick=True) as one:
            yield from one.run(function, items, limits)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        """There is nothing to close."""


class Processes:
    """A pool of processes that outlives the crash of any of them, and knows which item that happened to.

    They start clean, from a server that has done nothing yet; with `quick` as copies of this process, where the system
    can do that well, which takes a few milliseconds. Then no other thread may run here.
    """

    def __init__(self, workers: int, *, quick: bool = False) -> None:
        self._most = workers
        self._context = multiprocessing.get_context(_start_method(quick))
        self._workers: list[_Worker] = []

    def run(
        self, function: Callable[[Item], Result], items: Iterable[Item], limits: Limits | None = None
    ) -> Iterator[Outcome[Item, Result]]:
        """As `Pool.run`."""
        coming = iter(items)
        again: deque[Item] = deque()
        try:
            while True:
                self._hand_out(function, coming, again, limits)
                busy = [worker for worker in self._workers if worker.under_way]
                if not busy:
                    return
                ready = wait([sign for worker in busy for sign in worker.signs])
                for worker in busy:
                    if not any(sign in ready for sign in worker.signs):
                        continue
                    outcome = worker.outcome(limits)
                    if worker.is_over:
                        self._workers.remove(worker)
                        again.extend(worker.under_way)
                        worker.end()
                    yield outcome
        except BaseException:  # nobody wants what is still under way
            self._end_all()
            raise

    def _hand_out(
        self,
        function: Callable[[Item], Result],
        coming: Iterator[Item],
        again: deque[Item],
        limits: Limits | None,
    ) -> None:
        """Gives every process something to do, and then something to do next."""
        for waiting in range(WAITING_PER_WORKER):
            for at in range(self._most):
                if at == len(self._workers):
                    if not again:
                        try:
                            again.append(next(coming))
                        except StopIteration:
                            return
                    self._workers.append(_Worker(self._context))
                worker = self._workers[at]
                if len(worker.under_way) > waiting or worker.is_full:
                    continue
                try:
                    item = again.popleft() if again else next(coming)
                except StopIteration:
                    return
                worker.give(Call(function, item, limits))

    def _end_all(self) -> None:
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._end_all()


class _Worker:
    """One process, and the items that it was given and has not answered, in order."""

    def __init__(self, context: Any) -> None:
        self.connection, theirs = context.Pipe()
        self.under_way: deque[Any] = deque()
        self.is_full = False
        self.is_over = False
        self._process = context.Process(target=_work, args=(theirs, self.connection), daemon=True)
        self._process.start()
        theirs.close()

    @property
    def signs(self) -> tuple[Any, int]:
        """What shows that it has answered, or ended."""
        return self.connection, self._process.sentinel

    def give(self, call: Call[Any, Any]) -> None:
        """Sends a call. Where the process has died, that shows when its outcome is asked for."""
        content = pickle.dumps(call)
        self.is_full = len(content) > _LARGEST_AHEAD
        self.under_way.append(call.item)
        with contextlib.suppress(OSError):
            self.connection.send_bytes(content)

    def outcome(self, limits: Limits | None) -> Outcome[Any, Any]:
        """What came of the first item under way, which must have ended. `is_over` says whether the process has, too."""
        item = self.under_way.popleft()
        self.is_full = False
        try:
            if not self.connection.poll():  # it has ended, and something that it started holds the other end
                raise EOFError
            content = self.connection.recv_bytes()
            self.is_over = content[:1] == _LAST
            attempted: Attempt[Any] = pickle.loads(content[1:])
        except (EOFError, OSError):
            self.is_over = True
            self._process.join(_SECONDS_TO_END)
            attempted = None, died(self._process.exitcode, limits)
        return Outcome(item, *attempted)

    def end(self) -> None:
        """Ends the process, whatever it is at."""
        self.connection.close()
        if self.under_way or self.is_over:
            self._process.terminate()
        self._process.join(_SECONDS_TO_END)
        if self._process.exitcode is None:
            self._process.kill()
            self._process.join()
        self._process.close()


_MORE, _LAST = b"+", b"."
"""What an answer begins with: whether the process goes on after it."""


def _work(connection: Connection, theirs: Connection) -> None:
    """Answers calls until there are no more."""
    with contextlib.suppress(OSError):
        theirs.close()  # a copy of this process's parent has both ends
    _begin_work()
    while True:
        try:
            call = connection.recv_bytes()
        except (EOFError, OSError):
            return
        content, is_last = answer(call)
        try:
            connection.send_bytes((_LAST if is_last else _MORE) + content)
        except OSError:
            return
        if is_last:
            return


def _start_method(quick: bool) -> Literal["fork", "forkserver", "spawn"]:
    there = multiprocessing.get_all_start_methods()
    if quick and sys.platform == "linux":
        return "fork"
    return "forkserver" if "forkserver" in there else "spawn"


def _begin_work() -> None:
    # Ctrl-C reaches all processes of a terminal; only the parent decides what it means
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Ends a worker whose parent was killed: it would wait for work forever, or do what a new build does too."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
