"""Measures of coverage, counted by hand on few projects and on the seed."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
from sample_units import unit

from budgetlib.coverage import (
    UnitRows,
    department_matrix,
    items_used,
    money_by_category,
    money_by_status,
    suggest,
)
from budgetlib.disclosure import Disclosure
from budgetlib.findings import CatalogueMatch

SCHOOL = unit("山阴县教育局", ("甲", "100"), ("乙", "300"), ("丙", "600"), ("丁", ""))


def match(project: str, amount: str, code: str, status: str, score: float = 0.5) -> CatalogueMatch:
    names = {entry.code: entry.name for entry in SCHOOL.catalogue}
    return CatalogueMatch(
        project, Decimal(amount), code[0], "" if code[0] == "B" else "教育", code, names[code], "words", score,
        status, None, None, None, None,
    )  # fmt: skip


MATCHES = (
    match("甲", "100", "B1202", "confirmed"),
    match("甲", "100", "B0101", "suggested", 0.9),
    match("乙", "300", "B0102", "suggested", 0.4),
    match("乙", "300", "B0801", "suggested", 0.6),
    match("丙", "600", "B0801", "rejected"),
)


def test_every_project_counts_once_with_the_best_that_is_known() -> None:
    assert [tuple(row) for row in money_by_status(SCHOOL.projects, MATCHES)] == [
        ("confirmed", 1, Decimal(100), Decimal("0.1")),
        ("suggested", 1, Decimal(300), Decimal("0.3")),
        ("none", 2, Decimal(600), Decimal("0.6")),
    ]


def test_without_money_there_is_no_share() -> None:
    assert [row.share for row in money_by_status((), MATCHES)] == [None, None, None]


def test_items_used_keep_confirmed_and_suggested_apart() -> None:
    assert [(row.entry_code, row.status, row.projects, row.amount_yuan) for row in items_used(MATCHES)] == [
        ("B0101", "suggested", 1, Decimal(100)),
        ("B0102", "suggested", 1, Decimal(300)),
        ("B0801", "suggested", 1, Decimal(300)),
        ("B1202", "confirmed", 1, Decimal(100)),
    ]


def test_categories_share_the_money_out() -> None:
    rows = money_by_category(SCHOOL.projects, MATCHES, SCHOOL.catalogue, level=2)
    assert [(row.code, row.name, row.status, row.projects, row.amount_yuan) for row in rows] == [
        ("", "", "none", 2, Decimal(600)),
        ("B08", "咨询服务", "suggested", 1, Decimal(300)),
        ("B12", "其他辅助性服务", "confirmed", 1, Decimal(100)),
    ]
    top = money_by_category(SCHOOL.projects, MATCHES, SCHOOL.catalogue)
    assert [(row.code, row.status, row.amount_yuan) for row in top] == [
        ("", "none", Decimal(600)),
        ("B", "confirmed", Decimal(100)),
        ("B", "suggested", Decimal(300)),
    ]


def test_departments_against_categories() -> None:
    police = unit("山阴县公安局", ("禁毒宣传经费", "50"))
    units = [
        UnitRows("教育", SCHOOL.projects, MATCHES, SCHOOL.catalogue),
        UnitRows("公安", police.projects, suggest(police), police.catalogue),
    ]
    cells = department_matrix(units, level=2)
    assert [(cell.department, cell.code, cell.status, cell.amount_yuan) for cell in cells] == [
        ("公安", "A15", "suggested", Decimal(50)),
        ("教育", "", "none", Decimal(600)),
        ("教育", "B08", "suggested", Decimal(300)),
        ("教育", "B12", "confirmed", Decimal(100)),
    ]


def test_rows_of_the_data_package_will_do() -> None:
    projects = pd.DataFrame(SCHOOL.projects).itertuples()
    matches = pd.DataFrame(MATCHES).itertuples()
    by_status = money_by_status(projects, matches)  # type: ignore[arg-type]
    assert [row.projects for row in by_status] == [1, 1, 2]


def test_the_seeds_money(seed: Disclosure) -> None:
    rows = money_by_status(seed.projects, suggest(seed))
    assert [(row.status, row.projects, row.amount_yuan) for row in rows] == [
        ("confirmed", 0, Decimal(0)),
        ("suggested", 12, Decimal("6149800.00")),
        ("none", 20, Decimal("5655100.00")),
    ]
    assert round(rows[1].share or Decimal(0), 4) == Decimal("0.5210")
