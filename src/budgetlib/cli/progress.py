"""Progress of long work on stderr: a bar on a terminal, plain lines elsewhere, JSON for programs.

All of them tell the step, how much of it is done, the rate, how long it will take, and the last item.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import click

from budgetlib.batch.progress import Progress as Telling
from budgetlib.file_names import showable_json

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

LOG_FORMATS: Final = ("auto", "plain", "json")
_LINE_EVERY = 10.0
"""Seconds between two plain lines of the same step."""
_MINUTE, _HOUR = 60, 3600

log_format_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--log-format",
    type=click.Choice(LOG_FORMATS),
    default="auto",
    show_default=True,
    help="auto shows bars on a terminal and plain lines elsewhere; json prints an object per line on stderr.",
)


def progress(log_format: str = "auto") -> Telling:
    """What was asked for, or fits the place that stderr leads to."""
    if log_format == "json":
        return _Json()
    return _OnTerminal() if log_format == "auto" and sys.stderr.isatty() else _Lines()


def tell_json(event: str, **content: object) -> None:
    """Prints an object of one line on stderr: the time, what happened, and more."""
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    line = json.dumps({"time": now, "event": event, **content}, ensure_ascii=False)
    click.echo(showable_json(line), err=True)


class _Pace:
    """How far a step is, and how fast it goes."""

    def __init__(self, step: str, total: int) -> None:
        self.step, self.total, self.done, self.failed = step, total, 0, 0
        self._began = time.monotonic()

    def count(self, failure: str) -> None:
        """One more is done."""
        self.done += 1
        self.failed += bool(failure)

    @property
    def seconds(self) -> float:
        """Seconds since it began."""
        return time.monotonic() - self._began

    @property
    def rate(self) -> float:
        """Items per second."""
        return self.done / max(self.seconds, 1e-3)

    @property
    def left(self) -> float | None:
        """Seconds that the rest will take; None before the first item."""
        return (self.total - self.done) / self.rate if self.done else None


class _Counting(Telling):
    """Counts every step that is going on; `at` is the innermost."""

    def __init__(self) -> None:
        self._going_on: list[_Pace] = []

    @property
    def at(self) -> _Pace:
        """The step that tasks are told of."""
        return self._going_on[-1]

    def begin(self, step: str, stale: int, fresh: int) -> None:
        self._going_on.append(_Pace(step, stale))

    def done(self, label: str, failure: str) -> None:
        self.at.count(failure)

    def end(self) -> None:
        self._going_on.pop()


class _Lines(_Counting):
    """A line when a step begins, one every few seconds, and one when it has ended."""

    def begin(self, step: str, stale: int, fresh: int) -> None:
        super().begin(step, stale, fresh)
        self._told = time.monotonic()
        if stale:
            click.echo(f"{step}: {stale} to do" + (f", {fresh} up to date" if fresh else ""), err=True)

    def done(self, label: str, failure: str) -> None:
        super().done(label, failure)
        pace, now = self.at, time.monotonic()
        if now - self._told >= _LINE_EVERY and pace.done < pace.total:
            self._told = now
            how_far = f"{pace.done}/{pace.total}, {_rate(pace)}, about {_left(pace)} left"
            click.echo(f"{pace.step}: {how_far}, {label}", err=True)

    def end(self) -> None:
        pace = self.at
        if pace.total:
            failed = f", {pace.failed} failed" if pace.failed else ""
            rate = f", {_rate(pace)}" if pace.total > 1 else ""
            click.echo(f"{pace.step}: {pace.done} done in {pace.seconds:.1f} s{rate}{failed}", err=True)
        super().end()


class _OnTerminal(_Counting):
    """A line per step that moves while the step runs, and stays when it has ended."""

    def __init__(self) -> None:
        super().__init__()
        from rich.console import Console  # late: who has no terminal need not wait for it

        self._bar: Bar | None = None
        self._tasks: list[TaskID | None] = []
        self._console = Console(stderr=True)

    def begin(self, step: str, stale: int, fresh: int) -> None:
        super().begin(step, stale, fresh)
        if not stale:
            self._tasks.append(None)
            return
        if self._bar is None:
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

            self._bar = Progress(
                TextColumn("{task.description:<10}"),
                BarColumn(bar_width=20),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                TextColumn("{task.fields[pace]}", markup=False),
                TextColumn("{task.fields[label]}", markup=False),
                console=self._console,
            )
            self._bar.start()
        self._tasks.append(self._bar.add_task(step, total=stale, label="", pace=""))

    def done(self, label: str, failure: str) -> None:
        super().done(label, failure)
        pace, task = self.at, self._tasks[-1]
        if self._bar is None or task is None:
            return
        told = f"{_rate(pace)}, {_left(pace)} left" if pace.done < pace.total else _rate(pace)
        self._bar.update(task, advance=1, label=label, pace=told if pace.total > 1 else "")
        if failure:
            self._bar.console.print(f"failed: {failure}", style="red", markup=False, highlight=False)

    def end(self) -> None:
        failed = f"{self.at.failed} failed" if self.at.failed else ""
        super().end()
        task = self._tasks.pop()
        if self._bar is not None and task is not None:
            self._bar.update(task, label=failed)
        if self._bar is not None and not self._going_on:
            self._bar.stop()
            self._bar = None


class _Json(_Counting):
    """An object when a step begins, one per item, and one when it has ended."""

    def begin(self, step: str, stale: int, fresh: int) -> None:
        super().begin(step, stale, fresh)
        tell_json("begin", step=step, total=stale, fresh=fresh)

    def done(self, label: str, failure: str) -> None:
        super().done(label, failure)
        pace, left = self.at, self.at.left
        tell_json(
            "item",
            step=pace.step,
            done=pace.done,
            total=pace.total,
            rate=round(pace.rate, 3),
            eta=None if left is None else round(left, 1),
            item=label,
            error=failure or None,
        )

    def end(self) -> None:
        pace = self.at
        seconds = round(pace.seconds, 3)
        tell_json("end", step=pace.step, done=pace.done, failed=pace.failed, seconds=seconds)
        super().end()


def _rate(pace: _Pace) -> str:
    """`12.5/s`, or `4.2/min` of slow ones."""
    return f"{pace.rate:.1f}/s" if pace.rate >= 1 else f"{pace.rate * _MINUTE:.1f}/min"


def _left(pace: _Pace) -> str:
    """`40 s`, `12 min`, `3 h 20 min`."""
    seconds = pace.left
    if seconds is None:
        return "?"
    if seconds < 2 * _MINUTE:
        return f"{seconds:.0f} s"
    if seconds < 2 * _HOUR:
        return f"{seconds / _MINUTE:.0f} min"
    return f"{seconds // _HOUR:.0f} h {seconds % _HOUR / _MINUTE:.0f} min"
