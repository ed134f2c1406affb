"""Second stage: the results of all documents into one data package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from budgetlib import __version__
from budgetlib.batch.fingerprints import code_digest, file_digest, value_digest, versions
from budgetlib.batch.folders import Folders
from budgetlib.batch.packaged import PackagedDocument
from budgetlib.batch.runner import StepResult
from budgetlib.batch.steps import Step
from budgetlib.dataset.descriptor import FILE_NAME, WORKBOOK_NAME, csv_name, parquet_name
from budgetlib.dataset.schema import package_schema
from budgetlib.dataset.storage import saved_results
from budgetlib.dataset.writer import write_package

NAME = "package"
ITEM = "data package"
_DISTRIBUTIONS = ("pyarrow", "xlsxwriter")


@dataclass(frozen=True, slots=True)
class PackageJob:
    """The files of the results, and the folder of the package."""

    results: tuple[Path, ...]
    folder: Path


def package_step(
    folders: Folders, documents: Sequence[PackagedDocument], results: Sequence[Path], *, complete: bool
) -> Step[PackageJob]:
    """The one step. `complete` is False in a dry run that can't know all results."""
    identified = sorted((document.disclosure_id, document.digest) for document in documents)
    inputs = {
        "the documents": value_digest(identified) if complete else None,
        "budgetlib": __version__,
        "the code that writes it": code_digest("from budgetlib.batch.stages.package import write"),
        **versions(_DISTRIBUTIONS),
    }
    tables = package_schema().table_names
    names = (FILE_NAME, WORKBOOK_NAME, *map(csv_name, tables), *map(parquet_name, tables))
    outputs = tuple(folders.package / name for name in names)
    return Step(ITEM, "data/processed", inputs, outputs, PackageJob(tuple(results), folders.package))


def write(job: PackageJob) -> StepResult:
    """Writes the package; returns the digest of its description, which holds those of all its files."""
    write_package(saved_results(job.results), job.folder)
    return {"digest": file_digest(job.folder / FILE_NAME)}
