"""Tables inside the text are no statements of the annex."""

from __future__ import annotations

from budgetlib.document import Document
from budgetlib.readers.markdown import read_blocks
from budgetlib.statements import StatementsRead, read_statements

BY_FUNCTION = """
| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 100 | 60 | 40 |
| 205 | 教育支出 | 100 | 60 | 40 |
"""


def read(text: str) -> StatementsRead:
    document = Document("made-up", "markdown", "0" * 64, tuple(read_blocks(text)))
    return read_statements(document, year=2026, final=False, unit_names=())


def test_a_table_below_a_heading_of_the_text_beside_the_annexed_one() -> None:
    told = f"## 3.支出总体按功能科目分类的明细情况\n\n单位：万元\n{BY_FUNCTION.replace('100', '90')}\n"
    found = read(f"{told}\n部门支出总表\n\n单位：万元\n{BY_FUNCTION}")
    assert [one.title for one in found.statements] == ["部门支出总表"]
    assert {line.printed for line in found.lines if line.measure == "total"} == {"100"}


def test_a_table_below_such_a_heading_alone_is_the_statement() -> None:
    found = read(f"## 三、部门支出总体情况\n\n单位：万元\n{BY_FUNCTION}")
    assert [(one.kind, one.row_count) for one in found.statements] == [("expenditure", 2)]
