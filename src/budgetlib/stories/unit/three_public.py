"""三公 (travel abroad, vehicles, reception): what the table says, what the text says, and what neither says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import pandas as pd
from markupsafe import Markup

from budgetlib.accounts import Key
from budgetlib.display import format as fmt
from budgetlib.display.charts import AGAINST_BUDGET, AGAINST_PRIOR, CURRENT, three_public_bars
from budgetlib.display.charts.three_public import PARTS
from budgetlib.display.components import evidence_link, place_words
from budgetlib.display.markup import element, join
from budgetlib.display.output import HtmlOutput, show_html
from budgetlib.display.tables import Column, html_table
from budgetlib.figures import Breakdown
from budgetlib.stories import prose
from budgetlib.stories.changes import change_of, change_words
from budgetlib.stories.citing import cite
from budgetlib.stories.frames import total
from budgetlib.stories.prose import Output
from budgetlib.stories.unit_year import Figure, UnitYear

_NARROWER = "机关运行经费只算行政单位和参公管理的事业单位，“三公”经费还含其他所属单位，两者范围可能不同。"
_COLUMNS = (("three_public_prior", "上年"), ("three_public_budget", "预算"))
_DECLARED = frozenset(f"three_public.{part}" for part in PARTS)
_DEAR = Decimal(150_000)
"""元 a year that no single car costs: the vehicles counted are then not those that the money is for."""
_NAMES = ("三公", "出国", "出境", "接待", "用车", "车辆")
"""Words by which a sentence says what it is about, in front of its first amount."""
_AMOUNT = re.compile(r"\d[\d,.]*[万亿]?元")
_LEADING_ON = ("：", ":")
"""How a sentence ends that only introduces the next one."""
_PREFIXES = ("three_public", *(prefix for prefix, _ in _COLUMNS))
_ROWS = {
    "abroad": (PARTS["abroad"], 1),
    "reception": (PARTS["reception"], 1),
    "vehicle": (PARTS["vehicle"], 1),
    "vehicle_purchase": (f"其中：{PARTS['vehicle_purchase']}", 2),
    "vehicle_operation": (f"其中：{PARTS['vehicle_operation']}", 2),
    "total": (PARTS["total"], 1),
}
"""The rows of the table in the official order, with their level."""


def chart(unit_year: UnitYear) -> Output:
    """The parts and their sum, beside last year's or the budget's where the table prints them."""
    columns = CURRENT
    if unit_year.figures("three_public_budget."):
        columns = AGAINST_BUDGET
    elif unit_year.figures("three_public_prior."):
        columns = AGAINST_PRIOR
    if not any(
        figure.yuan is not None for prefix in columns for figure in unit_year.figures(f"{prefix}.").values()
    ):
        return show_html()  # a chart without a number says less than the table and the sentence below
    title = ""
    if (parts := sum_of_parts(unit_year)) is not None:
        title = f"“三公”经费分项相加 {fmt.amount(parts)}，没有读到合计数"
    elif _all_blank(unit_year):
        title = _blank_beside_a_sum(unit_year)
    chart = three_public_bars(
        unit_year.table("key_facts"), columns=columns, title=title, subtitle=f"{unit_year.period}“三公”经费"
    )
    return cite(chart, unit_year, unit_year.division(Breakdown.THREE_PUBLIC).statement)


def table(unit_year: UnitYear) -> Output:
    """Each part as printed: number, zero and blank told apart, what is not published left as such."""
    columns = [Column("name", "项目"), Column("amount_yuan", unit_year.period, "amount", state="state")]
    for prefix, label in _COLUMNS:
        if unit_year.figures(f"{prefix}."):
            columns.append(Column(prefix, label, "amount", state=f"{prefix}_state"))
    rows = []
    for part, (name, level) in _ROWS.items():
        figure = unit_year.figure(f"three_public.{part}")
        if level == 2 and not any(unit_year.figure(f"{prefix}.{part}") for prefix in _PREFIXES):
            continue
        row: dict[str, object] = {
            "name": name, "amount_yuan": figure.yuan, "state": figure.state, "href": figure.href,
            "level": level, "total": part == "total",
        }  # fmt: skip
        for prefix, _ in _COLUMNS:
            before = unit_year.figure(f"{prefix}.{part}")
            row |= {prefix: before.yuan, f"{prefix}_state": before.state}
        rows.append(row)
    frame = pd.DataFrame(rows)
    shown = html_table(
        frame, columns, caption="“三公”经费各项", total="total", level="level", evidence="href"
    )
    return show_html(
        element("div", prose.with_gaps_explained(shown), class_="no-print")
    )  # the chart and the sentences say the same


def explained(unit_year: UnitYear) -> HtmlOutput:
    """What a blank or a zero means here, and what the text of the document declares beside the table."""
    sentences = [*_states(unit_year), *_vehicles(unit_year), *_share_of_operating_cost(unit_year)]
    return show_html(*map(prose.paragraph, sentences), _declared(unit_year))


def in_a_sentence(unit_year: UnitYear) -> str:
    """The sum and its change, or what stands in its place; empty where the document says nothing of 三公."""
    figures = unit_year.figures("three_public.")
    whole = figures.get("total", Figure(Key.THREE_PUBLIC_TOTAL))
    if whole.yuan:
        changed = change_words(unit_year, Key.THREE_PUBLIC_TOTAL)
        return f"“三公”经费 {fmt.amount(whole.yuan)}{f'，{changed}' if changed else ''}。"
    parts = sum_of_parts(unit_year)
    if parts is not None:
        return f"“三公”经费没有读到合计数，分项相加 {fmt.amount(parts)}。"
    if whole.state == fmt.ZERO:
        return "“三公”经费合计填写为 0。"
    if _all_blank(unit_year):
        blank = _blank_beside_a_sum(unit_year) or "“三公”经费表有表无数，各项都是空白"
        return f"{blank}{_denial(unit_year)}。"
    return "文字说明称没有“三公”经费。" if _denied(unit_year) else ""


def _all_blank(unit_year: UnitYear) -> bool:
    figures = unit_year.figures("three_public.").values()
    return bool(figures) and all(figure.state == fmt.BLANK for figure in figures)


def _blank_beside_a_sum(unit_year: UnitYear) -> str:
    """``“三公”经费决算一栏空白，预算合计 0.95 万元``; empty where the table prints no sum in its other column."""
    beside = _printed_beside(unit_year)
    return f"“三公”经费{unit_year.stage_word}一栏空白，{beside}" if beside else ""


def _printed_beside(unit_year: UnitYear) -> str:
    """What the table prints in its other column as the sum: ``预算 0.95 万元``; empty without one."""
    sums = ((label, unit_year.figure(f"{prefix}.total").yuan) for prefix, label in _COLUMNS)
    return next((f"{label}合计 {fmt.amount(yuan)}" for label, yuan in sums if yuan is not None), "")


def _denial(unit_year: UnitYear) -> str:
    """What the text says beside a blank table, to go on with; empty where it says nothing."""
    if not _denied(unit_year):
        return ""
    return f"，文字说明称没有这项{'支出' if unit_year.is_final else '预算'}"


def _denied(unit_year: UnitYear) -> bool:
    """Whether the text says that there is no such spending at all."""
    return _told_to_be_nothing(unit_year, "total")


def _told_to_be_nothing(unit_year: UnitYear, part: str) -> bool:
    """Whether the text says that there is none of a part, or that it is zero."""
    claims = unit_year.claims.get(f"three_public.{part}", ())
    return any(str(row["comparison"]) == "none" or fmt.as_decimal(row["value_yuan"]) == 0 for row in claims)


def sum_of_parts(unit_year: UnitYear) -> Decimal | None:
    """The parts added up, where the document publishes some of them but not their sum."""
    figures = unit_year.figures("three_public.")
    if figures.get("total") or not figures:
        return None
    vehicles = ["vehicle"] if "vehicle" in figures else ["vehicle_purchase", "vehicle_operation"]
    amounts = [figures[part].yuan for part in ("abroad", "reception", *vehicles) if part in figures]
    return total(amounts) if any(amount is not None for amount in amounts) else None


def _states(unit_year: UnitYear) -> Iterator[str]:
    figures = unit_year.figures("three_public.")
    states = {figure.state for figure in figures.values()}
    if not figures:
        yield "没有读到“三公”经费的金额。没有读到不等于没有支出，也不等于没有公开。"
    elif states == {fmt.BLANK}:
        beside = _printed_beside(unit_year)
        blank = (
            f"{unit_year.stage_word}一栏一个数字也没有填（{beside}）"
            if beside
            else "表格印出来了，但一个数字也没有填"
        )
        if _denied(unit_year):
            yield f"{blank}{_denial(unit_year)}。空白照空白记，不当作 0。"
        else:
            yield f"{blank}。空白可能表示没有这项支出，也可能是漏填；这里不把它当作 0。"
    elif fmt.BLANK in states:
        empty = [part for part, figure in figures.items() if figure.state == fmt.BLANK and part in PARTS]
        told = [part for part in empty if _told_to_be_nothing(unit_year, part)]
        untold = [part for part in empty if part not in told]
        if told:
            none = "没有发生" if unit_year.is_final else "没有安排"  # 0, 无此项预算 or 年初不编制
            yield f"{fmt.joined(PARTS[part] for part in told)}在表里是空白，文字说明称{none}（原话见下）。"
        if untold:
            yield f"{fmt.joined(PARTS[part] for part in untold)}在表里是空白，没有填 0，文字里也没有读到说明。"
    added = sum_of_parts(unit_year)
    if added is not None:
        yield f"只读到分项，没有读到合计数；分项相加是 {fmt.amount(added)}。"
    change = change_of(unit_year, Key.THREE_PUBLIC_TOTAL)
    if change and change.reason:
        yield f"对增减的解释：{change.reason}"


def _vehicles(unit_year: UnitYear) -> Iterator[str]:
    running, owned = (
        unit_year.figure(Key.THREE_PUBLIC_VEHICLE_OPERATION),
        unit_year.figure(Key.ASSETS_VEHICLES),
    )
    if running.yuan and owned.value:
        each = running.yuan / owned.value
        odd = "，明显偏高，车辆数和运行费的口径可能不一致" if each > _DEAR else ""
        yield (
            f"公务用车运行维护费 {fmt.amount(running.yuan)}；文件所列现有车辆 {fmt.number(owned.value)} 辆，"
            f"按此算平均每辆 {fmt.amount(each)}{odd}。"
        )
    elif running.yuan and owned.state == fmt.ZERO:
        yield f"公务用车运行维护费 {fmt.amount(running.yuan)}，但文件所列现有车辆为 0 辆。"


def _share_of_operating_cost(unit_year: UnitYear) -> Iterator[str]:
    total, operating = unit_year.figure(Key.THREE_PUBLIC_TOTAL), unit_year.figure(Key.OPERATING_COST_TOTAL)
    if total.yuan and operating.yuan:
        share = fmt.share(total.yuan, operating.yuan)
        words = f"“三公”经费相当于机关运行经费（{fmt.amount(operating.yuan)}）的 {share}。"
        if unit_year.info["scope"] == "department":
            words += _NARROWER
        yield words


def _declared(unit_year: UnitYear) -> Markup:
    """The sentences of the text about 三公, as printed."""
    claims = [
        row
        for row in unit_year.rows("claims")
        if str(row["metric"]) in _DECLARED and row["text"] and not str(row["text"]).endswith(_LEADING_ON)
    ]
    seen: dict[tuple[str, object, object], str] = {}
    for row in claims:
        key = str(row["metric"]).partition(".")[2]
        part = "“三公”经费" if key == "total" else PARTS[key]
        seen.setdefault((str(row["text"]), row["page"], row["line"]), part)
    quotes = []
    for (words, page, line), part in seen.items():
        link = evidence_link(
            unit_year.evidence({"page": page, "line": line}), place_words(page, line) or "原文"
        )
        # 2026年预算安排14.00万元: the heading above says of what
        named = words if any(name in _AMOUNT.split(words)[0] for name in _NAMES) else f"（{part}）{words}"
        quotes.append(element("blockquote", element("p", join([Markup("{}").format(named), link], " "))))
    return join([element("p", "文字说明这样写："), *quotes]) if quotes else Markup("")
