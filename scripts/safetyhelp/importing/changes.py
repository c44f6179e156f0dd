"""Say what an import changes, compared with the files that are there.

In: the areas before and after. Out: lines of text for people, the same for the same input.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from safetyhelp.areas.announced import AnnouncedCouncil
from safetyhelp.areas.model import Council, Geography
from safetyhelp.areas.places import Place, read_places
from safetyhelp.areas.postcodes import PostcodeRanges, read_postcode_ranges
from safetyhelp.areas.reading import read_imported
from safetyhelp.areas.tables import AreaFileError

_NAMES_SHOWN = 20
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Before:
    """The files of the last import: None where there is none or it cannot be read."""

    geography: Geography | None
    ranges: PostcodeRanges | None
    places: tuple[Place, ...] | None


def read_before(folder: Path) -> Before:
    """Read what ``folder`` holds. Nothing is refused: a broken old file is about to be replaced."""
    return Before(
        _or_none(lambda: read_imported(folder)),
        _or_none(lambda: read_postcode_ranges(folder / "postcodes.csv")),
        _or_none(lambda: read_places(folder / "places.csv")),
    )


def _or_none(read: Callable[[], _T]) -> _T | None:
    try:
        return read()
    except AreaFileError:
        return None


def council_changes(before: Geography | None, after: Geography) -> list[str]:
    """Return the lines on councils, counties and police areas."""
    current = {each.code: each for each in after.councils.values() if each.ends_on is None}
    lines = [
        (
            f"councils: {len(current)} current, {len(after.councils) - len(current)} replaced; "
            f"{len(after.counties)} counties, {len(after.police_areas)} police areas"
        )
    ]
    if before is None:
        return [*lines, "councils: no earlier files to compare with"]
    was = {each.code: each for each in before.councils.values() if each.ends_on is None}
    stayed = current.keys() & was.keys()
    lines.append(_named("councils added", (_label(current[code]) for code in current.keys() - was)))
    lines.append(_named("councils ended", (_label(was[code]) for code in was.keys() - current)))
    names = {code: (was[code].name, current[code].name) for code in stayed}
    lines.append(_named("councils renamed", _differing(names)))
    ids = _differing({code: (was[code].id, current[code].id) for code in stayed})
    return [*lines, _named("council ids changed", ids)] if ids else lines


def announced_now_imported(announced: Iterable[AnnouncedCouncil], after: Geography) -> list[str]:
    """Return the line on councils that were announced and that the import has brought."""
    here = [_label(after.councils[new.id]) for new in announced if new.id in after.councils]
    return [_named("announced councils that are now imported", here)] if here else []


def postcode_changes(
    before: PostcodeRanges | None, postcodes: Iterable[tuple[str, str, str]]
) -> list[str]:
    """Return the lines on postcodes: how many lead to another council than they did."""
    if before is None:
        return ["postcodes: no earlier file to compare with"]
    moved = found = 0
    for outward, inward, council in postcodes:
        old = before.lookup(outward, inward)
        if old is None:
            found += 1
        elif old != council:
            moved += 1
    return [f"postcodes that changed council: {moved:,}; not found before: {found:,}"]


def place_changes(before: tuple[Place, ...] | None, after: tuple[Place, ...]) -> list[str]:
    """Return the lines on places."""
    lines = [f"places: {len(after):,}, of them {sum(p.type == 'ward' for p in after):,} wards"]
    if before is None:
        return [*lines, "places: no earlier file to compare with"]
    was = {(place.name, place.council) for place in before}
    now = {(place.name, place.council) for place in after}
    return [
        *lines,
        _named("places added", (f"{name} ({council})" for name, council in now - was)),
        _named("places removed", (f"{name} ({council})" for name, council in was - now)),
    ]


def _differing(pairs: Mapping[str, tuple[str, str]]) -> list[str]:
    """Return what was something else before, by code."""
    return [f"{old} → {new} ({code})" for code, (old, new) in pairs.items() if old != new]


def _label(council: Council) -> str:
    return f"{council.name} ({council.code})"


def _named(what: str, names: Iterable[str]) -> str:
    every = sorted(names)
    shown = ", ".join(every[:_NAMES_SHOWN])
    more = f" and {len(every) - _NAMES_SHOWN:,} more" if len(every) > _NAMES_SHOWN else ""
    return f"{what}: {len(every):,}" + (f": {shown}{more}" if every else "")
