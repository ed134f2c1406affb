"""What is installed, what is missing, and how to get it."""

from __future__ import annotations

import platform
import re
import sys
from collections.abc import Callable, Iterator
from importlib import metadata
from typing import NamedTuple

from budgetlib import __version__
from budgetlib.errors import BudgetlibError
from budgetlib.readers.scan import REMEDY, can_recognise
from budgetlib.site.quarto import find_quarto

_OLDEST_PYTHON = (3, 11)
_DISTRIBUTION = "budgetlib"
_NAME = re.compile(r"[A-Za-z0-9._-]+")


class Finding(NamedTuple):
    """One thing that was looked at.

    `state` is `ok`, `missing` (needed, and the remedy says how to get it) or `optional` (not there, and not
    needed).
    """

    subject: str
    state: str
    detail: str
    remedy: str = ""


def examine() -> Iterator[Finding]:
    """Looks at everything that budgetlib needs or can make use of."""
    yield Finding("budgetlib", "ok", __version__)
    yield _python()
    yield _packages()
    yield _kernel()
    yield _font()
    yield _pandoc()
    yield _quarto()
    yield _ocr()
    yield _optional("duckdb", "SQL over the data package")
    yield _optional("distributed", "builds on a Dask cluster")
    yield _optional("s3fs", "documents from s3://, and the website to it")
    yield _optional("frictionless", "checks the data package against its description")


def _python() -> Finding:
    found = f"{platform.python_version()} at {sys.executable}"
    if sys.version_info >= _OLDEST_PYTHON:
        return Finding("Python", "ok", found)
    return Finding("Python", "missing", found, "install Python 3.11 or newer")


def _packages() -> Finding:
    """The packages that the project asks for, whatever their versions: pip has checked those."""
    try:
        asked = metadata.requires(_DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        return Finding("packages", "missing", "budgetlib itself is not installed", "pip install -e .")
    names = [match[0] for text in asked if "extra ==" not in text and (match := _NAME.match(text))]
    missing = [name for name in names if not _version(name)]
    if missing:
        return Finding("packages", "missing", f"no {', '.join(missing)}", f"pip install {' '.join(missing)}")
    return Finding("packages", "ok", f"all {len(names)} that are needed")


def _kernel() -> Finding:
    from jupyter_client.kernelspec import KernelSpecManager

    specs = KernelSpecManager().find_kernel_specs()
    if "python3" in specs:
        return Finding("Jupyter kernel", "ok", f"python3 at {specs['python3']}")
    return Finding("Jupyter kernel", "missing", "no python3", "python -m ipykernel install --sys-prefix")


def _font() -> Finding:
    from budgetlib.display import fonts

    if fonts.PATH.is_file() and not fonts.missing("山阴县组织部预算"):
        return Finding("Chinese font", "ok", f"{fonts.FAMILY}, which comes with budgetlib")
    return Finding("Chinese font", "missing", str(fonts.PATH), "install budgetlib again")


def _pandoc() -> Finding:
    from budgetlib.site.embedded.pandoc import pandoc_path, pandoc_version

    return _tried("Pandoc", lambda: f"{pandoc_version()} at {pandoc_path()}")


def _quarto() -> Finding:
    try:
        quarto = find_quarto()
    except BudgetlibError as error:
        return Finding("Quarto", "missing", error.problem, error.remedy)
    if quarto is None:
        remedy = (
            "conda install -c conda-forge quarto, or quarto.org; without it the embedded renderer is used"
        )
        return Finding("Quarto", "optional", "not installed", remedy)
    if not quarto.supported:
        return Finding(
            "Quarto", "optional", f"{quarto.version} at {quarto.path} is too old", "install 1.4 or newer"
        )
    return Finding("Quarto", "ok", f"{quarto.version} at {quarto.path}")


def _ocr() -> Finding:
    if not can_recognise():
        return Finding("OCR", "optional", "reads scans and pictures; not installed", REMEDY)
    return Finding("OCR", "ok", f"RapidOCR {_version('rapidocr')}, ONNX Runtime {_version('onnxruntime')}")


def _optional(name: str, purpose: str) -> Finding:
    version = _version(name)
    if version:
        return Finding(name, "ok", f"{version}: {purpose}")
    return Finding(name, "optional", purpose, f"pip install {name}")


def _tried(subject: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(subject, "ok", look())
    except BudgetlibError as error:
        return Finding(subject, "missing", error.problem, error.remedy)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
