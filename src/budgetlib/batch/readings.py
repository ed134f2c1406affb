"""What files were read as, kept by the hash of their bytes: nothing is read twice, least of all recognised twice.

Two things are kept, each with a digest of the code and packages that made it, and used as long as these are the
same: the whole `Document`, which spares everything that reads a file again (the pages that show it, a build in which
only the code after the readers changed), and of scans what each page shows, which stays when the readers change
around the recogniser, and when a build is stopped in the middle of a document.
"""

from __future__ import annotations

import contextlib
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self, TypeVar

from budgetlib.atomic import write_bytes
from budgetlib.batch.distributions import READING, RECOGNISING
from budgetlib.batch.fingerprints import code_digest, value_digest, versions
from budgetlib.dataset.codec import decode, encode

Found = TypeVar("Found")

_KEEPING = "from budgetlib.dataset.codec import encode"
_SHARD = 2
_QUICK = 1
"""How hard to compress: texts get half as long, and what takes longer gains little."""


@dataclass(frozen=True, slots=True)
class KeptReadings:
    """The folder with what was read before, for all processes of a build.

    `made_by` is the digest of what reads, by the name of the kind of thing that it gives. With `again`, what is there
    is not believed but made again.
    """

    folder: Path
    made_by: Mapping[str, str]
    again: bool = False

    @classmethod
    def at(cls, folder: Path) -> Self:
        """What is kept in a folder, for the code and the packages of this process."""
        documents = code_digest("from budgetlib.readers import read_document", _KEEPING)
        pages = code_digest("from budgetlib.readers.scan.recognition import recognised_page", _KEEPING)
        return cls(
            folder,
            {
                "Document": value_digest([documents, versions(READING)]),
                "RecognisedPage": value_digest([pages, versions(RECOGNISING)]),
            },
        )

    def made_again(self) -> Self:
        """The same, in which nothing that is there is believed."""
        return replace(self, again=True)

    def recall(
        self, kind: type[Found], sha256: str, make: Callable[[], Found], *, page: int | None = None
    ) -> Found:
        """As `readers.recall.Recall`. What can't be kept is read again another time."""
        path = self.folder / sha256[:_SHARD] / (sha256 if page is None else f"{sha256}-{page}")
        made_by = self.made_by[kind.__name__]
        if not self.again:
            with contextlib.suppress(OSError, ValueError, TypeError, LookupError, AttributeError, zlib.error):
                head, _, text = (
                    zlib.decompress(path.read_bytes()).decode("utf-8", "surrogatepass").partition("\n")
                )
                if head == made_by:
                    found: Found = decode(kind, text)
                    return found
        made = make()
        content = zlib.compress(f"{made_by}\n{encode(made)}".encode("utf-8", "surrogatepass"), _QUICK)
        with contextlib.suppress(OSError):
            write_bytes(path, content, durable=False)
        return made

    def keep_only(self, hashes: Collection[str]) -> None:
        """Deletes what is kept of other files than those with these SHA-256. Nobody may be reading."""
        for path in self._files():
            if path.name.partition("-")[0] not in hashes:
                path.unlink(missing_ok=True)

    def _files(self) -> Iterator[Path]:
        return (path for path in self.folder.glob("*/*") if path.is_file())
