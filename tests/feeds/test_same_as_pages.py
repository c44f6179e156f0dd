"""Every contact on a page is in the API, and every contact in the API is on its page."""

import re
from typing import Any

import pytest

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.dataset.sections import HELPING, NOTHING_CHANGES, SUPPORT
from safetyhelp.evidence.seen import Sightings
from safetyhelp.evidence.vocabulary import Result
from safetyhelp.feeds.api.areas import area_maker
from safetyhelp.feeds.api.contacts import Evidence
from safetyhelp.feeds.api.records import own_file
from safetyhelp.pages.areas import area_pages
from safetyhelp.pages.records import record_pages
from safetyhelp.pages.templates import make_renderer
from tests.conftest import TODAY, BuiltSite
from tests.feeds.reading import (
    answer_of,
    contacts_in,
    exceptions_on,
    objects,
    read,
    text,
    values_in,
    values_on,
)
from tests.links import seen

GAP = re.compile(r'<div class="gap">.*?</div>', re.DOTALL)
EVERYWHERE = {"999", "101", "112"}
"""Texts name these numbers, and pages make them links."""


def other_links(file: Any) -> set[str]:
    """Return the web addresses that a file has besides its contacts."""
    schemes = {
        scheme["url"]
        for each in objects(file)
        for scheme in each.get("accessibility_schemes", [])
        if "url" in scheme
    }
    news = (file.get(name, {}).get("source", "") for name in ("ending", "beginning"))
    return schemes | {source for source in news if source}


def doubts_in(contacts: list[dict[str, Any]]) -> set[str]:
    return {
        text(said) for each in contacts for said in (each["doubt"], each.get("caution", "")) if said
    }


def test_each_area_has_the_contacts_of_its_page_and_no_other(
    site: BuiltSite, real: Dataset
) -> None:
    for council in real.directory.map.councils:
        file = read(site, f"api/v1/areas/{council.id}.json")["result"]
        page = answer_of(site.page(f"areas/{council.id}"))
        contacts = contacts_in(file)
        assert len(contacts) > 30, council.id
        assert values_on(page) - other_links(file) == values_in(contacts), council.id
        assert values_in(file["first"]) <= values_in(contacts), council.id
        assert exceptions_on(page) <= doubts_in(contacts), council.id
        words = text(page)
        assert [said for said in doubts_in(contacts) if said not in words] == [], council.id


def test_each_record_has_the_contacts_of_its_page_and_no_other(
    site: BuiltSite, real: Dataset
) -> None:
    for record in real.directory.records:
        file = read(site, f"api/v1/records/{record.kind}/{record.id}.json")["result"]
        page = answer_of(site.page(f"services/{record.kind}/{record.id}"))
        contacts, there = contacts_in(file), values_on(page) - other_links(file)
        assert values_in(contacts) <= there, record.file
        if contacts:  # without any, the page shows those of the councils
            assert there - EVERYWHERE <= values_in(contacts) | EVERYWHERE, record.file
        assert exceptions_on(page) == doubts_in(contacts), record.file


NAMED_BEFORE = (SUPPORT, NOTHING_CHANGES, HELPING)
"""The sections whose sentences lead to a record that has its card further down."""


def test_the_order_is_that_of_the_page(site: BuiltSite, real: Dataset) -> None:
    """What stands open on a page, in its order; and all of it, where no text names it before."""
    for council in real.directory.map.councils:
        file = read(site, f"api/v1/areas/{council.id}.json")["result"]
        page = answer_of(site.page(f"areas/{council.id}"))
        assert [section["id"] for section in file["sections"]] == [
            section.id for section in real.directory.answer(council).sections
        ]
        for section in file["sections"]:
            shown = page.partition(f'<h2 id="{section["id"]}">')[2].partition("</section>")[0]
            shown = GAP.sub("", shown)  # a gap can name a record before its card
            places = [shown.find(each["page"]) for each in section["records"] if each["open"]]
            assert places == sorted(places), (council.id, section["id"])
            assert -1 not in places, (council.id, section["id"])
            if section["id"] not in NAMED_BEFORE:
                places = [shown.find(each["page"]) for each in section["records"]]
                assert places == sorted(places), (council.id, section["id"])
                assert -1 not in places, (council.id, section["id"])


@pytest.mark.parametrize(
    ("result", "words", "serious"),
    [
        (Result.MISSING, "On 3 November 2026 we could not find", True),
        (Result.CONFIRMED, "", False),
    ],
)
@pytest.mark.parametrize("council", ["stockport", "belfast"])
def test_what_the_link_check_saw_is_in_the_api_as_on_the_pages(
    real: Dataset, result: Result, words: str, serious: bool, council: str
) -> None:
    directory = real.directory
    here = directory.map.geography.councils[council]
    day = TODAY.replace(day=3)
    sightings = Sightings(seen.everything(real.loaded.records, day, result))
    evidence = Evidence(sightings, TODAY)
    renderer = make_renderer(directory.map, sightings=sightings)
    file = area_maker(directory, evidence)(here)
    pages = dict(area_pages(directory, renderer, [here]))
    page = answer_of(pages[f"areas/{council}.md"])
    contacts = contacts_in(file["sections"])
    assert values_on(page) - other_links(file) == values_in(contacts_in(file))
    assert exceptions_on(page) == exceptions_on(page) & doubts_in(contacts)
    assert {each["doubt"] for each in contacts} <= {"", *map(text, exceptions_on(page))}
    judged = [each for each in contacts if each["doubt_is_serious"]]
    assert all(each["doubt"].startswith(words) for each in judged)
    assert bool(judged) is serious
    assert file["how_sure"] in text(page)
    records = dict(record_pages(directory, renderer))
    for record in directory.answer(here).records:
        own = own_file(record, directory.map, evidence)
        text_of_page = answer_of(records[f"services/{record.kind}/{record.id}.md"])
        assert exceptions_on(text_of_page) == doubts_in(contacts_in(own)), record.file
        assert text(own["how_sure"]) in text(text_of_page), record.file
