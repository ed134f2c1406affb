"""Project performance targets: what a unit promises to do with a project's money, and how it will be measured.

`read_targets` finds them in a document, `link_projects` finds the project that each belongs to.
"""

from __future__ import annotations

from budgetlib.targets.linking import link_projects
from budgetlib.targets.reading import TargetsRead, read_targets

__all__ = ["TargetsRead", "link_projects", "read_targets"]
