"""A whole build, from made-up documents to the website: cold, with nothing to do, with one document changed.

`python benchmarks/build.py` prints a Markdown table for `benchmarks/README.md`: seconds that passed, processor time of the
build's own process (not of its workers), and what each stage took, from `run.json`. `--documents 1000 --light` measures the
same with a notebook of one line, to see what looking through a thousand documents costs.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
YEARS = (2023, 2024)
_TIMES_NOTHING = 3
_LIGHT = 'unit: str = ""\nyear: int = 0\ndata: str = ""'


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--documents", type=int, default=100)
    arguments.add_argument("--light", action="store_true")
    given = arguments.parse_args()
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {time.strftime('%Y-%m-%d')}\n"
    )
    print(
        "| | s | processor s of the build itself | load before | stages |\n|---|---|---|---|---|", flush=True
    )
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        documents = _make(project, given.documents, light=given.light)
        _measure(f"{len(documents)} documents, cold", project)
        for _ in range(_TIMES_NOTHING):
            _measure("nothing changed", project)
        changed = documents[len(documents) // 2]
        changed.write_text(changed.read_text("utf-8") + "\n另行说明。\n", "utf-8")
        _measure("one document changed", project)


def _make(project: Path, count: int, *, light: bool) -> list[Path]:
    from budgetlib.synthetic import generate

    raw = project / "data" / "raw"
    raw.mkdir(parents=True)
    for name in ("notebooks", "reports"):
        shutil.copytree(
            ROOT / name,
            project / name,
            ignore=shutil.ignore_patterns("_*site", "_build", ".quarto", "units", "sources"),
        )
    if light:
        cell = {
            "cell_type": "code",
            "id": "a",
            "metadata": {"tags": ["parameters"]},
            "execution_count": None,
            "outputs": [],
            "source": _LIGHT,
        }
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        notebook = {"cells": [cell], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
        (project / "notebooks" / "unit_year.ipynb").write_text(json.dumps(notebook), "utf-8")
    paths = []
    for document in islice(generate(count, YEARS), count):
        paths.append(raw / document.file)
        paths[-1].write_text(document.text, "utf-8")
    return paths


def _measure(what: str, project: Path) -> None:
    load = os.getloadavg()[0]
    before, began = _processor_seconds(), time.perf_counter()
    command = [
        sys.executable,
        "-m",
        "budgetlib.cli",
        "build",
        "--project",
        str(project),
        "--renderer",
        "embedded",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - began
    assert done.returncode == 0, done.stderr
    if "nothing to do" in done.stderr:
        stages = "“nothing to do: everything is up to date”"
    else:
        record: dict[str, Any] = json.loads((project / "data" / "processed" / "run.json").read_text("utf-8"))
        stages = ", ".join(
            f"{name} {stage['seconds']:.1f} ({stage['run']})"
            for name, stage in record["steps"].items()
            if stage["run"]
        )
    print(
        f"| {what} | {seconds:.1f} | {_processor_seconds() - before:.1f} | {load:.0f} | {stages} |",
        flush=True,
    )


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
