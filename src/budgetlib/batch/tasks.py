"""Tasks of a build and why one has to run again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
    folder: Path | None = None
    """A folder of which all files are outputs as well, as far as they were there when the task had ended."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a task that was run."""

    inputs: Inputs
    result: Mapping[str, Any]
    """What the step's function returned, as JSON values. Empty where it gave nothing."""
    outputs: Mapping[str, str] = field(default_factory=dict)
    """Digests of the outputs by name, to notice one that was changed or cut off."""
    failure: str = ""
    """Why it failed. It is tried again in every build."""
    left_out: Mapping[str, str] = field(default_factory=dict)
    """What was found out instead of a result, which is as good: `place`, `problem`, `remedy` and `kind`. Empty otherwise."""


def outputs_of(task: Task[Any]) -> dict[str, Path]:
    """The files that a task has written, by the names that its entry knows them by."""
    found = {path.name if at == 0 else f"{at} {path.name}": path for at, path in enumerate(task.outputs)}
    if task.folder is not None:
        files = (path for path in sorted(task.folder.rglob("*")) if path.is_file())
        found |= {path.relative_to(task.folder).as_posix(): path for path in files}
    return found


def changed_outputs(task: Task[Any], entry: Entry, digest: Callable[[Path], str]) -> dict[Path, str]:
    """The outputs of a task that are not what it wrote, and what is wrong with each. `digest` is that of a file."""
    named = {path.name if at == 0 else f"{at} {path.name}": path for at, path in enumerate(task.outputs)}
    found = {}
    for name, wanted in entry.outputs.items():
        path = named.get(name) or (task.folder / name if task.folder is not None else None)
        if path is None:
            continue
        try:
            if digest(path) != wanted:
                found[path] = f"{name.split(' ')[-1]} is not what was written"
        except OSError:
            found[path] = f"{name.split(' ')[-1]} is missing"
    return found


def reason_to_run(task: Task[Any], entry: Entry | None, digest: Callable[[Path], str]) -> str:
    """Why a task has to run, in words; empty where what is there is up to date. `digest` is that of a file."""
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
    return next(iter(changed_outputs(task, entry, digest).values()), "")


def _change(name: str, before: str | None, now: str | None) -> str:
    if now is None:
        return f"{name} may change"
    if before is None:
        return f"{name} is new"
    if before.startswith(DIGEST) or now.startswith(DIGEST):
        return f"{name} changed"
    return f"{name} {before or '(none)'} → {now or '(none)'}"
