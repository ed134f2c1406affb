"""A document that asks for too much is one line with its limit, and nothing else is."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from budgetlib.batch.limits import Limits, renewing
from budgetlib.batch.pool import apart, open_pool
from budgetlib.errors import BudgetlibError, LimitExceeded, ReadError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the system must keep all limits")

TIGHT = Limits(seconds=1, memory=400_000_000, output=1_000_000)


def hang(number: int) -> int:
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    sum(range(10**12))  # native code, which listens to nobody
    return number


def eat(number: int) -> int:
    return len(bytearray(600_000_000))


def abort(number: int) -> int:
    os.abort()


def chatter(number: int) -> int:
    os.write(2, b"native code says this")
    return number


def answer_much(number: int) -> bytes:
    return bytes(2_000_000)


def write_much(path: Path) -> None:
    path.write_bytes(bytes(2_000_000))


class Panic(BaseException):
    """What native code in Rust raises."""


def panic(number: int) -> int:
    raise Panic("index out of bounds")


def recurse(number: int) -> int:
    return recurse(number + 1)


@pytest.mark.parametrize(
    ("function", "problem"),
    [
        (hang, "reading it took longer than 1 s"),
        (eat, "reading it needs more than 400 MB of memory"),
        (
            abort,
            "it could not be read: the process reading it was ended by more than 400 MB of memory, or a crash in "
            "native code (SIGABRT)",
        ),
        (answer_much, "what it holds is more than 1 MB when read"),
    ],
)
def test_over_a_limit_is_one_line_with_file_and_limit(function, problem: str) -> None:
    with pytest.raises(LimitExceeded) as raised:
        apart(function, 1, TIGHT, file=Path("a.pdf"))
    assert raised.value.problem == problem
    assert str(raised.value).startswith("a.pdf: ")
    assert raised.value.exit_status == 3


def test_a_file_that_is_written_has_a_limit_too(tmp_path: Path) -> None:
    with pytest.raises(LimitExceeded, match="more than 1 MB"):
        apart(write_much, tmp_path / "x", TIGHT)


@pytest.mark.parametrize(("function", "said"), [(panic, "Panic: index"), (recurse, "RecursionError")])
def test_whatever_reading_raises_is_of_the_document(function, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        apart(function, 1, TIGHT)


def test_what_native_code_prints_is_not_shown(capfd: pytest.CaptureFixture[str]) -> None:
    assert apart(chatter, 7, TIGHT) == 7
    assert capfd.readouterr() == ("", "")


def some_take_too_much(number: int) -> int:
    if number in (3, 4):
        hang(number)
    if number == 6:
        abort(number)
    if number == 8:
        eat(number)
    return number


def test_in_a_batch_the_others_go_on() -> None:
    with open_pool("processes", 2) as pool:
        outcomes = {each.item: each for each in pool.run(some_take_too_much, range(12), TIGHT)}
    assert sorted(outcomes) == list(range(12))
    assert {item for item, each in outcomes.items() if each.error} == {3, 4, 6, 8}
    assert {type(each.error) for each in outcomes.values() if each.error} == {LimitExceeded}


def process(number: int) -> int:
    time.sleep(0.02)
    return os.getpid()


def test_a_process_reads_one_document_after_another() -> None:
    with open_pool("processes", 2) as pool:
        assert len({each.result for each in pool.run(process, range(20), Limits())}) == 2


def hold(number: int) -> int:
    _held.append(bytearray(b"x") * 300_000_000)
    return os.getpid()


_held: list[bytearray] = []


def test_what_a_document_leaves_in_memory_is_no_burden_on_the_next() -> None:
    with open_pool("processes", 1) as pool:
        outcomes = list(pool.run(hold, range(3), Limits(memory=TIGHT.memory)))
    assert [each.error for each in outcomes] == [None] * 3
    assert len({each.result for each in outcomes}) == 3


def scan(pages: int) -> int:
    recall = renewing(lambda kind, sha256, make, *, page=None: make())
    for page in range(pages):
        recall(type(None), "", lambda: time.sleep(0.4), page=page)
    return pages


def test_every_page_that_is_recognised_has_its_own_time() -> None:
    assert apart(scan, 5, TIGHT) == 5


def test_without_limits_work_is_not_bound() -> None:
    assert apart(eat, 1, Limits(0, 0, 0)) == 600_000_000


def test_an_error_keeps_what_it_says() -> None:
    with pytest.raises(BudgetlibError) as raised:
        apart(failing, 1, TIGHT, file=Path("b.pdf"))
    assert str(raised.value) == "a.pdf, page 2: it is damaged (download it again)"


def failing(number: int) -> None:
    raise ReadError("it is damaged", file="a.pdf", place="page 2", remedy="download it again")
