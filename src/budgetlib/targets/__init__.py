"""Project performance targets: what a unit promises to do with a project's money, and how it will be measured.

`read_targets` finds them in a document, `with_links` finds the projects that each belongs to.
"""

from __future__ import annotations

from budgetlib.targets.linking import with_links
from budgetlib.targets.reading import TargetsRead, read_targets

__all__ = ["TargetsRead", "read_targets", "with_links"]
