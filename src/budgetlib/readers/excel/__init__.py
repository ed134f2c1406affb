"""Reads workbooks: `xlsx` and `xls` give sheets of texts, `number_format` shows numbers as Excel does, `layout` finds
the tables of a sheet and the text around them.
"""

from budgetlib.readers.excel.reader import read_excel

__all__ = ["read_excel"]
