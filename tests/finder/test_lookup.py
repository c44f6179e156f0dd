"""What the lookup module answers to names, in a real browser, on the real data."""

import random
from pathlib import Path

import pytest
from playwright.sync_api import Page

from safetyhelp.areas.places import Place
from safetyhelp.dataset.answers import Directory
from safetyhelp.finder.area_data import AreaData
from safetyhelp.finder.entries import size_of
from safetyhelp.finder.names import GENERIC, fold

from .conftest import Site, ask, one, slugs

pytestmark = pytest.mark.browser

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@pytest.mark.parametrize(
    ("query", "kind", "first"),
    [
        ("Stockport", "council", "stockport"),
        ("Stockport Metropolitan Borough Council", "council", "stockport"),
        ("Caerdydd", "council", "cardiff"),
        ("ynys mon", "council", "isle-of-anglesey"),
        ("Dùn Èideann", "council", "city-of-edinburgh"),
        ("Comhairle nan Eilean Siar", "council", "na-h-eileanan-siar"),
        ("Béal Feirste", "council", "belfast"),
        ("St Helens", "council", "st-helens"),
        ("saint helens", "council", "st-helens"),
        ("Brighton & Hove", "council", "brighton-and-hove"),
        ("brighton and hove", "council", "brighton-and-hove"),
        ("newcastle on tyne", "council", "newcastle-upon-tyne"),
        ("Stoke on Trent", "council", "stoke-on-trent"),
        ("kings lynn", "council", "kings-lynn-and-west-norfolk"),
        ("city of bristol", "council", "bristol"),
        ("BCP", "council", "bournemouth-christchurch-and-poole"),
        ("RBKC", "council", "kensington-and-chelsea"),
        ("Stoke", "council", "stoke-on-trent"),
        ("Shepway", "council", "folkestone-and-hythe"),
        ("Scarborough", "council", "north-yorkshire"),
        ("Taunton Deane", "council", "somerset"),
        ("Marple", "place", "stockport"),
        ("marple stockport", "place", "stockport"),
        ("Ashford, Surrey", "place", "spelthorne"),
        ("Avonmouth", "place", "bristol"),
        ("Toxteth", "place", "liverpool"),
        ("Abertawe", "council", "swansea"),
        ("Sir Gaerfyrddin", "council", "carmarthenshire"),
        ("Glaschu", "council", "glasgow-city"),
        ("Inbhir Nis", "place", "highland"),
        ("Doire", "council", "derry-city-and-strabane"),
        ("st. albans", "council", "st-albans"),
        ("Telford & Wrekin", "council", "telford-and-wrekin"),
        ("Stratford upon Avon", "council", "stratford-on-avon"),
        ("Kingston on Thames", "council", "kingston-upon-thames"),
        ("Bristol, City of", "council", "bristol"),
        ("Hull", "council", "kingston-upon-hull"),
    ],
)
def test_names(desk: Page, site: Site, query: str, kind: str, first: str) -> None:
    answer = one(desk, site, query)
    assert (answer["kind"], slugs(answer)[0]) == (kind, first)
    assert answer["areas"][0]["match"] == "full"


def test_councils_beat_villages_and_the_others_are_still_offered(desk: Page, site: Site) -> None:
    answer = one(desk, site, "Ashford")
    assert answer["kind"] == "council"
    assert slugs(answer)[0] == "ashford"
    assert "spelthorne" in slugs(answer)
    assert "town in Spelthorne, Surrey" in [area["detail"] for area in answer["areas"]]


def test_places_of_one_name_are_listed_by_size_but_no_ward_and_no_part(
    desk: Page, site: Site, areas: AreaData
) -> None:
    answer = one(desk, site, "Newport")
    assert slugs(answer)[:4] == ["newport", "isle-of-wight", "telford-and-wrekin", "uttlesford"]
    named = [place for place in areas.places if place.name == "Newport"]
    expected = {place.council for place in named if place.type != "ward"}
    assert len(expected) < len({place.council for place in named})
    # A part of the city of Newport that the source puts into its neighbour is not offered again.
    assert not {"caerphilly", "middlesbrough"} & set(slugs(answer))
    assert len(slugs(answer)) >= len(expected) - 1
    assert len(set(slugs(answer))) == len(slugs(answer))
    assert all(area["detail"] for area in answer["areas"])


@pytest.mark.parametrize("name", ["Newport", "Sutton", "Norton", "Whitchurch"])
def test_places_of_one_size_are_listed_by_county(
    desk: Page, site: Site, areas: AreaData, directory: Directory, name: str
) -> None:
    answer = one(desk, site, name)
    sizes: dict[str, int] = {}
    for place in areas.places:
        if place.name == name:
            council = _council(directory, place)
            sizes[council] = max(sizes.get(council, 0), size_of(place))
    listed = [
        (sizes[area["slug"]], area["detail"].rsplit(", ", 1)[-1])
        for area in answer["areas"]
        if area["name"] == name and " in " in f" {area['detail']}"
    ]
    assert len(listed) > 2
    assert listed == sorted(listed, key=lambda each: (-each[0], each[1]))


