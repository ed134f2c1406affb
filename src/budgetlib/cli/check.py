"""`budgetlib check`: what the rules say about documents or a data package."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from budgetlib.batch.limits import Limits
from budgetlib.cli.documents import Processed, processed, tell_what_gave_none
from budgetlib.cli.limits import limit_options
from budgetlib.cli.output import format_options, print_csv, print_json, print_table
from budgetlib.dataset import DocumentResult, field_rows, load_package, package_schema
from budgetlib.dataset.descriptor import FILE_NAME
from budgetlib.dataset.rows import table_rows
from budgetlib.document import Place
from budgetlib.errors import EXIT_PARTLY_FAILED, EXIT_RULES_FAILED, ReadError
from budgetlib.verdicts import PersonVerdict, apply_verdicts, read_verdicts

_TABLE = "findings"
_TABLES = (_TABLE, "finding_evidence", "finding_explanations")
_SEVERITIES = ("error", "warning", "notice", "info")
_Row = dict[str, Any]
_Tables = dict[str, list[_Row]]


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE|DIR...", type=click.Path(path_type=Path))
@format_options
@click.option(
    "--explain",
    metavar="ID",
    help="Print one finding: its figures, their pages, the explanations tried and what each gave.",
)
@click.option(
    "--verdicts",
    type=click.Path(path_type=Path),
    default=Path("data/verdicts.csv"),
    show_default=True,
    help="What people said of findings; a file that is not there says nothing.",
)
@limit_options
def check(paths: tuple[Path, ...], form: str, explain: str | None, verdicts: Path, limits: Limits) -> None:
    """Check that figures of disclosures agree and that they disclose what they must.

    FILE is a disclosure, or - for one that comes in on stdin, DIR a data package or a folder of disclosures. Prints the
    rules that failed and how many did not; json and csv hold every outcome as a row of the `findings` table
    (docs/data.md). Ends with status 9 when a rule failed.

    \b
    budgetlib check data/raw/00.md
    budgetlib check data/raw/00.md --explain targets.announced-1a2b3c4d5e
    budgetlib check data/processed --json
    """
    found = Processed()
    packages = [path for path in paths if (path / FILE_NAME).is_file()]
    documents = [path for path in paths if path not in packages]
    tables: _Tables = {name: [] for name in _TABLES}
    for package in packages:
        _add(tables, _of_package(package))
    if documents:
        said = read_verdicts(verdicts)
        for problem in said.problems:
            click.echo(problem, err=True)
        with processed(documents, limits) as found:
            _add(tables, _of_documents(found.results(), said.verdicts))
    rows = tables[_TABLE]
    if explain is not None:
        _explain(tables, explain, paths[0])
    elif form == "json":
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


def _add(tables: _Tables, more: _Tables) -> None:
    for name, rows in more.items():
        tables[name] += rows


def _of_documents(results: Iterable[DocumentResult], verdicts: Sequence[PersonVerdict]) -> _Tables:
    tables: _Tables = {name: [] for name in _TABLES}
    for result in results:
        judged = replace(result, findings=apply_verdicts(result.findings, verdicts))
        rows = table_rows(judged)
        for name in _TABLES:
            fields = package_schema()[name].field_names
            tables[name] += [dict(zip(fields, row, strict=True)) for row in rows[name]]
    return tables


def _of_package(folder: Path) -> _Tables:
    package = load_package(folder)
    return {name: _rows(package.table(name, exact=True).astype(object)) for name in _TABLES}


def _rows(frame: Any) -> list[_Row]:
    return [
        {str(name): value for name, value in row.items()}
        for row in frame.where(frame.notna(), None).to_dict("records")
    ]


def _explain(tables: _Tables, finding_id: str, path: Path) -> None:
    """Prints what a finding rests on, for a person who must decide whether it is so."""
    row = next((row for row in tables[_TABLE] if row["finding_id"] == finding_id), None)
    if row is None:
        raise ReadError(
            f"there is no finding {finding_id}", file=path, remedy="--json lists them with their finding_id"
        )
    click.echo(f"{row['title']}（{row['rule_id']}）")
    click.echo(row["message"])
    click.echo(f"\n结论：{_meaning(_TABLE, 'tier', row['tier'])}（{row['tier']}, {row['severity']}）")
    click.echo(f"规则：{row['says']}（依据：{row['authority']}）")
    if row["stake_yuan"] is not None:
        share = f"，占全部支出的{row['stake_share'] * 100:.2f}%" if row["stake_share"] is not None else ""
        click.echo(f"涉及金额：{row['stake_yuan']:,.2f}元{share}")
    click.echo("\n所据数字：")
    for one in _belonging(tables["finding_evidence"], row):
        click.echo(f"  {one['label']}：{one['printed']}（{_place(one)}）")
    click.echo("\n试过的解释：")
    tried = _belonging(tables["finding_explanations"], row)
    for one in tried:
        answer = _meaning("finding_explanations", "answer", one["answer"])
        click.echo(f"  {one['explanation']}：{answer}{'，' if one['detail'] else ''}{one['detail']}")
    if not tried:
        click.echo("  这条规则没有需要试的解释")
    if row["verdict"]:
        said = _meaning(_TABLE, "verdict", row["verdict"])
        click.echo(f"\n人工判断：{said}（{row['verdict_by']}，{row['verdict_on']}）{row['verdict_note']}")


def _meaning(table: str, field: str, value: str) -> str:
    """What a value of a column means, in Chinese."""
    values = next(one.values for one in field_rows(table) if one.name == field)
    return dict(values).get(value, "").partition(",")[0]


def _belonging(rows: Sequence[_Row], finding: _Row) -> list[_Row]:
    of = (finding["disclosure_id"], finding["finding"])
    return [row for row in rows if (row["disclosure_id"], row["finding"]) == of]


def _print_failed(rows: list[_Row]) -> None:
    failed = sorted(
        (row for row in rows if row["outcome"] == "fail"),
        key=lambda row: (row["disclosure_id"], _SEVERITIES.index(row["severity"])),
    )
    if failed:
        print_table(
            ("document", "severity", "finding", "what", "place"),
            (
                (row["disclosure_id"], row["severity"], row["finding_id"], row["message"], _place(row))
                for row in failed
            ),
        )
    counts = Counter(row["outcome"] for row in rows)
    outcomes = ", ".join(f"{number} {outcome}" for outcome, number in sorted(counts.items()))
    click.echo(f"{len(rows)} outcomes: {outcomes or 'none'}", err=True)


def _place(row: _Row) -> str:
    return str(Place(*(row[name] for name in ("page", "line", "table", "row", "column"))))
