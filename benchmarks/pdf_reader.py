"""How fast and how exact the PDF reader is, on real disclosures.

    python benchmarks/pdf_reader.py [FOLDER] [--cells N] [--without-pdfplumber]

For every PDF of a folder (by default that of BUDGETLIB_CORPUS, or ../shared/corpus): milliseconds per
page for plain text extraction by pypdfium2 (the limit: nothing that uses PDFium can be faster), for this
reader, and for pdfplumber's tables and words; then how many cells of the tables that both find differ,
and the first N of them. pdfplumber is not a dependency of the project: `pip install pdfplumber`.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2

from budgetlib.errors import ReadError
from budgetlib.readers.pdf import read_pdf
from budgetlib.readers.pdf.page.lines import TextLine
from budgetlib.readers.pdf.pages import read_page

ROOT = Path(__file__).resolve().parent.parent
CORPUS = Path(os.environ.get("BUDGETLIB_CORPUS", ROOT.parent / "shared" / "corpus"))


class Difference(NamedTuple):
    """A cell that two readers read differently."""

    page: int
    row: int
    column: int
    ours: str
    theirs: str


class Comparison(NamedTuple):
    """Tables found by both, by one only, and their cells."""

    tables: int
    only_ours: int
    only_theirs: int
    cells: int
    differences: list[Difference]


def plain_text(path: Path, data: bytes) -> None:
    document = pypdfium2.PdfDocument(data)
    for page in document:
        textpage = page.get_textpage()
        textpage.get_text_range()
        textpage.close()
        page.close()
    document.close()


def seconds(read: Callable[[Path, bytes], object], path: Path, data: bytes, repeat: int) -> float:
    """Processor time of the best of `repeat` runs: what other programs do counts for little."""
    best = float("inf")
    for _ in range(repeat):
        start = time.process_time()
        read(path, data)
        best = min(best, time.process_time() - start)
    return best


def pdfplumber_tables(path: Path, _: bytes = b"") -> list[list[tuple[Any, list[list[str | None]]]]]:
    """Tables of every page: their box and their rows, None where a merged cell covers the place."""
    import pdfplumber

    pages = []
    with pdfplumber.open(path) as document:
        for page in document.pages:
            pages.append([(table.bbox, table.extract()) for table in page.find_tables()])
            page.extract_words()
            page.close()
    return pages


def our_tables(path: Path) -> Iterator[list[tuple[float, tuple[tuple[str, ...], ...]]]]:
    """Tables of every page before they are joined: the top and the rows of each."""
    document = pypdfium2.PdfDocument(path)
    for number in range(len(document)):
        content = read_page(document[number], number + 1, 1)
        yield [(item.top, item.table.rows) for item in content.items if not isinstance(item, TextLine)]


def compare(path: Path, theirs: list[list[tuple[Any, list[list[str | None]]]]]) -> Comparison:
    """Our tables against pdfplumber's: those with the same top and the same number of rows and columns."""
    tables = only_ours = only_theirs = cells = 0
    differences: list[Difference] = []
    for number, (own, other) in enumerate(zip(our_tables(path), theirs, strict=True), 1):
        left = list(other)
        for top, rows in own:
            same = next(
                (
                    at
                    for at, (box, grid) in enumerate(left)
                    if abs(box[1] - top) < 3 and (len(grid), len(grid[0])) == (len(rows), len(rows[0]))
                ),
                None,
            )
            if same is None:
                only_ours += 1
                continue
            tables += 1
            for row, (ours, grid) in enumerate(zip(rows, left.pop(same)[1], strict=True)):
                for column, (cell, their) in enumerate(zip(ours, grid, strict=True)):
                    cells += 1
                    if "".join(cell.split()) != "".join((their or "").split()):
                        differences.append(Difference(number, row + 1, column + 1, cell, their or ""))
        only_theirs += len(left)
    return Comparison(tables, only_ours, only_theirs, cells, differences)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--cells", type=int, default=3, help="differing cells shown per document")
    parser.add_argument("--repeat", type=int, default=3, help="runs of the two fast readers, the best counts")
    parser.add_argument("--without-pdfplumber", action="store_true")
    arguments = parser.parse_args()
    print("document    pages   text   ours  ratio  pdfplumber  ratio   tables +ours +theirs   cells differ")
    totals = [0.0, 0.0, 0.0]
    pages = 0
    for path in sorted(arguments.folder.glob("*.pdf")):
        data = path.read_bytes()
        try:
            count = read_pdf(path, data).pages or 0
        except ReadError as error:
            print(f"{path.stem:10} {error.problem}")
            continue
        limit = seconds(plain_text, path, data, arguments.repeat)
        ours = seconds(read_pdf, path, data, arguments.repeat)
        line = f"{path.stem:10} {count:6} {1e3 * limit / count:6.2f} {1e3 * ours / count:6.2f} {ours / limit:6.1f}"
        theirs = 0.0
        differences: list[Difference] = []
        if not arguments.without_pdfplumber:
            start = time.process_time()
            found = pdfplumber_tables(path)
            theirs = time.process_time() - start
            comparison = compare(path, found)
            differences = comparison.differences
            line += (
                f" {1e3 * theirs / count:11.1f} {theirs / ours:6.1f} {comparison.tables:8}"
                f" {comparison.only_ours:5} {comparison.only_theirs:7} {comparison.cells:7} {len(differences):6}"
            )
        print(line, flush=True)
        for difference in differences[: arguments.cells]:
            print(
                f"    p. {difference.page}, row {difference.row}, column {difference.column}:"
                f" {difference.ours!r} / pdfplumber {difference.theirs!r}"
            )
        pages += count
        totals = [total + value for total, value in zip(totals, (limit, ours, theirs), strict=True)]
    if pages:
        limit, ours, theirs = (1e3 * total / pages for total in totals)
        print(
            f"all        {pages:6} {limit:6.2f} {ours:6.2f} {ours / limit:6.1f} {theirs:11.1f} {theirs / ours:6.1f}"
        )
        print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
