"""Options that `build`, `run` and `report` share, and what they print in the end."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from budgetlib.batch.build import Outcome, build
from budgetlib.batch.building import RENDERERS, Options
from budgetlib.batch.folders import Folders
from budgetlib.batch.limits import Limits
from budgetlib.batch.pool import SCHEDULERS, require_known
from budgetlib.batch.progress import Progress
from budgetlib.batch.selection import Selection, parse_selection
from budgetlib.cli.documents import are_no_disclosures
from budgetlib.cli.limits import limit_options
from budgetlib.cli.progress import log_format_option, progress, tell_json
from budgetlib.engine.choice import ENGINES
from budgetlib.errors import (
    EXIT_INTERRUPTED,
    EXIT_PARTLY_FAILED,
    BudgetlibError,
    NotADisclosure,
    RenderError,
    of_the_system,
)

_Command = Callable[..., Any]
_MOST_NAMED = 20
"""Files that one line names; the record of the build names all."""


def _known_scheduler(ctx: click.Context, param: click.Parameter, value: str) -> str:
    try:
        return require_known(value)
    except BudgetlibError as error:
        raise click.BadParameter(str(error), ctx, param) from None


_OPTIONS: dict[str, Callable[[_Command], _Command]] = {
    "project": click.option(
        "--project",
        type=click.Path(file_okay=False, exists=True, path_type=Path),
        default=".",
        help="Folder of the project, which has data/raw and reports (default: here).",
    ),
    "raw": click.option(
        "--raw",
        metavar="DIR|URL",
        default="",
        help="Documents from here instead of data/raw, which stays as it is.",
    ),
    "output": click.option(
        "--output",
        metavar="DIR|URL",
        default="",
        help="Also put the website, with the data package in it, here; only what changed is sent.",
    ),
    "only": click.option(
        "--only",
        multiple=True,
        metavar="KEY=VALUE",
        help="Only documents with unit=, year=, stage= (budget or final) or file=. Give it again to narrow down.",
    ),
    "parameter": click.option(
        "-p",
        "--parameter",
        multiple=True,
        metavar="NAME=VALUE",
        help="A parameter of the reports, such as years=2023,2024. Its type is the one that a report declares.",
    ),
    "renderer": click.option(
        "--renderer",
        type=click.Choice(RENDERERS),
        default="auto",
        show_default=True,
        help="auto takes Quarto where it is installed, and the embedded renderer otherwise.",
    ),
    "force": click.option("--force", is_flag=True, help="Do everything again, also what is up to date."),
    "verify": click.option(
        "--verify", is_flag=True, help="Read every file again instead of trusting sizes and times."
    ),
    "dry_run": click.option("--dry-run", is_flag=True, help="Only print what would be done, and why."),
    "engine": click.option(
        "--engine",
        type=click.Choice(ENGINES),
        default="auto",
        show_default=True,
        help="stock starts a kernel per notebook; auto is quicker where the system can (Linux).",
    ),
    "scheduler": click.option(
        "--scheduler",
        metavar="NAME",
        default="processes",
        show_default=True,
        callback=_known_scheduler,
        help=f"One of {', '.join(SCHEDULERS)}: serial works in one process, to look for an error; an address is "
        "that of a Dask cluster.",
    ),
    "workers": click.option(
        "--workers", type=click.IntRange(min=1), help="Processes at a time (default: one per core)."
    ),
    "limits": limit_options,
    "log_format": log_format_option,
}


def build_options(*names: str) -> Callable[[_Command], _Command]:
    """Adds some of the shared options to a command, in this order."""

    def add(command: _Command) -> _Command:
        for name in reversed(names):
            command = _OPTIONS[name](command)
        return command

    return add


def run_build(steps: tuple[str, ...], given: dict[str, Any]) -> None:
    """Builds with options as the command line gives them, and prints what happened.

    Ends the process with `EXIT_PARTLY_FAILED` where something failed, with the status of `RenderError` where that was
    rendering alone, and with the status of `NotADisclosure` where nothing did, but files were left out as none. What the site begins with is printed on stdout.
    """
    options = Options(
        steps=steps,
        force=given.get("force", False),
        verify=given.get("verify", False),
        dry_run=given.get("dry_run", False),
        only=_selection(given.get("only", ())),
        parameters=dict(_pair(text) for text in given.get("parameter", ())),
        engine=given.get("engine", "auto"),
        scheduler=given.get("scheduler", "processes"),
        workers=given.get("workers"),
        renderer=given.get("renderer", "auto"),
        output=given.get("output", ""),
        limits=given.get("limits", Limits()),
    )
    folders = Folders.at(given["project"], given.get("raw", ""))
    telling = progress(given["log_format"])
    if given["log_format"] == "json":
        outcome = _built_telling_json(folders, options, telling)
    else:
        outcome = build(folders, options, telling)
        _tell(outcome, options)
    if outcome.index and not options.dry_run:
        click.echo(outcome.index.resolve())
    if outcome.failures:
        only_pages = all(failure.kind == RenderError.__name__ for failure in outcome.failures)
        click.get_current_context().exit(RenderError.exit_status if only_pages else EXIT_PARTLY_FAILED)
    if outcome.left_out and not options.dry_run:
        click.get_current_context().exit(NotADisclosure.exit_status)


def _tell(outcome: Outcome, options: Options) -> None:
    for note in outcome.notes:
        click.echo(f"note: {note}", err=True)
    if options.dry_run:
        for step, label, reason in outcome.planned:
            click.echo(f"{step}\t{label}\t{reason}")
    if not outcome.planned and not outcome.failures:
        click.echo("nothing to do: everything is up to date", err=True)
    _tell_left_out(outcome)
    if outcome.failures:
        click.echo(f"budgetlib: {len(outcome.failures)} failed, everything else is done:", err=True)
    for failure in outcome.failures:
        click.echo(f"  {failure.step}: {failure}", err=True)


def _tell_left_out(outcome: Outcome) -> None:
    """A line with the reason for every file that this build found to be no disclosure, and one line for the others."""
    found = [each for each in outcome.left_out if each.label in outcome.read]
    known = [each.label for each in outcome.left_out if each.label not in outcome.read]
    if found:
        click.echo(f"left out, {are_no_disclosures(len(found))}:", err=True)
    for each in found:
        click.echo(f"  {each}", err=True)
    if known:
        more = f" and {len(known) - _MOST_NAMED} more" if len(known) > _MOST_NAMED else ""
        named = ", ".join(known[:_MOST_NAMED]) + more
        click.echo(
            f"left out as before, {are_no_disclosures(len(known))}: {named} (run.json says why)", err=True
        )


def _built_telling_json(folders: Folders, options: Options, telling: Progress) -> Outcome:
    """Builds, and tells every line in JSON, also the one of an error that ends everything."""
    try:
        outcome = build(folders, options, telling)
    except (BudgetlibError, OSError, sqlite3.Error) as raised:
        error = raised if isinstance(raised, BudgetlibError) else of_the_system(raised)
        if error is None:
            raise
        tell_json("error", file=error.file, place=error.place, problem=error.problem, remedy=error.remedy)
        click.get_current_context().exit(error.exit_status)
    except KeyboardInterrupt:
        tell_json("error", file=None, place=None, problem="interrupted", remedy="build again to go on")
        click.get_current_context().exit(EXIT_INTERRUPTED)
    for note in outcome.notes:
        tell_json("note", text=note)
    if options.dry_run:
        for planned in outcome.planned:
            tell_json("planned", **planned._asdict())
    for each in outcome.left_out:
        tell_json("left_out", **each._asdict())
    for failure in outcome.failures:
        tell_json("failure", **failure._asdict())
    tell_json(
        "done",
        planned=len(outcome.planned),
        failed=len(outcome.failures),
        left_out=len(outcome.left_out),
        index=str(outcome.index.resolve()) if outcome.index else None,
    )
    return outcome


def _selection(texts: tuple[str, ...]) -> Selection:
    try:
        return parse_selection(texts)
    except BudgetlibError as error:
        raise click.BadParameter(str(error), param_hint="--only") from None


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise click.BadParameter(f"{text!r} is not NAME=VALUE", param_hint="--parameter")
    return name, value
