"""The text of a county's budget disclosure: 单位预算情况说明."""

from __future__ import annotations

from budgetlib.synthetic.draft import Draft, percent, said
from budgetlib.synthetic.layouts.wording import (
    class_amounts,
    comparison,
    reason,
    shares,
    vehicles,
)
from budgetlib.synthetic.organs import CLASSES
from budgetlib.synthetic.truth import UnitYear, total


def say_budget(draft: Draft, truth: UnitYear) -> None:
    """Adds the part."""
    before = truth.before
    assert before is not None, "a written budget has one before it"
    draft.say(f"第三部分 {truth.year}年度单位预算情况说明")
    _say_whole(draft, truth, before)
    _say_general(draft, truth, before)
    draft.say("七、“三公”经费增减变动原因说明")
    _say_three_public(draft, truth, before)
    _say_further(draft, truth, before)


def _say_whole(draft: Draft, truth: UnitYear, before: UnitYear) -> None:
    """Income and spending of every kind."""
    year, name, whole, carried = truth.year, truth.unit.name, truth.whole, truth.sum("carried")
    draft.say("一、单位预算收支数据变动情况及原因")
    words, values = comparison(whole, before.whole)
    why = f"，主要原因是{reason(whole, before.whole, name)}" if values else ""
    now = f"本年{{what}}{{income}}，上年结转{{carried}}，{words}{why}"
    draft.say(
        f"{year}年度{name}预算收入总计{{whole}}，其中：{now.replace('{what}', '收入')}；"
        f"本年单位预算支出总计{{whole}}，其中：{now.replace('{what}', '预算安排')}。",
        "summary", whole=whole, income=truth.income, carried=carried, **values,
    )  # fmt: skip

    draft.say("二、收入预算情况说明")
    sources = [
        ("一般公共预算拨款收入", truth.general_income), ("政府性基金预算拨款收入", truth.sum("fund")), ("国有资本经营预算拨款收入", 0),
        ("财政专户管理资金收入", 0), ("单位资金", truth.sum("own")), ("上年结转", carried),
    ]  # fmt: skip
    draft.say(f"{year}年度{name}预算收入{{whole}}，主要包括{shares(sources, whole)}。", "income", whole=whole)

    draft.say("三、支出预算情况说明")
    basic, projects = truth.sum("basic"), truth.sum("projects")
    draft.say(
        f"{year}年度{name}支出预算{{whole}}，其中：基本支出{{basic}}，占{{basic_share}}；项目支出{{project}}，占{{project_share}}。",
        "expenditure", whole=whole, basic=basic, project=projects,
        basic_share=percent(basic, whole), project_share=percent(projects, whole),
    )  # fmt: skip

    draft.say("四、财政拨款收支预算总体情况说明")
    spending = [
        (CLASSES[code], total(of_class, "total") - total(of_class, "own"))
        for code, of_class in truth.classes.items()
    ]
    listed = "、".join(f"{class_name}{said(amount)}" for class_name, amount in spending if amount)
    draft.say(
        f"{year}年度{name}财政拨款收支总预算{{whole}}。其中：当年拨款收入{{income}}，上年结转收入{{carried}}。支出包括：{listed}。",
        "fiscal_summary", whole=truth.fiscal_whole, income=truth.fiscal_income, carried=carried,
    )  # fmt: skip


def _say_general(draft: Draft, truth: UnitYear, before: UnitYear) -> None:
    """一般公共预算."""
    year, name, basic = truth.year, truth.unit.name, truth.sum("basic")
    draft.say("五、一般公共预算支出情况说明")
    draft.say("（一）一般公共预算当年支出规模变化情况")
    general = truth.sum("general")
    words, values = comparison(general, before.sum("general"))
    draft.say(
        f"{year}年度{name}一般公共预算当年支出{{general}}，{words}。",
        "general_change",
        general=general,
        **values,
    )
    draft.say("（二）一般公共预算当年支出结构情况")
    parts = shares(class_amounts(truth, "general", CLASSES), general)
    draft.say(
        f"{year}年度{name}一般公共预算当年支出{{general}}，主要用于以下方面：{parts}。",
        "general_shares",
        general=general,
    )

    draft.say("六、一般公共预算基本支出情况说明")
    names = {
        kind: "、".join(cost.name for cost in truth.costs if cost.kind == kind)
        for kind in ("personnel", "public")
    }
    draft.say(f"{year}年度{name}一般公共预算安排基本支出{{basic}}，其中：", "basic", basic=basic)
    draft.say(
        f"人员经费{{personnel}}，主要包括：{names['personnel']}等；", "personnel", personnel=truth.personnel
    )
    draft.say(f"公用经费{{public}}，主要包括：{names['public']}等。", "public", public=truth.public)


def _say_further(draft: Draft, truth: UnitYear, before: UnitYear) -> None:
    """What must be said besides: running costs, procurement, performance, assets."""
    year, name = truth.year, truth.unit.name
    draft.say("八、机关运行经费增减变动原因说明")
    words, values = comparison(
        truth.public, before.public, since=f"比{year - 1}年预算", even=f"与{year - 1}年预算持平"
    )
    why = f"，原因是{reason(truth.public, before.public, 'operating')}" if values else ""
    draft.say(
        f"本单位机关运行经费财政拨款预算{{public}}，{words}{why}。",
        "operating_cost",
        public=truth.public,
        **values,
    )

    draft.say("九、政府采购情况")
    goods, works, services = truth.procurement
    draft.say(
        f"{year}年{name}政府采购预算总额{{total}}。其中：政府采购货物预算{{goods}}、政府采购工程预算{{works}}、政府采购服务预算{{services}}。",
        "procurement", total=goods + works + services, goods=goods, works=works, services=services,
    )  # fmt: skip

    draft.say("十、绩效管理情况")
    draft.say(
        f"{year}年{name}纳入绩效目标管理的项目{{count}}个，涉及金额{{amount}}。公开项目绩效目标{{disclosed}}个，涉及项目金额{{amount}}。",
        "performance", count=str(len(truth.projects)), disclosed=str(len(truth.projects)), amount=truth.sum("projects"),
    )  # fmt: skip
    draft.say("十一、国有资产占有使用情况")
    draft.say(vehicles(truth, f"{year - 1}年12月31日"), "assets")
    draft.say("十二、政府购买服务情况")
    draft.say(f"{year}年本单位政府购买服务预算{{services}}。", "service_purchase", services=services)


def _say_three_public(draft: Draft, truth: UnitYear, before: UnitYear) -> None:
    now, then = truth.three_public, before.three_public
    if not now.total:
        draft.say("本单位无“三公”经费预算。", "no_three_public")
        return
    words, values = comparison(now.total, then.total)
    why = "，主要原因是{reason}" if values else ""
    if values:
        values["reason"] = reason(now.total, then.total, "three_public")
    listed = []
    for key, name in (
        ("abroad", "因公出国（境）费"),
        ("reception", "公务接待费"),
        ("vehicle", "公务用车购置及运行费"),
    ):
        part, part_values = comparison(getattr(now, key), getattr(then, key), name=f"{key}_")
        values |= {key: getattr(now, key), **part_values}
        listed.append(f"{name}{{{key}}}，{part}")
    draft.say(
        f"{truth.year}年“三公”经费预算{{total}}，{words}{why}。其中：{'；'.join(listed)}。",
        "three_public",
        total=now.total,
        **values,
    )
