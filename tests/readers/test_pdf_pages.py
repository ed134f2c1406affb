"""The PDF reader on pages made for one point each."""

from __future__ import annotations

from pathlib import Path

import pytest
from handmade_pdf import PICTURE, filled, line, pdf, ruled, text

from budgetlib.document import Document, Table
from budgetlib.errors import ReadError
from budgetlib.readers.pdf import read_pdf
from budgetlib.readers.pdf.page.characters import Characters, gather_runs
from budgetlib.readers.pdf.page.geometry import Run, upright
from budgetlib.readers.pdf.page.lookalikes import as_meant
from budgetlib.readers.pdf.tables.cells import cell_text

XS = [50, 150, 250, 350]
YS = [100, 120, 140, 160]
ROWS = [("Name", "Basic", "Project"), ("Total", "3.50", "1.00"), ("Roads", "3.50", "")]


def read(*pages: str) -> Document:
    return read_pdf(Path("made.pdf"), pdf(*pages))


def only_table(document: Document) -> Table:
    (table,) = document.tables
    return table


def test_ruled_table() -> None:
    table = only_table(read(filled(XS, YS, ROWS)))
    assert table.rows == tuple(ROWS)
    assert table.spans == {}


def test_paragraphs_say_in_which_line_of_their_page_they_begin() -> None:
    page = text(50, 60, "First.") + text(50, 100, "Second.") + text(50, 140, "Third.")
    found = [(block.text, block.page, block.line) for block in read(page, text(50, 60, "Fourth.")).paragraphs]
    assert found == [("First.", 1, 1), ("Second.", 1, 2), ("Third.", 1, 3), ("Fourth.", 2, 1)]


def test_every_cell_framed_by_a_rectangle() -> None:
    frames = "".join(f"{x} {842 - y - 20} 100 20 re S\n" for x in XS[:-1] for y in YS[:-1])
    words = filled(XS, YS, ROWS).replace(ruled(XS, YS), "")
    assert only_table(read(frames + words)).rows == tuple(ROWS)


def test_lines_made_of_dots() -> None:
    dots = "".join(f"{x} {842 - y} 0.7 0.7 re f\n" for y in YS for x in range(50, 351, 2))
    dots += "".join(f"{x} {842 - y} 0.7 0.7 re f\n" for x in XS for y in range(100, 161, 2))
    words = filled(XS, YS, ROWS).replace(ruled(XS, YS), "")
    assert only_table(read(dots + words)).rows == tuple(ROWS)


def test_table_open_at_its_sides() -> None:
    lines = "".join(line(50, y, 350, y) for y in YS) + "".join(line(x, 100, x, 160) for x in XS[1:-1])
    words = filled(XS, YS, ROWS).replace(ruled(XS, YS), "")
    assert only_table(read(lines + words)).rows == tuple(ROWS)


def test_merged_cell_is_told_from_a_blank_one() -> None:
    lines = "".join(line(50, y, 350, y) for y in (100, 120, 160)) + line(50, 140, 150, 140)
    lines += (
        line(50, 100, 50, 160)
        + line(350, 100, 350, 160)
        + line(150, 120, 150, 160)
        + line(250, 120, 250, 160)
    )
    table = only_table(read(lines + text(55, 114, "Head") + text(55, 134, "a") + text(155, 144, "b")))
    assert table.rows == (("Head", "", ""), ("a", "b", ""), ("", "", ""))
    assert table.spans == {(0, 0): (1, 3), (1, 1): (2, 1), (1, 2): (2, 1)}


def test_decimals_that_the_text_layer_has_elsewhere() -> None:
    """Some producers write all integer parts first and all decimals after them."""
    whole = text(153, 134, "1,234") + text(153, 154, "56")
    parts = text(176, 134, ".50") + text(164.1, 154, ".07")
    table = only_table(read(ruled(XS, YS) + text(53, 134, "a") + text(53, 154, "b") + whole + parts))
    assert [row[1] for row in table.rows] == ["", "1,234.50", "56.07"]


