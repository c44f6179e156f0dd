"""Fixtures of the browser tests."""

import dataclasses
import functools
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.support import EMPTY_PAGE, FOR_FRAMES, all_pages
from tests.browser.tour import PARTS, Tour, tour
from tests.conftest import BuiltSite, once_for_all
from tests.serving import KeepingHost, served


class _Host(KeepingHost):
    """Serves the site at the root of a host, and 404.html for what does not exist."""

    others = "no-store"

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Answer with the empty page, or with a file."""
        if self.path != EMPTY_PAGE:
            return super().send_head()
        self._send(200, b"")
        return None

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's own page for a wrong address."""
        if code != 404:
            super().send_error(code, message, explain)
            return
        self._send(404, (Path(self.directory) / "404.html").read_bytes())

    def _send(self, code: int, body: bytes) -> None:
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="session")
def host(site: BuiltSite) -> Iterator[str]:
    """Serve the built site as its own domain would, with its page for wrong addresses."""
    with served(site.folder, _Host) as root:
        yield root


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh browser profile at the size of a phone."""
    made = browser.new_context(viewport={"width": 360, "height": 740})
    yield made
    made.close()


@pytest.fixture
def page(tab: Page) -> Page:
    """The tab that tests share, for those that only look."""
    return tab


@pytest.fixture
def own_page(context: BrowserContext) -> Page:
    """A tab in the fresh profile."""
    return context.new_page()


@pytest.fixture(scope="session")
def tours(site: BuiltSite, host: str, for_all_workers: Path) -> Callable[[int], Tour]:
    """Return a function that gives a part of the tour of the whole site: each is made once."""

    def make(part: int, folder: Path) -> None:
        pages = [*FOR_FRAMES, *all_pages(site)]
        seen = tour(folder, host, pages[part::PARTS])
        (folder / "seen.json").write_text(json.dumps(dataclasses.asdict(seen)), encoding="utf-8")

    @functools.cache
    def part_of_tour(part: int) -> Tour:
        folder = once_for_all(for_all_workers / f"tour-{part}", functools.partial(make, part))
        return Tour(**json.loads((folder / "seen.json").read_text(encoding="utf-8")))

    return part_of_tour
