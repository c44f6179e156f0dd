"""The geometry of the maps: pure functions, by small cases and by the real borders."""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from math import dist
from pathlib import Path

import pytest

from safetyhelp.areas.model import NATIONS
from safetyhelp.areas.on_a_day import AreasOnDay
from safetyhelp.areas.reading import read_geography
from safetyhelp.areas.tables import AreaFileError
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.maps import sign as signs
from safetyhelp.maps.labels import WIDTH_OF_A_LETTER, label_of
from safetyhelp.maps.land import AS_AN_OVERVIEW, TO_DRAW, TO_LOCATE, Detail, Land, land_of
from safetyhelp.maps.locating_file import SEA, locating_file
from safetyhelp.maps.outlines import read_outlines
from safetyhelp.maps.paths import path_of
from safetyhelp.maps.projection import HEIGHT, METRES, WIDTH, Point, on_grid
from safetyhelp.maps.simplifying import simplified, twice_area
from safetyhelp.maps.topology import Line, borders, rings
from safetyhelp.paths import DATA

SQUARE = ((0, 0), (10, 0), (10, 10), (0, 10), (0, 0))
BESIDE = ((10, 0), (20, 0), (20, 10), (10, 10), (10, 0))
KILOBYTES = 1_000


# Lines between areas


def test_neighbours_share_one_line() -> None:
    found = borders({"a": [SQUARE], "b": [BESIDE]})
    assert sorted(border.areas for border in found) == [("a",), ("a", "b"), ("b",)]
    (shared,) = [border.line for border in found if border.areas == ("a", "b")]
    assert set(shared) == {(10, 0), (10, 10)}


def test_an_island_is_one_closed_line_and_a_hole_is_a_line_of_both() -> None:
    hole = ((4, 4), (6, 4), (6, 6), (4, 6), (4, 4))
    found = {border.areas: border.line for border in borders({"a": [SQUARE, hole], "b": [hole]})}
    assert set(found) == {("a",), ("a", "b")}
    assert all(line[0] == line[-1] for line in found.values())
    assert twice_area(found["a", "b"]) == twice_area(hole)


def test_two_parts_of_one_area_become_one() -> None:
    (border,) = borders({"a": [SQUARE, BESIDE]})
    assert twice_area(border.line) == twice_area(SQUARE) + twice_area(BESIDE)


def test_lines_join_into_the_rings_they_came_from() -> None:
    found = borders({"a": [SQUARE], "b": [BESIDE]})
    (ring,) = rings(border.line for border in found if "b" in border.areas)
    assert ring[0] == ring[-1]
    assert set(ring) == set(BESIDE)
    assert twice_area(ring) == twice_area(BESIDE)


# Fewer points


def test_what_shows_least_goes_first() -> None:
    line = ((0, 0), (5, 1), (10, 0), (15, 40), (20, 0))
    assert simplified(line, 6) == ((0, 0), (10, 0), (15, 40), (20, 0))
    assert simplified(line, 1) == line
    assert simplified(line, 10_000) == ((0, 0), (20, 0))


def test_an_island_stays_an_area() -> None:
    circle = (SQUARE[0], (5, -1), *SQUARE[1:])
    small = simplified(circle, 10_000)
    assert small[0] == small[-1] == circle[0]
    assert len(small) == 4
    assert twice_area(small) > 0


# On the map


def test_distances_on_the_map_are_those_on_the_ground() -> None:
    """Known distances in a straight line, in kilometres, to within one in a hundred."""
    london, edinburgh, belfast = (51.5074, -0.1278), (55.9533, -3.1883), (54.5973, -5.9301)
    lerwick, penzance = (60.1530, -1.1493), (50.1188, -5.5376)
    known = [(london, edinburgh, 534), (london, belfast, 518), (lerwick, penzance, 1149)]
    for one, other, kilometres in known:
        found = dist(on_grid(*one), on_grid(*other)) * METRES / 1000
        assert abs(found / kilometres - 1) < 0.01, (one, other, found)


def test_the_whole_of_the_uk_lies_on_the_map(land: Land) -> None:
    points = [point for border in land.borders for point in border.line]
    assert min(min(x, y) for x, y in points) > 0
    assert max(x for x, _ in points) < WIDTH
    assert max(y for _, y in points) < HEIGHT


