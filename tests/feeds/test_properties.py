"""What must hold whatever is known of a contact, on whatever day, and in whatever order."""

import csv
import io
import json
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safetyhelp.build import generate
from safetyhelp.dataset.answers import Directory
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.evidence.seen import Sightings
from safetyhelp.evidence.vocabulary import Result, Verdict
from safetyhelp.feeds.api.contacts import Evidence
from safetyhelp.feeds.api.files import api_files
from safetyhelp.feeds.api.records import own_file
from safetyhelp.feeds.edition import Edition
from safetyhelp.feeds.hsds.files import hsds_files
from safetyhelp.feeds.hsds.services import EXTENSIONS, services
from safetyhelp.feeds.published import Published
from safetyhelp.feeds.tables.files import table_files
from safetyhelp.pages.records import record_pages
from safetyhelp.pages.templates import make_renderer
from safetyhelp.paths import ROOT, folders
from safetyhelp.publisher import Publisher
from safetyhelp.records.contacts import key_of
from safetyhelp.records.dates import PartialDate
from safetyhelp.records.model import Confirmation, Contact, Police, Record, Seen
from tests.conftest import TODAY, BuiltSite
from tests.feeds.reading import (
    answer_of,
    contacts_in,
    exceptions_on,
    objects,
    read,
    text,
)
from tests.links import seen
from tests.records.support import gaps_for_everything, write_record

QUICK = settings(max_examples=40, deadline=None, derandomize=True)
DAYS = [TODAY + timedelta(days=days) for days in (-1, 0, 1)]
ANY_SEEN = [Seen(None), Seen(PartialDate(2015)), Seen(PartialDate(2026, 11))]
ANY_DAY = [None, TODAY, date(2019, 5, 1)]


