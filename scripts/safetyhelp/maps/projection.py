"""From a position on the earth to a position on the map, and to its grid of whole numbers. Pure.

The projection is the transverse Mercator of a sphere around two degrees west, as on Ordnance
Survey maps: true in shape everywhere in the UK, and in size to less than half a per cent.
`theme/assets/map/locating.js` computes the same.
"""

import math

MERIDIAN = -2.0
METRES = 100
"""The side of a square of the grid: all coordinates are whole numbers of it."""

_RADIUS = 6_371_009
_WEST, _NORTH = -4_050, 67_740
"""The corner of the map, in squares of the grid from the meridian and from the equator."""

WIDTH, HEIGHT = 6_660, 12_240
"""The size of the map in squares of the grid. The whole UK lies on it, Shetland in its place."""

Point = tuple[int, int]
"""Squares of the grid east and south of the corner of the map."""


def on_grid(lat: float, lon: float) -> Point:
    """Return where a position lies on the map."""
    phi, away = math.radians(lat), math.radians(lon - MERIDIAN)
    east = _RADIUS * math.atanh(math.cos(phi) * math.sin(away)) / METRES
    north = _RADIUS * math.atan2(math.tan(phi), math.cos(away)) / METRES
    return round(east) - _WEST, _NORTH - round(north)


def on_earth(point: Point) -> tuple[float, float]:
    """Return the latitude and longitude of the middle of a square of the grid."""
    east = (point[0] + _WEST) * METRES / _RADIUS
    north = (_NORTH - point[1]) * METRES / _RADIUS
    phi = math.asin(math.sin(north) / math.cosh(east))
    return math.degrees(phi), MERIDIAN + math.degrees(math.atan2(math.sinh(east), math.cos(north)))