def points_of(path: str) -> list[list[Point]]:
    """Read a path back as a browser would."""
    found = []
    for part in re.findall(r"M([^M]+)", path):
        start, _, steps = part.partition("l")
        x, y = map(int, re.findall(r"-?\d+", start))
        ring = [(x, y)]
        numbers = list(map(int, re.findall(r"-?\d+", steps)))
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        found.append(ring + ring[:1] if part.endswith("z") else ring)
    return found


def test_a_path_says_what_the_lines_say() -> None:
    lines = [SQUARE, ((3, 4), (-5, 6), (7, -8))]
    assert points_of(path_of(lines)) == [list(line) for line in lines]
    assert path_of([SQUARE]) == "M0 0l10 0 0 10-10 0z"


# The real borders


@pytest.mark.parametrize(
    ("detail", "most"), [(TO_DRAW, 0.03), (TO_LOCATE, 0.006), (AS_AN_OVERVIEW, 0.11)]
)
def test_every_council_has_a_shape_and_keeps_its_area(
    land: Land, real: Dataset, detail: Detail, most: float
) -> None:
    fewer = land.simplified(detail)
    assert set(fewer.rings) == {council.id for council in real.directory.map.councils}
    for council, found in fewer.rings.items():
        before, after = twice_area(land.rings[council][0]), twice_area(found[0])
        assert abs(after / before - 1) < most, (council, before, after)


def length(steps: Iterable[frozenset[Point]]) -> float:
    return sum(dist(*step) for step in steps)


@pytest.mark.parametrize("detail", [TO_DRAW, TO_LOCATE, AS_AN_OVERVIEW])
def test_no_gap_opens_between_neighbours(land: Land, detail: Detail) -> None:
    """Each step of a ring is the coast of one council or the border of two, never of more.

    At the mouth of a river a shore can fall on a border: there a ring goes to and fro, which
    encloses nothing, so only councils that use a step an odd number of times count.
    """
    used: Counter[tuple[frozenset[Point], str]] = Counter()
    for council, found in land.simplified(detail).rings.items():
        for ring in found:
            assert ring[0] == ring[-1]
            used.update((frozenset(step), council) for step in pairwise(ring))
    sides = Counter(step for (step, _), times in used.items() if times % 2)
    assert set(sides.values()) == {1, 2}
    inland = length(step for step, councils in sides.items() if councils == 2)
    coast = length(step for step, councils in sides.items() if councils == 1)
    steps = [(len(b.areas), frozenset(s)) for b in land.borders for s in pairwise(b.line)]
    assert 0.85 < inland / length(step for councils, step in steps if councils == 2) < 1
    assert coast < length(step for councils, step in steps if councils == 1)


def test_neighbours_on_the_ground_are_neighbours_on_the_map(land: Land) -> None:
    pairs = {border.areas for border in land.simplified(TO_DRAW).borders}
    for pair in [
        ("stockport", "tameside"),
        ("cheshire-east", "stockport"),
        ("city-of-london", "tower-hamlets"),
        ("belfast", "lisburn-and-castlereagh"),
        ("northumberland", "scottish-borders"),
        ("powys", "shropshire"),
    ]:
        assert pair in pairs
    assert ("manchester", "tower-hamlets") not in pairs


def test_a_council_that_has_ended_is_drawn_as_part_of_its_successor(real: Dataset) -> None:
    outlines = dict(read_outlines(DATA / "areas"))
    cumberland = outlines.pop("cumberland")
    outlines["allerdale"], outlines["copeland"] = cumberland[:1], cumberland[1:]
    drawn = land_of(outlines, real.directory.map)
    assert set(drawn.rings) == {council.id for council in real.directory.map.councils}


def test_outlines_of_nobody_are_refused(real: Dataset, tmp_path: Path) -> None:
    with pytest.raises(AreaFileError, match="“atlantis” is not a council that we know"):
        land_of({"atlantis": []}, real.directory.map)
    with pytest.raises(AreaFileError, match=r"boundaries\.geojson"):
        read_outlines(tmp_path)
    for text in ("{}", "not JSON", '{"features": [{"properties": {"id": "x"}}]}', "[1]"):
        (tmp_path / "boundaries.geojson").write_text(text, encoding="utf-8")
        with pytest.raises(AreaFileError, match="not GeoJSON with outlines"):
            read_outlines(tmp_path)


