"""Fixtures of the browser tests."""

import dataclasses
import functools
import http.server
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.support import EMPTY_PAGE, FOR_FRAMES, all_pages
from tests.browser.tour import PARTS, Tour, tour
from tests.conftest import BuiltSite, once_for_all


class _Host(http.server.SimpleHTTPRequestHandler):
    """Serves the site at the root of a host, and 404.html for what does not exist."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each body waits 40 ms until its head is acknowledged

    def end_headers(self) -> None:
        """Let the browser keep scripts and styles, as it would with an ordinary host."""
        kept = self.path.endswith((".js", ".css", ".svg"))
        self.send_header("Cache-Control", "max-age=3600" if kept else "no-store")
        super().end_headers()

    def do_GET(self) -> None:
        """Answer with the empty page, or with a file."""
        if self.path == EMPTY_PAGE:
            self._send(200, b"")
        else:
            super().do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

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
    handler = functools.partial(_Host, directory=str(site.folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


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
