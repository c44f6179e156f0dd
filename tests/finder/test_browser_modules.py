"""The pure modules of the search box, each with a table of cases, in an empty page."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Route

from safetyhelp.paths import ROOT

pytestmark = pytest.mark.browser

FOLDER = ROOT / "theme" / "assets" / "finder"
HOST = "http://modules.invalid/"
TOO_NEW = re.compile(r"\(\?<[=!]|\.to(?:Sorted|Reversed|Spliced)\(")
"""What phones until 2022 do not know. A lookbehind there fails the whole module that has it."""
CALL = """async ([module, name, given]) => {
  for (const each of given) {
    if (each?.postcodeAreas) each.postcodeAreas = new Set(each.postcodeAreas);
  }
  return (await import(`./${module}.js`))[name](...given);
}"""
Call = Callable[..., Any]


@pytest.fixture(scope="module")
def call(browser: Browser) -> Iterator[Call]:
    """Return a function that calls a function of a module: call("names", "fold", "St. Ives")."""
    page = browser.new_page()

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(HOST)
        if name.endswith(".js"):
            route.fulfill(content_type="text/javascript", body=(FOLDER / name).read_text("utf-8"))
        else:
            route.fulfill(content_type="text/html", body="")

    page.route(f"{HOST}**", answer)
    page.goto(HOST)

    def called(module: str, function: str, *arguments: Any) -> Any:
        return page.evaluate(
            CALL,
            [module, function, list(arguments)],
        )

    yield called
    page.close()


@pytest.mark.parametrize(
    ("typed", "name", "errors"),
    [
        ("stockport", "stockport", 0),
        ("tsockport", "stockport", 1),
        ("stokcport", "stockport", 1),
        ("stockprot", "stockport", 1),
        ("stockpor", "stockport", 1),
        ("stockportt", "stockport", 1),
        ("stackport", "stockport", 1),
        ("stackpot", "stockport", 2),
        ("stackpo", "stockport", 3),
        ("abcdef", "stockport", 3),
    ],
)
def test_typing_errors(call: Call, typed: str, name: str, errors: int) -> None:
    assert call("names", "typingErrors", typed, name, 2) == errors


def test_the_beginning_of_a_name_counts_only_the_errors_in_it(call: Call) -> None:
    assert call("names", "typingErrors", "tsock", "stockport", 2, True) == 1
    assert call("names", "typingErrors", "tsock", "stockport", 2, False) == 3


def _entity(name: str, kind: str = "council", size: int = 0) -> dict[str, Any]:
    folded = name.lower()
    key = folded.replace(" ", "")
    made = {
        "type": kind,
        "id": folded,
        "names": [{"text": name, "words": folded.split(" "), "key": key, "use": "own"}],
        "councils": [],
    }
    return {**made, "places": [{"council": "x", "size": size}]} if kind == "place" else made


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("stockport", "Stockport"),
        ("tsockport", "Stockport"),  # the first two letters exchanged
        ("atockport", "Stockport"),  # the first letter wrong
        ("stockp", "Stockport"),
        ("stcokp", "Stockport"),
        ("stackpot", "Stockport"),  # two errors in a long name
        ("stockton", "Stockton"),
        ("oyrk", None),  # of a short name the first letter must be right
        ("yokr", "York"),
        ("tees", "Stockton on Tees"),
        ("te", None),
        ("xyz", None),
    ],
)
def test_what_matches_a_name(call: Call, typed: str, found: str | None) -> None:
    names = ["Stockport", "Stockton", "Stockton on Tees", "York"]
    matches = call("matching", "match", [_entity(name) for name in names], typed)
    assert (matches[0]["name"]["text"] if matches else None) == found


def test_beside_a_hamlet_up_to_four_larger_places_with_one_error_are_offered(call: Call) -> None:
    hamlet = _entity("Marpel", "place", 2)
    towns = [_entity(f"Marpe{letter}", "place", 30 - at) for at, letter in enumerate("abcde")]
    far = _entity("Marpel on Sea", "place", 35)
    entities = [hamlet, far, *towns]
    matches = call("by-name", "byName", entities, "marpel", "", {"entities": []})
    larger = [each["name"]["text"] for each in matches if each.get("larger")]
    assert matches[0]["name"]["text"] == "Marpel"
    assert larger == ["Marpea", "Marpeb", "Marpec", "Marped"]


RUNS = [{"start": 0, "council": "a"}, {"start": 10, "council": None}, {"start": 20, "council": "b"}]


@pytest.mark.parametrize(
    ("inward", "councils", "sure"),
    [
        ("0AA", ["a"], True),
        ("0AN", ["a"], True),  # place 9, the last before the gap
        ("0AP", ["a", "b"], False),  # place 10
        ("0AT", ["a", "b"], False),  # place 14: five behind the run before, six before the next
        ("0AU", ["b", "a"], False),  # place 15
        ("0AZ", ["b", "a"], False),  # place 19
        ("0BA", ["b"], True),  # place 20
        ("9ZZ", ["b"], True),
    ],
)
def test_a_postcode_in_a_gap_is_likely_in_the_council_of_its_nearer_neighbour(
    call: Call, inward: str, councils: list[str], sure: bool
) -> None:
    assert call("ranges", "councilsOf", RUNS, inward) == {"councils": councils, "sure": sure}


def test_in_the_middle_of_a_gap_the_council_before_it_comes_first(call: Call) -> None:
    runs = [*RUNS[:2], {"start": 21, "council": "b"}]
    assert call("ranges", "councilsOf", runs, "0AU")["councils"] == ["a", "b"]
    assert call("ranges", "councilsOf", runs, "0AW")["councils"] == ["b", "a"]


def test_one_council_on_both_sides_of_a_gap_is_named_once(call: Call) -> None:
    runs = [
        {"start": 0, "council": "a"},
        {"start": 10, "council": None},
        {"start": 20, "council": "a"},
    ]
    assert call("ranges", "councilsOf", runs, "0AP") == {"councils": ["a"], "sure": False}


def test_runs_are_read_as_they_are_written(call: Call) -> None:
    file = {"councils": ["a", "b"], "runs": {"1": "0Aa-aB", "1A": "0B"}}
    assert call("ranges", "runsOf", file, "1") == RUNS
    assert call("ranges", "runsOf", file, "2") == []
    assert call("ranges", "partsOf", file, "1") == [[{"start": 0, "council": "b"}]]


@pytest.mark.parametrize(
    ("inward", "councils", "sure"),
    [
        ("", ["b", "a"], False),
        ("0", ["b", "a"], False),
        ("0A", ["a"], True),  # places 0 to 19: the run of b begins behind them
        ("0B", ["b"], True),
    ],
)
def test_part_of_a_postcode_is_in_every_council_that_has_room_in_it(
    call: Call, inward: str, councils: list[str], sure: bool
) -> None:
    found = call("ranges", "councilsWithin", [RUNS], inward)
    assert found == {"councils": councils, "sure": sure}


@pytest.mark.parametrize(
    ("inward", "places"),
    [
        ("", [0, 4000]),
        ("0", [0, 400]),
        ("9", [3600, 4000]),
        ("0B", [20, 40]),
        ("9ZZ", [3999, 4000]),
    ],
)
def test_inward_codes_have_their_places_in_order(
    call: Call, inward: str, places: list[int]
) -> None:
    assert call("postcodes", "placesInOrder", inward) == places


@pytest.mark.parametrize(
    ("typed", "shown", "first"),
    [
        ("sk1 3xe", "SK1 3XE", ("SK1", "3XE", 0)),
        ("SK13XE", "SK1 3XE", ("SK1", "3XE", 0)),
        ("sk1 3", "SK1 3", ("SK1", "3", 0)),
        ("5K1 3XE", "5K1 3XE", ("SK1", "3XE", 1)),
        ("SKI 3XE", "SKI 3XE", ("SK1", "3XE", 1)),
        ("w1a 1aa", "W1A 1AA", ("W1A", "1AA", 0)),
        ("12 High Street SK1 3XE", "SK1 3XE", ("SK1", "3XE", 0)),
        ("Stockport", None, None),
        ("999", None, None),
    ],
)
def test_postcodes_as_people_type_them(
    call: Call, typed: str, shown: str | None, first: tuple[str, str, int] | None
) -> None:
    read = call("postcodes", "readPostcode", typed)
    assert (read["shown"] if read else None) == shown
    if first:
        likeliest = read["readings"][0]
        assert (likeliest["outward"], likeliest["inward"], likeliest["changes"]) == first


@pytest.mark.parametrize(
    ("typed", "kind", "says"),
    [
        ("JE2 3AB", "outside", "the States of Jersey Police"),
        ("IM1 1AA", "outside", "the Isle of Man Constabulary"),
        ("gy1", "outside", "Bailiwick of Guernsey"),
        ("1M1 1AA", None, ""),  # read as IM only with a changed character: not told as a fact
        ("ZZ1 1AA", "none", "There is no UK postcode ZZ1 1AA."),
        ("BX1 1AA", "none", "BX1 1AA is not on our map."),
    ],
)
def test_postcodes_outside_the_uk(call: Call, typed: str, kind: str | None, says: str) -> None:
    read = call("postcodes", "readPostcode", typed)
    answer = call("by-postcode", "byPostcode", read, {"postcodeAreas": ["M"]}, {})
    assert (answer["kind"] if answer else None) == kind
    assert says in (answer["message"] if answer else "")


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("neighbours", "neighbour"),
        ("complaints", "complaint"),
        ("bullied", "bulli"),
        ("bullying", "bulli"),
        ("stopped", "stop"),
        ("noise", "nois"),
        ("bus", "bus"),
        ("police", "polic"),
        ("harassment", "harass"),
        ("owing", "owing"),
    ],
)
def test_words_without_their_endings(call: Call, word: str, found: str) -> None:
    assert call("stems", "stem", word) == found


@pytest.mark.parametrize(
    "words",
    [
        ["neighbour", "neighbours", "Neighbour’s"],
        ["report", "reports", "reported", "reporting"],
        ["bully", "bullies", "bullied", "bullying"],
        ["harass", "harassed", "harassing", "harassment"],
        ["stop", "stopped", "stopping"],
        ["service", "services"],
    ],
)
def test_endings_make_no_difference(call: Call, words: list[str]) -> None:
    assert len({call("stems", "stem", call("names", "fold", word)) for word in words}) == 1


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("leicester", "lester"),
        ("worcester", "woster"),
        ("norwich", "norridge"),
        ("edinburgh", "edinborough"),
        ("berwick", "berrick"),
        ("plymouth", "plimuth"),
        ("philham", "fillum"),
        ("cirencester", "sirenster"),
        ("knutsford", "nutsford"),
        ("wrington", "rington"),
        ("wrotham", "rotham"),
        ("leighton", "leiton"),
        ("zennor", "senner"),
    ],
)
def test_written_and_spoken_sound_the_same(call: Call, written: str, spoken: str) -> None:
    assert call("by-ear", "sounds", written) == call("by-ear", "sounds", spoken) != ""


def test_other_names_sound_different_and_short_ones_say_nothing(call: Call) -> None:
    names = ["norwich", "northwich", "harwich", "hove", "slough"]
    said = [call("by-ear", "sounds", name) for name in names]
    assert len(set(said[:3])) == 3
    assert said[3:] == ["", ""]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("isle of man hate crime", "Isle of Man"),
        ("they shout at me in jersey every day", "Jersey"),
        ("donegal racist neighbour", "Ireland"),
        ("co louth noise", "Ireland"),
        ("they hate me because i am from ireland", ""),
        ("northern ireland hate crime", ""),
        ("dublin road belfast", ""),
        ("he ripped my jersey", ""),
        ("louth noise", ""),
        ("the jersey he wore", ""),
    ],
)
def test_a_sentence_that_names_somewhere_outside_is_told_so(
    call: Call, text: str, place: str
) -> None:
    said = call("outside-uk", "outsideWithin", text)
    assert (place in said) if place else said == ""


def test_older_phones_can_read_every_module() -> None:
    modules = sorted((ROOT / "theme" / "assets").rglob("*.js"))
    assert len(modules) > 20
    found = [(path.name, TOO_NEW.findall(path.read_text(encoding="utf-8"))) for path in modules]
    assert [each for each in found if each[1]] == []
    assert TOO_NEW.search("/(?<=a)b/")
    assert TOO_NEW.search("[].toSorted()")
