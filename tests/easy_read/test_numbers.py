"""Numbers on an Easy Read page are those of the full page, for this council, with their doubts."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from safetyhelp.areas.model import Covers
from safetyhelp.areas.on_a_day import COUNCILS, POLICE_AREAS
from safetyhelp.checks.referrals import referrals
from safetyhelp.dataset.answers import Directory
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.evidence.seen import Outcome, Sighting, Sightings
from safetyhelp.pages.easy_read.page import easy_read_page
from safetyhelp.pages.easy_read.words import plain_name
from safetyhelp.pages.templates import Renderer, make_renderer
from safetyhelp.records import kinds
from safetyhelp.records.model import (
    Confirmation,
    Contact,
    Details,
    Partnership,
    Record,
    Reporting,
    RjProvider,
    Seen,
)
from tests.conftest import BuiltSite
from tests.dataset.made_up import DETAILS, record
from tests.easy_read.reading import Page, read, split

HERE = Covers(COUNCILS, ("bedford",))
BOTH = Covers(POLICE_AREAS, ("bedfordshire",))
UNCHECKED = "We have not checked all its numbers and websites yet."


def _contact(phone: str, purpose: str = "Get help", **parts: object) -> Contact:
    contact = Contact(purpose=purpose, phone=phone, source="https://example.org/", seen=Seen(None))
    return replace(contact, **parts)  # type: ignore[arg-type]


def _record(
    kind: str, details: Details, *contacts: Contact, covers: Covers = HERE, **parts: object
) -> Record:
    named = {"name": "Made Up Service", **parts}
    return record("made-up", covers, kind, details=details, contacts=contacts, **named)


VICTIM_SERVICE = DETAILS[kinds.VICTIM_SERVICES]
REVIEW = DETAILS[kinds.ASB_CASE_REVIEWS]
REPORTING = Reporting(takes=("antisocial-behaviour",), run_by="council")
PARTNERSHIP = Partnership(role="statutory")
RJ = RjProvider(
    run_by="charity", self_referral="yes", takes_hate_crime="yes", takes_antisocial_behaviour="yes"
)


class Bedford:
    """Makes the Easy Read page of Bedford from a handful of records."""

    def __init__(self, real: Dataset, renderer: Renderer) -> None:
        self.map = real.directory.map
        self.renderer = renderer

    def page(self, *records: Record) -> Page:
        council = self.map.geography.councils["bedford"]
        directory = Directory(self.map, records, ())
        return read(easy_read_page(directory.answer(council), self.map, self.renderer)[1])


@pytest.fixture
def bedford(real: Dataset, renderer: Renderer) -> Bedford:
    return Bedford(real, renderer)


def _lines(page: Page) -> list[str]:
    return [line for idea in page.ideas for line in split(idea.text)]


def test_all_numbers_stand_on_the_full_page(site: BuiltSite, areas: dict[str, Page]) -> None:
    full = {Path(path).stem: text for path, text in site.generated("areas/*.md").items()}
    for council, page in areas.items():
        assert {"tel:999", "tel:101"} <= set(page.phones()), council
        for href, shown in page.links:
            if href.startswith("tel:"):
                assert href == "tel:" + shown.replace(" ", "")
                assert f'href="{href}">{shown}</a>' in full[council], (council, shown)
            elif href.startswith("mailto:"):
                assert href in full[council], (council, href)


def test_every_area_has_a_victim_service_to_talk_to(areas: dict[str, Page]) -> None:
    for council, page in areas.items():
        rows = [idea for idea in page.ideas if "They listen and help after a crime." in idea.text]
        assert len(rows) == 1, council
        assert "Samaritans" not in "".join(idea.text for idea in page.ideas), council


def test_every_area_has_a_line_for_abuse_at_home(real: Dataset, areas: dict[str, Page]) -> None:
    lines = set()
    for council in real.directory.map.councils:
        idea = next(i for i in areas[council.id].ideas if "hurt you at home?" in i.text)
        name = idea.text.partition("‹")[2].partition("›")[0]
        services = real.directory.answer(council).of_kind(kinds.VICTIM_SERVICES)
        records = [each for each in services if plain_name(each.name) == name]
        assert len(records) == 1, council.id
        assert "domestic-abuse" in getattr(records[0].details, "helps_with", ()), council.id
        assert any(contact.phone in idea.text for contact in records[0].contacts), council.id
        lines.add((council.nation, name))
    assert len(lines) == 4
    assert all("Men" not in name for _, name in lines)


def test_relay_says_where_it_works_and_what_restorative_justice_needs(
    areas: dict[str, Page],
) -> None:
    for council, page in areas.items():
        lines = _lines(page)
        relay = lines.index("Type to 18001 101")
        assert lines[relay + 1] == "It only works in the Relay UK app or on a textphone.", council
        assert not any("18001" in href for href, _ in page.links), council
        for needed in (
            "It can be a letter.",
            "You must both agree.",
            "The other person must say they did it.",
            "You can say no at any time.",
        ):
            assert needed in lines, council


def test_no_sentence_sends_people_to_somebody_without_a_way(
    area_sources: dict[str, str],
) -> None:
    """Where a row tells the reader to get in touch, a number, an address or a link is in it."""
    looked_at = 0
    for council, source in area_sources.items():
        for row in source.split("<p>")[1:]:
            row = row.partition("</p>")[0]
            if referrals(" ".join(re.sub(r"<[^>]*>", "", row).split())):
                looked_at += 1
                assert "<a " in row or "999" in row, (council, row)
    assert looked_at > 361


def test_what_does_not_exist_in_a_nation_is_not_on_its_pages(
    real: Dataset, areas: dict[str, Page]
) -> None:
    for council in real.directory.map.councils:
        text = "\n".join(areas[council.id].sentences()).lower()
        elsewhere = council.nation in ("scotland", "northern-ireland")
        assert ("case review" not in text) == elsewhere, council.id
        assert ("guides/asb-case-review" not in str(areas[council.id].links)) == elsewhere
        if council.nation == "scotland":
            assert "there is a partnership here" not in text, council.id
            assert "mencap" not in text
            assert "why me?" not in text
        if council.nation == "northern-ireland":
            assert "send it to the police first" not in text, council.id


def test_doubt_is_said_once_and_not_beside_a_number(bedford: Bedford) -> None:
    service = _record(kinds.VICTIM_SERVICES, VICTIM_SERVICE, _contact("0800 111 222"))
    page = bedford.page(service)
    assert "tel:0800111222" in page.phones()
    assert page.sentences().count(UNCHECKED) == 1
    assert not any("checked" in line for line in _lines(page))


def test_what_was_confirmed_takes_no_doubt(bedford: Bedford, renderer: Renderer) -> None:
    confirmed = _contact("0800 111 222", confirmation=Confirmation(day=date(2026, 11, 1)))
    service = _record(kinds.VICTIM_SERVICES, VICTIM_SERVICE, confirmed)
    assert UNCHECKED in bedford.page(service).sentences()  # the website of the council
    council = replace(bedford.map.geography.councils["bedford"], homepage="")
    answer = Directory(bedford.map, (service,), ()).answer(council)
    assert UNCHECKED not in read(easy_read_page(answer, bedford.map, renderer)[1]).sentences()


def test_a_number_that_is_gone_from_its_source_says_so_beside_it(real: Dataset) -> None:
    contact = _contact("0800 111 222")
    service = _record(kinds.VICTIM_SERVICES, VICTIM_SERVICE, contact)
    lost = Sighting(Outcome.MISSING, date(2026, 5, 3))
    renderer = make_renderer(real.directory.map, sightings=Always(lost))
    page = Bedford(real, renderer).page(service)
    row = next(idea for idea in page.ideas if "0800 111 222" in idea.text)
    assert "We could not find this number again on 3 May 2026." in split(row.text)
    for phone in ("999", "101", "18001 101"):
        national = replace(service, contacts=(replace(contact, phone=phone),))
        assert "We could not find" not in str(Bedford(real, renderer).page(national).ideas)


class Always(Sightings):
    """Has seen the same of each contact."""

    def __init__(self, sighting: Sighting) -> None:
        super().__init__()
        self.sighting = sighting

    def of(self, contact: Contact) -> Sighting:
        """Return the one sighting."""
        return self.sighting


def test_nobody_is_made_to_doubt_a_number(areas: dict[str, Page]) -> None:
    for council, page in areas.items():
        for idea in page.ideas:
            assert "confirmed" not in idea.text, council
            assert "checked" not in idea.text, council


def test_a_number_for_the_town_next_door_is_not_shown(bedford: Bedford) -> None:
    next_door = _contact("0300 300 8301", "Ask for an ASB case review in Central Bedfordshire")
    review = _record(kinds.ASB_CASE_REVIEWS, REVIEW, next_door, covers=BOTH)
    assert "tel:03003008301" not in bedford.page(review).phones()
    assert "To ask, phone 101" in _lines(bedford.page(review))
    ours = replace(next_door, purpose="Ask for an ASB case review in Bedford")
    assert "tel:03003008301" in bedford.page(replace(review, contacts=(ours,))).phones()


def test_a_number_for_relay_uk_stays_away_beside_an_address(bedford: Bedford) -> None:
    """On an ordinary phone it does nothing. The address in the same contact is shown."""
    both = _contact("18001 0800 111 222", email="help@example.org.uk")
    page = bedford.page(_record(kinds.VICTIM_SERVICES, VICTIM_SERVICE, both))
    assert "E-mail: help@example.org.uk" in _lines(page)
    assert not any("18001" in phone for phone in page.phones())


def test_a_number_for_tenants_only_is_not_shown_to_everybody(bedford: Bedford) -> None:
    office = _record(kinds.REPORTING, REPORTING, _contact("01234 111 222", "Report it"))
    assert "tel:01234111222" in bedford.page(office).phones()
    for_tenants = _contact("01234 111 222", "Report it, if you are a council tenant")
    assert "tel:01234111222" not in bedford.page(replace(office, contacts=(for_tenants,))).phones()
    doubtful = replace(office, caution="This is only for some people.")
    assert "tel:01234111222" not in bedford.page(doubtful).phones()


def test_a_doubt_about_a_record_is_said(bedford: Bedford) -> None:
    service = _record(kinds.VICTIM_SERVICES, VICTIM_SERVICE, _contact("0800 111 222"))
    assert "This may have changed." not in _lines(bedford.page(service))
    old = replace(service, caution="This page is old.")
    assert "This may have changed." in _lines(bedford.page(old))


def test_a_service_that_cannot_be_reached_is_named_with_somebody_else_to_ask(
    bedford: Bedford,
) -> None:
    here = _record(kinds.RJ_PROVIDERS, RJ, name="Local Justice")
    charity = _record(
        kinds.RJ_PROVIDERS,
        RJ,
        _contact("0800 333 444"),
        id="charity",
        name="Good Charity",
        covers=Covers("nations", ("england",)),
    )
    lines = _lines(bedford.page(here, charity))
    assert lines.index("‹Local Justice›") < lines.index("We do not know how to reach it yet.")
    assert "‹Good Charity›" in lines
    reached = replace(here, contacts=(_contact("0800 555 666"),))
    page = bedford.page(reached, charity)
    assert "tel:0800555666" in page.phones()
    assert "‹Good Charity›" not in _lines(page)


def test_a_name_nobody_is_sure_of_says_so(bedford: Bedford) -> None:
    group = _record(kinds.PARTNERSHIPS, PARTNERSHIP, name="Safer Bedford")
    assert "We are not sure of this name." not in _lines(bedford.page(group))
    unsure = replace(group, details=replace(PARTNERSHIP, name_unconfirmed=True))
    assert "We are not sure of this name." in _lines(bedford.page(unsure))


def test_without_any_record_the_page_still_says_what_to_do(bedford: Bedford) -> None:
    lines = _lines(bedford.page())
    assert "We do not know its name yet." in lines
    assert "To ask, phone 101" in lines
    assert "There may be no service near you yet." in lines
    assert set(bedford.page().phones()) == {"tel:999", "tel:101"}


def test_markup_in_a_name_is_shown_as_text(bedford: Bedford, renderer: Renderer) -> None:
    evil = _record(
        kinds.VICTIM_SERVICES, VICTIM_SERVICE, _contact("0800 111 222"), name="<img src=x> Help"
    )
    page = bedford.page(evil)
    assert "‹<img src=x> Help›" in _lines(page)
    assert "x" not in [image.get("src") for image in page.images]
