"""Executing one notebook: reading its source, running it by papermill, keeping what is stable of the outcome."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jupytext
import nbformat
import papermill
import yaml
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError
from traitlets.config import Config

from budgetlib.atomic import write_text
from budgetlib.batch.failed_page import with_failure
from budgetlib.batch.parameters import check_parameters, declared_parameters
from budgetlib.display.output import RENDER_VARIABLE
from budgetlib.engine.outputs import bounded
from budgetlib.engine.papermill_engine import STOCK_ENGINE, partly_executed
from budgetlib.errors import BudgetlibError, NotebookError
from budgetlib.site.sources import REMOVED
from budgetlib.temporary import temporary_folder

CELL_SECONDS = 600
"""Time that a cell may take."""

_QUIET_KERNEL = "--IPKernelApp.log_level=50"
"""Kernels log to this process's stderr that they are told to stop; that they died is found out otherwise."""
_INJECTED = "injected-parameters"
_LONGEST_PROBLEM = 300
_LONGEST_SOCKET_FOLDER = 80
"""Systems allow about 100 characters for the name of a socket, of which some are for its own name."""


def read_source(path: Path) -> NotebookNode:
    """A notebook or a Quarto document as a notebook, with tags where papermill looks for them.

    Raises `NotebookError` where the file is missing or can't be read.
    """
    try:
        text = path.read_text("utf-8")
        if path.suffix == ".ipynb":
            authored: NotebookNode = nbformat.reads(text, as_version=4)
            return authored
        notebook: NotebookNode = jupytext.reads(text, fmt="Rmd")
    except FileNotFoundError:
        raise NotebookError("there is no such notebook", file=path) from None
    except (ValueError, TypeError, KeyError, AttributeError, nbformat.ValidationError) as error:
        # nbformat converts whatever is JSON before it looks whether it is a notebook
        problem = " ".join(str(error).split())[:_LONGEST_PROBLEM]
        raise NotebookError(
            f"can't be read: {problem}", file=path, remedy="open and save it in JupyterLab"
        ) from None
    for number, cell in enumerate(notebook.cells, 1):
        cell.id = f"cell-{number}"  # jupytext makes them up anew each time
        if cell.cell_type == "code":
            cell.metadata.tags = _tags_in_comments(cell.source)
    notebook.metadata.pop("jupytext", None)
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return notebook


def _tags_in_comments(code: str) -> list[str]:
    """The tags in the `#|` lines that a cell begins with: `#| tags: [parameters]`."""
    options = []
    for line in code.splitlines():
        if not line.startswith("#|"):
            break
        options.append(line[2:].removeprefix(" "))
    try:
        found = yaml.safe_load("\n".join(options))
    except yaml.YAMLError:
        return []
    tags = found.get("tags", []) if isinstance(found, dict) else []
    return [str(tag) for tag in (tags if isinstance(tags, list) else [tags])]


def code_of(notebook: NotebookNode) -> str:
    """All code of a notebook as one text."""
    return "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")


def execute(
    source: Path, executed: Path, parameters: Mapping[str, Any], *, engine: str | None = None
) -> None:
    """Runs a notebook in its own folder and writes it, with its outputs, to `executed`.

    The outcome holds nothing that differs between equal runs. Parameters are checked first. `engine` names a
    papermill engine, papermill's own if None. Raises `NotebookError` where a parameter does not fit or a cell
    fails; what is written then says so, and holds the outputs up to that cell.
    """
    notebook = read_source(source)
    try:
        check_parameters(declared_parameters(notebook, source.name), parameters, source.name)
    except NotebookError as error:
        write_failed(notebook, executed, error)
        raise
    if not code_of(notebook).strip():
        write_text(executed, _as_text(notebook))
        return
    with temporary_folder() as folder:
        output = folder / "executed.ipynb"
        try:
            with _environment(
                {RENDER_VARIABLE: "1", "IPYTHONDIR": str(folder), "JUPYTER_RUNTIME_DIR": str(folder)}
            ):
                _run(notebook, output, parameters, source.parent, engine)
        except (PapermillExecutionError, CellTimeoutError, DeadKernelError) as error:
            partly = nbformat.read(output, as_version=4) if output.exists() else partly_executed(error)
            outcome = partly or notebook
            failure = _failure(error, notebook, outcome, source)
            write_failed(_stable(outcome, parameters), executed, failure)
            raise failure from None
        write_text(executed, _as_text(_stable(nbformat.read(output, as_version=4), parameters)))


