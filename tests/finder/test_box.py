"""The search box as visitors use it: by keyboard, screen reader and touch, without JavaScript."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from .conftest import Site

pytestmark = pytest.mark.browser

INPUT = "#finder-home-input"
OPTIONS = "#finder-home-list [role=option]"
PANEL = "#finder-home .finder-answer"
STATUS = "#finder-home [role=status]"


@pytest.fixture
def home(page: Page, site: Site) -> Page:
    page.goto(site.url)
    return page


def type_in(page: Page, text: str) -> None:
    """Enter the text at once, so that no suggestions for its beginning come in between."""
    page.locator(INPUT).focus()
    page.keyboard.insert_text(text)


@pytest.mark.parametrize("where", ["site", "prefixed"])
def test_a_postcode_and_enter_lead_to_the_answer_page(
    page: Page, where: str, request: pytest.FixtureRequest
) -> None:
    site: Site = request.getfixturevalue(where)
    page.goto(site.url)
    type_in(page, "sk1 3xe")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.url}areas/stockport/")
    expect(page.locator("h1")).to_have_text("Stockport")
    box = page.locator("#finder-top-input")
    box.fill("Marple Bridge")
    box.press("Enter")
    page.wait_for_url(f"{site.url}areas/stockport/")
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
    type_in(home, "my husband hits me")
    home.keyboard.press("Enter")
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
    type_in(home, "my husband hits me in Cardiff")
    home.keyboard.press("Enter")
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


def test_escape_twice_empties_the_box(home: Page) -> None:
    type_in(home, "newp")
    expect(home.locator(OPTIONS)).to_have_count(8)
    home.keyboard.press("Escape")
    home.keyboard.press("Escape")
    expect(home.locator(INPUT)).to_have_value("")
    expect(home.locator(STATUS)).to_be_empty()


def test_several_answers_become_a_list_that_takes_the_focus(home: Page, site: Site) -> None:
    type_in(home, "Newport")
    home.keyboard.press("Enter")
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
    type_in(home, "sk1 3xe")
    home.keyboard.press("Enter")
    home.wait_for_url(f"{site.url}areas/stockport/")
    home.go_back()
    expect(home).to_have_url(site.url)
    expect(home.locator(INPUT)).to_have_value("")
    expect(home.locator(PANEL)).to_be_hidden()
    type_in(home, "marple")
    expect(home.locator(OPTIONS).first).to_contain_text("Marple")


def test_a_page_that_the_browser_keeps_holds_nothing_that_was_typed(home: Page) -> None:
    type_in(home, "Newport")
    home.keyboard.press("Enter")
    expect(home.locator(PANEL)).to_be_visible()
    home.evaluate("window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    expect(home.locator(INPUT)).to_have_value("")
    expect(home.locator(PANEL)).to_be_hidden()
    expect(home.locator(PANEL)).to_be_empty()
    expect(home.locator(OPTIONS)).to_have_count(0)


def test_doubt_is_shown_before_anything_opens(home: Page, site: Site) -> None:
    type_in(home, "bt1 1aa")
    home.keyboard.press("Enter")
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
    type_in(home, "Berkshyre")
    home.keyboard.press("Enter")
    panel = home.locator(PANEL)
    expect(panel).to_contain_text("Did you mean")
    panel.get_by_role("button", name="Berkshire").press("Enter")
    expect(panel).to_be_focused()
    expect(panel.get_by_role("link")).to_have_count(6)
    expect(panel.get_by_role("link", name="Reading")).to_have_attribute(
        "href", f"{site.url}areas/reading/"
    )


def test_by_touch_at_320_pixels(browser: Browser, site: Site) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 568}, has_touch=True)
    page = context.new_page()
    page.goto(site.url)
    page.locator(INPUT).tap()
    page.keyboard.type("newport")
    expect(page.locator(OPTIONS)).to_have_count(8)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for target in (
        INPUT,
        "#finder-home [type=submit]",
        "#finder-home .finder-locate",
        f"{OPTIONS} >> nth=0",
    ):
        size = page.locator(target).bounding_box()
        assert size is not None
        assert size["height"] >= 44, target
        assert size["x"] >= 0, target
        assert size["x"] + size["width"] <= 320, target
    page.locator(OPTIONS).nth(1).tap()
    page.wait_for_url(f"{site.url}areas/isle-of-wight/")
    context.close()


def test_a_list_of_answers_fits_320_pixels(browser: Browser, site: Site) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 568})
    page = context.new_page()
    page.goto(site.url)
    type_in(page, "London")
    page.keyboard.press("Enter")
    links = page.locator(f"{PANEL} a")
    expect(links).to_have_count(33)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    heights = page.evaluate(
        f"[...document.querySelectorAll('{PANEL} a')].map((a) => a.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44
    context.close()


# Slow and broken networks


@pytest.fixture
def held_back(page: Page) -> Iterator[list[Route]]:
    """Hold back every place file until the test lets it go."""
    held: list[Route] = []
    page.route("**/data/places/*", lambda route: held.append(route))
    yield held
    page.unroute("**/data/places/*")


def test_an_answer_that_comes_too_late_is_dropped(
    page: Page, site: Site, held_back: list[Route]
) -> None:
    page.goto(site.url)
    with page.expect_request("**/data/places/*"):
        type_in(page, "marple")
    page.locator(INPUT).fill("sk1 3xe")
    option = page.locator(OPTIONS)
    expect(option).to_have_count(1)
    expect(option).to_contain_text("Stockport")
    held_back[0].continue_()
    page.wait_for_timeout(300)
    expect(option).to_have_count(1)
    expect(option).not_to_contain_text("Marple")


def test_a_broken_connection_is_said_and_can_be_tried_again(page: Page, site: Site) -> None:
    page.route("**/data/**", lambda route: route.abort())
    page.goto(site.url)
    type_in(page, "marple")
    page.keyboard.press("Enter")
    panel = page.locator(PANEL)
    expect(panel).to_contain_text("could not be loaded")
    expect(panel.get_by_role("link", name="A to Z")).to_have_attribute("href", f"{site.url}places/")
    page.unroute("**/data/**")
    page.locator(INPUT).press("Enter")
    page.wait_for_url(f"{site.url}areas/stockport/")


@pytest.mark.parametrize("pattern", ["**/data/**", "**/data/places/*"])
def test_who_types_keeps_the_text_and_the_focus_when_files_fail(
    page: Page, site: Site, pattern: str
) -> None:
    page.route(pattern, lambda route: route.abort())
    page.goto(site.url)
    box = page.locator(INPUT)
    box.press_sequentially("Ramsbott", delay=120)
    expect(page.locator(STATUS)).to_contain_text("could not be loaded")
    box.press_sequentially("om", delay=120)
    expect(box).to_have_value("Ramsbottom")
    expect(box).to_be_focused()
    expect(page.locator(PANEL)).to_be_hidden()


@pytest.mark.parametrize(
    ("file", "query", "body"),
    [
        ("**/data/postcodes/*", "SK1 3XE", "{}"),
        ("**/data/postcodes/*", "SK1 3XE", '{"councils": ["stockport"]}'),
        ("**/data/postcodes/*", "SK1 3XE", "null"),
        ("**/data/places/*", "marple", "{}"),
        ("**/data/places/*", "marple", "[1, 2"),
        ("**/data/index.json", "stockport", "{}"),
        ("**/data/index.json", "stockport", ""),
        ("**/data/search.json", "noise", "{}"),
        ("**/data/search.json", "noise", "no"),
    ],
)
def test_a_damaged_file_is_no_answer_and_is_asked_for_again(
    page: Page, site: Site, file: str, query: str, body: str
) -> None:
    page.route(file, lambda route: route.fulfill(content_type="application/json", body=body))
    page.goto(site.url)
    type_in(page, query)
    page.keyboard.press("Enter")
    panel = page.locator(PANEL)
    expect(panel).to_contain_text("could not be loaded")
    page.unroute(file)
    page.locator(INPUT).press("Enter")
    if query == "noise":
        expect(panel.get_by_role("link").first).to_be_visible()
        expect(panel).not_to_contain_text("could not be loaded")
    else:
        page.wait_for_url(f"{site.url}areas/stockport/")


def test_a_slow_answer_is_said_to_be_slow_and_then_what_to_do(
    page: Page, site: Site, held_back: list[Route]
) -> None:
    page.clock.install()
    page.goto(site.url)
    with page.expect_request("**/data/places/*"):
        type_in(page, "marple")
        page.keyboard.press("Enter")
    page.clock.run_for(1_000)
    status = page.locator(STATUS)
    expect(status).to_have_text("Looking …")
    page.clock.run_for(8_000)
    for part in ("connection is slow", "101", "999"):
        expect(status).to_contain_text(part)
    held_back[0].continue_()
    page.wait_for_url(f"{site.url}areas/stockport/")


def test_on_a_phone_no_keys_are_named_and_a_tap_brings_the_list_back(
    browser: Browser, site: Site
) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(site.url)
    page.locator(INPUT).tap()
    page.keyboard.insert_text("newp")
    expect(page.locator(OPTIONS).first).to_be_visible()
    expect(page.locator(STATUS)).to_have_text("8 suggestions.")
    page.keyboard.press("Escape")
    expect(page.locator(OPTIONS).first).to_be_hidden()
    page.locator(INPUT).tap()
    expect(page.locator(OPTIONS).first).to_be_visible()
    context.close()


@pytest.mark.parametrize("where", ["site", "prefixed"])
def test_without_javascript_the_form_opens_the_a_to_z(
    browser: Browser, where: str, request: pytest.FixtureRequest
) -> None:
    site: Site = request.getfixturevalue(where)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url)
    type_in(page, "SK1 3XE")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("A to Z")
    assert page.url.rstrip("?") == f"{site.url}places/"
    page.goto(f"{site.url}areas/stockport/")
    page.locator("button").click()
    assert page.url.rstrip("?") == f"{site.url}places/"
    context.close()


# No trace


TRACES = """async () => ({
  local: localStorage.length,
  session: sessionStorage.length,
  cookies: document.cookie,
  caches: (await caches.keys()).length,
  databases: (await indexedDB.databases()).length,
  entries: history.length,
  state: JSON.stringify(history.state),
})"""


@pytest.mark.parametrize(
    ("query", "leads_to"),
    [
        ("SK1 3XE", "areas/stockport/"),
        ("Marple", "areas/stockport/"),
        ("Caerphilly", "areas/caerphilly/"),
        ("Newport", ""),
        ("Safer Stockport Partnership", "areas/stockport/"),
        ("Stokport", ""),
        ("sk", ""),
        ("noisy neighbours", ""),
    ],
)
def test_nothing_of_the_query_leaves_a_trace(
    context: BrowserContext, site: Site, query: str, leads_to: str
) -> None:
    page = context.new_page()
    asked: list[str] = []
    page.goto(site.url)
    page.on("request", lambda request: asked.append(json.dumps(_told(request))))
    before = page.evaluate(TRACES)
    type_in(page, query)
    page.wait_for_timeout(250)
    assert page.evaluate(TRACES) == before
    assert page.url == site.url
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.url}{leads_to}")
    page.wait_for_timeout(100)
    assert page.evaluate(TRACES) | {"entries": 0} == before | {"entries": 0}
    assert before == before | {"local": 0, "session": 0, "cookies": "", "databases": 0}
    assert context.cookies() == []
    assert any("/data/index.json" in each for each in asked)
    for each in asked:
        if leads_to and f"/{leads_to}" in each:
            continue  # the answer page itself, which may bear the name that was typed
        for form in {
            query,
            query.replace(" ", ""),
            query.replace(" ", "%20"),
            query.replace(" ", "+"),
        }:
            assert form.lower() not in each.lower().replace(leads_to or "\0", ""), each


def _told(request: Any) -> list[Any]:
    """Return all that a request tells the server, but for what every one tells."""
    return [
        request.url.split("/", 3)[3],
        request.post_data,
        request.headers.get("referer", "").split("/", 3)[-1],
    ]


def test_the_site_policy_allows_all_that_the_box_does(home: Page) -> None:
    complaints: list[str] = []
    home.on("console", lambda message: complaints.append(message.text))
    home.on("pageerror", lambda error: complaints.append(str(error)))
    home.reload()
    for query in ("newport", "sk1 3xe", "zzz"):
        home.locator(INPUT).fill(query)
        home.wait_for_timeout(200)
    home.keyboard.press("Enter")
    expect(home.locator(PANEL)).to_be_visible()
    assert complaints == []


def test_text_in_the_data_never_becomes_markup(page: Page, site: Site) -> None:
    name = "<img src=x onerror=alert(1)>"
    route_index = "**/data/index.json"

    def poisoned(route: Route) -> None:
        index = route.fetch().json()
        index["councils"][0][1] = name
        route.fulfill(json=index)

    page.route(route_index, poisoned)
    page.goto(site.url)
    type_in(page, "img src")
    expect(page.locator(OPTIONS).first).to_contain_text(name)
    page.keyboard.press("Enter")
    assert page.locator("img").count() == 0


# Colours


CONTRAST = """() => {
  const light = (colour) => {
    const parts = colour.match(/[0-9.]+/g).slice(0, 3).map((each) => each / 255);
    const [r, g, b] = parts.map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [more, less] = [light(a), light(b)].sort((x, y) => y - x);
    return (more + 0.05) / (less + 0.05);
  };
  const style = (selector) => getComputedStyle(document.querySelector(selector));
  const list = style("#finder-home-list").backgroundColor;
  const chosen = style("#finder-home-list [aria-selected=true]").backgroundColor;
  const name = style("#finder-home-list .finder-name").color;
  const detail = style("#finder-home-list .finder-detail").color;
  const button = style("#finder-home button");
  return {
    name: contrast(name, list),
    detail: contrast(detail, list),
    chosen: contrast(detail, chosen),
    button: contrast(button.color, button.backgroundColor),
    input: contrast(style("#finder-home-input").color, style("#finder-home-input").backgroundColor),
    paper: light(list),
  };
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_can_be_told_apart(home: Page, scheme: Any) -> None:
    home.emulate_media(color_scheme=scheme)
    type_in(home, "newp")
    expect(home.locator(OPTIONS)).to_have_count(8)
    home.keyboard.press("ArrowDown")
    found = home.evaluate(CONTRAST)
    paper = found.pop("paper")
    assert (paper < 0.2) is (scheme == "dark")
    assert min(found.values()) >= 4.5, found


def test_the_chosen_suggestion_shows_in_forced_colours(home: Page) -> None:
    home.emulate_media(forced_colors="active")
    type_in(home, "newp")
    expect(home.locator(OPTIONS)).to_have_count(8)
    home.keyboard.press("ArrowDown")
    colours = home.evaluate(
        """(options) => [...document.querySelectorAll(options)]
          .map((option) => getComputedStyle(option).backgroundColor)""",
        OPTIONS,
    )
    assert colours[0] != colours[1]
    assert len(set(colours[1:])) == 1
