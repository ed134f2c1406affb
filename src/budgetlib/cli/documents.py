"""Processing the documents that a command line names, and telling which failed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import click

from budgetlib.batch.document import process_document
from budgetlib.batch.folders import documents_in
from budgetlib.batch.matching import Content, parts_of_one
from budgetlib.batch.packaged import same_disclosure
from budgetlib.batch.pool import Pool, open_pool
from budgetlib.batch.progress import Progress
from budgetlib.cli.progress import progress
from budgetlib.dataset import DocumentResult
from budgetlib.errors import BudgetlibError, ReadError


def process_all(
    paths: Iterable[Path], workers: int | None = None
) -> tuple[list[DocumentResult], dict[Path, BudgetlibError]]:
    """The results of all documents in order, each disclosure once, and the errors of those that failed.

    A path is a document or a folder of documents. Text and tables of one disclosure in several files (附件1, 附件2)
    are one result. The error of a single document is raised.
    """
    named = (found for path in paths for found in (documents_in(path) if path.is_dir() else (path,)))
    documents = list(dict.fromkeys(named))
    if not documents:
        raise ReadError("there are no disclosures here", remedy="name a file")
    found: dict[Path, DocumentResult] = {}
    failures: dict[Path, BudgetlibError] = {}
    watching = progress() if len(documents) > 1 else Progress()
    watching.begin("parse", len(documents), 0)
    with open_pool("serial" if len(documents) == 1 else "processes", workers) as pool:
        for path, result, error in pool.run(process_document, documents):
            if error is not None:
                failures[path] = error
            elif result is not None:
                found[path] = result
            watching.done(str(path), str(error or ""))
        _put_together(found, documents, pool)
    watching.end()
    if len(documents) == 1 and failures:
        raise failures[documents[0]]
    _set_apart(found, failures)
    return [found[path] for path in documents if path in found], failures


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


def tell_failures(failures: Mapping[Path, BudgetlibError]) -> None:
    """A line per failed document on stderr: file, place, what is wrong, remedy."""
    if failures:
        click.echo(f"budgetlib: {len(failures)} documents failed:", err=True)
    for path, error in sorted(failures.items()):
        where = f"{path}, {error.place}" if error.place else str(path)
        click.echo(f"  {where}: {error.problem}" + (f" ({error.remedy})" if error.remedy else ""), err=True)
