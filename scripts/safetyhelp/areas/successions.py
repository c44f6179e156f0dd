"""What to say of a council that is to be replaced, and of one that replaced others. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from safetyhelp.areas.announced import AnnouncedCouncil
from safetyhelp.areas.changes import AnnouncedChange
from safetyhelp.areas.model import Council, County
from safetyhelp.areas.on_a_day import AreasOnDay


@dataclass(frozen=True, slots=True)
class Ending:
    """A council is to be replaced from a day on, by `successors` if they are known.

    `due` says that the day has come, though nobody knows by which councils. `source` is the page
    that says so, empty where the change was imported.
    """

    on: date
    successors: tuple[Council, ...]
    source: str
    due: bool


@dataclass(frozen=True, slots=True)
class Beginning:
    """A council began on a day in place of `replaced` and took over from county councils."""

    on: date
    replaced: tuple[Council, ...]
    counties: tuple[County, ...]
    source: str


def ending_of(
    council: Council,
    areas: AreasOnDay,
    changes: Iterable[AnnouncedChange],
    announced: Iterable[AnnouncedCouncil],
) -> Ending | None:
    """Return what is to come for a council of the day, or nothing."""
    change = next((c for c in changes if council.county and c.county == council.county), None)
    if council.ends_on:
        on = council.ends_on + timedelta(days=1)
        successors = areas.geography.successors(council, on)
        said = [a.source for a in announced if council.id in a.replaces and a.starts_on == on]
        said += [change.source] if change and change.on == on else []
        return Ending(on, successors, next(iter(said), ""), due=False)
    return Ending(change.on, (), change.source, change.on <= areas.day) if change else None


def beginning_of(
    council: Council, areas: AreasOnDay, announced: Iterable[AnnouncedCouncil]
) -> Beginning | None:
    """Return what a council took the place of, or nothing if that is not known."""
    councils = areas.geography.councils.values()
    replaced = sorted(
        (each for each in councils if council.id in each.replaced_by), key=lambda each: each.name
    )
    if not (council.starts_on and replaced):
        return None
    above = sorted({each.county for each in replaced if each.county})
    counties = tuple(areas.geography.counties[county] for county in above)
    source = next((each.source for each in announced if each.id == council.id), "")
    return Beginning(council.starts_on, tuple(replaced), counties, source)
