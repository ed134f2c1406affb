"""Every file that a build has written stays what it was, or is made again; what the system refuses is said in a line."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from made_up_project import make_project

from budgetlib.atomic import write_bytes
from budgetlib.batch.build import Outcome, build
from budgetlib.batch.building import Options
from budgetlib.batch.folders import Folders
from budgetlib.cli import main
from budgetlib.errors import of_the_system
from budgetlib.temporary import prefix, sweep

DATA = Options(steps=("parse", "package"), scheduler="serial")
SITE = Options(renderer="embedded")


def reasons(outcome: Outcome) -> dict[str, str]:
    return {planned.step: planned.reason for planned in outcome.planned}


def site_of(folders: Folders) -> dict[Path, bytes]:
    """The files of the website, without the record of the build."""
    files = (path for path in folders.site.rglob("*") if path.is_file() and path.name != "run.json")
    return {path: path.read_bytes() for path in files}


def test_any_page_of_the_website_that_is_gone_or_changed_is_made_again(tmp_path: Path) -> None:
    folders = make_project(tmp_path)
    build(folders, SITE)
    pages = sorted(folders.site.rglob("*.html"))
    before = site_of(folders)
    assert len(pages) > 5
    assert build(folders, SITE).planned == ()
    first, second, third = pages[1], pages[3], next(path for path in before if path.suffix == ".css")
    first.unlink()
    second.write_bytes(second.read_bytes()[:-100])
    third.write_bytes(before[third].swapcase())
    assert set(reasons(build(folders, SITE))) == {"site"}
    assert site_of(folders) == before
    assert build(folders, SITE).planned == ()


def test_other_bytes_of_the_same_size_and_time_are_noticed(project: Folders) -> None:
    build(project, DATA)
    table = project.package / "budget_lines.csv"
    before, stat = table.read_bytes(), table.stat()
    table.write_bytes(before.swapcase())
    os.utime(table, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert reasons(build(project, DATA)) == {"package": "budget_lines.csv is not what was written"}
    assert table.read_bytes() == before


def test_verify_believes_no_time_at_all(project: Folders) -> None:
    build(project, DATA)
    with sqlite3.connect(
        project.state
    ) as database:  # as if a changed file had all the times of the right one
        right = database.execute("SELECT path, digest FROM files").fetchall()
    database.close()
    table = project.package / "budget_lines.csv"
    table.write_bytes(table.read_bytes().swapcase())
    with sqlite3.connect(project.state) as database:
        stat = table.stat()
        stamp = f"{stat.st_mtime_ns} {stat.st_ctime_ns}"
        digest = dict(right).get(str(table)) or _recorded(database)
        database.execute("REPLACE INTO files VALUES (?, ?, ?, ?)", (str(table), stat.st_size, stamp, digest))
    database.close()
    assert build(project, DATA).planned == ()
    verified = Options(steps=DATA.steps, scheduler="serial", verify=True)
    assert reasons(build(project, verified)) == {"package": "budget_lines.csv is not what was written"}


def _recorded(database: sqlite3.Connection) -> str:
    query = (
        "SELECT value FROM tasks, json_each(outputs) WHERE step = 'package' AND key LIKE '% budget_lines.csv'"
    )
    (digest,) = database.execute(query).fetchone()
    return str(digest)


def test_a_damaged_state_is_made_anew(project: Folders) -> None:
    build(project, DATA)
    project.state.write_bytes(b"no database at all" * 100)
    assert build(project, DATA).failures == ()
    assert build(project, DATA).planned == ()


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "the disk is full (make room"), (errno.EROFS, "can't be written: the disk is read-only")],
)
def test_a_disk_that_takes_nothing_is_one_true_sentence(
    project: Folders,
    number: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def refuse(path: Path, *given: object, **more: object) -> bool:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr("budgetlib.dataset.storage.write_text", refuse)
    monkeypatch.setattr("budgetlib.batch.record.write_text", refuse)
    with pytest.raises(SystemExit) as ended:
        main(["build", "--project", str(project.root), "--scheduler", "serial"])
    err = capsys.readouterr().err
    assert ended.value.code == 1
    assert said in err.strip().splitlines()[-1]
    assert "Traceback" not in err
    assert "this is a bug" not in err


def test_what_sqlite_says_of_the_disk_is_said_too() -> None:
    assert "the disk is full" in str(of_the_system(sqlite3.OperationalError("database or disk is full")))
    assert of_the_system(ValueError("x")) is None


def test_what_is_written_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: done.append((tmp_path / "a").exists()))
    write_bytes(tmp_path / "a", b"x")
    assert done == [False]


@pytest.mark.skipif(sys.platform == "win32", reason="numbers of processes are not looked at there")
def test_temporary_folders_of_processes_that_are_no_more_are_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    names = [f"budgetlib-{dead.pid}-x", f"budgetlib-warm-{dead.pid}-x", f"{prefix()}x", "budgetlib-notes"]
    for name in names:
        (tmp_path / name).mkdir()
    sweep()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names[2:])
