"""Service-purchase catalogues (政府购买服务指导性目录): what a government may buy as a service, item by item.

`tables` finds the catalogues of a document and reads their rows as printed, `scheme`, `shared` and `numbering`
learn how they are built, `names`, `branches` and `codes` repair what is certain, and `lint` says what is wrong
beyond that.
"""

from __future__ import annotations

from typing import NamedTuple

from budgetlib.catalogue.branches import repair_branches
from budgetlib.catalogue.codes import repair_codes
from budgetlib.catalogue.lint import (
    check_missing_names,
    check_repeated_codes,
    check_repeated_names,
    check_shared_names,
)
from budgetlib.catalogue.names import common_ending, complete_names, join_broken_names, repair_names
from budgetlib.catalogue.notes import NOTE_KINDS
from budgetlib.catalogue.numbering import check_numbering
from budgetlib.catalogue.scheme import learn_scheme, settle_levels
from budgetlib.catalogue.shared import shared_names
from budgetlib.catalogue.tables import read_listings
from budgetlib.disclosure import CatalogueEntry, Note
from budgetlib.document import Document

__all__ = ["NOTE_KINDS", "CatalogueRead", "read_catalogue"]


class CatalogueRead(NamedTuple):
    """The catalogues of a document: their entries in reading order, and what was repaired or is wrong."""

    entries: tuple[CatalogueEntry, ...]
    notes: tuple[Note, ...]


def read_catalogue(document: Document) -> CatalogueRead:
    """All service-purchase catalogues printed in the document; empty where there is none.

    An entry is repaired only where its neighbours, its section or the other departments leave one possibility;
    `repaired` is then true and `printed_code` and `printed_name` keep the original. Every repair is in a note
    whose detail holds `printed` and `corrected`; a note without `corrected` says what is wrong and was left as
    printed. Kinds of notes: `NOTE_KINDS`.
    """
    entries: list[CatalogueEntry] = []
    notes: list[Note] = []
    for listing in read_listings(document):
        read, found = _repaired(listing.entries)
        entries += read
        notes += listing.notes + found
    notes.sort(
        key=lambda note: (
            note.place.page or 0,
            note.place.line or 0,
            note.place.table or 0,
            note.place.row or 0,
        )
    )
    return CatalogueRead(tuple(entries), tuple(notes))


def _repaired(entries: list[CatalogueEntry]) -> tuple[list[CatalogueEntry], list[Note]]:
    """The entries of one catalogue repaired where that is certain, and the notes on them."""
    if not entries:
        return [], []
    ending = common_ending(entries)
    entries, notes = join_broken_names(entries, ending)
    entries, found = repair_names(entries, ending)
    notes += found
    notes += check_missing_names(entries)
    notes += check_repeated_names(entries)
    scheme = learn_scheme(entries)
    if scheme is None:
        return entries, notes
    entries = settle_levels(entries, scheme)
    shared = shared_names(entries, scheme)
    entries, found = repair_branches(entries, scheme, shared)
    notes += found
    entries, found = repair_codes(entries, scheme, shared)
    notes += found
    entries, found = complete_names(entries, shared, ending)
    notes += found
    notes += check_repeated_codes(entries)
    notes += check_numbering(entries, scheme)
    notes += check_shared_names(entries, shared)
    return entries, notes
