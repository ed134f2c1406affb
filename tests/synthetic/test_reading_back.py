"""What is written into made-up documents is read back, figure by figure."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import expected
import pytest
from reading import read

from budgetlib.disclosure import Disclosure
from budgetlib.money import UNIT_FACTORS
from budgetlib.synthetic.draft import Draft, Grid
from budgetlib.synthetic.generate import draft_of
from budgetlib.synthetic.invent import invent_budget, invent_final, invent_unit
from budgetlib.synthetic.truth import BUDGET, COUNTY, FINAL, UnitYear

SEEDS = range(6)
UNITS = range(6)


class Case:
    """A document, the truth behind it, and what is read."""

    def __init__(self, truth: UnitYear) -> None:
        self.truth = truth
        self.draft: Draft = draft_of(truth)
        self.read: Disclosure = read(self.draft.text())

    def __str__(self) -> str:
        return f"{self.truth.unit.name} {self.truth.year} {self.truth.stage}"


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    units = [(seed, invent_unit(seed, number)) for seed in SEEDS for number in UNITS]
    truths = [invent(seed, unit, 2024) for seed, unit in units for invent in (invent_budget, invent_final)]
    return [Case(truth) for truth in truths]


def test_whose_it_is_and_that_it_is_made_up(cases: list[Case]) -> None:
    for case in cases:
        identity, unit = case.read.identity, case.truth.unit
        assert (identity.unit_name, identity.region, identity.scope) == (unit.name, unit.region, "unit")
        assert (identity.year, identity.stage) == (case.truth.year, case.truth.stage)
        assert unit.name.endswith("（虚构）")
        assert case.read.synthetic


def test_every_headline_figure(cases: list[Case]) -> None:
    for case in cases:
        money = {
            fact.key: None if fact.value is None else Decimal(fact.value) * UNIT_FACTORS[fact.unit]
            for fact in case.read.facts
            if fact.unit in UNIT_FACTORS
        }
        wanted = {key: expected.yuan(amount) for key, amount in expected.amounts(case.truth).items()}
        assert money == wanted, str(case)
        others = {
            fact.key: fact.value for fact in case.read.facts if fact.state != "text" and fact.key not in money
        }
        assert others == expected.counts(case.truth), str(case)


def test_every_amount_of_every_statement(cases: list[Case]) -> None:
    for case in cases:
        kinds = {grid.kind for grid in case.draft.blocks if isinstance(grid, Grid)} - {"contents", "target"}
        for kind in kinds:
            printed = [
                cell
                for grid in case.draft.grids(kind)
                for row in grid.rows
                for cell in row
                if isinstance(cell, int)
            ]
            lines = [line.amount_yuan for line in case.read.lines if line.statement == kind]
            assert Counter(amount for amount in lines if amount is not None) == Counter(
                map(Decimal, printed)
            ), f"{case}: {kind}"


def test_every_row_of_expenditure_and_income(cases: list[Case]) -> None:
    for case in cases:
        lines = case.read.lines
        spending = {
            (line.code, line.measure.replace("current_expenditure", "total")): line.amount_yuan or 0
            for line in lines
            if line.statement == "expenditure"
            and line.code
            and line.measure in ("total", "current_expenditure", "basic", "project")
        }
        assert spending == expected.by_function(case.truth), str(case)
        income = {
            line.code: line.amount_yuan or 0
            for line in lines
            if line.statement == "income" and line.code and line.measure in ("total", "current_income")
        }
        assert income == expected.income_by_function(case.truth), str(case)


def test_projects_and_their_targets(cases: list[Case]) -> None:
    with_targets = [case for case in cases if case.truth.stage == BUDGET and case.truth.unit.layout == COUNTY]
    assert with_targets
    for case in with_targets:
        truth, disclosure = case.truth.projects, case.read
        assert [(one.name, one.total_yuan, one.funding) for one in disclosure.projects] == sorted(
            ((one.name, one.amount, one.funding) for one in truth), key=lambda one: one[2] == "carryover"
        )
        assert all(one.performance_target_disclosed for one in disclosure.projects)
        assert [target.matched_project for target in disclosure.targets] == [one.name for one in truth]
        for one, target in zip(truth, disclosure.targets, strict=True):
            funds = {(fund.period, fund.source): fund.amount_yuan for fund in target.funds}
            assert funds["term", "total"] == one.amount * one.years
            assert funds["year", "total"] == one.amount
            assert funds["year", "provincial"] == one.provincial
        first = [one for one in disclosure.indicators if one.level3 == "覆盖点位数" and one.period == "year"]
        assert [(one.operator, one.number, one.unit) for one in first] == [
            (">=", one.visits, "个") for one in truth
        ]
        assert len(disclosure.indicators) == 10 * len(truth)


CHANGES = {
    (BUDGET, COUNTY): {"summary.income_total": "whole", "operating_cost.total": "public"},
    (BUDGET, "metropolis"): {"income.fiscal": "fiscal_income"},
    (FINAL, COUNTY): {"summary.income_total": "whole", "operating_cost.total": "public"},
}


def test_changes_in_the_text(cases: list[Case]) -> None:
    for case in cases:
        truth, before = case.truth, case.truth.before
        assert before
        layout = COUNTY if truth.stage == FINAL else truth.unit.layout
        for metric, what in CHANGES[truth.stage, layout].items():
            now, then = getattr(truth, what), getattr(before, what)
            claims = [one for one in case.read.claims if one.metric == metric and one.comparison]
            assert [one.value for one in claims][:1] == [Decimal(now) / 10_000], f"{case}: {metric}"
            assert claims[0].comparison == ("increase" if now > then else "decrease")
            assert claims[0].change == abs(Decimal(now - then)) / 10_000
            assert claims[0].change_percent == (abs(Decimal(now - then)) / then * 100).quantize(
                Decimal("0.01"), "ROUND_HALF_UP"
            )
            assert claims[0].reason


def test_terms_and_contents(cases: list[Case]) -> None:
    for case in cases:
        terms = [term.term for term in case.read.glossary]
        assert terms == ["基本支出", "项目支出", "“三公”经费", "机关运行经费"]
        announced = {entry.title.split(".")[-1] for entry in case.read.announced}
        titles = {
            grid.title
            for grid in case.draft.blocks
            if isinstance(grid, Grid) and grid.kind in ("income", "three_public")
        }
        assert all(any(title in one for one in announced) for title in titles), str(case)
