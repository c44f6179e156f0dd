"""Places in sentences, names as they sound, and postcode areas."""

import csv
import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from safetyhelp.areas.tables import AreaFileError
from safetyhelp.finder.area_data import AreaData
from safetyhelp.finder.plain_words import PLAIN_WORDS, read_plain_words

from .conftest import Answer, Files, Site, ask, one, slugs

pytestmark = pytest.mark.browser

# Names as they sound


@pytest.mark.parametrize(
    ("heard", "council"),
    [
        ("Norridge", "norwich"),
        ("Grenidge", "greenwich"),
        ("Plimuth", "plymouth"),
        ("Worik", "warwick"),
        ("Hexum", "northumberland"),
        ("Frum", "somerset"),
        ("Barrick", "northumberland"),
    ],
)
def test_a_name_as_it_sounds_is_offered_and_never_opened(
    desk: Page, site: Site, heard: str, council: str
) -> None:
    answer = one(desk, site, heard)
    assert slugs(answer)[0] == council
    assert {area["match"] for area in answer["areas"]} == {"near"}
    assert "close" not in answer["areas"][0], "pages that have the word are offered as well"


def test_the_beginning_of_a_sentence_is_no_postcode(desk: Page, site: Site) -> None:
    sentence, code = ask(desk, site, ["im 14 and afraid", "im 14"])
    assert sentence["kind"] == "none"
    assert code["kind"] == "outside"


# Postcode areas, estates, names that say where


def test_a_postcode_area_lists_its_councils_and_opens_none(desk: Page, site: Site) -> None:
    for query, council in (("LS", "leeds"), ("eh", "city-of-edinburgh")):
        answer = one(desk, site, query)
        assert answer["kind"] == "outward"
        assert slugs(answer)[0] == council
        assert not any(area["sure"] for area in answer["areas"])
        assert "more than one council area" in answer["message"]


def test_two_letters_are_suggested_as_a_postcode_area_only_if_no_name_begins_so(
    desk: Page, site: Site
) -> None:
    leeds, edinburgh, begun = ask(desk, site, ["LS", "EH", "Le"], "suggest")
    assert slugs(leeds)[0] == "leeds"
    assert slugs(edinburgh)[0] == "city-of-edinburgh"
    assert begun["kind"] != "outward"


@pytest.mark.parametrize(("typed", "council"), [("Sou", "southampton"), ("Nor", "norwich")])
def test_a_name_with_south_comes_behind_one_that_begins_so_alone(
    desk: Page, site: Site, typed: str, council: str
) -> None:
    [answer] = ask(desk, site, [typed], "suggest")
    assert council in slugs(answer)[:4]


def test_a_village_far_away_is_not_offered_for_an_estate_that_no_list_has(
    desk: Page, site: Site
) -> None:
    for query in ("Govanhill", "Raploch", "Grenfell", "Kirkholt"):
        answer = one(desk, site, query)
        assert answer["areas"] == []
        assert "Many estates and small places are on no list." in answer["message"]


def test_a_county_around_a_council_only_says_where_a_place_lies(
    desk: Page, site: Site, areas: AreaData, files: Files
) -> None:
    assert slugs(one(desk, site, "Newport, Shropshire")) == ["telford-and-wrekin"]
    assert slugs(one(desk, site, "Shropshire")) == ["shropshire"]
    within = {alias.alias for alias in areas.aliases if alias.kind == "within"}
    groups = json.loads(files["index.json"])["groups"]
    assert {group[2] for group in groups if group[0] == "within"} == within


# Words that are also places


def _plain(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "plain_words.csv"
    path.write_text("\n".join(["word,reason", *rows, ""]), encoding="utf-8")
    return path


@pytest.mark.parametrize("row", ["a b,Why.", "hope,Again."])
def test_a_word_that_is_there_twice_or_is_two_is_refused(tmp_path: Path, row: str) -> None:
    with pytest.raises(AreaFileError, match="is there twice, or is no single word"):
        read_plain_words(_plain(tmp_path, "hope,Why.", row))


def test_a_word_needs_its_reason(tmp_path: Path) -> None:
    with pytest.raises(AreaFileError, match="“reason” is empty"):
        read_plain_words(_plain(tmp_path, "hope,"))


def test_each_plain_word_is_in_the_index_and_in_order(files: Files) -> None:
    words = read_plain_words()
    assert json.loads(files["index.json"])["plain"].split() == [*words]
    text = PLAIN_WORDS.read_text(encoding="utf-8")
    rows = [row["word"] for row in csv.DictReader(text.splitlines())]
    assert rows == sorted(rows)


@pytest.mark.parametrize(
    ("query", "council"),
    [
        ("neighbours in bury shout at me", "bury"),
        ("they said they will bury me alive", None),
        ("my wife was shouted at, reading", "reading"),
        ("i was reading a book", None),
        ("they threw eggs at me in a shop", None),
        ("noise all night bishop auckland", "county-durham"),
        ("woolverhampton noise", "wolverhampton"),
        ("noise in pontyprid again and again", "rhondda-cynon-taf"),
        ("stuck in my room and afraid", None),
        ("deal kent neighbour", "dover"),
        ("a deal with my neighbour", None),
        ("oxford street", None),
        ("noise every night bury", "bury"),
        ("hate crime and public order scotland act", None),
        ("noise on oxford street swansea", "swansea"),
        ("letter from police", None),
        ("manchester people are nasty", "manchester"),
    ],
)
def test_a_word_is_a_place_only_where_a_place_can_stand(
    desk: Page, site: Site, query: str, council: str | None
) -> None:
    [within] = desk_within(desk, site, [query])
    assert (within["answer"]["areas"][0]["slug"] if within else None) == council
    assert not (within and within["explains"])


def desk_within(desk: Page, site: Site, queries: list[str]) -> list[Answer]:
    """Return the place that is found within each query."""
    return ask(desk, site, queries, "findWithin")


@pytest.mark.parametrize(
    ("query", "explains"),
    [
        ("12 high street dover", True),
        ("flat 2, 31 lumb lane bd8", True),
        ("she is 81 dover", False),
        ("81 year old woman in dover", False),
        ("someone in a house at 12 high street dover", False),
    ],
)
def test_a_sentence_with_a_number_is_no_address(
    desk: Page, site: Site, query: str, explains: bool
) -> None:
    [within] = desk_within(desk, site, [query])
    assert within["explains"] is explains
