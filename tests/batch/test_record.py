"""`run.json` names what does not work as long as it does not, whichever command looked last."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from made_up_project import disclosure, notebook

from budgetlib.atomic import write_text
from budgetlib.batch.build import build
from budgetlib.batch.building import Options
from budgetlib.batch.folders import Folders
from budgetlib.batch.selection import parse_selection
from budgetlib.batch.steps import notebooks
from budgetlib.batch.steps.notebooks import NotebookJob
from budgetlib.errors import NotebookError

BUILD = Options(renderer="embedded", scheduler="serial")
RUN = replace(BUILD, steps=("notebooks", "reports"))
REPORT = replace(BUILD, steps=("site",))
PAGE_OF_2023 = "2023-budget.html"


@pytest.fixture(autouse=True)
def of_2023_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """In place of a kernel: the page of a document of 2023 fails, all others work."""

    def run(job: NotebookJob) -> dict[str, str]:
        write_text(job.executed, notebook([("", "")]))
        if job.parameters.get("year") == 2023:
            raise NotebookError("no such figure")
        return {}

    monkeypatch.setattr(notebooks, "run_notebook", run)


@pytest.fixture
def built(project: Folders) -> Folders:
    """A project with a file that can't be read, one that is a disclosure a second time, and a page that fails."""
    (project.raw / "again.md").write_bytes((project.raw / "c.md").read_bytes())
    (project.raw / "empty.md").write_bytes(b"")
    assert [failure.item for failure in build(project, BUILD).failures][:2] == ["c.md", "empty.md"]
    assert failing(project) == ["c.md", "empty.md", PAGE_OF_2023]
    return project


def record(folders: Folders) -> dict[str, Any]:
    return json.loads(folders.run_record.read_text("utf-8"))


def failing(folders: Folders) -> list[str]:
    return [each["item"].rpartition("/")[2] for each in record(folders)["failures"]]


@pytest.mark.parametrize("options", [RUN, REPORT], ids=["run", "report"])
def test_a_command_that_reads_no_documents_keeps_what_is_known_of_them(
    built: Folders, options: Options
) -> None:
    inputs = record(built)["inputs"]
    outcome = build(built, replace(options, force=True))
    assert record(built)["options"]["steps"] == list(options.steps)
    assert record(built)["inputs"] == inputs
    assert failing(built) == ["c.md", "empty.md", PAGE_OF_2023]
    assert {failure.step for failure in outcome.failures} <= set(options.steps)


def test_a_build_of_some_documents_keeps_what_failed_of_the_others(built: Folders) -> None:
    outcome = build(built, replace(BUILD, only=parse_selection(["file=a.md"]), force=True))
    assert outcome.counts["parse"].run == 1
    assert [failure.item for failure in outcome.failures] == ["c.md"]
    assert failing(built) == ["c.md", "empty.md", PAGE_OF_2023]


def test_reports_are_not_made_again_for_what_was_known_to_fail(built: Folders) -> None:
    assert build(built, RUN).counts["reports"].run == 0


def test_what_works_or_is_gone_is_named_no_more(built: Folders) -> None:
    (built.raw / "again.md").unlink()
    (built.raw / "empty.md").write_text(disclosure("丙县水利局", 2024, 50), "utf-8")
    build(built, BUILD)
    assert failing(built) == [PAGE_OF_2023]
    (built.raw / "b.md").unlink()
    build(built, BUILD)
    assert failing(built) == []


def test_failures_of_documents_from_elsewhere_are_not_taken_over(built: Folders) -> None:
    elsewhere = built.root / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "d.md").write_text(disclosure("丙县水利局", 2024, 50), "utf-8")
    build(Folders.at(built.root, str(elsewhere)), BUILD)
    assert failing(built) == []
    assert [each["file"] for each in record(built)["inputs"]] == ["d.md"]


def test_a_record_that_is_damaged_is_written_anew(built: Folders) -> None:
    built.run_record.write_text('{"failures": [{"step": "parse"}]}', "utf-8")
    build(built, replace(REPORT, force=True))
    assert failing(built) == []
