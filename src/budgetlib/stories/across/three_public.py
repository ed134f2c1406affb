"""三公 side by side: what is published, blank, zero or missing; budget and final; change, reasons and ratios."""

from __future__ import annotations

import statistics
from collections import Counter
from decimal import Decimal

import pandas as pd
from markupsafe import Markup

from budgetlib.accounts import Key
from budgetlib.display import format as fmt
from budgetlib.display.charts import ranked_bars, share_bars
from budgetlib.display.output import HtmlOutput, show_html
from budgetlib.display.tables import Column
from budgetlib.money import UNIT_FACTORS
from budgetlib.stories import prose
from budgetlib.stories.across.largest_changes import changes_of, moves
from budgetlib.stories.across.series import planned_and_spent
from budgetlib.stories.answers import highest
from budgetlib.stories.changes import change_of
from budgetlib.stories.collection import Collection, figure_column
from budgetlib.stories.frames import objects
from budgetlib.stories.long_tables import MOST_ROWS_OF_MANY, long_table
from budgetlib.stories.prose import Output
from budgetlib.stories.unit.three_public import in_a_sentence
from budgetlib.stories.unit_year import Figure, Row, UnitYear

_TOTAL = Key.THREE_PUBLIC_TOTAL
_DIFFER, _ONLY_TEXT, _NONE_IN_WORDS = "不一致", "只有文字有数", "表空着，文字说没有"
_ONLY_TABLE, _SAME = "文字未提", "一致"
_VERDICTS = (_DIFFER, _ONLY_TEXT, _NONE_IN_WORDS, _ONLY_TABLE, _SAME)
_VEHICLES = ("vehicle_purchase", "vehicle_operation")
_PARTS = {
    "abroad": "出国（境）",
    "reception": "接待",
    "vehicle_purchase": "购车",
    "vehicle_operation": "用车运行",
    "total": "合计",
}


def lead(collection: Collection) -> HtmlOutput:
    """In how many documents the sum is a number, a zero, blank, or missing."""
    if not len(collection):
        return prose.absent("还没有收录文件。")
    if len(collection) == 1:
        return show_html(prose.lead(_of_one(collection.unit_years[0])))
    states = Counter(unit_year.figure(_TOTAL).state for unit_year in collection.unit_years)
    words = {
        fmt.NUMBER: "份填了金额",
        fmt.ZERO: "份填了 0",
        fmt.BLANK: "份留空没有填",
        fmt.MISSING: "份没有读到合计数",
    }
    said = [f"{states[state]} {tail}" for state, tail in words.items() if states[state]]
    return show_html(
        prose.lead(f"{len(collection)} 份文件的“三公”经费合计：{'，'.join(said)}。", _moved(collection))
    )


def _of_one(unit_year: UnitYear) -> str:
    """The sum of the only document, and what its text says where the table has no number."""
    said = in_a_sentence(unit_year)
    if not said:
        return f"{unit_year.unit_name}{unit_year.period}里没有读到“三公”经费。"
    claim = next(iter(unit_year.claims.get(_TOTAL, ())), None)
    words = str(claim["text"]).rstrip("。") if claim is not None else ""
    if words and not unit_year.figure(_TOTAL).value:
        said = f"{said.removesuffix('。')}（文字原话：{prose.quoted(words)}）。"
    return f"{unit_year.unit_name}{unit_year.period}：{said}"


def _moved(collection: Collection) -> str:
    """How many units of the main period say that the sum went up, down, or stayed, and who moved most."""
    changes = changes_of(collection.main_period, _TOTAL)
    if len(changes) < 2:
        return ""
    period = collection.main_period[0].period
    return f"{period}里，{len(changes)} 个单位能和上年比较：{moves(collection, changes)}。"