def test_watermark_is_no_text() -> None:
    mark = text(100, 160, "DRAFT", size=40, turn="0.7071 0.7071 -0.7071 0.7071")
    document = read(filled(XS, YS, ROWS) + mark)
    assert only_table(document).rows == tuple(ROWS)
    assert list(document.paragraphs) == []


def test_pale_words_across_the_table_are_no_text() -> None:
    mark = "0.8 g " + text(60, 150, "INTERNAL", size=48)
    assert only_table(read(filled(XS, YS, ROWS) + mark)).rows == tuple(ROWS)


def test_rows_without_lines_between_them() -> None:
    rows = [*ROWS, ("Rails", "2.00", "9.00"), ("Ships", "1.00", ""), ("Sum", "9.00", "10.00")]
    words = filled(XS, range(100, 220, 20), rows).replace(ruled(XS, range(100, 220, 20)), "")
    table = only_table(read(ruled(XS, [100, 120, 220]) + words))
    assert table.rows == tuple(rows)


def test_text_below_the_sheet_is_not_read() -> None:
    below = text(50, 900, "Rest of the document") + filled(XS, [y + 800 for y in YS], ROWS)
    document = read(text(50, 200, "Words.") + below)
    assert [one.text for one in document.paragraphs] == ["Words."]
    assert list(document.tables) == []


def test_characters_stacked_in_a_narrow_cell() -> None:
    stacked = "".join(text(54, 114 + 12 * at, digit) for at, digit in enumerate("2024"))
    table = only_table(read(ruled([50, 65, 150], [100, 160, 180]) + stacked + text(70, 130, "x")))
    assert table.rows[0] == ("2024", "x")


def test_two_tables_beside_each_other() -> None:
    right = [x + 320 for x in (50, 100, 150)]
    document = read(filled(XS[:3], YS, ROWS) + filled(right, YS, [("p", "q")]))
    assert [table.rows[0] for table in document.tables] == [("Name", "Basic"), ("p", "q")]


def test_table_goes_on_over_the_page_number() -> None:
    foot = text(290, 820, "- 1 -")
    first = text(50, 80, "Spending of the unit") + filled(XS, YS, ROWS) + foot
    second = filled(XS, YS, [ROWS[0], ("Rails", "2.00", "9.00"), ("Ships", "", "4.00")]) + foot.replace(
        "1", "2"
    )
    document = read(first, second)
    table = only_table(document)
    assert table.rows == (*ROWS, ("Rails", "2.00", "9.00"), ("Ships", "", "4.00"))
    assert (table.seams, table.pages) == ((3,), (1, 1, 1, 2, 2))
    assert [one.text for one in document.paragraphs] == ["Spending of the unit"]


def test_running_header_is_furniture_but_for_the_title_that_it_is_on_the_first_page() -> None:
    pages = [text(50, 40, "Budget of the unit") + text(50, 200, f"Part {name}.") for name in "ABCD"]
    texts = [one.text for one in read(*pages).paragraphs]
    assert texts == ["Budget of the unit", "Part A.", "Part B.", "Part C.", "Part D."]


def test_running_footer_is_furniture_on_the_first_page_too() -> None:
    pages = [text(50, 200, f"Part {name}.") + text(50, 820, "Budget of the unit") for name in "ABCD"]
    assert [one.text for one in read(*pages).paragraphs] == ["Part A.", "Part B.", "Part C.", "Part D."]


def test_year_alone_on_a_line_is_no_page_number() -> None:
    first = text(50, 50, "2026") + text(50, 200, "Words.") + text(290, 820, "2")
    assert [one.text for one in read(first).paragraphs] == ["2026", "Words."]


def test_picture_among_pages_of_text_is_noted() -> None:
    document = read(text(50, 200, "Words."), PICTURE)
    ((note, place),) = document.notes
    assert note == "the page is a picture without text: it needs OCR"
    assert place.page == 2


def test_text_that_somebodys_ocr_laid_under_a_scan_is_no_print() -> None:
    """It is read where there is nothing better, and marked as recognised."""
    hidden = PICTURE + "3 Tr\n" + text(60, 200, "Income of the unit is 1,234.56 in all.")
    document = read(text(50, 200, "This page is printed, letter by letter."), hidden)
    assert document.scan.read == (2,)
    assert [one.text for one in document.paragraphs][-1] == "Income of the unit is 1,234.56 in all."


