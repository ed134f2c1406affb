"""First stage: every document into a result of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from budgetlib import __version__
from budgetlib.batch.fingerprints import code_digest, file_digest, value_digest, versions
from budgetlib.batch.folders import SOURCES_FILE, Folders
from budgetlib.batch.raw import RawDocuments
from budgetlib.batch.runner import StepResult
from budgetlib.batch.sources import SYNTHETIC, UNLISTED, SourceRow, annexes
from budgetlib.batch.steps import Step
from budgetlib.dataset.codec import fingerprint
from budgetlib.dataset.result import DocumentResult
from budgetlib.dataset.storage import save_result

NAME = "parse"
RESULT_FORM = "the form of results"
"""Input that changes when results kept by another version can no longer be read."""
DISTRIBUTIONS = (
    "charset-normalizer",
    "lxml",
    "onnxruntime",
    "opencv-python-headless",
    "pypdfium2",
    "python-calamine",
    "rapidfuzz",
    "rapidocr",
    "xlrd",
)
"""What reads documents. Those of the extra `ocr` count once it is installed: then scans are read again."""


@dataclass(frozen=True, slots=True)
class ParseJob:
    """A document to be parsed into a result file.

    `region` is what the list of sources says, or empty; `synthetic` whether it lists the document as made up;
    `annexes` are the further files of the same disclosure. Names are relative to the folder `raw`.
    """

    raw: Path
    name: str
    annexes: tuple[str, ...]
    region: str
    synthetic: bool
    result: Path


def parse_steps(
    folders: Folders, documents: RawDocuments, sources: Mapping[str, SourceRow]
) -> list[Step[ParseJob]]:
    """A step per disclosure: a document with its annexes."""
    common = {
        "budgetlib": __version__,
        RESULT_FORM: fingerprint(DocumentResult),
        "the code that parses": code_digest("from budgetlib.batch.stages.parse import parse"),
        **versions(DISTRIBUTIONS),
    }
    attached = annexes(sources, documents.names)
    parts = {part for names in attached.values() for part in names}
    steps = []
    for name in documents.names:
        if name in parts:
            continue
        row = sources.get(name, UNLISTED)
        files = (name, *attached.get(name, ()))
        result = folders.result(name)
        inputs = {
            **{file: documents.digest(file) for file in files},
            f"its row in {SOURCES_FILE}": value_digest(dict(row)),
            **common,
        }
        job = ParseJob(folders.raw, name, files[1:], row["region"], row["synthetic"] == SYNTHETIC, result)
        steps.append(Step(name, name, inputs, (result,), job))
    return steps


def parse(job: ParseJob) -> StepResult:
    """Parses a document and keeps its result; returns whose disclosure it is and the digest of the result."""
    from budgetlib.batch.document import process_document  # takes long to import when there is nothing to do

    result = process_document(
        job.raw / job.name, annexes=[job.raw / name for name in job.annexes], synthetic=job.synthetic
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
        "digest": file_digest(job.result),
    }
