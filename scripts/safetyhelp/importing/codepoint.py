"""Read OS Code-Point Open from the zip exactly as Ordnance Survey distributes it.

In: the zip: ``Data/CSV/*.csv`` without headers, ``Doc/Code-Point_Open_Column_Headers.csv`` and
``Doc/metadata.txt`` with the edition and the number of postcodes in each area.
Out: a ``CodePoint``: the postcodes with a position, their council codes, and the edition.
A row that does not fit is refused by member and row; so is a file with rows missing.
"""

import io
import re
import sys
import zipfile
import zlib
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from safetyhelp.areas.postcodes import OUTWARD, USED_INWARD
from safetyhelp.areas.tables import CODE, AreaFileError, csv_rows, decode, read_bytes

CODE_POINT_FILE = "codepo_gb.zip"
HEADERS_MEMBER = "Doc/Code-Point_Open_Column_Headers.csv"
METADATA_MEMBER = "Doc/metadata.txt"
SHORT_HEADERS = ["PC", "PQ", "EA", "NO", "CY", "RH", "LH", "CC", "DC", "WC"]
LONG_HEADERS = [
    "Postcode",
    "Positional_quality_indicator",
    "Eastings",
    "Northings",
    "Country_code",
    "NHS_regional_HA_code",
    "NHS_HA_code",
    "Admin_county_code",
    "Admin_district_code",
    "Admin_ward_code",
]

NO_DISTRICT = ""
_FRESH_ZIP = "Download Code-Point Open (CSV) again from Ordnance Survey."
_DATA_MEMBER = re.compile(r"Data/CSV/([a-z]{1,2})\.csv")
_POSTCODE = re.compile(rf"({OUTWARD}) *({USED_INWARD})")
_METRES = re.compile(r"[0-9]{1,7}")
_EDITION = re.compile(r"^DATASET VERSION NUMBER: *(\S+)\s*$", re.MULTILINE)
_COPYRIGHT = re.compile(r"^COPYRIGHT DATE: *([0-9]{8})\s*$", re.MULTILINE)
_ROYAL_MAIL = re.compile(r"^RM UPDATE DATE: *([0-9]{8})\s*$", re.MULTILINE)
_AREA_COUNT = re.compile(r"^ *([A-Z]{1,2})\t *([0-9]+)\s*$", re.MULTILINE)

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Edition:
    """What ``metadata.txt`` says of the edition: its number, the day of its councils, and more."""

    number: str
    day: date
    royal_mail_day: date
    areas: dict[str, int]


@dataclass(slots=True)
class CodePoint:
    """The positioned postcodes, in the order read. ``district`` is empty where OS gives none."""

    edition: Edition
    outward: list[str] = field(default_factory=list)
    inward: list[str] = field(default_factory=list)
    district: list[str] = field(default_factory=list)
    easting: "array[int]" = field(default_factory=lambda: array("i"))
    northing: "array[int]" = field(default_factory=lambda: array("i"))
    without_position: int = 0

    def __len__(self) -> int:
        return len(self.outward)


