"""What a column of amounts holds: its measure and period, from the path of words above it.

The words from the innermost outwards say what is measured; where one says that a difference is printed (增减), at any
level, the column holds the change of what the others name. Columns of one table that come out alike are told apart
at last: no two of them have one measure and one period.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from budgetlib.accounts import (
    FUNDS,
    AnyMeasure,
    FurtherMeasure,
    Measure,
    MeasureOf,
    Period,
    measure_of,
)
from budgetlib.statements.words import (
    GENERIC,
    MEASURES,
    PARTS,
    PERCENTAGES,
    PERIODS,
    named_measure,
    unit_in,
    without_unit,
)
from budgetlib.text import remembered

_YEAR = re.compile(r"(?:19|20)\d\d(?=年|预算|决算|执行|$)")
_YEAR_PREFIX = re.compile(r"^(?:19|20)\d\d年?(?:度)?")
_OF_WHICH = "其中"
_USES = frozenset(
    (
        Measure.PROCUREMENT, Measure.ABROAD, Measure.RECEPTION, Measure.VEHICLE, Measure.VEHICLE_PURCHASE,
        Measure.VEHICLE_OPERATION, Measure.MEETING, Measure.TRAINING, Measure.OPERATING_COST,
    )
)  # fmt: skip
"""Measures further out that are paid from the source of money further in."""
_NOT_SPENT = (Measure.CURRENT_INCOME, Measure.CARRYOVER, Measure.CARRYOVER_OUT)
"""What may stand further out and hold the same parts as spending."""
_BUDGETED, _SPENT = "预算", re.compile("执行|决算|完成|实际")


@dataclass(frozen=True, slots=True)
class AmountColumn:
    """A column of amounts."""

    index: int
    measure: AnyMeasure
    period: Period
    path: tuple[str, ...]
    """The words above it, outermost first."""
    header: str
    """The same joined by ` / `; asked for each of its cells."""
    unit: str | None
    """The unit of money that its own head gives, None where it is that of the table."""

    @property
    def leaf(self) -> str:
        """The innermost word above it."""
        return self.path[-1]

    @property
    def is_named(self) -> bool:
        """Whether its own word is one that layouts know, rather than only a word further out."""
        leaf = without_unit(without_year(self.leaf) or self.leaf)
        return bool(named_measure(leaf) or MEASURES(leaf) or GENERIC(leaf) or PERIODS(leaf))


def amount_column(
    index: int, path: tuple[str, ...], period: Period, *, told: Sequence[str], sided: bool
) -> AmountColumn:
    """The column under a header path.

    `told` is the part of the path that tells the column from the others, `period` the year or version that it is of,
    `sided` says that the path names a side of the table.
    """
    words = [without_year(bare) or bare for bare in map(without_unit, told)]
    changes = [named for word in words if isinstance(named := MEASURES(word), Period)]
    if changes:
        in_percent = Period.CHANGE_PERCENT in changes or PERCENTAGES(words[-1])
        period = Period.CHANGE_PERCENT if in_percent else Period.CHANGE
        words = [word for word in words if not isinstance(MEASURES(word), Period) and not PERCENTAGES(word)]
        measure = _measure(words, sided=sided)
        measure = Measure.TOTAL if measure is Measure.OTHER else measure
    else:
        measure = _measure(words, sided=sided)
    return AmountColumn(index, measure, period, path, " / ".join(path), unit_in(path[-1]))


def _measure(words: Sequence[str], *, sided: bool) -> AnyMeasure:
    """The measure that the words of a path name; `total` where they only say that it is an amount."""
    found: Measure | None = None
    for word in reversed(words):
        if found is None and word.startswith(_OF_WHICH) and len(word) > len("其中:"):
            word = word.removeprefix(_OF_WHICH).lstrip(":")
            if named_measure(word) is None:
                return Measure.OF_WHICH
        named = named_measure(word)
        if isinstance(named, MeasureOf):
            return named if found is None else found
        if found is None:
            found = named
        elif found in FUNDS and (named is Measure.CARRYOVER or named in _USES):
            return measure_of(named, found)
    if found is not None:
        return found
    known = sided or not words or any(GENERIC(word) or PERIODS(word) for word in words)
    return Measure.TOTAL if known else Measure.OTHER


def period_of(path: tuple[str, ...], year: int | None, *, final: bool, has_both: bool) -> Period:
    """The year or version that a header path names; the disclosure's own where it names none.

    `has_both` says that a final account (`final`) prints its budget beside it.
    """
    for part in reversed(path):
        match = _YEAR.search(part)
        if match and year is not None and int(match[0]) == year - 1:
            return Period.PRIOR
        if PERIODS(part) is Period.PRIOR:
            return Period.PRIOR
    if final and has_both:
        for part in reversed(path):
            named = PERIODS(without_year(part))
            if named in (Period.BUDGET, Period.ADJUSTED, Period.FINAL):
                return named
    return Period.FINAL if final else Period.CURRENT


@remembered
def without_year(part: str) -> str:
    """A word of a header without the year in front of it."""
    return _YEAR_PREFIX.sub("", part)


def told_apart(columns: list[AmountColumn]) -> list[AmountColumn]:
    """The columns of one group of labels, of which no two have one measure and one period."""
    columns = _parts_of_wholes(columns)
    columns = _without_idle_words(columns)
    columns = _periods_settled(columns)
    return _numbered(_further_ones(columns))


def _parts_of_wholes(columns: Sequence[AmountColumn]) -> list[AmountColumn]:
    """Says of 基本支出, 项目支出, 人员 and 公用 what they are parts of, where they aren't parts of all that is spent.

    Below 一般公共预算 they are that fund's where other columns hold other funds; below 本年收入 or 年末结转 they are no
    spending at all.
    """
    outer = [{named_measure(part) for part in column.path[:-1]} for column in columns]
    funds = [
        next(
            (
                named
                for part in column.path
                if isinstance(named := MEASURES(part), Measure) and named in FUNDS
            ),
            None,
        )
        for column in columns
    ]
    several = len({fund for fund in funds if fund} - {Measure.FISCAL}) > 1
    told = []
    for column, around, fund in zip(columns, outer, funds, strict=True):
        whole = next((named for named in _NOT_SPENT if named in around), fund if several else None)
        if whole and isinstance(column.measure, Measure) and column.measure in PARTS:
            column = replace(column, measure=measure_of(column.measure, whole))
        told.append(column)
    return told


def _without_idle_words(columns: Sequence[AmountColumn]) -> list[AmountColumn]:
    """The columns without words that tell nothing apart: 一般公共预算 where no column holds the whole of it.

    教育收费 is all there is of the special account where no other column is of that account.
    """
    taken = {(column.measure, column.period) for column in columns}

    def simple(column: AmountColumn) -> AnyMeasure:
        measure = column.measure
        plain: Measure | None = None
        if (
            isinstance(measure, MeasureOf)
            and measure.of is Measure.GENERAL_PUBLIC
            and measure.measure in _USES
        ):
            plain = measure.measure
        elif measure is Measure.EDUCATION_FEES:
            plain = Measure.SPECIAL_ACCOUNT
        return measure if plain is None or (plain, column.period) in taken else plain

    return [replace(column, measure=simple(column)) for column in columns]


def _periods_settled(columns: Sequence[AmountColumn]) -> list[AmountColumn]:
    """An adjusted budget alone is the budget beside a final account; beside last year's account is last year's budget."""
    taken = {(column.measure, column.period) for column in columns}
    accounted = {
        column.measure
        for column in columns
        if column.period is Period.PRIOR and _any(_SPENT.search, column.path)
    }

    def period(column: AmountColumn) -> Period:
        if column.period is Period.ADJUSTED and (column.measure, Period.BUDGET) not in taken:
            return Period.BUDGET
        if (
            column.period is Period.PRIOR
            and column.measure in accounted
            and not _any(_SPENT.search, column.path)
        ):
            return Period.PRIOR_BUDGET if _any(lambda word: _BUDGETED in word, column.path) else column.period
        return column.period

    return [replace(column, period=period(column)) for column in columns]


def _any(fits: Callable[[str], object], words: Iterable[str]) -> bool:
    return any(fits(word) for word in words)


def _further_ones(columns: Sequence[AmountColumn]) -> list[AmountColumn]:
    """Of columns that came out alike the one that its own word names keeps the measure; the rest are not known.

    A column whose own word nobody knows, below one that is known, is a part of it.
    """
    first: dict[tuple[AnyMeasure, Period], AmountColumn] = {}
    for column in (*(one for one in columns if one.is_named), *columns):
        first.setdefault((column.measure, column.period), column)
    return [
        column
        if first[column.measure, column.period] is column
        or column.measure in (Measure.OTHER, Measure.OF_WHICH)
        else replace(column, measure=Measure.OTHER if column.is_named else Measure.OF_WHICH)
        for column in columns
    ]


def _numbered(columns: Sequence[AmountColumn]) -> list[AmountColumn]:
    """Numbers the second and further columns that only their headers tell apart."""
    seen: Counter[tuple[AnyMeasure, Period]] = Counter()
    told = []
    for column in columns:
        seen[column.measure, column.period] += 1
        number = seen[column.measure, column.period]
        if number > 1 and isinstance(column.measure, Measure):
            column = replace(column, measure=FurtherMeasure(column.measure, number))
        told.append(column)
    return told
