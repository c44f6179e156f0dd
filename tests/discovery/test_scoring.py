"""What counts for a page and against it: each row of the lists, and pages in other words."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from safetyhelp.dataset.wanted import CASE_REVIEW, PARTNERSHIP, TOPIC_TITLES
from safetyhelp.discovery.addresses import Ground
from safetyhelp.discovery.bodies import Body
from safetyhelp.discovery.scoring import (
    PROPOSED,
    SURE,
    WAY,
    Score,
    Seen,
    expected,
    heading_of,
    hope,
    other_council,
    score,
    title_of,
)
from safetyhelp.discovery.sitemaps import addresses_in
from safetyhelp.discovery.values import name_on, rule_in_words, values_on
from safetyhelp.discovery.words import (
    Sign,
    best_name,
    is_on_the_way,
    lookalikes,
    signs,
    words_of_address,
)
from safetyhelp.linkcheck.facts.thresholds import rules_on
from safetyhelp.linkcheck.page.html import read_html
from safetyhelp.linkcheck.page.text import Page, read_plain

NAMES = ("Holdout", "Holdout Council")
BODY = Body(
    "councils/holdout council", "Holdout", NAMES, "http://www.holdout.gov.uk/",
    Ground(frozenset({"holdout.gov.uk"}), name="Holdout"), (),
)  # fmt: skip
PAGES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "pages.yml").read_text(encoding="utf-8")
)


def seen(title: str, heading: str = "", body: str = "", url: str = "", words: str = "") -> Seen:
    text = (
        f"<!doctype html><title>{title} | Holdout Council</title><nav><a href=/>Home</a></nav>"
        f"<main><h1>{heading or title}</h1>{body}</main><footer>Holdout Council</footer>"
    )
    return Seen(url or "http://www.holdout.gov.uk/x/y", read_html(text), words, False, NAMES)


@pytest.mark.parametrize("sign", [*signs(), *lookalikes()], ids=lambda sign: sign.phrase)
def test_each_row_knows_its_phrase_and_not_the_other(sign: Sign) -> None:
    assert sign.pattern.search(sign.phrase)
    assert not sign.pattern.search(sign.fine)
    assert 0 < sign.points <= 100
    assert sign.topic in ("", *TOPIC_TITLES)
    assert sign.where in ("name", "support", "title", "address", "text", "start")


def test_every_topic_has_words_in_two_places() -> None:
    for topic in TOPIC_TITLES:
        assert {sign.where for sign in signs() if sign.topic == topic} == {"name", "support"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["title"])
def test_pages_in_other_words(page: dict[str, Any]) -> None:
    read = seen(page["title"], page["heading"], page["body"])
    proposed = {t: s.points for t in TOPIC_TITLES if (s := score(t, read)).points >= PROPOSED}
    assert set(proposed) == ({page["topic"]} - {""}), proposed
    if "rules" in page:
        assert [rule_in_words(way) for way, _ in rules_on(read.page)] == page["rules"]


def test_the_words_that_counted_are_told() -> None:
    body = "<p>Community trigger: you can ask for a review.</p>"
    url = "http://www.holdout.gov.uk/community-trigger"
    found = score(CASE_REVIEW, seen("Community trigger", "", body, url, "Community trigger form"))
    assert found.words[:4] == (
        "title: Community trigger",
        "heading: Community trigger",
        "address: community trigger",
        "link: Community trigger",
    )
    assert found.confidence == "high"
    news = score(CASE_REVIEW, seen("Community trigger - News", "", body))
    assert "not news (title: News)" in news.words
    assert news.points < 10


def test_a_certain_look_alike_is_never_proposed() -> None:
    body = "<h2>Community trigger</h2>" + "<p>Community trigger: ask for a review</p>" * 9
    url = "http://www.holdout.gov.uk/community-trigger"
    plain = score(CASE_REVIEW, seen("Community trigger", "", body, url, "Community trigger"))
    news = score(CASE_REVIEW, seen("Community trigger news", "", body, url, "Community trigger"))
    assert plain.points > 100
    assert news.points <= 40


@pytest.mark.parametrize(
    ("points", "word"),
    [(SURE, "high"), (SURE - 1, "medium"), (PROPOSED, "medium"), (PROPOSED - 1, "low")],
)
def test_confidence_follows_the_points(points: int, word: str) -> None:
    assert Score(points, ()).confidence == word


def test_a_document_is_named_by_its_first_line_and_comes_behind_a_page() -> None:
    text = "ASB Case Review Procedure\nYou can ask for a review of an ASB case."
    document = Seen("http://x.uk/a.pdf", read_plain(text), "", True, NAMES)
    assert title_of(document) == heading_of(document) == "ASB Case Review Procedure"
    page = Seen("http://x.uk/a", read_plain(text), "", False, NAMES)
    assert score(CASE_REVIEW, page).points - score(CASE_REVIEW, document).points == 15


def test_a_page_that_only_mentions_a_topic_is_not_proposed() -> None:
    body = "<p>Community trigger</p>" * 20 + "<p>You can ask for a review.</p>"
    assert score(CASE_REVIEW, seen("Crime", "Crime and disorder", body)).points < PROPOSED


def test_an_empty_page_has_no_points() -> None:
    assert score(CASE_REVIEW, Seen("http://x.uk/", Page())).points == 0


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Community trigger in Otherby Borough Council", "Otherby Borough Council"),
        ("Contact Holdout Council", ""),
        ("Holdout Borough Council", ""),
        ("your council", ""),
        ("Stratford-on-Avon District Council", "Stratford-on-Avon District Council"),
        ("Town Council", ""),
    ],
)
def test_other_councils_are_known_by_their_names(text: str, other: str) -> None:
    assert other_council(text, NAMES) == other


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/Pages/CommunityTrigger.aspx", "Pages Community Trigger"),
        ("/asb-case-review", "asb case review"),
        ("/info/20012/hate_crime", "info 20012 hate crime"),
        ("/a%20b+c.html", "a b c"),
    ],
)
def test_addresses_have_words(path: str, words: str) -> None:
    assert words_of_address(path) == words


@pytest.mark.parametrize(
    ("url", "words", "least", "most"),
    [
        ("http://x.uk/community-trigger", "", 90, 90),
        ("http://x.uk/article/1", "Community trigger", 100, 100),
        ("http://x.uk/news/community-trigger", "", 0, 30),
        ("http://x.uk/article/2", "Community trigger job vacancy", 0, 30),
        ("http://x.uk/bins", "Bins", 0, 0),
    ],
)
def test_what_an_address_promises(url: str, words: str, least: int, most: int) -> None:
    assert least <= expected(CASE_REVIEW, url, words) <= most


def test_ways_lead_on_and_look_alikes_do_not() -> None:
    assert hope((), "http://x.uk/a", "Crime and community safety") == WAY
    assert hope((), "http://x.uk/living-here/safe", "") == WAY
    assert hope((), "http://x.uk/a", "Community safety jobs") == 0
    assert hope((), "http://x.uk/news/crime", "Crime") == 0
    assert hope((), "http://x.uk/bins", "Bins and recycling") == 0


def test_every_name_of_a_topic_is_on_the_way() -> None:
    for sign in signs():
        if sign.where == "name":
            assert is_on_the_way(sign.phrase), sign.phrase


def test_the_best_name_is_the_surest() -> None:
    assert best_name(PARTNERSHIP, "Community Safety Team")[0] == 80
    assert best_name(PARTNERSHIP, "Safer Holdout Partnership")[0] == 95
    assert best_name(PARTNERSHIP, "Bins") == (0, "")


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Community trigger | Holdout Council", "Community trigger"),
        ("Community trigger - Holdout Borough Council", "Community trigger"),
        ("Home : London Borough of Holdout : Community trigger", "Home - Community trigger"),
        ("Holdout Council", "Holdout Council"),
        ("Safer Holdout Partnership", "Safer Holdout Partnership"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_a_title(title: str, shown: str) -> None:
    page = read_html(f"<title>{title}</title>")
    assert title_of(Seen("http://x.uk/", page, "", False, NAMES)) == shown


def test_the_heading_is_that_of_the_page_not_of_its_site() -> None:
    text = (
        "<title>Community trigger | Holdout Council</title><h1>Holdout Council</h1>"
        "<h2>Cost of living</h2><h1>Help</h1><h1>Request a community trigger</h1><h2>Next</h2>"
    )
    page = read_html(text)
    assert page.main_headings == ("Holdout Council", "Help", "Request a community trigger")
    assert heading_of(Seen("http://x.uk/", page, "", False, NAMES)) == "Request a community trigger"
    only = read_html("<title>Community trigger</title><h2>Menu</h2><h2>The community trigger</h2>")
    assert heading_of(Seen("http://x.uk/", only, "", False, NAMES)) == "The community trigger"


def test_what_stands_on_every_page_says_nothing_of_this_one() -> None:
    footer = "<p>Media enquiries</p><p>Overview and scrutiny committee</p>"
    body = f"<p>You can ask for a review.</p>{footer}"
    read = seen("Community trigger", "", body)
    common = frozenset(read_html(footer).lines)
    assert score(CASE_REVIEW, read).points < PROPOSED
    assert score(CASE_REVIEW, replace(read, common=common)).points >= SURE


@pytest.mark.parametrize(
    "text",
    ["A-" * 5_000, "A " * 5_000, "Aa and " * 3_000, "x" * 20_000, "3 reports " * 2_000,
     "safer " * 3_000, "&" * 10_000, "Phone " * 3_000 + "0114 200 5001"],
)  # fmt: skip
def test_no_text_takes_long(text: str) -> None:
    """A pattern with two ways to read the same would not end here in a lifetime."""
    read = seen(text, text, f"<p>{text}</p>")
    for topic in TOPIC_TITLES:
        score(topic, read)
        values_on(topic, read, BODY, frozenset())
        name_on(topic, read)
    other_council(text[:400], NAMES)
    assert not list(addresses_in(f"<loc>{' ' * 200_000}"))
