"""What a notebook writes to stdout and stderr, by Python or straight to the operating system.

Text is sent as ipykernel does it: gathered per stream, sent before anything is displayed, at the end of a cell, and
a fifth of a second after it began. So both engines leave stdout and stderr in the same pieces and order.
"""

from __future__ import annotations

import codecs
import io
import os
import threading
import time
from collections.abc import Iterable
from contextvars import ContextVar
from typing import Any, TypeAlias

from jupyter_client.session import Session, extract_header

_LONGEST_HELD = 0.2
"""Seconds after which text is sent though the cell goes on."""

Header: TypeAlias = dict[str, Any]
"""The header of a message; `msg_id` names the message."""
_NO_PARENT: Header = {}


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
        self._parent: ContextVar[Header] = ContextVar("parent", default=_NO_PARENT)
        self._last_parent = _NO_PARENT
        self._pending: list[tuple[Header, str]] = []
        self._pending_since = 0.0
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

    def set_parent(self, parent: dict[str, Any]) -> None:
        """The request that what follows belongs to; ipykernel's shell calls this.

        A task that goes on after its cell still writes for that cell, a thread for the cell that is running.
        """
        self._last_parent = extract_header(parent)
        self._parent.set(self._last_parent)

    def write(self, text: str) -> int:
        """Keeps `text` to be sent soon; returns its length."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        if os.getpid() != self._process:  # a process that the notebook forked; its text comes in from outside
            os.write(self._written, text.encode("utf-8", "replace"))
            return len(text)
        with self._lock:
            self._collect()
            self._append(text)
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
            texts: dict[str, list[str]] = {}
            parents = {}
            for parent, text in self._pending:
                request = parent.get("msg_id", "")
                parents[request] = parent
                texts.setdefault(request, []).append(text)
            self._pending.clear()
        for request, parts in texts.items():
            content = {"name": self.name, "text": "".join(parts)}
            self._session.send(None, "stream", content, parent=parents[request])

    def flush_if_due(self) -> None:
        """Sends what was written if the first of it has waited for long enough."""
        with self._lock:
            self._collect()
            if self._pending and time.monotonic() - self._pending_since >= _LONGEST_HELD:
                self.flush()

    def _append(self, text: str) -> None:
        if text:
            if not self._pending:
                self._pending_since = time.monotonic()
            parent = self._parent.get()
            self._pending.append((self._last_parent if parent is _NO_PARENT else parent, text))

    def _collect(self) -> None:
        """Takes over what was written to the descriptor since the last time."""
        size = os.fstat(self._written).st_size
        if size > self._position:
            content = os.pread(self._written, size - self._position, self._position)
            self._position += len(content)
            self._append(self._decoder.decode(content))
