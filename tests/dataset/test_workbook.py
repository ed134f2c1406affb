"""The workbook, as Excel would read it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from sample_results import HOSTILE_TEXTS, disclosure, line

from budgetlib.dataset import DocumentResult, package_schema, write_package
from budgetlib.dataset.sheet_rows import SharedTexts


@pytest.fixture(scope="module")
def book(sample_folder: Path) -> Workbook:
    return openpyxl.load_workbook(sample_folder / "budgetlib.xlsx")


def test_first_sheet_explains_every_table_and_field(book: Workbook) -> None:
    assert book.sheetnames == ["说明", *package_schema().table_names]
    rows = list(book["说明"].iter_rows(values_only=True))
    assert rows[0][0] == "中国政府预决算公开数据"
    counts = {row[0]: row[2] for row in rows if isinstance(row[2], int)}
    assert counts["budget_lines"] == 58
    assert set(counts) == set(package_schema().table_names)
    explained = {(row[0], row[1]) for row in rows}
    for table in package_schema().tables:
        assert {(table.name, name) for name in table.field_names} <= explained


def test_headers_stay_in_view_and_can_be_filtered(book: Workbook) -> None:
    for table in package_schema().tables:
        sheet = book[table.name]
        header, names = sheet.iter_rows(min_row=1, max_row=2, values_only=True)
        assert names == table.field_names
        assert header == tuple(field.title for field in table.fields)
        assert sheet.freeze_panes == "A3"
        assert sheet.auto_filter.ref.startswith("A2:")


def test_columns_are_wide_enough_for_chinese(book: Workbook) -> None:
    names = [field.name for field in package_schema()["disclosures"].fields]
    letter = openpyxl.utils.get_column_letter(names.index("unit_name") + 1)
    assert book["disclosures"].column_dimensions[letter].width >= 2 * len("某县某局")
    for table in package_schema().table_names:
        widths = [dimension.width for dimension in book[table].column_dimensions.values()]
        assert 8 <= min(widths) <= max(widths) < 62


def test_no_cell_is_a_formula_and_texts_stay_texts(book: Workbook) -> None:
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds == {"s", "n", "b"}, "f would be a formula, e an error"
    lines = book["budget_lines"]
    names = [cell.value for cell in lines[2]]
    printed = [row[names.index("name")].value for row in lines.iter_rows(min_row=3)]
    expected = [text.replace("\r\n", "\n") for text in HOSTILE_TEXTS]
    assert printed[: len(HOSTILE_TEXTS)] == expected
    codes = {row[names.index("code")].value for row in lines.iter_rows(min_row=3)}
    assert "00123" in codes


def test_amounts_are_numbers_with_separators_and_blank_is_not_zero(book: Workbook) -> None:
    lines = book["budget_lines"]
    names = [cell.value for cell in lines[2]]
    name, amount = names.index("name"), names.index("amount_yuan")
    cells = {row[name].value: row[amount] for row in lines.iter_rows(min_row=3)}
    assert cells["六位小数"].value == 1234567.89
    assert cells["六位小数"].number_format == "#,##0.00"
    assert cells["零"].value == 0
    assert cells["空白"].value is None


def test_no_time_of_making_in_the_file(sample_folder: Path, book: Workbook) -> None:
    with zipfile.ZipFile(sample_folder / "budgetlib.xlsx") as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {1980}
    assert book.properties.created.year == 2000


def test_a_text_longer_than_a_cell_holds_is_cut(tmp_path: Path) -> None:
    write_package([DocumentResult(disclosure(lines=(line("长" * 40_000),)))], tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "budgetlib.xlsx")["budget_lines"]
    assert "长" * 32_767 in [cell.value for cell in sheet[3]]


def test_rows_beyond_the_limit_of_excel_are_left_out_and_the_first_sheet_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("budgetlib.dataset.workbook_pattern.MOST_ROWS", 3)
    write_package([DocumentResult(disclosure(lines=(line(),) * 5))], tmp_path)
    book = openpyxl.load_workbook(tmp_path / "budgetlib.xlsx")
    assert book["budget_lines"].max_row == 5
    (told,) = (
        row for row in book["说明"].iter_rows(values_only=True) if row[0] == "budget_lines" and row[2] == 5
    )
    assert told[6].startswith("Excel 每表最多")


def test_texts_stand_once_in_the_workbook_and_long_ones_in_their_cells() -> None:
    shared = SharedTexts(7)
    assert shared.cell("合计") == '" t="s"><v>7</v></c>'
    assert shared.cell(" a<b ") == '" t="s"><v>8</v></c>'
    assert shared.cell("合计") == '" t="s"><v>7</v></c>'
    assert shared.cell("长" * 61) == f'" t="inlineStr"><is><t>{"长" * 61}</t></is></c>'
    assert len(shared) == 9
    assert b"".join(shared.items()).decode() == (
        '<si><t>合计</t></si><si><t xml:space="preserve"> a&lt;b </t></si>'
    )


def test_what_xml_cannot_hold_is_written_as_excel_does() -> None:
    shared = SharedTexts(0)
    shared.cell("a\x01b\ufffe")
    shared.cell("_x0041_ is no A")
    assert b"".join(shared.items()) == (
        b"<si><t>a_x0001_b_xFFFE_</t></si><si><t>_x005F_x0041_ is no A</t></si>"
    )
