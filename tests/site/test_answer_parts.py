"""What the answer page chooses: first rows, steps, the best contacts, the first sentence."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from safetyhelp.dataset.answers import Answer
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.evidence.seen import Sightings
from safetyhelp.evidence.state import State
from safetyhelp.evidence.vocabulary import Result
from safetyhelp.pages.answer.first_rows import first_rows
from safetyhelp.pages.answer.ladder import ladder
from safetyhelp.pages.answer.page import told
from safetyhelp.pages.ways import foremost
from safetyhelp.pages.words import first_sentence
from safetyhelp.records.model import Contact, Record, Seen
from tests.conftest import TODAY
from tests.links import seen

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


@pytest.mark.parametrize(
    ("contacts", "best"),
    [
        ((PAGE, EMAIL, PHONE, OTHER, TEXT), (PHONE, OTHER, TEXT)),
        ((PAGE, EMAIL), (EMAIL,)),
        ((PAGE, replace(PAGE, url="https://x.uk/2")), (PAGE,)),
        ((), ()),
    ],
)
def test_all_numbers_are_first_else_one_address_else_one_page(
    record: Record, contacts: tuple[Contact, ...], best: tuple[Contact, ...]
) -> None:
    found, rest = foremost(replace(record, contacts=contacts), NOTHING_SEEN)
    assert found == best
    assert sorted(found + rest, key=contacts.index) == list(contacts)


def test_a_number_that_was_not_found_again_gives_way(record: Record) -> None:
    lost = replace(record, contacts=(PHONE,))
    sightings = Sightings(seen.everything((lost,), TODAY, Result.MISSING))
    both = replace(record, contacts=(PHONE, EMAIL))
    assert foremost(both, sightings) == ((EMAIL,), (PHONE,))
    assert foremost(lost, sightings) == ((PHONE,), ())


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
