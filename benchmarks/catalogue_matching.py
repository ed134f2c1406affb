"""How often the suggested catalogue items are right, on projects labelled by hand.

    python benchmarks/catalogue_matching.py [--wrong]

`tests/coverage/labels.csv` says of real projects which items of the catalogues in data/raw/00.md they buy
(`items`), and which one could argue about (`doubtful`: neither right nor wrong here). The words of
`coverage/services.toml` and the constants of `coverage/suggester.py` were settled on the part `tuning`; the part
`held-out` was labelled before and looked at after. The documents of `tuning` are read from the corpus
(BUDGETLIB_CORPUS, or ../shared/corpus), with the texts of their targets; of `held-out` only names are known.

Measured at the threshold of 0.2, on 136 and 75 projects: precision 0.84 and recall 0.72 on `tuning`, 0.94 and 0.83
on `held-out`. Tried on the labels of `tuning` and left (best F1 each, against 0.77 here): rapidfuzz's
partial_ratio, token_set_ratio and WRatio of item names against clauses 0.28, character n-gram TF-IDF by
scikit-learn 0.50, the same with the words of `services.toml` 0.64.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from budgetlib.coverage import suggest, suggester
from budgetlib.disclosure import Disclosure, Project
from budgetlib.interpret import interpret
from budgetlib.readers import read_document
from budgetlib.text import squash

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "data" / "raw" / "00.md"
CORPUS = Path(os.environ.get("BUDGETLIB_CORPUS", ROOT.parent / "shared" / "corpus"))
LABELS = ROOT / "tests" / "coverage" / "labels.csv"
THRESHOLDS = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7)


class Label(NamedTuple):
    """What a person says of a project."""

    part: str
    document: str
    unit: str
    project: str
    items: frozenset[str]
    doubtful: frozenset[str]


class Judged(NamedTuple):
    """A labelled project with what was suggested for it: (score, code) each."""

    label: Label
    suggested: tuple[tuple[float, str], ...]


class Result(NamedTuple):
    """Suggestions counted against labels; those called doubtful don't count."""

    threshold: float
    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed)


def read_labels() -> list[Label]:
    with LABELS.open(encoding="utf-8", newline="") as file:
        return [
            Label(
                row["set"],
                row["document"],
                row["unit"],
                row["project"],
                frozenset(row["items"].split()),
                frozenset(row["doubtful"].split()),
            )
            for row in csv.DictReader(file)
        ]


def judge_documents(labels: Iterable[Label], read: Callable[[str], Disclosure]) -> Iterator[Judged]:
    """Labels of documents, with the suggestions for the first project of that name; `read` gives a document."""
    catalogue = read("00").catalogue
    by_document: dict[str, list[Label]] = {}
    for label in labels:
        by_document.setdefault(label.document, []).append(label)
    for document, own in by_document.items():
        yield from _judge(own, read(document), catalogue)


def judge_names(labels: Iterable[Label], seed: Disclosure) -> Iterator[Judged]:
    """Labels of which nothing but the names is known, with the suggestions for these names."""
    by_unit: dict[str, list[Label]] = {}
    for label in labels:
        by_unit.setdefault(label.unit, []).append(label)
    for unit, own in by_unit.items():
        disclosure = replace(
            seed,
            identity=replace(seed.identity, unit_name=unit),
            projects=tuple(_project(label.project, row) for row, label in enumerate(own, 1)),
            targets=(),
            lines=(),
            claims=(),
        )
        yield from _judge(own, disclosure, seed.catalogue)


def _project(name: str, row: int) -> Project:
    nothing = (None,) * 6
    return Project(name, "current", "", "", *nothing, "", "元", 2, None, None, None, None, row)


def _judge(labels: Sequence[Label], disclosure: Disclosure, catalogue: Sequence[object]) -> Iterator[Judged]:
    with patch.object(suggester, "THRESHOLD", min(THRESHOLDS)):
        matches = suggest(disclosure, catalogue)
    for label in labels:
        own = [match for match in matches if squash(match.project) == squash(label.project)]
        first = [
            match
            for match in own
            if (match.page, match.line, match.row) == (own[0].page, own[0].line, own[0].row)
        ]
        yield Judged(label, tuple((match.score, match.entry_code) for match in first))


def result(judged: Iterable[Judged], threshold: float) -> Result:
    """The suggestions at a threshold counted against the labels."""
    right = wrong = missed = 0
    for label, suggested in judged:
        codes = {code for score, code in suggested if score >= threshold}
        right += len(codes & label.items)
        wrong += len(codes - label.items - label.doubtful)
        missed += len(label.items - codes)
    return Result(threshold, right, wrong, missed)


def read_corpus(document: str) -> Disclosure:
    return interpret(read_document(SEED if document == "00" else CORPUS / f"{document}.pdf"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--wrong", action="store_true", help="list what was suggested wrongly or missed")
    arguments = parser.parse_args()
    if not CORPUS.is_dir():
        sys.exit(f"{CORPUS}: no corpus of real disclosures there (set BUDGETLIB_CORPUS)")
    labels = read_labels()
    parts = {
        "tuning": list(judge_documents([each for each in labels if each.document], read_corpus)),
        "held-out": list(judge_names([each for each in labels if not each.document], read_corpus("00"))),
    }
    for part, judged in parts.items():
        print(f"{part}: {len(judged)} projects, {sum(bool(each.label.items) for each in judged)} with items")
        for threshold in THRESHOLDS:
            counted = result(judged, threshold)
            print(
                f"  {threshold:.2f}  precision {counted.precision:.2f}  recall {counted.recall:.2f}"
                f"  ({counted.right} right, {counted.wrong} wrong, {counted.missed} missed)"
            )
        for label, suggested in judged if arguments.wrong else ():
            codes = {code for score, code in suggested if score >= suggester.THRESHOLD}
            wrong, missed = codes - label.items - label.doubtful, label.items - codes
            if wrong or missed:
                print(f"    {label.unit} {label.project}: wrong {sorted(wrong)}, missed {sorted(missed)}")


if __name__ == "__main__":
    main()
