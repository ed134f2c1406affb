"""Rules inside 收支总表 and 财政拨款收支总表: each side adds up, item by item, and the two sides balance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from budgetlib.accounts import Item, Kind, Role, Side
from budgetlib.checks.figures import Figure, of_line, statement_title, tolerance
from budgetlib.checks.innocent import ANOTHER_AMOUNT, CARRIED_OVER, COUNTED_REPEATEDLY
from budgetlib.checks.rule import Outcome, compare, compare_sum, rule
from budgetlib.checks.view import View
from budgetlib.disclosure import BudgetLine

_SUMMARIES = (Kind.SUMMARY, Kind.FISCAL_SUMMARY)
_NAMES = {Side.INCOME: "收入", Side.EXPENDITURE: "支出"}
_AFTER = frozenset(
    (Item.CARRYOVER_IN, Item.CARRYOVER_OUT, Item.NON_FISCAL_BALANCE, Item.SURPLUS_DISTRIBUTION)
)
"""Rows between this year's amounts and the grand total, which no item of this year stands behind."""
_MOST_LISTS = 4
"""A side may list the same money several times: by function, by economic class, by unit."""
_MOST_SUMS = 64
"""Ways to read which rows are parts of others; a list with more of them tells nothing by adding up."""


@rule(
    "inside.summary_items",
    title="本年合计等于各项之和",
    severity="error",
    says="收支总表、财政拨款收支总表的本年收入合计等于各项收入之和，本年支出合计等于各项支出之和，逐栏核对；"
    "其中项（某项的下级）不重复相加。",
    tries=(COUNTED_REPEATEDLY, ANOTHER_AMOUNT, CARRIED_OVER),
    structural=True,
)
def items(view: View) -> Iterator[Outcome]:
    for name, column in _columns(view):
        at = _row_of(column, Item.CURRENT)
        if at is None or column[at].amount_yuan is None:
            continue
        own = [line for line in _own_items(column, at) if not _repeats_total(line, column, at)]
        if any(line.amount_yuan for line in own):
            yield _sum(column[at], f"{name}本年{_side_name(column)}合计", own, "所列各项之和")


@rule(
    "inside.summary",
    title="总计等于本年合计加结转等",
    severity="error",
    says="收支总表、财政拨款收支总表的总计等于本年合计与其后所列各项（结转、结余、上级补助等）之和，逐栏核对。",
    tries=(COUNTED_REPEATEDLY, ANOTHER_AMOUNT),
    structural=True,
)
def grand_total(view: View) -> Iterator[Outcome]:
    for name, column in _columns(view):
        at, end = _row_of(column, Item.CURRENT), _row_of(column, Item.TOTAL)
        if at is None or end is None or end <= at:
            continue
        current, whole = column[at], column[end]
        if current.amount_yuan is None or whole.amount_yuan is None:
            continue
        items = {line.row for line in _own_items(column, at)}
        after = [line for line in column[at + 1 : end] if line.row not in items]
        parts = [current, *after]
        if len(parts) > 1:
            yield _sum(whole, f"{name}{_side_name(column)}总计", parts, "本年合计与其后各项之和")


def _repeats_total(line: BudgetLine, column: Sequence[BudgetLine], current: int) -> bool:
    """Whether a row heads the whole column (一、部门预算) with what was carried over, and is none of this year's items."""
    whole = _row_of(column, Item.TOTAL)
    amounts = (None if whole is None else column[whole].amount_yuan, column[current].amount_yuan)
    return amounts[0] is not None and line.amount_yuan == amounts[0] and amounts[0] != amounts[1]


def _columns(view: View) -> Iterator[tuple[str, list[BudgetLine]]]:
    """Each column of amounts of each side, in the order of its rows, with the title of its statement."""
    for kind in _SUMMARIES:
        for side in Side.INCOME, Side.EXPENDITURE:
            columns: dict[tuple[int | None, int | None], list[BudgetLine]] = {}
            for line in view.lines(kind, side):
                if line.role != Role.OF_WHICH and line.unit != "%":
                    columns.setdefault((line.table, line.column), []).append(line)
            for column in columns.values():
                if _is_labelled(column, side):
                    yield statement_title(kind), column


