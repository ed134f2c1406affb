"""Tables with merged cells, drawn in Markdown: `<` belongs to the cell on its left, `^` to the one above."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from budgetlib.document import Document, Table
from budgetlib.readers import read_document

_LEFT, _ABOVE = "<", "^"


def read_drawn(path: Path, *, merged: bool) -> Document:
    """The document in a Markdown file, its tables with merged cells or, as in pipe tables, with blank ones."""
    document = read_document(path)
    blocks = (_drawn(block, merged) if isinstance(block, Table) else block for block in document.blocks)
    return replace(document, blocks=tuple(blocks))


def _drawn(table: Table, merged: bool) -> Table:
    spans = {}
    for row, cells in enumerate(table.rows):
        for column, cell in enumerate(cells):
            if cell in (_LEFT, _ABOVE):
                continue
            across = _run(list(cells[column + 1 :]), _LEFT)
            down = _run([line[column] for line in table.rows[row + 1 :]], _ABOVE)
            if across or down:
                spans[row, column] = (down + 1, across + 1)
    rows = tuple(tuple("" if cell in (_LEFT, _ABOVE) else cell for cell in cells) for cells in table.rows)
    return replace(table, rows=rows, spans=spans if merged else None)


def _run(cells: list[str], mark: str) -> int:
    return next((at for at, cell in enumerate(cells) if cell != mark), len(cells))
