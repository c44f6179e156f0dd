"""Councils that are to begin on a day to come, and those that they replace.

In: ``data/areas/announced.csv``, written by hand from the page that says so, and the geography as
it was imported. Out: the geography with the new councils in it and an end to the old ones. A new
council needs no ONS code. When an import brings the council itself, under the same id, the
imported one stands and the row here only says where the change was read.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from safetyhelp.areas.model import Council, County, Geography
from safetyhelp.areas.tables import Row, read_table

ANNOUNCED_FILE = "announced.csv"
ANNOUNCED_COLUMNS = [
    "id",
    "name",
    "official_name",
    "type",
    "county",
    "from",
    "replaces",
    "source",
    "seen",
]

ID, ID_MEANING = r"[a-z0-9]+(-[a-z0-9]+)*", "lower-case words joined by hyphens"
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AnnouncedCouncil:
    """A council that is to begin on a day, as a page said when it was seen.

    `county` is the county council whose work it takes over, empty where there is none; `replaces`
    are the ids of the councils that end on the day before.
    """

    id: str
    name: str
    official_name: str
    type: str
    county: str
    starts_on: date
    replaces: tuple[str, ...]
    source: str
    seen: str
    row: Row

    @property
    def last_day(self) -> date:
        """The last day of the councils that it replaces."""
        return self.starts_on - _ONE_DAY


def read_announced(folder: Path) -> tuple[AnnouncedCouncil, ...]:
    """Read ``announced.csv`` if there is one. Raises AreaFileError that names the row."""
    path = folder / ANNOUNCED_FILE
    if not path.exists():
        return ()
    found: dict[str, AnnouncedCouncil] = {}
    for row in read_table(path, ANNOUNCED_COLUMNS):
        council = _announced(row)
        if council.id in found:
            row.refuse(f"the id “{council.id}” is used twice.", "Each row needs an id of its own.")
        found[council.id] = council
    return tuple(found.values())


def _announced(row: Row) -> AnnouncedCouncil:
    starts_on = row.day("from") or row.refuse("“from” is empty.", "Give its first day.")
    row.required("replaces")
    return AnnouncedCouncil(
        id=row.matching("id", ID, ID_MEANING),
        name=row.required("name"),
        official_name=row.required("official_name"),
        type=row.required("type"),
        county=row["county"],
        starts_on=starts_on,
        replaces=row.many("replaces"),
        source=row.matching("source", r"https?://\S+", "the address of the page that says so"),
        seen=row.required("seen"),
        row=row,
    )


def with_announced(geography: Geography, announced: Sequence[AnnouncedCouncil]) -> Geography:
    """Return the geography with the announced councils, and with an end to those they replace.

    Raises AreaFileError where a row contradicts what was imported.
    """
    if not announced:
        return geography
    councils = dict(geography.councils)
    for new in announced:
        _check(new, geography)
        if new.id in geography.councils:
            continue
        councils[new.id] = _council(new, [geography.councils[each] for each in new.replaces])
        for each in new.replaces:
            old = councils[each]
            followed_by = tuple(sorted({*old.replaced_by, new.id}))
            councils[each] = replace(old, ends_on=new.last_day, replaced_by=followed_by)
    counties = _counties(geography.counties, councils.values(), {new.county for new in announced})
    return replace(geography, councils=councils, counties=counties)


def _check(new: AnnouncedCouncil, geography: Geography) -> None:
    """Refuse a row that names something unknown or differs from what was imported."""
    if new.county and new.county not in geography.counties:
        new.row.refuse(
            f"the county “{new.county}” is not in counties.csv.", "Use an id from there."
        )
    if new.id in new.replaces:
        new.row.refuse(
            f"“{new.id}” is also the id of a council that it replaces.",
            "Choose another id: two councils cannot have one address.",
        )
    imported = geography.councils.get(new.id)
    if imported and imported.starts_on != new.starts_on:
        new.row.refuse(
            f"councils.csv has “{new.id}” too, and it begins on {imported.starts_on or 'no day'}.",
            "Make the two agree, or choose another id if it is another council.",
        )
    for each in new.replaces:
        old = geography.councils.get(each)
        if old is None:
            new.row.refuse(f"“{each}” is not in councils.csv.", "Use an id from there.")
        if imported and (old.ends_on != new.last_day or new.id not in old.replaced_by):
            new.row.refuse(
                f"councils.csv does not say that “{new.id}” replaces “{each}” on that day.",
                "Make the two agree.",
            )
        if not imported and old.ends_on:
            new.row.refuse(
                f"“{each}” ends on {old.ends_on} by councils.csv, which does not have “{new.id}”.",
                "Give the row the id that councils.csv has for the new council, or correct it.",
            )


def _council(new: AnnouncedCouncil, replaced: Sequence[Council]) -> Council:
    """Return the council, with the place of those that it replaces. It has no ONS code yet."""
    for column in ("nation", "region", "police_area"):
        if len({getattr(old, column) for old in replaced}) > 1:
            new.row.refuse(
                f"the councils that it replaces differ in their {column}.",
                "Wait for the import that brings the council: it says which one it has.",
            )
    first = replaced[0]
    return Council(
        id=new.id,
        code="",
        name=new.name,
        official_name=new.official_name,
        welsh_name="",
        type=new.type,
        nation=first.nation,
        region=first.region,
        county="",
        police_area=first.police_area,
        homepage="",
        lat=round(sum(old.lat for old in replaced) / len(replaced), 5),
        lon=round(sum(old.lon for old in replaced) / len(replaced), 5),
        starts_on=new.starts_on,
        ends_on=None,
        replaced_by=(),
        former_codes=(),
        other_names=(),
    )


def _counties(
    counties: Mapping[str, County], councils: Iterable[Council], named: set[str]
) -> Mapping[str, County]:
    """End each county council that is named once all councils below it have an end."""
    ends: defaultdict[str, list[date | None]] = defaultdict(list)
    for council in councils:
        ends[council.county].append(council.ends_on)
    changed = dict(counties)
    for county in sorted(named & counties.keys()):
        days = [day for day in ends[county] if day]
        if days and len(days) == len(ends[county]) and not counties[county].ends_on:
            changed[county] = replace(counties[county], ends_on=max(days))
    return changed
