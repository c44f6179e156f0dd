"""The rule for a case review and the time limits of complaints: each number is the record's."""

import re
from dataclasses import replace

import pytest

from safetyhelp.dataset.answers import Directory
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.pages.easy_read.page import easy_read_page
from safetyhelp.pages.easy_read.rule import EasyRule, easy_rule
from safetyhelp.pages.easy_read.words import easy_limit
from safetyhelp.pages.templates import Renderer
from safetyhelp.pages.words import LAW
from safetyhelp.paths import ROOT
from safetyhelp.records import kinds
from safetyhelp.records.model import AsbCaseReview, ComplaintBody, Threshold
from tests.dataset import made_up
from tests.easy_read.reading import Idea, Page, read, split

TEMPLATE = ROOT / "scripts" / "safetyhelp" / "pages" / "templates" / "easy_read.j2"
OF_THE_COUNTRY = {"999", "101", "55"}
"""The numbers that a template may hold: two of the police, and what to press on a silent call."""

THREE = replace(LAW, within_months=None, reported_within_months=None)
ONE_FOR_HATE = replace(THREE, reports=1, about="hate-crime")
UNKNOWN = easy_rule(None)


def _said(rule: EasyRule) -> list[str]:
    return [*rule.for_hate_crime, *rule.others, *rule.clocks]


def _rule_of(page: Page) -> Idea:
    return next(idea for idea in page.ideas if "calendar.svg" in idea.pictures[0])


def _numbers(text: str) -> set[int]:
    return {int(number) for number in re.findall(r"\d+", re.sub(r"\b(?:101|999)\b", "", text))}


def _stated(rules: list[Threshold | None]) -> set[int]:
    """Return every number that these rules state, and those of the law for what they leave open."""
    found: set[int | None] = set()
    for rule in rules:
        ways = rule.any_of if rule and rule.any_of else (LAW,)
        for way in ways:
            found |= {way.reports, way.people}
            found.add(way.within_months or LAW.within_months)
            found.add(way.reported_within_months or LAW.reported_within_months)
    return {number for number in found if number}


def test_the_rule_of_each_area_is_the_one_of_its_record(
    real: Dataset, areas: dict[str, Page]
) -> None:
    asked = fewer = 0
    for council in real.directory.map.councils:
        part = real.directory.answer(council).part(kinds.ASB_CASE_REVIEWS)
        if not part.applies:
            continue
        asked += 1
        details = [r.details for r in part.records if isinstance(r.details, AsbCaseReview)]
        rules = [each.threshold for each in details] or [None]
        idea = _rule_of(areas[council.id])
        assert _numbers(idea.text) <= _stated(rules), council.id
        lines = split(idea.text)
        known = [rule for rule in rules if rule]
        assert ("We do not know the rule here." in lines) == (not known), council.id
        if len(rules) > 1:
            continue
        for way in known[0].any_of if known else (LAW,):
            if way.reports and not way.people:
                times = "1 time" if way.reports == 1 else f"{way.reports} times"
                assert f"told them {times}." in idea.text, council.id
            elif way.people:
                assert f"{way.people} people told them" in idea.text, council.id
        hate = known[0].hate_crime if known else ""
        fewer += hate == "fewer-reports"
        assert ("hate crime" in lines[0]) == (hate in _APART), council.id
        if hate == "excluded":
            assert "You cannot ask for it after a hate crime here." in lines
            assert "For a hate crime, phone 101" in lines
    assert asked > 300
    assert fewer > 50


_APART = ("fewer-reports", "own-route", "excluded")


def test_the_two_clocks_stand_wherever_a_rule_stands(real: Dataset, areas: dict[str, Page]) -> None:
    looked_at = 0
    for council in real.directory.map.councils:
        if real.directory.answer(council).part(kinds.ASB_CASE_REVIEWS).applies:
            text = _rule_of(areas[council.id]).text
            assert re.search(r"Tell them each time within \d+ months?\b", text), council.id
            assert re.search(r"Then ask within \d+ months?\b", text), council.id
            looked_at += 1
    assert looked_at > 300


def test_the_template_has_no_number_of_its_own() -> None:
    text = re.sub(r"<[^>]*>|\{#.*?#\}", " ", TEMPLATE.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r"\[\d\]", "", text)  # the first of a list
    assert set(re.findall(r"\d+", text)) == OF_THE_COUNTRY
    words = r"one|once|two|twice|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    assert re.findall(rf"\b(?:{words}|month|months|days|year|years)\b", text) == []


