"""Executing made-up notebooks by either engine."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest
from made_up_cells import Execute, notebook
from nbformat import NotebookNode

from budgetlib.engine.warm import available


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not available():
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.skip(f"{sys.platform} can't fork safely"))


@pytest.fixture
def execute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Execute:
    """Executes cells, or cells with tags, and gives the notebook with its outputs, also where a cell failed.

    Other exceptions than a failing cell's are raised.
    """

    def run(
        *cells: str | tuple[str, str],
        engine: str | None = "budgetlib-warm",
        kernel: str = "python3",
        **options: Any,
    ) -> NotebookNode:
        # pytest's variable makes stock kernels miss what subprocesses print
        monkeypatch.delenv("PYTEST_CURRENT_TEST", raising=False)
        output = tmp_path / "executed.ipynb"
        with contextlib.suppress(papermill.PapermillExecutionError):
            papermill.execute_notebook(
                notebook(*cells, kernel=kernel),
                output,
                engine_name=engine,
                progress_bar=False,
                cwd=tmp_path,
                **options,
            )
        return nbformat.read(output, as_version=4)

    return run
