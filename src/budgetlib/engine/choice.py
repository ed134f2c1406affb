"""Which engine executes a notebook."""

from __future__ import annotations

from typing import Literal, get_args

from budgetlib.engine.warm import available
from budgetlib.errors import BudgetlibError

Engine = Literal["auto", "warm", "stock"]
ENGINES: tuple[Engine, ...] = get_args(Engine)
WARM_ENGINE = "budgetlib-warm"
"""The name that papermill knows the warm engine by."""


def papermill_engine(asked: Engine) -> str | None:
    """The name of a papermill engine, None for papermill's own.

    `auto` takes the warm engine where the system can fork. Raises `BudgetlibError` where `warm` is asked for and
    it can't.
    """
    if asked == "stock" or (asked == "auto" and not available()):
        return None
    if not available():
        raise BudgetlibError(
            "the warm engine works on Linux alone", remedy="choose the engine `stock` or `auto`"
        )
    return WARM_ENGINE
