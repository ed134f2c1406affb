"""The data package: one description of tables and fields, and how packages are written and read.

::

    write_package([DocumentResult(disclosure, findings, scores, matches)], Path("data/processed"))
    package = load_package("data/processed")
    package["budget_lines"]                 # a pandas DataFrame
    package.fields("budget_lines")          # what its columns mean

Names are imported when they are first used: who only parses documents needs no pyarrow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from budgetlib.lazy import names_of

if TYPE_CHECKING:
    from budgetlib.dataset.csv_text import unguard
    from budgetlib.dataset.package import Package, load_package
    from budgetlib.dataset.result import DocumentResult, Unchanged
    from budgetlib.dataset.schema import FieldRow, field_rows, package_schema
    from budgetlib.dataset.storage import load_result, save_result
    from budgetlib.dataset.writer import write_package

__all__ = [
    "DocumentResult",
    "FieldRow",
    "Package",
    "Unchanged",
    "field_rows",
    "load_package",
    "load_result",
    "package_schema",
    "save_result",
    "unguard",
    "write_package",
]

if not TYPE_CHECKING:  # where types are checked, a name that is none is an error
    __getattr__ = names_of(
        __name__,
        {
            "DocumentResult": "result",
            "FieldRow": "schema",
            "Package": "package",
            "Unchanged": "result",
            "field_rows": "schema",
            "load_package": "package",
            "load_result": "storage",
            "package_schema": "schema",
            "save_result": "storage",
            "unguard": "csv_text",
            "write_package": "writer",
        },
    )
