"""A table on the page that shows a document as read: its rows, heading and figures, each where the file has it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from markupsafe import Markup

from budgetlib.display.markup import element, join, text
from budgetlib.display.tables import scroll_box
from budgetlib.document import Heading, Table
from budgetlib.money import parse_number
from budgetlib.stories import addresses

_FEWEST_ROWS = 5
"""A shorter table shows its heading anyway."""
_MOST_HEADING_ROWS = 4
"""A taller heading would leave no room for what it heads."""


Cells = Collection[tuple[int, int]]
"""Row and column of cells, both counted from 1 as in `Place`."""


def source_table(
    table: Table, heading: Heading | None, linked: Cells, page_mark: Callable[[int | None], Markup]
) -> Markup:
    """The table with an anchor per row, and one per cell in `linked`.

    A heading of few rows stays in sight while its table scrolls by, and is printed on every sheet. `page_mark` gives
    a row that says where a page begins, or nothing.
    """
    rows = list(_rows(table, heading, linked, page_mark))
    stays = heading is not None and heading.rows <= _MOST_HEADING_ROWS
    head = heading.rows if stays and heading and len(rows) - heading.rows >= _FEWEST_ROWS else 0
    body = element("tbody", join(rows[head:], "\n"))
    parts = [element("thead", join(rows[:head], "\n")) if head else Markup(""), body]
    anchor = addresses.anchor(table=table.number).removeprefix("#")
    made = element("table", join(parts, "\n"), id=anchor, style=f"--head: {head}" if head else "")
    box = scroll_box(len(table.rows), table.width)
    return element("div", made, class_=box, tabindex="0", role="group", aria_label=f"第 {table.number} 张表")


def _rows(
    table: Table, heading: Heading | None, linked: Cells, page_mark: Callable[[int | None], Markup]
) -> Iterator[Markup]:
    """A row of HTML per row of the table, with the mark of the page that begins with it."""
    spans = table.spans or {}
    covering = _covering(table)
    below = heading.rows if heading else 0
    labels = heading.labels if heading else ()
    anchors: dict[tuple[int, int], list[str]] = {}
    for row, column in sorted(linked):
        shown_at = covering.get((row - 1, column - 1), (row - 1, column - 1))
        anchor = addresses.anchor(table=table.number, row=row, column=column).removeprefix("#")
        anchors.setdefault(shown_at, []).append(anchor)
    for number, cells in enumerate(table.rows):
        mark = page_mark(table.pages[number]) if number else Markup("")
        at = table.lines[number] if table.lines[number] is not None else number + 1
        # thousands of rows: strings put together by hand, every text escaped, without the end tags that HTML can spare
        shown = "".join(
            _cell(
                content,
                heads=number < below,
                is_figure=number >= below and column not in labels and parse_number(content) is not None,
                span=spans.get((number, column)),
                anchors=anchors.get((number, column), ()),
            )
            for column, content in enumerate(cells)
            if (number, column) not in covering
        )
        anchor = addresses.anchor(table=table.number, row=number + 1).removeprefix("#")
        yield Markup(f'{mark}<tr id="{anchor}"><td>{at}{shown}</tr>')


def _cell(
    content: str, *, heads: bool, is_figure: bool, span: tuple[int, int] | None, anchors: Collection[str]
) -> str:
    first, *more = anchors or ("",)
    name = f' id="{first}"' if first else ""
    figure = ' class="n"' if is_figure else ""
    size = f' rowspan="{span[0]}" colspan="{span[1]}"' if span else ""
    others = "".join(f'<span id="{anchor}"></span>' for anchor in more)
    tag = "th" if heads and content else "td"
    return f"<{tag}{name}{figure}{size}>{others}{text(content)}"


def _covering(table: Table) -> dict[tuple[int, int], tuple[int, int]]:
    """Place that a merged cell covers, its own left out -> the place where that cell stands."""
    return {
        (row + down, column + right): (row, column)
        for (row, column), (rows, columns) in (table.spans or {}).items()
        for down in range(rows)
        for right in range(columns)
        if down or right
    }
