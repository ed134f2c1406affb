"""Runs the tasks of one step after another: only what is stale, through failures, remembering what came of each."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from budgetlib.batch.limits import Limits
from budgetlib.batch.pool import Pool, open_pool
from budgetlib.batch.progress import Progress
from budgetlib.batch.state import State
from budgetlib.batch.tasks import Entry, Task, TaskResult, outputs_of, reason_to_run
from budgetlib.errors import BudgetlibError

Job = TypeVar("Job")


class Failure(NamedTuple):
    """A task that failed or was left out, and what to do about it."""

    step: str
    item: str
    label: str
    place: str
    problem: str
    remedy: str
    kind: str
    """The name of the error's class in `budgetlib.errors`."""

    def __str__(self) -> str:
        """One line: what, where, why, remedy."""
        where = ", ".join(part for part in (self.label, self.place) if part)
        return f"{where}: {self.problem}" + (f" ({self.remedy})" if self.remedy else "")


class Planned(NamedTuple):
    """A task that runs, or would run, and why."""

    step: str
    label: str
    reason: str


@dataclass(slots=True)
class StepCount:
    """What happened in a step."""

    run: int = 0
    fresh: int = 0
    failed: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class Runner:
    """The steps of one build. With `dry`, nothing is made or forgotten; `planned` says what would be."""

    state: State
    pool: Pool
    progress: Progress
    force: bool = False
    dry: bool = False
    planned: list[Planned] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    counts: dict[str, StepCount] = field(default_factory=dict)
    _awaited: dict[str, frozenset[str]] = field(default_factory=dict)

    def run(
        self,
        step: str,
        function: Callable[[Job], TaskResult],
        tasks: Sequence[Task[Job]],
        selected: Callable[[Task[Job]], bool] = lambda task: True,
        *,
        local: bool = False,
        limits: Limits | None = None,
        settles: type[BudgetlibError] | tuple[()] = (),
        on_failure: Callable[[Job, BudgetlibError], None] = lambda job, error: None,
    ) -> None:
        """Runs the stale tasks among the selected ones and remembers what came of each.

        `local` tasks run in this process, those with `limits` within them in another. An error that `settles` what a task was to find out is no failure: the task
        is left out, and not run again before something that it depends on changes. `on_failure` is called for every
        task that failed.
        """
        stale: dict[str, Task[Job]] = {}
        for task in tasks:
            reason = reason_to_run(task, self.state.entry(step, task.item), self.state.digest)
            if selected(task) and (reason or self.force):
                stale[task.item] = task
                self.planned.append(Planned(step, task.label, reason or "forced"))
        count = self.counts.setdefault(step, StepCount())
        count.run += len(stale)
        count.fresh += len(tasks) - len(stale)
        if self.dry:
            self._awaited[step] = frozenset(stale)
            return
        began = time.perf_counter()
        self.progress.begin(step, len(stale), len(tasks) - len(stale))
        try:
            with open_pool("serial") as here:
                self._work(here if local else self.pool, step, function, stale, limits, settles, on_failure)
        finally:
            count.seconds += time.perf_counter() - began
            self.progress.end()

    def _work(
        self,
        pool: Pool,
        step: str,
        function: Callable[[Job], TaskResult],
        stale: Mapping[str, Task[Job]],
        limits: Limits | None,
        settles: type[BudgetlibError] | tuple[()],
        on_failure: Callable[[Job, BudgetlibError], None],
    ) -> None:
        items = ((item, task.job) for item, task in stale.items())
        for outcome in pool.run(partial(_on_job, function), items, limits):
            task = stale[outcome.item[0]]
            if outcome.error is None:
                written = {name: self.state.digest(path) for name, path in outputs_of(task).items()}
                self.state.put(step, task.item, Entry(task.inputs, outcome.result or {}, written))
                self.progress.done(task.label, "")
            elif isinstance(outcome.error, settles):
                self.state.put(step, task.item, Entry(task.inputs, {}, left_out=_said(outcome.error)))
                self.progress.done(task.label, "")
            else:
                failure = self.fail(step, task.item, task.label, outcome.error)
                on_failure(task.job, outcome.error)
                self.state.put(step, task.item, Entry(task.inputs, {}, failure=str(failure)))
                self.progress.done(task.label, str(failure))

    def fail(self, step: str, item: str, label: str, error: BudgetlibError) -> Failure:
        """Notes that a task failed."""
        failure = Failure(step, item, label, **_said(error))
        self.failures.append(failure)
        self.counts.setdefault(step, StepCount()).failed += 1
        return failure

    def result(self, step: str, item: str) -> TaskResult | None:
        """What a task returned when it last ran; None where it failed, was left out or never ran."""
        entry = self.state.entry(step, item)
        return None if entry is None or entry.failure or entry.left_out else entry.result

    def left_out(self, step: str) -> list[Failure]:
        """The tasks of a step that were left out, in this build or an earlier one, and why."""
        uncertain = {label for of, label, _ in self.planned if of == step} if self.dry else ()
        found = ((item, self.state.entry(step, item)) for item in sorted(self.state.items(step)))
        return [
            Failure(step, item, item, **entry.left_out)
            for item, entry in found
            if entry is not None and entry.left_out and item not in uncertain
        ]

    def awaited(self, step: str) -> frozenset[str]:
        """The tasks of a step that only a real run would do; empty in one."""
        return self._awaited.get(step, frozenset())

    @property
    def knows_all(self) -> bool:
        """Whether nothing is left that only a real run would do."""
        return not any(self._awaited.values())

    def retire(self, step: str, items: Collection[str], output: Callable[[str], Path]) -> None:
        """Forgets the tasks of a step that are not among `items`, and deletes what they made."""
        for item in sorted(set(self.state.items(step)) - set(items)):
            self.planned.append(Planned(step, item, "removed"))
            if not self.dry:
                remove_with_empty_folders(output(item))
                self.state.forget(step, item)


def _on_job(function: Callable[[Job], TaskResult], item: tuple[str, Job]) -> TaskResult:
    return function(item[1])


def remove_with_empty_folders(path: Path) -> None:
    """Deletes a file, and its folder where nothing else is in it."""
    path.unlink(missing_ok=True)
    try:
        path.parent.rmdir()
    except OSError:
        return


def _said(error: BudgetlibError) -> dict[str, str]:
    """What an error says, as a `Failure` and the state of a task keep it."""
    return {
        "place": error.place or "",
        "problem": error.problem,
        "remedy": error.remedy,
        "kind": type(error).__name__,
    }
