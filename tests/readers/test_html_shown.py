"""Of a web page only what a reader of it sees is read, whatever it is made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetlib.document import Document, Table
from budgetlib.errors import ReadError
from budgetlib.readers.html import read_html


def read(body: str, style: str = "") -> Document:
    page = f"<html><head><meta charset='utf-8'><style>{style}</style></head><body>{body}</body></html>"
    return read_html(Path("a.html"), page.encode())


def rows(body: str, style: str = "") -> tuple[tuple[str, ...], ...]:
    (table,) = read(body, style).tables
    return table.rows


def figure(cell: str, style: str = "") -> str:
    """What is read of a cell with figures beside it."""
    return rows(f"<table><tr><td>项目</td><td>合计</td></tr><tr><td>教育</td>{cell}</tr></table>", style)[1][
        1
    ]


@pytest.mark.parametrize(
    "cell",
    [
        "<td style='color:#fff'>9.00</td>",
        "<td><font color=white>9.00</font></td>",
        "<td bgcolor='#003366' style='color: rgb(0,51,102)'>9.00</td>",
        "<td><span style='visibility:hidden'>9.00</span></td>",
        "<td><span style='font-size:0'>9.00</span></td>",
        "<td><span style='opacity:0'>9.00</span></td>",
        "<td><s>9.00</s></td>",
        "<td><span style='text-decoration: line-through'>9.00</span></td>",
        "<td><span hidden>9.00</span></td>",
        "<td><span class='old big'>9.00</span></td>",
        "<td><div id=draft><b>9.00</b></div></td>",
    ],
)
def test_what_is_not_shown_is_not_read(cell: str) -> None:
    assert figure(cell, ".old, p.x { display: none } td > #draft b { visibility: hidden !important }") == ""


@pytest.mark.parametrize(
    "cell",
    [
        "<td bgcolor='#003366' style='color:white'>9.00</td>",
        "<td style='visibility:hidden'><b style='visibility:visible'>9.00</b></td>",
        "<td><del>8.00</del>9.00</td>",
        "<td style='font-size:9pt;color:#333'>9.00</td>",
        "<td class=old>9.00</td>",
    ],
)
def test_what_is_shown_is_read(cell: str) -> None:
    style = "@media print { td { display: none } } .old:hover { display: none } .old { display: table-cell }"
    assert figure(cell, style) == "9.00"


def test_rows_hidden_by_a_style_sheet_are_gone() -> None:
    body = "<table><tr><td>a</td><td>1.00</td></tr><tr class='x'><td>b</td><td>9.00</td></tr></table>"
    assert rows(body, "tr.x{display:none}") == (("a", "1.00"),)


def test_tables_of_other_elements() -> None:
    cells = [["项目", "合计"], ["教育", "1.00"]]
    by_style = "<div style='display:table'>" + "".join(
        "<div style='display: table-row'>"
        + "".join(f"<span class=c>{cell}</span>" for cell in row)
        + "</div>"
        for row in cells
    )
    by_role = "<div role=table>" + "".join(
        "<div role=row>" + "".join(f"<div role=cell>{cell}</div>" for cell in row) + "</div>" for row in cells
    )
    for body in (by_style, by_role):
        assert rows(body + "</div>", ".c { display: table-cell }") == (("项目", "合计"), ("教育", "1.00"))


def test_loose_cells_are_text() -> None:
    assert [one.text for one in read("<p>a</p><div style='display:table-cell'>b</div>").paragraphs] == [
        "a",
        "b",
    ]


def test_filled_fields_in_cells_are_read_and_search_boxes_are_not() -> None:
    assert figure("<td><input value='9.00' readonly></td>") == "9.00"
    assert figure("<td><textarea>9.00</textarea></td>") == "9.00"
    assert figure("<td><select><option>1<option selected>9.00</select></td>") == "9.00"
    assert figure("<td><input type=hidden value='9.00'></td>") == ""
    assert [one.text for one in read("<p>文</p><input value='搜索'>").paragraphs] == ["文"]


def test_a_raised_mark_behind_a_figure_is_no_digit_of_it() -> None:
    assert figure("<td>1,286.45<sup>1</sup></td>") == "1,286.45"
    assert figure("<td>1,286.45<sup>[注1]</sup></td>") == "1,286.45"
    assert figure("<td>30m<sup>2</sup></td>") == "30m2"
    assert figure("<td>10<sup>4</sup></td>") == "104"


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("<p>附件：<a href='files/a.pdf'>预算</a></p>", "only links to files"),
        ("<iframe src='b.html'></iframe>", "another page in a frame"),
        ("<div id=app></div><script>draw()</script>", "a program makes the web page"),
        ("<div></div>", "holds no text"),
    ],
)
def test_a_page_without_a_text_is_refused_for_what_it_is(body: str, what: str) -> None:
    with pytest.raises(ReadError, match=what):
        read(body)


def test_deep_nesting_and_control_characters_end_no_page() -> None:
    deep = (
        "<div>" * 600
        + "深"
        + "</div>" * 600
        + "<table><tr><td>教育\x01</td><td>1.00</td></tr></table><p>末</p>"
    )
    document = read(deep)
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert table.rows == (("教育\ufffd", "1.00"),)
    assert [one.text for one in document.paragraphs] == ["深", "末"]
