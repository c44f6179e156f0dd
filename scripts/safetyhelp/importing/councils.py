"""Build ``councils.csv``, ``counties.csv`` and ``police_areas.csv`` from the published lists.

Pure: ``Lists`` in, tables as text out, sorted by id.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import timedelta

from safetyhelp.areas.model import Council
from safetyhelp.areas.reading import COUNCIL_COLUMNS, COUNTY_COLUMNS, POLICE_AREA_COLUMNS
from safetyhelp.areas.tables import Row, write_table
from safetyhelp.importing.lists import COUNTY_TYPE, NATION_IDS, TYPES, Lists, Retired
from safetyhelp.importing.names import other_names, plain_name, upright_name
from safetyhelp.importing.past import Past
from safetyhelp.text.slugs import slug

STEPS_BETWEEN: Mapping[str, str] = {"E07000190": "E07000246", "E07000191": "E07000246"}
"""Retired code → the council that followed it first, where the source names only today's.

Taunton Deane and West Somerset became Somerset West and Taunton on 1 April 2019 (the Somerset
West and Taunton (Local Government Changes) Order 2018), which became part of Somerset in 2023.
"""

RENAMED_POLICE_AREAS: Mapping[str, tuple[str, str]] = {
    "E23000030": ("Hampshire and Isle of Wight", "Hampshire and Isle of Wight Constabulary"),
    "E23000036": ("Avon and Somerset", "Avon and Somerset Police"),
}
"""Code → area and force as they are called now, by the notes of the police area list."""

OFFICIAL_NAMES: Mapping[str, str] = {"E06000015": "Derby City Council"}
"""Code → official name, where the list has a slip that its own note puts right."""

_RETIRED_TYPES: Mapping[str, str] = {
    "E06": "unitary authority",
    "E07": "non-metropolitan district",
    "E08": "metropolitan district",
    "E09": "London borough",
    "E10": "county council",
    "N09": "Northern Ireland district",
    "S12": "Scottish council",
    "W06": "Welsh council",
}
_NATION_LETTERS = {"E": "england", "W": "wales", "S": "scotland", "N": "northern-ireland"}
_OFFICIAL_NOTE = re.compile(r"mySociety official name: (?P<name>[^;]+)")


def police_ids(lists: Lists) -> dict[str, str]:
    """Return code → id of each police area."""
    names = {code: _police_names(row)[0] for code, row in lists.police.items()}
    return {
        code: slug(name.replace("&", "and").removesuffix(" Police")) for code, name in names.items()
    }


def _police_names(row: Row) -> tuple[str, str]:
    """Return what a police area and its force are called now."""
    listed = upright_name(row.required("pfa_name")), row.required("force_name")
    return RENAMED_POLICE_AREAS.get(row["pfa_code"], listed)


def police_areas_table(lists: Lists) -> str:
    """Return ``police_areas.csv``."""
    ids = police_ids(lists)
    rows = []
    for code, row in lists.police.items():
        name, force = _police_names(row)
        nation = NATION_IDS[row["nation"]]
        rows.append((ids[code], code, name, force, row["police_uk_id"], nation, "", "", ""))
    return write_table(POLICE_AREA_COLUMNS, sorted(rows))


def county_ids(lists: Lists) -> dict[str, str]:
    """Return code → id of each current county council."""
    return {code: slug(row.required("nice_name")) for code, row in lists.counties.items()}


def counties_table(lists: Lists, past: Past) -> str:
    """Return ``counties.csv``: the county councils of today, and those of before with their end."""
    ids, police = county_ids(lists), police_ids(lists)
    rows: list[tuple[str, ...]] = []
    for code, last_day in past.ended_counties(lists).items():
        old = past.counties[code]
        known = (old.id, code, old.name, old.official_name, old.homepage, old.police_area)
        rows.append((*known, "", last_day.isoformat(), ""))
    for code, row in lists.counties.items():
        named = (row["nice_name"], row.required("official_name"), row["homepage_url"])
        rows.append((ids[code], code, *named, police[row["pfa_code"]], "", "", ""))
    return write_table(COUNTY_COLUMNS, sorted(rows))


def council_ids(lists: Lists, past: Past) -> dict[str, str]:
    """Return code → id of each council, today's and replaced; “-former” where names collide.

    A council that was announced keeps the id, and so the address, that it had then.
    """
    ids = {
        code: past.announced_id(code, lists) or slug(plain_name(row.required("nice_name")))
        for code, row in lists.councils.items()
    }
    taken: dict[str, str] = {}
    for code, id_ in ids.items():
        if id_ in taken:
            lists.councils[code].refuse(
                f"the id “{id_}” is that of {taken[id_]} too.", "Give one a different name."
            )
        taken[id_] = code
    for code, retired in _replaced_councils(lists, past).items():
        old = past.once_listed(code)
        id_ = old.id if old else slug(plain_name(retired.name))
        id_ = f"{id_}-former" if id_ in taken else id_
        if id_ in taken:
            retired.row.refuse(f"the id “{id_}” is used twice.", "Give one a different name.")
        taken[id_] = code
        ids[code] = id_
    return ids


def _replaced_councils(lists: Lists, past: Past) -> dict[str, Retired]:
    """Return the retired codes, without county councils that go on or are in ``counties.csv``."""
    return {
        code: each
        for code, each in lists.retired.items()
        if code not in past.counties
        and not (_RETIRED_TYPES.get(code[:3]) == TYPES[COUNTY_TYPE] and past.goes_on(lists, code))
    }


def councils_table(lists: Lists, past: Past) -> str:
    """Return ``councils.csv``: every council of today and every one that it replaced."""
    ids = council_ids(lists, past)
    rows = [_current(row, lists, ids) for row in lists.councils.values()]
    for code, retired in _replaced_councils(lists, past).items():
        old = past.once_listed(code)
        row = _replaced(retired, lists, ids)
        rows.append(_as_before(old, row) if old else row)
    return write_table(COUNCIL_COLUMNS, sorted(rows))


def _as_before(old: Council, row: tuple[str, ...]) -> tuple[str, ...]:
    """Return the row of a replaced council with all that was known of it while it was listed."""
    changed = dict(zip(COUNCIL_COLUMNS, row, strict=True))
    first_day = old.starts_on.isoformat() if old.starts_on else changed["from"]
    return (
        *(changed["id"], changed["code"], old.name, old.official_name, old.welsh_name, old.type),
        *(old.nation, old.region, old.county, old.police_area, old.homepage),
        *(f"{old.lat:.5f}", f"{old.lon:.5f}", first_day, changed["to"], changed["replaced_by"]),
        *(";".join(old.former_codes), ";".join(old.other_names)),
    )


def county_names(lists: Lists, past: Past) -> dict[str, str]:
    """Return code → name of the county above each council that has one, those that end included."""
    names = {each.id: each.name for each in past.counties.values()}
    found = {
        code: names[old.county]
        for code in lists.retired
        if (old := past.once_listed(code)) and old.county
    }
    for code, row in lists.councils.items():
        if row["county_gss"]:
            found[code] = lists.counties[row["county_gss"]]["nice_name"]
    return found


def _next_codes(retired: Retired, lists: Lists) -> tuple[str, ...]:
    step = STEPS_BETWEEN.get(retired.code)
    return (step,) if step and step in lists.retired else retired.current


def _first_day(code: str, lists: Lists) -> str:
    """Return the day after the last of the councils that this one replaced, or nothing."""
    ended = [each.last_day for each in lists.retired.values() if code in _next_codes(each, lists)]
    return (max(ended) + timedelta(days=1)).isoformat() if ended else ""


def _current(row: Row, lists: Lists, ids: Mapping[str, str]) -> tuple[str, ...]:
    code, listed = row["gss_code"], row["nice_name"]
    official = OFFICIAL_NAMES.get(code, row.required("official_name"))
    name, welsh = plain_name(listed), row["welsh_name"]
    noted = _OFFICIAL_NOTE.search(row["note"])
    candidates = (
        listed,
        official,
        row["mysociety_nice_name_if_different"],
        noted["name"] if noted else "",
    )
    former = sorted(old for old, new in lists.former_codes.items() if new == code)
    county = row["county_gss"]
    return (
        ids[code],
        code,
        name,
        official,
        welsh,
        TYPES[row["type"]],
        NATION_IDS[row["nation"]],
        row["region"],
        county_ids(lists)[county] if county else "",
        police_ids(lists)[row["pfa_code"]],
        row["homepage_url"],
        *lists.positions[code],
        _first_day(code, lists),
        "",
        "",
        ";".join(former),
        ";".join(other_names((name, official, welsh), candidates)),
    )


def _replaced(retired: Retired, lists: Lists, ids: Mapping[str, str]) -> tuple[str, ...]:
    """Return the row of a replaced council, with its successors' region, police and position.

    The source gives none of its own. A successor's region or police area is taken only where
    all successors agree.
    """
    code, name, row = retired.code, retired.name, retired.row
    if code[:3] not in _RETIRED_TYPES:
        row.refuse(f"{code} is not the code of a council.", "Correct the code or remove the row.")
    successors = [lists.councils[each] for each in retired.current]
    police = _shared(successors, "pfa_code")
    if not police:
        row.refuse("its successors have different police areas.", "Say which one was its own.")
    positions = [lists.positions[each] for each in retired.current]
    return (
        ids[code],
        code,
        plain_name(name),
        name,
        "",
        _RETIRED_TYPES[code[:3]],
        _NATION_LETTERS[code[0]],
        _shared(successors, "region"),
        "",
        police_ids(lists)[police],
        "",
        _mean(lat for lat, _ in positions),
        _mean(lon for _, lon in positions),
        _first_day(code, lists),
        retired.last_day.isoformat(),
        ";".join(sorted(ids[each] for each in _next_codes(retired, lists))),
        "",
        "",
    )


def _shared(rows: Iterable[Row], column: str) -> str:
    values = {row[column] for row in rows}
    return values.pop() if len(values) == 1 else ""


def _mean(numbers: Iterable[str]) -> str:
    values = [float(number) for number in numbers]
    return f"{sum(values) / len(values):.5f}"
