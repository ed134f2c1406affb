"""Progress of long work on stderr: a bar with count and estimate on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bar

from budgetlib.batch.progress import Progress

_LINE_EVERY = 10.0
"""Seconds between two plain lines of the same stage."""


def progress() -> Progress:
    """What fits the place that stderr leads to."""
    return _OnTerminal() if sys.stderr.isatty() else _Lines()


class _Lines(Progress):
    """A line when a stage begins, one every few seconds, and one when it has ended."""

    def begin(self, stage: str, stale: int, fresh: int) -> None:
        self._stage, self._stale, self._done, self._failed = stage, stale, 0, 0
        self._began = self._told = time.monotonic()
        if stale:
            click.echo(f"{stage}: {stale} to do" + (f", {fresh} up to date" if fresh else ""), err=True)

    def done(self, label: str, failure: str) -> None:
        self._done += 1
        self._failed += bool(failure)
        now = time.monotonic()
        if now - self._told >= _LINE_EVERY:
            self._told = now
            rate = self._done / (now - self._began)
            left = (self._stale - self._done) / rate
            click.echo(
                f"{self._stage}: {self._done}/{self._stale}, {rate:.1f}/s, about {left:.0f} s left, {label}",
                err=True,
            )

    def end(self) -> None:
        if self._stale:
            failed = f", {self._failed} failed" if self._failed else ""
            seconds = time.monotonic() - self._began
            click.echo(f"{self._stage}: {self._done} done in {seconds:.1f} s{failed}", err=True)


class _OnTerminal(Progress):
    """A line per stage that moves while the stage runs, and stays when it has ended."""

    def __init__(self) -> None:
        self._bar: Bar | None = None
        self._task = TaskID(0)
        self._console = Console(stderr=True)

    def begin(self, stage: str, stale: int, fresh: int) -> None:
        if not stale:
            return
        self._bar = Bar(
            TextColumn("{task.description:<10}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("left"),
            TimeRemainingColumn(),
            TextColumn("{task.fields[label]}", markup=False),
            console=self._console,
        )
        self._task = self._bar.add_task(stage, total=stale, label="")
        self._bar.start()

    def done(self, label: str, failure: str) -> None:
        if self._bar is None:
            return
        self._bar.update(self._task, advance=1, label=label)
        if failure:
            self._bar.console.print(f"failed: {failure}", style="red", markup=False, highlight=False)

    def end(self) -> None:
        if self._bar is not None:
            self._bar.update(self._task, label="")
            self._bar.stop()
            self._bar = None
