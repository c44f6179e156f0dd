"""A real headless Chromium, for the benchmarks; the tests find theirs here too."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

_NAMES = (
    "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome",
    "google-chrome-stable",
)  # fmt: skip


def find_chromium() -> str | None:
    """Return the path of the first Chromium there is.

    The headless shell is the same engine without the windows: pages open in half the time.
    """
    return next(filter(None, map(shutil.which, _NAMES)), None)


FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
"""With which the benchmarks and the tests start it."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium, and stop it at the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()
