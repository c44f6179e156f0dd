"""Every page in a real Chromium: it asks nobody else, stores nothing, and keeps its own rules.

Links and anchors are checked in tests/site/test_links.py.
"""

from urllib.parse import urlsplit

import pytest
from playwright.async_api import ConsoleMessage, Error, Request
from playwright.async_api import Page as AsyncPage

from tests.browser.support import TEMPLATES, all_pages, visit_all
from tests.conftest import BuiltSite

pytestmark = pytest.mark.browser

# Whatever would leave a trace is told on the console, where the test listens.
TELL = """(() => {
  const tell = (what) => console.error(`trace: ${what}`);
  const watch = (owner, name) => {
    const real = owner[name];
    owner[name] = function (...rest) { tell(name); return real.apply(this, rest); };
  };
  watch(Storage.prototype, "setItem");
  watch(IDBFactory.prototype, "open");
  watch(CacheStorage.prototype, "open");
  watch(ServiceWorkerContainer.prototype, "register");
  watch(History.prototype, "pushState");
  watch(History.prototype, "replaceState");
  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
  Object.defineProperty(Document.prototype, "cookie", {
    ...cookie, set(value) { tell("cookie"); cookie.set.call(this, value); } });
  addEventListener("securitypolicyviolation", (event) =>
    console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
})()"""


async def _look(page: AsyncPage, url: str) -> list[str]:
    """Open a page and return what it did that it must not do."""
    faults: list[str] = []
    origin = urlsplit(url).netloc

    def asked(request: Request) -> None:
        if urlsplit(request.url).netloc != origin:
            faults.append(f"asked {request.url}")

    def said(message: ConsoleMessage) -> None:
        faults.append(f"{message.type}: {message.text}")

    def failed(error: Error) -> None:
        faults.append(f"error: {error}")

    page.on("request", asked)
    page.on("console", said)
    page.on("pageerror", failed)
    response = await page.goto(url)
    if response is None or not response.ok:
        faults.append("the page did not come")
    stored = await page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
    if stored != [0, 0, ""]:
        faults.append(f"stored {stored}")
    page.remove_listener("request", asked)
    page.remove_listener("console", said)
    page.remove_listener("pageerror", failed)
    return faults


def test_no_page_of_the_whole_site_leaves_a_trace_or_breaks_its_policy(
    chromium: str, site: BuiltSite, host: str
) -> None:
    pages = all_pages(site)
    assert len(pages) > 1_000
    assert set(TEMPLATES) <= set(pages)
    faults = visit_all(
        chromium, pages, lambda page, address: _look(page, host + address), init=TELL
    )
    assert not faults, "\n".join(faults[:30])


SINS = {
    "asked https://example.org/": "fetch('https://example.org/').catch(() => 0)",
    "trace: setItem": "localStorage.setItem('a', 'b')",
    "trace: cookie": "document.cookie = 'a=b'",
    "trace: replaceState": "history.replaceState(1, '')",
    "policy: script-src-elem inline": "document.body.append(Object.assign("
    "document.createElement('script'), { textContent: '1' }))",
    "policy: style-src-attr inline": "document.body.setAttribute('style', 'color: red')",
    "policy: img-src": "document.body.append(Object.assign(new Image(), { src: 'data:,x' }))",
}


@pytest.mark.parametrize("sin", SINS)
def test_the_crawl_would_see_it(chromium: str, host: str, sin: str) -> None:
    """What the crawl looks for is found when it is there, on a page with our policy."""
    script = f"{TELL}; addEventListener('DOMContentLoaded', () => {{ {SINS[sin]} }})"

    async def look(page: AsyncPage, address: str) -> list[str]:
        return await _look(page, host + address)

    faults = visit_all(chromium, [""], look, init=script)
    wanted = "policy: connect-src https://example.org/" if sin.startswith("asked") else sin
    assert any(wanted in fault for fault in faults), faults
