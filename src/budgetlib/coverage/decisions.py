"""What a person says of suggestions: a CSV of confirmed and rejected matches, and how it is applied.

The file (`data/decisions.csv`) has one line per decision, with the columns `disclosure_id`, `project`, `catalogue`,
`entry_code`, `decision` (`confirmed` or `rejected`), `who`, `when` and `note`. It is written by hand or in a
spreadsheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from budgetlib.coverage.departments import applicable_entries, match_department
from budgetlib.coverage.subjects import subjects_of
from budgetlib.disclosure import CatalogueEntry, Disclosure
from budgetlib.findings import CatalogueMatch
from budgetlib.lists import Tell, read_rows
from budgetlib.text import squash

CONFIRMED = "confirmed"
REJECTED = "rejected"


class Decision(NamedTuple):
    """A person's word on one project and one catalogue item."""

    disclosure_id: str
    project: str
    catalogue: str
    entry_code: str
    decision: str
    """`confirmed` or `rejected`."""
    who: str
    when: str
    note: str
    line: int
    """Line of the file that it stands in."""


class Applied(NamedTuple):
    """Matches after the decisions on them."""

    matches: tuple[CatalogueMatch, ...]
    unused: tuple[Decision, ...]
    """Decisions on this disclosure whose project or item it does not have; a person should look at them again."""


COLUMNS = Decision._fields[:-1]
"""Columns of the file, in order."""


def read_decisions(path: Path, tell: Tell = lambda problem: None) -> tuple[Decision, ...]:
    """The decisions in a file; none where the file does not exist.

    `tell` is told of lines that are not used, as the decision is neither `confirmed` nor `rejected`, or an earlier line
    decides on the same match. Raises `ReadError` where the file can't be opened.
    """
    decisions: dict[tuple[str, ...], Decision] = {}
    needed = ("disclosure_id", "project", "catalogue", "entry_code", "decision")
    for line, values in read_rows(path, COLUMNS, needed=needed, tell=tell):
        decision = Decision(**{column: values[column] for column in COLUMNS}, line=line)
        place = f"{path.name}, line {line}"
        if decision.decision not in (CONFIRMED, REJECTED):
            tell(f"{place}: decision is {decision.decision!r} (write {CONFIRMED} or {REJECTED})")
            continue
        first = decisions.setdefault(_key(decision), decision)
        if first is not decision:
            tell(
                f"{place}: the match was decided on in line {first.line} already (keep one of the two lines)"
            )
    return tuple(decisions.values())


def apply_decisions(
    matches: Sequence[CatalogueMatch],
    decisions: Iterable[Decision],
    disclosure: Disclosure,
    entries: Sequence[CatalogueEntry] | None = None,
) -> Applied:
    """The matches of a disclosure with what a person decided on them.

    A decision sets the status of a suggestion; a confirmed item that was not suggested is added with the method
    `person` and the score 1. A decision on a project holds for every row of that name. `entries` are those of the
    catalogue; the disclosure's own where it is None.
    """
    own = [each for each in decisions if each.disclosure_id == disclosure.disclosure_id]
    if not own:
        return Applied(tuple(matches), ())
    of_match = {(squash(each.project), each.catalogue, each.entry_code): each for each in own}
    used: set[Decision] = set()
    decided = []
    for match in matches:
        found = of_match.get((squash(match.project), match.catalogue, match.entry_code))
        if found is not None:
            used.add(found)
            match = match._replace(status=found.decision)
        decided.append(match)
    listed = disclosure.catalogue if entries is None else entries
    departments = match_department(disclosure.identity.unit_name, listed).departments
    open_entries = {(entry.catalogue, entry.code): entry for entry in applicable_entries(listed, departments)}
    unused = []
    for decision in own:
        if decision in used:
            continue
        entry = open_entries.get((decision.catalogue, decision.entry_code))
        added = _added(decision, entry, disclosure) if entry is not None else []
        if not added:
            unused.append(decision)
        elif decision.decision == CONFIRMED:
            decided += added
    return Applied(tuple(decided), tuple(unused))


def _added(decision: Decision, entry: CatalogueEntry, disclosure: Disclosure) -> list[CatalogueMatch]:
    return [
        subject.match(entry, method="person", score=1.0, status=decision.decision)
        for subject in subjects_of(disclosure)
        if squash(subject.name) == squash(decision.project)
    ]


def _key(decision: Decision) -> tuple[str, ...]:
    return decision.disclosure_id, squash(decision.project), decision.catalogue, decision.entry_code
