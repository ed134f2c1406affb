"""Which rows of a classified statement are sums, and which add up to its total; and which column is the whole."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from budgetlib.accounts import OWN_PERIODS, Role
from budgetlib.errors import NotADisclosure, ReadError
from budgetlib.figures import Figures, RowKind, marks
from budgetlib.interpret import interpret
from budgetlib.readers import read_document
from made_up import disclosure_of


def kinds(
    rows: str, *, title: str = "2024年支出总表", head: str = "| 科目编码 | 科目名称 | 合计 |"
) -> list[str]:
    """The row kinds of the column of the whole, of a table with such rows."""
    ruling = "|".join(["---"] * head.count("|")).strip("|")
    disclosure = disclosure_of(f"\n{title}\n\n{head}\n|{ruling}|\n{rows}\n")
    return [str(mark.row_kind) for mark in marks(Figures(disclosure)) if mark.whole]


def test_a_row_whose_code_begins_those_below_is_their_sum() -> None:
    rows = (
        "| | 合计 | 10.00 |\n| 205 | 教育支出 | 10.00 |\n| 20501 | 教育管理事务 | 10.00 |\n"
        "| 2050101 | 行政运行 | 4.00 |\n| 2050199 | 其他教育管理事务支出 | 6.00 |"
    )
    assert kinds(rows) == ["sum", "sum", "sum", "part", "part"]


def test_a_class_without_items_is_a_part_itself() -> None:
    assert kinds("| | 合计 | 10.00 |\n| 205 | 教育支出 | 4.00 |\n| 221 | 住房保障支出 | 6.00 |") == [
        "sum",
        "part",
        "part",
    ]


def test_a_row_without_an_amount_above_its_items_is_a_heading() -> None:
    rows = "| | 合计 | 10.00 |\n| 205 | 教育支出 | |\n| 2050101 | 行政运行 | 10.00 |"
    assert kinds(rows) == ["sum", "heading", "part"]


def test_units_above_their_classes_are_sums_by_their_amounts() -> None:
    block = "| 205 | 教育支出 | {a} |\n| 05 | 教育管理事务 | {a} |\n| 2050101 | 行政运行 | {a} |"
    rows = (
        "| | 合计 | 10.00 |\n"
        f"| 101001 | 某某县财政局 | 4.00 |\n{block.format(a='4.00')}\n"
        f"| 101002 | 某某县国库中心 | 6.00 |\n{block.format(a='6.00')}"
    )
    assert [kind == "part" for kind in kinds(rows)] == [False, *[False, False, False, True] * 2]


def test_rounding_does_not_make_a_sum_a_part() -> None:
    rows = "| 合计 | 10.00 |\n| 某某县第一中学 | 5.00 |\n| 工资福利支出 | 2.34 |\n| 商品和服务支出 | 2.67 |\n| 某某县第二中学 | 5.00 |\n| 工资福利支出 | 5.00 |"
    found = kinds(rows, title="2024年一般公共预算基本支出表", head="| 经济科目 | 合计 |")
    assert found == ["sum", "sum", "part", "part", "sum", "part"]


def test_equal_siblings_stay_parts() -> None:
    assert (
        kinds("| | 合计 | 8.00 |\n| 205 | 教育支出 | 4.00 |\n| 221 | 住房保障支出 | 4.00 |")[1:]
        == ["part"] * 2
    )


def test_one_amount_of_a_row_is_its_whole_whatever_the_column_is_called() -> None:
    disclosure = disclosure_of(
        "\n2024年一般公共预算支出表\n\n| 科目编码 | 科目名称 | 一般公共预算 | 基本支出 | 项目支出 |\n|---|---|---|---|---|\n"
        "| | 合计 | 10.00 | 4.00 | 6.00 |\n| 205 | 教育支出 | 10.00 | 4.00 | 6.00 |\n"
    )
    found = [
        line.measure
        for line, mark in zip(disclosure.lines, marks(Figures(disclosure)), strict=True)
        if mark.whole
    ]
    assert found == ["general_public", "general_public"]


def test_of_two_columns_that_say_the_same_the_first_is_the_whole() -> None:
    disclosure = disclosure_of(
        "\n2024年支出总表\n\n| 科目编码 | 科目名称 | 合计 | 合计 |\n|---|---|---|---|\n"
        "| | 合计 | 10.00 | 8.00 |\n| 205 | 教育支出 | 10.00 | 8.00 |\n"
    )
    found = marks(Figures(disclosure))
    wholes = [line.amount_yuan for line, mark in zip(disclosure.lines, found, strict=True) if mark.whole]
    assert wholes == [100_000, 100_000]


def test_parts_of_real_tables_add_up_to_their_totals(corpus: Path) -> None:
    right, wrong = 0, []
    for path in sorted(corpus.glob("*.pdf")):
        try:
            disclosure = interpret(read_document(path))
        except (NotADisclosure, ReadError):
            continue
        figures = Figures(disclosure)
        tables: dict[tuple[str, int | None], list[tuple[Decimal, RowKind | None, bool]]] = {}
        for line, mark in zip(disclosure.lines, marks(figures), strict=True):
            if mark.whole and mark.row_kind and line.period in OWN_PERIODS and line.amount_yuan is not None:
                row = (line.amount_yuan, mark.row_kind, line.role == Role.TOTAL)
                tables.setdefault((line.statement, line.table), []).append(row)
        for key, rows in tables.items():
            total = next((amount for amount, _, is_total in rows if is_total), None)
            parts = [amount for amount, kind, _ in rows if kind is RowKind.PART]
            if total is None:
                continue
            if abs(sum(parts, Decimal(0)) - total) <= 100 * (len(parts) + 1):
                right += 1
            else:
                wrong.append((path.name, key))
    assert right > 70
    assert len(wrong) <= right // 50, wrong
