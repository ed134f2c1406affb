"""Reads Word files (.docx): `reader` its paragraphs and tables, `styles` headings, `numbering` automatic numbers."""

from budgetlib.readers.docx.reader import read_docx

__all__ = ["read_docx"]
