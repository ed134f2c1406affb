"""Every notebook has a process of its own, and what goes wrong in it stays there."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from made_up_cells import Execute
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from budgetlib.engine import warm
from budgetlib.errors import BudgetlibError


def shown(notebook: NotebookNode) -> list[str]:
    """The text of every output."""
    return [
        output.text if output.output_type == "stream" else output.data["text/plain"]
        for cell in notebook.cells
        for output in cell.get("outputs", ())
    ]


def test_names_modules_and_environment_do_not_reach_the_next_notebook(execute: Execute) -> None:
    execute(
        "import pandas, os, sys\nleft = 1; pandas.left = 1; os.environ['LEFT'] = '1'; os.chdir('/'); sys.path.append('left')"
    )
    cells = (
        "import pandas, os, sys",
        "'left' in globals(), hasattr(pandas, 'left'), 'LEFT' in os.environ, os.getcwd() == '/', 'left' in sys.path",
    )
    assert shown(execute(*cells)) == ["(False, False, False, False, False)"]


def test_every_notebook_has_its_own_random_state_and_process(execute: Execute) -> None:
    cell = "import os, random, numpy as np\nos.getpid(), random.random(), np.random.random(), np.random.default_rng().random()"
    first, second = (eval(shown(execute(cell))[0].replace("np.float64", "")) for _ in range(2))
    assert not set(first) & set(second)


def test_environment_is_that_of_the_caller_now(execute: Execute, monkeypatch: pytest.MonkeyPatch) -> None:
    execute("1")  # the server runs
    monkeypatch.setenv("SAID", "later")
    assert shown(execute("import os; print(os.environ['SAID'], 'BUDGETLIB_WARM_SERVER' in os.environ)")) == [
        "later False\n"
    ]


@pytest.mark.parametrize(
    "crash",
    [
        "import ctypes; ctypes.string_at(0)",
        "import os; os.abort()",
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",  # what happens when memory is exhausted
        "import os; os._exit(3)",
    ],
)
def test_a_crash_is_the_notebooks_own(execute: Execute, tmp_path: Path, crash: str) -> None:
    with pytest.raises(DeadKernelError):
        execute("print('before')", crash, "print('after')")
    assert "before" in (tmp_path / "executed.ipynb").read_text("utf-8")
    assert shown(execute("print('works')")) == ["works\n"]


def test_too_much_memory_is_an_error_of_the_cell(execute: Execute) -> None:
    limited = "import resource; resource.setrlimit(resource.RLIMIT_AS, (2**31, 2**31))"
    failed = execute(limited, "x = bytearray(2**40)")
    assert failed.cells[-1].outputs[0].ename == "MemoryError"


def test_a_time_out_ends_the_cell_and_what_it_started(execute: Execute, tmp_path: Path) -> None:
    with pytest.raises(CellTimeoutError):
        execute(
            "import subprocess, time\nchild = subprocess.Popen(['sleep', '600'])",
            "open('pid', 'w').write(str(child.pid)); print('begun'); time.sleep(600)",
            execution_timeout=1,
        )
    assert "begun" in (tmp_path / "executed.ipynb").read_text("utf-8")
    child = int((tmp_path / "pid").read_text())
    assert ends(child)


def test_an_interrupt_ends_the_notebook(
    execute: Execute, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*arguments: object) -> None:
        if (tmp_path / "pid").exists():
            raise KeyboardInterrupt

    monkeypatch.setattr("papermill.engines.NotebookExecutionManager.autosave_cell", interrupted)
    with pytest.raises(KeyboardInterrupt):
        execute(
            "import os; open('pid', 'w').write(str(os.getpid())); print('x', flush=True); import time; time.sleep(600)"
        )
    assert ends(int((tmp_path / "pid").read_text()))


def test_what_is_registered_for_the_end_is_done(execute: Execute, tmp_path: Path) -> None:
    execute("import atexit, pathlib; atexit.register(pathlib.Path('ended').touch);")
    assert (tmp_path / "ended").exists()


def test_no_thread_and_no_zeromq_crosses_the_fork(execute: Execute) -> None:
    cells = (
        "import sys, threading; import zmq",
        "[t.name for t in threading.enumerate() if t is not threading.main_thread() and not t.daemon], zmq.Context._instance, 'matplotlib_inline.backend_inline' in sys.modules, 'debugpy' in sys.modules",
    )
    assert shown(execute(*cells)) == ["([], None, False, False)"]


def test_another_kernel_is_not_replaced(execute: Execute) -> None:
    with pytest.raises(Exception, match="No such kernel named another"):
        execute("1", kernel="another")


def test_a_server_that_was_killed_is_started_again(execute: Execute) -> None:
    # the parent of a notebook's process watches over that one alone; the server is the parent of all of these
    cell = "import os; print(open(f'/proc/{os.getppid()}/stat').read().rpartition(')')[2].split()[1])"
    (server,) = {int(shown(execute(cell))[0]) for _ in range(2)}
    os.kill(server, 9)
    assert ends(server)
    assert shown(execute("print('works')")) == ["works\n"]


def test_stock_is_taken_where_the_system_cannot_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    from budgetlib.engine.choice import papermill_engine

    assert papermill_engine("auto") == papermill_engine("warm") == "budgetlib-warm"
    assert papermill_engine("stock") is None
    monkeypatch.setattr(warm.sys, "platform", "win32")
    assert papermill_engine("auto") is None
    with pytest.raises(BudgetlibError, match="Linux alone"):
        papermill_engine("warm")


def ends(process: int) -> bool:
    """Whether a process is gone within a few seconds."""
    for _ in range(50):
        state = Path(f"/proc/{process}/stat")
        try:
            if state.read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):  # it may end while its state is read
            return True
        time.sleep(0.1)
    return False
