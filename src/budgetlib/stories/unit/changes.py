"""What changed against last year: every change that the text of the document states."""

from __future__ import annotations

import re
from decimal import Decimal

import pandas as pd

from budgetlib.accounts import Key
from budgetlib.display import format as fmt
from budgetlib.display.charts import change_bars, dumbbell, grouped_bars
from budgetlib.display.markup import element
from budgetlib.display.output import HtmlOutput, show_html
from budgetlib.display.tables import Column, html_table
from budgetlib.figures import REST, Against, Breakdown
from budgetlib.stories import prose
from budgetlib.stories.changes import base_words
from budgetlib.stories.described import metric_words, words_of
from budgetlib.stories.frames import objects
from budgetlib.stories.prose import Output
from budgetlib.stories.unit_year import EXPENDITURE, UnitYear

_EXECUTED = {
    "支出总计": EXPENDITURE,
    "基本支出": (Key.EXPENDITURE_BASIC,),
    "项目支出": (Key.EXPENDITURE_PROJECT,),
    "“三公”经费": (Key.THREE_PUBLIC_TOTAL,),
    "机关运行经费": (Key.OPERATING_COST_TOTAL,),
}
_YEAR = re.compile(r"^(?:(?:19|20)\d\d年度?|本年度)")
_HEAD = re.compile(r"^(.+?)(?:19|20)\d\d年度?")
"""What stands before the year: the unit, or the end of its name."""
_OWN = re.compile(r"^(?:本|我|全)(?:单位|部门|局|委|办)")
_SAME = "持平"
_UNSAID = "没有读到"
_FEW = 5
"""So many changes are shown at once; more are kept for those who ask."""


def stated(unit_year: UnitYear) -> HtmlOutput:
    """All stated changes, as printed, to unfold; says so where the text states none."""
    changes = stated_changes(unit_year)
    if changes.empty:
        return prose.absent("没有读到文字说明里与上年比较的数字。")
    counts = changes["direction"].value_counts()
    said = [f"{counts[words]} 处说{words}" for words in ("增加", "减少", _SAME) if words in counts]
    moved = changes["direction"] != _SAME
    without = int((moved & (changes["reason"] == "")).sum())
    silent = (
        f"；增减中有 {without} 处旁边没有读到原因" if without else "；增减都给出了原因" if moved.any() else ""
    )
    columns = [
        Column("subject", "事项"),
        Column("value_yuan", "金额", "amount", absent=_UNSAID),
        Column("difference_yuan", "增减", "amount", absent=_UNSAID),
        Column("percent", "增减幅度", "percent", absent=_UNSAID, as_printed=True),
        Column("base", "与什么比"),
        Column("reason", "文件给出的原因"),
    ]
    changes = changes.assign(reason=changes["reason"].where(changes["reason"] != "", _UNSAID))
    table = html_table(
        changes, columns, caption="文字说明里的增减", evidence="href", sortable=True, unit=fmt.WAN_YUAN
    )
    words = f"文字说明里共有 {len(changes)} 处{_compared_with(changes)}：{'，'.join(said)}{silent}。"
    if len(changes) <= _FEW:
        return show_html(prose.paragraph(words), element("div", table, class_="no-print"))
    return show_html(prose.paragraph(words), prose.folded(f"看全部 {len(changes)} 处", table))


def _compared_with(changes: pd.DataFrame) -> str:
    """What the changes are measured against: earlier years, the year's own budget, or both."""
    budget = int((changes["against"] == Against.BUDGET).sum())
    if not budget:
        return "与往年比较"
    return (
        "与预算比较"
        if budget == len(changes)
        else f"比较（{len(changes) - budget} 处与往年比，{budget} 处与预算比）"
    )


def over_years(unit_year: UnitYear) -> Output:
    """The unit's expenditure in all years of the same stage that are here; nothing where there is only this one."""
    rows = [
        (unit_year.unit_name, each.year, figure.yuan, figure.state)
        for each in sorted(_of_the_stage(unit_year), key=lambda each: each.year or 0)
        if (figure := each.figure(*EXPENDITURE))
    ]
    frame = pd.DataFrame(rows, columns=["unit_name", "year", "amount_yuan", "state"])
    if len(frame) < 2:
        return show_html()
    first, last = frame.iloc[0], frame.iloc[-1]
    base = f" {first['year']} 年"
    title = f"{last['year']} 年支出总计{fmt.change(last['amount_yuan'], first['amount_yuan'], base=base)}"
    return grouped_bars(
        frame,
        state="state",
        title=title,
        subtitle=f"历年支出总计（{unit_year.stage_word}）",
        source=f"{unit_year.unit_name}历年{unit_year.stage_word}公开文件",
    )


