"""The block of schema.org data in a page: what it says, and that it can do nothing."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.evidence.seen import Sightings
from safetyhelp.evidence.vocabulary import Result
from safetyhelp.pages.structured import as_block, of_record
from safetyhelp.records.model import Record
from tests.conftest import TODAY, BuiltSite
from tests.links import seen

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>')
TYPES = {"GovernmentOrganization", "NGO", "Organization", "GovernmentService"}


def block(html: str) -> dict[str, Any]:
    (found,) = BLOCK.findall(html.partition("<body")[0])
    data: dict[str, Any] = json.loads(found)
    assert data.pop("@context") == "https://schema.org"
    return data


def of(real: Dataset, record: Record, sightings: Sightings | None = None) -> dict[str, Any]:
    written = of_record(record, real.directory.map, sightings or Sightings())
    data: dict[str, Any] = json.loads(written)
    return data


def some_service(real: Dataset) -> Record:
    return next(
        record
        for record in real.directory.records
        if record.kind == "victim-services"
        and len(record.contacts) == 1
        and record.contacts[0].phone.startswith("0")
    )


def test_every_page_of_a_record_says_what_it_is_and_how_to_reach_it(
    site: BuiltSite, real: Dataset
) -> None:
    found = set()
    for record in real.directory.records:
        data = block(site.page(f"services/{record.kind}/{record.id}"))
        found.add(data["@type"])
        assert data["name"] == record.name
        assert len(data["areaServed"]) == len(record.covers.ids)
        said = json.dumps(data)
        numbers = {contact.phone for contact in record.contacts if contact.phone}
        assert all(number in said for number in numbers), record.file
    assert found == TYPES


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("services/victim-services/samaritans", "NGO"),
        ("services/police/west-yorkshire", "GovernmentOrganization"),
        ("services/asb-case-reviews/bolton", "GovernmentService"),
        ("services/reporting/bolton-council", "GovernmentOrganization"),
    ],
)
def test_who_runs_it_is_its_type(site: BuiltSite, page: str, kind: str) -> None:
    assert block(site.page(page))["@type"] == kind


def test_the_page_of_an_area_says_where_it_is(site: BuiltSite, real: Dataset) -> None:
    for council in real.directory.map.councils:
        about = block(site.page(f"areas/{council.id}"))["about"]
        assert (about["name"], about["identifier"]) == (council.name, council.code)


def test_other_pages_have_no_block(site: BuiltSite) -> None:
    for page in ("", "places", "about", "areas/stockport/easy-read", "services/police"):
        assert BLOCK.findall(site.page(page)) == []


def test_a_number_that_was_not_found_is_not_told(real: Dataset) -> None:
    record = some_service(real)
    phone = record.contacts[0].phone
    assert phone in json.dumps(of(real, record))
    lost = Sightings(seen.everything((record,), TODAY, Result.MISSING))
    assert phone not in json.dumps(of(real, record, lost))


def test_a_doubt_stands_with_the_number(real: Dataset) -> None:
    record = some_service(real)
    doubted = replace(record.contacts[0], caution="Ask first.")
    (point,) = of(real, replace(record, contacts=(doubted,)))["contactPoint"]
    assert point["description"].startswith("Ask first.")
    assert of(real, replace(record, caution="It may have moved."))["description"].endswith(
        "It may have moved."
    )


def test_a_page_of_the_web_is_no_phone(real: Dataset) -> None:
    review = next(
        record
        for record in real.directory.records
        if record.kind == "asb-case-reviews"
        and len(record.contacts) == 1
        and not (record.contacts[0].phone or record.contacts[0].email)
    )
    (channel,) = of(real, review)["availableChannel"]
    assert channel == {
        "@type": "ServiceChannel",
        "name": review.contacts[0].purpose,
        "serviceUrl": review.contacts[0].url,
    }


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--<script>", "a & b"])
def test_no_value_ends_the_block(text: str) -> None:
    written = as_block({"name": text})
    assert not set("<>&") & set(written)
    assert json.loads(written)["name"] == text
