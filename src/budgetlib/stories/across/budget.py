"""Budgets side by side: how much, from where, for what, how it changed, and the largest projects of all."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from budgetlib.accounts import Key
from budgetlib.display import format as fmt
from budgetlib.display.charts import ranked_bars
from budgetlib.display.output import HtmlOutput, show_html
from budgetlib.display.tables import Column
from budgetlib.figures import APPROPRIATED, REST, SOURCES, Breakdown
from budgetlib.stories import addresses, prose
from budgetlib.stories.across.largest_changes import changes_of, moves
from budgetlib.stories.answers import extremes, highest
from budgetlib.stories.changes import change_of, change_words
from budgetlib.stories.collection import Collection, figure_column
from budgetlib.stories.frames import objects, total
from budgetlib.stories.long_tables import MOST_ROWS_OF_MANY, long_table
from budgetlib.stories.prose import Output
from budgetlib.stories.unit.projects import target_words
from budgetlib.stories.unit_year import EXPENDITURE, INCOME, UnitYear

_ALMOST_ALL = 95
_FROM_TABLES = "文字里没有读到，由表中两年的数相减"
_NOTHING = "还没有可以比较的预算或决算。"


def lead(collection: Collection) -> HtmlOutput:
    """How much all the units of the main period spend together, and how many changed which way."""
    unit_years = collection.main_period
    if not unit_years:
        return prose.absent(_NOTHING)
    known = [
        amount for unit_year in unit_years if (amount := unit_year.figure(*EXPENDITURE).yuan) is not None
    ]
    if len(unit_years) == 1:
        changed = change_words(unit_years[0], *EXPENDITURE, *INCOME)
        words = f"{unit_years[0].unit_name}{unit_years[0].period}支出总计 {fmt.amount(total(known))}"
        return show_html(prose.lead(f"{words}{f'，{changed}' if changed else ''}。"))
    found = changes_of(unit_years, *EXPENDITURE, *INCOME)
    ends = extremes(_totals(collection), "支出总计") or "没有读到任何单位的支出总计"
    moved = f"{len(found)} 个单位说明了增减：{moves(collection, found, against='比上年')}。" if found else ""
    return show_html(prose.lead(f"{unit_years[0].period}里，{ends}。", moved))


def totals(collection: Collection) -> Output:
    """Who spends how much, in the main period."""
    unit_years = collection.main_period
    if not unit_years:
        return prose.absent(_NOTHING)
    if len(unit_years) == 1:
        return show_html() if len(collection) == 1 else prose.absent(collection.nobody_beside)
    frame = _totals(collection)
    if frame.empty:
        return prose.absent("在这些文件里没有读到支出总计。")
    return ranked_bars(
        frame, state="state", limit=25, whole_yuan=Decimal(0), title=highest(frame, "支出总计"),
        subtitle=f"{collection.main_period_words}，支出总计", source=collection.source(),
    )  # fmt: skip


def _totals(collection: Collection) -> pd.DataFrame:
    """What each unit of the main period spends."""
    return pd.DataFrame(
        [
            (collection.label(unit_year), figure.yuan, figure.state)
            for unit_year in collection.main_period
            if (figure := unit_year.figure(*EXPENDITURE))
        ],
        columns=["name", "amount_yuan", "state"],
    )


def scopes(collection: Collection) -> HtmlOutput:
    """How to read the charts of units side by side; nothing where none stand side by side."""
    if len(collection.main_period) < 2:
        return show_html()
    words = (
        f"图里只比较同一年度、同一阶段、同一口径的文件：{collection.main_period_words}。"
        "部门口径包含所属单位，单位口径只有本级，两者不放在一起比；其余文件见表。"
    )
    return show_html(prose.remark(words))


def changes(collection: Collection) -> HtmlOutput:
    """How each document says it changed, and why."""
    rows = [row for unit_year in collection.unit_years if (row := _change_row(collection, unit_year))]
    silent = len(collection) - len(rows)
    if not rows:
        return prose.absent(f"{collection.none_of_them}与上年相比的增减。")
    columns = [
        *collection.unit_columns(),
        Column("difference_yuan", "增减", "amount", absent="没有读到"),
        Column("percent", "增减幅度", "percent", absent="无法计算"),
        Column("base", "与什么比"),
        Column("reason", "文件给出的原因"),
    ]
    table = long_table(
        pd.DataFrame(rows),
        columns,
        caption="支出总计的增减",
        more="claims",
        most=MOST_ROWS_OF_MANY,
        unit=fmt.WAN_YUAN,
        evidence="href",
    )
    note = f"另有 {silent} 份文件没有读到总额的增减。" if silent else ""
    return show_html(
        table, prose.remark(f"增减额和原因是文件自己的说法；幅度按增减额算出，只写了幅度的照录。{note}")
    )


def income(collection: Collection) -> HtmlOutput:
    """Where each unit's money comes from, as shares."""
    every = collection.divisions(Breakdown.SOURCE)
    parts = every[every["level"] == 1]
    whole = every[every["level"] == 0].set_index("disclosure_id")["amount_yuan"]
    held = parts[parts["amount_yuan"].notna() & (parts["amount_yuan"].astype(float) > 0)]
    if held.empty:
        return prose.absent(f"{collection.none_of_them}按来源列出的收入。")
    sources = {part: name for part, name in zip(held["part"], held["name"], strict=True) if part != REST}
    order = [source for source in SOURCES if source in sources]
    rows = collection.named[collection.named.index.isin(held["disclosure_id"])].copy()
    rows["whole"] = whole.reindex(rows.index)
    for source in order:
        of = parts[parts["part"] == source].set_index("disclosure_id")
        shares = [
            None if pd.isna(amount) or not all_of_it else fmt.ratio(amount, all_of_it)
            for amount, all_of_it in zip(of["amount_yuan"].reindex(rows.index), rows["whole"], strict=True)
        ]
        rows[source] = objects(shares, rows)
        rows[f"{source}_state"] = of["state"].reindex(rows.index).fillna(fmt.MISSING)
    columns = [*collection.unit_columns(), Column("whole", "收入总计", "amount", absent="没有读到")]
    columns += [
        Column(source, sources[source], "percent", decimals=1, state=f"{source}_state", group="占收入总计")
        for source in order
    ]
    table = long_table(
        rows.reset_index(),
        columns,
        caption="收入来源占比",
        more="breakdowns",
        most=MOST_ROWS_OF_MANY,
        unit=fmt.WAN_YUAN,
    )
    silent = len(collection) - len(rows)
    note = "收入总计含上年结转。“—”是原表空白，“未见”是表里没有这一项。"
    note += f"另有 {silent} 份文件没有读到按来源列出的收入。" if silent else ""
    return show_html(prose.paragraph(_from_budgets(held, whole)), table, prose.remark(note))


