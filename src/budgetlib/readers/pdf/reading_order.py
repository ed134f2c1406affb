"""In what order a page is read: from top to bottom, but two tables side by side each below its own title."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from budgetlib.readers.pdf.page.lines import TextLine
from budgetlib.readers.pdf.placed import PageItem, PlacedTable

_BESIDE = 0.5
"""Tables of which this share of the lower one stands at the same height are side by side."""


def in_reading_order(items: Sequence[PageItem]) -> list[PageItem]:
    """Tables and lines of a page in the order in which they are read.

    Two pages on a sheet, or two tables side by side, are read one after the other where each has a title of its own.
    """
    order = sorted(items, key=lambda item: (item.top, item.left))
    tables = [item for item in order if isinstance(item, PlacedTable)]
    for left, right in combinations(tables, 2):
        if left.left > right.left:
            left, right = right, left
        if _are_side_by_side(left, right):
            order = _one_by_one(order, left, right)
    return order


def _are_side_by_side(left: PlacedTable, right: PlacedTable) -> bool:
    height = min(left.ys[-1] - left.top, right.ys[-1] - right.top)
    common = min(left.ys[-1], right.ys[-1]) - max(left.top, right.top)
    return left.xs[-1] <= right.left and common > _BESIDE * height


def _sides(item: PageItem) -> tuple[float, float]:
    return (item.left, item.right) if isinstance(item, TextLine) else (item.xs[0], item.xs[-1])


def _one_by_one(order: Sequence[PageItem], left: PlacedTable, right: PlacedTable) -> list[PageItem]:
    """The items with what belongs to the left table before what belongs to the right one."""
    gap = (left.xs[-1] + right.left) / 2
    first, last = sorted((order.index(left), order.index(right)))
    begin = first
    while begin and isinstance(order[begin - 1], TextLine) and not _crosses(order[begin - 1], gap):
        begin -= 1
    end = last + 1
    foot = max(left.ys[-1], right.ys[-1])
    while end < len(order) and order[end].top < foot and not _crosses(order[end], gap):
        end += 1
    within = order[begin:end]
    if any(_crosses(item, gap) for item in within):
        return list(order)
    one = [item for item in within if _sides(item)[1] <= gap]
    other = [item for item in within if _sides(item)[1] > gap]
    if not (one[0] is not left and other[0] is not right):
        return list(order)  # what stands above is of both
    return [*order[:begin], *one, *other, *order[end:]]


def _crosses(item: PageItem, gap: float) -> bool:
    left, right = _sides(item)
    return left < gap < right
