"""Units with several years or stages: how they developed, and what was planned against what was spent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

import pandas as pd

from budgetlib.accounts import Key
from budgetlib.display import format as fmt
from budgetlib.display.charts import Chart, dumbbell, grouped_bars
from budgetlib.display.output import HtmlOutput, show_html
from budgetlib.display.tables import Column
from budgetlib.figures import Breakdown
from budgetlib.stories import prose
from budgetlib.stories.across.spending import share_map, shares_of
from budgetlib.stories.collection import Collection
from budgetlib.stories.frames import objects
from budgetlib.stories.long_tables import MOST_ROWS_OF_MANY, long_table
from budgetlib.stories.prose import Output
from budgetlib.stories.unit.three_public import sum_of_parts
from budgetlib.stories.unit_year import EXPENDITURE, UnitYear

_MOST_BARS = 40
"""So many years of all units together still make a chart; of more the table tells."""
_MOST_ROWS = 16
_MOST_PAIRS = 15
_MEASURES = {
    "basic": ("基本支出", Key.EXPENDITURE_BASIC),
    "project": ("项目支出", Key.EXPENDITURE_PROJECT),
    "three_public": ("“三公”经费", Key.THREE_PUBLIC_TOTAL),
    "procured": ("政府采购", Key.PROCUREMENT_TOTAL),
}

_HARDLY = 0.5
"""Percentage points that round to none."""


def over_time(collection: Collection) -> Output:
    """Units with several years: how their expenditure developed."""
    unit_years = _several_years(collection)
    if not unit_years:
        return prose.absent("收录的单位都只有一个年度的预算，还看不出多年变化。")
    rows = [
        (unit_year.unit_name, unit_year.year, figure.yuan, figure.state)
        for unit_year in unit_years
        if (figure := unit_year.figure(*EXPENDITURE))
    ]
    frame = pd.DataFrame(rows, columns=["unit_name", "year", "amount_yuan", "state"])
    if frame.empty:
        return prose.absent("有多个年度的单位都没有读到支出总计。")
    shown = _whole_units(unit_years, _MOST_BARS)
    return grouped_bars(
        frame[frame["unit_name"].isin(shown)],
        state="state",
        title=_trend(frame),
        subtitle=f"历年预算支出总计{_of_the_largest(shown, frame['unit_name'].nunique())}",
        source=collection.source(),
    )


def years_table(collection: Collection) -> HtmlOutput:
    """The same units year by year: amounts, their change against the year before, and shares."""
    unit_years = _several_years(collection)
    if not unit_years:
        return show_html()
    rows = []
    before: UnitYear | None = None
    for unit_year in unit_years:
        figure = unit_year.figure(*EXPENDITURE)
        row = collection.naming(unit_year)
        row |= {"whole": figure.yuan, "whole_state": figure.state}
        follows = before is not None and before.unit_name == unit_year.unit_name
        prior = before.figure(*EXPENDITURE).yuan if before is not None and follows else None
        row["change"] = fmt.ratio(figure.yuan - prior, prior) if figure.yuan is not None and prior else None
        for name, (_, key) in _MEASURES.items():
            part = unit_year.figure(key)
            row |= {name: part.yuan, f"{name}_state": part.state}
        if (parts := sum_of_parts(unit_year)) is not None:
            row["three_public"] = parts
        project = unit_year.figure(Key.EXPENDITURE_PROJECT).yuan
        row["share"] = fmt.ratio(project, figure.yuan) if project is not None and figure.yuan else None
        rows.append(row)
        before = unit_year
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
    several = _several_years(collection)
    units = _whole_units(several, _MOST_ROWS)
    named = {
        f"{'' if len(units) == 1 else unit_year.unit_name}{unit_year.period}": unit_year
        for unit_year in several
        if unit_year.unit_name in units
    }
    shares = _with_others(named, shares_of(collection, named, Breakdown.FUNCTION))
    if shares.empty:
        return show_html()
    who = f"{units[0]}，" if len(units) == 1 else ""
    largest = _of_the_largest(units, len({unit_year.unit_name for unit_year in several}))
    return share_map(
        shares,
        title=_moved_most(named, shares),
        subtitle=f"{who}历年各类支出占全部支出的比例{largest}",
        source=collection.source("支出总表"),
    )


def _with_others(named: Mapping[str, UnitYear], shares: pd.DataFrame) -> pd.DataFrame:
    """The shares of units that give them for more than one year: a year alone shows no change."""
    units = pd.Series({label: named[label].unit_name for label in shares.index}, dtype=object)
    return shares[units.duplicated(keep=False)]


def _moved_most(named: Mapping[str, UnitYear], shares: pd.DataFrame) -> str:
    """The class whose share moved most between the first and the last year of a unit."""
    moves = []
    for unit in dict.fromkeys(named[label].unit_name for label in shares.index):
        labels = [label for label in shares.index if named[label].unit_name == unit]
        first, last = shares.loc[labels[0]].fillna(0.0), shares.loc[labels[-1]].fillna(0.0)
        moves += [
            (abs(now - then), str(name), then, now, labels)
            for name, then, now in zip(shares.columns, first, last, strict=True)
        ]
    size, name, then, now, labels = max(moves, key=lambda move: move[:2])
    if size < _HARDLY:
        return "各类支出的占比，头尾两年几乎没有变化"
    before, after = named[labels[0]], named[labels[-1]]
    was, became = (fmt.percent(Decimal(share), 0) for share in (then, now))
    return f"变化最大的是{before.unit_name}的{name}：{before.year} 年占 {was}，{after.year} 年占 {became}"


def execution(collection: Collection) -> Output:
    """Units whose budget and final account of a year are both here: what was planned, what was spent."""
    found: dict[tuple[str, int | None], dict[str, UnitYear]] = {}
    for unit_year in collection.unit_years:
        found.setdefault((unit_year.unit_name, unit_year.year), {})[unit_year.stage] = unit_year
    pairs = {key: both for key, both in found.items() if {"budget", "final"} <= both.keys()}
    if not pairs:
        return prose.absent("还没有哪个单位同一年度的预算和决算都收录了，无法比较执行情况。")
    rows = [
        (
            prose.with_note(unit, f"{year}年") if year else unit,
            both["budget"].figure(*EXPENDITURE).yuan,
            both["final"].figure(*EXPENDITURE).yuan,
        )
        for (unit, year), both in pairs.items()
    ]
    return planned_and_spent(rows, "支出总计", source=collection.source())


def planned_and_spent(
    rows: list[tuple[str, Decimal | None, Decimal | None]], what: str, *, source: str
) -> Chart:
    """Budget and final account (元) of each name; of many those that are farthest from their budget."""
    frame = pd.DataFrame(rows, columns=["name", "budget_yuan", "final_yuan"])
    shown = frame
    if len(rows) > _MOST_PAIRS:
        missed = [abs(spent - planned) if planned and spent is not None else 0 for _, planned, spent in rows]
        shown = frame.loc[objects(missed, frame).sort_values(ascending=False).index[:_MOST_PAIRS]]
    some = f"，{len(rows)} 对里相差最大的 {len(shown)} 对" if len(shown) < len(rows) else ""
    return dumbbell(shown, subtitle=f"{what}，预算与决算{some}", source=source)


def _several_years(collection: Collection) -> list[UnitYear]:
    """The budgets of units with more than one of them, unit by unit, in order of the year; one per year."""
    budgets = {
        (unit_year.unit_name, unit_year.year): unit_year
        for unit_year in collection.unit_years
        if not unit_year.is_final and unit_year.year
    }
    years = Counter(unit for unit, _ in budgets)
    several = [unit_year for (unit, _), unit_year in budgets.items() if years[unit] > 1]
    return sorted(several, key=_unit_and_year)


def _whole_units(unit_years: list[UnitYear], most: int) -> list[str]:
    """The units, those that spend most first, whose documents together are no more than so many; one at least."""
    spending: dict[str, Decimal] = {}
    for unit_year in unit_years:
        spending[unit_year.unit_name] = unit_year.figure(*EXPENDITURE).yuan or Decimal(0)
    count = Counter(unit_year.unit_name for unit_year in unit_years)
    chosen: list[str] = []
    for unit in sorted(spending, key=lambda unit: -spending[unit]):
        if chosen and sum(count[each] for each in chosen) + count[unit] > most:
            break
        chosen.append(unit)
    return chosen


def _of_the_largest(shown: list[str], units: int) -> str:
    return f"，{units} 个单位里支出最多的 {len(shown)} 个" if len(shown) < units else ""


def _unit_and_year(unit_year: UnitYear) -> tuple[str, int]:
    return unit_year.unit_name, unit_year.year or 0


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
