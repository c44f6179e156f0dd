"""The search box by touch, on the smallest screens, and in its colours."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import NewPage

from .box import INPUT, OPTIONS, PANEL, STATUS, enter, type_in
from .conftest import Site

pytestmark = pytest.mark.browser


def test_by_touch_at_320_pixels(new_page: NewPage, site: Site) -> None:
    page = new_page(viewport={"width": 320, "height": 568}, has_touch=True)
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


def test_a_list_of_answers_fits_320_pixels(new_page: NewPage, site: Site) -> None:
    page = new_page(viewport={"width": 320, "height": 568})
    page.goto(site.url)
    enter(page, "London")
    links = page.locator(f"{PANEL} a")
    expect(links).to_have_count(33)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    heights = page.evaluate(
        f"[...document.querySelectorAll('{PANEL} a')].map((a) => a.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44


def test_on_a_phone_no_keys_are_named_and_a_tap_brings_the_list_back(
    new_page: NewPage, site: Site
) -> None:
    page = new_page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page.goto(site.url)
    page.locator(INPUT).tap()
    page.keyboard.insert_text("newp")
    expect(page.locator(OPTIONS).first).to_be_visible()
    expect(page.locator(STATUS)).to_have_text("8 suggestions.")
    page.keyboard.press("Escape")
    expect(page.locator(OPTIONS).first).to_be_hidden()
    page.locator(INPUT).tap()
    expect(page.locator(OPTIONS).first).to_be_visible()


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
