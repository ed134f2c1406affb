"""Runs the steps of one stage after another: only what is stale, through failures, remembering what came of each."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from budgetlib.batch.limits import Limits
from budgetlib.batch.pool import Pool, open_pool
from budgetlib.batch.progress import Progress
from budgetlib.batch.state import State
from budgetlib.batch.steps import Entry, Step, reason_to_run
from budgetlib.errors import BudgetlibError

Job = TypeVar("Job")
StepResult = Mapping[str, Any]
"""What a stage's function returns: JSON values that later stages need to know."""


class Failure(NamedTuple):
    """A step that failed or was left out, and what to do about it."""

    stage: str
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
    """A step that runs, or would run, and why."""

    stage: str
    label: str
    reason: str


@dataclass(slots=True)
class StageCount:
    """What happened in a stage."""

    run: int = 0
    fresh: int = 0
    failed: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class Runner:
    """The stages of one build. With `dry`, nothing is made or forgotten; `planned` says what would be."""

    state: State
    pool: Pool
    progress: Progress
    force: bool = False
    dry: bool = False
    planned: list[Planned] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    counts: dict[str, StageCount] = field(default_factory=dict)
    _awaited: dict[str, frozenset[str]] = field(default_factory=dict)

    def run(
        self,
        stage: str,
        function: Callable[[Job], StepResult],
        steps: Sequence[Step[Job]],
        selected: Callable[[Step[Job]], bool] = lambda step: True,
        *,
        local: bool = False,
        limits: Limits | None = None,
        settles: type[BudgetlibError] | tuple[()] = (),
        on_failure: Callable[[Job, BudgetlibError], None] = lambda job, error: None,
    ) -> None:
        """Runs the stale steps among the selected ones and remembers what came of each.

        `local` steps run in this process, those with `limits` within them in another. An error that `settles` what a step was to find out is no failure: the step
        is left out, and not run again before something that it depends on changes. `on_failure` is called for every
        step that failed.
        """
        stale: dict[str, Step[Job]] = {}
        for step in steps:
            reason = reason_to_run(step, self.state.entry(stage, step.item))
            if selected(step) and (reason or self.force):
                stale[step.item] = step
                self.planned.append(Planned(stage, step.label, reason or "forced"))
        count = self.counts.setdefault(stage, StageCount())
        count.run += len(stale)
        count.fresh += len(steps) - len(stale)
        if self.dry:
            self._awaited[stage] = frozenset(stale)
            return
        began = time.perf_counter()
        self.progress.begin(stage, len(stale), len(steps) - len(stale))
        try:
            with open_pool("serial") as here:
                self._work(here if local else self.pool, stage, function, stale, limits, settles, on_failure)
        finally:
            count.seconds += time.perf_counter() - began
            self.progress.end()

    def _work(
        self,
        pool: Pool,
        stage: str,
        function: Callable[[Job], StepResult],
        stale: Mapping[str, Step[Job]],
        limits: Limits | None,
        settles: type[BudgetlibError] | tuple[()],
        on_failure: Callable[[Job, BudgetlibError], None],
    ) -> None:
        items = ((item, step.job) for item, step in stale.items())
        for outcome in pool.run(partial(_on_job, function), items, limits):
            step = stale[outcome.item[0]]
            if outcome.error is None:
                sizes = tuple(path.stat().st_size for path in step.outputs)
                self.state.put(stage, step.item, Entry(step.inputs, outcome.result or {}, sizes))
                self.progress.done(step.label, "")
            elif isinstance(outcome.error, settles):
                self.state.put(stage, step.item, Entry(step.inputs, {}, left_out=_said(outcome.error)))
                self.progress.done(step.label, "")
            else:
                failure = self.fail(stage, step.item, step.label, outcome.error)
                on_failure(step.job, outcome.error)
                self.state.put(stage, step.item, Entry(step.inputs, {}, failure=str(failure)))
                self.progress.done(step.label, str(failure))

    def fail(self, stage: str, item: str, label: str, error: BudgetlibError) -> Failure:
        """Notes that a step failed."""
        failure = Failure(stage, item, label, **_said(error))
        self.failures.append(failure)
        self.counts.setdefault(stage, StageCount()).failed += 1
        return failure

    def result(self, stage: str, item: str) -> StepResult | None:
        """What a step returned when it last ran; None where it failed, was left out or never ran."""
        entry = self.state.entry(stage, item)
        return None if entry is None or entry.failure or entry.left_out else entry.result

    def left_out(self, stage: str) -> list[Failure]:
        """The steps of a stage that were left out, in this build or an earlier one, and why."""
        uncertain = {label for of, label, _ in self.planned if of == stage} if self.dry else ()
        found = ((item, self.state.entry(stage, item)) for item in sorted(self.state.items(stage)))
        return [
            Failure(stage, item, item, **entry.left_out)
            for item, entry in found
            if entry is not None and entry.left_out and item not in uncertain
        ]

    def awaited(self, stage: str) -> frozenset[str]:
        """The steps of a stage that only a real run would do; empty in one."""
        return self._awaited.get(stage, frozenset())

    def retire(self, stage: str, items: Collection[str], output: Callable[[str], Path]) -> None:
        """Forgets the steps of a stage that are not among `items`, and deletes what they made."""
        for item in sorted(set(self.state.items(stage)) - set(items)):
            self.planned.append(Planned(stage, item, "removed"))
            if not self.dry:
                remove_with_empty_folders(output(item))
                self.state.forget(stage, item)


def _on_job(function: Callable[[Job], StepResult], item: tuple[str, Job]) -> StepResult:
    return function(item[1])


def remove_with_empty_folders(path: Path) -> None:
    """Deletes a file, and its folder where nothing else is in it."""
    path.unlink(missing_ok=True)
    try:
        path.parent.rmdir()
    except OSError:
        return


def _said(error: BudgetlibError) -> dict[str, str]:
    """What an error says, as a `Failure` and the state of a step keep it."""
    return {
        "place": error.place or "",
        "problem": error.problem,
        "remedy": error.remedy,
        "kind": type(error).__name__,
    }
