"""The map on which people pick their council, with the same councils in a list beside it.

The areas are links, so the map works without a script. They are left out of the order in which the
Tab key goes from link to link: 361 stops would stand before the list, which is the way for the
keyboard. To a screen reader they are links with names; a link before the map leads past it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from safetyhelp.areas.model import Council
from safetyhelp.dataset.answers import Directory
from safetyhelp.maps.labels import LINE_HEIGHT, Label, label_of
from safetyhelp.maps.land import Land
from safetyhelp.maps.paths import path_of
from safetyhelp.maps.projection import HEIGHT, WIDTH
from safetyhelp.pages.lists import groups_by_region
from safetyhelp.pages.templates import Renderer

PATH = "places/map.md"
_DEPTH = 2


@dataclass(frozen=True, slots=True)
class Shape:
    """The outline of a council as the `d` of a path, and the label in it."""

    council: Council
    path: str
    label: Label


@dataclass(frozen=True, slots=True)
class Region:
    """The councils of a nation or of an English region: as shapes, and by name for the list."""

    id: str
    name: str
    nation: str
    councils: tuple[Council, ...]
    shapes: tuple[Shape, ...]


def _shapes(councils: tuple[Council, ...], land: Land) -> Iterator[Shape]:
    for council in councils:
        rings = land.rings.get(council.id)
        if rings:
            yield Shape(council, path_of(rings), label_of(council.name, rings))


def _regions(directory: Directory, land: Land) -> Iterator[Region]:
    for group in groups_by_region(directory):
        for sub in group.subgroups:
            yield Region(
                sub.id or group.id,
                sub.name or group.name,
                group.name,
                sub.councils,
                tuple(_shapes(sub.councils, land)),
            )


def map_page(directory: Directory, renderer: Renderer, land: Land) -> tuple[str, str]:
    """Return (path, text) of the page with the map; `land` is as detailed as it is drawn."""
    values = {
        "regions": list(_regions(directory, land)),
        "width": WIDTH,
        "height": HEIGHT,
        "line_height": LINE_HEIGHT,
    }
    return PATH, renderer.page("map.j2", _DEPTH, "Pick your council on a map", values)
