"""Errors written into made-up documents on purpose; one file per part of a document that they damage."""

from __future__ import annotations

from budgetlib.synthetic.faults import in_form, in_tables, in_targets, in_text  # noqa: F401 - their errors register
from budgetlib.synthetic.faults.fault import FAULTS, Fault, WrittenFault, possible_faults, write_fault

__all__ = ["FAULTS", "Fault", "WrittenFault", "possible_faults", "write_fault"]
