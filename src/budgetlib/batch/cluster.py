"""Work on a Dask cluster: `--scheduler tcp://host:8786`. Needs the extra `dask`.

Workers and this process have the project's folder in common, under the same path, and run the same library with the
same packages; both are looked at before anything is sent, and again by workers that join later. A worker that dies
takes nothing with it: Dask gives what it was at to another. A document whose process dies is reported, see `child`.
"""

from __future__ import annotations

import contextlib
import logging
import pickle
import queue
import secrets
import threading
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from budgetlib.batch.about import about
from budgetlib.batch.attempts import WAITING_PER_WORKER, Attempt, Call, Item, Outcome, Result
from budgetlib.batch.child import Child, loaded
from budgetlib.batch.limits import Limits, died
from budgetlib.errors import BudgetlibError

_SECONDS_TO_CONNECT = 10
_SECONDS_FOR_WORKERS = 30
"""How long to wait for a first worker, and for another one where all have gone."""
_LOOK_EVERY = 2.0
_INSTALL = "install the same constraints.txt there, and start the workers again"


@dataclass(frozen=True, slots=True)
class Order:
    """A build, as its workers must know it: a name, what to run, a file to be found, and folders to be seen."""

    token: str
    about: dict[str, str]
    marker: Path
    reads: tuple[Path, ...]


class Cluster:
    """A pool of the workers of a Dask cluster, however many there are at the moment.

    `workers` bounds how many items are under way. Raises `BudgetlibError` where the cluster can't be used.
    """

    def __init__(self, address: str, workers: int | None, *, shared: Path, reads: Sequence[Path]) -> None:
        self._address = address
        self._most = workers
        token = secrets.token_hex(8)
        self._order = Order(token, about(), shared / f".cluster-{token}", tuple(reads))
        self._client = _connected(address)
        try:
            shared.mkdir(parents=True, exist_ok=True)
            self._order.marker.write_text(token, "ascii")
            self._examine()
        except BaseException:
            self._close()
            raise

    def run(
        self, function: Callable[[Item], Result], items: Iterable[Item], limits: Limits | None = None
    ) -> Iterator[Outcome[Item, Result]]:
        """As `Pool.run`."""
        coming = iter(items)
        ended: queue.SimpleQueue[Any] = queue.SimpleQueue()
        under_way: dict[Any, Item] = {}
        suspects: list[Item] = []
        while True:
            for item in islice(coming, max(0, self._room() - len(under_way))):
                under_way[self._submit(Call(function, item, limits), ended)] = item
            if not under_way:
                break
            future = self._next_of(ended)
            item = under_way.pop(future)
            outcome = self._outcome(future)
            if outcome is None:
                suspects.append(item)
            else:
                yield Outcome(item, *outcome)
        for item in suspects:  # several were on workers that died; alone, it shows whose fault that was
            self._submit(Call(function, item, limits), ended)
            yield Outcome(item, *(self._outcome(self._next_of(ended)) or (None, died(None, limits))))

    def _room(self) -> int:
        threads = sum(self._client.nthreads().values())
        return min(self._most or threads * WAITING_PER_WORKER, threads * WAITING_PER_WORKER) or 1

    def _submit(self, call: Call[Any, Any], ended: queue.SimpleQueue[Any]) -> Any:
        future = self._client.submit(work, self._order, pickle.dumps(call), pure=False)
        future.add_done_callback(ended.put)
        return future

    def _next_of(self, ended: queue.SimpleQueue[Any]) -> Any:
        """The next one to end. Raises `BudgetlibError` where there is nobody left to work."""
        seen = time.monotonic()
        while True:
            with contextlib.suppress(queue.Empty):
                return ended.get(timeout=_LOOK_EVERY)
            if self._client.status != "running":
                raise self._problem("the scheduler has gone", "start it again, and build again to go on")
            if self._client.nthreads():
                seen = time.monotonic()
            elif time.monotonic() - seen > _SECONDS_FOR_WORKERS:
                raise self._problem("all workers have gone", "start some, and build again to go on")

    def _outcome(self, future: Any) -> Attempt[Any] | None:
        """What came of an item; None where workers died of it, or with it, again and again."""
        from distributed import KilledWorker

        if future.cancelled():
            raise self._problem("the scheduler has gone", "start it again, and build again to go on")
        error = future.exception()
        if isinstance(error, KilledWorker):
            return None
        if error is not None:
            raise self._problem(f"a worker can't work for us: {error}", _INSTALL)
        answer = future.result()
        if isinstance(answer, str):
            raise self._problem(answer, _INSTALL)
        outcome: Attempt[Any] = loaded(answer)
        return outcome

    def _examine(self) -> None:
        """Raises `BudgetlibError` where there are no workers, or one of them does not fit."""
        found = self._client.get_versions()
        of_scheduler, ours = (found[who]["packages"]["distributed"] for who in ("scheduler", "client"))
        if of_scheduler != ours:
            raise self._problem(f"the scheduler has distributed {of_scheduler}, here it is {ours}", _INSTALL)
        try:
            self._client.wait_for_workers(1, timeout=_SECONDS_FOR_WORKERS)
        except TimeoutError:
            raise self._problem(
                "the scheduler has no workers", f"start some: dask worker {self._address}"
            ) from None
        for worker, problem in self._client.run(examine, self._order, on_error="return").items():
            if isinstance(problem, Exception):
                problem = f"can't start budgetlib: {problem or type(problem).__name__}"
            if problem:
                raise self._problem(f"worker {worker} {problem}", _INSTALL)

    def _problem(self, problem: str, remedy: str) -> BudgetlibError:
        return BudgetlibError(problem, file=self._address, remedy=remedy)

    def _close(self) -> None:
        with contextlib.suppress(Exception):
            self._client.run(stop, self._order.token, on_error="ignore")
        with contextlib.suppress(Exception):
            self._client.close(timeout=2)
        self._order.marker.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        # closing takes back what nobody waits for any more, and ends the processes that are at it
        self._close()


