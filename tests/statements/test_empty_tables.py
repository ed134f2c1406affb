"""Tables without any row: there, and blank."""

from __future__ import annotations

from made_up import disclosure_of


def test_a_table_that_is_only_a_header_is_blank_and_no_trouble() -> None:
    made_up = disclosure_of(
        "政府性基金预算支出表\n\n单位：万元\n\n"
        "| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |\n|---|---|---|---|---|\n\n注：本表无数据\n"
    )
    assert [(line.statement, line.measure, line.printed, line.blank) for line in made_up.lines] == [
        ("fund_expenditure", "total", "", True),
        ("fund_expenditure", "basic", "", True),
        ("fund_expenditure", "project", "", True),
    ]
    assert {fact.key: fact.state for fact in made_up.facts}["fund_expenditure.total"] == "blank"
    assert not [note for note in made_up.notes if note.kind == "cell.unreadable"]
    (statement,) = made_up.statements
    assert statement.empty
    assert statement.empty_note
