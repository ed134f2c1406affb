"""How fast notebooks are executed, and how far that is from the least that it can take.

    python benchmarks/notebooks.py [--rounds N] [--notebooks N]

Two notebooks: the project's own `notebooks/unit_year.ipynb`, over the data package of the document that the project
ships, and a plain one of 13 cells with pandas and four charts. Four ways to execute them:

- command line: `papermill IN OUT`, one after the other, which is what people do without this project;
- stock: papermill with its own engine, in two worker processes that are warm themselves;
- warm: the same two workers with the engine `budgetlib-warm`;
- bound: the same cells by `exec`, in two forks at a time of a process that has everything imported. No notebook is
  read or written, nothing but the shown value and the charts is made of a cell.

The ways take turns, so that all of them meet the same disturbances; a figure is the median over the rounds, a ratio
the median of the rounds' ratios. Every way has to give as many images as the first, or the benchmark stops: an engine
that loses charts is fast.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
WORKERS = 2

PLAIN = [
    "import numpy as np\nimport pandas as pd\nimport matplotlib.pyplot as plt",
    "rng = np.random.default_rng(1)\ndata = pd.DataFrame({'kind': rng.choice(list('abcdef'), 5000), 'amount': rng.lognormal(3, 1, 5000)})",
    "data.head()",
    "data.describe()",
    "totals = data.groupby('kind')['amount'].sum().sort_values()\ntotals",
    "fig, ax = plt.subplots(figsize=(7, 3)); ax.barh(totals.index, totals.values); ax.set_title('totals');",
    "print(len(data), 'rows')",
    "fig, ax = plt.subplots(figsize=(7, 3)); ax.hist(data['amount'], bins=60); ax.set_title('amounts');",
    "shares = totals / totals.sum()\nshares.round(3)",
    "fig, ax = plt.subplots(figsize=(7, 3)); ax.plot(np.sort(data['amount']).cumsum()); ax.set_title('sum');",
    "pivot = data.assign(large=data['amount'] > 50).pivot_table('amount', 'kind', 'large', 'mean')\npivot",
    "pivot.plot.bar(figsize=(7, 3));",
    "data['amount'].quantile([0.1, 0.5, 0.9])",
]


class Case(NamedTuple):
    """A notebook and its parameters."""

    name: str
    source: Path
    parameters: dict[str, Any]


class Way(NamedTuple):
    """A way to execute a notebook a number of times; gives the images of each."""

    name: str
    run: Callable[[Case, int], list[int]]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--notebooks", type=int, default=6, help="notebooks per round and way")
    given = options.parse_args()
    os.environ["BUDGETLIB_RENDER"] = "1"
    with tempfile.TemporaryDirectory() as folder, pool() as workers, exec_process() as process:
        ways = [
            Way("command line", command_line),
            Way("stock", lambda case, times: in_pool(workers, None, case, times)),
            Way("warm", lambda case, times: in_pool(workers, "budgetlib-warm", case, times)),
            Way("bound", lambda case, times: by_exec(process, case, times)),
        ]
        for case in cases(Path(folder)):
            measure(case, ways, given.rounds, given.notebooks)


def pool() -> ProcessPoolExecutor:
    from budgetlib.engine.warm import reserve

    reserve()
    return ProcessPoolExecutor(WORKERS, mp_context=multiprocessing.get_context("forkserver"))


def exec_process() -> subprocess.Popen[str]:
    script = Path(__file__).with_name("notebook_cells_by_exec.py")
    return subprocess.Popen(
        [sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def cases(folder: Path) -> list[Case]:
    subprocess.run(
        [
            sys.executable,
            "-m",
            "budgetlib.cli",
            "parse",
            str(ROOT / "data/raw/00.md"),
            "-o",
            str(folder / "data"),
        ],
        check=True,
        capture_output=True,
    )
    plain = folder / "plain.ipynb"
    plain.write_text(json.dumps(as_notebook(PLAIN)), "utf-8")
    return [
        Case("unit_year.ipynb", ROOT / "notebooks/unit_year.ipynb", {"data": str(folder / "data")}),
        Case("13 cells, four charts", plain, {}),
    ]


def as_notebook(cells: Sequence[str]) -> dict[str, Any]:
    return {
        "cells": [
            {
                "cell_type": "code",
                "id": f"c{n}",
                "metadata": {},
                "execution_count": None,
                "outputs": [],
                "source": c,
            }
            for n, c in enumerate(cells)
        ],
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def measure(case: Case, ways: Sequence[Way], rounds: int, times: int) -> None:
    images = {way.name: way.run(case, WORKERS)[0] for way in ways}  # warms up whatever can be warm
    if not images["command line"] or len(set(images.values())) > 1:
        sys.exit(f"{case.name}: the numbers of images differ: {images}")
    seconds: dict[str, list[float]] = {way.name: [] for way in ways}
    for _ in range(rounds):
        for way in ways:
            began = time.perf_counter()
            found = way.run(case, times)
            seconds[way.name].append((time.perf_counter() - began) / times)
            if set(found) != {images[way.name]}:
                sys.exit(f"{case.name}, {way.name}: images were lost: {found}")
    print(f"\n{case.name} ({images['warm']} images; {rounds} rounds of {times})")
    for name, figures in seconds.items():
        ratio = statistics.median(one / warm for one, warm in zip(figures, seconds["warm"], strict=True))
        spread = f"{min(figures):.3f}-{max(figures):.3f}"
        print(
            f"  {name:13} {statistics.median(figures):6.3f} s per notebook ({spread})   {ratio:5.2f} x warm"
        )


def command_line(case: Case, times: int) -> list[int]:
    return [by_command(case) for _ in range(times)]


def by_command(case: Case) -> int:
    with tempfile.TemporaryDirectory() as folder:
        executed = Path(folder) / "executed.ipynb"
        given = [word for name, value in case.parameters.items() for word in ("-p", name, value)]
        subprocess.run(
            [Path(sys.executable).with_name("papermill"), case.source, executed, "--no-progress-bar", *given],
            check=True,
            capture_output=True,
            cwd=case.source.parent,
        )
        return images_in(json.loads(executed.read_text("utf-8")))


def in_pool(workers: ProcessPoolExecutor, engine: str | None, case: Case, times: int) -> list[int]:
    return list(workers.map(by_papermill, [engine] * times, [case] * times))


def by_papermill(engine: str | None, case: Case) -> int:
    import logging

    import papermill

    logging.getLogger("papermill").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        executed = Path(folder) / "executed.ipynb"
        papermill.execute_notebook(
            case.source,
            executed,
            parameters=case.parameters,
            engine_name=engine,
            progress_bar=False,
            request_save_on_cell_execute=False,
            cwd=case.source.parent,
        )
        return images_in(json.loads(executed.read_text("utf-8")))


def images_in(notebook: dict[str, Any]) -> int:
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", ())]
    return sum(images_of(output.get("data", {})) for output in outputs)


def images_of(bundle: dict[str, Any]) -> int:
    drawn = "".join(bundle.get("text/markdown", ())).count("<svg")
    return drawn + sum(name.startswith("image/") for name in bundle)


def by_exec(process: subprocess.Popen[str], case: Case, times: int) -> list[int]:
    assert process.stdin is not None
    assert process.stdout is not None
    authored = json.loads(case.source.read_text("utf-8"))
    request = {
        "cells": ["".join(cell["source"]) for cell in authored["cells"] if cell["cell_type"] == "code"],
        "parameters": case.parameters,
        "folder": str(case.source.parent),
        "times": times,
        "workers": WORKERS,
    }
    print(json.dumps(request), file=process.stdin, flush=True)
    return list(json.loads(process.stdout.readline()))


if __name__ == "__main__":
    main()