def test_printed_text_over_a_picture_is_text() -> None:
    document = read(PICTURE + text(60, 200, "Income of the unit is 1,234.56 in all."))
    assert document.scan.read == document.scan.unread == ()


def test_emblem_beside_few_words_is_no_scan() -> None:
    document = read(text(50, 200, "Words.") + PICTURE.replace("500 0 0 700", "50 0 0 70"))
    assert document.notes == ()
    assert read(text(50, 200, "7") + PICTURE).scan.unread == (1,)


def test_blank_page_is_not_noted() -> None:
    assert read(text(50, 200, "Words."), "").notes == ()


def test_encrypted_file() -> None:
    with pytest.raises(ReadError, match=r"locked\.pdf: the PDF is encrypted \(remove its password"):
        read_pdf(Path("locked.pdf"), pdf(text(50, 200, "Words."), encrypted=True))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("576,171.1", "1"), "576,171.11"),
        (("12,868.", "19"), "12,868.19"),
        (("128,14", "8.56"), "128,148.56"),
        (("1.00", "2.00"), "1.00 2.00"),
        (("社会保障和就", "业支出"), "社会保障和就业支出"),
        (("A4", "paper"), "A4 paper"),
        (("2026年", "预算数"), "2026年预算数"),
    ],
)
def test_lines_of_a_cell(lines: tuple[str, ...], expected: str) -> None:
    runs = [Run(words, 50, 90, 100 + 12 * at, 10) for at, words in enumerate(lines)]
    assert cell_text(runs, room=80) == expected


def test_number_that_fills_its_cell_goes_on() -> None:
    runs = [Run("201013", 50, 90, 100, 10), Run("99", 50, 61, 112, 10)]
    assert cell_text(runs, room=51) == "20101399"
    assert cell_text(runs, room=90) == "201013 99"


def test_table_open_at_its_ends() -> None:
    """No line above the header, which one line parts, and none below the last row."""
    lines = (
        "".join(line(50, y, 350, y) for y in (120, 140)) + line(150, 100, 150, 160) + line(250, 120, 250, 160)
    )
    words = filled(XS, YS, [("Name", "Amount", ""), *ROWS[1:]]).replace(ruled(XS, YS), "")
    table = only_table(read(lines + words))
    assert table.rows == (("Name", "Amount", ""), *ROWS[1:])
    assert table.spans == {(0, 1): (1, 2)}


def test_white_lines_on_a_dark_header() -> None:
    ground = "0.1 0.2 0.4 rg 50 722 300 20 re f 0 g\n"
    white = "1 g " + "".join(f"{x} 722 0.7 20 re f\n" for x in XS) + "0 g\n"
    lines = ruled(XS, YS[1:])
    words = filled(XS, YS, ROWS).replace(ruled(XS, YS), "")
    assert only_table(read(ground + white + lines + words)).rows == tuple(ROWS)


def test_white_cells_on_a_dark_ground() -> None:
    """The gaps between the cells are the lines."""
    ground = "0 g 49 681 302 62 re f\n"
    cells = "".join(f"1 g {x + 0.5} {842 - y - 19.5} 99 19 re f\n" for x in XS[:-1] for y in YS[:-1])
    words = filled(XS, YS, ROWS).replace(ruled(XS, YS), "")
    assert only_table(read(ground + cells + "0 g\n" + words)).rows == tuple(ROWS)


def test_number_that_a_page_break_cuts() -> None:
    """A row in which every cell goes on, with the last digit of its number on the next page."""
    xs = [50, 110, 152]
    first = filled(xs, [100, 120, 140], [("Item", "Basic"), ("RoadsAndBri", "4,999.2")])
    second = filled(xs, [100, 120, 140], [("dges", "3"), ("Schools", "1.50")])
    (table,) = read(first, second).tables
    assert table.rows == (("Item", "Basic"), ("RoadsAndBridges", "4,999.23"), ("Schools", "1.50"))


