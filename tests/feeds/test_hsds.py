"""HSDS-UK 3.0: against the published schemas where they are, and by rules of our own everywhere."""

import csv
import io
import json
import re
import uuid
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from safetyhelp.dataset.answers import Directory
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.evidence.seen import Sightings
from safetyhelp.evidence.vocabulary import Result
from safetyhelp.feeds.api.contacts import Evidence
from safetyhelp.feeds.edition import Edition
from safetyhelp.feeds.hsds.organizations import organization
from safetyhelp.feeds.hsds.services import EXTENSIONS, services
from safetyhelp.feeds.published import published
from safetyhelp.paths import ROOT
from safetyhelp.records.model import Record
from tests.conftest import TODAY, BuiltSite
from tests.feeds.reading import objects, read
from tests.links import seen

FOLDER = "data/hsds"
# The published schemas are beside the project, if anywhere: their licence keeps them out of it.
BESIDE = [above / "shared/reference/standards" for above in ROOT.parents]
STANDARDS = next((folder for folder in BESIDE if folder.is_dir()), BESIDE[0])
PROFILES = ("hsds-3.0", "hsds-uk-3.0")
# Our own fields, and those of HSDS that the profile of the UK leaves out.
MORE = {*EXTENSIONS, "x_page"}
MORE_IN_UK = {"phones", "email"}
DESCRIBED = {
    "id": "string",
    "organization_id": "string",
    "name": "string",
    "description": "string",
    "url": "string",
    "email": "string",
    "status": "string",
    "minimum_age": "number",
    "maximum_age": "number",
    "alert": "string",
    "organization": "object",
    "contacts": "array",
    "service_areas": "array",
    "attributes": "array",
    "x_page": "string",
}
TYPES = {"string": str, "number": int, "object": dict, "array": list}


@pytest.fixture(scope="module")
def every(site: BuiltSite) -> list[dict[str, Any]]:
    """Every service, each from its own file, in the order of the list."""
    listed = read(site, f"{FOLDER}/services.json")["contents"]
    return [read(site, f"{FOLDER}/services/{each['id']}.json") for each in listed]


def strict(schema: Any, more: set[str]) -> Any:
    """Return a schema that refuses every field that it does not name, but for some more."""
    if isinstance(schema, list):
        return [strict(each, more) for each in schema]
    if not isinstance(schema, dict):
        return schema
    found = {
        key: strict(value, more) for key, value in schema.items() if key not in ("name", "path")
    }
    if isinstance(schema.get("properties"), dict):
        found["properties"] = {
            **{name: {} for name in more},
            **{key: strict(value, more) for key, value in schema["properties"].items()},
        }
        found["additionalProperties"] = False
    return found


def validator(profile: str, name: str) -> Draft202012Validator:
    path = STANDARDS / profile / "schema" / name
    if not path.is_file():
        pytest.skip("The published schemas of HSDS are not on this machine.")
    more = MORE | (MORE_IN_UK if "uk" in profile else set())
    schema = strict(json.loads(path.read_bytes()), more)
    return Draft202012Validator(schema, format_checker=FormatChecker())


@pytest.mark.parametrize("profile", PROFILES)
def test_services_are_as_the_published_schema_asks(
    every: list[dict[str, Any]], profile: str
) -> None:
    asked = validator(profile, "compiled/service.json")
    for service in every:
        assert [error.message for error in asked.iter_errors(service)] == [], service["name"]


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("services", "compiled/service_list.json"),
        ("organizations", "compiled/organization.json"),
        ("taxonomies", "taxonomy.json"),
        ("taxonomy_terms", "taxonomy_term.json"),
    ],
)
def test_lists_are_as_the_published_schema_asks(
    site: BuiltSite, profile: str, file: str, name: str
) -> None:
    asked = validator(profile, name)
    for each in read(site, f"{FOLDER}/{file}.json")["contents"]:
        assert [error.message for error in asked.iter_errors(each)] == [], each["name"]


