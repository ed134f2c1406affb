"""Tables whose further columns are printed on pages of their own."""

from __future__ import annotations

from pathlib import Path

from handmade_pdf import filled, line, pdf, ruled, text

from budgetlib.document import Document, Table
from budgetlib.readers.pdf import read_pdf
from budgetlib.readers.pdf.over_pages.further_columns import rejoin_columns
from budgetlib.readers.pdf.page.lines import TextLine
from budgetlib.readers.pdf.pages import PageContent
from budgetlib.readers.pdf.placed import PlacedTable

YS = [100, 120, 140, 160]
LEFT, RIGHT = [50, 200, 300, 400], [50, 130, 210]
NAMES = [("Item", "Total", "Basic"), ("Roads", "9.00", "3.00"), ("Schools", "8.00", "2.00")]
FURTHER = [("Project", "Other"), ("5.00", "1.00"), ("4.00", "2.00")]
MORE = [("Bridges", "7.00", "1.00"), ("Ports", "6.00", "5.00"), ("Total", "30.00", "11.00")]
MORE_FURTHER = [("4.00", "2.00"), ("1.00", ""), ("14.00", "5.00")]
WHOLE = tuple(left + right for left, right in zip(NAMES + MORE, FURTHER + MORE_FURTHER, strict=True))


def read(*pages: str) -> Document:
    return read_pdf(Path("made.pdf"), pdf(*pages))


def rows(document: Document) -> tuple[tuple[str, ...], ...]:
    (table,) = document.tables
    return table.rows


def test_pages_down_and_then_across() -> None:
    title = text(50, 90, "Expenditure of the office")
    document = read(
        title + filled(LEFT, YS, NAMES),
        filled(LEFT, YS, MORE),
        filled(RIGHT, YS, FURTHER),
        filled(RIGHT, YS, MORE_FURTHER),
    )
    assert rows(document) == WHOLE
    (table,) = document.tables
    assert (table.pages, table.seams) == ((1, 1, 1, 2, 2, 2), (3,))


def test_pages_across_and_then_down() -> None:
    document = read(
        text(50, 90, "Expenditure of the office") + filled(LEFT, YS, NAMES),
        filled(RIGHT, YS, FURTHER),
        filled(LEFT, YS, MORE),
        filled(RIGHT, YS, MORE_FURTHER),
    )
    assert rows(document) == WHOLE


def test_title_that_the_page_cuts() -> None:
    document = read(
        text(330, 90, "Expenditure of") + filled(LEFT, YS, NAMES).replace("Basic", "Base"),
        text(50, 90, " the office in 2026") + filled(RIGHT, YS, FURTHER),
    )
    assert [one.text for one in document.paragraphs] == ["Expenditure ofthe office in 2026"]
    assert rows(document)[0] == ("Item", "Total", "Base", "Project", "Other")


def test_header_that_the_page_cuts_is_one_cell() -> None:
    """The name over the columns is written on the left part alone, and its rows have no edge on the right one."""
    xs, ys = [50, 200, 300], [100, 120, 140, 160, 180]
    left = ruled(xs, ys) + text(205, 114, "Amounts") + text(205, 134, "Basic") + text(55, 114, "Item")
    left += text(55, 154, "Roads") + text(205, 154, "3.00") + text(55, 174, "Ports") + text(205, 174, "5.00")
    right = ruled([50, 130], ys) + text(55, 134, "Project") + text(55, 154, "1.00") + text(55, 174, "2.00")
    document = read(left, right)
    (table,) = document.tables
    assert table.rows[0] == ("Item", "Amounts", "")
    assert table.spans == {(0, 1): (1, 2)}
    assert table.rows[3] == ("Ports", "5.00", "2.00")


def test_table_with_a_title_of_its_own_stays_apart() -> None:
    document = read(
        text(50, 90, "Income of the office") + filled(LEFT, YS, NAMES),
        text(50, 90, "Vehicles of the office") + filled(RIGHT, YS, FURTHER),
    )
    assert [table.width for table in document.tables] == [3, 2]


def test_table_whose_title_stands_at_the_bottom_of_the_page_before() -> None:
    def page(number: int, xs: list[int], cells: list[tuple[str, ...]], *below: str) -> PageContent:
        unknown = (None,) * len(cells)
        table = Table(number, tuple(cells), unknown, (number,) * len(cells), spans={})
        placed = PlacedTable(table, [float(x) for x in xs], [float(y) for y in YS], frozenset())
        lines = [TextLine(words, 50, 250, 200, 210, 10, number) for words in below]
        return PageContent(number, 595, 842, [placed, *lines], 100, 0, False)

    def widths(*below: str) -> list[int]:
        pages = rejoin_columns([page(1, LEFT, NAMES, *below), page(2, RIGHT, FURTHER)])
        return [item.table.width for one in pages for item in one.items if isinstance(item, PlacedTable)]

    assert widths() == [5]
    assert widths("公开04表") == [3, 2]


def test_table_that_goes_on_below_with_rows_at_the_same_heights() -> None:
    document = read(filled(LEFT, YS, NAMES), filled(LEFT, YS, MORE))
    (table,) = document.tables
    assert (table.width, len(table.rows)) == (3, 6)


