"""The same builds on a Dask cluster: a real scheduler and two workers, each a process of its own."""

from __future__ import annotations

import contextlib
import os
import pickle
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest
from made_up_project import disclosure, make_project, notebook
from test_pool import die_at_four, square

import budgetlib
from budgetlib.batch.about import about
from budgetlib.batch.attempts import Call
from budgetlib.batch.build import build
from budgetlib.batch.building import Options
from budgetlib.batch.cluster import Order, _misfit, stop, work
from budgetlib.batch.folders import Folders
from budgetlib.batch.pool import open_pool
from budgetlib.dataset import load_package
from budgetlib.errors import BudgetlibError

pytest.importorskip("distributed")
pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="kills and counts processes as Linux has them"
)

DOCUMENTS = 24
SOURCE = Path(budgetlib.__file__).parents[1]


@dataclass
class Dask:
    """A scheduler and its workers."""

    address: str
    folder: Path
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start_worker(self, source: Path = SOURCE) -> subprocess.Popen[bytes]:
        here = os.environ | {"PYTHONPATH": f"{source}{os.pathsep}{Path(__file__).parent}"}
        local = self.folder / f"worker-{len(self.workers)}"
        options = ("--no-nanny", "--nthreads", "1", "--no-dashboard", "--local-directory", str(local))
        self.workers.append(start("worker", self.address, *options, env=here))
        return self.workers[-1]

    def end(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


def start(program: str, *arguments: str, env: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.dask_{program}", *arguments]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)


def descendants(process: int) -> set[int]:
    """All processes that a process started, and those that these started."""
    found: set[int] = set()
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in map(int, (task / "children").read_text().split()):
                found |= {child} | descendants(child)
    return found


@contextlib.contextmanager
def interruptible() -> Iterator[None]:
    """What starts in this block can be interrupted, also where a shell runs the tests in the background.

    Such a shell has SIGINT ignored, and whatever starts from there ignores it as well.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.fixture
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dask]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    scheduler = start("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    cluster = Dask(f"tcp://127.0.0.1:{port}", tmp_path_factory.mktemp("dask"), scheduler)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            break
        time.sleep(0.1)
    yield cluster
    cluster.end()


@pytest.fixture
def two(dask: Dask) -> Dask:
    dask.start_worker()
    dask.start_worker()
    return dask


def many_documents(root: Path) -> Folders:
    folders = make_project(root)
    for number in range(DOCUMENTS - 3):
        text = disclosure(f"{chr(0x4E00 + 37 * number)}山县财政局", 2024, 100 + number)
        (folders.raw / f"unit-{number:02}.md").write_text(text, "utf-8")
    return folders


def made(folders: Folders) -> dict[str, bytes]:
    """Everything that a build makes, but for what tells of the build itself, and what a process has read so far."""
    found = [path for top in (folders.package, folders.site) for path in top.rglob("*") if path.is_file()]
    names = {path.relative_to(folders.root).as_posix(): path for path in found}
    return {
        name: path.read_bytes()
        for name, path in names.items()
        if path.name != "run.json" and "state.sqlite" not in name and path != folders.imports
    }


def test_a_worker_that_is_killed_changes_nothing_in_what_comes_out(two: Dask, tmp_path: Path) -> None:
    here, there = many_documents(tmp_path / "here"), many_documents(tmp_path / "there")
    options = Options(renderer="embedded", workers=2)
    assert build(here, options).failures == ()
    command = ["build", "--project", str(there.root), "--scheduler", two.address, "--renderer", "embedded"]
    process = subprocess.Popen(
        [sys.executable, "-m", "budgetlib.cli", *command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    executed = there.kept / "executed" / "units"
    deadline = time.monotonic() + 120
    while len(list(executed.rglob("*.ipynb"))) < 5 and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.02)
    two.workers[0].send_signal(signal.SIGKILL)
    _, said = process.communicate(timeout=300)
    assert process.returncode == 0, said
    assert len(list(executed.rglob("*.ipynb"))) == DOCUMENTS
    identifiers = list(load_package(there.package)["disclosures"].disclosure_id)
    assert len(identifiers) == len(set(identifiers)) == DOCUMENTS
    assert made(there) == made(here)
    assert build(there, options).planned == ()


def test_a_crash_is_the_fault_of_one_item_and_takes_no_worker_with_it(two: Dask, tmp_path: Path) -> None:
    with open_pool(two.address, shared=tmp_path) as pool:
        outcomes = list(pool.run(die_at_four, range(12)))
        again = {outcome.item: outcome for outcome in pool.run(square, range(4))}
    assert sorted(outcome.item for outcome in outcomes) == list(range(12))
    assert [(outcome.item, outcome.error.problem) for outcome in outcomes if outcome.error] == [
        (4, "the process working on it died, from a crash in native code or for want of memory")
    ]
    assert str(again[3].error) == "three.md, line 1: the file is empty (download it again)"
    assert again[2].result == 4
    assert [worker.poll() for worker in two.workers] == [None, None]
    assert list(tmp_path.iterdir()) == [], "nothing is left in the folder that is shared"


def test_documents_may_crash_while_the_rest_goes_on(two: Dask, tmp_path: Path) -> None:
    folders = make_project(tmp_path)
    folders.notebook.write_text(
        notebook(
            [
                ("parameters", 'unit: str = ""\nyear: int = 0\ndata = ""'),
                ("", "import os\nif year == 2023:\n    os.kill(os.getpid(), 11)\nprint(year)"),
            ]
        ),
        "utf-8",
    )
    outcome = build(folders, Options(renderer="embedded", scheduler=two.address))
    assert [(failure.step, failure.problem) for failure in outcome.failures] == [
        ("notebooks", "the kernel died, from a crash in native code or for want of memory")
    ]
    assert len(list((folders.kept / "executed" / "units").rglob("*.ipynb"))) == 3


def test_workers_that_do_not_fit_are_named(dask: Dask, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(SOURCE / "budgetlib", other / "budgetlib", ignore=shutil.ignore_patterns("__pycache__"))
    version = other / "budgetlib" / "__init__.py"
    version.write_text(version.read_text("utf-8").replace(budgetlib.__version__, "0.0.9"), "utf-8")
    dask.start_worker(other)
    with pytest.raises(BudgetlibError) as caught:
        open_pool(dask.address, shared=tmp_path / "kept")
    assert str(caught.value).startswith(f"{dask.address}: worker tcp://127.0.0.1:")
    assert f"has budgetlib 0.0.9, where the build is started it is {budgetlib.__version__}" in str(
        caught.value
    )


@pytest.mark.parametrize(
    ("here", "there", "says"),
    [
        ("3.10.0", "3.10.0", ""),
        ("3.10.0", None, "has rapidocr none, where the build is started it is 3.10.0"),
        (None, "3.10.0", "has rapidocr 3.10.0, where the build is started it is none"),
    ],
)
def test_scans_are_recognised_everywhere_or_nowhere(
    tmp_path: Path, here: str | None, there: str | None, says: str
) -> None:
    marker = tmp_path / "marker"
    marker.write_text("token", "ascii")
    of_build, of_worker = ({"rapidocr": version} if version else {} for version in (here, there))
    order = Order("token", of_build, marker, ())
    assert _misfit(order, SimpleNamespace(about=of_worker)) == says


def test_workers_must_see_the_folders(two: Dask, tmp_path: Path) -> None:
    with pytest.raises(
        BudgetlibError, match=r"does not see the folder .*nowhere, which all must have in common"
    ):
        open_pool(two.address, shared=tmp_path, reads=[tmp_path / "nowhere"])


def test_a_scheduler_that_is_not_there_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("budgetlib.batch.cluster._SECONDS_TO_CONNECT", 1)
    with pytest.raises(BudgetlibError, match=r"tcp://127\.0\.0\.1:9: no scheduler answers: .*dask scheduler"):
        open_pool("tcp://127.0.0.1:9", shared=tmp_path)


def test_a_scheduler_without_workers_is_one_line(
    dask: Dask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("budgetlib.batch.cluster._SECONDS_FOR_WORKERS", 1)
    with pytest.raises(BudgetlibError, match="the scheduler has no workers"):
        open_pool(dask.address, shared=tmp_path)


def test_when_all_workers_have_gone_the_build_ends(
    dask: Dask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = dask.start_worker()
    with open_pool(dask.address, shared=tmp_path) as pool:
        monkeypatch.setattr("budgetlib.batch.cluster._SECONDS_FOR_WORKERS", 3)
        monkeypatch.setattr("budgetlib.batch.cluster._LOOK_EVERY", 0.5)
        outcomes = pool.run(time.sleep, [0.1, 60])
        next(outcomes)
        worker.kill()
        with pytest.raises(BudgetlibError, match="all workers have gone"):
            next(outcomes)


def test_an_interrupt_ends_what_workers_are_at(two: Dask, tmp_path: Path) -> None:
    folders = make_project(tmp_path)
    folders.notebook.write_text(
        notebook(
            [
                ("parameters", 'unit: str = ""\nyear: int = 0\ndata = ""'),
                ("", "from pathlib import Path\nimport time\nPath(f'began-{year}').touch()\ntime.sleep(500)"),
            ]
        ),
        "utf-8",
    )
    command = [
        sys.executable,
        "-m",
        "budgetlib.cli",
        "build",
        "--project",
        str(tmp_path),
        "--scheduler",
        two.address,
    ]
    with interruptible():
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 120
    while not list(folders.notebook.parent.glob("began-*")) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 130
    assert said.splitlines()[-1] == "budgetlib: interrupted"
    time.sleep(1)
    assert not set().union(*(descendants(worker.pid) for worker in two.workers))
    assert [worker.poll() for worker in two.workers] == [None, None]


def test_a_worker_that_was_still_starting_does_nothing_for_a_build_that_ended(tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    for token, done in (("going on", True), ("ended", False)):
        marker.write_text(token, "ascii")
        if not done:
            stop(token)
        work(Order(token, about(), marker, ()), pickle.dumps(Call(Path.touch, tmp_path / token, None)))
        assert (tmp_path / token).exists() is done
        stop(token)
