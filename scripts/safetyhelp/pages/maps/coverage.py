"""The map of what is missing where: every council in one of a few patterns, and London larger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from safetyhelp.areas.model import Council
from safetyhelp.maps.land import AS_AN_OVERVIEW, Land
from safetyhelp.maps.paths import path_of
from safetyhelp.maps.projection import HEIGHT, WIDTH

MOST = 3
"""Councils that lack so many sorts of help, or more, share one pattern."""

_LONDON = "London"
_INSET = (4_550, 1_600, 2_050)
"""Where London is drawn again, in the North Sea: west and north edge, and width."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """The councils that lack `missing` sorts of help: how many, and their outlines as a path."""

    missing: int
    count: int
    path: str


@dataclass(frozen=True, slots=True)
class Inset:
    """A part of the map that is drawn again: `view` in squares of the grid, and where it goes."""

    view: tuple[int, int, int, int]
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class CoverageMap:
    """All that the template draws."""

    width: int
    height: int
    patterns: tuple[Pattern, ...]
    london: Inset | None


def coverage_map(
    councils: Sequence[Council], missing: Mapping[str, int], land: Land
) -> CoverageMap:
    """Draw the councils; `missing` gives id → how many sorts of help could not be found."""
    overview = land.simplified(AS_AN_OVERVIEW)
    patterns = []
    for number in range(MOST + 1):
        found = [each.id for each in councils if min(missing[each.id], MOST) == number]
        path = "".join(path_of(overview.rings.get(area, ())) for area in found)
        patterns.append(Pattern(number, len(found), path))
    return CoverageMap(WIDTH, HEIGHT, tuple(patterns), _london(councils, overview))


def _london(councils: Sequence[Council], land: Land) -> Inset | None:
    points = [
        point
        for council in councils
        if council.region == _LONDON
        for ring in land.rings.get(council.id, ())
        for point in ring
    ]
    if not points:
        return None
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    north, south = min(y for _, y in points), max(y for _, y in points)
    x, y, width = _INSET
    height = round(width * (south - north) / (east - west))
    return Inset((west, north, east - west, south - north), x, y, width, height)
