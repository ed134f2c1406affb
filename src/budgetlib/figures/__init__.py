"""What a disclosure means when asked: every question about its figures is answered here, once.

Checks, transparency and the data package ask; nothing else decides which figure stands for what.
"""

from __future__ import annotations

from budgetlib.figures.key_facts import identity_facts, key_facts

__all__ = ["identity_facts", "key_facts"]
