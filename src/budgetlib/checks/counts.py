"""Rules on what is counted: vehicles, equipment, and what was bought with which money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from budgetlib.accounts import Key, Kind, Measure
from budgetlib.checks.figures import fact_title, of_claim, of_fact, of_line, tolerance, total
from budgetlib.checks.innocent import ANOTHER_YEAR, SEVERAL_FIGURES
from budgetlib.checks.quoting import quoted
from budgetlib.checks.rule import Outcome, rule
from budgetlib.checks.view import View
from budgetlib.disclosure import Claim
from budgetlib.findings import Evidence
from budgetlib.money import UNIT_FACTORS

_VEHICLES = "assets.vehicles"
_SMALLER, _LARGER = "assets.equipment_1m", "assets.equipment_500k"
_NO_PART = re.compile("不含|除外|不包括")
_BOUGHT = re.compile(
    r"(?:购置|购买|更新|新购)(?:了)?(?:公务|执法|执勤|业务|特种)*(?:用车|车辆|汽车)[^0-9，。；]{0,4}([1-9]\d*)辆"
)
_EARLIER = re.compile("上年|去年|报废|处置")
_SAME_THINGS = {
    "30212": Key.THREE_PUBLIC_ABROAD,
    "30217": Key.THREE_PUBLIC_RECEPTION,
    "30231": Key.THREE_PUBLIC_VEHICLE_OPERATION,
}
"""Economic codes of 一般公共预算基本支出 and the 三公 figure that holds them."""


@rule(
    "text.counts",
    title="其中数不大于总数",
    severity="error",
    says="车辆各类之和不大于车辆总数；单价100万元以上设备也是50万元以上设备，不应多于它。",
)
def counts(view: View) -> Iterator[Outcome]:
    yield from _vehicles(view)
    smaller, larger = view.claim(_SMALLER), view.claim(_LARGER)
    if smaller is None or larger is None or smaller.value is None or larger.value is None:
        return
    said = smaller.subject + larger.subject
    if smaller.text != larger.text or _NO_PART.search(said):
        return
    agrees = smaller.value <= larger.value
    yield Outcome(
        "pass" if agrees else "fail",
        ""
        if agrees
        else f"文字说明写“{larger.subject}”{larger.value}{larger.value_unit}，"
        f"而“{smaller.subject}”有{smaller.value}{smaller.value_unit}，后者应包括在前者之内。",
        view.place_of(smaller),
        expected=larger.value,
        actual=smaller.value,
        unit="台",
        evidence=(of_claim(larger).evidence, of_claim(smaller).evidence),
        sentences=(smaller.text,),
        review="两者也可能是分段计数（50万元至100万元、100万元以上）",
    )


def _vehicles(view: View) -> Iterator[Outcome]:
    whole = view.claim(_VEHICLES)
    if whole is None or whole.value is None:
        return
    parts = [
        one
        for one in view.disclosure.claims
        if one.part_of == _VEHICLES
        and one.text == whole.text
        and one.value is not None
        and one.value_unit == "辆"
    ]
    if len(parts) < 2:
        return
    together = sum((one.value or Decimal(0) for one in parts), Decimal(0))
    agrees = together <= whole.value
    listed = "、".join(f"{one.subject}{one.value}辆" for one in parts)
    yield Outcome(
        "pass" if agrees else "fail",
        "" if agrees else f"文字说明写车辆共{whole.value}辆，而所列{listed}，合计{together}辆。",
        view.place_of(whole),
        expected=together,
        actual=whole.value,
        unit="辆",
        evidence=tuple(of_claim(one).evidence for one in (whole, *parts)),
        sentences=(whole.text,),
    )


@rule(
    "text.vehicles_bought",
    title="购置车辆与购置费相符",
    severity="warning",
    says="写明购置公务用车若干辆的，公务用车购置费不应为零。",
    tries=(ANOTHER_YEAR, SEVERAL_FIGURES),
)
def vehicles_bought(view: View) -> Iterator[Outcome]:
    claim = view.claim(Key.THREE_PUBLIC_VEHICLE_PURCHASE)
    if claim is None or claim.value is None:
        return
    for paragraph in view.disclosure.paragraphs:
        for part in re.split("[；。]", paragraph.text):
            found = _BOUGHT.search(part)
            if found is None or "购置费" not in part:
                continue
            if _EARLIER.search(part[: found.start()].rpartition("，")[2]):
                continue
            yield Outcome(
                "fail" if claim.value == 0 else "pass",
                f"文字说明写公务用车购置费为{claim.value}{claim.value_unit}，同一句却写“{found[0]}”。"
                if claim.value == 0
                else "",
                view.place_of(claim),
                evidence=(Evidence("原文", quoted(claim), view.place_of(claim)),),
                sentences=(part,),
                metrics=(claim.metric,),
            )


@rule(
    "across.three_public_items",
    title="基本支出表的“三公”科目不大于“三公”经费表",
    severity="warning",
    says="一般公共预算基本支出表里因公出国（境）费用、公务接待费、公务用车运行维护费，各不大于“三公”经费表的同一项。",
)
def three_public_items(view: View) -> Iterator[Outcome]:
    facts = {fact.key: fact for fact in view.disclosure.facts if fact.origin == "table"}
    for code, key in _SAME_THINGS.items():
        fact = facts.get(key)
        lines = [
            line
            for line in view.lines(Kind.GENERAL_BASIC)
            if line.code == code and line.measure == Measure.TOTAL and line.amount_yuan is not None
        ]
        if (
            fact is None
            or not isinstance(fact.value, Decimal)
            or fact.unit not in UNIT_FACTORS
            or len(lines) != 1
        ):
            continue
        basic, whole = of_line(lines[0]), of_fact(fact, f"“三公”经费表的{fact_title(key)}")
        agrees = basic.value <= whole.value + tolerance([basic, whole])
        yield Outcome(
            "pass" if agrees else "fail",
            "" if agrees else f"{basic.label}为{basic.text}，大于{whole.label}{whole.text}。",
            basic.place,
            expected=whole.value,
            actual=basic.value,
            tolerance=tolerance([basic, whole]),
            unit="元",
            figures=(basic, whole),
            compared=(basic, whole),
            review="“三公”经费表的口径可能不同",
        )


@rule(
    "text.small_firms",
    title="小微企业在中小企业之内",
    severity="error",
    says="授予小微企业的合同金额不大于授予中小企业的，后者不大于政府采购总额。",
    tries=(ANOTHER_YEAR, SEVERAL_FIGURES),
)
def small_firms(view: View) -> Iterator[Outcome]:
    chain = ("procurement.small_micro_awarded", "procurement.sme_awarded", "procurement.total")
    stated = [view.claim(metric) for metric in chain]
    for part, whole in pairwise(stated):
        if part is None or whole is None or part.value is None or whole.value is None:
            continue
        first, second = of_claim(part), of_claim(whole)
        agrees = first.value <= second.value + tolerance([first, second])
        yield Outcome(
            "pass" if agrees else "fail",
            "" if agrees else f"{first.label}为{first.text}，大于{second.label}{second.text}。",
            first.place,
            expected=second.value,
            actual=first.value,
            tolerance=tolerance([first, second]),
            unit="元",
            figures=(first, second),
            compared=(first, second),
            sentences=(part.text,),
            metrics=(part.metric, whole.metric),
        )


@rule(
    "text.list",
    title="其中各项之和不大于总数",
    severity="notice",
    says="文字列举的其中各项金额之和，不应大于它们的总数。",
)
def lists(view: View) -> Iterator[Outcome]:
    latest: dict[str, Claim] = {}
    lists: dict[tuple[str, str], list[Claim]] = {}
    wholes: dict[tuple[str, str], Claim] = {}
    for claim in view.disclosure.claims:
        if claim.value is None or claim.value_unit not in UNIT_FACTORS:
            continue
        whole = latest.get(claim.part_of) if claim.part_of else None
        if whole is not None and whole.text == claim.text:
            key = (claim.part_of, claim.text)
            wholes[key] = whole
            lists.setdefault(key, []).append(claim)
        latest[claim.metric] = claim
    for key, parts in lists.items():
        head, figures = of_claim(wholes[key]), [of_claim(part) for part in parts]
        allowed = tolerance([head, *figures])
        if len(figures) < 2 or not head.value:
            continue
        agrees = total(figures) <= head.value + allowed
        yield Outcome(
            "pass" if agrees else "fail",
            ""
            if agrees
            else f"{head.label}为{head.text}，而同一句所列{len(figures)}项之和超过它，其中可能有下一级的项目，待人工复核。",
            head.place,
            expected=total(figures),
            actual=head.value,
            tolerance=allowed,
            unit="元",
            figures=(head, *figures),
            compared=(head, *figures),
        )
