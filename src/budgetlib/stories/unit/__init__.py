"""The page of one document: one module per section of `notebooks/unit_year.ipynb`."""

from budgetlib.stories.unit import (
    about,
    changes,
    completeness,
    findings,
    headline,
    income,
    performance,
    projects,
    running,
    spending,
    three_public,
)

__all__ = [
    "about",
    "changes",
    "completeness",
    "findings",
    "headline",
    "income",
    "performance",
    "projects",
    "running",
    "spending",
    "three_public",
]
