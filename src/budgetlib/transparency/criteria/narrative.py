"""Narrative: what is explained in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from budgetlib.accounts import OWN_PERIODS, Key, Kind
from budgetlib.disclosure import Claim, Fact
from budgetlib.document import Place
from budgetlib.transparency.case import NO_TEXT, Case, place_of
from budgetlib.transparency.rubric import Criterion
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

_DIRECTIONS = {"increase": "增加", "decrease": "减少"}
_COMPARED = frozenset(("unchanged", *_DIRECTIONS))
_THREE_PUBLIC = {
    "total": "“三公”经费",
    "abroad": "因公出国（境）费",
    "reception": "公务接待费",
    "vehicle": "公务用车费",
    "vehicle_purchase": "公务用车购置费",
    "vehicle_operation": "公务用车运行费",
}
_PARTS = {"total": ("abroad", "reception", "vehicle"), "vehicle": ("vehicle_purchase", "vehicle_operation")}
"""Figures whose change is explained where the change of one of their parts is."""
_KINDS = {Key.PROCUREMENT_GOODS: "货物", Key.PROCUREMENT_WORKS: "工程", Key.PROCUREMENT_SERVICES: "服务"}
_ASSETS = {
    "车辆": ("assets.vehicles", "assets.vehicle_quota"),
    "设备": ("assets.equipment_1m", "assets.equipment_500k", "assets.equipment_200k"),
    "房屋": ("assets.office_area", "assets.building_area"),
    "资产总额": ("assets.total", "assets.fixed"),
}
_FEWEST_ASSETS = 2
_ROUNDING = Decimal("0.02")
"""How far, in the unit printed, three printed parts may be off their total by rounding."""
_LITTLE = Decimal("0.25")
_SECRET = re.compile(r"涉密|保密")
_REASON = re.compile(r"原因(?!是?[。；]|$)|由于|因为|主要是|根据")


def operating_cost_explained(case: Case, criterion: Criterion) -> Verdict:
    """Whether the text says what 机关运行经费 is planned, or that there is none."""
    claim = case.claim(Key.OPERATING_COST_TOTAL)
    if claim and claim.value is not None:
        return met(f"说明了机关运行经费{_figure(claim)}。", place_of(claim))
    if claim and claim.comparison == "none":
        return met("说明了没有机关运行经费。", place_of(claim))
    fact = case.fact(Key.OPERATING_COST_TOTAL)
    if not case.has_text:
        return undeterminable(NO_TEXT, place_of(fact) if fact else NOWHERE)
    section = case.section_about("operating_cost")
    if section:
        return undeterminable("有机关运行经费一节，但没有读到金额。", place_of(section))
    if fact:
        return partial("机关运行经费只在表里列了金额，文字没有说明。", place_of(fact))
    if case.disclosure.identity.scope != "department":
        return undeterminable("没有提到机关运行经费；事业单位没有这项经费，从文件看不出是不是。")
    return _absent(case, criterion, "表格和文字都没有提到机关运行经费。")


def procurement_total_given(case: Case, criterion: Criterion) -> Verdict:
    """Whether the total of government procurement is given, in words or in a table."""
    fact = case.fact(Key.PROCUREMENT_TOTAL)
    if fact and fact.value is not None:
        return met(f"政府采购总额{fact.value}{fact.unit}。", place_of(fact))
    denial = case.denial(Key.PROCUREMENT_TOTAL)
    if denial:
        return met("说明了没有政府采购。", place_of(denial))
    statement = case.statement(Kind.PROCUREMENT)
    if statement:
        return met("列有政府采购表。", statement.place)
    section = case.section_about("procurement")
    if section:
        return undeterminable("有政府采购一节，但没有读到金额。", place_of(section))
    return _absent(case, criterion, "表格和文字都没有提到政府采购。")


def procurement_by_kind(case: Case, criterion: Criterion) -> Verdict:
    """Whether procurement is split into goods, works and services; kinds that are nothing may be left out."""
    total = case.fact(Key.PROCUREMENT_TOTAL)
    nothing = case.denial(Key.PROCUREMENT_TOTAL) or (total if total and total.value == 0 else None)
    if nothing:
        return not_applicable("没有政府采购，无从分类。", place_of(nothing))
    given = {name: fact for key, name in _KINDS.items() if (fact := case.fact(key))}
    if given:
        place = place_of(next(iter(given.values())))
        if len(given) == len(_KINDS) or (total and _adds_up(total, list(given.values()))):
            parts = "、".join(f"{name}{fact.value or 0}{fact.unit}" for name, fact in given.items())
            return met(f"政府采购分列：{parts}。", place)
        return partial(f"政府采购只列了{'、'.join(given)}，与总额不等。", place)
    if total is None or total.value is None:
        return undeterminable("没有读到政府采购总额，不能判断有没有分类。" if case.has_text else NO_TEXT)
    if not case.has_text:
        return undeterminable("表里没有分货物、工程、服务，文字说明不在这份文件里。", place_of(total))
    return missing(f"政府采购{total.value}{total.unit}没有分货物、工程、服务。", place_of(total))


def changes_explained(case: Case, criterion: Criterion) -> Verdict:
    """Whether changes of income and spending are given with a reason."""
    compared = _compared(case, *criterion.families)
    if not compared:
        return _absent(case, criterion, "文字部分没有说明收入、支出比上年的增减。")
    moves = [claim for claim in compared if claim.comparison in _DIRECTIONS]
    if not moves:
        return met("说明了收入、支出与上年持平。", place_of(compared[0]))
    explained = [claim for claim in moves if _has_reason(claim, compared)]
    if not explained and case.gives_reasons(*criterion.families):
        explained = moves  # the reasons stand in a sentence of their own
    if explained:
        return met(f"{_change(explained[0])}，并写明原因。", place_of(explained[0]))
    return partial(f"{_change(moves[0])}，没有写明原因。", place_of(moves[0]))


def three_public_changes_explained(case: Case, criterion: Criterion) -> Verdict:
    """Whether changes of 三公 and of its items are given, each with a reason (its own or that of its parts)."""
    compared = [claim for claim in _compared(case, "three_public") if _item(claim) in _THREE_PUBLIC]
    moves = [claim for claim in compared if claim.comparison in _DIRECTIONS]
    denial = case.denial(Key.THREE_PUBLIC_TOTAL)
    if denial and not moves:
        return not_applicable("文件说明没有“三公”经费。", place_of(denial))
    if not compared:
        return _absent(case, criterion, "文字部分没有说明“三公”经费比上年的增减。")
    if not moves:
        return met("说明了“三公”经费与上年持平。", place_of(compared[0]))
    reasons = {_item(claim) for claim in compared if _has_reason(claim, compared)}
    if not reasons and case.gives_reasons("three_public"):
        reasons = set(_THREE_PUBLIC)  # they stand in a sentence of their own
    lacking = {_item(claim): claim for claim in moves if not _explained(_item(claim), reasons)}
    if not lacking:
        return met("说明了“三公”经费的增减和原因。", place_of(moves[0]))
    names = "、".join(_THREE_PUBLIC[item] for item in lacking)
    share = Decimal(1) - Decimal(len(lacking)) / (2 * len({_item(claim) for claim in moves}))
    return partial(f"{names}有增减，没有说明原因。", place_of(next(iter(lacking.values()))), share)


def terms_explained(case: Case, criterion: Criterion) -> Verdict:
    """Whether terms are explained."""
    terms = case.disclosure.glossary
    if terms:
        return met(f"解释了{len(terms)}个名词。", Place(page=terms[0].page, line=terms[0].line))
    if any(section.region == "glossary" for section in case.disclosure.sections):
        return undeterminable("有名词解释一节，但没有读到各个名词。")
    return _absent(case, criterion, "没有名词解释。")


def assets_explained(case: Case, criterion: Criterion) -> Verdict:
    """Whether the text gives figures of state-owned assets of at least two sorts."""
    first = {
        claim.metric: claim for claim in reversed(list(case.claims("assets"))) if claim.value is not None
    }
    given = [name for name, metrics in _ASSETS.items() if any(metric in first for metric in metrics)]
    if given:
        place = place_of(min(first.values(), key=lambda claim: (claim.page or 0, claim.line or 0)))
        if len(given) >= _FEWEST_ASSETS:
            return met(f"说明了{'、'.join(given)}的数量。", place)
        return partial(f"国有资产只说明了{given[0]}。", place)
    section = case.section_about("assets")
    if section:
        return undeterminable("有国有资产一节，但没有读到数量。", place_of(section))
    return _absent(case, criterion, "没有说明国有资产占有使用情况。")


def performance_explained(case: Case, criterion: Criterion) -> Verdict:
    """Whether the text speaks of performance targets or evaluations."""
    found = next(case.claims("performance"), None) or case.section_about("performance")
    if found:
        return met("文字部分说明了绩效管理情况。", place_of(found))
    return _absent(case, criterion, "文字部分没有说明绩效管理情况。")


def targets_given(case: Case, criterion: Criterion) -> Verdict:
    """Whether performance targets of projects are printed, and of how many of the projects listed."""
    if case.is_final:
        return not_applicable("决算不附绩效目标。")
    if case.project_spending == 0:
        return not_applicable("没有项目支出，也就没有项目绩效目标。")
    targets = case.disclosure.project_targets
    if targets:
        # what the list itself says is kept back (保密项目) is not asked for
        listed = [project for project in case.disclosure.projects if not project.performance_target_withheld]
        shown = sum(project.performance_target_disclosed is True for project in listed)
        if not listed or not shown:
            return met(f"附有{len(targets)}个绩效目标表。", targets[0].place)
        kept_back = len(case.disclosure.projects) - len(listed)
        besides = f"（另有{kept_back}个注明不公开）" if kept_back else ""
        words = f"列出的{len(listed)}个项目{besides}中，{shown}个附有绩效目标"
        if shown < len(listed) and any(_SECRET.search(claim.text) for claim in case.claims("performance")):
            return met(f"{words}；文字说明另有涉密内容，不予公开。", targets[0].place)
        return by_share(Decimal(shown) / len(listed), f"{words}。", targets[0].place)
    prose = case.section(criterion.headings) if criterion.headings else None
    if prose:
        return partial("没有附绩效目标表，只用文字介绍了个别项目。", place_of(prose), _LITTLE)
    if case.has_text and case.has_tables:
        return missing("这份文件里没有项目绩效目标表。")
    return undeterminable("这份文件只是公开内容的一部分，绩效目标可能在另一个附件里。")


def service_purchase_given(case: Case, criterion: Criterion) -> Verdict:
    """Whether the catalogue of service purchases, or a table of them, is published beside the budget."""
    entries = case.disclosure.catalogue
    if entries:
        first = entries[0]
        place = Place(first.page, first.line, first.table, first.row)
        return met(f"附有政府购买服务指导性目录，共{len(entries)}条。", place)
    for statement in case.disclosure.statements:
        if statement.kind is Kind.SERVICE_PURCHASE or "购买服务" in statement.title:
            return met(f"列有“{statement.title}”。", statement.place)
    found = next(case.claims("service_purchase"), None) or case.section_about("service_purchase")
    if found:
        return partial("只用文字说明了政府购买服务，没有附目录或明细表。", place_of(found))
    if case.has_text and case.has_tables:
        return missing("没有公开政府购买服务的情况或目录。")
    return undeterminable("这份文件只是公开内容的一部分。")


def _absent(case: Case, criterion: Criterion, message: str) -> Verdict:
    """Missing, unless the text is elsewhere or the table of contents says that it is there."""
    if not case.has_text:
        return undeterminable(NO_TEXT)
    announced = case.announced_part(criterion.announced)
    if announced:
        return undeterminable(f"目录里列有“{announced.title}”，但没有读到内容。")
    return missing(message)


def _compared(case: Case, *families: str) -> list[Claim]:
    return [
        claim
        for claim in case.claims(*families)
        if claim.comparison in _COMPARED and claim.period in OWN_PERIODS
    ]


def _has_reason(claim: Claim, others: Sequence[Claim]) -> bool:
    """Whether a claim has a reason, its sentence speaks of one, or has one for several figures together."""
    if claim.reason or _REASON.search(claim.text):
        return True
    return any(other.reason and other.text == claim.text for other in others)


def _item(claim: Claim) -> str:
    return claim.metric.partition(".")[2]


def _explained(item: str, reasons: set[str]) -> bool:
    return item in reasons or any(_explained(part, reasons) for part in _PARTS.get(item, ()))


def _adds_up(total: Fact, parts: Sequence[Fact]) -> bool:
    values = [part.value if isinstance(part.value, Decimal) else Decimal(0) for part in parts]
    same_unit = {part.unit for part in parts} == {total.unit}
    return same_unit and isinstance(total.value, Decimal) and abs(sum(values) - total.value) <= _ROUNDING


def _figure(claim: Claim) -> str:
    return f"{claim.value}{claim.value_unit}"


def _change(claim: Claim) -> str:
    """A change in words: 财政拨款收入比2023年预算减少876.75万元."""
    amount = ""
    if claim.change is not None:
        amount = f"{claim.change}{claim.change_unit}"
    elif claim.change_percent is not None:
        amount = f"{claim.change_percent}%"
    return f"说明了{claim.subject or '收支'}比{claim.base or '上年'}{_DIRECTIONS[claim.comparison]}{amount}"
