"""The websites of councils: addresses that stand in tables, not in records, and are visited too."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from safetyhelp.areas.reading import COUNCIL_COLUMNS, COUNTY_COLUMNS
from safetyhelp.areas.tables import read_table
from safetyhelp.linkcheck.targets import PlacedAddress, RecordPlace

_TABLES = (("councils.csv", COUNCIL_COLUMNS), ("counties.csv", COUNTY_COLUMNS))


def homepages(areas: Path, shown_as: str, today: date) -> Iterator[PlacedAddress]:
    """Yield the website of every council and county that has not ended, each with its row.

    Raises `AreaFileError`.
    """
    for name, columns in _TABLES:
        for row in read_table(areas / name, columns):
            last = row.day("to")
            if row["homepage"] and (last is None or last >= today):
                yield row["homepage"], RecordPlace(f"{shown_as}/{name}", (), row.number)
