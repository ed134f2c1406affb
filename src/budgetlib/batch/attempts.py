"""Doing a function for one item, and what came of it."""

from __future__ import annotations

import os
import pickle
import traceback
from collections.abc import Callable
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from budgetlib.batch.limits import Limits
from budgetlib.errors import BudgetlibError, ReadError, of_the_system

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


class Call(NamedTuple, Generic[Item, Result]):
    """A function, what to do it for, and within which limits."""

    function: Callable[[Item], Result]
    item: Item
    limits: Limits | None


def attempt(function: Callable[[Item], Result], item: Item, limits: Limits | None = None) -> Attempt[Result]:
    """The result of a function, or the error that it ended with, a bug included.

    With `limits` it is done within them, in this process, which may then end.
    """
    try:
        if limits is None:
            return function(item), None
        with limits.kept():
            return function(item), None
    except BudgetlibError as error:
        error.trace = traceback.format_exc()
        return None, error
    except (KeyboardInterrupt, GeneratorExit):
        raise
    except BaseException as error:  # native code raises what is no `Exception` where it panics
        return None, _unexpected(error, of_a_document=limits is not None)


class Answer(NamedTuple):
    """A pickled `Attempt`; and whether it is the last one of this process, which holds too much memory to go on."""

    content: bytes
    is_last: bool


def answer(call: bytes) -> Answer:
    """The attempt at a pickled `Call`."""
    limits = None
    try:
        function, item, limits = pickle.loads(call)
        content = pickle.dumps(attempt(function, item, limits))
        if limits is not None and limits.output and len(content) > limits.output:
            content = pickle.dumps((None, limits.of_output()))
    except Exception as error:  # what can't be pickled, or a module that is not here
        content = pickle.dumps((None, _unexpected(error, of_a_document=limits is not None)))
    return Answer(content, limits is not None and limits.is_spent())


def _unexpected(error: BaseException, *, of_a_document: bool) -> BudgetlibError:
    """A bug as one line: what went wrong, and the innermost place in the code.

    Where a document was read, it is most likely one that is damaged in a way that nobody foresaw.
    """
    known = of_the_system(error)
    if known is not None:
        known.trace = "".join(traceback.format_exception(error))
        return known
    trace = error.__traceback__
    text = "".join(traceback.format_exception(error))
    place = None
    while trace is not None:
        place = f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}"  # noqa: PTH119
        trace = trace.tb_next
    problem = f"{type(error).__name__}: {error}"
    found = (
        ReadError(
            f"can't be read: {problem}",
            place=place,
            remedy="the file may be damaged: download it again, and if that does not help, report it",
        )
        if of_a_document
        else BudgetlibError(problem, place=place, remedy="this is a bug in budgetlib; please report it")
    )
    found.trace = text
    return found
