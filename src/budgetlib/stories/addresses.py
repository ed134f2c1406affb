"""Where things are within the site: pages of documents, their sources, and rows in them.

Addresses begin with `/`, which both renderers make relative to the page they stand on.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from itertools import repeat
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from budgetlib.display import format as fmt

if TYPE_CHECKING:
    import pandas as pd

PLACE = ("table", "row", "column", "line", "page")
"""Columns that say where in its source a row of the data package stands."""
_NO_ADDRESS = re.compile(
    "[\x00-\x1f\x7f-\x9f\\\\\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]|(?:(?<=/)|^)[._]"
)
_INERT = frozenset(
    f".{suffix}"
    for suffix in [
        "pdf",
        "doc",
        "docx",
        "docm",
        "xls",
        "xlsx",
        "xlsm",
        "xlsb",
        "et",
        "ods",
        "csv",
        "md",
        "txt",
        "png",
        "jpg",
        "jpeg",
        "tif",
        "tiff",
    ]
)
"""Formats that a browser shows or saves and never runs."""
_ESCAPED = str.maketrans({character: f"%{ord(character):02X}" for character in "%#?"})
"""What would end the path of an address, or be taken for an escape; Chinese stays readable."""


def unit_page(disclosure_id: str) -> str:
    """The page of a document: `/units/ua06a8213/2024-budget.html`."""
    unit, year, stage = disclosure_id.rsplit("-", 2)
    return f"/units/{unit}/{year}-{stage}.html"


def source_page(disclosure_id: str) -> str:
    """The page that shows the document as read: `/sources/ua06a8213-2024-budget.html`."""
    return f"/sources/{disclosure_id}.html"


def original_file(source_file: str) -> str:
    """The file as published, to download: `/originals/00.md`."""
    return f"/originals/{published_name(source_file).translate(_ESCAPED)}"


def published_name(source_file: str) -> str:
    """The name under which the site offers a document, which is its own but where a browser or server would misuse it.

    A web page would run in the origin of the site, with all that this may do: every format that is not known to be
    looked at only ends in `.txt`. Characters that no address can hold, and names that servers hide, are replaced.
    """
    path = _NO_ADDRESS.sub("-", source_file)
    if path != source_file:
        digest = hashlib.sha256(source_file.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        folder, _, name = path.rpartition("/")
        path = f"{folder}/{digest}-{name}" if folder else f"{digest}-{name}"
    return path if PurePosixPath(path).suffix.lower() in _INERT else f"{path}.txt"


def rule(rule_id: str) -> str:
    """Where a rule is explained: `/methods.html#rule-inside-total`."""
    return f"/methods.html#{rule_anchor(rule_id)}"


def rule_anchor(rule_id: str) -> str:
    """The anchor of a rule on the page of methods."""
    return f"rule-{_dashed(rule_id)}"


def criterion(name: str) -> str:
    """Where a criterion of the rubric is explained: `/methods.html#criterion-depth-codes`."""
    return f"/methods.html#{criterion_anchor(name)}"


def criterion_anchor(name: str) -> str:
    """The anchor of a criterion on the page of methods: `criterion-depth-codes`."""
    return f"criterion-{_dashed(name)}"


def _dashed(name: str) -> str:
    return name.replace(".", "-").replace("_", "-")


def evidence(disclosure_id: str, place: Mapping[Any, Any]) -> str:
    """The row of the source that a row of the data package comes from, as exactly as it says.

    `place` has any of `page`, `line`, `table`, `row`, `column`; without one of them the source as a whole.
    """
    numbers = {name: _number(place.get(name)) for name in PLACE}
    return source_page(disclosure_id) + anchor(**numbers)


def evidence_of(rows: pd.DataFrame) -> list[str]:
    """The same for rows of a table, each with its `disclosure_id`."""
    places = (rows[name] if name in rows else repeat(None) for name in PLACE)
    return [
        source_page(identifier) + anchor(**dict(zip(PLACE, map(_number, place), strict=True)))
        for identifier, *place in zip(rows["disclosure_id"], *places, strict=False)
    ]


def anchor(
    *,
    table: int | None = None,
    row: int | None = None,
    column: int | None = None,
    line: int | None = None,
    page: int | None = None,
) -> str:
    """The anchor on a source page: of a cell or row of a table, a table, a line of the text, or a page; may be empty.

    Rows and lines all have one; of cells, those that a finding rests on.
    """
    if table is not None:
        if row is None:
            return f"#t{table}"
        return f"#t{table}-r{row}" if column is None else f"#t{table}-r{row}-c{column}"
    if line is not None:
        return f"#l{line}" if page is None else f"#p{page}-l{line}"
    return "" if page is None else f"#p{page}"


def _number(value: object) -> int | None:
    found = fmt.as_decimal(value)
    return None if found is None else int(found)
