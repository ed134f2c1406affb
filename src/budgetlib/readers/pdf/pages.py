"""One page: its tables and the lines of text around them, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple, TypeAlias

from budgetlib.document import Reread, Table
from budgetlib.readers.pdf.page.characters import gather_runs, read_characters
from budgetlib.readers.pdf.page.clipping import visible_lines, with_cut_ends
from budgetlib.readers.pdf.page.geometry import Rule, Run
from budgetlib.readers.pdf.page.lines import TextLine, lines_of, text_lines
from budgetlib.readers.pdf.page.objects import objects_of
from budgetlib.readers.pdf.page.painted import Unpainted, find_unpainted, set_aside
from budgetlib.readers.pdf.page.pictured import is_hidden, is_picture
from budgetlib.readers.pdf.page.rules import read_rules
from budgetlib.readers.pdf.page.watermarks import without_watermarks
from budgetlib.readers.pdf.tables.cells import read_table
from budgetlib.readers.pdf.tables.ruled import Column, Grid, find_grids
from budgetlib.readers.pdf.tables.ruled_header_only import with_open_bodies
from budgetlib.readers.pdf.tables.ruled_rows_only import find_ladders
from budgetlib.readers.pdf.tables.unruled import find_aligned

_FEW_CHARACTERS = 30
"""A page with fewer characters may be a scan with a page number."""
_UNMAPPED_SHARE = 0.2


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


class PageContent(NamedTuple):
    """What stands on a page, in reading order. `characters` counts what can be seen, `unmapped` what of it
    has no Unicode; `has_picture` says that a page with hardly any text shows a picture, `damaged` that
    PDFium could not read the page. `scanned` says that its text was recognised in its picture, here or by whoever made the file, `reread` what of that was
    taken for something else than was recognised."""

    number: int
    width: float
    height: float
    items: list[PageItem]
    characters: int
    unmapped: int
    has_picture: bool
    damaged: bool = False
    scanned: bool = False
    reread: tuple[Reread, ...] = ()

    @property
    def is_garbled(self) -> bool:
        """Whether so many characters have no Unicode that the text says nothing."""
        return self.unmapped > _UNMAPPED_SHARE * self.characters


def read_page(page: Any, number: int, first_table: int) -> PageContent:
    """The content of one page; its tables are numbered from `first_table`."""
    objects = objects_of(page)
    hidden = is_hidden(page)
    unpainted = Unpainted(frozenset(), all_text=False) if hidden else find_unpainted(page, objects)
    if unpainted.all_text and is_picture(page, blank=False):
        hidden = True  # under a picture of it, as OCR lays text
    else:
        set_aside(unpainted.objects)
    textpage = page.get_textpage()
    try:
        characters = read_characters(textpage, page.get_bbox())
        rules = read_rules(objects, characters.upright, without=unpainted.objects)
        runs = gather_runs(characters, [rule.at for rule in rules.vertical])
        runs = with_cut_ends(textpage, without_watermarks(textpage, runs))
        grids = sorted(find_grids(rules, runs), key=lambda grid: grid.area)
        lines_outside = partial(visible_lines, textpage)
        items = set_out(runs, grids, rules.horizontal, number, first_table, lines_outside)
    finally:
        textpage.close()
    few = len(characters.codes) < _FEW_CHARACTERS
    hidden = hidden and not few
    return PageContent(
        number,
        characters.width,
        characters.height,
        items,
        len(characters.codes),
        characters.unmapped,
        hidden or (few and is_picture(page, blank=not characters.codes)),
        scanned=hidden,
    )


def set_out(
    runs: Sequence[Run],
    grids: list[Grid],
    level: Sequence[Rule],
    number: int,
    first_table: int,
    lines_outside: Callable[[Sequence[Run]], list[list[Run]]] = lines_of,
) -> list[PageItem]:
    """The tables and lines of text that runs make on page `number`, in reading order.

    `grids` are the tables that ruling lines draw, the smallest first, `level` the page's level lines;
    `lines_outside` gathers into lines what stands outside the tables that ruling lines draw.
    """
    inside, outside = _shared_out(grids, runs)
    grids, inside, lines = with_open_bodies(grids, inside, lines_outside(outside))
    for find in (find_ladders, find_aligned):
        further = find(lines, level)
        if further:
            more, outside = _shared_out(further, [run for line in lines for run in line])
            grids, inside, lines = grids + further, inside + more, lines_of(outside)
    items: list[PageItem] = []
    for grid, content in sorted(zip(grids, inside, strict=True), key=_place):
        if content:
            table, full = read_table(grid, content, first_table + len(items), number)
            items.append(PlacedTable(table, grid.xs, grid.ys, full, grid.columns))
    items += text_lines(lines, level, number)
    items.sort(key=lambda item: (item.top, item.left))
    return items


def _place(table: tuple[Grid, list[Run]]) -> tuple[float, float]:
    grid, _ = table
    return grid.ys[0], grid.xs[0]


def _shared_out(grids: Sequence[Grid], runs: Sequence[Run]) -> tuple[list[list[Run]], list[Run]]:
    """The runs in each grid (the smallest that holds them) and the runs outside all of them."""
    inside: list[list[Run]] = [[] for _ in grids]
    outside: list[Run] = []
    frames = [(grid.xs[0] - 2, grid.xs[-1] + 2, grid.ys[0], grid.ys[-1]) for grid in grids]
    before: tuple[Run, int] | None = None
    """The last run that reaches the right edge of a grid, and that grid."""
    for run in runs:
        middle = run.middle
        center = run.center
        for at, (left, right, top, bottom) in enumerate(frames):
            if top <= middle <= bottom and left <= center <= right:
                inside[at].append(run)
                if run.right > right - run.size:
                    before = run, at
                break
        else:
            into = _overflown(frames, run, before)
            if into is None:
                outside.append(run)
            else:
                inside[into].append(run)
                before = run, into
    return inside, outside


def _overflown(
    frames: Sequence[tuple[float, float, float, float]], run: Run, before: tuple[Run, int] | None
) -> int | None:
    """The grid in whose last column a text begins that is so long that most of it stands beside the grid.

    `before` is the last text that reached an edge; `run` may go on with it.
    """
    if (
        before is not None
        and abs(run.left - before[0].right) < run.size
        and run.baseline == before[0].baseline
    ):
        return before[1]
    for at, (left, right, top, bottom) in enumerate(frames):
        if left < run.left < right - run.size and run.right > right and top <= run.middle <= bottom:
            return at
    return None
