"""Tables whose columns no lines part."""

from __future__ import annotations

from pathlib import Path

from handmade_pdf import line, pdf, text

from budgetlib.document import Table
from budgetlib.readers.pdf import read_pdf

YS = [100, 120, 140, 160, 180]


def read(*pages: str) -> list[Table]:
    return list(read_pdf(Path("made.pdf"), pdf(*pages)).tables)


def printed(rows: list[list[tuple[float, str]]], first: float = 114) -> str:
    """Words at their places, a row every 20 points."""
    return "".join(text(x, first + 20 * at, word) for at, row in enumerate(rows) for x, word in row)


def ladder(ys: list[int]) -> str:
    return "".join(line(50, y, 400, y) for y in ys)


BODY = [
    [(55, "Roads and bridges"), (200, "1,230.00"), (260, "1,000.00"), (330, "230.00")],
    [(55, "Schools"), (215, "45.00"), (330, "45.00")],
    [(55, "Total"), (200, "1,275.00"), (260, "1,000.00"), (330, "275.00")],
]
ROWS = (
    ("Roads and bridges", "1,230.00", "1,000.00", "230.00"),
    ("Schools", "45.00", "", "45.00"),
    ("Total", "1,275.00", "1,000.00", "275.00"),
)


def test_rows_alone_are_ruled() -> None:
    head = [(90, "Name"), (205, "Total"), (270, "Basic"), (330, "Project")]
    (table,) = read(ladder(YS) + printed([head, *BODY]))
    assert table.rows == (("Name", "Total", "Basic", "Project"), *ROWS)
    assert table.spans == {}


def test_name_over_several_columns() -> None:
    """The rule below the name runs over its columns only; the others have one name on both rows."""
    rules = ladder([100, 140, 160, 180, 200]) + line(190, 120, 400, 120)
    head = [[(280, "Amount")], [(205, "Total"), (270, "Basic"), (330, "Project")]]
    (table,) = read(rules + text(90, 124, "Name") + printed([*head, *BODY]))
    assert table.rows == (("Name", "Amount", "", ""), ("", "Total", "Basic", "Project"), *ROWS)
    assert table.spans == {(0, 0): (2, 1), (0, 1): (1, 3)}


def test_column_with_a_name_and_nothing_below_it() -> None:
    head = [(90, "Name"), (205, "Total"), (270, "Basic"), (330, "Project"), (375, "Fund")]
    (table,) = read(ladder(YS) + printed([head, *BODY]))
    assert table.rows[0] == ("Name", "Total", "Basic", "Project", "Fund")
    assert [row[4] for row in table.rows[1:]] == ["", "", ""]


def test_two_tables_with_rules_of_one_length() -> None:
    head = [(90, "Name"), (205, "Total"), (270, "Basic"), (330, "Project")]
    lower = [300, 320, 340, 360, 380]
    page = ladder(YS) + printed([head, *BODY]) + text(150, 280, "The second table")
    first, second = read(page + ladder(lower) + printed([head, *BODY], 314))
    assert first.rows == second.rows == (("Name", "Total", "Basic", "Project"), *ROWS)


def test_no_lines_at_all() -> None:
    head = [(90, "Name"), (205, "Total"), (270, "Basic"), (330, "Project")]
    (table,) = read(printed([head, *BODY, BODY[0], BODY[1]]))
    assert table.rows == (("Name", "Total", "Basic", "Project"), *ROWS, *ROWS[:2])


def test_lines_between_paragraphs_are_no_table() -> None:
    words = "".join(text(55, y - 6, f"Paragraph {y} says that 3.50 were spent in 2026") for y in YS[1:])
    assert read(ladder(YS) + words) == []


HEAD = [(90, "Name"), (205, "Total"), (270, "Basic"), (330, "Project")]


def test_a_column_that_is_blank_on_the_next_page() -> None:
    below = [
        [(55, "Parks"), (215, "15.00"), (330, "15.00")],
        [(55, "Streets"), (215, "25.00"), (330, "25.00")],
    ]
    further = [*below, [(55, "Lakes"), (215, "35.00"), (330, "35.00")]]
    for rules, fewer in ((ladder(YS), ladder(YS[:4])), ("", "")):
        (table,) = read(rules + printed([HEAD, *BODY]), fewer + printed(further))
        assert table.rows[3:] == (
            ("Total", "1,275.00", "1,000.00", "275.00"),
            ("Parks", "15.00", "", "15.00"),
            ("Streets", "25.00", "", "25.00"),
            ("Lakes", "35.00", "", "35.00"),
        )
        assert table.seams == (4,)


def test_pages_of_equal_height_are_not_put_side_by_side() -> None:
    page = ladder(YS) + printed([*BODY, BODY[0]])
    (table,) = read(ladder([*YS, 200]) + printed([HEAD, *BODY, BODY[1]]), page, page)
    assert (table.width, len(table.rows)) == (4, 5 + 4 + 4)


def test_the_last_row_alone_on_the_next_page() -> None:
    (table,) = read(ladder(YS) + printed([HEAD, *BODY[:2], BODY[0]]), ladder([100, 120]) + printed(BODY[2:]))
    assert table.rows[-1] == ("Total", "1,275.00", "1,000.00", "275.00")


def test_one_row_between_lines_above_and_below_it() -> None:
    (table,) = read(ladder([100, 120, 140]) + printed([HEAD, BODY[0]]))
    assert table.rows == (("Name", "Total", "Basic", "Project"), ROWS[0])


def test_one_row_below_its_header_and_no_lines() -> None:
    (table,) = read(printed([HEAD, BODY[0]]))
    assert table.rows == (("Name", "Total", "Basic", "Project"), ROWS[0])
    assert read(printed([[(55, "In 2024 and 2025:"), (200, "1.50"), (260, "2.50"), (330, "3.50")]])) == []


def test_names_at_the_middle_of_a_header_in_two_rows() -> None:
    """Code stands over Class and Item, Name and Total beside both at the height between them."""
    above = text(90, 90, "Item") + text(290, 90, "Amount")
    code, middle = text(60, 108, "Code of function"), text(170, 114, "Name") + text(300, 114, "Total")
    below = text(55, 120, "Class") + text(110, 120, "Item")
    body = [[(55, "201"), (110, f"0{at}"), (160, "Schools"), (290, f"{at}5.00")] for at in range(1, 4)]
    (table,) = read(above + code + middle + below + printed(body, 140))
    assert table.rows[1:4] == (
        ("Code of function", "", "Name", "Total"),
        ("Class", "Item", "", ""),
        ("201", "01", "Schools", "15.00"),
    )
    assert (table.spans or {})[1, 0] == (1, 2)
