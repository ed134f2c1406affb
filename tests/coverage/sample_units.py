"""Made-up units with a small catalogue, as small as the point needs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from budgetlib.disclosure import CatalogueEntry, Disclosure, Identity, PerformanceTarget, Project
from budgetlib.document import Place

_NAMES = {
    ("教育", "A"): "公共服务",
    ("教育", "A02"): "教育公共服务",
    ("教育", "A0201"): "课程研究与开发服务",
    ("教育", "A020101"): "学科类课程研究开发服务",
    ("公安", "A"): "公共服务",
    ("公安", "A15"): "公共信息与宣传服务",
    ("公安", "A1502"): "公共公益宣传服务",
    ("公安", "A150201"): "禁毒宣传服务",
    ("", "B"): "政府履职辅助性服务",
    ("", "B01"): "法律服务",
    ("", "B0101"): "法律顾问服务",
    ("", "B0102"): "法律咨询服务",
    ("", "B03"): "会计审计服务",
    ("", "B0302"): "审计服务（仅限非审计部门）",
    ("", "B0303"): "审计辅助服务（仅限审计部门）",
    ("", "B08"): "咨询服务",
    ("", "B0801"): "咨询服务",
    ("", "B12"): "其他辅助性服务",
    ("", "B1202"): "档案管理服务",
}


def catalogue() -> tuple[CatalogueEntry, ...]:
    return tuple(
        CatalogueEntry(
            code[0], "", department, code, (len(code) + 1) // 2, name, _parent(code), False, code, name,
            None, None, None, None,
        )
        for (department, code), name in _NAMES.items()
    )  # fmt: skip


def _parent(code: str) -> str:
    return code[:-2] if len(code) > 1 else ""


def unit(name: str, *projects: tuple[str, str], plans: dict[str, str] | None = None) -> Disclosure:
    """A unit with projects of (name, amount in 元), and what their targets say of them."""
    nowhere = Place()
    disclosure = Disclosure(
        disclosure_id="x-2024-budget",
        source="made-up.md",
        sha256="",
        format="markdown",
        pages=None,
        identity=Identity(name, 2024, "budget", "unit", "", nowhere, nowhere),
        money_unit="元",
        statements=(),
        lines=(),
        catalogue=catalogue(),
    )
    rows = tuple(
        Project(
            each, "current", name, "", Decimal(amount) if amount else None, None, None, None, None, None,
            amount, "元", 0, None, None, None, 1, row,
        )
        for row, (each, amount) in enumerate(projects, 1)
    )  # fmt: skip
    targets = tuple(
        PerformanceTarget(
            number, project, "", "", "", "", "", (), "", "", "", "", plan, "", "", "", nowhere, project
        )
        for number, (project, plan) in enumerate((plans or {}).items(), 1)
    )
    return replace(disclosure, projects=rows, targets=targets)