# Labels


def test_a_name_is_written_as_large_as_fits() -> None:
    wide: list[Line] = [((0, 0), (1000, 0), (1000, 100), (0, 100), (0, 0))]
    one = label_of("Kingston upon Hull", wide)
    assert one.lines == ("Kingston upon Hull",)
    assert one.size * WIDTH_OF_A_LETTER * len(one.lines[0]) <= 1000
    high: list[Line] = [((0, 0), (100, 0), (100, 1000), (0, 1000), (0, 0))]
    several = label_of("Kingston upon Hull", high)
    assert several.lines == ("Kingston", "upon", "Hull")
    assert 0 < several.y < 1000
    assert several.x == 50


def test_every_name_lies_in_its_council(land: Land, real: Dataset) -> None:
    fewer = land.simplified(TO_DRAW)
    for council in real.directory.map.councils:
        label = label_of(council.name, fewer.rings[council.id])
        assert " ".join(label.lines) == council.name
        xs, ys = zip(*fewer.rings[council.id][0], strict=True)
        half = max(map(len, label.lines)) * WIDTH_OF_A_LETTER * label.size / 2
        assert min(xs) <= label.x - half
        assert label.x + half <= max(xs)
        assert min(ys) <= label.y <= max(ys)


# The files


def test_the_sign_is_small_and_holds_every_mark(land: Land, real: Dataset) -> None:
    councils = real.directory.map.councils
    text = signs.sign(land, councils).decode()
    assert len(text) < 4 * KILOBYTES
    assert "style" not in text
    (path,) = re.findall(r' d="([^"]+)"', text)
    drawn = points_of(path)
    for council in councils:
        x, y = signs.spot(council)
        near = min(dist((x * signs.UNIT, y * signs.UNIT), p) for ring in drawn for p in ring)
        assert near < 1_200, council.id  # 120 km: nobody in the UK lives further from the sea


def test_where_a_council_is_in_words(real: Dataset) -> None:
    found = {c.region: signs.where_in_words(c) for c in real.directory.map.councils}
    assert found["North West"] == "the North West of England"
    assert found["East of England"] == "the East of England"
    assert found["London"] == "London"
    assert found["Yorkshire and The Humber"] == "Yorkshire and The Humber"
    assert {found[nation] for nation in NATIONS.values() if nation != "England"} == {
        "Wales",
        "Scotland",
        "Northern Ireland",
    }


def test_the_file_to_locate_with_is_small_and_says_what_the_borders_say(land: Land) -> None:
    text = locating_file(land)
    assert text == locating_file(land)
    assert len(gzip.compress(text)) <= 60 * KILOBYTES
    document = json.loads(text)
    assert document["councils"] == sorted(land.rings)
    fine = land.simplified(TO_LOCATE)
    assert len(document["borders"]) == len(fine.borders)
    for (one, other, x, y, *moves), border in zip(document["borders"], fine.borders, strict=True):
        areas = tuple(document["councils"][n] for n in (one, other) if n != SEA)
        assert areas == border.areas
        assert (x, y) == border.line[0]
        assert (x + sum(moves[::2]), y + sum(moves[1::2])) == border.line[-1]


def test_the_day_decides_which_councils_are_drawn() -> None:
    areas = DATA / "areas"
    past = AreasOnDay(read_geography(areas), date(2022, 1, 1))
    drawn = set(land_of(read_outlines(areas), past).rings)
    assert drawn < {council.id for council in past.councils}
    assert "cumberland" not in drawn


def test_of_old_and_new_outlines_the_day_takes_those_that_are_there() -> None:
    """An import may be merged months before the councils change."""
    areas = DATA / "areas"
    geography = read_geography(areas)
    old = read_outlines(areas)
    west = [c.id for c in geography.councils.values() if "west-surrey" in c.replaced_by]
    assert len(west) == 6
    both = {**old, "west-surrey": [ring for each in west for ring in old[each]]}
    for day, there in ((date(2027, 3, 31), set(west)), (date(2027, 4, 1), {"west-surrey"})):
        today = AreasOnDay(geography, day)
        drawn = land_of(both, today).rings
        assert set(drawn) == {council.id for council in today.councils}
        assert there <= set(drawn)
        assert drawn == land_of(old, today).rings
