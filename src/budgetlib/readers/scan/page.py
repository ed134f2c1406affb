"""One page that is a picture: its tables and lines of text, as `readers.pdf` gives those of a page with text."""

from __future__ import annotations

from budgetlib.document import Reread
from budgetlib.money import parse_number
from budgetlib.readers.pdf.page.geometry import Run
from budgetlib.readers.pdf.pages import PageContent, set_out
from budgetlib.readers.scan import figures
from budgetlib.readers.scan.engine import Reading
from budgetlib.readers.scan.recognition import RecognisedPage
from budgetlib.readers.scan.sheet import Line
from budgetlib.readers.scan.sizes import of_common_sizes, run_of

_DOUBTFUL = 0.4
"""What is recognised less surely than this outside of tables is no print: a stamp, an emblem, dirt."""
_CERTAIN = 0.9
"""Red ink in a cell without other ink is a number where it is recognised this surely, else a part of a stamp."""
_STROKE = 2.2
"""Ink lower than this, in points, is no character but a dash."""
UNREADABLE = "？"
"""What stands for ink in a cell that says nothing."""


def page_content(page: RecognisedPage, number: int, first_table: int) -> PageContent:
    """The content of a page by what it shows; its tables are numbered from `first_table`."""
    scale = page.scale
    runs: list[Run] = []
    reread: list[Reread] = []
    for line, reading in page.prints:
        recognised = reading.text.strip()
        text = _text(line, reading, scale)
        if not text:
            continue
        box = line.box
        height = (box.bottom - box.top) / scale
        runs.append(run_of(text, box.left / scale, box.right / scale, box.bottom / scale, height))
        if line.in_cell and text != recognised and text not in ("-", UNREADABLE):
            reread.append(Reread(number, recognised, text))
    runs = of_common_sizes(runs)
    items = set_out(runs, page.grids, page.rules.horizontal, number, first_table)
    return PageContent(
        number,
        page.width / scale,
        page.height / scale,
        items,
        characters=sum(len(run.text) for run in runs),
        unmapped=0,
        has_picture=True,
        scanned=True,
        reread=tuple(reread),
    )


def _text(line: Line, reading: Reading, scale: float) -> str:
    """What a line of print is taken to say; empty where it is no print."""
    text = reading.text.strip()
    if not line.in_cell:
        return figures.in_text(text) if reading.score >= _DOUBTFUL else ""
    if line.coloured and (reading.score < _CERTAIN or parse_number(figures.taken(text)) is None):
        return ""
    width, height = (line.box.right - line.box.left) / scale, (line.box.bottom - line.box.top) / scale
    # A stroke by itself says nothing to the recogniser: it may read 1, or nothing at all.
    if figures.is_dash(text) or (height < _STROKE and width > 1.5 * height):
        return "-"
    return figures.taken(text) if text else UNREADABLE
