"""A build that is killed at any moment leaves whole files, and the next one ends as if nothing had happened."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from made_up_project import disclosure, make_project, web_page

from budgetlib.batch.folders import Folders
from budgetlib.dataset import load_package

pytestmark = pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs process groups")

KILLS = 12
PARSE_AND_PACKAGE = """
import sys
from pathlib import Path
from budgetlib.batch.build import build
from budgetlib.batch.building import Options
from budgetlib.batch.folders import Folders

if __name__ == "__main__":
    build(Folders(Path(sys.argv[1])), Options(steps=("parse", "package"), workers=2))
"""


def many_documents(root: Path) -> Folders:
    folders = make_project(root)
    for number in range(60):
        written, kind = (web_page, "html") if number % 3 == 0 else (disclosure, "md")
        text = written(f"{chr(0x4E00 + 37 * number)}山县财政局", 2024, 100 + number)
        (folders.raw / f"unit-{number:02}.{kind}").write_text(text, "utf-8")
    return folders


def start(command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kills a build with everything that it started, as a power cut would."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def files_of_package(folders: Folders) -> dict[str, bytes]:
    names = ("*.csv", "*.parquet", "*.json", "*.xlsx")
    found = [path for pattern in names for path in folders.package.glob(pattern)]
    return {path.name: path.read_bytes() for path in found if path.name != "run.json"}


def readings(folders: Folders) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folders.readings.rglob("*") if path.is_file()}


def test_killed_builds_leave_no_trace_in_the_data(tmp_path: Path) -> None:
    script = tmp_path / "parse_and_package.py"
    script.write_text(PARSE_AND_PACKAGE, "utf-8")
    undisturbed, killed = many_documents(tmp_path / "undisturbed"), many_documents(tmp_path / "killed")
    began = time.monotonic()
    subprocess.run([sys.executable, script, undisturbed.root], check=True, timeout=120)
    whole = time.monotonic() - began

    chance = random.Random(20240101)
    for _ in range(KILLS):
        process = start([sys.executable, str(script), str(killed.root)])
        time.sleep(chance.uniform(0.1, 1.0) * whole)
        kill(process)
        if (killed.package / "datapackage.json").exists():
            load_package(killed.package)  # raises where files don't belong together
    subprocess.run([sys.executable, script, killed.root], check=True, timeout=120)
    assert len(load_package(killed.package)["disclosures"]) == 63
    assert files_of_package(killed) == files_of_package(undisturbed)
    assert readings(killed) == readings(undisturbed)
    assert len(readings(killed)) == 20
    assert not list(killed.root.rglob(".writing-*"))
    assert not list(killed.root.rglob("*.partial"))


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_nothing_outlives_a_build_that_was_killed_alone(tmp_path: Path, how: signal.Signals) -> None:
    folders = many_documents(tmp_path)
    process = start([sys.executable, "-m", "budgetlib.cli", "build", "--project", str(folders.root)])
    while process.poll() is None and not list(folders.root.rglob(".build/**/results/*.json")):
        time.sleep(0.05)  # until workers are at work
    assert process.poll() is None
    process.send_signal(how)
    assert process.wait(timeout=30) == (130 if how == signal.SIGTERM else -signal.SIGKILL)
    assert group_ends(process.pid, within=15)


def group_ends(group: int, *, within: float) -> bool:
    """Whether the last process of a group ends in so many seconds."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    os.killpg(group, signal.SIGKILL)
    return False


def test_notebooks_that_were_finished_are_not_run_again(tmp_path: Path) -> None:
    folders = make_project(tmp_path)
    command = [sys.executable, "-m", "budgetlib.cli", "build", "--project", str(tmp_path), "--workers", "1"]
    process = start(command)
    executed = folders.kept / "executed" / "units"
    deadline = time.monotonic() + 60
    while len(list(executed.rglob("*.ipynb"))) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    kill(process)
    finished = {path: path.stat().st_mtime_ns for path in executed.rglob("*.ipynb")}
    assert 2 <= len(finished) <= 3
    done = subprocess.run([*command, "--renderer", "embedded"], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    kept = [path for path, time_stamp in finished.items() if path.stat().st_mtime_ns == time_stamp]
    assert kept, "the first of them was remembered before the second was begun"
    assert len(list(executed.rglob("*.ipynb"))) == 3
    assert (folders.site / "index.html").is_file()
