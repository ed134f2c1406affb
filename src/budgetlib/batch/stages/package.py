"""Second stage: the results of all documents into one data package."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from budgetlib import __version__
from budgetlib.batch.fingerprints import code_digest, file_digest, value_digest, versions
from budgetlib.batch.folders import Folders
from budgetlib.batch.packaged import PackagedDocument
from budgetlib.batch.progress import Progress
from budgetlib.batch.runner import StepResult
from budgetlib.batch.steps import Step
from budgetlib.coverage import Decision, apply_decisions
from budgetlib.dataset import DocumentResult
from budgetlib.dataset.descriptor import FILE_NAME, WORKBOOK_NAME, csv_name, parquet_name
from budgetlib.dataset.schema import package_schema
from budgetlib.dataset.storage import saved_results
from budgetlib.dataset.writer import write_package

NAME = "package"
ITEM = "data package"
_PART = "documents"
"""What is told of on the way."""
_DISTRIBUTIONS = ("pyarrow", "xlsxwriter")


@dataclass(frozen=True, slots=True)
class PackageJob:
    """The files of the results, people's decisions on their catalogue matches, and the folder of the package.

    `documents_from` is where the documents come from, empty for `data/raw`.
    """

    results: tuple[Path, ...]
    decisions: tuple[Decision, ...]
    folder: Path
    documents_from: str


def package_step(
    folders: Folders,
    documents: Sequence[PackagedDocument],
    decisions: tuple[Decision, ...],
    *,
    complete: bool,
) -> Step[PackageJob]:
    """The one step. `complete` is False in a dry run that can't know all results."""
    identified = sorted((document.disclosure_id, document.digest) for document in documents)
    inputs = {
        "documents from": folders.documents_from or "data/raw",
        "the documents": value_digest(identified) if complete else None,
        folders.decisions.name: value_digest(decisions),
        "budgetlib": __version__,
        "the code that writes it": code_digest("from budgetlib.batch.stages.package import write"),
        **versions(_DISTRIBUTIONS),
    }
    tables = package_schema().table_names
    names = (FILE_NAME, WORKBOOK_NAME, *map(csv_name, tables), *map(parquet_name, tables))
    outputs = tuple(folders.package / name for name in names)
    results = tuple(folders.result(document.file) for document in documents)
    job = PackageJob(results, decisions, folders.package, folders.documents_from)
    return Step(ITEM, "data/processed", inputs, outputs, job)


def write(job: PackageJob, progress: Progress) -> StepResult:
    """Writes the package, and tells of every document in it.

    Returns the digest of its description, which holds those of all its files, where its documents come from, and
    the lines of the decisions that fit no match.
    """
    decisions = _Decisions(job.decisions)
    progress.begin(_PART, len(job.results), 0)
    try:
        write_package(_told(map(decisions.applied, saved_results(job.results)), progress), job.folder)
    finally:
        progress.end()
    return {
        "digest": file_digest(job.folder / FILE_NAME),
        "documents_from": job.documents_from,
        "unused_decisions": decisions.unused(),
    }


def _told(results: Iterable[DocumentResult], progress: Progress) -> Iterator[DocumentResult]:
    for result in results:
        yield result
        progress.done(result.disclosure.source, "")


class _Decisions:
    """People's decisions, applied to one result after another, and what is left of them."""

    def __init__(self, decisions: Sequence[Decision]) -> None:
        self._by_disclosure: dict[str, list[Decision]] = defaultdict(list)
        for decision in decisions:
            self._by_disclosure[decision.disclosure_id].append(decision)
        self._unused: list[int] = []

    def applied(self, result: DocumentResult) -> DocumentResult:
        """A result with the decisions on it."""
        own = self._by_disclosure.pop(result.disclosure.disclosure_id, None)
        if own is None:
            return result
        outcome = apply_decisions(result.matches, own, result.disclosure)
        self._unused.extend(decision.line for decision in outcome.unused)
        return replace(result, matches=outcome.matches)

    def unused(self) -> list[int]:
        """Lines of decisions on projects, items or disclosures that are not there."""
        of_others = [each.line for others in self._by_disclosure.values() for each in others]
        return sorted([*self._unused, *of_others])
