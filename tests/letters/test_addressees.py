"""Who each letter goes to, and its limits, for every area: held against the records of the area."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

import pytest

from safetyhelp.areas.model import Council, County
from safetyhelp.dataset.answers import Answer, Directory
from safetyhelp.evidence.seen import Sightings
from safetyhelp.evidence.vocabulary import Result
from safetyhelp.letters.area_file import area_files
from safetyhelp.pages.answer.page import websites
from safetyhelp.pages.ways import website
from safetyhelp.records import kinds
from safetyhelp.records.contacts import contacts_shown
from safetyhelp.records.model import AsbCaseReview, ComplaintBody, Partnership
from tests.conftest import real_on
from tests.links import seen

DAYS = ("2026-11-28", "2027-04-02", "2028-05-10")
"""A day of now, the day after eleven councils became two, and the days without commissioners."""
COUNTS = {"2026-11-28": 361, "2027-04-02": 352, "2028-05-10": 352}
LETTERS = (
    "case-review", "hate-crime", "apology", "police-complaint", "victims-rights", "adjustments",
    "landlord", "partnership", "elected", "permission",
)  # fmt: skip
Files = Mapping[str, Mapping[str, Any]]


@cache
def directory_on(day: str) -> Directory:
    return real_on(date.fromisoformat(day)).directory


@cache
def files_on(day: str) -> Files:
    """Return what the files of all areas say, by the id of the area."""
    made = area_files(directory_on(day), Sightings())
    return {path.split("/")[1]: json.loads(text) for path, text in made}


def everything(day: str, only: str = "") -> Iterator[tuple[Answer, str, Mapping[str, Any]]]:
    """Yield the answer of each area with each of its letters, or with one."""
    directory = directory_on(day)
    for council in directory.map.councils:
        answer = directory.answer(council)
        for letter, known in files_on(day)[council.id]["letters"].items():
            if only in ("", letter):
                yield answer, letter, known


def areas_before(answer: Answer) -> list[Council | County]:
    """Return the areas of which an area has taken the place."""
    began = answer.beginning
    return [*began.counties, *began.replaced] if began else []


TEAMS = ("ASB case reviews", "Antisocial behaviour team", "Community safety team")
OFFICES = ("Complaints department, ", "The Chief Constable, ", "The head of ")


def names_of(answer: Answer) -> set[str]:
    """Return the names of all bodies that the records of an area know, and of its councils."""
    council = answer.council.official_name
    sites = {council, *([answer.county.official_name] if answer.county else [])}
    sites |= {f"{council}, through {area.official_name}" for area in areas_before(answer)}
    forces = {record.name for record in answer.of_kind(kinds.POLICE)} or {answer.police_area.force}
    return {
        *sites,
        *(record.name for record in answer.records),
        *(f"{team}, {council}" for team in TEAMS),
        *forces,
        *(f"{office}{force}" for office in OFFICES for force in forces),
    }


def addresses_of(answer: Answer, day: date) -> set[str]:
    """Return every number and address that the page of an area shows."""
    contacts = [c for record in answer.records for c in contacts_shown(record, day)]
    every = (*contacts, *websites(answer), *map(website, areas_before(answer)))
    return {value for c in every for value in (c.phone, c.email, c.url) if value} | {"101"}


@pytest.mark.parametrize("day", DAYS)
def test_every_area_has_every_letter(day: str) -> None:
    files = files_on(day)
    assert len(files) == COUNTS[day]
    assert {tuple(file["letters"]) for file in files.values()} == {LETTERS}


@pytest.mark.parametrize("day", DAYS)
def test_a_letter_goes_to_nobody_who_is_not_in_the_records_of_the_area(day: str) -> None:
    strangers = {
        (answer.council.id, letter, to["name"])
        for answer, letter, known in everything(day)
        for to in known["to"]
        if not to.get("typed") and to["name"] not in names_of(answer)
    }
    assert strangers == set()


@pytest.mark.parametrize("day", DAYS)
def test_each_way_to_send_a_letter_stands_on_the_page_of_the_area(day: str) -> None:
    on = date.fromisoformat(day)
    shown = {
        c.id: addresses_of(directory_on(day).answer(c), on) for c in directory_on(day).map.councils
    }
    for answer, letter, known in everything(day):
        assert known["to"], (answer.council.id, letter)
        for to in known["to"]:
            ways = [to.get("phone"), to.get("email"), *(url for url, _ in to.get("links", ()))]
            given = {way for way in ways if way}
            assert given or to.get("typed"), (answer.council.id, letter, to)
            assert given <= shown[answer.council.id], (answer.council.id, letter, to)


WORDS_OF_NATIONS: Mapping[str, Mapping[str, str]] = {
    "england": {
        "case-review": "Ask for an ASB case review",
        "partnership": "Ask the partnership to take up my case",
        "elected": "Write to my councillor or MP",
        "again": "Independent Office for Police Conduct (IOPC)",
        "landlord": "Housing Ombudsman",
    },
    "wales": {
        "case-review": "Ask for an ASB case review",
        "partnership": "Ask the partnership to take up my case",
        "elected": "Write to my councillor, MS or MP",
        "again": "Independent Office for Police Conduct (IOPC)",
        "landlord": "Public Services Ombudsman for Wales",
    },
    "scotland": {
        "case-review": "Ask the antisocial behaviour team for a plan",
        "partnership": "Ask the council’s safety team to take up my case",
        "elected": "Write to my councillor, MSP or MP",
        "again": "Police Investigations and Review Commissioner (PIRC)",
        "landlord": "Scottish Public Services Ombudsman (SPSO)",
    },
    "northern-ireland": {
        "case-review": "Ask them to work on my case together",
        "partnership": "Ask the partnership to take up my case",
        "elected": "Write to my councillor, MLA or MP",
        "landlord": "Northern Ireland Public Services Ombudsman (NIPSO)",
    },
}


@pytest.mark.parametrize("day", DAYS)
def test_each_letter_is_that_of_its_nation(day: str) -> None:
    for answer, letter, known in everything(day):
        words = WORDS_OF_NATIONS[answer.council.nation]
        said = "\n".join(known.get("limits", ()))
        where = (answer.council.id, letter)
        assert known["title"] == words.get(letter, known["title"]) or letter == "landlord", where
        if letter == "landlord":
            assert f"If your landlord is not a private one, next is the {words['landlord']}" in said
        if letter == "police-complaint" and "again" in words:
            assert f"Not happy with the answer? {words['again']}: Ask within" in said, where
        if letter == "case-review":
            assert ("limits" in known) == (answer.council.nation in ("england", "wales")), where
        others = [
            w
            for nation, each in WORDS_OF_NATIONS.items()
            for w in (each.get("again"), each["landlord"])
            if w and w not in words.values()
        ]
        assert not [other for other in others if other in said], where


@pytest.mark.parametrize("day", DAYS)
def test_a_complaint_about_the_police_goes_where_the_nation_has_it(day: str) -> None:
    for answer, _, known in everything(day, "police-complaint"):
        force = next(record.name for record in answer.of_kind(kinds.POLICE))
        names = [to["name"] for to in known["to"]]
        if answer.council.nation == "northern-ireland":
            assert names == ["Police Ombudsman for Northern Ireland"]
            assert known["limits"] == ["Complain within one year."]
        else:
            london = answer.police_area.id in ("metropolitan", "city-of-london")
            head = f"The head of {force}" if london else f"The Chief Constable, {force}"
            assert names == [f"Complaints department, {force}", head]
        limits = [
            record.details.time_limit
            for record in answer.of_kind(kinds.COMPLAINTS)
            if isinstance(record.details, ComplaintBody) and "police" in record.details.reviews
        ]
        about = [
            text for text in known["limits"] if any(limit in text for limit in limits if limit)
        ]
        assert about == known["limits"], answer.council.id


@pytest.mark.parametrize("day", DAYS)
def test_the_rule_of_a_case_review_is_that_of_the_record(day: str) -> None:
    seen = {"sure": 0, "unsure": 0, "unknown": 0}
    for answer, _, known in everything(day, "case-review"):
        if answer.council.nation not in ("england", "wales"):
            continue
        rules = {
            record.name: record.details.threshold
            for record in answer.of_kind(kinds.ASB_CASE_REVIEWS)
            if isinstance(record.details, AsbCaseReview)
        }
        for to in known["to"]:
            rule = rules.get(to["name"])
            sure = bool(rule and not rule.caution)
            seen["sure" if sure else "unsure" if rule else "unknown"] += 1
            assert to.get("rule", "") == (rule.wording if rule and sure else ""), answer.council.id
            said = "\n".join(known["limits"])
            shown = (
                f"The rule here: {rule.wording}" if rule else "We have not found the local rule."
            )
            assert shown in said, answer.council.id
            assert not (rule and rule.caution) or rule.caution in said, answer.council.id
    assert min(seen.values()) > 0


def test_of_several_partnerships_the_one_that_the_law_requires_is_named() -> None:
    several = 0
    for answer, _, known in everything("2026-11-28", "partnership"):
        roles = {
            record.name: record.details.role
            for record in answer.of_kind(kinds.PARTNERSHIPS)
            if isinstance(record.details, Partnership)
        }
        if "statutory" in roles.values():
            several += len(roles) > 1
            named = {roles[to["name"]] for to in known["to"]}
            assert named == {"statutory"}, answer.council.id
    assert several > 50


def test_an_area_that_was_several_has_the_partnership_of_each() -> None:
    known = files_on("2027-04-02")["west-surrey"]["letters"]["partnership"]
    assert len(known["to"]) == 6
    for to in known["to"]:
        assert to["notes"][0].startswith("For the old council area of "), to


def test_what_the_link_check_no_longer_finds_gives_way_or_is_doubted() -> None:
    directory = directory_on("2026-11-28")
    lost = Sightings(seen.everything(directory.records, date(2026, 11, 3), Result.MISSING))
    made = dict(area_files(directory, lost))
    files = {path.split("/")[1]: json.loads(text)["letters"] for path, text in made.items()}
    (ombudsman,) = files["belfast"]["police-complaint"]["to"]
    assert "phone" not in ombudsman  # its page is still there
    assert [url for url, _ in ombudsman["links"]] == [
        "https://www.nidirect.gov.uk/articles/complaints-about-police"
    ]
    force = files["gateshead"]["police-complaint"]["to"][0]
    assert force["email"]
    assert force["notes"][-1].startswith("On 3 November 2026 we could not find ")
    for area, letters in files.items():
        for letter, known in letters.items():
            for to in known["to"]:
                there = {"phone", "email", "links", "typed"} & set(to)
                assert there, (area, letter, to)


@pytest.mark.parametrize(
    ("area", "letter", "name"),
    [
        ("stockport", "case-review", "ASB case reviews, Stockport Metropolitan Borough Council"),
        ("stockport", "partnership", "One Stockport Safety Partnership"),
        ("cardiff", "case-review", "ASB case review in South Wales"),
        ("glasgow-city", "partnership", "Community Relations Unit, Glasgow City Council"),
        ("glasgow-city", "hate-crime", "Police Scotland"),
        ("belfast", "partnership", "Belfast Policing and Community Safety Partnership"),
        ("westminster", "police-complaint", "Complaints department, Metropolitan Police"),
    ],
)
def test_examples(area: str, letter: str, name: str) -> None:
    found = files_on("2026-11-28")[area]["letters"][letter]["to"][0]["name"]
    assert found.startswith(name)
