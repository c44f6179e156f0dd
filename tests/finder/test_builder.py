"""The files that the builder writes, without a browser."""

import gzip
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from safetyhelp.areas.model import Council, County, PoliceArea
from safetyhelp.areas.places import Place
from safetyhelp.areas.postcodes import INWARD_LETTERS, PostcodeRanges, inward_at, place_in_order
from safetyhelp.areas.tables import AreaFileError
from safetyhelp.dataset.answers import Directory
from safetyhelp.finder.aliases import Alias, read_aliases
from safetyhelp.finder.area_data import AreaData
from safetyhelp.finder.echoes import without_echoes
from safetyhelp.finder.entries import PlaceEntry, Where, place_entries, size_of
from safetyhelp.finder.files import finder_files
from safetyhelp.finder.names import fold, key, keys_from_words
from safetyhelp.finder.place_files import MOST_BYTES, place_files
from safetyhelp.finder.postcode_files import (
    base36,
    file_name,
    great_britain,
    northern_ireland,
)

from .conftest import Files

KB = 1000


def gzipped(content: bytes) -> int:
    return len(gzip.compress(content, compresslevel=6, mtime=0))


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("St. Mary’s", "st marys"),
        ("Saint Albans", "st albans"),
        ("Tyne & Wear", "tyne and wear"),
        ("B&NES", "b and nes"),
        ("Newcastle-upon-Tyne", "newcastle on tyne"),
        ("Ynys Môn", "ynys mon"),
        ("Dùn Èideann", "dun eideann"),
        ("The Met", "met"),
        ("The", "the"),
        ("King's Lynn", "kings lynn"),
        ("  ", ""),
    ],
)
def test_names_are_compared_without_what_people_leave_out(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_keys_begin_at_the_first_and_at_each_telling_word() -> None:
    assert keys_from_words("One Stockport Safety Partnership") == (
        "onestockportsafetypartnership",
        "stockportsafetypartnership",
    )
    assert key("Royal Tunbridge Wells") == "royaltunbridgewells"


@pytest.mark.parametrize(("number", "text"), [(0, "0"), (35, "z"), (36, "10"), (3999, "333")])
def test_base_36(number: int, text: str) -> None:
    assert base36(number) == text
    assert int(text, 36) == number


def test_inward_codes_are_counted_without_gaps() -> None:
    inwards = [
        f"{digit}{first}{second}"
        for digit in "0123456789"
        for first in INWARD_LETTERS
        for second in INWARD_LETTERS
    ]
    assert inwards == sorted(inwards)
    assert [place_in_order(inward) for inward in inwards] == list(range(4000))
    assert [inward_at(place) for place in range(4000)] == inwards


def test_file_names_hold_nothing_of_what_is_typed() -> None:
    assert file_name("SK") == "19-11.json"
    assert file_name("a9") == "1-36.json"
    assert file_name("z0") == "26-27.json"


def test_a_postcode_file() -> None:
    rows = [("SK1", "1AA", "A"), ("SK1", "1AD", "B"), ("SK1", "2AA", "A"), ("SK2", "0AB", "A")]
    [(area, content)] = great_britain(rows, [], str.lower)
    assert area == "SK"
    assert json.loads(content) == {
        "councils": ["a", "b"],
        "runs": {"1": "b4A2Bb2A", "2": "1A"},
    }


def test_a_postcode_file_with_gaps() -> None:
    rows = [("SK1", "1AA", "A"), ("SK1", "1AD", "B")]
    gaps = [("SK1", "1AB", "1AB"), ("SK1", "2AA", "3ZZ"), ("SK1", "5AA", "9ZZ")]
    [(_, content)] = great_britain(rows, gaps, str.lower)
    assert json.loads(content)["runs"] == {"1": "b4A1-1Bb2-m8Bb4-"}


def test_a_file_of_likely_councils() -> None:
    [(area, content)] = northern_ireland({"BT8": (("B", 0.83), ("A", 0.17))}, str.lower)
    assert area == "BT"
    assert json.loads(content) == {"councils": ["a", "b"], "likely": {"8": [1, 0]}}


def place(name: str, **changes: Any) -> Place:
    made = Place(name, "village", "E1", "Kent", None, None, None, (), "exact")
    return replace(made, **changes)


def test_places_of_one_name_stand_by_size_then_by_county() -> None:
    entries = place_entries(
        [
            place("Newport", council="E3", county="Surrey"),
            place("Newport", council="E2", county="Essex"),
            place("Newport", council="E4", type="town", population=24884, sure="low"),
        ],
        str.lower,
    )
    assert [where.council for entry in entries for where in entry.places] == ["e4", "e2", "e3"]
    assert [where.sure for entry in entries for where in entry.places] == [False, True, True]


def test_a_city_without_a_population_is_larger_than_a_village_with_one() -> None:
    assert size_of(place("St Davids", type="city")) > size_of(place("Big", population=9000))


def test_place_files_are_split_where_they_are_too_large_and_keep_the_towns() -> None:
    town = PlaceEntry("Atown", (), (Where("c1", "town", 30, True),), ("atown",))
    names = [f"a{first}{second}{n}" for first in "bcd" for second in "efgh" for n in range(400)]
    entries = [
        PlaceEntry(
            f"{name} {number * 7919 % 9973}", (), (Where("c2", "village", 9, True),), (name,)
        )
        for number, name in enumerate(names)
    ]
    files = place_files([town, *entries])
    assert len(files) > 1
    for start, content in files.items():
        assert gzipped(content) <= MOST_BYTES
        assert any(line.startswith("Atown|") for line in json.loads(content)["places"]), start
    for entry in entries:
        [name] = entry.keys
        start = max((s for s in files if name.startswith(s)), key=len)
        lines = json.loads(files[start])["places"]
        assert any(line.startswith(f"{entry.name}|") for line in lines), name


def test_the_files_keep_to_their_budgets(files: Files) -> None:
    sizes = {name: gzipped(content) for name, content in files.items()}
    assert sizes.pop("index.json") <= 20 * KB
    assert sizes.pop("search.json") <= 100 * KB
    assert max(sizes.values()) <= 12 * KB
    assert sum(size for name, size in sizes.items() if name.startswith("postcodes/")) <= 120 * KB
    assert sum(name.startswith("postcodes/") for name in files) == 121


def test_every_place_is_in_the_file_that_its_name_leads_to(
    files: Files, areas: AreaData, directory: Directory
) -> None:
    starts = json.loads(files["index.json"])["places"].split()
    held = {
        start: {
            line.split("|")[0] for line in json.loads(files[f"places/{file_name(start)}"])["places"]
        }
        for start in starts
    }
    for each in without_echoes(areas.places, directory.map):
        name = key(each.name)
        start = max((start for start in starts if name.startswith(start)), key=len)
        assert each.name in held[start], each.name


def test_the_files_are_the_same_whatever_the_order_of_the_records(
    place_and_postcode_files: Files, areas: AreaData, directory: Directory
) -> None:
    backwards = replace(directory, all_records=directory.all_records[::-1])
    made = finder_files(backwards, replace(areas, places=areas.places[::-1]))
    assert made == place_and_postcode_files


def test_the_index_has_every_council_with_what_is_beside_it(files: Files) -> None:
    index = json.loads(files["index.json"])
    beside = {row[0]: index["above"][row[2]] for row in index["councils"]}
    assert len(beside) == 361
    assert beside["stockport"] == "Greater Manchester"
    assert beside["gateshead"] == "Tyne and Wear"
    assert beside["ashford"] == "Kent"
    assert beside["cardiff"] == "Wales"
    kinds = Counter(group[0] for group in index["groups"])
    assert kinds["county"] == 21
    assert kinds["police-area"] == 45
    london = next(group for group in index["groups"] if group[:2] == ["region", "london"])
    assert len(london[4]) == 33


def test_aliases_name_what_exists_and_add_something(areas: AreaData, directory: Directory) -> None:
    geography = directory.map.geography
    known: dict[str, Mapping[str, Council | County | PoliceArea]] = {
        "council": geography.councils,
        "area": geography.councils,
        "within": geography.councils,
        "county": geography.counties,
        "police-area": geography.police_areas,
    }
    assert areas.aliases
    for alias in areas.aliases:
        found = known[alias.kind].get(alias.id)
        assert found is not None, alias
        assert found.current_on(directory.map.day), alias
        assert fold(alias.alias), alias
        assert alias.kind == "area" or fold(found.name) != fold(alias.alias), alias
    order = [(a.alias.casefold(), a.alias, a.kind, a.id) for a in areas.aliases]
    assert order == sorted(order)


def test_an_alias_of_nothing_is_refused(areas: AreaData, directory: Directory) -> None:
    wrong = replace(areas, aliases=(Alias("Nowhere", "council", "nowhere-on-sea"),))
    with pytest.raises(AreaFileError, match="nowhere-on-sea"):
        finder_files(directory, wrong)


def test_an_alias_of_a_former_council_leads_to_its_successor(
    areas: AreaData, directory: Directory
) -> None:
    former = replace(areas, aliases=(Alias("Oldname", "council", "kettering"),))
    index = json.loads(finder_files(directory, former)["index.json"])
    named = [row[0] for row in index["councils"] if row[3:] and "Oldname" in row[3]]
    assert named == ["north-northamptonshire"]


def test_a_postcode_in_an_unknown_council_is_refused(areas: AreaData, directory: Directory) -> None:
    wrong = replace(areas, postcodes=PostcodeRanges([("SK1", "1AA", "E99999999")]))
    with pytest.raises(AreaFileError, match="E99999999"):
        finder_files(directory, wrong)


def test_bad_aliases_are_refused(tmp_path: Path) -> None:
    """Of all that can be wrong (test_alias_faults.py), a build names the first and stops."""
    (tmp_path / "aliases.csv").write_text("alias,kind,id\nX,town,y\n,council,y\n", "utf-8")
    with pytest.raises(AreaFileError, match="“kind” is “town”"):
        read_aliases(tmp_path / "aliases.csv")


def test_without_the_file_there_are_no_aliases(tmp_path: Path) -> None:
    assert read_aliases(tmp_path / "aliases.csv") == ()
