"""The statements that departments and units must publish, by 财预〔2016〕143号 (地方预决算公开操作规程)."""

from __future__ import annotations

OPERATING_RULES = "财预〔2016〕143号（地方预决算公开操作规程）"

REQUIRED_STATEMENTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("收支总表", ("summary",)),
    ("收入总表", ("income",)),
    ("支出总表", ("expenditure",)),
    ("财政拨款收支总表", ("fiscal_summary",)),
    ("一般公共预算支出表", ("general_expenditure",)),
    (
        "一般公共预算基本支出表",
        (
            "general_basic",
            "general_basic_functional",
            "general_basic_personnel",
            "fiscal_basic",
            "basic_projects",
        ),
    ),
    ("“三公”经费支出表", ("three_public", "operation")),
    ("政府性基金预算支出表", ("fund_expenditure",)),
)
"""Common title -> the kinds of statement of which any one is it, the usual one first."""
