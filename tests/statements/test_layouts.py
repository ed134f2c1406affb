"""Layout families in small: made-up figures in the tables that central units and final accounts print."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from budgetlib.disclosure import Disclosure
from budgetlib.interpret import interpret
from budgetlib.readers import read_document

LAYOUTS = Path(__file__).parent / "layouts"


def facts(disclosure: Disclosure) -> dict[str, str | None]:
    return {fact.key: None if fact.value is None else str(fact.value) for fact in disclosure.facts}


@pytest.fixture(scope="module")
def central() -> Disclosure:
    """A central unit's budget: last year's execution beside this year's budget, 合计 at the end of each table."""
    return interpret(read_document(LAYOUTS / "central_budget.md"))


@pytest.fixture(scope="module")
def final() -> Disclosure:
    """A final account: columns of line numbers, rows of column numbers, budget beside final account."""
    return interpret(read_document(LAYOUTS / "final_accounts.md"))


def test_a_central_units_budget(central: Disclosure) -> None:
    found = facts(central)
    expected = {
        "unit_name": "国家某某局",
        "summary.income_total": "105.00",
        "summary.income_current": "103.00",
        "summary.carryover_in": "1.00",
        "income.total": "105.00",
        "expenditure.item_rows": "2",
        "general_expenditure.total": "100.00",
        "general_expenditure.basic": "64.00",
        "general_basic.public": "14.00",
        "fund_expenditure.total": None,
        "three_public.total": "9.00",
        "three_public.vehicle_purchase": None,
        "three_public_prior.total": "10.00",
        "three_public_prior.abroad": "4.00",
    }
    assert {key: found[key] for key in expected} == expected


def test_last_years_execution_and_changes_stay_apart(central: Disclosure) -> None:
    line = {
        one.period: one.amount_yuan
        for one in central.lines
        if one.statement == "general_expenditure" and one.role == "total" and one.measure == "total"
    }
    assert line == {
        "prior": Decimal(940_000),
        "current": Decimal(1_000_000),
        "change": Decimal(60_000),
        "change_percent": Decimal("6.38"),
    }


def test_a_final_account(final: Disclosure) -> None:
    found = facts(final)
    expected = {
        "stage": "final",
        "summary.income_total": "531.00",
        "summary.expenditure_current": "522.00",
        "summary.carryover_in": "10.00",
        "fiscal_summary.income_general": "500.00",
        "fiscal_summary.income_fund": None,
        "expenditure.class.205": "510.00",
        "three_public.total": "9.50",
        "three_public.reception": "1.00",
        "three_public_budget.total": "12.00",
        "three_public_budget.abroad": "2.00",
    }
    assert {key: found[key] for key in expected} == expected


def test_numbers_of_lines_and_columns_are_no_amounts(final: Disclosure) -> None:
    assert not [line for line in final.lines if line.printed in ("1", "27", "31", "62")]
