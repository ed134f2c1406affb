"""A frame as an accessible HTML table.

The table states its unit once, in the caption. Numbers are right-aligned (class `num`, for tabular figures);
what is no number says which kind of nothing it is: a blank cell, a zero, or not published (classes `blank`,
`zero`, `missing`). `data-order` holds the exact value for sorting.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any, Literal

import pandas as pd
from markupsafe import Markup

from budgetlib.display import format as fmt
from budgetlib.display.components import evidence_link
from budgetlib.display.markup import element, join, link, text

Kind = Literal["text", "amount", "number", "count", "percent", "html"]

_TOTAL = "合计"
_NO_ORDER = "-"
"""What sorting takes for an empty cell; without it one would make a column of numbers a column of words."""

_SHORT, _LONG = 8, 24
"""Words of up to so many characters stand in one line; from so many on they need room to be read."""

_FEW = 3
"""A table of a name and so many columns less one of numbers does not need the width of the page."""

_LONG_TABLE = 20
"""A table of more rows is scrolled in a box of its own on a phone."""

_DECIMALS: dict[str, int] = {"number": 2, "count": 0, "percent": 2}

_Row = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """A column of a table: which column of the frame, under which words, and how its values are shown.

    `amount` is in 元 in the frame and in the table's unit on the page; `percent` is a number of percent
    (37.42); `html` is `Markup` that stands as it is. Columns in a row with the same `group` share a header
    above them.
    """

    source: str
    label: str
    kind: Kind = "text"
    group: str = ""
    state: str = ""
    """Column that says which cells are blank: `state` of `key_facts`, or `blank` of `budget_lines`."""
    decimals: int | None = None
    as_printed: bool = False
    """Whether numbers have no more decimals than they need: 9.4% may stand for 9.36%, and 9.40% would not."""
    filtered: bool = False
    """Whether a sortable table offers a menu of the values that occur in the column."""
    href: str = ""
    """Column of addresses that the words of this one lead to."""
    absent: str = ""
    """What stands for a number that can't be worked out, in a column that no document prints."""
    order: str = ""
    """Column of numbers that words are sorted by: `27—30` by its first."""

    @property
    def numeric(self) -> bool:
        """Whether the column holds numbers."""
        return self.kind not in {"text", "html"}


def html_table(
    frame: pd.DataFrame,
    columns: Sequence[Column],
    *,
    caption: str,
    anchor: str = "",
    unit: fmt.MoneyUnit | None = None,
    row_header: str = "",
    total: str = "",
    level: str = "",
    row_anchor: str = "",
    evidence: str = "",
    place: str = "",
    sortable: bool = False,
) -> Markup:
    """The table, within a box that scrolls sideways where the page is narrow.

    `row_header` names the column whose cells head their rows (the first text column unless given), and the
    following name columns of the frame that need not be shown: `total` (bool, or the role `total`) sets a row
    apart, `level` (1, 2, 3) indents the row header, `row_anchor` gives rows an id, `evidence` holds addresses
    in the source, which become a last column 出处; `place` says in words where that is, for paper too. `unit` is that of all amounts, chosen by the largest
    unless given. A `sortable` table can be sorted and filtered on the website; not for rows whose order means
    something.

    Raises `KeyError` naming a column that the frame lacks.
    """
    named = [name for column in columns for name in (column.source, column.state, column.href, column.order)]
    for name in [*named, row_header, total, level, row_anchor, evidence, place]:
        if name and name not in frame.columns:
            raise KeyError(f"the frame has no column {name!r}; it has {', '.join(map(str, frame.columns))}")
    money = unit or fmt.money_unit(
        value for column in columns if column.kind == "amount" for value in frame[column.source]
    )
    header = row_header or next((column.source for column in columns if not column.numeric), "")
    has_amounts = any(column.kind == "amount" for column in columns)
    rows: list[_Row] = frame.to_dict("records")  # type: ignore[assignment]
    widths = {column.source: _width(column, rows) for column in columns}
    body = [
        _row(
            row,
            columns,
            widths,
            money,
            header,
            total=total,
            level=level,
            row_anchor=row_anchor,
            evidence=evidence,
            place=place,
        )
        for row in rows
    ]
    parts = [
        element("caption", _caption(caption, money.name if has_amounts else "")),
        element("thead", _head(columns, widths, _evidence_class(place) if evidence else "")),
        element("tbody", join(body, "\n")),
    ]
    few = len(columns) <= _FEW and all(column.numeric for column in columns[1:])
    table = element(
        "table", join(parts, "\n"), class_="data few" if few else "data", id=anchor, data_sortable=sortable
    )
    box = scroll_box(len(frame), len(columns))
    return element("div", table, class_=box, tabindex="0", role="region", aria_label=caption)


def scroll_box(rows: int, columns: int) -> str:
    """The classes of the box of a table: `long` for one that on a phone scrolls by itself, so that its heading stays."""
    return "table-scroll long" if rows > _LONG_TABLE and columns > _FEW else "table-scroll"


def _caption(caption: str, unit: str) -> Markup:
    stated = element("span", f"单位：{unit}", class_="unit") if unit else Markup("")
    return join([text(caption), stated], " ")


def _width(column: Column, rows: Sequence[_Row]) -> str:
    """The class of a column of words by the longest of them: `short` is not broken, `long` not squeezed."""
    if column.numeric:
        return "num"
    longest = max((len(Markup(_words(row[column.source])).striptags()) for row in rows), default=0)
    return "short" if longest <= _SHORT else "long" if longest >= _LONG else ""


