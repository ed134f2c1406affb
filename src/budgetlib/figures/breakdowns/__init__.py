"""How the sums of a disclosure are made up, each breakdown with its own whole.

By function, by economic class, by basic and project spending, by source of income, and the parts of “三公”经费 and
procurement. A breakdown begins with its whole (level 0); its parts (level 1) add up to it within rounding, or one of
them is what is missing (`rest`).
"""

from __future__ import annotations

from budgetlib.figures.breakdowns.by_class import by_economy, by_function
from budgetlib.figures.breakdowns.by_source import APPROPRIATED, SOURCES, by_source
from budgetlib.figures.breakdowns.by_use import USES, by_use
from budgetlib.figures.breakdowns.of_facts import of_procurement, of_three_public
from budgetlib.figures.breakdowns.part import REST, Breakdown, Origin, Part
from budgetlib.figures.figures import Figures

__all__ = ["APPROPRIATED", "REST", "SOURCES", "USES", "Breakdown", "Origin", "Part", "breakdowns"]


def breakdowns(figures: Figures) -> tuple[Part, ...]:
    """All breakdowns that the document allows, one after the other."""
    return (
        *by_source(figures),
        *by_use(figures),
        *by_function(figures.lines),
        *by_economy(figures),
        *of_three_public(figures),
        *of_procurement(figures),
    )
