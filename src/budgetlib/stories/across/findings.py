"""All findings: how many of which gravity, in which documents, by which rule, to filter."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from budgetlib.display.components import SEVERITY_WORDS, place_words
from budgetlib.display.output import HtmlOutput, show_html
from budgetlib.display.tables import Column, html_table
from budgetlib.findings import ARITHMETIC, GOOD_PRACTICE, READING
from budgetlib.stories import addresses, prose
from budgetlib.stories.collection import Collection
from budgetlib.stories.long_tables import MOST_ROWS_ALONE, long_table
from budgetlib.stories.unit.findings import CATALOGUE, TOPICS

_GRAVE = ("error", "warning", "notice")
_COUNTED = (
    Column("failed", "有发现的文件", "count"),
    Column("passed", "相符的文件", "count"),
    Column("rest", "不适用或无法判断", "count"),
)
_NONE = "已执行的核对没有发现问题。"


def failed(collection: Collection) -> pd.DataFrame:
    """Failed findings of all documents, the gravest first, then the newest."""
    findings = collection.table("findings")
    findings = findings[findings["outcome"] == "fail"]
    grave = {severity: number for number, severity in enumerate(SEVERITY_WORDS)}
    place = {identifier: number for number, identifier in enumerate(collection.disclosures["disclosure_id"])}
    keys = findings.assign(grave=findings["severity"].map(grave), place=findings["disclosure_id"].map(place))
    return keys.sort_values(["grave", "place", "finding"]).drop(columns=["grave", "place"])


def of_units(found: pd.DataFrame) -> pd.DataFrame:
    """Findings on what units publish, without those on a catalogue that somebody else issued."""
    return found[found["family"] != CATALOGUE]


def lead(collection: Collection) -> HtmlOutput:
    """How many documents have findings of each gravity; defects of catalogues apart."""
    every = failed(collection)
    if every.empty:
        return show_html(prose.lead(_NONE if len(collection) else "还没有收录文件。"))
    found = of_units(every)
    said = []
    for severity in _GRAVE:
        of = found[found["severity"] == severity]
        if len(of):
            spread = f"，涉及 {of['disclosure_id'].nunique()} 份文件" if len(collection) > 1 else ""
            said.append(f"{SEVERITY_WORDS[severity]} {len(of)} 处{spread}")
    catalogue = len(every) - len(found)
    if catalogue:
        said.append(f"另有 {catalogue} 处购买服务目录本身的差错")
    notes = int((found["severity"] == "info").sum())
    more = f"此外有 {notes} 处是读取时的说明，不算问题，见各文件的页面。" if notes else ""
    meaning = (
        "“数字矛盾”是文件自己的数字对不上；“有待说明”是内容不齐或前后不一，要由单位来说明；“值得留意”需要人来判断，"
        "或是读取时作过更正。每条发现都注明依据：法律和部门规定、算术关系，还是没有强制力的良好做法；点“依据”看规则怎么核对。"
    )
    return show_html(
        prose.lead(f"{_all_of(collection)}里：{'；'.join(said)}。"), prose.paragraph(meaning, more)
    )


def _all_of(collection: Collection) -> str:
    return "这份文件" if len(collection) == 1 else f"{len(collection)} 份文件"


def basis(authority: str) -> str:
    """What kind of authority a finding rests on, in a word."""
    if authority.startswith(GOOD_PRACTICE):
        return GOOD_PRACTICE
    return authority if authority in (ARITHMETIC, READING) else "规定"


def by_document(collection: Collection) -> HtmlOutput:
    """How many findings of each gravity every document has; the way to its page where there is only one."""
    if not len(collection):
        return show_html()
    if len(collection) == 1:
        only = collection.unit_years[0]
        page = prose.linked(f"{only.unit_name}{only.period}", addresses.unit_page(only.id))
        said = Markup("目前只有一份文件：{}。每条发现的出处和依据在它的页面上。").format(page)
        return show_html(prose.paragraph(said))
    found = of_units(failed(collection))
    counts = found.groupby(["disclosure_id", "severity"]).size().unstack(fill_value=0)
    rows = collection.named.join(counts.reindex(columns=_GRAVE, fill_value=0)).fillna(
        dict.fromkeys(_GRAVE, 0)
    )
    rows = rows.sort_values(list(_GRAVE), ascending=False)
    columns = collection.unit_columns()
    columns += [Column(severity, SEVERITY_WORDS[severity], "count") for severity in _GRAVE]
    return show_html(long_table(rows, columns, caption="每份文件的核对发现", more="findings"))


def by_rule(collection: Collection) -> HtmlOutput:
    """How often each rule held, failed, or did not apply."""
    findings = collection.table("findings")
    if findings.empty:
        return prose.absent("收录的文件没有经过核对。")
    outcomes = findings.groupby(["rule_id", "disclosure_id"])["outcome"].agg(set)
    per_rule = pd.DataFrame(
        {
            "failed": outcomes.map(lambda each: "fail" in each).groupby("rule_id").sum(),
            "passed": outcomes.map(lambda each: each == {"pass"}).groupby("rule_id").sum(),
            "documents": outcomes.groupby("rule_id").size(),
        }
    )
    per_rule["rest"] = per_rule["documents"] - per_rule["failed"] - per_rule["passed"]
    first = findings.drop_duplicates("rule_id").set_index("rule_id")[["title", "family"]]
    rows = per_rule.join(first).reset_index()
    rows = rows.assign(
        href=[addresses.rule(rule) for rule in rows["rule_id"]],
        topic=rows["family"].map(TOPICS).fillna(rows["family"]),
    ).sort_values(["failed", "rule_id"], ascending=[False, True])
    if len(collection) == 1:
        rows["result"] = [
            "有发现" if failed else "相符" if passed else "不适用或无法判断"
            for failed, passed in zip(rows["failed"], rows["passed"], strict=True)
        ]
    columns = [
        Column("title", "规则", href="href"),
        Column("topic", "主题", filtered=True),
        *([Column("result", "结果", filtered=True)] if len(collection) == 1 else _COUNTED),
    ]
    return show_html(html_table(rows, columns, caption="每条规则的结果", sortable=True))


def everything(collection: Collection) -> HtmlOutput:
    """Every failed finding, to filter by gravity, subject and document.

    Those of catalogues have their own page; notes on reading are no findings and stand on that of the document.
    """
    every = failed(collection)
    of_catalogue = int((every["family"] == CATALOGUE).sum())
    found = of_units(every)
    found = found[found["severity"] != "info"]
    if found.empty:
        return prose.absent(_NONE)
    shown = found.head(MOST_ROWS_ALONE)
    rows = found.assign(
        grave=found["severity"].map(SEVERITY_WORDS),
        topic=found["family"].map(TOPICS).fillna(found["family"]),
        basis=found["authority"].map(basis),
        rule=found["rule_id"].map(addresses.rule),
        at=[place_words(row["page"], row["line"], row["row"]) for row in found.to_dict("records")],
        href=pd.Series(
            [addresses.evidence(row["disclosure_id"], row) for row in shown.to_dict("records")], shown.index
        ),
    )
    columns = [
        Column("grave", "轻重", filtered=True),
        Column("message", "发现"),
        *collection.detail_columns(),
        Column("topic", "主题", filtered=True),
        Column("basis", "依据", filtered=True, href="rule"),
    ]
    table = long_table(
        rows,
        columns,
        caption="核对发现",
        more="findings",
        most=MOST_ROWS_ALONE,
        row_header="message",
        evidence="href",
        place="at",
    )
    if not of_catalogue:
        return show_html(table)
    catalogue = prose.linked("购买服务目录", "/procurement.html#defects")
    note = Markup("购买服务目录本身的 {} 处差错另见{}。").format(of_catalogue, catalogue)
    return show_html(table, prose.remark(note))
