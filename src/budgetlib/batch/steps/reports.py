"""Fifth step: the pages in `reports/` that hold code, executed over the whole data package."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from budgetlib import __version__
from budgetlib.batch.authored import authored
from budgetlib.batch.building import Build
from budgetlib.batch.distributions import EXECUTING
from budgetlib.batch.fingerprints import code_digest, value_digest, versions
from budgetlib.batch.folders import Folders
from budgetlib.batch.packaged import package_digest
from budgetlib.batch.parameters import Parameter, parse_parameter
from budgetlib.batch.runner import Failure
from budgetlib.batch.state import State
from budgetlib.batch.steps import package, parse
from budgetlib.batch.steps.notebooks import (
    EXECUTION,
    NotebookJob,
    leave_page,
    package_path,
    parameter_inputs,
    run_notebook,
)
from budgetlib.batch.tasks import Task
from budgetlib.errors import NotebookError
from budgetlib.site.project import page_url
from budgetlib.site.staging_folder import authored_pages

NAME = "reports"
_WITH_CODE = frozenset((".qmd", ".ipynb"))


def run(build: Build) -> None:
    """Executes the stale reports."""
    runner, folders = build.runner, build.folders
    left_out = runner.left_out(parse.NAME)
    build.write_record(left_out, ended=False)  # a report may show it
    digest = None if runner.awaited(package.NAME) else package_digest(folders.package)
    before = build.order[: build.order.index(NAME)]
    failing = [each for each in build.failing() if each.step in before]
    parameters = build.options.parameters
    tasks = report_tasks(folders, digest, [*failing, *left_out], parameters, runner.state, build.engine)
    runner.retire(NAME, [task.item for task in tasks], folders.executed)
    runner.run(NAME, run_notebook, tasks, on_failure=leave_page)


def report_tasks(
    folders: Folders,
    package: str | None,
    missing: Sequence[Failure],
    given: Mapping[str, str],
    state: State,
    engine: str | None,
) -> list[Task[NotebookJob]]:
    """A task per page with code. `package` is the digest of the data package, None where a dry run can't know it.

    `missing` is what failed or was left out, which reports name. `given` are parameters as texts; each must be
    declared by a report at least. Raises `NotebookError` where a report can't be read or a parameter is of no report.
    """
    reports = {page: authored(folders.reports / page, state) for page in _pages(folders)}
    _require_known(given, [report.parameters for report in reports.values()])
    tasks = []
    for page, report in reports.items():
        path = folders.reports / page
        parameters = _parameters(folders, path, report.parameters, given)
        inputs = {
            "the data package": package,
            "the list of what is missing": value_digest([str(each) for each in missing]),
            str(page): report.digest,
            **_library_inputs(report.code),
            **parameter_inputs(parameters),
        }
        url = str(page_url(page))
        executed = folders.executed(url)
        tasks.append(
            Task(url, str(page), inputs, (executed,), NotebookJob(path, executed, parameters, engine))
        )
    return tasks


def report_urls(folders: Folders) -> list[str]:
    """Addresses of the reports within the site."""
    return [str(page_url(page)) for page in _pages(folders)]


def _pages(folders: Folders) -> list[PurePosixPath]:
    return [page for page in authored_pages(folders.reports) if page.suffix in _WITH_CODE]


def _library_inputs(code: str) -> dict[str, str]:
    if not code.strip():
        return {}
    return {
        "budgetlib": __version__,
        "the code that it uses": code_digest(code, EXECUTION),
        **versions(EXECUTING),
    }


def _parameters(
    folders: Folders, path: Path, declared: Mapping[str, Parameter], given: Mapping[str, str]
) -> dict[str, Any]:
    parameters: dict[str, Any] = {
        name: parse_parameter(declared, name, text, path.name)
        for name, text in given.items()
        if name in declared
    }
    if "data" in declared:
        parameters.setdefault("data", package_path(folders, path))
    return parameters


def _require_known(given: Mapping[str, str], declared: Iterable[Mapping[str, Parameter]]) -> None:
    every: dict[str, Parameter] = {name: each for of_one in declared for name, each in of_one.items()}
    for name in given:
        if name not in every:
            known = ", ".join(sorted(every)) or "no parameters"
            raise NotebookError(f"no report has a parameter {name!r}", remedy=f"they have {known}")
