"""`sources.csv`: where each file in `data/raw` came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType

from budgetlib.lists import Tell, read_rows

COLUMNS = (
    "file", "unit", "year", "stage", "region", "publisher", "url", "retrieved", "published", "sha256", "licence_note",
    "synthetic", "part_of", "skip",
)  # fmt: skip
"""The columns that mean something here; a file may have any of them, and others, in any order.

Every text may be empty but `file`, which is a path relative to the folder. `synthetic` is `yes` for a made-up document
and empty for a real one. `part_of` is the file that this one belongs to, where a disclosure is published in several
(附件1 the text, 附件2 the tables). `skip` is the reason why a file is not to be read, where there is one.
"""
SYNTHETIC = "yes"

SourceRow = Mapping[str, str]
UNLISTED: SourceRow = MappingProxyType(dict.fromkeys(COLUMNS, ""))


def read_sources(path: Path, tell: Tell = lambda problem: None) -> dict[str, SourceRow]:
    """File -> its row; empty where there is no `sources.csv`.

    `tell` is told of rows that are not used, as they name no file or one that is listed already, or say something else
    than `yes` or nothing of whether it is made up, and of files that are part of one that is itself a part. Raises
    `ReadError` where the file can't be opened.
    """
    rows: dict[str, SourceRow] = {}
    lines: dict[str, int] = {}

    def problem(line: int, what: str, remedy: str) -> None:
        tell(f"{path.name}, line {line}: {what} ({remedy})")

    for line, values in read_rows(path, COLUMNS, needed=("file",), tell=tell):
        name = values["file"].replace("\\", "/").removeprefix("./")
        if not name:
            problem(line, "names no file", "write its path within the folder, or delete the row")
        elif name in rows:
            problem(line, f"lists {name} again", f"delete this row or line {lines[name]}")
        elif values["synthetic"].lower() not in ("", SYNTHETIC):
            what = f"says {values['synthetic']!r} in the column synthetic"
            problem(line, what, f"write {SYNTHETIC} for a made-up document and nothing for a real one")
        else:
            part_of = values["part_of"].replace("\\", "/")
            rows[name] = {
                **values,
                "file": name,
                "synthetic": values["synthetic"].lower(),
                "part_of": part_of,
            }
            lines[name] = line
    for name, row in rows.items():
        whole = row["part_of"]
        if rows.get(whole, UNLISTED)["part_of"]:
            what = f"{name} is part of {whole}, which is itself a part"
            problem(lines[name], what, "name the file that is no part of another")
            rows[name] = {**row, "part_of": ""}
    return rows


def annexes(listed: Mapping[str, SourceRow], documents: Collection[str]) -> dict[str, list[str]]:
    """Document -> the further files of the same disclosure, of those that are there."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, row in listed.items():
        if row["part_of"] in documents and name in documents:
            found[row["part_of"]].append(name)
    return dict(found)
