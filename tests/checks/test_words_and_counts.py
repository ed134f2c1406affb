"""Rules on words, counts and two years: what each finds, and what looks like it and is right."""

from __future__ import annotations

import pytest

from budgetlib.checks import check
from made_up import Outcomes, disclosure_of

TEXT = "第三部分 2024年度部门{stage}情况说明\n\n七、“三公”经费情况说明\n\n"
THREE_PUBLIC = """2024年“三公”经费支出预算表

| 项目 | 2023年预算数 | 2024年预算数 |
|---|---|---|
| 合计 | {before} | 22.50 |
| 因公出国（境）费 | 0.00 | 0.00 |
| 公务接待费 | {reception} | 3.50 |
| 公务用车购置及运行费 | 21.00 | 19.00 |
| 公务用车购置费 | 0.00 | 0.00 |
| 公务用车运行维护费 | 21.00 | 19.00 |

"""
SAID = "2024年公务接待费3.50万元，比上年减少0.50万元，下降12.50%，主要原因是压减接待。"


def failed(outcomes: Outcomes, rule: str, text: str) -> list[str]:
    return [one.severity for one in outcomes(rule, text) if one.outcome == "fail"]


@pytest.mark.parametrize(
    ("before", "reception", "said", "found"),
    [
        ("25.00", "4.00", SAID, []),
        ("26.00", "5.00", SAID, ["error"]),
        ("26.00", "5.00", SAID.replace("比上年减少", "比上年执行数减少"), ["notice"]),
        ("24.50", "3.50", "2024年公务接待费3.50万元，与上年持平。", []),
        ("26.00", "5.00", "2024年公务接待费3.50万元，与上年持平。", ["error"]),
    ],
)
def test_changes_of_the_text_are_those_of_the_table(
    outcomes: Outcomes, before: str, reception: str, said: str, found: list[str]
) -> None:
    document = THREE_PUBLIC.format(before=before, reception=reception) + TEXT.format(stage="预算") + said
    assert failed(outcomes, "text.two_years", document) == found


@pytest.mark.parametrize(
    ("sentence", "rule", "found"),
    [
        ("比上年增加12.00万元，下降8.22%。", "text.mixed_words", ["error"]),
        ("比上年减少12.00万元，下降8.22%。", "text.mixed_words", []),
        ("增加12.00万元，其中基本支出下降8.22%。", "text.mixed_words", []),
        ("与上年相比增加（减少）0万元。", "form.placeholders", ["warning"]),
        ("收支预算增加（减少）的主要原因是人员变动。", "form.placeholders", []),
        ("比上年预算12万元，公开时请删除注释。", "form.placeholders", ["warning"]),
        ("绩效目标表详见附件1。", "form.attachments", ["notice"]),
        ("绩效目标表详见附件1。\n\n附件1\n\n绩效目标表", "form.attachments", []),
        ("白水县教育局2024年收入总计100.00万元。", "form.foreign_name", ["warning"]),
        ("某某县财政局2024年收入总计100.00万元。", "form.foreign_name", []),
        ("根据白水县教育局通知，2024年收入总计100.00万元。", "form.foreign_name", []),
    ],
)
def test_words_left_over_or_against_each_other(
    outcomes: Outcomes, sentence: str, rule: str, found: list[str]
) -> None:
    assert failed(outcomes, rule, TEXT.format(stage="预算") + sentence) == found


@pytest.mark.parametrize(
    ("counted", "found"),
    [
        ("共有车辆5辆，其中：一般公务用车1辆，执法执勤用车4辆", []),
        ("共有车辆5辆，其中：一般公务用车1辆，执法执勤用车14辆", ["error"]),
    ],
)
def test_parts_of_a_count_are_not_more_than_it(outcomes: Outcomes, counted: str, found: list[str]) -> None:
    text = (
        TEXT.format(stage="预算").replace("“三公”经费", "国有资产占用") + f"截至2023年底，本部门{counted}。"
    )
    assert failed(outcomes, "text.counts", text) == found


@pytest.mark.parametrize(
    ("rate", "word", "found"),
    [("76.92", "小于", []), ("96.92", "小于", ["error"]), ("76.92", "大于", ["error"])],
)
def test_final_accounts_against_their_budget(rate: str, word: str, found: list[str]) -> None:
    said = (
        f"2024年度“三公”经费支出预算为13.00万元，支出决算为10.00万元，完成预算的{rate}%，"
        f"决算数{word}预算数的主要原因是厉行节约。"
    )
    account = disclosure_of(TEXT.format(stage="决算") + said, cover="某某县水务局2024年度部门决算\n\n")
    severities = [one.severity for one in check(account) if one.rule_id == "text.completion" and one.tier]
    assert severities == found
