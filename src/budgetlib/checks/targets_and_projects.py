"""Rules on performance targets: against themselves, against the projects that they belong to, against the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial

from budgetlib.checks.figures import BLANK, Figure, of_claim, of_project, spoken, total
from budgetlib.checks.innocent import ANOTHER_PART, CARRIED_OVER, COUNTED_REPEATEDLY, KEPT_BACK, SECRET
from budgetlib.checks.rule import GOOD_PRACTICE, Outcome, compare, compare_amounts, compare_sum, rule
from budgetlib.checks.view import View
from budgetlib.disclosure import Fund, PerformanceTarget
from budgetlib.document import Place
from budgetlib.findings import Evidence
from budgetlib.money import rounding_step
from budgetlib.text import squash

_STEP_BY_STEP = "良好做法（绩效目标逐步公开）"
_ONE_YEAR = ("1年", "一年", "一次性", "当年", "年度项目")
_MOST_QUOTED = 3
_SHORTEST_COPIED_TEXT = 20
_VAGUE_SHARE = Decimal("0.5")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_KEY_ONES = re.compile("重点项目(?:预算)?绩效目标")
_BEGINNING = 4
_MOST_TOGETHER = 12
"""So many projects without a target are tried together: of more, some sum fits by chance."""
_FEW_LOOSE = 10
"""Of so many targets one may belong to no project that we know of; where more do, we don't know what they belong to."""


def _figure(target: PerformanceTarget, fund: Fund, label: str) -> Figure:
    blank = fund.amount_yuan is None
    return Figure(
        label=f"绩效目标“{target.project}”的{label}",
        value=fund.amount_yuan or Decimal(0),
        step=Decimal(0) if blank else rounding_step(fund.decimals, fund.unit),
        printed=fund.printed or BLANK,
        unit=fund.unit if not blank else "",
        at=(target.place.page, fund.line, target.place.table, fund.row),
    )


def _whole(target: PerformanceTarget, period: str) -> Fund | None:
    return next(
        (
            fund
            for fund in target.funds
            if fund.source == "total" and fund.period == period and fund.amount_yuan is not None
        ),
        None,
    )


@rule(
    "targets.period",
    title="一年期项目的总额与年度资金一致",
    severity="warning",
    says="项目期为一年的，实施期资金总额应等于年度资金总额；跨年项目的年度资金不超过总额。",
)
def period_against_year(view: View) -> Iterator[Outcome]:
    for target in view.disclosure.project_targets:
        term, year = _whole(target, "term"), _whole(target, "year")
        if term is None or year is None:
            continue
        whole, part = _figure(target, term, "实施期资金总额"), _figure(target, year, "年度资金总额")
        stated = target.term + target.attribute
        if any(word in stated for word in _ONE_YEAR):
            outcome = compare(whole, part._replace(label="年度资金总额"))
            if outcome.outcome == "fail":
                outcome = outcome._replace(message=f"{outcome.message[:-1]}，而项目期只有一年。")
            yield outcome
        else:
            yield Outcome("pass", "") if part.value <= whole.value else compare(part, whole)


@rule(
    "targets.sources",
    title="绩效目标的资金总额等于各来源之和",
    severity="error",
    says="绩效目标表中实施期、年度资金总额各等于中央、省、市县、自筹等来源之和。",
    tries=(COUNTED_REPEATEDLY, ANOTHER_PART),
)
def sources(view: View) -> Iterator[Outcome]:
    for target in view.disclosure.project_targets:
        for period, label in (("term", "实施期资金总额"), ("year", "年度资金总额")):
            whole = _whole(target, period)
            parts = [
                fund
                for fund in target.funds
                if fund.period == period and fund.source != "total" and not fund.within
            ]
            if whole is None or not any(fund.amount_yuan is not None for fund in parts):
                continue
            yield compare_amounts(
                whole.amount_yuan,
                [fund.amount_yuan for fund in parts],
                partial(_sum_of_sources, target, whole, parts, label),
            )


