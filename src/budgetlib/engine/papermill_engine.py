"""The papermill engine `budgetlib-warm`: `papermill --engine budgetlib-warm in.ipynb out.ipynb`.

And `budgetlib-stock`, papermill's own with one difference that both have: a notebook whose kernel dies or takes too
long is not lost, `partly_executed` gives what there is of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from jupyter_client.kernelspec import NATIVE_KERNEL_NAME
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.engines import NBClientEngine, NotebookExecutionManager, papermill_engines
from papermill.log import logger

from budgetlib.engine.warm import available

STOCK_ENGINE = "budgetlib-stock"
_KEPT_AS = "partly_executed"


def partly_executed(error: Exception) -> NotebookNode | None:
    """The notebook as far as it was executed when one of these engines ended with an error."""
    return getattr(error, _KEPT_AS, None)


@contextmanager
def _keeping(notebook: NotebookNode) -> Iterator[None]:
    try:
        yield
    except (CellTimeoutError, DeadKernelError) as error:
        setattr(error, _KEPT_AS, notebook)
        raise


class StockEngine(NBClientEngine):  # type: ignore[misc]
    """papermill's own engine, which starts a kernel."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: NotebookExecutionManager, *given: Any, **options: Any) -> None:
        """As papermill's own."""
        with _keeping(nb_man.nb):
            super().execute_managed_notebook(nb_man, *given, **options)


papermill_engines.register(STOCK_ENGINE, StockEngine)


class WarmEngine(StockEngine):
    """Executes a notebook in a fork of the warm server.

    A notebook that asks for another kernel than the one of this Python gets that kernel, as does every notebook
    where the system can't fork.
    """

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        log_output: bool = False,
        stdout_file: Any = None,
        stderr_file: Any = None,
        start_timeout: int = 60,
        execution_timeout: int | None = None,
        **options: Any,
    ) -> None:
        """Executes the cells; the arguments are those of papermill's own engine.

        Raises `CellTimeoutError` and `DeadKernelError` of nbclient, as that one does.
        """
        if kernel_name != NATIVE_KERNEL_NAME or not available():
            super().execute_managed_notebook(
                nb_man,
                kernel_name,
                log_output=log_output,
                stdout_file=stdout_file,
                stderr_file=stderr_file,
                start_timeout=start_timeout,
                execution_timeout=execution_timeout,
                **options,
            )
            return
        from budgetlib.engine.client import WarmClient

        known = {name: value for name, value in options.items() if WarmClient.class_traits().get(name)}
        client = WarmClient(
            nb_man,
            **known
            | {
                "timeout": execution_timeout or options.get("timeout"),
                "kernel_name": kernel_name,
                "log": logger,
                "log_output": log_output,
                "stdout_file": stdout_file,
                "stderr_file": stderr_file,
            },
        )
        with _keeping(nb_man.nb):
            client.execute()
