"""What a first visit costs: all bytes that the host sends, compressed, and the requests.

A page is opened in a new Chromium, so that nothing is kept from before; every file that it loads by
itself is counted, with the heads of the answers.
"""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.browsing import chromium
from benchmarks.serving import Traffic, served

HOME_LIMIT = 110_000
ANSWER_LIMIT = 100_000


@dataclass(frozen=True, slots=True)
class Weight:
    """One page on a first visit. `elsewhere` are the addresses asked of other hosts."""

    address: str
    limit: int
    sent: int
    requests: int
    elsewhere: tuple[str, ...]


def largest_answer_page(site: Path) -> str:
    """Return the address of the largest answer page."""
    page = max((site / "areas").glob("*/index.html"), key=lambda path: path.stat().st_size)
    return f"areas/{page.parent.name}/"


def weigh(site: Path, browser: Browser) -> list[Weight]:
    """Open the home page and two answer pages, each for the first time."""
    limits = {"": HOME_LIMIT, "areas/stockport/": ANSWER_LIMIT}
    limits[largest_answer_page(site)] = ANSWER_LIMIT
    return [_weight(site, browser, address, limit) for address, limit in limits.items()]


def _weight(site: Path, browser: Browser, address: str, limit: int) -> Weight:
    traffic = Traffic()
    asked: list[str] = []
    with served(site, traffic) as root:
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(root + address, wait_until="networkidle")
        page.close()
    elsewhere = tuple(url for url in asked if not url.startswith((root, "data:")))
    return Weight(address, limit, traffic.sent, len(traffic.paths), elsewhere)


def benchmark_page_weight(site: Path) -> None:
    """Print what the first visit of a page costs, with the limits."""
    print("First visit: bytes sent, compressed, with heads")
    with chromium() as browser:
        for each in weigh(site, browser):
            print(
                f"  {each.address or 'home':<28} {each.sent:8,} bytes (limit {each.limit:,}), "
                f"{each.requests} requests, {len(each.elsewhere)} to others"
            )
