"""Rules on single rows of tables: negative amounts, rows printed twice, lists of purchases that don't add up."""

from __future__ import annotations

from collections.abc import Iterator

from budgetlib.accounts import OWN_PERIODS, Kind, Measure, Role
from budgetlib.checks.figures import of_line, statement_title
from budgetlib.checks.innocent import ANOTHER_AMOUNT, COUNTED_REPEATEDLY, GROUPS_OR_UNITS
from budgetlib.checks.rule import GOOD_PRACTICE, Outcome, compare_sum, rule
from budgetlib.checks.view import View, cell
from budgetlib.disclosure import BudgetLine

_COLUMNS = (Measure.TOTAL, Measure.GOODS, Measure.WORKS, Measure.SERVICES)


@rule(
    "inside.procurement",
    title="政府采购表的合计等于各行之和",
    severity="error",
    says="政府采购表的合计行，逐栏等于所列各行之和；每行合计＝货物＋工程＋服务。",
    tries=(GROUPS_OR_UNITS, COUNTED_REPEATEDLY, ANOTHER_AMOUNT),
    structural=True,
)
def procurement(view: View) -> Iterator[Outcome]:
    title = statement_title(Kind.PROCUREMENT)
    for rows in view.tables(Kind.PROCUREMENT):
        whole = next((row for row in rows if row[0].role == Role.TOTAL), None)
        items = [row for row in rows if row[0].role == Role.ITEM]
        for measure in _COLUMNS:
            head = cell(whole, measure) if whole else None
            parts = [line for row in items if (line := cell(row, measure)) is not None and line.amount_yuan]
            if head is not None and head.amount_yuan and len(parts) > 1:
                label = f"{title}合计（{head.header.split(' / ')[-1]}）"
                yield compare_sum(of_line(head, label), [of_line(one) for one in parts], of="所列各行之和")
        for row in rows:
            of_row = cell(row, Measure.TOTAL)
            parts = [line for measure in _COLUMNS[1:] if (line := cell(row, measure)) is not None]
            if of_row is not None and of_row.amount_yuan and len(parts) == len(_COLUMNS) - 1:
                label = f"{title}“{of_row.name}”合计"
                yield compare_sum(
                    of_line(of_row, label),
                    [of_line(one) for one in parts if one.amount_yuan is not None],
                    of="货物、工程、服务之和",
                )


@rule(
    "inside.negative",
    title="没有负的收支",
    severity="notice",
    says="收入、支出一般不为负数；为负的，应说明原因（如收回、冲减）。",
    authority=GOOD_PRACTICE,
)
def negative(view: View) -> Iterator[Outcome]:
    found = [
        line
        for line in view.disclosure.lines
        if line.period in OWN_PERIODS and line.unit != "%" and (line.amount_yuan or 0) < 0
    ]
    if found:
        figures = [of_line(line) for line in found]
        more = f"等{len(found)}处" if len(found) > 1 else ""
        yield Outcome(
            "fail",
            f"{figures[0].label}为{figures[0].text}{more}，是负数，可能是收回或冲减。",
            figures=tuple(figures),
        )


@rule(
    "inside.repeated",
    title="同一科目不重复列示",
    severity="notice",
    says="一张不分单位的表里，同一科目编码和名称只应列一次。",
    authority=GOOD_PRACTICE,
)
def repeated(view: View) -> Iterator[Outcome]:
    for kind in (Kind.EXPENDITURE, Kind.GENERAL_EXPENDITURE, Kind.FUND_EXPENDITURE):
        for rows in view.tables(kind):
            coded = [row[0] for row in rows if row[0].level and row[0].code and row[0].role == Role.ITEM]
            twice = _printed_twice(coded)
            if len(twice) == 1:  # more of them are a table by units or by a second classification
                first, second = (of_line(one) for one in twice[0])
                yield Outcome(
                    "fail",
                    f"{statement_title(kind)}里“{twice[0][0].code} {twice[0][0].name}”列了两次，"
                    f"分别为{first.text}和{second.text}。",
                    figures=(first, second),
                )


def _printed_twice(lines: list[BudgetLine]) -> list[tuple[BudgetLine, BudgetLine]]:
    first: dict[tuple[str, str], BudgetLine] = {}
    twice = []
    for line in lines:
        other = first.setdefault((line.code, line.name), line)
        if other is not line:
            twice.append((other, line))
    return twice
