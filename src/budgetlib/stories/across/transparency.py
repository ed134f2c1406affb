"""How open disclosures are: a rubric of duties and good practice, points per document, and how firm the ranking is."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pandas as pd
from markupsafe import Markup

from budgetlib.display import format as fmt
from budgetlib.display.components import badge, place_words
from budgetlib.display.output import HtmlOutput, show_html
from budgetlib.display.tables import Column, html_table
from budgetlib.stories import addresses, prose
from budgetlib.stories.collection import Collection
from budgetlib.stories.described import words_of
from budgetlib.stories.frames import objects
from budgetlib.stories.long_tables import long_table

KINDS = {"duty": "法定和部门规定", "good_practice": "良好做法"}
_NONE = "还没有评分。"
_FULL = 100


def rates(scores: pd.DataFrame, *groups: str) -> pd.DataFrame:
    """Points as a percentage of the points that could be scored, per group; what does not apply is left out."""
    counted = scores[scores["points"].notna()]
    sums = counted.groupby(list(groups))[["points", "max_points"]].sum()
    return sums.assign(rate=sums["points"] * 100 / sums["max_points"]).reset_index()


def duty_rates(collection: Collection) -> dict[str, float]:
    """Document -> points for what law and ministry rules ask for, in percent of those that could be scored."""
    scores = collection.table("scores")
    return dict(
        rates(scores[scores["kind"] == "duty"], "disclosure_id")[["disclosure_id", "rate"]].to_numpy()
    )


def lead(collection: Collection) -> HtmlOutput:
    """What the scores say in a sentence, and what they do not."""
    scores = collection.table("scores")
    if scores.empty:
        return prose.absent(_NONE)
    duty = rates(scores[scores["kind"] == "duty"], "disclosure_id")["rate"]
    version = fmt.joined(sorted(set(scores["rubric_version"])))
    count = scores["criterion"].nunique()
    words = f"按 {count} 条标准逐份评分"
    if len(duty) == 1:
        words += f"：法定和部门规定的要求，得分率 {fmt.percent(_rate(duty.iloc[0]), 0)}。"
    elif len(duty):
        full, low = int((duty.round(6) >= _FULL).sum()), fmt.percent(_rate(duty.min()), 0)
        rest = f"，其余最低 {low}" if full < len(duty) else ""
        words += f"：适用的法定和部门规定要求，{len(duty)} 份里 {full} 份全部达到{rest}。"
    more = (
        "良好做法另外计分，不和义务混在一起。不适用或从文件看不出的项目不计分，也不算零分；不同年度、预算和决算适用的项目不同，"
        f"得分率按各自适用的项目计算。评分标准第 {version} 版，"
    )
    linked = prose.linked("每条标准看什么", "/methods.html#criteria")
    return show_html(prose.lead(words), prose.paragraph(Markup("{}{}。").format(more, linked)))


def ranking(collection: Collection) -> HtmlOutput:
    """Documents by compliance, with good practice and the dimensions beside it, and the range of the rank.

    The range is that of all weightings in which one dimension counts double: a rank that changes with it is no
    firm rank.
    """
    scores = collection.table("scores")
    if scores.empty:
        return prose.absent(_NONE)
    if len(collection) == 1:
        return show_html(*map(prose.paragraph, _of_one(scores)))
    rows = collection.named.copy()
    for kind in KINDS:
        rows[kind] = rates(scores[scores["kind"] == kind], "disclosure_id").set_index("disclosure_id")["rate"]
    dimensions = _dimensions(scores)
    duties = scores[scores["kind"] == "duty"]
    rows["counted"] = duties[duties["points"].notna()].groupby("disclosure_id").size()
    by_dimension = rates(duties, "disclosure_id", "dimension").pivot(
        index="disclosure_id", columns="dimension", values="rate"
    )
    rows = rows.join(by_dimension.reindex(columns=list(dimensions)))
    low, high = _rank_range(duties)
    rows["range"] = [
        "" if pd.isna(low.get(identifier)) else _range_words(int(low[identifier]), int(high[identifier]))
        for identifier in rows.index
    ]
    rows["best"] = low
    rows = rows[rows["duty"].notna()].sort_values(["duty", "good_practice"], ascending=False)
    columns = [
        *collection.unit_columns(),
        Column("duty", "合规得分率", "percent", decimals=0),
        Column("counted", "计分项", "count"),
        Column("range", "名次", order="best"),
        Column("good_practice", "良好做法得分率", "percent", decimals=0),
        *(
            Column(dimension, words, "percent", decimals=0, group="合规得分率，按维度")
            for dimension, words in dimensions.items()
            if rows[dimension].notna().any()
        ),
    ]
    table = long_table(rows.reset_index(), columns, caption="透明度排名", more="scores")
    note = (
        "名次按合规得分率排，得分相同的并列。名次是一个范围时，表示把任何一个维度的分量加倍，名次会在这个范围里变动；"
        "范围越宽，名次越说明不了问题。计分项少的文件多半只有文字或只有表格，和别的文件不好比。"
    )
    return show_html(table, prose.remark(note))


def _of_one(scores: pd.DataFrame) -> Iterator[str]:
    """What a single document scored, where there is nothing to rank."""
    yield "目前只有一份文件，没有名次。"
    for kind, words in KINDS.items():
        found = rates(scores[scores["kind"] == kind], "kind")["rate"]
        if len(found):
            yield f"{words}：得分率 {fmt.percent(_rate(found.iloc[0]), 0)}。"


def criteria(collection: Collection) -> HtmlOutput:
    """Every criterion: what it asks for, by which authority, and how many documents meet it."""
    scores = collection.table("scores")
    if scores.empty:
        return prose.absent(_NONE)
    states = scores.groupby(["criterion", "state"]).size().unstack(fill_value=0)
    first = scores.drop_duplicates("criterion").set_index("criterion")
    rows = first[["title", "dimension", "kind", "max_points", "authority"]].join(states).reset_index()
    words = words_of("scores", "state")
    rows = rows.assign(
        dimension=rows["dimension"].map(words_of("scores", "dimension")),
        kind=rows["kind"].map(KINDS),
        href=[addresses.criterion(name) for name in rows["criterion"]],
    )
    met = [Column(state, name, "count", group="文件数") for state, name in words.items() if state in rows]
    if len(collection) == 1:
        rows["result"] = [words[first["state"][criterion]] for criterion in rows["criterion"]]
        met = [Column("result", "结果", filtered=True)]
    columns = [
        Column("title", "标准", href="href"),
        Column("kind", "性质", filtered=True),
        Column("dimension", "维度", filtered=True),
        Column("max_points", "满分", "number", decimals=1),
        *met,
        Column("authority", "依据"),
    ]
    return show_html(html_table(rows, columns, caption="评分标准和达到情况", sortable=True))


def matrix(collection: Collection) -> HtmlOutput:
    """Criteria by document: what is missing or met in part, with the reason and the place."""
    scores = collection.table("scores")
    lacking = scores[scores["state"].isin(["missing", "partial"])]
    if lacking.empty:
        return prose.absent("没有未达到的标准。" if len(scores) else _NONE)
    words = words_of("scores", "state")
    lacking = lacking.assign(order=lacking["kind"].map(list(KINDS).index)).sort_values(
        ["order", "state"], kind="stable"
    )
    rows = lacking.assign(
        shown=objects((badge(words[state], state) for state in lacking["state"]), lacking),
        kind=lacking["kind"].map(KINDS),
        given=[
            f"{_points(points)} / {_points(most)}"
            for points, most in zip(lacking["points"], lacking["max_points"], strict=True)
        ],
        href=[addresses.evidence(row["disclosure_id"], row) for row in lacking.to_dict("records")],
        at=[place_words(row["page"], row["line"], row["row"]) for row in lacking.to_dict("records")],
    )
    columns = [
        Column("title", "标准"),
        *collection.detail_columns(),
        Column("shown", "结果", "html", filtered=True),
        Column("given", "得分", order="points"),
        Column("kind", "性质", filtered=True),
        Column("message", "说明"),
    ]
    table = long_table(
        rows, columns, caption="没有完全达到的标准", more="scores", evidence="href", place="at"
    )
    return show_html(table)


def _rank_range(duties: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Best and worst rank of each document when each dimension in turn counts double, and when none does."""
    counted = duties[duties["points"].notna()]
    ranks = []
    for doubled in (None, *sorted(set(counted["dimension"]))):
        weight = counted["dimension"].eq(doubled).astype(int) + 1
        weighted = counted.assign(
            points=counted["points"] * weight, max_points=counted["max_points"] * weight
        )
        rate = rates(weighted, "disclosure_id").set_index("disclosure_id")["rate"].round(6)
        ranks.append(rate.rank(ascending=False, method="min"))
    every = pd.concat(ranks, axis=1)
    return every.min(axis=1), every.max(axis=1)


def _points(value: Decimal) -> str:
    """Points without zeros at the end: ``1.5``, ``2``, ``0.75``."""
    return f"{round(float(value), 2):g}"


def _range_words(low: int, high: int) -> str:
    return f"{low}" if low == high else f"{low}—{high}"


def _dimensions(scores: pd.DataFrame) -> dict[str, str]:
    return {
        name: words
        for name, words in words_of("scores", "dimension").items()
        if name in set(scores["dimension"])
    }


def _rate(value: float) -> Decimal:
    return fmt.as_decimal(float(value)) or Decimal(0)
