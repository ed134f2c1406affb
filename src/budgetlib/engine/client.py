"""The other end of a fork: what nbclient takes for the client of a kernel."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import wait
from queue import Empty
from typing import Any, NamedTuple

from jupyter_client.session import Session, json_unpacker
from nbclient.exceptions import DeadKernelError
from papermill.clientwrap import PapermillNotebookClient

from budgetlib.engine.kernel import IOPUB
from budgetlib.engine.outputs import MOST_OUTPUT
from budgetlib.engine.warm import connect

_SECONDS_TO_END = 5.0
"""What a fork may take to end by itself, which runs what the notebook registered with `atexit`."""

_UNTIL_NOTICED = 3600.0
_OUTPUTS = frozenset(("stream", "display_data", "execute_result"))


class ForkedKernel:
    """A fork of the warm server, with those methods of Jupyter's kernel clients that nbclient calls."""

    def __init__(self) -> None:
        try:
            self._connection, self._process = connect()
            self._life = os.pidfd_open(self._process)
            self._connection.send({"folder": os.getcwd(), "environment": dict(os.environ)})  # noqa: PTH109
        except (EOFError, OSError) as error:
            raise DeadKernelError(f"Kernel died before it could start: {error}") from None
        self._messages = Session()
        self._published: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._printed = 0
        self.shell_channel = self
        self.iopub_channel = _Published(self._published)

    def execute(self, code: str, *, store_history: bool, stop_on_error: bool) -> str:
        """Sends a cell; returns the identifier of the request."""
        return self._request("execute_request", {"code": code, "store_history": store_history})

    def kernel_info(self) -> str:
        """Asks for the language; returns the identifier of the request."""
        return self._request("kernel_info_request", {})

    def is_alive(self) -> bool:
        """Whether the process runs."""
        return not wait([self._life], 0)

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:
        """The answer to a request. What is published meanwhile goes to the other channel at once.

        Raises `Empty` after `timeout` seconds. Never returns where the process has ended: nbclient itself looks
        for that every second.
        """
        deadline = None if timeout is None else time.monotonic() + timeout
        while True:
            left = None if deadline is None else max(0.0, deadline - time.monotonic())
            received = self._receive(left)
            if received is None:
                await asyncio.sleep(_UNTIL_NOTICED if left is None else left)
                raise Empty
            channel, message = received
            if channel != IOPUB:
                return message
            self._published.put_nowait(message)
            await asyncio.sleep(0)  # its reader's turn

    def _receive(self, timeout: float | None) -> tuple[str, dict[str, Any]] | None:
        """The next message and its channel, None where the process has ended.

        Raises `Empty` after `timeout` seconds.
        """
        if self._connection.closed:  # after an interrupt, nbclient's tasks may go on for a while
            return None
        ready = wait([self._connection, self._life], timeout)
        if not ready:
            raise Empty
        if self._connection not in ready:
            return None
        try:
            content = self._connection.recv_bytes()
            channel, message = json_unpacker(content)
        except (EOFError, OSError):
            return None
        if channel == IOPUB and message["msg_type"] in _OUTPUTS:
            self._printed += len(content)
            if self._printed > MOST_OUTPUT + len(content):
                message["content"] = {"name": "stderr", "text": ""}
                message["msg_type"] = message["header"]["msg_type"] = "stream"
        return channel, message

    def close(self) -> None:
        """Ends the process, by force where it does not end by itself."""
        with contextlib.suppress(OSError):
            self._connection.send(None)
        if not wait([self._life], _SECONDS_TO_END):
            self.kill()
        self._connection.close()
        os.close(self._life)

    def kill(self) -> None:
        """Ends the process and what it started, now."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process, signal.SIGKILL)

    def _request(self, kind: str, content: dict[str, Any]) -> str:
        message = self._messages.msg(kind, content)
        with contextlib.suppress(OSError):  # where nobody is there to read it, no answer will come
            self._connection.send(message)
        return str(message["header"]["msg_id"])


class _Published(NamedTuple):
    """The channel of what a kernel publishes."""

    messages: asyncio.Queue[dict[str, Any]]

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:
        return await asyncio.wait_for(self.messages.get(), timeout)


class WarmClient(PapermillNotebookClient):  # type: ignore[misc]
    """papermill's client, with a fork of the warm server in place of a kernel."""

    @contextmanager
    def setup_kernel(self, **ignored: Any) -> Iterator[None]:
        """A fork for the length of the block."""
        kernel = self.kc = ForkedKernel()
        try:
            yield
        except BaseException:  # a time-out, an interrupt, a crash
            kernel.kill()
            raise
        finally:
            kernel.close()
