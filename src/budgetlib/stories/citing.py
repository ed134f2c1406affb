"""Charts and the statement that their figures come from."""

from __future__ import annotations

from dataclasses import replace

from budgetlib.display.charts import Chart
from budgetlib.stories.document import Document


def cite(chart: Chart, document: Document, *statements: str) -> Chart:
    """The chart with the first of some statements that the document has as its source, and the way there."""
    found = {row["statement"]: row for row in reversed(list(document.rows("statements")))}
    for statement in statements:
        if statement in found:
            row = found[statement]
            title = f"《{row['title']}》" if row["title"] else ""
            return replace(
                chart, source=f"{document.source}{title}", evidence=document.evidence({**row, "row": None})
            )
    return replace(chart, source=document.source)
