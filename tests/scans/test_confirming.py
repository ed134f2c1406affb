"""What was recognised is believed as far as other figures bear it out: on the seed, as if it were a scan."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from budgetlib.checks import check
from budgetlib.cli.facts import _json_row
from budgetlib.dataset import DocumentResult, load_package, write_package
from budgetlib.disclosure import BudgetLine, Disclosure, Fact
from budgetlib.document import Document, Paragraph, Reread, Scan
from budgetlib.findings import Finding
from budgetlib.interpret import interpret
from budgetlib.readers import read_document
from budgetlib.scans import page_ranges
from budgetlib.stories import open_unit_year
from budgetlib.stories.source_page import source_html
from budgetlib.stories.unit import about, headline


@pytest.fixture(scope="module")
def scan(seed_path: Path) -> Document:
    """The seed with all of it on a page that is a picture."""
    document = read_document(seed_path)
    blocks = tuple(
        replace(block, page=1, line=None)
        if isinstance(block, Paragraph)
        else replace(block, pages=(1,) * len(block.rows), lines=(None,) * len(block.rows))
        for block in document.blocks
    )
    return replace(document, blocks=blocks, pages=1, scan=Scan(read=(1,)))


def misread(document: Document, row: tuple[str, ...], column: int, text: str) -> Document:
    """The document with one cell of the first row that is printed so, recognised as something else."""
    table = next(table for table in document.tables if row in table.rows)
    (at,) = [number for number, cells in enumerate(table.rows) if cells == row]
    changed = (*row[:column], text, *row[column + 1 :])
    rows = (*table.rows[:at], changed, *table.rows[at + 1 :])
    blocks = tuple(replace(table, rows=rows) if block is table else block for block in document.blocks)
    return replace(document, blocks=blocks)


def facts_of(disclosure: Disclosure) -> dict[str, Fact]:
    return {fact.key: fact for fact in disclosure.facts}


def finding(disclosure: Disclosure, rule: str) -> Finding:
    return next(one for one in check(disclosure) if one.rule_id == rule)


OFFICE = ("2013202", "一般行政管理事务")
"""A row of 支出总表: 83.28 万元, all of it project expenditure."""


def office_row(document: Document) -> tuple[str, ...]:
    """That row as printed."""
    line = next(
        line
        for line in interpret(document).lines
        if (line.statement, line.code) == ("expenditure", OFFICE[0])
    )
    table = next(table for table in document.tables if table.number == line.table)
    assert line.row is not None
    return table.rows[line.row - 1]


def office(disclosure: Disclosure) -> dict[str, BudgetLine]:
    """Its amounts as read, by column."""
    return {
        line.measure: line
        for line in disclosure.lines
        if (line.statement, line.code) == ("expenditure", OFFICE[0])
    }


def test_figures_of_text_need_no_confirmation(seed_path: Path) -> None:
    disclosure = interpret(read_document(seed_path))
    assert {line.read_by for line in disclosure.lines} == {"text"}
    assert {line.confirmed for line in disclosure.lines} == {None}
    assert finding(disclosure, "reading.unconfirmed").outcome == "not_applicable"


def test_everything_that_adds_up_is_confirmed(scan: Document) -> None:
    disclosure = interpret(scan)
    figures = [line for line in disclosure.lines if line.amount_yuan is not None]
    assert {line.read_by for line in figures} == {"ocr"}
    assert sum(line.confirmed is True for line in figures) == len(figures) == 445
    facts = facts_of(disclosure)
    assert facts["expenditure.project"].confirmed is True
    assert facts["projects.count"].confirmed is True  # every project is in a sum: none is missing
    assert facts["assets.office_area"].confirmed is False  # said once, and nowhere else
    assert facts["performance_target.count"].confirmed is False
    assert facts["unit_name"].confirmed is None
    assert [claim.read_by for claim in disclosure.claims] == ["ocr"] * len(disclosure.claims)


def with_total(document: Document, text: str) -> Document:
    """The document with the total of that row recognised as `text`."""
    row = office_row(document)
    return misread(document, row, row.index("83.28"), text)


def test_a_misread_digit_that_two_sums_put_right_is_corrected(scan: Document) -> None:
    """83.28 read as 88.28: the row says 83.28 and so does the sum of the classes; 3 may be taken for 8."""
    disclosure = interpret(with_total(scan, "88.28"))
    total = office(disclosure)["total"]
    assert total.amount_yuan == Decimal("832800")
    assert (total.printed, total.repaired, total.confirmed) == ("88.28", True, True)
    said = next(one for one in check(disclosure) if "88.28" in one.message)
    assert (said.rule_id, said.expected, said.actual) == (
        "reading.repair",
        Decimal("832800"),
        Decimal("882800"),
    )


@pytest.mark.parametrize("text", ["43.28", "12.28", "8328"])
def test_what_does_not_look_like_the_right_number_is_left_and_said(scan: Document, text: str) -> None:
    disclosure = interpret(with_total(scan, text))
    total = office(disclosure)["total"]
    assert (total.amount_yuan, total.repaired) == (Decimal(text) * 10000, False)
    assert total.confirmed is False
    assert office(disclosure)["project"].confirmed is True
    said = finding(disclosure, "reading.unconfirmed")
    assert "支出总表“一般行政管理事务”" in {one.label for one in said.evidence}


def test_one_sum_alone_corrects_nothing(scan: Document) -> None:
    """Both cells of the row read as 88.28: the row agrees with itself, and only the sum of the classes breaks."""
    row = office_row(scan)
    first = row.index("83.28")
    once = misread(scan, row, first, "88.28")
    both = misread(once, office_row(once), row.index("83.28", first + 1), "88.28")
    total = office(interpret(both))["total"]
    assert (total.amount_yuan, total.repaired, total.confirmed) == (Decimal("882800"), False, False)


def test_the_mark_is_in_what_facts_print(scan: Document) -> None:
    rows = {fact.key: _json_row(fact) for fact in interpret(scan).facts}
    assert rows["expenditure.total"]["confirmed"] is True
    assert rows["assets.office_area"]["confirmed"] is False
    assert list(rows["expenditure.total"]) == ["key", "value", "unit", "state", "page", "line", "confirmed"]
    as_text = Fact("three_public.total", None, "万元", "blank", 0, 1, None, 1, 1, "table")
    assert list(_json_row(as_text)) == ["key", "value", "unit", "state", "page", "line"]


def test_pages_are_said_as_people_write_them() -> None:
    assert page_ranges((1, 2, 3, 7)) == "1-3、7"
    assert page_ranges((5,)) == "5"
    assert page_ranges((), ";") == ""


def test_pages_that_were_not_read_are_told(scan: Document) -> None:
    pages = replace(scan, scan=Scan(unread=(4, 5), reread=()))
    said = finding(interpret(pages), "reading.pictures")
    assert (said.outcome, said.severity, said.place.page) == ("fail", "notice", 4)
    assert "第4-5页" in said.message


def test_what_was_taken_for_a_number_is_said(scan: Document) -> None:
    reread = replace(scan, scan=Scan(read=(1,), reread=(Reread(1, "1,234,56", "1,234.56"),)))
    messages = [one.message for one in check(interpret(reread)) if one.rule_id == "reading.repair"]
    assert "识别出的“1,234,56”按数字的写法读作“1,234.56”。" in messages


def test_marks_reach_the_data_package_and_the_pages(scan: Document, tmp_path: Path) -> None:
    """The income of 收支总表, 1602.53 万元, read as 1672.53: its tile says that nothing bears it out."""
    row = next(table.rows[-1] for table in scan.tables if table.rows[-1][:2] == ("收入总计", "1602.53"))
    disclosure = interpret(misread(scan, row, 1, "1672.53"))
    write_package([DocumentResult(disclosure, check(disclosure))], tmp_path)
    package = load_package(tmp_path)
    facts = package["key_facts"].set_index("key")
    assert set(package["budget_lines"]["read_by"]) == set(package["claims"]["read_by"]) == {"ocr"}
    assert facts["confirmed"]["general_expenditure.total"]
    assert package["disclosures"]["recognised_pages"][0] == "1"
    document = open_unit_year(str(tmp_path))
    assert "第 1 页是扫描图片" in str(about.identity(document).html)
    assert "没有其他数字印证" in str(headline.tiles_of(document).html)
    source = source_html(scan, title="某局", unit_page="/units/a.html", statements=[])
    assert "第 1 页（图片，文字由光学识别得出，可能有误）" in source
