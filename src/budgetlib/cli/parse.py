"""`budgetlib parse`: a data package from some documents."""

from __future__ import annotations

from pathlib import Path

import click

from budgetlib.batch.document import process_document
from budgetlib.batch.folders import documents_in
from budgetlib.batch.packaged import same_disclosure
from budgetlib.batch.pool import open_pool
from budgetlib.cli.progress import progress
from budgetlib.dataset import DocumentResult, write_package
from budgetlib.dataset.descriptor import FILE_NAME
from budgetlib.errors import EXIT_PARTLY_FAILED, BudgetlibError, ReadError


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the data package. A package that is there is replaced.",
)
@click.option("--workers", type=click.IntRange(min=1), help="Processes at a time (default: one per core).")
def parse(files: tuple[Path, ...], output: Path, workers: int | None) -> None:
    """Make a data package (Parquet, CSV, Excel) from disclosures.

    FILE is a disclosure, or a folder of them. One that can't be read stops no other; it is named in the end, and
    the package holds the rest.

    \b
    budgetlib parse budget-2024.pdf -o package
    budgetlib parse data/raw -o package
    """
    documents = [path for file in files for path in (documents_in(file) if file.is_dir() else (file,))]
    if not documents:
        raise ReadError("there are no disclosures here", file=files[0], remedy="name a file")
    results, failures = _parse_all(documents, workers)
    if len(documents) == 1 and failures:
        raise failures[documents[0]]
    if results:
        write_package(results, output)
        click.echo(output / FILE_NAME)
    if failures:
        _tell(failures, len(documents))
        click.get_current_context().exit(EXIT_PARTLY_FAILED)


def _parse_all(
    documents: list[Path], workers: int | None
) -> tuple[list[DocumentResult], dict[Path, BudgetlibError]]:
    """The results in the order of the documents, each disclosure once, and what failed."""
    found, failures = {}, {}
    watching = progress()
    watching.begin("parse", len(documents), 0)
    with open_pool("serial" if len(documents) == 1 else "processes", workers) as pool:
        for path, result, error in pool.run(process_document, documents):
            if result is not None:
                found[path] = result
            elif error is not None:
                failures[path] = error
            watching.done(str(path), str(error or ""))
    watching.end()
    first: dict[str, Path] = {}
    for path in sorted(found):
        identifier = found[path].disclosure.disclosure_id
        if first.setdefault(identifier, path) != path:
            failures[path] = same_disclosure(str(first[identifier]), identifier)
    return [found[path] for path in first.values()], failures


def _tell(failures: dict[Path, BudgetlibError], documents: int) -> None:
    click.echo(f"budgetlib: {len(failures)} of {documents} documents failed:", err=True)
    for path, error in sorted(failures.items()):
        where = f"{path}, {error.place}" if error.place else str(path)
        click.echo(f"  {where}: {error.problem}" + (f" ({error.remedy})" if error.remedy else ""), err=True)
