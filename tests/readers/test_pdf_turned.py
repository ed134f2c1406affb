"""Pages that are turned, tiny, or two on a sheet."""

from __future__ import annotations

from pathlib import Path

from tests.readers.handmade_pdf import HEIGHT, filled, pdf, ruled, text

from budgetlib.document import Document, Paragraph, Table
from budgetlib.readers.pdf import read_pdf

XS, YS = (50, 250, 350, 450), (100, 120, 140, 160)
ROWS = (("Item", "Total", "Basic"), ("Education", "1,286.45", "986.45"), ("Health", "120.00", "20.00"))


def read(made: bytes) -> Document:
    return read_pdf(Path("a.pdf"), made)


def test_a_page_upside_down_is_read_from_its_other_side() -> None:
    page = text(200, 80, "Budget of 2024", 14) + filled(XS, YS, ROWS)
    document = read(pdf(f"q -1 0 0 -1 595 {HEIGHT} cm {page} Q"))
    assert [one.text for one in document.paragraphs] == ["Budget of 2024"]
    assert next(document.tables).rows == ROWS


def test_a_table_that_lies_sideways_below_an_upright_title() -> None:
    lying = f"q 0 1 -1 0 600 100 cm {filled((50, 250, 350, 450), (300, 320, 340, 360), ROWS)} Q"
    document = read(pdf(text(200, 60, "Budget of 2024", 14) + lying))
    first, second = document.blocks
    assert isinstance(first, Paragraph)
    assert first.text == "Budget of 2024"
    assert isinstance(second, Table)
    assert second.rows == ROWS


def test_a_tiny_page_has_a_unit_of_its_own() -> None:
    page = text(200, 80, "Budget of 2024", 14) + filled(XS, YS, ROWS)
    made = pdf(f"q 0.1 0 0 0.1 0 0 cm {page} Q").replace(b"[0 0 595 842]", b"[0 0 59.5 84.2]")
    document = read(made)
    assert [one.text for one in document.paragraphs] == ["Budget of 2024"]
    assert next(document.tables).rows == ROWS


def side_by_side(right_title: str) -> list[str]:
    left = text(80, 60, "Expenditure") + filled(
        (50, 150, 250), (100, 120, 140), (("Item", "Sum"), ("A", "1.00"))
    )
    right = text(380, 60, right_title) if right_title else ""
    right += filled((350, 450, 550), (100, 120, 140), (("Item", "Sum"), ("B", "2.00")))
    return [
        block.text if isinstance(block, Paragraph) else block.rows[1][0]
        for block in read(pdf(left + right)).blocks
    ]


def test_two_tables_side_by_side_each_stand_below_their_own_title() -> None:
    assert side_by_side("Funds") == ["Expenditure", "A", "Funds", "B"]


def test_what_stands_above_both_tables_stays_above_both() -> None:
    assert side_by_side("") == ["Expenditure", "A", "B"]


def test_sideways_marks_in_the_margin_are_left_out() -> None:
    mark = text(30, 400, "confidential remarks", turn="0 1 -1 0")
    page = text(200, 80, "Budget of 2024", 14) + ruled(XS, YS) + filled(XS, YS, ROWS) + mark
    assert [one.text for one in read(pdf(page)).paragraphs] == ["Budget of 2024"]
