"""Tables of which only the header is ruled, as sheets are printed that frame nothing but the names of columns."""

from __future__ import annotations

from pathlib import Path

from handmade_pdf import filled, line, pdf, ruled, text

from budgetlib.document import Table
from budgetlib.readers.pdf import read_pdf

XS = [50, 100, 250, 350]
HEADER = ("Code", "Item", "Amount")
ROWS = [
    ("201", "Schools", "3.50"),
    ("202", "Roads and bridges", ""),
    ("203", "", "1.00"),
    ("204", "Ports", "2.00"),
]


def printed(rows: list[tuple[str, ...]], top: int, step: int = 18) -> str:
    """Rows of words without lines."""
    return "".join(
        text(x + 3, top + 14 + step * at, word)
        for at, row in enumerate(rows)
        for x, word in zip(XS, row, strict=False)
        if word
    )


def tables(*pages: str) -> list[Table]:
    return list(read_pdf(Path("made.pdf"), pdf(*pages)).tables)


def test_rows_below_a_ruled_header() -> None:
    (table,) = tables(filled(XS, [100, 120], [HEADER]) + printed(ROWS, 120))
    assert table.rows == (HEADER, *ROWS)


def test_total_in_a_frame_of_its_own_is_the_last_row() -> None:
    """Over blank rows, and with its name over the columns of codes and items."""
    total = ruled([50, 250, 350], [240, 260]) + text(53, 254, "Total") + text(253, 254, "6.50")
    (table,) = tables(filled(XS, [100, 120], [HEADER]) + printed(ROWS, 120) + total)
    assert table.rows == (HEADER, *ROWS, ("Total", "", "6.50"))
    assert table.spans == {(5, 0): (1, 2)}


def test_name_over_several_columns_and_their_numbers_belong_to_the_header() -> None:
    lines = ruled(XS, [100, 120, 140, 160]).replace(line(100, 100, 100, 160), line(100, 120, 100, 160))
    head = text(53, 114, "Subject") + text(253, 114, "Budget")
    head += "".join(
        text(x + 3, 134, word) + text(x + 3, 154, str(at))
        for at, (x, word) in enumerate(zip(XS, HEADER, strict=False), 1)
    )
    (table,) = tables(lines + head + printed(ROWS, 160))
    assert table.rows == (("Subject", "", "Budget"), HEADER, ("1", "2", "3"), *ROWS)


def test_text_below_an_empty_table_is_text() -> None:
    note = text(53, 134, "Note: this office has no such expenditure in the year 2026, see part 4 of 12 pages")
    document = read_pdf(Path("made.pdf"), pdf(filled(XS, [100, 120], [HEADER]) + note))
    assert [table.rows for table in document.tables] == [(HEADER,)]
    assert len(list(document.paragraphs)) == 1
    signed = text(53, 134, "Head") + text(103, 134, "Clerk")
    assert [table.rows for table in tables(filled(XS, [100, 120], [HEADER]) + signed)] == [(HEADER,)]


def test_rows_far_below_are_of_another_table() -> None:
    (first, *_) = tables(filled(XS, [100, 120], [HEADER]) + printed(ROWS, 220))
    assert first.rows == (HEADER,)
