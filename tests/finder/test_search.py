"""The search for guides, their sections and services by words."""

import csv
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from safetyhelp.areas.tables import AreaFileError
from safetyhelp.dataset.answers import Directory
from safetyhelp.finder.guide_texts import Section, read_sections
from safetyhelp.finder.search_file import read_synonyms, search_file

from .box import INPUT, OPTIONS, PANEL, STATUS, enter, pages_for
from .conftest import Files, Site


def searched(page: Page, site: Site, queries: Sequence[str]) -> list[list[str]]:
    """Return the addresses that are found for each query, in a page that holds nothing else."""
    page.goto(f"{site.url}blank.html")
    return pages_for(page, site.url, queries)


def _cases() -> list[tuple[str, str]]:
    text = Path(__file__).with_name("searches.csv").read_text(encoding="utf-8")
    return [(row["query"], row["page"]) for row in csv.DictReader(text.splitlines())]


@pytest.mark.browser
def test_what_people_say_leads_to_the_page_that_helps(page: Page, site: Site) -> None:
    cases = _cases()
    assert len(cases) >= 40
    found = searched(page, site, [query for query, _ in cases])
    missed = [
        (query, wanted, urls[:3])
        for (query, wanted), urls in zip(cases, found, strict=True)
        if wanted not in urls[:3]
    ]
    assert missed == []


@pytest.mark.browser
def test_words_that_no_page_has_find_nothing(page: Page, site: Site) -> None:
    queries = ["qqqqqq", "", "the of and", "ZZ1 1AA", "hasOwnProperty", "!!!"]
    assert searched(page, site, queries) == [[] for _ in queries]


@pytest.mark.browser
def test_one_page_does_not_fill_the_list(page: Page, site: Site) -> None:
    for urls in searched(page, site, [query for query, _ in _cases()]):
        pages = [url.split("#")[0] for url in urls]
        assert all(pages.count(each) <= 2 for each in pages)


# The box


@pytest.mark.browser
@pytest.mark.parametrize("query", ["noise", "nothing happened", "trigger", "ask for a case review"])
def test_enter_lists_pages_and_changes_no_address(own_home: Page, site: Site, query: str) -> None:
    enter(own_home, query)
    panel = own_home.locator(PANEL)
    expect(panel).to_be_focused()
    expect(
        own_home.get_by_role("group", name=f"These pages have to do with “{query}”.")
    ).to_be_visible()
    wanted = next(page for case, page in _cases() if case == query)
    expect(panel.get_by_role("link").first).to_have_attribute("href", f"{site.url}{wanted}")
    assert own_home.url == site.url
    assert own_home.evaluate("history.length") == 2
    assert own_home.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


@pytest.mark.browser
def test_pages_among_the_suggestions_by_keyboard(home: Page, site: Site) -> None:
    home.locator(INPUT).focus()
    home.keyboard.type("apology")
    expect(home.locator(OPTIONS).first).to_have_text("Restorative justice, guide")
    expect(home.locator(STATUS)).to_contain_text("suggestions. Use the up and down arrow keys.")
    home.keyboard.press("ArrowDown")
    expect(home.locator(INPUT)).to_have_attribute("aria-activedescendant", "finder-home-list-0")
    home.keyboard.press("Enter")
    home.wait_for_url(f"{site.url}guides/restorative-justice/")


@pytest.mark.browser
def test_a_place_that_is_only_like_it_comes_behind_the_pages(home: Page) -> None:
    enter(home, "rowdy")
    panel = home.locator(PANEL)
    expect(panel.get_by_role("list")).to_have_count(2)
    expect(panel.get_by_role("list").nth(1)).to_have_attribute("aria-label", "Places")
    expect(panel.get_by_role("list").nth(1)).to_contain_text("Rowde")


@pytest.mark.browser
@pytest.mark.parametrize("query", ["Stokport", "Marpel"])
def test_a_mistyped_town_needs_two_files_and_offers_the_pages(
    own_home: Page, site: Site, query: str
) -> None:
    asked: list[str] = []
    own_home.on("request", lambda request: asked.append(request.url))
    enter(own_home, query)
    panel = own_home.locator(PANEL)
    expect(panel.get_by_role("link").first).to_contain_text("Stockport")
    assert len([url for url in asked if "/finder/" in url]) == 2, asked
    panel.get_by_role("button", name="Search the guides and services").click()
    expect(panel.get_by_role("button")).to_have_count(0)
    assert any(url.endswith("/search.json") for url in asked)


@pytest.mark.browser
def test_a_place_that_words_begin_comes_before_the_pages(home: Page) -> None:
    enter(home, "Stockp")
    lists = home.locator(PANEL).get_by_role("list")
    expect(lists.first.get_by_role("link").first).to_contain_text("Stockport")
    expect(lists.nth(1)).to_have_attribute("aria-label", "Guides and services")


