"""Every page in a real Chromium: it asks nobody else, stores nothing, and keeps its own rules.

Links and anchors are checked in tests/site/test_links.py.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Request, Response

from tests.browser.support import EMPTY_PAGE, FOR_FRAMES, TEMPLATES, all_pages
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

# Opens pages in frames of an empty page, which costs half as much as opening each on its own, and
# returns what each has stored and whether it is whole. The wait is for what comes after loading.
OPEN = """async (urls) => {
  const frames = await Promise.all(urls.map((url) => new Promise((done) => {
    const frame = Object.assign(document.createElement("iframe"), { src: url, width: 1280 });
    frame.onload = () => done(frame);
    document.body.append(frame);
  })));
  await new Promise((done) => setTimeout(done, 50));
  return frames.map((frame) => {
    const { localStorage, sessionStorage, document } = frame.contentWindow;
    const kept = [...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie];
    const ran = document.querySelector(".exit[role=button], .embed [role=combobox]");
    const whole = ran && document.querySelector("h1");
    frame.remove();
    return [kept.join(""), Boolean(whole)];
  });
}"""
AT_ONCE = 16


@contextmanager
def listening(context: BrowserContext, root: str) -> Iterator[list[str]]:
    """Collect what pages opened in `context` do that pages below `root` must not do."""
    faults: list[str] = []

    def asked(request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(root).netloc:
            faults.append(f"asked {request.url}")

    def answered(response: Response) -> None:
        if response.status >= 400:
            faults.append(f"asked for {response.url}: {response.status}")

    def said(message: ConsoleMessage) -> None:
        faults.append(f"{message.location['url']} {message.type}: {message.text}")

    # What belongs to the whole context is heard from windows that a page opens, too.
    context.on("request", asked)
    context.on("response", answered)
    context.on("console", said)
    context.on("weberror", lambda fault: faults.append(f"error: {fault.error}"))
    yield faults


def crawl(browser: Browser, root: str, addresses: list[str], spoil: str = "") -> list[str]:
    """Open pages, in a browser of their own, and return what they did that they must not do.

    `spoil` is a script that each of them runs, to see whether its deeds are found.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script(TELL)
    if spoil:
        context.add_init_script(f"addEventListener('DOMContentLoaded', () => {{ {spoil} }})")
    page = context.new_page()
    page.goto(urljoin(root, EMPTY_PAGE))
    with listening(context, root) as faults:
        for start in range(0, len(addresses), AT_ONCE):
            opened = addresses[start : start + AT_ONCE]
            found = page.evaluate(OPEN, [root + address for address in opened])
            for address, (kept, whole) in zip(opened, found, strict=True):
                faults += [f"{address} kept {kept}"] if kept else []
                faults += [] if whole else [f"{address} is not whole"]
    context.close()
    return faults


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
    "asked https://example.org/": "open('https://example.org/')",
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
    "asked for": "document.body.append(Object.assign(new Image(), { src: '/none.svg' }))",
    "log: hello": "console.log('hello')",
    "error: oh": "setTimeout(() => { throw new Error('oh') })",
    "is not whole": "document.querySelector('h1').remove()",
}


def test_the_crawl_sees_what_it_looks_for(browser: Browser, host: str) -> None:
    """A page with our policy does all of it at once, and each deed is found."""
    deeds = "".join(f"{deed};" for deed in SINS.values())
    faults = crawl(browser, host, ["guides/"], f"if (document.querySelector('h1')) {{ {deeds} }}")
    assert [sin for sin in SINS if not any(sin in fault for fault in faults)] == [], faults
