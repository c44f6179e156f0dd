"""Read the published lists of councils, police areas and positions, each exactly as distributed.

In: the source folder. Out: rows checked for shape and for agreeing with each other. A list that
lacks a code which another list has is refused: a silent gap would become a wrong answer page.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from safetyhelp.areas.model import NATIONS
from safetyhelp.areas.tables import AreaFileError, Row, read_table

COUNCILS_FILE = "local_authorities.csv"
RETIRED_FILE = "lad_retired_to_current.csv"
POLICE_FILE = "pfa.csv"
POSITIONS_FILE = "lad_centroids.csv"
LOOKUP_FILE = "lad_csp_pfa.csv"

_COUNCIL_COLUMNS = [
    "gss_code",
    "official_name",
    "nice_name",
    "mysociety_nice_name_if_different",
    "welsh_name",
    "type",
    "nation",
    "region",
    "county_council",
    "county_gss",
    "combined_authority",
    "combined_authority_source",
    "lat",
    "lon",
    "latlon_source",
    "population_2020",
    "gov_uk_slug",
    "homepage_url",
    "pfa_code",
    "pfa_name",
    "mysociety_code",
    "former_gss_codes",
    "note",
]
_RETIRED_COLUMNS = ["retired_gss", "name", "current_gss", "how"]
_POLICE_COLUMNS = ["pfa_code", "pfa_name", "force_name", "police_uk_id", "n_lads", "nation", "note"]
_POSITION_COLUMNS = [
    "lad_code",
    "lat",
    "lon",
    "postcode_mean_lat",
    "postcode_mean_lon",
    "inside_lat",
    "inside_lon",
    "note",
]
_LOOKUP_COLUMNS = ["lad_code", "lad_name", "csp_code", "csp_name", "pfa_code", "pfa_name", "note"]

COUNTY_TYPE = "County"
TYPES: Mapping[str, str] = {
    "Non-metropolitan district": "non-metropolitan district",
    "Unitary authority": "unitary authority",
    "Metropolitan district": "metropolitan district",
    "London borough": "London borough",
    "City corporation": "city corporation",
    "Scottish unitary authority": "Scottish council",
    "Welsh unitary authority": "Welsh council",
    "NI district": "Northern Ireland district",
    COUNTY_TYPE: "county council",
}
"""Type as published → type as written in ``councils.csv``."""

NATION_IDS: Mapping[str, str] = {name: id_ for id_, name in NATIONS.items()}
"""Nation as published → id."""

_MERGED = re.compile(r"merged/abolished ([0-9]{4}-[0-9]{2}-[0-9]{2})")


@dataclass(frozen=True, slots=True)
class Retired:
    """A council that has been replaced: its last day and the codes of today's councils."""

    row: Row
    code: str
    name: str
    last_day: date
    current: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lists:
    """The published lists, by code, in agreement with each other."""

    councils: Mapping[str, Row]
    counties: Mapping[str, Row]
    retired: Mapping[str, Retired]
    former_codes: Mapping[str, str]
    police: Mapping[str, Row]
    positions: Mapping[str, tuple[str, str]]

    def code_on(self, code: str, day: date) -> str | None:
        """Return the code of the council that is there on a day, or None if that is not certain.

        A council that is to end later stays itself: the day may not have come when the files are
        used, and whoever reads them finds its successor.
        """
        code = self.former_codes.get(code, code)
        if code not in self.retired:
            return code if code in self.councils else None
        if self.retired[code].last_day >= day:
            return code
        current = self.retired[code].current
        return current[0] if len(current) == 1 else None

    def with_successors(self, codes: Iterable[str]) -> set[str]:
        """Return codes with those of today's councils that took the place of retired ones."""
        found = set(codes)
        return found.union(*(self.retired[code].current for code in found & self.retired.keys()))

    def region(self, code: str) -> str:
        """Return the region of a council; of a retired one, that of its first successor."""
        return self.councils[code if code in self.councils else self.retired[code].current[0]][
            "region"
        ]


def read_lists(folder: Path) -> Lists:
    """Read the five lists in ``folder`` and refuse them where they contradict each other."""
    every = _by_code(read_table(folder / COUNCILS_FILE, _COUNCIL_COLUMNS), "gss_code")
    for row in every.values():
        _one_of(row, "type", TYPES)
        _one_of(row, "nation", NATION_IDS)
    counties = {code: row for code, row in every.items() if row["type"] == COUNTY_TYPE}
    councils = {code: row for code, row in every.items() if row["type"] != COUNTY_TYPE}
    for row in councils.values():
        if row["county_gss"] and row["county_gss"] not in counties:
            row.refuse(f"the county {row['county_gss']} is not in the list.", "Add its row.")

    police = _by_code(read_table(folder / POLICE_FILE, _POLICE_COLUMNS), "pfa_code")
    for row in police.values():
        _one_of(row, "nation", NATION_IDS)
    for row in every.values():
        if row["pfa_code"] not in police:
            row.refuse(
                f"the police area {row['pfa_code']} is not in {POLICE_FILE}.", "Add it there."
            )
    retired, former_codes = _retired(folder, councils)
    _check_lookup(folder, councils, retired)
    for row in councils.values():
        for code in row.many("former_gss_codes", ","):
            if former_codes.setdefault(code, row["gss_code"]) != row["gss_code"]:
                row.refuse(
                    f"the former code {code} leads to {former_codes[code]} in {RETIRED_FILE}.",
                    "Make the two agree.",
                )
    return Lists(
        councils=councils,
        counties=counties,
        retired=retired,
        former_codes=former_codes,
        police=police,
        positions=_positions(folder, councils),
    )


