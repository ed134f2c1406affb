"""`budgetlib parse`: a data package from some documents."""

from __future__ import annotations

from pathlib import Path

import click

from budgetlib.batch.limits import Limits
from budgetlib.cli.documents import processed, tell_what_gave_none
from budgetlib.cli.limits import limit_options
from budgetlib.dataset.descriptor import FILE_NAME


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
@limit_options
def parse(files: tuple[Path, ...], output: Path, workers: int | None, limits: Limits) -> None:
    """Make a data package (Parquet, CSV, Excel) from disclosures.

    FILE is a disclosure, or a folder of them. One that can't be read stops no other; it is named in the end, as is
    one that is no disclosure, and the package holds the rest.

    \b
    budgetlib parse budget-2024.pdf -o package
    budgetlib parse data/raw -o package
    """
    with processed(files, limits, workers) as found:
        if found.kept:
            from budgetlib.dataset import write_package  # late: it takes long to import

            write_package(found.results_by_identifier(), output)
            click.echo(output / FILE_NAME)
        tell_what_gave_none(found)
        click.get_current_context().exit(found.status)
