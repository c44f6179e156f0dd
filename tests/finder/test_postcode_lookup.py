"""What the lookup module answers to postcodes, in a real browser, on the real data."""

import json
import random

import pytest
from playwright.sync_api import Page

from safetyhelp.areas.postcodes import inward_at, place_in_order
from safetyhelp.dataset.answers import Directory
from safetyhelp.finder.area_data import AreaData

from .conftest import Site, ask, one, slugs

pytestmark = pytest.mark.browser

SAMPLE = 20_000


def _sample(areas: AreaData) -> dict[str, tuple[str, bool]]:
    """Return postcodes, council code and sureness: both sides of every boundary, 20,000 more."""
    ranges = areas.postcodes
    rows = [(outward, place_in_order(inward)) for outward, inward, _ in ranges]
    gaps: dict[str, set[int]] = {}
    for outward, first, last in areas.gaps:
        places = range(place_in_order(first), place_in_order(last) + 1)
        gaps.setdefault(outward, set()).update(places)
    wanted = set(rows) | {(outward, start - 1) for outward, start in rows if start}
    wanted.update((outward, place_in_order(first) - 1) for outward, first, _ in areas.gaps)
    chance = random.Random(3)
    wanted.update((chance.choice(rows)[0], chance.randrange(4000)) for _ in range(SAMPLE))
    found = {}
    for outward, place in sorted(wanted):
        code = ranges.lookup(outward, inward_at(place))
        if code:
            sure = place not in gaps.get(outward, ())
            found[f"{outward} {inward_at(place)}"] = (code, sure)
    return found


WALK = """async ([root, sample]) => {
  const { find } = await import(`${root}assets/finder/finder.js`);
  const expected = Object.entries(await (await fetch(sample)).json());
  const wrong = [];
  for (const [postcode, [slug, sure]] of expected) {
    const { kind, areas, message } = await find(postcode);
    const said = `${postcode} is ${sure ? "in " : "new to us. It is likely to be in "}`;
    const isThere = areas.some((area) => area.slug === slug);
    const isSaid = kind === "postcode" && message.startsWith(said);
    const isSure = areas.every((area) => area.sure === sure) && areas.length <= (sure ? 1 : 2);
    if (!isThere || !isSaid || !isSure) wrong.push([postcode, slug, message]);
  }
  return { walked: expected.length, wrong };
}"""


def test_every_boundary_and_a_sample_of_20000_postcodes(
    desk: Page, site: Site, areas: AreaData, directory: Directory
) -> None:
    geography = directory.map.geography
    council_ids = {council.code: council.id for council in geography.councils.values()}
    sample = {
        postcode: (council_ids[code], sure) for postcode, (code, sure) in _sample(areas).items()
    }
    assert {sure for _, sure in sample.values()} == {True, False}
    (site.folder / "sample.json").write_text(json.dumps(sample), encoding="utf-8")
    desk.goto(f"{site.url}blank.html")
    result = desk.evaluate(WALK, [site.url, f"{site.url}sample.json"])
    assert result["walked"] > SAMPLE + len(list(areas.postcodes))
    assert result["wrong"] == []


@pytest.mark.parametrize(
    "query",
    [
        "SK1 3XE",
        "sk13xe",
        " sk1  3xe ",
        "S K 1 3 X E",
        "SK1-3XE",
        "5K1 3XE",
        "SKI 3XE",
        "SKl3XE",
        "SK01 3XE",
        "SK1 3XE please",
        "sk1 3xe the flat",
        "My postcode is SK1 3XE.",
        "SK1 3XE, Stockport, England",
        "Flat 2, 10 High Street, Stockport SK1 3XE",
    ],
)
def test_a_postcode_however_it_is_typed(desk: Page, site: Site, query: str) -> None:
    answer = one(desk, site, query)
    assert (answer["kind"], slugs(answer)) == ("postcode", ["stockport"])
    assert answer["message"] == "SK1 3XE is in Stockport."
    assert answer["areas"][0] == {
        "slug": "stockport",
        "name": "Stockport",
        "detail": "Greater Manchester",
        "sure": True,
        "url": "areas/stockport/",
        "match": "full",
    }


@pytest.mark.parametrize(
    ("query", "council"),
    [
        ("S017 1BJ", "southampton"),
        ("S0 17 1BJ", "southampton"),
        ("0X1 1AA", "oxford"),
        ("E1O 5AA", "waltham-forest"),
        ("MI 1AE", "manchester"),
        ("CFIO 1AA", "cardiff"),
        ("EH1 IYZ", "city-of-edinburgh"),
        ("5W1A 1AA", "westminster"),
        ("BS1 STR", "bristol"),
    ],
)
def test_letters_and_digits_that_look_alike(
    desk: Page, site: Site, query: str, council: str
) -> None:
    assert slugs(one(desk, site, query)) == [council]


def test_an_outward_code_offers_its_councils_the_likeliest_first(desk: Page, site: Site) -> None:
    answer = one(desk, site, "sk14")
    assert answer["kind"] == "outward"
    assert slugs(answer) == ["tameside", "stockport", "high-peak"]
    assert not any(area["sure"] for area in answer["areas"])
    sector = one(desk, site, "SK14 8")
    assert sector["kind"] == "outward"
    assert set(slugs(sector)) < set(slugs(answer))


def test_an_outward_code_in_one_council_is_sure(desk: Page, site: Site) -> None:
    for query in ("SK1", "SK1 3", "sk1 Stockport"):
        answer = one(desk, site, query)
        assert (answer["kind"], slugs(answer)) == ("outward", ["stockport"]), query
        assert answer["areas"][0]["sure"]


