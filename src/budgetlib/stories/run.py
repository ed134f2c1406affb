"""What the build that made the data package could not read, as `run.json` beside the package says."""

from __future__ import annotations

import json
from typing import NamedTuple

from budgetlib.stories.collection import Collection

_FILE = "run.json"
_READING = "parse"


class Unread(NamedTuple):
    """A file that gave no document, and why, in the words of the build."""

    file: str
    problem: str


def unread_files(collection: Collection) -> list[Unread]:
    """The files that were not read; empty where no build left a record (a package made by `budgetlib parse`)."""
    try:
        record = json.loads((collection.package.path / _FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return []
    failures = record.get("failures", []) if isinstance(record, dict) else []
    return [
        Unread(str(failure["item"]), str(failure["problem"]))
        for failure in failures
        if failure.get("stage") == _READING
    ]
