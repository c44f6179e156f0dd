"""Councils through time: current, former, re-coded, replaced."""

import pickle
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from safetyhelp.areas.model import Council, Geography
from safetyhelp.areas.reading import read_geography
from safetyhelp.areas.tables import AreaFileError
from tests.files import edit

from .conftest import CASES

TODAY = date(2026, 11, 22)


@pytest.fixture
def geography() -> Geography:
    return read_geography(CASES / "expected")


def ids(councils: tuple[Council, ...]) -> list[str]:
    return [council.id for council in councils]


def test_the_last_day_counts_and_the_next_does_not(geography: Geography) -> None:
    mendip, somerset = geography.councils["mendip"], geography.councils["somerset"]
    assert mendip.ends_on == date(2023, 3, 31)
    assert somerset.starts_on == date(2023, 4, 1)
    assert mendip.current_on(date(2023, 3, 31))
    assert not mendip.current_on(date(2023, 4, 1))
    assert not somerset.current_on(date(2023, 3, 31))
    assert somerset.current_on(date(2023, 4, 1))


def test_current_councils_depend_on_the_day_and_are_sorted_by_name(geography: Geography) -> None:
    now = geography.current_councils(TODAY)
    assert [council.name for council in now] == sorted(council.name for council in now)
    assert len(now) == 10
    in_2020 = ids(geography.current_councils(date(2020, 1, 1)))
    assert "mendip" in in_2020
    assert "somerset" not in in_2020


def test_by_code_knows_current_former_and_replaced_codes(geography: Geography) -> None:
    found = {
        code: council.id if (council := geography.by_code(code)) else None
        for code in ("E07000242", "E07000097", "E07000187", "E10000027", "E08999999")
    }
    assert found == {
        "E07000242": "east-hertfordshire",
        "E07000097": "east-hertfordshire",
        "E07000187": "mendip",
        "E10000027": "somerset-former",
        "E08999999": None,
    }


def test_successors_go_through_every_step(geography: Geography) -> None:
    taunton = geography.councils["taunton-deane"]
    assert ids(geography.successors(taunton, date(2019, 3, 31))) == ["taunton-deane"]
    assert ids(geography.successors(taunton, date(2019, 4, 1))) == ["somerset-west-and-taunton"]
    assert ids(geography.successors(taunton, TODAY)) == ["somerset"]


def test_successors_can_be_several_and_never_loop(geography: Geography) -> None:
    mendip = geography.councils["mendip"]
    split = replace(mendip, replaced_by=("tameside", "stockport", "mendip"))
    changed = Geography(
        councils={**geography.councils, "mendip": split},
        counties=geography.counties,
        police_areas=geography.police_areas,
    )
    assert ids(changed.successors(split, TODAY)) == ["stockport", "tameside"]


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "councils.csv",
            "tameside,E08000008",
            "stockport,E08000008",
            (
                "councils.csv, row 13: the id “stockport” is used twice. "
                "Each row needs an id of its own."
            ),
        ),
        (
            "councils.csv",
            "2023-03-31,somerset,",
            "2023-03-31,sumerset,",
            (
                "councils.csv, row 8: “replaced_by” is “sumerset”, which is not in councils.csv. "
                "Use an id from there."
            ),
        ),
        (
            "councils.csv",
            ",greater-manchester,",
            ",manchester,",
            (
                "councils.csv, row 12: “police_area” is “manchester”, which is not in "
                "police_areas.csv. Use an id from there."
            ),
        ),
        (
            "councils.csv",
            ",hertfordshire,hertfordshire,",
            ",herts,hertfordshire,",
            (
                "councils.csv, row 5: “county” is “herts”, which is not in counties.csv. "
                "Use an id from there."
            ),
        ),
        (
            "councils.csv",
            "2023-03-31,somerset,",
            "2023-02-30,somerset,",
            "councils.csv, row 8: “to” is “2023-02-30”. It must be a date such as 2023-03-31.",
        ),
        (
            "councils.csv",
            "2019-04-01,2023-03-31",
            "2023-04-01,2023-03-31",
            (
                "councils.csv, row 11: it ends (2023-03-31) before it begins (2023-04-01). "
                "Check “from” and “to”."
            ),
        ),
        (
            "councils.csv",
            "E07000097",
            "E08000007",
            (
                "councils.csv, row 5: the former code E08000007 belongs to “stockport”. "
                "Remove one of them."
            ),
        ),
        (
            "police_areas.csv",
            ",scotland,,",
            ",alba,,",
            (
                "police_areas.csv, row 9: “nation” is “alba”, which is not in england, wales, "
                "scotland, northern-ireland. Use an id from there."
            ),
        ),
    ],
)
def test_a_broken_geography_is_refused(
    tmp_path: Path, file: str, old: str, new: str, message: str
) -> None:
    for name in ("councils.csv", "counties.csv", "police_areas.csv"):
        (tmp_path / name).write_bytes((CASES / "expected" / name).read_bytes())
    edit(tmp_path / file, old, new, 1)
    with pytest.raises(AreaFileError) as caught:
        read_geography(tmp_path)
    assert str(caught.value) == message


def test_an_error_in_an_area_file_survives_the_way_between_processes() -> None:
    error = AreaFileError("places.csv", "a fault.", "Mend it.", 7)
    copy = pickle.loads(pickle.dumps(error))
    assert str(copy) == str(error) == "places.csv, row 7: a fault. Mend it."
    assert copy.row == 7
