"""The search box where the network is slow or broken, or a file is damaged."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from .box import INPUT, OPTIONS, PANEL, STATUS, enter, type_in
from .conftest import Site

pytestmark = pytest.mark.browser


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
    enter(page, "marple")
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
    enter(page, query)
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
        enter(page, "marple")
    page.clock.run_for(1_000)
    status = page.locator(STATUS)
    expect(status).to_have_text("Looking …")
    page.clock.run_for(8_000)
    for part in ("connection is slow", "101", "999"):
        expect(status).to_contain_text(part)
    held_back[0].continue_()
    page.wait_for_url(f"{site.url}areas/stockport/")
