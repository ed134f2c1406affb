"""What notebooks and reports say: the stories behind the cells, as functions from data to something to show.

A cell in a notebook or report is a few lines; what it shows, and in which words, is decided here, where it can be
tested. Every function takes a `UnitYear` (one unit, one year) or a `Collection` (all documents that a page is
about) and gives a `Chart` or a piece of HTML that displays itself. A function that finds no data says so in a
sentence; it never leaves a hole and never stops the page.

- `unit`: the page of one document: headline, income, spending, projects, 三公, findings, completeness
- `across`: the pages that compare documents
- `unit_year`, `collection`: what the functions read: a selection of the data package
- `addresses`: where pages and rows of the source are within the site
- `changes`: changes against last year, as the text or the tables state them
- `prose`: sentences and folds as HTML

Names are imported when they are first used: who only asks for an address needs no pandas.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from budgetlib.lazy import names_of

if TYPE_CHECKING:
    from budgetlib.stories.collection import Collection, open_collection
    from budgetlib.stories.unit_year import UnitYear, open_unit_year

__all__ = ["Collection", "UnitYear", "open_collection", "open_unit_year"]

if not TYPE_CHECKING:  # where types are checked, a name that is none is an error
    __getattr__ = names_of(
        __name__,
        {
            "Collection": "collection",
            "UnitYear": "unit_year",
            "open_collection": "collection",
            "open_unit_year": "unit_year",
        },
    )
