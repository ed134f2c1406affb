"""Explanations by rows: what was added or compared may not be what it seems."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from budgetlib.checks.innocent.explanation import RULED_OUT, Explanation, Given
from budgetlib.checks.outcome import Outcome
from budgetlib.checks.view import View
from budgetlib.findings import Answer
from budgetlib.text import squash


def _groups(view: View, outcome: Outcome) -> Given:
    """Whether rows of units or groups stand among those that were added."""
    names = Counter(figure.name for figure in outcome.compared[1:] if figure.name)
    unit = next((name for name in names if view.is_unit(name)), None)
    if unit is not None:
        return Given(Answer.POSSIBLE, f"所加各行里有单位“{unit}”，可能是它下面各行的小计")
    whole = max((figure.value for figure in outcome.compared[1:]), default=Decimal(0))
    others = sum(figure.value for figure in outcome.compared[1:]) - whole
    if whole and len(outcome.compared) > 3 and abs(whole - others) <= outcome.compared[0].step:
        return Given(Answer.POSSIBLE, "所加各行里有一行等于其余各行之和，可能是小计")
    return RULED_OUT


def _same_name(view: View, outcome: Outcome) -> Given:
    """Whether several rows have a name, or one that begins so: which of them is meant is not known."""
    for name in {squash(figure.name) for figure in outcome.compared if figure.name}:
        alike = [
            project.name
            for project in view.disclosure.projects
            if name in squash(project.name) or squash(project.name) in name
        ]
        if len(alike) > 1:
            return Given(Answer.POSSIBLE, f"项目表里有{len(alike)}行叫这个名称或包含它，不能确定说的是哪一行")
    return RULED_OUT


GROUPS_OR_UNITS = Explanation("分组行或所属单位的行", _groups)
SAME_NAME = Explanation("同名的行", _same_name)
