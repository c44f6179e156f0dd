"""Read the councils, counties and police areas of ``data/areas/`` into a ``Geography``.

In: a folder holding ``councils.csv``, ``counties.csv`` and ``police_areas.csv`` as
``scripts/import_areas.py`` writes them, and ``announced.csv`` where councils are to come. Out: a
``Geography`` in which every reference leads somewhere. Anything else is refused with an
``AreaFileError`` that names file and row.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from safetyhelp.areas.announced import ID, ID_MEANING, read_announced, with_announced
from safetyhelp.areas.model import NATIONS, Area, Council, County, Geography, PoliceArea
from safetyhelp.areas.tables import Row, read_table

COUNCIL_COLUMNS = [
    "id",
    "code",
    "name",
    "official_name",
    "welsh_name",
    "type",
    "nation",
    "region",
    "county",
    "police_area",
    "homepage",
    "lat",
    "lon",
    "from",
    "to",
    "replaced_by",
    "former_codes",
    "other_names",
]
COUNTY_COLUMNS = [
    "id",
    "code",
    "name",
    "official_name",
    "homepage",
    "police_area",
    "from",
    "to",
    "replaced_by",
]
POLICE_AREA_COLUMNS = [
    "id",
    "code",
    "name",
    "force",
    "police_uk_id",
    "nation",
    "from",
    "to",
    "replaced_by",
]


_A = TypeVar("_A", bound=Area)


def read_geography(folder: Path) -> Geography:
    """Return the geography of ``folder`` with the councils to come, or raise ``AreaFileError``."""
    return with_announced(read_imported(folder), read_announced(folder))


def read_imported(folder: Path) -> Geography:
    """Return the geography as the import wrote it, or raise ``AreaFileError``."""
    police_areas = _by_id(_read(folder / "police_areas.csv", POLICE_AREA_COLUMNS, _police_area))
    counties_read = _read(folder / "counties.csv", COUNTY_COLUMNS, _county)
    counties = _by_id(counties_read)
    councils_read = _read(folder / "councils.csv", COUNCIL_COLUMNS, _council)
    councils = _by_id(councils_read)

    for row, county in counties_read:
        _known(row, "police_area", county.police_area, police_areas, "police_areas.csv")
    for row, council in councils_read:
        _known(row, "police_area", council.police_area, police_areas, "police_areas.csv")
        if council.county:
            _known(row, "county", council.county, counties, "counties.csv")
    _check_former_codes(councils_read)
    return Geography(councils=councils, counties=counties, police_areas=police_areas)


def _read(path: Path, columns: list[str], area_of: Callable[[Row], _A]) -> list[tuple[Row, _A]]:
    return [(row, area_of(row)) for row in read_table(path, columns)]


def _nation(row: Row) -> str:
    _known(row, "nation", row["nation"], NATIONS, ", ".join(NATIONS))
    return row["nation"]


def _shared(row: Row) -> dict[str, Any]:
    """Return what an area of any kind has."""
    first, last = row.day("from"), row.day("to")
    if first and last and last < first:
        row.refuse(f"it ends ({last}) before it begins ({first}).", "Check “from” and “to”.")
    return {
        "id": row.matching("id", ID, ID_MEANING),
        "code": row.ons_code("code"),
        "name": row.required("name"),
        "starts_on": first,
        "ends_on": last,
        "replaced_by": row.many("replaced_by"),
    }


def _council(row: Row) -> Council:
    return Council(
        **_shared(row),
        official_name=row.required("official_name"),
        welsh_name=row["welsh_name"],
        type=row.required("type"),
        nation=_nation(row),
        region=row["region"],
        county=row["county"],
        police_area=row.required("police_area"),
        homepage=row["homepage"],
        lat=row.decimal("lat"),
        lon=row.decimal("lon"),
        former_codes=row.many("former_codes"),
        other_names=row.many("other_names"),
    )


def _county(row: Row) -> County:
    return County(
        **_shared(row),
        official_name=row.required("official_name"),
        homepage=row["homepage"],
        police_area=row.required("police_area"),
    )


def _police_area(row: Row) -> PoliceArea:
    return PoliceArea(
        **_shared(row),
        force=row.required("force"),
        police_uk_id=row["police_uk_id"],
        nation=_nation(row),
    )


def _known(row: Row, column: str, value: str, known: Iterable[str], where: str) -> None:
    if value not in known:
        row.refuse(f"“{column}” is “{value}”, which is not in {where}.", "Use an id from there.")


def _by_id(read: list[tuple[Row, _A]]) -> Mapping[str, _A]:
    """Index areas by id, refusing ids and codes used twice and successors that do not exist."""
    areas: dict[str, _A] = {}
    codes: dict[str, int] = {}
    for row, area in read:
        if area.id in areas:
            row.refuse(f"the id “{area.id}” is used twice.", "Each row needs an id of its own.")
        if area.code in codes:
            row.refuse(
                f"the code {area.code} is already in row {codes[area.code]}.", "Remove one row."
            )
        areas[area.id] = area
        codes[area.code] = row.number
    for row, area in read:
        for successor in area.replaced_by:
            _known(row, "replaced_by", successor, areas, row.file)
    return areas


def _check_former_codes(read: list[tuple[Row, Council]]) -> None:
    owner = {council.code: council.id for _, council in read}
    for row, council in read:
        for code in council.former_codes:
            if code in owner:
                row.refuse(
                    f"the former code {code} belongs to “{owner[code]}”.", "Remove one of them."
                )
            owner[code] = council.id