def test_middle_part_whose_first_row_is_open_at_both_sides() -> None:
    """The name over the columns of all parts is written on the middle one, between level lines that go on."""
    ys = [100, 120, 140, 160]
    below = (
        ruled([50, 150], ys[1:]) + text(55, 134, "Basic") + text(55, 154, "3.00") + text(55, 114, "Amounts")
    )
    middle = ruled([50, 150, 230], ys[1:]) + line(50, 100, 230, 100) + text(130, 114, "Amounts")
    middle += (
        text(55, 134, "Basic") + text(55, 154, "3.00") + text(155, 134, "Project") + text(155, 154, "6.00")
    )
    left = ruled([50, 150], ys) + line(150, 100, 250, 100) + ruled([150, 250], ys[1:])
    left += text(55, 114, "Item") + text(55, 154, "Roads") + text(155, 134, "Total") + text(155, 154, "9.00")
    right = below.replace("Basic", "Other").replace("3.00", "1.00").replace("(Amounts)", "( )")
    right += line(50, 100, 150, 100) + line(150, 100, 150, 120)
    document = read(text(50, 90, "Expenditure of the office") + left, middle, right)
    assert rows(document) == (
        ("Item", "Amounts", "", "", ""),
        ("", "Total", "Basic", "Project", "Other"),
        ("Roads", "9.00", "3.00", "6.00", "1.00"),
    )
    (table,) = document.tables
    assert table.spans == {(0, 1): (1, 4)}


def test_title_that_runs_over_three_parts() -> None:
    parts = [filled([50, 120], YS, column) for column in ([("a",), ("1.00",), ("2.00",)],) * 3]
    titles = (text(85, 90, "Income"), text(50, 90, " and expenditur"), text(50, 90, "e of 2026"))
    parts[1] = parts[1].replace("(a)", "(b)")
    parts[2] = parts[2].replace("(a)", "(c)")
    document = read(*(title + part for title, part in zip(titles, parts, strict=True)))
    assert rows(document)[0] == ("a", "b", "c")


def test_table_of_one_row_whose_unit_the_page_cuts() -> None:
    """Two rows may stand at the same heights in any tables: text above, cut by the page, shows that they are one."""
    ys = [100, 120, 140]
    left = text(50, 90, "Vehicles of 2026") + filled(LEFT, ys, NAMES[:2])
    right = filled(RIGHT, ys, FURTHER[:2])
    assert [table.width for table in read(left, right).tables] == [3, 2]
    cut = text(350, 90, "Prepared by"), text(50, 90, " the office")
    assert [table.width for table in read(left + cut[0], cut[1] + right).tables] == [5]


def test_second_half_of_a_sheet_with_columns_of_the_same_width() -> None:
    """收入 on the left and 支出 on the right: names and amounts as wide, under a header of its own."""
    xs, ys = [50, 200, 300], [100, 120, 140, 170, 190, 210, 230, 260, 280, 300]
    income = [("Income", ""), ("Item", "Sum"), *((f"source {at}", f"{at}.00") for at in range(7))]
    spending = [("Spending", ""), ("Item", "Sum"), *((f"purpose {at}", f"{at}.00") for at in range(7))]
    title = text(50, 90, "Income and spending")
    document = read(title + filled(xs, ys, income), filled(xs, ys, spending))
    assert rows(document)[1:3] == (("Item", "Sum", "Item", "Sum"), ("source 0", "0.00", "purpose 0", "0.00"))
    repeated = read(title + filled(xs, ys, income), filled(xs, ys, [*income[:2], *spending[2:]]))
    assert {table.width for table in repeated.tables} == {2}, "the same header again: the table goes on below"


def test_title_on_the_right_part_of_a_sheet_whose_rows_differ_in_height() -> None:
    """Beside the short line above the left part, the title stands lower, in the middle of the whole sheet."""

    def read_with(ys: list[int]) -> list[int]:
        left = [("Item",), *((f"road {at}",) for at in range(8))]
        right = [("Sum", "Basic"), *((f"{at}.00", "1.00") for at in range(8))]
        return [
            table.width
            for table in read(
                text(50, 70, "Table 3") + filled([50, 200], ys, left),
                text(200, 90, "Expenditure of the office") + filled(RIGHT, ys, right),
            ).tables
        ]

    assert read_with([100, 120, 140, 170, 190, 210, 230, 260, 280, 300]) == [3]
    assert read_with(list(range(100, 290, 20))) == [1, 2], "equal rows may be those of another table"


def test_rows_in_whose_further_columns_nothing_stands() -> None:
    """Pages across and then down; the last page shows only lines."""
    document = read(
        text(50, 90, "Expenditure of the office") + filled(LEFT, YS, NAMES),
        filled(RIGHT, YS, FURTHER),
        filled(LEFT, YS, MORE),
        ruled(RIGHT, YS),
    )
    assert rows(document)[3:] == tuple((*row, "", "") for row in MORE)


def test_income_of_the_shanghai_data_bureau(corpus: Path) -> None:
    """上海市数据局 2026, 收入预算总表 (p. 8 and 9): 其他收入 stands on p. 10, and p. 11 is blank but for its lines."""
    table: Table = next(
        table
        for table in read_pdf(Path("04.pdf"), (corpus / "04.pdf").read_bytes()).tables
        if table.pages[0] == 8
    )
    assert (len(table.rows), table.width) == (22, 9)
    assert table.rows[1][-2:] == ("事业单位经营收入", "其他收入")
    assert table.spans is not None
    assert table.spans[0, 4] == (1, 5), "收入预算 is merged over the column on the next page"
    assert table.rows[-1] == ("合计", "", "", "", "471,452,100", "471,452,100", "", "", "")
