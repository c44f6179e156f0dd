"""Outlines → lines between areas, each of them once. Pure.

Neighbours share a line: whatever is done to it is done to both, and no gap can open between them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from safetyhelp.maps.projection import Point

Line = tuple[Point, ...]
"""Points one after the other. A line around an island ends where it begins."""

_Steps = defaultdict[Point, dict[Point, tuple[str, ...]]]
"""Point → each point that is one step away, with the areas on the two sides of the step."""


@dataclass(frozen=True, slots=True)
class Border:
    """A line with the areas on its two sides; one area alone where the other side is the sea."""

    areas: tuple[str, ...]
    line: Line


def borders(outlines: Mapping[str, Iterable[Sequence[Point]]]) -> tuple[Border, ...]:
    """Cut the rings of all areas into lines that end where another pair of areas begins.

    A line with one area on both sides is left out: two rings of one area become one.
    """
    owners: defaultdict[tuple[Point, Point], list[str]] = defaultdict(list)
    for area, outline in outlines.items():
        for ring in outline:
            for start, end in pairwise(ring):
                if start != end:
                    owners[min(start, end), max(start, end)].append(area)
    steps: _Steps = defaultdict(dict)
    for (start, end), found in owners.items():
        sides = tuple(sorted(area for area in set(found) if found.count(area) % 2))
        if sides:
            steps[start][end] = steps[end][start] = sides
    return tuple(_walk(steps))


def _walk(steps: _Steps) -> Iterator[Border]:
    """Yield every line once: first those between two ends, then the closed ones."""
    ends = {point for point, onwards in steps.items() if _is_end(onwards)}
    for start in (*sorted(ends), *sorted(steps.keys() - ends)):
        for first in sorted(steps[start]):
            if first in steps[start]:
                areas = steps[start][first]
                yield Border(areas, tuple(_follow(steps, ends, start, first)))


def _is_end(onwards: Mapping[Point, tuple[str, ...]]) -> bool:
    return len(onwards) != 2 or len(set(onwards.values())) > 1


def _follow(steps: _Steps, ends: Collection[Point], start: Point, first: Point) -> list[Point]:
    """Return the line that begins with a step, and take its steps away: none comes twice."""
    line, here, there = [start], start, first
    while True:
        del steps[here][there], steps[there][here]
        line.append(there)
        if there in ends or not steps[there]:
            return line
        here, there = there, next(iter(steps[there]))


def rings(lines: Iterable[Line]) -> list[Line]:
    """Join lines into closed ones. The lines must be all those around some area."""
    at: defaultdict[Point, list[Line]] = defaultdict(list)
    for line in lines:
        at[line[0]].append(line)
        at[line[-1]].append(line[::-1])
    found = []
    for start, waiting in sorted(at.items()):
        while waiting:
            ring = _take(at, start)
            while ring[-1] != start:
                ring += _take(at, ring[-1])[1:]
            found.append(tuple(ring))
    return found


def _take(at: Mapping[Point, list[Line]], start: Point) -> list[Point]:
    """Return a line that begins at a point, and take it away at both of its ends."""
    line = at[start].pop()
    at[line[-1]].remove(line[::-1])
    return list(line)
