"""Last step: the executed pages as a website."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from budgetlib import __version__
from budgetlib.batch.building import Build
from budgetlib.batch.distributions import RENDERING
from budgetlib.batch.fingerprints import code_digest, value_digest, versions
from budgetlib.batch.folders import Folders
from budgetlib.batch.runner import Runner
from budgetlib.batch.state import State
from budgetlib.batch.steps.reports import report_urls
from budgetlib.batch.tasks import Task, TaskResult, changed_outputs
from budgetlib.dataset.descriptor import FILE_NAME
from budgetlib.errors import RenderError
from budgetlib.file_names import named_file
from budgetlib.site.files import remove_files
from budgetlib.site.project import page_url
from budgetlib.site.quarto import find_quarto
from budgetlib.site.report import PageFailure
from budgetlib.site.staging_folder import authored_files
from budgetlib.stories.addresses import published_name

if TYPE_CHECKING:
    from budgetlib.site import PageJob, PageOutcome, Renderer, SideBySide

NAME = "site"
ITEM = "website"


@dataclass(frozen=True, slots=True)
class SiteJob:
    """The executed notebook and the title of every page, by its address; what else belongs to the site.

    `damaged` are files of the site that are not what was rendered, which are made again.
    """

    reports: Path
    build: Path
    site: Path
    pages: Mapping[str, Path]
    titles: Mapping[str, str]
    resources: Mapping[str, Path]
    renderer: Renderer
    anew: bool = False
    """Whether pages are rendered again that nothing changed of."""
    damaged: tuple[Path, ...] = ()


def run(build: Build) -> None:
    """Renders the site if it is stale."""
    runner, folders, documents = build.runner, build.folders, build.documents or ()
    titles = {document.url: document.title for document in documents}
    titles |= {document.source_url: f"{document.title}：原文" for document in documents}
    files = (file for document in documents for file in (document.file, *document.annexes))
    task = site_task(
        folders,
        titles | dict.fromkeys(report_urls(folders), ""),
        [file for file in files if named_file(folders.raw, file).is_file()],
        runner.state,
        build.options.renderer,
        complete=runner.knows_all,
        anew=build.options.force,
    )
    runner.run(NAME, lambda job: render(job, partial(_side_by_side, runner)), [task], local=True)


def _side_by_side(
    runner: Runner, render_page: Callable[[PageJob], PageOutcome], jobs: Sequence[PageJob]
) -> Iterator[PageOutcome]:
    """Renders pages in the pool, and tells of every one."""
    progress = runner.progress
    progress.begin("pages", len(jobs), 0)
    try:
        for job, outcome, error in runner.pool.run(render_page, jobs):
            outcome = outcome or PageFailure(job.source, str(error))
            progress.done(str(job.source), outcome.reason if isinstance(outcome, PageFailure) else "")
            yield outcome
    finally:
        progress.end()


def site_task(
    folders: Folders,
    titles: Mapping[str, str],
    originals: Sequence[str],
    state: State,
    renderer: Renderer,
    *,
    complete: bool,
    anew: bool = False,
) -> Task[SiteJob]:
    """The one task. `titles` holds every page by its address; the title is empty where the page has its own.

    `originals` are the documents, which readers can download as published, beside the data package. `complete` is False in a dry run that can't know all pages.
    """
    pages = {url: path for url in titles if (path := folders.executed(url)).is_file()}
    made_of = {url: state.digest(path) for url, path in pages.items()}
    inputs = {
        "the pages": value_digest([made_of, dict(titles)]) if complete else None,
        "the data package": state.digest(folders.package / FILE_NAME) if complete else None,
        "the originals": value_digest(
            {name: state.digest(named_file(folders.raw, name)) for name in originals}
        ),
        "reports/": value_digest(
            {str(name): state.digest(folders.reports / name) for name in authored_files(folders.reports)}
        ),
        "renderer": _renderer(renderer),
        "budgetlib": __version__,
        "the code that renders": code_digest("from budgetlib.site import render_site, stage_site"),
        **versions(RENDERING),
    }
    job = SiteJob(
        folders.reports,
        folders.build,
        folders.site,
        pages,
        {url: title for url, title in titles.items() if title and url in pages},
        {"data": folders.package}
        | {f"originals/{published_name(name)}": named_file(folders.raw, name) for name in originals},
        renderer,
        anew=anew,
    )
    task = Task(ITEM, "website", inputs, (), job, folder=folders.site)
    entry = state.entry(NAME, ITEM)
    damaged = () if entry is None else tuple(changed_outputs(task, entry, state.digest))
    return replace(task, job=replace(job, damaged=damaged))


def render(job: SiteJob, side_by_side: SideBySide | None = None) -> TaskResult:
    """Stages and renders the site, many pages `side_by_side`; returns how many were made, and by which renderer.

    Raises `RenderError` where a page failed or a link leads nowhere; everything else is rendered all the same.
    """
    from budgetlib.site import render_site, stage_site  # takes long to import when there is nothing to do

    staged = stage_site(
        job.reports,
        job.pages,
        job.build,
        resources=job.resources,
        front_matter={url: {"title": title} for url, title in job.titles.items()},
    )
    remove_files(job.damaged, job.site)
    for name in staged.removed:  # a page or a file that belongs to one; renderers don't clear away the latter
        remove_files((job.site / page_url(name), job.site / name), job.site)
    report = render_site(job.build, renderer=job.renderer, side_by_side=side_by_side, anew=job.anew)
    if report.failed:
        first = report.failed[0]
        more = f" and {len(report.failed) - 1} more pages" if len(report.failed) > 1 else ""
        raise RenderError(f"{first.reason}{more}", place=str(first.source))
    if report.dead_links:
        dead = report.dead_links[0]
        more = f", and {len(report.dead_links) - 1} more" if len(report.dead_links) > 1 else ""
        raise RenderError(f"{dead}{more}", place=str(dead.page))
    return {"renderer": report.renderer, "rendered": len(report.rendered), "skipped": len(report.skipped)}


def _renderer(asked: Renderer) -> str:
    """The renderer that will be used, with its version where it is Quarto."""
    if asked == "embedded":
        return asked
    quarto = find_quarto()
    if quarto is not None and quarto.supported:
        return f"quarto {quarto.version}"
    return "embedded" if asked == "auto" else asked
