"""`budgetlib report`: the website from what was executed."""

from __future__ import annotations

from typing import Any

import click

from budgetlib.batch.build import RENDERING
from budgetlib.cli.build_options import build_options, run_build


@click.command()
@build_options("project", "output", "renderer", "force", "verify", "dry_run", "log_format")
def report(**given: Any) -> None:
    """Render the website from executed notebooks and reports.

    Nothing is parsed or executed. Prints the path of the website's first page.

    \b
    budgetlib report --renderer embedded
    """
    run_build(RENDERING, given)
