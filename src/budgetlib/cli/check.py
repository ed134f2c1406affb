"""`budgetlib check`: what the rules say about documents or a data package."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import click

from budgetlib.batch.limits import Limits
from budgetlib.cli.documents import Processed, processed, tell_what_gave_none
from budgetlib.cli.limits import limit_options
from budgetlib.cli.output import print_json, print_table
from budgetlib.dataset import DocumentResult, load_package, package_schema
from budgetlib.dataset.descriptor import FILE_NAME
from budgetlib.dataset.rows import table_rows
from budgetlib.document import Place
from budgetlib.errors import EXIT_PARTLY_FAILED, EXIT_RULES_FAILED

_TABLE = "findings"
_SEVERITIES = ("error", "warning", "notice", "info")
_Row = dict[str, Any]


@click.command()
@click.argument("path", metavar="FILE|DIR", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of all findings instead of a table.")
@limit_options
def check(path: Path, as_json: bool, limits: Limits) -> None:
    """Check that a disclosure's figures agree and that it discloses what it must.

    FILE is a disclosure, DIR a data package or a folder of disclosures. Prints the rules that failed and how many
    did not; --json prints every outcome as a row of the `findings` table (docs/data.md). Ends with status 9 when
    a rule failed.

    \b
    budgetlib check data/raw/00.md
    budgetlib check data/processed --json
    """
    found = Processed()
    if (path / FILE_NAME).is_file():
        rows = _of_package(path)
    else:
        with processed([path], limits) as found:
            rows = [row for result in found.results() for row in _of_document(result)]
    if as_json:
        print_json(rows)
    else:
        _print_failed(rows)
    tell_what_gave_none(found)
    status = found.status
    if status != EXIT_PARTLY_FAILED and any(row["outcome"] == "fail" for row in rows):
        status = EXIT_RULES_FAILED
    click.get_current_context().exit(status)


def _of_document(result: DocumentResult) -> list[_Row]:
    names = package_schema()[_TABLE].field_names
    return [dict(zip(names, row, strict=True)) for row in table_rows(result)[_TABLE]]


def _of_package(folder: Path) -> list[_Row]:
    frame = load_package(folder).table(_TABLE, exact=True).astype(object)
    return [
        {str(name): value for name, value in row.items()}
        for row in frame.where(frame.notna(), None).to_dict("records")
    ]


def _print_failed(rows: list[_Row]) -> None:
    failed = sorted(
        (row for row in rows if row["outcome"] == "fail"),
        key=lambda row: (row["disclosure_id"], _SEVERITIES.index(row["severity"])),
    )
    if failed:
        print_table(
            ("document", "severity", "rule", "what", "place"),
            (
                (row["disclosure_id"], row["severity"], row["rule_id"], row["message"], _place(row))
                for row in failed
            ),
        )
    counts = Counter(row["outcome"] for row in rows)
    outcomes = ", ".join(f"{number} {outcome}" for outcome, number in sorted(counts.items()))
    click.echo(f"{len(rows)} outcomes: {outcomes or 'none'}", err=True)


def _place(row: _Row) -> str:
    return str(Place(*(row[name] for name in ("page", "line", "table", "row", "column"))))
