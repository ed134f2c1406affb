"""What the document publishes and what it leaves out: statements, blank tables, missing figures."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from budgetlib.accounts import REQUIRED_STATEMENTS, Key
from budgetlib.display import format as fmt
from budgetlib.display.components import badge
from budgetlib.display.output import HtmlOutput, show_html
from budgetlib.display.tables import Column, html_table
from budgetlib.stories import prose
from budgetlib.stories.described import words_of
from budgetlib.stories.frames import objects
from budgetlib.stories.unit.performance import project_targets
from budgetlib.stories.unit_year import UnitYear

_FULL, _EMPTY_NOTED, _EMPTY, _MISSING = "有数字", "空表，注明无数据", "空表，没有说明", "没有找到"
_BADGES = {_FULL: "met", _EMPTY_NOTED: "", _EMPTY: "partial", _MISSING: "missing"}


def statement_states(unit_year: UnitYear) -> pd.DataFrame:
    """The required statements, then the others found: `name`, `title`, `state`, `href`."""
    found = {row["statement"]: row for row in reversed(list(unit_year.rows("statements")))}
    titles = words_of("statements", "statement")
    asked = {kind for required in REQUIRED_STATEMENTS for kind in required.kinds}
    required = [
        (name, next((kind for kind in kinds if kind in found), kinds[0]))
        for name, kinds, _ in REQUIRED_STATEMENTS
    ]
    others = [(titles[kind], kind) for kind in titles if kind in found and kind not in asked]
    rows = []
    for name, kind in (*required, *others):
        row = found.get(kind)
        state = _MISSING
        if row is not None:
            state = _FULL if not row["empty"] else _EMPTY_NOTED if row["empty_note"] else _EMPTY
        rows.append(
            {
                "name": name,
                "required": kind in asked,
                "title": "" if row is None else str(row["title"]),
                "state": state,
                "href": "" if row is None else unit_year.evidence({**row, "row": None}),
            }
        )
    return pd.DataFrame(rows)


def statements(unit_year: UnitYear) -> HtmlOutput:
    """Which statements are there, which are blank, which are missing."""
    states = statement_states(unit_year)
    required = states[states["required"]]
    missing = list(required[required["state"] == _MISSING]["name"])
    if len(missing) == len(required):
        return show_html(
            prose.paragraph(
                f"这份文件里没有找到财政部要求部门公开的 {len(required)} 张表，只有文字说明；表格可能另外公开，也可能是图片。"
                "本页的数字都来自文字说明，表格是否公开这里不作判断。"
            )
        )
    words = f"财政部要求部门公开的 {len(required)} 张表都找到了。"
    if missing:
        found = len(required) - len(missing)
        words = (
            f"财政部要求部门公开的 {len(required)} 张表里，找到 {found} 张；没有找到{fmt.joined(missing)}。"
        )
    silent = list(states[states["state"] == _EMPTY]["name"])
    more = f"{fmt.joined(silent)}一个数字也没有，也没有注明“本表无数据”。" if silent else ""
    shown = states.assign(
        shown=objects((badge(state, _BADGES[state]) for state in states["state"]), states),
        duty=["要求公开" if required else "另外公开" for required in states["required"]],
    )
    columns = [
        Column("name", "报表"), Column("shown", "情况", "html"), Column("title", "文件中的表名"), Column("duty", "依据"),
    ]  # fmt: skip
    table = html_table(shown, columns, caption="报表清单", evidence="href")
    return show_html(prose.paragraph(words, more), prose.folded(f"逐张表看（{len(shown)} 张）", table))


def missing_matters(unit_year: UnitYear) -> HtmlOutput:
    """What a reader will look for in vain."""
    matters = [
        (bool(unit_year.figure(Key.OPERATING_COST_TOTAL)), "机关运行经费"),
        (bool(unit_year.figure(Key.PROCUREMENT_TOTAL)), "政府采购金额"),
        (bool(unit_year.figures("assets.")), "国有资产（车辆、设备等）"),
        (
            bool(len(unit_year.table("projects")) or len(unit_year.table("performance_targets"))),
            "项目名称和金额",
        ),
        (bool(len(project_targets(unit_year))), "项目绩效目标"),
        (bool(len(unit_year.table("claims"))), "与上年相比增减的文字说明"),
        (bool(len(unit_year.table("glossary"))), "名词解释"),
    ]
    lacking = [name for known, name in matters if not known]
    if not lacking:
        return show_html()
    words = f"在这份文件里没有读到：{'、'.join(lacking)}。可能是文件没有公开，也可能写在另外的附件里。"
    return show_html(prose.paragraph(words))


def scores(unit_year: UnitYear) -> HtmlOutput:
    """How open the document is by the rubric: points of what applies, duties and good practice apart."""
    found = unit_year.table("scores")
    if found.empty:
        return show_html()
    rows = unit_year.with_evidence(found.assign(shown=objects(map(_state_badge, found["state"]), found)))
    columns = [
        Column("title", "评分项"), Column("shown", "结果", "html"), Column("points", "得分", "number", absent="不计"),
        Column("max_points", "满分", "number"), Column("message", "说明"), Column("authority", "依据"),
    ]  # fmt: skip
    table = html_table(rows, columns, caption="透明度逐项评分", evidence="href")
    return show_html(
        prose.paragraph(*_score_sentences(found)), prose.folded(f"逐项看评分（{len(rows)} 项）", table)
    )


_UNCOUNTED = ("not_applicable", "undeterminable")
_KINDS = {"duty": "法定和部门规定的公开要求", "good_practice": "良好做法"}


def _state_badge(state: str) -> Markup:
    return badge(words_of("scores", "state").get(state, state), state)


def _score_sentences(found: pd.DataFrame) -> list[str]:
    sentences = []
    for kind, asked in _KINDS.items():
        counted = found[(found["kind"] == kind) & found["points"].notna()]
        whole = sum(counted["max_points"])
        if whole:
            sentences.append(
                f"{asked}：{len(counted)} 项，得分率 {fmt.share(sum(counted['points']), whole, 0)}。"
            )
    uncounted = found[found["points"].isna()]["state"].value_counts()
    words = words_of("scores", "state")
    left = [f"{uncounted[state]} 项{words[state]}" for state in _UNCOUNTED if state in uncounted]
    if left:
        sentences.append(f"另有 {'、'.join(left)}，不计分。")
    return sentences
