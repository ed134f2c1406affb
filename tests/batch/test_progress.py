"""What is told meanwhile: JSON for programs, lines in a pipe; how far, how fast, how long."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from made_up_project import make_project

from budgetlib.cli import progress as module
from budgetlib.cli.progress import progress


class Clock:
    """A time that passes only when it is told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        monkeypatch.setattr(module.time, "monotonic", lambda: self.now)


def told(command: list[str]) -> list[dict]:
    done = subprocess.run(
        [sys.executable, "-m", "budgetlib.cli", *command], capture_output=True, text=True, timeout=120
    )
    return [json.loads(line) for line in done.stderr.splitlines()]


def test_every_line_is_an_object_and_the_last_ones_say_what_failed(tmp_path: Path) -> None:
    folders = make_project(tmp_path)
    (folders.raw / "notice.md").write_bytes(b"")
    lines = told(["build", "--project", str(tmp_path), "--log-format", "json", "--scheduler", "serial"])
    items = [line for line in lines if line["event"] == "item" and line["step"] == "parse"]
    assert [(line["done"], line["total"]) for line in items] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert [line["item"] for line in items] == ["a.md", "b.md", "c.md", "notice.md"]
    assert items[0]["error"] is None
    assert items[3]["error"].startswith("notice.md: the file is empty")
    assert all(line["rate"] > 0 for line in items)
    assert items[3]["eta"] == 0
    (failure,) = [line for line in lines if line["event"] == "failure"]
    assert (failure["step"], failure["item"]) == ("parse", "notice.md")
    assert failure["remedy"]
    assert lines[-1]["event"] == "done"
    assert lines[-1]["failed"] == 1
    assert all(line["time"] for line in lines)


def test_an_error_that_ends_everything_is_an_object_too(tmp_path: Path) -> None:
    (line,) = told(["build", "--project", str(tmp_path), "--log-format", "json"])
    assert line["event"] == "error"
    assert line["problem"] == "there is no data/raw here"


def test_lines_tell_rate_and_estimate(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = Clock(monkeypatch)
    telling = progress("plain")
    telling.begin("parse", 4000, 7)
    for number in range(1, 41):
        clock.now += 0.5
        telling.done(f"{number}.pdf", "")
    telling.end()
    assert capsys.readouterr().err.splitlines() == [
        "parse: 4000 to do, 7 up to date",
        "parse: 20/4000, 2.0/s, about 33 min left, 20.pdf",
        "parse: 40/4000, 2.0/s, about 33 min left, 40.pdf",
        "parse: 40 done in 20.0 s, 2.0/s",
    ]


def test_a_step_of_many_parts_is_a_stage_of_its_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = Clock(monkeypatch)
    telling = progress("plain")
    telling.begin("site", 1, 0)
    telling.begin("pages", 2, 3)
    clock.now += 30
    telling.done("a.ipynb", "")
    clock.now += 30
    telling.done("b.ipynb", "b.ipynb: broken")
    telling.end()
    telling.done("website", "")
    telling.end()
    assert capsys.readouterr().err.splitlines() == [
        "site: 1 to do",
        "pages: 2 to do, 3 up to date",
        "pages: 1/2, 2.0/min, about 30 s left, a.ipynb",
        "pages: 2 done in 60.0 s, 2.0/min, 1 failed",
        "site: 1 done in 60.0 s",
    ]
