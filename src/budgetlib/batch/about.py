"""What a process runs: the library with its code, Python, and the packages that results depend on."""

from __future__ import annotations

from budgetlib import __version__
from budgetlib.batch.distributions import ALL
from budgetlib.batch.fingerprints import library_digest, versions


def about() -> dict[str, str]:
    """Name -> version. Two processes with the same answer give the same results."""
    return {
        "budgetlib": __version__,
        **versions(ALL),
        "the code of budgetlib": library_digest(),
    }
