"""Statements: from the tables of a document to budget lines and projects.

The way of a table: `regions` finds it and the words around it, `header` its header, `columns` what each column
holds, `recognise` which statement it is, `rows` and `projects` its contents; `repair` mends what other printed
figures confirm.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

from budgetlib.accounts import Kind, Role
from budgetlib.disclosure import BudgetLine, Fact, Note, Project, Purchase, Statement
from budgetlib.document import Document
from budgetlib.statements.columns import read_columns
from budgetlib.statements.counts import read_counts
from budgetlib.statements.counts import without_repetition as first_counts
from budgetlib.statements.header import Header, read_header
from budgetlib.statements.levels import infer_levels
from budgetlib.statements.listed_empty import with_listed_notes
from budgetlib.statements.projects import ListRow, read_projects, with_roles, without_repetition
from budgetlib.statements.purchases import of_purchases, read_purchases
from budgetlib.statements.recognise import NO_STATEMENT, Recognised, kind_of_title, recognise, shape_of
from budgetlib.statements.regions import Region, find_regions
from budgetlib.statements.repair import repair_carryover
from budgetlib.statements.rows import read_rows
from budgetlib.statements.seen_titles import seen_titles
from budgetlib.statements.table import StatementTable
from budgetlib.statements.told import told_in_text
from budgetlib.statements.units import bare_units, with_units

__all__ = ["StatementsRead", "kind_of_title", "read_statements", "seen_titles"]

_NO_STATEMENT = ("一级目录", "一级指标", "三级指标")
"""Header words of tables that are catalogues or performance targets, which have readers of their own."""


@dataclass(frozen=True, slots=True)
class StatementsRead:
    """What the tables of a document give."""

    statements: tuple[Statement, ...]
    lines: tuple[BudgetLine, ...]
    projects: tuple[Project, ...]
    purchases: tuple[Purchase, ...]
    notes: tuple[Note, ...]
    counts: tuple[Fact, ...] = ()
    """What tables count instead of pricing it (vehicles, equipment), as facts."""


def read_statements(
    document: Document, *, year: int | None, final: bool, unit_names: Sequence[str]
) -> StatementsRead:
    """All statements of a document: their lines in reading order, their projects, and notes on what was odd.

    `year` and `final` tell this year's columns from last year's and budget from final account; `unit_names` tell
    headings of project lists from projects.
    """
    statements: list[Statement] = []
    lines: list[BudgetLine] = []
    projects: list[Project] = []
    notes: list[Note] = []
    counts: list[Fact] = []
    lists: list[tuple[StatementTable, bool]] = []
    bought: list[tuple[StatementTable, Header]] = []
    last: tuple[Recognised, Header] | None = None
    for region in find_regions(document):
        header = read_header(region.table, region.start, region.stop)
        if header is None or _has_reader_of_its_own(header):
            continue
        groups = read_columns(region.table, header, region.stop, year, final=final)
        if not groups:
            continue
        continued = last is not None and not region.titles and header.paths == last[1].paths
        known = last[0] if continued and last else recognise(region, shape_of(region, groups, header.body))
        last = (known, header) if known != NO_STATEMENT else None
        if known.counts:
            counts += read_counts(region.table, header, region.stop)
        kind = known.kind
        if kind is None:
            continue
        table = StatementTable(kind, region.table, header.body, region.stop, groups, region.money_unit, year)
        found, odd = read_rows(table)
        if kind.about.lists_projects:
            carryover = any("结转" in title and "不含" not in title for title in region.titles)
            lists.append((table, carryover))
        if kind is Kind.PROCUREMENT:
            bought.append((table, header))
        lines += infer_levels(found) if kind.about.levels else found
        notes += odd
        statement = _statement(kind, region, found)
        if continued:
            statements[-1] = _extended(statements[-1], statement)
        else:
            statements.append(statement)
    told = told_in_text(statements)
    statements = [one for one in statements if told.isdisjoint(one.tables)]
    lists = [(table, carryover) for table, carryover in lists if table.table.number not in told]
    bought = [(table, header) for table, header in bought if table.table.number not in told]
    lines, repairs = repair_carryover([line for line in lines if line.table not in told])
    # Tables name units for one another, so project lists are read when all tables are known.
    units = bare_units(
        (
            *unit_names,
            *(one.unit_name for one in statements),
            *(one.name for one in lines if one.role is Role.UNIT),
        )
    )
    rows: list[tuple[int, ListRow]] = []
    for table, carryover in lists:
        listed = read_projects(table, units, carryover=carryover)
        projects += listed.projects
        notes += listed.notes
        rows += ((table.table.number, row) for row in listed.rows)
    lines = with_roles(_by_unit(lines, units), rows)
    codes = {line.code: line.name for line in lines if line.role is Role.UNIT and line.code}
    purchases = [(table, read_purchases(table, header, units, codes)) for table, header in bought]
    lines = of_purchases(lines, {table.table.number: listed.rows for table, listed in purchases})
    return StatementsRead(
        tuple(with_listed_notes(document, statements)),
        tuple(lines),
        tuple(without_repetition(projects)),
        tuple(purchase for _, listed in purchases for purchase in listed.purchases),
        (*notes, *repairs),
        first_counts(counts),
    )


def _by_unit(lines: Sequence[BudgetLine], units: frozenset[str]) -> list[BudgetLine]:
    """The lines, those of each table with the unit that they are of."""
    tables = groupby(lines, key=attrgetter("statement", "table"))
    return [line for _, run in tables for line in with_units(list(run), units)]


def _has_reader_of_its_own(header: Header) -> bool:
    return any(path[-1] in _NO_STATEMENT for path in header.paths if path)


def _extended(first: Statement, more: Statement) -> Statement:
    """A statement whose table goes on in a further one."""
    return replace(
        first,
        row_count=first.row_count + more.row_count,
        empty=first.empty and more.empty,
        empty_note=first.empty_note or more.empty_note,
        tables=(*first.tables, *more.tables),
    )


def _statement(kind: Kind, region: Region, lines: Sequence[BudgetLine]) -> Statement:
    return Statement(
        kind=kind,
        title=region.printed_title,
        place=region.table.place(region.start),
        money_unit=region.money_unit,
        unit_name=region.unit_name,
        row_count=len({line.row for line in lines}),
        empty=all(line.amount_yuan is None for line in lines),
        empty_note=region.empty_note,
        tables=(region.table.number,),
    )
