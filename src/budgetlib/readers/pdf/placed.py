"""What stands on a page, once it is known what of it is a table."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from budgetlib.document import Table
from budgetlib.readers.pdf.page.lines import TextLine
from budgetlib.readers.pdf.tables.ruled import Column


class PlacedTable(NamedTuple):
    """A table with its place on the page; in its last row the cells of the columns `full` are full of text.

    `xs` and `ys` are the edges of its columns and rows; `columns` tells where the text of each column stands where no
    lines part them.
    """

    table: Table
    xs: list[float]
    ys: list[float]
    full: frozenset[int]
    columns: tuple[Column, ...] = ()

    @property
    def top(self) -> float:
        """Where its first row begins."""
        return self.ys[0]

    @property
    def left(self) -> float:
        """Where its first column begins."""
        return self.xs[0]


PageItem: TypeAlias = TextLine | PlacedTable
