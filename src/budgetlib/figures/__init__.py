"""What a disclosure means when asked: every question about its figures is answered here, once.

Headline figures (`key_facts`), how sums are made up (`breakdowns`), how figures changed (`changes`), which column
holds all of a row's money (`StatementLines.whole_measure`), and whether a row is a sum, a part or a heading
(`row_kinds`). Checks, transparency and the data package ask; nothing else decides which figure stands for what.

::

    figures = Figures(disclosure)
    figures.fact(Key.EXPENDITURE_TOTAL)         # a headline figure
    figures.lines.tables(Kind.EXPENDITURE)      # rows of a statement
    breakdowns(figures)                         # by source, use, function, economic class, ...
    changes(figures)
"""

from __future__ import annotations

from budgetlib.figures.breakdowns import (
    APPROPRIATED,
    REST,
    SOURCES,
    USES,
    Breakdown,
    Origin,
    Part,
    breakdowns,
)
from budgetlib.figures.changes import SIGNS, Against, Change, changes
from budgetlib.figures.figures import Figures
from budgetlib.figures.key_facts import identity_facts, key_facts
from budgetlib.figures.main_figures import MAIN_FIGURES, MainFigure, Taken, taken
from budgetlib.figures.marks import Mark, marks
from budgetlib.figures.rows import RowKind, row_kinds
from budgetlib.figures.statement_lines import Row, StatementLines, row_cell, total_of
from budgetlib.figures.values import State, in_yuan, state_of, yuan_of

__all__ = [
    "APPROPRIATED", "MAIN_FIGURES", "REST", "SIGNS", "SOURCES", "USES",
    "Against", "Breakdown", "Change", "Figures", "MainFigure", "Mark", "Origin", "Part", "Row", "RowKind", "State", "StatementLines", "Taken",
    "breakdowns", "changes", "identity_facts", "in_yuan", "key_facts", "marks", "row_cell", "row_kinds", "state_of", "taken", "total_of", "yuan_of",
]  # fmt: skip
