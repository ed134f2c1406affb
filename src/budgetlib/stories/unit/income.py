"""Where the money comes from: budgets, own income, and what was carried over."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

import pandas as pd
from markupsafe import Markup

from budgetlib.display import format as fmt
from budgetlib.display.charts import composition_bar
from budgetlib.display.output import show_html
from budgetlib.display.tables import Column, html_table
from budgetlib.stories import prose
from budgetlib.stories.citing import cite
from budgetlib.stories.frames import ROUNDING, of_now, total
from budgetlib.stories.prose import Output
from budgetlib.stories.unit_year import INCOME, Row, UnitYear

SOURCES = {
    "general_public": "一般公共预算",
    "government_fund": "政府性基金预算",
    "state_capital": "国有资本经营预算",
    "fiscal": "财政拨款",
    "special_account": "财政专户管理资金",
    "business_income": "事业收入",
    "operating_income": "经营收入",
    "superior_subsidy": "上级补助收入",
    "affiliate_remittance": "附属单位上缴收入",
    "other_income": "其他收入",
    "unit_funds": "单位资金",
    "non_fiscal_balance": "使用非财政拨款结余",
    "carryover_in": "上年结转",
}
"""Sources of income, by the key of their row or column, in the order of the official table."""

_PARTS_OF = {
    "fiscal": ("general_public", "government_fund", "state_capital"),
    "unit_funds": (
        "business_income",
        "operating_income",
        "superior_subsidy",
        "affiliate_remittance",
        "other_income",
    ),
}
_COLUMN_NAMES = {"carryover": "carryover_in"}


class Source(NamedTuple):
    """What comes from a source of income."""

    item: str
    name: str
    amount_yuan: Decimal | None
    state: str
    href: str


def by_source(unit_year: UnitYear) -> Output:
    """What income consists of; in a sentence where it has one source only."""
    sources = income_sources(unit_year)
    positive = sources[[bool(amount) for amount in sources["amount_yuan"]]] if len(sources) else sources
    if sources.empty:
        return prose.absent("这份文件没有按来源列出收入。")
    if positive.empty:
        return prose.absent("收入按来源列了出来，但各项都是 0 或空白。")
    if len(positive) == 1:
        only = positive.iloc[0]
        said = Markup("收入全部来自{}，{}。").format(
            only["name"], prose.amount(only["amount_yuan"], only["href"])
        )
        return show_html(prose.paragraph(said))
    chart = composition_bar(_with_rest(unit_year, positive), subtitle=f"{unit_year.period}收入，按来源")
    return cite(chart, unit_year, "summary", "income")


def _with_rest(unit_year: UnitYear, sources: pd.DataFrame) -> pd.DataFrame:
    """The sources and, where they do not make up the total, what they leave: shares are of the whole."""
    whole = unit_year.figure(*INCOME).yuan
    rest = None if whole is None else whole - total(sources["amount_yuan"])
    if whole is None or rest is None or rest <= whole * ROUNDING:
        return sources
    row = {"item": "", "name": "其余（来源没有认出）", "amount_yuan": rest, "state": "number", "href": ""}
    return pd.concat([sources, pd.DataFrame([row])], ignore_index=True)


def source_table(unit_year: UnitYear) -> Output:
    """Every source that the document lists, blank and zero told apart."""
    sources = income_sources(unit_year)
    if sources.empty:
        return show_html()
    columns = [Column("name", "来源"), Column("amount_yuan", "金额", "amount", state="state")]
    table = html_table(
        sources, columns, caption=f"{unit_year.period}收入，按来源", evidence="href", unit=fmt.WAN_YUAN
    )
    return show_html(
        prose.folded(f"逐项看（{len(sources)} 项，含空白和 0）", prose.with_gaps_explained(table))
    )


def income_sources(unit_year: UnitYear) -> pd.DataFrame:
    """Income by source: `item`, `name`, `amount_yuan`, `state`, `href`; no source counts twice.

    From 收支总表, which has the carry-over too, else from the total row of 收入总表. A source that is printed
    both as a whole and in parts (财政拨款 and the three budgets) is given in its parts where they hold amounts.
    """
    lines = income_lines(unit_year.table("budget_lines")).to_dict("records")
    return pd.DataFrame(sources_in(unit_year, lines), columns=Source._fields)


def income_lines(lines: pd.DataFrame) -> pd.DataFrame:
    """The lines of budgets, of one document or of many, that say how much comes from which source: `item` names it."""
    from_summary = (
        (lines["statement"] == "summary") & (lines["side"] == "income") & (lines["measure"] == "total")
    )
    from_income = (lines["statement"] == "income") & (lines["role"] == "total")
    found = lines[(from_summary | from_income) & of_now(lines)]
    named = found["item"].where(found["statement"] == "summary", found["measure"].replace(_COLUMN_NAMES))
    return found.assign(item=named)[named.isin(SOURCES)]


def sources_in(unit_year: UnitYear, lines: Sequence[Row]) -> list[Source]:
    """What `income_sources` gives, from the document's `income_lines` as mappings."""
    found = _first_of(unit_year, lines, "summary")
    if not any(amount for amount, _ in found.values()):
        found = _first_of(unit_year, lines, "income") or found
    for whole, parts in _PARTS_OF.items():
        held = sum((found[part][0] or Decimal(0) for part in parts if part in found), Decimal(0))
        if whole in found and (held or not found[whole][0]):
            if any(part in found for part in parts):
                del found[whole]
        elif whole in found:
            for part in parts:
                found.pop(part, None)
    return [
        Source(item, name, found[item][0], "blank" if found[item][0] is None else "number", found[item][1])
        for item, name in SOURCES.items()
        if item in found
    ]


def _first_of(
    unit_year: UnitYear, lines: Sequence[Row], statement: str
) -> dict[str, tuple[Decimal | None, str]]:
    """The first amount of each item in a statement, and where it stands."""
    found: dict[str, tuple[Decimal | None, str]] = {}
    for row in lines:
        if row["statement"] == statement and row["item"] not in found:
            found[row["item"]] = fmt.as_decimal(row["amount_yuan"]), unit_year.evidence(row)
    return found
