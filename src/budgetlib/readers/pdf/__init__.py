"""Reads PDF files: characters and ruling lines by PDFium, tables and paragraphs by where they stand.

`reader` opens the file and puts its pages together; `pages` reads one page from `characters` and `rules`, as
`grids` of `cells` and as `lines`; `furniture` and `prose` look at all pages.
"""

from budgetlib.readers.pdf.reader import read_pdf

__all__ = ["read_pdf"]
