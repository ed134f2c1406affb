"""Headers: which rows they are, and the path above every column."""

from __future__ import annotations

from budgetlib.document import Spans, Table
from budgetlib.statements.columns import read_columns
from budgetlib.statements.header import read_header


def table(*rows: str, spans: Spans | None = None) -> Table:
    grid = tuple(tuple(cell.strip() for cell in row.split("|")) for row in rows)
    return Table(1, grid, tuple(range(1, len(grid) + 1)), (None,) * len(grid), spans=spans)


def paths(one: Table) -> list[str]:
    header = read_header(one, 0, len(one.rows))
    assert header is not None
    return [" / ".join(path) for path in header.paths]


def test_blank_cells_of_a_pipe_table_belong_to_the_left_where_something_stands_below() -> None:
    one = table("项目| |2024年预算数| | ", "科目编码|科目名称|合计|基本支出|项目支出", "合计| |3|1|2")
    assert paths(one) == [
        "项目 / 科目编码",
        "项目 / 科目名称",
        "2024年预算数 / 合计",
        "2024年预算数 / 基本支出",
        "2024年预算数 / 项目支出",
    ]


def test_merged_cells_are_taken_as_the_format_tells_them() -> None:
    one = table(
        "科目编码|科目名称|总计|基本支出| | |项目支出",
        " | | |小计|人员经费|公用经费| ",
        "201|一般公共服务支出|3|2|1|1|1",
        spans={(0, 0): (2, 1), (0, 1): (2, 1), (0, 2): (2, 1), (0, 3): (1, 3), (0, 6): (2, 1)},
    )
    assert paths(one)[2:] == [
        "总计",
        "基本支出 / 小计",
        "基本支出 / 人员经费",
        "基本支出 / 公用经费",
        "项目支出",
    ]
    header = read_header(one, 0, 3)
    assert header is not None
    assert header.body == 2
    (group,) = read_columns(one, header, 3, 2024, final=False)
    assert [column.measure for column in group.amounts] == [
        "total",
        "basic",
        "personnel",
        "public",
        "project",
    ]


def test_numbers_of_columns_are_not_data() -> None:
    one = table("功能分类科目名称|合计|基本支出|项目支出", "**|1|2|3", "合计|9|4|5")
    header = read_header(one, 0, 3)
    assert header is not None
    assert header.body == 2


def test_a_blank_statement_has_a_header_and_rows() -> None:
    one = table("项目|2024年预算数| ", " |合计|一般公共预算", "因公出国（境）费| | ", "公务接待费| | ")
    header = read_header(one, 0, 4)
    assert header is not None
    assert header.body == 2


def test_last_years_columns_are_told_from_this_years() -> None:
    one = table("项目|2025年预算数|2026年预算数|增减额|增减%", "合计|1|2|1|100")
    header = read_header(one, 0, 2)
    assert header is not None
    (group,) = read_columns(one, header, 2, 2026, final=False)
    assert [(column.measure, column.period) for column in group.amounts] == [
        ("total", "prior"),
        ("total", "current"),
        ("total", "change"),
        ("total", "change_percent"),
    ]


def test_budget_and_final_columns_of_a_final_account() -> None:
    one = table("合计| |公务接待费| ", "预算数|决算数|预算数|决算数", "0.95| |0.95| ")
    header = read_header(one, 0, 3)
    assert header is not None
    (group,) = read_columns(one, header, 3, 2024, final=True)
    assert [(column.measure, column.period) for column in group.amounts] == [
        ("total", "budget"),
        ("total", "final"),
        ("reception", "budget"),
        ("reception", "final"),
    ]
