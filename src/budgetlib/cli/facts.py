"""`budgetlib facts`: the headline figures of one document."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from budgetlib.batch.limits import Limits, renewing
from budgetlib.batch.pool import apart
from budgetlib.cli.limits import limit_options
from budgetlib.cli.output import print_json, print_table
from budgetlib.disclosure import Fact
from budgetlib.document import Place
from budgetlib.errors import NotADisclosure


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list instead of a table.")
@limit_options
def facts(file: Path, as_json: bool, limits: Limits) -> None:
    """Print the headline figures of one disclosure.

    Unit, year and stage come first, then the figures under their keys (docs/data.md lists them). A blank cell
    is not a zero: its state is `blank`, its value null in JSON.

    \b
    budgetlib facts data/raw/00.md
    budgetlib facts data/raw/00.md --json
    """
    try:
        found = apart(_facts_of, file, limits, file=file)
    except NotADisclosure:
        if as_json:
            print_json([])
        raise
    if as_json:
        print_json(map(_json_row, found))
    else:
        print_table(("key", "value", "unit", "state", "place"), map(_text_row, found))


def _facts_of(file: Path) -> tuple[Fact, ...]:
    from budgetlib.interpret import read_disclosure  # late: only the process that reads needs readers
    from budgetlib.readers.recall import afresh

    return read_disclosure(file, recall=renewing(afresh)).facts


def _json_row(fact: Fact) -> dict[str, Any]:
    return {
        "key": fact.key,
        "value": _text(fact.value),
        "unit": fact.unit,
        "state": fact.state,
        "page": fact.page,
        "line": fact.line,
        **({"confirmed": fact.confirmed} if fact.read_by == "ocr" else {}),
    }


def _text_row(fact: Fact) -> tuple[str, ...]:
    place = Place(page=fact.page, line=fact.line, table=fact.table, row=fact.row)
    state = f"{fact.state}, unconfirmed" if fact.confirmed is False else fact.state
    return fact.key, _text(fact.value) or "", fact.unit, state, str(place)


def _text(value: Decimal | str | None) -> str | None:
    """As printed: no exponent, and the decimals that the document prints."""
    return f"{value:f}" if isinstance(value, Decimal) else value
