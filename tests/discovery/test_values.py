"""What is read from a page: numbers, addresses, names, dates; and whose they are not."""

from dataclasses import replace
from datetime import date

import pytest

from safetyhelp.dataset.wanted import (
    ASB_REPORT,
    CASE_REVIEW,
    COMPLAINTS,
    EMAIL,
    PARTNERSHIP,
    PHONE,
    THRESHOLD,
    VICTIM_SERVICE,
)
from safetyhelp.discovery.addresses import Ground
from safetyhelp.discovery.bodies import Body, Foreign
from safetyhelp.discovery.scoring import Seen
from safetyhelp.discovery.values import (
    date_shown,
    furniture_of,
    name_on,
    rule_in_words,
    rule_of,
    values_on,
    ways_to_apply,
)
from safetyhelp.linkcheck.page.html import read_html
from safetyhelp.records.contacts import key_of
from safetyhelp.records.model import Alternative
from tests.discovery import test_scoring

TODAY = date(2026, 11, 28)
FOREIGN = Foreign(
    frozenset({key_of("phone", "0121 200 1777"), key_of("phone", "0114 200 5001")}),
    frozenset({key_of("phone", "0114 200 5001")}),
    frozenset({key_of("email", "asb@holdout.gov.uk")}),
)
BODY = replace(test_scoring.BODY, foreign=FOREIGN)
POLICE = replace(
    BODY, key="police_areas/holdout force", names=("Holdout Police",),
    ground=Ground(frozenset({"holdout.police.uk"}), name="Holdout Police"),
)  # fmt: skip
HOME = read_html("<footer>Main switchboard: 0161 200 3000, info@holdout.gov.uk</footer>")


def page(body: str, heading: str = "Community trigger", title: str = "") -> Seen:
    text = f"<title>{title or heading}</title><h1>{heading}</h1>{body}"
    return Seen("http://www.holdout.gov.uk/x", read_html(text), "", False, BODY.names)


def proposed(body: str, what: str, topic: str = CASE_REVIEW, of: Body = BODY) -> list[str]:
    values = values_on(topic, page(body), of, furniture_of(HOME))
    return [value.value for value in values if value.what == what and not value.against]


TEAM = "0114 200 5001"


@pytest.mark.parametrize(
    "body",
    [
        f"<p>Community safety team: {TEAM}</p>",
        f"<p>Call 101, or the council on {TEAM}</p>",
        f"<p>Phone us:</p><p>Telephone: {TEAM}</p>",
        f"<table><tr><th>Team</th><th>Phone</th></tr><tr><td>ASB team</td><td>{TEAM}</td></table>",
        f"<ul><li>To apply, ring {TEAM}.</li></ul>",
        f"<p>Report it to the police on 101, or to our hate crime team: {TEAM}</p>",
        f"<p>Holdout Council: {TEAM}</p>",
        f"<h2>Contact</h2><p>Community Safety Team</p><p>Telephone: {TEAM}</p>",
        f"<dl><dt>Phone</dt><dd>{TEAM}</dd></dl>",
        f"<p><strong>Community Safety</strong><br>Tel: {TEAM}<br>Monday to Friday</p>",
        f"<p>Noise and anti-social behaviour team: {TEAM}</p>",
        f"<p>Community safety: {TEAM}</p><p>Housing: 0114 200 5002</p><p>Bins: 0114 200 5003</p>",
        f"<p>Community trigger: {TEAM}</p><p>Switchboard: 0161 200 3000</p>",
        f"<p>Main office: 0114 200 5009</p><p>Community safety team: {TEAM}</p>",
        f"<p>ASB team: <a href='tel:01142005001'>{TEAM}</a></p>",
    ],
)
def test_a_number_of_the_team_is_proposed(body: str) -> None:
    assert proposed(body, PHONE) == [TEAM]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (f"<p>Northern Police: {TEAM}</p>", "the police"),
        (f"<p>Elsewhere Borough Council team: {TEAM}</p>", "another council"),
        (f"<p>Fax the team: {TEAM}</p>", "fax"),
        (f"<p>The team's old number was {TEAM}.</p>", "also says"),
        ("<p>Call the team: 07911 200100</p>", "mobile"),
        ("<p>Call the team: 0121 200 1777</p>", "another body's"),
        ("<p>Community safety team: 0161 200 3000</p>", "every page"),
        (f"<h2>Victim Support</h2><p>Telephone: {TEAM}</p>", "somebody else"),
        (f"<p>Citizens Advice team: {TEAM}</p>", "somebody else"),
        (f"<p>Reference {TEAM}</p>", "Nothing beside it"),
        (f"<p>Report a missed bin: {TEAM}</p>", ""),
        (f"<p>Council tax team: {TEAM}</p>", "something else"),
        (f"<p>Housing office: {TEAM}</p>", "something else"),
        (f"<p>Noise team: {TEAM}</p>", "something else"),
        (f"<p>Contact us out of hours: {TEAM}</p>", ""),
        (f"<p>Textphone: {TEAM}</p>", ""),
        (f"<p>East team: {TEAM}</p><p>West team: 0114 200 5002</p>", "several"),
        (f"<p>Team: {TEAM}</p><h2>Elsewhere District Council</h2><p>Call {TEAM}</p>", "another c"),
    ],
)
def test_what_speaks_against_a_number_is_told(body: str, why: str) -> None:
    assert proposed(body, PHONE) == []
    values = values_on(CASE_REVIEW, page(body), BODY, furniture_of(HOME))
    assert any(why in value.against for value in values if value.what == PHONE), values


