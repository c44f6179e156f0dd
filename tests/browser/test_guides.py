"""On a phone a guide says what to do on one screen, before all else."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.support import all_pages
from tests.conftest import BuiltSite

pytestmark = pytest.mark.browser

HEIGHT = 800


def _guides(site: BuiltSite) -> list[str]:
    """Return the guides in more words: a page with its Easy Read version below it."""
    pages = {*all_pages(site)}
    return sorted(
        page
        for page in pages
        if page.startswith("guides/") and page != "guides/" and f"{page}easy-read/" in pages
    )


def test_what_to_do_stands_first_and_fits_on_one_screen(
    tab_with: Callable[..., Page], site: BuiltSite, host: str
) -> None:
    guides = _guides(site)
    assert len(guides) > 15
    page = tab_with(360, HEIGHT)
    measured = {}
    for guide in guides:
        page.goto(host + guide)
        heading, bottom = page.evaluate(
            """() => {
              const heading = document.querySelector("#main h2");
              const list = heading.nextElementSibling;
              const top = heading.getBoundingClientRect().top;
              return [heading.textContent, list.getBoundingClientRect().bottom - top];
            }"""
        )
        assert heading == "What to do", guide
        bar = page.locator(".bar").bounding_box()
        assert bar
        measured[guide] = round(bottom + bar["height"])
    assert {guide: high for guide, high in measured.items() if high > HEIGHT} == {}
