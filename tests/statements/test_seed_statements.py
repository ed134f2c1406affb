"""The thirteen statements of the seed: their rows, totals, labels, blanks and places."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from budgetlib.disclosure import BudgetLine, Disclosure
from budgetlib.interpret import interpret
from budgetlib.readers import read_document


@pytest.fixture(scope="module")
def seed(seed_path: Path) -> Disclosure:
    return interpret(read_document(seed_path))


def yuan(wan: str) -> Decimal:
    return Decimal(wan) * 10_000


def one(disclosure: Disclosure, statement: str, **wanted: object) -> BudgetLine:
    found = [
        line
        for line in disclosure.lines
        if line.statement == statement and all(getattr(line, key) == value for key, value in wanted.items())
    ]
    assert len(found) == 1, found
    return found[0]


def test_all_thirteen_statements_are_found_in_order_with_their_rows(seed: Disclosure) -> None:
    assert [(s.kind, s.place.line, s.row_count, s.empty, s.empty_note) for s in seed.statements] == [
        ("summary", 88, 33, False, False),
        ("income", 135, 38, False, False),
        ("expenditure", 186, 38, False, False),
        ("fiscal_summary", 237, 36, False, False),
        ("general_expenditure", 289, 38, False, False),
        ("general_basic", 337, 39, False, False),
        ("fund_income", 389, 1, True, True),
        ("fund_expenditure", 403, 1, True, True),
        ("state_capital", 418, 1, True, True),
        ("three_public", 435, 6, True, True),
        ("operating_cost", 453, 2, False, False),
        ("projects", 465, 24, False, False),
        ("projects", 500, 11, False, False),
    ]
    assert {s.money_unit for s in seed.statements} == {"万元"}
    assert {s.unit_name for s in seed.statements} == {"中国共产党山阴县委员会组织部"}


@pytest.mark.parametrize(
    ("statement", "measure", "amount"),
    [
        ("income", "current_income", "1576.74"),
        ("income", "general_public", "1576.74"),
        ("income", "carryover", "25.79"),
        ("expenditure", "total", "1602.53"),
        ("expenditure", "basic", "422.04"),
        ("expenditure", "project", "1180.49"),
        ("general_expenditure", "total", "1576.74"),
        ("general_expenditure", "project", "1154.70"),
        ("general_basic", "total", "422.04"),
        ("general_basic", "personnel", "343.20"),
        ("general_basic", "public", "78.84"),
        ("operating_cost", "general_public", "78.84"),
    ],
)
def test_totals(seed: Disclosure, statement: str, measure: str, amount: str) -> None:
    line = one(seed, statement, role="total", measure=measure)
    assert line.amount_yuan == yuan(amount)
    assert line.printed == amount
    assert line.decimals == 2


def test_two_sides_of_the_summary(seed: Disclosure) -> None:
    assert one(seed, "summary", side="income", item="carryover_in").amount_yuan == yuan("25.79")
    spending = one(seed, "summary", side="expenditure", name="社会保障和就业支出", measure="carryover")
    assert (spending.amount_yuan, spending.line, spending.column) == (yuan("5.96"), 98, 6)
    assert one(
        seed, "fiscal_summary", side="expenditure", item="total", measure="general_public"
    ).amount_yuan == yuan("1602.53")


def test_levels_follow_the_codes(seed: Disclosure) -> None:
    totals = [line for line in seed.lines if line.statement == "expenditure" and line.measure == "total"]
    assert [sum(line.level == level for line in totals) for level in (0, 1, 2, 3)] == [1, 6, 11, 20]


def test_basic_spending_keeps_both_economic_classifications(seed: Disclosure) -> None:
    rows = [line for line in seed.lines if line.statement == "general_basic" and line.measure == "total"]
    assert [(line.name, line.counterpart_name) for line in rows[2:4]] == [
        ("基本工资", "工资奖金津补贴"),
        ("基本工资", "工资福利支出"),
    ]


def test_a_blank_is_not_a_zero(seed: Disclosure) -> None:
    abroad = one(seed, "three_public", item="abroad", measure="total")
    assert (abroad.amount_yuan, abroad.blank, abroad.printed) == (None, True, "")
    assert not [line for line in seed.lines if line.statement == "three_public" and not line.blank]


def test_carryover_in_the_wrong_column_is_put_right_and_recorded(seed: Disclosure) -> None:
    moved = [line for line in seed.lines if line.statement == "income" and line.measure == "carryover"]
    assert all(line.repaired for line in moved)
    assert {line.header for line in moved} == {"上年结转 / 单位资金"}
    assert [line.amount_yuan for line in moved if line.level == 1 and line.amount_yuan] == [
        yuan("19.83"),
        yuan("5.96"),
    ]
    assert not [line for line in seed.lines if line.measure == "unit_funds" and line.amount_yuan]
    notes = [note for note in seed.notes if note.kind == "repair.column"]
    assert [(note.place.line, note.detail["printed_header"]) for note in notes] == [(138, "单位资金")]


def test_projects_of_both_lists(seed: Disclosure) -> None:
    current = [project for project in seed.projects if project.funding == "current"]
    carried = [project for project in seed.projects if project.funding == "carryover"]
    assert (len(current), len(carried)) == (23, 9)
    assert sum(project.total_yuan or 0 for project in current) == yuan("1154.70")
    assert sum(project.total_yuan or 0 for project in carried) == yuan("25.79")
    largest = max(current, key=lambda project: project.total_yuan or 0)
    assert (largest.name, largest.total_yuan, largest.line) == ("人才工作发展经费", yuan("296.10"), 475)
    assert {project.unit_name for project in current} == {"中国共产党山阴县委员会组织部"}
