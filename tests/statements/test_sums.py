"""Which rows of a list sum up others, told by what adds up."""

from __future__ import annotations

import time

import pytest

from budgetlib.statements.sums import Entry, Lean, Tree, read_tree


def entries(*amounts: int, units: tuple[int, ...] = ()) -> list[Entry]:
    return [Entry((one,), Lean.UNIT if at in units else Lean.OPEN) for at, one in enumerate(amounts)]


@pytest.mark.parametrize(
    ("amounts", "total", "depths"),
    [
        pytest.param(
            (10, 4, 6), 20, (0, 0, 0), id="a plain list, one of whose projects costs as much as the next two"
        ),
        pytest.param((10, 4, 6), 10, (0, 1, 1), id="the same rows below a sum"),
        pytest.param((30, 10, 20, 50, 20, 30), 80, (0, 1, 1, 0, 1, 1), id="units before their projects"),
        pytest.param((10, 20, 30, 20, 30, 50), 80, (1, 1, 0, 1, 1, 0), id="units after their projects"),
        pytest.param((99, 99, 99, 99, 9, 90), 99, (0, 1, 2, 3, 4, 4), id="one unit of one kind of one class"),
        pytest.param(
            (100, 30, 10, 20, 70, 40, 30, 5), 105, (0, 1, 2, 2, 1, 2, 2, 0), id="a project beside units"
        ),
        pytest.param((60, 10, 50, 0, 40, 40), 100, (0, 1, 1, 1, 0, 1), id="a project of nothing"),
    ],
)
def test_the_reading_that_adds_up(amounts: tuple[int, ...], total: int, depths: tuple[int, ...]) -> None:
    tree = read_tree(entries(*amounts), [(total,)], [1])
    assert tree is not None
    assert tree.depths == depths


def test_no_reading_where_nothing_adds_up() -> None:
    assert read_tree(entries(10, 4, 6, 7), [(12,)], [1]) is None
    # One project too many is no unit with its one project.
    assert read_tree(entries(5, 5, 5), [(10,)], [1]) is None


def test_every_column_must_add_up() -> None:
    rows = [Entry((10, 10, 0), Lean.OPEN), Entry((4, 0, 4), Lean.OPEN), Entry((6, 6, 0), Lean.OPEN)]
    assert read_tree(rows, [(20, 16, 4)], [1]) == Tree((0, 0, 0), (False, False, False))
    # 10 = 4 + 6 in the column of totals alone: what it is in the others is not what a sum would be.
    nested = [Entry((10, 6, 4), Lean.OPEN), Entry((4, 0, 4), Lean.OPEN), Entry((6, 6, 0), Lean.OPEN)]
    tree = read_tree(nested, [(10, 6, 4)], [1])
    assert tree is not None
    assert tree.sums == (True, False, False)


def test_a_unit_is_no_project_whatever_adds_up() -> None:
    tree = read_tree(entries(10, 10, 5, 5, units=(0, 2)), [(15,)], [1])
    assert tree is not None
    assert tree.sums == (True, False, True, False)


def test_the_first_row_as_the_total_where_none_is_printed() -> None:
    assert read_tree(entries(60, 10, 20, 30), [], [1]) == Tree((0, 1, 1, 1), (True, False, False, False))
    assert read_tree(entries(60, 60), [], [1]) is None  # two projects may cost the same
    assert read_tree(entries(60, 60, units=(0,)), [], [1]) == Tree((0, 1), (True, False))


def test_rounded_parts() -> None:
    """1234.5 and 987.6 with one decimal beside a total with two: what a part is rounded by is left over."""
    assert read_tree(entries(222213, 123450, 98760), [(222213,)], [1]) is None
    tree = read_tree(entries(222213, 123450, 98760), [(222213,)], [1, 10])
    assert tree is not None
    assert tree.depths == (0, 1, 1)


@pytest.mark.parametrize("row", [1, 7, 0])
def test_time_grows_with_length(row: int) -> None:
    """Equal amounts are the hardest: anything may add up to anything."""

    def seconds(rows: int) -> float:
        begun = time.perf_counter()
        read_tree(entries(*(row for _ in range(rows))), [(rows * row - 10 * row - 3,)], [1])
        return time.perf_counter() - begun

    seconds(200)
    assert seconds(2000) < 40 * seconds(200) + 0.5
