"""Only what is painted is read; and what is laid over a page is not part of it."""

from __future__ import annotations

from pathlib import Path

from tests.readers.handmade_pdf import HEIGHT, filled, pdf, text

from budgetlib.document import Document, Table
from budgetlib.readers.pdf import read_pdf

XS, YS = (50, 250, 350, 450), (100, 120, 140, 160)
ROWS = (("Item", "Total", "Basic"), ("Education", "1,286.45", "986.45"), ("Health", "120.00", "20.00"))
TABLE = text(200, 80, "Budget of 2024", 14) + filled(XS, YS, ROWS)


def read(*pages: str) -> Document:
    return read_pdf(Path("a.pdf"), pdf(*pages))


def table(*pages: str) -> Table:
    return next(read(*pages).tables)


def painted(words: str, operators: str, x: float = 253, y: float = 134) -> str:
    return f"q {operators} {text(x, y, words)} Q\n"


def box(x: float, y: float, width: float, height: float, colour: str = "1 1 1 rg") -> str:
    return f"q {colour} {x} {HEIGHT - y - height} {width} {height} re f Q\n"


def test_invisible_white_and_transparent_figures_are_no_figures() -> None:
    for operators in ("3 Tr", "1 1 1 rg", "7 Tr", "0.99 g"):
        assert table(TABLE + painted("8,888.88", operators, x=300)).rows == ROWS, operators
        assert table(painted("8,888.88", operators, x=300) + TABLE).rows == ROWS, operators


def test_a_covered_figure_is_gone_and_the_one_typed_over_it_is_read() -> None:
    old = (ROWS[0], ("Education", "8,286.45", "986.45"), ROWS[2])
    page = text(200, 80, "Budget of 2024", 14) + filled(XS, YS, old) + box(252, 122, 96, 16)
    assert table(page).rows[1] == ("Education", "", "986.45")
    assert table(page + text(253, 134, "1,286.45")).rows == ROWS


def test_the_same_figure_typed_over_the_covered_one_is_read() -> None:
    """PDFium leaves out text that stands where the same text stands already."""
    page = TABLE + box(252, 122, 96, 16) + text(253, 134, "1,286.45")
    assert table(page).rows == ROWS


def test_white_words_on_dark_ground_are_read() -> None:
    ground = box(50, 100, 400, 20, "0.1 0.2 0.5 rg")
    names = "".join(painted(word, "1 1 1 rg", x + 3, 114) for x, word in zip(XS, ROWS[0], strict=False))
    assert table(ground + filled(XS, YS, (("", "", ""), *ROWS[1:])) + names).rows == ROWS


def test_cell_backgrounds_painted_between_texts_hide_nothing() -> None:
    cells = "".join(
        box(x + 1, y + 1, 98, 18, "0.9 0.95 1 rg") + text(x + 3, y + 14, word)
        for y, row in zip(YS, ROWS, strict=False)
        for x, word in zip(XS, row, strict=False)
    )
    assert table(filled(XS, YS, ()) + cells).rows == ROWS


def test_print_too_small_to_be_seen_is_not_read() -> None:
    assert table(TABLE + text(300, 134, "8,888.88", size=0.5)).rows == ROWS


def test_pale_titles_are_titles_and_pale_words_across_a_table_are_not() -> None:
    title = painted("Expenditure", "0.6 0.7 0.95 rg", 200, 60).replace("/F 10", "/F 22")
    across = painted("DRAFT", "0.8 g", 150, 150).replace("/F 10", "/F 40")
    document = read(title + TABLE + across)
    assert [one.text for one in document.paragraphs] == ["Expenditure", "Budget of 2024"]
    assert next(document.tables).rows == ROWS


def test_words_in_a_seal_are_not_of_the_cell_below_it() -> None:
    x, y, r, k = 300, HEIGHT - 130, 50, 27.6
    circle = (
        f"{x + r} {y} m {x + r} {y + k} {x + k} {y + r} {x} {y + r} c {x - k} {y + r} {x - r} {y + k} {x - r} {y} c "
        f"{x - r} {y - k} {x - k} {y - r} {x} {y - r} c {x + k} {y - r} {x + r} {y - k} {x + r} {y} c S"
    )
    seal = f"q 0.8 0 0 RG {circle} Q\n" + painted("FINANCE", "0.8 0 0 rg", 290, 137)
    assert table(TABLE + seal).rows == ROWS
    assert table(TABLE + f"q 0.8 0 0 RG {circle} Q\n").rows == ROWS


def test_negative_figures_in_red_stay_outside_of_seals() -> None:
    rows = (ROWS[0], ("Education", "", "986.45"), ROWS[2])
    page = text(200, 80, "Budget of 2024", 14) + filled(XS, YS, rows)
    assert table(page + painted("-5.00", "0.8 0 0 rg")).rows[1] == ("Education", "-5.00", "986.45")


def test_a_layer_that_is_off_is_not_read() -> None:
    layered = "/OC /Draft BDC " + text(300, 134, "8,888.88") + "EMC\n"
    assert table(TABLE + layered).rows[1][1] == "1,286.45 8,888.88"  # no such layer: shown
    made = pdf(TABLE + layered).replace(
        b"/Font << /F 3 0 R >>", b"/Font << /F 3 0 R >> /Properties << /Draft 6 0 R >>"
    )
    made = made.replace(
        b"/Pages 2 0 R", b"/Pages 2 0 R /OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >>"
    )
    made = made.replace(b"xref\n", b"6 0 obj\n<< /Type /OCG /Name (Draft) >>\nendobj\nxref\n", 1)
    assert next(read_pdf(Path("a.pdf"), made).tables).rows == ROWS
