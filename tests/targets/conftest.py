"""Small documents with target tables, written as Markdown or as a grid with merged cells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from budgetlib.document import Block, Document, Paragraph, Spans, Table
from budgetlib.readers.markdown import read_blocks
from budgetlib.targets import TargetsRead, read_targets


def _document(blocks: list[Block]) -> Document:
    return Document("made-up", "markdown", "0" * 64, tuple(blocks))


@pytest.fixture
def read_markdown() -> Callable[[str], TargetsRead]:
    """Reads the targets of a Markdown text; its pipe tables know nothing of merged cells."""
    return lambda text: read_targets(_document(read_blocks(text)))


@pytest.fixture
def read_grid() -> Callable[..., TargetsRead]:
    """Reads the targets of one table with merged cells, given as lines of cells between bars."""

    def read(text: str, spans: Spans, title: str = "", seams: tuple[int, ...] = ()) -> TargetsRead:
        rows = tuple(tuple(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines())
        unknown = (None,) * len(rows)
        table = Table(1, rows, unknown, unknown, spans=spans, seams=seams)
        return read_targets(_document([Paragraph(title), table]))

    return read
