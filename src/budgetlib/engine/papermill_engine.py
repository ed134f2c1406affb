"""The papermill engine `budgetlib-warm`: `papermill --engine budgetlib-warm in.ipynb out.ipynb`."""

from __future__ import annotations

from typing import Any

from jupyter_client.kernelspec import NATIVE_KERNEL_NAME
from papermill.engines import NBClientEngine, NotebookExecutionManager
from papermill.log import logger

from budgetlib.engine.warm import available


class WarmEngine(NBClientEngine):  # type: ignore[misc]
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
        WarmClient(
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
        ).execute()
