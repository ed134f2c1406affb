"""Inventing units, their budgets and their final accounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from budgetlib.errors import BudgetlibError
from budgetlib.synthetic.draws import Draws, round_to_step
from budgetlib.synthetic.organs import FUND_ITEM, ORGANS, PLACES, TRAINING_ITEM
from budgetlib.synthetic.truth import (
    BUDGET,
    CARRYOVER,
    COUNTY,
    CURRENT,
    FINAL,
    FUND,
    GENERAL,
    METROPOLIS,
    OWN,
    PERSONNEL,
    PUBLIC,
    Cost,
    Item,
    Project,
    ThreePublic,
    Unit,
    UnitYear,
)

MOST_UNITS = len(PLACES) * len(ORGANS)
_STRIDE = 37
"""Neighbouring numbers get different places: units of one place follow each other only after many others."""
_WAN = 10_000
_PROJECT_WORDS = ("经费", "专项资金", "补助")


def invent_unit(seed: int, number: int) -> Unit:
    """The unit of a number, from 0. Raises `BudgetlibError` beyond `MOST_UNITS`, where names would repeat."""
    if not 0 <= number < MOST_UNITS:
        raise BudgetlibError(f"there are names for {MOST_UNITS} made-up units", remedy="ask for fewer units")
    draws = Draws(seed, "unit", number)
    organ = number % len(ORGANS)
    layout = METROPOLIS if number % 3 == 2 else COUNTY
    cars = draws.integer(0, 4)
    return Unit(
        number=number,
        place=PLACES[(number // len(ORGANS) + organ * _STRIDE) % len(PLACES)],
        organ=ORGANS[organ],
        layout=layout,
        staff=draws.integer(12, 60),
        retired=draws.integer(2, 12),
        cars=cars,
        receives_guests=draws.chance(0.8 if cars else 0.4),
        travels=draws.chance(0.25),
        trains=draws.chance(0.6) and not ORGANS[organ].group.startswith(TRAINING_ITEM[0][:3]),
        has_fund=draws.chance(0.3),
        has_own_funds=draws.chance(0.25),
        carries_over=layout == COUNTY and draws.chance(0.75),
    )


@lru_cache(maxsize=256)
def invent_budget(seed: int, unit: Unit, year: int) -> UnitYear:
    """A unit's budget, with last year's to compare with."""
    return replace(_budget(seed, unit, year), before=_budget(seed, unit, year - 1))


@lru_cache(maxsize=256)
def invent_final(seed: int, unit: Unit, year: int) -> UnitYear:
    """A unit's final account: what it carries over is what the next year's budget carries in."""
    return replace(_final(seed, unit, year), before=_final(seed, unit, year - 1))


@lru_cache(maxsize=1024)
def _budget(seed: int, unit: Unit, year: int) -> UnitYear:
    draws = Draws(seed, "budget", unit.number, year)
    three_public = ThreePublic(
        abroad=draws.amount(4 * _WAN, 9 * _WAN) if unit.travels else 0,
        reception=draws.amount(0.4 * _WAN, 2.5 * _WAN) if unit.receives_guests else 0,
        purchase=18 * _WAN if unit.cars and draws.chance(0.2) else 0,
        operation=draws.amount(1.8 * _WAN * unit.cars, 2.6 * _WAN * unit.cars) if unit.cars else 0,
    )
    costs = _costs(draws, unit, three_public)
    grown = _project_money(seed, unit, year)
    carried = _carried(seed, unit, year)
    items = [
        replace(item, project=grown.get(item.code, 0), carried=carried.get(item.code, 0))
        for item in _basic_items(unit, costs)
    ]
    rest = f"{unit.organ.group}99"
    if unit.has_own_funds:
        items = [
            replace(item, own=draws.amount(5 * _WAN, 40 * _WAN)) if item.code == rest else item
            for item in items
        ]
    if unit.trains:
        items.append(Item(*TRAINING_ITEM, project=grown[TRAINING_ITEM[0]]))
    if unit.has_fund:
        items.append(Item(*FUND_ITEM, fund=draws.amount(60 * _WAN, 400 * _WAN)))
    items.sort(key=lambda item: item.code)
    projects = _projects(draws, unit, year, items)
    whole = sum(project.amount for project in projects)
    return UnitYear(
        unit, year, BUDGET, tuple(items), tuple(costs), tuple(projects), three_public,
        procurement=(draws.amount(0, 0.1 * whole), draws.amount(0, 0.2 * whole), draws.amount(1 * _WAN, 0.3 * whole)),
    )  # fmt: skip


def _project_money(seed: int, unit: Unit, year: int) -> dict[str, int]:
    """Project spending from this year's 一般公共预算, by 项: about the same each year."""
    size, drawn = Draws(seed, "projects", unit.number), Draws(seed, "projects", unit.number, year)
    codes = [f"{unit.organ.group}02", f"{unit.organ.group}99", *(TRAINING_ITEM[:1] if unit.trains else ())]
    return {
        code: round_to_step(size.between(30 * _WAN, 600 * _WAN) * drawn.between(0.8, 1.25)) for code in codes
    }


