"""What commands print: JSON for programs, a table on a terminal, tab-separated lines in a pipe."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import wraps
from typing import Any, Final

import click

from budgetlib.dataset.csv_text import guard
from budgetlib.file_names import showable, showable_json

FORMATS: Final = ("table", "json", "csv")


def format_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds `--format` and its short form `--json` to a command, which gets them as one argument `form`."""

    @click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="table",
        show_default=True,
        help="How to print; json and csv hold more than the table.",
    )
    @click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
    @wraps(command)
    def formatted(*args: Any, form: str, as_json: bool, **given: Any) -> Any:
        return command(*args, form="json" if as_json else form, **given)

    return formatted


def print_csv(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> None:
    """Prints rows as CSV under the names of their columns, null as nothing, cells that look like formulas as text."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([showable(csv_text(row.get(column))) for column in columns])


def csv_text(value: object) -> str:
    """A value as it stands in a CSV file."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, bool):
        return str(value).lower()
    return guard(value) if isinstance(value, str) else "" if value is None else str(value)


def print_json(rows: Iterable[dict[str, Any]]) -> None:
    """Prints rows as a JSON list. Decimals become strings, so that no digit is lost."""
    click.echo(showable_json(json.dumps(list(rows), ensure_ascii=False, indent=1, default=_exact)))


def _exact(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    raise TypeError(f"{type(value).__name__} has no JSON form")


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Prints rows of text under headings: aligned on a terminal, separated by tabs elsewhere."""
    if not sys.stdout.isatty():
        for row in (headings, *rows):
            click.echo("\t".join(showable(" ".join(cell.split())) for cell in row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(
            *(Text(showable(cell)) for cell in row)
        )  # Text: square brackets in a document are no markup
    Console().print(table)
