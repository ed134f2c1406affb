"""What a notebook starts ends with it, and what it prints has an end."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import nbformat
import pytest

from budgetlib.batch.notebook import execute
from budgetlib.engine.choice import WARM_ENGINE
from budgetlib.engine.outputs import MOST_OUTPUT
from budgetlib.errors import NotebookError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the warm engine works on Linux alone")

START = """
import subprocess, pathlib
one = subprocess.Popen(["sleep", "600"])
other = subprocess.Popen(["sleep", "600"], start_new_session=True)
shell = subprocess.run("sleep 600 >/dev/null 2>&1 & echo $!", shell=True, capture_output=True, text=True, start_new_session=True)
pathlib.Path("started").write_text(f"{one.pid} {other.pid} {shell.stdout}")
"""


def run(folder: Path, code: str) -> nbformat.NotebookNode:
    source, executed = folder / "a.ipynb", folder / "executed.ipynb"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(notebook, source)
    execute(source, executed, {}, engine=WARM_ENGINE)
    return nbformat.read(executed, as_version=4)


def still_run(folder: Path) -> list[int]:
    time.sleep(0.3)
    started = map(int, (folder / "started").read_text().split())
    return [pid for pid in started if Path(f"/proc/{pid}").exists()]


def test_processes_of_a_notebook_end_with_it(tmp_path: Path) -> None:
    run(tmp_path, START)
    assert still_run(tmp_path) == []


def test_processes_of_a_notebook_that_dies_end_too(tmp_path: Path) -> None:
    with pytest.raises(NotebookError):
        run(tmp_path, START + "import os; os.kill(os.getpid(), 11)")
    assert still_run(tmp_path) == []


@pytest.mark.parametrize(
    "code", ["print('一' * 8_000_000)", "for n in range(300): print('x' * 100_000, flush=True)"]
)
def test_output_has_an_end_which_is_said(tmp_path: Path, code: str) -> None:
    (cell,) = run(tmp_path, code).cells
    assert "output beyond 10 MB is left out" in cell.outputs[-1].text
    assert MOST_OUTPUT * 0.9 < len(json.dumps(cell.outputs, ensure_ascii=False).encode()) < MOST_OUTPUT * 1.1


def test_output_within_the_bound_is_whole(tmp_path: Path) -> None:
    (cell,) = run(tmp_path, "print('x' * 1_000_000)").cells
    assert cell.outputs[0].text == "x" * 1_000_000 + "\n"
