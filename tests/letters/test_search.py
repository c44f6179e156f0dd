"""The search box finds the letters, and they push nothing else away."""

import csv
from collections.abc import Sequence

import pytest
from playwright.sync_api import Page

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.letters.pages import letter_sections
from safetyhelp.paths import ROOT
from tests.finder.box import pages_for

pytestmark = pytest.mark.browser


def first_three(page: Page, root: str, queries: Sequence[str]) -> list[list[str]]:
    page.goto(f"{root}about/data/")
    return [urls[:3] for urls in pages_for(page, root, queries)]


WANTED = {
    "letter": "letters/",
    "letters": "letters/",
    "permission letter": "letters/permission/",
    "letter to my landlord": "letters/landlord/",
    "permission to speak for me": "letters/permission/",
    "letter to my councillor": "letters/elected/",
}


def test_who_looks_for_a_letter_finds_it(page: Page, site_url: str) -> None:
    found = first_three(page, site_url, [*WANTED])
    missed = [
        (query, wanted, urls)
        for (query, wanted), urls in zip(WANTED.items(), found, strict=True)
        if not any(url.startswith(wanted) for url in urls)
    ]
    assert missed == []


def test_what_people_look_for_besides_is_still_found(page: Page, site_url: str) -> None:
    table = ROOT / "tests" / "finder" / "searches.csv"
    rows = [*csv.DictReader(table.read_text("utf-8").splitlines())]
    assert len(rows) > 40
    found = first_three(page, site_url, [row["query"] for row in rows])
    missed = [
        (row["query"], row["page"], urls)
        for row, urls in zip(rows, found, strict=True)
        if row["page"] not in urls
    ]
    assert missed == []


def test_each_letter_is_a_page_of_the_search(real: Dataset) -> None:
    sections = [*letter_sections(real.directory.letters)]
    ids = [letter.id for letter in real.directory.letters]
    assert [each.url for each in sections] == [*(f"letters/{each}/" for each in ids), "letters/"]
    assert "Ask the antisocial behaviour team for a plan" in sections[0].text
    assert not any("{" in each.text for each in sections)
    assert [*letter_sections([])] == []
