"""Tables without vertical lines that run over pages: their columns are seen anew on every page, and are the same ones.

On a page where nothing stands in a column there seems to be none. What pages show together is more than what each
shows alone, and a page with the last row or two shows no table at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from budgetlib.document import Table
from budgetlib.readers.pdf.page.lines import TextLine
from budgetlib.readers.pdf.pages import PageContent
from budgetlib.readers.pdf.placed import PageItem, PlacedTable
from budgetlib.readers.pdf.tables.columns import edges_of, line_of
from budgetlib.readers.pdf.tables.ruled import Column
from budgetlib.readers.tables.figures import is_figure
from budgetlib.readers.tables.spans import on_columns

_LEAST_SHARED = 2
"""A page goes on with a table when text stands in at least so many of its columns."""
_MOST_ROWS = 4
"""A page with so many rows of a table may show none of it; one with more does."""
_SAME_LINE = 0.5
"""Text on one line stands at heights no further apart than so many font sizes."""


class _Laid(NamedTuple):
    """Where the columns of two pieces stand among the columns of both."""

    columns: tuple[Column, ...]
    first: list[int]
    second: list[int]


def align_continued(pages: Sequence[PageContent]) -> list[PageContent]:
    """The same pages, with the pieces of a table that goes on over pages laid on the columns that all of them show."""
    result = list(pages)
    pieces: list[int] = []
    """Pages that end with the table looked at, one after the other."""
    for number, page in enumerate(result):
        above = result[pieces[-1]].items[-1] if pieces else None
        if isinstance(above, PlacedTable):
            page = result[number] = _with_last_rows(page, above)
            below = _first_table(page, result[pieces[-1]])
            laid = _laid(above, below) if below is not None else None
            if below is not None and laid is not None:
                for earlier in pieces:
                    result[earlier] = _relaid(result[earlier], -1, laid.first, laid.columns)
                result[number] = page = _relaid(page, page.items.index(below), laid.second, laid.columns)
            else:
                pieces = []
        last = page.items[-1] if page.items else None
        if not (isinstance(last, PlacedTable) and last.columns):
            pieces = []
        elif pieces and sum(isinstance(item, PlacedTable) for item in page.items) > 1:
            pieces = [number]
        else:
            pieces.append(number)
    return result


def _first_table(page: PageContent, before: PageContent) -> PlacedTable | None:
    """The table that a page begins with, perhaps below a title that stood on the page before as well."""
    known = {item.text for item in before.items if isinstance(item, TextLine)}
    for item in page.items:
        if isinstance(item, PlacedTable):
            return item if item.columns else None
        if item.text not in known:
            return None
    return None


def _laid(above: PlacedTable, below: PlacedTable) -> _Laid | None:
    """The columns of both pieces; None where they are not of one table."""
    first = below.table.rows[0]
    if not any(is_figure(cell) for cell in first) and first[:1] != above.table.rows[0][:1]:
        return None  # a header of its own
    columns: list[Column] = []
    held: list[set[int]] = []
    places: tuple[list[int], list[int]] = ([], [])
    standing = [(column, piece) for piece, table in enumerate((above, below)) for column in table.columns]
    for column, piece in sorted(standing):
        if columns and column.left < columns[-1].right:
            if piece in held[-1]:
                return None
            columns[-1] = Column(columns[-1].left, max(columns[-1].right, column.right))
            held[-1].add(piece)
        else:
            columns.append(column)
            held.append({piece})
        places[piece].append(len(columns) - 1)
    if sum(len(pieces) > 1 for pieces in held) < _LEAST_SHARED:
        return None
    return _Laid(tuple(columns), *places)


def _relaid(page: PageContent, at: int, places: Sequence[int], columns: tuple[Column, ...]) -> PageContent:
    """The page with the table `items[at]` on other columns: its own are the `places` among them."""
    placed = page.items[at]
    assert isinstance(placed, PlacedTable)
    items = list(page.items)
    items[at] = placed._replace(
        table=on_columns(placed.table, places, [place + 1 for place in places], len(columns)),
        xs=edges_of(columns, columns[0].left - 1, columns[-1].right + 1),
        full=frozenset(places[column] for column in placed.full),
        columns=columns,
    )
    return page._replace(items=items)


def _with_last_rows(page: PageContent, above: PlacedTable) -> PageContent:
    """The page with its first lines as rows of the table `above`, where they stand in its columns."""
    rows: list[list[str]] = []
    lines: list[list[TextLine]] = []
    for line in _lines(page.items):
        row = _row(line, above.columns)
        if row is None or len(lines) == _MOST_ROWS:
            break
        rows.append(row)
        lines.append(line)
    if not rows or not any(is_figure(cell) for cell in rows[0]):
        return page
    ys = [
        lines[0][0].top,
        *((one[0].bottom + other[0].top) / 2 for one, other in pairwise(lines)),
        lines[-1][0].bottom,
    ]
    table = Table(
        number=above.table.number,
        rows=tuple(tuple(row) for row in rows),
        lines=(None,) * len(rows),
        pages=(page.number,) * len(rows),
        spans={},
    )
    piece = PlacedTable(table, above.xs, ys, frozenset(), above.columns)
    return page._replace(items=[piece, *page.items[sum(len(line) for line in lines) :]])


def _lines(items: Sequence[PageItem]) -> Iterator[list[TextLine]]:
    """What stands side by side at the top of a page, up to the first table."""
    line: list[TextLine] = []
    for item in items:
        if isinstance(item, PlacedTable):
            break
        if line and abs(item.bottom - line[0].bottom) > _SAME_LINE * item.size:
            yield line
            line = []
        line.append(item)
    if line:
        yield line


def _row(line: Sequence[TextLine], columns: Sequence[Column]) -> list[str] | None:
    """The cells of a line, one for every column; None where its text does not stand in the columns."""
    row = [""] * len(columns)
    runs = [run for part in line for run in part.runs]
    for piece in line_of(runs).pieces if runs else ():
        places = [
            at for at, column in enumerate(columns) if piece.left < column.right and column.left < piece.right
        ]
        if len(places) != 1 or row[places[0]]:
            return None
        row[places[0]] = piece.text
    return row if sum(map(bool, row)) >= _LEAST_SHARED else None