def totals(collection: Collection) -> Output:
    """The sums of the main period, every kind of nothing in words."""
    unit_years = collection.main_period
    if not unit_years:
        return prose.absent("还没有可以比较的文件。")
    if len(unit_years) == 1:
        return show_html() if len(collection) == 1 else prose.absent(collection.nobody_beside)
    rows = [
        (collection.label(unit_year), unit_year.figure(_TOTAL).yuan, unit_year.figure(_TOTAL).state)
        for unit_year in unit_years
    ]
    frame = pd.DataFrame(rows, columns=["name", "amount_yuan", "state"])
    return ranked_bars(
        frame, state="state", limit=25, whole_yuan=Decimal(0), title=highest(frame, "“三公”经费合计"),
        subtitle=f"{collection.main_period_words}，“三公”经费合计", source=collection.source("“三公”经费表"),
    )  # fmt: skip


def parts(collection: Collection) -> HtmlOutput:
    """Each part for every document, as published."""
    rows = []
    for unit_year in collection.unit_years:
        row = collection.naming(unit_year)
        for part in _PARTS:
            figure = unit_year.figure(f"three_public.{part}")
            row |= {part: figure.yuan, f"{part}_state": figure.state, f"{part}_href": figure.href}
        change = change_of(unit_year, _TOTAL)
        row |= {"percent": None if change is None else change.percent, "href": unit_year.figure(_TOTAL).href}
        rows.append(row)
    if not rows:
        return prose.absent("还没有收录文件。")
    columns = collection.unit_columns()
    columns += [figure_column(part, name) for part, name in _PARTS.items()]
    columns.append(Column("percent", "合计比上年", "percent", absent="无法比较"))
    table = long_table(
        pd.DataFrame(rows),
        columns,
        caption="“三公”经费各项",
        more="key_facts",
        unit=fmt.WAN_YUAN,
        evidence="href",
    )
    note = f"{prose.KINDS_OF_NOTHING}三者意思不同，这里不互相替代。“合计比上年”先取文件的文字说明，没有说明的按表中两年的数计算。"
    return show_html(table, prose.remark(note))


def execution(collection: Collection) -> Output:
    """Final accounts that print the budget beside it: what was planned, what was spent."""
    if not any(unit_year.is_final for unit_year in collection.unit_years):
        return prose.absent("还没有收录决算，无法比较预算和决算。")
    rows: list[tuple[str, Decimal | None, Decimal | None]] = []
    silent = []
    for unit_year in collection.unit_years:
        planned, spent = unit_year.figure(Key.THREE_PUBLIC_BUDGET_TOTAL), unit_year.figure(_TOTAL)
        name = prose.with_note(unit_year.unit_name, unit_year.period)
        if not unit_year.is_final or not planned:
            continue
        if planned.yuan is None or spent.yuan is None:
            silent.append(f"{name}：预算{_said(planned)}，决算{_said(spent)}。")
        else:
            rows.append((name, planned.yuan, spent.yuan))
    if not rows and not silent:
        return prose.absent("在收录的决算里没有读到同时印出预算数和决算数的“三公”经费表。")
    if not rows:
        return show_html(
            prose.paragraph(
                "决算的“三公”经费表应当并列预算数和决算数，收录的决算里没有读到两栏合计都填了的："
            ),
            prose.bullets(silent),
        )
    return planned_and_spent(rows, "“三公”经费合计", source=collection.source("决算“三公”经费表"))


def _said(figure: Figure) -> str:
    if figure.yuan is None:
        return fmt.STATE_WORDS[figure.state]
    return f" {fmt.amount(figure.yuan, fmt.WAN_YUAN)}"


