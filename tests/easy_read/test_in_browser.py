"""Easy Read in a real browser: two sides of A4, large letters, narrow screens, links both ways."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.conftest import BuiltSite
from tests.easy_read.conftest import guide_addresses
from tests.fonts import FONTS

pytestmark = pytest.mark.browser

ALWAYS_PRINTED = ("stockport", "glasgow-city", "belfast", "cardiff", "hackney", "isles-of-scilly")
LONGEST = 4
MAX_BYTES = 12_000
SIXTEEN_POINTS = 16 * 96 / 72


@pytest.fixture
def page(tab_with: Callable[..., Page]) -> Page:
    return tab_with(1280, 900)


def _versions(site: BuiltSite) -> list[Path]:
    """Return the Easy Read page of every council, without the signposts of former ones."""
    found = sorted(site.folder.glob("areas/*/easy-read/index.html"))
    return [path for path in found if 'http-equiv="refresh"' not in path.read_text("utf-8")]


_HEIGHTS_ON_PAPER = """async (addresses) => {
    const heights = {};
    for (const address of addresses) {
        const answer = await fetch(address);
        const html = new DOMParser().parseFromString(await answer.text(), "text/html");
        document.querySelector(".easy-read").replaceWith(html.querySelector(".easy-read"));
        const shown = document.querySelector(".easy-read");
        await Promise.all([...shown.querySelectorAll("img")].map((image) => image.decode()));
        heights[address] = shown.getBoundingClientRect().height;
    }
    return heights;
}"""


def _tallest_on_paper(page: Page, addresses: list[str]) -> list[str]:
    """Return the addresses of the Easy Read pages that are tallest, in the font of the browser."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 688, "height": 900})  # the width of the text on paper
    page.goto(addresses[0])
    heights: dict[str, float] = page.evaluate(_HEIGHTS_ON_PAPER, addresses)
    assert min(heights.values()) > 500, "a page has no text"
    return sorted(heights, key=lambda address: -heights[address])


@pytest.mark.parametrize("font", FONTS)
def test_an_area_takes_at_most_two_sides_of_a4(
    tab_with: Callable[..., Page], site_url: str, site: BuiltSite, font: str
) -> None:
    """Measure every council, and print a fixed sample and the tallest."""
    councils = [path.parent.parent.name for path in _versions(site)]
    assert len(councils) >= 361
    page = tab_with(font=font)
    address = f"{site_url}areas/{{}}/easy-read/"
    tallest = _tallest_on_paper(page, [address.format(council) for council in councils])
    sides = {}
    for each in {*map(address.format, ALWAYS_PRINTED), *tallest[:LONGEST]}:
        page.goto(each)
        printed = page.pdf(prefer_css_page_size=True)
        sides[each] = len(re.findall(rb"/Type\s*/Page\b", printed))
    assert {each: count for each, count in sides.items() if not 1 <= count <= 2} == {}


@pytest.mark.parametrize("address", ["areas/stockport/easy-read/", *guide_addresses()])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_letters_are_large_and_pictures_stand_left(
    page: Page, site_url: str, address: str, scheme: str
) -> None:
    page.emulate_media(media="screen", color_scheme="dark" if scheme == "dark" else "light")
    page.goto(site_url + address)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        found = page.evaluate(
            """() => ({
                wide: document.documentElement.scrollWidth - innerWidth,
                sizes: [...document.querySelectorAll('.easy-read, .easy-read *')].map(
                    e => parseFloat(getComputedStyle(e).fontSize)),
                numbers: [...document.querySelectorAll('.easy-read .number')].map(
                    e => parseFloat(getComputedStyle(e).fontSize)),
                ideas: [...document.querySelectorAll('.easy-read > p')].map(p => {
                    const image = p.querySelector('img');
                    const range = document.createRange();
                    range.selectNodeContents(p);
                    range.setStartAfter(image);
                    const text = range.getBoundingClientRect(), box = image.getBoundingClientRect();
                    const line = p.getBoundingClientRect().width;
                    return [image.naturalWidth, box.right, text.left, box.left >= 0,
                            box.width / line, text.top - box.top];
                }),
            })"""
        )
        assert found["wide"] <= 0
        assert min(found["sizes"]) >= SIXTEEN_POINTS
        assert all(number >= 1.15 * SIXTEEN_POINTS for number in found["numbers"])
        assert len(found["ideas"]) >= 8
        for natural, right, text_left, on_screen, share, lower in found["ideas"]:
            assert natural > 0
            assert right < text_left
            assert on_screen
            assert 0.25 < share < 0.4  # about a third of the line
            assert lower < 24  # the text starts beside the top of the picture


@pytest.mark.parametrize("address", ["areas/stockport/", "areas/fife/", *guide_addresses()[1:]])
def test_the_full_page_and_its_easy_read_version_lead_to_each_other(
    page: Page, site_url: str, address: str
) -> None:
    full = site_url + address.removesuffix("easy-read/")
    page.goto(full)
    page.locator("#main a[href$='easy-read/']").first.click()
    assert page.url == f"{full}easy-read/"
    page.locator(".easy-read nav a").first.click()
    assert page.url == full


def test_every_area_page_leads_to_its_easy_read_version(site: BuiltSite) -> None:
    versions = _versions(site)
    assert len(versions) == 361
    for path in versions:
        full = (path.parent.parent / "index.html").read_text(encoding="utf-8")
        assert 'href="easy-read/"' in full, path
        assert len(path.read_bytes()) < MAX_BYTES, path


def test_each_sentence_starts_a_line_of_its_own(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}guides/restorative-justice/easy-read/")
    heights = page.evaluate(
        """() => [...document.querySelectorAll('.easy-read > p')].map(p => {
            const range = document.createRange();
            range.selectNodeContents(p);
            range.setStartAfter(p.querySelector('img'));
            const lines = p.textContent.trim().split('\\n').length;
            return [lines, range.getBoundingClientRect().height / 33];
        })"""
    )
    assert any(lines > 1 for lines, _ in heights)
    assert all(tall >= lines - 0.4 for lines, tall in heights)
