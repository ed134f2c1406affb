"""Workbooks: the tables of a sheet, the text around them, and what is hidden."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
import xlwt

from budgetlib.document import Document, Paragraph, Table
from budgetlib.errors import ReadError
from budgetlib.readers import read_document
from budgetlib.readers.excel import read_excel
from budgetlib.readers.excel import reader as excel_reader

Fill = Callable[[xlsxwriter.Workbook, Any], None]


def workbook(fill: Fill, name: str = "Sheet1", **options: Any) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, options) as book:
        fill(book, book.add_worksheet(name))
    return file.getvalue()


def read(fill: Fill, name: str = "Sheet1") -> Document:
    return read_excel(Path("x.xlsx"), workbook(fill, name))


def shape(document: Document) -> list[Any]:
    return [block.text if isinstance(block, Paragraph) else block.rows for block in document.blocks]


def only_table(document: Document) -> Table:
    (table,) = document.tables
    return table


def statement(book: xlsxwriter.Workbook, sheet: Any) -> None:
    """Title and unit above, lines around the table, a note below, as people make them."""
    framed = book.add_format({"border": 1})
    money = book.add_format({"border": 1, "num_format": "#,##0.00"})
    under = book.add_format({"bottom": 1})
    sheet.merge_range("A1:C1", "收支总表", under)
    sheet.write_row("A2", ["编制单位：某局", "", "单位：万元"], under)
    sheet.merge_range("A3:A4", "项目", framed)
    sheet.merge_range("B3:C3", "本年预算", framed)
    sheet.write_row("B4", ["合计", "基本支出"], framed)
    sheet.write_row("A5", ["教育支出", 50, 1576.74], money)
    for column in range(3):
        sheet.write_blank(5, column, None, framed)
    sheet.write("A7", "注：本表含结转")


def test_title_table_and_note() -> None:
    document = read(statement)
    assert shape(document) == [
        "收支总表",
        "编制单位：某局",
        "单位：万元",
        (("项目", "本年预算", ""), ("", "合计", "基本支出"), ("教育支出", "50.00", "1,576.74"), ("", "", "")),
        "注：本表含结转",
    ]
    table = only_table(document)
    assert table.spans == {(0, 0): (2, 1), (0, 1): (1, 2)}
    assert (table.lines, table.pages) == ((3, 4, 5, 6), (1, 1, 1, 1)), "the rows of the sheet, and its number"
    assert [text.line for text in document.paragraphs] == [1, 2, 2, 7], "the rows that they stand in"


def test_rows_below_the_lines_belong_to_the_table() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Any) -> None:
        sheet.write_row("A1", ["项目", "金额"], book.add_format({"border": 1}))
        sheet.write_row("A2", ["教育支出", 5])
        sheet.write("A3", "注：无")

    assert shape(read(fill)) == [(("项目", "金额"), ("教育支出", "5")), "注：无"]


def test_several_tables_on_a_sheet() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Any) -> None:
        framed = book.add_format({"border": 1})
        for top, title in ((0, "收入总表"), (5, "支出总表")):
            sheet.write(top, 0, title)
            sheet.write_row(top + 1, 0, ["项目", "金额"], framed)
            sheet.write_row(top + 2, 0, ["教育支出", top], framed)

    document = read(fill)
    assert shape(document) == [
        "收入总表",
        (("项目", "金额"), ("教育支出", "0")),
        "支出总表",
        (("项目", "金额"), ("教育支出", "5")),
    ]
    assert [table.number for table in document.tables] == [1, 2]


def test_sheet_without_lines() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Any) -> None:
        sheet.write("B2", "收支总表")
        sheet.write_row("B4", ["项目", "金额"])
        sheet.write_row("B5", ["教育支出", 5.5])
        sheet.write("B6", "小计")
        sheet.write_row("B7", ["合计", 5.5])
        sheet.write("B9", "说明：无")

    assert shape(read(fill)) == [
        "收支总表",
        (("项目", "金额"), ("教育支出", "5.5"), ("小计", ""), ("合计", "5.5")),
        "说明：无",
    ]


def test_text_in_cells_is_paragraphs() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Any) -> None:
        framed = book.add_format({"border": 1})
        sheet.merge_range("A1:H9", "一、职责\n  主管审计。\n\n二、机构", framed)

    document = read(fill, "单位概况说明")
    assert shape(document) == ["单位概况说明", "一、职责", "主管审计。", "二、机构"]
    assert [(one.level, one.page) for one in document.paragraphs] == [(1, 1), (None, 1), (None, 1), (None, 1)]


@pytest.mark.parametrize("name", ["Sheet1", "表1", "附表2", "公开01表", "封面", "1", "收支总表"])
def test_names_that_say_nothing_new(name: str) -> None:
    assert shape(read(statement, name))[0] == "收支总表"
    assert shape(read(statement, name)).count("收支总表") == 1


def test_hidden_things_are_left_out_and_noted() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Any) -> None:
        framed = book.add_format({"border": 1})
        sheet.merge_range("A1:D1", "预算数", framed)
        for row, values in enumerate((["甲", 1, 2, 3], ["乙", 4, 5, 6], ["丙", 7, 8, 9]), 1):
            sheet.write_row(row, 0, values, framed)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(1, 1, None, None, {"hidden": True})
        sheet.set_column(9, 9, None, None, {"hidden": True})
        secret = book.add_worksheet("底稿")
        secret.write("A1", "不公开")
        secret.hide()

    document = read(fill)
    assert shape(document) == [(("预算数", "", ""), ("甲", "2", "3"), ("丙", "8", "9"))]
    assert only_table(document).spans == {(0, 0): (1, 3)}
    assert only_table(document).lines == (1, 2, 4)
    assert [(note, place.page) for note, place in document.notes] == [
        ("the sheet “底稿” is hidden and left out", 2),
        ("1 filled rows are hidden and left out", 1),
        ("1 filled columns are hidden and left out", 1),
    ]


def test_zeros_that_the_sheet_does_not_show_are_blank() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Any) -> None:
        sheet.write_row("A1", ["项目", 0, 0.5])
        sheet.hide_zero()

    assert shape(read(fill)) == [(("项目", "", "0.5"),)]


def test_formulas_whose_results_the_file_does_not_hold() -> None:
    data = workbook(
        lambda book, sheet: (sheet.write_row("A1", ["合计", 5]), sheet.write_formula("C1", "=B1", None, "7"))
    )
    assert shape(read_excel(Path("x.xlsx"), data)) == [(("合计", "5", "7"),)]
    bare = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(bare, "w") as archive:
        for name in whole.namelist():
            archive.writestr(name, re.sub(rb"(</f>)<v>7</v>", rb"\1", whole.read(name)))
    document = read_excel(Path("x.xlsx"), bare.getvalue())
    assert [note for note, _ in document.notes] == [
        "the results of 1 formulas are not in the file: open it in Excel or WPS and save it"
    ]


def test_the_same_blank_forms_as_old_and_new_workbook(corpus: Path) -> None:
    """上海市区级单位预算公开样张: sixteen sheets, ten of them tables."""
    old, new = (read_document(corpus / "more" / name) for name in ("m11.xls", "m12.xlsx"))
    assert (old.format, new.format) == ("xls", "xlsx")
    assert [type(block) for block in old.blocks] == [type(block) for block in new.blocks]
    assert shape(old) == shape(new)
    assert [table.spans for table in old.tables] == [table.spans for table in new.tables]
    tables = list(new.tables)
    assert len(tables) == 9
    assert tables[0].rows[:4] == (
        ("本年收入", "", "本年支出", "", "", "", ""),
        ("项目", "预算数", "项目", "预算数", "", "", ""),
        ("", "", "", "合计", "基本支出", "", "项目支出"),
        ("", "", "", "", "人员经费", "公用经费", ""),
    )
    assert tables[1].rows[4] == ("205", "02", "", "普通教育", "", "", "", "", ""), "codes as typed"
    assert tables[-1].rows[-1] == ("",) * 7, "the blank row of 三公 is printed, and blank"


def test_check_sheet_of_an_inspection(corpus: Path) -> None:
    """2026年度普陀区部门预算公开情况检查表: cells over seventeen rows, and pictures."""
    table = only_table(read_document(corpus / "more" / "m13.xlsx"))
    assert (table.width, len(table.rows)) == (5, 20)
    assert table.spans is not None
    assert table.spans[3, 0] == (17, 1)
    assert table.rows[4] == ("", "目录", "", "否", "目录后有一页多余的空表页，建议删除")


def test_old_workbook_whose_formats_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表1")
    for column, value in enumerate(("教育支出", 50.0, 1576.74)):
        sheet.write(0, column, value, xlwt.easyxf(num_format_str="0.00"))
    file = io.BytesIO()
    book.save(file)
    assert shape(read_excel(Path("x.xls"), file.getvalue())) == [(("教育支出", "50.00", "1576.74"),)]

    def fail(data: bytes) -> None:
        raise AssertionError

    monkeypatch.setattr(excel_reader, "read_xls", fail)
    document = read_excel(Path("x.xls"), file.getvalue())
    assert shape(document) == [(("教育支出", "50", "1576.74"),)]
    assert document.notes[0][0].startswith("the number formats can't be read")


def test_damaged_and_empty_workbooks(tmp_path: Path) -> None:
    whole = workbook(statement)
    with pytest.raises(ReadError, match=r"x\.xlsx: the file is damaged"):
        read_excel(Path("x.xlsx"), whole[: len(whole) // 2])
    with pytest.raises(ReadError, match="the workbook holds no text and no figures"):
        read(lambda book, sheet: None)
    cut = bytes.fromhex("d0cf11e0a1b11ae1") + "Workbook".encode("utf-16-le") + b"\0" * 600
    (tmp_path / "cut.xls").write_bytes(cut)
    with pytest.raises(ReadError, match=r"cut\.xls: the workbook is damaged"):
        read_document(tmp_path / "cut.xls")


def test_cell_far_outside() -> None:
    with pytest.raises(ReadError, match="a sheet spans too many cells"):
        read(lambda book, sheet: (sheet.write("A1", "项目"), sheet.write(1_000_000, 16_000, "x")))


def test_old_workbook_with_a_password() -> None:
    """A record that says how the rest is encrypted comes first in such a file."""
    file = io.BytesIO()
    book = xlwt.Workbook()
    book.add_sheet("表").write(0, 0, "合计")
    book.save(file)
    data = bytearray(file.getvalue())
    first = data.index(b"\x09\x08\x10\x00") + 4 + 16
    data[first : first + 2] = b"\x2f\x00"
    with pytest.raises(ReadError, match=r"x\.xls: a workbook with a password \(open it with the password"):
        read_excel(Path("x.xls"), bytes(data))


def test_merged_cells_of_an_opendocument_workbook() -> None:
    office, table, text = (
        f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "table", "text")
    )

    def cell(word: str, more: str = "") -> str:
        return (
            f'<table:table-cell office:value-type="string" {more}><text:p>{word}</text:p></table:table-cell>'
        )

    covered = '<table:covered-table-cell table:number-columns-repeated="2"/>'
    rows = [
        cell("项目", 'table:number-columns-spanned="3" table:number-rows-spanned="1"')
        + covered
        + cell("金额"),
        cell("201") + cell("01") + cell("办公费") + cell("12.50"),
    ]
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    content = (
        f'<office:document-content xmlns:office="{office}" xmlns:table="{table}" xmlns:text="{text}"><office:body><office:spreadsheet>'
        f'<table:table table:name="表一">{body}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    document = read_excel(Path("x.ods"), file.getvalue())
    found = only_table(document)
    assert found.rows == (("项目", "", "", "金额"), ("201", "01", "办公费", "12.50"))
    assert found.spans == {(0, 0): (1, 3)}


def test_cell_that_says_it_stands_far_below() -> None:
    """One wrong number would have two hundred million rows read."""
    data = workbook(lambda book, sheet: sheet.write(0, 0, "合计"))
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = part.replace(b'r="A1"', b'r="A199999999"')
            new.writestr(name, part)
    with pytest.raises(ReadError, match="a sheet spans too many cells"):
        read_excel(Path("x.xlsx"), file.getvalue())
