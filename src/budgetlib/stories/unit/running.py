"""What keeps the office running and what it buys: 机关运行经费, procurement, assets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
from markupsafe import Markup

from budgetlib.display import format as fmt
from budgetlib.display.charts import composition_bar
from budgetlib.display.components import amount_tile, tile, tiles
from budgetlib.display.output import HtmlOutput, show_html
from budgetlib.stories import prose
from budgetlib.stories.changes import Change, change_of, change_words
from budgetlib.stories.prose import Output
from budgetlib.stories.terms import explained
from budgetlib.stories.unit_year import UnitYear

_PROCURED = {"goods": "货物", "works": "工程", "services": "服务"}
_ASSETS = {
    "assets.vehicles": ("车辆", "辆"),
    "assets.equipment_500k": ("单价 50 万元以上设备", "台（套）"),
    "assets.equipment_1m": ("单价 100 万元以上设备", "台（套）"),
    "assets.office_area": ("办公用房", "平方米"),
}


def operating_cost(unit_year: UnitYear) -> HtmlOutput:
    """机关运行经费: how much, how it changed and why."""
    figure = unit_year.figure("operating_cost.total")
    if not figure:
        return prose.absent("这份文件没有公开机关运行经费。")
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
    total = unit_year.figure("procurement.total")
    parts = {name: unit_year.figure(f"procurement.{key}") for key, name in _PROCURED.items()}
    if not total and not any(parts.values()):
        return prose.absent(
            "这份文件没有公开政府采购预算。" if not unit_year.is_final else "这份文件没有公开政府采购支出。"
        )
    if not any(figure.yuan for figure in parts.values()):
        return show_html(tiles([amount_tile("政府采购", total.yuan, state=total.state, href=total.href)]))
    if _all_of_one_kind(unit_year):
        return show_html()  # said beside the sum
    bought = [(name, figure) for name, figure in parts.items() if figure.yuan]
    if len(bought) == 1:
        name, only = bought[0]
        said = Markup("列明的都是{}，{}。").format(name, prose.amount(only.yuan, only.href))
        return show_html(prose.paragraph(said))
    frame = pd.DataFrame(
        [(name, figure.yuan, figure.state) for name, figure in parts.items()],
        columns=["name", "amount_yuan", "state"],
    )
    chart = composition_bar(
        frame, state="state", subtitle=f"{unit_year.period}政府采购", source=unit_year.source
    )
    return replace(chart, evidence=total.href or next(figure.href for figure in parts.values() if figure))


def _all_of_one_kind(unit_year: UnitYear) -> str:
    """Goods, works or services, where they are all that is bought; else empty."""
    whole = unit_year.figure("procurement.total").yuan
    kinds = (name for key, name in _PROCURED.items() if unit_year.figure(f"procurement.{key}").yuan == whole)
    return next(kinds, "") if whole else ""


def procurement_words(unit_year: UnitYear) -> HtmlOutput:
    """The sum of procurement, its share of spending, and how it changed."""
    total, whole = unit_year.figure("procurement.total"), unit_year.figure("expenditure.total")
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
        return prose.absent("这份文件没有公开车辆、设备等国有资产情况。")
    return show_html(tiles(found))


def _assets(unit_year: UnitYear) -> Iterator[Markup]:
    for key, (label, unit) in _ASSETS.items():
        figure = unit_year.figure(key)
        if figure.value is None:
            continue
        decimals = 2 if figure.value % 1 else 0
        yield tile(label, fmt.number(figure.value, decimals), unit=unit, href=figure.href)
