"""How readers come to know what was found out about the same bytes before, wherever that is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

Found = TypeVar("Found")


class Recall(Protocol):
    """Gives what was found out about a file before, or else finds it out.

    `kind` is what is looked for, `sha256` says of which bytes, `page` of which page of them (None for the whole).
    `make` finds it out; whatever it raises is raised, and not remembered.
    """

    def __call__(
        self, kind: type[Found], sha256: str, make: Callable[[], Found], *, page: int | None = None
    ) -> Found:
        """What is to be known, from before or from now."""


def afresh(kind: type[Found], sha256: str, make: Callable[[], Found], *, page: int | None = None) -> Found:
    """The `Recall` of who remembers nothing."""
    return make()