def test_a_field_that_the_standard_does_not_know_is_found() -> None:
    schema = {"type": "object", "properties": {"a": {"items": {"properties": {"b": {}}}}}}
    asked = Draft202012Validator(strict(schema, {"x_c"}))
    assert asked.is_valid({"a": [{"b": 1, "x_c": 2}], "x_c": 1})
    assert not asked.is_valid({"a": [{"d": 1}]})
    assert not asked.is_valid({"d": 1})


def test_every_service_has_what_it_must_have(every: list[dict[str, Any]]) -> None:
    assert len(every) > 900
    for service in every:
        assert {"id", "name", "status", "organization_id", "organization"} <= service.keys()
        assert service.keys() <= DESCRIBED.keys()
        for name, value in service.items():
            assert isinstance(value, TYPES[DESCRIBED[name]]), name
        assert service["status"] == "active"
        body = service["organization"]
        assert body["id"] == service["organization_id"]
        assert body["name"]
        assert body["description"]
        assert service["service_areas"]
        assert service["attributes"]


def test_nothing_is_empty_and_no_place_is_told(every: list[dict[str, Any]]) -> None:
    names: set[str] = set()
    for each in objects(every):
        names |= each.keys()
        needless = [key for key, value in each.items() if value in ("", None, [], {})]
        assert needless in ([], ["contacts"]), each
    telling = {"locations", "location", "addresses", "latitude", "longitude", "address_1"}
    assert names & telling == set()


def test_pages_of_lists_say_that_they_are_the_only_one(site: BuiltSite) -> None:
    for path in sorted((site.folder / FOLDER).glob("*.json")):
        file = read(site, f"{FOLDER}/{path.name}")
        if path.name == "index.json":
            assert file["version"] == "HSDS-UK-3.0"
            assert {"profile", "openapi_url"} <= file.keys()
            continue
        contents = file.pop("contents")
        assert file == {
            "total_items": len(contents),
            "total_pages": 1,
            "page_number": 1,
            "size": len(contents),
            "first_page": True,
            "last_page": True,
            "empty": not contents,
        }


def test_every_listed_id_has_its_file_and_every_file_is_listed(site: BuiltSite) -> None:
    for name in ("services", "taxonomies", "taxonomy_terms"):
        listed = {each["id"] for each in read(site, f"{FOLDER}/{name}.json")["contents"]}
        files = {path.stem for path in (site.folder / FOLDER / name).iterdir()}
        assert listed == files
        some_id = min(listed)
        assert read(site, f"{FOLDER}/{name}/{some_id}.json")["id"] == some_id


def test_ids_are_unique_and_name_based(every: list[dict[str, Any]]) -> None:
    found: Counter[tuple[str, str]] = Counter()
    for service in every:
        found["service", service["id"]] += 1
        for contact in service["contacts"]:
            found["contact", contact["id"]] += 1
            found.update(("phone", phone["id"]) for phone in contact.get("phones", []))
        found.update(("area", area["id"]) for area in service["service_areas"])
        found.update(("attribute", each["id"]) for each in service["attributes"])
    assert len(found) > 4_000
    assert max(found.values()) == 1
    assert {uuid.UUID(each).version for _, each in found} == {5}


def test_areas_have_the_addresses_of_the_office_for_national_statistics(
    every: list[dict[str, Any]],
) -> None:
    form = re.compile(r"http://statistics\.data\.gov\.uk/id/statistical-geography/[EWSN]\d{8}")
    areas = [area for service in every for area in service["service_areas"]]
    assert sum("uri" in area for area in areas) > 0.98 * len(areas)
    assert all(form.fullmatch(area["uri"]) for area in areas if "uri" in area)
    assert not any("N99999999" in area.get("uri", "") for area in areas)


