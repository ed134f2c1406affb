"""Tables too wide for a page, whose further columns are printed on pages of their own.

A sheet is cut as paper is: the rows of both parts stand at the same heights, and the part on the right has no title
of its own, only what is cut off or repeated from the left one. Spreadsheets print all pages down and then those
across, or the other way round.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from budgetlib.document import Table
from budgetlib.readers.pdf.over_pages.open_headers import with_open_head
from budgetlib.readers.pdf.page.lines import TextLine
from budgetlib.readers.pdf.pages import PageContent
from budgetlib.readers.pdf.placed import PageItem, PlacedTable
from budgetlib.readers.tables.figures import is_number
from budgetlib.readers.tables.spans import as_one_cell, beside, cells_of, on_rows

_SAME = 1.5
"""Edges and lines of both parts are no further apart, in points."""
_CUT = 1.5
"""Text that ends (or begins) within so many font sizes of the edge of the table may be cut there."""
_MOST_PAGES = 20
"""A table that is cut is not longer than so many pages."""
_LEAST_ROWS = 2
_FEW_ROWS = 2
"""So few rows may stand at the same heights in two tables: what stands above must show that they are one."""
_TELLING_ROWS = 8
"""So many rows do so in parts of one sheet alone, where the rows are of several heights."""
_MOST_COVERED = 3
"""At most so many rows of a header are merged in all columns of a part, unless the title is cut as well: a form."""
_LEAST_SHARED = 3
"""Shorter texts are not taken for a part of each other."""
_LONGEST_NOTE = 20
"""Longer text below the right part is a paragraph, and the table is one of its own."""
_NEXT_TITLE = re.compile(r".{2,40}表(?:[(（].*[)）])?")
"""What stands below the left part when the next page begins with a table of its own."""
_UNIT = re.compile(r".{0,6}单位[:：].{1,6}")


def rejoin_columns(pages: Sequence[PageContent]) -> list[PageContent]:
    """The same pages, with columns that stand on later pages moved back to the right of their rows."""
    result = list(pages)
    printed = {page.number: table.xs for page in pages if (table := _only_table(page)) is not None}
    unmoved = list(range(len(result)))
    sheet: tuple[Sequence[float], PlacedTable | None] = (), None
    """The columns that the left part of the last sheet had by itself, and its right part."""
    at = 1
    while at < len(unmoved):
        page = result[unmoved[at]]
        length, first = _length([result[number] for number in unmoved], printed, at), _only_table(page)
        if length:
            sheet = printed[result[unmoved[at - length]].number], first
        elif (
            not page.items
            and sheet[0]
            and _all_near(printed.get(result[unmoved[at - 1]].number, ()), sheet[0])
        ):
            length, first = 1, sheet[1]  # nothing stands in the further columns of these rows
        for own, other in zip(unmoved[at - length : at], unmoved[at : at + length], strict=True):
            result[own] = _joined(result[own], result[other], first)
            result[other] = result[other]._replace(items=[])
        del unmoved[at : at + length]  # and what follows now may be a third part
        at += not length
    return result


def _length(pages: Sequence[PageContent], printed: Mapping[int, Sequence[float]], at: int) -> int:
    """Over how many pages the table runs whose further columns begin on `pages[at]`; 0 where none does.

    `printed` are the edges of the columns that each page had by itself.
    """
    if pages[at].number not in printed:
        return 0
    for length in range(min(at, _MOST_PAGES, len(pages) - at), 0, -1):
        left, right = pages[at - length : at], pages[at : at + length]
        if (
            _belongs(left[0], right[0], printed)
            and all(_same_columns(one, other) for one, other in pairwise(left))
            and all(
                _belongs(one, other, printed) or not other.items
                for one, other in zip(left, right, strict=True)
            )
        ):
            return length
    return 0


def _only_table(page: PageContent) -> PlacedTable | None:
    tables = [item for item in page.items if isinstance(item, PlacedTable)]
    return tables[0] if len(tables) == 1 else None


def _same_columns(one: PageContent, other: PageContent) -> bool:
    first, second = _only_table(one), _only_table(other)
    return first is not None and second is not None and _all_near(first.xs, second.xs)


def _all_near(one: Sequence[float], other: Sequence[float]) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= _SAME for a, b in zip(one, other, strict=True))


def _common_rows(
    left: PlacedTable, right: PlacedTable, covered: float = _MOST_COVERED
) -> Sequence[float] | None:
    """The heights between which both parts have their rows; None where they are not of one sheet.

    A part lacks the edges that merged cells cover in all of its columns: at most `covered`.
    """
    ys = max(left.ys, right.ys, key=len)
    fewer = right.ys if ys is left.ys else left.ys
    if any(len(part.table.rows) != len(part.ys) - 1 for part in (left, right)):
        return None
    if len(fewer) <= _LEAST_ROWS or len(ys) - len(fewer) > covered:
        return None
    if abs(ys[0] - fewer[0]) > _SAME or abs(ys[-1] - fewer[-1]) > _SAME:
        return None
    return ys if all(any(abs(y - own) <= _SAME for y in ys) for own in fewer) else None


def _belongs(page: PageContent, other: PageContent, printed: Mapping[int, Sequence[float]]) -> bool:
    """Whether the table of `other` is the right part of the table of `page`."""
    if abs(page.width - other.width) > _SAME:
        return False
    page, other = _with_heads(page, other)
    left, right = _only_table(page), _only_table(other)
    if left is None or right is None:
        return False
    known = _lines(page)
    above = [line for line in _lines(other) if line.top < right.top]
    cut_title = _has_cut_title(above, known, left, right)
    columns = printed[page.number]
    if left.columns and left.columns == right.columns:
        return False  # the table goes on below
    if (
        abs(columns[-1] - right.xs[-1]) <= _SAME
        and all(any(abs(x - own) <= _SAME for own in columns) for x in right.xs)
        and not cut_title
        and not _has_own_header(above, known, left, right)
    ):
        return False  # the same columns: the table goes on below
    ys = _common_rows(left, right, math.inf if cut_title else _MOST_COVERED)
    if ys is None:
        return False
    if len(ys) - 1 <= _FEW_ROWS and not any(_half(line, known, left, right) for line in above):
        return False
    begins = next((cell for cell in right.table.rows[0] if cell), "")
    if begins and begins == next((cell for cell in left.table.rows[0] if cell), ""):
        return False  # the next of several forms
    if any(line.top > left.top and _NEXT_TITLE.fullmatch(line.text) for line in known):
        return False
    for line in _lines(other):
        if (
            line.top > right.top
            and len(line.text) > _LONGEST_NOTE
            and _half(line, known, left, right) is None
        ):
            return False
    return _has_no_title(above, known, left, right)


def _with_heads(page: PageContent, other: PageContent) -> tuple[PageContent, PageContent]:
    """Both pages with the header rows that one of them shows as an open row."""
    left, right = _only_table(page), _only_table(other)
    if left is None or right is None or abs(left.top - right.top) <= _SAME:
        return page, other
    return with_open_head(page, left, right.ys), with_open_head(other, right, left.ys)


def _has_own_header(
    above: Sequence[TextLine], known: Sequence[TextLine], left: PlacedTable, right: PlacedTable
) -> bool:
    """Whether the second of two parts of one sheet has the columns of the first again, under names of its own: 收入 and 支出.

    What goes on below the first part begins with its header or with a figure, and not under a title.
    """
    begins, again = left.table.rows[0], right.table.rows[0]
    return (
        _is_one_sheet(left, right)
        and any(line.top < left.top for line in known)
        and all(_beside(line, known) or _UNIT.fullmatch(line.text) for line in above)
        and any(again)
        and again != begins
        and not any(is_number(cell) for cell in (*begins, *again))
    )


def _is_one_sheet(left: PlacedTable, right: PlacedTable) -> bool:
    """Whether so many rows of several heights stand at the same heights in both that they are of one sheet."""
    ys = _common_rows(left, right) or ()
    heights = [below - above for above, below in pairwise(ys)]
    return len(heights) >= _TELLING_ROWS and max(heights) - min(heights) > _SAME


def _lines(page: PageContent) -> list[TextLine]:
    return [item for item in page.items if isinstance(item, TextLine)]


def _has_no_title(
    above: Sequence[TextLine], known: Sequence[TextLine], left: PlacedTable, right: PlacedTable
) -> bool:
    """Whether what stands above the right part (`above`) is of the same sheet as what stands above the left one.

    Text set over the whole sheet may stand on the right part alone, on a height where the left one has nothing.
    """
    open_to_titles = not any(line.top < left.top for line in known) or _is_one_sheet(left, right)
    own = [
        line for line in above if not _UNIT.fullmatch(line.text) and _half(line, known, left, right) is None
    ]
    return not own or (
        (open_to_titles or len(own) < len(above)) and not any(_beside(line, known) for line in own)
    )


def _has_cut_title(
    above: Sequence[TextLine], known: Sequence[TextLine], left: PlacedTable, right: PlacedTable
) -> bool:
    halves = ((line, _half(line, known, left, right)) for line in above)
    return any(half is not None and half.text != line.text for line, half in halves)


def _beside(line: TextLine, known: Sequence[TextLine]) -> list[TextLine]:
    return [one for one in known if abs(one.bottom - line.bottom) <= _SAME]


def _half(
    line: TextLine, known: Sequence[TextLine], left: PlacedTable, right: PlacedTable
) -> TextLine | None:
    """The line of the left part that `line` of the right part repeats or goes on with where the page cuts it."""
    for one in _beside(line, known):
        if _shared(one.text, line.text):
            return one
        room = _CUT * line.size
        if one.right > left.xs[-1] - room and line.left < right.xs[0] + room:
            return one
    return None


def _shared(one: str, other: str) -> bool:
    """Whether one of two texts is a part of the other: programs write all of a text on both pages."""
    return min(len(one), len(other)) >= _LEAST_SHARED and (one in other or other in one)


def _joined(page: PageContent, other: PageContent, first: PlacedTable | None) -> PageContent:
    """The page with the table and the lines of the right part; a blank one has the columns of the `first` of its kind."""
    page, other = _with_heads(page, other)
    left, right = _only_table(page), _only_table(other) or first
    if left is None or right is None:
        return page
    if not other.items:
        blank = ("",) * right.table.width
        table = replace(left.table, rows=(blank,) * len(left.table.rows), spans={})
        right = right._replace(table=table, ys=left.ys)
    items: list[PageItem] = list(page.items)
    shift = left.xs[-1] - right.xs[0]
    for line in _lines(other):
        half = _half(line, _lines(page), left, right)
        if half is None:
            items.append(line._replace(left=line.left + shift, right=line.right + shift, page=page.number))
        elif half in items:
            text = (
                max(half.text, line.text, key=len) if _shared(half.text, line.text) else half.text + line.text
            )
            items[items.index(half)] = half._replace(text=text, right=line.right + shift)
    items[items.index(left)] = _widened(left, right)
    items.sort(key=lambda item: (item.top, item.left))
    return page._replace(items=items)


def _widened(left: PlacedTable, right: PlacedTable) -> PlacedTable:
    """The left part with the columns of the right one; names of columns that the page cut are one cell again."""
    ys = _common_rows(left, right, math.inf) or left.ys
    one, other = _on_rows(left, ys), _on_rows(right, ys)
    table = beside(one, other)
    first = {cell.row: cell for cell in cells_of(other) if not cell.column}
    for cell in cells_of(one):
        further = first.get(cell.row)
        if (
            further is not None
            and cell.column + cell.width == one.width
            and cell.height == further.height
            and _is_cut(one, other, cell.row, cell.column)
        ):
            text = max(one.rows[cell.row][cell.column], other.rows[cell.row][0], key=len)
            table = as_one_cell(table, cell, further._replace(column=one.width), text)
    shift = left.xs[-1] - right.xs[0]
    return left._replace(table=table, xs=[*left.xs, *(x + shift for x in right.xs[1:])], ys=list(ys))


def _on_rows(part: PlacedTable, ys: Sequence[float]) -> Table:
    """A part's table with rows between all of `ys`; its cells cover those that it has no edges for."""
    if len(ys) == len(part.ys):
        return part.table
    return on_rows(
        part.table, [next(at for at, y in enumerate(ys) if abs(y - own) <= _SAME) for own in part.ys]
    )


def _is_cut(left: Table, right: Table, row: int, column: int) -> bool:
    """Whether a cell at the right edge of the left part goes on in the right one: the name of columns in a header.

    One of both has the text then, or both have all of it.
    """
    one, other = left.rows[row][column], right.rows[row][0]
    above = (*left.rows[: row + 1], *right.rows[: row + 1])
    return (bool(one) != bool(other) or _shared(one, other)) and not any(
        is_number(cell) for cells in above for cell in cells
    )
