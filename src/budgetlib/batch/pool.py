"""The one seam through which a batch submits work: a function and its items in, outcomes out as they come.

`open_pool` names what does the work. Functions and items are pickled on their way to another process, so a
function stands at the top of a module, and items and results are small.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, cast

from budgetlib.batch.attempts import Item, Outcome, Result
from budgetlib.batch.limits import Limits
from budgetlib.batch.processes import Processes, Serial
from budgetlib.errors import BudgetlibError

_OF_THIS_MACHINE = ("processes", "serial")
SCHEDULERS = (*_OF_THIS_MACHINE, "tcp://HOST:PORT")
"""What `open_pool` knows: processes of this machine, the calling process, or a Dask cluster (`tls://` as well)."""
_OF_CLUSTERS = ("tcp://", "tls://")


class Pool(Protocol):
    """Does a function for many items. Closed at the end of its `with` block."""

    def run(
        self, function: Callable[[Item], Result], items: Iterable[Item], limits: Limits | None = None
    ) -> Iterator[Outcome[Item, Result]]:
        """The outcome of every item, in the order in which they finish. An error in one stops no other.

        With `limits`, none takes more, and none is done in the process that asks.
        """

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None: ...


def require_known(scheduler: str) -> str:
    """The name of a scheduler. Raises `BudgetlibError` for one that `open_pool` does not know."""
    if scheduler not in _OF_THIS_MACHINE and not is_cluster(scheduler):
        raise BudgetlibError(f"no scheduler {scheduler!r}", remedy=f"choose one of {', '.join(SCHEDULERS)}")
    return scheduler


def is_cluster(scheduler: str) -> bool:
    """Whether a scheduler is the address of one that may be on another machine."""
    return scheduler.startswith(_OF_CLUSTERS)


def open_pool(
    scheduler: str = "processes",
    workers: int | None = None,
    *,
    shared: Path | None = None,
    reads: Sequence[Path] = (),
) -> Pool:
    """A pool by the name of its scheduler, with a worker per core unless said otherwise.

    `shared` is a folder that the workers of a cluster must be able to write to, under the same path as here, and
    `reads` are folders that they must see. Raises `BudgetlibError` where a cluster can't be used, and says why.
    """
    require_known(scheduler)
    if scheduler == "serial":
        return Serial()
    if scheduler == "processes":
        return Processes(workers or cores())
    if shared is None:
        raise BudgetlibError("a cluster needs a folder that all its workers share", file=scheduler)
    from budgetlib.batch.cluster import Cluster  # late: it needs the extra `dask`

    return Cluster(scheduler, workers, shared=shared, reads=reads)


def apart(
    function: Callable[[Item], Result], item: Item, limits: Limits, *, file: Path | None = None
) -> Result:
    """The result of a function, done in a process of its own within limits. Raises its error, which names `file`."""
    (outcome,) = Serial().run(function, [item], limits)
    if outcome.error is not None:
        raise outcome.error.of(file) if file is not None else outcome.error
    return cast(Result, outcome.result)


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
