"""Processing the documents that a command line names, and telling which failed or are no disclosures."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import click

from budgetlib.batch.limits import Limits, renewing
from budgetlib.batch.matching import Content, parts_of_one
from budgetlib.batch.packaged import same_disclosure
from budgetlib.batch.pool import Pool, apart, open_pool
from budgetlib.cli.named_documents import named_documents, shown
from budgetlib.cli.progress import progress
from budgetlib.dataset import DocumentResult, load_result, save_result
from budgetlib.errors import EXIT_PARTLY_FAILED, BudgetlibError, NotADisclosure
from budgetlib.file_names import plain_path
from budgetlib.temporary import temporary_folder

_Errors = dict[Path, BudgetlibError]


class _Kept(NamedTuple):
    """A result on disk, and what it is of."""

    content: Content
    file: Path


class _Job(NamedTuple):
    """The files of a document, and where to keep its result."""

    paths: tuple[Path, ...]
    result: Path


@dataclass(frozen=True, slots=True)
class Processed:
    """What came of some documents: results in order, each disclosure once, and by file what gave none, and why.

    `left_out` are files that are no disclosures, which is no failure. Results are on disk, one of them in memory.
    """

    kept: Sequence[_Kept] = ()
    left_out: Mapping[Path, BudgetlibError] = field(default_factory=dict)
    failures: Mapping[Path, BudgetlibError] = field(default_factory=dict)

    def results(self) -> Iterator[DocumentResult]:
        """The results, in the order in which their documents were named."""
        return (load_result(each.file) for each in self.kept)

    def results_by_identifier(self) -> Iterator[DocumentResult]:
        """The results as a data package has them."""
        return (load_result(each.file) for each in sorted(self.kept))

    @property
    def status(self) -> int:
        """The exit status of a command that did all it could with them."""
        if self.failures:
            return EXIT_PARTLY_FAILED
        return NotADisclosure.exit_status if self.left_out else 0


@contextlib.contextmanager
def processed(paths: Sequence[Path], limits: Limits, workers: int | None = None) -> Iterator[Processed]:
    """What comes of all documents, for the length of the block.

    Paths are as in `named_documents`. Text and tables of one disclosure in several files (附件1, 附件2)
    are one result. The error of a single document is raised.
    """
    with named_documents(paths) as documents, temporary_folder() as folder:
        yield _processed(documents, folder, limits, workers)


def _processed(documents: Sequence[Path], folder: Path, limits: Limits, workers: int | None) -> Processed:
    jobs = [_Job((path,), folder / f"{number}.json") for number, path in enumerate(documents)]
    if len(jobs) == 1:
        return Processed([apart(_process, jobs[0], limits, file=documents[0])])
    found: dict[Path, _Kept] = {}
    left_out: _Errors = {}
    failures: _Errors = {}
    watching = progress()
    watching.begin("parse", len(documents), 0)
    with open_pool("processes", workers) as pool:
        for job, kept, error in pool.run(_process, jobs, limits):
            path = job.paths[0]
            if isinstance(error, NotADisclosure):
                left_out[path] = error
            elif error is not None:
                failures[path] = error
            elif kept is not None:
                found[path] = kept
            watching.done(shown(path), str(failures.get(path, "")))
        _put_together(found, documents, pool, limits)
    watching.end()
    _set_apart(found, failures)
    return Processed([found[path] for path in documents if path in found], left_out, failures)


def _process(job: _Job) -> _Kept:
    from budgetlib.batch.document import process_document  # late: only the process that reads needs readers
    from budgetlib.readers.recall import afresh

    first, *others = job.paths
    result = process_document(first, annexes=others, recall=renewing(afresh))
    save_result(result, job.result)
    disclosure = result.disclosure
    return _Kept(Content(disclosure.disclosure_id, len(disclosure.statements)), job.result)


def _put_together(found: dict[Path, _Kept], documents: Sequence[Path], pool: Pool, limits: Limits) -> None:
    """Makes one result of the files of a disclosure of which one has its tables and the others only text."""
    parted = parts_of_one((path, found[path].content) for path in documents if path in found)
    jobs = [_Job(parts, found[parts[0]].file) for parts in parted]
    for job, kept, _ in pool.run(_process, jobs, limits):
        if kept is not None:
            for path in job.paths[1:]:
                del found[path]
            found[job.paths[0]] = kept


def _set_apart(found: dict[Path, _Kept], failures: dict[Path, BudgetlibError]) -> None:
    """Moves documents that give a disclosure a second time to the failures."""
    first: dict[str, Path] = {}
    for path in sorted(found):
        identifier = found[path].content.disclosure_id
        if first.setdefault(identifier, path) != path:
            failures[path] = same_disclosure(plain_path(first[identifier]), identifier)
            del found[path]


def tell_what_gave_none(processed: Processed) -> None:
    """A line on stderr per file that was left out or failed: file, place, what is wrong, remedy."""
    left_out, failures = processed.left_out, processed.failures
    if left_out:
        click.echo(f"left out, {are_no_disclosures(len(left_out))}:", err=True)
        _tell(left_out)
    if failures:
        click.echo(f"budgetlib: {len(failures)} documents failed:", err=True)
        _tell(failures)


def are_no_disclosures(number: int) -> str:
    """What files that are left out are, in words."""
    return "1 file that is no disclosure" if number == 1 else f"{number} files that are no disclosures"


def _tell(errors: Mapping[Path, BudgetlibError]) -> None:
    for path, error in sorted(errors.items()):
        where = ", ".join(filter(None, (shown(path), error.place)))
        click.echo(f"  {where}: {error.problem}" + (f" ({error.remedy})" if error.remedy else ""), err=True)
