"""Fourth step: `notebooks/unit_year.ipynb`, executed once for every document of the data package."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from budgetlib import __version__
from budgetlib.batch.authored import authored, skip_slow_grammar
from budgetlib.batch.building import Build
from budgetlib.batch.distributions import EXECUTING
from budgetlib.batch.fingerprints import code_digest, file_digest, value_digest, versions
from budgetlib.batch.folders import Folders
from budgetlib.batch.packaged import PackagedDocument
from budgetlib.batch.parameters import Parameter
from budgetlib.batch.state import State
from budgetlib.batch.tasks import Task, TaskResult
from budgetlib.errors import BudgetlibError, NotebookError

NAME = "notebooks"
EXECUTION = "from budgetlib.batch.notebook import execute"


@dataclass(frozen=True, slots=True)
class NotebookJob:
    """A notebook to be executed. `engine` is a papermill engine, None for papermill's own."""

    source: Path
    executed: Path
    parameters: Mapping[str, Any]
    engine: str | None


def run(build: Build) -> None:
    """Executes the stale ones of the documents' notebooks."""
    runner, documents = build.runner, build.documents or ()
    chosen = {document.url for document in documents if build.options.only.includes(document.known())}
    tasks = notebook_tasks(build.folders, documents, runner.state, build.engine)
    # pages of documents that a dry run knows nothing of yet are not listed
    runner.retire(NAME, [task.item for task in tasks], build.folders.executed)
    runner.run(NAME, run_notebook, tasks, lambda task: task.item in chosen, on_failure=leave_page)


def notebook_tasks(
    folders: Folders, documents: Sequence[PackagedDocument], state: State, engine: str | None
) -> list[Task[NotebookJob]]:
    """A task per document. A unit's page depends on all documents of the unit, not on those of others.

    `engine` is a papermill engine, None for papermill's own; all of them give equal outputs.

    Raises `NotebookError` where the notebook can't be read or does not declare its parameters.
    """
    path = folders.notebook
    notebook = authored(path, state)
    _require_parameters(notebook.parameters, path)
    common = {
        path.name: notebook.digest,
        "budgetlib": __version__,
        "the code that it uses": code_digest(notebook.code, EXECUTION),
        **versions(EXECUTING),
    }
    of_unit = _digests_of_units(documents)
    tasks = []
    for document in documents:
        parameters = _parameters(folders, document, notebook.parameters)
        inputs = {
            "the unit's documents": of_unit[document.unit_slug],
            **common,
            **parameter_inputs(parameters),
        }
        executed = folders.executed(document.url)
        job = NotebookJob(path, executed, parameters, engine)
        tasks.append(Task(document.url, document.title, inputs, (executed,), job))
    return tasks


def _digests_of_units(documents: Sequence[PackagedDocument]) -> dict[str, str | None]:
    """Unit -> the digest of all its documents, None where a dry run can't know one of them."""
    digests: dict[str, list[str | None]] = defaultdict(list)
    for document in documents:
        digests[document.unit_slug].append(document.digest)
    return {
        slug: None if None in found else value_digest(sorted(map(str, found)))
        for slug, found in digests.items()
    }


def run_notebook(job: NotebookJob) -> TaskResult:
    """Executes a notebook; returns the digest of what came of it."""
    skip_slow_grammar()
    from budgetlib.batch.notebook import execute

    execute(job.source, job.executed, job.parameters, engine=job.engine)
    return {"digest": file_digest(job.executed)}


def leave_page(job: NotebookJob, error: BudgetlibError) -> None:
    """Leaves a page that says so where a notebook failed together with its process, before it could do that."""
    if not isinstance(error, NotebookError):
        from budgetlib.batch.notebook import read_source, write_failed

        write_failed(read_source(job.source), job.executed, error)


def parameter_inputs(parameters: Mapping[str, Any]) -> dict[str, str]:
    """Parameters as inputs of a task."""
    return {f"parameter {name}": json.dumps(value, ensure_ascii=False) for name, value in parameters.items()}


def package_path(folders: Folders, notebook: Path) -> str:
    """The data package as seen from a notebook's folder, so that the same path works in JupyterLab."""
    return Path(os.path.relpath(folders.package, notebook.parent)).as_posix()


def _require_parameters(declared: Mapping[str, Parameter], path: Path) -> None:
    missing = [name for name in ("unit", "year", "data") if name not in declared]
    if missing:
        raise NotebookError(
            f"declares no parameter {', '.join(missing)}",
            file=path,
            remedy="assign it in the cell tagged `parameters`",
        )


def _parameters(
    folders: Folders, document: PackagedDocument, declared: Mapping[str, Parameter]
) -> dict[str, Any]:
    """Those of the values that tell a document which the notebook asks for."""
    values = {
        "unit": document.unit,
        "year": document.year,
        "stage": document.stage,
        "disclosure_id": document.disclosure_id,
        "data": package_path(folders, folders.notebook),
    }
    return {name: value for name, value in values.items() if name in declared}
