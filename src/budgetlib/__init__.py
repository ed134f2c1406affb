"""Reads China's government budget disclosures into tidy, checked data and readable reports.

The names here are the public surface; importing all of them takes a third of a second, so each is imported when it
is first used::

    import budgetlib

    package = budgetlib.load_package("data/processed")      # tables as pandas frames
    result = budgetlib.process_document(Path("00.md"))      # one document, read, checked and scored
    budgetlib.write_package([result], Path("package"))      # Parquet, CSV, Excel
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from budgetlib.lazy import names_of

if TYPE_CHECKING:
    from budgetlib.batch.document import process_document
    from budgetlib.checks import check
    from budgetlib.dataset import DocumentResult, Package, load_package, write_package
    from budgetlib.disclosure import Disclosure
    from budgetlib.document import Document
    from budgetlib.errors import BudgetlibError, DataPackageError, NotADisclosure, ReadError
    from budgetlib.interpret import read_disclosure
    from budgetlib.readers import read_document
    from budgetlib.transparency import score

__version__ = "0.1.0"

_HOMES = {
    "BudgetlibError": "errors",
    "DataPackageError": "errors",
    "Disclosure": "disclosure",
    "Document": "document",
    "DocumentResult": "dataset",
    "NotADisclosure": "errors",
    "Package": "dataset",
    "ReadError": "errors",
    "check": "checks",
    "load_package": "dataset",
    "process_document": "batch.document",
    "read_disclosure": "interpret",
    "read_document": "readers",
    "score": "transparency",
    "write_package": "dataset",
}

__all__ = [
    "BudgetlibError",
    "DataPackageError",
    "Disclosure",
    "Document",
    "DocumentResult",
    "NotADisclosure",
    "Package",
    "ReadError",
    "__version__",
    "check",
    "load_package",
    "process_document",
    "read_disclosure",
    "read_document",
    "score",
    "write_package",
]

if not TYPE_CHECKING:  # where types are checked, a name that is none is an error
    __getattr__ = names_of(__name__, _HOMES)
