"""What does not add up: confirmed findings as cards, those to be reviewed apart, and what our reading is unsure of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import pandas as pd
from markupsafe import Markup

from budgetlib.display.components import evidence_link, finding_card, place_words
from budgetlib.display.markup import element, join
from budgetlib.display.output import HtmlOutput, show_html
from budgetlib.display.tables import Column, html_table
from budgetlib.findings import Tier
from budgetlib.stories import addresses, prose, tiers
from budgetlib.stories.unit_year import Row, UnitYear

_FEW = 3
"""Up to so many findings of one rule have a card each; more of them share one."""
_COUNTED = {"error": "处数字互相矛盾", "warning": "处有待说明"}
_NONE = "已执行的核对没有发现确认的矛盾。"


def count_words(unit_year: UnitYear) -> str:
    """How many confirmed findings of each severity, in a sentence; empty where nothing was checked."""
    findings = unit_year.table("findings")
    counts = tiers.grave(findings)["severity"].value_counts()
    said = [f"{counts[severity]} {words}" for severity, words in _COUNTED.items() if severity in counts]
    if said:
        return f"核对发现 {'、'.join(said)}。"
    return _NONE if findings["outcome"].isin(["pass", "fail"]).any() else ""


def cards(unit_year: UnitYear) -> HtmlOutput:
    """The confirmed findings as cards, most at stake first; many of the same rule share one, with a table to unfold.

    Below them, folded, what a person still has to look at, and remarks on form and rounding.
    """
    confirmed = tiers.of_tier(unit_year.table("findings"), Tier.CONFIRMED)
    grave = confirmed[confirmed["severity"].isin(tiers.GRAVE)]
    remarks = _folded_list(
        unit_year, confirmed[~confirmed["severity"].isin(tiers.GRAVE)], "形式和四舍五入上的说明"
    )
    to_review = _to_review(unit_year)
    if grave.empty:
        return show_html(element("p", _NONE, class_="findings-none"), to_review, remarks)
    evidence, tried = (_by_finding(unit_year, name) for name in ("finding_evidence", "finding_explanations"))
    made: list[Markup] = []
    rules = list(dict.fromkeys(grave["rule_id"]))
    together = sorted(grave.to_dict("records"), key=lambda row: rules.index(row["rule_id"]))
    for _, group in groupby(together, key=lambda row: row["rule_id"]):
        rows = list(group)
        if len(rows) <= _FEW:
            made += [_card(unit_year, row, evidence, tried) for row in rows]
        else:
            made.append(_shared_card(unit_year, rows))
    return show_html(element("div", join(made, "\n"), class_="findings"), to_review, remarks)


def checked(unit_year: UnitYear) -> HtmlOutput:
    """How much was checked: rules by outcome, in a sentence."""
    findings = unit_year.table("findings")
    rules = findings.groupby("rule_id")["outcome"].agg(set)
    if rules.empty:
        return prose.absent("这份文件没有经过核对。")
    confirmed = tiers.of_tier(findings, Tier.CONFIRMED)
    broken = confirmed[confirmed["severity"].isin(tiers.GRAVE)]["rule_id"].nunique()
    rest = sum(not outcomes & {"pass", "fail"} for outcomes in rules)
    found = f"{broken} 条有确认的发现" if broken else "没有确认的发现"
    words = f"共有 {len(rules)} 条规则，{len(rules) - rest} 条适用于这份文件，{found}"
    tail = f"；其余 {rest} 条因文件中没有相应内容或读取没有把握而不作判断" if rest else ""
    return show_html(prose.remark(f"{words}{tail}。"))


def reading_notes(unit_year: UnitYear) -> HtmlOutput:
    """What the reading of the document had to say, for those who ask: it stands with how the page was made."""
    notes = tiers.of_tier(unit_year.table("findings"), Tier.READING)
    return show_html(_folded_list(unit_year, notes, "读取没有把握的地方和说明", tiers.READING_MEANS))


def _to_review(unit_year: UnitYear) -> Markup:
    found = tiers.of_units(tiers.of_tier(unit_year.table("findings"), Tier.TO_REVIEW))
    tried = _by_finding(unit_year, "finding_explanations")
    return _folded_list(unit_year, found, "待人工复核", tiers.REVIEW_MEANS, tried, unit="处")


def _by_finding(unit_year: UnitYear, table: str) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in unit_year.rows(table):
        found.setdefault(row["finding"], []).append(row)
    return found


def _card(
    unit_year: UnitYear, row: Row, evidence: Mapping[int, list[Row]], tried: Mapping[int, list[Row]]
) -> Markup:
    links = [
        evidence_link(unit_year.evidence(each), _quoted(each)) for each in evidence.get(row["finding"], [])
    ]
    explained = tiers.explanations(tried.get(row["finding"], []), only_open=False)
    return finding_card(
        tiers.topic(row),
        str(row["message"]),
        severity=str(row["severity"]),
        authority=str(row["authority"]),
        rule=str(row["title"]),
        rule_href=addresses.rule(str(row["rule_id"])),
        evidence=links or list(_place_link(unit_year, row)),
        details=prose.folded("可能的正常原因，逐一试过", explained) if explained else Markup(""),
        anchor=tiers.anchor(row),
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
        unit_year.with_evidence(pd.DataFrame(rows)).assign(
            at=[place_words(row["page"], row["line"], row["row"]) or "原文" for row in rows],
            anchor=[tiers.anchor(row) for row in rows],
        ),
        [Column("message", "说明"), Column("at", "位置", href="href")],
        caption=f"{tiers.topic(first)}（{len(rows)} 处）",
        row_anchor="anchor",
    )
    card = finding_card(
        f"{tiers.topic(first)}：{len(rows)} 处",
        f"例如：{first['message']}",
        severity=str(first["severity"]),
        authority=str(first["authority"]),
        rule=str(first["title"]),
        rule_href=addresses.rule(str(first["rule_id"])),
    )
    return join([card, prose.folded(f"看全部 {len(rows)} 处", table)])


def _folded_list(
    unit_year: UnitYear,
    found: pd.DataFrame,
    what: str,
    meaning: str = "",
    tried: Mapping[int, Sequence[Row]] | None = None,
    *,
    unit: str = "条",
) -> Markup:
    """Findings of a lower tier as a folded list, each with its place; empty without any."""
    if found.empty:
        return Markup("")
    items = [
        element(
            "li",
            join(
                [
                    join([Markup("{} ").format(row["message"]), *_place_link(unit_year, row)]),
                    tiers.explanations((tried or {}).get(row["finding"], ()), only_open=True),
                ]
            ),
            id=tiers.anchor(row),
        )
        for row in found.to_dict("records")
    ]
    said = prose.remark(meaning) if meaning else Markup("")
    return prose.folded(f"{what}（{len(items)} {unit}）", join([said, element("ul", join(items))]))
