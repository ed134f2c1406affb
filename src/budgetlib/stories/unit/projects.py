"""The projects: which are the largest, and of which a performance target is published."""

from __future__ import annotations

import pandas as pd

from budgetlib.accounts import Key
from budgetlib.display import format as fmt
from budgetlib.display.charts import ranked_bars
from budgetlib.display.charts.values import short
from budgetlib.display.output import show_html
from budgetlib.display.tables import Column, html_table
from budgetlib.stories import prose
from budgetlib.stories.citing import cite_table
from budgetlib.stories.frames import total
from budgetlib.stories.prose import Output
from budgetlib.stories.unit.performance import project_targets
from budgetlib.stories.unit_year import UnitYear

_DISCLOSED, _KEPT_BACK, _NOT_FOUND = "已公开", "注明不公开", "未找到"
_FUNDING_WORDS = {"current": "本年预算", "carryover": "上年结转"}
_FEW = 10
"""Of so few projects the first is told: five of six would be nearly all."""
_NOT_LISTED = "没有读到项目名称和金额的清单，项目支出的去向看不到。"


def largest(unit_year: UnitYear) -> Output:
    """The projects ranked by amount."""
    projects = _told_apart(with_amounts(unit_year))
    if projects.empty:
        return prose.absent(_not_listed(unit_year))
    chart = ranked_bars(
        projects.rename(columns={"total_yuan": "amount_yuan"}),
        limit=12,
        title=_answer(projects),
        subtitle=f"{unit_year.period}项目支出，按项目",
    )
    return cite_table(chart, unit_year, projects["table"].iloc[0])


def _told_apart(projects: pd.DataFrame) -> pd.DataFrame:
    """The projects, those of one name with the unit that each is of: every prison of a department has the same."""
    units = projects["unit_name"].fillna("")
    again = projects["name"].duplicated(keep=False) & (units != "")
    named = projects["name"] + "（" + units + "）"
    several = units[again].nunique() > 1
    return projects.assign(name=projects["name"].mask(again, named)) if several else projects


def _not_listed(unit_year: UnitYear) -> str:
    """That there is no table of projects, and what the performance targets say of some of them."""
    targets = project_targets(unit_year)
    if targets.empty:
        return _NOT_LISTED
    known = targets[targets["year_total_yuan"].notna()]
    promised, spent = total(known["year_total_yuan"]), unit_year.figure(Key.EXPENDITURE_PROJECT).yuan
    money = f"，年度资金合计 {fmt.amount(promised)}" if len(known) else ""
    more = (
        f"，多于项目支出 {fmt.amount(spent)}：其中可能有转移支付等不列入本部门支出的资金"
        if spent and promised > spent
        else ""
    )
    return f"没有读到项目支出表；绩效目标里写了 {len(targets)} 个项目的名称{money}{more}。"


def targets_words(unit_year: UnitYear) -> Output:
    """How many projects, and how much of the money, come with a published performance target."""
    projects = with_amounts(unit_year)
    if projects.empty:
        return show_html()
    targets = target_words(projects)
    if not targets.any():
        return show_html(prose.paragraph("没有读到任何项目的绩效目标表：每个项目打算做成什么，看不出来。"))
    without, kept_back = projects[targets == _NOT_FOUND], projects[targets == _KEPT_BACK]
    if (targets == _DISCLOSED).all():
        return show_html(prose.paragraph(f"{len(projects)} 个项目都公开了绩效目标。"))
    whole = total(projects["total_yuan"])
    parts = [f"{len(projects)} 个项目里，{(targets == _DISCLOSED).sum()} 个公开了绩效目标"]
    for some, words in ((kept_back, "文件注明保密或不需要填报"), (without, "没有读到")):
        if len(some):
            amount = total(some["total_yuan"])
            parts.append(
                f"另外 {len(some)} 个{words}，金额 {fmt.amount(amount)}，占 {fmt.share(amount, whole)}"
            )
    words = f"{'；'.join(parts)}。"
    if without.empty:
        return show_html(prose.paragraph(words))
    top = without.sort_values("total_yuan", ascending=False).iloc[0]
    example = f"其中金额最高的是“{top['name']}”，{fmt.amount(top['total_yuan'])}。"
    unique = (without["total_yuan"] == top["total_yuan"]).sum() == 1
    return show_html(prose.paragraph(words, example if unique and len(without) > 1 else ""))


def table(unit_year: UnitYear) -> Output:
    """All projects, the largest first."""
    projects = unit_year.table("projects")
    if projects.empty:
        return show_html()
    rows = unit_year.with_evidence(projects.sort_values("total_yuan", ascending=False, na_position="last"))
    rows["target"] = target_words(rows)
    rows["fund"] = rows["funding"].map(_FUNDING_WORDS)
    columns = [Column("name", "项目"), Column("total_yuan", "金额", "amount")]
    if rows["unit_name"].nunique() > 1:
        columns.insert(1, Column("unit_name", "单位", filtered=True))
    if rows["fund"].nunique() > 1:
        columns.append(Column("fund", "资金", filtered=True))
    if rows["target"].any():
        columns.append(Column("target", "绩效目标", filtered=True))
    shown = html_table(
        rows,
        columns,
        caption=f"{unit_year.period}项目支出",
        evidence="href",
        sortable=True,
        anchor="projects",
    )
    return show_html(prose.folded(f"看全部 {len(rows)} 个项目", shown))


def target_words(projects: pd.DataFrame) -> pd.Series:
    """What the document says of each project's performance target; empty where it prints no targets at all."""
    disclosed = projects["performance_target_disclosed"].map({True: _DISCLOSED, False: _NOT_FOUND}).fillna("")
    kept_back = projects["performance_target_withheld"].fillna(False).astype(bool)
    return disclosed.mask(kept_back & (disclosed == _NOT_FOUND), _KEPT_BACK)


def with_amounts(unit_year: UnitYear) -> pd.DataFrame:
    """The projects that have an amount."""
    projects = unit_year.table("projects")
    return projects[projects["total_yuan"].notna()]


def _answer(projects: pd.DataFrame) -> str:
    ranked = projects.sort_values("total_yuan", ascending=False)
    whole = total(ranked["total_yuan"])
    top = min(5, len(ranked) - 1)
    if len(ranked) <= 3:
        return f"{len(ranked)} 个项目合计 {fmt.amount(whole)}"
    if len(ranked) <= _FEW and ranked["total_yuan"].iloc[0] > ranked["total_yuan"].iloc[1]:
        first = ranked.iloc[0]
        share = fmt.share(first["total_yuan"], whole)
        return f"{len(ranked)} 个项目中，金额最高的“{short(first['name'])}”占 {share}"
    share = fmt.share(total(ranked["total_yuan"].iloc[:top]), whole)
    return f"{len(ranked)} 个项目中，金额最高的 {top} 个占 {share}"
