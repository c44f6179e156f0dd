"""Announced changes: counties whose councils are to be replaced on a day, nobody knows by which.

Once the new councils have names they go into ``announced.csv`` and the row here is deleted. Until
then the pages say that a change is coming, and from the day on that it may have happened.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from safetyhelp.areas.tables import read_table

CHANGES_FILE = "changes.csv"
CHANGE_COLUMNS = ["county", "on", "source", "seen"]


@dataclass(frozen=True, slots=True)
class AnnouncedChange:
    """All councils of a county are to be replaced on a day, as a page said when it was seen.

    `row` is the line of the file.
    """

    county: str
    on: date
    source: str
    seen: str
    row: int


def read_changes(folder: Path) -> tuple[AnnouncedChange, ...]:
    """Read ``changes.csv`` if there is one. Raises AreaFileError that names the row."""
    path = folder / CHANGES_FILE
    if not path.exists():
        return ()
    changes = []
    for row in read_table(path, CHANGE_COLUMNS):
        on = row.day("on") or row.refuse("“on” is empty.", "Give the first day of the change.")
        changes.append(
            AnnouncedChange(
                row.required("county"), on, row.required("source"), row["seen"], row.number
            )
        )
    return tuple(changes)
