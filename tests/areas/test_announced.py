"""Councils that are announced: the file, and what it makes of the geography."""

import os
from datetime import date
from pathlib import Path

import pytest

from safetyhelp.areas.announced import ANNOUNCED_COLUMNS, read_announced, with_announced
from safetyhelp.areas.model import Covers
from safetyhelp.areas.on_a_day import AreasOnDay
from safetyhelp.areas.reading import read_geography, read_imported
from safetyhelp.areas.tables import AreaFileError, write_table
from safetyhelp.paths import DATA

from .conftest import CASES

AREAS = DATA / "areas"
SAMPLE = CASES / "expected"
BAD = sorted((CASES / "announced").glob("*.csv"))
DAY, LAST_DAY = date(2027, 4, 1), date(2027, 3, 31)
WEST = {"guildford", "runnymede", "spelthorne", "surrey-heath", "waverley", "woking"}
EAST = {"elmbridge", "epsom-and-ewell", "mole-valley", "reigate-and-banstead", "tandridge"}
BOTH = {"east-surrey", "west-surrey"}


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.stem)
def test_a_row_that_cannot_be_is_refused(case: Path, tmp_path: Path) -> None:
    (tmp_path / "announced.csv").write_bytes(case.read_bytes())
    with pytest.raises(AreaFileError) as refused:
        with_announced(read_imported(SAMPLE), read_announced(tmp_path))
    golden, said = case.with_suffix(".txt"), f"{refused.value}\n"
    if os.environ.get("GOLDEN") == "write":
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")


def test_there_need_be_no_file() -> None:
    assert read_announced(SAMPLE) == ()
    assert read_geography(SAMPLE) == read_imported(SAMPLE)


def test_surrey_changes_over_on_its_day() -> None:
    geography = read_geography(AREAS)
    before = {council.id for council in geography.current_councils(LAST_DAY)}
    after = {council.id for council in geography.current_councils(DAY)}
    assert before - after == EAST | WEST
    assert after - before == {"east-surrey", "west-surrey"}
    for new, replaced in (("east-surrey", EAST), ("west-surrey", WEST)):
        for old in replaced:
            council = geography.councils[old]
            assert council.ends_on == LAST_DAY
            assert geography.successors(council, LAST_DAY) == (council,)
            assert geography.successors(council, DAY) == (geography.councils[new],)
    assert geography.counties["surrey"].ends_on == LAST_DAY
    assert [c.id for c in geography.counties.values() if c.ends_on] == ["surrey"]


def test_a_council_to_come_has_the_place_of_those_before_it_and_no_code() -> None:
    geography = read_geography(AREAS)
    new = geography.councils["west-surrey"]
    assert (new.code, new.county, new.homepage) == ("", "", "")
    assert (new.nation, new.region, new.police_area) == ("england", "South East", "surrey")
    old = [geography.councils[each] for each in WEST]
    assert min(c.lat for c in old) < new.lat < max(c.lat for c in old)
    assert min(c.lon for c in old) < new.lon < max(c.lon for c in old)
    assert geography.by_code("") is None


def test_a_county_goes_on_while_one_of_its_councils_does(tmp_path: Path) -> None:
    row = ["a", "A", "A Council", "unitary authority", "surrey", "2027-04-01", "woking"]
    text = write_table(ANNOUNCED_COLUMNS, [[*row, "https://www.example.gov.uk/", "2026"]])
    (tmp_path / "announced.csv").write_text(text, encoding="utf-8")
    geography = with_announced(read_imported(AREAS), read_announced(tmp_path))
    assert geography.councils["woking"].ends_on == LAST_DAY
    assert geography.counties["surrey"].ends_on is None


@pytest.mark.parametrize(
    ("level", "ids", "before", "after", "old_areas"),
    [
        ("councils", ("guildford",), {"guildford"}, {"west-surrey"}, ("Guildford",)),
        ("councils", ("woking", "tandridge"), {"woking", "tandridge"}, BOTH, ("Woking",)),
        ("counties", ("surrey",), EAST | WEST, BOTH, ("Surrey",)),
        ("police_areas", ("surrey",), EAST | WEST, BOTH, ()),
        ("councils", ("west-surrey",), set(), {"west-surrey"}, ()),
        ("councils", ("guildford", "west-surrey"), {"guildford"}, {"west-surrey"}, ()),
    ],
)  # fmt: skip
def test_what_names_the_old_areas_covers_the_new_ones_from_the_day_on(
    level: str, ids: tuple[str, ...], before: set[str], after: set[str], old_areas: tuple[str, ...]
) -> None:
    geography = read_geography(AREAS)
    covers = Covers(level, ids)
    assert AreasOnDay(geography, LAST_DAY).covered(covers) == before
    today = AreasOnDay(geography, DAY)
    assert today.covered(covers) == after
    assert today.old_areas(covers, geography.councils["west-surrey"]) == old_areas


def test_the_parts_of_a_council_are_those_that_it_replaced() -> None:
    geography = read_geography(AREAS)
    assert AreasOnDay(geography, LAST_DAY).parts(Covers("councils", ("guildford",))) == {
        "guildford"
    }
    today = AreasOnDay(geography, DAY)
    assert today.parts(Covers("councils", ("guildford",))) == {"guildford"}
    assert today.parts(Covers("councils", ("west-surrey",))) == {"west-surrey", *WEST}
    assert today.named(Covers("counties", ("surrey",))) == EAST | WEST