@pytest.mark.browser
def test_pages_can_be_asked_for_beside_places(own_home: Page, site: Site) -> None:
    asked: list[str] = []
    own_home.on("request", lambda request: asked.append(request.url))
    enter(own_home, "London")
    panel = own_home.locator(PANEL)
    expect(panel.get_by_role("link")).to_have_count(33)
    assert not any(url.endswith("/search.json") for url in asked)
    panel.get_by_role("button", name="Search the guides and services").press("Enter")
    expect(panel).to_be_focused()
    expect(
        own_home.get_by_role("group", name="These pages have to do with “London”.")
    ).to_be_visible()
    expect(panel.get_by_role("link", name="London Victim and Witness Service")).to_be_visible()
    assert own_home.url == site.url


@pytest.mark.browser
def test_places_are_an_answer_though_the_pages_cannot_be_fetched(own_home: Page) -> None:
    own_home.route("**/data/search.json", lambda route: route.abort())
    enter(own_home, "Stockp")
    expect(own_home.locator(PANEL).get_by_role("link").first).to_contain_text("Stockport")


@pytest.mark.browser
def test_the_index_is_fetched_once_and_the_request_holds_nothing_of_the_query(
    own_home: Page, site: Site
) -> None:
    asked: list[Request] = []
    own_home.on("request", lambda request: asked.append(request))
    for query in ("bullying", "apology", "mate crime"):
        own_home.locator(INPUT).fill(query)
        own_home.locator(INPUT).press("Enter")
        expect(own_home.locator(PANEL)).to_contain_text(f"“{query}”")
    urls = [request.url.removeprefix(site.url) for request in asked]
    assert urls.count("assets/finder/data/search.json") == 1
    assert all(url.startswith("assets/finder/") or url == "icon.svg" for url in urls), urls
    for request in asked:
        told = f"{request.url} {request.post_data} {request.headers.get('referer', '')}".lower()
        for word in ("bully", "apolog", "mate", "crime"):
            assert word not in told


# The files


def test_a_guide_is_read_with_its_sections(tmp_path: Path) -> None:
    guide = tmp_path / "guides" / "noise" / "index.md"
    guide.parent.mkdir(parents=True)
    (tmp_path / "about").mkdir()
    text = (
        "---\ntitle: Quiet\n---\n\n# *Noise* & more\n\nListen.\n\n<nav markdown='1'>No</nav>\n\n"
        "## Who can help?\n\nThe [council](x.md).\n\n### At night\n\nLights.\n\n"
        "## Where we read this\n\n- Noise Act\n"
    )
    guide.write_text(text, encoding="utf-8")
    assert read_sections(tmp_path) == [
        Section(
            "guides/noise/",
            "Noise & more",
            "",
            "Listen. Who can help? The council . At night Lights.",
        ),
        Section("guides/noise/#who-can-help", "Who can help?", "Noise & more", "The council ."),
        Section("guides/noise/#at-night", "At night", "Noise & more", "Lights."),
    ]


def test_words_are_told_with_their_places(directory: Directory) -> None:
    sections = [
        Section("guides/a/", "Noise", "", "dogs and dogs"),
        Section("guides/a/#b", "At night", "Noise", "dogs"),
    ]
    document = json.loads(search_file(directory, sections, [("loud", "noise")]))
    assert document["sections"] == [
        ["guides/a/", "Noise", ""],
        ["guides/a/#b", "At night", "Noise"],
    ]
    assert document["words"]["dogs"].startswith("0D1B")
    assert document["words"]["noise"].startswith("0P1E")
    assert document["synonyms"] == [["loud", "noise"]]
    assert "and" not in document["words"]
    assert "and" in document["skip"].split()


def test_the_index_is_the_same_whatever_the_order_of_the_records(
    directory: Directory, sections: list[Section], files: Files
) -> None:
    backwards = replace(directory, all_records=directory.all_records[::-1])
    assert search_file(backwards, sections, read_synonyms()) == files["search.json"]


def test_a_synonym_of_a_word_that_no_page_has_is_left_out(directory: Directory) -> None:
    document = json.loads(search_file(directory, [], [("loud", "xylophone"), ("aid", "support")]))
    assert document["synonyms"] == [["aid", "support"]]


def test_every_synonym_means_words_of_the_pages(files: Files) -> None:
    said = {tuple(pair) for pair in json.loads(files["search.json"])["synonyms"]}
    assert [pair for pair in read_synonyms() if pair not in said] == []


@pytest.mark.parametrize(
    ("rows", "fault"),
    [("noise,\n", "“means” is empty"), ("a,noise\na,noise\n", "twice")],
)
def test_bad_synonyms_are_refused(tmp_path: Any, rows: str, fault: str) -> None:
    (tmp_path / "synonyms.csv").write_text(f"said,means\n{rows}", encoding="utf-8")
    with pytest.raises(AreaFileError, match=fault):
        read_synonyms(tmp_path / "synonyms.csv")


def test_the_synonyms_are_in_order() -> None:
    pairs = read_synonyms()
    assert pairs == sorted(pairs)
