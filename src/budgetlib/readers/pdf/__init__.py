"""Reads PDF files: characters and ruling lines by PDFium, tables and paragraphs by where they stand.

`reader` opens the file, `assembly` puts its pages together. `pages` reads one page: `characters` gives runs of
text (without `watermarks` and what `clipping` hides), `rules` the ruling lines, which `pieces` puts together; `grids`
and `aligned` find tables, `cells` fills them (`unruled_rows` parts what no line parts), and what is left becomes
`lines`; `pictured` tells pages that are scans. `furniture`, `broken_rows` and `prose` look at all pages: page numbers,
rows cut by a page break, paragraphs and headings.
"""

from budgetlib.readers.pdf.assembly import NEEDS_OCR
from budgetlib.readers.pdf.reader import read_pdf

__all__ = ["NEEDS_OCR", "read_pdf"]
