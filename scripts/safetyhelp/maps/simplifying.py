"""Lines with fewer points, after Visvalingam and Whyatt: what shows least goes first. Pure.

Of all points of a line, the one goes whose triangle with its two neighbours is smallest, until
every triangle that is left is at least so large. The ends of a line stay, so lines that meet still
meet.
"""

from heapq import heapify, heappop, heappush
from itertools import pairwise

from safetyhelp.maps.projection import Point
from safetyhelp.maps.topology import Line


def _triangle(a: Point, b: Point, c: Point) -> int:
    """Return twice the area of a triangle."""
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]))


def twice_area(ring: Line) -> int:
    """Return twice the area inside a closed line, in squares of the grid."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)))


def simplified(line: Line, smallest: float) -> Line:
    """Take away points whose triangle is smaller than `smallest`, in squares of the grid.

    A closed line keeps at least four points, so that an island stays an area.
    """
    keep = 4 if line[0] == line[-1] else 2
    last = len(line) - 1
    if last < keep:
        return line
    before, after = list(range(-1, last)), list(range(1, last + 2))
    sizes = {at: _triangle(line[at - 1], line[at], line[at + 1]) for at in range(1, last)}
    queue = [(size, at) for at, size in sizes.items()]
    heapify(queue)
    left = last + 1
    while queue and left > keep:
        size, at = heappop(queue)
        if sizes.get(at) != size:
            continue  # its neighbours have changed since; it stands in the queue again
        if size >= 2 * smallest:
            break
        del sizes[at]
        left -= 1
        a, b = before[at], after[at]
        after[a], before[b] = b, a
        for near in (a, b):
            if near in sizes:
                # Never less than what has just gone: a point cannot go before those it stood on.
                new = max(size, _triangle(line[before[near]], line[near], line[after[near]]))
                if new != sizes[near]:
                    sizes[near] = new
                    heappush(queue, (new, near))
    return tuple(line[at] for at in (0, *sorted(sizes), last))
