"""Rows of a table that a page break has cut in two.

What is left of such a row stands on the next page as a row of its own: text that goes on from cells whose
last line was full, and blanks where the row had been complete.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from budgetlib.document import Table
from budgetlib.readers.pdf.page.numbering import begins_row
from budgetlib.readers.pdf.pages import PageContent
from budgetlib.readers.pdf.placed import PlacedTable
from budgetlib.readers.tables.figures import is_amount
from budgetlib.readers.tables.spans import without_row

_SAME_EDGE = 3.0
_DIGITS = re.compile(r"[\d,，.]+")


def mend_broken_rows(pages: Sequence[PageContent]) -> list[PageContent]:
    """The same pages, with the rest of every cut row moved back to where the row began."""
    mended: list[PageContent] = []
    for page in pages:
        before = mended[-1].items[-1] if mended and mended[-1].items else None
        first = page.items[0] if page.items else None
        if isinstance(before, PlacedTable) and isinstance(first, PlacedTable):
            columns = _matching_columns(before, first)
            row = _repeated_rows(before.table, first.table)
            if columns is None:
                pass
            elif _is_rest(before, first.table.rows[row], columns):
                mended[-1].items[-1] = _completed(before, first, row, columns)
                items = page.items[1:]
                if len(first.table.rows) > row + 1:
                    items.insert(0, first._replace(table=without_row(first.table, row)))
                page = page._replace(items=items)
            elif rest := _rest_of_merged_cells(before, first.table, row, columns):
                mended[-1].items[-1] = _completed(before, first, row, columns, rest)
                page = page._replace(items=[_without_cells(first, row, rest), *page.items[1:]])
        mended.append(page)
    return mended


def _matching_columns(before: PlacedTable, piece: PlacedTable) -> list[int] | None:
    """For every column of `piece` that of `before` which begins at the same place; None without one."""
    columns = []
    for edge in piece.xs:
        near = [at for at, own in enumerate(before.xs) if abs(own - edge) <= _SAME_EDGE]
        if not near:
            return None
        columns.append(near[0])
    return columns[:-1] if columns[-1] == len(before.xs) - 1 else None


def _repeated_rows(table: Table, piece: Table) -> int:
    same = 0
    while same < min(len(table.rows), len(piece.rows) - 1) and table.rows[same] == piece.rows[same]:
        same += 1
    return same


def _is_rest(before: PlacedTable, rest: Sequence[str], columns: Sequence[int]) -> bool:
    """Whether a row only goes on with cells that were cut, and leaves out some that were complete or cuts a number."""
    filled = {place: cell for place, cell in zip(columns, rest, strict=True) if cell}
    last = before.table.rows[-1]
    cut = {
        place
        for place, cell in filled.items()
        if _is_number_cut(last[place], cell) or _is_code_cut(before.table, place, cell)
    }
    return (
        bool(filled)
        and all(
            place in before.full and (place in cut or not begins_row(cell)) for place, cell in filled.items()
        )
        and (bool(cut) or any(cell and place not in filled for place, cell in enumerate(last)))
    )


def _is_code_cut(table: Table, column: int, rest: str) -> bool:
    """Whether digits go on with a code that is shorter than others in its column: 214029 / 9 below 2140199."""
    *above, last = ("".join(row[column].split()) for row in table.rows)
    if not (rest.isdecimal() and last.isdecimal()):
        return False
    longest = max((len(code) for code in above if code.isdecimal()), default=0)
    return len(rest) < len(last) < len(last + rest) <= longest


def _rest_of_merged_cells(
    before: PlacedTable, piece: Table, row: int, columns: Sequence[int]
) -> frozenset[int]:
    """Columns in which cells merged over several rows go on with texts that were cut; empty where they don't.

    The page break stands between two rows then, but goes through the merged cells beside them. All of them must go on,
    and one with a number or at least one more.
    """
    last = before.table.rows[-1]
    merged = {
        at
        for at, cell in enumerate(piece.rows[row])
        if cell and (piece.spans or {}).get((row, at), (1, 1))[0] > 1
    }
    cut = [at for at in merged if _is_number_cut(last[columns[at]], piece.rows[row][at])]
    goes_on = all(
        columns[at] in before.full and (at in cut or not begins_row(piece.rows[row][at])) for at in merged
    )
    return frozenset(merged) if goes_on and len(merged) > 1 - len(cut) else frozenset()


def _is_number_cut(cell: str, rest: str) -> bool:
    """Whether digits go on with a number whose first line was full: 4,999.23222 / 4."""
    return _DIGITS.fullmatch(rest) is not None and is_amount(cell + rest)


def _completed(
    before: PlacedTable,
    piece: PlacedTable,
    row: int,
    columns: Sequence[int],
    rest: frozenset[int] | None = None,
) -> PlacedTable:
    """The first piece with a row of the next one, or only its columns `rest`, added to its last row."""
    last = list(before.table.rows[-1])
    for at, (place, cell) in enumerate(zip(columns, piece.table.rows[row], strict=True)):
        if rest is None or at in rest:
            last[place] += cell
    rows = (*before.table.rows[:-1], tuple(last))
    full = frozenset(columns[own] for own in piece.full) if len(piece.table.rows) == row + 1 else frozenset()
    return before._replace(table=replace(before.table, rows=rows), full=full)


def _without_cells(piece: PlacedTable, row: int, columns: frozenset[int]) -> PlacedTable:
    cells = tuple("" if at in columns else cell for at, cell in enumerate(piece.table.rows[row]))
    rows = (*piece.table.rows[:row], cells, *piece.table.rows[row + 1 :])
    return piece._replace(table=replace(piece.table, rows=rows))
