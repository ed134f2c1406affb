"""How well scans are read: whole real documents as an office scanner gives them, against facts labelled by hand.

Every page of a document becomes a picture, askew by 0.5 to 1.5 degrees, speckled and noisy (`tests/scanned.py`, the
same for the same seed). `budgetlib facts` reads the scan in a process of its own. Printed are the labelled facts that
are right, apart for those that the document's own sums confirm and those that they don't, processor seconds per page
(of all cores), and the peak memory of a process so far.

    BUDGETLIB_CORPUS=... python benchmarks/scans.py [--dpi 150] [--seed 0] [--keep DIR] [ID ...]

`BUDGETLIB_CORPUS` is a folder with documents `<id>.pdf` and labels `facts/<id>.json`. Needs the extra `ocr`.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdfium2

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from scanned import scanned

FACTORS = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(10**8)}
DOCUMENTS = ("04", "06", "09", "17")
_READ = "import sys; from budgetlib.cli import main; sys.exit(main())"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("ids", nargs="*", default=DOCUMENTS)
    arguments.add_argument("--dpi", type=int, default=150)
    arguments.add_argument("--seed", type=int, default=0)
    arguments.add_argument("--keep", type=Path, help="folder to keep the scans and what was read in")
    arguments.add_argument("-v", action="store_true", help="print every wrong fact")
    options = arguments.parse_args()
    corpus = Path(os.environ["BUDGETLIB_CORPUS"])
    print(
        "| document | pages | facts right | confirmed, right | not confirmed, right | s/page | peak memory |"
    )
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as made:
        folder = options.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        for name in options.ids:
            scan = folder / f"{name}-{options.dpi}-{options.seed}.pdf"
            if not scan.exists():
                scanned(corpus / f"{name}.pdf", scan, dpi=options.dpi, seed=options.seed)
            labels = json.loads((corpus / "facts" / f"{name}.json").read_text("utf-8"))
            _measure(name, scan, labels, options.v)


def _measure(name: str, scan: Path, labels: Mapping[str, Any], tell: bool) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run(
        [sys.executable, "-c", _READ, "facts", str(scan), "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    memory = after.ru_maxrss / 1024
    if run.returncode:
        print(f"| {name} | not read: {run.stderr.strip()} |")
        return
    scan.with_suffix(".json").write_text(run.stdout, "utf-8")
    facts = {fact["key"]: fact for fact in json.loads(run.stdout)}
    right, wrong = {True: 0, False: 0}, {True: 0, False: 0}
    for key, label in labels["facts"].items():
        fact = facts.get(key)
        confirmed = fact is not None and fact.get("confirmed") is True
        if fact is not None and _canonical(label) == _canonical(fact):
            right[confirmed] += 1
            continue
        wrong[confirmed] += 1
        if tell:
            read = "missing" if fact is None else f"{fact['value']} {fact['unit']}, p. {fact['page']}"
            mark = "CONFIRMED AND WRONG: " if confirmed else ""
            print(f"    {mark}{key}: {label['value']} {label.get('unit')}, read {read}")
    document = pypdfium2.PdfDocument(scan)
    pages = len(document)
    document.close()
    print(
        f"| {name} | {pages} | {sum(right.values())}/{len(labels['facts'])} | {right[True]}/{right[True] + wrong[True]} "
        f"| {right[False]}/{right[False] + wrong[False]} | {seconds / pages:.1f} | {memory:.0f} MB |",
        flush=True,
    )


def _canonical(fact: Mapping[str, Any]) -> Decimal | None:
    if fact["value"] is None:
        return None
    return Decimal(str(fact["value"]).replace(",", "")) * FACTORS.get(fact.get("unit") or "", Decimal(1))


if __name__ == "__main__":
    main()
