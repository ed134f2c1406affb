"""Options for what one document may take, which all commands that read documents share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from budgetlib.batch.limits import Limits

_Command = Callable[..., Any]
_USUAL = Limits()
_MB = 1_000_000


def limit_options(command: _Command) -> _Command:
    """Adds the options to a command, which gets them as one argument `limits`."""

    @wraps(command)
    def limited(*args: Any, max_seconds: float, max_memory: float, max_output: float, **given: Any) -> Any:
        return command(
            *args, limits=Limits(max_seconds, round(max_memory * _MB), round(max_output * _MB)), **given
        )

    for name, usual, what in (
        ("output", _USUAL.output / _MB, "Megabytes that may come of one document"),
        ("memory", _USUAL.memory / _MB, "Megabytes of memory that reading one document may take"),
        ("seconds", _USUAL.seconds, "Seconds that reading one document may take"),
    ):
        option = click.option(
            f"--max-{name}",
            type=click.FloatRange(min=0),
            default=usual,
            show_default=f"{usual:g}",
            envvar=f"BUDGETLIB_MAX_{name.upper()}",
            metavar="NUMBER",
            help=f"{what}; 0 is no limit.",
        )
        limited = option(limited)
    return limited
