"""Lists of all places, for those who look instead of search: A to Z, by region, by police area."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from safetyhelp.areas.model import NATIONS, Council
from safetyhelp.dataset.answers import Directory
from safetyhelp.pages.templates import Renderer


@dataclass(frozen=True, slots=True)
class ListedName:
    """A line of the A to Z: the id of the page it leads to, a name, and a word beside it."""

    id: str
    name: str
    detail: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Subgroup:
    """Councils under a smaller heading (which may be empty)."""

    id: str
    name: str
    councils: tuple[Council, ...]


@dataclass(frozen=True, slots=True)
class CouncilList:
    """Councils under a heading."""

    id: str
    name: str
    subgroups: tuple[Subgroup, ...]


def _initial(name: str) -> str:
    return unicodedata.normalize("NFD", name)[0].upper()


def _entries(directory: Directory) -> list[ListedName]:
    entries = []
    for council in directory.map.councils:
        entries.append(ListedName(council.id, council.name, council.region))
        if council.welsh_name and council.welsh_name != council.name:
            entries.append(ListedName(council.id, council.welsh_name, council.name, "cy"))
    geography, day = directory.map.geography, directory.map.day
    current = {entry.name for entry in entries}
    for council in geography.councils.values():
        if council.ends_on and council.ends_on < day and council.name not in current:
            names = " or ".join(c.name for c in geography.successors(council, day))
            entries.append(ListedName(council.id, council.name, f"now {names}"))
    return sorted(entries, key=lambda entry: (entry.name.casefold(), entry.id))


def _a_to_z(directory: Directory, renderer: Renderer) -> tuple[str, str]:
    letters: dict[str, list[ListedName]] = {}
    for entry in _entries(directory):
        letters.setdefault(_initial(entry.name), []).append(entry)
    values = {"letters": sorted(letters.items())}
    return "places/index.md", renderer.page("places.j2", 1, "All places, A to Z", values)


def _slug(name: str) -> str:
    return "-".join(name.lower().split())


def groups_by_region(directory: Directory) -> list[CouncilList]:
    """Return the councils of the day by nation, and in England by region."""
    groups = []
    for nation, nation_name in NATIONS.items():
        councils = [c for c in directory.map.councils if c.nation == nation]
        regions = sorted({c.region for c in councils})
        subgroups = tuple(
            Subgroup(
                "" if region == nation_name else _slug(region),
                "" if region == nation_name else region,
                tuple(c for c in councils if c.region == region),
            )
            for region in regions
        )
        groups.append(CouncilList(nation, nation_name, subgroups))
    return groups


def _by_region(directory: Directory, renderer: Renderer) -> tuple[str, str]:
    values = {
        "heading": "Places by nation and region",
        "lead": "Open the page of your council.",
        "groups": groups_by_region(directory),
    }
    return (
        "places/regions.md",
        renderer.page("grouped.j2", 2, "Places by nation and region", values),
    )


def _by_police_area(directory: Directory, renderer: Renderer) -> tuple[str, str]:
    areas = sorted(directory.map.geography.police_areas.values(), key=lambda area: area.name)
    groups = [
        CouncilList(
            area.id,
            area.name,
            (
                Subgroup(
                    "",
                    "",
                    tuple(c for c in directory.map.councils if c.police_area == area.id),
                ),
            ),
        )
        for area in areas
        if area.current_on(directory.map.day)
    ]
    values = {
        "heading": "Places by police area",
        "lead": "Open the page of your council.",
        "groups": groups,
    }
    return (
        "places/police-areas.md",
        renderer.page("grouped.j2", 2, "Places by wider area", values),
    )


def place_pages(directory: Directory, renderer: Renderer) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of the three lists of places."""
    yield _a_to_z(directory, renderer)
    yield _by_region(directory, renderer)
    yield _by_police_area(directory, renderer)
