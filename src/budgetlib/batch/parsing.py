"""A document of a build, from its file in `data/raw` to its kept result."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from budgetlib.batch.fingerprints import file_digest
from budgetlib.batch.limits import renewing
from budgetlib.batch.readings import KeptReadings
from budgetlib.batch.tasks import TaskResult
from budgetlib.dataset.storage import save_result
from budgetlib.file_names import named_file


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


def parse(job: ParseJob) -> TaskResult:
    """Parses a document and keeps its result; returns whose disclosure it is and the digest of the result.

    Raises `NotADisclosure` where it is none, which is as good an outcome: it stays so until something changes.
    """
    from budgetlib.batch.document import process_document  # takes long to import when there is nothing to do

    result = process_document(
        named_file(job.raw, job.name),
        annexes=[named_file(job.raw, name) for name in job.annexes],
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
