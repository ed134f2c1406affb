"""The data package: one description of tables and fields, and how packages are written and read.

::

    write_package([DocumentResult(disclosure, findings, scores, matches)], Path("data/processed"))
    package = load_package("data/processed")
    package["budget_lines"]                 # a pandas DataFrame
    package.fields("budget_lines")          # what its columns mean
"""

from budgetlib.dataset.csv_text import unguard
from budgetlib.dataset.package import Package, load_package
from budgetlib.dataset.result import DocumentResult
from budgetlib.dataset.schema import FieldRow, field_rows, package_schema
from budgetlib.dataset.storage import load_result, save_result, saved_results
from budgetlib.dataset.writer import write_package

__all__ = [
    "DocumentResult",
    "FieldRow",
    "Package",
    "field_rows",
    "load_package",
    "load_result",
    "package_schema",
    "save_result",
    "saved_results",
    "unguard",
    "write_package",
]
