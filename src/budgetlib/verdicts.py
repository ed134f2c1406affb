"""What a person says of findings: a CSV of verdicts, and how they silence or confirm findings for good.

The file (`data/verdicts.csv`) has one line per verdict, with the columns `finding` (its `finding_id`), `verdict`
(`right` or `wrong`), `who`, `when` and `note`, in any order; other columns are left alone. It is written by hand or in
a spreadsheet.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from budgetlib.errors import ReadError
from budgetlib.findings import Finding, Tier

RIGHT, WRONG = "right", "wrong"
_COMPARING = frozenset(("inside", "across", "text"))
COLUMNS = ("finding", "verdict", "who", "when", "note")
"""Columns of the file, in the order in which we write them."""


class PersonVerdict(NamedTuple):
    """A person's word on one finding."""

    finding: str
    """Its `finding_id`."""
    verdict: str
    """`right` or `wrong`."""
    who: str
    when: str
    note: str
    line: int
    """Line of the file that it stands in."""


class VerdictsRead(NamedTuple):
    """The verdicts of a file, and what is wrong with its other lines, in a sentence each."""

    verdicts: tuple[PersonVerdict, ...] = ()
    problems: tuple[str, ...] = ()


def read_verdicts(path: Path) -> VerdictsRead:
    """The verdicts in a file; none where the file does not exist. A bad line is named, and the others count.

    Raises `ReadError` where the file is no CSV with these columns.
    """
    if not path.exists():
        return VerdictsRead()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(
            f"the verdicts can't be read ({error})", file=path, remedy="save it as UTF-8 CSV"
        ) from None
    reader = csv.DictReader(StringIO(text, newline=""))
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        remedy = f"the first line must name {', '.join(COLUMNS)}"
        raise ReadError(f"no column {missing[0]}", file=path, place="line 1", remedy=remedy)
    verdicts: dict[str, PersonVerdict] = {}
    problems = []
    for row in reader:
        values = {column: (row[column] or "").strip() for column in COLUMNS}
        if not any(values.values()):
            continue
        one = PersonVerdict(**values, line=reader.line_num)
        if one.verdict not in (RIGHT, WRONG) or not one.finding:
            problems.append(
                f"{path.name}, line {one.line}: verdict is {one.verdict!r} (write {RIGHT} or {WRONG})"
            )
        elif one.finding in verdicts:
            first = verdicts[one.finding].line
            problems.append(f"{path.name}, line {one.line}: the finding was judged in line {first} already")
        else:
            verdicts[one.finding] = one
    return VerdictsRead(tuple(verdicts.values()), tuple(problems))


def apply_verdicts(findings: Sequence[Finding], verdicts: Iterable[PersonVerdict]) -> tuple[Finding, ...]:
    """The findings with what a person said of them.

    What is `wrong` stays, as a remark that accuses nobody; what is `right` is confirmed: an error where figures
    contradict each other, a warning where something is not as it must be.
    """
    said = {one.finding: one for one in verdicts}
    return tuple(_judged(finding, said.get(finding.finding_id)) for finding in findings)


def _judged(finding: Finding, verdict: PersonVerdict | None) -> Finding:
    if verdict is None or not finding.finding_id:
        return finding
    finding = finding._replace(
        verdict=verdict.verdict, verdict_by=verdict.who, verdict_on=verdict.when, verdict_note=verdict.note
    )
    if verdict.verdict == WRONG:
        return finding._replace(severity="info", tier=Tier.TO_REVIEW)
    severity = "error" if finding.family in _COMPARING else "warning"
    return finding._replace(severity=severity, tier=Tier.CONFIRMED)
