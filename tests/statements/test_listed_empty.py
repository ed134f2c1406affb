"""Lists of tables that say which of them are empty."""

from __future__ import annotations

from pathlib import Path

from budgetlib.disclosure import Statement
from budgetlib.document import Document, Place, Table
from budgetlib.readers import read_document
from budgetlib.statements import read_statements
from budgetlib.statements.listed_empty import with_listed_notes


def listed(*rows: str, titles: tuple[str, ...]) -> list[bool]:
    grid = tuple(tuple(row.split("|")) for row in rows)
    table = Table(1, grid, (None,) * len(grid), (1,) * len(grid))
    document = Document("x.pdf", "pdf", "", (table,))
    statements = [Statement("x", title, Place(), None, None, 0, True, False, (2,)) for title in titles]
    return [statement.empty_note for statement in with_listed_notes(document, statements)]


def test_a_list_of_tables_notes_the_empty_ones() -> None:
    assert listed(
        "报表|报表名称|是否空表|表格为空的理由",
        "表1|部门综合预算收支总表||",
        "表9|部门综合预算政府性基金收支表|是|不涉及",
        "表10|部门综合预算专项业务经费支出表|否|",
        titles=("部门综合预算收支总表", "部门综合预算政府性基金收支表", "部门综合预算专项业务经费支出表"),
    ) == [False, True, False]


def test_another_table_notes_nothing() -> None:
    assert listed("项目|金额", "收支总表|是", titles=("收支总表",)) == [False]


def test_empty_tables_of_a_real_list(corpus: Path) -> None:
    read = read_statements(read_document(corpus / "18.pdf"), year=2026, final=False, unit_names=())
    assert {statement.title for statement in read.statements if statement.empty and statement.empty_note} == {
        "部门综合预算政府性基金收支表",
        "部门综合预算财政拨款上年结转资金支出表",
    }
