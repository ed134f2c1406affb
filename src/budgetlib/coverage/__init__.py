"""Coverage of a unit's projects and purchases by the service-purchase catalogues (政府购买服务指导性目录).

`match_department` says which part of a catalogue applies to a unit, `suggest` which items its projects and
purchases may fall under, `read_decisions` and `apply_decisions` what a person made of the suggestions, and
`measures` what that comes to in money.
"""

from __future__ import annotations

from budgetlib.coverage.decisions import Applied, Decision, apply_decisions, read_decisions
from budgetlib.coverage.departments import DepartmentMatch, applicable_entries, match_department
from budgetlib.coverage.measures import (
    CategoryMoney,
    ItemUse,
    MatrixCell,
    StatusMoney,
    UnitRows,
    department_matrix,
    items_used,
    money_by_category,
    money_by_status,
)
from budgetlib.coverage.suggester import THRESHOLD, suggest

__all__ = [
    "THRESHOLD",
    "Applied",
    "CategoryMoney",
    "Decision",
    "DepartmentMatch",
    "ItemUse",
    "MatrixCell",
    "StatusMoney",
    "UnitRows",
    "applicable_entries",
    "apply_decisions",
    "department_matrix",
    "items_used",
    "match_department",
    "money_by_category",
    "money_by_status",
    "read_decisions",
    "suggest",
]