def write_failed(notebook: NotebookNode, executed: Path, error: BudgetlibError) -> None:
    """Writes a notebook, as far as it was executed, with a notice that it failed."""
    write_text(executed, _as_text(with_failure(notebook, error)))


def _run(
    notebook: NotebookNode, output: Path, parameters: Mapping[str, Any], cwd: Path, engine: str | None
) -> None:
    for name in ("papermill", "asyncio"):  # they log what we report
        logging.getLogger(name).setLevel(logging.CRITICAL)
    papermill.execute_notebook(
        notebook,
        output,
        parameters=dict(parameters),
        engine_name=engine or STOCK_ENGINE,
        kernel_name=None,
        progress_bar=False,
        request_save_on_cell_execute=False,
        execution_timeout=CELL_SECONDS,
        cwd=cwd,
        config=_kernel_settings(output.parent),
        extra_arguments=[_QUIET_KERNEL],
    )


def _kernel_settings(folder: Path) -> Config:
    """Kernels are spoken to through sockets in a private folder where the system has them.

    With ports, two kernels that start at the same moment can be given the same one, and anyone on the machine can
    listen.
    """
    if os.name == "posix" and len(str(folder)) < _LONGEST_SOCKET_FOLDER:
        return Config(KernelManager={"transport": "ipc", "ip": str(folder / "kernel")})
    return Config()


@contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
    """Sets environment variables, which the kernel inherits, and puts back what was there."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _stable(notebook: NotebookNode, parameters: Mapping[str, Any]) -> NotebookNode:
    """Without times, paths of this machine and random identifiers; injected parameters stay out of the page."""
    bounded(notebook)
    notebook.metadata.papermill = {"parameters": dict(parameters)}
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if _INJECTED in cell.metadata.get("tags", ()):
            cell.id = _INJECTED
            cell.metadata.tags.append(REMOVED)
    return notebook


def _failure(error: Exception, source: NotebookNode, outcome: NotebookNode, path: Path) -> NotebookError:
    """The error in one line, with the number of the cell in the notebook as its author sees it."""
    if isinstance(error, PapermillExecutionError):
        problem = f"{error.ename}: {error.evalue}"
    elif isinstance(error, CellTimeoutError):
        problem = f"a cell took longer than {CELL_SECONDS} s"
    else:
        problem = "the kernel died, from a crash in native code or for want of memory"
    problem = " ".join(problem.split())
    if len(problem) > _LONGEST_PROBLEM:
        problem = problem[:_LONGEST_PROBLEM] + "…"
    return NotebookError(
        problem,
        file=path.name,
        place=_place(source, outcome),
        remedy="run it in JupyterLab with these parameters to see more",
    )


def _place(source: NotebookNode, outcome: NotebookNode) -> str | None:
    """The cell that raised an error; where none did, the last one that began."""
    raised = [
        cell.id
        for cell in outcome.cells
        if any(output.output_type == "error" for output in cell.get("outputs", ()))
    ]
    begun = [cell.id for cell in outcome.cells if cell.metadata.get("papermill", {}).get("start_time")]
    failed = raised[:1] or begun[-1:]
    for number, cell in enumerate(source.cells, 1):
        if cell.id in failed:
            return f"cell {number}"
    return None


def _as_text(notebook: NotebookNode) -> str:
    return f"{nbformat.writes(notebook, version=4)}\n"
