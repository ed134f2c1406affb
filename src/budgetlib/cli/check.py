"""`budgetlib check`: what the rules say about documents or a data package."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import click

from budgetlib.batch.limits import Limits
from budgetlib.cli.documents import Processed, processed, tell_what_gave_none
from budgetlib.cli.limits import limit_options
from budgetlib.cli.output import format_options, print_csv, print_json, print_table
from budgetlib.dataset import DocumentResult, load_package, package_schema
from budgetlib.dataset.descriptor import FILE_NAME
from budgetlib.dataset.rows import table_rows
from budgetlib.document import Place
from budgetlib.errors import EXIT_PARTLY_FAILED, EXIT_RULES_FAILED

_TABLE = "findings"
_SEVERITIES = ("error", "warning", "notice", "info")
_Row = dict[str, Any]


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE|DIR...", type=click.Path(path_type=Path))
@format_options
@limit_options
def check(paths: tuple[Path, ...], form: str, limits: Limits) -> None:
    """Check that figures of disclosures agree and that they disclose what they must.

    FILE is a disclosure, or - for one that comes in on stdin, DIR a data package or a folder of disclosures. Prints the
    rules that failed and how many did not; json and csv hold every outcome as a row of the `findings` table
    (docs/data.md). Ends with status 9 when a rule failed.

    \b
    budgetlib check data/raw/00.md
    budgetlib check data/processed --json
    """
    found = Processed()
    packages = [path for path in paths if (path / FILE_NAME).is_file()]
    documents = [path for path in paths if path not in packages]
    rows = [row for package in packages for row in _of_package(package)]
    if documents:
        with processed(documents, limits) as found:
            rows += (row for result in found.results() for row in _of_document(result))
    if form == "json":
        print_json(rows)
    elif form == "csv":
        print_csv(rows, package_schema()[_TABLE].field_names)
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
