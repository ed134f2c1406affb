"""The warm server: imports what notebooks import, then forks for everyone who connects.

It only imports. Work in pyarrow, polars or ZeroMQ starts threads, which a fork does not have, so that it would wait
for them forever; `matplotlib_inline`, imported before a shell exists, would lose every image of every fork.
"""

from __future__ import annotations

import builtins
import contextlib
import gc
import importlib
import multiprocessing.connection
import os
import pkgutil
import select
import shutil
import signal
import socket
import sys
from pathlib import Path
from types import SimpleNamespace

from budgetlib.engine.descendants import adopt, end_descendants

PRELOADED = (
    "asyncio",
    "budgetlib.engine.kernel",
    "IPython.core.application",
    "IPython.core.completerlib",
    "IPython.core.oinspect",
    "IPython.core.pylabtools",
    "jinja2",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "matplotlib.pyplot",
    "pandas",
    "pandas.core.methods.to_dict",
    "pandas.core.reshape.reshape",
    "pandas.io.formats.html",
    "pandas.io.formats.string",
    "pandas.plotting._matplotlib",
    "PIL.JpegImagePlugin",
    "PIL.PngImagePlugin",
    "pyarrow.dataset",
    "pyarrow.parquet",
)
"""What notebooks, their shell and their charts import, also where they do that late."""

PRELOADED_PACKAGES = ("budgetlib.dataset", "budgetlib.display", "budgetlib.stories")
"""Packages that are imported with all their modules."""


def main(owner: int, address: str) -> None:
    """Serves at `address` as long as the process `owner` lives, then removes the folder of `address`."""
    try:
        life = os.pidfd_open(owner)
    except ProcessLookupError:
        return
    signal.signal(
        signal.SIGCHLD, signal.SIG_IGN
    )  # the system buries forks; clients notice the end by themselves
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen(128)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # tells the process that started it
        preload()
        poll = select.poll()
        poll.register(life, select.POLLIN)
        poll.register(listener, select.POLLIN)
        while not any(ready == life for ready, _ in poll.poll()):
            client, _ = listener.accept()
            with client:
                if os.fork() == 0:
                    listener.close()
                    os.close(life)
                    _become_kernel(client)
    shutil.rmtree(Path(address).parent, ignore_errors=True)


def preload() -> None:
    """Imports what notebooks import, as far as that works; where it does not, a notebook says so better.

    pandas looks, while it is imported, whether it is in a kernel, and else breaks wide tables to fit a terminal.
    """
    builtins.get_ipython = lambda: SimpleNamespace(kernel=None)  # type: ignore[attr-defined]
    for name in PRELOADED:
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    for name in PRELOADED_PACKAGES:
        with contextlib.suppress(Exception):
            package = importlib.import_module(name)
            for module in pkgutil.walk_packages(package.__path__, f"{name}."):
                importlib.import_module(module.name)
    del builtins.get_ipython  # type: ignore[attr-defined]
    gc.collect()
    gc.freeze()  # forks share these objects; a collection would touch, and so copy, every one


def _become_kernel(client: socket.socket) -> None:
    """Never returns: what happens to a fork stays in it."""
    status = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        _watch_over_a_copy()
        os.setsid()
        from budgetlib.engine.kernel import serve

        serve(multiprocessing.connection.Connection(client.detach()))
        status = 0
    finally:
        os._exit(status)


def _watch_over_a_copy() -> None:
    """Returns in a copy of this process; what that leaves behind, however it ends, ends after it."""
    adopt()
    copy = os.fork()
    if copy:
        os.waitpid(copy, 0)
        end_descendants()
        os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
