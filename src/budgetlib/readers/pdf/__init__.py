"""Reads PDF files: characters and ruling lines by PDFium, tables and paragraphs by where they stand.

`reader` opens the file. `page/` has what stands on a page, `tables/` finds the tables in it, `pages` puts both together
to the content of one page. `over_pages/` is about what only several pages tell, `prose` about paragraphs and headings;
`assembly` makes one document of all pages: its passes are listed there in order.
"""

from budgetlib.readers.pdf.assembly import NEEDS_OCR
from budgetlib.readers.pdf.reader import read_pdf

__all__ = ["NEEDS_OCR", "read_pdf"]
