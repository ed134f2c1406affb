"""`budgetlib synthesize`: made-up disclosures, to try things out, to test and to measure."""

from __future__ import annotations

import re
from pathlib import Path

import click

from budgetlib.cli.output import print_table
from budgetlib.synthetic import STAGES, generate

_LONGEST_SPAN = 50


def _span(ctx: click.Context, param: click.Parameter, value: str) -> tuple[int, ...]:
    """The years of `2024`, or of `2022-2024` with both ends included."""
    match = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", value)
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
    if not first <= last < first + _LONGEST_SPAN:
        raise click.BadParameter(
            f"{value!r} is no year and no span of years; write 2024 or 2022-2024", ctx, param
        )
    return tuple(range(first, last + 1))


@click.command()
@click.option(
    "-n", "--units", type=click.IntRange(min=1), default=3, show_default=True, help="Number of units."
)
@click.option(
    "--years", callback=_span, default="2022-2024", show_default=True, metavar="YEAR[-YEAR]", help="Years."
)
@click.option(
    "--stage", type=click.Choice(STAGES), multiple=True, help="Only budgets or only final accounts."
)
@click.option(
    "--errors",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    help="Share of documents that get an error on purpose.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Another number gives other documents.")
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write the documents to.",
)
def synthesize(
    units: int, years: tuple[int, ...], stage: tuple[str, ...], errors: float, seed: int, output: Path
) -> None:
    """Make up disclosures whose figures agree, and errors in them on request.

    Every document says on its cover that it is made up. The same options give the same bytes. Errors that were
    written on purpose are printed, with the rules that must find them.

    \b
    budgetlib synthesize -n 12 --years 2022-2024 -o made-up
    budgetlib synthesize -n 12 --errors 0.2 -o made-up && budgetlib check made-up
    """
    output.mkdir(parents=True, exist_ok=True)
    faults, count = [], 0
    for document in generate(units, years, stages=stage or STAGES, errors=errors, seed=seed):
        (output / document.file).write_text(document.text, "utf-8", newline="\n")
        count += 1
        if document.fault:
            faults.append((document.file, " ".join(document.fault.rules), document.fault.what))
    if faults:
        print_table(("file", "rules", "error"), faults)
    click.echo(f"{count} made-up documents in {output}", err=True)
