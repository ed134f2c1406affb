"""Second step: the results of all documents into one data package."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from budgetlib import __version__
from budgetlib.batch.building import Build
from budgetlib.batch.distributions import PACKAGING
from budgetlib.batch.fingerprints import code_digest, value_digest, versions
from budgetlib.batch.folders import Folders
from budgetlib.batch.packaged import (
    PackagedDocument,
    documents_in_package,
    package_digest,
    same_disclosure,
)
from budgetlib.batch.packaging import KeptDocument, PackageJob, write
from budgetlib.batch.state import State
from budgetlib.batch.steps import parse
from budgetlib.batch.tasks import Task
from budgetlib.coverage import Decision, read_decisions
from budgetlib.dataset.descriptor import DATABASE_NAME, FILE_NAME, WORKBOOK_NAME, csv_name, parquet_name
from budgetlib.dataset.schema import package_schema
from budgetlib.verdicts import PersonVerdict, read_verdicts

NAME = "package"
ITEM = "data package"


def run(build: Build) -> None:
    """Writes the data package if it is stale, and leaves its documents; none where there is nothing to go on with."""
    runner, folders = build.runner, build.folders
    decisions = read_decisions(folders.decisions, build.notes.append)
    verdicts = read_verdicts(folders.verdicts)
    build.notes.extend(verdicts.problems)
    packaged = _parsed(build, build.parsed, decisions, anew=True)
    if not packaged and not build.options.dry_run:
        return
    complete = not runner.awaited(parse.NAME)
    task = package_task(
        folders, packaged, decisions, verdicts.verdicts, complete=complete, anew=build.options.force
    )
    runner.run(NAME, lambda job: write(job, runner.progress), [task], local=True)
    result = runner.result(NAME, ITEM)
    if result is None and not build.options.dry_run:
        return
    build.notes.extend(
        f"{folders.decisions.name}, line {line}: decides on something that is not there"
        for line in (result or {}).get("unused_decisions", ())
    )
    build.documents = packaged


def documents_before(build: Build) -> list[PackagedDocument]:
    """The documents of the data package as it is, whoever made it."""
    state, folders = build.runner.state, build.folders
    made = build.runner.result(NAME, ITEM)
    if made is not None and made["digest"] == package_digest(folders.package):
        decisions = read_decisions(folders.decisions)
        return _parsed(build, sorted(state.items(parse.NAME)), decisions, anew=False)
    return documents_in_package(folders.package)


def as_packaged(folders: Folders, state: State) -> Folders:
    """The folders with documents from where those of the data package came from."""
    made = state.entry(NAME, ITEM)
    if made is None or made.failure or made.result["digest"] != package_digest(folders.package):
        return folders
    return replace(folders, documents_from=made.result.get("documents_from", ""))


def _parsed(
    build: Build, names: Sequence[str], decisions: Sequence[Decision], *, anew: bool
) -> list[PackagedDocument]:
    """The documents that were parsed, each identifier once, with what was decided on them.

    Where they were parsed `anew`, one of which there is another already has failed.
    """
    decided = defaultdict(list)
    for decision in decisions:
        decided[decision.disclosure_id].append(decision[:-1])  # wherever it stands in the file
    runner = build.runner
    awaited = runner.awaited(parse.NAME)
    by_identifier: dict[str, str] = {}
    found = []
    for name in names:
        result = runner.result(parse.NAME, name)
        if result is None:
            continue
        identifier = result["disclosure_id"]
        first = by_identifier.setdefault(identifier, name)
        if first != name:
            if anew:
                runner.fail(parse.NAME, name, name, same_disclosure(first, identifier))
            continue
        digest = None if name in awaited else value_digest([result["digest"], decided[identifier]])
        found.append(
            PackagedDocument(
                identifier,
                result["unit"],
                result["year"],
                result["stage"],
                digest,
                name,
                tuple(result.get("annexes", ())),
            )
        )
    return found


def package_task(
    folders: Folders,
    documents: Sequence[PackagedDocument],
    decisions: tuple[Decision, ...],
    verdicts: tuple[PersonVerdict, ...],
    *,
    complete: bool,
    anew: bool,
) -> Task[PackageJob]:
    """The one task. `complete` is False in a dry run that can't know all results."""
    identified = sorted((document.disclosure_id, document.digest) for document in documents)
    way = {
        "budgetlib": __version__,
        "the code that writes it": code_digest("from budgetlib.batch.packaging import write"),
        "the verdicts": value_digest([one[:-1] for one in verdicts]),
        **versions(PACKAGING),
    }
    inputs = {
        "documents from": folders.documents_from or "data/raw",
        "the documents": value_digest(identified) if complete else None,
        folders.decisions.name: value_digest(decisions),
        folders.verdicts.name: value_digest(verdicts),
        **way,
    }
    tables = package_schema().table_names
    names = (FILE_NAME, WORKBOOK_NAME, DATABASE_NAME, *map(csv_name, tables), *map(parquet_name, tables))
    outputs = tuple(folders.package / name for name in names)
    kept = (
        KeptDocument(each.disclosure_id, each.digest, each.file, folders.result(each.file))
        for each in documents
    )
    job = PackageJob(
        documents=tuple(sorted(kept)),
        decisions=decisions,
        verdicts=verdicts,
        folder=folders.package,
        documents_from=folders.documents_from,
        made_of=folders.made_of,
        way=value_digest(way),
        anew=anew,
    )
    return Task(ITEM, "data/processed", inputs, outputs, job)
