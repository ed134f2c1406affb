"""Doubts of reading: where we are not sure what a document prints, nothing is said of whoever published it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from budgetlib.checks.figures import Figure
from budgetlib.checks.outcome import Outcome
from budgetlib.checks.rule import Rule
from budgetlib.checks.view import View

_NOT_READ = ("cell.", "projects.")
_SHARE_THAT_HOLDS = 1
"""In a table as many sums must hold as differ, or it is we who read its structure wrongly."""


def doubt(view: View, outcome: Outcome) -> str:
    """Why a comparison can't be relied on, in a sentence; empty where nothing is in doubt."""
    if outcome.doubt:
        return outcome.doubt
    return _unread(view, outcome.compared) or _unconfirmed(view, outcome)


def _unread(view: View, figures: Iterable[Figure]) -> str:
    """Whether a cell in a row or column of the figures could not be read, or the rows of their list not told apart."""
    notes = [note for note in view.disclosure.notes if note.kind.startswith(_NOT_READ)]
    if not notes:
        return ""
    rows = {(figure.place.table, figure.place.row) for figure in figures}
    columns = {(figure.place.table, figure.place.column) for figure in figures if figure.place.column}
    tables = {table for table, _ in rows}
    for note in notes:
        at = note.place
        if at.table is None or at.table not in tables:
            continue
        if at.row is None:
            return f"所比较的数字所在的表没有读懂（{note.message.rstrip('。')}），不作判断。"
        if (at.table, at.row) in rows or (at.table, at.column) in columns:
            return f"所比较的行或列里有没有读出的单元格（{note.message.rstrip('。')}），不作判断。"
    return ""


def _unconfirmed(view: View, outcome: Outcome) -> str:
    """Whether a figure was recognised in a picture and nothing bears it out."""
    recognised = set(view.disclosure.recognised_pages)
    if not recognised:
        return ""
    places = {figure.place for figure in outcome.compared} or {outcome.place}
    if any(place.page in recognised for place in places):
        return "所比较的数字是从图片识别的，没有其他数字印证，不作判断。"
    return ""


def misread_tables(judged: Iterable[tuple[Rule, Outcome]]) -> Mapping[int, str]:
    """Tables of which fewer sums hold than differ -> why they are not relied on."""
    held: Counter[int] = Counter()
    gaps: dict[int, set[Decimal]] = defaultdict(set)
    for rule, outcome in judged:
        if not rule.structural:
            continue
        if outcome.outcome == "pass":
            shown = outcome.compared[:1]
            table = outcome.table or (shown[0].place.table if shown and shown[0].value else None)
            if table is not None:
                held[table] += 1
        elif outcome.outcome == "fail" and outcome.compared and outcome.compared[0].place.table:
            gaps[outcome.compared[0].place.table].add(outcome.gap)
    return {
        table: f"这张表有{len(differ)}种合计与所加各数不符，相符的只有{held[table]}处，可能没有读对表的结构，不作判断。"
        for table, differ in gaps.items()
        if held[table] < _SHARE_THAT_HOLDS * len(differ)
    }
