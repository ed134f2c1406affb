"""What running the unit costs: “三公”经费, 机关运行经费 and government procurement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetlib.accounts import OWN_PERIODS
from budgetlib.disclosure import BudgetLine, Fact
from budgetlib.figures.lines import TOTAL_MEASURES, Lines, line_fact, own_lines, total_line

_THREE_PUBLIC = ("abroad", "reception", "vehicle", "vehicle_purchase", "vehicle_operation")
_THREE_PUBLIC_TOTALS = ("three_public", "total", "general_public")
_THREE_PUBLIC_COLUMNS = ("three_public", "general_public")
"""What a single column of amounts may be headed with in a table that has the items in rows."""
_OPERATION = {
    "operating_cost.total": "operating_cost",
    "procurement.total": "procurement",
    "procurement.goods": "goods",
    "procurement.works": "works",
    "procurement.services": "services",
}
"""Keys -> rows of 机构运行信息表."""


def three_public_facts(lines: Sequence[BudgetLine]) -> Iterator[Fact]:
    """“三公”经费: this year's, last year's, and the budget beside a final account; and 机关运行经费 where it is a column.

    Of several tables (一般公共预算, then 政府性基金; then 机构运行信息) the first that prints a figure decides.
    """
    own = [line for line in lines if line.statement == "three_public"]
    tables = [
        [line for line in own if line.table == table] for table in dict.fromkeys(line.table for line in own)
    ]
    tables.append([line for line in lines if line.statement == "operation"])
    for table in tables:
        for prefix, periods in (
            ("three_public", OWN_PERIODS),
            ("three_public_prior", frozenset(("prior",))),
            ("three_public_budget", frozenset(("budget",))),
        ):
            of_period = [line for line in table if line.period in periods]
            for item in _THREE_PUBLIC:
                line = _three_public_line(of_period, item)
                if line is not None:
                    yield line_fact(f"{prefix}.{item}", line)
            whole = next(
                filter(None, (_three_public_line(of_period, key) for key in _THREE_PUBLIC_TOTALS)), None
            )
            if whole is not None:
                yield line_fact(f"{prefix}.total", whole)
    operating = [line for line in own if line.period in OWN_PERIODS and line.measure == "operating_cost"]
    if operating:
        yield line_fact("operating_cost.total", total_line(operating, ("operating_cost",)) or operating[0])


def _three_public_line(lines: Sequence[BudgetLine], item: str) -> BudgetLine | None:
    """The cell of an item, whether items stand in rows or in columns."""
    for measures in (TOTAL_MEASURES, _THREE_PUBLIC_COLUMNS):
        in_rows = [line for line in lines if line.item == item and line.measure in measures]
        if in_rows:
            return next((line for line in in_rows if line.amount_yuan is not None), in_rows[0])
    in_columns = [line for line in lines if line.measure == item]
    if not in_columns or (item == "total" and any(line.item for line in lines)):
        return None
    return total_line(in_columns, (item,)) or in_columns[0]


def procurement_facts(lines: Lines) -> Iterator[Fact]:
    """Figures of the table of government procurement, whether its kinds are rows or columns."""
    own = own_lines(lines, "procurement")
    for item in ("total", "goods", "works", "services"):
        in_rows = [line for line in own if line.item == item and line.measure in ("total", "procurement")]
        if in_rows:
            filled = next((line for line in in_rows if line.amount_yuan is not None), in_rows[0])
            yield line_fact(f"procurement.{item}", filled)
            continue
        in_columns = (
            total_line([line for line in own if line.measure == item], (item,)) if item != "total" else None
        )
        if in_columns is not None:
            yield line_fact(f"procurement.{item}", in_columns)


def operation_facts(lines: Lines) -> Iterator[Fact]:
    """机关运行经费 and procurement as 机构运行信息表 of a final account states them."""
    own = own_lines(lines, "operation")
    for key, item in _OPERATION.items():
        line = next((line for line in own if line.item == item), None)
        if line is not None:
            yield line_fact(key, line)
