"""Headline figures of a disclosure, by fixed keys: where each stands and whether it is a number, zero or blank.

The keys are the data contract's (`key_facts`). A key is given only where the document prints the figure; a blank
cell is given as blank. Each finder looks for one statement, one row and one column by what they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

from budgetlib.disclosure import BudgetLine, Claim, Disclosure, Fact, Identity, PerformanceTarget, Project
from budgetlib.document import Place
from budgetlib.money import UNIT_FACTORS

OWN_PERIODS = frozenset(("current", "final"))
_TOTAL_MEASURES = ("total", "current_year", "current_income", "current_expenditure", "fiscal")
_THREE_PUBLIC = ("abroad", "reception", "vehicle", "vehicle_purchase", "vehicle_operation")
_THREE_PUBLIC_TOTALS = ("three_public", "total", "general_public")
_THREE_PUBLIC_COLUMNS = ("three_public", "general_public")
"""What a single column of amounts may be headed with in a table that has the items in rows."""
_TEXT_KEYS = (
    "procurement.total",
    "procurement.goods",
    "procurement.works",
    "procurement.services",
    "assets.vehicles",
    "assets.equipment_500k",
    "assets.equipment_1m",
    "assets.office_area",
    "performance.amount",
    "performance.projects",
    "operating_cost.total",
    "three_public.total",
    "three_public.abroad",
    "three_public.reception",
    "three_public.vehicle",
    "three_public.vehicle_purchase",
    "three_public.vehicle_operation",
    "summary.income_total",
    "summary.expenditure_total",
    "income.total",
    "expenditure.total",
    "expenditure.basic",
    "expenditure.project",
    "general_expenditure.total",
    "general_expenditure.basic",
    "general_expenditure.project",
    "general_basic.total",
    "general_basic.personnel",
    "general_basic.public",
    "fiscal_summary.expenditure_total",
    "fiscal_summary.income_general",
    "fund_expenditure.total",
    "state_capital.total",
    "summary.carryover_in",
)


def identity_facts(identity: Identity) -> Iterator[Fact]:
    """`unit_name`, `year` and `stage`, as far as the document says them."""
    for key, value, place in (
        ("unit_name", identity.unit_name or None, identity.unit_place),
        ("year", str(identity.year) if identity.year else None, identity.year_place),
        ("stage", identity.stage, identity.year_place),
    ):
        if value is not None:
            yield Fact(key, value, "", "text", 0, place.page, place.line, place.table, place.row, "text")


def key_facts(
    disclosure: Disclosure, best_claim: Callable[[Sequence[Claim], str], Claim | None]
) -> tuple[Fact, ...]:
    """All headline figures that a disclosure prints. Figures of tables come before figures of the text.

    `best_claim` chooses the claim of the text that states a key's figure.
    """
    found: dict[str, Fact] = {}
    lines = _by_statement(disclosure.lines)
    for fact in (
        *identity_facts(disclosure.identity),
        *_summary_facts(lines),
        *_list_facts(lines),
        *_three_public_facts(disclosure.lines),
        *_procurement_facts(lines),
        *_project_facts(disclosure.projects, lines),
        *_target_facts(disclosure.targets),
        *_text_facts(disclosure, best_claim),
    ):
        found.setdefault(fact.key, fact)
    return tuple(found.values())


def line_fact(key: str, line: BudgetLine) -> Fact:
    """The fact that a budget line states."""
    value = None if line.amount_yuan is None else line.amount_yuan / UNIT_FACTORS[line.unit]
    return Fact(
        key,
        value,
        line.unit,
        _state(value),
        line.decimals,
        line.page,
        line.line,
        line.table,
        line.row,
        "table",
    )


def _state(value: Decimal | None) -> str:
    if value is None:
        return "blank"
    return "number" if value else "zero"


Lines: TypeAlias = Mapping[str, Sequence[BudgetLine]]
"""Statement -> this year's lines of it."""


def _by_statement(lines: Sequence[BudgetLine]) -> Lines:
    found: dict[str, list[BudgetLine]] = {}
    for line in lines:
        if line.period in OWN_PERIODS:
            found.setdefault(line.statement, []).append(line)
    return found


def _own(lines: Lines, *statements: str) -> Sequence[BudgetLine]:
    """This year's lines of the first of the statements that the document prints."""
    return next((lines[statement] for statement in statements if statement in lines), ())