def _from_budgets(held: pd.DataFrame, whole: pd.Series) -> str:
    """How many documents take nearly all of their income from the budgets of the government; empty for one."""
    if len(whole) < 2:
        return ""
    fiscal = held[held["part"].isin(APPROPRIATED)]
    amount = fiscal.groupby("disclosure_id")["amount_yuan"].sum().astype(float)
    share = amount / whole.astype(float).reindex(amount.index)
    almost_all = int((share >= _ALMOST_ALL / 100).sum())
    return f"{held['disclosure_id'].nunique()} 份文件里，{almost_all} 份的收入有 {_ALMOST_ALL}% 以上来自财政拨款。"


def largest_projects(collection: Collection) -> HtmlOutput:
    """The largest projects of all units, whether or not a target of them is published."""
    projects = collection.table("projects")
    projects = projects[projects["total_yuan"].notna()].sort_values("total_yuan", ascending=False)
    if projects.empty:
        return prose.absent(f"{collection.none_of_them}项目的名称和金额。")
    shown = projects.head(MOST_ROWS_OF_MANY)
    rows = projects.assign(
        href=pd.Series(
            [addresses.evidence(row["disclosure_id"], row) for row in shown.to_dict("records")], shown.index
        ),
        target=target_words(projects),
    )
    columns = [
        Column("name", "项目"),
        Column("total_yuan", "金额", "amount"),
        *collection.detail_columns(),
        Column("target", "绩效目标", filtered=True),
    ]
    table = long_table(
        rows,
        columns,
        caption="项目，按金额从大到小",
        more="projects",
        most=MOST_ROWS_OF_MANY,
        unit=fmt.WAN_YUAN,
        evidence="href",
    )
    listed = projects["disclosure_id"].nunique()
    words = f"{len(collection)} 份文件里有 {listed} 份列出了项目，共 {fmt.number(len(projects))} 个。"
    if len(collection) == 1:
        words = f"这份文件列出了 {len(projects)} 个项目。"
    return show_html(prose.paragraph(words), table)


def table(collection: Collection) -> HtmlOutput:
    """The headline figures of every document, to sort."""
    if not len(collection):
        return prose.absent(_NOTHING)
    keys = {
        "expenditure": ("支出总计", EXPENDITURE),
        "basic": ("基本支出", (Key.EXPENDITURE_BASIC,)),
        "project": ("项目支出", (Key.EXPENDITURE_PROJECT,)),
        "income": ("收入总计", INCOME),
        "carried": ("其中：上年结转", (Key.SUMMARY_CARRYOVER_IN,)),
        "procured": ("政府采购", (Key.PROCUREMENT_TOTAL,)),
    }
    rows = []
    for unit_year in collection.unit_years:
        row = collection.naming(unit_year)
        for name, (_, wanted) in keys.items():
            figure = unit_year.figure(*wanted)
            row |= {name: figure.yuan, f"{name}_state": figure.state, f"{name}_href": figure.href}
        rows.append(row)
    columns = collection.unit_columns()
    columns += [figure_column(name, words) for name, (words, _) in keys.items()]
    shown = long_table(
        pd.DataFrame(rows),
        columns,
        caption="主要数字",
        more="key_facts",
        most=MOST_ROWS_OF_MANY,
        unit=fmt.WAN_YUAN,
    )
    return show_html(shown, prose.remark(prose.KINDS_OF_NOTHING))


def _change_row(collection: Collection, unit_year: UnitYear) -> dict[str, object] | None:
    change = change_of(unit_year, *EXPENDITURE, *INCOME)
    if change is None:
        return None
    return {
        **collection.naming(unit_year),
        "difference_yuan": change.difference_yuan,
        "percent": change.percent,
        "base": change.base,
        "reason": change.reason or (prose.NO_REASON if change.stated else _FROM_TABLES),
        "href": change.href,
    }
