"""What formats with tagged tables have in common (web pages, Word): cells with spans become grids.

A table that only arranges its contents on the page (a frame around text, two columns of text, a table around
tables) is no data: its contents are read in order instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from budgetlib.document import Block, Grid, Paragraph, Spans, Table
from budgetlib.readers.tables.spans import without_covered_columns

_WIDEST_SPAN = 1000
"""The most columns that a cell may cover in HTML."""
_MOST_PLACES = 1_000_000
_RUNNING_TEXT = 80
"""A table of one row or column is a frame around text when a cell in it holds so many characters."""


class Text(NamedTuple):
    """A paragraph; a heading where `level` is set."""

    text: str
    level: int | None = None


class Frame(NamedTuple):
    """A table of data, before it has a number."""

    rows: Grid
    spans: Spans
    header_rows: int | None


Part: TypeAlias = Text | Frame
"""What a marked-up document is made of."""


class Cell(NamedTuple):
    """A cell with what stands in it and how many rows and columns it covers; `height` 0 is all rows below."""

    parts: Sequence[Part]
    height: int = 1
    width: int = 1

    @property
    def text(self) -> str:
        """The cell as one text, a paragraph to a line."""
        return "\n".join(
            part.text if isinstance(part, Text) else _flattened(part) for part in self.parts
        ).strip()


def table_parts(
    rows: Sequence[Sequence[Cell]], header_rows: int | None, *, layout: bool = False
) -> list[Part]:
    """A table as one part, or, where it only arranges text or other tables (or `layout` says so), its contents.

    Each row lists the cells that begin in it, from left to right.
    """
    laid_out = None if layout or _arranges(rows) else _laid_out(rows)
    if laid_out is None:
        return [part for row in rows for cell in row for part in cell.parts]
    grid, spans = laid_out
    return [Frame(grid, spans, header_rows)] if any(map(any, grid)) else []


def to_blocks(parts: Iterable[Part]) -> list[Block]:
    """Parts as blocks of a document; every paragraph and every row of a table counts as a line of it."""
    blocks: list[Block] = []
    line = tables = 0
    for part in parts:
        if isinstance(part, Text):
            line += 1
            blocks.append(Paragraph(part.text, line=line, level=part.level))
            continue
        tables += 1
        height = len(part.rows)
        blocks.append(
            Table(
                number=tables,
                rows=part.rows,
                lines=tuple(range(line + 1, line + height + 1)),
                pages=(None,) * height,
                spans=part.spans,
                header_rows=part.header_rows,
            )
        )
        line += height
    return blocks


def _flattened(frame: Frame) -> str:
    """A table inside a cell of data: a row to a line."""
    return "\n".join(" ".join(cell for cell in row if cell) for row in frame.rows)


def _arranges(rows: Sequence[Sequence[Cell]]) -> bool:
    cells = [cell for row in rows for cell in row]
    if not cells:
        return True
    inner = sum(len(_flattened(part)) for cell in cells for part in cell.parts if isinstance(part, Frame))
    if 2 * inner > sum(len(cell.text) for cell in cells):
        return True
    one_column = all(len(row) <= 1 for row in rows)
    one_row = sum(bool(row) for row in rows) == 1
    if len(cells) == 1:
        return True
    return (one_column or one_row) and any(len(cell.text) > _RUNNING_TEXT for cell in cells)


def _laid_out(rows: Sequence[Sequence[Cell]]) -> tuple[Grid, Spans] | None:
    """Cells on a grid, as browsers lay them out: a cell stands in the first column that is free.

    None where that takes more places than any table has, as spans made to exhaust memory do.
    """
    texts: list[dict[int, str]] = [{} for _ in rows]
    free_from: dict[int, int] = {}  # column -> the first row below the cells that reach down in it
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while free_from.get(column, 0) > number:
                column += 1
            end = column + 1
            while end < column + min(cell.width, _WIDEST_SPAN) and free_from.get(end, 0) <= number:
                end += 1
            height = min(cell.height or len(rows), len(rows) - number)
            texts[number][column] = cell.text
            free_from.update(dict.fromkeys(range(column, end), number + height))
            if (height, end - column) != (1, 1):
                spans[number, column] = height, end - column
            column = end
            if len(free_from) * len(rows) > _MOST_PLACES:
                return None
    grid = tuple(tuple(row.get(column, "") for column in range(len(free_from))) for row in texts)
    return without_covered_columns(grid, spans, {column for row in texts for column in row})
