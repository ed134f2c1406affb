"""The least that executing a notebook can take: its cells by `exec`, each notebook in a fork of a warm process.

Started by `notebooks.py`. Reads requests from stdin, a JSON line each: the code of the cells, the parameters, the
folder to run in, how often, how many at a time. Answers on stdout with a JSON line: the images of each run.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
import sys
from collections.abc import Iterator
from typing import Any

from budgetlib.engine.server import preload

_FAILED = 255


def main() -> None:
    preload()
    for line in sys.stdin:
        request = json.loads(line)
        print(json.dumps(list(in_forks(request))), flush=True)


def in_forks(request: dict[str, Any]) -> Iterator[int]:
    under_way: list[int] = []
    for _ in range(request["times"]):
        if len(under_way) == request["workers"]:
            yield images_of(under_way)
        child = os.fork()
        if child == 0:
            images = _FAILED
            try:
                with contextlib.redirect_stdout(io.StringIO()):
                    images = run(request)
            finally:
                os._exit(images)  # a number of images fits into an exit status
        under_way.append(child)
    while under_way:
        yield images_of(under_way)


def images_of(under_way: list[int]) -> int:
    child, status = os.wait()
    under_way.remove(child)
    return os.waitstatus_to_exitcode(status)


def run(request: dict[str, Any]) -> int:
    import matplotlib

    matplotlib.use("agg")
    os.chdir(request["folder"])
    names: dict[str, Any] = {"__name__": "__main__"}
    images = 0
    for cell in request["cells"]:
        images += run_cell(cell, names)
        if not images and "data" in names:
            names |= request["parameters"]  # once its defaults are there
    return images


def run_cell(code: str, names: dict[str, Any]) -> int:
    """Runs a cell, makes what would be shown of its value, draws its charts; returns their number."""
    tree = ast.parse(code)
    shown = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    images = 0
    if shown is not None:
        value = eval(compile(ast.Expression(shown.value), "cell", "eval"), names)
        if hasattr(value, "_repr_mimebundle_"):
            images += "".join(value._repr_mimebundle_().values()).count("<svg")
        elif hasattr(value, "_repr_html_"):
            value._repr_html_()
        if value is not None:
            repr(value)
    return images + charts()


def charts() -> int:
    import matplotlib.pyplot as plt

    numbers = plt.get_fignums()
    for number in numbers:
        plt.figure(number).savefig(io.BytesIO(), format="png", bbox_inches="tight")
    plt.close("all")
    return len(numbers)


if __name__ == "__main__":
    main()