def _carried(seed: int, unit: Unit, year: int) -> dict[str, int]:
    """What is left of last year's projects, by 项."""
    if not unit.carries_over:
        return {}
    draws = Draws(seed, "carried", unit.number, year)
    rest = f"{unit.organ.group}99"
    return {rest: round_to_step(_project_money(seed, unit, year - 1)[rest] * draws.between(0.04, 0.2))}


def _costs(draws: Draws, unit: Unit, three_public: ThreePublic) -> list[Cost]:
    """Basic spending by economic 款; insurance and housing follow from the wages."""
    wages = draws.amount(4.2 * _WAN * unit.staff, 5.4 * _WAN * unit.staff)
    allowances = draws.amount(3 * _WAN * unit.staff, 4.5 * _WAN * unit.staff)
    paid = wages + allowances
    personnel = [
        ("30101", "基本工资", wages),
        ("30102", "津贴补贴", allowances),
        ("30103", "奖金", draws.amount(0.4 * _WAN * unit.staff, 1.5 * _WAN * unit.staff)),
        ("30108", "机关事业单位基本养老保险缴费", round_to_step(0.16 * paid)),
        ("30109", "职业年金缴费", round_to_step(0.08 * paid)),
        ("30110", "职工基本医疗保险缴费", round_to_step(0.065 * paid)),
        ("30111", "公务员医疗补助缴费", round_to_step(0.021 * paid)),
        ("30112", "其他社会保障缴费", round_to_step(0.011 * paid)),
        ("30113", "住房公积金", round_to_step(0.12 * paid)),
        ("30302", "退休费", draws.amount(0.6 * _WAN * unit.retired, 1.2 * _WAN * unit.retired)),
    ]
    per_head = [
        ("30201", "办公费", 0.35), ("30202", "印刷费", 0.08), ("30207", "邮电费", 0.05), ("30211", "差旅费", 0.22),
        ("30213", "维修（护）费", 0.07), ("30215", "会议费", 0.06), ("30216", "培训费", 0.09), ("30226", "劳务费", 0.11),
        ("30228", "工会经费", 0.16), ("30229", "福利费", 0.13), ("30239", "其他交通费用", 0.52), ("30299", "其他商品和服务支出", 0.1),
    ]  # fmt: skip
    public = [
        (code, name, draws.amount(0.7 * wan * _WAN * unit.staff, 1.3 * wan * _WAN * unit.staff))
        for code, name, wan in per_head
    ]
    public += [
        ("30217", "公务接待费", three_public.reception),
        ("30231", "公务用车运行维护费", three_public.operation),
    ]
    costs = [Cost(code, name, PERSONNEL, amount) for code, name, amount in personnel]
    costs += [Cost(code, name, PUBLIC, amount) for code, name, amount in sorted(public) if amount]
    return sorted(costs, key=lambda cost: cost.code)


