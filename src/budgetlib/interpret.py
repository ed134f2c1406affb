"""From files to what they mean: the one place where the readers of a disclosure's parts come together.

`read_disclosure` is the one way in, for the library, for commands and for builds. Rules look at what it gives, so that
a figure recognised in a picture was confirmed, or marked as unconfirmed, before anything is said of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from budgetlib.annexes import read_files
from budgetlib.catalogue import read_catalogue
from budgetlib.checks import confirmed
from budgetlib.disclosure import Disclosure, Statement
from budgetlib.document import Document
from budgetlib.figures import key_facts
from budgetlib.file_names import plain_name
from budgetlib.identity import disclosure_id, identify, says_it_is_made_up
from budgetlib.narrative import best_claim, read_narrative
from budgetlib.parts import parts_of
from budgetlib.readers.recall import Recall, afresh
from budgetlib.refusals import blank_form, refusal
from budgetlib.scans import marked, marked_rows, scan_notes
from budgetlib.statements import read_statements, seen_titles
from budgetlib.targets import read_targets, with_links


def read_disclosure(
    path: Path, *, annexes: Sequence[Path] = (), synthetic: bool = False, recall: Recall = afresh
) -> Disclosure:
    """The disclosure in a file and its annexes: read, interpreted, and its recognised figures confirmed or not.

    `recall` knows what was read from the same bytes before; left out, everything is read. `synthetic` says that it is
    made up, whether or not it says so itself. Raises `ReadError` where a file can't be read and `NotADisclosure` where
    it is something else.
    """
    document = read_files(path, annexes, recall=recall)
    disclosure = interpret(replace(document, source=plain_name(document.source)), synthetic=synthetic)
    return replace(disclosure, extra_sources=tuple(plain_name(annex.name) for annex in annexes))


def interpret(document: Document, *, synthetic: bool = False) -> Disclosure:
    """The disclosure that a document is; `synthetic` where it is made up, or says so itself.

    Figures that were recognised in pictures are marked: confirmed by others, corrected where that is certain, or not
    confirmed.

    Raises `NotADisclosure` where it has none of the parts of one (tables, text, targets), and where it is a form that
    nobody filled in.
    """
    disclosure = assemble(document, synthetic=synthetic)
    if not disclosure.parts:
        raise refusal(document, disclosure)
    if _is_blank_form(disclosure):
        raise blank_form(document)
    return confirmed(disclosure)


def _is_blank_form(disclosure: Disclosure) -> bool:
    """Whether no table, no text and no target holds a figure: a template, not what a unit published."""
    return (
        all(line.amount_yuan is None for line in disclosure.lines)
        and all(claim.value is None for claim in disclosure.claims)
        and all(fund.amount_yuan is None for target in disclosure.targets for fund in target.funds)
        and all(indicator.number is None for indicator in disclosure.indicators)
    )


def assemble(document: Document, *, synthetic: bool = False) -> Disclosure:
    """Everything that the document means, whether or not that makes it a disclosure."""
    identity = identify(document)
    tables = read_statements(
        document, year=identity.year, final=identity.stage == "final", unit_names=(identity.unit_name,)
    )
    promised = read_targets(document)
    projects, targets = with_links(tables.projects, promised.targets)
    catalogue = read_catalogue(document)
    narrative = read_narrative(document)
    disclosure = Disclosure(
        disclosure_id=disclosure_id(identity, document.sha256),
        source=document.source,
        sha256=document.sha256,
        format=document.format,
        pages=document.pages,
        identity=identity,
        money_unit=_common_unit(tables.statements),
        statements=tables.statements,
        lines=tables.lines,
        projects=projects,
        purchases=tables.purchases,
        targets=targets,
        indicators=promised.indicators,
        claims=narrative.claims,
        catalogue=catalogue.entries,
        glossary=narrative.terms,
        announced=narrative.announced,
        sections=narrative.sections,
        notes=(
            *scan_notes(document.scan),
            *tables.notes,
            *promised.notes,
            *narrative.notes,
            *catalogue.notes,
        ),
        synthetic=synthetic or says_it_is_made_up(document),
        recognised_pages=document.scan.read,
        paragraphs=tuple(document.paragraphs),
        seen_titles=seen_titles(document),
    )
    disclosure = replace(marked(disclosure), parts=parts_of(disclosure))
    facts = key_facts(disclosure, partial(best_claim, stand_ins=True), tables.counts)
    return replace(disclosure, facts=marked_rows(facts, disclosure.recognised_pages))


def _common_unit(statements: Sequence[Statement]) -> str | None:
    units = Counter(statement.money_unit for statement in statements if statement.money_unit)
    return next(iter(units)) if len(units) == 1 else None
