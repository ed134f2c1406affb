"""What must be read in a made-up document, from the truth behind it and not from what was printed."""

from __future__ import annotations

from decimal import Decimal

from budgetlib.synthetic.truth import BUDGET, COUNTY, FINAL, METROPOLIS, Item, ThreePublic, UnitYear, total

Amounts = dict[str, int | None]
"""Key -> 元, None for a blank cell."""


def amounts(truth: UnitYear) -> Amounts:
    """Every headline figure that is money."""
    found = _common(truth)
    if truth.stage == FINAL:
        return found | _of_final_account(truth)
    if truth.unit.layout == METROPOLIS:
        return found | _of_metropolis(truth)
    return found | _of_county(truth)


def counts(truth: UnitYear) -> dict[str, int]:
    """Every headline figure that is a number of things."""
    found = {
        "expenditure.item_rows": len(truth.items),
        "performance.projects": len(truth.projects),
        "assets.vehicles": truth.unit.cars,
        "assets.equipment_500k": 0,
        "assets.equipment_1m": 0,
    }
    if truth.stage == BUDGET and truth.unit.layout == COUNTY:
        found |= dict.fromkeys(("projects.count", "performance_target.count"), len(truth.projects))
    return found


def _common(truth: UnitYear) -> Amounts:
    goods, works, services = truth.procurement
    return {
        "summary.income_total": truth.whole,
        "summary.expenditure_total": truth.whole,
        "fiscal_summary.income_general": truth.general_income,
        "fiscal_summary.income_fund": truth.sum("fund") or None,
        "fiscal_summary.income_state_capital": None,
        "fiscal_summary.expenditure_total": truth.fiscal_whole,
        "income.total": truth.income,
        "expenditure.total": truth.sum("total"),
        "expenditure.basic": truth.sum("basic"),
        "expenditure.project": truth.sum("projects"),
        "general_expenditure.total": truth.sum("general"),
        "general_expenditure.basic": truth.sum("basic"),
        "general_expenditure.project": truth.sum("project"),
        "general_basic.total": truth.sum("basic"),
        "general_basic.personnel": truth.personnel,
        "general_basic.public": truth.public,
        "operating_cost.total": truth.public,
        "fund_expenditure.total": truth.sum("fund") or None,
        "state_capital.total": None,
        "procurement.total": goods + works + services,
        "procurement.goods": goods,
        "procurement.works": works,
        "procurement.services": services,
        **_three_public(truth.three_public, "three_public"),
        **{f"expenditure.class.{code}": total(items, "total") for code, items in truth.classes.items()},
    }


def _three_public(spent: ThreePublic, prefix: str) -> Amounts:
    parts = {
        "total": spent.total,
        "abroad": spent.abroad,
        "reception": spent.reception,
        "vehicle": spent.vehicle,
        "vehicle_purchase": spent.purchase,
        "vehicle_operation": spent.operation,
    }
    return {f"{prefix}.{name}": amount or None for name, amount in parts.items()}


def _of_county(truth: UnitYear) -> Amounts:
    return {
        "summary.income_current": truth.income,
        "summary.expenditure_current": truth.whole,
        "summary.carryover_in": truth.sum("carried") or None,
        "projects.total": truth.sum("projects"),
        "performance.amount": truth.sum("projects"),
    }


def _of_metropolis(truth: UnitYear) -> Amounts:
    """Its 三公 table prints zeros."""
    printed = {key: amount or 0 for key, amount in _three_public(truth.three_public, "three_public").items()}
    return {**printed, "performance.amount": truth.sum("projects")}


def _of_final_account(truth: UnitYear) -> Amounts:
    return {
        "summary.income_current": truth.income,
        "summary.expenditure_current": truth.sum("total"),
        "summary.carryover_in": truth.sum("carried") or None,
        "general_expenditure.total": truth.sum("general") + truth.sum("carried"),
        "general_expenditure.project": truth.sum("project") + truth.sum("carried"),
        "performance.amount": sum(project.amount for project in truth.projects),
        **_three_public(truth.planned, "three_public_budget"),
    }


def by_function(truth: UnitYear) -> dict[tuple[str, str], int]:
    """支出总表: (code, column) -> 元 of every row by 类, 款 and 项."""
    whats = {"total": "total", "basic": "basic", "project": "projects"}
    return {
        (code, measure): total(items, what)
        for code, _, items in truth.outline()
        for measure, what in whats.items()
    }


def income_by_function(truth: UnitYear) -> dict[str, int]:
    """收入总表: code -> 元 of this year's income."""

    def income(item: Item) -> int:
        return item.total - item.carried + item.unspent

    return {code: sum(map(income, items)) for code, _, items in truth.outline()}


def yuan(amount: int | None) -> Decimal | None:
    return None if amount is None else Decimal(amount)
