"""What the data package of a project was made of, so that the next one reads only documents that changed.

It is kept in a file beside the state. What it says holds only as long as the package is the one that was made, byte
for byte, and the library would make it in the same way; else nothing of that package is used.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from budgetlib.atomic import write_text
from budgetlib.batch.fingerprints import file_digest
from budgetlib.batch.packaged import package_digest
from budgetlib.dataset.descriptor import FILE_NAME, parquet_name
from budgetlib.dataset.schema import package_schema


class Made(NamedTuple):
    """What the package holds of a document."""

    digest: str
    """That of the document, as in `PackagedDocument`."""
    unused: tuple[int, ...]
    """Which of the decisions on it, counted from 0, fit nothing in it."""


def documents_made(file: Path, package: Path, way: str) -> dict[str, Made]:
    """The documents that the package in a folder was made of, by identifier; none where that is not certain.

    `way` tells how it would be made today.
    """
    try:
        kept = json.loads(file.read_text("utf-8"))
        if kept["way"] != way or kept["package"] != package_digest(package) or not _is_whole(package):
            return {}
        return {name: Made(digest, tuple(unused)) for name, (digest, unused) in kept["documents"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def keep_documents_made(file: Path, package: Path, way: str, documents: Mapping[str, Made]) -> None:
    """Keeps what the package in a folder has just been made of."""
    content = {"way": way, "package": package_digest(package), "documents": documents}
    write_text(file, json.dumps(content, ensure_ascii=False))


def _is_whole(package: Path) -> bool:
    """Whether the rows are in the files that the description of the package says, byte for byte."""
    described = json.loads((package / FILE_NAME).read_text("utf-8"))["resources"]
    hashes = {resource["name"]: resource["budgetlib"]["parquet"]["hash"] for resource in described}
    return all(
        hashes.get(table) == file_digest(package / parquet_name(table))
        for table in package_schema().table_names
    )
