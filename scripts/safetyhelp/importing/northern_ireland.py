"""Build ``northern_ireland_postcodes.csv`` from the GeoNames points in each outward code.

In: rows such as ``BT8,N09000007:5 N09000003:1,6``. Out: one row for each council, the likeliest
first, with its share of the points. A code without points (BT99, not a place) is left out.
"""

import re
from collections.abc import Collection
from pathlib import Path

from safetyhelp.areas.postcodes import NORTHERN_IRELAND_COLUMNS
from safetyhelp.areas.tables import Row, read_table, write_table

NORTHERN_IRELAND_FILE = "ni_outward_geonames.csv"
_COLUMNS = ["outward", "lads (code:geonames points)", "n_points"]
_POINTS = re.compile(r"(N[0-9]{8}):([1-9][0-9]*)")


def northern_ireland_table(folder: Path, councils: Collection[str]) -> str:
    """Return ``northern_ireland_postcodes.csv``; every code must be in ``councils``."""
    rows: dict[str, list[tuple[str, str, str]]] = {}
    for row in read_table(folder / NORTHERN_IRELAND_FILE, _COLUMNS):
        outward = row.matching("outward", r"BT[0-9]{1,2}", "an outward code such as BT1")
        if outward in rows:
            row.refuse(f"{outward} is there twice.", "Remove one row.")
        points = _points(row, councils)
        total = sum(count for _, count in points)
        if str(total) != row["n_points"]:
            row.refuse(
                f"the points add up to {total}, not {row['n_points']}.", "Correct one of them."
            )
        points.sort(key=lambda point: -point[1])
        rows[outward] = [(outward, code, f"{count / total:.2f}") for code, count in points]
    order = sorted(rows, key=lambda outward: int(outward.removeprefix("BT")))
    return write_table(NORTHERN_IRELAND_COLUMNS, (each for key in order for each in rows[key]))


def _points(row: Row, councils: Collection[str]) -> list[tuple[str, int]]:
    points = []
    for text in row[_COLUMNS[1]].split():
        found = _POINTS.fullmatch(text)
        if not found:
            row.refuse(f"“{text}” is not a council and a count.", "Write it as N09000003:5.")
        if found[1] not in councils:
            row.refuse(
                f"the council {found[1]} is not in local_authorities.csv.", "Correct the code."
            )
        points.append((found[1], int(found[2])))
    return points
