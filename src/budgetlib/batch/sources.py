"""`sources.csv`: where each file in `data/raw` came from."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType

from budgetlib.errors import ReadError

COLUMNS = (
    "file", "unit", "year", "stage", "region", "publisher", "retrieved", "sha256", "licence_note", "synthetic", "part_of"
)  # fmt: skip
"""Every text may be empty but `file`, which is a path relative to the folder.

`synthetic` is `yes` for a made-up document and empty for a real one. `part_of` is the file that this one belongs
to, where a disclosure is published in several (附件1 the text, 附件2 the tables).
"""
SYNTHETIC = "yes"

SourceRow = Mapping[str, str]
UNLISTED: SourceRow = MappingProxyType(dict.fromkeys(COLUMNS, ""))


def read_sources(path: Path) -> dict[str, SourceRow]:
    """File -> its row; empty where there is no `sources.csv`.

    Raises `ReadError` where it is not UTF-8, has other columns than `COLUMNS`, names a file twice, says something
    else than `yes` or nothing of whether it is made up, or makes a file part of one that is itself a part.
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
    for name in rows:
        whole = rows[name]["part_of"]
        if rows.get(whole, UNLISTED)["part_of"]:
            raise ReadError(
                f"says that {name} is part of {whole}, which is itself a part",
                file=path,
                remedy="name the file that is no part of another",
            )
    return rows


def annexes(listed: Mapping[str, SourceRow], documents: Collection[str]) -> dict[str, list[str]]:
    """Document -> the further files of the same disclosure, of those that are there."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, row in listed.items():
        if row["part_of"] in documents and name in documents:
            found[row["part_of"]].append(name)
    return dict(found)
