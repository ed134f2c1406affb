"""A sheet of a workbook as it is shown: texts, merged cells, and where lines are drawn."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from budgetlib.document import Place, Spans


class Sheet(NamedTuple):
    """A sheet from its first row and column; rows may be of different length.

    `framed` are the places (row, column) with a line at their left or right, as they are in tables; empty where the
    format does not tell. `hidden_rows` and `hidden_columns` are not shown. Everything counts from 0 but `number`.
    """

    name: str
    number: int
    rows: Sequence[Sequence[str]]
    merged: Spans
    framed: Collection[tuple[int, int]] = ()
    hidden_rows: Collection[int] = ()
    hidden_columns: Collection[int] = ()

    @property
    def filled_hidden(self) -> tuple[int, int]:
        """How many of the hidden rows and of the hidden columns have contents."""
        rows = sum(row in self.hidden_rows and any(cells) for row, cells in enumerate(self.rows))
        columns = sum(
            any(column < len(cells) and cells[column] for cells in self.rows)
            for column in self.hidden_columns
        )
        return rows, columns


class Workbook(NamedTuple):
    """The sheets that are shown, and what is to be noted of the others."""

    sheets: Sequence[Sheet]
    notes: Sequence[tuple[str, Place]]
