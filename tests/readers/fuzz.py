"""Damaged files of every format, made from good ones by a seed: `python tests/readers/fuzz.py --inputs 10000 --keep DIR`.

Bytes are flipped, taken away, doubled and exchanged, and so are the parts within files that are archives, as bytes alone
rarely get past the checksum of those. Every file is read as commands do it, within limits. A failure is whatever a
reader did not foresee: it is kept with its seed, to become a small case of a test.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from budgetlib.batch.limits import Limits
from budgetlib.batch.pool import open_pool
from budgetlib.errors import LimitExceeded, NotADisclosure, ReadError

LIMITS = Limits(seconds=60)
_LARGEST = 300_000
"""Bytes of the files that are damaged; larger ones take longer and show nothing else."""
_UNFORESEEN = "can't be read: "
"""What the message begins with of an error that no reader raised on purpose."""
_NUMBERS = (b"0", b"-1", b"99999999999999999999", b"1e400", b"\x00\x00\x00\x00", b"\xff\xff\xff\xff")
_CHARACTERS = ("\u3000", "。", "·", "１", "\u202e", "\x1b[31m", "\ud800", "\x00", "<table>", "|", "(", "%")


class Failed(NamedTuple):
    """A damaged file and what became of it."""

    file: Path
    problem: str


def damaged(content: bytes, dice: random.Random) -> bytes:
    """Some bytes, damaged in one to four ways."""
    if zipfile.is_zipfile(io.BytesIO(content)) and dice.random() < 0.8:
        return _with_a_damaged_part(content, dice)
    for _ in range(dice.randint(1, 4)):
        content = dice.choice((_flipped, _cut, _doubled, _moved, _with_number, _with_run))(content, dice)
    return content


def _with_a_damaged_part(content: bytes, dice: random.Random) -> bytes:
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as archive,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        names = archive.namelist()
        unlucky = dice.choice(names) if names else ""
        for name in names:
            part = archive.read(name)
            copy.writestr(name, damaged(part, dice) if name == unlucky and part else part)
    return made.getvalue()


def _flipped(content: bytes, dice: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(dice.randint(1, 20)):
        if changed:
            changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def _span(content: bytes, dice: random.Random) -> tuple[int, int]:
    start = dice.randrange(len(content) + 1)
    return start, min(len(content), start + dice.choice((1, 10, 100, 1_000, 10_000)))


def _cut(content: bytes, dice: random.Random) -> bytes:
    start, end = _span(content, dice)
    return content[:start] if dice.random() < 0.3 else content[:start] + content[end:]


def _doubled(content: bytes, dice: random.Random) -> bytes:
    start, end = _span(content, dice)
    return content[:start] + content[start:end] * dice.choice((2, 3, 50)) + content[end:]


def _moved(content: bytes, dice: random.Random) -> bytes:
    start, end = _span(content, dice)
    to = dice.randrange(len(content) + 1)
    return content[:to] + content[start:end] + content[to:]


def _with_number(content: bytes, dice: random.Random) -> bytes:
    digits = [at for at, byte in enumerate(content) if 48 <= byte <= 57]
    at = dice.choice(digits) if digits else 0
    return content[:at] + dice.choice(_NUMBERS) + content[at + 1 :]


def _with_run(content: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(content) + 1)
    run = (dice.choice(_CHARACTERS) * dice.choice((1, 50, 5_000))).encode("utf-8", "surrogatepass")
    return content[:at] + run + content[at:]


def inputs(seeds: Sequence[Path], number: int, seed: int, folder: Path) -> Iterator[Path]:
    """Damaged files, written into a folder; equal for equal seeds."""
    for at in range(number):
        dice = random.Random(f"{seed} {at}")
        good = dice.choice(seeds)
        file = folder / f"{seed}-{at}{good.suffix}"
        file.write_bytes(damaged(good.read_bytes(), dice))
        yield file


def read(file: Path) -> None:
    """Does what a build does with a file, and deletes it where that ends well."""
    from budgetlib.batch.document import process_document

    process_document(file)


def failures(files: Iterator[Path]) -> Iterator[Failed]:
    """The files of which reading ended in a way that no reader foresaw."""
    with open_pool() as pool:
        for file, _, error in pool.run(read, files, LIMITS):
            foreseen = (
                error is None
                or isinstance(error, NotADisclosure)
                or (
                    isinstance(error, ReadError)
                    and not isinstance(error, LimitExceeded)
                    and not error.problem.startswith(_UNFORESEEN)
                )
            )
            if foreseen:
                file.unlink(missing_ok=True)
            else:
                yield Failed(file, str(error))


def good_files(folders: Sequence[Path]) -> list[Path]:
    """Files to be damaged: those of some folders that are not too large."""
    found = (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())
    return [
        path
        for path in found
        if path.stat().st_size <= _LARGEST and path.suffix not in (".json", ".csv", ".py")
    ]


def main() -> None:
    """Reads damaged files, prints the failures, and ends with 1 where there are any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[Path("data/raw")], help="good files")
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, help="folder for files that failed")
    given = parser.parse_args()
    keep = given.keep or Path(tempfile.mkdtemp(prefix="fuzz-"))
    keep.mkdir(parents=True, exist_ok=True)
    count = 0
    for failed in failures(inputs(good_files(given.folders), given.inputs, given.seed, keep)):
        count += 1
        print(failed.file, "|", failed.problem, flush=True)
    print(f"{given.inputs} inputs, {count} failures")
    sys.exit(count > 0)


if __name__ == "__main__":
    main()
