"""What projects promise: performance targets and their indicators."""

from __future__ import annotations

import pandas as pd

from budgetlib.display import format as fmt
from budgetlib.display.output import HtmlOutput, show_html
from budgetlib.display.tables import Column, html_table
from budgetlib.stories import prose
from budgetlib.stories.unit_year import UnitYear

_OF_PROJECTS = ("project", "special_fund")


def project_targets(unit_year: UnitYear) -> pd.DataFrame:
    """The targets of projects and special funds, without those of the whole department and of transfers."""
    found = unit_year.table("performance_targets")
    return found[found["scope"].isin(_OF_PROJECTS)]


def targets(unit_year: UnitYear) -> HtmlOutput:
    """The published targets: money of the year and how many of the indicators can be measured."""
    found = project_targets(unit_year)
    if found.empty:
        return prose.absent("没有读到项目绩效目标表。")
    indicators = _of_the_year(unit_year.table("performance_indicators"))
    indicators = indicators[indicators["target"].isin(found["target"])]
    rows = unit_year.with_evidence(found)
    counts = indicators.groupby("target").agg(count=("seq", "size"), measured=("number", "count"))
    rows = rows.merge(counts, left_on="target", right_index=True, how="left")
    for name in ("count", "measured"):
        rows[name] = rows[name].fillna(0).astype(int)
    measured, every = int(rows["measured"].sum()), int(rows["count"].sum())
    words = f"文件公开了 {len(rows)} 个项目的绩效目标，只有文字描述的目标，没有读到可以核对的指标"
    if every:
        words = (
            f"文件公开了 {len(rows)} 张项目绩效目标表，共 {every} 条年度指标，{_measurable(measured, every)}"
        )
    columns = [Column("project", "项目"), Column("year_total_yuan", "年度资金", "amount")]
    if every:
        columns += [Column("count", "指标数", "count"), Column("measured", "其中有数字", "count")]
    if rows["year_goal"].any():
        columns.append(Column("year_goal", "年度目标"))
    table = html_table(rows, columns, caption="项目绩效目标", evidence="href", sortable=True)
    return show_html(prose.paragraph(f"{words}。"), prose.folded(f"看全部 {len(rows)} 个项目的目标", table))


def _measurable(measured: int, every: int) -> str:
    if measured == every:
        return "都定了能核对的数字"
    if not measured:
        return "没有一条定了能核对的数字，都只有文字描述"
    share = fmt.share(measured, every, 0)
    return f"其中 {measured} 条（{share}）定了能核对的数字，其余只有文字描述"


def _of_the_year(indicators: pd.DataFrame) -> pd.DataFrame:
    """This year's indicators; those of the whole period only where a target has no others. Blank ones don't count."""
    stated = indicators[(indicators["level3"] != "") | (indicators["value_text"] != "")]
    with_year = set(stated[stated["period"] == "year"]["target"])
    return stated[(stated["period"] != "term") | ~stated["target"].isin(with_year)]
