"""Doing a function for one item, and what came of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from budgetlib.errors import BudgetlibError

Item = TypeVar("Item")
Result = TypeVar("Result")

Attempt: TypeAlias = tuple[Result | None, BudgetlibError | None]

WAITING_PER_WORKER = 2
"""Items handed out ahead of time, so that no worker waits and a long list is not held in memory twice."""


class Outcome(NamedTuple, Generic[Item, Result]):
    """What came of one item: a result, or the error that it ended with."""

    item: Item
    result: Result | None
    error: BudgetlibError | None


def attempt(function: Callable[[Item], Result], item: Item) -> Attempt[Result]:
    """The result of a function, or the error that it ended with, a bug included."""
    try:
        return function(item), None
    except BudgetlibError as error:
        return None, error
    except Exception as error:
        return None, _unexpected(error)


def died() -> BudgetlibError:
    """What is to be said where the process that did it ended before it could answer."""
    return BudgetlibError(
        "the process working on it died, from a crash in native code or for want of memory",
        remedy="try it alone with `--scheduler serial`",
    )


def _unexpected(error: Exception) -> BudgetlibError:
    """A bug as one line: what went wrong, and the innermost place in the code."""
    trace = error.__traceback__
    place = None
    while trace is not None:
        place = f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}"  # noqa: PTH119
        trace = trace.tb_next
    return BudgetlibError(
        f"{type(error).__name__}: {error}", place=place, remedy="this is a bug in budgetlib; please report it"
    )
