"""Folders that may be elsewhere: all that the library knows of URLs such as `s3://bucket/raw`, by fsspec.

A build itself works on files of this machine. Documents that are elsewhere are fetched first, and the website is
put elsewhere in the end.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, Protocol
from urllib.parse import unquote, urlsplit

from budgetlib.atomic import write_bytes
from budgetlib.errors import BudgetlibError
from budgetlib.site.files import copy_file, remove_files

_STAMPS = ("ETag", "etag", "md5Hash", "mtime", "LastModified", "last_modified", "modified", "created")
"""What file systems call that by which a change shows, best first."""
_AT_ONCE = 64
"""Files that are sent or fetched together; file systems that can do so transfer them side by side."""
_BYTES_AT_ONCE = 64_000_000
_LONGEST_PROBLEM = 200


class Location(Protocol):
    """A folder, here or elsewhere, to put files into. Names are relative to the folder, with `/`.

    Every method raises `BudgetlibError` where the place can't be reached.
    """

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; None where there is none."""

    def write(self, name: str, content: bytes) -> None:
        """Puts some bytes at a name."""

    def put(self, files: Mapping[str, Path]) -> None:
        """Copies files of this machine there, each of which appears whole as far as the place allows it."""

    def remove(self, names: Iterable[str]) -> None:
        """Deletes files, and does nothing about those that are not there."""


class RemoteFile(NamedTuple):
    """A file elsewhere: its size in bytes, and a text that changes when the file does, empty if nothing tells."""

    size: int
    stamp: str


def is_url(location: str) -> bool:
    """Whether a location is a URL that leads away from this machine's files."""
    return "://" in location and urlsplit(location).scheme != "file"


def local_path(location: str) -> Path:
    """The path of a location on this machine, which may be given as `file://`."""
    parts = urlsplit(location)
    return Path(unquote(parts.path)) if "://" in location and parts.scheme == "file" else Path(location)


def location_key(location: str) -> str:
    """A short name for a location that is fit for a folder."""
    return hashlib.sha256(location.encode("utf-8")).hexdigest()[:12]


def open_location(location: str) -> Location:
    """The folder at a path or URL.

    Raises `BudgetlibError` for a URL whose kind is unknown, or whose package is not installed.
    """
    return RemoteFolder(location) if is_url(location) else _LocalFolder(local_path(location))


class _LocalFolder:
    """A folder of this machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, name: str) -> bytes | None:
        try:
            return (self._folder / name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._problem(error) from None

    def write(self, name: str, content: bytes) -> None:
        try:
            write_bytes(self._folder / name, content)
        except OSError as error:
            raise self._problem(error) from None

    def put(self, files: Mapping[str, Path]) -> None:
        try:
            for name, path in files.items():
                copy_file(path, self._folder / name)
        except (OSError, shutil.Error) as error:
            raise self._problem(error) from None

    def remove(self, names: Iterable[str]) -> None:
        remove_files((self._folder / name for name in names), self._folder)

    def _problem(self, error: Exception) -> BudgetlibError:
        return BudgetlibError(
            f"can't be written or read: {_said(error)}", file=self._folder, remedy="check its permissions"
        )


class RemoteFolder:
    """A folder at a URL."""

    def __init__(self, url: str) -> None:
        self._url = url
        with self._telling():
            import fsspec  # late: most builds need none of it

            self._system, root = fsspec.core.url_to_fs(url)
            self._root = root.rstrip("/")

    def files(self) -> dict[str, RemoteFile]:
        """Every file below the folder, by name; none where there is no such folder."""
        with self._telling():
            self._system.invalidate_cache()
            found = self._system.find(self._root, detail=True)
        return {
            path[len(self._root) :].lstrip("/"): RemoteFile(about.get("size") or 0, _stamp(about))
            for path, about in sorted(found.items())
            if not path.endswith("/")
        }

    def fetch(
        self, files: Mapping[str, RemoteFile], folder: Path
    ) -> Iterator[tuple[str, BudgetlibError | None]]:
        """Copies files into a folder of this machine; tells of each whether that failed, and why."""
        for batch in _batches(files):
            with self._telling():
                answers = self._system.cat([self._path(name) for name in batch], on_error="return")
            for name in batch:
                content = answers.get(self._path(name))
                if isinstance(content, bytes):
                    write_bytes(folder / name, content)
                    yield name, None
                else:
                    problem = f"can't be fetched: {_said(content)}"
                    yield name, BudgetlibError(problem, remedy="the next build tries again")

    def read(self, name: str) -> bytes | None:
        """As `Location.read`."""
        with self._telling():
            try:
                content: bytes = self._system.cat_file(self._path(name))
            except FileNotFoundError:
                return None
            return content

    def write(self, name: str, content: bytes) -> None:
        """As `Location.write`."""
        with self._telling():
            self._system.pipe_file(self._path(name), content)

    def put(self, files: Mapping[str, Path]) -> None:
        """As `Location.put`, several files side by side where the file system can do so."""
        waiting = iter(files.items())
        with self._telling():
            while batch := list(islice(waiting, _AT_ONCE)):
                self._system.put([str(path) for _, path in batch], [self._path(name) for name, _ in batch])

    def remove(self, names: Iterable[str]) -> None:
        """As `Location.remove`."""
        with self._telling():
            for name in names:
                with contextlib.suppress(FileNotFoundError):
                    self._system.rm_file(self._path(name))

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"

    @contextlib.contextmanager
    def _telling(self) -> Iterator[None]:
        """Whatever a file system raises, as one line: there are dozens of them, and no two raise the same."""
        try:
            yield
        except ImportError as error:
            raise BudgetlibError(
                f"a package for such addresses is not installed: {_said(error)}",
                file=self._url,
                remedy=f"pip install {_PACKAGES.get(urlsplit(self._url).scheme, 'it')}",
            ) from None
        except ValueError as error:
            raise BudgetlibError(
                f"is no address that can be used: {_said(error)}",
                file=self._url,
                remedy="check its beginning",
            ) from None
        except Exception as error:
            raise BudgetlibError(
                f"can't be reached: {_said(error)}",
                file=self._url,
                remedy="check the address, the credentials and the network",
            ) from None


_PACKAGES = {"s3": "'budgetlib[s3]'", "s3a": "'budgetlib[s3]'"}
"""What to install for a kind of address, where it is not simply what fsspec says."""


def _batches(files: Mapping[str, RemoteFile]) -> Iterator[list[str]]:
    """Names in portions that fit into memory."""
    batch: list[str] = []
    size = 0
    for name, file in files.items():
        batch.append(name)
        size += file.size
        if size >= _BYTES_AT_ONCE or len(batch) == _AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _stamp(about: Mapping[str, Any]) -> str:
    told = next((str(about[key]) for key in _STAMPS if about.get(key)), "")
    return f"{about.get('size')} {told}" if told else ""


def _said(error: object) -> str:
    """What an error says, in one line."""
    if isinstance(error, OSError) and error.strerror:
        text = error.strerror
    else:
        text = " ".join(str(error or "nothing came").split()) or type(error).__name__
    return text if len(text) <= _LONGEST_PROBLEM else f"{text[:_LONGEST_PROBLEM]}…"
