"""Depth: how fine the figures are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from budgetlib.accounts import SPENDING_BY_ECONOMY, SPENDING_BY_FUNCTION, Key, Kind, Measure, Role
from budgetlib.disclosure import BudgetLine
from budgetlib.document import Place
from budgetlib.text import squash
from budgetlib.transparency.case import NO_TABLES, Case, place_of
from budgetlib.transparency.rubric import Criterion, rubric
from budgetlib.transparency.verdict import (
    NOWHERE,
    Verdict,
    by_share,
    met,
    missing,
    not_applicable,
    partial,
    undeterminable,
)

_BASIC = frozenset((Measure.BASIC, Measure.PERSONNEL, Measure.PUBLIC))
_THREE_PUBLIC = {
    Measure.ABROAD: "因公出国（境）费",
    Measure.RECEPTION: "公务接待费",
    Measure.VEHICLE_PURCHASE: "公务用车购置费",
    Measure.VEHICLE_OPERATION: "公务用车运行维护费",
}
_WITHOUT_ITEMS = frozenset(("227",))
"""Classes that have no items in the classification: 预备费."""
_FEWEST_GROUPS = 2
_NEARLY_ALL = Decimal("0.99")
_LITTLE = Decimal("0.25")
_MOST_QUOTED = 3


def basic_and_project_given(case: Case, criterion: Criterion) -> Verdict:
    """Whether spending is given as basic and as project spending."""
    for kind in (*SPENDING_BY_FUNCTION, Kind.SUMMARY):
        roles: set[str] = {role for line in case.view.lines(kind) for role in (line.measure, line.item)}
        if roles & _BASIC and Measure.PROJECT in roles:
            return met(f"“{kind.about.title}”分列基本支出和项目支出。", _statement_place(case, kind))
    named = {"基本支出": case.fact(Key.EXPENDITURE_BASIC), "项目支出": case.fact(Key.EXPENDITURE_PROJECT)}
    given = {name: fact for name, fact in named.items() if fact}
    if len(given) == len(named):
        return met("文字部分分别说明了基本支出和项目支出。", place_of(next(iter(given.values()))))
    if given:
        only, fact = next(iter(given.items()))
        return partial(f"只给出了{only}。", place_of(fact))
    if not case.has_enough_tables:
        return undeterminable(NO_TABLES)
    return missing("支出没有分成基本支出和项目支出。")


def function_to_items(case: Case, criterion: Criterion) -> Verdict:
    """Whether spending by function goes down to items (项)."""
    if not case.has_tables:
        return undeterminable(NO_TABLES)
    coarse: Kind | None = None
    for kind in SPENDING_BY_FUNCTION:
        lines = _classified(case, kind)
        items = {line.code or str(line.row) for line in lines if line.level == 3}
        if not items:
            coarse = coarse or (kind if lines else None)
            continue
        classes, lacking = _classes_without_items(lines)
        if not lacking:
            message = f"“{kind.about.title}”列到项级，共{len(items)}个项。"
            return met(message, _statement_place(case, kind))
        share = Decimal(classes - len(lacking)) / classes
        message = f"“{kind.about.title}”里{_quoted(lacking)}没有列到项级。"
        return by_share(share, message, _statement_place(case, kind))
    if coarse:
        return missing(f"“{coarse.about.title}”没有列到项级。", _statement_place(case, coarse))
    return undeterminable("没有读到按功能分类的支出表，不能判断列到哪一级。")


def _classes_without_items(lines: Sequence[BudgetLine]) -> tuple[int, list[str]]:
    """How many classes have amounts, and the names of those with no item below; a misprinted code is no lack."""
    seen: dict[str, str] = {}
    covered = set(_WITHOUT_ITEMS)
    current = ""
    for line in lines:
        if line.level == 1 and line.code:
            current = line.code
            if line.amount_yuan:
                seen[current] = line.name
        elif line.level == 3 or not line.code.startswith(current):
            covered |= {current, line.code[:3]}
    return len(seen), [name for code, name in seen.items() if code not in covered]


def basic_to_economic_groups(case: Case, criterion: Criterion) -> Verdict:
    """Whether basic spending by economic class goes down to groups (款)."""
    if not case.has_tables:
        return undeterminable(NO_TABLES)
    coarse: Kind | None = None
    for kind in SPENDING_BY_ECONOMY:
        rows = [line for line in case.view.lines(kind) if line.role is Role.ITEM]
        groups = set(_economic_groups(rows))
        if len(groups) >= _FEWEST_GROUPS:
            return met(f"“{kind.about.title}”列到款级，共{len(groups)}个款。", _statement_place(case, kind))
        coarse = coarse or (kind if rows else None)
    if coarse:
        return missing(f"“{coarse.about.title}”只列到类，没有列到款级。", _statement_place(case, coarse))
    if case.statement(Kind.GENERAL_BASIC_FUNCTIONAL):
        place = _statement_place(case, Kind.GENERAL_BASIC_FUNCTIONAL)
        return missing("基本支出表只按功能分类，没有按经济分类列示。", place)
    return undeterminable("没有读到按经济分类的基本支出表，不能判断列到哪一级。")


def _economic_groups(rows: Iterable[BudgetLine]) -> Iterator[str]:
    """Codes, else names, of the groups; where levels are not printed, whatever is not named like a class."""
    for line in rows:
        if line.level == 2 or (line.level == 3 and line.code):
            yield line.code or line.name
        elif line.level is None and line.name and squash(line.name) not in rubric().economic_classes:
            yield line.name


def three_public_by_item(case: Case, criterion: Criterion) -> Verdict:
    """Whether 三公 is split by item, and vehicles into purchase and operation."""
    statement = case.statement(Kind.THREE_PUBLIC)
    given: set[str] = {
        role for line in case.view.lines(Kind.THREE_PUBLIC) for role in (line.measure, line.item)
    }
    claimed = {
        claim.metric for claim in case.claims("three_public") if claim.value is not None or claim.comparison
    }
    lacking = [
        name
        for key, name in _THREE_PUBLIC.items()
        if key not in given and f"three_public.{key}" not in claimed
    ]
    first = next(case.claims("three_public"), None)
    place = statement.place if statement else place_of(first) if first else NOWHERE
    if not lacking:
        return met("“三公”经费按出国（境）、公务接待、用车购置、用车运行分项列示。", place)
    if len(lacking) < len(_THREE_PUBLIC):
        share = Decimal(len(_THREE_PUBLIC) - len(lacking)) / len(_THREE_PUBLIC)
        return partial(f"“三公”经费没有单列{'、'.join(lacking)}。", place, share)
    denial = case.denial(Key.THREE_PUBLIC_TOTAL)
    if denial:
        return not_applicable("文件说明没有“三公”经费，无从分项。", place_of(denial))
    if statement is None and not case.has_enough_tables:
        return undeterminable(NO_TABLES)
    return missing("“三公”经费没有分项列示。", place)


def projects_listed(case: Case, criterion: Criterion) -> Verdict:
    """Whether projects are listed one by one, by the share of project spending that they make up."""
    if case.is_final:
        return not_applicable("决算不要求逐个列出项目。")
    whole = case.project_spending
    if whole == 0:
        return not_applicable("没有项目支出。")
    listed = case.disclosure.projects
    if listed:
        place = Place(listed[0].page, listed[0].line, listed[0].table)
        amount = sum((project.total_yuan or Decimal(0) for project in listed), Decimal(0))
        if not whole or amount >= whole * _NEARLY_ALL:
            return met(f"逐个列出了{len(listed)}个项目。", place)
        share = amount / whole
        return partial(f"列出了{len(listed)}个项目，金额占项目支出的{share * 100:.1f}%。", place, share)
    targets = case.disclosure.project_targets
    if targets:
        return partial(
            f"没有逐个列出项目的表，只有{len(targets)}个项目的绩效目标表写明项目和金额。", targets[0].place
        )
    prose = case.section(criterion.headings) if criterion.headings else None
    if prose:
        return partial("没有逐个列出项目的表，只用文字介绍了个别项目。", place_of(prose), _LITTLE)
    if not case.has_enough_tables:
        return undeterminable(NO_TABLES)
    if case.statement(Kind.PROJECTS):
        return undeterminable("有项目支出表，但没有读出各个项目。", _statement_place(case, Kind.PROJECTS))
    return missing("项目支出只有总额，没有逐个列出项目。")


def codes_given(case: Case, criterion: Criterion) -> Verdict:
    """Whether functions are printed with their codes."""
    for kind in SPENDING_BY_FUNCTION:
        lines = _classified(case, kind)
        if lines:
            coded = Decimal(sum(bool(line.code) for line in lines)) / len(lines)
            words = "都附有编码" if coded == 1 else "有的没有编码" if coded else "都没有编码"
            return by_share(coded, f"“{kind.about.title}”的科目{words}。", _statement_place(case, kind))
    return undeterminable("没有读到按功能分类的支出表。" if case.has_tables else NO_TABLES)


def _classified(case: Case, kind: Kind) -> Sequence[BudgetLine]:
    return [line for line in case.view.lines(kind) if line.role is Role.ITEM and line.level in (1, 2, 3)]


def _statement_place(case: Case, kind: Kind) -> Place:
    statement = case.statement(kind)
    return statement.place if statement else NOWHERE


def _quoted(names: Sequence[str]) -> str:
    return "、".join(f"“{name}”" for name in names[:_MOST_QUOTED]) + (
        "等" if len(names) > _MOST_QUOTED else ""
    )