def test_code_that_a_page_break_cuts() -> None:
    """The last digit of a code stands alone on the next page, where no row has a code so short."""
    xs = [50, 88, 200, 300]
    first = filled(
        xs,
        [100, 120, 140, 160],
        [("Code", "Item", "Basic"), ("20501", "Schools", "2.00"), ("2050", "Roads", "1.00")],
    )
    (table,) = read(first, filled(xs, [100, 120, 140], [("2", "", ""), ("20503", "Ports", "3.00")])).tables
    assert table.rows[2:] == (("20502", "Roads", "1.00"), ("20503", "Ports", "3.00"))
    (table,) = read(first, filled(xs, [100, 120, 140], [("21", "", ""), ("20503", "Ports", "3.00")])).tables
    assert table.rows[3] == ("21", "", ""), "longer than any code: a row of its own"


def test_merged_cells_that_a_page_break_cuts_beside_whole_rows() -> None:
    """A project with three indicators: its name and its amount go on beside the second, on the next page."""
    xs, header = [50, 110, 150, 300], ("Project", "Sum", "Indicator")
    first = filled(xs, [100, 120, 140], [header, ("RoadsAndBri", "21.9204", "roads built")])
    second = ruled(xs, [100, 140]) + line(150, 120, 300, 120)
    second += (
        text(53, 114, "dges") + text(113, 114, "00") + text(153, 114, "bridges") + text(153, 134, "costs")
    )
    (table,) = read(first, second).tables
    assert table.rows[1:] == (
        ("RoadsAndBridges", "21.920400", "roads built"),
        ("", "", "bridges"),
        ("", "", "costs"),
    )


HIDDEN = "q 50 682 85 60 re W n\n{}Q\n"
"""What is drawn through a window over the first column, behind which it begins."""


def test_text_too_long_for_its_cell_is_hidden_in_the_next_one() -> None:
    """Spreadsheets write all of it and show a part; read as it stands, it would be text of the cells beside it."""
    cells = [("Name", "Basic", "Project"), ("", "3.50", "1.00"), ("Schools", "3.50", "")]
    long = text(53, 134, "Roads between the") + HIDDEN.format(text(142, 134, "towns of the county, in 2026"))
    table = only_table(read(filled(XS, YS, cells) + long))
    assert table.rows[1] == ("Roads between the towns of the county,in 2026", "3.50", "1.00")


def test_text_of_the_last_column_that_runs_over_the_edge_of_the_table() -> None:
    cells = [
        ("Name", "Basic", "Note"),
        ("Roads", "3.50", "built in the year before and paid for in this one"),
    ]
    assert only_table(read(filled(XS, YS[:3], cells))).rows == tuple(cells)


def test_pale_words_larger_than_the_text_are_a_watermark() -> None:
    mark = "0.85 g " + text(160, 134, "Finance Bureau", size=14) + "0 g\n"
    assert only_table(read(filled(XS, YS, ROWS) + mark)).rows == tuple(ROWS)


def test_lookalikes_are_read_as_what_they_look_like() -> None:
    """Radicals, some of which Unicode does not call the same as the word, and Korean duplicates."""
    codes = [ord(character) for character in "⼀、⼈员经费增⻓\uf98e\uf90a12.5"]
    assert "".join(map(chr, as_meant(codes))) == "一、人员经费增长年金12.5"


def test_number_beside_a_name_that_its_cell_cuts_off() -> None:
    """The last character shown of a name too long for its cell lies over the line, and the number follows at once."""
    places = [(0x4E00, 40.0), (0x4E8C, 50.0), (0x34, 61.0), (0x2E, 66.0), (0x35, 69.0)]
    ends = [50.0, 60.0, 66.0, 69.0, 74.0]
    codes, lefts = [code for code, _ in places], [left for _, left in places]
    characters = Characters(
        codes,
        lefts,
        ends,
        [100.0] * 5,
        [10.0] * 5,
        list(range(5)),
        0,
        upright(0, (0, 0, 595, 842))[0],
        595,
        842,
    )
    assert [run.text for run in gather_runs(characters, [55.0])] == ["一二", "4.5"]
    assert [run.text for run in gather_runs(characters, [30.0])] == ["一二4.5"]
