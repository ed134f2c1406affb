"""Work goes on through errors and crashes of single items, and every item has exactly one outcome."""

from __future__ import annotations

import os
import time

import pytest

from budgetlib.batch.pool import open_pool
from budgetlib.errors import BudgetlibError, ReadError


def square(number: int) -> int:
    if number == 3:
        raise ReadError("the file is empty", file="three.md", place="line 1", remedy="download it again")
    if number == 5:
        return 1 // 0
    return number * number


def die_at_four(number: int) -> int:
    if number == 4:
        os._exit(11)
    time.sleep(0.01)
    return number * number


@pytest.mark.parametrize("scheduler", ["serial", "processes"])
def test_an_error_in_one_item_stops_no_other(scheduler: str) -> None:
    with open_pool(scheduler, 2) as pool:
        outcomes = {outcome.item: outcome for outcome in pool.run(square, range(8))}
    assert {item: outcome.result for item, outcome in outcomes.items() if outcome.error is None} == {
        number: number * number for number in (0, 1, 2, 4, 6, 7)
    }
    assert isinstance(outcomes[3].error, ReadError)
    assert str(outcomes[3].error) == "three.md, line 1: the file is empty (download it again)"
    assert outcomes[5].error is not None
    assert outcomes[5].error.problem.startswith("ZeroDivisionError")
    assert outcomes[5].error.place == "test_pool.py:18"


def test_a_crash_is_the_fault_of_one_item_only() -> None:
    with open_pool("processes", 2) as pool:
        outcomes = list(pool.run(die_at_four, range(12)))
        again = list(pool.run(square, [6]))
    assert sorted(outcome.item for outcome in outcomes) == list(range(12))
    assert [outcome.item for outcome in outcomes if outcome.error] == [4]
    assert [outcome.result for outcome in again] == [36], "the pool still works after the crash"


def test_work_is_not_taken_far_ahead() -> None:
    taken = []

    def numbers():
        for number in range(1000):
            taken.append(number)
            yield number

    with open_pool("processes", 2) as pool:
        next(pool.run(square, numbers()))
        assert len(taken) <= 5


def test_an_unknown_scheduler_is_named() -> None:
    with pytest.raises(BudgetlibError, match=r"no scheduler 'dask'.*processes, serial, tcp://HOST:PORT"):
        open_pool("dask")
