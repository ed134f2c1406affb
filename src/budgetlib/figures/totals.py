"""Totals of the statements: income, expenditure, and their parts by fund, by class, by basic and project."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from budgetlib.disclosure import BudgetLine, Fact
from budgetlib.figures.lines import TOTAL_MEASURES, Lines, line_fact, own_lines, row_of, total_line


def summary_facts(lines: Lines) -> Iterator[Fact]:
    """Figures of 收支总表 and 财政拨款收支总表."""
    for side, prefix in (("income", "income"), ("expenditure", "expenditure")):
        summary = [
            line
            for line in own_lines(lines, "summary")
            if line.side == side and line.measure in TOTAL_MEASURES
        ]
        whole, current = row_of(summary, "total"), row_of(summary, "current")
        total = whole or current
        if total:
            yield line_fact(f"summary.{prefix}_total", total)
        if current and whole:
            yield line_fact(f"summary.{prefix}_current", current)
    carried = row_of([line for line in own_lines(lines, "summary") if line.side == "income"], "carryover_in")
    if carried:
        yield line_fact("summary.carryover_in", carried)
    fiscal = own_lines(lines, "fiscal_summary")
    income = [line for line in fiscal if line.side == "income" and line.measure in TOTAL_MEASURES]
    for item, key in (
        ("general_public", "general"),
        ("government_fund", "fund"),
        ("state_capital", "state_capital"),
    ):
        line = next((line for line in income if line.item == item), None)
        if line:
            yield line_fact(f"fiscal_summary.income_{key}", line)
    spending = [line for line in fiscal if line.side == "expenditure" and line.measure == "total"]
    total = row_of(spending, "total") or row_of(spending, "current")
    if total:
        yield line_fact("fiscal_summary.expenditure_total", total)


_LISTS: tuple[tuple[str, tuple[str, ...], dict[str, tuple[str, ...]]], ...] = (
    ("income", ("income",), {"total": ("total", "current_income", "current_year", "fiscal")}),
    (
        "expenditure",
        ("expenditure",),
        {"total": ("total", "current_expenditure"), "basic": ("basic",), "project": ("project",)},
    ),
    (
        "general_expenditure",
        ("general_expenditure",),
        {
            "total": ("total", "general_public", "current_expenditure"),
            "basic": ("basic",),
            "project": ("project",),
        },
    ),
    (
        "general_basic",
        ("general_basic", "general_basic_functional", "fiscal_basic"),
        {
            "total": ("basic_general_public", "general_public", "total", "basic"),
            "personnel": ("personnel_general_public", "personnel"),
            "public": ("public_general_public", "public"),
        },
    ),
    (
        "fund_expenditure",
        ("fund_expenditure",),
        {"total": ("total", "government_fund", "current_expenditure")},
    ),
    (
        "state_capital",
        ("state_capital",),
        {"total": ("total", "state_capital", "current_expenditure", "project")},
    ),
    ("operating_cost", ("operating_cost",), {"total": ("total", "operating_cost")}),
)


def list_facts(lines: Lines) -> Iterator[Fact]:
    """Figures of the statements that are lists with a row of totals."""
    for key, statements, measures in _LISTS:
        own = own_lines(lines, *statements)
        for name, choices in measures.items():
            # 人员经费合计 in a column of 人员经费 is what 合计 below 人员经费 and 公用经费 side by side is not.
            own_row = row_of(
                [one for one in own if one.measure in choices and one.amount_yuan is not None], name
            )
            line = (
                own_row
                or total_line(own, choices)
                or row_of([one for one in own if one.measure in ("total", *choices)], name)
            )
            if line is not None:
                yield line_fact(f"{key}.{name}", line)
    # 基本支出 of the table of all 一般公共预算 spending is the same figure where no table of its own has a total.
    for statement in ("general_economic", "general_expenditure"):
        line = total_line(own_lines(lines, statement), ("basic",))
        if line is not None:
            yield line_fact("general_basic.total", line)
    for statement in ("general_basic_functional", "general_basic"):
        line = (
            total_line(own_lines(lines, statement), ("total", "basic"))
            if own_lines(lines, "general_expenditure")
            else None
        )
        if line is not None:
            yield line_fact("general_expenditure.basic", line)
    yield from _parts_of_funds(lines)
    yield from _class_facts(own_lines(lines, "expenditure"))


def _parts_of_funds(lines: Lines) -> Iterator[Fact]:
    """基本支出 and 项目支出 of tables that split them by fund, and 人员 and 公用 where no table is about them alone."""
    general = own_lines(lines, "general_expenditure", "general_economic")
    for part in ("basic", "project"):
        line = total_line(general, (f"{part}_general_public",))
        if line is not None:
            yield line_fact(f"general_expenditure.{part}", line)
    for part in ("personnel", "public"):
        line = total_line(own_lines(lines, f"general_basic_{part}"), ("total", part)) or total_line(
            general, (part, f"{part}_general_public")
        )
        if line is not None:
            yield line_fact(f"general_basic.{part}", line)
    own = own_lines(lines, "expenditure")
    whole, public = total_line(own, ("total",)), total_line(own, ("general_public",))
    if whole and public and whole.amount_yuan and whole.amount_yuan == public.amount_yuan:
        for part in ("basic", "project"):
            line = total_line(own, (f"{part}_general_public",))
            if line is not None:
                yield line_fact(f"expenditure.{part}", line)


def _class_facts(lines: Sequence[BudgetLine]) -> Iterator[Fact]:
    totals = [
        line for line in lines if line.measure in ("total", "current_expenditure") and line.role == "item"
    ]
    for line in totals:
        if line.level == 1 and (line.code.startswith("2") or not line.code):
            yield line_fact(f"expenditure.class.{line.code or line.name}", line)
    items = [line for line in totals if line.level == 3]
    if items:
        first = items[0]
        yield Fact(
            "expenditure.item_rows",
            Decimal(len({line.code or line.row for line in items})),
            "count",
            "number",
            0,
            first.page,
            first.line,
            first.table,
            None,
            "derived",
        )
