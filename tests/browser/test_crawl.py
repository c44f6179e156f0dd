"""Every page in a real Chromium: it asks nobody else, stores nothing, and keeps its own rules.

Links and anchors are checked in tests/site/test_links.py.
"""

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, ConsoleMessage

from tests.browser.frames import look_at_each, open_empty_page
from tests.browser.support import FOR_FRAMES, TEMPLATES, all_pages
from tests.conftest import BuiltSite

pytestmark = pytest.mark.browser

# Whatever would leave a trace is told on the console, where the test listens.
TELL = """(() => {
  const tell = (what) => console.error(`${location.href} trace: ${what}`);
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
    console.error(`${location.href} policy: ${event.violatedDirective} ${event.blockedURI}`));
})()"""

# What a page has stored, and whether it is whole.
KEPT = """({ localStorage, sessionStorage, document }) => {
  const kept = [...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie];
  const ran = document.querySelector(".exit[role=button], .embed [role=combobox]");
  return [kept.join(""), Boolean(ran && document.querySelector("h1"))];
}"""


class _Elsewhere(http.server.BaseHTTPRequestHandler):
    """The proxy for every host but ours: it notes what is asked for, and gives nothing."""

    asked: list[str]

    def handle_one_request(self) -> None:
        """Note a request of any method; of an encrypted one only the host can be seen."""
        self.raw_requestline = self.rfile.readline(65537)
        self.close_connection = True
        if self.raw_requestline and self.parse_request():
            self.asked.append(self.path)
            self.send_error(502)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    """Run that proxy; give its address, and the list of what was asked for."""
    asked: list[str] = []
    handler = type("_Noting", (_Elsewhere,), {"asked": asked})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


def crawl(browser: Browser, root: str, addresses: list[str], spoil: str = "") -> list[str]:
    """Open pages, in a browser of their own, and return what they did that they must not do.

    `spoil` is a script that each of them runs, to see whether its deeds are found. Other hosts are
    reached through a proxy, where all requests for them are seen, also those of new windows:
    listening to each request of the pages took a third of the time.
    """
    faults: list[str] = []

    def said(message: ConsoleMessage) -> None:
        faults.append(f"{message.location['url']} {message.type}: {message.text}")

    with elsewhere() as (proxy, asked):
        context = browser.new_context(
            viewport={"width": 1280, "height": 800}, proxy={"server": proxy, "bypass": "127.0.0.1"}
        )
        context.add_init_script(TELL)
        if spoil:
            context.add_init_script(f"addEventListener('DOMContentLoaded', () => {{ {spoil} }})")
        page = context.new_page()
        open_empty_page(page, root)
        # What belongs to the whole context is heard from windows that a page opens, too.
        context.on("console", said)
        context.on("weberror", lambda fault: faults.append(f"error: {fault.error}"))
        for address, (kept, whole) in look_at_each(page, root, addresses, KEPT, 1280, 150):
            faults += [f"{address} kept {kept}"] if kept else []
            faults += [] if whole else [f"{address} is not whole"]
        context.close()
    return [*faults, *(f"asked {url}" for url in asked)]


PARTS = 4
"""So that several workers share the crawl."""


@pytest.mark.parametrize("part", range(PARTS))
def test_no_page_of_the_whole_site_leaves_a_trace_or_breaks_its_policy(
    browser: Browser, site: BuiltSite, host: str, part: int
) -> None:
    pages = [*FOR_FRAMES, *all_pages(site)]
    assert len(pages) > 1_000
    assert set(TEMPLATES) <= set(pages)
    faults = crawl(browser, host, pages[part::PARTS])
    assert not faults, "\n".join(faults[:30])


SINS = {
    "asked example.org:443": "open('https://example.org/')",
    "asked http://example.net/": "open('http://example.net/')",
    "policy: connect-src https://example.org": "fetch('https://example.org/').catch(() => 0)",
    "trace: setItem": "localStorage.setItem('a', 'b')",
    "kept a": "localStorage.setItem('a', 'b')",
    "trace: cookie": "document.cookie = 'a=b'",
    "trace: replaceState": "history.replaceState(1, '')",
    "trace: open": "indexedDB.open('a')",
    "policy: script-src-elem inline": "document.body.append(Object.assign("
    "document.createElement('script'), { textContent: '1' }))",
    "policy: style-src-attr inline": "document.body.setAttribute('style', 'color: red')",
    "policy: img-src data": "document.body.append(Object.assign(new Image(), { src: 'data:,x' }))",
    "Failed to load resource": "document.body.append(Object.assign(new Image(), { src: '/none' }))",
    "log: hello": "console.log('hello')",
    "error: oh": "setTimeout(() => { throw new Error('oh') })",
    "is not whole": "document.querySelector('h1').remove()",
}


def test_the_crawl_sees_what_it_looks_for(browser: Browser, host: str) -> None:
    """A page with our policy does all of it at once, and each deed is found."""
    deeds = "".join(f"{deed};" for deed in SINS.values())
    faults = crawl(browser, host, ["guides/"], f"if (document.querySelector('h1')) {{ {deeds} }}")
    assert [sin for sin in SINS if not any(sin in fault for fault in faults)] == [], faults
