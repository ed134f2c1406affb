"""Finding the warm server, and starting it where there is none.

All processes that come from one, such as the workers of a pool, share a server: the first of them reserves a
folder and tells the others by an environment variable. Whoever needs the server first starts it.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from multiprocessing.connection import Client, Connection
from pathlib import Path
from typing import NamedTuple

from budgetlib.temporary import prefix

SERVER_VARIABLE = "BUDGETLIB_WARM_SERVER"
"""Process and folder that a server belongs to: `1234:/tmp/budgetlib-warm-x`."""


class Home(NamedTuple):
    """Where a server lives. It ends together with the process `owner`."""

    owner: int
    folder: Path

    @property
    def socket(self) -> Path:
        """Where the server listens."""
        return self.folder / "socket"


class Fork(NamedTuple):
    """A fork of the server: the connection to it, and its number."""

    connection: Connection
    process: int


def available() -> bool:
    """Whether notebooks can be executed in forks of a server: on Linux."""
    return sys.platform == "linux"


def reserve() -> Home:
    """The place of this process's server, shared by all processes that it starts from now on. Starts nothing."""
    known = os.environ.get(SERVER_VARIABLE, "")
    owner, _, folder = known.partition(":")
    if folder and Path(folder).is_dir() and Path(f"/proc/{owner}").exists():
        return Home(int(owner), Path(folder))
    home = Home(os.getpid(), Path(tempfile.mkdtemp(prefix=prefix("warm"))))
    atexit.register(shutil.rmtree, home.folder, ignore_errors=True)
    os.environ[SERVER_VARIABLE] = f"{home.owner}:{home.folder}"
    return home


def connect() -> Fork:
    """A new fork of the server, which is started where it does not run.

    Raises `OSError` or `EOFError` where that is impossible.
    """
    import fcntl  # which Windows does not have

    home = reserve()
    with contextlib.suppress(OSError, EOFError):
        return _fork(home)
    with (home.folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with contextlib.suppress(OSError, EOFError):
            return _fork(home)  # of a server that another process started meanwhile
        _start(home)
    return _fork(home)


def _fork(home: Home) -> Fork:
    connection = Client(str(home.socket), "AF_UNIX")
    return Fork(connection, connection.recv())


def _start(home: Home) -> None:
    """Starts the server and waits until it listens, which is before it has imported anything large.

    It may outlive whoever starts it, so it holds no pipe of theirs: what it and its forks say goes to a file.
    """
    home.socket.unlink(missing_ok=True)
    with (home.folder / "log").open("ab") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "budgetlib.engine.server", str(home.owner), str(home.socket)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,
        )
    assert server.stdout is not None
    with server.stdout:
        server.stdout.read()  # it closes its end when it listens
