"""CSV files that people write (`sources.csv`, `decisions.csv`, `verdicts.csv`), read for all that can be read in them.

They come from spreadsheets and editors of all kinds: in UTF-8, UTF-16 or GB18030, separated by commas, semicolons or
tabs, with columns in any order. A row that can't be read is named, and the others count.
"""

from __future__ import annotations

import codecs
import csv
import difflib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from budgetlib.errors import ReadError

Tell = Callable[[str], None]
"""Is told of every row or column that could not be used, in a sentence with file, line and remedy."""

_DELIMITERS = ",\t;"
_LONGEST_ROW = 50
"""Lines that a row may have, where a field holds line ends. After more, a quote that nobody closed is to blame."""
_LARGEST_FIELD = 10_000_000


class Row(NamedTuple):
    """A row: the line of the file that it begins in, and its texts by column."""

    line: int
    values: dict[str, str]


def read_rows(path: Path, columns: Sequence[str], *, needed: Sequence[str], tell: Tell) -> list[Row]:
    """The rows of a file, those without any text left out. Empty where there is no such file.

    Every one of `columns` is in the values, empty where the file does not have it; others of the file are, too. Without
    one of the `needed` columns there are no rows, and `tell` is told why. Raises `ReadError` where the file can't be
    opened.
    """

    def problem(line: int, what: str, remedy: str) -> None:
        tell(f"{path.name}, line {line}: {what} ({remedy})")

    try:
        text = _decoded(path.read_bytes(), lambda what, remedy: problem(1, what, remedy))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise ReadError(
            f"can't be read: {error.strerror}", file=path, remedy="check its permissions"
        ) from None
    lines = text.replace("\0", "").splitlines()
    first = lines[0] if lines else ""
    delimiter = max(_DELIMITERS, key=first.count)
    records = _records(lines, delimiter)
    _, head = next(records, (1, []))
    names = [name.strip() for name in head]
    absent = [each for each in columns if each not in names]
    for name in names:
        near = () if name in columns else difflib.get_close_matches(name, absent, n=1)
        if near:
            problem(1, f"there is no column {name!r}", f"did you mean {near[0]!r}?")
    missing = [name for name in needed if name not in names]
    if missing and lines:
        problem(
            1, f"has no column {missing[0]!r}, so that nothing of it is used", f"write {','.join(columns)}"
        )
    if missing:
        return []
    rows = []
    for line, fields in records:
        if not any(field.strip() for field in fields):
            continue
        if len(fields) != len(names) and any(field.strip() for field in fields[len(names) :] or ("x",)):
            what = f"has {len(fields)} fields, and the first line has {len(names)}"
            problem(line, what, "put texts with a comma in double quotes, and end those that begin with one")
            continue
        found = {name: field.strip() for name, field in zip(names, fields, strict=False) if name}
        rows.append(Row(line, dict.fromkeys(columns, "") | found))
    return rows


def _decoded(content: bytes, problem: Callable[[str, str], None]) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    problem("has characters that are neither UTF-8 nor GB18030", "save it as UTF-8 CSV")
    return content.decode("utf-8-sig", "replace")


def _records(lines: Sequence[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Every row's fields with the line that it begins in.

    A row goes on in the next line as long as a quote is open. Where none closes it soon, it is a row of one line.
    """
    csv.field_size_limit(_LARGEST_FIELD)
    at = 0
    while at < len(lines):
        end = at
        is_open = lines[at].count('"') % 2 == 1
        while is_open and end + 1 < len(lines) and end - at < _LONGEST_ROW:
            end += 1
            is_open ^= lines[end].count('"') % 2 == 1
        if is_open:
            end = at
        text = "\n".join(lines[at : end + 1])
        try:
            (fields,) = csv.reader([text], delimiter=delimiter) if text else ([],)
        except (csv.Error, ValueError):
            fields = text.split(delimiter)
        yield at + 1, fields
        at = end + 1
