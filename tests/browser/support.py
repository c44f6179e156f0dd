"""What the browser tests share: which pages to look at, and several tabs at once."""

import asyncio
import os
import random
import threading
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

from playwright.async_api import BrowserContext, Page, async_playwright

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
    "places/police-areas/",
    "guides/hate-crime/",
    "guides/diary/",
    "about/data/",
    "contribute/gaps/",
    "404.html",
)
"""One page of each template, and of each way in which its content can differ much."""

TABS = 3
"""How many pages are looked at side by side."""

SEED = int(os.environ["PAGES_SEED"])
"""Which answer pages are drawn: tests/conftest.py sets and prints it. Set it to draw the same."""

Visit = Callable[[Page, str], Awaitable[list[str]]]
"""Looks at the page with an address and returns what is wrong with it."""


def all_pages(site: BuiltSite) -> list[str]:
    """Return the address of every page of the built site, except signposts that lead on at once."""
    return sorted(
        str(path.relative_to(site.folder)).removesuffix("index.html")
        for path in site.folder.rglob("*.html")
        if 'http-equiv="refresh"' not in path.read_text(encoding="utf-8")
    )


def answer_pages(site: BuiltSite) -> list[str]:
    """Return the address of every answer page."""
    return [
        f"areas/{path.parent.name}/"
        for path in sorted((site.folder / "areas").glob("*/index.html"))
        if 'class="doors"' in path.read_text(encoding="utf-8")
    ]


def drawn_answer_pages(site: BuiltSite, count: int) -> list[str]:
    """Draw some answer pages at random, others in each run."""
    return random.Random(SEED).sample(answer_pages(site), count)


async def _only_what_is_seen(context: BrowserContext, scripts: bool) -> None:
    """Load no script when `scripts` is False, as if JavaScript were off."""
    if not scripts:
        await context.route("**/*.js", lambda route: route.abort())


async def _visit_all(
    chromium: str, addresses: list[str], visit: Visit, scripts: bool, init: str
) -> list[str]:
    queue = list(reversed(addresses))
    faults: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        context = await browser.new_context(
            viewport={"width": 1280, "height": 800}, reduced_motion="reduce"
        )
        await _only_what_is_seen(context, scripts)
        if init:
            await context.add_init_script(init)

        async def work() -> None:
            page = await context.new_page()
            while queue:
                address = queue.pop()
                faults.extend(
                    f"{address or 'home'}: {fault}" for fault in await visit(page, address)
                )

        await asyncio.gather(*(work() for _ in range(TABS)))
        await browser.close()
    return faults


def visit_all(
    chromium: str, addresses: Iterable[str], visit: Visit, *, scripts: bool = True, init: str = ""
) -> list[str]:
    """Look at pages in several tabs of one Chromium and return all faults.

    Playwright's plain interface already runs a loop in the thread of the tests; this one has a
    thread of its own.
    """
    found: list[str] = []
    failure: list[BaseException] = []

    def run() -> None:
        try:
            found.extend(asyncio.run(_visit_all(chromium, list(addresses), visit, scripts, init)))
        except BaseException as error:
            failure.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if failure:
        raise failure[0]
    return found


def file_of(site: BuiltSite, address: str) -> Path:
    """Return the file behind an address."""
    path = site.folder / address
    return path / "index.html" if path.is_dir() else path
