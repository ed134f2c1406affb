"""The headings of tables, for whoever shows them: tables of any kind, recognised as a statement or not."""

from __future__ import annotations

from budgetlib.document import Document, Heading
from budgetlib.statements.header import label_role, read_header
from budgetlib.statements.regions import find_regions


def headings(document: Document) -> dict[int, Heading]:
    """Number of a table -> its heading; tables that don't begin with one, or have several, are left out."""
    found: dict[int, Heading | None] = {}
    for region in find_regions(document):
        number = region.table.number
        header = read_header(region.table, region.start, region.stop)
        if number in found or region.start or header is None or header.first:
            found[number] = None
            continue
        labels = (at for at, path in enumerate(header.paths) if path and label_role(path[-1]))
        found[number] = Heading(header.body, frozenset(labels))
    return {number: heading for number, heading in found.items() if heading}
