"""The search box as visitors use it: by keyboard and screen reader, and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import NewPage

from .box import INPUT, OPTIONS, PANEL, STATUS, enter, type_in
from .conftest import Site

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("where", ["site", "prefixed"])
def test_a_postcode_and_enter_lead_to_the_answer_page(
    page: Page, where: str, request: pytest.FixtureRequest
) -> None:
    site: Site = request.getfixturevalue(where)
    page.goto(site.url)
    enter(page, "sk1 3xe")
    page.wait_for_url(f"{site.url}areas/stockport/")
    expect(page.locator("h1")).to_have_text("Stockport")
    box = page.locator("#finder-top-input")
    box.fill("Marple Bridge")
    with page.expect_navigation(url=f"{site.url}areas/stockport/"):
        box.press("Enter")
    box.fill("cardiff")
    box.press("Enter")
    page.wait_for_url(f"{site.url}areas/cardiff/")


def test_the_box_is_a_combobox(home: Page) -> None:
    box = home.locator(INPUT)
    expect(box).to_have_attribute("role", "combobox")
    expect(box).to_have_attribute("aria-autocomplete", "list")
    expect(box).to_have_attribute("aria-controls", "finder-home-list")
    expect(box).to_have_attribute("aria-expanded", "false")
    assert box.get_attribute("name") is None
    expect(home.get_by_role("combobox", name="Postcode, town or council")).to_have_count(2)
    type_in(home, "marp")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(home.get_by_role("listbox", name="Suggestions")).to_be_visible()
    expect(home.get_by_role("option").first).to_contain_text("Marple, town in Stockport")


def test_who_is_in_danger_gets_999_and_a_line_before_all_else(home: Page, site: Site) -> None:
    enter(home, "my husband hits me")
    panel = home.locator(PANEL)
    expect(panel).to_be_focused()
    ways = panel.locator("a[href^='tel:']")
    expect(ways.nth(0)).to_have_attribute("href", "tel:999")
    expect(ways.nth(1)).to_have_attribute("href", "tel:08082000247")
    expect(panel.get_by_role("link").nth(1)).to_have_text("National Domestic Abuse Helpline")
    named = home.locator(f"#{panel.get_attribute('aria-labelledby')}")
    expect(named).to_contain_text("In danger now? Phone 999.")
    assert home.url == site.url
    for dangerous in ("suicidal", "i want to kill myself"):
        home.locator(INPUT).fill(dangerous)
        expect(home.locator(OPTIONS).first).to_contain_text("Samaritans: 116 123")


def test_who_names_a_place_and_a_need_gets_the_section_of_its_page(home: Page) -> None:
    enter(home, "my husband hits me in Cardiff")
    panel = home.locator(PANEL)
    expect(panel.locator("a[href^='tel:']").first).to_have_attribute("href", "tel:999")
    place = panel.get_by_role("link", name="Cardiff")
    expect(place.first).to_have_attribute("href", re.compile(r"areas/cardiff/#at-home$"))


def test_ids_are_unique_though_the_box_is_there_twice(home: Page) -> None:
    type_in(home, "newp")
    expect(home.locator(OPTIONS)).to_have_count(8)
    ids = home.evaluate("[...document.querySelectorAll('[id]')].map((each) => each.id)")
    assert len(ids) == len(set(ids))
    referred = home.evaluate(
        """[...document.querySelectorAll('*')].flatMap((each) =>
          ['for', 'aria-controls', 'aria-describedby', 'aria-activedescendant']
            .map((name) => each.getAttribute(name)).filter(Boolean))"""
    )
    assert set(referred) <= set(ids)


def test_suggestions_by_keyboard_alone(home: Page, site: Site) -> None:
    box = home.locator(INPUT)
    type_in(home, "newp")
    options = home.locator(OPTIONS)
    expect(options).to_have_count(8)
    expect(home.locator(STATUS)).to_contain_text("8 suggestions")
    home.keyboard.press("ArrowUp")
    expect(box).to_have_attribute("aria-activedescendant", "finder-home-list-7")
    home.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "finder-home-list-0")
    home.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(home.locator(f"{OPTIONS}[aria-selected=true]")).to_have_count(1)
    home.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(options.first).to_be_hidden()
    expect(box).to_have_value("newp")
    expect(box).to_be_focused()
    home.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "finder-home-list-0")
    home.keyboard.press("ArrowDown")
    home.keyboard.press("Enter")
    home.wait_for_url(f"{site.url}areas/isle-of-wight/")


def test_a_suggestion_that_was_chosen_is_not_opened_once_more_is_typed(
    home: Page, site: Site
) -> None:
    type_in(home, "newp")
    expect(home.locator(OPTIONS)).to_have_count(8)
    home.keyboard.press("ArrowDown")
    # At once: the suggestions for the new text have not come yet.
    home.locator(INPUT).evaluate(
        """(box) => {
          box.value = "Cardiff";
          box.dispatchEvent(new Event("input", { bubbles: true }));
          box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
        }"""
    )
    home.keyboard.press("Enter")
    home.wait_for_url(f"{site.url}areas/cardiff/")


def test_escape_twice_empties_the_box(home: Page) -> None:
    type_in(home, "newp")
    expect(home.locator(OPTIONS)).to_have_count(8)
    home.keyboard.press("Escape")
    home.keyboard.press("Escape")
    expect(home.locator(INPUT)).to_have_value("")
    expect(home.locator(STATUS)).to_be_empty()


def test_several_answers_become_a_list_that_takes_the_focus(home: Page, site: Site) -> None:
    enter(home, "Newport")
    panel = home.locator(PANEL)
    expect(panel).to_be_focused()
    expect(home.get_by_role("group", name="There are several.")).to_be_visible()
    expect(panel.locator("li").nth(2)).to_have_text(
        "Newport, town in Telford and Wrekin, West Midlands"
    )
    assert home.url == site.url
    for _ in range(3):
        home.keyboard.press("Tab")
    home.keyboard.press("Enter")
    home.wait_for_url(f"{site.url}areas/telford-and-wrekin/")


def test_back_leads_to_an_empty_box_that_works(home: Page, site: Site) -> None:
    enter(home, "sk1 3xe")
    home.wait_for_url(f"{site.url}areas/stockport/")
    home.go_back()
    expect(home).to_have_url(site.url)
    expect(home.locator(INPUT)).to_have_value("")
    expect(home.locator(PANEL)).to_be_hidden()
    type_in(home, "marple")
    expect(home.locator(OPTIONS).first).to_contain_text("Marple")


def test_a_page_that_the_browser_keeps_holds_nothing_that_was_typed(home: Page) -> None:
    enter(home, "Newport")
    expect(home.locator(PANEL)).to_be_visible()
    home.evaluate("window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    expect(home.locator(INPUT)).to_have_value("")
    expect(home.locator(PANEL)).to_be_hidden()
    expect(home.locator(PANEL)).to_be_empty()
    expect(home.locator(OPTIONS)).to_have_count(0)


def test_doubt_is_shown_before_anything_opens(home: Page, site: Site) -> None:
    enter(home, "bt1 1aa")
    expect(home.locator(PANEL)).to_contain_text("BT1 1AA is probably in Belfast")
    expect(home.locator(PANEL).get_by_role("link", name="Belfast")).to_be_visible()
    assert home.url == site.url


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("GY1 1AA", "Guernsey, Alderney and Sark are outside the UK"),
        ("ZZ1 1AA", "There is no UK postcode ZZ1 1AA"),
        ("qqqqqq", "We found nothing called “qqqqqq”"),
    ],
)
def test_no_answer_is_put_in_words_and_offers_the_list(
    home: Page, site: Site, query: str, words: str
) -> None:
    type_in(home, query)
    expect(home.locator(STATUS)).to_contain_text(words)
    home.keyboard.press("Enter")
    expect(home.locator(PANEL)).to_contain_text(words)
    expect(home.locator(PANEL).get_by_role("link")).to_have_attribute("href", f"{site.url}places/")


def test_an_empty_box_asks_for_something(home: Page, site: Site) -> None:
    home.get_by_role("button", name="Find").first.click()
    expect(home.locator(STATUS)).to_have_text("Type a postcode, a town or a council.")
    expect(home.locator(INPUT)).to_be_focused()
    assert home.url == site.url


def test_a_larger_area_opens_its_councils_and_a_service_its_page(home: Page, site: Site) -> None:
    type_in(home, "gmp")
    option = home.locator(OPTIONS).first
    expect(option).to_contain_text("Greater Manchester Police")
    option.click()
    panel = home.locator(PANEL)
    expect(panel).to_contain_text("choose your council")
    expect(panel.get_by_role("link", name="Stockport")).to_have_attribute(
        "href", f"{site.url}areas/stockport/"
    )
    expect(panel.get_by_role("link", name="Read about Greater Manchester Police")).to_have_count(0)
    home.locator(INPUT).fill("Restorative Gloucestershire")
    home.keyboard.press("Enter")
    expect(panel).to_have_count(1)
    home.locator(INPUT).press("Enter")
    about = panel.get_by_role("link", name="Read about Restorative Gloucestershire")
    expect(about).to_have_attribute(
        "href", f"{site.url}services/rj-providers/restorative-gloucestershire/"
    )


def test_a_larger_area_among_the_answers_opens_in_place(home: Page, site: Site) -> None:
    enter(home, "Berkshyre")
    panel = home.locator(PANEL)
    expect(panel).to_contain_text("Did you mean")
    panel.get_by_role("button", name="Berkshire").press("Enter")
    expect(panel).to_be_focused()
    expect(panel.get_by_role("link")).to_have_count(6)
    expect(panel.get_by_role("link", name="Reading")).to_have_attribute(
        "href", f"{site.url}areas/reading/"
    )


@pytest.mark.parametrize("where", ["site", "prefixed"])
def test_without_javascript_the_form_opens_the_a_to_z(
    new_page: NewPage, where: str, request: pytest.FixtureRequest
) -> None:
    site: Site = request.getfixturevalue(where)
    page = new_page(java_script_enabled=False)
    page.goto(site.url)
    enter(page, "SK1 3XE")
    expect(page.locator("h1")).to_have_text("A to Z")
    assert page.url.rstrip("?") == f"{site.url}places/"
    page.goto(f"{site.url}areas/stockport/")
    page.locator("button").click()
    assert page.url.rstrip("?") == f"{site.url}places/"
