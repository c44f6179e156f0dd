"""The files of the API by themselves: their form, their promises, and what is never in them."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from safetyhelp.areas.on_a_day import AreasOnDay
from safetyhelp.build import generate
from safetyhelp.dataset.answers import Directory
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.evidence.seen import Sightings
from safetyhelp.feeds.api.contacts import Evidence
from safetyhelp.feeds.api.files import api_files
from safetyhelp.feeds.edition import LICENCE, SCHEMA_VERSION, Edition, as_json
from safetyhelp.feeds.published import published
from safetyhelp.pages.records import moved_pages
from safetyhelp.paths import ROOT, folders
from safetyhelp.publisher import Publisher
from safetyhelp.records.dates import PartialDate
from safetyhelp.records.kinds import RECORD_KINDS
from safetyhelp.records.lists.retired import RetiredId
from safetyhelp.text.compact_json import filled
from tests.conftest import TODAY, BuiltSite
from tests.feeds.reading import contacts_in, objects, read
from tests.records.support import gaps_for_everything, write_record

LISTS = {
    "index": "Index",
    "areas": "Areas",
    "gaps": "Gaps",
    "retired": "Retireds",
    "words": "Words",
    **{f"kinds/{kind}": "Records" for kind in RECORD_KINDS},
}
PLACES = ("stockport", "elmbridge", "cardiff", "glasgow-city", "belfast", "isles-of-scilly")


def schema(site: BuiltSite) -> dict[str, Any]:
    found: dict[str, Any] = read(site, "api/v1/schema.json")
    return found


def check(site: BuiltSite, path: str, name: str) -> None:
    about = schema(site)
    Draft202012Validator.check_schema(about)
    validator = Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": about["$defs"]})
    assert [error.message for error in validator.iter_errors(read(site, path))] == [], path


@pytest.mark.parametrize(("name", "form"), LISTS.items())
def test_a_list_has_the_form_that_the_schema_gives_it(
    site: BuiltSite, name: str, form: str
) -> None:
    check(site, f"api/v1/{name}.json", form)
    file = read(site, f"api/v1/{name}.json")
    assert file["total"] == len(file["results"]) > 0


@pytest.mark.parametrize("place", PLACES)
def test_an_area_has_the_form_that_the_schema_gives_it(site: BuiltSite, place: str) -> None:
    check(site, f"api/v1/areas/{place}.json", "AreaFile")


@pytest.mark.parametrize(
    "record",
    ["police/surrey", "reporting/police-101", "victim-services/lancashire-victim-services"],
)
def test_a_record_has_the_form_that_the_schema_gives_it(site: BuiltSite, record: str) -> None:
    check(site, f"api/v1/records/{record}.json", "RecordFile")


def test_no_field_has_two_types_and_every_field_says_what_it_is(site: BuiltSite) -> None:
    parts = [part for part in objects(schema(site)["$defs"]) if "properties" in part]
    fields: dict[str, set[str]] = {}
    for part in parts:
        for name, field in part["properties"].items():
            if "const" in field and len(field) == 1:
                continue
            assert not {"oneOf", "anyOf", "allOf"} & field.keys(), name
            kind = field.get("type", "object" if "$ref" in field else None)
            assert isinstance(kind, str), name
            assert "$ref" in field or field["description"], name
            fields.setdefault(name, set()).add(kind)
    assert len(fields) > 80
    assert b"null" not in as_json(read(site, "api/v1/areas/stockport.json"))


def test_every_file_says_its_day_its_licence_and_the_lines_to_show(site: BuiltSite) -> None:
    for path in ("index", "areas/leeds", "kinds/police", "records/reporting/police-101"):
        file = read(site, f"api/v1/{path}.json")
        assert file["generated_at"] == TODAY.isoformat()
        assert file["schema_version"] == SCHEMA_VERSION
        assert file["licence"] == LICENCE
        assert file["attribution"][0] == "Local Safety Help contributors, CC BY 4.0"
        assert "Contains OS data © Crown copyright and database right 2025" in file["attribution"]


def test_each_name_of_a_file_leads_to_one(site: BuiltSite) -> None:
    for entry in read(site, "api/v1/index.json")["results"]:
        assert read(site, entry["file"])["total"] == entry["total"]
    for area in read(site, "api/v1/areas.json")["results"]:
        assert read(site, area["file"])["result"]["id"] == area["id"]
        assert (site.folder / area["page"] / "index.html").is_file()
    for kind in RECORD_KINDS:
        for record in read(site, f"api/v1/kinds/{kind}.json")["results"]:
            own = read(site, f"api/v1/records/{kind}/{record['id']}.json")["result"]
            assert own == record
            assert (site.folder / record["page"] / "index.html").is_file()


def test_every_code_has_its_words(site: BuiltSite) -> None:
    words = {(each["field"], each["code"]) for each in read(site, "api/v1/words.json")["results"]}
    fields = {field for field, _ in words} & {"run_by", "helps_with", "takes", "reviews", "role"}
    for kind in set(RECORD_KINDS) - {"asb-case-reviews"}:  # there run_by is a name
        for each in objects(read(site, f"api/v1/kinds/{kind}.json")["results"]):
            for field in fields & each.keys():
                codes = each[field] if isinstance(each[field], list) else [each[field]]
                assert {(field, code) for code in codes} <= words


def test_the_openapi_document_describes_what_there_is(site: BuiltSite) -> None:
    document = read(site, "api/v1/openapi.json")
    assert document["openapi"] == "3.1.0"
    about = schema(site)["$defs"]
    for path, what in document["paths"].items():
        operation = what["get"]
        content = operation["responses"]["200"]["content"]["application/json"]
        file, _, name = content["schema"]["$ref"].partition("#/$defs/")
        assert file == "schema.json"
        assert name in about
        filled_in = path
        for parameter in operation.get("parameters", []):
            value = parameter.get("example", "reporting")
            filled_in = filled_in.replace("{" + parameter["name"] + "}", value)
        check(site, f"api/v1{filled_in}", name)
    assert len({what["get"]["operationId"] for what in document["paths"].values()}) == 8


def test_the_openapi_document_is_valid(site: BuiltSite) -> None:
    document = site.folder / "api/v1/openapi.json"
    validate(json.loads(document.read_bytes()), base_uri=document.as_uri())


def test_a_council_that_has_ended_says_what_took_its_place(site: BuiltSite, real: Dataset) -> None:
    geography = real.directory.map.geography
    former = [c for c in geography.councils.values() if c.ends_on and c.ends_on < TODAY]
    assert len(former) > 40
    for council in former:
        file = read(site, f"api/v1/areas/{council.id}.json")["result"]
        assert (file["ended"], file["ended_on"]) == (True, str(council.ends_on))
        assert file["replaced_by"] == [c.id for c in geography.successors(council, TODAY)]
        assert contacts_in(file) == []
    check(site, f"api/v1/areas/{former[0].id}.json", "AreaFile")


def made(real: Dataset, **changes: Any) -> dict[str, Any]:
    """Return the files about two records of the real data, the first of them changed."""
    first, second = [r for r in real.loaded.records if r.kind == "reporting"][:2]
    areas = AreasOnDay(real.directory.map.geography, TODAY)
    directory = Directory(areas, (replace(first, **changes), second), ())
    data = published(directory, Edition(TODAY), Evidence(Sightings(), TODAY))
    return {path: json.loads(text) for path, text in api_files(data)}


def test_a_record_that_has_ended_keeps_its_file_and_loses_its_contacts(real: Dataset) -> None:
    first, second = [r for r in real.loaded.records if r.kind == "reporting"][:2]
    files = made(real, ends_on=PartialDate(2026, 10), replaced_by=second.id)
    file = files[f"api/v1/records/reporting/{first.id}.json"]["result"]
    assert file == {
        "kind": "reporting",
        "id": first.id,
        "name": first.name,
        "ended": True,
        "ended_on": "2026-10",
        "replaced_by": [second.id],
    }
    listed = files["api/v1/kinds/reporting.json"]["results"]
    assert [each["id"] for each in listed] == [second.id]
    assert file in files["api/v1/retired.json"]["results"]


def test_a_record_whose_file_was_deleted_still_answers(site: BuiltSite, real: Dataset) -> None:
    first = next(r for r in real.loaded.records if r.kind == "reporting")
    ended = RetiredId(
        kind="reporting",
        id="ended",
        name="It stood twice",
        ended_on=PartialDate(2025, 10),
        reason="A mistake.",
        position=0,
    )
    gone = replace(ended, id="gone", ended_on=None, replaced_by=first.id)
    directory = replace(real.directory, retired=(gone, ended))
    data = published(directory, Edition(TODAY), Evidence(Sightings(), TODAY))
    files = {path: json.loads(text) for path, text in api_files(data)}
    file = files["api/v1/records/reporting/gone.json"]
    assert file["result"] == {
        "kind": "reporting",
        "id": "gone",
        "name": "It stood twice",
        "ended": True,
        "replaced_by": [first.id],
    }
    other = files["api/v1/records/reporting/ended.json"]["result"]
    assert (other["ended_on"], other["replaced_by"]) == ("2025-10", [])
    validator = Draft202012Validator({"$ref": "#/$defs/RecordFile", "$defs": schema(site)["$defs"]})
    assert not [*validator.iter_errors(file)]
    assert file["result"] in files["api/v1/retired.json"]["results"]
    assert "A mistake." not in json.dumps(files)
    pages = dict(moved_pages(directory))
    assert f'href="../{first.id}/"' in pages["services/reporting/gone/index.html"]
    assert "services/reporting/ended/index.html" not in pages


def test_on_its_last_day_a_record_is_still_there(real: Dataset) -> None:
    first = next(r for r in real.loaded.records if r.kind == "reporting")
    files = made(real, ends_on=PartialDate(TODAY.year, TODAY.month, TODAY.day))
    file = files[f"api/v1/records/reporting/{first.id}.json"]["result"]
    assert (file["ended"], file["ends_on"]) == (False, TODAY.isoformat())
    retired = files["api/v1/retired.json"]["results"]
    assert first.id not in {each["id"] for each in retired if each["kind"] == "reporting"}


@pytest.mark.parametrize(("day", "ended"), [(date(2027, 3, 31), False), (date(2027, 4, 1), True)])
def test_on_its_last_day_a_council_is_still_there(real: Dataset, day: date, ended: bool) -> None:
    directory = Directory(AreasOnDay(real.directory.map.geography, day), (), ())
    data = published(directory, Edition(day), Evidence(Sightings(), day))
    assert ("elmbridge" in {area["id"] for area in data.former_areas}) is ended
    assert ("elmbridge" in {area["id"] for area in data.areas}) is not ended


def test_a_former_id_leads_to_the_record(real: Dataset) -> None:
    first = next(r for r in real.loaded.records if r.kind == "reporting")
    files = made(real, former_ids=("its-old-id",))
    file = files["api/v1/records/reporting/its-old-id.json"]["result"]
    assert (file["id"], file["ended"], file["replaced_by"]) == ("its-old-id", True, [first.id])
    assert "ended_on" not in file


def test_what_has_not_begun_is_not_there(real: Dataset) -> None:
    first = next(r for r in real.loaded.records if r.kind == "reporting")
    files = made(real, starts_on=PartialDate(2027), former_ids=("its-old-id",))
    assert not [path for path in files if first.id in path or "its-old-id" in path]
    assert f"{first.id}" not in json.dumps(files["api/v1/kinds/reporting.json"])


def test_notes_for_contributors_stay_out(real: Dataset) -> None:
    assert "Only for us." not in json.dumps(made(real, notes="Only for us."))


def test_no_field_can_hold_a_place(site: BuiltSite) -> None:
    names = {name for part in objects(schema(site)) for name in part.get("properties", ())}
    assert len(names) > 80
    telling = ("address", "street", "postcode", "location", "latitude", "longitude", "lat", "lon")
    assert names & {*telling} == set()


REFUGE = ROOT / "tests/checks/cases/address-in-text/bad/victim-services/refuge.yml"


@pytest.mark.parametrize("more", ["", "address: 1 High Street\n"])
def test_a_record_that_tells_where_a_refuge_is_stops_the_build(tmp_path: Path, more: str) -> None:
    data, docs = tmp_path / "data", tmp_path / "docs"
    write_record(data, REFUGE.read_text("utf-8") + more, "victim-services/refuge.yml")
    (data / "gaps.yml").write_text(gaps_for_everything(), encoding="utf-8")
    errors = generate(folders(data), TODAY, docs, lambda _: None, Sightings(), Publisher())
    assert ("unknown-field" if more else "address-in-text") in {error.code for error in errors}
    assert not docs.exists()


def test_empty_values_are_left_out_and_others_are_not() -> None:
    assert filled(a="", b=None, c=[], d=0, e=False, f="x", g={}) == {"d": 0, "e": False, "f": "x"}


def test_the_schema_is_a_file_that_people_can_read() -> None:
    path = ROOT / "scripts/safetyhelp/feeds/api/schema.json"
    written = path.read_text(encoding="utf-8")
    assert written == json.dumps(json.loads(written), ensure_ascii=False, indent=2) + "\n"
