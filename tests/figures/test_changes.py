"""How figures changed, with signs, and which of several statements leads."""

from __future__ import annotations

from decimal import Decimal

from budgetlib.figures import Against, Change, Figures, changes
from made_up import COVER, disclosure_of

FINAL = COVER.replace("预算公开", "决算公开")


def of(text: str, metric: str, *, cover: str = COVER) -> list[Change]:
    return [each for each in changes(Figures(disclosure_of(text, cover=cover))) if each.metric == metric]


def said(words: str) -> str:
    return f"一、收支预算情况说明\n\n{words}\n"


def test_a_decrease_has_a_sign_and_the_percentage_that_its_amounts_give() -> None:
    (change,) = of(
        said("2024年一般公共预算支出90.00万元，比上年减少10.00万元，下降10.00%。"),
        "general_expenditure.total",
    )
    assert (change.difference_yuan, change.percent, change.stated_percent) == (-100_000, -10, -10)
    assert change.lead
    assert not change.misstated


def test_a_percentage_that_its_amounts_do_not_give_is_marked_and_kept_as_printed() -> None:
    (change,) = of(
        said("2024年一般公共预算支出90.00万元，比上年减少10.00万元，下降20.00%。"),
        "general_expenditure.total",
    )
    assert (change.percent, change.stated_percent, change.misstated) == (-10, -20, True)


def test_from_nothing_there_is_no_percentage() -> None:
    (change,) = of(
        said("2024年一般公共预算支出90.00万元，比上年增加90.00万元，增长100.00%。"),
        "general_expenditure.total",
    )
    assert (change.from_zero, change.percent, change.stated_percent) == (True, None, 100)


def test_a_final_account_may_be_compared_with_its_own_budget() -> None:
    text = said("2024年一般公共预算财政拨款支出90.00万元，比2024年年初预算减少10.00万元，下降10.00%。")
    found = of(text, "general_expenditure.total", cover=FINAL)
    assert [change.against for change in found] == [Against.BUDGET]
    (budget,) = of(text, "general_expenditure.total")
    assert (
        budget.against is Against.PRIOR
    )  # a budget that compares itself with its own year means another one


def test_rounded_amounts_leave_a_percentage_open() -> None:
    for printed, misstated in (
        ("50.4", False),
        ("52.0", True),
    ):  # 2.00 may be 1.995 to 2.005, the change likewise
        text = f"2024年一般公共预算支出3.00万元，比上年增加1.00万元，增长{printed}%。"
        (change,) = of(said(text), "general_expenditure.total")
        assert (change.percent, change.misstated) == (50, misstated)


def test_the_first_change_that_has_a_size_leads() -> None:
    text = (
        "2024年一般公共预算支出90.00万元，比上年减少10.00万元，下降10.00%。\n\n"
        "2024年一般公共预算支出90.00万元，比2022年增加30.00万元，增长50.00%。"
    )
    found = of(said(text), "general_expenditure.total")
    assert [(change.percent, change.lead) for change in found] == [(-10, True), (50, False)]


TABLE = """
2024年“三公”经费支出表

| 项目 | 上年预算数 | 本年预算数 |
|---|---|---|
| 合计 | {prior} | 6.00 |
| 公务用车购置及运行费 | 5.00 | 5.00 |
| 公务接待费 | 3.00 | 1.00 |
"""


def test_columns_of_two_years_give_the_change_where_the_text_does_not() -> None:
    (change,) = of(TABLE.format(prior="8.00"), "three_public.total")
    assert (change.difference_yuan, change.percent, change.origin) == (-20_000, -25, "derived")


def test_a_sum_that_is_less_than_its_parts_changes_nothing() -> None:
    text = TABLE.format(prior="2.00")
    assert of(text, "three_public.total") == []
    (part,) = of(text, "three_public.reception")
    assert part.difference_yuan == Decimal(-20_000)


def test_one_statement_of_two_metrics_is_listed_once_for_each_and_marked() -> None:
    found = changes(
        Figures(disclosure_of(said("2024年收支总预算90.00万元，比上年增加10.00万元，增长12.50%。")))
    )
    assert [(change.metric, change.again) for change in found] == [
        ("summary.income_total", False),
        ("summary.expenditure_total", True),
    ]