def test_a_doubtful_council_is_said_to_be_probable(desk: Page, site: Site) -> None:
    places = {area["slug"]: area for area in one(desk, site, "Newport")["areas"]}
    assert not places["north-devon"]["sure"]
    assert "probably" in places["north-devon"]["detail"]


def test_london_asks_for_the_borough_or_the_postcode(desk: Page, site: Site) -> None:
    for query in ("London", "greater london"):
        answer = one(desk, site, query)
        assert answer["kind"] == "place"
        assert len(answer["areas"]) == 33
        assert {"city-of-london", "westminster", "croydon"} <= set(slugs(answer))
        assert "postcode" in answer["message"]
        assert "borough" in answer["message"]


@pytest.mark.parametrize(
    ("query", "kind", "county"),
    [
        ("Kent", "council", "kent"),
        ("Kent County Council", "council", "kent"),
        ("Derbyshire", "council", "derbyshire"),
        ("Lancashire county council", "council", "lancashire"),
        ("Herts", "council", "hertfordshire"),
        ("Tees Valley", "place", None),
        ("Cumbria", "council", None),
    ],
)
def test_larger_areas_offer_their_councils(
    desk: Page, site: Site, directory: Directory, query: str, kind: str, county: str | None
) -> None:
    members = {
        "Tees Valley": [
            "darlington",
            "hartlepool",
            "middlesbrough",
            "redcar-and-cleveland",
            "stockton-on-tees",
        ],
        "Cumbria": ["cumberland", "westmorland-and-furness"],
    }.get(query) or [council.id for council in directory.map.councils if council.county == county]
    answer = one(desk, site, query)
    assert answer["kind"] == kind
    assert set(slugs(answer)[: len(members)]) == set(members)


def test_a_larger_area_with_a_typing_error_is_offered_not_opened(desk: Page, site: Site) -> None:
    answer = one(desk, site, "Berkshyre")
    assert answer["areas"][0]["name"] == "Berkshire"
    assert answer["areas"][0]["match"] == "near"
    assert len(answer["areas"][0]["areas"]) == 6
    assert "Did you mean" in answer["message"]


@pytest.mark.parametrize(
    ("query", "area"),
    [
        ("GMP", "greater-manchester"),
        ("the Met", "metropolitan"),
        ("Met Police", "metropolitan"),
        ("Greater Manchester Police", "greater-manchester"),
        ("Hampshire Constabulary", "hampshire-and-isle-of-wight"),
        ("PSNI", "northern-ireland"),
    ],
)
def test_police_areas_list_their_councils(
    desk: Page, site: Site, directory: Directory, query: str, area: str
) -> None:
    answer = one(desk, site, query)
    assert answer["kind"] == "police-area"
    expected = [council.id for council in directory.map.councils if council.police_area == area]
    assert slugs(answer)[: len(expected)] == expected
    [suggested, *_] = ask(desk, site, [query], "suggest")[0]["areas"]
    assert suggested["url"] == f"places/police-areas/#{area}"


def test_every_record_is_found_by_each_of_its_names(
    desk: Page, site: Site, directory: Directory
) -> None:
    wanted = [
        (record, name)
        for record in directory.records
        for name in (record.name, *record.former_names, *record.other_names)
    ]
    answers = ask(desk, site, [name for _, name in wanted])
    missed = []
    for (record, name), answer in zip(wanted, answers, strict=True):
        page_of = f"services/{record.kind}/{record.id}/"
        urls = [area["url"] for area in answer["areas"]]
        pages = [answer.get("page", {}).get("url")]
        pages += [area.get("page", {}).get("url") for area in answer["areas"]]
        covered = directory.map.covered(record.covers)
        only = [f"areas/{council}/" for council in covered] if len(covered) == 1 else []
        if not {page_of, *only} & {*urls, *pages}:
            missed.append((name, urls[:5]))
    assert len(wanted) > 500
    assert missed == []


def test_a_former_name_of_a_partnership(desk: Page, site: Site) -> None:
    answer = one(desk, site, "Safer Stockport Partnership")
    assert (answer["kind"], slugs(answer)) == ("record", ["stockport"])
    assert "formerly Safer Stockport Partnership" in answer["areas"][0]["detail"]
    assert answer["page"]["url"].startswith("services/partnerships/")


def test_a_service_for_several_councils_gives_them_and_its_page(
    desk: Page, site: Site, directory: Directory
) -> None:
    record = next(r for r in directory.records if r.id == "restorative-gloucestershire")
    answer = one(desk, site, record.name)
    assert answer["kind"] == "record"
    assert set(slugs(answer)) == directory.map.covered(record.covers)
    assert answer["page"]["url"] == f"services/{record.kind}/{record.id}/"


