"""The parts of the import: names, ids, neighbours, tables, what changed, safe writing."""

from datetime import date
from pathlib import Path

import pytest

from safetyhelp.areas.places import read_places
from safetyhelp.areas.reading import read_geography
from safetyhelp.areas.tables import AreaFileError, parse_table, write_table
from safetyhelp.importing.changes import council_changes
from safetyhelp.importing.codepoint import CodePoint, Edition
from safetyhelp.importing.names import bare_name, other_names, plain_name, upright_name
from safetyhelp.importing.neighbours import fill_districts
from safetyhelp.importing.staging import staged
from safetyhelp.text.slugs import slug

from .conftest import CASES, contents

A, B = "E08000007", "E08000008"


@pytest.mark.parametrize(
    ("name", "plain", "upright"),
    [
        ("Bristol, City of", "Bristol", "City of Bristol"),
        ("Herefordshire, County of", "Herefordshire", "County of Herefordshire"),
        ("Armagh City, Banbridge and Craigavon",) * 3,
        ("Stockport",) * 3,
    ],
)
def test_list_forms_become_names(name: str, plain: str, upright: str) -> None:
    assert plain_name(name) == plain
    assert upright_name(name) == upright


@pytest.mark.parametrize(
    ("official", "bare"),
    [
        ("Hull City Council", "Hull"),
        ("Stockport Metropolitan Borough Council", "Stockport"),
        ("London Borough of Hammersmith & Fulham", "Hammersmith & Fulham"),
        ("Council of the Isles of Scilly", "Isles of Scilly"),
        ("The Highland Council", "Highland"),
        ("City and County of Swansea Council", "Swansea"),
        ("St Albans City and District Council", "St Albans"),
        ("Wrexham County Borough Council", "Wrexham"),
        ("Comhairle nan Eilean Siar", "Comhairle nan Eilean Siar"),
    ],
)
def test_bare_names(official: str, bare: str) -> None:
    assert bare_name(official) == bare


def test_other_names_add_only_what_is_new() -> None:
    known = ("Kingston upon Hull", "Hull City Council", "")
    candidates = ("Kingston upon Hull, City of", "Hull City Council", "kingston  upon hull", "")
    assert other_names(known, candidates) == (
        "City of Kingston upon Hull",
        "Hull",
        "Kingston upon Hull, City of",
    )


def test_london_is_no_other_name_of_one_council() -> None:
    assert other_names(("City of London",), ("City of London Corporation",)) == (
        "City of London Corporation",
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Ynys Môn", "ynys-mon"), ("Stoke-on-Trent", "stoke-on-trent"), ("St. Helens", "st-helens")],
)
def test_slugs(name: str, expected: str) -> None:
    assert slug(name) == expected


def code_point(*rows: tuple[int, int, str]) -> CodePoint:
    data = CodePoint(Edition("", date.max, date.max, {}))
    for number, (easting, northing, district) in enumerate(rows):
        data.outward.append("SK1")
        data.inward.append(f"{number // 10}A{'ABCDEFGHIJ'[number % 10]}")
        data.district.append(district)
        data.easting.append(easting)
        data.northing.append(northing)
    return data


def test_seven_nearest_decide_not_the_crowd() -> None:
    near = [(1000 + step, 1000, A) for step in range(7)]
    far = [(1500 + step, 1000, B) for step in range(12)]
    filled = fill_districts(code_point((1000, 1000, ""), *far, *near))
    assert filled.councils == {0: A}
    assert filled.doubtful == ()


def test_neighbours_across_the_edge_of_a_square_count() -> None:
    across = [(9_999 - step, 9_999, A) for step in range(7)]
    same_square = [(15_000 + step, 15_000, B) for step in range(9)]
    filled = fill_districts(code_point((10_000, 10_000, ""), *same_square, *across))
    assert filled.councils == {0: A}


def test_a_lonely_postcode_finds_neighbours_however_far() -> None:
    far = [(400_000 + step, 400_000, B) for step in range(8)]
    assert fill_districts(code_point((1000, 1000, ""), *far)).councils == {0: B}


def test_the_nearest_may_be_outside_the_squares_searched_first() -> None:
    corner = [(29_900 - step, 29_900, B) for step in range(7)]
    nearer = [(10_000 + step, 30_500, A) for step in range(7)]
    assert fill_districts(code_point((10_000, 10_000, ""), *corner, *nearer)).councils == {0: A}


def test_neighbours_that_disagree_are_reported() -> None:
    rows = [(1000 + step, 1000, B if step < 2 else A) for step in range(7)]
    filled = fill_districts(code_point((1000, 1000, ""), *rows))
    assert filled.councils == {0: A}
    assert filled.doubtful == ("SK1 0AA",)


def test_no_council_is_invented() -> None:
    assert fill_districts(code_point((1000, 1000, ""))).councils == {}


def test_tables_name_the_line_where_a_row_begins() -> None:
    rows = list(parse_table('a,b\n"one\n two",2\nthree,4\n', "t.csv", ["a", "b"]))
    assert [(row.number, row["a"]) for row in rows] == [(2, "one two"), (4, "three")]


def test_tables_survive_a_round_trip() -> None:
    values = ('he said "no"', "a, b")
    text = write_table(["x", "y"], [values])
    (row,) = parse_table(text, "t.csv", ["x", "y"])
    assert (row["x"], row["y"]) == values
    assert "\r" not in text


def test_an_open_quotation_mark_is_refused() -> None:
    with pytest.raises(AreaFileError, match=r"t\.csv, row 2: this is not comma-separated text"):
        list(parse_table('a,b\n"one,2\n', "t.csv", ["a", "b"]))


def test_no_change_says_so() -> None:
    geography = read_geography(CASES / "expected")
    assert council_changes(geography, geography)[1:] == [
        "councils added: 0",
        "councils ended: 0",
        "councils renamed: 0",
    ]


def test_a_failure_while_checking_leaves_the_folder_alone(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("old")
    with pytest.raises(ValueError, match="stop"), staged({"a.csv": "new"}, tmp_path) as stage:
        assert (stage / "a.csv").read_text() == "new"
        raise ValueError("stop")
    assert contents(tmp_path) == {"a.csv": b"old"}


def test_staged_files_take_the_place_of_the_old(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("old")
    (tmp_path / "mine.txt").write_text("kept")
    with staged({"a.csv": "é\n"}, tmp_path):
        assert (tmp_path / "a.csv").read_text() == "old"
    assert contents(tmp_path) == {"a.csv": b"\xc3\xa9\n", "mine.txt": b"kept"}


def test_a_place_of_unknown_sureness_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text(
        "name,type,council,county,lat,lon,population,other_names,sure\n"
        "Marple,town,E08000007,,53.395,-2.063,18241,,perhaps\n"
    )
    with pytest.raises(AreaFileError) as caught:
        read_places(path)
    assert str(caught.value) == (
        "places.csv, row 2: “sure” is “perhaps”. Use one of: exact, high, medium, low."
    )
