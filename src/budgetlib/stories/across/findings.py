"""All confirmed findings to filter; apart from them what is to be reviewed, and what our reading is unsure of."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from markupsafe import Markup

from budgetlib.display import format as fmt
from budgetlib.display.components import SEVERITY_WORDS, place_words
from budgetlib.display.markup import join
from budgetlib.display.output import HtmlOutput, show_html
from budgetlib.display.tables import Column, html_table
from budgetlib.findings import ARITHMETIC, GOOD_PRACTICE, READING, Answer, Tier
from budgetlib.stories import addresses, prose, tiers
from budgetlib.stories.collection import Collection
from budgetlib.stories.long_tables import MOST_ROWS, MOST_ROWS_ALONE, long_table

_COUNTED = (
    Column("failed", "有确认发现的文件", "count"),
    Column("passed", "相符的文件", "count"),
    Column("rest", "不适用、待复核或无法判断", "count"),
)
NONE = "已执行的核对没有发现确认的矛盾。"


def lead(collection: Collection) -> HtmlOutput:
    """How many documents have confirmed findings of each gravity, and where the others stand."""
    findings = collection.table("findings")
    if findings.empty:
        return show_html(prose.lead("收录的文件没有经过核对。" if len(collection) else "还没有收录文件。"))
    found = tiers.grave(findings)
    said = []
    for severity in tiers.GRAVE:
        of = found[found["severity"] == severity]
        if len(of):
            spread = f"，涉及 {of['disclosure_id'].nunique()} 份文件" if len(collection) > 1 else ""
            said.append(f"{SEVERITY_WORDS[severity]} {len(of)} 处{spread}")
    meaning = (
        "这里只列确认的发现：公开的两处内容互相矛盾，两处都读得清楚，可能的正常原因逐一试过、都解释不了。"
        "“数字矛盾”是文件自己的数字对不上；“有待说明”是内容不齐或前后不一，要由单位来说明。"
        "每条都注明依据：法律和部门规定、算术关系，还是没有强制力的良好做法；点“依据”看规则怎么核对。"
    )
    words = f"{_all_of(collection)}里：{'；'.join(said)}。" if said else NONE
    return show_html(prose.lead(words), prose.paragraph(meaning), _elsewhere(findings))


def _elsewhere(findings: pd.DataFrame) -> Markup:
    """Where findings of the lower tiers are, and those on catalogues."""
    review = len(tiers.of_units(tiers.of_tier(findings, Tier.TO_REVIEW)))
    reading = len(tiers.of_tier(findings, Tier.READING))
    catalogue = int((_every(findings)["family"] == tiers.CATALOGUE).sum())
    said = [
        Markup("{}：{}").format(prose.linked(words, address), f"{count} {unit}")
        for count, unit, words, address in (
            (review, "处", "待人工复核", "/review.html"),
            (reading, "条", "读取没有把握的地方", "/methods.html#doubts"),
            (catalogue, "处", "购买服务目录本身的差错", "/procurement.html#defects"),
        )
        if count
    ]
    return (
        prose.remark(Markup("不在这里、也不计入上面的：{}。").format(join(said, "；")))
        if said
        else Markup("")
    )


def _every(findings: pd.DataFrame) -> pd.DataFrame:
    return findings[findings["outcome"] == "fail"]


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
    found = tiers.grave(collection.table("findings"))
    counts = found.groupby(["disclosure_id", "severity"]).size().unstack(fill_value=0)
    rows = collection.named.join(counts.reindex(columns=tiers.GRAVE, fill_value=0))
    rows = rows.fillna(dict.fromkeys(tiers.GRAVE, 0)).sort_values(list(tiers.GRAVE), ascending=False)
    columns = collection.unit_columns()
    columns += [Column(severity, SEVERITY_WORDS[severity], "count") for severity in tiers.GRAVE]
    return show_html(long_table(rows, columns, caption="每份文件的确认发现", more="findings"))


def by_rule(collection: Collection) -> HtmlOutput:
    """How often each rule held, failed, or did not apply."""
    findings = collection.table("findings")
    if findings.empty:
        return prose.absent("收录的文件没有经过核对。")
    confirmed = findings["tier"].eq(Tier.CONFIRMED) & findings["severity"].isin(tiers.GRAVE)
    told = findings["outcome"].where((findings["outcome"] != "fail") | confirmed, "left_open")
    outcomes = findings.assign(told=told).groupby(["rule_id", "disclosure_id"])["told"].agg(set)
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
        topic=rows["family"].map(tiers.TOPICS).fillna(rows["family"]),
    ).sort_values(["failed", "rule_id"], ascending=[False, True])
    if len(collection) == 1:
        rows["result"] = [
            "有确认的发现" if failed else "相符" if passed else "不适用、待复核或无法判断"
            for failed, passed in zip(rows["failed"], rows["passed"], strict=True)
        ]
    columns = [
        Column("title", "规则", href="href"),
        Column("topic", "主题", filtered=True),
        *([Column("result", "结果", filtered=True)] if len(collection) == 1 else _COUNTED),
    ]
    return show_html(html_table(rows, columns, caption="每条规则的结果", sortable=True))


def everything(collection: Collection) -> HtmlOutput:
    """Every confirmed finding on a unit, most at stake first, to filter by gravity, subject and document."""
    found = tiers.grave(collection.table("findings"))
    if found.empty:
        return prose.absent(NONE)
    stake = Column("stake_yuan", "涉及金额", "amount", absent="没有估算")
    rows = found.assign(grave=found["severity"].map(SEVERITY_WORDS), basis=found["authority"].map(basis))
    columns = [
        Column("grave", "轻重", filtered=True),
        Column("message", "发现"),
        *([stake] if found["stake_yuan"].notna().any() else []),
        *collection.detail_columns(),
        Column("topic", "主题", filtered=True),
        Column("basis", "依据", filtered=True, href="rule"),
    ]
    return show_html(_table(rows, columns, "确认的发现，按涉及金额从大到小"))


def to_review(collection: Collection) -> HtmlOutput:
    """What a person still has to look at, with the explanations that are open."""
    found = tiers.of_units(tiers.of_tier(collection.table("findings"), Tier.TO_REVIEW))
    if found.empty:
        return prose.absent("没有等待人工复核的地方。")
    open_ones = collection.table("finding_explanations")
    open_ones = open_ones[open_ones["answer"] != Answer.RULED_OUT]
    names = open_ones.groupby(["disclosure_id", "finding"])["explanation"].agg("、".join)
    keys = zip(found["disclosure_id"], found["finding"], strict=True)
    rows = found.assign(open=[names.get(key, "") for key in keys])
    columns = [
        Column("message", "看上去对不上的地方"),
        *([Column("open", "可能的正常原因")] if rows["open"].any() else []),
        *collection.detail_columns(),
        Column("topic", "主题", filtered=True),
    ]
    return show_html(prose.paragraph(tiers.REVIEW_MEANS), _table(rows, columns, "待人工复核"))


def doubts(collection: Collection) -> HtmlOutput:
    """What our reading was unsure of, document by document."""
    found = tiers.of_tier(collection.table("findings"), Tier.READING)
    if found.empty:
        return prose.absent("没有读取没有把握的地方。")
    columns = [Column("message", "没有把握的地方"), *collection.detail_columns()]
    shown = _table(found, columns, "读取没有把握的地方和说明", most=MOST_ROWS)
    return show_html(prose.paragraph(tiers.READING_MEANS), shown)


def _table(
    found: pd.DataFrame, columns: Sequence[Column], caption: str, *, most: int = MOST_ROWS_ALONE
) -> Markup:
    """Findings with their place, those of the first rows linked."""
    shown = found.head(most).to_dict("records")
    rows = found.head(most).assign(
        topic=[tiers.topic(row) for row in shown],
        rule=[addresses.rule(row["rule_id"]) for row in shown],
        at=[place_words(row["page"], row["line"], row["row"]) for row in shown],
        href=[addresses.evidence(row["disclosure_id"], row) for row in shown],
    )
    return long_table(
        rows,
        columns,
        caption=caption,
        more="findings",
        most=most,
        count=len(found),
        row_header="message",
        unit=fmt.WAN_YUAN,
        evidence="href",
        place="at",
    )
