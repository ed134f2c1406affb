"""Third stage: a page for every document as it was read, which evidence links lead to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from budgetlib import __version__
from budgetlib.atomic import write_text
from budgetlib.batch.distributions import READING
from budgetlib.batch.fingerprints import code_digest, file_digest, versions
from budgetlib.batch.folders import Folders
from budgetlib.batch.limits import renewing
from budgetlib.batch.packaged import PackagedDocument
from budgetlib.batch.readings import KeptReadings
from budgetlib.batch.runner import StepResult
from budgetlib.batch.steps import Step
from budgetlib.dataset import DocumentResult, load_result
from budgetlib.document import Place
from budgetlib.stories import addresses

NAME = "sources"


@dataclass(frozen=True, slots=True)
class SourceJob:
    """A document and its annexes in the folder `raw`, its kept result, and the page to be made of it."""

    raw: Path
    name: str
    annexes: tuple[str, ...]
    result: Path
    executed: Path
    title: str
    unit_page: str
    readings: KeptReadings


def source_steps(
    folders: Folders, documents: Sequence[PackagedDocument], readings: KeptReadings
) -> list[Step[SourceJob]]:
    """A step per document."""
    common = {
        "budgetlib": __version__,
        "the code that shows it": code_digest("from budgetlib.batch.stages.sources import write_source_page"),
        **versions(READING),
    }
    steps = []
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
        steps.append(Step(url, document.file, inputs, (executed,), job))
    return steps


def write_source_page(job: SourceJob) -> StepResult:
    """Writes the page of a document as it was read, as a notebook; returns the digest of it."""
    from budgetlib.annexes import read_files  # takes long to import when there is nothing to do
    from budgetlib.statements.headings import headings
    from budgetlib.stories.source_page import source_notebook

    annexes = [job.raw / name for name in job.annexes]
    read = read_files(job.raw / job.name, annexes, recall=renewing(job.readings.recall))
    document = replace(read, source=job.name)
    result = load_result(job.result)
    statements = result.disclosure.statements
    titles = [(statement.title, statement.tables[0]) for statement in statements if statement.tables]
    page = source_notebook(
        document,
        annexes=job.annexes,
        title=job.title,
        unit_page=job.unit_page,
        statements=titles,
        linked=linked_places(result),
        headings=headings(document),
    )
    write_text(job.executed, page)
    return {"digest": file_digest(job.executed)}


def linked_places(result: DocumentResult) -> set[Place]:
    """Where amounts and findings are, and the figures that findings rest on."""
    lines = {
        Place(line.page, line.line, line.table, line.row, line.column) for line in result.disclosure.lines
    }
    figures = {evidence.place for finding in result.findings for evidence in finding.evidence}
    return lines | figures | {finding.place for finding in result.findings}
