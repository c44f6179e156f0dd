"""Lists of all places, for those who look instead of search: A to Z, by region, by police area."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from safetyhelp.areas.model import NATIONS, Council
from safetyhelp.dataset.answers import Directory
from safetyhelp.pages.templates import Renderer
from safetyhelp.text.slugs import slug


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
    current = {entry.name for entry in entries}
    for council, successors in directory.map.ended:
        if council.name not in current:
            names = " or ".join(successor.name for successor in successors)
            entries.append(ListedName(council.id, council.name, f"now {names}"))
    return sorted(entries, key=lambda entry: (entry.name.casefold(), entry.id))


def _a_to_z(directory: Directory, renderer: Renderer) -> tuple[str, str]:
    letters: dict[str, list[ListedName]] = {}
    for entry in _entries(directory):
        letters.setdefault(_initial(entry.name), []).append(entry)
    values = {"letters": sorted(letters.items())}
    return "places/index.md", renderer.page("places.j2", 1, "All places, A to Z", values)


def groups_by_region(directory: Directory) -> list[CouncilList]:
    """Return the councils of the day by nation, and in England by region."""
    groups = []
    for nation, nation_name in NATIONS.items():
        councils = [c for c in directory.map.councils if c.nation == nation]
        regions = sorted({c.region for c in councils})
        subgroups = tuple(
            Subgroup(
                "" if region == nation_name else slug(region),
                "" if region == nation_name else region,
                tuple(c for c in councils if c.region == region),
            )
            for region in regions
        )
        groups.append(CouncilList(nation, nation_name, subgroups))
    return groups


def _by_police_area(directory: Directory) -> list[CouncilList]:
    areas = sorted(directory.map.geography.police_areas.values(), key=lambda area: area.name)
    groups = []
    for area in areas:
        if area.current_on(directory.map.day):
            councils = tuple(c for c in directory.map.councils if c.police_area == area.id)
            groups.append(CouncilList(area.id, area.name, (Subgroup("", "", councils),)))
    return groups


def _grouped(renderer: Renderer, heading: str, title: str, groups: list[CouncilList]) -> str:
    values = {"heading": heading, "groups": groups}
    return renderer.page("grouped.j2", 2, title, values)


def place_pages(directory: Directory, renderer: Renderer) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of the three lists of places."""
    yield _a_to_z(directory, renderer)
    by_region = "Places by nation and region"
    groups = groups_by_region(directory)
    yield "places/regions.md", _grouped(renderer, by_region, by_region, groups)
    groups = _by_police_area(directory)
    text = _grouped(renderer, "Places by police area", "Places by wider area", groups)
    yield "places/police-areas.md", text