def _basic_items(unit: Unit, costs: list[Cost]) -> list[Item]:
    """Basic spending by 项, from the same money by economic 款."""
    of = {cost.code: cost.amount for cost in costs}
    elsewhere = [
        Item("2080501", "行政单位离退休", of["30302"]),
        Item("2080505", "机关事业单位基本养老保险缴费支出", of["30108"]),
        Item("2080506", "机关事业单位职业年金缴费支出", of["30109"]),
        Item("2101101", "行政单位医疗", of["30110"]),
        Item("2101103", "公务员医疗补助", of["30111"]),
        Item("2210201", "住房公积金", of["30113"]),
    ]
    left = sum(of.values()) - sum(item.basic for item in elsewhere)
    group = unit.organ.group
    return [
        Item(f"{group}01", "行政运行", left),
        Item(f"{group}02", "一般行政管理事务"),
        Item(f"{group}99", unit.organ.rest),
        *elsewhere,
    ]


def _projects(draws: Draws, unit: Unit, year: int, items: list[Item]) -> list[Project]:
    """Projects that make up the project spending of every item and source."""
    wanted: list[tuple[int, str, str]] = []
    for item in items:
        parts = draws.integer(1, 2) if item.project else 0
        wanted += [(part, CURRENT, GENERAL) for part in (draws.split(item.project, parts) if parts else ())]
        wanted += [
            (amount, CURRENT, source) for amount, source in ((item.fund, FUND), (item.own, OWN)) if amount
        ]
        wanted += [(item.carried, CARRYOVER, GENERAL)] if item.carried else []
    # A name and its words differ for every project, and so does the carry-over of last year's project.
    names = draws.some(unit.organ.projects, len(unit.organ.projects))
    while len(names) < len(wanted):
        names.append(f"第{len(names) + 1}批机动")
    return [
        Project(
            name=f"{year - 1}年{name}结转资金"
            if funding == CARRYOVER
            else name + draws.choice(_PROJECT_WORDS),
            amount=amount,
            funding=funding,
            source=source,
            years=1 if funding == CARRYOVER or draws.chance(0.7) else 3,
            provincial=round_to_step(amount * 0.4) if source == GENERAL and draws.chance(0.3) else 0,
            visits=draws.integer(3, 90),
        )
        for name, (amount, funding, source) in zip(names, wanted, strict=False)
    ]


@lru_cache(maxsize=1024)
def _final(seed: int, unit: Unit, year: int) -> UnitYear:
    draws = Draws(seed, "final", unit.number, year)
    budget, unspent = _budget(seed, unit, year), _carried(seed, unit, year + 1)
    planned = budget.three_public
    spent = ThreePublic(
        abroad=round_to_step(planned.abroad * draws.between(0.5, 1)),
        reception=round_to_step(planned.reception * draws.between(0.6, 1)),
        purchase=planned.purchase,
        operation=round_to_step(planned.operation * draws.between(0.8, 1)),
    )
    costs = [_spent(draws, cost, spent) for cost in budget.costs]
    basic = {item.code: item.basic for item in _basic_items(unit, costs)}
    items = tuple(_spent_item(draws, item, basic, unspent) for item in budget.items)
    return UnitYear(
        unit, year, FINAL, items, tuple(costs), budget.projects, spent,
        procurement=(
            round_to_step(budget.procurement[0] * draws.between(0.8, 1)),
            round_to_step(budget.procurement[1] * draws.between(0.8, 1)),
            round_to_step(budget.procurement[2] * draws.between(0.8, 1)),
        ),
        planned=planned,
    )  # fmt: skip


def _spent(draws: Draws, cost: Cost, spent: ThreePublic) -> Cost:
    of_three_public = {"30217": spent.reception, "30231": spent.operation}
    share = draws.between(0.94, 1.03)
    return replace(cost, amount=of_three_public.get(cost.code, round_to_step(cost.amount * share)))


def _spent_item(draws: Draws, item: Item, basic: Mapping[str, int], unspent: Mapping[str, int]) -> Item:
    """The year's appropriation is received in full; what is unspent of it was not spent on projects."""
    left = unspent.get(item.code, 0)
    own = round_to_step(item.own * draws.between(0.7, 1))
    fund = round_to_step(item.fund * draws.between(0.7, 1))
    return replace(
        item, basic=basic.get(item.code, 0), project=item.project - left, own=own, fund=fund, unspent=left
    )
