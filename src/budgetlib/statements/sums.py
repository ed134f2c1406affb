"""The tree that a list is printed as: which rows sum up others, told by what adds up.

A list of projects is often grouped (department, unit, kind, project) and prints sums as rows like any other, before
or after what they sum up. A reading gives every row a depth; it holds where each sum equals the rows one deeper that
belong to it and the outermost rows equal the printed total, in every column. Readings are tried from the plainest on:
no sums at all, then all projects at the same depth, then at any depth; sums before their parts, then after them.
Names and codes of units say which rows can't be projects; amounts decide the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import islice
from typing import NamedTuple, TypeAlias

from budgetlib.accounts import AnyMeasure, Measure
from budgetlib.money import Number

Amounts: TypeAlias = tuple[int, ...]
"""What a row prints, column by column, the total first, in steps of the last printed place; 0 for a blank cell."""

_Reached: TypeAlias = tuple[int, tuple[int, ...]]
"""Where the parts of a sum end (exclusive), and where each of them begins."""

_DEEPEST = 7
_STEPS_PER_ROW = 400
"""How much is tried for each row of a list before it counts as not understood: time grows with length, no faster."""
_MOST_ENDS = 6
_FEWEST_PARTS = 3
"""So many rows that add up to the first, to the last digit, are its parts where no name says so."""


class Lean(Enum):
    """What is known of a row before sums are tried."""

    UNIT = "unit"
    """It stands for a unit: never a project."""
    GROUP = "group"
    """It is named as groups of projects are."""
    OPEN = "open"
    PROJECT = "project"
    """It prints what only projects have."""


class Entry(NamedTuple):
    """A row of the list."""

    amounts: Amounts
    lean: Lean


class Tree(NamedTuple):
    """How a list is grouped: the depth of each row (0 outermost), and which rows sum up others."""

    depths: tuple[int, ...]
    sums: tuple[bool, ...]
    below: bool = False
    """Whether sums stand below their parts."""


def in_steps(rows: Sequence[Mapping[AnyMeasure, Number | None]]) -> tuple[list[Amounts], list[int]]:
    """Rows of numbers by column as `Amounts`, and the `steps` that figures may be rounded to, for `read_tree`."""
    numbers = [number for row in rows for number in row.values() if number is not None]
    finest = max((number.decimals for number in numbers), default=0)
    usual = Counter(number.decimals for number in numbers if number.decimals).most_common(1)
    columns = sorted(
        dict.fromkeys(column for row in rows for column in row), key=lambda one: one != Measure.TOTAL
    )
    amounts = []
    for row in rows:
        each = [row.get(column) for column in columns]
        values = tuple(0 if one is None else int(one.value.scaleb(finest)) for one in each)
        amounts.append(values if columns[:1] == [Measure.TOTAL] else (sum(values), *values))
    return amounts, sorted({1, *(10 ** (finest - decimals) for decimals, _ in usual)})


def read_tree(entries: Sequence[Entry], totals: Sequence[Amounts], steps: Sequence[int]) -> Tree | None:
    """The plainest reading that adds up, None where none does.

    `totals` are what may be the printed total, likeliest first; where there is none, the first row is tried as the
    sum of all others. `steps` are what a printed figure may be rounded to, in steps of the last place, finest first.
    """
    if not entries:
        return None
    width = len(entries[0].amounts)
    for step in steps:
        for columns in (width, 1) if width > 1 else (1,):
            cut = [entry._replace(amounts=entry.amounts[:columns]) for entry in entries]
            tries = [_read(cut, total[:columns], step) for total in totals] or [_below_first(cut, step)]
            found = next(filter(None, tries), None)
            if found:
                return found
    return None


def _read(entries: Sequence[Entry], total: Amounts, step: int) -> Tree | None:
    """The plainest reading whose outermost rows add up to the total."""
    count = len(entries)
    rest = total
    for entry in entries:
        rest = _less(rest, entry.amounts)
    if _is_near(rest, count, step) and not any(entry.lean is Lean.UNIT for entry in entries):
        return Tree((0,) * count, (False,) * count)
    for below in (False, True):
        rows = entries[::-1] if below else entries
        search = _Search(rows, step)
        depths = next(filter(None, (search.even(total, deepest) for deepest in range(1, _DEEPEST))), None)
        depths = depths or search.uneven(total)
        if depths and _is_borne_out(rows, depths):
            sums = [after > depth for depth, after in zip(depths, [*depths[1:], 0], strict=True)]
            return (
                Tree(tuple(depths[::-1]), tuple(sums[::-1]), below)
                if below
                else Tree(tuple(depths), tuple(sums))
            )
    return None


def _is_borne_out(rows: Sequence[Entry], depths: Sequence[int]) -> bool:
    """Whether some sum has several parts, or is named as one: one project may cost as much as the next."""
    return any(
        after > depth
        and (row.lean in (Lean.UNIT, Lean.GROUP) or (depths[at + 2 : at + 3] or [0])[0] >= after)
        for at, (row, depth, after) in enumerate(zip(rows, depths, depths[1:], strict=False))
    )


def _below_first(entries: Sequence[Entry], step: int) -> Tree | None:
    """The reading of a list without a total whose first row sums up all others."""
    below = _read(entries[1:], entries[0].amounts, step) if len(entries) > 1 else None
    if below is None:
        return None
    named = any(entry.lean in (Lean.UNIT, Lean.GROUP) for entry in entries[:2])
    if not named and below.sums.count(False) < _FEWEST_PARTS:
        return None
    return Tree((0, *(depth + 1 for depth in below.depths)), (True, *below.sums), below.below)


def _is_near(rest: Amounts, parts: int, step: int) -> bool:
    """Whether what a sum leaves over after its parts is no more than rounding leaves."""
    return all(2 * abs(one) <= (parts + 1) * step for one in rest)


def _less(rest: Amounts, amounts: Amounts) -> Amounts:
    return tuple(one - other for one, other in zip(rest, amounts, strict=True))


@dataclass(slots=True)
class _Stand:
    """Where a search for the parts of a sum stands: before row `at`, with `rest` left of the sum."""

    at: int
    rest: Amounts
    parts: int
    ends: Iterator[int] | None = None
    """Where what begins at `at` may end, as far as not tried yet; None before the first try."""
    reached: bool = False
    """Whether the sum is reached here and that is still to be told."""


class _Search:
    """The search for readings of rows that stand before what they sum up."""

    def __init__(self, rows: Sequence[Entry], step: int) -> None:
        self._rows = rows
        self._step = step
        self._tries = 0
        self._falling = all(row.amounts[0] >= 0 for row in rows)

    def even(self, total: Amounts, deepest: int) -> list[int] | None:
        """Depths with every project at depth `deepest`, as programs print lists."""
        depths = [0] * len(self._rows)

        def ends_at(depth: int) -> Callable[[int], Iterator[int]]:
            def ends(at: int) -> Iterator[int]:
                row = self._rows[at]
                depths[at] = depth
                if depth == deepest:
                    if row.lean is not Lean.UNIT:
                        yield at + 1
                elif row.lean is not Lean.PROJECT and any(row.amounts):
                    yield from (end for end, _ in self._parts(at + 1, row.amounts, ends_at(depth + 1)))

            return ends

        self._tries = _STEPS_PER_ROW * len(self._rows)
        whole = any(end == len(self._rows) for end, _ in self._parts(0, total, ends_at(0)))
        return depths if whole else None

    def uneven(self, total: Amounts) -> list[int] | None:
        """Depths with projects at any depth; every row is taken for a sum where what follows adds up to it."""
        found: list[dict[int, tuple[int, ...]]] = [{} for _ in self._rows]

        def ends(at: int) -> Iterator[int]:
            return iter(found[at])

        self._tries = _STEPS_PER_ROW * len(self._rows)
        for at in range(len(self._rows) - 1, -1, -1):
            row = self._rows[at]
            if row.lean is not Lean.PROJECT and any(row.amounts):
                found[at].update(_first_of_each(self._parts(at + 1, row.amounts, ends)))
            found[at].setdefault(at + 1, ())
        whole = next((begins for end, begins in self._parts(0, total, ends) if end == len(self._rows)), None)
        return None if whole is None else _depths(found, whole)

    def _parts(
        self, start: int, whole: Amounts, ends_of: Callable[[int], Iterator[int]]
    ) -> Iterator[_Reached]:
        """Where the parts of a sum may end that begin with row `start`, likeliest first."""
        stack = [_Stand(start, whole, 0)]
        seen: set[tuple[int, Amounts]] = set()
        while stack:
            stand = stack[-1]
            if stand.ends is None:
                self._tries -= 1
                known = (stand.at, stand.rest) in seen
                seen.add((stand.at, stand.rest))
                goes_on = not known and self._tries > 0 and self._may_go_on(stand)
                stand.ends = ends_of(stand.at) if goes_on else iter(())
                stand.reached = (
                    not known and stand.parts > 0 and _is_near(stand.rest, stand.parts, self._step)
                )
                if stand.reached and not (goes_on and self._leads_on(stand)):
                    stand.reached = False
                    yield stand.at, tuple(one.at for one in stack[:-1])
            end = next(stand.ends, None)
            if end is not None:
                stack.append(_Stand(end, _less(stand.rest, self._rows[stand.at].amounts), stand.parts + 1))
                continue
            if stand.reached:
                yield stand.at, tuple(one.at for one in stack[:-1])
            stack.pop()

    def _may_go_on(self, stand: _Stand) -> bool:
        over = 2 * stand.rest[0] < -(stand.parts + 1) * self._step
        return stand.at < len(self._rows) and not (self._falling and over)

    def _leads_on(self, stand: _Stand) -> bool:
        """Whether a sum that is reached goes on with the next row, as one of nothing or of a rounding error."""
        row = self._rows[stand.at]
        left = _less(stand.rest, row.amounts)
        return row.lean is not Lean.UNIT and abs(left[0]) <= abs(stand.rest[0])


def _first_of_each(reached: Iterable[_Reached]) -> dict[int, tuple[int, ...]]:
    """A few of the ends of a sum, each with the first way to it."""
    found: dict[int, tuple[int, ...]] = {}
    for end, begins in islice(reached, _MOST_ENDS):
        found.setdefault(end, begins)
    return found


def _depths(found: Sequence[dict[int, tuple[int, ...]]], outermost: Sequence[int]) -> list[int]:
    """The depth of every row, of the ways in which sums were reached."""
    count = len(found)
    depths = [0] * count
    waiting = [(0, outermost, count)]
    while waiting:
        depth, begins, stop = waiting.pop()
        for begin, end in zip(begins, [*begins[1:], stop], strict=True):
            depths[begin] = depth
            if found[begin][end]:
                waiting.append((depth + 1, found[begin][end], end))
    return depths
