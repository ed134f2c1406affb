"""Charts and the statement that their figures come from."""

from __future__ import annotations

from dataclasses import replace

from budgetlib.display import format as fmt
from budgetlib.display.charts import Chart
from budgetlib.stories.unit_year import UnitYear


def cite(chart: Chart, unit_year: UnitYear, statement: str) -> Chart:
    """The chart with a statement that the document has as its source, and the way there."""
    found = next((row for row in unit_year.rows("statements") if row["statement"] == statement), None)
    if found is None:
        return replace(chart, source=unit_year.source)
    title = f"《{found['title']}》" if found["title"] else ""
    evidence = unit_year.evidence({**found, "row": None})
    return replace(chart, source=f"{unit_year.source}{title}", evidence=evidence)


def cite_table(chart: Chart, unit_year: UnitYear, table: object) -> Chart:
    """The same by the number of one of its tables."""
    number = fmt.as_decimal(table)
    holding = (
        str(row["statement"])
        for row in unit_year.rows("statements")
        if number is not None and str(number) in str(row["tables"]).split(";")
    )
    return cite(chart, unit_year, next(holding, ""))
