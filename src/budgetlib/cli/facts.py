"""`budgetlib facts`: the headline figures of documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from budgetlib.batch.limits import Limits, renewing
from budgetlib.batch.pool import apart, open_pool
from budgetlib.cli.limits import limit_options
from budgetlib.cli.named_documents import named_documents, shown
from budgetlib.cli.output import format_options, print_csv, print_json, print_table
from budgetlib.disclosure import Fact
from budgetlib.document import Place
from budgetlib.errors import BudgetlibError, NotADisclosure

_COLUMNS = ("file", "key", "value", "unit", "state", "page", "line", "confirmed")
_Facts = tuple[Fact, ...]


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@format_options
@limit_options
def facts(files: tuple[Path, ...], form: str, limits: Limits) -> None:
    """Print the headline figures of disclosures.

    Unit, year and stage come first, then the figures under their keys (docs/data.md lists them). A blank cell
    is not a zero: its state is `blank`, its value null in JSON. FILE is a disclosure, a folder of them, or - for one
    that comes in on stdin; of several, every figure is printed with its file.

    \b
    budgetlib facts data/raw/00.md
    budgetlib facts data/raw/00.md --json
    budgetlib facts data/raw --format csv
    """
    with named_documents(files) as documents:
        if len(documents) > 1 or files[0].is_dir():
            _facts_of_several(documents, form, limits)
            return
        try:
            found = apart(_facts_of, documents[0], limits, file=documents[0])
        except NotADisclosure:
            if form == "json":
                print_json([])
            raise
        _print({shown(documents[0]): found}, form, several=False)


def _facts_of_several(documents: Sequence[Path], form: str, limits: Limits) -> None:
    """Prints those of all documents, and ends as commands on several do."""
    from budgetlib.cli.documents import Processed, tell_what_gave_none  # late: one document needs neither

    found: dict[Path, _Facts] = {}
    left_out: dict[Path, BudgetlibError] = {}
    failures: dict[Path, BudgetlibError] = {}
    with open_pool() as pool:
        for path, result, error in pool.run(_facts_of, documents, limits):
            if error is not None:
                (left_out if isinstance(error, NotADisclosure) else failures)[path] = error
            else:
                found[path] = result or ()
    _print({shown(path): found[path] for path in documents if path in found}, form, several=True)
    processed = Processed((), left_out, failures)
    tell_what_gave_none(processed)
    click.get_current_context().exit(processed.status)


def _print(found: Mapping[str, _Facts], form: str, *, several: bool) -> None:
    each = ((file, fact) for file, facts_of_file in found.items() for fact in facts_of_file)
    columns = _COLUMNS if several else _COLUMNS[1:]
    if form == "table":
        headings = ("key", "value", "unit", "state", "place")
        rows = ((*((file,) if several else ()), *_text_row(fact)) for file, fact in each)
        print_table((*(("file",) if several else ()), *headings), rows)
        return
    objects = [({"file": file} if several else {}) | _json_row(fact) for file, fact in each]
    if form == "json":
        print_json(objects)
    else:
        print_csv(objects, columns)


def _facts_of(file: Path) -> _Facts:
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
