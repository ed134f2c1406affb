"""Files with bytes wrong at random places: read, or refused in one line."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
import xlwt
from handmade_pdf import filled, pdf
from rewritten import docx, word_runs

from budgetlib.errors import ReadError
from budgetlib.readers import read_document

FILES = 40
ROWS = [("Item", "Total"), ("Roads", "3.50"), ("Schools", "12,345.60")]


def _pdf() -> bytes:
    return pdf(*[filled([50, 150, 250], [100, 120, 140, 160], ROWS)] * 3)


def _docx() -> bytes:
    cells = "".join(
        f"<w:tr>{''.join(f'<w:tc><w:p>{word_runs(word)}</w:p></w:tc>' for word in row)}</w:tr>"
        for row in ROWS
    )
    return docx(f"<w:tbl>{cells}</w:tbl>")


def _xlsx() -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet()
    for at, row in enumerate(ROWS):
        sheet.write_row(at, 0, row)
    book.close()
    return file.getvalue()


def _xls() -> bytes:
    file = io.BytesIO()
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet")
    for at, row in enumerate(ROWS):
        for column, word in enumerate(row):
            sheet.write(at, column, word)
    book.save(file)
    return file.getvalue()


def _damaged(data: bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.2:
        return data[: chance.randrange(1, len(data))]
    wrong = bytearray(data)
    for _ in range(chance.choice((1, 5, 50))):
        wrong[chance.randrange(len(wrong))] = chance.randrange(256)
    return bytes(wrong)


@pytest.mark.parametrize(("ending", "make"), [("pdf", _pdf), ("docx", _docx), ("xlsx", _xlsx), ("xls", _xls)])
def test_damage_anywhere(ending: str, make: Callable[[], bytes], tmp_path: Path) -> None:
    whole = make()
    path = tmp_path / f"x.{ending}"
    path.write_bytes(whole)
    assert next(read_document(path).tables).rows[-1] == ROWS[-1]
    chance = random.Random(2026)
    said = []
    for _ in range(FILES):
        path.write_bytes(_damaged(whole, chance))
        try:
            read_document(path)
        except ReadError as error:
            said.append(str(error))
    assert said
    assert all(line.startswith(str(path)) and "\n" not in line for line in said)