def _one_of(row: Row, column: str, known: Iterable[str]) -> None:
    if row[column] not in known:
        row.refuse(
            f"the {column} “{row[column]}” is not known.", f"Use one of: {', '.join(known)}."
        )


def _by_code(rows: Iterable[Row], column: str) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in rows:
        code = row.ons_code(column)
        if code in found:
            row.refuse(f"the code {code} is already in row {found[code].number}.", "Remove one.")
        found[code] = row
    return found


def require_codes(
    file: str, found: Iterable[str], councils: Iterable[str], nations: str = "ENSW"
) -> None:
    """Refuse ``file`` unless it has a row for each of ``councils`` in ``nations`` (letters)."""
    missing = sorted({code for code in councils if code[0] in nations} - set(found))
    if missing:
        raise AreaFileError(
            file,
            f"there is no row for {', '.join(missing[:5])}"
            + (f" and {len(missing) - 5} more." if len(missing) > 5 else "."),
            f"Add it, or use the edition of {file} that matches {COUNCILS_FILE}.",
        )


def _check_lookup(
    folder: Path, councils: Mapping[str, Row], retired: Mapping[str, Retired]
) -> None:
    """Refuse the ONS lookup if it lacks a council of its nations or differs on a police area.

    It may still have the rows of councils that ended: they stand for those that replaced them.
    """
    seen: set[str] = set()
    for row in read_table(folder / LOOKUP_FILE, _LOOKUP_COLUMNS):
        code = row.ons_code("lad_code")
        if code not in councils and code not in retired:
            row.refuse(
                f"the council {code} is neither in {COUNCILS_FILE} nor in {RETIRED_FILE}.",
                f"If it has ended or is to end, add it to {RETIRED_FILE}, if not to "
                f"{COUNCILS_FILE}.",
            )
        for today in retired[code].current if code in retired else (code,):
            seen.add(today)
            if row["pfa_code"] != councils[today]["pfa_code"]:
                row.refuse(
                    f"the police area of {code} is {row['pfa_code']} here and "
                    f"{councils[today]['pfa_code']} in {COUNCILS_FILE}.",
                    "Find out which is right and make the two agree.",
                )
    require_codes(LOOKUP_FILE, seen, councils, "EW")


def _retired(
    folder: Path, councils: Mapping[str, Row]
) -> tuple[dict[str, Retired], dict[str, str]]:
    """Split the retired codes into councils that ended and codes that only changed."""
    retired: dict[str, Retired] = {}
    recoded: dict[str, str] = {}
    rows = _by_code(read_table(folder / RETIRED_FILE, _RETIRED_COLUMNS), "retired_gss")
    for code, row in rows.items():
        current = row.many("current_gss", "|")
        if code.startswith("E47"):
            continue  # a combined authority: not a council
        if code in councils:
            row.refuse(
                f"{code} is a current council in {COUNCILS_FILE}.",
                "If it has ended or is to end, remove its row there; if not, remove this row.",
            )
        for each in current:
            if each not in councils and not (row["how"] == "re-coded" and each in rows):
                row.refuse(
                    f"the current code {each} is not in {COUNCILS_FILE}.", "Correct the code."
                )
        if not current:
            row.refuse("“current_gss” is empty.", "Name the council that is there now.")
        if row["how"] == "re-coded":
            if len(current) != 1:
                row.refuse("a re-coded council has several codes.", "Leave one.")
            recoded[code] = current[0]
        elif found := _MERGED.fullmatch(row["how"]):
            retired[code] = Retired(
                row, code, row.required("name"), last_day(row, found[1]), current
            )
        else:
            row.refuse(
                f"“how” is “{row['how']}”.",
                "Write “re-coded” or “merged/abolished YYYY-MM-DD”.",
            )
    return retired, recoded


def last_day(row: Row, text: str) -> date:
    """Return the last day of a council from the date the source gives.

    Councils of England change over on 1 April. The list gives some changes as 31 March (the
    last day of the old council) and some as 1 April (the first day of the new one).
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        row.refuse(f"“{text}” is not a date.", "Write it as YYYY-MM-DD.")
    if (day.month, day.day) == (4, 1):
        return day - timedelta(days=1)
    if (day.month, day.day) == (3, 31):
        return day
    return row.refuse(
        f"the date {text} is neither 31 March nor 1 April.",
        "Check it: it must be the last day of the old council or the first of the new.",
    )


def _positions(folder: Path, councils: Mapping[str, Row]) -> dict[str, tuple[str, str]]:
    """Mean of a council's postcodes; in Northern Ireland, which has none, the given position."""
    rows = _by_code(read_table(folder / POSITIONS_FILE, _POSITION_COLUMNS), "lad_code")
    require_codes(POSITIONS_FILE, rows, councils)
    found: dict[str, tuple[str, str]] = {}
    for code, row in rows.items():
        prefix = "" if code.startswith("N") else "postcode_mean_"
        lat, lon = row.decimal(f"{prefix}lat"), row.decimal(f"{prefix}lon")
        found[code] = (f"{lat:.5f}", f"{lon:.5f}")
    return found
