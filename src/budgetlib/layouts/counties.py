"""Where counties lie.

`counties.csv` holds the counties, county-level cities, banners and districts of mainland China whose name only one of
them has, by the city (or prefecture, or province) that they belong to. Codes of GB/T 2260, as of 2024.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def counties() -> Mapping[str, str]:
    """County -> province and city that it lies in (山阴县 -> 山西省朔州市); none whose name several counties have."""
    text = files(__package__).joinpath("counties.csv").read_text(encoding="utf-8")
    return {
        county: row["lies_in"]
        for row in csv.DictReader(text.splitlines())
        for county in row["counties"].split("、")
    }