@pytest.mark.parametrize(
    "body",
    [
        f"<!-- ASB team: {TEAM} -->",
        f"<script>var team = 'ASB team: {TEAM}'</script>",
        f"<p style='display:none'>ASB team: {TEAM}</p>",
        f"<p><del>ASB team: {TEAM}</del></p>",
        f"<template>ASB team: {TEAM}</template>",
        f"<p data-team='{TEAM}' data-x='ASB team'>ASB team</p>",
    ],
)
def test_what_nobody_sees_is_no_value(body: str) -> None:
    assert proposed(body, PHONE) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>E-mail: trigger@holdout.gov.uk</p>", ["trigger@holdout.gov.uk"]),
        ("<a href='mailto:community.safety@holdout.gov.uk'>Write to us</a>",
         ["community.safety@holdout.gov.uk"]),
        ("<p>E-mail: team [at] holdout.gov.uk</p>", ["team@holdout.gov.uk"]),
        ("<p>E-mail: team@safe.holdout.gov.uk</p>", ["team@safe.holdout.gov.uk"]),
        ("<p>E-mail: team@holdout.gov.uk, which is no longer used.</p>", []),
        (
            """<table><tr><th>Team</th><th>Old e-mail</th></tr>
            <tr><td>Safety</td><td>team@holdout.gov.uk</td></tr></table>""",
            [],
        ),
        ("<p>E-mail: team@elsewhere.gov.uk</p>", []),
        ("<p>E-mail: team@holdout.evil.com</p>", []),
        ("<p>E-mail: holdout@gmail.com</p>", []),
        ("<p>E-mail: jane.smith@holdout.gov.uk</p>", []),
        ("<p>E-mail: info@holdout.gov.uk</p>", []),
        ("<p>E-mail: asb@holdout.gov.uk</p>", []),
        ("<p>The police: front.desk@holdout.gov.uk</p>", []),
    ],
)  # fmt: skip
def test_addresses_of_teams_on_the_own_domain(body: str, expected: list[str]) -> None:
    assert proposed(body, EMAIL) == expected


def test_the_police_may_speak_of_the_police() -> None:
    body = f"<p>Complain to the police: {TEAM}, psd@holdout.police.uk</p>"
    assert proposed(body, PHONE, COMPLAINTS, POLICE) == [TEAM]
    assert proposed(body, EMAIL, COMPLAINTS, POLICE) == ["psd@holdout.police.uk"]


def test_a_value_comes_with_its_evidence() -> None:
    body = f"<h2>How to apply</h2><p>ASB team: {TEAM}</p>"
    (value,) = values_on(CASE_REVIEW, page(body), BODY, frozenset())
    assert value.label == "ASB team"
    assert value.headings == ("Community trigger", "How to apply")
    assert value.sentence == f"ASB team: {TEAM}"


