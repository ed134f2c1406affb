"""Tasks of a build and why one has to run again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeAlias, TypeVar

from budgetlib.batch.fingerprints import DIGEST

Job = TypeVar("Job")

Inputs: TypeAlias = Mapping[str, str | None]
"""What a task depends on, named in words that fit into a reason ("00.md", "pandas") -> a digest, a version or
another short text. None where it can't be known before an earlier task has run, which only a dry run sees."""

TaskResult: TypeAlias = Mapping[str, Any]
"""What a step's function returns: JSON values that later steps need to know."""

_MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class Task(Generic[Job]):
    """Something to be made: from which inputs, into which files."""

    item: str
    """Names the task within its step, the same in every run."""
    label: str
    """What a person calls it."""
    inputs: Inputs
    outputs: tuple[Path, ...]
    job: Job
    """The argument of the step's function."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a task that was run."""

    inputs: Inputs
    result: Mapping[str, Any]
    """What the step's function returned, as JSON values. Empty where it gave nothing."""
    sizes: tuple[int, ...] = ()
    """Sizes of the outputs, to notice one that was changed or cut off."""
    failure: str = ""
    """Why it failed. It is tried again in every build."""
    left_out: Mapping[str, str] = field(default_factory=dict)
    """What was found out instead of a result, which is as good: `place`, `problem`, `remedy` and `kind`. Empty otherwise."""


def reason_to_run(task: Task[Any], entry: Entry | None) -> str:
    """Why a task has to run, in words; empty where what is there is up to date."""
    if entry is None:
        return "new"
    changes = [
        _change(name, entry.inputs.get(name), task.inputs[name]) if name in task.inputs else f"{name} is gone"
        for name in dict.fromkeys((*task.inputs, *entry.inputs))
        if entry.inputs.get(name) != task.inputs.get(name) or task.inputs.get(name, "") is None
    ]
    if changes:
        more = len(changes) - _MOST_REASONS
        return ", ".join(changes[:_MOST_REASONS]) + (f" and {more} more" if more > 0 else "")
    if entry.failure:
        return "failed last time"
    if entry.left_out:
        return ""
    return _output_problem(task, entry)


def _change(name: str, before: str | None, now: str | None) -> str:
    if now is None:
        return f"{name} may change"
    if before is None:
        return f"{name} is new"
    if before.startswith(DIGEST) or now.startswith(DIGEST):
        return f"{name} changed"
    return f"{name} {before or '(none)'} → {now or '(none)'}"


def _output_problem(task: Task[Any], entry: Entry) -> str:
    for path, size in zip(task.outputs, entry.sizes, strict=True):
        try:
            if path.stat().st_size != size:
                return f"{path.name} is not what was written"
        except OSError:
            return f"{path.name} is missing"
    return ""
