"""What runs in a fork: ipykernel's shell, answering requests that come over a connection.

The part of ipykernel that is left out is the one that starts sockets, threads and a debugger.
"""

from __future__ import annotations

import asyncio
import atexit
import builtins
import contextlib
import getpass
import os
import random
import select
import signal
import sys
import threading
from functools import partial
from multiprocessing.connection import Connection
from types import MethodType, SimpleNamespace
from typing import Any

from ipykernel.compiler import XCachingCompiler
from ipykernel.eventloops import enable_gui
from ipykernel.kernelbase import Kernel
from ipykernel.zmqshell import ZMQInteractiveShell
from jupyter_client.session import Session
from traitlets.config import Config

from budgetlib.engine.streams import KernelStream
from budgetlib.engine.warm import SERVER_VARIABLE

IOPUB, SHELL = "iopub", "shell"
"""Jupyter's channels: everything for all to see, and answers to requests."""

INLINE_BACKEND = "module://matplotlib_inline.backend_inline"

_MILLISECONDS_BETWEEN_LOOKS = 50

LANGUAGE_INFO = {
    "name": "python",
    "version": sys.version.split()[0],
    "mimetype": "text/x-python",
    "codemirror_mode": {"name": "ipython", "version": sys.version_info[0]},
    "pygments_lexer": "ipython3",
    "nbconvert_exporter": "python",
    "file_extension": ".py",
}


class ConnectionSession(Session):
    """Sends Jupyter's messages over a connection between two processes of one machine."""

    def __init__(self, connection: Connection) -> None:
        super().__init__()
        self._connection = connection
        self._sending = threading.Lock()

    def send(  # type: ignore[override]
        self,
        stream: Any,
        msg_or_type: dict[str, Any] | str,
        content: dict[str, Any] | None = None,
        parent: dict[str, Any] | None = None,
        ident: Any = None,
        *,
        channel: str = IOPUB,
        **ignored: Any,
    ) -> dict[str, Any]:
        """Sends a message, which is made first where only its type is given. `stream` plays no part.

        A process that the notebook forked sends nothing, as in ipykernel.
        """
        message = msg_or_type if isinstance(msg_or_type, dict) else self.msg(msg_or_type, content, parent)
        if os.getpid() != self.pid:
            return message
        packed = self.pack([channel, message])
        with self._sending:
            self._connection.send_bytes(packed)
        return message


def serve(connection: Connection) -> None:
    """Answers requests until the other side says that it is done, or is no more."""
    connection.send(os.getpid())
    setting = connection.recv()
    _settle(setting["folder"], setting["environment"])
    session = ConnectionSession(connection)
    sys.stdout, sys.stderr = streams = KernelStream("stdout", 1, session), KernelStream("stderr", 2, session)
    threading.Thread(target=_keep_house, args=(connection.fileno(), streams), daemon=True).start()
    with contextlib.suppress(RuntimeError):  # a cell that calls exit() stops the loop
        asyncio.run(_answer(connection, session))
    atexit._run_exitfuncs()


def _settle(folder: str, environment: dict[str, str]) -> None:
    """Makes a copy of the server a process of its own."""
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    os.environ.pop(SERVER_VARIABLE, None)
    os.environ.setdefault("MPLBACKEND", INLINE_BACKEND)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv = ["ipykernel_launcher"]
    sys.path.insert(0, "")
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
    if "matplotlib" in sys.modules:  # it has read MPLBACKEND already; loaded only when a shell exists
        sys.modules["matplotlib"].rcParams["backend"] = os.environ["MPLBACKEND"]


def _keep_house(descriptor: int, streams: tuple[KernelStream, ...]) -> None:
    """Sends what was written in a cell that takes long; ends the process when nobody is there to read it."""
    poll = select.poll()
    poll.register(descriptor, select.POLLRDHUP)
    while not poll.poll(_MILLISECONDS_BETWEEN_LOOKS):
        for stream in streams:
            with contextlib.suppress(OSError):
                stream.flush_if_due()
    os.killpg(0, signal.SIGKILL)


async def _answer(connection: Connection, session: ConnectionSession) -> None:
    loop = asyncio.get_running_loop()
    shell = _new_shell(session, loop)
    requests: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
    loop.add_reader(connection.fileno(), lambda: requests.put_nowait(connection.recv()))
    while (request := await requests.get()) is not None:
        if request["header"]["msg_type"] == "kernel_info_request":
            content = {"status": "ok", "language_info": LANGUAGE_INFO}
            session.send(None, "kernel_info_reply", content, request, channel=SHELL)
        else:
            await _execute(shell, session, request)


def _new_shell(session: ConnectionSession, loop: asyncio.AbstractEventLoop) -> Any:
    kernel = SimpleNamespace(io_loop=loop, eventloop=None, _allow_stdin=False)
    shell: Any = ZMQInteractiveShell.instance(
        config=Config(HistoryManager={"enabled": False, "hist_file": ":memory:"}),
        compiler_class=XCachingCompiler,
        kernel=kernel,
    )
    shell.displayhook.session = shell.display_pub.session = session
    shell.enable_gui = partial(enable_gui, kernel=kernel)
    builtins.input = MethodType(Kernel.raw_input, kernel)  # these say that nobody is there to answer
    getpass.getpass = MethodType(Kernel.getpass, kernel)
    return shell


async def _execute(shell: Any, session: ConnectionSession, request: dict[str, Any]) -> None:
    """Runs a cell and sends what ipykernel sends around one."""
    shell.set_parent(request)
    session.send(None, "status", {"execution_state": "busy"}, request)
    code = request["content"]["code"]
    session.send(None, "execute_input", {"code": code, "execution_count": shell.execution_count}, request)
    result = await _run_cell(shell, code, request["content"]["store_history"])
    content: dict[str, Any] = {"status": "ok", "execution_count": shell.execution_count - 1}
    error = result.error_before_exec or result.error_in_exec
    if not result.success or getattr(shell, "_last_traceback_during_displayhook", False):
        traceback = shell._last_traceback or []
        content |= {
            "status": "error",
            "traceback": traceback,
            "ename": type(error).__name__,
            "evalue": str(error),
        }
    shell.payload_manager.clear_payload()
    sys.stdout.flush()
    sys.stderr.flush()
    session.send(None, "status", {"execution_state": "idle"}, request)
    session.send(None, "execute_reply", content, request, channel=SHELL)


async def _run_cell(shell: Any, code: str, store_history: bool) -> Any:
    """As ipykernel does it: cells that wait for something run in the loop, others outside of it."""
    problem = None
    try:
        transformed = shell.transform_cell(code)
    except Exception:
        transformed, problem = code, sys.exc_info()
    if not shell.should_run_async(code, transformed_cell=transformed, preprocessing_exc_tuple=problem):
        return shell.run_cell(code, store_history=store_history, silent=False)
    result = None
    try:
        result = await asyncio.ensure_future(
            shell.run_cell_async(
                code,
                store_history=store_history,
                silent=False,
                transformed_cell=transformed,
                preprocessing_exc_tuple=problem,
            )
        )
    finally:
        shell.events.trigger("post_execute")
        shell.events.trigger("post_run_cell", result)
    return result
