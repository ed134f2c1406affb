"""How far projects fall under the catalogues: shares of money, items used, categories, departments.

Everything here is counted from rows; those of the data package (`DataFrame.itertuples()`) have the same fields and
will do as well. A project counts once, with the best that is known
of it: confirmed before suggested before none. What a person rejected counts as none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from budgetlib.disclosure import CatalogueEntry, Project
from budgetlib.findings import CatalogueMatch
from budgetlib.text import squash

STATUSES = ("confirmed", "suggested", "none")


class StatusMoney(NamedTuple):
    """The projects of one status and their money."""

    status: str
    """One of `STATUSES`."""
    projects: int
    amount_yuan: Decimal
    share: Decimal | None
    """Part of the money of all projects, 0 to 1; None where there is no money at all."""


class ItemUse(NamedTuple):
    """An item that projects fall under. A project with several items counts with each: amounts don't add up."""

    catalogue: str
    department: str
    entry_code: str
    entry_name: str
    status: str
    projects: int
    amount_yuan: Decimal


class CategoryMoney(NamedTuple):
    """Projects and money under a category (an entry of a higher level). Every project counts in one category."""

    catalogue: str
    code: str
    name: str
    status: str
    projects: int
    amount_yuan: Decimal


class UnitRows(NamedTuple):
    """What is known of one unit, for comparing several."""

    department: str
    """What the unit is listed under: its department in the catalogue, or its own name."""
    projects: Sequence[Project]
    matches: Sequence[CatalogueMatch]
    entries: Sequence[CatalogueEntry]


class MatrixCell(NamedTuple):
    """Projects and money of one department under one category."""

    department: str
    catalogue: str
    code: str
    name: str
    status: str
    projects: int
    amount_yuan: Decimal


def money_by_status(
    projects: Iterable[Project], matches: Iterable[CatalogueMatch]
) -> tuple[StatusMoney, ...]:
    """Number, money in 元 and share of the projects that are confirmed, suggested, or under no item.

    One row per status, in the order of `STATUSES`. A project without an amount counts among the projects only.
    """
    best = _best_matches(matches)
    counts = dict.fromkeys(STATUSES, 0)
    amounts = dict.fromkeys(STATUSES, Decimal(0))
    for project in projects:
        match = best.get(squash(project.name))
        status = match.status if match is not None else "none"
        counts[status] += 1
        amounts[status] += project.total_yuan or 0
    total = sum(amounts.values())
    return tuple(
        StatusMoney(status, counts[status], amounts[status], amounts[status] / total if total else None)
        for status in STATUSES
    )


def items_used(matches: Iterable[CatalogueMatch]) -> tuple[ItemUse, ...]:
    """The items that projects and purchases fall under, with confirmed and suggested ones apart, by code."""
    found: dict[tuple[str, str, str, str, str], tuple[int, Decimal]] = {}
    for match in matches:
        if match.status not in ("confirmed", "suggested"):
            continue
        key = (match.catalogue, match.department, match.entry_code, match.entry_name, match.status)
        count, amount = found.get(key, (0, Decimal(0)))
        found[key] = count + 1, amount + (match.amount_yuan or 0)
    return tuple(ItemUse(*key, count, amount) for key, (count, amount) in sorted(found.items()))


def money_by_category(
    projects: Iterable[Project],
    matches: Iterable[CatalogueMatch],
    entries: Iterable[CatalogueEntry],
    level: int = 1,
) -> tuple[CategoryMoney, ...]:
    """Number and money of the projects by the category of that level that their best item stands in, by code.

    Projects under no item are one row of status `none` with an empty code.
    """
    best = _best_matches(matches)
    listed = {(entry.catalogue, entry.department, entry.code): entry for entry in entries}
    found: dict[tuple[str, str, str, str], tuple[int, Decimal]] = {}
    for project in projects:
        match = best.get(squash(project.name))
        key = ("", "", "", "none") if match is None else (*_category(match, listed, level), match.status)
        count, amount = found.get(key, (0, Decimal(0)))
        found[key] = count + 1, amount + (project.total_yuan or 0)
    return tuple(CategoryMoney(*key, count, amount) for key, (count, amount) in sorted(found.items()))


def department_matrix(units: Iterable[UnitRows], level: int = 1) -> tuple[MatrixCell, ...]:
    """Number and money of projects by department and category; cells without projects are left out."""
    found: dict[tuple[str, str, str, str, str], tuple[int, Decimal]] = {}
    for unit in units:
        for row in money_by_category(unit.projects, unit.matches, unit.entries, level):
            key = (unit.department, row.catalogue, row.code, row.name, row.status)
            count, amount = found.get(key, (0, Decimal(0)))
            found[key] = count + row.projects, amount + row.amount_yuan
    return tuple(MatrixCell(*key, count, amount) for key, (count, amount) in sorted(found.items()))


def _best_matches(matches: Iterable[CatalogueMatch]) -> Mapping[str, CatalogueMatch]:
    """Project (squashed) -> its best match: a confirmed one before a suggested one, then the higher score."""
    best: dict[str, CatalogueMatch] = {}
    for match in matches:
        if match.status not in ("confirmed", "suggested"):
            continue
        name = squash(match.project)
        if name not in best or _rank(match) > _rank(best[name]):
            best[name] = match
    return best


def _rank(match: CatalogueMatch) -> tuple[bool, float]:
    return match.status == "confirmed", match.score


def _category(
    match: CatalogueMatch, listed: Mapping[tuple[str, str, str], CatalogueEntry], level: int
) -> tuple[str, str, str]:
    """Catalogue, code and name of the entry of that level above the item of a match (or the item itself)."""
    entry = listed.get((match.catalogue, match.department, match.entry_code))
    while entry is not None and entry.level > level:
        above = listed.get((entry.catalogue, entry.department, entry.parent_code))
        if above is None:
            break
        entry = above
    if entry is None:
        return match.catalogue, match.entry_code, match.entry_name
    return entry.catalogue, entry.code, entry.name
