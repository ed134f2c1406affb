"""The results of all documents into one data package.

Only results that changed are read; what the package holds of the others is taken over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from budgetlib.batch.fingerprints import file_digest
from budgetlib.batch.package_contents import Made, documents_made, keep_documents_made
from budgetlib.batch.progress import Progress
from budgetlib.batch.tasks import TaskResult
from budgetlib.coverage import Decision, apply_decisions
from budgetlib.dataset.descriptor import FILE_NAME
from budgetlib.dataset.result import DocumentResult, Unchanged
from budgetlib.dataset.schema import package_schema
from budgetlib.dataset.storage import load_result
from budgetlib.verdicts import PersonVerdict, apply_verdicts

_PARTS = ("documents", "tables")
"""What is told of on the way: documents that are read, then tables of which all files are written."""


class KeptDocument(NamedTuple):
    """A document with the file of its result. `digest` changes when the result or a decision on it does."""

    disclosure_id: str
    digest: str | None
    source: str
    result: Path


@dataclass(frozen=True, slots=True)
class PackageJob:
    """The documents by identifier, people's decisions on their catalogue matches and verdicts on their findings, and
    the folder of the package.

    `documents_from` is where the documents come from, empty for `data/raw`. `made_of` is the file that says what the
    package was made of, `way` how it is made; `anew` takes nothing over from the package that is there.
    """

    documents: tuple[KeptDocument, ...]
    decisions: tuple[Decision, ...]
    folder: Path
    documents_from: str
    made_of: Path
    way: str
    anew: bool
    verdicts: tuple[PersonVerdict, ...] = ()


def write(job: PackageJob, progress: Progress) -> TaskResult:
    """Writes the package, and tells of every document that is read for it and of every table.

    Returns the digest of its description, which holds those of all its files, where its documents come from, and
    the lines of the decisions that fit no match.
    """
    from budgetlib.dataset.writer import write_package  # takes long to import when there is nothing to do

    before = {} if job.anew else documents_made(job.made_of, job.folder, job.way)
    unchanged = {
        document.disclosure_id: made
        for document in job.documents
        if (made := before.get(document.disclosure_id)) and made.digest == document.digest
    }
    decisions = _Decisions(job.decisions, {name: made.unused for name, made in unchanged.items()})
    documents, tables = _PARTS
    progress.begin(documents, len(job.documents) - len(unchanged), len(unchanged))

    def results() -> Iterator[DocumentResult | Unchanged]:
        for document in job.documents:
            if document.disclosure_id in unchanged:
                yield Unchanged(document.disclosure_id, document.source)
            else:
                result = decisions.applied(load_result(document.result))
                yield replace(result, findings=apply_verdicts(result.findings, job.verdicts))
                progress.done(document.source, "")
        progress.end()
        progress.begin(tables, len(package_schema().tables), 0)

    try:
        write_package(results(), job.folder, on_table=lambda table: progress.done(table, ""))
    finally:
        progress.end()
    now = {
        each.disclosure_id: Made(each.digest or "", decisions.unused(each.disclosure_id))
        for each in job.documents
    }
    keep_documents_made(job.made_of, job.folder, job.way, now)
    return {
        "digest": file_digest(job.folder / FILE_NAME),
        "documents_from": job.documents_from,
        "unused_decisions": decisions.unused_lines(),
    }


class _Decisions:
    """People's decisions, applied to one result after another, and what is left of them.

    `unused` says, of documents to which they need not be applied again, which fit nothing.
    """

    def __init__(self, decisions: Sequence[Decision], unused: Mapping[str, tuple[int, ...]]) -> None:
        self._by_disclosure: dict[str, list[Decision]] = defaultdict(list)
        for decision in decisions:
            self._by_disclosure[decision.disclosure_id].append(decision)
        self._unused = dict(unused)

    def applied(self, result: DocumentResult) -> DocumentResult:
        """A result with the decisions on it."""
        own = self._by_disclosure.get(result.disclosure.disclosure_id)
        if own is None:
            self._unused[result.disclosure.disclosure_id] = ()
            return result
        outcome = apply_decisions(result.matches, own, result.disclosure)
        self._unused[result.disclosure.disclosure_id] = tuple(map(own.index, outcome.unused))
        return replace(result, matches=outcome.matches)

    def unused(self, disclosure_id: str) -> tuple[int, ...]:
        """Which of the decisions on a document, counted from 0, are on a project or an item that is not there."""
        return self._unused[disclosure_id]

    def unused_lines(self) -> list[int]:
        """Lines of decisions on projects, items or disclosures that are not there."""
        return sorted(
            decision.line
            for disclosure_id, own in self._by_disclosure.items()
            for at, decision in enumerate(own)
            if at in self._unused.get(disclosure_id, range(len(own)))
        )