def test_nothing_is_found_for_nonsense(desk: Page, site: Site) -> None:
    for query in ("qqqqqq", "", "   ", "!!!", "constructor", "hasOwnProperty"):
        answer = one(desk, site, query)
        assert (answer["kind"], answer["areas"]) == ("none", []), query
        assert answer["message"]


# All of them


def _mistyped(name: str, chance: random.Random) -> str:
    """Return the name with one typing error after its first letter."""
    while True:
        at = chance.randrange(1, len(name))
        letter = chance.choice(LETTERS)
        swapped = name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :]
        wrong = chance.choice(
            [
                name[:at] + name[at + 1 :],
                name[:at] + letter + name[at:],
                name[:at] + letter + name[at + 1 :],
                swapped,
            ]
        )
        if wrong != name:
            return wrong


def _towns(areas: AreaData) -> list[Place]:
    return [place for place in areas.places if place.type in ("city", "town")]


def test_every_town_is_found_by_name(
    desk: Page, site: Site, areas: AreaData, directory: Directory
) -> None:
    towns = _towns(areas)
    answers = ask(desk, site, [town.name for town in towns])
    missed = [
        town.name
        for town, answer in zip(towns, answers, strict=True)
        if _council(directory, town) not in slugs(answer)
    ]
    assert len(towns) > 1300
    assert missed == []


def test_most_towns_are_found_with_a_typing_error(
    desk: Page, site: Site, areas: AreaData, directory: Directory
) -> None:
    chance = random.Random(11)
    towns = _towns(areas)
    answers = ask(desk, site, [_mistyped(town.name, chance) for town in towns])
    found = sum(
        _council(directory, town) in slugs(answer)[:5]
        for town, answer in zip(towns, answers, strict=True)
    )
    assert found / len(towns) >= 0.98


def _council(directory: Directory, place: Place) -> str:
    council = directory.map.geography.by_code(place.council)
    assert council is not None
    return council.id


FOLD = """async ([root, names]) => {
  const { fold, GENERIC } = await import(`${root}assets/finder/names.js`);
  return { folded: names.map(fold), generic: [...GENERIC] };
}"""


def test_names_are_folded_in_the_browser_as_in_the_builder(
    desk: Page, site: Site, areas: AreaData
) -> None:
    names = sorted({n for place in areas.places for n in (place.name, *place.other_names)})
    names += ["Æthelstan ßtraße & Øre’s", "THE", "the", "Ǆ", "İstanbul", "ﬁ"]
    desk.goto(f"{site.url}blank.html")
    result = desk.evaluate(FOLD, [site.url, names])
    assert set(result["generic"]) == GENERIC
    wrong = [n for n, f in zip(names, result["folded"], strict=True) if f != fold(n)]
    assert wrong == []


# Requests


@pytest.mark.parametrize(
    "query", ["SK1 3XE", "BT8 7AA", "Marple", "Safer Stockport Partnership", "Stokport", "London"]
)
def test_a_first_lookup_makes_two_requests_of_the_promised_size(
    page: Page, site: Site, query: str
) -> None:
    page.goto(f"{site.url}blank.html")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    answer = one(page, site, query)
    assert answer["areas"]
    data = [url for url in asked if "/data/" in url]
    assert len(data) == 2
    assert data[0].endswith("/data/index.json")
    assert all(url.startswith(site.url) for url in asked)


def test_a_second_lookup_fetches_nothing_again(page: Page, site: Site) -> None:
    ask(page, site, ["Marple", "SK1 3XE"])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    ask(page, site, ["Marple", "SK1 3XE"])
    assert asked == []


def test_the_module_is_usable_with_another_base_and_fetch(page: Page, site: Site) -> None:
    page.goto(f"{site.url}blank.html")
    result = page.evaluate(
        """async ([root]) => {
          const { find } = await import(`${root}assets/finder/finder.js`);
          const asked = [];
          const mine = (url) => (asked.push(url), fetch(url.replace("https://example.org", root)));
          const { areas } = await find("SK1 3XE", "https://example.org/assets/finder/data", mine);
          return { asked, slug: areas[0].slug };
        }""",
        [site.url],
    )
    assert result["slug"] == "stockport"
    assert result["asked"][0] == "https://example.org/assets/finder/data/index.json"


def test_the_modules_import_only_each_other() -> None:
    folder = Path(__file__).parents[2] / "theme" / "assets" / "finder"
    for module in folder.glob("*.js"):
        text = module.read_text(encoding="utf-8")
        assert "innerHTML" not in text, module.name
        for line in text.splitlines():
            if line.startswith(("import ", "} from ")):
                name = line.split('"')[1]
                assert (folder / name).is_file(), line
