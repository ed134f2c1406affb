"""What tables that list several units say of all of them together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from budgetlib.accounts import ClassKey, Kind, Measure, Role, Side
from budgetlib.disclosure import BudgetLine, Fact
from budgetlib.figures.fact_makers import line_fact
from budgetlib.figures.from_tables import item_rows, total_cell
from budgetlib.figures.statement_lines import StatementLines
from budgetlib.money import rounding_step


def of_all_units(lines: Iterable[BudgetLine]) -> list[BudgetLine]:
    """The lines without those of single units: a figure of one unit is none of the department's."""
    return [line for line in lines if not line.unit_name]


def facts_of_units(lines: StatementLines) -> Iterator[Fact]:
    """The classes and items of 支出总表 where it is printed unit by unit."""
    measure = lines.whole_measure(Kind.EXPENDITURE)
    own = [line for line in lines.of(Kind.EXPENDITURE) if line.measure == measure]
    total = total_cell(of_all_units(own), (measure,)) if measure else None
    summary = [line for line in lines.of(Kind.SUMMARY, Side.EXPENDITURE) if line.measure == Measure.TOTAL]
    for line in _summed_classes(own, total, summary):
        fact = line_fact(ClassKey(line.code or line.name), line)
        yield fact if line.row is not None else fact._replace(origin="derived")
    yield from item_rows([line for line in own if line.unit_name])


def _summed_classes(
    lines: Sequence[BudgetLine], total: BudgetLine | None, confirming: Sequence[BudgetLine]
) -> list[BudgetLine]:
    """The classes (类) of a column that is printed unit by unit, summed up over the units.

    `lines` are the column's, `total` its total. Nothing where the sums together differ from the total, or one of them
    from the class of the same name in another table (`confirming`), by more than rounding: then rows were missed. A
    class is what the other table prints of it, else the sum, which stands where the class is printed first.
    """
    parts: dict[str, list[BudgetLine]] = {}
    for line in lines:
        if line.unit_name and line.role is Role.ITEM and line.level == 1 and line.amount_yuan is not None:
            parts.setdefault(line.code or line.name, []).append(line)
    sums = [
        of_class[0]._replace(amount_yuan=_sum(of_class), row=None, unit_name="")
        for of_class in parts.values()
    ]
    if not sums or total is None or total.amount_yuan is None:
        return []
    if not _is_near(total, _sum(sums), sum(map(len, parts.values()))):
        return []
    printed = {line.name: line for line in confirming if line.amount_yuan is not None}
    found = []
    for line, of_class in zip(sums, parts.values(), strict=True):
        other = printed.get(line.name)
        if other is None:
            found.append(line)
        elif _is_near(other, _sum(of_class), len(of_class)):
            found.append(other._replace(code=line.code))
        else:
            return []
    return found


def _sum(lines: Iterable[BudgetLine]) -> Decimal:
    return sum((line.amount_yuan or Decimal(0) for line in lines), Decimal(0))


def _is_near(whole: BudgetLine, added: Decimal, parts: int) -> bool:
    """Whether a sum of so many parts is the whole, but for rounding."""
    half = rounding_step(whole.decimals, whole.unit) / 2
    return whole.amount_yuan is not None and abs(whole.amount_yuan - added) <= half * (parts + 1)
