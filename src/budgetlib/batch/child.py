"""A process that does one thing after another for a thread of a cluster's worker: `python -m budgetlib.batch.child`.

What crashes or is killed in it is a matter of the one document at hand, and takes no worker with it. Notebooks may
change the current directory and the environment, which threads of one process would have in common. It ends as soon
as the worker does, whatever it is at.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import signal
import struct
import subprocess
import sys
import threading
from typing import IO, Any

from budgetlib.batch.attempts import answer

_LENGTH = struct.Struct("!Q")
_MORE, _LAST = b"+", b"."
"""What an answer begins with: whether the process goes on after it."""
_SECONDS_TO_END = 5.0


class Child:
    """Such a process, as seen from the thread that started it. Its methods raise `EOFError` where it has died."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        try:
            answer = self._receive()
        except EOFError:
            self._process.wait()
            raise EOFError(f"{sys.executable} -m {__name__} ended at once") from None
        self.about: dict[str, str] = pickle.loads(answer)
        """What it runs, as `budgetlib.batch.about` tells it."""
        self.is_over = False
        """Whether it has ended after the last answer."""

    def do(self, call: bytes) -> bytes:
        """The pickled outcome of a pickled `Call`."""
        assert self._process.stdin is not None
        try:
            _send(self._process.stdin, call)
        except OSError:
            raise EOFError from None
        content = self._receive()
        self.is_over = content[:1] == _LAST
        return content[1:]

    def exit_code(self) -> int | None:
        """That of the process where it has died, as `subprocess` has it."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self._process.wait(_SECONDS_TO_END)
        return None

    def stop(self) -> None:
        """Ends it and what it started, now."""
        if self._process.poll() is not None:
            return
        with contextlib.suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()
        self._process.wait()

    def _receive(self) -> bytes:
        assert self._process.stdout is not None
        return _received(self._process.stdout)


def main() -> None:
    """Works until its input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    orders, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    with open(os.devnull) as nothing:  # noqa: PTH123
        os.dup2(nothing.fileno(), 0)  # what is started from here reads nothing meant for us
    os.dup2(2, 1)  # and prints nothing among our answers

    from budgetlib.batch.about import about

    _send(answers, pickle.dumps(about()))
    calls: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(orders, calls), daemon=True).start()
    while True:
        content, is_last = answer(calls.get())
        _send(answers, (_LAST if is_last else _MORE) + content)
        if is_last:
            return


def _listen(orders: IO[bytes], calls: queue.SimpleQueue[bytes]) -> None:
    try:
        while True:
            calls.put(_received(orders))
    except EOFError:
        if hasattr(os, "killpg"):
            os.killpg(0, signal.SIGKILL)
        os._exit(1)


def _send(stream: IO[bytes], content: bytes) -> None:
    stream.write(_LENGTH.pack(len(content)) + content)
    stream.flush()


def _received(stream: IO[bytes]) -> bytes:
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    content = stream.read(length)
    if len(content) < length:
        raise EOFError
    return content


def loaded(content: bytes) -> Any:
    """What was pickled."""
    return pickle.loads(content)


if __name__ == "__main__":
    main()
