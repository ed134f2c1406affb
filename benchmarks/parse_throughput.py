"""How fast documents are read, interpreted, checked and scored, against a plain pass and a general Markdown parser.

`python benchmarks/parse_throughput.py` prints Markdown tables for `benchmarks/README.md`. Every measurement runs in
a process of its own, so that peak memory is its own. `--counts 100 1000` measures fewer documents.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

SEED = Path(__file__).resolve().parent.parent / "data" / "raw" / "00.md"
COUNTS = (100, 1_000, 10_000)
TIMES = 20
"""The seed is parsed so often in a row; the fastest counts, by processor time: so other programs disturb least."""
YEARS = range(2015, 2025)
PER_UNIT = 2 * len(YEARS)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--counts", type=int, nargs="*", default=list(COUNTS))
    counts = arguments.parse_args().counts
    print(
        f"{platform.processor() or platform.machine()}, Python {platform.python_version()}, {time.strftime('%Y-%m-%d')}\n"
    )
    print("| the seed | ms | MB/s |\n|---|---|---|")
    for name in ALTERNATIVES:
        seconds = _alone("seed", name)["seconds"]
        print(f"| {name} | {1000 * seconds:.1f} | {SEED.stat().st_size / 1e6 / seconds:.1f} |")
    print("\n| step | ms |\n|---|---|")
    for name, seconds in _alone("steps").items():
        print(f"| {name} | {1000 * seconds:.1f} |")
    print(
        "\n| synthetic documents | workers | documents/s | MB/s | peak memory of a worker |\n|---|---|---|---|---|"
    )
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            size = _write(count, Path(folder))
            for workers in (1, 2):
                told = _alone("many", folder, str(workers))
                rate = count / told["seconds"]
                print(
                    f"| {count:,} ({size / 1e6:.1f} MB) | {workers} | {rate:.0f} | {size / 1e6 / told['seconds']:.2f} | {told['memory']:.0f} MB |"
                )


def _write(count: int, folder: Path) -> int:
    """Writes so many documents; returns their size in bytes."""
    from itertools import islice

    from budgetlib.synthetic import generate

    size = 0
    for document in islice(generate(-(-count // PER_UNIT), YEARS), count):
        size += (folder / document.file).write_bytes(document.text.encode())
    return size


def _alone(*words: str) -> dict[str, float]:
    """Measures in a new process."""
    told = subprocess.run(
        [sys.executable, __file__, "--alone", *words], capture_output=True, text=True, check=True
    )
    return dict(json.loads(told.stdout))


def _measure(what: str, first: str = "", second: str = "1") -> dict[str, float]:
    if what == "steps":
        return _measure_steps()
    if what == "seed":
        run = ALTERNATIVES[first]
        run(SEED)  # compiles patterns and reads vocabularies
        return {"seconds": min(_timed(run) for _ in range(TIMES))}
    return _measure_many(Path(first), int(second))


def _timed(run: Callable[[Path], object]) -> float:
    start = time.process_time()
    run(SEED)
    return time.process_time() - start


def _measure_steps() -> dict[str, float]:
    """Where the time of the seed goes, step by step."""
    from budgetlib.catalogue import read_catalogue
    from budgetlib.checks import check
    from budgetlib.coverage import suggest
    from budgetlib.identity import identify
    from budgetlib.interpret import interpret
    from budgetlib.narrative import read_narrative
    from budgetlib.readers import read_document
    from budgetlib.statements import read_statements
    from budgetlib.targets import read_targets
    from budgetlib.transparency import score

    document = read_document(SEED)
    names = (identify(document).unit_name,)
    disclosure = interpret(document)
    findings = check(disclosure)
    steps: dict[str, Callable[[Path], object]] = {
        "read": read_document,
        "statements": lambda _: read_statements(document, year=2024, final=False, unit_names=names),
        "catalogue": lambda _: read_catalogue(document),
        "targets": lambda _: read_targets(document),
        "narrative": lambda _: read_narrative(document),
        "checks": lambda _: check(disclosure),
        "suggested catalogue items": lambda _: suggest(disclosure),
        "rubric": lambda _: score(disclosure, findings),
        "identity": lambda _: identify(document),
    }
    return {name: min(_timed(run) for _ in range(TIMES)) for name, run in steps.items()}


def _measure_many(folder: Path, workers: int) -> dict[str, float]:
    from concurrent.futures import ProcessPoolExecutor

    paths = sorted(folder.iterdir())
    start = time.perf_counter()
    if workers == 1:
        for path in paths:
            _process(path)
        usage = resource.getrusage(resource.RUSAGE_SELF)
    else:
        with ProcessPoolExecutor(workers) as pool:
            for _ in pool.map(_process, paths, chunksize=25):
                pass
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)  # of the largest child
    return {"seconds": time.perf_counter() - start, "memory": usage.ru_maxrss / 1024}


def _process(path: Path) -> int:
    """Everything but writing; returns a number, since results of a real build go to a file, not to the parent."""
    from budgetlib.batch.document import process_document

    return len(process_document(path).findings)


def _plain(path: Path) -> list[tuple[int, int, str]]:
    """The least that can be done: the filled cells of all tables."""
    return list(_cells(path.read_text("utf-8")))


def _cells(text: str) -> Iterator[tuple[int, int, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("|"):
            for column, cell in enumerate(line.strip("|").split("|")):
                if words := cell.strip():
                    yield number, column, words


def _markdown_it(path: Path) -> object:
    from markdown_it import MarkdownIt

    return MarkdownIt().enable("table").parse(path.read_text("utf-8"))


ALTERNATIVES: dict[str, Callable[[Path], object]] = {
    "budgetlib: read, interpret, check, score": _process,
    "plain Python: the filled cells, nothing understood": _plain,
    "markdown-it-py: a tree, nothing understood": _markdown_it,
}


if __name__ == "__main__":
    if sys.argv[1:2] == ["--alone"]:
        print(json.dumps(_measure(*sys.argv[2:])))
    else:
        main()
