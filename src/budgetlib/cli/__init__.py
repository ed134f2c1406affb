"""The `budgetlib` command: one module per command, registered in `app`."""

from budgetlib.cli.app import main

__all__ = ["main"]
