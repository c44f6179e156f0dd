"""The files of ``data/areas/`` as they are: complete, current, sorted, small enough."""

import json
import re
from collections import Counter
from datetime import date
from functools import cache
from itertools import pairwise

import pytest

from safetyhelp.areas.model import NATIONS, Geography
from safetyhelp.areas.places import Place, read_places
from safetyhelp.areas.postcodes import (
    PostcodeRanges,
    read_northern_ireland,
    read_postcode_ranges,
)
from safetyhelp.areas.reading import read_geography
from safetyhelp.importing import sources_page

from .conftest import REPOSITORY

AREAS = REPOSITORY / "data" / "areas"
TODAY = date(2026, 11, 22)


@cache
def geography() -> Geography:
    return read_geography(AREAS)


@cache
def ranges() -> PostcodeRanges:
    return read_postcode_ranges(AREAS / "postcodes.csv")


@cache
def places() -> tuple[Place, ...]:
    return read_places(AREAS / "places.csv")


@cache
def current_codes() -> frozenset[str]:
    return frozenset(council.code for council in geography().current_councils(TODAY))


def test_every_council_of_the_uk_is_there_once() -> None:
    nations = Counter(council.nation for council in geography().current_councils(TODAY))
    assert nations == {"england": 296, "wales": 22, "scotland": 32, "northern-ireland": 11}
    assert nations.keys() == NATIONS.keys()
    assert len(current_codes()) == 361
    assert len(geography().counties) == 21
    assert len(geography().police_areas) == 45


def test_every_former_council_leads_to_one_of_today() -> None:
    ended = (each for each in geography().councils.values() if each.ends_on)
    former = [each for each in ended if not each.current_on(TODAY)]
    assert len(former) == 48
    for council in former:
        successors = geography().successors(council, TODAY)
        assert successors, council.id
        for successor in successors:
            assert council.ends_on is not None
            assert (council.ends_on.month, council.ends_on.day) == (3, 31), council.id
            assert successor.starts_on is not None
            assert council.ends_on < successor.starts_on, council.id


@pytest.mark.parametrize(
    ("code", "today"),
    [
        ("E08000016", ["barnsley"]),
        ("E08000019", ["sheffield"]),
        ("E07000190", ["somerset"]),
        ("E10000021", ["north-northamptonshire", "west-northamptonshire"]),
        ("E07000029", ["cumberland"]),
        ("S12000046", ["glasgow-city"]),
    ],
)
def test_former_codes_lead_to_today(code: str, today: list[str]) -> None:
    council = geography().by_code(code)
    assert council is not None
    assert [each.id for each in geography().successors(council, TODAY)] == today


def test_every_two_tier_council_has_its_county() -> None:
    for council in geography().current_councils(TODAY):
        two_tier = council.type == "non-metropolitan district"
        assert bool(council.county) is two_tier, council.id


def test_every_council_and_county_has_a_police_area_of_its_nation() -> None:
    for council in geography().councils.values():
        assert geography().police_areas[council.police_area].nation == council.nation, council.id
    used = {council.police_area for council in geography().current_councils(TODAY)}
    assert used == geography().police_areas.keys()


def test_positions_are_in_the_uk() -> None:
    for council in geography().councils.values():
        assert 49.8 < council.lat < 60.9, council.id
        assert -8.2 < council.lon < 1.8, council.id


def test_names_are_for_people() -> None:
    for council in geography().councils.values():
        assert not council.name.endswith(" of"), council.id
        assert "London" not in council.other_names, council.id
        assert council.homepage == council.homepage.strip(), council.id
    bristol = geography().by_code("E06000023")
    assert bristol is not None
    assert bristol.name == "Bristol"


def test_postcode_ranges_hold_only_councils_of_today() -> None:
    assert {council for _, _, council in ranges()} <= current_codes()


def test_no_postcode_run_is_superfluous() -> None:
    rows = list(ranges())
    assert len(rows) > 29_000
    assert all((a[0], a[2]) != (b[0], b[2]) for a, b in pairwise(rows))


def test_the_postcode_file_is_small_enough() -> None:
    assert (AREAS / "postcodes.csv").stat().st_size < 700_000


@pytest.mark.parametrize(
    ("text", "council"),
    [
        ("SK1 3XE", "stockport"),
        ("SW1A 1AA", "westminster"),
        ("EC2V 7HH", "city-of-london"),
        ("CF10 4UW", "cardiff"),
        ("EH1 1YJ", "city-of-edinburgh"),
        ("ZE1 0HB", "shetland-islands"),
        ("TR21 0LW", "isles-of-scilly"),
        ("S1 2HH", "sheffield"),
    ],
)
def test_known_addresses(text: str, council: str) -> None:
    code = ranges().lookup(*text.split())
    assert code is not None
    found = geography().by_code(code)
    assert found is not None
    assert found.id == council


def test_every_council_is_reached_by_a_postcode() -> None:
    northern_ireland = read_northern_ireland(AREAS / "northern_ireland_postcodes.csv")
    reached = {council for _, _, council in ranges()}
    reached |= {council for found in northern_ireland.values() for council, _ in found}
    assert reached == current_codes()


def test_shares_of_an_outward_code_add_up() -> None:
    northern_ireland = read_northern_ireland(AREAS / "northern_ireland_postcodes.csv")
    assert len(northern_ireland) == 81
    for outward, found in northern_ireland.items():
        assert sum(share for _, share in found) == pytest.approx(1, abs=0.011), outward


def test_places_are_in_councils_of_today() -> None:
    assert len(places()) > 40_000
    assert {place.council for place in places()} == current_codes()


def test_a_name_is_there_once_for_each_council() -> None:
    seen = Counter((place.name.casefold(), place.council) for place in places())
    assert [key for key, count in seen.items() if count > 1] == []


def test_london_does_not_lead_to_one_council() -> None:
    for place in places():
        assert "london" not in {name.casefold() for name in (place.name, *place.other_names)}


def test_marple_is_in_stockport() -> None:
    found = [place for place in places() if place.name == "Marple"]
    assert [(place.type, place.council, place.sure) for place in found] == [
        ("town", "E08000007", "high")
    ]


def test_boundaries_are_those_of_todays_councils() -> None:
    document = json.loads((AREAS / "boundaries.geojson").read_text(encoding="utf-8"))
    drawn = {each["properties"]["code"]: each["properties"] for each in document["features"]}
    assert drawn.keys() == current_codes()
    for council in geography().current_councils(TODAY):
        assert drawn[council.code] == {
            "id": council.id,
            "code": council.code,
            "name": council.name,
        }


def test_sources_page_names_every_file_and_attribution() -> None:
    page = (AREAS / "SOURCES.md").read_text(encoding="utf-8")
    for path in AREAS.iterdir():
        if path.name != "SOURCES.md":
            assert f"`{path.name}`" in page
    for line in ("Contains OS data ©", "Contains Royal Mail data ©", "GeoNames, CC BY 4.0"):
        assert line in page
    assert str(REPOSITORY) not in page


def test_the_page_of_sources_says_what_the_next_import_would_write() -> None:
    text = (AREAS / "SOURCES.md").read_text(encoding="utf-8")
    words = re.split(r"\{\w+[^}]*\}", sources_page._BODY)
    assert re.fullmatch(".+?".join(map(re.escape, words)), text, re.DOTALL)
    for path in re.findall(r"`(scripts/[\w/.]+)`", text):
        assert (REPOSITORY / path).exists(), path