def test_all_contacts_are_there_with_what_is_known_of_them(
    site: BuiltSite, every: list[dict[str, Any]]
) -> None:
    table = (site.folder / "data/tables/contacts.csv").read_bytes().decode("utf-8-sig")
    contacts = [contact for service in every for contact in service["contacts"]]
    assert len(contacts) == len([*csv.DictReader(io.StringIO(table, newline=""))])
    assert all(each["x_source"] and each["x_seen"] and each["title"] for each in contacts)
    assert all({"phones", "email", "x_url", "x_bsl"} & each.keys() for each in contacts)


def made(real: Dataset, records: tuple[Record, ...], sightings: Sightings | None = None) -> Any:
    directory = Directory(real.directory.map, records, ())
    evidence = Evidence(sightings or Sightings(), TODAY)
    return services(published(directory, Edition(TODAY), evidence), directory.map)


def test_ids_stay_whatever_else_changes(real: Dataset) -> None:
    record = next(r for r in real.loaded.records if r.kind == "reporting" and len(r.contacts) > 1)
    (first,) = made(real, (record,))
    turned = replace(
        record, name="New name", summary="New.", contacts=tuple(reversed(record.contacts))
    )
    (then,) = made(real, (turned,))
    assert first["id"] == then["id"]
    ids = [[each["id"] for each in service["contacts"]] for service in (first, then)]
    assert ids[0] == ids[1][::-1]


@pytest.mark.parametrize(
    ("about", "name", "website"),
    [
        ({"kind": "asb-case-reviews"}, "Leeds City Council", True),
        ({"kind": "reporting", "run_by": "council"}, "Leeds City Council", True),
        ({"kind": "reporting", "run_by": "charity"}, "A name", False),
        ({"kind": "reporting", "run_by": "charity", "provider": "A charity"}, "A charity", False),
        ({"kind": "asb-case-reviews", "ids": ["leeds", "bradford"]}, "A name", False),
        ({"kind": "asb-case-reviews", "level": "police_areas", "ids": ["kent"]}, "A name", False),
        ({"kind": "asb-case-reviews", "ids": ["craven"]}, "A name", False),
    ],
)
def test_who_stands_behind_a_service(
    real: Dataset, about: dict[str, Any], name: str, website: bool
) -> None:
    covers = {"level": about.get("level", "councils"), "ids": about.get("ids", ["leeds"])}
    record = {**about, "id": "an-id", "name": "A name", "covers": {**covers, "in_words": "here"}}
    body = organization(record, real.directory.map)
    assert body["name"] == name
    assert ("website" in body) is website
    codes = [each["identifier"] for each in body.get("organization_identifiers", [])]
    assert codes == (["E08000035"] if website else [])


def test_a_number_that_was_not_found_says_so_wherever_it_stands(real: Dataset) -> None:
    record = next(
        r
        for r in real.loaded.records
        if r.kind == "victim-services" and len(r.contacts) == 1 and r.contacts[0].phone[:1] == "0"
    )
    contact = replace(record.contacts[0], url="https://www.place.uk/", email="team@place.uk")
    record = replace(record, contacts=(contact,))
    (service,) = made(real, (record,))
    assert (service["url"], service["email"]) == ("https://www.place.uk/", "team@place.uk")
    state = seen.everything((record,), TODAY, Result.MISSING)
    (service,) = made(real, (record,), Sightings(state))
    (told,) = service["contacts"]
    words = "we could not find"
    assert words in told["x_doubt"]
    assert words in told["phones"][0]["description"]
    assert words in service["alert"]
    assert not {"url", "email"} & service.keys()


def test_the_tables_of_hsds_are_whole(site: BuiltSite, every: list[dict[str, Any]]) -> None:
    package = read(site, f"{FOLDER}/tables/datapackage.json")
    files = {path.name for path in (site.folder / FOLDER / "tables").iterdir()}
    assert files == {"datapackage.json", *(each["path"] for each in package["resources"])}
    text = (site.folder / FOLDER / "tables/services.csv").read_text("utf-8-sig")
    assert text.startswith("id,organization_id,name,")
    assert all(service["id"] in text for service in every)
