"""What may be said of a unit on the strength of its findings: the three tiers, each apart from the others.

Only `confirmed` findings lead anything and are counted anywhere; those to be reviewed stand under that name, and what
our reading is unsure of stands with the methods.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from markupsafe import Markup

from budgetlib.display.components import SEVERITY_WORDS
from budgetlib.display.markup import element, join
from budgetlib.findings import Answer, Tier
from budgetlib.stories.described import words_of
from budgetlib.stories.unit_year import Row

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
GRAVE = ("error", "warning")
"""Severities of findings that say something of the unit; the others are remarks."""
REVIEW_MEANS = (
    "下面这些地方看上去对不上或者不齐，但可能有正常的原因（结转、自有收入、所属单位、口径不同等），程序排除不了，要由人来看。"
    "在有人复核之前，它们不是对单位的结论，不计入任何统计和排序。"
)
READING_MEANS = "这些地方是程序自己没有把握：可能认错了列、行或单位。说的是我们的读取，和单位公开得怎样无关。"
_ORDER = {severity: number for number, severity in enumerate(SEVERITY_WORDS)}


def of_tier(findings: pd.DataFrame, tier: Tier) -> pd.DataFrame:
    """The failures of a tier, those with most at stake first: by amount, share of all spending, then gravity."""
    found = findings[(findings["outcome"] == "fail") & (findings["tier"] == tier)]
    order = pd.DataFrame(
        {
            "stake": found["stake_yuan"].astype(float),
            "share": found["stake_share"].astype(float),
            "grave": found["severity"].map(_ORDER).astype(float),
        },
        index=found.index,
    )
    return found.loc[
        order.sort_values(["stake", "share", "grave"], ascending=[False, False, True], kind="stable").index
    ]


def of_units(findings: pd.DataFrame) -> pd.DataFrame:
    """Findings on what units publish, without those on a catalogue that somebody else issued."""
    return findings[findings["family"] != CATALOGUE]


def grave(findings: pd.DataFrame) -> pd.DataFrame:
    """The confirmed contradictions and omissions of units, most at stake first."""
    found = of_units(of_tier(findings, Tier.CONFIRMED))
    return found[found["severity"].isin(GRAVE)]


def topic(row: Row) -> str:
    """What a finding is about, in a few words."""
    return TOPICS.get(str(row["family"]), str(row["title"]))


def anchor(row: Row) -> str:
    """The anchor of a finding on the page of its document; the same after every build as long as it is the same."""
    return f"finding-{row['finding_id'] or row['finding']}"


def explanations(tried: Sequence[Row], *, only_open: bool) -> Markup:
    """The innocent explanations that were tried, as a list; `only_open` leaves out those that were ruled out."""
    words = words_of("finding_explanations", "answer")
    items = [
        element("li", f"{row['explanation']}：{words[str(row['answer'])]}{_because(row)}")
        for row in tried
        if not (only_open and row["answer"] == Answer.RULED_OUT)
    ]
    return element("ul", join(items)) if items else Markup("")


def _because(row: Row) -> str:
    detail = str(row["detail"] or "").rstrip("。")
    return f"。{detail}。" if detail else "。"
