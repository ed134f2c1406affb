"""Completeness: the tables and the parts of the text that must be there."""

from __future__ import annotations

from decimal import Decimal

from budgetlib.accounts import Kind
from budgetlib.disclosure import Statement
from budgetlib.transparency.case import NO_TABLES, NO_TEXT, Case, place_of
from budgetlib.transparency.rubric import Criterion
from budgetlib.transparency.verdict import (
    HALF,
    Verdict,
    by_share,
    met,
    missing,
    not_applicable,
    partial,
    undeterminable,
)

_FEWEST_ENTRIES = 3
_FEWEST_SECTIONS = 3
"""Parts of the text from which on a heading that was not found is taken for one that is not there."""
_MOST_QUOTED = 3
_METRICS = {
    Kind.FUND_INCOME: "fund_expenditure.total",
    Kind.FUND_EXPENDITURE: "fund_expenditure.total",
    Kind.STATE_CAPITAL: "state_capital.total",
    Kind.THREE_PUBLIC: "three_public.total",
    Kind.OPERATING_COST: "operating_cost.total",
    Kind.PROCUREMENT: "procurement.total",
    Kind.SERVICE_PURCHASE: "service_purchase.total",
}
"""Kinds of statement whose emptiness the text may state, and the figure that it then denies."""


def table_given(case: Case, criterion: Criterion) -> Verdict:
    """Whether a statement is printed."""
    found = case.statement(*criterion.statements)
    if found:
        return met(f"有“{_title(found)}”{'（空表）' if found.empty else ''}。", found.place)
    if not case.has_tables:
        return undeterminable(NO_TABLES)
    near = case.statement(*criterion.near)
    if near:
        return partial(f"没有单列这张表，只有“{_title(near)}”。", near.place)
    announced = case.announced_table(criterion.announced)
    if announced:
        return undeterminable(f"目录里列有“{announced.title}”，但没有读到这张表。")
    denial = case.denial(criterion.metric)
    if denial:
        return partial("没有列出这张表，只在文字里说明没有这项收支。", place_of(denial))
    if not case.has_enough_tables:
        return undeterminable("这份文件里读到的预算表很少，不能断定没有这张表。")
    return missing(f"没有找到{criterion.title.removeprefix('列出')}，目录里也没有列。")


def empty_tables_noted(case: Case, criterion: Criterion) -> Verdict:
    """Whether tables without data say so."""
    if not case.has_tables:
        return undeterminable(NO_TABLES)
    empty = [statement for statement in case.disclosure.statements if statement.empty]
    if not empty:
        return not_applicable("读到的表都有数据，没有空表。")
    bare = [statement for statement in empty if not statement.empty_note]
    if not bare:
        return met(f"{len(empty)}张空表都注明了没有数据。", empty[0].place)
    said = [statement for statement in bare if case.denial(_METRICS.get(statement.kind, ""))]
    if not case.has_text and not said:
        return undeterminable(f"{_quoted(bare)}是空表，表下没有注明；文字说明不在这份文件里。", bare[0].place)
    share = (len(empty) - len(bare) + HALF * len(said)) / Decimal(len(empty))
    words = "，其中文字部分说明没有数据的有" + str(len(said)) + "张" if said else ""
    return by_share(
        share, f"{len(empty)}张空表里，{len(bare)}张没有注明没有数据{words}：{_quoted(bare)}。", bare[0].place
    )


def part_given(case: Case, criterion: Criterion) -> Verdict:
    """Whether a part of the text is there, by its heading."""
    if criterion.headings is None:
        raise ValueError(f"{criterion.id}: the rubric gives no headings")
    section = case.section(criterion.headings)
    if section:
        return met(f"有“{section.title.split(' / ')[-1]}”一节。", place_of(section))
    if not case.has_text:
        return undeterminable(NO_TEXT)
    announced = case.announced_part(criterion.headings)
    if announced:
        return undeterminable(f"目录里列有“{announced.title}”，但没有读到这一节。")
    if len(case.disclosure.sections) < _FEWEST_SECTIONS:
        return undeterminable("文字部分没有读出各节的标题，不能断定没有这一节。")
    return missing(f"文字部分没有{criterion.title.removeprefix('说明')}一节。")


def contents_given(case: Case, criterion: Criterion) -> Verdict:
    """Whether there is a table of contents."""
    entries = len(case.disclosure.announced)
    if entries >= _FEWEST_ENTRIES:
        return met(f"有目录，共{entries}项。")
    if entries or not (case.has_tables and case.has_text):
        return undeterminable("这份文件只是公开内容的一部分，或目录没有读全。")
    return missing("文件前面没有目录。")


def _title(statement: Statement) -> str:
    return statement.title or statement.kind.about.title


def _quoted(statements: list[Statement]) -> str:
    more = "等" if len(statements) > _MOST_QUOTED else ""
    return "、".join(f"“{_title(statement)}”" for statement in statements[:_MOST_QUOTED]) + more
