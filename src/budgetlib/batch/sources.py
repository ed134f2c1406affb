"""`sources.csv`: where each file in `data/raw` came from."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from budgetlib.errors import ReadError

COLUMNS = (
    "file", "unit", "year", "stage", "region", "publisher", "retrieved", "sha256", "licence_note", "synthetic"
)  # fmt: skip
"""Every text may be empty but `file`, which is a path relative to the folder.

`synthetic` is `yes` for a made-up document and empty for a real one.
"""
SYNTHETIC = "yes"

SourceRow = Mapping[str, str]
UNLISTED: SourceRow = MappingProxyType(dict.fromkeys(COLUMNS, ""))


def read_sources(path: Path) -> dict[str, SourceRow]:
    """File -> its row; empty where there is no `sources.csv`.

    Raises `ReadError` where it is not UTF-8, has other columns than `COLUMNS`, names a file twice, or
    says something else than `yes` or nothing of whether it is made up.
    """
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError as error:
        raise ReadError(
            "is not UTF-8", file=path, place=f"byte {error.start + 1}", remedy="save it as UTF-8 CSV"
        ) from None
    reader = csv.DictReader(text.splitlines())
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise ReadError(
            "has other columns than expected", file=path, place="line 1", remedy=",".join(COLUMNS)
        )
    rows: dict[str, SourceRow] = {}
    for row in reader:
        place = f"line {reader.line_num}"
        if None in row or None in row.values():
            raise ReadError(
                f"has another number of fields than the {len(COLUMNS)} columns",
                file=path,
                place=place,
                remedy="put texts with a comma in double quotes",
            )
        if row["file"] in rows:
            raise ReadError(
                f"lists {row['file']} twice", file=path, place=place, remedy="delete one of the rows"
            )
        if row["synthetic"] not in ("", SYNTHETIC):
            raise ReadError(
                f"says {row['synthetic']!r} in the column synthetic",
                file=path,
                place=place,
                remedy=f"write {SYNTHETIC} for a made-up document and nothing for a real one",
            )
        rows[row["file"]] = row
    return rows
