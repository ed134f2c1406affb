"""What a chart consists of before it is drawn: marks at places, in pixels, from the upper left corner.

A layout (one per kind of chart) is a pure function from data and a width to a `Drawing`. The same data is
laid out anew for a phone and for a desk, and `render` turns either into SVG or PNG.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from budgetlib.display.charts.palette import INK, Color

Align = Literal["left", "center", "right"]

TEXT_SIZE = 13.0
SMALL_SIZE = 12.0


class Rect(NamedTuple):
    """A filled box, or an outline without `fill`."""

    x: float
    y: float
    width: float
    height: float
    fill: Color | None = None
    edge: Color | None = None
    dashed: bool = False


class Line(NamedTuple):
    """A straight line."""

    x: float
    y: float
    x2: float
    y2: float
    color: Color
    width: float = 1.0


class Dot(NamedTuple):
    """A circle around a point: filled, or a ring when `hollow`."""

    x: float
    y: float
    radius: float
    color: Color
    hollow: bool = False


class Label(NamedTuple):
    """One line of text; `y` is its baseline."""

    x: float
    y: float
    text: str
    size: float = TEXT_SIZE
    color: Color = INK
    align: Align = "left"


Mark = Rect | Line | Dot | Label


@dataclass(frozen=True)
class Drawing:
    """Marks on an area of that size. Later marks lie over earlier ones."""

    width: float
    height: float
    marks: tuple[Mark, ...]

    def moved(self, x: float, y: float) -> tuple[Mark, ...]:
        """The marks, shifted."""
        return tuple(_moved(mark, x, y) for mark in self.marks)


def _moved(mark: Mark, x: float, y: float) -> Mark:
    if isinstance(mark, Line):
        return mark._replace(x=mark.x + x, x2=mark.x2 + x, y=mark.y + y, y2=mark.y2 + y)
    return mark._replace(x=mark.x + x, y=mark.y + y)


def lines(
    texts: Iterable[str],
    x: float,
    y: float,
    *,
    size: float = TEXT_SIZE,
    color: Color = INK,
    align: Align = "left",
    leading: float = 1.35,
) -> list[Label]:
    """Lines of text under each other, the first one's baseline at `y`."""
    return [Label(x, y + n * size * leading, text, size, color, align) for n, text in enumerate(texts)]


def middle(y: float, size: float) -> float:
    """The baseline of a text that is to stand centred on the height `y`."""
    return y + 0.36 * size
