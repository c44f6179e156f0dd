"""Towns, villages, suburbs, parishes and wards, with the council each is in.

In: ``data/areas/places.csv``. Out: ``Place`` values in the order of the file. The council is an
ONS code; ``sure`` says how the source knows it: exact, high, medium or low.
"""

from dataclasses import dataclass
from pathlib import Path

from safetyhelp.areas.tables import Row, read_table

PLACE_COLUMNS = [
    "name",
    "type",
    "council",
    "county",
    "lat",
    "lon",
    "population",
    "other_names",
    "sure",
]

SURENESS = ("exact", "high", "medium", "low")
"""How sure the council of a place is, the surest first."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place that people search for. ``other_names`` are for searching, never for display.

    Some parishes and built-up areas have no position in the source: None.
    """

    name: str
    type: str
    council: str
    county: str
    lat: float | None
    lon: float | None
    population: int | None
    other_names: tuple[str, ...]
    sure: str


def read_places(path: Path) -> tuple[Place, ...]:
    """Return the places in ``path``, or raise ``AreaFileError`` naming the row at fault."""
    return tuple(_place(row) for row in read_table(path, PLACE_COLUMNS))


def _place(row: Row) -> Place:
    population = row.matching("population", "[0-9]{0,9}", "a whole number, or empty")
    return Place(
        name=row.required("name"),
        type=row.required("type"),
        council=row.ons_code("council"),
        county=row["county"],
        lat=row.decimal_or_none("lat"),
        lon=row.decimal_or_none("lon"),
        population=int(population) if population else None,
        other_names=row.many("other_names"),
        sure=row.one_of("sure", SURENESS),
    )
