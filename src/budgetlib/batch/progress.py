"""What a build tells while it works. This class tells nobody; the command line has one that prints."""

from __future__ import annotations


class Progress:
    """Is told of every stage and step, in this order: `begin`, `done` per step, `end`.

    A step of many parts is a stage of its own, which begins and ends within the other.
    """

    def begin(self, stage: str, stale: int, fresh: int) -> None:
        """A stage begins: `stale` steps will run, `fresh` ones are up to date."""

    def done(self, label: str, failure: str) -> None:
        """A step has ended; `failure` says in one line what went wrong, and is empty where nothing did."""

    def end(self) -> None:
        """The stage has ended."""
