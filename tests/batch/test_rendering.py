"""Pages are rendered in the pool like everything else: only those that changed, and with the same bytes."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from made_up_project import disclosure, make_project

from budgetlib.batch.build import build
from budgetlib.batch.building import Options
from budgetlib.batch.folders import Folders
from budgetlib.batch.progress import Progress
from budgetlib.batch.state import State
from budgetlib.batch.steps import notebooks, reports, site
from budgetlib.site import render_site

DOCUMENTS = 12
# notebooks and reports are executed once; what is looked at here is rendering
OPTIONS = Options(renderer="embedded", workers=2)


class Noting(Progress):
    """Which pages were rendered in the pool."""

    def __init__(self) -> None:
        self.steps: list[str] = []
        self.pages: list[str] = []

    def begin(self, stage: str, stale: int, fresh: int) -> None:
        self.steps.append(stage)

    def done(self, label: str, failure: str) -> None:
        assert not failure
        if self.steps[-1] == "pages":
            self.pages.append(label)

    def end(self) -> None:
        self.steps.pop()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Folders, Noting]:
    folders = make_project(tmp_path_factory.mktemp("project"))
    for number in range(DOCUMENTS - 3):
        text = disclosure(f"{chr(0x4E00 + 37 * number)}山县财政局", 2024, 100 + number)
        (folders.raw / f"unit-{number:02}.md").write_text(text, "utf-8")
    noting = Noting()
    assert build(folders, OPTIONS, noting).failures == ()
    return folders, noting


def pages(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


def test_the_pool_makes_the_same_bytes_as_threads_of_one_process(
    built: tuple[Folders, Noting], tmp_path: Path
) -> None:
    folders, noting = built
    assert len(noting.pages) == len(set(noting.pages)) == 2 * DOCUMENTS + 1
    build_folder = tmp_path / "build"
    shutil.copytree(folders.build, build_folder)
    shutil.rmtree(build_folder / "_site")
    shutil.rmtree(build_folder / ".rendered")
    report = render_site(build_folder, renderer="embedded")
    assert len(report.rendered) == 2 * DOCUMENTS + 1
    assert pages(build_folder / "_site") == pages(folders.site)


def test_a_new_document_does_not_render_the_pages_of_others(
    built: tuple[Folders, Noting], tmp_path: Path
) -> None:
    folders = Folders(tmp_path / "project")
    shutil.copytree(built[0].root, folders.root)
    (folders.raw / "new.md").write_text(disclosure("新县财政局", 2024, 5), "utf-8")
    outcome = build(folders, replace(OPTIONS, scheduler="serial"))
    assert outcome.failures == ()
    assert (outcome.counts[notebooks.NAME].run, outcome.counts[reports.NAME].run) == (1, 1)
    with State(folders.state) as state:
        rendered = state.entry(site.NAME, site.ITEM).result
    assert rendered == {"renderer": "embedded", "rendered": 3, "skipped": 2 * DOCUMENTS}
