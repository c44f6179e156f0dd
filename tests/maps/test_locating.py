"""A position → the likely council and those offered beside it: the module itself, in a browser."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from safetyhelp.areas.places import read_places
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.maps.projection import on_grid
from safetyhelp.paths import DATA

pytestmark = pytest.mark.browser

SURE = ("exact", "high")
EVERY = 6
"""Of the places, one in so many is looked up."""

ASK = """async ([root, positions]) => {
  const { councilsAt } = await import(`${root}assets/map/locating.js`);
  const borders = await (await fetch(`${root}assets/map/data/borders.json`)).json();
  return positions.map(([latitude, longitude, accuracy = 20]) =>
    councilsAt(borders, { latitude, longitude, accuracy }));
}"""

Position = tuple[float, ...]
FactResult = dict[str, Any]


@pytest.fixture(scope="module")
def page(browser: Browser, site_url: str) -> Iterator[Page]:
    opened = browser.new_page()
    opened.goto(f"{site_url}about/data/")
    yield opened
    opened.close()


def ask(page: Page, site_url: str, *positions: Position) -> list[FactResult]:
    found: list[FactResult] = page.evaluate(ASK, [site_url, positions])
    return found


def test_the_module_projects_as_the_maps_do(page: Page, site_url: str, real: Dataset) -> None:
    councils = real.directory.map.councils
    found = page.evaluate(
        """async ([root, positions]) => {
          const { onGrid } = await import(`${root}assets/map/locating.js`);
          return positions.map(([latitude, longitude]) => onGrid({ latitude, longitude }));
        }""",
        [site_url, [(council.lat, council.lon) for council in councils]],
    )
    for council, (x, y) in zip(councils, found, strict=True):
        wanted = on_grid(council.lat, council.lon)
        assert abs(wanted[0] - x) <= 0.51, council.id
        assert abs(wanted[1] - y) <= 0.51, council.id


def test_every_council_is_found_at_its_own_position(
    page: Page, site_url: str, real: Dataset
) -> None:
    councils = real.directory.map.councils
    answers = ask(page, site_url, *((council.lat, council.lon) for council in councils))
    first = [c.id for c, a in zip(councils, answers, strict=True) if a["councils"][:1] != [c.id]]
    offered = [c.id for c, a in zip(councils, answers, strict=True) if c.id not in a["councils"]]
    print(f"positions of councils: {1 - len(first) / len(councils):.2%} first, others: {first}")
    assert not offered


def test_nearly_every_place_is_found_or_its_council_offered(
    page: Page, site_url: str, real: Dataset
) -> None:
    geography, day = real.directory.map.geography, real.directory.map.day
    places = [
        place
        for place in read_places(DATA / "areas" / "places.csv")
        if place.sure in SURE and place.lat is not None and place.lon is not None
    ][::EVERY]
    assert len(places) > 4_000
    answers = ask(page, site_url, *((p.lat or 0, p.lon or 0) for p in places))
    first = offered = outside = 0
    for place, answer in zip(places, answers, strict=True):
        council = geography.by_code(place.council)
        assert council
        right = {each.id for each in geography.successors(council, day)}
        first += bool(right & set(answer["councils"][:1]))
        offered += bool(right & set(answer["councils"]))
        outside += answer["sure"] == "outside"
    rates = {"first": first, "offered": offered, "outside": outside}
    print(f"{len(places)} places:", {n: f"{c / len(places):.2%}" for n, c in rates.items()})
    assert offered >= 0.97 * len(places)
    assert first >= 0.95 * len(places)
    assert outside <= 0.005 * len(places)


def test_near_a_border_several_are_offered_the_likely_one_first(page: Page, site_url: str) -> None:
    mersey, town_hall = ask(page, site_url, (53.3945, -2.236), (53.4065, -2.1569))
    assert mersey["sure"] == town_hall["sure"] == "likely"
    assert {"stockport", "manchester", "trafford"} <= set(mersey["councils"])
    assert town_hall["councils"][0] == "stockport"
    for answer in (mersey, town_hall):
        assert 3 < len(answer["councils"]) <= 8
        assert len(set(answer["councils"])) == len(answer["councils"])


@pytest.mark.parametrize(
    ("position", "council"),
    [
        ((54.5973, -5.9301), "belfast"),
        ((60.1547, -1.1494), "shetland-islands"),
        ((59.5340, -1.6270), "shetland-islands"),  # Fair Isle
        ((51.5136, -0.0910), "city-of-london"),
        ((49.9146, -6.3143), "isles-of-scilly"),
        ((51.1657, -4.6650), "torridge"),  # Lundy
        ((55.2930, -6.1960), "causeway-coast-and-glens"),  # Rathlin
        ((51.5160, 0.7370), "southend-on-sea"),  # the end of the pier
        ((57.8140, -8.5770), "na-h-eileanan-siar"),  # St Kilda
    ],
)
def test_places_that_are_hard_to_draw(
    page: Page, site_url: str, position: Position, council: str
) -> None:
    (answer,) = ask(page, site_url, position)
    assert council in answer["councils"], answer


@pytest.mark.parametrize(
    "position",
    [
        (48.8566, 2.3522),  # Paris
        (50.9513, 1.8587),  # Calais
        (53.3498, -6.2603),  # Dublin
        (54.9503, -7.7340),  # Letterkenny
        (54.0040, -6.4020),  # Dundalk
        (54.1500, -4.4800),  # Isle of Man
        (49.1900, -2.1100),  # Jersey
        (0.0, 0.0),
        (-90.0, 0.0),
        (90.0, 180.0),
    ],
)
def test_elsewhere_is_outside(page: Page, site_url: str, position: Position) -> None:
    (answer,) = ask(page, site_url, position)
    assert answer == {"sure": "outside", "councils": []}


def test_a_device_that_is_not_sure_gets_more_answers_and_no_likely_one(
    page: Page, site_url: str
) -> None:
    exact, rough, useless = ask(
        page, site_url, (53.48, -2.24, 10), (53.48, -2.24, 15_000), (53.48, -2.24, 80_000)
    )
    assert exact["sure"] == "likely"
    assert rough["sure"] == "rough"
    assert len(rough["councils"]) > len(exact["councils"])
    assert useless == {"sure": "useless", "councils": []}


def test_two_answers_about_one_position_are_the_same(page: Page, site_url: str) -> None:
    one, other = ask(page, site_url, (52.0, -1.0), (52.0, -1.0))
    assert json.dumps(one) == json.dumps(other)
