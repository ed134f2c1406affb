"""Processing the documents that a command line names, and telling which failed or are no disclosures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from budgetlib.batch.document import process_document
from budgetlib.batch.folders import documents_in
from budgetlib.batch.matching import Content, parts_of_one
from budgetlib.batch.packaged import same_disclosure
from budgetlib.batch.pool import Pool, open_pool
from budgetlib.batch.progress import Progress
from budgetlib.cli.progress import progress
from budgetlib.dataset import DocumentResult
from budgetlib.errors import EXIT_PARTLY_FAILED, BudgetlibError, NotADisclosure, ReadError

_Errors = dict[Path, BudgetlibError]


class Processed(NamedTuple):
    """What came of some documents: results in order, each disclosure once, and by file what gave none, and why.

    `left_out` are files that are no disclosures, which is no failure.
    """

    results: list[DocumentResult]
    left_out: _Errors
    failures: _Errors

    @property
    def status(self) -> int:
        """The exit status of a command that did all it could with them."""
        if self.failures:
            return EXIT_PARTLY_FAILED
        return NotADisclosure.exit_status if self.left_out else 0


def process_all(paths: Sequence[Path], workers: int | None = None) -> Processed:
    """What comes of all documents.

    A path is a document or a folder of documents. Text and tables of one disclosure in several files (附件1, 附件2)
    are one result. The error of a single document is raised.
    """
    named = (found for path in paths for found in (documents_in(path) if path.is_dir() else (path,)))
    documents = list(dict.fromkeys(named))
    if not documents:
        raise ReadError(
            "there are no disclosures here", file=", ".join(map(str, paths)), remedy="name another folder"
        )
    found: dict[Path, DocumentResult] = {}
    left_out: _Errors = {}
    failures: _Errors = {}
    watching = progress() if len(documents) > 1 else Progress()
    watching.begin("parse", len(documents), 0)
    with open_pool("serial" if len(documents) == 1 else "processes", workers) as pool:
        for path, result, error in pool.run(process_document, documents):
            if error is not None and len(documents) == 1:
                raise error
            if isinstance(error, NotADisclosure):
                left_out[path] = error
            elif error is not None:
                failures[path] = error
            elif result is not None:
                found[path] = result
            watching.done(str(path), str(failures.get(path, "")))
        _put_together(found, documents, pool)
    watching.end()
    _set_apart(found, failures)
    return Processed([found[path] for path in documents if path in found], left_out, failures)


def _put_together(found: dict[Path, DocumentResult], documents: Sequence[Path], pool: Pool) -> None:
    """Makes one result of the files of a disclosure of which one has its tables and the others only text."""
    disclosures = ((path, found[path].disclosure) for path in documents if path in found)
    parted = parts_of_one(
        (path, Content(each.disclosure_id, len(each.statements))) for path, each in disclosures
    )
    for parts, result, _ in pool.run(_process_parts, parted):
        if result is not None:
            for path in parts[1:]:
                del found[path]
            found[parts[0]] = result


def _process_parts(paths: tuple[Path, ...]) -> DocumentResult:
    return process_document(paths[0], annexes=paths[1:])


def _set_apart(found: dict[Path, DocumentResult], failures: dict[Path, BudgetlibError]) -> None:
    """Moves documents that give a disclosure a second time to the failures."""
    first: dict[str, Path] = {}
    for path in sorted(found):
        identifier = found[path].disclosure.disclosure_id
        if first.setdefault(identifier, path) != path:
            failures[path] = same_disclosure(str(first[identifier]), identifier)
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
        where = f"{path}, {error.place}" if error.place else str(path)
        click.echo(f"  {where}: {error.problem}" + (f" ({error.remedy})" if error.remedy else ""), err=True)
