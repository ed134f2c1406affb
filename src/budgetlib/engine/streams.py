"""What a notebook writes to stdout and stderr, by Python or straight to the operating system.

Text is sent as ipykernel does it: gathered per stream, sent before anything is displayed, at the end of a cell, and
every fifth of a second. So both engines leave stdout and stderr in the same order.
"""

from __future__ import annotations

import codecs
import io
import os
import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_client.session import Session

FLUSH_SECONDS = 0.2


class KernelStream(io.TextIOBase):
    """Stands in for `sys.stdout` or `sys.stderr`, and takes the place of their file descriptor too.

    What subprocesses and native code write to the descriptor goes into a file in memory, and from there in among
    what Python writes.
    """

    encoding = "UTF-8"

    def __init__(self, name: str, descriptor: int, session: Session) -> None:
        self.name = name
        self._session = session
        self._process = os.getpid()
        self._parent: dict[str, object] = {}
        self._pending: list[str] = []
        self._lock = threading.RLock()
        self._outside = os.dup(descriptor)
        self._written = os.memfd_create(name)
        os.dup2(self._written, descriptor)
        self._position = 0
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def fileno(self) -> int:
        """The descriptor that the stream had before, as for a stock kernel: what is written there is not shown."""
        return self._outside

    def writable(self) -> bool:
        """True, as for every stream that is written to."""
        return True

    def set_parent(self, parent: dict[str, object]) -> None:
        """The request that what follows belongs to; ipykernel's shell calls this."""
        self._parent = parent

    def write(self, text: str) -> int:
        """Keeps `text` to be sent soon; returns its length."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        if os.getpid() != self._process:  # a process that the notebook forked; its text comes in from outside
            os.write(self._written, text.encode("utf-8", "replace"))
            return len(text)
        with self._lock:
            self._collect()
            self._pending.append(text)
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:  # type: ignore[override]
        """Writes every line."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Sends what was written until now."""
        if os.getpid() != self._process:
            return
        with self._lock:
            self._collect()
            text = "".join(self._pending)
            self._pending.clear()
            if text:
                self._session.send(None, "stream", {"name": self.name, "text": text}, parent=self._parent)

    def _collect(self) -> None:
        """Takes over what was written to the descriptor since the last time."""
        size = os.fstat(self._written).st_size
        if size > self._position:
            content = os.pread(self._written, size - self._position, self._position)
            self._position += len(content)
            self._pending.append(self._decoder.decode(content))
