"""`budgetlib run`: notebooks and reports by papermill."""

from __future__ import annotations

from typing import Any

import click

from budgetlib.batch.build import EXECUTING
from budgetlib.cli.build_options import build_options, run_build


@click.command()
@build_options(
    "project",
    "only",
    "parameter",
    "force",
    "verify",
    "dry_run",
    "engine",
    "scheduler",
    "workers",
    "log_format",
)
def run(**given: Any) -> None:
    """Execute notebooks and reports over the data package that is there.

    notebooks/unit_year.ipynb is executed for every document of data/processed, then every page in reports/ that
    holds code. Nothing is parsed or rendered.

    \b
    budgetlib run --only unit=组织部 --force
    budgetlib run --parameter years=2023,2024
    """
    run_build(EXECUTING, given)