def _connected(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise BudgetlibError(
            f"a cluster needs packages that are not installed: {error.name or error}",
            file=address,
            remedy="pip install 'budgetlib[dask]'",
        ) from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # it says in many lines what we say in one
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return Client(address, timeout=_SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise BudgetlibError(
            f"no scheduler answers: {reason}", file=address, remedy="start it with `dask scheduler`"
        ) from None


# What follows runs in the workers.

_own = threading.local()
_children: dict[str, set[Child]] = {}
"""The children of every build that this worker works for."""
_ended: set[str] = set()
"""Builds that were ended; a child that was just starting would otherwise go on with one."""


def examine(order: Order) -> str:
    """Why this worker can't work for a build; empty where it can."""
    child = _new_child(order)
    problem = _misfit(order, child)
    _discard(order.token, child)
    return problem


def work(order: Order, call: bytes) -> bytes | str:
    """The pickled outcome of a call, or why this worker can't work for the build."""
    token, child = getattr(_own, "child", ("", None))
    if child is not None and token != order.token:  # of a build that was killed
        _discard(token, child)
        child = None
    if child is None:
        child = _new_child(order)
        if problem := _misfit(order, child):
            _discard(order.token, child)
            return f"a worker {problem}"
        _own.child = order.token, child
    try:
        content = child.do(call)
        spent = child.is_over
    except EOFError:
        content = pickle.dumps((None, died(child.exit_code(), loaded(call).limits)))
        spent = True
    if spent:
        _own.child = "", None
        _discard(order.token, child)
    return content


def stop(token: str) -> None:
    """Ends what this worker has at work for a build, or starts later."""
    _ended.add(token)
    for child in _children.pop(token, ()):
        child.stop()


def _new_child(order: Order) -> Child:
    child = Child()
    _children.setdefault(order.token, set()).add(child)
    if order.token in _ended:
        _discard(order.token, child)
    return child


def _discard(token: str, child: Child) -> None:
    child.stop()
    _children.get(token, set()).discard(child)


def _misfit(order: Order, child: Child) -> str:
    for name in order.about | child.about:
        here, there = order.about.get(name, "none"), child.about.get(name, "none")
        if there != here:
            return (
                f"has another version of {name}"
                if ":" in here
                else f"has {name} {there}, where the build is started it is {here}"
            )
    try:
        if order.marker.read_text("ascii") != order.token:
            return f"sees another {order.marker.parent}"
    except OSError:
        return f"does not see the folder {order.marker.parent}, which all must have in common"
    for folder in order.reads:
        if not folder.is_dir():
            return f"does not see the folder {folder}, which all must have in common"
    return ""
