"""The box before its modules have come: what is typed and asked on a slow line is not lost."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from .box import INPUT, OPTIONS, STATUS, type_in
from .conftest import MODULES, THEME, Site

pytestmark = pytest.mark.browser

SCRIPT = "**/finder/combobox.js"


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
    type_in(page, "Stockport")
    page.keyboard.press("Enter")
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


IMPORT = re.compile(r'^(?:import|export) .*from "\./([a-z-]+)\.js";$', re.MULTILINE)


def test_all_modules_that_the_box_imports_are_announced() -> None:
    found: set[str] = set()
    todo = ["combobox"]
    while todo:
        text = (MODULES / f"{todo.pop()}.js").read_text(encoding="utf-8")
        new = set(IMPORT.findall(text)) - found
        found |= new
        todo += new
    template = (THEME / "partials" / "finder-modules.html").read_text(encoding="utf-8")
    [names] = re.findall(r'for name in "([^"]+)"', template)
    assert names.split() == sorted(found)
