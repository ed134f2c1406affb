"""First stage: every document into a result of its own.

Where a disclosure is published in several files, `sources.csv` says which belong together; and where it does not, two
files of the same unit, year and stage of which one has the tables and the other only text are put together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from budgetlib import __version__
from budgetlib.batch.distributions import PARSING
from budgetlib.batch.fingerprints import DIGEST, code_digest, file_digest, value_digest, versions
from budgetlib.batch.folders import SOURCES_FILE, Folders
from budgetlib.batch.limits import renewing
from budgetlib.batch.matching import Content, parts_of_one
from budgetlib.batch.raw import RawDocuments
from budgetlib.batch.readings import KeptReadings
from budgetlib.batch.runner import StepResult
from budgetlib.batch.sources import SYNTHETIC, UNLISTED, SourceRow, annexes
from budgetlib.batch.state import State
from budgetlib.batch.steps import Step
from budgetlib.dataset.codec import fingerprint
from budgetlib.dataset.result import DocumentResult
from budgetlib.dataset.storage import save_result

NAME = "parse"
RESULT_FORM = "the form of results"
"""Input that changes when results kept by another version can no longer be read."""


@dataclass(frozen=True, slots=True)
class ParseJob:
    """A document to be parsed into a result file.

    `region` is what the list of sources says, or empty; `synthetic` whether it lists the document as made up;
    `annexes` are the further files of the same disclosure, `matched` whether that was found out from what they say.
    Names are relative to the folder `raw`.
    """

    raw: Path
    name: str
    annexes: tuple[str, ...]
    matched: bool
    region: str
    synthetic: bool
    result: Path
    readings: KeptReadings


def parse_steps(
    folders: Folders,
    documents: RawDocuments,
    sources: Mapping[str, SourceRow],
    state: State,
    readings: KeptReadings,
) -> list[Step[ParseJob]]:
    """A step per disclosure: a document with its annexes, as listed or as matched by an earlier build."""
    listed = annexes(sources, documents.names)
    matched = _matched_before(documents, state)
    parts = {part for names in (*listed.values(), *matched.values()) for part in names}
    step = _StepMaker(folders, documents, sources, readings)
    return [
        step(
            name,
            list(dict.fromkeys((*listed.get(name, ()), *matched.get(name, ())))),
            matched=name in matched,
        )
        for name in documents.names
        if name not in parts
    ]


def matching_steps(
    folders: Folders,
    documents: RawDocuments,
    sources: Mapping[str, SourceRow],
    results: Mapping[str, StepResult],
    readings: KeptReadings,
) -> list[Step[ParseJob]]:
    """A step for every disclosure whose text and tables came from several documents. `results` holds those of all."""
    together = parts_of_one(
        (name, Content(result["disclosure_id"], result["statements"])) for name, result in results.items()
    )
    if not together:
        return []
    step = _StepMaker(folders, documents, sources, readings)
    return [step(first, [*results[first]["annexes"], *others], matched=True) for first, *others in together]


def _matched_before(documents: RawDocuments, state: State) -> dict[str, list[str]]:
    """Document -> further files of the same disclosure, as long as none of them changed since that was found out."""
    found = {}
    for name in documents.names:
        entry = state.entry(NAME, name)
        if entry is None or not (entry.result or {}).get("matched"):
            continue
        parts = list(entry.result["annexes"])
        if all(
            file in documents.names and documents.digest(file) == entry.inputs.get(file)
            for file in (name, *parts)
        ):
            found[name] = parts
    return found


class _StepMaker:
    """Makes the step of a disclosure from the names of its files."""

    def __init__(
        self,
        folders: Folders,
        documents: RawDocuments,
        sources: Mapping[str, SourceRow],
        readings: KeptReadings,
    ) -> None:
        self._folders = folders
        self._documents = documents
        self._sources = sources
        self._readings = readings
        self._common = {
            "budgetlib": __version__,
            RESULT_FORM: DIGEST + fingerprint(DocumentResult),
            "the code that parses": code_digest("from budgetlib.batch.stages.parse import parse"),
            **versions(PARSING),
        }

    def __call__(self, name: str, parts: Sequence[str], *, matched: bool) -> Step[ParseJob]:
        row = self._sources.get(name, UNLISTED)
        result = self._folders.result(name)
        inputs = {
            **{file: self._documents.digest(file) for file in (name, *parts)},
            f"its row in {SOURCES_FILE}": value_digest(dict(row)),
            **self._common,
        }
        raw, synthetic = self._folders.raw, row["synthetic"] == SYNTHETIC
        job = ParseJob(raw, name, tuple(parts), matched, row["region"], synthetic, result, self._readings)
        return Step(name, name, inputs, (result,), job)


def parse(job: ParseJob) -> StepResult:
    """Parses a document and keeps its result; returns whose disclosure it is and the digest of the result.

    Raises `NotADisclosure` where it is none, which is as good an outcome: it stays so until something changes.
    """
    from budgetlib.batch.document import process_document  # takes long to import when there is nothing to do

    result = process_document(
        job.raw / job.name,
        annexes=[job.raw / name for name in job.annexes],
        synthetic=job.synthetic,
        recall=renewing(job.readings.recall),
    )
    identity = result.disclosure.identity
    disclosure = replace(
        result.disclosure,
        source=job.name,
        extra_sources=job.annexes,
        identity=replace(identity, region=job.region or identity.region),
    )
    save_result(replace(result, disclosure=disclosure), job.result)
    return {
        "disclosure_id": disclosure.disclosure_id,
        "unit": identity.unit_name,
        "year": identity.year,
        "stage": identity.stage,
        "annexes": job.annexes,
        "matched": job.matched,
        "statements": len(disclosure.statements),
        "digest": file_digest(job.result),
    }
