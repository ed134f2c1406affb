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
"""The seed is parsed so often in a row; the fastest counts, the way other programs disturb least."""
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


def _measure(what: str, first: str, second: str = "1") -> dict[str, float]:
    if what == "seed":
        run = ALTERNATIVES[first]
        run(SEED)  # compiles patterns and reads vocabularies
        return {"seconds": min(_timed(run) for _ in range(TIMES))}
    return _measure_many(Path(first), int(second))


def _timed(run: Callable[[Path], object]) -> float:
    start = time.perf_counter()
    run(SEED)
    return time.perf_counter() - start


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
