"""How sums are made up: which rows are taken, that no amount counts twice, and that what is missing is said."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from budgetlib.errors import NotADisclosure, ReadError
from budgetlib.figures import Breakdown, Figures, Part, breakdowns
from budgetlib.interpret import interpret
from budgetlib.readers import read_document
from made_up import disclosure_of

WAN = 10_000
SUMMARY = """
2024年预算收支总表

| 收入 | | 支出 | |
|---|---|---|---|
| 项目 | 预算数 | 项目 | 预算数 |
| 一、一般公共预算拨款收入 | 100.00 | 一、教育支出 | 70.00 |
| 二、政府性基金预算拨款收入 | | 二、住房保障支出 | 30.00 |
| 三、事业收入 | 0.00 | | |
| 本年收入合计 | 100.00 | 本年支出合计 | 100.00 |
| 上年结转 | 20.00 | 结转下年 | 20.00 |
| 收入总计 | 120.00 | 支出总计 | 120.00 |
"""


def parts_of(text: str, breakdown: Breakdown, *, main: bool = True) -> list[tuple[int, str, Decimal | None]]:
    """Level, part and amount in 万元 of the main (or the other) breakdowns of a kind."""
    return [
        (part.level, part.part, None if part.amount_yuan is None else part.amount_yuan / WAN)
        for part in breakdowns(Figures(disclosure_of(text)))
        if part.breakdown is breakdown and part.main is main
    ]


def expenditure(rows: str) -> str:
    return f"""
2024年支出总表

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
{rows}
"""


def test_classes_of_the_summary_make_up_the_spending_of_the_year_and_not_what_is_carried_over() -> None:
    assert parts_of(SUMMARY, Breakdown.FUNCTION) == [
        (0, "summary.expenditure_current", 100),
        (1, "205", 70),
        (1, "221", 30),
    ]


def test_sources_keep_blank_and_zero_apart_and_hold_the_carryover() -> None:
    assert parts_of(SUMMARY, Breakdown.SOURCE) == [
        (0, "summary.income_total", 120),
        (1, "general_public", 100),
        (1, "government_fund", None),
        (1, "business_income", 0),
        (1, "carryover_in", 20),
    ]


def test_classes_are_taken_and_not_the_items_below_them() -> None:
    text = expenditure(
        "| | 合计 | 100.00 | 60.00 | 40.00 |\n| 205 | 教育支出 | 70.00 | 50.00 | 20.00 |\n"
        "| 20501 | 教育管理事务 | 70.00 | 50.00 | 20.00 |\n| 2050101 | 行政运行 | 50.00 | 50.00 | |\n"
        "| 2050102 | 一般行政管理事务 | 20.00 | | 20.00 |\n| 221 | 住房保障支出 | 30.00 | 10.00 | 20.00 |"
    )
    assert parts_of(text, Breakdown.FUNCTION) == [
        (0, "expenditure.total", 100),
        (1, "205", 70),
        (1, "221", 30),
    ]
    assert parts_of(text, Breakdown.USE) == [
        (0, "expenditure.total", 100),
        (1, "basic", 60),
        (1, "project", 40),
    ]


def test_items_add_up_to_classes_that_are_not_printed() -> None:
    text = expenditure(
        "| | 合计 | 100.00 | 60.00 | 40.00 |\n| 2050101 | 行政运行 | 50.00 | 50.00 | |\n"
        "| 2050102 | 一般行政管理事务 | 20.00 | | 20.00 |\n| 2210201 | 住房公积金 | 30.00 | 10.00 | 20.00 |"
    )
    assert parts_of(text, Breakdown.FUNCTION)[1:] == [(1, "205", 70), (1, "221", 30)]


def test_what_the_classes_leave_of_the_whole_is_said() -> None:
    text = expenditure("| | 合计 | 100.00 | 60.00 | 40.00 |\n| 205 | 教育支出 | 70.00 | 30.00 | 40.00 |")
    assert parts_of(text, Breakdown.FUNCTION) == [
        (0, "expenditure.total", 100),
        (1, "205", 70),
        (1, "rest", 30),
    ]


def test_rounding_leaves_nothing() -> None:
    rows = "\n".join(
        f"| {code} | {name} | 33.33 | 33.33 | |"
        for code, name in (("205", "教育支出"), ("206", "科学技术支出"), ("221", "住房保障支出"))
    )
    found = parts_of(expenditure(f"| | 合计 | 100.00 | 100.00 | |\n{rows}"), Breakdown.FUNCTION)
    assert [part for _, part, _ in found] == ["expenditure.total", "205", "206", "221"]


def test_classes_that_are_more_than_their_whole_are_no_breakdown() -> None:
    text = expenditure(
        "| | 合计 | 100.00 | 60.00 | 40.00 |\n| 205 | 教育支出 | 70.00 | 30.00 | 40.00 |\n"
        "| 206 | 科学技术支出 | 80.00 | 30.00 | 50.00 |"
    )
    assert parts_of(text, Breakdown.FUNCTION) == []


def test_classes_printed_again_for_a_unit_count_once() -> None:
    rows = "| 205 | 教育支出 | 70.00 | 30.00 | 40.00 |\n| 221 | 住房保障支出 | 30.00 | 30.00 | |"
    text = expenditure(
        f"| | 合计 | 100.00 | 60.00 | 40.00 |\n{rows}\n| | 某某县第一小学 | 100.00 | 60.00 | 40.00 |\n{rows}"
    )
    assert parts_of(text, Breakdown.FUNCTION)[1:] == [(1, "205", 70), (1, "221", 30)]


def test_economic_items_stand_below_their_class_and_finer_rows_count_where_the_item_is_missing() -> None:
    text = """