@pytest.mark.parametrize(
    ("query", "councils"),
    [
        ("SK1 town centre", ["stockport"]),
        ("M1 old trafford", ["manchester"]),
        ("SK1 3 near the park", ["stockport"]),
    ],
)
def test_words_behind_an_outward_code_are_no_part_of_it(
    desk: Page, site: Site, query: str, councils: list[str]
) -> None:
    answer = one(desk, site, query)
    assert (answer["kind"], slugs(answer)) == ("outward", councils)


@pytest.mark.parametrize(
    ("query", "councils"),
    [
        ("W1", {"westminster", "camden", "islington"}),
        ("sw1", {"westminster", "kensington-and-chelsea", "wandsworth"}),
        ("EC1", {"islington", "city-of-london", "camden", "hackney"}),
    ],
)
def test_an_outward_code_without_its_last_letter_offers_the_councils_of_all(
    desk: Page, site: Site, query: str, councils: set[str]
) -> None:
    answer = one(desk, site, query)
    assert answer["kind"] == "outward"
    assert set(slugs(answer)) == councils


def test_a_postcode_before_the_first_known_one_is_only_likely(desk: Page, site: Site) -> None:
    answer = one(desk, site, "SK10 0AA")
    assert (answer["kind"], slugs(answer)) == ("postcode", ["cheshire-east"])
    assert not answer["areas"][0]["sure"]
    assert "likely" in answer["message"]


def _gap(areas: AreaData, whole_sector: bool) -> tuple[str, str, str]:
    """Return outward code and inward codes of a gap: a sector inside one council, or a boundary."""
    for outward, first, last in areas.gaps:
        before = areas.postcodes.lookup(outward, inward_at(place_in_order(first) - 1))
        at_end = last == "9ZZ"
        same = not at_end and before == areas.postcodes.lookup(
            outward, inward_at(place_in_order(last) + 1)
        )
        if not at_end and same is whole_sector:
            return outward, first, last
    raise AssertionError("There is no such gap.")


def test_a_postcode_in_a_sector_that_nobody_knows_is_only_likely(
    desk: Page, site: Site, areas: AreaData
) -> None:
    outward, first, _ = _gap(areas, whole_sector=True)
    answer = one(desk, site, f"{outward} {first}")
    assert [area["sure"] for area in answer["areas"]] == [False]
    assert "is new to us. It is likely to be in" in answer["message"]
    sector = one(desk, site, f"{outward} {first[0]}")
    assert (sector["kind"], [area["sure"] for area in sector["areas"]]) == ("outward", [False])


def test_a_new_postcode_between_two_councils_offers_both_the_nearer_first(
    desk: Page, site: Site, areas: AreaData, directory: Directory
) -> None:
    outward, first, last = next(
        (outward, first, last)
        for outward, first, last in areas.gaps
        if last != "9ZZ"
        and place_in_order(last) - place_in_order(first) > 3
        and areas.postcodes.lookup(outward, first)
        != areas.postcodes.lookup(outward, inward_at(place_in_order(last) + 1))
    )
    geography = directory.map.geography
    expected = []
    for place in (place_in_order(first) - 1, place_in_order(last) + 1):
        council = geography.by_code(areas.postcodes.lookup(outward, inward_at(place)) or "")
        assert council is not None
        expected.append(council.id)
    near_first, near_last = ask(desk, site, [f"{outward} {first}", f"{outward} {last}"])
    assert slugs(near_first) == expected
    assert slugs(near_last) == expected[::-1]
    for answer in (near_first, near_last):
        assert not any(area["sure"] for area in answer["areas"])
        assert "is likely to be in" in answer["message"]


def test_northern_ireland_is_probable_and_offers_the_others(desk: Page, site: Site) -> None:
    answer = one(desk, site, "BT8 7AA")
    assert (answer["kind"], slugs(answer)) == ("postcode", ["lisburn-and-castlereagh", "belfast"])
    assert not any(area["sure"] for area in answer["areas"])
    assert "probably in Lisburn and Castlereagh" in answer["message"]
    answer = one(desk, site, "bt1")
    assert (answer["kind"], slugs(answer)) == ("outward", ["belfast"])
    assert not answer["areas"][0]["sure"]
    assert "probably" in answer["message"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("GY1 1AA", "Guernsey"),
        ("je2 3ab", "States of Jersey Police"),
        ("IM1 1AA", "Isle of Man Constabulary"),
        ("IM1", "Isle of Man"),
        ("Isle of Man", "Isle of Man"),
        ("St Helier", "Jersey"),
    ],
)
def test_the_islands_are_outside_and_say_where_to_turn(
    desk: Page, site: Site, query: str, words: str
) -> None:
    answer = one(desk, site, query)
    assert (answer["kind"], answer["areas"]) == ("outside", [])
    assert words in answer["message"]
    assert "outside the UK" in answer["message"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("ZZ1 1AA", "There is no UK postcode ZZ1 1AA"),
        ("SK1 3CC", "There is no UK postcode SK1 3CC"),
        ("SK99 1AA", "PO boxes"),
        ("BX1 1LT", "PO boxes"),
        ("GIR 0AA", "PO boxes"),
        ("BT99 1AA", "PO boxes"),
    ],
)
def test_codes_that_are_no_place_say_so(desk: Page, site: Site, query: str, words: str) -> None:
    answer = one(desk, site, query)
    assert (answer["kind"], answer["areas"]) == ("none", [])
    assert words in answer["message"]