def against_operating_cost(collection: Collection) -> Output:
    """三公 as a share of 机关运行经费, where both are published."""
    rows = []
    unit_years = collection.compared
    for unit_year in unit_years:
        part, whole = unit_year.figure(_TOTAL), unit_year.figure(Key.OPERATING_COST_TOTAL)
        if part.yuan is not None and whole.yuan:
            rows.append((collection.label(unit_year), part.yuan, whole.yuan))
    if not rows:
        return prose.absent(f"{collection.none_of_them}“三公”经费和机关运行经费两个金额，无法计算比例。")
    frame = pd.DataFrame(rows, columns=["name", "part_yuan", "whole_yuan"])
    if len(rows) == 1:
        name, part_yuan, whole_yuan = rows[0]
        said = f"{name}的“三公”经费相当于机关运行经费的 {fmt.share(part_yuan, whole_yuan)}。"
        return show_html(prose.paragraph(said))
    silent = len(unit_years) - len(rows)
    of_nothing = sum(unit_year.figure(Key.OPERATING_COST_TOTAL).state == fmt.ZERO for unit_year in unit_years)
    why = (
        "缺一个数"
        if not of_nothing
        else "机关运行经费为 0"
        if of_nothing == silent
        else "缺一个数，或者机关运行经费为 0"
    )
    return share_bars(
        frame,
        what="“三公”经费与机关运行经费之比",
        subtitle=f"{collection.compared_words}，“三公”经费相当于机关运行经费的比例"
        f"{f'；{silent} 个单位{why}' if silent else ''}",
        source=collection.source(),
    )


def per_vehicle(collection: Collection) -> HtmlOutput:
    """What running a vehicle costs, where the number of vehicles is published too."""
    rows = []
    for unit_year in collection.unit_years:
        cost, vehicles = (
            unit_year.figure(Key.THREE_PUBLIC_VEHICLE_OPERATION),
            unit_year.figure(Key.ASSETS_VEHICLES),
        )
        if cost.yuan and vehicles.value:
            row = collection.naming(unit_year)
            row |= {"cost": cost.yuan, "vehicles": vehicles.value, "each": cost.yuan / vehicles.value}
            rows.append({**row, "href": cost.href})
    if not rows:
        return prose.absent(f"{collection.none_of_them}用车运行费和车辆数两个数，算不出每辆车的费用。")
    rows.sort(key=lambda row: -(fmt.as_decimal(row["each"]) or 0))
    columns = [
        *collection.unit_columns(),
        Column("cost", "用车运行维护费", "amount"),
        Column("vehicles", "车辆（辆）", "count"),
        Column("each", "每辆", "amount"),
    ]
    each = statistics.median(fmt.as_decimal(row["each"]) or Decimal(0) for row in rows)
    said = f"{len(rows)} 份文件算得出每辆车的费用，中位数 {fmt.amount(each)}。" if len(rows) > 1 else ""
    table = long_table(
        pd.DataFrame(rows),
        columns,
        caption="每辆车的运行维护费",
        more="key_facts",
        most=MOST_ROWS_OF_MANY,
        unit=fmt.WAN_YUAN,
        evidence="href",
    )
    note = (
        "车辆数是资产部分所列的车辆，可能包括不由“三公”经费负担的执法、应急等用车，也可能只是一部分单位、某一天的数，"
        "和费用的口径不一定相同，因此只能粗略比较，差得很远的要查原文。"
    )
    return show_html(prose.paragraph(said) if said else Markup(""), table, prose.remark(note))