2024年一般公共预算基本支出表

| 科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费 |
|---|---|---|---|---|
| | 合计 | 60.00 | 50.00 | 10.00 |
| 301 | 工资福利支出 | 50.00 | 50.00 | |
| 30101 | 基本工资 | 50.00 | 50.00 | |
| 302 | 商品和服务支出 | 10.00 | | 10.00 |
| 30201 | 办公费 | 4.00 | | 4.00 |
| 3021101 | 差旅费 | 6.00 | | 6.00 |
"""
    assert parts_of(text, Breakdown.ECONOMIC) == [
        (0, "general_basic.total", 60),
        (1, "301", 50),
        (2, "30101", 50),
        (1, "302", 10),
        (2, "30201", 4),
        (2, "30211", 6),
    ]


def test_a_finer_row_below_its_item_does_not_count_again() -> None:
    text = """
2024年一般公共预算基本支出表

| 科目编码 | 科目名称 | 合计 |
|---|---|---|
| | 合计 | 10.00 |
| 302 | 商品和服务支出 | 10.00 |
| 30211 | 差旅费 | 10.00 |
| 3021101 | 国内差旅费 | 6.00 |
| 3021102 | 市内交通费 | 4.00 |
"""
    assert parts_of(text, Breakdown.ECONOMIC)[1:] == [(1, "302", 10), (2, "30211", 10)]


def uses(total: str, operating: str) -> str:
    return f"""
2024年支出总表

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 | 经营支出 |
|---|---|---|---|---|---|
| | 合计 | {total} | 60.00 | 30.00 | {operating} |
| 205 | 教育支出 | {total} | 60.00 | 30.00 | {operating} |
"""


def test_further_uses_are_named_where_they_make_up_the_whole() -> None:
    assert parts_of(uses("100.00", "10.00"), Breakdown.USE)[1:] == [
        (1, "basic", 60),
        (1, "project", 30),
        (1, "operating_expenditure", 10),
    ]
    assert parts_of(uses("100.00", "7.00"), Breakdown.USE)[-1] == (1, "rest", 10)


GENERAL = """
2024年一般公共预算支出表

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 90.00 | 60.00 | 30.00 |
| 205 | 教育支出 | 90.00 | 60.00 | 30.00 |
"""


def test_the_widest_breakdown_is_the_main_one_and_that_of_a_fund_stands_beside_it() -> None:
    text = uses("100.00", "10.00") + GENERAL
    assert parts_of(text, Breakdown.USE)[0] == (0, "expenditure.total", 100)
    beside = parts_of(text, Breakdown.USE, main=False)
    assert beside == [(0, "general_expenditure.total", 90), (1, "basic", 60), (1, "project", 30)]
    assert parts_of(GENERAL, Breakdown.USE)[0] == (0, "general_expenditure.total", 90)


def income(rows: str) -> str:
    return SUMMARY.replace(
        """| 一、一般公共预算拨款收入 | 100.00 | 一、教育支出 | 70.00 |
