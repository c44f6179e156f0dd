"""Which pages of the built site the browser tests look at, and when one has come to rest."""

import functools
import os
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, Request

from tests.conftest import BuiltSite

TEMPLATES = (
    "",
    "areas/stockport/",
    "areas/cardiff/",
    "areas/belfast/",
    "areas/stockport/easy-read/",
    "areas/allerdale/",
    "services/",
    "services/police/",
    "services/police/greater-manchester/",
    "services/victim-services/samaritans/",
    "places/",
    "places/map/",
    "places/police-areas/",
    "which-way/",
    "which-way/b/",
    "guides/hate-crime/",
    "guides/hate-crime/easy-read/",
    "guides/diary/",
    "letters/",
    "letters/case-review/",
    "about/data/",
    "about/coverage/",
    "about/freshness/",
    "contribute/gaps/",
    "contribute/lacking/",
    "404.html",
)
"""One page of each template, and of each way in which its content can differ much."""

FOR_FRAMES = ("embed/",)
"""Pages without our header, for frames on other sites: tests/finder/test_embed.py looks at them."""

EMPTY_PAGE = "/empty-page"
"""What the host answers with an empty page, to hold frames. Were it a route of the browser, the
browser would keep no script and no style between pages."""

SEED = int(os.environ["PAGES_SEED"])
"""Which answer pages are drawn: tests/conftest.py sets and prints it. Set it to draw the same."""


@functools.cache
def all_pages(site: BuiltSite) -> Sequence[str]:
    """Return the address of every page of the built site that has our header.

    Left out are signposts that lead on at once, and what is made for frames.
    """
    pages = {
        str(path.relative_to(site.folder)).removesuffix("index.html")
        for path in site.folder.rglob("*.html")
        if 'http-equiv="refresh"' not in path.read_text(encoding="utf-8")
    }
    assert pages >= {*FOR_FRAMES}
    return sorted(pages - {*FOR_FRAMES})


@functools.cache
def answer_pages(site: BuiltSite) -> Sequence[str]:
    """Return the address of every answer page."""
    return [
        f"areas/{path.parent.name}/"
        for path in sorted((site.folder / "areas").glob("*/index.html"))
        if 'class="doors"' in path.read_text(encoding="utf-8")
    ]


def drawn_answer_pages(site: BuiltSite, count: int) -> list[str]:
    """Draw some answer pages at random, others in each run."""
    return random.Random(SEED).sample(answer_pages(site), count)


def file_of(site: BuiltSite, address: str) -> Path:
    """Return the file behind an address."""
    path = site.folder / address
    return path / "index.html" if path.is_dir() else path


@contextmanager
def at_rest(page: Page) -> Iterator[None]:
    """Open a page within, and go on when nothing has been asked for during 60 ms.

    Playwright's own "networkidle" waits for 500.
    """
    under_way: set[Request] = set()

    def begun(request: Request) -> None:
        under_way.add(request)

    def ended(request: Request) -> None:
        under_way.discard(request)

    page.on("request", begun)
    page.on("requestfinished", ended)
    page.on("requestfailed", ended)
    yield
    rests = 0
    while rests < 3:
        page.wait_for_timeout(20)
        rests = 0 if under_way else rests + 1
    page.remove_listener("request", begun)
    page.remove_listener("requestfinished", ended)
    page.remove_listener("requestfailed", ended)
