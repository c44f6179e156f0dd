"""What a call costs, the two time limits of a case review, and what restorative justice needs."""

import re

import pytest

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.pages import words
from safetyhelp.pages.answer.ladder import ladder
from safetyhelp.records.contacts import contacts_of
from safetyhelp.records.model import Alternative, AsbCaseReview
from safetyhelp.records.phones import EXTRA, FREE, MOBILE, NORMAL, UNKNOWN, cost_of, is_relay
from tests.conftest import BuiltSite
from tests.dataset.made_up import rule


@pytest.mark.parametrize(
    ("phone", "cost"),
    [
        ("999", FREE),
        ("112", FREE),
        ("101", FREE),
        ("105", FREE),
        ("111", FREE),
        ("18000", FREE),
        ("116 123", FREE),
        ("116 1234", UNKNOWN),
        ("0800 160 1985", FREE),
        ("0800 1111", FREE),
        ("0808 168 9111", FREE),
        ("0300 303 1982", NORMAL),
        ("+44 300 303 1982", NORMAL),
        ("0345 015 4033", NORMAL),
        ("0161 217 6016", NORMAL),
        ("020 7946 0018", NORMAL),
        ("07717 989 025", MOBILE),
        ("0845 123 4567", EXTRA),
        ("0870 123 4567", EXTRA),
        ("0906 123 4567", EXTRA),
        ("18001 101", UNKNOWN),
        ("61016", UNKNOWN),
    ],
)
def test_the_cost_of_a_call_follows_from_how_the_number_starts(phone: str, cost: str) -> None:
    assert cost_of(phone) == cost


def test_what_stands_beside_a_number() -> None:
    assert words.cost("101") == words.cost("0808 168 9111") == " (free)"
    assert words.cost("0300 303 1982") == words.cost("0161 217 6016") == ""
    assert words.cost("07717 989 025") == " (a mobile)"
    assert words.cost("0845 123 4567") == " (costs extra)"


@pytest.mark.parametrize("phone", ["18000", "18001 101", "18001 0161 217 6016"])
def test_numbers_for_relay_uk(phone: str) -> None:
    assert is_relay(phone)
    assert not is_relay(phone.removeprefix("18001 ").replace("18000", "0161 217 6016"))


def test_nothing_says_free_beside_a_number_that_is_not(real: Dataset) -> None:
    looked = 0
    for record in real.directory.records:
        for contact, _ in contacts_of(record):
            if contact.phone:
                looked += 1
                told = f"{contact.hours} {contact.caution}".lower()
                said = re.search(r"\bfree\b(?! advice)", told)
                assert not said or cost_of(contact.phone) == FREE, (record.id, contact.phone)
    assert looked > 100


def _way(within: int | None, reported: int | None) -> Alternative:
    return Alternative(reports=3, within_months=within, reported_within_months=reported)


def test_the_two_time_limits() -> None:
    by_law = (
        "Two time limits, by law unless your area has set others: report each thing within "
        "1 month, and ask within 6 months of your reports."
    )
    assert words.clocks(None) == words.clocks(rule(_way(None, None))) == by_law


def test_what_a_local_rule_says_wins_over_the_law() -> None:
    text = words.clocks(rule(_way(12, 2)))
    assert text == (
        "Two time limits: report each thing within 2 months, and ask within 12 months "
        "of your reports."
    )
    assert "within 12 months" in words.clocks(rule(_way(12, None)))
    assert "within 1 month, and" in words.clocks(rule(_way(12, None)))
    assert "within 6 or 12 months of your" in words.clocks(rule(_way(12, 1), _way(6, 1)))


def test_the_limits_stand_wherever_a_threshold_stands(site: BuiltSite, real: Dataset) -> None:
    """Either in our words, or in those of a local rule that states both."""
    pages, said = site.generated("areas/*.md"), 0
    for council in real.directory.map.councils:
        text = pages[f"areas/{council.id}.md"]
        step = text.partition('<li id="asb-case-review">')[2].partition("</li>\n<li")[0]
        reviews = ladder(real.directory.answer(council)).reviews
        if council.nation not in ("england", "wales"):
            assert not step
            assert "Two time limits" not in text, council.id
            continue
        rules = [getattr(review.details, "threshold", None) for review in reviews]
        if not rules or not all(rule and words.states_both_limits(rule) for rule in rules):
            assert "Two time limits" in step, council.id
            said += 1
    assert said > 100
    records = site.generated("services/asb-case-reviews/*.md")
    reviews_of = [r for r in real.directory.records if isinstance(r.details, AsbCaseReview)]
    assert len(reviews_of) > 100
    for record in reviews_of:
        assert records[f"services/{record.kind}/{record.id}.md"].count("Two time limits") == 1


@pytest.mark.parametrize(
    ("ways", "both"),
    [
        ([(6, 1)], True),
        ([(6, None)], False),
        ([(None, 1)], False),
        ([(6, None), (None, 1)], True),
        ([], False),
    ],
)
def test_a_rule_states_both_limits_or_not(
    ways: list[tuple[int | None, int | None]], both: bool
) -> None:
    assert words.states_both_limits(rule(*(_way(*way) for way in ways))) is both


def test_restorative_justice_says_what_it_needs_wherever_it_is_offered(
    site: BuiltSite, real: Dataset
) -> None:
    needs = "Both sides must agree, and the person who harmed you must accept responsibility."
    assert needs in words.RESTORATIVE_JUSTICE_NEEDS
    pages = site.generated("areas/*.md")
    areas = [f"areas/{council.id}.md" for council in real.directory.map.councils]
    assert [path for path in areas if needs not in pages[path]] == []
    offered = site.generated("services/rj-providers/*.md")
    del offered["services/rj-providers/index.md"]
    assert offered
    assert [path for path, text in offered.items() if needs not in text] == []
