"""What a document costs and how much of it is read rightly: facts, seconds and memory of `budgetlib facts`.

    python benchmarks/facts_per_document.py [FOLDER]

FOLDER (default: BUDGETLIB_CORPUS) holds documents and, in `facts/<name>.json`, headline figures labelled by hand:
`{"unit_name", "year", "stage", "facts": {key: {"value", "unit"}}}`; a value is null where the cell is blank, and
`stage` where the file is no disclosure. Each document is read by a process of its own, as on the command line; seconds
and peak memory are those of the process, starting Python and importing the library included. The first column of seconds
is what reading the file alone takes. All seconds are of the processor, so that other programs count for little.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from budgetlib.errors import BudgetlibError
from budgetlib.readers import read_document
from budgetlib.text import squash

ROOT = Path(__file__).resolve().parent.parent
CORPUS = Path(os.environ.get("BUDGETLIB_CORPUS", ROOT.parent / "shared" / "corpus"))
COMMAND = Path(sys.executable).with_name("budgetlib")
IDENTITY = ("unit_name", "year", "stage")
YUAN = {"元": 1, "万元": 10_000, "亿元": 100_000_000}


def printed(path: Path) -> tuple[list[dict[str, Any]], float, float]:
    """What `budgetlib facts --json` prints for a document, seconds and peak memory (MB) of the process."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(writing, 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        os.execv(COMMAND, [str(COMMAND), "facts", str(path), "--json"])
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as output:
        text = output.read()
    _, _, usage = os.wait4(child, 0)
    return json.loads(text or "[]"), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def amount(value: Any, unit: str | None) -> Any:
    """A value for comparing: amounts in 元, other numbers as they are, None for a blank."""
    if value is None:
        return None
    try:
        return Decimal(str(value).replace(",", "")) * YUAN.get(unit or "", 1)
    except InvalidOperation:
        return squash(str(value))


def judged(wanted: Mapping[str, Any], found: list[dict[str, Any]]) -> Iterator[bool]:
    """For every labelled fact whether it was found so."""
    if wanted["stage"] is None:
        yield not found
        return
    known = {fact["key"]: fact for fact in found}
    for key in IDENTITY:
        fact = known.get(key)
        yield fact is not None and squash(str(fact["value"])) == squash(str(wanted[key]))
    for key, label in wanted["facts"].items():
        fact = known.get(key)
        yield (
            fact is not None
            and amount(fact["value"], fact.get("unit")) == amount(label["value"], label.get("unit"))
        )


def reading(path: Path) -> tuple[int | None, float]:
    """Pages of a document and the seconds that reading it takes here, once everything is imported."""
    start = time.process_time()
    try:
        pages = read_document(path).pages
    except BudgetlibError:
        pages = None
    return pages, time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS)
    folder = parser.parse_args().folder
    print("| document | pages | facts right | reading, s | whole command, s | peak memory, MB |")
    print("|---|---|---|---|---|---|")
    totals = [0, 0]
    for labels in sorted((folder / "facts").glob("*.json")):
        path = next(folder.glob(f"{labels.stem}.*"), None)
        if path is None:
            continue
        read_document(path)  # files in the cache, code imported
        pages, alone = reading(path)
        found, whole, memory = printed(path)
        right = list(judged(json.loads(labels.read_text(encoding="utf-8")), found))
        totals[0] += sum(right)
        totals[1] += len(right)
        print(
            f"| {labels.stem} | {pages or ''} | {sum(right)}/{len(right)} | {alone:.2f} | {whole:.2f} | {memory:.0f} |",
            flush=True,
        )
    print(f"| all | | {totals[0]}/{totals[1]} | | | |")


if __name__ == "__main__":
    main()
