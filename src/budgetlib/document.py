"""What a file says, in reading order: paragraphs, headings and tables, each with its place.

Readers make a `Document` from a file and know nothing of budgets; everything after them knows nothing of file
formats. A table is a grid of text, because most of its life it is read row by row; `Table.place` says where a
cell stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

Grid: TypeAlias = tuple[tuple[str, ...], ...]
"""Text of a table, row by row, every row of the same length. The text of a merged cell stands in its top left
place; the other places that it covers hold an empty text."""

Spans: TypeAlias = Mapping[tuple[int, int], tuple[int, int]]
"""(row, column) of a merged cell -> (rows, columns) that it covers. Only cells larger than one place are listed."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in its source file. Every number counts from 1; None where it has no meaning.

    `page` is a page of a PDF (not the number printed on it) or a sheet of a workbook, `line` a line of a text file, a
    row of a sheet, or, in web pages and Word files, paragraphs and table rows counted in reading order, `table` the
    number of the table in reading order, `row` and `column` a place in that table's grid as read.
    """

    page: int | None = None
    line: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """For people: `p. 5, table 3, row 7` or `line 125`."""
        parts = []
        if self.page is not None:
            parts.append(f"p. {self.page}")
        if self.line is not None:
            parts.append(f"line {self.line}")
        if self.table is not None:
            parts.append(f"table {self.table}")
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column is not None:
            parts.append(f"column {self.column}")
        return ", ".join(parts) or "whole document"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text; a heading where `level` is set (1 is the highest)."""

    text: str
    page: int | None = None
    line: int | None = None
    level: int | None = None

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(page=self.page, line=self.line)


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read: one that runs over several pages is one table.

    `lines` and `pages` hold one entry per row, None where the format has no such thing. `spans` is None where
    the format does not tell merged cells from blank ones (pipe tables), and a mapping (perhaps empty) where it
    does. `header_rows` is the number of header rows where the format marks them, else None. `seams` lists the
    rows (counted from 0) that begin on a new page or after a break; the header repeated there has been dropped.
    """

    number: int
    rows: Grid
    lines: tuple[int | None, ...]
    pages: tuple[int | None, ...]
    spans: Spans | None = None
    header_rows: int | None = None
    seams: tuple[int, ...] = ()

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0]) if self.rows else 0

    def place(self, row: int | None = None, column: int | None = None) -> Place:
        """The place of a cell, a row or the whole table. `row` and `column` count from 0, as indexes do."""
        at = row if row is not None else 0
        return Place(
            page=self.pages[at] if self.pages else None,
            line=self.lines[at] if self.lines else None,
            table=self.number,
            row=None if row is None else row + 1,
            column=None if column is None else column + 1,
        )


class Heading(NamedTuple):
    """What stands above the figures of a table: how many rows, and which columns (from 0) hold names and codes."""

    rows: int
    labels: frozenset[int]


class Reread(NamedTuple):
    """A text in a scanned table that was taken for another: a number with a comma for its point, O for 0."""

    page: int
    recognised: str
    taken: str


@dataclass(frozen=True, slots=True)
class Scan:
    """Which pages are pictures without a usable text layer.

    `read` are those whose text was recognised, `unread` those that nothing was read of, `reread` lists what was
    taken for something else than was recognised.
    """

    read: tuple[int, ...] = ()
    unread: tuple[int, ...] = ()
    reread: tuple[Reread, ...] = ()


Block: TypeAlias = Paragraph | Table
"""What a document is made of."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read.

    `format` is the reader's name (`markdown`, `pdf`, `html`, `docx`, `xlsx`, `xls`, `ods`, `picture`). `sha256` is of
    the file's bytes. `notes` are things the reader could not read or had to guess, each with its place.
    """

    source: str
    format: str
    sha256: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    encoding: str | None = None
    notes: tuple[tuple[str, Place], ...] = field(default=())
    scan: Scan = Scan()

    @property
    def tables(self) -> Iterator[Table]:
        """The tables, in reading order."""
        return (block for block in self.blocks if isinstance(block, Table))

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs and headings, in reading order."""
        return (block for block in self.blocks if isinstance(block, Paragraph))
