"""The box before its modules have come: what is typed and asked on a slow line is not lost."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from .box import INPUT, OPTIONS, STATUS, enter, type_in
from .conftest import Site

pytestmark = pytest.mark.browser

SCRIPT = "**/search-box.js"


@pytest.fixture
def held(page: Page) -> Iterator[list[Route]]:
    """Hold back the module of the box until the test lets it go."""
    routes: list[Route] = []
    page.route(SCRIPT, lambda route: routes.append(route))
    yield routes
    page.unroute(SCRIPT)


def _open(page: Page, site: Site) -> None:
    with page.expect_request(SCRIPT):
        page.goto(site.url, wait_until="commit")
    expect(page.locator(INPUT)).to_be_visible()


def test_what_is_typed_and_entered_before_the_script_is_answered(
    page: Page, site: Site, held: list[Route]
) -> None:
    _open(page, site)
    enter(page, "Stockport")
    expect(page.locator(STATUS)).to_have_text("Looking …")
    expect(page.locator(INPUT)).to_have_value("Stockport")
    assert page.url == site.url
    held[0].continue_()
    page.wait_for_url(f"{site.url}areas/stockport/", wait_until="commit")


def test_what_is_only_typed_stays_and_gets_its_suggestions(
    page: Page, site: Site, held: list[Route]
) -> None:
    _open(page, site)
    type_in(page, "marp")
    held[0].continue_()
    expect(page.locator(OPTIONS).first).to_contain_text("Marple")
    expect(page.locator(INPUT)).to_have_value("marp")
    expect(page.locator(INPUT)).to_be_focused()


def test_a_script_that_does_not_come_is_said_and_a_second_enter_leads_to_the_list(
    page: Page, site: Site, held: list[Route]
) -> None:
    page.clock.install(time=0)
    _open(page, site)
    type_in(page, "Stockport")
    page.clock.pause_at(3_600)
    page.keyboard.press("Enter")
    page.clock.run_for(7_999)
    expect(page.locator(STATUS)).to_have_text("Looking …")
    page.clock.run_for(1)
    for part in ("connection is slow", "A to Z", "101", "999"):
        expect(page.locator(STATUS)).to_contain_text(part)
    assert len(held) == 1
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/places/\??$"), wait_until="commit")


def test_an_empty_box_leads_to_the_list_as_without_a_script(
    page: Page, site: Site, held: list[Route]
) -> None:
    _open(page, site)
    page.locator(INPUT).press("Enter")
    page.wait_for_url(re.compile(r"/places/\??$"), wait_until="commit")
    assert held


def test_the_box_is_one_module_and_none_of_its_parts_is_asked_for(page: Page, site: Site) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site.url)))
    page.goto(site.url)
    type_in(page, "marp")
    expect(page.locator(OPTIONS).first).to_contain_text("Marple")
    scripts = [each for each in asked if each.endswith(".js")]
    assert scripts == ["assets/finder/early.js", "assets/search-box/search-box.js"]
    assert [each for each in asked if each.startswith("assets/finder/data/")]
