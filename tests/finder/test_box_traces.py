"""The search box leaves no trace of what is typed, and needs nothing that the policy forbids."""

import json
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from .box import INPUT, OPTIONS, PANEL, spellings, type_in
from .conftest import Site

pytestmark = pytest.mark.browser


TRACES = """async () => ({
  local: localStorage.length,
  session: sessionStorage.length,
  cookies: document.cookie,
  caches: (await caches.keys()).length,
  databases: (await indexedDB.databases()).length,
  entries: history.length,
  state: JSON.stringify(history.state),
})"""


@pytest.mark.parametrize(
    ("query", "leads_to"),
    [
        ("SK1 3XE", "areas/stockport/"),
        ("Marple", "areas/stockport/"),
        ("Caerphilly", "areas/caerphilly/"),
        ("Newport", ""),
        ("Safer Stockport Partnership", "areas/stockport/"),
        ("Stokport", ""),
        ("sk", ""),
        ("noisy neighbours", ""),
    ],
)
def test_nothing_of_the_query_leaves_a_trace(
    context: BrowserContext, site: Site, query: str, leads_to: str
) -> None:
    page = context.new_page()
    asked: list[str] = []
    page.goto(site.url)
    page.on("request", lambda request: asked.append(json.dumps(_told(request))))
    before = page.evaluate(TRACES)
    type_in(page, query)
    page.wait_for_timeout(250)
    assert page.evaluate(TRACES) == before
    assert page.url == site.url
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.url}{leads_to}")
    page.wait_for_timeout(100)
    assert page.evaluate(TRACES) | {"entries": 0} == before | {"entries": 0}
    assert before == before | {"local": 0, "session": 0, "cookies": "", "databases": 0}
    assert context.cookies() == []
    assert any("/data/index.json" in each for each in asked)
    for each in asked:
        if leads_to and f"/{leads_to}" in each:
            continue  # the answer page itself, which may bear the name that was typed
        for form in spellings(query):
            assert form not in each.lower().replace(leads_to or "\0", ""), each


def _told(request: Any) -> list[Any]:
    """Return all that a request tells the server, but for what every one tells."""
    return [
        request.url.split("/", 3)[3],
        request.post_data,
        request.headers.get("referer", "").split("/", 3)[-1],
    ]


def test_the_site_policy_allows_all_that_the_box_does(own_home: Page) -> None:
    complaints: list[str] = []
    own_home.on("console", lambda message: complaints.append(message.text))
    own_home.on("pageerror", lambda error: complaints.append(str(error)))
    own_home.reload()
    for query in ("newport", "sk1 3xe", "zzz"):
        own_home.locator(INPUT).fill(query)
        own_home.wait_for_timeout(200)
    own_home.keyboard.press("Enter")
    expect(own_home.locator(PANEL)).to_be_visible()
    assert complaints == []


def test_text_in_the_data_never_becomes_markup(page: Page, site: Site) -> None:
    name = "<img src=x onerror=alert(1)>"
    route_index = "**/data/index.json"

    def poisoned(route: Route) -> None:
        index = route.fetch().json()
        index["councils"][0][1] = name
        route.fulfill(json=index)

    page.route(route_index, poisoned)
    page.goto(site.url)
    type_in(page, "img src")
    expect(page.locator(OPTIONS).first).to_contain_text(name)
    page.keyboard.press("Enter")
    assert page.locator("img").count() == 0