def _is_labelled(column: Sequence[BudgetLine], side: Side) -> bool:
    """Whether every amount of a column has a name, and its header is of the side that the names are of."""
    other = _NAMES[Side.EXPENDITURE if side == Side.INCOME else Side.INCOME]
    header = column[0].header
    of_other_side = other in header and _NAMES[side] not in header
    return not of_other_side and all(line.name or not line.amount_yuan for line in column)


def _side_name(column: Sequence[BudgetLine]) -> str:
    return _NAMES[Side(column[0].side)]


def _row_of(column: Sequence[BudgetLine], item: Item) -> int | None:
    return next((at for at, line in enumerate(column) if line.item == item), None)


def _own_items(column: Sequence[BudgetLine], current: int) -> list[BudgetLine]:
    """This year's items: above their total, or, where it heads them (一、本年收入), below it."""
    above = [line for line in column[:current] if line.item not in _AFTER]
    if any(line.amount_yuan is not None or line.blank for line in above):
        return above
    below: list[BudgetLine] = []
    for line in column[current + 1 :]:
        if line.item in _AFTER or line.item.startswith("carryover") or line.role == Role.TOTAL:
            break
        below.append(line)
    return below


def _sum(whole: BudgetLine, label: str, lines: Sequence[BudgetLine], of: str) -> Outcome:
    """Whether a total is the sum of rows of which some are parts of others, by any way to read them."""
    figure = of_line(whole, label)
    figures = [of_line(line) for line in lines]
    sums = _sums([one.value for one in figures])
    allowed = tolerance((figure, *figures))
    readings = {figure.value * times for times in range(1, _MOST_LISTS + 1)}
    if len(sums) >= _MOST_SUMS or any(abs(total - one) <= allowed for total in sums for one in readings):
        counted = compare_sum(figure, _without_parts(figures), of=of)
        passed = Outcome("pass", "", table=whole.table if figure.value else None)
        return counted if counted.outcome == "pass" else passed
    listed = [one for one in figures if one.value != figure.value]  # a heading repeats the whole
    return compare_sum(figure, _without_parts(listed if any(one.value for one in listed) else figures), of=of)


def _sums(values: Sequence[Decimal]) -> set[Decimal]:
    """The sums of a list, where a row may be a part of the one above it if those parts add up to it."""
    return _reached(values, 0, _ends_of_parts(values)).get(len(values), set())


def _reached(values: Sequence[Decimal], start: int, ends: Sequence[Sequence[int]]) -> dict[int, set[Decimal]]:
    """Row -> the sums of the rows from `start` up to it, by any way to read which are parts of others."""
    reached: dict[int, set[Decimal]] = {start: {Decimal(0)}}
    for at in range(start, len(values)):
        for total in list(reached.get(at, ()))[:_MOST_SUMS]:
            for end in (at + 1, *ends[at]):
                reached.setdefault(end, set()).add(total + values[at])
    return reached


def _ends_of_parts(values: Sequence[Decimal]) -> list[list[int]]:
    """For every row, where the rows below it that may be its parts end; those may have parts themselves."""
    ends: list[list[int]] = [[] for _ in values]
    for at in range(len(values) - 1, -1, -1):
        if values[at]:
            below = _reached(values, at + 1, ends)
            ends[at] = [end for end, sums in below.items() if end > at + 1 and values[at] in sums]
    return ends


def _without_parts(figures: Sequence[Figure]) -> list[Figure]:
    """The rows that count, where a row's parts follow it and add up to it."""
    ends = _ends_of_parts([figure.value for figure in figures])
    kept, at = [], 0
    while at < len(figures):
        kept.append(figures[at])
        at = max(ends[at], default=at + 1)
    return kept


@rule(
    "inside.balance",
    title="收入总计等于支出总计",
    severity="error",
    says="收支总表和财政拨款收支总表的收入总计等于支出总计。",
)
def balance(view: View) -> Iterator[Outcome]:
    for kind in (Kind.SUMMARY, Kind.FISCAL_SUMMARY):
        income, spending = (
            view.item(kind, Side.INCOME, Item.TOTAL),
            view.item(kind, Side.EXPENDITURE, Item.TOTAL),
        )
        if income is None or spending is None or income.amount_yuan is None or spending.amount_yuan is None:
            continue
        title = statement_title(kind)
        yield compare(of_line(income, f"{title}收入总计"), of_line(spending, f"{title}支出总计"))
