"""Procurement, and what of it and of the projects falls under a catalogue of services that may be bought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import cast

import pandas as pd

from budgetlib.accounts import Key
from budgetlib.coverage.measures import StatusMoney, money_by_status
from budgetlib.disclosure import Project
from budgetlib.display import format as fmt
from budgetlib.display.charts import composition_bar
from budgetlib.display.markup import join
from budgetlib.display.output import HtmlOutput, show_html
from budgetlib.display.tables import Column
from budgetlib.figures import Breakdown
from budgetlib.findings import CatalogueMatch
from budgetlib.stories import addresses, prose
from budgetlib.stories.across.catalogue import EVERY_DEPARTMENT, extent
from budgetlib.stories.across.spending import share_map, shares_of
from budgetlib.stories.answers import names_of
from budgetlib.stories.citing import cite_table
from budgetlib.stories.collection import Collection, figure_column
from budgetlib.stories.long_tables import long_table
from budgetlib.stories.prose import Output
from budgetlib.stories.unit_year import UnitYear

_PARTS = {
    Key.PROCUREMENT_TOTAL: "合计",
    Key.PROCUREMENT_GOODS: "货物",
    Key.PROCUREMENT_WORKS: "工程",
    Key.PROCUREMENT_SERVICES: "服务",
}
_STATUS = {"confirmed": "已确认", "suggested": "建议", "rejected": "已否定"}
_COVERED = {"confirmed": "人工确认在目录里", "suggested": "建议，未经确认", "none": "没有对应条目"}


def lead(collection: Collection) -> HtmlOutput:
    """How many documents publish procurement, and what the catalogues hold."""
    if not len(collection):
        return prose.absent("还没有收录文件。")
    words = _one_purchase(collection.unit_years[0]) if len(collection) == 1 else _all_purchases(collection)
    return show_html(prose.lead(words, _covered(collection), extent(collection)))


def _covered(collection: Collection) -> str:
    """How many projects of the only document fall under a catalogue."""
    money = _money(collection) if len(collection) == 1 else []
    if not money:
        return ""
    _, statuses = money[0]
    confirmed, suggested, outside = (statuses[status] for status in _COVERED)
    sure = f"{confirmed.projects} 个经人确认落在购买服务目录里，" if confirmed.projects else ""
    return (
        f"{confirmed.projects + suggested.projects + outside.projects} 个项目里，{sure}"
        f"{suggested.projects} 个可能落在购买服务目录里、还没有人确认，"
        f"{outside.projects} 个（{fmt.amount(outside.amount_yuan)}）没有对应的条目。"
    )


def _one_purchase(unit_year: UnitYear) -> str:
    bought, whole = unit_year.figure(Key.PROCUREMENT_TOTAL), unit_year.figure(Key.EXPENDITURE_TOTAL)
    if bought.yuan is None:
        return "这份文件里没有读到政府采购金额。"
    share = f"，相当于支出合计的 {fmt.share(bought.yuan, whole.yuan)}" if whole.yuan else ""
    return f"{unit_year.unit_name}{unit_year.period}政府采购 {fmt.amount(bought.yuan)}{share}。"


def _all_purchases(collection: Collection) -> str:
    """In how many documents procurement was found, and between which shares of spending it lies."""
    published = sum(
        unit_year.figure(Key.PROCUREMENT_TOTAL).yuan is not None for unit_year in collection.unit_years
    )
    every = "都" if published == len(collection) else f"中有 {published} 份"
    words = f"{len(collection)} 份文件{every}读到政府采购金额。"
    shares = [
        (fmt.ratio(bought.yuan, whole.yuan) or Decimal(0), collection.label(unit_year))
        for unit_year in collection.main_period
        if (bought := unit_year.figure(Key.PROCUREMENT_TOTAL)).yuan is not None
        and (whole := unit_year.figure(Key.EXPENDITURE_TOTAL)).yuan
    ]
    ends = sorted({share for share, _ in shares})
    if len(ends) > 1:
        least, most = (
            names_of([name for share, name in shares if share == end]) for end in (ends[0], ends[-1])
        )
        words += (
            f"{collection.main_period[0].period}里，采购额与支出之比"
            f"最高的是{prose.with_note(most, fmt.percent(ends[-1]))}，"
            f"最低的是{prose.with_note(least, fmt.percent(ends[0]))}。"
        )
    return words


def purchases(collection: Collection) -> HtmlOutput:
    """Procurement of each document: goods, works, services, and its share of expenditure."""
    rows = []
    for unit_year in collection.unit_years:
        figures = {part: unit_year.figure(part) for part in _PARTS}
        if not any(figures.values()):
            continue
        row = collection.naming(unit_year)
        for part, figure in figures.items():
            row |= {part: figure.yuan, f"{part}_state": figure.state, f"{part}_href": figure.href}
        whole, spent = figures[Key.PROCUREMENT_TOTAL].yuan, unit_year.figure(Key.EXPENDITURE_TOTAL).yuan
        row["share"] = fmt.ratio(whole, spent) if whole is not None and spent else None
        row["href"] = next(figure.href for figure in figures.values() if figure)
        rows.append(row)
    if not rows:
        return prose.absent(f"{collection.none_of_them}政府采购金额。")
    columns = collection.unit_columns()
    columns += [figure_column(part, words) for part, words in _PARTS.items()]
    columns.append(Column("share", "占支出合计", "percent", absent="无法计算"))
    table = long_table(
        pd.DataFrame(rows), columns, caption="政府采购", more="key_facts", unit=fmt.WAN_YUAN, evidence="href"
    )
    silent = len(collection) - len(rows)
    note = f"另有 {silent} 份文件没有读到政府采购金额。" if silent else ""
    return show_html(table, prose.remark(f"{prose.KINDS_OF_NOTHING}{note}"))


def kinds(collection: Collection) -> Output:
    """What each unit buys: goods, works and services as shares of its procurement, side by side."""
    unit_years = {collection.label(each): each for each in collection.compared}
    shares = shares_of(collection, unit_years, Breakdown.PROCUREMENT)
    if len(shares) < 2:
        return show_html()
    most, count = Counter(shares.idxmax(axis="columns")).most_common(1)[0]
    matrix = shares.sort_values(most, ascending=False, kind="stable")
    every = "都是" if count == len(shares) else f"里，{count} 个"
    silent = len(collection.compared) - len(shares)
    return share_map(
        matrix,
        title=f"{len(shares)} 个单位{every}买{most}花钱最多",
        subtitle=f"{collection.compared_words}，货物、工程、服务各占政府采购的比例"
        f"{f'；{silent} 个单位没有读到分列的金额' if silent else ''}",
        source=collection.source(),
    )


def _money(collection: Collection) -> list[tuple[UnitYear, dict[str, StatusMoney]]]:
    """The documents that list projects and have a catalogue, with their money by status."""
    rows = []
    for unit_year in collection.unit_years:
        projects, found = unit_year.table("projects"), unit_year.table("catalogue_matches")
        if projects.empty or found.empty:
            continue
        of_status = money_by_status(
            cast(Iterable[Project], projects.itertuples()), cast(Iterable[CatalogueMatch], found.itertuples())
        )
        rows.append((unit_year, {row.status: row for row in of_status}))
    return rows


def money(collection: Collection) -> Output:
    """How much project money falls under a catalogue: confirmed, suggested, and under no item."""
    rows = _money(collection)
    if not rows:
        return prose.absent("还没有项目与目录对应的结果：要么没有收录目录，要么没有读到项目。")
    if len(rows) == 1:
        unit_year, statuses = rows[0]
        frame = pd.DataFrame(
            [
                (f"{words}（{statuses[status].projects} 个）", statuses[status].amount_yuan)
                for status, words in _COVERED.items()
            ],
            columns=["name", "amount_yuan"],
        )
        outside = statuses["none"]
        share = fmt.percent((outside.share or Decimal(0)) * 100)
        chart = composition_bar(
            frame,
            title=f"{outside.projects} 个项目没有对应的目录条目，占项目资金的 {share}",
            subtitle=f"{unit_year.unit_name}{unit_year.period}项目支出，按是否落在目录里",
        )
        return cite_table(chart, unit_year, unit_year.table("projects")["table"].iloc[0])
    shown = [
        {
            **collection.naming(unit_year),
            **{status: row.amount_yuan for status, row in statuses.items()},
            "outside": None if statuses["none"].share is None else statuses["none"].share * 100,
        }
        for unit_year, statuses in rows
    ]
    columns = collection.unit_columns()
    columns += [Column(status, words, "amount") for status, words in _COVERED.items()]
    columns.append(Column("outside", "目录外占比", "percent", absent="无法计算"))
    return show_html(
        long_table(
            pd.DataFrame(shown),
            columns,
            caption="项目支出，按是否落在目录里",
            more="catalogue_matches",
            unit=fmt.WAN_YUAN,
        )
    )


def matches(collection: Collection) -> HtmlOutput:
    """Which projects and purchases fall under which item, the surest first; confirmed and suggested apart."""
    found = collection.table("catalogue_matches")
    if found.empty:
        return show_html()
    ordered = found.assign(order=found["status"].map(list(_STATUS).index)).sort_values(
        ["order", "score", "amount_yuan"], ascending=[True, False, False]
    )
    rows = ordered.assign(
        status=ordered["status"].map(_STATUS),
        entry=[
            f"{code} {name}" for code, name in zip(ordered["entry_code"], ordered["entry_name"], strict=True)
        ],
        department=ordered["department"].replace("", EVERY_DEPARTMENT),
        href=[addresses.evidence(row["disclosure_id"], row) for row in ordered.to_dict("records")],
    )
    columns = [
        Column("project", "项目或采购"),
        *collection.detail_columns(),
        Column("amount_yuan", "金额", "amount"),
        Column("entry", "目录条目"),
        Column("department", "目录部门"),
        Column("status", "状态", filtered=True),
        Column("score", "把握", "number"),
    ]
    table = long_table(
        rows,
        columns,
        caption="项目与目录条目的对应",
        more="catalogue_matches",
        unit=fmt.WAN_YUAN,
        evidence="href",
    )
    note = "“把握”从 0 到 1：1 表示项目名称和目录条目说的是同一种服务，数字越小越需要人来判断。一个项目可能有几条建议。"
    return show_html(prose.folded(f"看全部 {len(rows)} 条对应", join([table, prose.remark(note)])))