def read_code_point(
    path: Path, council_code: Callable[[str], str | None], progress: Progress
) -> CodePoint:
    """Read the zip at ``path``.

    ``council_code`` returns the code to write for a district code, or None for an unknown one.
    """
    with _opened(path) as archive:
        return _read(archive, path.name, council_code, progress)


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open the zip for the time of the block; whatever is wrong with it is an `AreaFileError`."""
    try:
        with zipfile.ZipFile(io.BytesIO(read_bytes(path))) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise AreaFileError(path.name, f"the zip cannot be read ({error}).", _FRESH_ZIP) from None


def read_edition(path: Path) -> Edition:
    """Read only which edition the zip at ``path`` holds."""
    with _opened(path) as archive:
        return _edition_of(archive, path.name)


def _read(
    archive: zipfile.ZipFile,
    name: str,
    council_code: Callable[[str], str | None],
    progress: Progress,
) -> CodePoint:
    _check_headers(archive, name)
    edition = _edition_of(archive, name)
    data = CodePoint(edition)
    known: dict[str, str] = {NO_DISTRICT: NO_DISTRICT}
    members = sorted(
        (found[1].upper(), member)
        for member in archive.namelist()
        if (found := _DATA_MEMBER.fullmatch(member))
    )
    areas = {area for area, _ in members}
    for area in sorted(set(edition.areas) ^ areas):
        fault = (
            "is in metadata.txt but has no file"
            if area in edition.areas
            else "has a file but is not in metadata.txt"
        )
        raise AreaFileError(name, f"postcode area {area} {fault}.", _FRESH_ZIP)
    for number, (area, member) in enumerate(members, 1):
        file = f"{name}: {member}"
        rows = _read_area(_member(archive, name, member), file, area, data, known, council_code)
        if rows != edition.areas[area]:
            raise AreaFileError(
                file,
                f"there are {rows:,} rows where metadata.txt says {edition.areas[area]:,}.",
                _FRESH_ZIP,
            )
        if number % 20 == 0 or number == len(members):
            progress(f"Code-Point Open: {number} of {len(members)} postcode areas read")
    return data


def _member(archive: zipfile.ZipFile, name: str, member: str) -> str:
    try:
        content = archive.read(member)
    except KeyError:
        raise AreaFileError(name, f"{member} is not in the zip.", _FRESH_ZIP) from None
    return decode(content, f"{name}: {member}")


def _check_headers(archive: zipfile.ZipFile, name: str) -> None:
    text = _member(archive, name, HEADERS_MEMBER)
    for row, (line, expected) in enumerate(
        zip([*text.splitlines(), "", ""], (SHORT_HEADERS, LONG_HEADERS), strict=False), 1
    ):
        if line.split(",") != expected:
            raise AreaFileError(
                f"{name}: {HEADERS_MEMBER}",
                f"the columns are “{line}”.",
                f"This importer reads “{','.join(expected)}”; it must be changed for a new layout.",
                row,
            )


def _edition_of(archive: zipfile.ZipFile, name: str) -> Edition:
    text = _member(archive, name, METADATA_MEMBER)
    found = [pattern.search(text) for pattern in (_EDITION, _COPYRIGHT, _ROYAL_MAIL)]
    areas = {area: int(count) for area, count in _AREA_COUNT.findall(text)}
    number, *dates = (match[1] if match else "" for match in found)
    if not (number and all(dates) and areas):
        raise AreaFileError(
            f"{name}: {METADATA_MEMBER}",
            "the version number, a date or the list of areas is missing.",
            _FRESH_ZIP,
        )
    try:
        day, royal_mail_day = map(date.fromisoformat, dates)
    except ValueError:
        raise AreaFileError(
            f"{name}: {METADATA_MEMBER}",
            f"there is no such date: {' or '.join(dates)} (year, month, day).",
            _FRESH_ZIP,
        ) from None
    return Edition(number, day, royal_mail_day, areas)


def _read_area(
    text: str,
    file: str,
    area: str,
    data: CodePoint,
    known: dict[str, str],
    council_code: Callable[[str], str | None],
) -> int:
    """Add the rows of one postcode area to ``data`` and return how many there were."""
    row = 0
    seen: set[str] = set()
    for row, cells in csv_rows(text, file, _FRESH_ZIP):
        if len(cells) != len(LONG_HEADERS):
            raise AreaFileError(
                file, f"there are {len(cells)} values where 10 belong.", _FRESH_ZIP, row
            )
        postcode, _, east, north, _, _, _, _, district, _ = cells
        found = _POSTCODE.fullmatch(postcode)
        if not found or not found[1].startswith(area) or found[1][len(area)].isalpha():
            raise AreaFileError(
                file, f"“{postcode}” is not a postcode of area {area}.", _FRESH_ZIP, row
            )
        outward, inward = map(sys.intern, found.groups())
        key = outward + inward
        if key in seen:
            raise AreaFileError(file, f"the postcode {postcode} is there twice.", _FRESH_ZIP, row)
        seen.add(key)
        if not (_METRES.fullmatch(east) and _METRES.fullmatch(north)):
            if east or north:
                raise AreaFileError(
                    file, f"the position “{east},{north}” is not in metres.", _FRESH_ZIP, row
                )
            east = north = "0"
        easting, northing = int(east), int(north)
        if not easting and not northing:
            data.without_position += 1
            continue
        if district not in known:
            known[district] = _today(district, postcode, file, row, council_code)
        data.outward.append(outward)
        data.inward.append(inward)
        data.district.append(known[district])
        data.easting.append(easting)
        data.northing.append(northing)
    return row


def _today(
    district: str, postcode: str, file: str, row: int, council_code: Callable[[str], str | None]
) -> str:
    code = council_code(district) if re.fullmatch(CODE, district) else None
    if code is None:
        raise AreaFileError(
            file,
            f"the postcode {postcode} is in district “{district}”, which is not a council in "
            "local_authorities.csv.",
            "Bring local_authorities.csv and lad_retired_to_current.csv up to date.",
            row,
        )
    return code
