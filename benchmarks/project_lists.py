"""Whether the projects of every project list add up to its printed total, and which procurement lists do.

    python benchmarks/project_lists.py FILE_OR_FOLDER...

Prints a Markdown row per list (rows, projects, units, printed total and sum in 万元) and, last, how many lists add up
within rounding. A list without a row of totals is compared with the row of its department. What does not add up is to be
looked at on the page: a mistake of the unit, or of the reading; a list that is not understood is said to be so.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from budgetlib.accounts import OWN_PERIODS, Kind, Role
from budgetlib.disclosure import BudgetLine, Disclosure, Project, Purchase
from budgetlib.errors import BudgetlibError
from budgetlib.interpret import assemble
from budgetlib.money import rounding_step
from budgetlib.readers import read_document

_ENDINGS = (".pdf", ".md", ".html", ".docx", ".xls", ".xlsx")
_WAN = Decimal(10_000)


class Listed(NamedTuple):
    """A list of projects or purchases."""

    kind: Kind
    page: int | None
    rows: int
    items: int
    units: int
    total: Decimal | None
    added: Decimal
    answer: str


def main() -> None:
    """Reads the files that the command line names and prints what their lists come to."""
    answers: Counter[tuple[str, str]] = Counter()
    print(
        "| file | list | page | rows | items | units | total | sum | |\n|---|---|---|---|---|---|---|---|---|"
    )
    for path in _files(sys.argv[1:]):
        try:
            disclosure = assemble(read_document(path))
        except BudgetlibError as error:
            print(error, file=sys.stderr)
            continue
        for one in (*_lists(disclosure, Kind.PROJECTS), *_lists(disclosure, Kind.PROCUREMENT)):
            answers[one.kind, one.answer] += 1
            total = "" if one.total is None else f"{one.total / _WAN:,.2f}"
            print(
                f"| {path.name} | {one.kind} | {one.page or ''} | {one.rows} | {one.items} | {one.units} "
                f"| {total} | {one.added / _WAN:,.2f} | {one.answer} |",
                flush=True,
            )
    for (kind, answer), number in sorted(answers.items()):
        print(f"{kind}: {number} {answer}")


def _files(named: Sequence[str]) -> Iterator[Path]:
    for path in map(Path, named):
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
        yield from (one for one in inside if one.suffix in _ENDINGS)


def _lists(disclosure: Disclosure, kind: Kind) -> Iterator[Listed]:
    """The lists of a kind that name projects or purchases, table by table."""
    items: Sequence[Project | Purchase] = (
        disclosure.projects if kind is Kind.PROJECTS else disclosure.purchases
    )
    doubted = {note.place.table for note in disclosure.notes if note.kind == "projects.not_understood"}
    for table in dict.fromkeys(item.table for item in items):
        of_table = [item for item in items if item.table == table]
        lines = [line for line in disclosure.lines if line.table == table and line.statement is kind]
        total = _total(lines, kind)
        added = sum((_amount(item) or Decimal(0) for item in of_table), Decimal(0))
        yield Listed(
            kind=kind,
            page=of_table[0].page,
            rows=len({line.row for line in lines}),
            items=len(of_table),
            units=len({item.unit_name for item in of_table if item.unit_name}),
            total=None if total is None else total.amount_yuan,
            added=added,
            answer="not understood" if table in doubted else _answer(total, added, len(of_table)),
        )


def _amount(item: Project | Purchase) -> Decimal | None:
    return item.total_yuan if isinstance(item, Project) else item.amount_yuan


def _total(lines: Sequence[BudgetLine], kind: Kind) -> BudgetLine | None:
    """The row of totals of the column that holds all money, else the row of the department."""
    for measure in kind.about.whole:
        own = [
            line
            for line in lines
            if line.measure == measure and line.period in OWN_PERIODS and line.amount_yuan is not None
        ]
        for role in (Role.TOTAL, Role.UNIT):
            found = next((line for line in own if line.role is role and not line.unit_name), None)
            if found is not None:
                return found
    return None


def _answer(total: BudgetLine | None, added: Decimal, parts: int) -> str:
    if total is None or total.amount_yuan is None:
        return "without a total"
    half = rounding_step(total.decimals, total.unit) / 2
    return "adds up" if abs(total.amount_yuan - added) <= half * (parts + 1) else "differs"


if __name__ == "__main__":
    main()
