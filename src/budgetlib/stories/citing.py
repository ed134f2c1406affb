"""Charts and the statement that their figures come from."""

from __future__ import annotations

from dataclasses import replace

from budgetlib.display.charts import Chart
from budgetlib.stories.unit_year import UnitYear


def cite(chart: Chart, unit_year: UnitYear, *statements: str) -> Chart:
    """The chart with the first of some statements that the document has as its source, and the way there."""
    found = {row["statement"]: row for row in reversed(list(unit_year.rows("statements")))}
    for statement in statements:
        if statement in found:
            row = found[statement]
            title = f"《{row['title']}》" if row["title"] else ""
            return replace(
                chart, source=f"{unit_year.source}{title}", evidence=unit_year.evidence({**row, "row": None})
            )
    return replace(chart, source=unit_year.source)