def _evidence_class(place: str) -> str:
    """A link that says where is of use on paper; a bare one is not."""
    return "short" if place else "short no-print"


def _head(columns: Sequence[Column], widths: Mapping[str, str], evidence: str) -> Markup:
    grouped = any(column.group for column in columns)
    below: list[Markup] = []
    top: list[Markup] = []
    for group, members in groupby(columns, key=lambda column: column.group):
        cells = list(members)
        heads = [
            element(
                "th",
                cell.label,
                scope="col",
                class_=widths[cell.source],
                rowspan=_span(grouped, group),
                data_filter=cell.filtered,
            )
            for cell in cells
        ]
        if group:
            top.append(element("th", group, scope="colgroup", colspan=str(len(cells)), class_="group"))
            below += heads
        else:
            top += heads
    if evidence:
        top.append(element("th", "出处", scope="col", class_=evidence, rowspan=_span(grouped, "")))
    lines = [element("tr", join(top)), element("tr", join(below)) if below else Markup("")]
    return join(lines, "\n")


def _span(grouped: bool, group: str) -> str:
    return "2" if grouped and not group else ""


def _row(
    row: _Row,
    columns: Sequence[Column],
    widths: Mapping[str, str],
    money: fmt.MoneyUnit,
    header: str,
    *,
    total: str,
    level: str,
    row_anchor: str,
    evidence: str,
    place: str,
) -> Markup:
    depth = fmt.as_decimal(row[level]) if level else None
    is_total = bool(total) and str(row[total]) in {"True", "total"}
    cells = []
    for column in columns:
        if column.source == header:
            indent = f"level-{depth}" if depth is not None else ""
            # a document may leave the name of a row out; a heading without words heads nothing
            named = _linked(row, column) or (_TOTAL if is_total else "")
            class_ = " ".join(filter(None, (indent, "long" if widths[column.source] == "long" else "")))
            cells.append(
                element("th", named, scope="row", class_=class_)
                if named
                else element("td", "", class_=class_)
            )
        else:
            cells.append(_cell(row, column, money, widths[column.source]))
    if evidence:
        address = link(_words(row[evidence]))
        about = _words(row[header]) if header else ""
        words = _words(row[place]) if place else ""
        shown = evidence_link(address, *filter(None, [words]), about=about) if address else Markup("")
        cells.append(element("td", shown, class_=_evidence_class(place)))
    return element(
        "tr",
        join(cells),
        class_="total" if is_total else "",
        id=_words(row[row_anchor]) if row_anchor else "",
    )


def _cell(row: _Row, column: Column, money: fmt.MoneyUnit, class_: str) -> Markup:
    value = row[column.source]
    if column.kind == "html":
        return element("td", value, class_=class_)
    if not column.numeric:
        return element("td", _linked(row, column), class_=class_, data_order=_order(row, column))
    found = fmt.as_decimal(value)
    state = fmt.state_of(value, row[column.state] if column.state else None)
    if found is None:
        return (
            element("td", column.absent, class_="num", data_order=_NO_ORDER)
            if column.absent
            else _empty_cell(state)
        )
    shown = text(_NUMBER_WORDS[column.kind](found, column, money))
    if address := link(_words(row[column.href])) if column.href else None:
        shown = element("a", shown, href=address)
    return element(
        "td",
        shown,
        class_="num" if state == fmt.NUMBER else f"num {state}",
        data_order=f"{found.normalize():f}",
    )


def _order(row: _Row, column: Column) -> str:
    if not column.order:
        return ""
    found = fmt.as_decimal(row[column.order])
    return _NO_ORDER if found is None else f"{found.normalize():f}"


def _linked(row: _Row, column: Column) -> Markup:
    """The words of a cell, leading somewhere where the column says where to."""
    words = text(_words(row[column.source]))
    address = link(_words(row[column.href])) if column.href else None
    return element("a", words, href=address) if address and words else words


def _empty_cell(state: str) -> Markup:
    explained = fmt.STATE_EXPLANATIONS[state]
    if state == fmt.BLANK:
        spoken = element("span", fmt.STATE_WORDS[state], class_="visually-hidden")
        content = join([element("span", "—", aria_hidden="true"), spoken])
    else:
        content = text(fmt.STATE_WORDS[state])
    return element("td", content, class_=f"num {state}", title=explained, data_order=_NO_ORDER)


def _money_words(value: Decimal, column: Column, money: fmt.MoneyUnit) -> str:
    return _visible(value / money.factor, money.decimals if column.decimals is None else column.decimals)


def _plain_words(value: Decimal, column: Column, money: fmt.MoneyUnit) -> str:
    decimals = _DECIMALS[column.kind] if column.decimals is None else column.decimals
    if column.as_printed:
        decimals = fmt.decimals_of(value)
    return f"{_visible(value, decimals)}{'%' if column.kind == 'percent' else ''}"


def _visible(value: Decimal, decimals: int) -> str:
    """The number; one that would be rounded to nothing is no zero: ``<0.01``."""
    least = Decimal(1).scaleb(-decimals)
    if value > 0 and not fmt.rounded(value, decimals):
        return f"<{least}"
    return fmt.number(value, decimals)


_NUMBER_WORDS: dict[str, Callable[[Decimal, Column, fmt.MoneyUnit], str]] = {
    "amount": _money_words,
    "number": _plain_words,
    "count": _plain_words,
    "percent": _plain_words,
}


def _words(value: Any) -> str:
    return "" if value is None or value is pd.NA or value is pd.NaT or value != value else str(value)
