"""The page of a document as it was read, as a notebook."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from budgetlib.atomic import write_text
from budgetlib.batch.fingerprints import file_digest
from budgetlib.batch.limits import renewing
from budgetlib.batch.readings import KeptReadings
from budgetlib.batch.tasks import TaskResult
from budgetlib.dataset import DocumentResult, load_result
from budgetlib.document import Place
from budgetlib.file_names import named_file


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


def write_source_page(job: SourceJob) -> TaskResult:
    """Writes the page of a document as it was read, as a notebook; returns the digest of it."""
    from budgetlib.annexes import read_files  # takes long to import when there is nothing to do
    from budgetlib.statements.headings import headings
    from budgetlib.stories.source_page import source_notebook

    annexes = [named_file(job.raw, name) for name in job.annexes]
    read = read_files(named_file(job.raw, job.name), annexes, recall=renewing(job.readings.recall))
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