| 二、政府性基金预算拨款收入 | | 二、住房保障支出 | 30.00 |
| 三、事业收入 | 0.00 | | |""",
        rows,
    )


def test_two_rows_of_one_source_are_added_up_where_the_whole_says_so() -> None:
    rows = (
        "| 一、一般公共预算拨款收入 | 100.00 | 一、教育支出 | 100.00 |\n"
        "| 用事业基金弥补收支差额 | 5.00 | | |\n| 使用非财政拨款结余 | 15.00 | | |"
    )
    text = income(rows).replace("| 上年结转 | 20.00 |", "| 上年结转 | |")
    found = parts_of(text, Breakdown.SOURCE)
    assert (1, "non_fiscal_balance", 20) in found
    assert not any(part == "rest" for _, part, _ in found)


def test_a_source_and_its_parts_count_once() -> None:
    both = "| 财政拨款收入 | 100.00 | 教育支出 | 100.00 |\n| 一般公共预算拨款收入 | {part} | | |"
    with_parts = parts_of(income(both.format(part="100.00")), Breakdown.SOURCE)
    assert with_parts[1:] == [(1, "general_public", 100), (1, "carryover_in", 20)]
    without = parts_of(income(both.format(part="")), Breakdown.SOURCE)
    assert without[1:] == [(1, "fiscal", 100), (1, "carryover_in", 20)]


def test_blank_parts_are_no_breakdown_of_a_whole_that_is_a_number() -> None:
    text = """
2024年政府采购预算表

| 项目 | 合计 |
|---|---|
| 合计 | {whole} |
| 货物 | |
| 服务 | |
"""
    assert parts_of(text.format(whole="8.00"), Breakdown.PROCUREMENT) == []
    assert parts_of(text.format(whole=""), Breakdown.PROCUREMENT)[1:] == [
        (1, "goods", None),
        (1, "services", None),
    ]


def test_three_public_without_a_sum_is_added_up_with_vehicles_once() -> None:
    text = """
2024年“三公”经费支出表

| 项目 | 预算数 |
|---|---|
| 因公出国（境）费 | 1.00 |
| 公务用车购置及运行费 | 5.00 |
| 其中：公务用车购置费 | 2.00 |
| 公务用车运行维护费 | 3.00 |
| 公务接待费 | 0.50 |
"""
    assert parts_of(text, Breakdown.THREE_PUBLIC) == [
        (0, "three_public.total", Decimal("6.5")),
        (1, "abroad", 1),
        (1, "vehicle", 5),
        (2, "vehicle_purchase", 2),
        (2, "vehicle_operation", 3),
        (1, "reception", Decimal("0.5")),
    ]


def real_documents(folder: Path) -> Iterator[Path]:
    yield from (path for path in sorted(folder.iterdir()) if path.suffix in (".pdf", ".md", ".docx", ".xlsx"))


def grouped(parts: tuple[Part, ...]) -> dict[tuple[str, str, str], list[Part]]:
    found: dict[tuple[str, str, str], list[Part]] = {}
    for part in parts:
        found.setdefault((part.breakdown, part.of, str(part.main)), []).append(part)
    return found


def test_parts_of_real_documents_add_up_to_their_whole(corpus: Path) -> None:
    seen = 0
    for path in real_documents(corpus):
        try:
            disclosure = interpret(read_document(path))
        except (NotADisclosure, ReadError):
            continue
        for (breakdown, of, _), parts in grouped(breakdowns(Figures(disclosure))).items():
            whole = parts[0].amount_yuan
            first = [part.amount_yuan or Decimal(0) for part in parts if part.level == 1]
            if whole is None or not first:
                continue
            slack = Decimal(100 * (len(first) + 1)) / 2 + 1  # of amounts printed in 万元 with two decimals
            assert abs(sum(first, Decimal(0)) - whole) <= slack, (path.name, breakdown, of)
            seen += 1
    assert seen > 100


@pytest.mark.parametrize("breakdown", list(Breakdown))
def test_the_seed_has_one_main_breakdown_of_each_kind(seed_path: Path, breakdown: Breakdown) -> None:
    parts = breakdowns(Figures(interpret(read_document(seed_path))))
    wholes = [part for part in parts if part.breakdown is breakdown and part.level == 0 and part.main]
    assert len(wholes) == 1
