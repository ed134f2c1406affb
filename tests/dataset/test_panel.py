"""The tables for analysis: one number a figure, where it is from, what confirms it; classes that add up."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from budgetlib.accounts.classes import ECONOMIC_CLASSES, FUNCTIONAL_CLASSES
from budgetlib.accounts.cofog import cofog_divisions, functions_abroad
from budgetlib.dataset.classification import classification
from budgetlib.dataset.panel import class_spending, unit_year
from budgetlib.dataset.vocabulary import vocabulary
from budgetlib.figures import Figures, breakdowns
from budgetlib.interpret import interpret
from budgetlib.readers import read_document
from made_up import disclosure_of

SPENDING = """
2024年支出总表

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 100.00 | 60.00 | 40.00 |
| 205 | 教育支出 | 70.00 | 50.00 | 20.00 |
| 221 | 住房保障支出 | {housing} | 10.00 | 20.00 |
"""
GENERAL = """
2024年一般公共预算支出表

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | {whole} | 60.00 | 30.00 |
| 205 | 教育支出 | {whole} | 60.00 | 30.00 |
"""
UNDIVIDED = """
2024年支出总表

| 科目编码 | 科目名称 | 合计 |
|---|---|---|
| | 合计 | 90.00 |
| 205 | 教育支出 | 90.00 |
"""


def row_of(text: str) -> dict[str, Any]:
    figures = Figures(disclosure_of(text))
    return unit_year(figures, breakdowns(figures))


def classes_of(text: str) -> list[tuple[str, str, Decimal | None, str]]:
    figures = Figures(disclosure_of(text))
    return [
        (row["class_code"], row["cofog"], row["amount_yuan"], row["coverage"])
        for row in class_spending(figures, breakdowns(figures))
    ]


def figure(row: dict[str, Any], name: str) -> tuple[Any, ...]:
    return tuple(row[f"{name}_{what}"] for what in ("yuan", "state", "from", "confirmed"))


def test_a_figure_is_confirmed_by_the_parts_that_add_up_to_it_and_not_without() -> None:
    row = row_of(SPENDING.format(housing="30.00"))
    assert figure(row, "expenditure") == (1_000_000, "number", "expenditure", True)
    assert figure(row, "basic") == (600_000, "number", "expenditure", True)
    alone = row_of("\n2024年支出总表\n\n| 科目名称 | 合计 |\n|---|---|\n| 合计 | 100.00 |\n")
    assert figure(alone, "expenditure") == (1_000_000, "number", "expenditure", False)


def test_parts_that_leave_something_confirm_nothing() -> None:
    text = """
2024年支出总表

| 科目编码 | 科目名称 | 合计 |
|---|---|---|
| | 合计 | 100.00 |
| 205 | 教育支出 | 40.00 |
| 221 | 住房保障支出 | {housing} |
"""
    assert row_of(text.format(housing="60.00"))["expenditure_confirmed"] is True
    assert row_of(text.format(housing="30.00"))["expenditure_confirmed"] is False


def test_a_figure_is_confirmed_by_the_text() -> None:
    table = "\n2024年支出总表\n\n| 科目名称 | 合计 |\n|---|---|\n| 合计 | 100.00 |\n"
    for said, confirmed in (("100.00", True), ("101.00", False)):
        row = row_of(f"{table}\n一、收支情况说明\n\n2024年支出合计{said}万元。\n")
        assert row["expenditure_confirmed"] is confirmed


def test_absent_and_blank_are_told_apart() -> None:
    row = row_of(
        "\n2024年政府性基金预算支出表\n\n| 科目编码 | 科目名称 | 合计 |\n|---|---|---|\n| | 合计 | |\n"
    )
    assert figure(row, "fund_expenditure") == (None, "blank", "fund_expenditure", None)
    assert figure(row, "state_capital") == (None, "absent", "", None)


def test_basic_spending_of_the_general_budget_is_that_of_all_only_where_all_is_general() -> None:
    same = row_of(UNDIVIDED + GENERAL.format(whole="90.00"))
    assert figure(same, "basic")[:3] == (600_000, "number", "general_expenditure")
    less = row_of(UNDIVIDED + GENERAL.format(whole="80.00"))
    assert less["basic_state"] == "absent"


def test_classes_add_up_or_a_row_says_what_is_missing() -> None:
    assert classes_of(SPENDING.format(housing="30.00")) == [
        ("205", "09", 700_000, "complete"),
        ("221", "06", 300_000, "complete"),
    ]
    assert classes_of(SPENDING.format(housing="20.00")) == [
        ("205", "09", 700_000, "partial"),
        ("221", "06", 200_000, "partial"),
        ("", "", 100_000, "partial"),
    ]


def test_a_document_without_classes_has_a_row_that_says_so() -> None:
    assert classes_of(
        "\n2024年“三公”经费支出表\n\n| 项目 | 预算数 |\n|---|---|\n| 公务接待费 | 1.00 |\n"
    ) == [(None, None, None, "absent")]


def test_the_seed_has_every_main_figure_that_its_tables_print(seed_path: Path) -> None:
    figures = Figures(interpret(read_document(seed_path)))
    row = unit_year(figures, breakdowns(figures))
    assert {name for name, state in row.items() if name.endswith("_state") and state == "absent"} == set()
    assert figure(row, "expenditure") == (16_025_300, "number", "summary", True)
    assert figure(row, "procurement") == (5_274_000, "number", "text", True)


def test_every_code_has_an_english_name_and_every_class_is_there() -> None:
    rows = list(classification())
    assert [row for row in rows if not row["name_en"]] == []
    codes = {(row["kind"], row["code"]) for row in rows}
    assert {("functional", code) for code in FUNCTIONAL_CLASSES} <= codes
    assert {("economic", code) for code in ECONOMIC_CLASSES} <= codes


def test_every_word_has_a_chinese_and_an_english_name() -> None:
    rows = list(vocabulary())
    assert [
        row
        for row in rows
        if not row["name"] or (not row["name_en"].isascii() and row["vocabulary"] == "measures")
    ] == []
    assert {"three_public.total", "general_expenditure", "carryover", "expenditure"} <= {
        row["word"] for row in rows
    }


def test_divisions_of_cofog_are_ten_and_named() -> None:
    assert sorted(cofog_divisions()) == [f"{number:02}" for number in range(1, 11)]
    assert {each.cofog for each in functions_abroad().values()} - {""} == set(cofog_divisions())
