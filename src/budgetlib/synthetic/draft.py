"""A document before it is written: paragraphs and tables whose figures can still be found and changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeAlias

Cell: TypeAlias = int | str | None
"""An amount in 元, words, or nothing (a blank cell)."""


def in_wan(yuan: int) -> str:
    """An amount as tables in 万元 print it: `1602.53`."""
    return f"{Decimal(yuan) / 10_000:.2f}"


def in_yuan(yuan: int) -> str:
    """An amount as tables in 元 print it: `16,025,300`."""
    return f"{yuan:,}"


def said(yuan: int) -> str:
    """An amount as the text says it: `1,602.53万元`."""
    return f"{Decimal(yuan) / 10_000:,.2f}万元"


def percent(part: int, whole: int) -> str:
    """A share with two decimals, rounded half up: `26.34%`; `0%` of nothing."""
    if not part or not whole:
        return "0%"
    return f"{(Decimal(100 * part) / whole).quantize(Decimal('0.01'), ROUND_HALF_UP)}%"


@dataclass
class Paragraph:
    """A paragraph: words with places for values. An amount is written as the text writes amounts."""

    key: str
    words: str
    values: dict[str, int | str] = field(default_factory=dict)

    def text(self) -> str:
        """As written."""
        return self.words.format_map(
            {name: said(value) if isinstance(value, int) else value for name, value in self.values.items()}
        )


@dataclass
class Grid:
    """A table. `kind` says which statement it is; `columns` names the column of every cell, `""` for labels."""

    kind: str
    title: str
    above: list[str]
    header: Sequence[Sequence[str]]
    columns: tuple[str, ...]
    write: Callable[[int], str] = in_wan
    note: str = ""
    rows: list[list[Cell]] = field(default_factory=list)
    _places: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)

    def add(self, key: str, cells: Sequence[Cell]) -> None:
        """Adds a row whose cells are found again by its key and their column."""
        self._add(cells, [key] * len(cells))

    def add_sides(self, *sides: Sequence[tuple[str, Sequence[Cell]]]) -> None:
        """Adds lists that stand side by side: each of rows with a key, the shorter ones filled with blanks."""
        height = max(len(side) for side in sides)
        widths = [len(side[0][1]) for side in sides]
        for at in range(height):
            cells: list[Cell] = []
            keys: list[str] = []
            for side, width in zip(sides, widths, strict=True):
                key, part = side[at] if at < len(side) else ("", [None] * width)
                cells += part
                keys += [key] * width
            self._add(cells, keys)

    def _add(self, cells: Sequence[Cell], keys: Sequence[str]) -> None:
        for column, (key, name) in enumerate(zip(keys, self.columns, strict=True)):
            if key and name:
                self._places[key, name] = (len(self.rows), column)
        self.rows.append(list(cells))

    def __contains__(self, place: tuple[str, str]) -> bool:
        return place in self._places

    def __getitem__(self, place: tuple[str, str]) -> Cell:
        row, column = self._places[place]
        return self.rows[row][column]

    def __setitem__(self, place: tuple[str, str], cell: Cell) -> None:
        row, column = self._places[place]
        self.rows[row][column] = cell

    def amount(self, key: str, column: str) -> int:
        """The amount in a cell; 0 where it is blank."""
        cell = self[key, column]
        return cell if isinstance(cell, int) else 0

    def change(self, yuan: int, key: str, *columns: str) -> None:
        """Adds to the amounts in some cells of a row."""
        for column in columns:
            self[key, column] = self.amount(key, column) + yuan

    def drop(self, key: str) -> None:
        """Takes a row out."""
        row = next(at for (name, _), (at, _) in self._places.items() if name == key)
        del self.rows[row]
        self._places = {
            place: (at - (at > row), column) for place, (at, column) in self._places.items() if at != row
        }

    def label(self, key: str, words: str, column: int = 0) -> None:
        """Changes the words in one of the first columns of a row."""
        row = next(at for (name, _), (at, _) in self._places.items() if name == key)
        self.rows[row][column] = words

    def lines(self) -> Iterator[str]:
        """As Markdown."""
        yield from (line for line in (self.title, *self.above) if line)
        table: list[Sequence[str]] = [*self.header, *(tuple(map(self._text, row)) for row in self.rows)]
        rule = "|" + "--|" * len(self.columns)
        written = [f"| {' | '.join(row)} |" for row in table]
        yield "\n".join([written[0], rule, *written[1:]])
        if self.note:
            yield self.note

    def _text(self, cell: Cell) -> str:
        if cell is None:
            return ""
        return self.write(cell) if isinstance(cell, int) else cell


@dataclass
class Draft:
    """A document: its blocks in order."""

    blocks: list[Paragraph | Grid] = field(default_factory=list)

    def say(self, words: str, key: str = "", **values: int | str) -> None:
        """Adds a paragraph."""
        self.blocks.append(Paragraph(key, words, values))

    def say_all(self, lines: Iterable[str]) -> None:
        """Adds paragraphs of plain words."""
        for line in lines:
            self.say(line)

    def add(self, grid: Grid) -> Grid:
        """Adds a table."""
        self.blocks.append(grid)
        return grid

    def grid(self, kind: str) -> Grid | None:
        """The table of a kind, None where there is none."""
        return next((one for one in self.blocks if isinstance(one, Grid) and one.kind == kind), None)

    def grids(self, kind: str) -> list[Grid]:
        """All tables of a kind."""
        return [one for one in self.blocks if isinstance(one, Grid) and one.kind == kind]

    def paragraph(self, key: str) -> Paragraph | None:
        """The paragraph of a key, None where there is none."""
        return next((one for one in self.blocks if isinstance(one, Paragraph) and one.key == key), None)

    def text(self) -> str:
        """The document as Markdown."""
        lines = (
            line
            for block in self.blocks
            for line in ([block.text()] if isinstance(block, Paragraph) else block.lines())
        )
        return "\n\n".join(lines) + "\n"
