"""What a build tells while it works. This class tells nobody; the command line has one that prints."""

from __future__ import annotations


class Progress:
    """Is told of every step and task, in this order: `begin`, `done` per task, `end`.

    A task of many parts is a step of its own, which begins and ends within the other.
    """

    def begin(self, step: str, stale: int, fresh: int) -> None:
        """A step begins: `stale` tasks will run, `fresh` ones are up to date."""

    def done(self, label: str, failure: str) -> None:
        """A task has ended; `failure` says in one line what went wrong, and is empty where nothing did."""

    def end(self) -> None:
        """The step has ended."""
