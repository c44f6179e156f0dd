"""From the home page to a phone number in a real Chromium, with and without JavaScript."""

import pytest
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("typed", ["SK1 3XE", "sk13xe", "Marple", "Stockport",
                                   "Safer Stockport Partnership"])  # fmt: skip
def test_home_to_answer_page_to_phone_link(browser: Browser, site_url: str, typed: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(site_url)
    box = page.get_by_role("combobox").first
    box.fill(typed)
    box.press("Enter")
    link = page.get_by_role("link", name="Stockport", exact=False).first
    try:
        page.wait_for_url("**/areas/stockport/", timeout=60_000)
    except Exception:
        link.click()
        page.wait_for_url("**/areas/stockport/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Stockport")
    phone = page.locator("#report ~ .numbers a.phone").first
    expect(phone).to_be_visible()
    assert phone.get_attribute("href") == "tel:999"
    plain = typed.replace(" ", "").lower()
    assert page.url == f"{site_url}areas/stockport/"
    if plain != "stockport":
        assert not [url for url in requests if plain in url.lower().replace("%20", "")]
    assert all(url.startswith(site_url) for url in requests), requests
    context.close()


def test_without_javascript_the_lists_lead_to_the_answer(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url)
    page.get_by_role("link", name="A to Z").first.click()
    page.get_by_role("link", name="Stockport", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stockport")
    expect(page.locator("#report ~ .numbers a.phone").first).to_be_visible()
    context.close()


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("address", ["", "areas/stockport/", "places/", "services/", "about/data/"])
def test_no_page_scrolls_sideways(
    browser: Browser, site_url: str, width: int, address: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(site_url + address)
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert overflow <= 0
    page.close()


def test_the_site_stores_nothing_and_asks_nobody_else(browser: Browser, site_url: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    elsewhere: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: elsewhere.append(request.url))
    page.on("console", lambda message: errors.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: errors.append(str(error)))
    for address in ("", "areas/stockport/", "places/", "guides/", "services/police/scotland/"):
        page.goto(site_url + address)
        stored = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
        assert stored == [0, 0, ""], address
    assert all(url.startswith(site_url) for url in elsewhere), elsewhere
    assert not errors
    assert context.cookies() == []
    context.close()
