"""Where the money comes from: budgets, own income, and what was carried over."""

from __future__ import annotations

from markupsafe import Markup

from budgetlib.display import format as fmt
from budgetlib.display.charts import composition_bar
from budgetlib.display.output import show_html
from budgetlib.display.tables import Column, html_table
from budgetlib.figures import REST, Breakdown
from budgetlib.stories import prose
from budgetlib.stories.citing import cite
from budgetlib.stories.prose import Output
from budgetlib.stories.unit_year import UnitYear

_UNKNOWN = "其余（来源没有认出）"


def by_source(unit_year: UnitYear) -> Output:
    """What income consists of; in a sentence where it has one source only."""
    income = unit_year.division(Breakdown.SOURCE)
    if not income:
        return prose.absent("没有读到按来源列出的收入。")
    sources = income.parts()
    positive = sources[[bool(amount) for amount in sources["amount_yuan"]]]
    if positive.empty:
        return prose.absent("收入按来源列了出来，但各项都是 0 或空白。")
    if len(positive) == 1 and positive["part"].iloc[0] != REST:
        only = positive.iloc[0]
        said = Markup("收入全部来自{}，{}。").format(
            only["name"], prose.amount(only["amount_yuan"], only["href"])
        )
        return show_html(prose.paragraph(said))
    named = positive.assign(name=positive["name"].mask(positive["part"] == REST, _UNKNOWN))
    chart = composition_bar(named, subtitle=f"{unit_year.period}{income.of}，按来源")
    return cite(chart, unit_year, income.statement)


def source_table(unit_year: UnitYear) -> Output:
    """Every source that the document lists, blank and zero told apart."""
    sources = unit_year.division(Breakdown.SOURCE)
    if not sources:
        return show_html()
    rows = sources.parts(rest=False)
    columns = [Column("name", "来源"), Column("amount_yuan", "金额", "amount", state="state")]
    table = html_table(
        rows, columns, caption=f"{unit_year.period}{sources.of}，按来源", evidence="href", unit=fmt.WAN_YUAN
    )
    return show_html(prose.folded(f"逐项看（{len(rows)} 项，含空白和 0）", prose.with_gaps_explained(table)))
