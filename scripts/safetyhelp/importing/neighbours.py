"""Give the postcodes that have a position but no district the council of their neighbours.

Some large-user postcodes of Code-Point Open (quality 60) have no district code. The seven
nearest postcodes that have one decide; if they disagree the majority does, and the postcode is
reported so that a person can look.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nsmallest

from safetyhelp.importing.codepoint import NO_DISTRICT, CodePoint

NEIGHBOURS = 7
_CELL = 10_000
"""Metres. Neighbours are first sought in the nine squares of this side around a postcode."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The council for each index without a district, and the postcodes in doubt."""

    councils: Mapping[int, str]
    doubtful: tuple[str, ...]


def fill_districts(data: CodePoint) -> Filled:
    """Return a council for every postcode in ``data`` that has none of its own."""
    blank = [at for at, district in enumerate(data.district) if district == NO_DISTRICT]
    squares = _squares_around(data, blank)
    councils: dict[int, str] = {}
    doubtful: list[str] = []
    for at in blank:
        votes = Counter(data.district[other] for other in _nearest(data, at, squares))
        if not votes:
            continue
        councils[at] = votes.most_common(1)[0][0]
        if len(votes) > 1:
            doubtful.append(f"{data.outward[at]} {data.inward[at]}")
    return Filled(councils, tuple(sorted(doubtful)))


def _square(data: CodePoint, at: int) -> tuple[int, int]:
    return data.easting[at] // _CELL, data.northing[at] // _CELL


def _around(square: tuple[int, int]) -> list[tuple[int, int]]:
    east, north = square
    return [(east + x, north + y) for x in (-1, 0, 1) for y in (-1, 0, 1)]


def _squares_around(data: CodePoint, blank: list[int]) -> Mapping[tuple[int, int], list[int]]:
    """Return the postcodes with a district in every square that a blank one may need."""
    wanted = {near for at in blank for near in _around(_square(data, at))}
    squares: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    if wanted:
        for at, district in enumerate(data.district):
            square = _square(data, at)
            if district != NO_DISTRICT and square in wanted:
                squares[square].append(at)
    return squares


def _nearest(data: CodePoint, at: int, squares: Mapping[tuple[int, int], list[int]]) -> list[int]:
    """Return the nearest postcodes with a district; ties in the order of the product."""
    east, north = data.easting[at], data.northing[at]

    def distance(other: int) -> int:
        return (data.easting[other] - east) ** 2 + (data.northing[other] - north) ** 2

    close: Iterable[int] = (
        other for square in _around(_square(data, at)) for other in squares.get(square, ())
    )
    found = nsmallest(NEIGHBOURS, close, key=lambda other: (distance(other), other))
    if len(found) == NEIGHBOURS and distance(found[-1]) <= _CELL**2:
        return found
    everyone = (other for other, code in enumerate(data.district) if code != NO_DISTRICT)
    return nsmallest(NEIGHBOURS, everyone, key=lambda other: (distance(other), other))
