"""After the last step, on request: the website, with the data package in it, put where readers are served from.

What was put there is listed there, with its digests. So only what changed is sent, also from another machine, and
only files that a build put there are ever deleted.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePath

from budgetlib.batch.building import Build
from budgetlib.batch.fingerprints import value_digest
from budgetlib.batch.folders import Folders
from budgetlib.batch.locations import is_url, local_path, open_location
from budgetlib.batch.state import State
from budgetlib.batch.tasks import Entry, Task, TaskResult
from budgetlib.dataset.descriptor import FILE_NAME
from budgetlib.errors import BudgetlibError

NAME = "publish"
LIST = ".budgetlib.json"
"""Name of the list of what was put there."""
_WEBSITE = "the website"
_UNKNOWN = ""
"""Digest of a file that was being sent when a build was stopped."""
_BETWEEN_LISTS = 500
"""Files after which the list is brought up to date."""


@dataclass(frozen=True, slots=True)
class PublishJob:
    """The files of the website with their digests, by name, and where to put them."""

    site: Path
    digests: Mapping[str, str]
    output: str


def run(build: Build) -> None:
    """Puts the site where it was asked for, as far as it changed."""
    runner, output = build.runner, build.options.output
    task = publish_task(build.folders, output, runner.state, complete=runner.knows_all)
    runner.run(NAME, publish, [task], local=True)


def publish_task(folders: Folders, output: str, state: State, *, complete: bool) -> Task[PublishJob]:
    """The one task. What the place itself lists is taken for the state of it, which is put into `state`.

    `complete` is False in a dry run that can't know all pages. Raises `BudgetlibError` where the place can't be
    reached, or is one that a build reads from.
    """
    _require_apart(folders, output)
    digests = {
        path.relative_to(folders.site).as_posix(): state.digest(path)
        for path in sorted(folders.site.rglob("*"))
        if path.is_file()
    }
    there = _listed(output)
    if there:
        state.put(NAME, output, Entry({_WEBSITE: value_digest(there)}, {}))
    elif state.entry(NAME, output) is not None:
        state.forget(NAME, output)
    inputs = {_WEBSITE: value_digest(digests) if complete else None}
    return Task(output, output, inputs, (), PublishJob(folders.site, digests, output))


def publish(job: PublishJob) -> TaskResult:
    """Sends what changed and deletes what is gone; returns how many files that was.

    The description of the data package is taken away first and sent last, so that nobody takes files of two
    packages for one. Raises `BudgetlibError` where the place can't be reached; the next build goes on from there.
    """
    location = open_location(job.output)
    there = _listed(job.output)
    changed = [name for name, digest in job.digests.items() if there.get(name) != digest]
    gone = [name for name in there if name not in job.digests]
    changed.sort(key=lambda name: Path(name).name == FILE_NAME)
    listed = there | dict.fromkeys(changed, _UNKNOWN)
    if changed or gone:
        _write_list(job.output, listed)  # before anything else: what is not listed is never deleted
    location.remove(name for name in changed if name in there and Path(name).name == FILE_NAME)
    waiting = iter(changed)
    while batch := list(islice(waiting, _BETWEEN_LISTS)):
        location.put({name: job.site / name for name in batch})
        listed |= {name: job.digests[name] for name in batch}
        _write_list(job.output, listed)
    location.remove(gone)
    _write_list(job.output, job.digests)
    return {"sent": len(changed), "removed": len(gone)}


def _listed(output: str) -> dict[str, str]:
    """Name -> digest of what was put there; names are within the place, whoever may have changed the list."""
    content = open_location(output).read(LIST)
    try:
        listed = {str(name): str(digest) for name, digest in json.loads(content or b"{}").items()}
        if any(name.startswith("/") or ".." in PurePath(name).parts for name in listed):
            raise ValueError("a name that leads elsewhere")
    except (ValueError, AttributeError):
        raise BudgetlibError(
            f"its {LIST} is not the list that a build writes",
            file=output,
            remedy="delete it, or choose another place",
        ) from None
    return listed


def _write_list(output: str, listed: Mapping[str, str]) -> None:
    open_location(output).write(
        LIST, json.dumps(dict(sorted(listed.items())), ensure_ascii=False, indent=0).encode()
    )


def _require_apart(folders: Folders, output: str) -> None:
    if is_url(output):
        apart = not f"{output.rstrip('/')}/".startswith(f"{folders.documents_from}/")
    else:
        path = local_path(output).resolve()
        read = (folders.build, folders.package, folders.raw)
        apart = path not in (folders.root.resolve(), folders.reports.resolve()) and not any(
            path.is_relative_to(folder.resolve()) for folder in read
        )
    if not apart:
        raise BudgetlibError(
            "the website can't be put where a build reads from", file=output, remedy="choose another --output"
        )
