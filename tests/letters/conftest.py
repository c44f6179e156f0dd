"""Fixtures: a page at the size of a phone, and a letter that is open for a place."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh browser profile at the size of a phone."""
    made = browser.new_context(viewport={"width": 360, "height": 740})
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A tab in the fresh profile."""
    return context.new_page()


@pytest.fixture
def opened(page: Page, site_url: str) -> Callable[[str, str], Page]:
    """Return a function that opens a letter for a place."""

    def opened(letter: str, place: str) -> Page:
        page.goto("about:blank")
        page.goto(f"{site_url}letters/{letter}/#at={place}")
        page.locator(".at-a-place").wait_for()
        return page

    return opened