def _summary_facts(lines: Lines) -> Iterator[Fact]:
    for side, prefix in (("income", "income"), ("expenditure", "expenditure")):
        summary = [
            line for line in _own(lines, "summary") if line.side == side and line.measure in _TOTAL_MEASURES
        ]
        whole, current = _row(summary, "total"), _row(summary, "current")
        total = whole or current
        if total:
            yield line_fact(f"summary.{prefix}_total", total)
        if current and whole:
            yield line_fact(f"summary.{prefix}_current", current)
    carried = _row([line for line in _own(lines, "summary") if line.side == "income"], "carryover_in")
    if carried:
        yield line_fact("summary.carryover_in", carried)
    fiscal = _own(lines, "fiscal_summary")
    income = [line for line in fiscal if line.side == "income" and line.measure in _TOTAL_MEASURES]
    for item, key in (
        ("general_public", "general"),
        ("government_fund", "fund"),
        ("state_capital", "state_capital"),
    ):
        line = next((line for line in income if line.item == item), None)
        if line:
            yield line_fact(f"fiscal_summary.income_{key}", line)
    spending = [line for line in fiscal if line.side == "expenditure" and line.measure == "total"]
    total = _row(spending, "total") or _row(spending, "current")
    if total:
        yield line_fact("fiscal_summary.expenditure_total", total)


def _row(lines: Sequence[BudgetLine], item: str) -> BudgetLine | None:
    """The line of an item; where it is printed more than once, the first that holds a number, else the first."""
    of_item = [line for line in lines if line.item == item]
    return next((line for line in of_item if line.amount_yuan is not None), of_item[0] if of_item else None)


_LISTS: tuple[tuple[str, tuple[str, ...], dict[str, tuple[str, ...]]], ...] = (
    ("income", ("income",), {"total": ("total", "current_income", "current_year", "fiscal")}),
    (
        "expenditure",
        ("expenditure",),
        {"total": ("total", "current_expenditure"), "basic": ("basic",), "project": ("project",)},
    ),
    (
        "general_expenditure",
        ("general_expenditure",),
        {
            "total": ("total", "general_public", "current_expenditure"),
            "basic": ("basic",),
            "project": ("project",),
        },
    ),
    (
        "general_basic",
        ("general_basic", "general_basic_functional", "fiscal_basic"),
        {"total": ("total", "basic"), "personnel": ("personnel",), "public": ("public",)},
    ),
    (
        "fund_expenditure",
        ("fund_expenditure",),
        {"total": ("total", "government_fund", "current_expenditure")},
    ),
    (
        "state_capital",
        ("state_capital",),
        {"total": ("total", "state_capital", "current_expenditure", "project")},
    ),
    ("operating_cost", ("operating_cost",), {"total": ("total", "operating_cost")}),
)


def _list_facts(lines: Lines) -> Iterator[Fact]:
    for key, statements, measures in _LISTS:
        own = _own(lines, *statements)
        for name, choices in measures.items():
            line = _total_line(own, choices) or _row(
                [one for one in own if one.measure in ("total", *choices)], name
            )
            if line is not None:
                yield line_fact(f"{key}.{name}", line)
    # 基本支出 of the table of all 一般公共预算 spending is the same figure where no table of its own has a total.
    for statement in ("general_economic", "general_expenditure"):
        line = _total_line(_own(lines, statement), ("basic",))
        if line is not None:
            yield line_fact("general_basic.total", line)
    for statement in ("general_basic_functional", "general_basic"):
        line = (
            _total_line(_own(lines, statement), ("total", "basic"))
            if _own(lines, "general_expenditure")
            else None
        )
        if line is not None:
            yield line_fact("general_expenditure.basic", line)
    yield from _parts_of_funds(lines)
    yield from _class_facts(_own(lines, "expenditure"))


def _parts_of_funds(lines: Lines) -> Iterator[Fact]:
    """基本支出 and 项目支出 of tables that split them by fund, and 人员 and 公用 where no table is about them alone."""
    general = _own(lines, "general_expenditure", "general_economic")
    for part in ("basic", "project"):
        line = _total_line(general, (f"{part}_general_public",))
        if line is not None:
            yield line_fact(f"general_expenditure.{part}", line)
    for part in ("personnel", "public"):
        line = _total_line(general, (part, f"{part}_general_public"))
        if line is not None:
            yield line_fact(f"general_basic.{part}", line)
    own = _own(lines, "expenditure")
    whole, public = _total_line(own, ("total",)), _total_line(own, ("general_public",))
    if whole and public and whole.amount_yuan and whole.amount_yuan == public.amount_yuan:
        for part in ("basic", "project"):
            line = _total_line(own, (f"{part}_general_public",))
            if line is not None:
                yield line_fact(f"expenditure.{part}", line)


def _total_line(lines: Sequence[BudgetLine], measures: Sequence[str]) -> BudgetLine | None:
    """The cell in the row of totals; in lists that have none, the row of the unit itself."""
    for measure in measures:
        of_measure = [line for line in lines if line.measure == measure]
        for role in ("total", "unit"):
            of_role = [line for line in of_measure if line.role == role]
            if of_role:
                return next((line for line in of_role if line.amount_yuan is not None), of_role[0])
    for measure in measures:
        for line in lines:
            if line.measure == measure and not line.name and not line.code:
                return line
    return None


