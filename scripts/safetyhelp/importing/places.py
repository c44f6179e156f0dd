"""Build ``places.csv`` from the places and wards lists.

In: ``places.csv.gz`` and ``wards_lad.csv.gz``. Out: one row for each name in a council. The same
name twice in a council leads to the same page, so the most populous, then surest row stays and
takes the other names, the sureness and, if it lacks one, the position of the rest.

Left out: rows without a name; “London”, which stands for 33 councils (the finder has an answer
of its own for it); rows whose council is unknown. Each is reported.
"""

import gzip
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from safetyhelp.areas.places import PLACE_COLUMNS, SURENESS
from safetyhelp.areas.tables import AreaFileError, Row, decode, parse_table, read_bytes, write_table
from safetyhelp.importing.lists import Lists

PLACES_FILE = "places.csv.gz"
WARDS_FILE = "wards_lad.csv.gz"
_PLACE_COLUMNS = [
    "name",
    "alt_names",
    "type",
    "lad_code",
    "lad_name",
    "county",
    "region",
    "nation",
    "lat",
    "lon",
    "population",
    "source",
    "lad_confidence",
    "nearest_postcode_m",
]
_WARD_COLUMNS = ["ward_code", "ward_name", "lad_code", "lat", "lon", "n_postcodes"]
_NO_ONE_COUNCIL = frozenset({"london"})


@dataclass(frozen=True, slots=True)
class _Found:
    name: str
    type: str
    council: str
    county: str
    position: tuple[str, str]
    population: str
    other_names: tuple[str, ...]
    sure: str


@dataclass(frozen=True, slots=True)
class Districts:
    """How the districts of the source are written: as councils of ``day``.

    ``counties`` gives code → name of the county above a council.
    """

    lists: Lists
    day: date
    counties: Mapping[str, str]


def build_places(folder: Path, districts: Districts) -> tuple[str, list[str]]:
    """Return ``places.csv`` as text, and what was left out of it, in sentences.

    Places go before the wards that add a name to them.
    """
    left_out: list[str] = []
    best: dict[tuple[str, str], _Found] = {}
    for place in _places(folder, districts, left_out):
        key = (place.name.casefold(), place.council)
        best[key] = _merged(best[key], place) if key in best else place
    for ward in _wards(folder, districts, left_out):
        best.setdefault((ward.name.casefold(), ward.council), ward)
    rows = sorted(_cells(place) for place in best.values())
    return write_table(PLACE_COLUMNS, rows), left_out


def _read_gzip(path: Path, columns: list[str]) -> Iterator[Row]:
    try:
        content = gzip.decompress(read_bytes(path))
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise AreaFileError(
            path.name, f"this is not a whole gzip file ({error}).", "Fetch it again."
        ) from None
    return parse_table(decode(content, path.name), path.name, columns)


def _named(
    rows: Iterable[Row], column: str, districts: Districts, left_out: list[str]
) -> Iterator[tuple[Row, str, str]]:
    """Yield each row that can be used, with the name in a column and the council."""
    for row in rows:
        name = _tidy(row[column])
        council = districts.lists.code_on(row["lad_code"], districts.day)
        if not name:
            why = "there is no name"
        elif name.casefold() in _NO_ONE_COUNCIL:
            why = f"“{name}” is more than one council"
        elif council is None:
            why = f"the council “{row['lad_code']}” is unknown"
        else:
            yield row, name, council
            continue
        left_out.append(f"{row.file}, row {row.number}: {why}.")


def _places(folder: Path, districts: Districts, left_out: list[str]) -> Iterator[_Found]:
    rows = _read_gzip(folder / PLACES_FILE, _PLACE_COLUMNS)
    for row, name, council in _named(rows, "name", districts, left_out):
        others = {_tidy(text) for text in row.many("alt_names", "|")}
        yield _Found(
            name=name,
            type=row.required("type"),
            council=council,
            county=districts.counties.get(council) or row["county"] or row["region"],
            position=_position(row),
            population=row.matching("population", "[0-9]{0,9}", "a whole number, or empty"),
            other_names=_other_names(others, name),
            sure=row.one_of("lad_confidence", SURENESS),
        )


def _wards(folder: Path, districts: Districts, left_out: list[str]) -> Iterator[_Found]:
    rows = _read_gzip(folder / WARDS_FILE, _WARD_COLUMNS)
    for row, name, council in _named(rows, "ward_name", districts, left_out):
        yield _Found(
            name=name.removesuffix(" Ward"),
            type="ward",
            council=council,
            county=districts.counties.get(council) or districts.lists.region(council),
            position=_position(row),
            population="",
            other_names=(),
            sure="exact",
        )


def _position(row: Row) -> tuple[str, str]:
    """Return the position to three decimals, about 100 metres; some rows have none."""
    lat, lon = row.decimal_or_none("lat"), row.decimal_or_none("lon")
    if lat is None or lon is None:
        return "", ""
    return f"{round(lat, 3) + 0:.3f}", f"{round(lon, 3) + 0:.3f}"  # + 0: no “-0.000”


def _tidy(name: str) -> str:
    """Put one space after each comma and none before; semicolons separate names in our file."""
    return " ".join(name.replace(";", ",").replace(",", ", ").replace(" ,", ",").split())


def _other_names(names: set[str], name: str) -> tuple[str, ...]:
    keep = (each for each in names if each.casefold() not in {name.casefold(), *_NO_ONE_COUNCIL})
    return tuple(sorted(filter(None, keep)))


def _merged(one: _Found, other: _Found) -> _Found:
    """Return the better of two rows of the same name and council, with the names of both."""

    def worth(place: _Found) -> tuple[int, int]:
        return int(place.population or 0), -SURENESS.index(place.sure)

    best = other if worth(other) > worth(one) else one
    return replace(
        best,
        position=max(best.position, one.position if best is other else other.position, key=any),
        other_names=_other_names({*one.other_names, *other.other_names}, best.name),
        sure=min(one.sure, other.sure, key=SURENESS.index),
    )


def _cells(place: _Found) -> tuple[str, ...]:
    others = ";".join(place.other_names)
    named = (place.name, place.type, place.council, place.county)
    return (*named, *place.position, place.population, others, place.sure)
