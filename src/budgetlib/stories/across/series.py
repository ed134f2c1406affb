"""Units with several years or stages: how they developed, and what was planned against what was spent."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from budgetlib.classes import FUNCTIONAL_CLASSES
from budgetlib.display import format as fmt
from budgetlib.display.charts import dumbbell, grouped_bars
from budgetlib.display.output import HtmlOutput, show_html
from budgetlib.display.tables import Column
from budgetlib.stories import prose
from budgetlib.stories.across.spending import class_shares
from budgetlib.stories.collection import Collection
from budgetlib.stories.document import EXPENDITURE, Document
from budgetlib.stories.long_tables import MOST_ROWS_OF_MANY, long_table
from budgetlib.stories.prose import Output
from budgetlib.stories.unit.spending import function_classes
from budgetlib.stories.unit.three_public import sum_of_parts

_MOST_BARS = 40
"""So many years of all units together still make a chart; of more the table tells."""
_MOST_ROWS = 16
_MEASURES = {
    "basic": ("基本支出", "expenditure.basic"),
    "project": ("项目支出", "expenditure.project"),
    "three_public": ("“三公”经费", "three_public.total"),
    "procured": ("政府采购", "procurement.total"),
}


def over_time(collection: Collection) -> Output:
    """Units with several years: how their expenditure developed."""
    documents = _several_years(collection)
    if not documents:
        return prose.absent("收录的单位都只有一个年度的预算，还看不出多年变化。")
    rows = [
        (document.unit_name, document.year, figure.yuan, figure.state)
        for document in documents[:_MOST_BARS]
        if (figure := document.figure(*EXPENDITURE))
    ]
    frame = pd.DataFrame(rows, columns=["unit_name", "year", "amount_yuan", "state"])
    if frame.empty:
        return prose.absent("有多个年度的单位都没有写明支出总计。")
    return grouped_bars(
        frame, state="state", title=_trend(frame), subtitle="历年预算支出总计", source=collection.source()
    )


def years_table(collection: Collection) -> HtmlOutput:
    """The same units year by year: amounts, their change against the year before, and shares."""
    documents = _several_years(collection)
    if not documents:
        return show_html()
    rows = []
    before: Document | None = None
    for document in documents:
        figure = document.figure(*EXPENDITURE)
        row = collection.naming(document) | {"whole": figure.yuan, "whole_state": figure.state}
        follows = before is not None and before.unit_name == document.unit_name
        prior = before.figure(*EXPENDITURE).yuan if before is not None and follows else None
        row["change"] = fmt.ratio(figure.yuan - prior, prior) if figure.yuan is not None and prior else None
        for name, (_, key) in _MEASURES.items():
            part = document.figure(key)
            row |= {name: part.yuan, f"{name}_state": part.state}
        if (parts := sum_of_parts(document)) is not None:
            row["three_public"] = parts
        project = document.figure("expenditure.project").yuan
        row["share"] = fmt.ratio(project, figure.yuan) if project is not None and figure.yuan else None
        rows.append(row)
        before = document
    columns = [
        *collection.unit_columns(),
        Column("whole", "支出总计", "amount", state="whole_state"),
        Column("change", "比前一份预算", "percent", absent="首年"),
        *(Column(name, words, "amount", state=f"{name}_state") for name, (words, _) in _MEASURES.items()),
        Column("share", "项目支出占比", "percent", absent="无法计算"),
    ]
    table = long_table(
        pd.DataFrame(rows),
        columns,
        caption="同一单位的历年预算",
        more="key_facts",
        most=MOST_ROWS_OF_MANY,
        unit=fmt.WAN_YUAN,
    )
    note = (
        "“比前一份预算”由收录的两份预算相减得出，口径以各年文件为准，与文件自己写的“比上年”可能不同。"
        "“三公”经费没有合计数的，是分项相加。"
    )
    return show_html(table, prose.remark(note))


def functions_by_year(collection: Collection) -> Output:
    """Which functional classes took which share, year by year."""
    documents = _several_years(collection)[:_MOST_ROWS]
    units = {document.unit_name for document in documents}
    named = {
        f"{'' if len(units) == 1 else document.unit_name}{document.period}": document
        for document in documents
    }
    who = f"{documents[0].unit_name}，" if len(units) == 1 else ""
    chart = class_shares(
        named,
        function_classes,
        FUNCTIONAL_CLASSES,
        title="同一单位各年的支出结构",
        subtitle=f"{who}各类支出占支出合计的比例",
        source=collection.source("支出总表"),
    )
    return chart or show_html()


def execution(collection: Collection) -> Output:
    """Units whose budget and final account of a year are both here: what was planned, what was spent."""
    found: dict[tuple[str, int | None], dict[str, Document]] = {}
    for document in collection.documents:
        found.setdefault((document.unit_name, document.year), {})[document.stage] = document
    pairs = {key: both for key, both in found.items() if {"budget", "final"} <= both.keys()}
    if not pairs:
        return prose.absent("还没有哪个单位同一年度的预算和决算都收录了，无法比较执行情况。")
    rows = [
        {
            "name": f"{unit}{f'（{year}年）' if year else ''}",
            "budget_yuan": both["budget"].figure(*EXPENDITURE).yuan,
            "final_yuan": both["final"].figure(*EXPENDITURE).yuan,
        }
        for (unit, year), both in pairs.items()
    ]
    return dumbbell(pd.DataFrame(rows), subtitle="支出总计，预算与决算", source=collection.source())


def _several_years(collection: Collection) -> list[Document]:
    """The budgets of units with more than one of them, unit by unit, in order of the year; one per year."""
    budgets = {
        (document.unit_name, document.year): document
        for document in collection.documents
        if not document.is_final and document.year
    }
    years = Counter(unit for unit, _ in budgets)
    several = [document for (unit, _), document in budgets.items() if years[unit] > 1]
    return sorted(several, key=_unit_and_year)


def _unit_and_year(document: Document) -> tuple[str, int]:
    return document.unit_name, document.year or 0


def _trend(frame: pd.DataFrame) -> str:
    """How the units' expenditure moved from their first to their last year."""
    known = frame[frame["amount_yuan"].notna()].sort_values("year")
    ends = known.groupby("unit_name").agg(
        before=("amount_yuan", "first"),
        after=("amount_yuan", "last"),
        first=("year", "first"),
        last=("year", "last"),
    )
    ends = ends[ends["first"] < ends["last"]]
    if len(ends) == 1:
        unit, one = str(ends.index[0]), ends.iloc[0]
        base = f" {one['first']} 年"
        return f"{unit} {one['last']} 年支出{fmt.change(one['after'], one['before'], base=base)}"
    more = int((ends["after"] > ends["before"]).sum())
    return _counted(more, len(ends))


def _counted(more: int, units: int) -> str:
    if more == units:
        return f"{units} 个单位最近一年的支出都多于最早一年"
    if not more:
        return f"没有单位最近一年的支出多于最早一年（共 {units} 个）"
    return f"{units} 个单位里，{more} 个最近一年的支出多于最早一年"
