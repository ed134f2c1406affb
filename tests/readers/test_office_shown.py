"""Of workbooks and Word files only what is seen is read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import xlsxwriter
import xlwt
from tests.readers.rewritten import docx

from budgetlib.document import Table
from budgetlib.readers import read_document


def table(tmp_path: Path, name: str, data: bytes) -> Table:
    path = tmp_path / name
    path.write_bytes(data)
    return next(read_document(path).tables)


def test_white_and_struck_figures_of_a_workbook_are_not_seen(tmp_path: Path) -> None:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet("表")
    looks: list[dict[str, Any]] = [
        {},
        {"font_color": "#FFFFFF"},
        {"font_strikeout": True},
        {"font_color": "#FFFFFF", "bg_color": "#003366"},
        {"font_color": "#C00000"},
    ]
    for column, look in enumerate(looks):
        sheet.write_string(0, column, "甲乙丙丁戊"[column], book.add_format({"border": 1}))
        sheet.write_number(1, column, 9.5, book.add_format({"border": 1, "num_format": "0.00"} | look))
    book.close()
    assert table(tmp_path, "a.xlsx", file.getvalue()).rows[1] == ("9.50", "", "", "9.50", "9.50")


def test_the_same_of_an_old_workbook(tmp_path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("表")
    for column, look in enumerate(
        (
            "",
            "font: color white",
            "font: struck_out on",
            "font: color white; pattern: pattern solid, fore_color blue",
        )
    ):
        sheet.write(0, column, "甲乙丙丁"[column])
        sheet.write(1, column, 9.5, xlwt.easyxf(look, num_format_str="0.00"))
    file = io.BytesIO()
    book.save(file)
    assert table(tmp_path, "a.xls", file.getvalue()).rows[1] == ("9.50", "", "", "9.50")


def word_cell(look: str, shade: str = "") -> str:
    return f"<w:tc><w:tcPr>{shade}</w:tcPr><w:p><w:r><w:rPr>{look}</w:rPr><w:t>9.50</w:t></w:r></w:p></w:tc>"


def test_white_and_struck_figures_of_a_word_file_are_not_seen(tmp_path: Path) -> None:
    white = '<w:color w:val="FFFFFF"/>'
    cells = [
        word_cell(""),
        word_cell(white),
        word_cell("<w:strike/>"),
        word_cell('<w:strike w:val="0"/>'),
        word_cell(white, '<w:shd w:val="clear" w:fill="003366"/>'),
    ]
    names = "".join(f"<w:tc><w:p><w:r><w:t>{name}</w:t></w:r></w:p></w:tc>" for name in "甲乙丙丁戊")
    body = f"<w:tbl><w:tr>{names}</w:tr><w:tr>{''.join(cells)}</w:tr></w:tbl>"
    assert table(tmp_path, "a.docx", docx(body)).rows[1] == ("9.50", "", "", "9.50", "9.50")


def test_a_word_file_whose_main_part_has_another_name(tmp_path: Path) -> None:
    body = "<w:p><w:r><w:t>某局2024年部门预算</w:t></w:r></w:p>"
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx(body))) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(b"word/document.xml", b"word/main7.xml")
            new.writestr(name.replace("word/document.xml", "word/main7.xml"), content)
    path = tmp_path / "a.docx"
    path.write_bytes(file.getvalue())
    assert [one.text for one in read_document(path).paragraphs] == ["某局2024年部门预算"]
