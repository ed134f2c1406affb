"""The text of a final account: 单位决算情况说明."""

from __future__ import annotations

from budgetlib.synthetic.draft import Draft, percent, said
from budgetlib.synthetic.layouts.wording import (
    comparison,
    reason,
    shares,
    vehicles,
)
from budgetlib.synthetic.organs import CLASSES
from budgetlib.synthetic.truth import UnitYear, total


def say_final_account(draft: Draft, truth: UnitYear) -> None:
    """Adds the part."""
    before = truth.before
    assert before is not None, "a written final account has one before it"
    draft.say(f"第三部分 {truth.year}年度单位决算情况说明")
    _say_whole(draft, truth, before)
    _say_general(draft, truth, before)
    draft.say("七、财政拨款“三公”经费支出决算情况说明")
    _say_three_public(draft, truth, before)
    _say_further(draft, truth, before)


def _against_last_year(year: int) -> dict[str, str]:
    """How changes are spoken of."""
    return {"since": f"比{year - 1}年度", "even": f"与{year - 1}年度持平"}


def _say_whole(draft: Draft, truth: UnitYear, before: UnitYear) -> None:
    """Income and spending of every kind."""
    year, name = truth.year, truth.unit.name
    against = _against_last_year(year)
    draft.say("一、收入支出决算总体情况说明")
    words, values = comparison(
        truth.whole, before.whole, since=f"与{year - 1}年度相比，收、支总计", even=against["even"]
    )
    draft.say(
        f"{name}{year}年度收入支出总计{{whole}}。{words}，主要原因是{reason(truth.whole, before.whole, name)}。",
        "summary", whole=truth.whole, **values,
    )  # fmt: skip

    draft.say("二、收入决算情况说明")
    parts = shares([("财政拨款收入", truth.fiscal_income), ("其他收入", truth.sum("own"))], truth.income)
    draft.say(f"本年收入合计{{income}}，其中：{parts}。", "income", income=truth.income)

    draft.say("三、支出决算情况说明")
    spent, basic, projects = truth.sum("total"), truth.sum("basic"), truth.sum("projects")
    draft.say(
        "本年支出合计{spent}，其中：基本支出{basic}，占{basic_share}；项目支出{project}，占{project_share}。",
        "expenditure", spent=spent, basic=basic, project=projects,
        basic_share=percent(basic, spent), project_share=percent(projects, spent),
    )  # fmt: skip

    draft.say("四、财政拨款收入支出决算总体情况说明")
    words, values = comparison(truth.fiscal_whole, before.fiscal_whole, **against)
    draft.say(
        f"{name}{year}年度财政拨款收入支出总计{{whole}}，{words}。",
        "fiscal_summary",
        whole=truth.fiscal_whole,
        **values,
    )


def _say_general(draft: Draft, truth: UnitYear, before: UnitYear) -> None:
    """一般公共预算."""
    spent = truth.sum("total")
    draft.say("五、一般公共预算财政拨款支出决算情况说明")
    draft.say("（一）一般公共预算财政拨款支出决算总体情况")
    general, last = _general_spent(truth), _general_spent(before)
    words, values = comparison(general, last, **_against_last_year(truth.year))
    draft.say(
        f"一般公共预算财政拨款支出{{general}}，占本年支出合计的{percent(general, spent)}，{words}。",
        "general_change", general=general, **values,
    )  # fmt: skip
    draft.say("（二）一般公共预算财政拨款支出决算结构情况")
    of_class = [
        (class_name, total(truth.classes[code], "general") + total(truth.classes[code], "carried"))
        for code, class_name in CLASSES.items()
        if code in truth.classes
    ]
    listed = shares(((f"{class_name}（类）", amount) for class_name, amount in of_class if amount), general)
    draft.say(
        f"一般公共预算财政拨款支出{{general}}，主要用于以下方面：{listed}。",
        "general_shares",
        general=general,
    )

    draft.say("六、一般公共预算财政拨款基本支出决算情况说明")
    names = {
        kind: "、".join(cost.name for cost in truth.costs if cost.kind == kind)
        for kind in ("personnel", "public")
    }
    draft.say(
        f"一般公共预算财政拨款基本支出{{basic}}。其中：人员经费{{personnel}}，主要包括：{names['personnel']}；"
        f"公用经费{{public}}，主要包括：{names['public']}。",
        "basic", basic=truth.sum("basic"), personnel=truth.personnel, public=truth.public,
    )  # fmt: skip


def _say_further(draft: Draft, truth: UnitYear, before: UnitYear) -> None:
    """What must be said besides: running costs, procurement, assets, performance."""
    year = truth.year
    draft.say("八、其他重要事项的情况说明")
    draft.say("（一）机关运行经费支出情况")
    words, values = comparison(truth.public, before.public, **_against_last_year(year))
    draft.say(
        f"机关运行经费支出{{public}}，{words}，主要原因是{reason(truth.public, before.public, 'operating')}。",
        "operating_cost", public=truth.public, **values,
    )  # fmt: skip
    draft.say("（二）政府采购支出情况")
    goods, works, services = truth.procurement
    draft.say(
        f"{year}年度政府采购支出总额{{total}}，其中：政府采购货物支出{{goods}}、政府采购工程支出{{works}}、政府采购服务支出{{services}}。",
        "procurement", total=goods + works + services, goods=goods, works=works, services=services,
    )  # fmt: skip
    draft.say("（三）国有资产占有使用情况")
    draft.say(vehicles(truth, f"{year}年12月31日"), "assets")
    draft.say("（四）预算绩效管理情况")
    amount = sum(project.amount for project in truth.projects)
    draft.say(
        f"编报绩效目标的{year}年度项目{len(truth.projects)}个，涉及预算金额{said(amount)}。", "performance"
    )


def _general_spent(truth: UnitYear) -> int:
    """一般公共预算 spending with what was carried in."""
    return truth.sum("general") + truth.sum("carried")


def _say_three_public(draft: Draft, truth: UnitYear, before: UnitYear) -> None:
    now, then, planned = truth.three_public, before.three_public, truth.planned
    if not planned.total:
        draft.say(f"{truth.year}年度本单位没有“三公”经费支出。", "no_three_public")
        return
    rate = percent(now.total, planned.total)
    draft.say(
        f"“三公”经费财政拨款支出年初预算为{{planned}}，支出决算为{{total}}，完成预算的{rate}。",
        "three_public", planned=planned.total, total=now.total,
    )  # fmt: skip
    words, values = comparison(now.total, then.total, **_against_last_year(truth.year))
    why = "，主要原因是{reason}" if values else ""
    if values:
        values["reason"] = reason(now.total, then.total, "three_public")
    draft.say(
        f"“三公”经费财政拨款支出决算{{total}}，{words}{why}。",
        "three_public_change",
        total=now.total,
        **values,
    )
