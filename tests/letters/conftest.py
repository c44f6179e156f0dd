"""Fixtures: a page at the size of a phone, and a letter that is open for a place."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import context, own_page, page

__all__ = ["context", "own_page", "page"]


def _opener(page: Page, site_url: str) -> Callable[[str, str], Page]:
    def opened(letter: str, place: str) -> Page:
        page.goto("about:blank")
        page.goto(f"{site_url}letters/{letter}/#at={place}")
        page.locator(".at-a-place").wait_for()
        return page

    return opened


@pytest.fixture
def opened(page: Page, site_url: str) -> Callable[[str, str], Page]:
    """Return a function that opens a letter for a place."""
    return _opener(page, site_url)


@pytest.fixture
def opened_alone(own_page: Page, site_url: str) -> Callable[[str, str], Page]:
    """Return one that opens it in a profile of its own."""
    return _opener(own_page, site_url)