def _sum_of_sources(target: PerformanceTarget, whole: Fund, parts: Sequence[Fund], label: str) -> Outcome:
    figures = [_figure(target, fund, fund.source) for fund in parts]
    return compare_sum(_figure(target, whole, label), figures, of="各来源之和")


@rule(
    "targets.amount",
    title="绩效目标的金额与项目支出表一致",
    severity="error",
    says="绩效目标的年度资金总额与项目支出表中同一项目的金额一致（换算单位后）。",
    tries=(CARRIED_OVER,),
)
def amounts(view: View) -> Iterator[Outcome]:
    outcomes = [one for target in view.disclosure.targets for one in _amount(view, target)]
    agree = sum(outcome.outcome == "pass" for outcome in outcomes)
    for outcome in outcomes:
        if outcome.outcome == "fail" and agree < len(outcomes) - agree:
            outcome = outcome._replace(review="多数绩效目标的金额与项目表都不同，两处口径可能不同")
        yield outcome


def _amount(view: View, target: PerformanceTarget) -> Iterator[Outcome]:
    """A target's amount against the projects that it belongs to, or the only one of its name but for brackets."""
    fund = _whole(target, "year") or _whole(target, "term")
    rows = target.matched_rows or _but_for_brackets(view, target)
    if fund is None or not rows or not fund.amount_yuan:
        return
    projects = [of_project(view.disclosure.projects[at]) for at in rows]
    figure = _figure(target, fund, "资金总额")
    if len(projects) == 1:
        yield compare(projects[0], figure)
        return
    # One name may stand in both lists (this year, carried over): the target may be of either or of both.
    outcomes = [
        *(compare(project, figure) for project in projects),
        compare_sum(figure, projects, of="项目支出表同名项目之和"),
    ]
    yield next((one for one in outcomes if one.outcome == "pass"), outcomes[-1])


def _but_for_brackets(view: View, target: PerformanceTarget) -> tuple[int, ...]:
    """The only project whose name is that of the only target, without what stands in brackets."""
    name = _bare(target.project)
    namesakes = [one for one in view.disclosure.project_targets if _bare(one.project) == name]
    found = [at for at, one in enumerate(view.disclosure.projects) if _bare(one.name) == name]
    return tuple(found) if name and len(found) == 1 and len(namesakes) == 1 else ()


def _bare(name: str) -> str:
    return _IN_BRACKETS.sub("", squash(name))


@rule(
    "targets.undisclosed",
    title="没有公开绩效目标的项目",
    severity="warning",
    says="公开了项目绩效目标的单位，项目支出表里的每个项目都应有绩效目标；列出没有的项目及其金额、占比。"
    "文件注明保密、不需要填报的项目除外。",
    authority=_STEP_BY_STEP,
    tries=(KEPT_BACK,),
)
def undisclosed(view: View) -> Iterator[Outcome]:
    covered = _covered(view)
    loose = sum(not one.matched_rows and one.number not in covered for one in view.disclosure.project_targets)
    rows = {at for found in covered.values() for at in found}
    for funding, name, severity in (("current", "本年", "warning"), ("carryover", "上年结转", "notice")):
        listed = [one for one in view.disclosure.projects if one.funding == funding]
        lacking = [
            one
            for at, one in enumerate(view.disclosure.projects)
            if one.funding == funding and one.performance_target_disclosed is False and at not in rows
        ]
        without = [one for one in lacking if not one.performance_target_withheld]
        sure = len(without) > loose and loose * _FEW_LOOSE <= len(view.disclosure.targets)
        if all(one.performance_target_disclosed is None for one in listed):
            continue
        if not without:
            kept_back = f"，除了注明不公开的{len(lacking)}个，" if lacking else ""
            yield Outcome("pass", f"{name}{len(listed)}个项目{kept_back}都公开了绩效目标。")
            continue
        ranked = sorted(without, key=lambda one: -(one.total_yuan or 0))
        figures = [of_project(one) for one in ranked]
        whole, missing = total([of_project(one) for one in listed]), total(figures)
        some = len(without) < len(listed)
        which = f"其中{len(without)}个" if some else "都" if len(listed) > 1 else ""
        share = f"，占{name}项目支出的{missing / whole * 100:.2f}%" if whole and some else ""
        quoted = _first(
            f"“{one.name}”{spoken(one.total_yuan, one.unit) if one.total_yuan is not None else BLANK}"
            for one in ranked
        )
        unit = without[0].unit
        yield Outcome(
            outcome="fail",
            severity=severity,
            message=(
                f"{name}项目{len(listed)}个，{which}没有公开绩效目标，"
                f"合计{spoken(missing, unit)}{share}：{quoted}{_said_to_be_key_ones(view)}。"
            ),
            place=figures[0].place,
            expected=Decimal(len(listed)),
            actual=Decimal(len(listed) - len(without)),
            unit="个",
            figures=tuple(figures),
            stake=missing,
            doubt=view.unclear_projects,
            review="" if sure else f"另有{loose}个绩效目标没有对上项目，可能就是其中一些项目的",
        )