def partial(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


def published(directory: Directory, sightings: Sightings) -> Published:
    """Return what is published of the records of a directory, without the areas."""
    evidence = Evidence(sightings, TODAY)
    records = [own_file(each, directory.map, evidence) for each in directory.records]
    return Published(Edition(TODAY), [], [], [], records, [], [])


def table_of(data: Published, name: str) -> list[dict[str, str]]:
    content = dict(table_files(data))[f"data/tables/{name}.csv"].decode("utf-8-sig")
    return [*csv.DictReader(io.StringIO(content, newline=""))]


def several_contacts(real: Dataset) -> list[Record]:
    """Return ways to report that have two contacts or more."""
    return [r for r in real.loaded.records if r.kind == "reporting" and len(r.contacts) > 1]


variants = st.tuples(
    st.sampled_from(ANY_SEEN), st.sampled_from(ANY_DAY), st.sampled_from(["", "It may be shut."])
)


def varied(contact: Contact, variant: tuple[Seen, date | None, str]) -> Contact:
    when, confirmed, caution = variant
    confirmation = Confirmation(day=confirmed, phone=contact.phone) if confirmed else None
    return replace(contact, seen=when, confirmation=confirmation, caution=caution)


@settings(QUICK, max_examples=25)
@given(
    number=st.integers(0, 10_000),
    parts=st.lists(variants, min_size=8, max_size=8),
    result=st.sampled_from([None, *Result]),
    verdict=st.sampled_from([Verdict.OK, Verdict.GONE]),
)
def test_what_stands_beside_a_contact_on_its_page_stands_in_every_format(
    real: Dataset,
    number: int,
    parts: list[tuple[Seen, date | None, str]],
    result: Result | None,
    verdict: Verdict,
) -> None:
    some = several_contacts(real)
    record = some[number % len(some)]
    changed = tuple(map(varied, record.contacts[:8], parts))
    record = replace(record, contacts=changed)
    day = TODAY - timedelta(days=10)
    state = seen.everything((record,), day, result, verdict) if result else None
    sightings = Sightings(state) if state else Sightings()
    directory = Directory(real.directory.map, (record,), ())
    pages = dict(record_pages(directory, make_renderer(directory.map, sightings=sightings)))
    page = answer_of(pages[f"services/{record.kind}/{record.id}.md"])
    data = published(directory, sightings)
    (own,) = data.records

    def said(contacts: list[dict[str, Any]], *names: str) -> set[str]:
        return {text(each[name]) for each in contacts for name in names if each.get(name)}

    shown = exceptions_on(page)
    assert said(contacts_in(own), "doubt", "caution") == shown
    assert text(own["how_sure"]) in text(page)
    (service,) = services(data, directory.map)
    assert said(service["contacts"], "x_doubt", "x_caution") == shown
    assert said(table_of(data, "contacts"), "doubt", "caution") == shown
    confirmed = [contact.confirmed.isoformat() if contact.confirmed else "" for contact in changed]
    assert [each["confirmed"] for each in contacts_in(own)] == confirmed
    assert [each.get("x_confirmed", "") for each in service["contacts"]] == confirmed
    assert [row["confirmed"] for row in table_of(data, "contacts")] == confirmed


@QUICK
@given(
    number=st.integers(0, 10_000),
    starts=st.sampled_from([None, *DAYS]),
    ends=st.sampled_from([None, *DAYS]),
)
def test_what_has_ended_or_not_begun_is_nowhere(
    real: Dataset, number: int, starts: date | None, ends: date | None
) -> None:
    some = [each for each in real.loaded.records if each.contacts]
    record = replace(
        some[number % len(some)],
        starts_on=partial(starts) if starts else None,
        ends_on=partial(ends) if ends else None,
    )
    directory = Directory(real.directory.map, (record,), ())
    data = published(directory, Sightings())
    pages = dict(record_pages(directory, make_renderer(directory.map)))
    is_there = f"services/{record.kind}/{record.id}.md" in pages
    assert is_there is ((starts is None or starts <= TODAY) and (ends is None or ends >= TODAY))
    files = dict((*api_files(data), *table_files(data), *hsds_files(data, directory.map)))
    everything = b"".join(files.values()).decode()
    assert (json.dumps(record.name, ensure_ascii=False)[1:-1] in everything) is is_there
    assert bool(contacts_in(data.records)) is is_there


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_who_oversees_the_police_no_more_is_nowhere(real: Dataset, days: int) -> None:
    record = next(
        r for r in real.loaded.records if isinstance(r.details, Police) and r.details.oversight
    )
    details = record.details
    assert isinstance(details, Police)
    body = replace(
        details.oversight[0],
        name="A Body of Its Own",
        starts_on=None,
        ends_on=partial(TODAY + timedelta(days=days)),
    )
    record = replace(record, details=replace(details, oversight=(body,)))
    directory = Directory(real.directory.map, (record,), ())
    pages = dict(record_pages(directory, make_renderer(directory.map)))
    data = published(directory, Sightings())
    on_page = body.name in pages[f"services/{record.kind}/{record.id}.md"]
    assert on_page is (days >= 0)
    names = {each.get("name") for each in objects(data.records)}
    assert (body.name in names) is on_page
    assert (body.name in {each["name"] for each in services(data, directory.map)}) is on_page


def test_no_withdrawn_number_or_address_is_anywhere(site: BuiltSite, real: Dataset) -> None:
    gone = {
        key_of(entry.what, entry.value)
        for entry in real.loaded.withdrawn
        if not entry.allowed_in and entry.what in ("phone", "email")
    }
    assert gone
    folders = ("api/v1/kinds/*.json", "api/v1/areas/*.json", "data/hsds/services/*.json")
    found: set[tuple[str, str]] = set()
    for path in (path for pattern in folders for path in site.folder.glob(pattern)):
        for each in objects(json.loads(path.read_bytes())):
            for name, what in (("phone", "phone"), ("number", "phone"), ("email", "email")):
                if isinstance(each.get(name), str):
                    found.add(key_of(what, each[name]))
    for card in site.folder.glob("areas/*/contacts.vcf"):
        lines = card.read_text("utf-8").splitlines()
        found |= {key_of("phone", line.rpartition(":")[2]) for line in lines if "TEL" in line[:12]}
    assert len(found) > 200
    assert found & gone == set()


def ids_by_record(every: list[dict[str, Any]]) -> dict[str, set[str]]:
    """Return all ids inside of each service, by the page of its record and its own id."""
    return {
        f"{each['x_page']} {each['id']}": {part["id"] for part in objects(each) if "id" in part}
        for each in every
    }


@QUICK
@given(seed=st.integers(0, 10_000), words=st.sampled_from(["New words", "Ähnlich", "x"]))
def test_ids_of_hsds_do_not_depend_on_order_or_other_fields(
    real: Dataset, seed: int, words: str
) -> None:
    some = random.Random(seed).sample(real.directory.records, 8)
    first = services(
        published(Directory(real.directory.map, tuple(some), ()), Sightings()), real.directory.map
    )
    turned = [
        replace(each, summary=words, caution=words, former_names=(words,), notes=words, order=1)
        for each in reversed(some)
    ]
    there = Directory(real.directory.map, tuple(turned), ())
    then = services(published(there, Sightings()), real.directory.map)
    assert ids_by_record(first) == ids_by_record(then)
    assert [each["x_page"] for each in first] != [each["x_page"] for each in then]


def test_ids_are_these_on_every_machine(site: BuiltSite) -> None:
    """They may never change: other systems have kept them."""
    page = "services/reporting/police-101/"
    listed = read(site, "data/hsds/services.json")["contents"]
    wholes = (read(site, f"data/hsds/services/{each['id']}.json") for each in listed)
    (whole,) = [each for each in wholes if each["x_page"] == page]
    assert whole["id"] == "c0c9e90e-364f-5e64-bfbd-7627d27a6c0d"
    assert whole["organization_id"] == "6f6c9e4a-4346-5370-a073-a8ba95187c02"
    assert whole["contacts"][0]["id"] == "f4e0e4cd-5667-570d-bd74-a47a13fb385f"


OBJECTS: dict[str, set[str]] = {
    "organization": {"id", "name", "description", "website", "organization_identifiers"},
    "organization_identifiers": {"id", "organization_id", "identifier_type", "identifier"},
    "contacts": {"id", "service_id", "name", "title", "email", "phones", *EXTENSIONS},
    "phones": {"id", "contact_id", "number", "description"},
    "service_areas": {"id", "service_id", "name", "uri"},
    "attributes": {"id", "link_id", "link_type", "taxonomy_term_id", "taxonomy_term"},
    "taxonomy_term": {"id", "name", "description", "taxonomy", "taxonomy_id"},
}
"""Every object inside of a service, and all the fields that it may have."""


def parts_of(service: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every object inside of a service, with the name of the field that holds it."""
    for name, value in service.items():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                yield name, each
                yield from parts_of(each)


def test_no_object_of_hsds_has_a_field_that_is_not_documented(site: BuiltSite) -> None:
    """This holds everywhere, for every service: the published schemas are not on every machine."""
    seen_fields: dict[str, set[str]] = {}
    for path in (site.folder / "data/hsds/services").iterdir():
        for name, part in parts_of(json.loads(path.read_bytes())):
            assert part.keys() <= OBJECTS[name], (path.name, name)
            seen_fields.setdefault(name, set()).update(part)
            lists = {"organization_identifiers", "phones"}
            for field, value in part.items():
                kind = dict if field == "taxonomy_term" else list if field in lists else str
                assert isinstance(value, kind), (path.name, name, field)
    assert seen_fields.keys() == OBJECTS.keys()
    ours = {field for field in OBJECTS["contacts"] if field.startswith("x_")}
    about = (ROOT / "docs/data.md").read_text(encoding="utf-8")
    assert [field for field in ours | {"x_page"} if f"`{field}`" not in about] == []


LEAK = "Come to 12 Old Mill Lane."
REFUGE = """# yaml-language-server: $schema=../schema/victim-services.schema.json
name: Example Refuge
summary: A safe place to stay.
caution: Phone first.
other_names: [Example House]
former_names: [Old House]
provider: Example Charity
who_can_use: Anybody who is not safe at home.
covers:
  councils: [stockport]
run_by: charity
helps_with: [any-crime]
confidential: "yes"
contacts:
  - for: Talk to someone
    url: https://www.example.gov.uk/refuge
    hours: 24 hours a day
    caution: Somebody may see the number on your bill.
    source: https://www.example.gov.uk/refuge
    seen: "2026-10"
sources:
  - url: https://www.example.gov.uk/refuge
    seen: "2026-10"
"""
TEXTS = ("name", "summary", "caution", "other_names", "former_names", "provider", "who_can_use",
         "  - for", "    hours", "    caution")  # fmt: skip


@pytest.mark.parametrize("key", TEXTS)
def test_no_text_of_a_record_can_tell_where_a_refuge_is(tmp_path: Path, key: str) -> None:
    said = f"[{LEAK}]" if key.endswith("_names") else LEAK
    record, times = re.subn(rf"^{key}: .*$", f"{key}: {said}", REFUGE, flags=re.MULTILINE)
    assert times == 1
    data, docs = tmp_path / "data", tmp_path / "docs"
    write_record(data, record, "victim-services/refuge.yml")
    (data / "gaps.yml").write_text(gaps_for_everything(), encoding="utf-8")
    errors = generate(folders(data), TODAY, docs, lambda _: None, Sightings(), Publisher())
    assert {error.code for error in errors if "refuge" in error.file} == {"address-in-text"}
    assert not docs.exists()
