"""What a build spends on reading: cold, with nothing changed, and after a change to the code that interprets.

    BUDGETLIB_CORPUS=... python benchmarks/readings.py

Builds the pages of evidence and the data package (no notebooks, no website) of the documents in the folder that
`BUDGETLIB_CORPUS` names, in this process and in a new folder. Printed are processor seconds, steps and seconds by
stage, and the bytes that are kept of what was read. With the extra `ocr` scans are recognised, without it they fail.
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from budgetlib.batch.build import build
from budgetlib.batch.building import Options
from budgetlib.batch.folders import Folders
from budgetlib.batch.limits import Limits
from budgetlib.batch.steps import parse

ROOT = Path(__file__).resolve().parent.parent
STAGES = ("parse", "package", "sources")


def main() -> None:
    with tempfile.TemporaryDirectory() as made:
        root = Path(made)
        (root / "reports").symlink_to(ROOT / "reports")
        folders = Folders.at(root, os.environ["BUDGETLIB_CORPUS"])
        _measure("cold", folders)
        _measure("nothing changed", folders)
        parse.code_digest = lambda *sources: "sha256:another"
        _measure("other code interprets", folders)
        kept = [path.stat().st_size for path in folders.readings.rglob("*") if path.is_file()]
        print(f"kept of what was read: {len(kept)} files, {sum(kept):,} bytes")


def _measure(what: str, folders: Folders) -> None:
    began = time.process_time()
    outcome = build(folders, Options(steps=STAGES, scheduler="serial", limits=Limits(0, 0, 0)))
    took = time.process_time() - began
    stages = ", ".join(
        f"{name} {count.seconds:.1f} s ({count.run})" for name, count in outcome.counts.items()
    )
    left = f"{len(outcome.left_out)} left out, {len(outcome.failures)} failed"
    print(f"{what}: {took:.1f} processor s; {stages}; {left}", flush=True)


if __name__ == "__main__":
    main()
