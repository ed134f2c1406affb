"""The CSV file of a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa

from budgetlib.dataset.csv_text import ENCODING, guard, plain_decimal
from budgetlib.dataset.schema import FieldType, Table
from budgetlib.dataset.texts import Piece, rows_together, texts

_LINE_END = "\r\n"
_TO_QUOTE = re.compile('[,"\r\n]')


def write_csv(path: Path, table: Table, batches: Iterable[pa.RecordBatch]) -> None:
    """Writes the rows of a table as a CSV file. A missing value becomes an empty cell."""
    with path.open("wb") as stream:
        stream.write(f"{','.join(map(_quoted, table.field_names))}{_LINE_END}".encode(ENCODING))
        for batch in batches:
            pieces: list[Piece] = []
            for item, column in zip(table.fields, batch.columns, strict=True):
                pieces += [texts(column, _TEXT_OF[item.type]).fill_null(""), ","]
            pieces[-1] = _LINE_END
            stream.writelines(rows_together(pieces, batch.num_rows))


def _quoted(text: str) -> str:
    """The text in quotation marks where a reader would else take it for several cells."""
    return '"{}"'.format(text.replace('"', '""')) if _TO_QUOTE.search(text) else text


_TEXT_OF: dict[FieldType, Callable[[Any], str]] = {
    "text": lambda text: _quoted(guard(text)),
    "integer": str,
    "decimal": plain_decimal,
    "float": repr,
    "boolean": lambda value: "true" if value else "false",
}