def _covered(view: View) -> dict[int, tuple[int, ...]]:
    """Number of a target that belongs to no project -> the projects without one that add up to its amount.

    One target may be of several projects that begin as it does (专项资金 of several fields).
    """
    taken = {at for target in view.disclosure.targets for at in target.matched_rows}
    free = [at for at in range(len(view.disclosure.projects)) if at not in taken][:_MOST_TOGETHER]
    found = {}
    for target in view.disclosure.project_targets:
        fund = _whole(target, "year") or _whole(target, "term")
        if target.matched_rows or fund is None or not fund.amount_yuan:
            continue
        sums: dict[Decimal, tuple[int, ...]] = {Decimal(0): ()}
        for at in free:
            amount = view.disclosure.projects[at].total_yuan
            if amount and _begin_alike(view.disclosure.projects[at].name, target.project):
                sums = {total + amount: (*rows, at) for total, rows in sums.items()} | sums
        if fund.amount_yuan in sums:
            found[target.number] = sums[fund.amount_yuan]
    return found


def _said_to_be_key_ones(view: View) -> str:
    """That the document itself says that its targets are those of key projects, in brackets."""
    said = any(_KEY_ONES.search(squash(paragraph.text)) for paragraph in view.disclosure.paragraphs)
    return "（文件说所列的是重点项目的绩效目标）" if said else ""


def _begin_alike(one: str, other: str) -> bool:
    return squash(one)[:_BEGINNING] == squash(other)[:_BEGINNING]


def _first(names: Iterable[str]) -> str:
    """The first few of some names, and 等 where there are more."""
    every = list(names)
    return "、".join(every[:_MOST_QUOTED]) + ("等" if len(every) > _MOST_QUOTED else "")


@rule(
    "targets.announced",
    title="文字所说公开的绩效目标数与实际相符",
    severity="error",
    says="情况说明中写明公开的项目绩效目标个数，应等于文件里实际列出的绩效目标表数。",
    tries=(SECRET,),
)
def announced(view: View) -> Iterator[Outcome]:
    claim = view.claim("performance.disclosed_targets")
    if claim is None or claim.value is None:
        return
    printed = len(view.disclosure.project_targets)
    said = of_claim(claim)
    place = view.disclosure.project_targets[0].place if view.disclosure.project_targets else said.place
    agrees = claim.value == printed
    yield Outcome(
        outcome="pass" if agrees else "fail",
        message=""
        if agrees
        else f"文字说明称公开项目绩效目标{claim.value}个，文件中实际只有{printed}个绩效目标表，相差{abs(claim.value - printed)}个。"
        if printed < claim.value
        else f"文字说明称公开项目绩效目标{claim.value}个，文件中有{printed}个绩效目标表，相差{abs(claim.value - printed)}个。",
        place=said.place,
        expected=claim.value,
        actual=Decimal(printed),
        tolerance=Decimal(0),
        unit="个",
        evidence=(said.evidence, Evidence("文件所附绩效目标表", f"{printed}个", place)),
        sentences=(claim.text,),
        doubt="" if printed else "文件里没有读到绩效目标表，可能在另一个附件里，不作判断。",
        review="有绩效目标表没有读懂，个数可能不对" if _unread_forms(view) else "",
    )


