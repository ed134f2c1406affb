"""Third step: a page for every document as it was read, which evidence links lead to."""

from __future__ import annotations

from collections.abc import Sequence

from budgetlib import __version__
from budgetlib.batch.building import Build
from budgetlib.batch.distributions import READING
from budgetlib.batch.fingerprints import code_digest, versions
from budgetlib.batch.folders import Folders
from budgetlib.batch.packaged import PackagedDocument
from budgetlib.batch.readings import KeptReadings
from budgetlib.batch.source_pages import SourceJob, write_source_page
from budgetlib.batch.tasks import Task
from budgetlib.stories import addresses

NAME = "sources"


def run(build: Build) -> None:
    """Writes the stale ones of the pages that show documents as they were read."""
    tasks = source_tasks(build.folders, build.documents or (), build.readings)
    build.runner.retire(NAME, [task.item for task in tasks], build.folders.executed)
    build.runner.run(NAME, write_source_page, tasks, limits=build.options.limits)


def source_tasks(
    folders: Folders, documents: Sequence[PackagedDocument], readings: KeptReadings
) -> list[Task[SourceJob]]:
    """A task per document."""
    common = {
        "budgetlib": __version__,
        "the code that shows it": code_digest("from budgetlib.batch.source_pages import write_source_page"),
        **versions(READING),
    }
    tasks = []
    for document in documents:
        url, executed = document.source_url, folders.executed(document.source_url)
        job = SourceJob(
            raw=folders.raw,
            name=document.file,
            annexes=document.annexes,
            result=folders.result(document.file),
            executed=executed,
            title=document.title,
            unit_page=addresses.unit_page(document.disclosure_id),
            readings=readings,
        )
        inputs = {document.file: document.digest, "its title": document.title, **common}
        tasks.append(Task(url, document.file, inputs, (executed,), job))
    return tasks
