"""Made-up disclosures with known truth: for tests, for measuring, and to show what reports of many units look like.

Units, places, amounts and words are invented and marked so, on every cover and in every name.
"""

from __future__ import annotations

from budgetlib.synthetic.generate import STAGES, SyntheticDocument, generate
from budgetlib.synthetic.truth import UnitYear

__all__ = ["STAGES", "SyntheticDocument", "UnitYear", "generate"]
