"""What one document may take of the machine: time, memory and output, kept by the operating system.

A damaged or hostile file can ask for more than there is: a page of kilometres, an archive that unpacks to terabytes,
a table of a billion cells. So documents are read in processes of their own (`processes`, `child`), and the system ends
one that goes on for too long, and gives it no more memory than its limit. On Linux all limits hold; on other systems
with `setrlimit` those that the system keeps; on Windows a crash is still the matter of one document alone.
"""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from budgetlib.errors import BudgetlibError, LimitExceeded

if TYPE_CHECKING:
    from budgetlib.readers.recall import Recall

Found = TypeVar("Found")

_MB = 1_000_000
_THREAD = 10 * _MB
"""Stack and buffers that native libraries set aside for a thread; they start one per core."""
_SHARE_TO_RETIRE = 0.5
_REMEDY = "give the document in another form, or raise {option}"


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one document may take; 0 is no limit.

    Seconds are those of the clock, memory is bytes of the process that reads, output is bytes of each file that it
    writes and of what it answers.
    """

    seconds: float = 120
    memory: int = 1_500 * _MB
    output: int = 250 * _MB

    def __bool__(self) -> bool:
        """Whether there is any limit."""
        return bool(self.seconds or self.memory or self.output)

    @contextlib.contextmanager
    def kept(self) -> Iterator[None]:
        """Keeps the limits for the length of the block, for one piece of work in a process that may be ended.

        Raises `LimitExceeded` for memory or output beyond the limit, where the process survives that. Beyond the time
        the system ends it, by `SIGALRM`. What native libraries print is not shown.
        """
        with _silent(), self._of_the_system():
            try:
                yield
            except MemoryError:
                raise self.of_memory() from None
            except OSError as error:
                if error.errno == errno.EFBIG:
                    raise self.of_output() from None
                raise

    @contextlib.contextmanager
    def _of_the_system(self) -> Iterator[None]:
        try:
            import resource
        except ImportError:  # Windows
            yield
            return
        wanted = {resource.RLIMIT_DATA: self._room(), resource.RLIMIT_FSIZE: self.output}
        before = {which: resource.getrlimit(which) for which in wanted}
        for which, most in wanted.items():
            if most:
                hard = before[which][1]
                soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
                resource.setrlimit(which, (soft, hard))
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, self.seconds)
        _kept.append(self)
        try:
            yield
        finally:
            _kept.pop()
            signal.setitimer(signal.ITIMER_REAL, 0)
            for which, limits in before.items():
                resource.setrlimit(which, limits)

    def _room(self) -> int:
        """What the system may count as data of this process: what it has set aside already, and the rest of the limit."""
        if not self.memory:
            return 0
        usage = _Usage.now()
        left = max(self.memory - usage.resident, self.memory // 10)
        return usage.data + left + (os.cpu_count() or 1) * _THREAD

    def is_spent(self) -> bool:
        """Whether this process holds so much memory that the next document would not have its share."""
        return bool(self.memory) and _Usage.now().resident > self.memory * _SHARE_TO_RETIRE

    def of_time(self) -> LimitExceeded:
        """What is to be said where reading took too long."""
        return LimitExceeded(
            f"reading it took longer than {self.seconds:g} s",
            remedy=_REMEDY.format(option="--max-seconds"),
        )

    def of_memory(self) -> LimitExceeded:
        """What is to be said where reading asked for too much memory."""
        return LimitExceeded(
            f"reading it needs more than {_in_words(self.memory)} of memory",
            remedy=_REMEDY.format(option="--max-memory"),
        )

    def of_output(self) -> LimitExceeded:
        """What is to be said where more came of a document than may."""
        return LimitExceeded(
            f"what it holds is more than {_in_words(self.output)} when read",
            remedy=_REMEDY.format(option="--max-output"),
        )


_kept: list[Limits] = []
"""Those that hold in this process at the moment."""


def renewing(recall: Recall) -> Recall:
    """A `Recall` after which the time of the limits begins anew for every page that was recognised.

    Recognising takes seconds a page, so that a scan of many pages is not one that goes on for too long.
    """

    def recalled(
        kind: type[Found], sha256: str, make: Callable[[], Found], *, page: int | None = None
    ) -> Found:
        found = recall(kind, sha256, make, page=page)
        if page is not None and _kept:
            signal.setitimer(signal.ITIMER_REAL, _kept[-1].seconds)
        return found

    return recalled


def died(exit_code: int | None, limits: Limits | None) -> BudgetlibError:
    """What is to be said where a process ended before it could answer, from its exit code as `subprocess` has it."""
    name = _signal(exit_code)
    if limits is None:
        return BudgetlibError(
            "the process working on it died, from a crash in native code or for want of memory",
            place=name or None,
            remedy="try it alone with `--scheduler serial`",
        )
    if name == "SIGALRM":
        return limits.of_time()
    how = f" ({name})" if name else ""
    bound = f"more than {_in_words(limits.memory)} of memory, or a crash" if limits.memory else "a crash"
    return LimitExceeded(
        f"it could not be read: the process reading it was ended by {bound} in native code{how}",
        remedy="the file is damaged, or " + _REMEDY.format(option="--max-memory"),
    )


def _signal(exit_code: int | None) -> str:
    if exit_code is None or exit_code >= 0:
        return ""
    with contextlib.suppress(ValueError):
        return signal.Signals(-exit_code).name
    return f"signal {-exit_code}"


def _in_words(size: int) -> str:
    return f"{size / 1000 / _MB:g} GB" if size >= 1000 * _MB else f"{size / _MB:g} MB"


@dataclass(frozen=True, slots=True)
class _Usage:
    """Bytes of memory that this process uses: resident, and set aside for data."""

    resident: int
    data: int

    @classmethod
    def now(cls) -> Self:
        try:
            pages = Path("/proc/self/statm").read_text("ascii").split()
        except OSError:  # no Linux
            return cls(0, 0)
        size = os.sysconf("SC_PAGE_SIZE")
        return cls(int(pages[1]) * size, int(pages[5]) * size)


@contextlib.contextmanager
def _silent() -> Iterator[None]:
    """What is written to stdout and stderr in this block, also by native code, goes nowhere."""
    sys.stdout.flush()
    sys.stderr.flush()
    kept = [os.dup(1), os.dup(2)]
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    try:
        yield
    finally:
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        for descriptor, copy in zip((1, 2), kept, strict=True):
            os.dup2(copy, descriptor)
            os.close(copy)
