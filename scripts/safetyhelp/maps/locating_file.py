"""Borders → the file with which a device finds out in which council it is.

It holds whole numbers of squares of the grid (see projection.py):

    {"councils": ["id", …], "borders": [[council, other council or -1, x, y, dx, dy, …], …]}

A council is its number in the list; x and y are the first point of a line, dx and dy the steps to
the next ones. `theme/assets/map/locating.js` reads it. It fetches the whole file, so the request
says nothing about where somebody is.
"""

from itertools import pairwise

from safetyhelp.maps.land import TO_LOCATE, Land
from safetyhelp.text.compact_json import compact_json

SEA = -1


def locating_file(land: Land) -> bytes:
    """Return the file for the borders of today's councils."""
    fine = land.simplified(TO_LOCATE)
    councils = sorted(fine.rings)
    number = {council: at for at, council in enumerate(councils)}
    lines = []
    for border in fine.borders:
        one, other = [*(number[area] for area in border.areas), SEA][:2]
        moves = (n for a, b in pairwise(border.line) for n in (b[0] - a[0], b[1] - a[1]))
        lines.append([one, other, *border.line[0], *moves])
    document = {"councils": councils, "borders": lines}
    return compact_json(document).encode()