def reasons(collection: Collection) -> HtmlOutput:
    """The reasons given for changes, as printed."""
    rows = []
    for unit_year in collection.unit_years:
        of_parts = set()
        for part, name in (("total", "合计"), *list(_PARTS.items())[:-1], ("vehicle", "用车购置及运行")):
            change = change_of(unit_year, f"three_public.{part}")
            if part == "vehicle" and change is not None and change.difference_yuan in of_parts:
                continue  # all of it is buying, or all of it running: the same change again
            if change is not None and change.stated:
                of_parts |= {change.difference_yuan} if part in _VEHICLES else set()
                rows.append(
                    {
                        **collection.naming(unit_year),
                        "part": name,
                        "difference_yuan": change.difference_yuan,
                        "percent": change.percent,
                        "base": change.base,
                        "reason": change.reason or prose.NO_REASON,
                        "href": change.href,
                    }
                )
    if not rows:
        return prose.absent(f"{collection.none_of_them}文字说明里“三公”经费的增减。")
    columns = [
        *collection.detail_columns(),
        Column("part", "项目", filtered=True),
        Column("difference_yuan", "增减", "amount", absent="没有读到"),
        Column("percent", "幅度", "percent", absent="无法计算"),
        Column("base", "与什么比"),
        Column("reason", "文件给出的原因"),
    ]
    frame = pd.DataFrame(rows)
    level = [not (row["difference_yuan"] or row["percent"]) for row in rows]
    telling = frame[[not flat for flat in level]]
    sizes = [abs(fmt.as_decimal(size) or Decimal(0)) for size in telling["difference_yuan"]]
    telling = telling.assign(size=objects(sizes, telling)).sort_values("size", ascending=False, kind="stable")
    silent = int((telling["reason"] == prose.NO_REASON).sum())
    note = f"说明了增减的有 {len(telling)} 处" + (
        f"，其中 {silent} 处没有读到原因。" if silent else "，都给出了原因。"
    )
    same = f"另有 {sum(level)} 处说与上年持平，没有列出。" if any(level) else ""
    if telling.empty:
        return show_html(prose.paragraph(f"{len(frame)} 处说明都说与上年持平。"))
    table = long_table(
        telling,
        columns,
        caption="“三公”经费的增减和原因",
        more="claims",
        most=MOST_ROWS_OF_MANY,
        unit=fmt.WAN_YUAN,
        evidence="href",
    )
    return show_html(
        prose.paragraph(note, same), table, prose.remark("从变动最大的排起。增减和原因都是文件自己的说法。")
    )


def declared(collection: Collection) -> HtmlOutput:
    """What the text says beside what the table says, about the sum; contradictions first."""
    rows = []
    for unit_year in collection.unit_years:
        figure = unit_year.figure(_TOTAL)
        claim = next(iter(unit_year.claims.get(_TOTAL, ())), None)
        if claim is None and not figure:
            continue
        found = verdict(figure, claim)
        rows.append(
            {
                **collection.naming(unit_year),
                "table_yuan": figure.yuan,
                "state": figure.state,
                "verdict": found,
                "text": "" if claim is None else str(claim["text"]),
                "href": figure.href
                if claim is None
                else unit_year.evidence({"page": claim["page"], "line": claim["line"]}),
            }
        )
    if not rows:
        return prose.absent(f"{collection.none_of_them}“三公”经费表和文字说明。")
    frame = pd.DataFrame(rows)
    counts = frame["verdict"].value_counts()
    said = [f"“{verdict}”的 {counts[verdict]} 份" for verdict in _VERDICTS if verdict in counts]
    columns = [
        *collection.unit_columns(),
        Column("table_yuan", "表里", "amount", state="state"),
        Column("verdict", "对照", filtered=True),
        Column("text", "文字原话"),
    ]
    table = long_table(
        frame.sort_values("verdict", key=lambda each: each.map(_VERDICTS.index), kind="stable"),
        columns, caption="合计数：表里怎么写，文字怎么说", more="claims", most=MOST_ROWS_OF_MANY, unit=fmt.WAN_YUAN, evidence="href",
    )  # fmt: skip
    words = prose.paragraph(f"把表里的合计数和文字对照，{'，'.join(said)}。") if len(rows) > 1 else Markup("")
    return show_html(words, table)


def verdict(figure: Figure, claim: Row | None) -> str:
    """How table and text fit together; amounts are the same where rounding explains the difference."""
    if claim is None:
        return _ONLY_TABLE
    said = Decimal(0) if claim["comparison"] == "none" else fmt.as_decimal(claim["value_yuan"])
    if said is None:
        return _ONLY_TABLE
    if figure.yuan is None:
        return _ONLY_TEXT if said else _NONE_IN_WORDS
    if not said:
        return _DIFFER if figure.yuan else _SAME
    step = UNIT_FACTORS.get(str(claim["value_unit"]), Decimal(1)).scaleb(-int(claim["decimals"]))
    return _SAME if abs(said - figure.yuan) <= step else _DIFFER
