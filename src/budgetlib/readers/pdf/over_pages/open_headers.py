"""Header rows that are open at both sides: the name of columns that the page cuts on the left and on the right.

The middle part of a wide sheet shows of such a row only level lines and, perhaps, the name. Its table seems to begin
below, while the parts beside it tell at what height it does.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from budgetlib.readers.pdf.page.lines import TextLine
from budgetlib.readers.pdf.pages import PageContent
from budgetlib.readers.pdf.placed import PlacedTable
from budgetlib.readers.tables.spans import above

_SAME = 1.5
"""Edges of rows on two pages are no further apart, in points."""
_MOST_ROWS = 3
_OVERHANG = 2.0
"""A name may stand over the edge of the table by so many font sizes, where the page cuts it."""


def with_open_head(page: PageContent, table: PlacedTable, ys: Sequence[float]) -> PageContent:
    """The page with the rows of its `table` that only `ys`, the edges of the rows beside it, tell of.

    Such a row is one cell with what stands at its height. The same page where it lacks none, or where `ys` are not
    the edges of the same rows.
    """
    missing = [y for y in ys if y < table.top - _SAME]
    if not 0 < len(missing) <= _MOST_ROWS or not any(abs(y - table.top) <= _SAME for y in ys):
        return page
    edges = [*missing, table.top]
    names: list[str] = []
    items = list(page.items)
    for top, bottom in pairwise(edges):
        inside = [
            item for item in items if isinstance(item, TextLine) and _stands_in(item, table, top, bottom)
        ]
        names.append("".join(line.text for line in inside))
        items = [item for item in items if item not in inside]
    headed = above(table.table, names)
    items[items.index(table)] = table._replace(table=headed, ys=[*missing, *table.ys])
    return page._replace(items=items)


def _stands_in(line: TextLine, table: PlacedTable, top: float, bottom: float) -> bool:
    room = _OVERHANG * line.size
    return (
        top < (line.top + line.bottom) / 2 < bottom
        and line.left > table.left - room
        and line.right < table.xs[-1] + room
    )
