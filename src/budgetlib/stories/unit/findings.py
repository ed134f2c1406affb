"""What does not add up or is not as it should be: findings of the checks, the gravest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import pandas as pd
from markupsafe import Markup

from budgetlib.display.components import SEVERITY_WORDS, evidence_link, finding_card, place_words
from budgetlib.display.markup import element, join
from budgetlib.display.output import HtmlOutput, show_html
from budgetlib.display.tables import Column, html_table
from budgetlib.stories import addresses, prose
from budgetlib.stories.unit_year import Row, UnitYear

_ORDER = {severity: number for number, severity in enumerate(SEVERITY_WORDS)}
_FEW = 3
"""Up to so many findings of one rule have a card each; more of them share one."""
_COUNTED = {"error": "处数字互相矛盾", "warning": "处有待说明", "notice": "处值得留意"}
CATALOGUE = "catalogue"
"""Family of the rules on a catalogue that is printed in a document and issued by somebody else."""
TOPICS = {
    "inside": "表内加总",
    "across": "表与表之间",
    "text": "文字与表格",
    "targets": "绩效目标",
    "form": "公开的内容和形式",
    CATALOGUE: "购买服务目录",
    "reading": "读取说明",
}
"""Families of rules, as readers call them."""


def failed(unit_year: UnitYear) -> pd.DataFrame:
    """The findings that failed, gravest first, those of one rule together, in reading order."""
    findings = unit_year.table("findings")
    findings = findings[findings["outcome"] == "fail"]
    order = findings["severity"].map(_ORDER)
    first_of_rule = findings.groupby("rule_id")["finding"].transform("min")
    sorted_by = findings.assign(grave=order, first=first_of_rule).sort_values(["grave", "first", "finding"])
    return sorted_by.drop(columns=["grave", "first"])


def count_words(unit_year: UnitYear) -> str:
    """How many findings of each severity, in a sentence."""
    found = failed(unit_year)
    of_catalogue = int((found["family"] == CATALOGUE).sum())
    counts = found[found["family"] != CATALOGUE]["severity"].value_counts()
    said = [f"{counts[severity]} {words}" for severity, words in _COUNTED.items() if severity in counts]
    checked = unit_year.table("findings")["outcome"].isin(["pass", "fail"]).sum()
    catalogue = f"{'，另有' if said else ''} {of_catalogue} 处购买服务目录本身的差错" if of_catalogue else ""
    if said or catalogue:
        return f"核对发现 {'、'.join(said)}{catalogue}。"
    return "已执行的核对没有发现问题。" if checked else ""


def cards(unit_year: UnitYear) -> HtmlOutput:
    """The findings as cards; many of the same rule share one, with a table to unfold. Notes on reading are folded."""
    every = failed(unit_year)
    notes = every[every["severity"] == "info"]
    found = every[every["severity"] != "info"]
    remarks = _notes(unit_year, notes) if len(notes) else Markup("")
    if found.empty:
        return show_html(element("p", "已执行的核对均未发现问题。", class_="findings-none"), remarks)
    evidence = _evidence_of(unit_year)
    made: list[Markup] = []
    for _, group in groupby(found.to_dict("records"), key=lambda row: (row["severity"], row["rule_id"])):
        rows = list(group)
        if len(rows) <= _FEW:
            made += [_card(unit_year, row, evidence.get(row["finding"], [])) for row in rows]
        else:
            made.append(_shared_card(unit_year, rows))
    return show_html(element("div", join(made, "\n"), class_="findings"), remarks)


def checked(unit_year: UnitYear) -> HtmlOutput:
    """How much was checked: rules by outcome, in a sentence."""
    rules = unit_year.table("findings").groupby("rule_id")["outcome"].agg(set)
    if rules.empty:
        return prose.absent("这份文件没有经过核对。")
    broken = failed(unit_year)
    failed_rules = broken[broken["severity"] != "info"]["rule_id"].nunique()
    rest = sum(not outcomes & {"pass", "fail"} for outcomes in rules)
    applied = len(rules) - rest
    found = f"{failed_rules} 条发现问题" if failed_rules else "都没有发现问题"
    words = f"共有 {len(rules)} 条规则，{applied} 条适用于这份文件，{found}"
    tail = f"；其余 {rest} 条因文件中没有相应内容而不适用或无法判断" if rest else ""
    return show_html(prose.remark(f"{words}{tail}。"))


def topic(row: Row) -> str:
    """What a finding is about, in a few words."""
    return TOPICS.get(str(row["family"]), str(row["title"]))


def _evidence_of(unit_year: UnitYear) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in unit_year.rows("finding_evidence"):
        found.setdefault(row["finding"], []).append(row)
    return found


def _card(unit_year: UnitYear, row: Row, evidence: list[Row]) -> Markup:
    links = [evidence_link(unit_year.evidence(each), _quoted(each)) for each in evidence]
    return finding_card(
        topic(row),
        str(row["message"]),
        severity=str(row["severity"]),
        authority=str(row["authority"]),
        rule=str(row["title"]),
        rule_href=addresses.rule(str(row["rule_id"])),
        evidence=links or list(_place_link(unit_year, row)),
        anchor=f"finding-{row['finding']}",
    )


def _quoted(evidence: Row) -> str:
    printed = str(evidence["printed"] or "")
    return f"{evidence['label']} {printed}".strip()


def _place_link(unit_year: UnitYear, row: Row) -> Iterator[Markup]:
    where = place_words(row["page"], row["line"], row["row"])
    if where:
        yield evidence_link(unit_year.evidence(row), where)


def _shared_card(unit_year: UnitYear, rows: Sequence[Row]) -> Markup:
    first = rows[0]
    table = html_table(
        unit_year.with_evidence(pd.DataFrame(rows)).assign(at=_places(rows)),
        [Column("message", "说明"), Column("at", "位置", href="href")],
        caption=f"{topic(first)}（{len(rows)} 处）",
    )
    card = finding_card(
        f"{topic(first)}：{len(rows)} 处",
        f"例如：{first['message']}",
        severity=str(first["severity"]),
        authority=str(first["authority"]),
        rule=str(first["title"]),
        rule_href=addresses.rule(str(first["rule_id"])),
        anchor=f"finding-{first['finding']}",
    )
    return join([card, prose.folded(f"看全部 {len(rows)} 处", table)])


def _places(rows: Sequence[Row]) -> list[str]:
    return [place_words(row["page"], row["line"], row["row"]) or "原文" for row in rows]


def _notes(unit_year: UnitYear, notes: pd.DataFrame) -> Markup:
    """What the reading of the document had to say, for those who ask."""
    items = [
        join([Markup("{} ").format(row["message"]), *_place_link(unit_year, row)])
        for row in notes.to_dict("records")
    ]
    return prose.folded(f"读取这份文件时的说明（{len(items)} 条）", prose.bullets(items))