def test_the_law_is_said_where_no_rule_is_known() -> None:
    assert not UNKNOWN.known
    assert _said(UNKNOWN) == [
        "You can ask when you told them 3 times.",
        "Tell them each time within 1 month.",
        "Then ask within 6 months.",
    ]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            made_up.rule(THREE, ONE_FOR_HATE, hate_crime="fewer-reports"),
            [
                "For hate crime, you can ask when you told them 1 time.",
                "For other things, when you told them 3 times.",
                "Tell them each time within 1 month.",
                "Then ask within 6 months.",
            ],
        ),
        (
            made_up.rule(
                replace(THREE, no_action=True),
                replace(THREE, reports=None, people=5, no_action=True),
                replace(THREE, reports=4, people=2, no_action=True),
            ),
            [
                "You can ask when you told them 3 times.",
                "Or when 5 people told them.",
                "Or when 2 people told them 4 times.",
                "And they did not do enough.",
                "Tell them each time within 1 month.",
                "Then ask within 6 months.",
            ],
        ),
        (
            made_up.rule(
                replace(THREE, reports=2, within_months=12, reported_within_months=2),
                replace(ONE_FOR_HATE, within_months=4, reported_within_months=3, no_action=True),
                hate_crime="fewer-reports",
            ),
            [
                "For hate crime, you can ask when you told them 1 time.",
                "And they did not do enough.",
                "For other things, when you told them 2 times.",
                "Tell them each time within 3 months for hate crime.",
                "For other things, within 2 months.",
                "Then ask within 4 months for hate crime.",
                "For other things, within 12 months.",
            ],
        ),
        (
            made_up.rule(THREE, replace(THREE, people=3, no_action=True), hate_crime="excluded"),
            [
                "For other things, you can ask when you told them 3 times.",
                "Or when 3 people told them.",
                "Tell them each time within 1 month.",
                "Then ask within 6 months.",
            ],
        ),
    ],
)
def test_a_rule_in_short_sentences(rule: Threshold, said: list[str]) -> None:
    assert _said(easy_rule(rule)) == said


def test_a_rule_with_a_caution_or_that_is_gone_may_have_changed() -> None:
    rule = made_up.rule(THREE)
    assert not easy_rule(rule).may_have_changed
    assert easy_rule(replace(rule, caution="Ask.")).may_have_changed
    assert easy_rule(rule, may_have_changed=True).may_have_changed


def _page(real: Dataset, renderer: Renderer, council: str, *rules: Threshold) -> Page:
    """Return the page of a council whose case reviews have these rules."""
    found = real.directory.map.geography.councils[council]
    reviews = real.directory.answer(found).part(kinds.ASB_CASE_REVIEWS).records
    own = [
        replace(reviews[0], id=f"rule-{n}", details=AsbCaseReview(threshold=rule))
        for n, rule in enumerate(rules)
    ]
    others = [r for r in real.directory.records if r not in reviews]
    areas = real.directory.map
    answer = Directory(areas, (*others, *own), ()).answer(found)
    return read(easy_read_page(answer, areas, renderer)[1])


def test_hate_crime_with_a_way_of_its_own_comes_first(real: Dataset, renderer: Renderer) -> None:
    own_route = made_up.rule(THREE, hate_crime="own-route")
    lines = split(_rule_of(_page(real, renderer, "stockport", own_route)).text)
    assert lines[:3] == [
        "Hate crime has a way of its own here.",
        "To ask about it, phone 101",
        "For other things, you can ask when you told them 3 times.",
    ]


def test_a_rule_without_numbers_and_several_rules_lead_to_the_full_page(
    real: Dataset, renderer: Renderer
) -> None:
    vague = _page(real, renderer, "stockport", made_up.rule())
    assert ("../#asb-case-review", "Read the rule here") in vague.links
    two = _page(real, renderer, "stockport", made_up.rule(THREE), made_up.rule(LAW, ONE_FOR_HATE))
    assert "There are several rules here." in split(_rule_of(two).text)
    assert ("../#asb-case-review", "Read the rules here") in two.links


def test_the_time_limits_of_complaints_are_those_of_the_records(
    real: Dataset, areas: dict[str, Page]
) -> None:
    stated = {
        sentence
        for record in real.directory.records
        if isinstance(record.details, ComplaintBody)
        for sentence in easy_limit(record.details.time_limit)
    }
    assert stated
    for council, page in areas.items():
        ideas = "\n".join(idea.text for idea in page.ideas)
        complaint = ideas[ideas.index("You can make a complaint about the police.") :]
        limits = [
            line
            for line in split(complaint)
            if re.search(r"\d+ (?:days|months)|\byear\b|time limit", line)
        ]
        assert limits, council
        assert set(limits) <= stated, council


def test_a_complaint_goes_first_where_the_law_sends_it(
    real: Dataset, areas: dict[str, Page]
) -> None:
    for council in real.directory.map.councils:
        lines = [line for idea in areas[council.id].ideas for line in split(idea.text)]
        not_police = council.nation == "northern-ireland"
        assert ("Send it here." in lines) == not_police, council.id
        assert ("Send it to the police first." in lines) != not_police, council.id
        assert ("You do not like their answer?" in lines) != not_police, council.id
        railway = [line for line in lines if "British Transport Police" in line]
        assert railway == [], council.id


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ()),
        ("Complain soon. Ask within 28 days.", ("Complain soon.", "Ask within 28 days.")),
        (f"Ask{' now' * 14}.", (f"Ask{' now' * 14}.",)),
        (f"Ask{' now' * 15}.", ("There is a time limit. Do not wait too long.",)),
    ],
)
def test_a_time_limit_is_said_when_it_is_short(text: str, said: tuple[str, ...]) -> None:
    assert easy_limit(text) == said
