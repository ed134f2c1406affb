"""Tables that stay light however many documents there are: the first rows, and where the others are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from budgetlib.display import format as fmt
from budgetlib.display.markup import element, join
from budgetlib.display.tables import Column, html_table
from budgetlib.stories import prose

MOST_ROWS = 200
"""Rows of a table that shares its page with others; together they still open quickly on a phone."""
MOST_ROWS_OF_MANY = 80
"""The same on a page with half a dozen such tables, which stays below half a megabyte."""
MOST_ROWS_ALONE = 500
"""Rows of the one long table of a page."""


def long_table(
    frame: pd.DataFrame,
    columns: Sequence[Column],
    *,
    caption: str,
    most: int = MOST_ROWS,
    more: str,
    count: int | None = None,
    **options: Any,
) -> Markup:
    """The first rows of a frame as a sortable table, with a remark where that is not all.

    `more` names the table of the data package that has the others, `count` how many there are where the frame has the
    first alone; `options` are those of `html_table`.
    """
    whole = len(frame) if count is None else count
    table = html_table(frame.head(most), columns, caption=caption, sortable=len(frame) > 1, **options)
    if whole <= most:
        return table
    words = f"这里是前 {most} 行，共 {fmt.number(whole)} 行；其余在数据包的 "
    link = prose.linked(more, f"/data/{more}.csv")
    return join([table, element("p", Markup("{}{} 表里。").format(words, link), class_="remark cut")])
