"""One town is offered once: drop what a source puts into its neighbour under the same name.

In: places and the areas of the day. Out: the places without echoes, in their order. An echo is a
part of a town whose council the source does not know for sure, and whose name is that of a sure
place or of a council nearby. Where it has no position, it is one if a larger area has its name.
"""

import math
from collections.abc import Iterable, Iterator

from safetyhelp.areas.on_a_day import AreasOnDay
from safetyhelp.areas.places import Place
from safetyhelp.finder.names import key

SURE = frozenset({"exact", "high"})
_PARTS = frozenset({"locality", "suburb", "built-up area", "ward"})
"""A village may lie on both sides of a border; these are parts of a town."""
_NEAR, _NEAR_A_CITY = 10.0, 25.0
"""How far a part of a town can lie from its middle, in kilometres."""
_CITY = 100_000
_KM_OF_A_DEGREE = 111.2

_Spot = tuple[float, float, float]
"""Latitude and longitude in degrees, and how far its name reaches, in kilometres."""


def _far(lat: float, lon: float, spot: _Spot) -> float:
    """Return the distance in kilometres; exact enough within a county."""
    north = (lat - spot[0]) * _KM_OF_A_DEGREE
    east = (lon - spot[1]) * _KM_OF_A_DEGREE * math.cos(math.radians(lat))
    return math.hypot(north, east)


def _spots(places: Iterable[Place], areas: AreasOnDay) -> Iterator[tuple[str, _Spot]]:
    """Yield (name key, where it is for sure) for councils and for sure places."""
    for council in areas.councils:
        for name in (council.name, council.official_name, *council.other_names):
            yield key(name), (council.lat, council.lon, _NEAR_A_CITY)
    for place in places:
        if place.sure in SURE and place.lat is not None and place.lon is not None:
            reach = _NEAR_A_CITY if (place.population or 0) >= _CITY else _NEAR
            yield key(place.name), (place.lat, place.lon, reach)


def without_echoes(places: Iterable[Place], areas: AreasOnDay) -> tuple[Place, ...]:
    """Return the places that are not an echo of another."""
    every = tuple(places)
    near: dict[str, list[_Spot]] = {}
    for name, spot in _spots(every, areas):
        near.setdefault(name, []).append(spot)
    larger = {key(area.name) for area in areas.geography.police_areas.values()}
    larger |= {key(county.name) for county in areas.geography.counties.values()}

    def is_echo(place: Place) -> bool:
        if place.sure in SURE or place.type not in _PARTS:
            return False
        name = key(place.name)
        if place.lat is None or place.lon is None:
            return name in larger or name in near
        lat, lon = place.lat, place.lon
        return any(_far(lat, lon, spot) <= spot[2] for spot in near.get(name, ()))

    return tuple(place for place in every if not is_echo(place))