def by_class(unit_year: UnitYear) -> Output:
    """What the unit spends more and less on than in the year before, where that document is here too."""
    before = _year_before(unit_year)
    if before is None:
        return show_html()
    now, then = unit_year.division(Breakdown.FUNCTION), before.division(Breakdown.FUNCTION)
    # of a whole and of a part of it nothing can be said, nor where one of them leaves something undivided
    if now.of != then.of or any(REST in set(each.parts()["part"]) for each in (now, then) if each):
        return show_html()
    both = now.parts().merge(then.parts(), on="part", how="outer", suffixes=("", "_then"), sort=True)
    if len(now.parts()) < 2 or not then or both["amount_yuan"].equals(both["amount_yuan_then"]):
        return show_html()
    # a class without a row has no spending: both documents list all that have
    nothing = Decimal(0)
    frame = pd.DataFrame(
        {
            "name": both["name"].fillna(both["name_then"]),
            "current_yuan": objects(
                (amount or nothing for amount in map(fmt.as_decimal, both["amount_yuan"])), both
            ),
            "prior_yuan": objects(
                (amount or nothing for amount in map(fmt.as_decimal, both["amount_yuan_then"])), both
            ),
        }
    )
    only_these = all(each.id in (unit_year.id, before.id) for each in _of_the_stage(unit_year))
    return change_bars(
        frame,
        # of two years, the chart of the sums has said how the whole changed
        title=_largest_move(frame) if only_these else "",
        base=f" {before.year} 年",
        subtitle=f"{unit_year.period}与{before.period}{now.of}，按功能分类“类”级科目",
        source=f"{unit_year.unit_name}{before.period}、{unit_year.period}公开文件",
    )


def _largest_move(frame: pd.DataFrame) -> str:
    name, now, then = max(frame.itertuples(index=False, name=None), key=lambda row: abs(row[1] - row[2]))
    return f"{name}{'增加' if now > then else '减少'} {fmt.amount(abs(now - then))}，变动最大"


def _of_the_stage(unit_year: UnitYear) -> list[UnitYear]:
    """The documents of the unit for years of the same stage, this one among them."""
    return [each for each in (*unit_year.siblings, unit_year) if each.stage == unit_year.stage and each.year]


def _year_before(unit_year: UnitYear) -> UnitYear | None:
    """The document of the same unit and stage, and of as many units, for the year before."""
    return next(
        (
            each
            for each in unit_year.siblings
            if unit_year.year and each.year == unit_year.year - 1
            and each.stage == unit_year.stage and each.info["scope"] == unit_year.info["scope"]
        ),
        None,
    )  # fmt: skip


def execution(unit_year: UnitYear) -> Output:
    """What was budgeted and what was spent in the year, where both documents are here."""
    pair = {each.stage: each for each in (*unit_year.siblings, unit_year) if each.year == unit_year.year}
    if not {"budget", "final"} <= pair.keys():
        return show_html()
    rows = [
        (name, budgeted, spent)
        for name, keys in _EXECUTED.items()
        if (budgeted := pair["budget"].figure(*keys).yuan) is not None
        and (spent := pair["final"].figure(*keys).yuan) is not None
    ]
    if not rows:
        return show_html()
    frame = pd.DataFrame(rows, columns=["name", "budget_yuan", "final_yuan"])
    source = f"{unit_year.unit_name}{unit_year.year}年预算、决算公开文件"
    return dumbbell(frame, subtitle=f"{unit_year.year}年预算和决算", source=source)


def stated_changes(unit_year: UnitYear) -> pd.DataFrame:
    """Changes of money that the text states, with their signs, in reading order."""
    changes = unit_year.table("changes")
    stated = changes[(changes["origin"] == "text") & ~changes["again"].astype(bool)]
    rows = unit_year.with_evidence(stated[stated["value_yuan"].notna() | stated["difference_yuan"].notna()])
    return rows.assign(
        direction=rows["direction"].map(words_of("changes", "direction")),
        base=[base_words(unit_year, base or "") for base in rows["base"]],
        percent=objects(
            (stated if pd.notna(stated) else None if pd.isna(worked_out) else fmt.rounded(worked_out, 2)
             for stated, worked_out in zip(rows["stated_percent"], rows["percent"], strict=True)),
            rows,
        ),
        subject=[
            _of_the_unit(subject, unit_year.unit_name) or metric_words(metric)
            for subject, metric in zip(rows["subject"], rows["metric"], strict=True)
        ],
    )  # fmt: skip


def _of_the_unit(subject: str, unit_name: str) -> str:
    """What a figure is of, without the year and the unit, which the page has in its title."""
    rest = _YEAR.sub("", _without_quotes(subject))
    rest = rest.removeprefix(unit_name) if unit_name in rest else _OWN.sub("", rest)
    head = _HEAD.match(rest)
    if head and unit_name.endswith(head[1]):
        rest = rest[head.end(1) :]
    return _YEAR.sub("", rest).removeprefix("的") or subject


def _without_quotes(words: str) -> str:
    """Words without quotation marks around the whole of them."""
    inside = words[1:-1]
    return inside if words[:1] + words[-1:] == "“”" and not set("“”") & set(inside) else words
