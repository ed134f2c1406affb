"""Titles say the answer, and nothing that is not so."""

from __future__ import annotations

import pandas as pd
import pytest

from budgetlib.stories.answers import highest, largest_share
from budgetlib.stories.frames import total


def amounts(**named: int | None) -> pd.DataFrame:
    return pd.DataFrame({"name": list(named), "amount_yuan": pd.Series(list(named.values()), dtype=object)})


@pytest.mark.parametrize(
    ("frame", "title"),
    [
        (amounts(甲=60, 乙=30, 丙=10), "甲占支出的 60.00%，与乙合占 90.00%"),
        (amounts(甲=60, 乙=20, 丙=20), "甲占支出的 60.00%"),
        (amounts(甲=60, 其他支出=30, 丙=10), "甲占支出的 60.00%，与“其他支出”合占 90.00%"),
        (amounts(甲=75, 乙=25), "甲占支出的 75.00%"),
        (amounts(甲=40, 乙=40, 丙=20), "甲和乙并列支出首位，各占 40.00%"),
        (amounts(甲=1, 乙=1, 丙=1, 丁=1), "甲、乙和丙等 4 个并列支出首位，各占 25.00%"),
        (amounts(甲=20000), "支出全部用于甲，2.00 万元"),
        (amounts(甲=0, 乙=0), "各项支出均为 0"),
    ],
)
def test_shares(frame: pd.DataFrame, title: str) -> None:
    assert largest_share(frame, "支出", total(frame["amount_yuan"])) == title


@pytest.mark.parametrize(
    ("frame", "title"),
    [
        (amounts(甲=20000, 乙=10000), "甲支出最高，2.00 万元"),
        (amounts(甲=20000, 乙=20000), "2 个单位的支出都是 2.00 万元"),
        (amounts(甲=20000, 乙=20000, 丙=1), "甲和乙支出并列最高，各 2.00 万元"),
        (amounts(甲=20000, 乙=None), "甲支出 2.00 万元"),
        (amounts(甲=None), "没有单位填写支出"),
        (
            amounts(甲=50000, 乙=40000, 丙=30000, 丁=20000, 戊=10000),
            "甲支出最高，5.00 万元；中位数 3.00 万元",
        ),
    ],
)
def test_rankings(frame: pd.DataFrame, title: str) -> None:
    assert highest(frame, "支出") == title
