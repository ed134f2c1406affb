"""The language of public accounts: what statements, columns, rows, years and headline figures are called and mean.

Every word is a member of a closed type, so that a misspelling fails the type check, and has its description in the
TOML file of the same name. Members equal the texts that stand in the data. `layouts/` knows how documents print them.
"""

from budgetlib.accounts.facts import AboutFact, ClassKey, FactKey, Key, Source, to_key
from budgetlib.accounts.items import AboutItem, AnyItem, CarryoverOf, Item, to_item
from budgetlib.accounts.kinds import (
    BY_FUNCTION,
    SPENDING_BY_ECONOMY,
    SPENDING_BY_FUNCTION,
    AboutKind,
    Classified,
    Kind,
)
from budgetlib.accounts.measures import (
    FUNDS,
    AboutMeasure,
    AnyMeasure,
    FurtherMeasure,
    Measure,
    MeasureOf,
    known_measure,
    measure_of,
    to_measure,
)
from budgetlib.accounts.periods import COMPARISONS, OWN_PERIODS, Period
from budgetlib.accounts.requirements import OPERATING_RULES, REQUIRED_STATEMENTS, Requirement, requirements_of
from budgetlib.accounts.roles import Role
from budgetlib.accounts.sides import Side

__all__ = [
    "BY_FUNCTION", "COMPARISONS", "FUNDS", "OPERATING_RULES", "OWN_PERIODS", "REQUIRED_STATEMENTS", "SPENDING_BY_ECONOMY", "SPENDING_BY_FUNCTION",
    "AboutFact", "AboutItem", "AboutKind", "AboutMeasure", "AnyItem", "AnyMeasure", "CarryoverOf", "ClassKey", "Classified", "FactKey", "FurtherMeasure", "Item", "Key", "Kind", "Measure", "MeasureOf", "Period", "Requirement", "Role", "Side", "Source",
    "known_measure", "measure_of", "requirements_of", "to_item", "to_key", "to_measure",
]  # fmt: skip
