"""`budgetlib doctor`: what is installed, what is missing, how to get it."""

from __future__ import annotations

import click

from budgetlib import doctor as installation
from budgetlib.cli.output import print_json, print_table
from budgetlib.errors import BudgetlibError


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list instead of a table.")
def doctor(as_json: bool) -> None:
    """Say what is installed, what is missing and how to get it.

    Ends with status 1 when something that is needed is missing; what is optional may be.
    """
    found = list(installation.examine())
    if as_json:
        print_json(finding._asdict() for finding in found)
    else:
        print_table(("what", "state", "detail", "how to get it"), found)
    missing = [finding.subject for finding in found if finding.state == "missing"]
    if missing:
        raise BudgetlibError(f"missing: {', '.join(missing)}", remedy="see `budgetlib doctor`")
