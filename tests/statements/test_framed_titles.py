"""Titles, units and notes that stand inside the frame of their table, as in sheets with lines around every cell."""

from __future__ import annotations

from decimal import Decimal

from budgetlib.disclosure import Disclosure
from made_up import disclosure_of


def facts(disclosure: Disclosure) -> dict[str, Decimal | str | None]:
    return {fact.key: fact.value for fact in disclosure.facts}


def test_part_and_year_above_the_title() -> None:
    """What stands alone over the title is no header, whatever it says."""
    disclosure = disclosure_of(
        "| 第二部分 某某县财政局 | | | |\n"
        "|---|---|---|---|\n"
        "| 2024年度 | | | |\n"
        "| 部门收支总表 | | | |\n"
        "| | | | 单位：元 |\n"
        "| 收入 | | 支出 | |\n"
        "| 项目 | 预算数 | 项目 | 预算数 |\n"
        "| 一、一般公共预算拨款 | 100 | 一、教育支出 | 100 |\n"
        "| 收入总计 | 100 | 支出总计 | 100 |\n"
    )
    (statement,) = disclosure.statements
    assert (statement.kind, statement.money_unit) == ("summary", "元")
    assert facts(disclosure)["summary.income_total"] == Decimal(100)


def test_note_in_the_last_row_is_no_row() -> None:
    """Years below each other: the row of the year, not the note below it, tells this year's amounts."""
    disclosure = disclosure_of(
        "财政拨款“三公”经费支出表\n\n"
        "| 预算单位 | 年度 | 合计 | 因公出国(境)费 | 公务接待费 | 公务用车购置及运行维护费 |\n"
        "|---|---|---|---|---|---|\n"
        "| 某某县财政局 | 2023年 | 9.00 | 1.00 | 2.00 | 6.00 |\n"
        "| | 2024年 | 8.00 | 1.00 | 2.00 | 5.00 |\n"
        "| 注：本表可能存在尾数误差。 | | | | | |\n"
    )
    found = facts(disclosure)
    assert (found["three_public.total"], found["three_public_prior.total"]) == (
        Decimal("8.00"),
        Decimal("9.00"),
    )
    (statement,) = disclosure.statements
    assert statement.row_count == 2


def test_dashes_without_a_label_are_no_row() -> None:
    disclosure = disclosure_of(
        "一般公共预算基本支出表\n\n"
        "| 科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费 |\n"
        "|---|---|---|---|---|\n"
        "| 301 | 工资福利支出 | 5.00 | 5.00 | - |\n"
        "| 302 | 商品和服务支出 | 1.00 | - | 1.00 |\n"
        "| | | - | - | - |\n"
        "| | 合计 | 6.00 | 5.00 | 1.00 |\n"
    )
    (statement,) = disclosure.statements
    assert statement.row_count == 3
    assert facts(disclosure)["general_basic.total"] == Decimal("6.00")


def test_department_and_unit_above_projects_in_a_list_without_a_total() -> None:
    """Both sum up all that stands below them, however their names are cut off."""
    rows = "| 修路 | 5.00 |\n| 修桥 | 3.00 |\n| 修港 | 2.00 |\n"
    header = "项目支出表\n\n| 项目名称 | 合计 |\n|---|---|\n"
    listed = disclosure_of(
        f"{header}| 某某县人民政府交 | 10.00 |\n| 某某县人民政府交通 | 10.00 |\n{rows}"
    ).projects
    assert [project.name for project in listed] == ["修路", "修桥", "修港"]
    plain = disclosure_of(f"{header}| 修渠 | 11.00 |\n{rows}").projects
    assert len(plain) == 4