def _class_facts(lines: Sequence[BudgetLine]) -> Iterator[Fact]:
    totals = [
        line for line in lines if line.measure in ("total", "current_expenditure") and line.role == "item"
    ]
    for line in totals:
        if line.level == 1 and (line.code.startswith("2") or not line.code):
            yield line_fact(f"expenditure.class.{line.code or line.name}", line)
    items = [line for line in totals if line.level == 3]
    if items:
        first = items[0]
        yield Fact(
            "expenditure.item_rows",
            Decimal(len({line.code or line.row for line in items})),
            "count",
            "number",
            0,
            first.page,
            first.line,
            first.table,
            None,
            "derived",
        )


def _three_public_facts(lines: Sequence[BudgetLine]) -> Iterator[Fact]:
    own = [line for line in lines if line.statement == "three_public"]
    for prefix, periods in (
        ("three_public", OWN_PERIODS),
        ("three_public_prior", frozenset(("prior",))),
        ("three_public_budget", frozenset(("budget",))),
    ):
        of_period = [line for line in own if line.period in periods]
        for item in _THREE_PUBLIC:
            line = _three_public_line(of_period, item)
            if line is not None:
                yield line_fact(f"{prefix}.{item}", line)
        line = next(filter(None, (_three_public_line(of_period, key) for key in _THREE_PUBLIC_TOTALS)), None)
        if line is not None:
            yield line_fact(f"{prefix}.total", line)
    operating = [line for line in own if line.period in OWN_PERIODS and line.measure == "operating_cost"]
    if operating:
        yield line_fact("operating_cost.total", _total_line(operating, ("operating_cost",)) or operating[0])


def _three_public_line(lines: Sequence[BudgetLine], item: str) -> BudgetLine | None:
    """The cell of an item, whether items stand in rows or in columns."""
    for measures in (_TOTAL_MEASURES, _THREE_PUBLIC_COLUMNS):
        in_rows = [line for line in lines if line.item == item and line.measure in measures]
        if in_rows:
            return next((line for line in in_rows if line.amount_yuan is not None), in_rows[0])
    in_columns = [line for line in lines if line.measure == item]
    if not in_columns or (item == "total" and any(line.item for line in lines)):
        return None
    return _total_line(in_columns, (item,)) or in_columns[0]


def _procurement_facts(lines: Lines) -> Iterator[Fact]:
    own = _own(lines, "procurement")
    for item in ("total", "goods", "works", "services"):
        in_rows = [line for line in own if line.item == item and line.measure in ("total", "procurement")]
        if in_rows:
            yield line_fact(f"procurement.{item}", in_rows[0])
            continue
        in_columns = (
            _total_line([line for line in own if line.measure == item], (item,)) if item != "total" else None
        )
        if in_columns is not None:
            yield line_fact(f"procurement.{item}", in_columns)


def _count(key: str, number: int, place: Place) -> Fact:
    value = Decimal(number)
    return Fact(key, value, "count", _state(value), 0, place.page, place.line, place.table, None, "derived")


def _project_facts(projects: Sequence[Project], lines: Lines) -> Iterator[Fact]:
    if not projects:
        return
    first = projects[0]
    place = Place(page=first.page, line=first.line, table=first.table)
    yield _count("projects.count", len(projects), place)
    heads = [
        line
        for line in _own(lines, "projects")
        if line.table == first.table and line.measure in ("total", "project") and line.role == "total"
    ]
    if heads and len({project.table for project in projects}) == 1:
        yield line_fact("projects.total", heads[0])
        return
    total = (
        sum((project.total_yuan or Decimal(0) for project in projects), Decimal(0)) / UNIT_FACTORS[first.unit]
    )
    yield Fact(
        "projects.total",
        total,
        first.unit,
        _state(total),
        first.decimals,
        first.page,
        first.line,
        first.table,
        None,
        "derived",
    )


def _target_facts(targets: Sequence[PerformanceTarget]) -> Iterator[Fact]:
    if targets:
        yield _count("performance_target.count", len(targets), targets[0].place)


def _text_facts(
    disclosure: Disclosure, best_claim: Callable[[Sequence[Claim], str], Claim | None]
) -> Iterator[Fact]:
    for key in _TEXT_KEYS:
        claim = best_claim(disclosure.claims, key)
        if claim is not None and (claim.value is not None or claim.comparison == "none"):
            yield _claim_fact(key, claim)
    if not any(line.level == 1 for line in disclosure.lines if line.statement == "expenditure"):
        for claim in disclosure.claims:
            if claim.metric.startswith("expenditure.class.") and claim.period in OWN_PERIODS:
                yield _claim_fact(claim.metric, claim)


def _claim_fact(key: str, claim: Claim) -> Fact:
    """The fact that the text states; blank where it says that there is none of it."""
    unit = claim.value_unit or "万元"
    return Fact(
        key,
        claim.value,
        unit,
        _state(claim.value),
        claim.decimals,
        claim.page,
        claim.line,
        None,
        None,
        "text",
    )