def _unread_forms(view: View) -> bool:
    return any(note.kind in ("targets.unread", "targets.other_form") for note in view.disclosure.notes)


@rule(
    "targets.measurable",
    title="绩效指标可以衡量",
    severity="notice",
    says="绩效指标应尽量量化；没有数值、只写“是”“提升”“及时”之类的指标占一半以上的，予以提示。",
    authority=GOOD_PRACTICE,
)
def measurable(view: View) -> Iterator[Outcome]:
    indicators = [one for one in view.disclosure.indicators if one.value_text]
    vague = [one for one in indicators if one.number is None]
    if not indicators:
        return
    share = Decimal(len(vague)) / len(indicators)
    if share < _VAGUE_SHARE:
        yield Outcome("pass", f"{len(indicators)}条指标中{len(indicators) - len(vague)}条有数值。")
        return
    quoted = "、".join(f"“{one.level3}：{one.value_text}”" for one in vague[:_MOST_QUOTED])
    yield Outcome(
        outcome="fail",
        message=f"{len(indicators)}条有指标值的绩效指标中，{len(vague)}条没有数值（{share * 100:.0f}%），例如{quoted}。",
        place=Place(vague[0].page, vague[0].line, vague[0].table, vague[0].row),
        expected=Decimal(len(indicators)),
        actual=Decimal(len(indicators) - len(vague)),
        unit="条",
        evidence=tuple(
            Evidence(one.level3, one.value_text, Place(one.page, one.line, one.table, one.row))
            for one in vague[:_MOST_QUOTED]
        ),
    )


@rule(
    "targets.year_indicators",
    title="年度指标没有填写",
    severity="notice",
    says="表中分列实施期和年度指标的，年度指标不应整列空白。",
    authority=GOOD_PRACTICE,
)
def year_indicators(view: View) -> Iterator[Outcome]:
    periods: dict[int, set[str]] = defaultdict(set)
    for indicator in view.disclosure.indicators:
        if indicator.value_text:
            periods[indicator.target].add(indicator.period)
    if not any({"term", "year"} <= found for found in periods.values()):
        return
    without = [one for one in view.disclosure.project_targets if periods[one.number] == {"term"}]
    if not without:
        yield Outcome("pass", "")
        return
    quoted = _first(f"“{one.project}”" for one in without)
    yield Outcome(
        outcome="fail",
        message=f"{len(view.disclosure.project_targets)}个绩效目标中，{len(without)}个的年度指标一栏空白：{quoted}。",
        place=without[0].place,
        expected=Decimal(len(view.disclosure.project_targets)),
        actual=Decimal(len(view.disclosure.project_targets) - len(without)),
        unit="个",
        evidence=tuple(Evidence(one.project, "年度指标空白", one.place) for one in without),
    )


@rule(
    "targets.copied",
    title="绩效目标的各栏内容照抄",
    severity="notice",
    says="立项依据、设立必要性、实施计划应各有内容；同一段文字在两栏以上原样重复的，予以提示。",
    authority=GOOD_PRACTICE,
)
def copied(view: View) -> Iterator[Outcome]:
    if not view.disclosure.project_targets:
        return
    repeated = []
    for target in view.disclosure.project_targets:
        texts = [squash(text) for text in (target.basis, target.necessity, target.plan)]
        long = [text for text in texts if len(text) >= _SHORTEST_COPIED_TEXT]
        if len(set(long)) < len(long):
            repeated.append(target)
    if not repeated:
        yield Outcome("pass", "")
        return
    quoted = _first(f"“{one.project}”" for one in repeated)
    yield Outcome(
        outcome="fail",
        message=f"{len(repeated)}个绩效目标的立项依据、设立必要性、实施计划中有两栏文字完全相同：{quoted}。",
        place=repeated[0].place,
        expected=Decimal(0),
        actual=Decimal(len(repeated)),
        unit="个",
        evidence=tuple(Evidence(one.project, "两栏文字相同", one.place) for one in repeated),
    )
