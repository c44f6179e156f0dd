"""The outlines of the councils as GeoJSON (RFC 7946), each with the links to its answer. Pure.

They are simplified: fit to draw with, never to decide with.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from safetyhelp.areas.model import Council
from safetyhelp.feeds.edition import Edition, Fields, area_file, as_json
from safetyhelp.maps.land import Land
from safetyhelp.maps.projection import Point, on_earth
from safetyhelp.maps.simplifying import twice_area
from safetyhelp.maps.topology import Line

FILE = "data/councils.geojson"
_LICENCE = "OGL-UK-3.0"
_DIGITS = 4
"""Of a degree: about ten metres, less than the grid of the outlines has."""


def _is_inside(point: Point, ring: Line) -> bool:
    """Say whether a point lies inside a closed line, by the lines that a ray from it crosses."""
    x, y = point
    crossed = (
        (a[1] > y) != (b[1] > y) and x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]
        for a, b in pairwise(ring)
    )
    return sum(crossed) % 2 == 1


def polygons(rings: Sequence[Line]) -> list[list[Line]]:
    """Return the polygons of an area, each with its holes. The largest ring stands first.

    A ring of which the simplifying has left no more than a line is none.
    """
    found: dict[int, list[Line]] = {}
    whole = [ring for ring in rings if twice_area(ring)]
    for at, ring in enumerate(whole):
        around = [other for other in range(at) if _is_inside(ring[0], whole[other])]
        if len(around) % 2:
            found[around[-1]].append(ring)
        else:
            found[at] = [ring]
    return [*found.values()]


def _turned(ring: Line, *, left: bool) -> list[list[float]]:
    """Return a ring as positions: an outline turns left, a hole right."""
    positions = [[round(lon, _DIGITS), round(lat, _DIGITS)] for lat, lon in map(on_earth, ring)]
    twice = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(positions))
    return positions if (twice > 0) == left else positions[::-1]


def _geometry(rings: Sequence[Line]) -> Fields:
    coordinates = [
        [_turned(ring, left=number == 0) for number, ring in enumerate(polygon)]
        for polygon in polygons(rings)
    ]
    if len(coordinates) == 1:
        return {"type": "Polygon", "coordinates": coordinates[0]}
    return {"type": "MultiPolygon", "coordinates": coordinates}


def _properties(council: Council) -> Fields:
    return {
        "id": council.id,
        "name": council.name,
        "code": council.code,
        "nation": council.nation,
        "police_area": council.police_area,
        "page": f"areas/{council.id}/",
        "file": area_file(council.id),
    }


def council_map(land: Land, councils: Iterable[Council], edition: Edition) -> bytes:
    """Return the file. A council without an outline is a feature without a geometry."""
    features = [
        {
            "type": "Feature",
            "id": council.id,
            "properties": _properties(council),
            "geometry": _geometry(rings) if (rings := land.rings.get(council.id)) else None,
        }
        for council in councils
    ]
    about = {
        "generated_at": edition.day.isoformat(),
        "licence": _LICENCE,
        "attribution": edition.lines,
    }
    return as_json({"type": "FeatureCollection", **about, "features": features})
