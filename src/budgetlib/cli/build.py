"""`budgetlib build`: everything, from `data/raw` to the website."""

from __future__ import annotations

from typing import Any

import click

from budgetlib.batch.build import EVERYTHING
from budgetlib.cli.build_options import build_options, run_build


@click.command()
@build_options(
    "project",
    "raw",
    "output",
    "only",
    "parameter",
    "renderer",
    "force",
    "verify",
    "dry_run",
    "engine",
    "scheduler",
    "workers",
    "limits",
    "log_format",
)
def build(**given: Any) -> None:
    """Bring everything up to date, from data/raw to the website.

    Parses what is new or changed in data/raw, writes the data package into data/processed, executes the notebook
    of every document and the reports, and renders the website. What is up to date is left alone; --dry-run says
    what is not, and why. A document or notebook that fails stops no other, is listed in the end and tried again
    next time; a file that is no disclosure is left out and named. Prints the path of the website's first page.

    \b
    budgetlib build
    budgetlib build --dry-run
    budgetlib build --only year=2024 --only unit=组织部
    budgetlib build --raw ../other-documents --output s3://bucket/site
    """
    run_build(EVERYTHING, given)
