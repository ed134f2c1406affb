"""Tables as text, a column at a time instead of a value at a time.

Columns of the package repeat few values many times, so the text of each distinct value is worked out once, and
putting the texts of a row together is left to Arrow. That is what makes a package of a million rows a matter of
seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

Piece: TypeAlias = "pa.StringArray | str"
"""A text for every row, or one that is the same for all."""

_AT_ONCE = 8_192
"""Rows that are put together at once; their text must not take more than 2 GB."""


def texts(column: pa.Array, text_of: Callable[[Any], str]) -> pa.StringArray:
    """The text of every value of a column; missing where the value is missing."""
    encoded = column if isinstance(column, pa.DictionaryArray) else column.dictionary_encode()
    distinct = [text_of(value) for value in encoded.dictionary.to_pylist()]
    return pa.array(distinct, pa.string()).take(encoded.indices)


def side_by_side(pieces: Sequence[Piece]) -> pa.StringArray:
    """The pieces of every row as one text; missing where one of them is missing."""
    return pc.binary_join_element_wise(*pieces, "")


def rows_together(pieces: Sequence[Piece], rows: int) -> Iterator[memoryview]:
    """The pieces of one row after another, none of them missing, as UTF-8."""
    for start in range(0, rows, _AT_ONCE):
        part = [piece if isinstance(piece, str) else piece.slice(start, _AT_ONCE) for piece in pieces]
        joined = side_by_side(part)
        yield memoryview(joined.buffers()[2])[: pc.sum(pc.binary_length(joined)).as_py()]
