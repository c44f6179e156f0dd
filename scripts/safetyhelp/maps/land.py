"""The land as it is drawn: the borders of the councils of a day, with as many points as needed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from safetyhelp.areas.on_a_day import AreasOnDay
from safetyhelp.areas.tables import AreaFileError
from safetyhelp.maps.outlines import OUTLINES_FILE, Ring
from safetyhelp.maps.projection import on_grid
from safetyhelp.maps.simplifying import simplified, twice_area
from safetyhelp.maps.topology import Border, Line, borders, rings


@dataclass(frozen=True, slots=True)
class Detail:
    """How much is left of borders: what is smaller than this goes, in squares of the grid.

    `coast` and `inland` are the smallest triangles, `share` the smallest part of a council that a
    triangle may be: so the borders of small councils keep more.
    """

    coast: float
    inland: float
    share: float


TO_DRAW = Detail(coast=400, inland=200, share=1 / 300)
TO_LOCATE = Detail(coast=60, inland=5, share=1 / 4000)
AS_AN_OVERVIEW = Detail(coast=2000, inland=1500, share=1 / 60)
AS_A_SIGN = Detail(coast=6000, inland=6000, share=1 / 20)


@dataclass(frozen=True)
class Land:
    """The borders of areas, the ids of which stand on both sides of each."""

    borders: tuple[Border, ...]

    @cached_property
    def rings(self) -> Mapping[str, tuple[Line, ...]]:
        """Id of an area → its rings, the largest first."""
        lines: defaultdict[str, list[Line]] = defaultdict(list)
        for border in self.borders:
            for area in border.areas:
                lines[area].append(border.line)
        return {
            area: tuple(sorted(rings(found), key=twice_area, reverse=True))
            for area, found in sorted(lines.items())
        }

    def simplified(self, detail: Detail) -> "Land":
        """Return the same land with fewer points, without islands that are too small to see."""
        sizes = {area: twice_area(found[0]) / 2 for area, found in self.rings.items()}
        kept = []
        for border in self.borders:
            share = min(sizes[area] for area in border.areas) * detail.share
            coarse = detail.inland if len(border.areas) > 1 else detail.coast
            if not self._is_islet(border, coarse):
                kept.append(Border(border.areas, simplified(border.line, min(coarse, share))))
        return Land(tuple(kept))

    def _is_islet(self, border: Border, smallest: float) -> bool:
        """Say whether a line is a small island that is not the largest part of its council."""
        line, areas = border.line, border.areas
        if len(areas) > 1 or line[0] != line[-1] or twice_area(line) >= 2 * smallest:
            return False
        return twice_area(line) < twice_area(self.rings[areas[0]][0])

    def joined(self, name_of: Mapping[str, str]) -> "Land":
        """Return the land of larger areas; `name_of` gives council → the area it is part of."""
        kept = (
            Border(areas, border.line)
            for border in self.borders
            if len(areas := tuple(sorted({name_of[area] for area in border.areas})))
            == len(border.areas)
        )
        return Land(borders(Land(tuple(kept)).rings))


def land_of(outlines: Mapping[str, Iterable[Ring]], areas: AreasOnDay) -> Land:
    """Return the land of the councils of the day; one that has ended is part of its successor.

    There may be outlines of councils that are still to come, and of those that they replace: the
    ones that are there on the day are taken. Raises `AreaFileError` if there is an outline of a
    council that is not known.
    """
    found: defaultdict[str, list[Sequence[tuple[int, int]]]] = defaultdict(list)
    for area, outline in outlines.items():
        council = areas.geography.councils.get(area)
        if council is None:
            raise AreaFileError(
                OUTLINES_FILE, f"“{area}” is not a council that we know.", "Import the areas again."
            )
        today = areas.geography.successors(council, areas.day)
        if council in today or (today and today[0].id not in outlines):
            found[today[0].id] += [[on_grid(lat, lon) for lon, lat in ring] for ring in outline]
    return Land(borders(found))
