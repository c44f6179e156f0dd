"""What the answer page chooses: first rows, steps, the best contacts, the first sentence."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape

import pytest

from safetyhelp.areas.model import Covers
from safetyhelp.areas.on_a_day import COUNCILS
from safetyhelp.dataset.answers import Answer
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.evidence.seen import Sightings
from safetyhelp.evidence.state import State
from safetyhelp.evidence.vocabulary import Result
from safetyhelp.pages.answer.first_rows import first_rows
from safetyhelp.pages.answer.ladder import ladder
from safetyhelp.pages.answer.page import told
from safetyhelp.pages.ways import Foremost, foremost, is_meant_for
from safetyhelp.pages.words import first_sentence
from safetyhelp.records.model import Contact, Record, Seen
from tests.conftest import TODAY, BuiltSite
from tests.links import seen
from tests.site.conftest import AnswerPages

NOTHING_SEEN = Sightings(State())
PHONE = Contact(purpose="Phone", phone="0161 496 0000", source="https://x.uk/a", seen=Seen(None))
OTHER = replace(PHONE, purpose="Other town", phone="0161 496 0001", source="https://x.uk/b")
TEXT = replace(PHONE, purpose="Text", phone="", text_phone="61016", source="https://x.uk/c")
EMAIL = replace(PHONE, purpose="Write", phone="", email="team@x.uk", source="https://x.uk/d")
PAGE = replace(PHONE, purpose="Read", phone="", url="https://x.uk/", source="https://x.uk/e")


@pytest.fixture
def answer_of(real: Dataset) -> Callable[[str], Answer]:
    directory = real.directory
    return lambda council: directory.answer(directory.map.geography.councils[council])


@pytest.fixture
def record(real: Dataset) -> Record:
    return next(r for r in real.directory.records if r.id == "stockport-mind")


@pytest.mark.parametrize(
    ("text", "first", "rest"),
    [
        ("One. Two. Three.", "One.", "Two. Three."),
        ("One", "One", ""),
        ("", "", ""),
        ("Open 9.30 a.m. to 5 p.m. on weekdays.", "Open 9.30 a.m. to 5 p.m. on weekdays.", ""),
        ("Is it you? “Yes.” Go on!", "Is it you?", "“Yes.” Go on!"),
        ("Phone 101. 999 is for danger.", "Phone 101.", "999 is for danger."),
    ],
)
def test_the_first_sentence(text: str, first: str, rest: str) -> None:
    assert first_sentence(text) == (first, rest)


@pytest.fixture
def shown(real: Dataset) -> Callable[..., Foremost]:
    """Return the choice of contacts for people of Stockport."""
    areas = real.directory.map
    council = areas.geography.councils["stockport"]

    def foremost_of(record: Record, sightings: Sightings = NOTHING_SEEN) -> Foremost:
        return foremost(record, council, areas, sightings)

    return foremost_of


@pytest.mark.parametrize(
    ("contacts", "first"),
    [
        ((PAGE, EMAIL, PHONE, OTHER, TEXT), (PHONE, OTHER, TEXT)),
        ((PAGE, EMAIL, PHONE), (PHONE,)),
        ((PAGE, EMAIL), (EMAIL,)),
        ((PAGE, replace(PAGE, url="https://x.uk/2")), (PAGE,)),
        ((), ()),
    ],
)
def test_all_numbers_are_first_else_one_address_else_one_page(
    record: Record,
    shown: Callable[..., Foremost],
    contacts: tuple[Contact, ...],
    first: tuple[Contact, ...],
) -> None:
    found = shown(replace(record, contacts=contacts))
    assert found.first == first
    assert sorted(found.first + found.others, key=contacts.index) == list(contacts)
    assert found.named is (len(first) > 1)


def test_a_number_of_the_town_next_door_gives_way_and_never_stands_without_its_name(
    record: Record, shown: Callable[..., Foremost]
) -> None:
    both = Covers(COUNCILS, ("stockport", "trafford"))
    next_door = replace(PHONE, purpose="Phone the team in Trafford", phone="0161 496 0002")
    ours = replace(PAGE, purpose="Read the page of Stockport")
    two = shown(replace(record, covers=both, contacts=(next_door, ours)))
    assert (two.first, two.others, two.named) == ((ours,), (next_door,), False)
    one = shown(replace(record, covers=both, contacts=(next_door,)))
    assert (one.first, one.others, one.named) == ((next_door,), (), True)


def test_a_number_that_was_not_found_again_gives_way(
    record: Record, shown: Callable[..., Foremost]
) -> None:
    lost = replace(record, contacts=(PHONE,))
    sightings = Sightings(seen.everything((lost,), TODAY, Result.MISSING))
    both = shown(replace(record, contacts=(PHONE, EMAIL)), sightings)
    assert (both.first, both.others) == ((EMAIL,), (PHONE,))
    alone = shown(lost, sightings)
    assert (alone.first, alone.others, alone.named) == ((PHONE,), (), False)


@pytest.mark.parametrize("council", ["luton", "south-kesteven", "south-hams"])
def test_where_all_contacts_are_for_other_councils_the_own_one_stands_with_them(
    site: BuiltSite, real: Dataset, council: str
) -> None:
    html = site.page(f"areas/{council}/")
    areas = real.directory.map
    answer = real.directory.answer(areas.geography.councils[council])
    (record,) = (
        each
        for kind in ("asb-case-reviews", "partnerships")
        for each in answer.of_kind(kind)
        if foremost(each, answer.council, areas, NOTHING_SEEN).elsewhere
    )
    (card,) = re.findall(
        rf'<article class="card">\s*<h3><a href="[^"]*/{record.kind}/{record.id}/">.*?</article>',
        html,
        re.DOTALL,
    )
    assert f'>The council: <a href="{answer.council.homepage}">' in card


def test_every_page_says_where_a_complaint_about_the_police_goes_first(
    answer_pages: AnswerPages,
) -> None:
    for council, html in answer_pages:
        step = html.partition('<li id="complain">')[2].partition("</li><li><h3>Ask your")[0]
        first, again, _ = step.partition("<summary>Not happy with the answer?</summary>")
        assert step
        assert bool(again) is (council.nation != "northern-ireland"), council.id
        assert re.search(r'href="(?:tel|mailto|https?):', first), council.id


@pytest.mark.parametrize(
    ("council", "other"),
    [
        ("bedford", "Ask for an ASB case review in Central Bedfordshire"),
        ("lincoln", "Ask for an ASB case review in Boston"),
        ("ipswich", "Ask for an ASB case review in Babergh"),
    ],
)
def test_the_steps_open_with_the_contact_of_the_council_itself(
    site: BuiltSite, council: str, other: str
) -> None:
    html = site.page(f"areas/{council}/")
    step = html.partition('<li id="asb-case-review">')[2].partition('<li id="complain">')[0]
    assert "<a " in step
    assert other not in step
    assert other in html


def test_no_open_number_of_another_council_stands_without_its_name(
    answer_pages: AnswerPages, real: Dataset
) -> None:
    areas, looked = real.directory.map, 0
    for council, page in answer_pages:
        html = unescape(page)
        for record in real.directory.answer(council).records:
            for contact in record.contacts:
                if contact.phone and not is_meant_for(contact, record, council, areas):
                    looked += 1
                    number = f'">{contact.phone}</a></p>'
                    for before in html.split(number)[:-1]:
                        assert before.rfind(contact.purpose) > before.rfind("<article"), (
                            council.id,
                            contact.purpose,
                        )
    assert looked > 10


def test_an_open_card_says_one_sentence_of_a_local_service(real: Dataset, record: Record) -> None:
    two = replace(record, summary="A charity. It takes reports.")
    assert told(two) == ("A charity.", "It takes reports.")
    nation = next(r for r in real.directory.records if r.id == "victim-support-england-and-wales")
    assert told(nation) == ("", nation.summary)
    body = next(r for r in real.directory.records if r.kind == "partnerships")
    assert told(body) == ("", body.summary)


@pytest.mark.parametrize(
    ("council", "complain", "again", "safeguarding"),
    [
        ("stockport", "police-force-complaint", "independent-office-for-police-conduct",
         "council-adult-safeguarding"),
        ("cardiff", "police-force-complaint", "independent-office-for-police-conduct",
         "council-adult-safeguarding-wales"),
        ("glasgow-city", "", "pirc", "council-adult-support-and-protection"),
        ("belfast", "police-ombudsman-ni", "", "adult-protection-gateway-teams-ni"),
    ],
)  # fmt: skip
def test_the_steps_of_each_nation(
    answer_of: Callable[[str], Answer], council: str, complain: str, again: str, safeguarding: str
) -> None:
    steps = ladder(answer_of(council))
    assert (steps.complain.id if steps.complain else "") == complain
    assert (steps.complain_again.id if steps.complain_again else "") == again
    assert steps.safeguarding
    assert steps.safeguarding.id == safeguarding
    assert steps.elected
    assert steps.elected.id == "councillor-or-member"
    assert steps.has_review is (council in ("stockport", "cardiff"))
    named = {steps.complain, steps.complain_again, steps.elected}
    assert not named & {*steps.others}
    assert steps.others


def test_the_nearest_case_review_stands_open_and_a_wider_one_is_folded(
    answer_of: Callable[[str], Answer],
) -> None:
    steps = ladder(answer_of("nuneaton-and-bedworth"))
    assert [each.id for each in steps.reviews] == ["nuneaton-and-bedworth"]
    assert [each.id for each in steps.more_reviews] == ["warwickshire"]
    steps = ladder(answer_of("stockport"))
    assert steps.reviews == steps.more_reviews == ()
    assert steps.review_guide
    assert steps.review_guide.id == "england-and-wales"


def test_the_first_rows_name_the_force_with_101_and_its_page(
    real: Dataset, answer_of: Callable[[str], Answer]
) -> None:
    rows = first_rows(answer_of("pendle"), real.directory.map, NOTHING_SEEN)
    assert (rows.report.name, rows.report.phone) == ("Lancashire Constabulary", "101")
    assert rows.report.url.startswith("https://lancashire.police.uk/")
    assert rows.talk
    assert rows.at_home
    assert [way.name for way in rows.councils][1:] == ["Lancashire County Council"]
