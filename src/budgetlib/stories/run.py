"""What builds say of themselves in `run.json` beside the data package: when, and what was not read."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from budgetlib.dataset.descriptor import FILE_NAME
from budgetlib.display import format as fmt

_FILE = "run.json"
_READING = "parse"


class Unread(NamedTuple):
    """A file that gave no document, and why, for readers."""

    file: str
    why: str


_WHY = {
    "NotADisclosure": "不是预算、决算公开，或者只是没有填数字的空表",
    "UnsupportedFormat": "文件格式不能读取",
    "ReadError": "文件损坏、没有内容或打不开",
}
"""Class of the error -> what readers are told; the words of the build are for those who run it."""
_OTHERWISE = "读取时出错"


def unread_files(folder: Path) -> list[Unread]:
    """The files that were not read, and those that are no disclosures.

    Empty where no build left a record (a package made by `budgetlib parse`).
    """
    record = _record(folder)
    return [
        Unread(str(each["item"]), _WHY.get(str(each.get("kind")), _OTHERWISE))
        for each in (*record.get("failures", []), *record.get("left_out", []))
        if each.get("step") == _READING
    ]


def day_of_build(folder: Path, created: str | None = None) -> str:
    """The day on which the documents were read, in Chinese: ``2026年3月5日``; empty where nothing says so.

    `created` is what the package itself says, which comes first; the last word has the file of its description,
    since the first build leaves its record only after it has made the pages of documents, and some commands
    (`budgetlib run`) read none.
    """
    when = created or _last_reading(_record(folder))
    if when:
        return fmt.date(str(when)[:10])
    try:
        return fmt.date(datetime.fromtimestamp((folder / FILE_NAME).stat().st_mtime, UTC).date())
    except OSError:
        return ""


def _last_reading(record: dict[str, Any]) -> str | None:
    """When the command began that left the record; None where it looked at no documents."""
    steps = record.get("options", {}).get("steps", ())
    return record.get("started") if _READING in steps else None


def _record(folder: Path) -> dict[str, Any]:
    try:
        record = json.loads((folder / _FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}
