"""Fixtures: a page at the size of a phone, and a letter that is open for a place."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import context, page

__all__ = ["context", "page"]


@pytest.fixture
def opened(page: Page, site_url: str) -> Callable[[str, str], Page]:
    """Return a function that opens a letter for a place."""

    def opened(letter: str, place: str) -> Page:
        page.goto("about:blank")
        page.goto(f"{site_url}letters/{letter}/#at={place}")
        page.locator(".at-a-place").wait_for()
        return page

    return opened
