"""The finder before and after councils change: old and new names and postcodes, in a browser."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page

from safetyhelp.areas.on_a_day import AreasOnDay
from safetyhelp.areas.reading import read_geography
from safetyhelp.areas.tables import AreaFileError
from safetyhelp.dataset.answers import Directory
from safetyhelp.finder.area_data import read_area_data
from safetyhelp.finder.files import finder_files
from safetyhelp.paths import DATA
from tests.files import edit

from .conftest import Site, SiteOn, one, site_in, slugs

BEFORE, AFTER = date(2027, 3, 31), date(2027, 4, 2)
WEST = ["guildford", "runnymede", "spelthorne", "surrey-heath", "waverley", "woking"]
EAST = ["elmbridge", "epsom-and-ewell", "mole-valley", "reigate-and-banstead", "tandridge"]


@pytest.fixture(scope="module")
def before(site_on: SiteOn) -> Iterator[Site]:
    with site_in(site_on(BEFORE)) as made:
        yield made


@pytest.fixture(scope="module")
def after(site_on: SiteOn) -> Iterator[Site]:
    with site_in(site_on(AFTER)) as made:
        yield made


@pytest.mark.browser
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("GU1 1AA", ["guildford"]),
        ("Guildford", ["guildford"]),
        ("West Surrey", WEST),
        ("East Surrey Council", EAST),
        ("Surrey", sorted([*EAST, *WEST])),
        ("Cranleigh", ["waverley"]),
    ],
)
def test_until_the_day_the_old_councils_are_found(
    desk: Page, before: Site, query: str, found: list[str]
) -> None:
    assert slugs(one(desk, before, query))[: len(found)] == found


@pytest.mark.browser
@pytest.mark.parametrize(
    ("query", "found", "said"),
    [
        ("GU1 1AA", ["west-surrey"], "GU1 1AA is in West Surrey."),
        ("Guildford", ["west-surrey"], ""),
        ("Guildford Borough Council", ["west-surrey"], ""),
        ("West Surrey", ["west-surrey"], "West Surrey, South East."),
        ("west surrey council", ["west-surrey"], ""),
        ("East Surrey", ["east-surrey"], ""),
        ("Surrey Heath", ["west-surrey"], "Surrey Heath is in West Surrey."),
        ("Epsom and Ewell", ["east-surrey"], ""),
        ("Surrey", ["east-surrey", "west-surrey"], "Surrey is now 2 council areas."),
        ("Surrey County Council", ["east-surrey", "west-surrey"], ""),
        ("Surrey Police", ["east-surrey", "west-surrey"], ""),
        ("Cranleigh", ["west-surrey"], ""),
        ("Safer Guildford Partnership", ["west-surrey"], ""),
        ("RH1 1AA", ["east-surrey"], ""),
    ],
)
def test_from_the_day_on_old_and_new_names_lead_to_the_new_councils(
    desk: Page, after: Site, query: str, found: list[str], said: str
) -> None:
    answer = one(desk, after, query)
    assert slugs(answer)[: len(found)] == found
    assert said in answer["message"]


def test_a_postcode_of_a_council_to_come_is_refused_before_its_day(
    directory: Directory, tmp_path: Path
) -> None:
    shutil.copytree(DATA / "areas", tmp_path / "areas")
    councils = tmp_path / "areas" / "councils.csv"
    row = (
        "newtown,E06000999,Newtown,Newtown Council,,unitary authority,england,South East,,surrey,,"
        "51.3,-0.5,2027-04-01,,,,\n"
    )
    councils.write_text(councils.read_text(encoding="utf-8") + row, encoding="utf-8")
    edit(tmp_path / "areas" / "postcodes.csv", "E07000209", "E06000999")
    areas, geography = read_area_data(tmp_path / "areas"), read_geography(tmp_path / "areas")

    def files_on(day: date) -> object:
        return finder_files(replace(directory, map=AreasOnDay(geography, day)), areas)

    with pytest.raises(AreaFileError, match=r"Newtown \(E06000999\) stands there, and does not"):
        files_on(BEFORE)
    assert files_on(date(2027, 4, 1))
