"""Made-up catalogues, as small as the point needs."""

from __future__ import annotations

from budgetlib.document import Block, Document, Paragraph, Table

HEADER = "代码|一级目录|二级目录|三级目录|四级目录"


def table(*rows: str, header: str = HEADER, number: int = 1, first_line: int = 1) -> Table:
    """A table from lines of cells parted by `|`; missing cells at the end are blank."""
    width = header.count("|") + 1
    cells = [row.split("|") for row in ((header, *rows) if header else rows)]
    width = max([width, *map(len, cells)])
    return Table(
        number=number,
        rows=tuple(tuple(row) + ("",) * (width - len(row)) for row in cells),
        lines=tuple(range(first_line, first_line + len(cells))),
        pages=(None,) * len(cells),
    )


def document(*blocks: Block | str) -> Document:
    """A document of these blocks; a text is a paragraph."""
    return Document(
        source="made-up.md",
        format="markdown",
        sha256="",
        blocks=tuple(Paragraph(block) if isinstance(block, str) else block for block in blocks),
    )


def departments(rows: list[str], *names: str) -> list[str]:
    """The same rows for each of several departments."""
    return [row for name in names for row in (name, *rows)]
