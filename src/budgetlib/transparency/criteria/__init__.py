"""The judges: one function per question, which looks at a disclosure and says how far a criterion is met.

One file per dimension. A judge gets the case and the criterion (for its options in `rubric.toml`) and gives a
verdict. `missing` is only said where the thing would have been seen if it were there; where the document is one
part of a disclosure, or what is printed could not be read, the verdict is `undeterminable`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from budgetlib.transparency.case import Case
from budgetlib.transparency.criteria import completeness, consistency, depth, narrative, timeliness
from budgetlib.transparency.rubric import Criterion
from budgetlib.transparency.verdict import Verdict

__all__ = ["JUDGES", "Judge"]

Judge = Callable[[Case, Criterion], Verdict]

JUDGES: Mapping[str, Judge] = {
    judge.__name__: judge
    for judge in (
        completeness.table_given,
        completeness.empty_tables_noted,
        completeness.part_given,
        completeness.contents_given,
        depth.basic_and_project_given,
        depth.function_to_items,
        depth.basic_to_economic_groups,
        depth.three_public_by_item,
        depth.projects_listed,
        depth.codes_given,
        narrative.operating_cost_explained,
        narrative.procurement_total_given,
        narrative.procurement_by_kind,
        narrative.changes_explained,
        narrative.three_public_changes_explained,
        narrative.terms_explained,
        narrative.assets_explained,
        narrative.performance_explained,
        narrative.targets_given,
        narrative.service_purchase_given,
        consistency.rules_hold,
        timeliness.published_in_time,
    )
}
"""The judges by the names that `rubric.toml` calls them."""