def test_rules_are_read_for_reviews_only() -> None:
    body = "<p>Three reports in six months, or one report of hate crime in 6 months.</p>"
    assert proposed(body, THRESHOLD) == ["3 reports 6", "1 reports 6 hate-crime"]
    assert proposed(body, THRESHOLD, ASB_REPORT) == []
    assert proposed("<p>In Elsewhere Council it is 2 reports in 2 months.</p>", THRESHOLD) == []


@pytest.mark.parametrize(
    "way",
    [
        Alternative(reports=3, within_months=6),
        Alternative(people=5, within_months=6),
        Alternative(reports=1, within_months=12, about="hate-crime"),
    ],
)
def test_a_rule_is_kept_as_words(way: Alternative) -> None:
    assert rule_of(rule_in_words(way)) == way


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Last updated: 14 March 2025", "2025-03-14"),
        ("Page last reviewed on Monday, 2nd June 2025", "2025-06-02"),
        ("Updated 1 January 2026", "2026-01-01"),
        ("Updated 3 Sept 2025", "2025-09-03"),
        ("Last updated: Tue 12th October, 2021 @ 15:52", "2021-10-12"),
        ("Last modified 05/03/2024", "2024-03-05"),
        ("Last modified 31.02.2024", "unknown"),
        ("Last updated: 31 February 2025", "unknown"),
        ("Last updated: 1 January 2027", "unknown"),
        ("Published on 1 January 2025", "unknown"),
        ("1 January 2025", "unknown"),
    ],
)
def test_the_date_that_a_page_shows(text: str, shown: str) -> None:
    assert date_shown(read_html(f"<p>{text}</p>"), TODAY) == shown


@pytest.mark.parametrize(
    ("heading", "body", "name"),
    [
        ("Safer Holdout Partnership", "", "Safer Holdout Partnership"),
        ("Community safety", "<p>The Holdout Community Safety Partnership meets.</p>",
         "Holdout Community Safety Partnership"),
        ("Community Safety Partnership", "", ""),
        ("About us", "<p>We work in partnership.</p>", ""),
    ],
)  # fmt: skip
def test_the_name_of_a_partnership(heading: str, body: str, name: str) -> None:
    assert name_on(PARTNERSHIP, page(body, heading)) == name


def test_the_name_of_a_service_is_its_heading() -> None:
    assert name_on(VICTIM_SERVICE, page("", "Holdout Victim Care")) == "Holdout Victim Care"
    assert name_on(VICTIM_SERVICE, page("", "What happens after a crime")) == ""
    assert name_on(CASE_REVIEW, page("", "Community trigger")) == ""


def test_ways_to_apply() -> None:
    assert ways_to_apply(page("<a href='/a'>Fill in the form</a>")) == ("form",)
    assert ways_to_apply(page("<a href='/forms/1'>Apply</a>")) == ("form",)
    assert ways_to_apply(page("<a href='/a'>Apply</a>")) == ()
    assert ways_to_apply(page("<a href='http://['>Apply</a>")) == ()
    assert ways_to_apply(page("<a href='http://form.uk/a'>Apply</a>")) == ()


@pytest.mark.parametrize(
    ("sentence", "rules"),
    [
        ("You told us or the police three or more times in the last six months.", ["3 reports 6"]),
        ("There were 3 complaints in the previous six months.", ["3 reports 6"]),
        ("You wrote on three or more occasions about incidents in the past 6 months.",
         ["3 reports 6"]),
        ("You reported it three times about separate incidents in the last six months.",
         ["3 reports 6"]),
        ("Five individuals in the area complained separately in the last six months.",
         ["5 people 6"]),
        ("At least five households made reports within a six-month period.", ["5 people 6"]),
        ("One hate incident reported in the last six months.", ["1 reports 6 hate-crime"]),
        ("We answer within 10 working days and review 3 cases in June.", []),
        ("A report is made every six months.", []),
    ],
)  # fmt: skip
def test_rules_in_other_words(sentence: str, rules: list[str]) -> None:
    assert proposed(f"<p>{sentence}</p>", THRESHOLD) == rules
