"""What keeps the office running and what it buys: 机关运行经费, procurement, assets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
from markupsafe import Markup

from budgetlib.accounts import Key
from budgetlib.display import format as fmt
from budgetlib.display.charts import composition_bar
from budgetlib.display.components import amount_tile, tile, tiles
from budgetlib.display.output import HtmlOutput, show_html
from budgetlib.figures import Breakdown
from budgetlib.stories import prose
from budgetlib.stories.changes import Change, change_of, change_words
from budgetlib.stories.prose import Output
from budgetlib.stories.terms import explained
from budgetlib.stories.unit_year import UnitYear

_ASSETS = {
    Key.ASSETS_VEHICLES: ("车辆", "辆"),
    Key.ASSETS_EQUIPMENT_500K: ("单价 50 万元以上设备", "台（套）"),
    Key.ASSETS_EQUIPMENT_1M: ("单价 100 万元以上设备", "台（套）"),
    Key.ASSETS_OFFICE_AREA: ("办公用房", "平方米"),
}


def operating_cost(unit_year: UnitYear) -> HtmlOutput:
    """机关运行经费: how much, how it changed and why."""
    figure = unit_year.figure(Key.OPERATING_COST_TOTAL)
    if not figure:
        return prose.absent("没有读到机关运行经费的金额。")
    if not figure.yuan:
        state = "在表里是空白，没有填数字" if figure.state == fmt.BLANK else "填写为 0"
        reason = _reason(change_of(unit_year, figure.key))
        return show_html(
            prose.paragraph(
                Markup("{}{}。{}").format(
                    explained("机关运行经费", unit_year), prose.linked(state, figure.href), reason
                )
            )
        )
    change = change_of(unit_year, figure.key)
    sentences: list[object] = [
        Markup("{} {}").format(explained("机关运行经费", unit_year), prose.amount(figure.yuan, figure.href))
    ]
    sentences.append(f"，{change_words(unit_year, figure.key)}。" if change else "。")
    return show_html(prose.paragraph(*sentences, _reason(change)))


def _reason(change: Change | None) -> str:
    return f"文件给出的原因：{change.reason}" if change and change.reason else ""


def procurement(unit_year: UnitYear) -> Output:
    """What is bought: goods, works and services."""
    total = unit_year.figure(Key.PROCUREMENT_TOTAL)
    bought = unit_year.division(Breakdown.PROCUREMENT)
    parts = bought.parts() if bought else pd.DataFrame()
    if not total and parts.empty:
        what = "政府采购支出" if unit_year.is_final else "政府采购预算"
        return prose.absent(f"没有读到{what}的金额。")
    positive = parts[[bool(amount) for amount in parts["amount_yuan"]]] if len(parts) else parts
    if positive.empty:
        return show_html(tiles([amount_tile("政府采购", total.yuan, state=total.state, href=total.href)]))
    if _all_of_one_kind(unit_year):
        return show_html()  # said beside the sum
    if len(positive) == 1:
        only = positive.iloc[0]
        said = Markup("列明的都是{}，{}。").format(
            only["name"], prose.amount(only["amount_yuan"], only["href"])
        )
        return show_html(prose.paragraph(said))
    chart = composition_bar(
        parts, state="state", subtitle=f"{unit_year.period}政府采购", source=unit_year.source
    )
    return replace(chart, evidence=total.href or parts["href"].iloc[0])


def _all_of_one_kind(unit_year: UnitYear) -> str:
    """Goods, works or services, where they are all that is bought; else empty."""
    bought = unit_year.division(Breakdown.PROCUREMENT)
    whole = unit_year.figure(Key.PROCUREMENT_TOTAL).yuan
    if not whole or not bought:
        return ""
    parts = bought.parts(rest=False)
    return next(iter(parts[parts["amount_yuan"] == whole]["name"]), "")


def procurement_words(unit_year: UnitYear) -> HtmlOutput:
    """The sum of procurement, its share of spending, and how it changed."""
    total, whole = unit_year.figure(Key.PROCUREMENT_TOTAL), unit_year.figure(Key.EXPENDITURE_TOTAL)
    if not total.yuan:
        return show_html()
    share = f"，相当于支出合计的 {fmt.share(total.yuan, whole.yuan)}" if whole.yuan else ""
    changed = change_words(unit_year, total.key)
    kind = _all_of_one_kind(unit_year)
    said = Markup("{}共 {}{}{}{}。").format(
        explained("政府采购", unit_year),
        prose.amount(total.yuan, total.href),
        f"，全部是{kind}" if kind else "",
        share,
        f"，{changed}" if changed else "",
    )
    return show_html(prose.paragraph(said))


def assets(unit_year: UnitYear) -> HtmlOutput:
    """Vehicles, equipment and offices, as declared."""
    found = list(_assets(unit_year))
    if not found:
        return prose.absent("没有读到车辆、设备等国有资产情况。")
    return show_html(tiles(found))


def _assets(unit_year: UnitYear) -> Iterator[Markup]:
    for key, (label, unit) in _ASSETS.items():
        figure = unit_year.figure(key)
        if figure.value is None:
            continue
        decimals = 2 if figure.value % 1 else 0
        yield tile(label, fmt.number(figure.value, decimals), unit=unit, href=figure.href)
