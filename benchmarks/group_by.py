"""Group-bys of a comparative report over millions of `budget_lines`: DuckDB on the Parquet files against pandas.

`python benchmarks/group_by.py` prints a Markdown table for `benchmarks/README.md`; `--rows 1000000` measures fewer.
The rows are those of made-up documents, repeated under other units and with other amounts, written with the schema,
compression and row groups of the data package, once as its single file (sorted by document) and once partitioned by
year (sorted by unit within). Every measurement runs in a process of its own, with two threads, after one that is not
counted, so that files are in memory as they are after the first look. The answers of all ways must be the same.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

ROWS = 10_000_000
YEARS = range(2015, 2025)
UNITS = 12
"""Units whose documents are repeated."""
ROUNDS = 5

_FROM_FILE = (
    "FROM read_parquet('{0}/budget_lines.parquet') AS lines"
    " JOIN read_parquet('{0}/disclosures.parquet') AS documents USING (disclosure_id)"
)
_FROM_PARTS = "FROM read_parquet('{0}/budget_lines/*/*.parquet', hive_partitioning = true)"
_BY_FUNCTION = """
    SELECT year, code, sum(amount_yuan) AS yuan {0}
    WHERE amount_yuan IS NOT NULL AND statement = 'expenditure' AND measure = 'total' AND length(code) = 3
    GROUP BY year, code ORDER BY year, code"""
_BY_UNIT = """
    SELECT disclosure_id, measure, sum(amount_yuan) AS yuan {0}
    WHERE amount_yuan IS NOT NULL AND statement = 'expenditure' AND role = 'item' AND length(code) = 3 AND year = 2024
    GROUP BY disclosure_id, measure ORDER BY disclosure_id, measure"""
_ONE_UNIT = """
    SELECT year, code, sum(amount_yuan) AS yuan {0}
    WHERE amount_yuan IS NOT NULL AND statement = 'expenditure' AND measure = 'total' AND length(code) = 3
      AND disclosure_id BETWEEN '{{unit}}-' AND '{{unit}}-~'
    GROUP BY year, code ORDER BY year, code"""
QUERIES = {
    "by year and function, all units": _BY_FUNCTION,
    "by unit and source, one year": _BY_UNIT,
    "one unit over the years": _ONE_UNIT,
}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=ROWS)
    arguments.add_argument("--folder", type=Path, help="keep the files here, and use those that are there")
    arguments.add_argument("--rounds", type=int, default=ROUNDS)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        if not (folder / "disclosures.parquet").exists():
            _write(given.rows, folder)
        sizes = [
            sum(path.stat().st_size for path in folder.glob(name)) / 1e6
            for name in ("budget_lines.parquet", "budget_lines/*/*.parquet")
        ]
        print(
            f"{platform.machine()}, Python {platform.python_version()}, {time.strftime('%Y-%m-%d')}; ", end=""
        )
        print(f"{given.rows:,} rows, {sizes[0]:.0f} MB in one file, {sizes[1]:.0f} MB by year\n")
        print("| | " + " | ".join(WAYS) + " |\n|---|" + "---|" * len(WAYS))
        for query in QUERIES:
            measured: dict[str, list[dict[str, Any]]] = {way: [] for way in WAYS}
            for round_ in range(given.rounds + 1):
                for way in WAYS:
                    told = _alone(way, query, folder)
                    if round_:
                        measured[way].append(told)
            answers = {told["answer"] for rounds in measured.values() for told in rounds}
            assert len(answers) == 1, "the ways give different answers"
            cells = [
                f"{statistics.median(told['seconds'] for told in rounds):.2f} s, {max(told['memory'] for told in rounds):.0f} MB"
                for rounds in measured.values()
            ]
            print(f"| {query} | " + " | ".join(cells) + " |", flush=True)


def _alone(way: str, query: str, folder: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", f"from group_by import tell; tell({way!r}, {query!r}, {str(folder)!r})"],
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        check=True,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def tell(way: str, query: str, folder: str) -> None:
    """Measures in this process: what was imported before does not count, peak memory is that of the process."""
    run = WAYS[way](folder)
    began = time.perf_counter()
    rows = run(query)
    seconds = time.perf_counter() - began
    answer = json.dumps([[*map(str, row[:-1]), round(float(row[-1]))] for row in rows])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(json.dumps({"seconds": seconds, "memory": memory, "answer": str(hash_of(answer))}))


def hash_of(text: str) -> str:
    from hashlib import sha256

    return sha256(text.encode()).hexdigest()[:16]


def _some_unit(folder: str) -> str:
    import pyarrow.parquet as pq

    identifiers = pq.read_table(f"{folder}/disclosures.parquet", columns=["disclosure_id"])[0]
    return str(identifiers[len(identifiers) // 2]).rsplit("-", 2)[0]


def _by_duckdb(source: str) -> Callable[[str], Callable[[str], list[tuple[Any, ...]]]]:
    def prepared(folder: str) -> Callable[[str], list[tuple[Any, ...]]]:
        import duckdb

        unit = _some_unit(folder)
        connection = duckdb.connect(config={"threads": 2, "memory_limit": "500MB"})
        connection.execute("SET enable_progress_bar = false")  # it prints
        return lambda query: connection.sql(
            QUERIES[query].format(source.format(folder)).format(unit=unit)
        ).fetchall()

    return prepared


def _by_pandas(folder: str) -> Callable[[str], list[tuple[Any, ...]]]:
    """As one does who reads the table and then looks for rows."""
    import pandas as pd

    unit = _some_unit(folder)

    def run(query: str) -> list[tuple[Any, ...]]:
        import pyarrow as pa
        import pyarrow.parquet as pq

        columns = ["disclosure_id", "statement", "role", "code", "measure", "amount_yuan"]
        table = pq.read_table(f"{folder}/budget_lines.parquet", columns=columns)
        table = table.set_column(5, "amount_yuan", table.column("amount_yuan").cast(pa.float64()))
        lines = table.to_pandas().merge(pd.read_parquet(f"{folder}/disclosures.parquet"), on="disclosure_id")
        lines = lines[
            (lines.statement == "expenditure") & (lines.code.str.len() == 3) & lines.amount_yuan.notna()
        ]
        if query == "by unit and source, one year":
            lines = lines[(lines.role == "item") & (lines.year == 2024)]
            found = lines.groupby(["disclosure_id", "measure"]).amount_yuan.sum()
        else:
            lines = lines[lines.measure == "total"]
            if query == "one unit over the years":
                lines = lines[lines.disclosure_id.str.startswith(f"{unit}-")]
            found = lines.groupby(["year", "code"]).amount_yuan.sum()
        return [(*key, value) for key, value in found.sort_index().items()]

    return run


WAYS: dict[str, Callable[[str], Callable[[str], list[tuple[Any, ...]]]]] = {
    "DuckDB, one file": _by_duckdb(_FROM_FILE),
    "DuckDB, by year": _by_duckdb(_FROM_PARTS),
    "pandas": _by_pandas,
}


def _write(rows: int, folder: Path) -> None:
    """The files of both layouts. Documents come in the order of their identifiers, as in the data package."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from budgetlib.dataset.columns import arrow_schema
    from budgetlib.dataset.parquet import ROW_GROUP, parquet_writer
    from budgetlib.dataset.schema import package_schema

    table = package_schema()["budget_lines"]
    templates = dict(_templates())
    schema = arrow_schema(table)
    folder.mkdir(parents=True, exist_ok=True)
    parts = {}
    for year in YEARS:
        (folder / "budget_lines" / f"year={year}").mkdir(parents=True)
        parts[year] = pq.ParquetWriter(
            folder / f"budget_lines/year={year}/part-0.parquet", schema, compression="zstd"
        )
    single = parquet_writer(folder / "budget_lines.parquet", table)
    waiting: dict[int | None, list[pa.Table]] = {key: [] for key in (None, *YEARS)}
    held = dict.fromkeys(waiting, 0)
    identifiers, years, written = [], [], 0

    def flush(key: int | None) -> None:
        if waiting[key]:
            whole = pa.concat_tables(waiting[key]).combine_chunks()
            (single if key is None else parts[key]).write_table(whole, row_group_size=ROW_GROUP)
            waiting[key], held[key] = [], 0

    for number in count():
        if written >= rows:
            break
        for (year, stage), lines in templates[number % UNITS].items():
            identifier = f"u{number:08x}-{year}-{stage}"
            identifiers.append(identifier)
            years.append(year)
            own = lines.set_column(0, schema.field(0), pa.array([identifier] * len(lines)))
            own = own.set_column(11, schema.field(11), _times(lines.column("amount_yuan"), 1 + number % 997))
            written += len(own)
            for key in (None, year):
                waiting[key].append(own)
                held[key] += len(own)
                if held[key] >= ROW_GROUP:
                    flush(key)
    for key, writer in [(None, single), *parts.items()]:
        flush(key)
        writer.close()
    pq.write_table(pa.table({"disclosure_id": identifiers, "year": years}), folder / "disclosures.parquet")


def _times(amounts: Any, factor: int) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    from budgetlib.dataset.columns import DECIMAL

    return pc.multiply(amounts.cast(pa.float64()), float(factor)).cast(pa.decimal128(38, 2)).cast(DECIMAL)


def _templates() -> Iterator[tuple[int, dict[tuple[int, str], Any]]]:
    """The budget lines of made-up documents: number of the unit -> year and stage -> rows."""
    import pyarrow as pa

    from budgetlib.batch.document import process_document
    from budgetlib.dataset.columns import record_batch
    from budgetlib.dataset.rows import table_rows
    from budgetlib.dataset.schema import package_schema
    from budgetlib.synthetic import generate

    table = package_schema()["budget_lines"]
    found: dict[str, dict[tuple[int, str], Any]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for document in generate(UNITS, YEARS):
            path = Path(folder) / document.file
            path.write_text(document.text, "utf-8")
            result = process_document(path)
            identity = result.disclosure.identity
            rows = pa.Table.from_batches([record_batch(table, table_rows(result)["budget_lines"])])
            found.setdefault(identity.unit_name, {})[identity.year or 0, identity.stage] = rows
    for number, documents in enumerate(found.values()):
        yield number, dict(sorted(documents.items()))


if __name__ == "__main__":
    main()
