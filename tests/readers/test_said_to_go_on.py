"""续表, 接上页 and the like between two pieces of a table."""

from __future__ import annotations

import pytest

from budgetlib.document import Block, Paragraph, Table
from budgetlib.readers.tables.continuation import join_continued

HEADER = ("项目", "合计", "基本支出")


def piece(page: int, *rows: tuple[str, ...]) -> Table:
    return Table(number=page, rows=rows, lines=(None,) * len(rows), pages=(page,) * len(rows), spans={})


FIRST = piece(1, HEADER, ("教育支出", "5.00", "5.00"))
WITH_HEADER = piece(2, HEADER, ("卫生支出", "2.00", "2.00"))
WITHOUT = piece(2, ("卫生支出", "2.00", "2.00"))


def tables(*between: str, second: Table = WITH_HEADER) -> list[Table]:
    above: list[Block] = [Paragraph("支出总表", page=1), Paragraph("单位：万元", page=1), FIRST]
    joined = join_continued([*above, *(Paragraph(text, page=2) for text in between), second])
    return [block for block in joined if isinstance(block, Table)]


@pytest.mark.parametrize("second", [WITH_HEADER, WITHOUT], ids=["header", "no header"])
@pytest.mark.parametrize(
    "between",
    [
        ("续表",),
        ("续 表 1",),
        ("（接上表）",),
        ("接上页", "单位：万元"),
        ("支出总表（续）",),
        ("支出总表（续表二）", "单位：万元"),
        ("续表：支出总表", "单位：元"),
        ("（转下页）", "（接上页）"),
        ("续表单位：万元",),
    ],
)
def test_a_table_goes_on_where_it_is_said_to(between: tuple[str, ...], second: Table) -> None:
    (joined,) = tables(*between, second=second)
    assert joined.rows == (*FIRST.rows, ("卫生支出", "2.00", "2.00"))


@pytest.mark.parametrize(
    "between", [("收入总表",), ("收入总表（续）",), ("续表", "另有说明如下"), ("手续费表",), ("后续支出表",)]
)
def test_another_title_begins_another_table(between: tuple[str, ...]) -> None:
    assert len(tables(*between, second=WITHOUT)) == 2


def test_another_header_below_the_mark_is_another_table() -> None:
    other = piece(2, ("收入", "决算数", "备注"), ("事业收入", "7.00", ""))
    assert len(tables("续表", second=other)) == 2
