"""What the build that made the data package says of itself, in `run.json` beside it: when, and what was not read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from budgetlib.display import format as fmt

_FILE = "run.json"
_READING = "parse"


class Unread(NamedTuple):
    """A file that gave no document, and why, in the words of the build."""

    file: str
    problem: str


def unread_files(folder: Path) -> list[Unread]:
    """The files that were not read; empty where no build left a record (a package made by `budgetlib parse`)."""
    return [
        Unread(str(failure["item"]), str(failure["problem"]))
        for failure in _record(folder).get("failures", [])
        if failure.get("stage") == _READING
    ]


def day_of_build(folder: Path, created: str | None = None) -> str:
    """The day on which the documents were read, in Chinese: ``2026年3月5日``; empty where nothing says so.

    `created` is what the package itself says, which comes first.
    """
    when = created or _record(folder).get("started") or ""
    return fmt.date(str(when)[:10]) if when else ""


def _record(folder: Path) -> dict[str, Any]:
    try:
        record = json.loads((folder / _FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}
