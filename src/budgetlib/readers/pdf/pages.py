"""One page: its tables and the lines of text around them, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

from budgetlib.document import Reread
from budgetlib.readers.pdf.page.characters import Characters, gather_runs, read_characters
from budgetlib.readers.pdf.page.clipping import visible_lines, with_cut_ends
from budgetlib.readers.pdf.page.fields import filled_fields
from budgetlib.readers.pdf.page.geometry import Box, Rule, Run, scale_of
from budgetlib.readers.pdf.page.lines import TextLine, lines_of, text_lines
from budgetlib.readers.pdf.page.objects import Group, objects_of
from budgetlib.readers.pdf.page.overlays import seals_of, without_seals, without_watermarks
from budgetlib.readers.pdf.page.painted import Unpainted, find_unpainted, set_aside, without_tiny
from budgetlib.readers.pdf.page.pictured import is_hidden, is_picture
from budgetlib.readers.pdf.page.rules import read_rules
from budgetlib.readers.pdf.placed import PageItem, PlacedTable
from budgetlib.readers.pdf.reading_order import in_reading_order
from budgetlib.readers.pdf.tables.cells import read_table
from budgetlib.readers.pdf.tables.ruled import Grid, find_grids
from budgetlib.readers.pdf.tables.ruled_header_only import with_open_bodies
from budgetlib.readers.pdf.tables.ruled_rows_only import find_ladders
from budgetlib.readers.pdf.tables.unruled import find_aligned
from budgetlib.readers.tables.figures import is_amount

_FEW_CHARACTERS = 30
"""A page with fewer characters may be a scan with a page number."""
_UNMAPPED_SHARE = 0.2
_LEAST_AMOUNTS = 3
"""So many amounts in what stands sideways are a table."""
_TITLE_ZONE = 0.25
"""The title of a table that lies sideways stands upright in this share of the page at its head."""


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


def read_page(page: Any, number: int, first_table: int, form: Any = None) -> PageContent:
    """The content of one page; its tables are numbered from `first_table`.

    `form` is PDFium's form environment, where the document has fields to be filled in.
    """
    scale = scale_of(*page.get_size())
    objects = objects_of(page, scale)
    hidden = is_hidden(page)
    unpainted = Unpainted(frozenset(), all_text=False) if hidden else find_unpainted(page, objects, scale)
    if unpainted.all_text and is_picture(page, blank=False):
        hidden = True  # under a picture of it, as OCR lays text
    else:
        set_aside(unpainted.objects)
    textpage = page.get_textpage()
    try:
        characters = read_characters(textpage, _scaled(page.get_bbox(), scale), scale)
        draw = partial(_items, textpage, objects, unpainted.objects, number=number)
        items = draw(characters, first_table=first_table)
        if form is not None:
            fields = list(filled_fields(page, form, characters.upright, scale))
            items = draw(characters, first_table=first_table, further=fields) if fields else items
        for sideways in characters.sideways:
            tables = sum(isinstance(item, PlacedTable) for item in items)
            items = _beside(items, draw(sideways, first_table=first_table + tables), sideways)
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


def _items(
    textpage: Any,
    objects: Sequence[Group],
    unpainted: frozenset[int],
    characters: Characters,
    *,
    number: int,
    first_table: int,
    further: Sequence[Run] = (),
) -> list[PageItem]:
    """The tables and lines of text that characters of one direction make, with `further` runs."""
    rules = read_rules(objects, characters.upright, without=unpainted)
    runs = gather_runs(characters, [rule.at for rule in rules.vertical])
    runs = without_watermarks(textpage, without_tiny(runs), rules)
    seals = list(seals_of(objects, characters.upright))
    runs = with_cut_ends(textpage, without_seals(textpage, runs, seals) if seals else runs)
    runs += further
    grids = sorted(find_grids(rules, runs), key=lambda grid: grid.area)
    lines_outside = partial(visible_lines, textpage)
    return set_out(runs, grids, rules.horizontal, number, first_table, lines_outside)


def _beside(items: list[PageItem], sideways: list[PageItem], characters: Characters) -> list[PageItem]:
    """What a page holds together with what stands sideways on it: a table, or the title above one.

    Other sideways text is left out: names of rows that are merged down a page, marks in the margin.
    """
    figures = sum(
        is_amount(cell)
        for item in sideways
        if isinstance(item, PlacedTable)
        for row in item.table.rows
        for cell in row
    )
    if figures >= _LEAST_AMOUNTS:
        return [*items, *sideways]
    if characters.upright.quarter:
        return items
    head = _TITLE_ZONE * characters.height
    titles = [item for item in sideways if isinstance(item, TextLine) and item.bottom < head]
    return [*titles, *items]


def _scaled(box: Box, scale: float) -> Box:
    left, bottom, right, top = (scale * side for side in box)
    return left, bottom, right, top


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
    return in_reading_order(items)


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
